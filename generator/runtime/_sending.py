# Edit this in generator/runtime/_sending.py; `make generate` copies it into the client.
"""Sends one attempt through an HTTP client, and reads its answer up to a size."""

from __future__ import annotations

import sys
import zlib
from functools import lru_cache
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from ._bounds import bounded
from ._http_clients import DEFAULT_TIMEOUT, is_of
from .errors import AnswerTooLarge, ArgumentError, DecodeError, RequestTimeout, TransportError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from ._calls import Call

# Only what can be unpacked in pieces of a bounded size is asked for.
_PACKED = {"accept-encoding": "gzip"}
_OWN = {"accept": "*/*", **_PACKED, "connection": "keep-alive", "user-agent": "toolzz-cal-python"}
_LIBRARIES = ("httpx", "httpx2")
_WAITS = ("connect", "read", "write", "pool")
_TIME_IS_UP = "The attempt has taken all of its time"
_LONGEST_SIZE = 20  # digits


class Sender:
    """An HTTP client, and how requests go through it.

    One of our own has nothing that a request must be merged with, so its requests are made directly, which takes half
    the time. So are those of one that this package made for its caller, as long as nothing was added to it. Any other
    builds them itself, with its own headers, cookies and parameters. Of an object that is neither httpx's nor httpx2's
    client, or that has a `request` of its own, only `request` is used.
    """

    __slots__ = ("_adds_nothing", "_bounded", "_is_httpx", "_library", "_usual", "http")

    def __init__(self, http: Any, *, owned: bool) -> None:
        self.http, self._usual = http, DEFAULT_TIMEOUT if owned else None
        self._adds_nothing: Callable[[Any], bool | None] | None = None
        name = str(getattr(http.request, "__module__", "")).partition(".")[0]
        self._library: Any = sys.modules[name] if name in _LIBRARIES else None
        self._is_httpx = self._library is not None or any(is_of(http, kind) for kind in ("Client", "AsyncClient"))
        self._bounded = self._library is not None and bounded(http)
        if self._library is not None and not owned:
            self._prepare()

    def _prepare(self) -> None:
        """Mends the connections of a client that was given, and looks whether this package made it."""
        from ._connections import mended
        from ._own_clients import adds_nothing

        if adds_nothing(mended(self.http)) is not None:
            self._adds_nothing = adds_nothing

    def _begin(self, call: Call[Any]) -> float | None:
        """Begins an attempt; see `Call.begin`."""
        if self._adds_nothing is not None:
            self._usual = DEFAULT_TIMEOUT if self._adds_nothing(self.http) else None
        return call.begin(self._usual)

    def send(self, call: Call[Any]) -> Any:
        """The answer to the call's next attempt, read to its end. Raises what the HTTP client raises."""
        seconds = self._begin(call)
        if self._library is None:
            try:
                return _whole(self._asked(call), call)
            except Exception as problem:  # noqa: BLE001 - raised again unless it holds an answer
                return _whole(_answer_in(problem), call)
        request = self._request(call, seconds)
        try:
            answer = self.http.send(request, stream=True, follow_redirects=False, **self._unsigned(call))
        except Exception as problem:  # noqa: BLE001 - as above
            answer = _answer_in(problem)
        return _received(answer, call, at_once=self._bounded)

    async def send_async(self, call: Call[Any]) -> Any:
        """As `send`."""
        seconds = self._begin(call)
        if self._bounded:
            return await self._sent(call, seconds)
        try:
            with cut_after(call.remaining()):
                return await self._sent(call, seconds)
        except TimeoutError:
            if not call.is_over():
                raise  # the HTTP client's own
        raise RequestTimeout(_TIME_IS_UP)

    async def _sent(self, call: Call[Any], seconds: float | None) -> Any:
        if self._library is None:
            try:
                answer = self._asked(call)
                return _whole(await answer if isawaitable(answer) else answer, call)
            except Exception as problem:  # noqa: BLE001 - raised again unless it holds an answer
                return _whole(_answer_in(problem), call)
        request = self._request(call, seconds)
        try:
            answer = await self.http.send(request, stream=True, follow_redirects=False, **self._unsigned(call))
        except Exception as problem:  # noqa: BLE001 - as above
            answer = _answer_in(problem)
        return await _received_async(answer, call, at_once=self._bounded)

    def _asked(self, call: Call[Any]) -> Any:
        more = {**self._more(call), **self._unsigned(call)}
        return self.http.request(call.method, call.url, headers=dict(call.headers), follow_redirects=False, **more)

    def _unsigned(self, call: Call[Any]) -> dict[str, None]:
        """What keeps an `auth` of httpx's client from taking the place of the credential that a call has there."""
        if self._is_httpx and self.http.auth is not None and "authorization" in call.headers:
            return {"auth": None}
        return {}

    def _request(self, call: Call[Any], seconds: float | None) -> Any:
        """The library's request. What is wrong with it is an `ArgumentError`, as nothing has been sent."""
        try:
            url = self._address(call.url)
            if self._usual is None:
                return self._built(call, url)
            wait = DEFAULT_TIMEOUT if seconds is None else seconds
            return self._library.Request(
                call.method,
                url,
                headers={**_OWN, **call.headers},
                content=call.content,
                extensions={"timeout": dict.fromkeys(_WAITS, call.until(wait))},
            )
        except Exception as problem:
            raise ArgumentError(f"The request can't be made: {type(problem).__name__}: {problem}") from problem

    def _address(self, url: str) -> Any:
        """An address as the library has it. Most actions have only one, and reading it takes long, so it is kept."""
        kind = self._library.URL
        if "?" in url:  # what stands behind it may be secret, and is not kept
            return kind(url)
        return _kept_address(kind, url)

    def _built(self, call: Call[Any], url: Any) -> Any:
        """A request as a given HTTP client builds it, whose waits also end with the attempt."""
        headers = {**_PACKED, **call.headers}
        request = self.http.build_request(call.method, url, headers=headers, **self._more(call))
        if call.ends is not None:
            waits: dict[str, Any] = request.extensions.get("timeout") or {}
            request.extensions["timeout"] = {name: call.until(waits.get(name)) for name in _WAITS}
        return request

    def _more(self, call: Call[Any]) -> dict[str, Any]:
        """What is given only if there is any: a None would replace what the HTTP client has."""
        more: dict[str, Any] = {} if call.content is None else {"content": call.content}
        seconds = call.seconds(None)
        return more if seconds is None else {**more, "timeout": seconds}


def cut_after(seconds: float | None) -> AbstractContextManager[Any]:
    """Raises TimeoutError when what is awaited takes longer, in whichever event loop runs."""
    from anyio import fail_after

    return fail_after(seconds)


class _Told:
    """An answer that an error holds."""

    is_stream_consumed = True

    def __init__(self, answer: Any) -> None:
        self.status_code, self.headers = answer.status_code, answer.headers
        try:
            self.content = answer.content
        except Exception:  # noqa: BLE001 - the body was not read before the error, and its connection is closed
            self.content = b""

    def close(self) -> None:
        """There is nothing to close."""

    async def aclose(self) -> None:
        """As `close`."""


def _answer_in(problem: Exception) -> Any:
    """The answer that made an event hook raise, as `raise_for_status` does; re-raises an error without a bad one."""
    answer = getattr(problem, "response", None)
    status = getattr(answer, "status_code", None)
    if type(status) is not int or 200 <= status < 300:
        raise problem
    return _Told(answer)


@lru_cache(maxsize=256)
def _kept_address(kind: Any, url: str) -> Any:
    return kind(url)


def _received(answer: Any, call: Call[Any], *, at_once: bool) -> Any:
    try:
        if answer.is_stream_consumed:
            return _whole(answer, call)
        if _fits(answer.headers, call) and at_once:
            answer.read()
            return answer
        body = _Body(answer, call)
        for piece in answer.iter_raw():
            body.add(piece)
        return body.whole()
    except BaseException:
        answer.close()
        raise


async def _received_async(answer: Any, call: Call[Any], *, at_once: bool) -> Any:
    try:
        if answer.is_stream_consumed:
            return _whole(answer, call)
        if _fits(answer.headers, call) and at_once:
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
    if len(size) > _LONGEST_SIZE:
        raise TransportError("The answer's content-length is no size of anything")
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
        if self.call.is_over():
            raise RequestTimeout(_TIME_IS_UP)
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
