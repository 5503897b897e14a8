"""The mock as an ASGI application, without a framework."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from .deliveries import AT_ONCE
from .doors.browsers import open_to_pages
from .messages import Reply, Request
from .transport import missing_bytes
from .wire import UNKNOWN_PEER, Handler, lock_of, path_of, path_of_text, request_from

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

CUT = "toolzz_cal_mock.cut"  # an extension of the scope: a function that closes the connection
DISCARDED = 16_000_000  # bytes of a body over the limit that are read and thrown away, so that the answer arrives
DISCARDING = 2.0


class ConnectionCut(Exception):
    """Raised to make a server give up a connection; there is no other way that every server understands."""


class _Gone(Exception):
    """The client hung up in the middle of its request."""


class _TooLarge(Exception):
    """The body is over the limit; `more` of it is to come."""

    def __init__(self, *, more: bool) -> None:
        super().__init__()
        self.more = more


def create_app(mock: Handler | None = None, **options: Any) -> Application:
    """An ASGI application of a mock.

    Args:
        mock: The mock; a new one by default.
        **options: Options of the new `Mock`.
    """
    if mock is None:
        from .core import Mock

        mock = Mock(**options)
    elif options:
        raise TypeError("options are for a new mock; give them to the one that is passed")
    return Application_(mock)


class Application_:  # noqa: N801 - `Application` is the type of any
    """A mock behind ASGI."""

    def __init__(self, mock: Handler) -> None:
        self.mock = mock
        self._lock = lock_of(mock)
        # With a state file, what comes together is stored together.
        self._with_others: Callable[[Request], Reply | Awaitable[Reply]] | None
        self._with_others = getattr(mock, "handle_with_others", None)
        self._limit: int = getattr(mock, "max_body", 1_000_000)
        self._deliveries: Any = getattr(mock, "deliveries", None)
        self._delivering: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or takes part in the server's start and end."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1000})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        raw: bytes | None = scope.get("raw_path")
        path = path_of(raw) if raw else path_of_text(scope["path"])  # not every server gives the raw one
        try:
            body = await self._body(headers, receive)
        except _Gone:
            return  # half a request is none
        except _TooLarge as problem:
            if problem.more and not _expects(headers):
                with suppress(TimeoutError):
                    await asyncio.wait_for(_discarded(receive), DISCARDING)
            await self._send(open_to_pages(path, self._too_large()), scope, receive, send)
            return
        peer = (scope.get("client") or ("",))[0] or UNKNOWN_PEER
        if self._deliveries is not None and (server := scope.get("server")) is not None:
            self._deliveries.own_ports.add(server[1])
        request = request_from(scope["method"], path, scope["query_string"], headers, body, peer=str(peer))
        with self._lock:
            answer = self.mock.handle(request) if self._with_others is None else self._with_others(request)
        reply = answer if isinstance(answer, Reply) else await answer
        if reply.delay:
            await asyncio.sleep(reply.delay)
        try:
            await self._send(reply, scope, receive, send)
        finally:
            self._deliver_more()

    async def _body(self, headers: list[tuple[bytes, bytes]], receive: Receive) -> bytes:
        """The body. Raises `_TooLarge` as soon as it is known to be over the limit."""
        for name, value in headers:
            if name == b"content-length" and value.isdigit() and int(value) > self._limit:
                raise _TooLarge(more=True)
        parts: list[bytes] = []
        size, more = 0, True
        while more and size <= self._limit:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
        if size > self._limit:
            raise _TooLarge(more=more)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _too_large(self) -> Reply:
        text = f"The body has over {self._limit} bytes"
        error = {"code": "PayloadTooLargeException", "message": text, "status": 413}
        body = json.dumps({"status": "error", "statusCode": 413, "message": text, "error": error}).encode()
        return Reply(413, body, {"content-type": "application/json; charset=utf-8", "connection": "close"})

    async def _send(self, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
        if reply.drop is not None:
            await _cut(scope, receive)
            return
        headers = [(name.encode(), sendable(value)) for name, value in reply.headers.items()]
        missing = missing_bytes(reply)
        if "content-length" not in reply.headers and reply.status not in (204, 304):
            headers.append((b"content-length", str(len(reply.body)).encode()))
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": reply.body, "more_body": missing > 0})
        if missing:
            await _cut(scope, receive)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                delivering = list(self._delivering)
                for task in delivering:
                    task.cancel()
                await asyncio.gather(*delivering, return_exceptions=True)
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _deliver_more(self) -> None:
        """Has another receiver told, beside the answers, if there is one that waits while others are told."""
        if self._deliveries is None or not self._deliveries.due or len(self._delivering) >= AT_ONCE:
            return
        task = asyncio.create_task(self._deliver())
        self._delivering.add(task)
        task.add_done_callback(self._delivering.discard)

    async def _deliver(self) -> None:
        """Sends what webhooks are due, one after the other, until none is."""
        while self._deliveries.due:
            await self._deliveries.send_next(self._deliver_more)


async def _cut(scope: Scope, receive: Receive) -> None:
    """Closes the connection without a word, in whatever way the server offers."""
    close = (scope.get("extensions") or {}).get(CUT)
    if close is None:
        raise ConnectionCut
    close()
    while (await receive())["type"] != "http.disconnect":
        pass


def sendable(value: str) -> bytes:
    """A header's value; a character that would end the header is replaced."""
    if not value.isprintable():
        value = "".join(each if each.isprintable() else "?" for each in value)
    return value.encode("latin-1", "replace")


def _expects(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether the client waits for a word before it sends the body."""
    return any(name == b"expect" for name, _ in headers)


async def _discarded(receive: Receive) -> None:
    size = 0
    while size < DISCARDED:
        message = await receive()
        size += len(message.get("body", b""))
        if not message.get("more_body"):
            return
