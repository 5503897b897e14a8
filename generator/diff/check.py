"""The form of what is compared: a list where a mapping belongs would make nonsense of the comparison, or end it.

Only the form is looked at, so that the documents of others, which are seldom quite valid, can be compared too.
"""

from __future__ import annotations

from typing import Any

from generator.diff.load import Document
from generator.document.reading import Mapping
from generator.errors import SpecError

METHODS = ("get", "put", "post", "delete", "patch", "options", "head", "trace")

# A form is a type or a tuple of types, the name of an object, [form] for a list, {"": form} for a mapping of names.
_NUMBER = (int, float)
_SCHEMAS = {"": "schema"}
_OBJECTS: dict[str, dict[str, Any]] = {
    "document": {
        "info": dict,
        "servers": ["server"],
        "security": [{"": [str]}],
        "tags": [dict],
        "paths": {"": "path item"},
        "webhooks": {"": "path item"},
        "components": {"schemas": _SCHEMAS, "securitySchemes": {"": dict}},
    },
    "server": {"url": str, "variables": {"": dict}},
    "path item": {"parameters": ["parameter"], "servers": ["server"], **dict.fromkeys(METHODS, "operation")},
    "operation": {
        "operationId": str,
        "tags": [str],
        "parameters": ["parameter"],
        "requestBody": "body",
        "responses": {"": "response"},
        "callbacks": {"": {"": "path item"}},
        "servers": ["server"],
        "security": [{"": [str]}],
        "deprecated": bool,
        "x-effect": str,
        "x-cal": str,
        "x-cal-needs": [str],
    },
    "parameter": {"name": str, "in": str, "required": bool, "schema": "schema", "content": {"": "media"}},
    "body": {"required": bool, "content": {"": "media"}},
    "media": {"schema": "schema", "encoding": {"": dict}},
    "response": {"content": {"": "media"}, "headers": {"": "header"}, "links": dict},
    "header": {"required": bool, "schema": "schema", "content": {"": "media"}},
    "schema": {
        "type": (str, list),
        "nullable": bool,
        "enum": list,
        "allOf": ["schema"],
        "anyOf": ["schema"],
        "oneOf": ["schema"],
        "not": "schema",
        "properties": _SCHEMAS,
        "patternProperties": _SCHEMAS,
        "required": [str],
        "additionalProperties": "schema",
        "unevaluatedProperties": "schema",
        "items": "schema",
        "prefixItems": ["schema"],
        "discriminator": {"mapping": {"": str}},
        "pattern": str,
        "format": str,
        "uniqueItems": bool,
        "exclusiveMinimum": (bool, int, float),
        "exclusiveMaximum": (bool, int, float),
        **dict.fromkeys(("minimum", "maximum", "multipleOf"), _NUMBER),
        **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), _NUMBER),
    },
}
_NEEDED = {"parameter": ("name", "in"), "server": ("url",)}
_WORDS = {dict: "a mapping", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
_CURE = "Lint the document, and correct it there"


def check(document: Document) -> None:
    """Raises a `SpecError` for the first part of a document that has not the form that it must have."""
    seen: set[tuple[int, str]] = set()
    stack: list[tuple[Any, Any, str, Any]] = [("document", document.content, "#", None)]
    while stack:
        form, node, at, holder = stack.pop()
        if isinstance(form, str):
            node = document.resolve(node)[1]
            if (id(node), form) in seen or (form == "schema" and isinstance(node, bool)):
                continue
            seen.add((id(node), form))
            for key in _NEEDED.get(form, ()):
                if isinstance(node, dict) and key not in node:
                    raise _problem(document, f"{at} has no `{key}`", node)
            form = _OBJECTS[form]
        expected: Any = dict if isinstance(form, dict) else list if isinstance(form, list) else form
        # A boolean is an int for Python.
        odd = isinstance(node, bool) and expected in (_NUMBER, int, float)
        if odd or not isinstance(node, expected):
            words = " or ".join(dict.fromkeys(_WORDS[each] for each in _each(expected)))
            raise _problem(document, f"{at} is not {words}", holder)
        if isinstance(form, dict):
            names = form.get("")
            inner = node.items() if names else ((key, node[key]) for key in form if key in node)
            # Names of paths and of statuses may be extensions, which are free.
            stack.extend(
                (names or form[key], value, f"{at}/{_escaped(key)}", node)
                for key, value in inner
                if not (names in ("path item", "response") and str(key).startswith("x-"))
            )
        elif isinstance(form, list):
            stack.extend((form[0], value, f"{at}/{index}", holder) for index, value in enumerate(node))


def _each(types: Any) -> tuple[type, ...]:
    return types if isinstance(types, tuple) else (types,)


def _escaped(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _problem(document: Document, what: str, holder: Any) -> SpecError:
    if isinstance(holder, Mapping):
        return SpecError(holder.where(), what, _CURE)
    return document.problem(what, _CURE)
