"""A mock on a port that kills whoever calls, at chosen calls: before it does what is asked, behind it, or once told."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal

from tests.support.independence import PATIENCE

if TYPE_CHECKING:
    from toolzz_cal_mock.core import Mock

Moment = Literal["before", "behind", "told"]
WORKER = "x-example-worker"  # the header in which a caller gives its process


class Gate:
    """An ASGI application in front of a mock.

    Attributes:
        kills: Which calls kill, by their number from 1 on, and when; those that have not yet.
        killed: The processes that were killed, in order.
    """

    def __init__(self, mock: Mock, kills: Mapping[int, Moment], *slugs: str) -> None:
        from toolzz_cal_mock.asgi import create_app

        self.kills = dict(kills)
        self.killed: list[int] = []
        self._app = create_app(mock)
        self._slugs = slugs
        self._number = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers a request, unless it kills."""
        moment = None
        if scope["type"] == "http" and scope["path"].endswith(self._slugs):
            self._number += 1
            moment = self.kills.pop(self._number, None)
        if moment != "before":
            await self._app(scope, receive, _nowhere if moment == "behind" else send)
        if moment is not None:
            self._kill(scope)
        if moment in ("before", "behind"):
            while (await receive())["type"] != "http.disconnect":  # which the end of its process is
                pass

    def _kill(self, scope: Any) -> None:
        pid = int(dict(scope["headers"])[WORKER.encode()])
        self.killed.append(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


async def _nowhere(_: Any) -> None:
    """Takes what is sent."""


@contextmanager
def served(gate: Gate) -> Iterator[str]:
    """Runs a server in a thread, on a free port, and gives its address."""
    import uvicorn
    from toolzz_cal_mock.server import socket_for

    ready = threading.Event()

    class Server(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            ready.set()

    config = uvicorn.Config(
        gate, lifespan="on", log_config=None, access_log=False, timeout_keep_alive=75, timeout_graceful_shutdown=1
    )
    with socket_for("127.0.0.1", 0) as listener:
        server = Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            assert ready.wait(PATIENCE)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
