"""Compares schemas, once for what is sent and once for what comes back.

A schema that has a name is compared once a side, however often it is used: comparing gives a graph of spots, and what
an operation is affected by is what it can reach there. Recursive schemas are circles of that graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.diff import values
from generator.diff.forms import Form, Schema, is_anything, text
from generator.diff.pairs import pair
from generator.diff.schemas import Reader
from generator.diff.table import Side

Path = tuple[str, ...]
_MISSING: Any = object()
_APART = {"default", "deprecated", "readOnly", "writeOnly", "x-sensitive", "x-cal-as", "x-cal-encode"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A change inside a schema. `old` and `new` are as a reader is to see them."""

    kind: str
    path: Path
    old: str = ""
    new: str = ""
    keyword: str = ""


@dataclass(eq=False, slots=True)
class Spot:
    """Two schemas that were compared: what was found below them, and the named schemas that they lead to."""

    component: str
    findings: dict[Finding, None] = field(default_factory=dict)
    links: list[tuple[Path, Spot]] = field(default_factory=list)

    def add(self, kind: str, path: Path, old: object = "", new: object = "", keyword: str = "") -> None:
        """Notes a change, once."""
        self.findings[Finding(kind, path, str(old), str(new), keyword)] = None

    def below(self) -> list[tuple[Path, Spot]]:
        """This spot and all that it leads to, each with the shortest way there."""
        found: dict[int, tuple[Path, Spot]] = {id(self): ((), self)}
        waiting: deque[tuple[Path, Spot]] = deque([((), self)])
        while waiting:
            path, spot = waiting.popleft()
            for step, other in spot.links:
                if id(other) not in found:
                    found[id(other)] = ((*path, *step), other)
                    waiting.append(found[id(other)])
        return list(found.values())


class Comparison:
    """Compares schemas of two documents."""

    def __init__(self, old: Reader, new: Reader) -> None:
        self._old, self._new = old, new
        self._spots: dict[tuple[Any, ...], Spot] = {}
        self._waiting: deque[Callable[[], None]] = deque()

    def root(self, old: Schema, new: Schema, side: Side) -> Spot:
        """Compares two schemas and all that they lead to."""
        spot = self._spot(("root", *map(id, old), 0, *map(id, new), side), "", old, new, side)
        while self._waiting:
            self._waiting.popleft()()
        return spot

    def _spot(self, key: tuple[Any, ...], component: str, old: Schema, new: Schema, side: Side) -> Spot:
        if key not in self._spots:
            spot = self._spots[key] = Spot(component)
            self._waiting.append(lambda: self._schemas(spot, (), old, new, side, frozenset()))
        return self._spots[key]

    def _schemas(self, spot: Spot, path: Path, old: Schema, new: Schema, side: Side, trail: frozenset[Any]) -> None:
        first, left = self._old.component(old)
        second, right = self._new.component(new)
        same = bool(first and second)
        self._notes(spot, path, old, new, side, linked=same)
        if same:
            if any(_has_class(form) for forms in self._old.forms((left,)).values() for form in forms):
                self._rename(spot, path, first, second)
            spot.links.append((path, self._spot((id(left), id(right), side), first, (left,), (right,), side)))
            return
        key = (*map(id, old), 0, *map(id, new))
        if key in trail:
            return
        one, two = self._old.forms(old), self._new.forms(new)
        values.types(spot, path, one, two)
        if is_anything(one) or is_anything(two):
            return  # that is all there is to say
        for kind in one.keys() & two.keys():
            self._variants(spot, path, one[kind], two[kind], side, trail | {key})

    def _rename(self, spot: Spot, path: Path, first: str, second: str) -> None:
        if first != second:
            spot.add("model-renamed", path, first, second)

    def _variants(
        self, spot: Spot, path: Path, old: tuple[Form, ...], new: tuple[Form, ...], side: Side, trail: frozenset[Any]
    ) -> None:
        pairs, gone, come = pair(old, new)
        for one, two in pairs:
            if one.name and two.name:
                # The forms of a component are the same objects wherever it is used.
                key, known = (id(one), id(two), side), len(self._spots)
                inner = self._spots.setdefault(key, Spot(one.name))
                spot.links.append((path, inner))
                if len(self._spots) > known:
                    self._waiting.append(lambda i=inner, a=one, b=two: self._forms(i, (), a, b, side, frozenset()))  # type: ignore[misc]
                if _has_class(one):
                    self._rename(spot, path, one.name, two.name)
            else:
                self._forms(spot, path, one, two, side, trail)
        for one in gone:
            spot.add("variant-removed", path, values.shown(one))
        for two in come:
            spot.add("variant-added", path, "", values.shown(two))

    def _forms(self, spot: Spot, path: Path, old: Form, new: Form, side: Side, trail: frozenset[Any]) -> None:
        if old is new:
            return
        values.enums(spot, path, old, new)
        values.limits(spot, path, old, new, side)
        if old.type == "array":
            self._items(spot, path, old, new, side, trail)
        elif old.type == "object":
            self._objects(spot, path, old, new, side, trail)

    def _items(self, spot: Spot, path: Path, old: Form, new: Form, side: Side, trail: frozenset[Any]) -> None:
        for index in range(max(len(old.prefix), len(new.prefix))):
            one = old.prefix[index] if index < len(old.prefix) else old.items
            two = new.prefix[index] if index < len(new.prefix) else new.items
            self._schemas(spot, (*path, f"[{index}]"), one, two, side, trail)
        if old.items or new.items:
            self._schemas(spot, (*path, "[]"), old.items, new.items, side, trail)

    def _objects(self, spot: Spot, path: Path, old: Form, new: Form, side: Side, trail: frozenset[Any]) -> None:
        if side is Side.ANSWER and new.properties and not (old.properties or old.extra):
            spot.add("decoded-otherwise", path, "dict", new.name or "a model")
            return
        if old.is_closed != new.is_closed:
            spot.add("closed" if new.is_closed else "opened", path)
        elif not old.is_closed and (old.extra or new.extra):
            self._schemas(spot, (*path, "*"), old.extra, new.extra, side, trail)
        hidden = "readOnly" if side is Side.REQUEST else "writeOnly"
        ours, theirs = _keys(self._old, old, hidden), _keys(self._new, new, hidden)
        for key in ours | theirs:
            at = (*path, key)
            before, after = key in old.required, key in new.required
            if key not in theirs:
                spot.add("removed", at)
            elif key not in ours:
                spot.add("added-required" if after and side is Side.REQUEST else "added", at)
            else:
                if before != after:
                    spot.add("required" if after else "optional", at)
                self._schemas(spot, at, ours[key], theirs[key], side, trail)

    def _notes(self, spot: Spot, path: Path, old: Schema, new: Schema, side: Side, *, linked: bool) -> None:
        """Compares what is told. What a component tells of itself is compared where the component is."""
        one, two = self._old.notes(old), self._new.notes(new)
        for key in sorted(one.keys() | two.keys()):
            before, own_before = one.get(key, (_MISSING, False))
            after, own_after = two.get(key, (_MISSING, False))
            if linked and not (own_before or own_after):
                continue
            compare_note(spot, path, key, before, after, side)


def _has_class(form: Form) -> bool:
    """Whether the client has a name for a component of this form, which programs import."""
    return bool(form.properties) or (form.type == "string" and form.values is not None)


def compare_note(spot: Spot, path: Path, key: str, before: Any, after: Any, side: Side) -> None:
    """Compares one thing that is told about a value."""
    was = "" if before is _MISSING else text(before)
    now = "" if after is _MISSING else text(after)
    if was == now:
        return
    if key == "default":
        spot.add("default-added" if not was else "default-changed" if now else "default-removed", path, was, now)
    elif key == "deprecated":
        if (was == "true") != (now == "true"):
            spot.add("deprecated" if now == "true" else "undeprecated", path)
    elif key == "x-sensitive":
        if (was == "true") != (now == "true"):
            spot.add("secret" if now == "true" else "no-secret", path)
    elif key in ("x-cal-as", "x-cal-encode"):
        if side is Side.REQUEST:
            spot.add("direct-argument-changed", path, was or "as usual", now or "as usual", key)
    elif key not in _APART:
        spot.add("described", path, keyword=key)


def _keys(reader: Reader, form: Form, hidden: str) -> dict[str, Schema]:
    """The keys of an object that travel on one side, with their schemas. A required key may have none."""
    every: dict[str, Schema] = {**form.properties, **dict.fromkeys(sorted(form.required - form.properties.keys()), ())}
    return {
        key: schema for key, schema in every.items() if reader.notes(schema).get(hidden, (False, True))[0] is not True
    }
