"""A table whose older rows take little memory: each as compressed JSON, until somebody reads it."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from ..encoding import decoded, encoded

PLAIN = 500  # rows that stay as they are
# The smallest that hold a row with its pattern: compressing one takes more time to begin than to do.
_LEVEL, _WINDOW, _MEMORY = 1, -12, 4


class Rows(MutableMapping[Any, dict[str, Any]]):
    """Rows by their key, in the order in which the keys came.

    The latest stay as they were put in. Those before them are kept as JSON, compressed by the pattern of the first of
    them: rows of a table are much alike. Of such a row everybody who asks gets a new copy.

    Args:
        rows: Those to begin with.
        plain: How many stay as they are.
    """

    def __init__(self, rows: Mapping[Any, dict[str, Any]] | None = None, *, plain: int = PLAIN) -> None:
        self._rows: dict[Any, dict[str, Any] | bytes] = {}
        self._latest: deque[Any] = deque()
        self._plain, self._pattern = plain, b""
        self.update(rows or {})

    def __getitem__(self, key: Any) -> dict[str, Any]:
        row = self._rows[key]
        return self._unpacked(row) if isinstance(row, bytes) else row

    def __setitem__(self, key: Any, row: dict[str, Any]) -> None:
        self._rows[key] = row
        self._latest.append(key)
        if len(self._latest) > self._plain:
            self._pack(self._latest.popleft())

    def __delitem__(self, key: Any) -> None:
        del self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def __reversed__(self) -> Iterator[Any]:
        return iter(reversed(self._rows))

    def __len__(self) -> int:
        return len(self._rows)

    def clear(self) -> None:
        """Takes every row out."""
        self._rows.clear()
        self._latest.clear()

    def __repr__(self) -> str:
        return f"Rows({dict(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, (dict(self),)

    def _pack(self, key: Any) -> None:
        """Packs a row; one that was put in again meanwhile may be packed early."""
        row = self._rows.get(key)
        if row is None or isinstance(row, bytes):
            return
        text = encoded(row)
        if not self._pattern:
            self._pattern = text
            self._begun = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, text)
        packing = self._begun.copy()
        self._rows[key] = packing.compress(text) + packing.flush()

    def _unpacked(self, packed: bytes) -> dict[str, Any]:
        row: dict[str, Any] = decoded(zlib.decompressobj(_WINDOW, self._pattern).decompress(packed))
        return row
