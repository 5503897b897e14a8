"""Schemas of upstreams, as far as facts have such: what is written otherwise is rewritten, what is not known left out.

They are text of others: how deep and large they may be is bounded, and a reference leads into their own document only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from toolzz_cal._json import is_array, is_object

from .values import Schema
from .words import FactsError

MOST_BYTES = 32_000_000
_DEEPEST = 48
_MOST_PARTS = 400_000
_SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "multipleOf")
_EXCLUDED = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_TYPES = {"null", "boolean", "integer", "number", "string", "array", "object"}
_OWN = ("#/components/schemas/", "#/$defs/", "#/definitions/")


def parsed(content: bytes, shown: str) -> dict[str, Any]:
    """An object of JSON.

    Args:
        content: What was read.
        shown: Where it was read, as messages name it.

    Raises:
        FactsError: It is too large, nested too deeply, or no object of JSON.
    """
    if len(content) > MOST_BYTES:
        raise FactsError(f"{shown} has over {MOST_BYTES:,} bytes", "Give a smaller document")
    try:
        found = json.loads(content)
    except RecursionError:
        raise FactsError(f"{shown} is nested too deeply", "Give a document that people could have written") from None
    except ValueError as problem:
        raise FactsError(f"{shown} is no JSON: {problem}", "Give a document in JSON") from None
    if not is_object(found):
        raise FactsError(f"{shown} holds no object", "Give what the upstream publishes, as it came")
    return found


class Cleaner:
    """Rewrites schemas of one document, whose parts are counted together.

    A reference to a schema that the document lacks tells nothing, as whatever is not told.
    """

    def __init__(self, shown: str, named: object = None, *, is_prose: bool = False) -> None:
        """Reads the schemas that references lead to.

        Args:
            shown: How messages name the document.
            named: Its schemas by name, as they came.
            is_prose: Whether people read it, and no program holds values against it: an object without keys is then
                what is written where the type is not known.
        """
        self._shown, self._is_prose = shown, is_prose
        self._left = _MOST_PARTS
        self._named: dict[str, Any] = dict(_items(named))
        self.schemas = {name: self.schema(schema) for name, schema in self._named.items()}

    def schema(self, node: object, depth: int = 0) -> Schema:
        """A schema.

        Raises:
            FactsError: It is too deep or too large, or refers to something outside the document.
        """
        self._left -= 1 + sum(len(_listed(node.get(key))) for key in ("enum", "required") if is_object(node))
        if depth > _DEEPEST or self._left < 0:
            what = "too deeply" if depth > _DEEPEST else f"past {_MOST_PARTS:,} parts"
            raise FactsError(f"{self._shown}: schemas are nested {what}", "Give a document that names its schemas")
        if not is_object(node):
            return {}
        clean: Schema = dict(_plain(node))
        if "$ref" in node and self._name(node["$ref"]) in self._named:
            clean["$ref"] = node["$ref"]
        if properties := {str(name): self.schema(part, depth + 1) for name, part in _items(node.get("properties"))}:
            clean["properties"] = properties
        for key in ("items", "additionalProperties"):
            if is_object(node.get(key)):
                clean[key] = self.schema(node[key], depth + 1)
        if node.get("additionalProperties") is False:
            clean["additionalProperties"] = False
        for key, ours in (("allOf", "allOf"), ("anyOf", "anyOf"), ("oneOf", "anyOf")):
            if branches := [self.schema(branch, depth + 1) for branch in _listed(node.get(key))]:
                _join(clean, ours, branches)
        if self._is_prose and clean.get("type") == "object" and clean.keys() <= {"type", "deprecated"}:
            del clean["type"]
        return _or_null(_typed(clean)) if node.get("nullable") is True else _typed(clean)

    def _name(self, reference: object) -> str:
        if not isinstance(reference, str) or not reference.startswith(_OWN):
            cure = "Give one document that holds all it refers to; neither files nor addresses are followed"
            raise FactsError(f"{self._shown} refers to {reference!r}, which is not among its schemas", cure)
        return reference.rpartition("/")[2]


def _join(clean: Schema, key: str, branches: list[Schema]) -> None:
    """Adds branches; a second choice beside the first one must be met as well."""
    if key not in clean:
        clean[key] = branches
    elif key == "anyOf":
        clean["allOf"] = [*clean.get("allOf", ()), {"anyOf": branches}]


def _plain(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The keys whose values hold no schemas, each in the form that facts have."""
    kinds = [node.get("type")] if isinstance(node.get("type"), str) else _listed(node.get("type"))
    if types := [kind for kind in kinds if isinstance(kind, str) and kind in _TYPES]:
        yield "type", types[0] if len(types) == 1 else types
    if is_array(node.get("enum")):
        yield "enum", _listed(node["enum"])
    elif "const" in node:
        yield "enum", [node["const"]]
    properties = dict(_items(node.get("properties")))
    names = (name for name in _listed(node.get("required")) if isinstance(name, str))
    if required := [name for name in names if not _has_default(properties.get(name))]:
        yield "required", required
    yield from _limits(node)
    if node.get("deprecated") is True:
        yield "deprecated", True


def _has_default(schema: object) -> bool:
    """Whether a value need not be sent, as there is one already."""
    return is_object(schema) and "default" in schema


def _limits(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in ("format", "pattern"):
        if isinstance(node.get(key), str):
            yield key, node[key]
    for key in _SIZES:
        if _is_number(node.get(key)):
            yield key, node[key]
    for key, bound in _EXCLUDED.items():
        if _is_number(node.get(key)):
            yield key, node[key]
        elif node.get(key) is True and _is_number(node.get(bound)):  # as OpenAPI 3.0 has it
            yield key, node[bound]


def _typed(clean: Schema) -> Schema:
    """A schema with the type that it implies."""
    if "type" in clean:
        return clean
    if "properties" in clean:
        return {**clean, "type": "object"}
    if "items" in clean:
        return {**clean, "type": "array"}
    return clean


def _or_null(clean: Schema) -> Schema:
    """A schema that takes null as well."""
    if "type" not in clean:
        return {"anyOf": [clean, {"type": "null"}]} if clean else clean
    kinds: list[str] = [clean["type"]] if isinstance(clean["type"], str) else clean["type"]
    with_null: Schema = {**clean, "type": [*kinds, "null"]}
    if "enum" in clean:
        with_null["enum"] = [*clean["enum"], None]
    return with_null


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def _items(value: object) -> Iterable[tuple[str, Any]]:
    return value.items() if is_object(value) else ()


def _listed(value: object) -> list[Any]:
    return value if is_array(value) else []
