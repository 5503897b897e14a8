# Edit this in generator/runtime/_sending.py; `make generate` copies it into the client.
"""Sends one attempt through an HTTP client, and reads its answer up to a size."""

from __future__ import annotations

import sys
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .errors import AnswerTooLarge, DecodeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._calls import Call

DEFAULT_TIMEOUT = 60.0
CONNECTIONS = 100  # at a time, and all of them kept for the next calls
KEPT = 4.0  # seconds that one may be idle: less than the 5 after which Node's and other servers hang up
# Only what can be unpacked in pieces of a bounded size is asked for.
_PACKED = {"accept-encoding": "gzip"}
_OWN = {"accept": "*/*", **_PACKED, "connection": "keep-alive", "user-agent": "toolzz-cal-python"}
_LIBRARIES = ("httpx", "httpx2")


class Sender:
    """An HTTP client, and how requests go through it.

    One of our own has nothing that a request must be merged with, so its requests are made directly, which takes half
    the time. One that was given builds them itself, with its own headers, cookies and parameters. Of an object that is
    neither httpx's nor httpx2's client, or that has a `request` of its own, only `request` is used.
    """

    __slots__ = ("_library", "_usual", "http")

    def __init__(self, http: Any, *, owned: bool) -> None:
        self.http, self._usual = http, DEFAULT_TIMEOUT if owned else None
        name = str(getattr(http.request, "__module__", "")).partition(".")[0]
        self._library: Any = sys.modules[name] if name in _LIBRARIES else None

    def send(self, call: Call[Any]) -> Any:
        """The answer to the call's next attempt, read to its end. Raises what the HTTP client raises."""
        if self._library is None:
            return _whole(self._asked(call), call)
        return _received(self.http.send(self._request(call), stream=True, follow_redirects=False), call)

    async def send_async(self, call: Call[Any]) -> Any:
        """As `send`."""
        if self._library is None:
            return _whole(await self._asked(call), call)
        answer = await self.http.send(self._request(call), stream=True, follow_redirects=False)
        return await _received_async(answer, call)

    def _asked(self, call: Call[Any]) -> Any:
        return self.http.request(
            call.method, call.url, headers=dict(call.headers), follow_redirects=False, **self._more(call)
        )

    def _request(self, call: Call[Any]) -> Any:
        # What stands behind a question mark may be secret, and is not kept.
        url = (_url if "?" not in call.url else _new)(self._library.URL, call.url)
        if self._usual is None:
            headers = {**_PACKED, **call.headers}
            return self.http.build_request(call.method, url, headers=headers, **self._more(call))
        seconds = call.seconds(self._usual)
        return self._library.Request(
            call.method,
            url,
            headers={**_OWN, **call.headers},
            content=call.content,
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)},
        )

    def _more(self, call: Call[Any]) -> dict[str, Any]:
        """What is given only if there is any, lest it replace what the HTTP client has."""
        more: dict[str, Any] = {} if call.content is None else {"content": call.content}
        seconds = call.seconds(None)
        return more if seconds is None else {**more, "timeout": seconds}


def _new(kind: Any, url: str) -> Any:
    return kind(url)


# An address as the library has it. Most actions have only one, and reading it takes long.
_url = lru_cache(maxsize=256)(_new)


def own_client(kind: str) -> Any:
    """A new HTTP client of our own, `Client` or `AsyncClient` of httpx.

    It keeps no cookies: Cal.com keeps a reserved slot in one, which it then heeds more than the slot that is named.
    """
    import httpx

    from ._connections import mended

    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=KEPT)
    http = getattr(httpx, kind)(timeout=DEFAULT_TIMEOUT, limits=limits)
    # httpx (0.28) makes a request and a response of urllib for each answer to look for cookies in.
    http.cookies.extract_cookies = _no_cookies
    return mended(http)


def _no_cookies(_answer: Any) -> None:
    pass


def _received(answer: Any, call: Call[Any]) -> Any:
    try:
        if answer.is_stream_consumed:
            return _whole(answer, call)
        if _fits(answer.headers, call):
            answer.read()
            return answer
        body = _Body(answer, call)
        for piece in answer.iter_raw():
            body.add(piece)
        return body.whole()
    except BaseException:
        answer.close()
        raise


async def _received_async(answer: Any, call: Call[Any]) -> Any:
    try:
        if answer.is_stream_consumed:
            return _whole(answer, call)
        if _fits(answer.headers, call):
            await answer.aread()
            return answer
        body = _Body(answer, call)
        async for piece in answer.aiter_raw():
            body.add(piece)
        return body.whole()
    except BaseException:
        await answer.aclose()
        raise


def _fits(headers: Mapping[str, str], call: Call[Any]) -> bool:
    """Whether the answer says that it is small enough, and comes as it is."""
    size = headers.get("content-length", "")
    return size.isdecimal() and int(size) <= call.most and "content-encoding" not in headers


def _whole(answer: Any, call: Call[Any]) -> Any:
    """An answer that is already in memory."""
    if len(answer.content) > call.most:
        raise _too_large(call)
    return answer


class _Body:
    """An answer's body on its way, unpacked in pieces; also the answer, when it is whole."""

    __slots__ = ("_pieces", "_size", "_unpacker", "call", "content", "headers", "status_code")

    def __init__(self, answer: Any, call: Call[Any]) -> None:
        self.call, self.status_code, self.headers = call, answer.status_code, answer.headers
        self._pieces: list[bytes] = []
        self._size = 0
        self.content = b""
        packed = answer.headers.get("content-encoding", "").strip().lower()
        if packed not in ("", "identity", "gzip", "x-gzip"):
            raise DecodeError(f"The answer is packed as {packed[:20]!r}, which was not asked for")
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed.endswith("gzip") else None

    def add(self, piece: bytes) -> None:
        """Takes the next bytes as they came."""
        if self._unpacker is not None:
            try:
                piece = self._unpacker.decompress(piece, self.call.most - self._size + 1)
            except zlib.error:
                raise DecodeError("The answer can't be unpacked") from None
        self._size += len(piece)
        if self._size > self.call.most:
            raise _too_large(self.call)
        self._pieces.append(piece)

    def whole(self) -> _Body:
        """The answer."""
        self.content = b"".join(self._pieces)
        return self


def _too_large(call: Call[Any]) -> AnswerTooLarge:
    return AnswerTooLarge(f"The answer has more than {call.most:,} bytes; `max_answer_bytes` allows for more")
