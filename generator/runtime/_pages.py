# Edit this in generator/runtime/_pages.py; `make generate` copies it into the client.
"""Where a walk over the pages of a list stands, and which items it has not seen yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from ._json import alike, is_array, is_object
from ._operation import Operation
from ._pool import Pool
from ._redaction import masked, quoted
from ._wire import dumps
from .errors import ArgumentError, DecodeError, PaginationError, ToolzzCalError
from .results import ActionResult

T = TypeVar("T")
PAGE = 100
MOST = 1000  # pages of a walk, besides twice those that the upstream's total asks for
AGAIN = 10  # pages in a row that may bring nothing new, besides as many as were before them
_CURSORS = ("nextCursor", "next_cursor")  # as Cal.com, and as the gateway's newer lists write it
_WORDS = ("hasMore", "hasNextPage")


class Pages:
    """Where a walk over pages stands. It ends with an empty or short page, or when the upstream says so.

    A page that tells a cursor is followed by what that leads to, whatever its length. What would never end is an error:
    a page that repeats the one before it, a cursor that was there before, nothing new for long, and too many pages.

    A list may move while it is walked, as when each of its items is cancelled in turn: what comes after moves up, to
    places that have been passed. If that may be so by its end, it is read once more from its beginning, and so on until
    nothing new comes. It may be so if its total has fallen from one page to the next or, where no total is told, if
    this client has destroyed anything in between. What comes again is given once.
    """

    __slots__ = (
        "_before",
        "_beginning",
        "_cursor",
        "_destroyed",
        "_extra",
        "_fell",
        "_followed",
        "_fresh",
        "_most",
        "_operation",
        "_pages",
        "_pool",
        "_problem",
        "_secrets",
        "_seen",
        "_stale",
        "done",
        "rows",
        "skip",
        "take",
        "total",
    )

    def __init__(
        self,
        operation: Operation[Any],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        secrets: Sequence[str],
        pool: Pool | None = None,
    ) -> None:
        self._operation, self._extra, self._secrets, self._pool = operation, dict(extra or {}), secrets, pool
        self.take = self._taken("take", given) or PAGE
        self._beginning = self._taken("skip", given), self._extra.pop("cursor", None)
        self.total: int | None = None  # of the whole list, as far as the upstream tells
        self._destroyed = pool.destroyed if pool is not None else 0
        self._most = MOST
        self._pages = self._stale = 0  # so far, and of the last ones those that brought nothing new
        self._seen: set[Any] = set()
        self.rows: list[Any] = []  # of the last page, what had not come before, as it came
        self._problem: ToolzzCalError | None = None  # why there can be no next page, though there should be one
        self.done = False
        self._begin()

    def _begin(self) -> None:
        self.skip, self._cursor = self._beginning
        self._before: object = None
        self._followed: set[Any] = set()
        self._fell = self._fresh = False

    def _taken(self, name: str, given: Mapping[str, Any]) -> int:
        """What moves from page to page, wherever it was given."""
        extra = self._extra.pop(name, None)
        value = given.get(name) if extra is None else extra
        if value is None:
            return 0
        if type(value) is not int or value < 0:
            what = f"{name} must be a whole number for walking over pages, not {quoted(value)}"
            raise ArgumentError(what, operation=self._operation.name)
        return value

    @property
    def place(self) -> dict[str, Any]:
        """Where the next page begins, as the argument that says so."""
        return {"skip": self.skip} if self._cursor is None else {"cursor": self._cursor}

    def extra(self) -> dict[str, Any]:
        """Extra arguments of the next page. Raises a `PaginationError` if the walk would never end."""
        if self._problem is not None:
            raise self._problem
        return {**self._extra, "take": self.take, **self.place}

    def items(self, result: ActionResult[list[T]]) -> list[T]:
        """The items of a page that had not come before, once it has been counted."""
        reply: Any = result.reply
        if not is_array(result.data):
            raise self._error(DecodeError, "is no list", result)
        wire: Any = reply.get("data") if is_object(reply) else reply
        told = _told(reply)
        grew = self._counted(told)
        if result.data and not grew and alike(wire, self._before):
            raise self._error(PaginationError, "repeats the one before it", result)
        self._before = wire
        fresh = self._new(result.data, wire if is_array(wire) else result.data)
        page = f"The page from {self.skip} on"
        self.skip += len(result.data)
        self.done = not self._follows(told, len(result.data))
        if self.done and self._fell and self._fresh:
            self._begin()
            self.done = False
        if not self.done and (problem := self._endless()):
            self._problem = self._error(PaginationError, problem, result, page)
        return fresh

    def _follows(self, told: Mapping[str, Any], count: int) -> bool:
        """Whether a page follows the one that told this, and held so many items."""
        more, had_cursor = more_of(told), self._cursor is not None
        self._cursor = cursor_of(told)
        if more is False:
            return False
        if self._cursor is not None:
            return True
        if more:
            return count > 0
        if had_cursor or any(told.get(name, 0) in (None, "") for name in _CURSORS):
            return False
        return 0 < count >= self.take

    def _endless(self) -> str | None:
        """Why what follows the last page would never end, as far as can be told."""
        if self._cursor is not None:
            if self._cursor in self._followed:
                return "tells the cursor of one before it"
            self._followed.add(self._cursor)
        if self._stale > AGAIN + self._pages - self._stale:
            return f"brings nothing new, like the {self._stale - 1} before it"
        if self._pages < self._most:
            return None
        way = f"skip={self.skip}" if self._cursor is None else "the cursor that it tells"
        return f"is number {self._pages:,} and not the last; narrow the list, take more a page, or go on with {way}"

    def _counted(self, told: Mapping[str, Any]) -> bool:
        """Notes whether the list has become shorter since the page before; gives whether it has become longer."""
        destroyed = self._pool.destroyed if self._pool is not None else 0
        before, self.total = self.total, told.get("totalItems")
        if type(self.total) is not int:
            self.total = None
            self._fell = self._fell or destroyed != self._destroyed
        elif before is not None:
            self._fell = self._fell or self.total < before
        if self._pages == 0 and self.total is not None:
            self._most += 2 * (self.total // self.take)
        self._pages += 1
        self._destroyed = destroyed
        return before is not None and self.total is not None and self.total > before

    def _new(self, items: list[T], wire: list[Any]) -> list[T]:
        """The items of a page that no page before had; a page itself may have alike ones."""
        keys = [_identity(each) for each in wire]
        new = [place for place, key in enumerate(keys) if key not in self._seen]
        self._seen.update(keys)
        self._fresh = self._fresh or bool(new)
        self._stale = 0 if new else self._stale + 1
        self.rows = [wire[place] for place in new]
        return [items[place] for place in new]

    def _error(
        self, kind: type[ToolzzCalError], what: str, result: ActionResult[Any], page: str = ""
    ) -> ToolzzCalError:
        secrets = (*self._secrets, *result.response.quoted)
        return kind(
            f"{page or f'The page from {self.skip} on'} {what}",
            operation=self._operation.name,
            method=result.response.method,
            url=result.response.url,
            status_code=result.response.status_code,
            request_id=masked(result.log_id, secrets),
            body=masked(result.raw, secrets),
        )


def _told(reply: Any) -> dict[str, Any]:
    """What an answer tells of further pages: in its `pagination` or, where that is silent, beside its `data`."""
    if not is_object(reply):
        return {}
    paging: Any = reply.get("pagination")
    told = {name: reply[name] for name in (*_CURSORS, *_WORDS) if name in reply}
    return {**told, **paging} if is_object(paging) else told


def more_of(told: Mapping[str, Any]) -> bool | None:
    """Whether a page follows, by the word of the one that told this; None when it has none."""
    words = [told[name] for name in _WORDS if isinstance(told.get(name), bool)]
    return all(words) if words else None


def cursor_of(told: Mapping[str, Any]) -> str | int | None:
    """The cursor of the next page, a text or the number of a row; None when there is none."""
    for name in _CURSORS:
        cursor: Any = told.get(name)
        if type(cursor) is int or (isinstance(cursor, str) and cursor):
            return cursor
    return None


def _identity(item: Any) -> object:
    """What tells an item of a list from the others: its ids, or all of it."""
    if is_object(item):
        ids = item.get("id"), item.get("uid")
        if any(isinstance(each, int | str) for each in ids) and not any(
            is_array(each) or is_object(each) for each in ids
        ):
            return ids
    return dumps(item)
