# Edit this in generator/runtime/_shapes.py; `make generate` copies it into the client.
"""Forms of an action's arguments: from the documented one into another, and whether one fits a tool's schema.

Arguments that are given in the documented form are translated, those of `extra_arguments` and of `actions.execute`
too. What a binding does not name stays where it is, and so does what already has the gateway's own form: where both are
given, that wins. Arguments of which nothing is to go elsewhere are left as they came, without defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ._json import is_array, is_object
from ._model import written

_ABSENT = object()
_DEEPEST = 5  # levels of a schema that are looked at
_MOST = 2_000  # parts of a schema that are looked at
_LONGEST = 200  # characters of a name
_STEPS = 8  # references that are followed in a row


def preferred(bindings: Sequence[Mapping[str, Any]], version: str) -> Mapping[str, Any]:
    """The binding that a toolkit's version is known to have; the documented one where nothing is known."""
    found = bindings[0]
    for each in bindings[1:]:
        since: str = each.get("since", "")
        if since > found.get("since", "") and (version == "latest" or version >= since):
            found = each
    return found


def is_documented(bindings: Iterable[Mapping[str, Any]], arguments: Mapping[str, Any]) -> bool:
    """Whether arguments have something that one of the bindings wants elsewhere, as it is."""
    moves = (move for each in bindings for move in each.get("arguments", {}).items())
    return any(isinstance(to, str) and _at(arguments, source) is not _ABSENT for source, to in moves)


def translated(binding: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The documented arguments in a binding's form. What can't be written in it stays where it is."""
    shaped: dict[str, Any] = _copied(arguments)
    moves: Mapping[str, Any] = binding.get("arguments", {})
    pairs: list[tuple[str, str, Any]] = []
    for source, to in moves.items():
        if (value := _at(shaped, source)) is _ABSENT:
            continue
        if is_object(to):
            value = _moment(value, _at(arguments, to["since"]))
            if value is None:
                continue
            to = to["as"]
        _take(shaped, source.split("."))
        pairs.append((source, to, value))
    for source, to, value in pairs:
        if not _join(shaped, to.split("."), value):
            _join(shaped, source.split("."), value)
    if pairs:
        for place, value in binding.get("defaults", {}).items():
            if _at(shaped, place) in (_ABSENT, None):
                _take(shaped, place.split("."))
                _join(shaped, place.split("."), _copied(value))
    return shaped


def counted(binding: Mapping[str, Any]) -> dict[str, str]:
    """The places that are counted from an argument, each with that argument."""
    return {to["as"]: source for source, to in binding.get("arguments", {}).items() if is_object(to)}


def places(value: Any, prefix: str = "") -> Iterator[str]:
    """The dotted places of all members of an object, those of objects in it too."""
    for key, inner in value.items():
        yield f"{prefix}{key}"
        if is_object(inner):
            yield from places(inner, f"{prefix}{key}.")


def parents(place: str) -> Iterator[str]:
    """A dotted place, and those of the objects that it is in."""
    while place:
        yield place
        place = place.rpartition(".")[0]


def _copied(value: Any) -> Any:
    return {key: _copied(inner) for key, inner in value.items()} if is_object(value) else value


def _at(value: Any, place: str) -> Any:
    for key in place.split("."):
        value = value.get(key, _ABSENT) if is_object(value) else _ABSENT
    return value


def _take(holder: dict[str, Any], keys: list[str]) -> None:
    """Removes what is at a place, and what is empty without it."""
    inner = holder.get(keys[0])
    if len(keys) > 1 and is_object(inner):
        _take(inner, keys[1:])
        if inner:
            return
    holder.pop(keys[0], None)


def _join(holder: dict[str, Any], keys: list[str], value: Any) -> bool:
    """Puts a value at a place, if that can be. What is there already is more exact, and wins."""
    for key in keys[:-1]:
        inner = holder.setdefault(key, {})
        if not is_object(inner):
            return False
        holder = inner
    there = holder.setdefault(keys[-1], value)
    if is_object(there) and is_object(value):
        holder[keys[-1]] = {**value, **there}
    return True


def _moment(minutes: Any, since: Any) -> str | None:
    """The moment so many minutes after another; None if that can't be told."""
    if type(minutes) is not int or not isinstance(since, str):
        return None
    try:
        return written(datetime.fromisoformat(since.upper()) + timedelta(minutes=minutes))
    except (ValueError, OverflowError):
        return None


class Form(NamedTuple):
    """What a tool's schema says of an object: its members, those it must have, and whether it may have no others."""

    members: Mapping[str, Form | None]
    required: frozenset[str]
    is_closed: bool


class Misfit(NamedTuple):
    """What is between arguments and a form, as dotted places: what lacks, what may not be, and what is merely new."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether a tool with that form has no reason to refuse the arguments."""
        return not self.missing and not self.unknown


def form_of(schema: Any) -> Form | None:
    """The form that a JSON Schema describes; None if it tells of no members. Only so much of it is looked at."""
    form = _Reader(schema).form(schema, _DEEPEST)
    return form if form is not None and form.members else None


def misfit(form: Form, arguments: Mapping[str, Any], prefix: str = "") -> Misfit:
    """How arguments differ from a form."""
    missing = [f"{prefix}{name}" for name in sorted(form.required) if name not in arguments]
    beyond = [f"{prefix}{name}" for name in arguments if name not in form.members]
    unknown, foreign = (beyond, []) if form.is_closed else ([], beyond)
    for name, inner in form.members.items():
        value = arguments.get(name)
        if inner is not None and is_object(value):
            below = misfit(inner, value, f"{prefix}{name}.")
            missing += below.missing
            unknown += below.unknown
            foreign += below.foreign
    return Misfit(tuple(missing), tuple(unknown), tuple(foreign))


class _Reader:
    """Reads a schema of others, which may lead in circles or have no end."""

    __slots__ = ("_left", "_root")

    def __init__(self, root: Any) -> None:
        self._root, self._left = root, _MOST

    def form(self, schema: Any, depth: int) -> Form | None:
        """The form of a schema that describes an object."""
        schema = self._followed(schema)
        self._left -= 1
        if not is_object(schema) or depth <= 0:
            return None
        parts = [schema, *self._branches(schema.get("allOf"))]
        if (only := self._only(schema)) is not None:
            parts.append(only)
        members: dict[str, Form | None] = {}
        required: set[str] = set()
        for part in parts:
            properties = part.get("properties")
            for name, inner in properties.items() if is_object(properties) else ():
                if self._left <= 0:
                    break
                if len(name) <= _LONGEST:
                    members[name] = self.form(inner, depth - 1)
            wanted = part.get("required")
            required |= {name for name in wanted[:_MOST] if isinstance(name, str)} if is_array(wanted) else set()
        is_closed = self._left > 0 and any(
            part.get(key) is False for part in parts for key in ("additionalProperties", "unevaluatedProperties")
        )
        return Form(members, frozenset(required), is_closed) if members or required else None

    def _followed(self, schema: Any) -> Any:
        """What a reference inside the document leads to."""
        for _ in range(_STEPS):
            reference = schema.get("$ref") if is_object(schema) else None
            if not isinstance(reference, str) or not reference.startswith("#/"):
                break
            schema = self._root
            for key in reference[2:_LONGEST].split("/"):
                schema = schema.get(key) if is_object(schema) else None
        return schema

    def _branches(self, listed: Any) -> list[dict[str, Any]]:
        branches = [self._followed(each) for each in listed[:_MOST]] if is_array(listed) else []
        return [each for each in branches if is_object(each)]

    def _only(self, schema: dict[str, Any]) -> dict[str, Any] | None:
        """The one branch that is an object, of a schema that may be null besides."""
        for key in ("anyOf", "oneOf"):
            objects = [each for each in self._branches(schema.get(key)) if "properties" in each]
            if len(objects) == 1:
                return objects[0]
        return None
