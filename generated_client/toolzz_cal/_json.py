# Edit this in generator/runtime/_json.py; `make generate` copies it into the client.
"""What JSON data is, and walks over it that stand any depth: it may be nested deeper than calls may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

IN_ITSELF = "The data contains itself, so it has no end and no JSON form"


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether it is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether it is a JSON array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether it is a mapping, as arguments may be."""
    return isinstance(value, Mapping)


class Levels:
    """Where a walk stands: the lists and objects that it is inside of, outermost first, each with what is left of it.

    Raises ValueError for one that is inside itself, which would have no end.
    """

    __slots__ = ("_inside", "_left")

    def __init__(self, parts: Iterable[Any]) -> None:
        self._inside: dict[int, object] = {}
        self._left: list[Iterator[Any]] = [iter(parts)]

    def enter(self, holder: object, parts: Iterable[Any]) -> None:
        """Goes into a list or object; its parts come next."""
        if id(holder) in self._inside:
            raise ValueError(IN_ITSELF)
        self._inside[id(holder)] = holder
        self._left.append(iter(parts))

    def __iter__(self) -> Iterator[Any]:
        while self._left:
            for part in self._left[-1]:
                yield part
                break
            else:
                self._left.pop()
                if self._inside:  # what the walk begins with is in nothing
                    self._inside.popitem()


def is_collection(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether a value is one of Python's collections without names."""
    return isinstance(value, list | tuple | set | frozenset)


def alike(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal, as `==` tells it. Raises ValueError for data that contains itself."""
    try:
        return bool(one == other)
    except RecursionError:
        pass
    levels = Levels([(one, other)])
    for one, other in levels:
        if one is other:
            continue
        if is_object(one) and is_object(other):
            if one.keys() != other.keys():
                return False
            levels.enter(one, [(item, other[key]) for key, item in one.items()])
        elif is_array(one) and is_array(other):
            if len(one) != len(other):
                return False
            levels.enter(one, zip(one, other, strict=True))
        elif one != other:
            return False
    return True
