"""What only the document tells of a type, a description or a name: the parser does not see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.document.reading import Mapping
from generator.document.references import follow, named
from generator.errors import SpecError, Where
from generator.parse import Type


def refined(document: Mapping, kind: Type, schema: Any) -> Type:
    """A parsed type with the order of enum values, named enums and times without a zone."""
    name, node = named(document, without_null(document, schema))
    if not isinstance(node, Mapping):
        return kind
    if kind.kind == "literal":
        return replace(kind, name=name, values=known_values(node))
    if kind.kind == "str" and node.get("format") == "date-time-local":
        return replace(kind, kind="local_moment")
    if kind.kind == "list" and kind.item is not None:
        return replace(kind, item=refined(document, kind.item, node.get("items")))
    if kind.kind == "map" and kind.item is not None:
        return replace(kind, item=refined(document, kind.item, node.get("additionalProperties")))
    return kind


def without_null(document: Mapping, schema: Any) -> Any:
    """The variant beside null of a schema that has such variants; else the schema."""
    node = follow(document, schema)
    if not isinstance(node, Mapping) or "anyOf" not in node:
        return schema
    return next((each for each in node["anyOf"] if each.get("type") != "null"), schema)


def known_values(schema: Mapping) -> tuple[Any, ...]:
    """The values of an enum in the order of the specification, without null."""
    return tuple(value for value in schema["enum"] if value is not None)


def described(document: Mapping, schema: Any) -> str:
    """A description beside a reference, or else of what it points to."""
    for node in (schema, follow(document, schema)):
        if isinstance(node, Mapping) and isinstance(node.get("description"), str):
            return " ".join(str(node["description"]).split())
    return ""


def deprecation(operation: Mapping, told: str) -> tuple[str, str]:
    """A description without its end that says why the operation is deprecated, and that reason; empty if it is not."""
    if operation.get("deprecated") is not True:
        return told, ""
    before, mark, why = told.rpartition("Deprecated: ")
    return (before.rstrip(), why) if mark else (told, "It may be removed.")


def sourced(text: str, schema: Any) -> str:
    """A description of an argument, with the source of what the documents do not say of it."""
    if isinstance(schema, Mapping) and schema.get("x-source") == "cal-api-v2":
        return f"{text} (Source: Cal.com's API v2.)"
    return text


def is_sensitive(document: Mapping, schema: Any) -> bool:
    """Whether a value is marked as secret, beside a reference or in what it points to."""
    nodes = (schema, follow(document, schema))
    return any(isinstance(node, Mapping) and node.get("x-sensitive") is True for node in nodes)


def is_usual(schema: Any) -> bool:
    """Whether a key of an answer is there unless its request asks for another form."""
    return isinstance(schema, Mapping) and schema.get("x-usual") is True


def check_letters(name: str, key: str, owner: str, where: Where) -> None:
    """Refuses a name of letters that can't be seen, or told from others that look alike."""
    if not name.isascii():
        what = f"The name {key!a} of {owner} has letters beyond A to Z"
        raise SpecError(where, what, "Leave it out: what the client does not know is kept, and can be sent, as it is")
