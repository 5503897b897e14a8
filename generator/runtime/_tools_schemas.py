# Edit this in generator/runtime/_tools_schemas.py; `make generate` copies it into the client.
"""JSON Schemas as each vendor of models takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ._json import is_array, is_object
from ._tools_check import is_anything

# What the vendors' strict modes know, as published in October 2026. What they don't goes into the description.
_OPENAI_FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"})
_ANTHROPIC_FORMATS = _OPENAI_FORMATS | {"uri"}
_OPENAI_BOUNDS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "pattern"}
)
_ANTHROPIC_BOUNDS = frozenset({"pattern"})
_KEPT = ("type", "description", "enum")
_WORDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "above {}",
    "exclusiveMaximum": "below {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "pattern": "matches {}",
    "format": "format {}",
}
_AS_TEXT = 'Given as JSON text, such as {"key": "value"}.'
# Of all strict tools of one request to Anthropic together.
ANTHROPIC_TOOLS, ANTHROPIC_OPTIONAL, ANTHROPIC_UNIONS = 20, 24, 16

Schema = dict[str, Any]


def plain(schema: Schema) -> Schema:
    """A copy for models: without the specification's extensions."""
    return _mapped(schema, lambda node: {key: value for key, value in node.items() if not key.startswith("x-")})


def openai_strict(schema: Schema) -> Schema:
    """A copy for OpenAI's strict mode: every object closed, every key required, null for what may be left out."""

    def closed(node: Schema) -> Schema:
        made = _bounded(node, _OPENAI_BOUNDS, _OPENAI_FORMATS)
        if "properties" in made:
            required = made.get("required", ())
            made["properties"] = {
                name: each if name in required else _or_null(each) for name, each in made["properties"].items()
            }
            made["required"] = list(made["properties"])
            made["additionalProperties"] = False
        return made

    return _mapped(schema, closed)


def anthropic_strict(schema: Schema) -> Schema:
    """A copy for Anthropic's strict tools: every object closed, bounds in words."""

    def closed(node: Schema) -> Schema:
        made = _bounded(node, _ANTHROPIC_BOUNDS, _ANTHROPIC_FORMATS)
        if "properties" in made:
            made["additionalProperties"] = False
        return made

    return _mapped(schema, closed)


def anthropic_cost(schema: Schema) -> tuple[int, int]:
    """How many optional and how many union-typed parameters a schema has, which Anthropic limits."""
    optional = unions = 0
    for node in _nodes(schema):
        optional += len(node.get("properties", {}).keys() - set(node.get("required", ())))
        unions += "anyOf" in node or is_array(node.get("type"))
    return optional, unions


def output(answer: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """What a tool's structured output holds.

    It names the members of the payload without fixing their types: upstreams do not always keep to theirs, and a
    client would refuse the whole result.
    """
    payload = _followed(payload_of(answer, schemas), schemas)
    told = "The payload, out of every envelope; what is null is left out."
    data: Schema = {"description": payload.get("description", told)}
    for form in payload.get("anyOf", (payload,)):  # one thing, or a list of such things
        node = _followed(form, schemas)
        data |= _members(node, schemas)
        if "items" in node:
            data["items"] = _members(_followed(node["items"], schemas), schemas)
    return {
        "type": "object",
        "properties": {
            "data": data,
            "pagination": {"description": "Where the page lies in the whole list, if the upstream says so."},
            "note": {"type": "string", "description": "What was left out, and how to get it."},
        },
    }


def payload_of(answer: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """The schema of the payload, out of the gateway's envelope and Cal.com's own, perhaps as a reference."""
    for part in _followed(answer, schemas).get("allOf", ()):
        inner: Schema = part.get("properties", {}).get("data", {})
        if inner:
            payload: Schema = _followed(inner, schemas).get("properties", {}).get("data", inner)
            return payload
    return answer


def _members(node: Schema, schemas: Mapping[str, Schema]) -> Schema:
    members: Schema = {}
    for name, each in node.get("properties", {}).items():
        found = _followed(each, schemas).get("description", "").split(". ")[0].rstrip(".")
        members[name] = {"description": found} if found else {}
    return {"properties": members} if members else {}


def _followed(node: Schema, schemas: Mapping[str, Schema]) -> Schema:
    while "$ref" in node:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        node = {**schemas[node["$ref"].rpartition("/")[2]], **rest}
    return node


def _mapped(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """A copy with every schema in it changed, inner ones first."""
    made = dict(schema)
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            made[key] = {name: _mapped(each, change) for name, each in value.items()}
        elif key in ("items", "additionalProperties") and is_object(value):
            made[key] = _mapped(value, change)
        elif key == "anyOf":
            made[key] = [_mapped(each, change) for each in value]
    return change(made)


def _nodes(schema: Schema) -> Iterator[Schema]:
    yield schema
    for key in ("properties", "$defs"):
        for each in schema.get(key, {}).values():
            yield from _nodes(each)
    for each in (schema.get("items"), *schema.get("anyOf", ())):
        if is_object(each):
            yield from _nodes(each)


def _bounded(node: Schema, bounds: frozenset[str], formats: frozenset[str]) -> Schema:
    """A schema with what a strict mode knows; the rest is said in words."""
    if "$ref" in node:
        return {"$ref": node["$ref"]}  # nothing may stand beside it
    if is_anything(node):
        told = " ".join(each for each in (node.get("description", ""), _AS_TEXT) if each)
        return {"type": "string", "description": told}
    made = {key: node[key] for key in (*_KEPT, "properties", "required", "items", "anyOf", "$defs") if key in node}
    words: list[str] = []
    for key, word in _WORDS.items():
        if key not in node:
            continue
        if key in bounds or (key == "format" and node[key] in formats):
            made[key] = node[key]
        else:
            words.append(word.format(node[key]))
    if words:
        made["description"] = " ".join(each for each in (node.get("description", ""), f"({', '.join(words)})") if each)
    return made


def _or_null(node: Schema) -> Schema:
    if "$ref" in node or "anyOf" in node:
        return {"anyOf": [*node.get("anyOf", [node]), {"type": "null"}]}
    types = node.get("type")
    if types is None or "null" in (types if is_array(types) else ()):
        return node
    made = {**node, "type": [*(types if is_array(types) else [types]), "null"]}
    if "enum" in node:
        made["enum"] = [*node["enum"], None]
    return made
