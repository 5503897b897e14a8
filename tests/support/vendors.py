"""What the vendors of models publish about the tools that they take, as a checker that names every breach.

OpenAI: the guides on function calling and structured outputs. Anthropic: the pages on tool use and structured outputs.
MCP: the specification's page on tools. All as of October 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
TYPES = {"string", "number", "integer", "boolean", "object", "array", "null"}
_SHARED = {
    "type",
    "description",
    "enum",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "anyOf",
    "$defs",
    "$ref",
}
_FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
KEYWORDS = {
    "openai": _SHARED
    | {"pattern", "format", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"}
    | {"minItems", "maxItems", "const"},
    "anthropic": _SHARED | {"pattern", "format", "const", "allOf", "default"},
}
FORMATS = {"openai": _FORMATS, "anthropic": _FORMATS | {"uri"}}


def breaches(vendor: str, schema: dict[str, Any]) -> list[str]:
    """Everything in a strict tool's schema that its vendor would refuse."""
    found = [] if schema.get("type") == "object" and "anyOf" not in schema else ["the root is no object"]
    found += [each for path, node, _ in nodes(schema) for each in _node(vendor, path, node)]
    if vendor == "openai":
        found += _sizes(schema)
    return found


def nodes(node: Any, path: str = "", depth: int = 1) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Every schema with its place and its level of nesting."""
    yield path, node, depth
    for name, each in node.get("properties", {}).items():
        yield from nodes(each, f"{path}.{name}", depth + 1)
    for name, each in node.get("$defs", {}).items():
        yield from nodes(each, f"{path}#{name}", depth)
    for index, each in enumerate(node.get("anyOf", ())):
        yield from nodes(each, f"{path}|{index}", depth)
    if isinstance(node.get("items"), dict):
        yield from nodes(node["items"], f"{path}[]", depth + 1)


def _node(vendor: str, path: str, node: dict[str, Any]) -> Iterator[str]:
    types = node.get("type")
    types = types if isinstance(types, list) else [types]
    if unknown := node.keys() - KEYWORDS[vendor]:
        yield f"{path}: unsupported {sorted(unknown)}"
    if "$ref" not in node and "anyOf" not in node and not set(types) <= TYPES:
        yield f"{path}: no type"
    if "$ref" in node and len(node) > 1:
        yield f"{path}: something beside a reference"
    if node.get("format", "date") not in FORMATS[vendor]:
        yield f"{path}: format {node['format']}"
    if re.search(r"\\b|\\B|\(\?|\\[1-9]", node.get("pattern", "")):
        yield f"{path}: pattern {node['pattern']}"
    if "array" in types and "items" not in node:
        yield f"{path}: a list of anything"
    if "enum" in node:
        yield from _enum(path, types, node["enum"])
    if "object" in types:
        yield from _object(vendor, path, node)


def _enum(path: str, types: list[str], values: list[Any]) -> Iterator[str]:
    if any(isinstance(each, dict | list) for each in values):
        yield f"{path}: an enum of more than plain values"
    if ("null" in types) != (None in values):
        yield f"{path}: null in the type or the enum only"


def _object(vendor: str, path: str, node: dict[str, Any]) -> Iterator[str]:
    required = set(node.get("required", ()))
    properties = node.get("properties", {}).keys()
    if node.get("additionalProperties") is not False:
        yield f"{path}: an open object"
    if vendor == "openai" and required != properties:
        yield f"{path}: keys that are not required"
    if not required <= properties:
        yield f"{path}: required keys that do not exist"


def _sizes(schema: dict[str, Any]) -> Iterator[str]:
    all_nodes = list(nodes(schema))
    names = [name for _, node, _ in all_nodes for name in (*node.get("properties", {}), *node.get("$defs", {}))]
    enums = [node["enum"] for _, node, _ in all_nodes if "enum" in node]
    texts = [each for enum in enums for each in enum if isinstance(each, str)]
    if len(names) > 5000:
        yield f"{len(names)} properties"
    if max(depth for _, _, depth in all_nodes) > 10:
        yield "more than ten levels"
    if sum(map(len, (*names, *texts))) > 120_000:
        yield "names and choices of more than 120,000 characters"
    if sum(map(len, enums)) > 1000:
        yield "more than 1,000 choices"
    for enum in enums:
        if len(enum) > 250 and sum(len(each) for each in enum if isinstance(each, str)) > 15_000:
            yield "a long enum of more than 15,000 characters"


def costs(schema: dict[str, Any]) -> tuple[int, int]:
    """How many optional parameters and how many of several types a schema has."""
    every = [node for _, node, _ in nodes(schema)]
    optional = sum(len(node.get("properties", {}).keys() - set(node.get("required", ()))) for node in every)
    return optional, sum("anyOf" in node or isinstance(node.get("type"), list) for node in every)
