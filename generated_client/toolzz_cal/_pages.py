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


class Pages:
    """Where a walk over pages stands. It ends with an empty or short page, or when the upstream says so.

    A list may move while it is walked, as when each of its items is cancelled in turn: what comes after moves up, to
    places that have been passed. If that may be so by its end, it is read once more from its beginning, and so on until
    nothing new comes. It may be so if its total has fallen from one page to the next or, where no total is told, if
    this client has destroyed anything in between. What comes again is given once.
    """

    __slots__ = (
        "_before",
        "_destroyed",
        "_extra",
        "_fell",
        "_fresh",
        "_operation",
        "_pool",
        "_secrets",
        "_seen",
        "_start",
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
        self.skip = self._start = self._taken("skip", given)
        self._before: object = None
        self.total: int | None = None  # of the whole list, as far as the upstream tells
        self._destroyed = pool.destroyed if pool is not None else 0
        self._fell = self._fresh = False
        self._seen: set[Any] = set()
        self.rows: list[Any] = []  # of the last page, what had not come before, as it came
        self.done = False

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

    def extra(self) -> dict[str, Any]:
        """Extra arguments of the next page."""
        return {**self._extra, "take": self.take, "skip": self.skip}

    def items(self, result: ActionResult[list[T]]) -> list[T]:
        """The items of a page that had not come before, once it has been counted."""
        reply: Any = result.reply
        if not is_array(result.data):
            raise self._error(DecodeError, "is no list", result)
        wire: Any = reply.get("data") if is_object(reply) else reply
        paging: Any = reply.get("pagination") if is_object(reply) else None
        grew = self._counted(paging if is_object(paging) else {})
        if result.data and not grew and alike(wire, self._before):
            raise self._error(PaginationError, "repeats the one before it", result)
        self._before = wire
        fresh = self._new(result.data, wire if is_array(wire) else result.data)
        self.skip += len(result.data)
        more = paging.get("hasNextPage") if is_object(paging) else None
        self.done = not result.data or (more is False if isinstance(more, bool) else len(result.data) < self.take)
        if self.done and self._fell and self._fresh:
            self.skip, self._before, self.done = self._start, None, False
            self._fell = self._fresh = False
        return fresh

    def _counted(self, paging: dict[str, Any]) -> bool:
        """Notes whether the list has become shorter since the page before; gives whether it has become longer."""
        destroyed = self._pool.destroyed if self._pool is not None else 0
        before, self.total = self.total, paging.get("totalItems")
        if type(self.total) is not int:
            self.total = None
            self._fell = self._fell or destroyed != self._destroyed
        elif before is not None:
            self._fell = self._fell or self.total < before
        self._destroyed = destroyed
        return before is not None and self.total is not None and self.total > before

    def _new(self, items: list[T], wire: list[Any]) -> list[T]:
        """The items of a page that no page before had; a page itself may have alike ones."""
        keys = [_identity(each) for each in wire]
        new = [place for place, key in enumerate(keys) if key not in self._seen]
        self._seen.update(keys)
        self._fresh = self._fresh or bool(new)
        self.rows = [wire[place] for place in new]
        return [items[place] for place in new]

    def _error(self, kind: type[ToolzzCalError], what: str, result: ActionResult[Any]) -> ToolzzCalError:
        secrets = (*self._secrets, *result.response.quoted)
        return kind(
            f"The page from {self.skip} on {what}",
            operation=self._operation.name,
            method=result.response.method,
            url=result.response.url,
            status_code=result.response.status_code,
            request_id=masked(result.log_id, secrets),
            body=masked(result.raw, secrets),
        )


def _identity(item: Any) -> object:
    """What tells an item of a list from the others: its ids, or all of it."""
    if is_object(item):
        ids = item.get("id"), item.get("uid")
        if any(isinstance(each, int | str) for each in ids) and not any(
            is_array(each) or is_object(each) for each in ids
        ):
            return ids
    return dumps(item)
