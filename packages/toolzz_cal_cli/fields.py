"""What the answer of an operation holds, and which of it says most about an entry."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, auto
from typing import Any

from toolzz_cal.operations import Operation, schemas

# Names that say what a field is for, where its schema does not.
_TITLES = ("title", "name", "label", "value", "city")
_STATES = ("status", "state", "role", "type")
_PEOPLE = ("attendees", "attendee", "user")
_SLUGS = ("slug", "username")
_ZONES = ("timeZone", "timezone")


class Kind(IntEnum):
    """What a field is, the most telling first; so are the columns of a table."""

    START = auto()
    ID = auto()
    TITLE = auto()
    ADDRESS = auto()
    PEOPLE = auto()
    STATE = auto()
    END = auto()
    SEVERAL = auto()
    NUMBER = auto()
    SLUG = auto()
    SWITCH = auto()
    ZONE = auto()
    NEEDED = auto()
    NAMED = auto()
    REFERENCE = auto()
    OTHER = auto()
    MOMENT = auto()
    OBJECT = auto()
    OLD = auto()


# What is of no use when it is cut.
WHOLE = (Kind.START, Kind.ID, Kind.STATE, Kind.END, Kind.NUMBER, Kind.SWITCH, Kind.REFERENCE, Kind.MOMENT)


def fields_of(operation: Operation) -> dict[str, Kind]:
    """The fields of an answer, or of each entry if it is a list, in the order of their kinds."""
    answer = _inner(operation.answer)
    if operation.slug is not None:
        answer = _inner(answer["properties"].get("data", {}))
        answer = _inner(answer.get("properties", {}).get("data", answer))
    inside = [_inner(each) for each in answer.get("properties", {}).values()]
    if len(inside) == 1 and "items" in inside[0]:
        answer = inside[0]  # an object of nothing but a list
    entry = _inner(answer["items"]) if "items" in answer else answer
    properties, required = entry.get("properties", {}), entry.get("required", ())
    kinds = {name: _kind(name, _inner(each), name in required) for name, each in properties.items()}
    if "uid" in kinds:
        kinds["id"] = Kind.REFERENCE  # which operations do not take where there is a uid
    if Kind.START in kinds.values():  # what has a time is told by it, and not by how long it takes
        kinds |= {name: Kind.NEEDED for name, kind in kinds.items() if kind in (Kind.NUMBER, Kind.SWITCH)}
    return dict(sorted(kinds.items(), key=lambda each: each[1]))


def _inner(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with what it refers to and what it is made of; of alternatives the first that says something."""
    found: dict[str, Any] = dict(schema)
    while "$ref" in found:
        found = {**schemas()[found.pop("$ref").rpartition("/")[2]], **found}
    for part in found.pop("allOf", ()):
        inner = _inner(part)
        properties: dict[str, Any] = {**found.get("properties", {}), **inner.get("properties", {})}
        required: list[str] = [*found.get("required", ()), *inner.get("required", ())]
        found = inner | found | {"properties": properties, "required": required}
    for part in found.pop("anyOf", ()):
        inner = _inner(part)
        found = found if inner.get("type") == "null" else inner | found
    return found


def _kind(name: str, schema: Mapping[str, Any], is_needed: bool) -> Kind:
    if schema.get("deprecated"):
        return Kind.OLD
    named = _by_name(name)
    if named is not None:
        return named
    types = schema.get("type", "")
    match types if isinstance(types, str) else types[0]:
        case "string":
            return _of_text(name, schema, is_needed)
        case "array":
            return _of_list(_inner(schema.get("items", {})), is_needed)
        case "boolean" if is_needed:
            return Kind.SWITCH
        case "integer" | "number" if name.endswith("Id"):
            return Kind.REFERENCE
        case "integer" | "number" if is_needed:
            return Kind.NUMBER
        case "object":
            return Kind.NAMED if _has_name(schema) else Kind.OBJECT
        case _:
            return Kind.OTHER


def _by_name(name: str) -> Kind | None:
    told = {
        Kind.ID: ("uid", "id"),
        Kind.TITLE: _TITLES,
        Kind.PEOPLE: _PEOPLE,
        Kind.STATE: _STATES,
        Kind.SLUG: _SLUGS,
        Kind.ZONE: _ZONES,
    }
    return next((kind for kind, names in told.items() if name in names), None)


def _of_text(name: str, schema: Mapping[str, Any], is_needed: bool) -> Kind:
    form = schema.get("format")
    if form == "date-time":
        return {"start": Kind.START, "end": Kind.END}.get(name.removesuffix("Time"), Kind.MOMENT)
    if is_needed and form in ("uri", "email"):
        return Kind.ADDRESS
    if name.endswith(("Id", "Uid")):
        return Kind.REFERENCE
    return Kind.NEEDED if is_needed else Kind.OTHER


def _of_list(items: Mapping[str, Any], is_needed: bool) -> Kind:
    if items.get("type") == "object":
        return Kind.NAMED if _has_name(items) else Kind.OBJECT
    return Kind.SEVERAL if is_needed else Kind.OTHER


def _has_name(schema: Mapping[str, Any]) -> bool:
    return not {"title", "name", "label", "email"}.isdisjoint(schema.get("properties", {}))
