# Edit this in generator/runtime/_portable.py; `make generate` copies it into the client.
"""Copies and pickles of what holds an answer, however deeply the answer is nested."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Self

from ._json import alike, is_array, is_object


class Portable:
    """What can be deep-copied and pickled though it holds data that is nested deeper than calls may be.

    Both go by a flat list of all parts, in which lists, objects and things of such classes name their parts by number.
    """

    __slots__ = ()

    def __reduce_ex__(self, _protocol: Any) -> tuple[Any, ...]:
        return _unpacked, (_packed(self, {}),)

    def __copy__(self) -> Self:
        copy = type(self).__new__(type(self))
        for name, value in _attributes(self).items():
            object.__setattr__(copy, name, value)
        return copy

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        originals: list[Any] = []
        parts = _packed(self, memo, originals)
        for place, each in enumerate(originals):
            if type(each) is _Plain:
                parts[place] = None, deepcopy(each.value, memo)
        made = _made(parts)
        for each, copy in zip(originals, made, strict=True):
            if type(each) is not _Plain:
                memo[id(each)] = copy
        return made[0]


class Mismatch(Portable):
    """One place where an answer differs from its schema. The value stays as it came.

    Attributes:
        path: Where, such as `attendees[0].email`, in the answer's own names.
        value: What came; None when a required key is absent.
        expected: What the schema says, such as `string` or `date-time`.
    """

    _fields = __match_args__ = ("path", "value", "expected")
    __slots__ = ("expected", "path", "value")

    def __init__(self, path: str, value: Any, expected: str) -> None:
        self.path, self.value, self.expected = path, value, expected

    def at(self, path: str) -> Mismatch:
        """The same at another place."""
        return Mismatch(path, self.value, self.expected)

    def holding(self, value: Any) -> Mismatch:
        """The same with another value, such as a masked one."""
        return Mismatch(self.path, value, self.expected)

    def __iter__(self) -> Iterator[Any]:
        return iter((self.path, self.value, self.expected))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mismatch):
            return NotImplemented
        return (self.path, self.expected) == (other.path, other.expected) and alike(self.value, other.value)

    def __hash__(self) -> int:
        return hash((self.path, self.expected))

    def __repr__(self) -> str:
        return f"Mismatch({self.path}: expected {self.expected}, got {type(self.value).__name__})"


# A part is a pair: for a plain value None and the value; for a list its class and the numbers of its items; for an
# object and for a thing its class and its keys or attributes with the numbers of their values.
_Part = tuple[Any, Any]


def _packed(whole: Any, copied: dict[int, Any], originals: list[Any] | None = None) -> list[_Part]:
    """All parts of a thing, itself first.

    Args:
        whole: The thing.
        copied: Copies that there are already, by the identity of what they are copies of.
        originals: Takes what each part is made of.
    """
    parts: list[_Part] = []
    found: list[Any] = [] if originals is None else originals
    numbers: dict[int, int] = {}

    def number(value: Any) -> int:
        if not _has_parts(value):
            value = _Plain(value)
        if id(value) not in numbers:
            numbers[id(value)] = len(found)
            found.append(value)
        return numbers[id(value)]

    number(whole)
    for value in _growing(found):
        kind = _class_of(value)
        if kind is _Plain:
            parts.append((None, value.value))
        elif id(value) in copied:
            parts.append((None, copied[id(value)]))
        elif is_array(value):
            parts.append((kind, [number(item) for item in value]))
        else:
            named = value if is_object(value) else _attributes(value)
            parts.append((kind, {key: number(item) for key, item in named.items()}))
    return parts


class _Plain:
    """A value that is a part of its own wherever it stands."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def _class_of(value: object) -> type[Any]:
    return type(value)


def _growing(found: list[Any]) -> Iterator[Any]:
    at = 0
    while at < len(found):
        yield found[at]
        at += 1


def _has_parts(value: Any) -> bool:
    return type(value) in (list, dict) or isinstance(value, Portable)


def _attributes(value: Any) -> dict[str, Any]:
    """The attributes of a thing that are set, whether it has slots or a `__dict__`."""
    slots = [name for kind in type(value).__mro__ for name in _slots(kind)]
    found = {name: getattr(value, name) for name in slots if not name.startswith("__")}
    return {**found, **getattr(value, "__dict__", {})}


def _slots(kind: type) -> tuple[str, ...]:
    named: str | tuple[str, ...] = kind.__dict__.get("__slots__", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _unpacked(parts: list[_Part]) -> Any:
    return _made(parts)[0]


def _made(parts: list[_Part]) -> list[Any]:
    """Every part as it was. All are made before any is filled, as they may contain each other."""
    made = [what if kind is None else kind.__new__(kind) for kind, what in parts]
    for whole, (kind, what) in zip(made, parts, strict=True):
        if kind is None:
            continue
        if is_array(whole):
            whole.extend(made[number] for number in what)
        elif is_object(whole):
            whole.update((key, made[number]) for key, number in what.items())
        else:
            for name, number in what.items():
                object.__setattr__(whole, name, made[number])
    return made
