# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Shelves."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, mapped, mapped_lists, new, note, require
from .book import Book


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Shelves(Model):
    """Shelves.

    Attributes:
        books: A book each.
        rows: Several books each.
        labels: What is written on each.
        open_: Anything.
    """

    books: dict[str, Book] | None = None
    rows: dict[str, list[Book]] | None = None
    labels: dict[str, Any] | None = None
    open_: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Shelves:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("books")) is not None:
            self.books = mapped(self, "books", v, Book.from_dict)
        if (v := data.get("rows")) is not None:
            self.rows = mapped_lists(self, "rows", v, Book.from_dict)
        if (v := data.get("labels")) is not None:
            self.labels = v if type(v) is dict else note(self, "labels", v, "object")
        if (v := data.get("open")) is not None:
            self.open_ = v if type(v) is dict else note(self, "open", v, "object")
        return self._matching() if strict else self
