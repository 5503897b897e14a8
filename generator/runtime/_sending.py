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
from ._redaction import Hidden
from .errors import AnswerTooLarge, ArgumentError, DecodeError, RequestTimeout, TransportError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from ._calls import Call

# Only what can be unpacked in pieces of a bounded size is asked for.
_PACKED = {"accept-encoding": "gzip"}
_LIBRARIES = ("httpx", "httpx2")
_WAITS = ("connect", "read", "write", "pool")
_TIME_IS_UP = "The attempt has taken all of its time"
_LONGEST_SIZE = 20  # digits


class Sender:
    """An HTTP client, and how requests go through it.

    As long as a client of httpx or httpx2 adds nothing but headers, as one of our own, its requests are made here, of
    headers that are merged once, which takes half the time. Otherwise it builds them itself, with its own cookies and
    parameters. Of an object that is neither httpx's nor httpx2's client, or that has a `request` of its own, only
    `request` is used.
    """

    __slots__ = ("_adds_nothing", "_bounded", "_builds", "_is_httpx", "_library", "_merged", "_usual", "http")

    def __init__(self, http: Any, *, owned: bool) -> None:
        self.http, self._usual = http, DEFAULT_TIMEOUT if owned else None
        self._adds_nothing: Callable[[Any], bool | None] | None = None
        name = str(getattr(http.request, "__module__", "")).partition(".")[0]
        self._library: Any = sys.modules[name] if name in _LIBRARIES else None
        self._is_httpx = self._library is not None or any(is_of(http, kind) for kind in ("Client", "AsyncClient"))
        self._bounded = self._library is not None and bounded(http)
        self._builds = None if self._library is None else _known_way(http)
        self._merged: tuple[Any, Mapping[str, str], Any] | None = None
        if self._library is not None and not owned:
            self._prepare()

    def _prepare(self) -> None:
        """Mends the connections of a client that was given, and looks whether this package made it."""
        from ._connections import mended
        from ._own_clients import adds_nothing, look_less_for_cookies

        look_less_for_cookies(self.http)
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
            if not self._adds_headers_only():
                return self._built(call)
            waits: dict[str, Any] = self.http.timeout.as_dict() if seconds is None else dict.fromkeys(_WAITS, seconds)
            return self._library.Request(
                call.method,
                self._address(call.url),
                headers=self._headers(call.headers),
                content=call.content,
                extensions={"timeout": _cut(call, waits)},
            )
        except Exception as problem:
            raise ArgumentError(f"The request can't be made: {type(problem).__name__}: {problem}") from problem

    def _adds_headers_only(self) -> bool:
        """Whether the HTTP client would make a request of its headers and of what it is given, and of nothing else."""
        if self._builds is None:
            return False
        if getattr(self.http.build_request, "__func__", None) is not self._builds:
            return False  # somebody has put another in its place since
        return not self.http.params and not self.http.cookies

    def _headers(self, given: Mapping[str, str]) -> Any:
        """A call's headers over those of the HTTP client. Most calls have the same ones as the call before."""
        own = self.http.headers.raw
        kept = self._merged  # once, as another thread may keep others
        if kept is not None and kept[0] == own and kept[1] == given:
            return kept[2]
        merged = self._library.Headers(self.http.headers)
        merged.update({**_PACKED, **given})
        self._merged = own, Hidden(given), merged
        return merged

    def _address(self, url: str) -> Any:
        """An address as the library has it. Most actions have only one, and reading it takes long, so it is kept."""
        kind = self._library.URL
        if "?" in url:  # what stands behind it may be secret, and is not kept
            return kind(url)
        return _kept_address(kind, url)

    def _built(self, call: Call[Any]) -> Any:
        """A request as the HTTP client builds it, whose waits also end with the attempt."""
        headers = {**_PACKED, **call.headers}
        request = self.http.build_request(call.method, self._address(call.url), headers=headers, **self._more(call))
        waits: dict[str, Any] = request.extensions.get("timeout") or {}
        request.extensions["timeout"] = _cut(call, {name: waits.get(name) for name in _WAITS})
        return request

    def _more(self, call: Call[Any]) -> dict[str, Any]:
        """What is given only if there is any: a None would replace what the HTTP client has."""
        more: dict[str, Any] = {} if call.content is None else {"content": call.content}
        seconds = call.seconds(None)
        return more if seconds is None else {**more, "timeout": seconds}


def _known_way(http: Any) -> Any:
    """How a client of httpx or httpx2 builds requests, if that is the library's own way; None if it is another."""
    way = getattr(http.build_request, "__func__", None)
    libraries = {type(http).__module__.partition(".")[0], str(getattr(way, "__module__", "")).partition(".")[0]}
    is_own = len(libraries) == 1 and libraries.issubset(_LIBRARIES) and not hasattr(way, "__wrapped__")
    return way if is_own else None


def _cut(call: Call[Any], waits: dict[str, Any]) -> dict[str, Any]:
    """How long each wait of an attempt may take, which ends with it."""
    if call.ends is None:
        return waits
    until = {wait: call.until(wait) for wait in set(waits.values())}
    return {name: until[wait] for name, wait in waits.items()}


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
