# Edit this in generator/runtime/_connections.py; `make generate` copies it into the client.
"""How connections are given to requests: in place of httpcore's own way, which loses some and closes some in use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from typing import Any

from ._httpcore import SHARE_OUT, is_as_known, pools


def mended(http: Any) -> Any:
    """An httpx client, sync or async, whose pools now stand cancelled calls and many threads, whoever made it.

    httpcore 1.0.9 keeps for ever what a call had that is cancelled at certain moments, and after a hundred of them each
    further call ends with `PoolTimeout` (encode/httpcore#1093, #658). It closes connections as idle that another thread
    has just been given (encode/httpcore#1110). And it compares each waiting request with each connection. httpcore2
    does none of this. A pool of another make is left as it is, and so is one whose class is not httpcore's own.
    """
    for pool in pools(http):
        if is_as_known(pool):
            pool.__class__ = _mended_kind(pool.__class__)
    return http


@cache
def _mended_kind(kind: Any) -> type[Any]:
    """A pool's class with what is ours in place of its own."""

    async def handle_async_request(pool: Any, request: Any) -> Any:
        response = await kind.handle_async_request(pool, request)
        if hasattr(response.stream, "_pool_request"):  # an answer that a test puts in its place has none
            response.stream = _Body(pool, response.stream)
        return response

    methods: dict[str, Any] = {SHARE_OUT: _share_out}
    if hasattr(kind, "handle_async_request"):
        methods["handle_async_request"] = handle_async_request
    return type(kind.__name__, (kind,), methods)


class _Body:
    """An answer's body. Its connection is free once it is closed, even if that is cancelled."""

    __slots__ = ("_pool", "_stream")

    def __init__(self, pool: Any, stream: Any) -> None:
        self._pool, self._stream = pool, stream

    def __aiter__(self) -> AsyncIterator[bytes]:
        stream: AsyncIterator[bytes] = self._stream.__aiter__()
        return stream

    async def aclose(self) -> None:
        pool, request = self._pool, self._stream._pool_request
        try:
            await self._stream.aclose()
        finally:
            if request in pool._requests:
                pool._requests.remove(request)
                await pool._close_connections(_share_out(pool))


def _share_out(pool: Any) -> list[Any]:
    """Gives waiting requests a connection each, as far as there are any; returns those that are to be closed.

    Called with the pool's lock held, whenever a request comes or goes. A connection is taken from when it is given to a
    request until the answer has been read.
    """
    taken = {each.connection for each in pool._requests}
    kept: list[Any] = []
    idle: list[Any] = []
    closing: list[Any] = []
    for each in pool._connections:
        if each.is_closed():
            continue
        if each in taken:
            kept.append(each)
        elif each.is_idle() and len(idle) < pool._max_keepalive_connections and not each.has_expired():
            kept.append(each)
            idle.append(each)
        else:
            closing.append(each)  # also one that is neither idle nor anybody's, which a cancelled call leaves behind
    for request in pool._requests:
        if not idle and len(kept) >= pool._max_connections:
            break
        if request.is_queued():
            request.assign_to_connection(_connection(pool, request.request.url.origin, kept, idle, closing))
    pool._connections = kept
    return closing


def _connection(pool: Any, origin: Any, kept: list[Any], idle: list[Any], closing: list[Any]) -> Any:
    """An idle connection to this origin; else a new one, in the place of an idle one if there is no other."""
    found = next((each for each in idle if each.can_handle_request(origin)), None)
    if found is not None:
        idle.remove(found)
        return found
    if len(kept) >= pool._max_connections:
        closing.append(idle.pop(0))
        kept.remove(closing[-1])
    kept.append(pool.create_connection(origin))
    return kept[-1]
