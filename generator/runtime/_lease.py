# Edit this in generator/runtime/_lease.py; `make generate` copies it into the client.
"""Keeps the claim on an idempotency key while its call is at work, so that nobody else sends the same meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ._http_clients import DEFAULT_TIMEOUT
from .errors import CallInProgress

if TYPE_CHECKING:
    from ._calls import Call
    from ._journal_store import Store
    from ._pool import Pool
    from .journal import Journal


class Lease:
    """The lease of one claim.

    It covers an attempt and the journal's own `lease` beyond it. It is renewed before every further attempt of the
    write, and before anything else for which too little of it is left.

    Attributes:
        is_sent: Whether an attempt of the write has begun.
    """

    __slots__ = ("_ends", "_journal", "_key", "_owner", "_pool", "is_sent")

    def __init__(self, journal: Journal, key: str, owner: str, pool: Pool) -> None:
        self._journal, self._key, self._owner, self._pool = journal, key, owner, pool
        self._ends = 0.0
        self.is_sent = False

    def seconds(self, call: Call[Any], pause: float = 0.0) -> float:
        """How long it has to be for the next attempt of a call, after a pause."""
        return pause + self._attempt(call) + self._journal.lease

    def begin(self, seconds: float) -> None:
        """It has been given for so many seconds."""
        self._ends = time.monotonic() + seconds

    def keep(self, call: Call[Any], pause: float | None = None) -> None:
        """Renews it if need be: for an attempt that is next, or for a pause of so many seconds before one.

        Raises:
            CallInProgress: It is another's by now. Nothing is sent any more.
            JournalUnavailable: The store can't be reached.
        """
        if (seconds := self._wanted(call, pause)) is not None:
            self._note(call, seconds, self._renewed(seconds))

    async def keep_async(self, call: Call[Any], pause: float | None = None) -> None:
        """As `keep`, without holding up the event loop."""
        if (seconds := self._wanted(call, pause)) is not None:
            self._note(call, seconds, await in_thread(lambda: self._renewed(seconds)))

    def _attempt(self, call: Call[Any]) -> float:
        """The most seconds that an attempt takes."""
        seconds = call.seconds(self._pool.usual)
        if seconds is None:
            seconds = call.left()  # a given HTTP client's own timeouts are for single waits
        return DEFAULT_TIMEOUT if seconds is None else max(seconds, 0.0)

    def _wanted(self, call: Call[Any], pause: float | None) -> float | None:
        """The seconds for which it has to be renewed; None if it need not be."""
        is_further = False
        if pause is None and call.operation.effect != "read":
            is_further, self.is_sent = self.is_sent, True
        left = self._ends - time.monotonic()
        needed = self.seconds(call, pause or 0.0)
        return needed if is_further or left < needed - self._journal.lease / 2 else None

    def _renewed(self, seconds: float) -> bool:
        return store_of(self._journal).renew(self._key, self._owner, seconds)

    def _note(self, call: Call[Any], seconds: float, is_ours: bool) -> None:
        if not is_ours:
            what = "This took longer than its lease, and another call with its idempotency key has taken over"
            raise call.named(CallInProgress(f"{what}; it sends nothing more. Ask again with the key", retry_after=0.0))
        self.begin(seconds)


def store_of(journal: Journal) -> Store:
    """This process's store of a journal."""
    return journal._store()  # pyright: ignore[reportPrivateUsage]


async def in_thread(work: Callable[[], Any]) -> Any:
    """What a function gives that waits, which runs to its end even if the caller is cancelled meanwhile."""
    from anyio import CancelScope, to_thread  # httpx brings it along

    answer: Any = None
    with CancelScope(shield=True):
        answer = await to_thread.run_sync(work)
    return answer  # noqa: RET504 - a scope may swallow what is raised in it, as far as type checkers know
