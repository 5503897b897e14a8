# Edit this in generator/runtime/_pool.py; `make generate` copies it into the client.
"""The HTTP client below a client: made when it is needed, and again where its connections can't be used."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from weakref import WeakSet

from ._http_clients import DEFAULT_TIMEOUT, checked_client
from ._known import Known
from ._redaction import keep_out_of_logs
from ._sending import Sender
from .errors import ClientClosed


class Pool:
    """The HTTP client, shared by a client and its copies and closed once. Made when the first call needs it.

    A connection works in the event loop and the process it was opened in, so another HTTP client is made for another
    event loop and after a fork. One that was given is used as it is.
    """

    __slots__ = (
        "__weakref__",
        "_lock",
        "_of_loops",
        "_owned",
        "_sender",
        "closed",
        "destroyed",
        "instead_of_waiting",
        "kind",
        "known",
    )

    def __init__(self, http_client: Any, kind: str) -> None:
        self._sender = None if http_client is None else Sender(checked_client(http_client, kind), owned=False)
        self._owned, self.kind = http_client is None, kind
        self._lock = threading.Lock()
        self._of_loops: dict[Any, Sender] = {}
        self.closed = False
        self.instead_of_waiting: Callable[[float], None] | None = None  # of upstreams that have a time of their own
        self.known = Known()
        self.destroyed = 0  # calls, for walks over lists that they make shorter
        keep_out_of_logs()
        if level := os.environ.get("TOOLZZ_CAL_LOG"):
            from ._logs import show  # rarely asked for

            show(level)
        if self._owned:
            _pools.add(self)

    def sender(self) -> Sender:
        """What sends through the HTTP client; raises `ClientClosed` after `close`."""
        if self.closed:
            raise ClientClosed("The client has been closed; make a new one, or keep it open with a `with` block")
        if self._owned and self.kind == "AsyncClient":
            return self._of_loop(_running_loop())
        if self._sender is None:
            with self._lock:
                if self._sender is None:
                    self._sender = self._made()
        return self._sender

    def wait(self, seconds: float) -> None:
        """Waits until an upstream may be asked again."""
        if self.instead_of_waiting is None:
            time.sleep(seconds)
        else:
            self.instead_of_waiting(seconds)

    async def wait_async(self, seconds: float) -> None:
        """The same without holding up the event loop."""
        from anyio import sleep  # httpx's own, for whichever event loop runs

        if self.instead_of_waiting is not None:
            self.instead_of_waiting(seconds)
            seconds = 0
        await sleep(seconds)

    @property
    def usual(self) -> float | None:
        """Seconds for an attempt that names none; None where a given HTTP client has its own."""
        return DEFAULT_TIMEOUT if self._owned else None

    @property
    def own(self) -> Any:
        """The HTTP client if it is ours to close; of asynchronous ones, that of the running event loop."""
        if not self._owned:
            return None
        sender = self._of_loops.get(_running_loop()) if self.kind == "AsyncClient" else self._sender
        return None if sender is None else sender.http

    def _of_loop(self, loop: Any) -> Sender:
        sender = self._of_loops.get(loop)
        if sender is None:
            with self._lock:
                for each in [each for each in self._of_loops if _has_ended(each)]:
                    del self._of_loops[each]  # nobody can use or close those connections any more
                sender = self._of_loops.setdefault(loop, self._made())
        return sender

    def _made(self) -> Sender:
        from ._own_clients import own_client  # at the first call, as httpx itself

        return Sender(own_client(self.kind), owned=True)

    def after_fork(self) -> None:
        """Leaves the connections to the process that opened them. Another thread may have held the lock."""
        _left.append((self._sender, self._of_loops))
        self._sender, self._of_loops, self._lock = None, {}, threading.Lock()


def _running_loop() -> Any:
    """The running event loop, or what stands for a run of trio; None where there is neither."""
    from asyncio import get_running_loop  # slow to import; whoever calls this has long done so

    try:
        return get_running_loop()
    except RuntimeError:
        pass
    trio = sys.modules.get("trio")
    if trio is None:
        return None
    try:
        return trio.lowlevel.current_trio_token()
    except RuntimeError:
        return None


def _has_ended(loop: Any) -> bool:
    """Whether an event loop runs no more; nobody can tell where there was none."""
    if loop is None:
        return False
    if hasattr(loop, "is_closed"):
        ended: bool = loop.is_closed()
        return ended
    try:
        loop.run_sync_soon(int)  # of a run of trio, which takes it as long as it lasts; `int` does nothing
    except RuntimeError:
        return True
    return False


_pools: WeakSet[Pool] = WeakSet()
_left: list[Any] = []  # kept, as letting go of a connection says goodbye on it


def _after_fork() -> None:
    for pool in list(_pools):
        pool.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
