"""Streamable HTTP: who may come in, and the server itself."""

from __future__ import annotations

import asyncio
import hmac
import signal
import socket
import sys
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send
from toolzz_cal._addresses import is_loopback

PATH = "/mcp"
TOKEN_VARIABLE = "TOOLZZ_CAL_MCP_TOKEN"  # noqa: S105 - the name of a variable
_SHORTEST_TOKEN = 16
IDLE = 1800.0
MOST = 1000


class Refused(Exception):
    """The server can't be started like this; the message says what to change."""


@dataclass(frozen=True)
class Door:
    """Who may come in.

    Attributes:
        host: Address that is listened on.
        token: What `Authorization: Bearer` must hold; None to ask for nothing, which only loopback may.
        origins: Origins of web pages that may call besides those of this machine.
    """

    host: str
    token: str | None = None
    origins: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.token is None and not is_loopback(self.host):
            raise Refused(f"{self.host} can be reached from elsewhere; set {TOKEN_VARIABLE}, or listen on 127.0.0.1")
        if self.token is not None and (len(self.token) < _SHORTEST_TOKEN or not self.token.isascii()):
            raise Refused(f"{TOKEN_VARIABLE} must hold at least {_SHORTEST_TOKEN} plain characters")

    def refusal(self, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """Status and reason if a request may not come in."""
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and origin not in self.origins and not (is_loopback(self.host) and _is_local(origin)):
            return 403, "This origin may not call"
        # A page can have its own name lead to this machine. Its name then stands here.
        if is_loopback(self.host) and not _is_local(f"http://{headers.get(b'host', b'').decode('latin-1')}"):
            return 421, "This host is not served here"
        given = headers.get(b"authorization", b"")
        if self.token is not None and not hmac.compare_digest(given, f"Bearer {self.token}".encode()):
            return 401, "A token is needed"
        return None


@dataclass(frozen=True)
class Sessions:
    """How long sessions last, and how many there may be; only the older protocol, with its handshake, has any.

    Attributes:
        idle: Seconds without a request or an open stream after which one ends. Its client begins another.
        most: How many may be open. One more is refused with 503 until another has ended.
    """

    idle: float = IDLE
    most: int = MOST


class Guard:
    """An ASGI application behind a door."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request that may not come in, and passes on all else."""
        if scope["type"] == "http" and (refused := self._door.refusal(dict(scope["headers"]))) is not None:
            status, reason = refused
            headers = [(b"content-type", b"text/plain; charset=utf-8")]
            headers += [(b"www-authenticate", b"Bearer")] if status == 401 else []
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": reason.encode()})
            return
        await self._app(scope, receive, send)


def application(server: Server[Any], door: Door, sessions: Sessions) -> ASGIApp:
    """The server as an ASGI application, at `/mcp`."""
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        # The guard looks at every request first, and knows more.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        session_idle_timeout=sessions.idle,
        max_sessions=sessions.most,
    )
    return Guard(app, door)


async def serve(server: Server[Any], door: Door, port: int, sessions: Sessions) -> None:
    """Serves until it is stopped.

    Args:
        server: What is served.
        door: Who may come in.
        port: Port to listen on, 0 for a free one.
        sessions: How long sessions last, and how many there may be.

    Raises:
        Refused: The port can't be had.
    """
    import uvicorn

    try:
        listener = socket.create_server((door.host, port), family=_family(door.host), reuse_port=False)
    except OSError as problem:
        raise Refused(f"can't listen on {door.host} port {port}: {problem.strerror or problem}") from None
    config = uvicorn.Config(
        application(server, door, sessions),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    running = uvicorn.Server(config)
    # uvicorn's own way ends in a second signal, which would cut off what is still shutting down.
    running.capture_signals = nullcontext  # type: ignore[method-assign, assignment]
    with listener, _until_stopped(running.handle_exit):
        shown = f"[{door.host}]" if ":" in door.host else door.host
        print(f"MCP at http://{shown}:{listener.getsockname()[1]}{PATH}", file=sys.stderr, flush=True)
        await running.serve(sockets=[listener])


@contextmanager
def _until_stopped(stop: Callable[[int, None], None]) -> Generator[None, None, None]:
    """Stops in order at Ctrl-C or when asked to end."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    with suppress(NotImplementedError):  # Windows
        for each in signals:
            loop.add_signal_handler(each, stop, each, None)
    yield
    with suppress(NotImplementedError):
        for each in signals:
            loop.remove_signal_handler(each)


def _is_local(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and is_loopback(parts.hostname or "") and parts.port != 0
    except ValueError:
        return False


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def origins(given: Collection[str]) -> frozenset[str]:
    """Origins as browsers write them.

    Raises:
        Refused: One is none.
    """
    for each in given:
        parts = urlsplit(each)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query or parts.fragment:
            raise Refused(f"{each!r} is no origin; write scheme, host and port, such as 'https://app.example.com'")
    return frozenset(given)
