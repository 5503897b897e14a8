# Edit this in generator/runtime/_tools_walk.py; `make generate` copies it into the client.
"""A list read to its end for a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._pages import Pages
from ._tools_catalogue import Tool
from .results import ActionResult


class Walk:
    """A walk over the pages of a list."""

    __slots__ = ("_pages", "fields", "items", "most", "operation", "quoted", "rows")

    def __init__(
        self, tool: Tool, given: dict[str, Any], fields: frozenset[str], most: int, secrets: Sequence[str]
    ) -> None:
        self.operation = tool.run_by()
        self._pages = Pages(self.operation, {}, given, secrets)
        self.fields, self.most = fields, most
        self.items: list[Any] = []
        self.rows: list[Any] = []
        self.quoted: list[str] = []  # credentials that a page shows, to be masked

    def next(self) -> dict[str, Any] | None:
        """The arguments of the next page; None when there is none, or enough has been read."""
        return None if self._pages.done or len(self.rows) >= self.most else self._pages.extra()

    def add(self, result: ActionResult[Any]) -> tuple[int, int | None]:
        """Takes a page; gives how many rows have been read, and of how many where that is known."""
        self.items += self._pages.items(result)
        self.rows += self._pages.rows
        self.quoted += result.response.quoted
        return len(self.rows), self._pages.total

    def rest(self) -> Mapping[str, Any]:
        """The argument that leads to what was not read; none when everything was."""
        return {} if self._pages.done else self._pages.place
