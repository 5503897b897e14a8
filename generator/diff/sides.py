"""The facts as they are compared, and how a side is read.

A side is a plain object: what brings facts from elsewhere makes one of these classes, or a mapping for `facts_of`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StrictBool, StrictFloat, StrictInt, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from generator.errors import SpecError, Where

MAX_BYTES = 64_000_000
_SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_FLAGS = ("uniqueItems", "deprecated", "readOnly", "writeOnly", "x-sensitive")
_SCHEMA: dict[str, Any] = {
    "type": str | list[str],
    "properties": "dict[str, Schema]",
    "items": "Schema",
    "additionalProperties": "StrictBool | Schema",
    "allOf": "list[Schema]",
    "anyOf": "list[Schema]",
    "enum": list[Any],
    "required": list[str],
    **dict.fromkeys(_SIZES, StrictInt),
    **dict.fromkeys(_BOUNDS, StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)]),
    **dict.fromkeys(_FLAGS, StrictBool),
    **dict.fromkeys(("$ref", "format", "pattern", "description"), str),
    **dict.fromkeys(("default", "example", "examples"), Any),
}
if TYPE_CHECKING:
    Schema = dict[str, Any]
else:
    # The part of JSON Schema that facts use. What is not in it is not compared.
    Schema = TypedDict("Schema", _SCHEMA, total=False)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """An argument outside the body. `place` is path or query."""

    name: str
    place: Annotated[str, Field(alias="in")]
    schema: Schema
    required: StrictBool = False
    deprecated: StrictBool = False
    description: str | None = None
    example: Any = None
    examples: Any = None


@dataclass(frozen=True, kw_only=True)
class CalRequest:
    """A Cal.com request of an action. `arguments` travel `in` a place under a `name`; `body` are fixed fields.

    `others` are the bindings after the first one.
    """

    method: str
    path: str
    arguments: dict[str, dict[str, str]]
    version: str = ""
    credential: str = ""
    body: dict[str, Any] | None = None
    needs: list[str] = field(default_factory=list)
    state: str = ""
    others: list[CalRequest] = field(default_factory=list)

    @property
    def lines(self) -> dict[str, CalRequest]:
        """Every binding by its method and path, in their order."""
        return {f"{each.method} {each.path}": each for each in (self, *self.others)}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """An operation. `cal` is there for actions; `errors` are schemas by status, or by family as `4XX`."""

    method: str
    path: str
    server: str
    effect: str
    arguments: Schema
    answer: Schema
    status: str
    errors: dict[str, Schema]
    security: list[dict[str, list[str]]]
    servers: list[str] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    cal: CalRequest | None = None
    agent: dict[str, str] = field(default_factory=dict)
    reconcile: dict[str, Any] = field(default_factory=dict)
    pages: StrictBool = False
    deprecated: StrictBool = False
    summary: str = ""
    description: str = ""
    note: str = ""
    tags: list[str] = field(default_factory=list)
    example: Any = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """What a webhook tells. `name` is its class in Python."""

    name: Annotated[str, Field(alias="class")]
    body: Schema
    summary: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One side of a comparison. `names` are those of keys for which `python_name` does not tell."""

    info: dict[str, Any]
    operations: dict[str, Operation]
    schemas: dict[str, Schema]
    events: dict[str, Event] = field(default_factory=dict)
    credentials: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version that the facts are of, or nothing."""
        return str(self.info.get("version", ""))


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
def _form() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


def facts_of(content: Any, shown: Path) -> Facts:
    """What stands in a facts file, its form known to be right. `shown` is the file as messages name it."""
    if isinstance(content, dict) and "openapi" in content:
        cure = "Give the root file in YAML, or the operations.json that is made from it"
        raise SpecError(Where(shown, 1), "This is an OpenAPI document, not the facts of a client", cure)
    try:
        return _form().validate_python(content)
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
