"""What may stand where: the objects of a specification, their keys, and the form of each value.

This is the part of OpenAPI that a client is made from. What is not listed is refused, so that nothing is left out of
the client in silence.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from difflib import get_close_matches
from typing import Any

from generator.document.reading import Mapping
from generator.document.references import follow, merged
from generator.errors import SpecError, Where

METHODS = ("get", "put", "post", "delete", "patch")

# A form is a type, the name of an object, [form] for a list, {"": form} for a mapping of names, or a tuple of forms.
_ANY = object
_NUMBER = (int, float)
_SIZES = (
    "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "maxLength", "minLength", "maxItems",
    "minItems", "maxProperties", "minProperties",
)  # fmt: skip
_TOLD: dict[str, Any] = {"summary": str, "description": str}
_EXAMPLES: dict[str, Any] = {"example": _ANY, "examples": _ANY}

_OBJECTS: dict[str, dict[str, Any]] = {
    "document": {
        "openapi": str,
        "info": "info",
        "servers": ["server"],
        "security": [{"": [str]}],
        "tags": ["tag"],
        "paths": {"": "path item"},
        "webhooks": {"": "webhook"},
        "components": "components",
        "externalDocs": _ANY,
    },
    "info": {"title": str, "version": str, "license": _ANY, "contact": _ANY, "termsOfService": str, **_TOLD},
    "server": {"url": str, "description": str},
    "tag": {"name": str, "description": str, "externalDocs": _ANY},
    "components": {
        "schemas": {"": "schema"},
        "responses": {"": "response"},
        "parameters": {"": "parameter"},
        "requestBodies": {"": "request body"},
        "headers": _ANY,
        "examples": _ANY,
        "securitySchemes": _ANY,
    },
    "path item": {
        "parameters": ["parameter"],
        "servers": ["server"],
        **_TOLD,
        **dict.fromkeys(METHODS, "operation"),
    },
    "webhook": {"post": "operation", **_TOLD},
    "operation": {
        "operationId": str,
        "tags": [str],
        "parameters": ["parameter"],
        "requestBody": "request body",
        "responses": {"": "response"},
        "servers": ["server"],
        "security": [{"": [str]}],
        "deprecated": bool,
        "externalDocs": _ANY,
        "x-effect": str,
        **_TOLD,
    },
    "parameter": {
        "name": str,
        "in": str,
        "required": bool,
        "deprecated": bool,
        "description": str,
        "schema": "schema",
        **_EXAMPLES,
    },
    "request body": {"description": str, "required": bool, "content": {"": "media type"}},
    "response": {"description": str, "content": {"": "media type"}, "headers": _ANY},
    "media type": {"schema": "schema", **_EXAMPLES},
    "schema": {
        "type": (str, [str]),
        "title": str,
        "description": str,
        "format": str,
        "pattern": str,
        "enum": [_ANY],
        "properties": {"": "schema"},
        "required": [str],
        "items": "schema",
        "additionalProperties": (bool, "schema"),
        "allOf": ["schema"],
        "anyOf": ["variant"],
        "default": _ANY,
        "uniqueItems": bool,
        "deprecated": bool,
        "readOnly": bool,
        "writeOnly": bool,
        "x-sensitive": bool,
        "x-usual": bool,
        **dict.fromkeys(_SIZES, _NUMBER),
        **_EXAMPLES,
    },
}
# A variant of anyOf may be `type: "null"`, which is no schema elsewhere.
_OBJECTS["variant"] = _OBJECTS["schema"]
_NEEDED = {
    "document": ("info", "paths"),
    "info": ("title", "version"),
    "server": ("url",),
    "tag": ("name",),
    "webhook": ("post",),
    "parameter": ("name", "in", "schema"),
    "request body": ("content",),
}
_SECTIONS = {
    "schema": "schemas",
    "variant": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "request body": "requestBodies",
}
_MERGE = "Merge the variants into one schema with optional keys"
_CURES = {
    "oneOf": _MERGE,
    "discriminator": _MERGE,
    "not": "Describe it in words",
    "if": "Describe it in words",
    "const": "Write an enum of one value",
    "nullable": 'Write type: [string, "null"]',
    "patternProperties": "Use additionalProperties",
    "prefixItems": "Give all items one schema",
    "unevaluatedProperties": "Leave objects open",
    "content": "Give it a schema",
}
_WORDS = {str: "a text", bool: "true or false", int: "a number", float: "a number"}
# The parser compares every property with every other.
MAX_PROPERTIES = 1_000
MAX_JOINED = 50_000
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_TYPES = ("string", "integer", "number", "boolean", "object", "array")


def check_structure(document: Mapping, extensions: Container[str]) -> None:
    """Raises a `SpecError` for the first thing that the specification may not say."""
    stack: list[tuple[Any, Any, str, Where]] = [(document, "document", "The file", document.where())]
    joined: list[Mapping] = []
    while stack:
        node, form, name, where = stack.pop()
        form = _chosen(form, node)
        if not _fits(node, form):
            raise SpecError(where, f"{name} is {_shown(node)}, not {_word(form)}", _cure(form))
        if isinstance(form, str):
            _check_object(document, node, form, extensions)
        if form == "schema" and "allOf" in node:
            joined.append(node)
        stack.extend(reversed(list(_below(node, form, name, where))))  # what stands first is looked at first
    left = MAX_JOINED
    for node in joined:
        left -= _check_size(node, merged(document, node).get("properties"))
        if left < 0:
            raise SpecError(node.where("allOf"), f"All allOf join over {MAX_JOINED:,} properties", "Refer to fewer")


def _below(node: Any, form: Any, name: str, where: Where) -> Iterator[tuple[Any, Any, str, Where]]:
    """What stands inside a node, each with its form, its name in messages and its place."""
    if isinstance(form, list):
        for number, item in enumerate(node, 1):
            yield item, form[0], f"Entry {number} of {name}", _where(item, where)
    elif isinstance(form, str | dict):
        for key, value in node.items():
            inner = form[""] if isinstance(form, dict) else _OBJECTS[form].get(key, _ANY)
            yield value, inner, repr(key), node.where(key)


def _chosen(form: Any, node: Any) -> Any:
    if isinstance(form, tuple):
        return next((each for each in form if _fits(node, each)), form[0])
    return form


def _fits(node: Any, form: Any) -> bool:
    if isinstance(form, str | dict):
        return isinstance(node, Mapping)
    if isinstance(form, list):
        return isinstance(node, list)
    return isinstance(node, form) and (form in (_ANY, bool) or not isinstance(node, bool))


def _where(item: Any, otherwise: Where) -> Where:
    return item.where() if isinstance(item, Mapping) else otherwise


def _shown(node: Any) -> str:
    if isinstance(node, list):
        return "a list"
    return "a mapping" if isinstance(node, Mapping) else "empty" if node is None else repr(node)


def _word(form: Any) -> str:
    if isinstance(form, list):
        return "a list"
    return "a mapping" if isinstance(form, str | dict) else _WORDS[form]


def _cure(form: Any) -> str:
    return "Put it in quotes if it is a text" if form is str else f"Write {_word(form)}"


def _check_object(document: Mapping, node: Mapping, kind: str, extensions: Container[str]) -> None:
    for key in node:
        if key == "$ref":
            _check_reference(document, node, kind)
        else:
            _check_key(node, key, kind, extensions)
    for key in _NEEDED.get(kind, ()):
        if key not in node and "$ref" not in node:
            raise SpecError(node.where(), f"{_article(kind).capitalize()} has no {key!r}", "Add it")
    if kind == "schema":
        _check_schema(document, node)
    if kind == "components" and isinstance(node.get("schemas"), Mapping):
        _check_components(node["schemas"])


def _check_key(node: Mapping, key: str, kind: str, extensions: Container[str]) -> None:
    if key in _OBJECTS[kind] or key in extensions:
        return
    if key.startswith("x-"):
        what, cure = f"The extension {key!r} is unknown", "Correct it, or add it to generator/check/rules.py"
        raise SpecError(node.where(key), what, cure)
    near = get_close_matches(key, _OBJECTS[kind], n=1)
    cure = _CURES.get(key) or (f"Perhaps {near[0]!r} is meant" if near else "Remove it")
    raise SpecError(node.where(key), f"{key!r} is not supported in {_article(kind)}", cure)


def _check_size(schema: Mapping, properties: Any) -> int:
    """The number of a schema's properties, where they are a mapping of not too many."""
    count = len(properties) if isinstance(properties, Mapping) else 0
    if count > MAX_PROPERTIES:
        what = f"The schema has over {MAX_PROPERTIES:,} properties"
        raise SpecError(schema.where("properties"), what, "Split it, or use additionalProperties")
    return count


def _check_components(schemas: Mapping) -> None:
    for name, schema in schemas.items():
        if not _NAME.fullmatch(name):
            raise SpecError(schemas.where(name), f"{name!a} is no name for a schema", "Use letters and digits")
        if isinstance(schema, Mapping) and "$ref" in schema:
            what = f"The schema {name!r} is only a reference"
            raise SpecError(schema.where("$ref"), what, "Remove it, and refer to its target")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _check_reference(document: Mapping, node: Mapping, kind: str) -> None:
    reference, where = str(node["$ref"]), node.where("$ref")
    section = _SECTIONS.get(kind)
    if section is None:
        raise SpecError(where, f"$ref is not supported in {_article(kind)}", "Write it out")
    if not reference.startswith(f"#/components/{section}/"):
        what = f"$ref {reference!r} stands where {_article(kind)} is needed"
        raise SpecError(where, what, f"Refer to a file in components/{section}")
    follow(document, node)


def _check_schema(document: Mapping, node: Mapping) -> None:
    _check_size(node, node.get("properties"))
    kinds = [node["type"]] if isinstance(node.get("type"), str) else node.get("type")
    if kinds is not None and not _is_type(kinds):
        what = f"The type {node['type']!r} is not supported"
        raise SpecError(node.where("type"), what, f'Write one of {", ".join(_TYPES)}, or [one of them, "null"]')
    if "enum" in node and not _is_enum(node["enum"], may_be_null=kinds is None or "null" in kinds):
        cure = 'List different texts; with type [string, "null"] also null'
        raise SpecError(node.where("enum"), "An enum must hold texts, each of them once", cure)
    if "anyOf" in node and not _is_choice(node["anyOf"]):
        what = (
            "anyOf is supported only for a reference or null, text, texts or a list of the same, and a moment or a day"
        )
        raise SpecError(node.where("anyOf"), what, _MERGE)
    if node.get("additionalProperties") is False:
        raise SpecError(node.where("additionalProperties"), "Closed objects are not supported", "Leave it out")
    if node.get("format") == "binary":
        raise SpecError(node.where("format"), "The format 'binary' is not supported", "Use a URL or base64 text")


def _is_type(kinds: Any) -> bool:
    if not isinstance(kinds, list):
        return False
    real = [kind for kind in kinds if kind != "null"]
    return bool(real) and len(set(map(str, kinds))) == len(kinds) and all(kind in _TYPES for kind in real)


def _is_enum(values: Any, *, may_be_null: bool) -> bool:
    if not isinstance(values, list):
        return False
    texts = [value for value in values if isinstance(value, str)]
    nulls = values.count(None) if may_be_null else 0
    return bool(texts) and len(set(texts)) == len(texts) and nulls <= 1 and len(texts) + nulls == len(values)


def _is_choice(variants: Any) -> bool:
    match variants:
        case [{"type": "null"}, {"$ref": _}] | [{"$ref": _}, {"type": "null" | "string"}]:
            return True
        case [{"$ref": _}, {"type": "string"}, {"type": "array", "items": {"type": "string"}}]:
            return True
        case [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]:
            return True
        case [{"$ref": one}, {"type": "array", "items": {"$ref": item}}]:
            return bool(one == item)
        case _:
            return False
