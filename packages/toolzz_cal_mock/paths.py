"""Paths with names for what varies in them, found by the paths of requests."""

from __future__ import annotations

import re
from typing import Generic, TypeVar

from .wire import segments_of

T = TypeVar("T")
_NAME = re.compile(r"\{(\w+)\}")


class Paths(Generic[T]):
    """What there is at each path, by method. An exact segment wins: `/schedules/default` is no schedule called so."""

    __slots__ = ("_inner", "here")

    def __init__(self) -> None:
        self._inner: dict[str, Paths[T]] = {}
        self.here: dict[str, T] = {}

    def at(self, path: str) -> dict[str, T]:
        """What there is at a path such as `/v2/bookings/{bookingUid}`, to be added to."""
        node = self
        for segment in path.strip("/").split("/"):
            node = node._inner.setdefault("{}" if _NAME.fullmatch(segment) else segment, Paths())
        return node.here

    def find(self, path: str) -> tuple[dict[str, T] | None, list[str]]:
        """What there is at the path of a request, and what stands in place of the names; None when it is nowhere."""
        values: list[str] = []
        return self._walk(segments_of(path), 0, values), values

    def _walk(self, segments: list[str], index: int, values: list[str]) -> dict[str, T] | None:
        if index == len(segments):
            return self.here or None
        segment = segments[index]
        if segment != "{}" and segment in self._inner:
            found = self._inner[segment]._walk(segments, index + 1, values)
            if found is not None:
                return found
        if "{}" in self._inner and segment:
            values.append(segment)
            found = self._inner["{}"]._walk(segments, index + 1, values)
            if found is not None:
                return found
            values.pop()
        return None


def names_in(path: str) -> list[str]:
    """The names in a path, in order."""
    return _NAME.findall(path)
