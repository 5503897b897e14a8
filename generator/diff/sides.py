"""Reads the facts that are compared, their form known to be right."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Required

from pydantic import Field, StrictBool, StrictFloat, StrictInt, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from generator.errors import SpecError, Where

Facts = dict[str, Any]
MAX_BYTES = 64_000_000


def _form(name: str, needed: dict[str, Any], **others: Any) -> Any:
    """The form of an object: keys that it must have, and keys that it may have. What is neither is not compared."""
    return TypedDict(name, {key: Required[form] for key, form in needed.items()} | others, total=False)  # type: ignore[operator]


_TEXTS, _ANY = dict[str, str], dict[str, Any]
_NUMBER = StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)]
# The part of JSON Schema that facts use.
Schema = _form(
    "Schema",
    {},
    type=str | list[str],
    properties="dict[str, Schema]",
    items="Schema",
    additionalProperties="StrictBool | Schema",
    allOf="list[Schema]",
    anyOf="list[Schema]",
    enum=list[Any],
    required=list[str],
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), StrictInt),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _NUMBER),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly", "x-sensitive"), StrictBool),
    **dict.fromkeys(("$ref", "format", "pattern", "description"), str),
    **dict.fromkeys(("default", "example", "examples"), Any),
)
_FLAGS = dict.fromkeys(("required", "pages", "deprecated"), StrictBool)
_NOTES = dict.fromkeys(("summary", "description", "note"), str) | {"example": Any, "examples": Any}
_Parameter = _form("Parameter", {"name": str, "in": str, "schema": Schema}, **_FLAGS, **_NOTES)
_Cal = _form(
    "Cal",
    {"method": str, "path": str, "arguments": "dict[str, _TEXTS]"},
    **dict.fromkeys(("version", "credential", "state"), str),
    body="_ANY | None",
    needs=list[str],
    others="list[_Cal]",
)
_Operation = _form(
    "Operation",
    dict.fromkeys(("method", "path", "server", "effect", "status"), str)
    | {"arguments": Schema, "answer": Schema, "errors": "dict[str, Schema]", "security": list[dict[str, list[str]]]},
    **dict.fromkeys(("servers", "tags"), list[str]),
    parameters="list[_Parameter]",
    cal="_Cal | None",
    agent=_TEXTS,
    gateway=list[Any],
    reconcile=_ANY,
    repeat=bool,
    **_FLAGS,
    **_NOTES,
)
_Event = _form("Event", {"class": str, "body": Schema}, **_NOTES)
_Facts = _form(
    "Facts",
    {"info": _ANY, "operations": "dict[str, _Operation]", "schemas": "dict[str, Schema]"},
    events="dict[str, _Event]",
    credentials="dict[str, _ANY]",
    names=_TEXTS,
    classes=list[str],
    tags=_TEXTS,
)


def load(path: Path) -> Facts:
    """Reads one side.

    Args:
        path: A facts file, or the root file of a specification, whose name ends in `.yaml`.

    Raises:
        SpecError: The file can't be read, holds no facts, or no client can be made of the specification.
    """
    if path.suffix in (".yaml", ".yml"):
        from generator.stages import shaped

        return facts_of(_content(json.dumps(shaped(path, path).catalogue), path), path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise SpecError(Where(path, 1), "The file is not UTF-8", "Save it as UTF-8") from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "this is no path"
        raise SpecError(None, f"{path.as_posix()}: The file can't be read: {reason}", "Check the path") from None
    if len(raw) > MAX_BYTES:
        raise SpecError(Where(path, 1), f"The file has over {MAX_BYTES:,} bytes", "Give the facts of one client")
    return facts_of(_content(text, path), path)


@cache
def _reader() -> TypeAdapter[Any]:
    return TypeAdapter(_Facts)


def facts_of(content: Any, shown: Path) -> Facts:
    """What stands in a facts file, its form known to be right. `shown` is the file as messages name it."""
    if isinstance(content, dict) and "openapi" in content:
        cure = "Give the root file in YAML, or the operations.json that is made from it"
        raise SpecError(Where(shown, 1), "This is an OpenAPI document, not the facts of a client", cure)
    try:
        facts: Facts = _reader().validate_python(content)
        return facts
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = "/".join(str(step) for step in first["loc"]) or "the top"
        what = f"{shown.as_posix()}: These are no facts: at {place}, {first['msg'][:1].lower()}{first['msg'][1:]}"
        raise SpecError(None, what, "Make the file again with `python -m generator generate`") from None


def _content(text: str, shown: Path) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise SpecError(Where(shown, 1), "The file is nested too deeply", "Name inner schemas") from None
    except ValueError as problem:
        what = f"Broken JSON: {problem}"
        raise SpecError(Where(shown, 1), what, "Write the file again; it may be cut off") from None
