"""Annotations from the schemas of a specification, for libraries that make classes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Literal

SCALARS: dict[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool, "null": None}
Make = Callable[[str, Mapping[str, tuple[Any, bool]]], type]


@dataclass
class Classes:
    """Classes of schemas, each made once.

    Attributes:
        schemas: By name.
        make: Makes a class of a name and its fields: to each key its annotation, and whether it is required.
        choice: The annotation of a text with these values.
    """

    schemas: Mapping[str, dict[str, Any]]
    make: Make
    choice: Callable[[tuple[str, ...]], Any] = lambda values: Literal[values]
    _made: dict[str, Any] = field(default_factory=dict)

    def named(self, name: str) -> Any:
        """The annotation of a schema of the specification."""
        if name not in self._made:
            self._made[name] = self._annotation(self.schemas[name], name)
        return self._made[name]

    def _annotation(self, schema: dict[str, Any], name: str) -> Any:
        if "$ref" in schema:
            return self.named(schema["$ref"].rpartition("/")[2])
        if "anyOf" in schema:
            return reduce(or_, [self._annotation(each, name) for each in schema["anyOf"]])
        if "enum" in schema:
            return self.choice(tuple(schema["enum"]))
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return reduce(or_, [self._of_kind(kind, schema, name) for kind in kinds])

    def _of_kind(self, kind: str, schema: dict[str, Any], name: str) -> Any:
        if kind == "array":
            return list[self._annotation(schema["items"], name)]  # type: ignore[misc]
        if kind == "object":
            return self._object(schema, name) if "properties" in schema else dict[str, Any]
        if kind == "string" and schema.get("format") == "date-time":
            return datetime
        return SCALARS[kind]

    def _object(self, schema: dict[str, Any], name: str) -> type:
        required = schema.get("required", ())
        properties = schema["properties"].items()
        return self.make(
            name, {key: (self._annotation(each, f"{name}_{key}"), key in required) for key, each in properties}
        )


def facts(decode: Callable[[bytes], Any], encode: Callable[[Any], bytes], text: bytes) -> dict[str, Any]:
    """What a decoder does to a list of bookings, and to one that the specification does not foresee.

    Args:
        decode: From JSON to a list of objects.
        encode: Back.
        text: The bookings.
    """
    import json

    bookings = decode(text)
    first = json.loads(text)[0]

    def tried(**changed: Any) -> str:
        (key, value), *_ = changed.items()
        try:
            back = json.loads(encode(decode(json.dumps([{**first, **changed}]).encode())))[0]
        except ValueError:
            return "raises"
        return "kept" if back.get(key) == value else "dropped"

    without = json.dumps([{key: value for key, value in first.items() if key != "hosts"}]).encode()
    try:
        decode(without)
    except ValueError:
        missing = "raises"
    else:
        missing = "kept"
    return {
        "unknown key": tried(addedLater=True),
        "new enum value": tried(status="waitlisted"),
        "other type": tried(title=5),
        "missing key": missing,
        "same JSON": json.loads(encode(bookings)) == json.loads(text),
        "summary": [
            [each.uid, each.start.isoformat(), each.hosts[0].email, each.eventType.slug, len(each.attendees)]
            for each in bookings
        ],
    }
