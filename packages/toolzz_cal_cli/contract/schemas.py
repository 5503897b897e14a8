"""Compares two schemas and all that they lead to, as what is sent or as what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from .aspects import Aspect, always
from .rules import Side
from .values import ANYTHING, LIMITS, Schema, Value, Values
from .words import code, text

Path = tuple[str, ...]
# What models read a text of a format as.
_DECODED = {"date-time": "datetime", "date-time-local": "datetime", "date": "date"}
# What schemas say that does not constrain.
_NOTES = (
    Aspect("default", "default-added", "default-removed", "default-changed", text, is_exact=True),
    Aspect("deprecated", "deprecated", "undeprecated", ""),
    *(always(key, "described", keyword=key) for key in ("description", "example", "examples")),
    Aspect("x-sensitive", "secret", "no-secret", ""),
)
_WIDER = {("int32", "int64"), ("float", "double")}
_NULL = frozenset({"null"})
_MAX_NESTS = 60
_SHOWN_VALUES = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """A change inside a schema. `path` leads to it in the schema named `component`, or else from the top.

    `old` and `new` are as a reader is to see them.
    """

    kind: str
    path: Path = ()
    component: str = ""
    old: str = ""
    new: str = ""
    keyword: str = ""


class Comparison:
    """Compares two schemas and all that they lead to."""

    def __init__(
        self, old: Mapping[str, Schema], new: Mapping[str, Schema], side: Side, *, is_told_in_part: bool = False
    ) -> None:
        self._is_told_in_part = is_told_in_part
        self._old, self._new, self._side = Values(old), Values(new), side
        self._component = ""
        self._way: Path = ()
        # Pairs of named schemas are compared one after the other: they may lead back to themselves.
        self._met: dict[tuple[str, str], Path] = {}
        self._findings: list[Finding] = []

    def findings(self, old: Schema, new: Schema) -> Iterator[tuple[Finding, Path]]:
        """Yields each finding with a shortest way to the schema that it stands in."""
        self._compare((), old, new, 0)
        yield from ((finding, ()) for finding in self._findings)
        compared = 0
        while compared < len(self._met):
            (before, self._component), self._way = list(self._met.items())[compared]
            compared += 1
            self._findings = []
            self._compare((), self._old.schemas[before], self._new.schemas[self._component], 0)
            yield from ((finding, self._way) for finding in self._findings)

    def _add(self, kind: str, path: Path, old: str = "", new: str = "", keyword: str = "") -> None:
        self._findings.append(Finding(kind, path, self._component, old, new, keyword))

    def _compare(self, path: Path, old: Schema, new: Schema, depth: int) -> None:
        one, two = self._old.of(old), self._new.of(new)
        if self._is_told_in_part and (one.is_anything or two.is_anything):
            return
        if one.component and two.component:
            # What a component says of itself is compared where the component is.
            self._compare_notes(path, one, two, one.own_notes | two.own_notes)
            self._met.setdefault((one.component, two.component), (*self._way, *path))
            if one.may_be_null != two.may_be_null and ("null" in one.types) != ("null" in two.types):
                self._add("null-added" if two.may_be_null else "null-removed", path)
            return
        self._compare_notes(path, one, two, one.notes.keys() | two.notes.keys())
        self._compare_types(path, one.types, two.types)
        # Circles that never meet in two named schemas have no other end.
        if one.is_anything or two.is_anything or depth > _MAX_NESTS:
            return
        self._compare_listed(path, one.listed, two.listed)
        self._compare_limits(path, one, two)
        if "array" in one.types & two.types and (one.items or two.items):
            self._compare((*path, "[]"), one.items, two.items, depth + 1)
        if "object" in one.types & two.types:
            self._compare_objects(path, one, two, depth)

    def _compare_objects(self, path: Path, one: Value, two: Value, depth: int) -> None:
        if self._side is Side.ANSWER and two.properties and not (one.properties or one.others):
            self._add("decoded-otherwise", path, "dict", two.component or "a model")
            return
        if self._is_told_in_part and path and not two.properties:
            return
        if one.others or two.others:
            self._compare((*path, "*"), one.others, two.others, depth + 1)
        before = self._travelling(one, self._old)
        after = self._travelling(two, self._new)
        for key in before | after:
            at = (*path, key)
            is_required = key in two.required
            if key not in after:
                was_there = self._side is Side.ANSWER and key in one.required
                self._add("removed-required" if was_there else "removed", at)
            elif key not in before:
                self._add("added-required" if is_required and self._side is Side.REQUEST else "added", at)
            else:
                if (key in one.required) != is_required:
                    self._add("required" if is_required else "optional", at)
                self._compare(at, before[key], after[key], depth + 1)

    def _travelling(self, value: Value, values: Values) -> dict[str, Schema]:
        """The keys of an object that travel on this side, with their schemas."""
        hidden = "readOnly" if self._side is Side.REQUEST else "writeOnly"
        every = value.properties.items()
        return {key: schema for key, schema in every if values.of(schema).notes.get(hidden) is not True}

    def _compare_notes(self, path: Path, one: Value, two: Value, keys: AbstractSet[str]) -> None:
        """Compares what does not constrain."""
        for aspect in _NOTES:
            if aspect.where in keys and (moved := aspect.between(one.notes, two.notes)):
                self._add(moved.kind, path, *moved[1:])

    def _compare_types(self, path: Path, one: frozenset[str], two: frozenset[str]) -> None:
        """Compares which JSON types are allowed. Null is a matter of its own, but not beside anything or nothing."""
        if ANYTHING not in (one, two) and _NULL not in (one, two):
            if ("null" in one) != ("null" in two):
                self._add("null-added" if "null" in two else "null-removed", path)
            one, two = one - _NULL, two - _NULL
        if one == two:
            return
        kind = "type-widened" if one < two else "type-narrowed" if two < one else "type-changed"
        self._add(kind, path, _types(one), _types(two))

    def _compare_listed(self, path: Path, one: tuple[Any, ...] | None, two: tuple[Any, ...] | None) -> None:
        """Compares the values that are listed, where any are."""
        if one is None or two is None:
            if two is not None:
                self._add("values-closed", path, "", _values(two))
            elif one is not None:
                self._add("values-opened", path, _values(one), "")
            return
        removed = [value for value in one if value not in two]
        added = [value for value in two if value not in one]
        if removed and added and len(removed) == len(one):
            self._add("values-replaced", path, _values(removed), _values(added))
            return
        if removed:
            self._add("values-removed", path, _values(removed), "")
        if added:
            self._add("values-added", path, "", _values(added))

    def _compare_limits(self, path: Path, one: Value, two: Value) -> None:
        """Compares sizes, bounds, patterns and formats of the types that both can be."""
        for key in sorted({key for kind in one.types & two.types for key in LIMITS.get(kind, ())}):
            was, now = one.limits.get(key), two.limits.get(key)
            read_before, read_after = _DECODED.get(str(was), "str"), _DECODED.get(str(now), "str")
            if was == now:
                continue
            if key == "format" and self._side is Side.ANSWER and read_before != read_after:
                self._add("decoded-otherwise", path, read_before, read_after, key)
            else:
                self._add(f"limit-{_direction(key, was, now)}", path, _limit(was), _limit(now), key)


def _types(types: frozenset[str]) -> str:
    if types == ANYTHING:
        return "anything"
    return " or ".join(sorted(types - {"integer"} if "number" in types else types)) or "nothing"


def _values(values: Sequence[Any]) -> str:
    """Values one after the other, those past a dozen only counted."""
    shown = [code(value if isinstance(value, str) else text(value)) for value in values[:_SHOWN_VALUES]]
    more = len(values) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _limit(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        bound = cast("tuple[Any, bool]", value)
        return text(bound[0]) + (" (excluded)" if bound[1] else "")
    return code(value) if isinstance(value, str) else text(value)


def _direction(key: str, was: Any, now: Any) -> str:
    """Whether a limit was tightened, loosened or neither."""
    if was is None or now is None:
        return "tightened" if was is None else "loosened"
    if key == "multipleOf":
        steps = Fraction(str(now)) / Fraction(str(was))
        if steps.denominator == 1:
            return "tightened"
        return "loosened" if steps.numerator == 1 else "changed"
    if key == "pattern" or (key == "format" and _WIDER.isdisjoint({(was, now), (now, was)})):
        return "changed"
    if key == "format":
        return "loosened" if (was, now) in _WIDER else "tightened"
    if key == "maximum":
        was, now = (was[0], not was[1]), (now[0], not now[1])
    return "tightened" if (now > was) == key.startswith("min") else "loosened"
