"""What a value can be, apart from how its schema words it.

References, `allOf` and the ways to write null leave no trace, so that the same said otherwise compares equal.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .words import FactsError, text

Schema = dict[str, Any]
ANYTHING = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})
# What each type can be limited by.
LIMITS = {
    "string": ("format", "maxLength", "minLength", "pattern"),
    "integer": ("format", "maximum", "minimum", "multipleOf"),
    "array": ("maxItems", "minItems", "uniqueItems"),
    "object": ("maxProperties", "minProperties"),
}
_NOTES = ("description", "example", "examples", "default", "deprecated", "readOnly", "writeOnly", "x-sensitive")
_MAX_STEPS = 60
_ANY_VALUE: Schema = {}
_MOST = 60_000


@dataclass(frozen=True, slots=True)
class Value:
    """What a value can be. Who takes numbers takes integers too, so that `types` holds both then.

    `component` is the named schema that it is and nothing more, except that `may_be_null` allows null besides. Of
    `limits`, bounds are (number, whether that is excluded). `own_notes` do not stand in the component.
    """

    types: frozenset[str] = ANYTHING
    component: str = ""
    may_be_null: bool = False
    listed: tuple[Any, ...] | None = None
    limits: dict[str, Any] = field(default_factory=dict[str, Any])
    properties: dict[str, Schema] = field(default_factory=dict[str, Any])
    required: frozenset[str] = frozenset()
    others: Schema = field(default_factory=dict[str, Any])
    items: Schema = field(default_factory=dict[str, Any])
    notes: dict[str, Any] = field(default_factory=dict[str, Any])
    own_notes: frozenset[str] = frozenset()

    @property
    def is_anything(self) -> bool:
        """Whether every value will do."""
        return self.types == ANYTHING and self.listed is None and not (self.properties or self.items or self.others)


class Values:
    """Reads schemas of one side, where references lead to `schemas` by name."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self.schemas = schemas
        self._left = _MOST

    def of(self, schema: Schema, steps: int = 0) -> Value:
        """Reads a schema. `steps` is how many references, `allOf` and `anyOf` have been followed on the way.

        Raises:
            FactsError: A reference leads nowhere or in a circle, there is no variant beside null, or too much to read.
        """
        self._left -= 1
        if steps > _MAX_STEPS:
            raise FactsError("References form a circle, or too long a chain", "Break the circle")
        if self._left < 0:
            raise FactsError(f"The schemas grow past {_MOST:,} parts when they are read", "Refer to fewer schemas")
        parts = [self.of(branch, steps + 1) for branch in schema.get("allOf", ())]
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[-1]
            if name not in self.schemas:
                raise FactsError(f"$ref {schema['$ref']!r} leads nowhere", "Correct the name, or add the schema")
            part = self.of(self.schemas[name], steps + 1)
            parts.append(replace(part, component=name, own_notes=frozenset()))
        if "anyOf" in schema:
            real = [variant for variant in schema["anyOf"] if variant.get("type") != "null"]
            if not real:
                raise FactsError("anyOf holds nothing but null", "Write the variants beside it")
            part = _either([self.of(variant, steps + 1) for variant in real])
            if len(real) < len(schema["anyOf"]):
                part = replace(part, types=part.types | {"null"}, may_be_null=True)
            parts.append(part)
        value = _own(schema)
        if len(parts) == 1 and value == Value(notes=value.notes, own_notes=value.own_notes):
            (only,) = parts
            return replace(only, notes=only.notes | value.notes, own_notes=only.own_notes | value.own_notes)
        for part in parts:
            value = _both(value, part)
        return value


def _either(parts: list[Value]) -> Value:
    """What satisfies one of several schemas, which differ in their types or else in what limits these."""
    if len(parts) == 1:
        return parts[0]
    texts = [part for part in parts if "string" in part.types]
    objects = [part for part in parts if "object" in part.types]
    limits = {
        key: limit
        for part in parts
        for key, limit in part.limits.items()
        if all(other.limits.get(key) == limit or not other.types & part.types for other in parts)
    }
    variants: dict[str, list[Schema]] = {}
    for part in objects:
        for key, schema in part.properties.items():
            known = variants.setdefault(key, [])
            if schema not in known:
                known.append(schema)
    closed = [part.listed for part in texts if part.listed is not None]
    listed = {text(value): value for values in closed for value in values}
    return Value(
        types=frozenset[str]().union(*(part.types for part in parts)),
        listed=tuple(listed.values()) if texts and len(closed) == len(texts) else None,
        limits=limits,
        properties={key: every[0] if len(every) == 1 else {"anyOf": every} for key, every in variants.items()},
        required=frozenset[str].intersection(*(part.required for part in objects)) if objects else frozenset(),
        others=next((part.others for part in parts if part.others), _ANY_VALUE),
        items=next((part.items for part in parts if part.items), _ANY_VALUE),
    )


def _own(schema: Schema) -> Value:
    """What a schema says itself."""
    types = ANYTHING
    if "type" in schema:
        types = frozenset([schema["type"]] if isinstance(schema["type"], str) else schema["type"])
    elif "enum" in schema:
        types = frozenset({"string", "null"})
    if "number" in types:
        types |= {"integer"}
    listed = None
    if "enum" in schema:
        listed = tuple(each for each in schema["enum"] if each is not None)
        if None not in schema["enum"]:
            types -= {"null"}
    others = schema.get("additionalProperties", True)
    notes = {key: schema[key] for key in _NOTES if key in schema}
    return Value(
        types=types,
        listed=listed,
        limits=_limits(schema, whole="number" not in types),
        properties=schema.get("properties", {}),
        required=frozenset(schema.get("required", ())),
        others={} if isinstance(others, bool) else others,
        items=schema.get("items", {}),
        notes=notes,
        own_notes=frozenset(notes),
    )


def _limits(schema: Schema, *, whole: bool) -> dict[str, Any]:
    """Limits, without those that limit nothing. Bounds of whole numbers include the number."""
    keys = {key for keys in LIMITS.values() for key in keys} - {"minimum", "maximum"}
    limits = {key: schema[key] for key in keys if schema.get(key) or (key in schema and key.startswith("max"))}
    lower = [(schema["minimum"], False)] if "minimum" in schema else []
    upper = [(schema["maximum"], False)] if "maximum" in schema else []
    if "exclusiveMinimum" in schema:
        number = schema["exclusiveMinimum"]
        lower.append((math.floor(number) + 1, False) if whole else (number, True))
    if "exclusiveMaximum" in schema:
        number = schema["exclusiveMaximum"]
        upper.append((math.ceil(number) - 1, False) if whole else (number, True))
    if lower:
        limits["minimum"] = max(lower)
    if upper:
        limits["maximum"] = min(upper, key=lambda bound: (bound[0], not bound[1]))
    return limits


def _both(value: Value, part: Value) -> Value:
    """What satisfies a schema and a part of it; where both limit the same, the schema's own word counts."""
    properties = {**part.properties, **value.properties}
    for key in part.properties.keys() & value.properties.keys():
        properties[key] = {"allOf": [part.properties[key], value.properties[key]]}
    return Value(
        types=value.types & part.types,
        listed=part.listed if value.listed is None else value.listed,
        limits=part.limits | value.limits,
        properties=properties,
        required=value.required | part.required,
        others=value.others or part.others,
        items=value.items or part.items,
        notes=part.notes | value.notes,
        own_notes=part.own_notes | value.own_notes,
    )
