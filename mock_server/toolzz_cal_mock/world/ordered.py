"""A sorted collection that stays quick when it is long."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Generic, TypeVar

Item = TypeVar("Item", bound=tuple[Any, ...])
_LONGEST = 1024


class Ordered(Generic[Item]):
    """Tuples in order, kept in chunks: adding, removing and counting cost about the same among ten and a million."""

    __slots__ = ("_chunks", "_ends", "_size")

    def __init__(self, items: Iterator[Item] | list[Item] = ()) -> None:  # type: ignore[assignment]
        found = sorted(items)
        self._chunks = [found[at : at + _LONGEST // 2] for at in range(0, len(found), _LONGEST // 2)]
        self._size = len(found)
        self._ends: list[int] | None = None

    def __len__(self) -> int:
        return self._size

    def add(self, item: Item) -> None:
        """Puts an item where it belongs."""
        self._size += 1
        self._ends = None
        if not self._chunks:
            self._chunks.append([item])
            return
        at = min(self._chunk(item), len(self._chunks) - 1)
        chunk = self._chunks[at]
        insort(chunk, item)
        if len(chunk) > _LONGEST:
            half = len(chunk) // 2
            self._chunks[at : at + 1] = [chunk[:half], chunk[half:]]

    def remove(self, item: Item) -> None:
        """Takes an item out; it must be there."""
        at = self._chunk(item)
        chunk = self._chunks[at]
        place = bisect_left(chunk, item)
        if chunk[place] != item:
            raise KeyError(item)
        del chunk[place]
        self._size -= 1
        self._ends = None
        if not chunk:
            del self._chunks[at]

    def rank(self, bound: tuple[Any, ...]) -> int:
        """How many items come before a bound, which may be just the beginning of an item."""
        at = self._chunk(bound)
        before = self._counted()[at - 1] if at else 0
        return before + (bisect_left(self._chunks[at], bound) if at < len(self._chunks) else 0)

    def at(self, rank: int) -> Item:
        """The item of a rank."""
        ends = self._counted()
        at = bisect_right(ends, rank)
        return self._chunks[at][rank - (ends[at - 1] if at else 0)]

    def between(self, first: int, last: int, *, backwards: bool = False) -> Iterator[Item]:
        """The items from one rank to before another, in order or the other way round."""
        first, last = max(first, 0), min(last, self._size)
        if backwards:
            past = self._size
            for chunk in reversed(self._chunks):
                past -= len(chunk)
                if past < last and past + len(chunk) > first:
                    yield from reversed(chunk[max(first - past, 0) : last - past])
        else:
            past = 0
            for chunk in self._chunks:
                if past >= last:
                    return
                if past + len(chunk) > first:
                    yield from chunk[max(first - past, 0) : last - past]
                past += len(chunk)

    def _counted(self) -> list[int]:
        """How many items there are up to the end of each chunk, counted when it is first asked for after a change."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self._chunks)))
        return self._ends

    def _chunk(self, bound: tuple[Any, ...]) -> int:
        """The first chunk whose last item is not before the bound."""
        return bisect_left(self._chunks, bound, key=lambda chunk: chunk[-1])
