# Edit this in generator/runtime/_bounds.py; `make generate` copies it into the client.
"""Bounds an attempt as a whole.

The timeouts of httpx bound each wait on its own: a server that sends a byte now and then is waited for without end. So
what a request has for a timeout here also knows when the attempt ends, and the streams below the HTTP client, which are
asked for each single wait, cut that wait.
"""

from __future__ import annotations

import sys
from time import monotonic
from typing import Any, Self

_LIBRARIES = ("httpcore", "httpcore2")
_PIECE = 16_384  # bytes that are written at a time; each has its own wait


class Until(float):
    """Seconds that one wait may take, and the moment at which the attempt must have ended, by `time.monotonic`."""

    __slots__ = ("end",)
    end: float

    def __new__(cls, seconds: float, end: float) -> Self:
        """A wait of so many seconds, up to that moment."""
        wait = super().__new__(cls, seconds)
        wait.end = end
        return wait


def bounded(http: Any) -> bool:
    """Whether every wait of an httpx or httpx2 client now ends with `Until`. Its other requests are as they were.

    A transport that is not the library's own is left as it is.
    """
    from ._httpcore import pools  # needed no earlier than httpx itself

    return all(_is_bounded(pool) for pool in pools(http))


def _is_bounded(pool: Any) -> bool:
    from ._httpcore import BACKEND

    backend = getattr(pool, BACKEND, None)
    if backend is None:
        return False
    if not isinstance(backend, _Backend):
        names = (kind.__module__.partition(".")[0] for kind in type(pool).__mro__)
        name = next((each for each in names if each in _LIBRARIES), None)
        if name is None:
            return False
        kind = _AsyncBackend if hasattr(pool, "handle_async_request") else _Backend
        setattr(pool, BACKEND, kind(backend, sys.modules[name]))
    return True


class _Wrapped:
    """A network backend or stream; what is not cut here is its own."""

    def __init__(self, inner: Any, library: Any) -> None:
        self._inner, self._library = inner, library

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _left(self, timeout: float | None, kind: str) -> float | None:
        """What is left of a wait. Raises the library's error of this kind when the attempt has taken its time."""
        if not isinstance(timeout, Until):
            return timeout
        left = timeout.end - monotonic()
        if left <= 0:
            raise getattr(self._library, kind)("The attempt has taken all of its time")
        return min(left, float(timeout))


class _Backend(_Wrapped):
    """Opens connections."""

    def connect_tcp(self, *where: Any, timeout: float | None = None, **more: Any) -> Any:
        """A new connection to a host."""
        timeout = self._left(timeout, "ConnectTimeout")
        return _Stream(self._inner.connect_tcp(*where, timeout=timeout, **more), self._library)

    def connect_unix_socket(self, *where: Any, timeout: float | None = None, **more: Any) -> Any:
        """A new connection to a socket of this machine."""
        timeout = self._left(timeout, "ConnectTimeout")
        return _Stream(self._inner.connect_unix_socket(*where, timeout=timeout, **more), self._library)


class _AsyncBackend(_Backend):
    """Opens connections, awaited."""

    async def connect_tcp(self, *where: Any, timeout: float | None = None, **more: Any) -> Any:
        """A new connection to a host."""
        timeout = self._left(timeout, "ConnectTimeout")
        return _AsyncStream(await self._inner.connect_tcp(*where, timeout=timeout, **more), self._library)

    async def connect_unix_socket(self, *where: Any, timeout: float | None = None, **more: Any) -> Any:
        """A new connection to a socket of this machine."""
        timeout = self._left(timeout, "ConnectTimeout")
        return _AsyncStream(await self._inner.connect_unix_socket(*where, timeout=timeout, **more), self._library)


class _Stream(_Wrapped):
    """An open connection."""

    def read(self, max_bytes: int, timeout: float | None = None) -> Any:
        """The next bytes that come."""
        return self._inner.read(max_bytes, self._left(timeout, "ReadTimeout"))

    def write(self, buffer: bytes, timeout: float | None = None) -> Any:
        """Sends bytes."""
        for start in range(0, len(buffer), _PIECE):
            self._inner.write(buffer[start : start + _PIECE], self._left(timeout, "WriteTimeout"))

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
        """The same connection, encrypted."""
        timeout = self._left(timeout, "ConnectTimeout")
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._library)


class _AsyncStream(_Stream):
    """An open connection, awaited."""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes."""
        await self._inner.write(buffer, self._left(timeout, "WriteTimeout"))

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        """The same connection, encrypted."""
        timeout = self._left(timeout, "ConnectTimeout")
        return _AsyncStream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._library)
