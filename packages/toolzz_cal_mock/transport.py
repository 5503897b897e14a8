"""Transports for httpx and httpx2 that end in a mock instead of a network: no port, no thread."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from .messages import Reply
from .wire import CUT_OFF, Handler, lock_of, path_of, request_from

if TYPE_CHECKING:
    from threading import Lock

    import httpx


def MockTransport(mock: Handler, library: Any = None) -> httpx.BaseTransport:  # noqa: N802 - stands for a class
    """A transport for `httpx.Client(transport=…)`.

    Args:
        mock: The mock that answers.
        library: The module `httpx2`, for its clients; httpx by default.
    """
    transport: httpx.BaseTransport = _transports(library or _httpx())[0](mock)
    return transport


def AsyncMockTransport(mock: Handler, library: Any = None) -> httpx.AsyncBaseTransport:  # noqa: N802
    """A transport for `httpx.AsyncClient(transport=…)`, otherwise like `MockTransport`."""
    transport: httpx.AsyncBaseTransport = _transports(library or _httpx())[1](mock)
    return transport


def _httpx() -> Any:
    import httpx

    return httpx


class _Passage:
    """One request on its way: what both transports do between their waits."""

    def __init__(self, library: Any, mock: Handler, lock: Lock, request: Any, content: bytes) -> None:
        self._library, self._request = library, request
        url = request.url
        path, _, query = url.raw_path.partition(b"?")
        with lock:
            self._reply = mock.handle(request_from(request.method, path_of(path), query, request.headers.raw, content))
            limit = request.extensions.get("timeout", {}).get("read")
            self._late = limit is not None and self._reply.delay > limit
            self.wait: float = min(self._reply.delay, limit) if limit is not None else self._reply.delay
            clock = getattr(mock, "clock", None)
            if self.wait and clock is not None and not clock.running:
                clock.advance(timedelta(seconds=self.wait))  # a stopped clock stands for the time: nobody really waits
                self.wait = 0.0

    def response(self) -> Any:
        """The response, or the error of the library that the reply stands for."""
        library, request, reply = self._library, self._request, self._reply
        if self._late:
            raise library.ReadTimeout("The read operation timed out", request=request)
        if reply.drop == "before":
            raise library.ReadError("Connection reset by peer", request=request)
        if reply.drop is not None:
            raise library.RemoteProtocolError(CUT_OFF, request=request)
        headers = list(reply.headers.items())
        if (missing := missing_bytes(reply)) and request.method != "HEAD":
            stream = _streams(library)(reply.body, missing, request)
            return library.Response(reply.status, headers=headers, stream=stream)
        content = b"" if request.method == "HEAD" else reply.body
        return library.Response(reply.status, headers=headers, content=content)


def missing_bytes(reply: Reply) -> int:
    """How many bytes the body lacks of what its header promises."""
    return max(0, int(reply.headers.get("content-length", 0)) - len(reply.body))


@cache
def _transports(library: Any) -> tuple[Any, Any]:
    class Transport(library.BaseTransport):  # type: ignore[misc]
        """Answers from a mock."""

        def __init__(self, mock: Handler) -> None:
            self._mock, self._lock = mock, lock_of(mock)

        def handle_request(self, request: Any) -> Any:
            """Answers a request."""
            passage = _Passage(library, self._mock, self._lock, request, request.read())
            if passage.wait:
                time.sleep(passage.wait)
            return passage.response()

    class AsyncTransport(library.AsyncBaseTransport):  # type: ignore[misc]
        """Answers from a mock."""

        def __init__(self, mock: Handler) -> None:
            self._mock, self._lock = mock, lock_of(mock)

        async def handle_async_request(self, request: Any) -> Any:
            """Answers a request."""
            passage = _Passage(library, self._mock, self._lock, request, await request.aread())
            if passage.wait:
                import anyio  # what httpx itself waits with, in whichever loop

                await anyio.sleep(passage.wait)
            return passage.response()

    return Transport, AsyncTransport


@cache
def _streams(library: Any) -> Any:
    class CutStream(library.SyncByteStream, library.AsyncByteStream):  # type: ignore[misc]
        """A body that ends before it should."""

        def __init__(self, body: bytes, missing: int, request: Any) -> None:
            self._body, self._request = body, request
            came = f"received {len(body)} bytes, expected {len(body) + missing}"
            self._text = f"peer closed connection without sending complete message body ({came})"

        def __iter__(self) -> Iterator[bytes]:
            yield self._body
            raise library.RemoteProtocolError(self._text, request=self._request)

        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield self._body
            raise library.RemoteProtocolError(self._text, request=self._request)

    return CutStream
