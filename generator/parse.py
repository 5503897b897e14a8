"""Hands the reduced document to openapi-python-client. Nothing else in this project imports it.

Its Python interface is private by its own word, so its version is pinned with `==`, and what is used of it is turned
into the dataclasses below at once. Its diagnostics stop generation: it would leave out what it could not read.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData, openapi
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.strings import PythonIdentifier

from generator.errors import SpecError, Where

_SCALARS: dict[type, str] = {
    StringProperty: "str",
    UuidProperty: "uuid",
    IntProperty: "int",
    FloatProperty: "number",
    BooleanProperty: "bool",
    DateTimeProperty: "moment",
    DateProperty: "day",
    AnyProperty: "any",
}


# The kinds of the forms that one argument may have; others are read as anything.
_CHOICES = (
    ["model", "str"],
    ["model", "str", "list"],
    ["literal", "str"],
    ["literal", "str", "list"],
    ["moment", "day"],
)

# What stands before a name that would be no identifier, such as that of `1st`.
_PREFIX = "field_"


@dataclass(frozen=True, slots=True)
class Type:
    """What a value can be.

    `kind` is one of str, uuid, int, number, bool, moment, day, any, literal, list, map, model and object; of a moment
    without a zone `shape` makes a local_moment.
    `name` is a model's or an enum's class, `item` what a list or map holds, `values` what an enum shows, `variants` the
    forms of what may have one of several, whose kind is any.
    """

    kind: str
    name: str = ""
    item: Type | None = None
    values: tuple[Any, ...] = ()
    nullable: bool = False
    variants: tuple[Type, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """One key of an object."""

    key: str
    name: str
    type: Type
    required: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser made of the document: properties per class, and arguments and answers per operation."""

    models: dict[str, tuple[Property, ...]]
    arguments: dict[str, tuple[Property, ...]]
    answers: dict[str, Type]


def parse(reduced: dict[str, Any], locate: Callable[[str], Where | None]) -> Parsed:
    """Reads the reduced document. Operations are keyed by operationId, with `_` for `.`.

    `locate` finds the operation or schema that a diagnostic names.
    """
    config = Config.from_sources(
        ConfigFile(literal_enums=True),
        MetaType.NONE,
        Path("-"),
        file_encoding="utf-8",
        overwrite=False,
        output_path=None,
    )
    try:
        with _shallow_copies():
            data = GeneratorData.from_dict(reduced, config=config)
    except Exception as failure:
        told = f"{type(failure).__name__}: {failure}"
        raise SpecError(locate(told), f"The parser fails with {told}", "Write schemas more plainly") from failure
    if isinstance(data, GeneratorError):
        raise _failed(data, locate)
    for problem in data.errors:
        raise _failed(problem, locate)
    for collection in data.endpoint_collections_by_tag.values():
        for problem in collection.parse_errors:
            raise _failed(problem, locate)
    models = {str(model.class_info.name): _properties(model) for model in data.models}
    arguments: dict[str, tuple[Property, ...]] = {}
    answers: dict[str, Type] = {}
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            name = str(endpoint.name)
            found = [_property(each) for each in (*endpoint.path_parameters, *endpoint.query_parameters)]
            for body in endpoint.bodies:
                if isinstance(body.prop, ModelProperty):
                    found += _properties(body.prop)
            arguments[name] = tuple(found)
            response = next(iter(endpoint.responses))
            answers[name] = _type(response.prop)
    return Parsed(models, arguments, answers)


@contextmanager
def _shallow_copies() -> Iterator[None]:
    """Has the parser (openapi-python-client 0.29.1) copy each endpoint plainly.

    It copies every one three times with all its schemas, half of the time that generation takes, and then uses the
    last copy alone.
    """
    deep = openapi.deepcopy  # type: ignore[attr-defined]
    openapi.deepcopy = copy.copy  # type: ignore[attr-defined, assignment]
    try:
        yield
    finally:
        openapi.deepcopy = deep  # type: ignore[attr-defined]


def _failed(problem: GeneratorError, locate: Callable[[str], Where | None]) -> SpecError:
    header = (problem.header or "").strip(" .:\n")
    told = f"{header}: {(problem.detail or '').strip(' :').partition(chr(10) * 2)[0]}"
    where = locate(f"{problem.header} {problem.detail}")
    # The parser's messages show some of its objects with their addresses, which would tell nothing.
    told = re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>", "…", " ".join(told.split()))
    return SpecError(where, f"The parser can't read the specification: {told}", "Write that part another way")


def _properties(model: ModelProperty) -> tuple[Property, ...]:
    # A copy inside a list is made before its fields are known, so the registered model is asked, not the copy.
    by_key = {}
    for each in (*(model.required_properties or ()), *(model.optional_properties or ())):
        one = _property(each)
        by_key[one.key] = one
    order = [_text(key) for key in (model.data.properties or {})]
    return tuple(by_key[key] for key in order if key in by_key)


def _property(source: Any) -> Property:
    key = _text(source.name)
    # The parser renames what collides; `shape` refuses it. Python compares names in their normal form.
    name = unicodedata.normalize("NFKC", PythonIdentifier(key, _PREFIX))
    return Property(key, name, _type(source), bool(source.required))


def _type(source: Any) -> Type:
    if kind := _SCALARS.get(type(source)):
        return Type(kind)
    match source:
        case LiteralEnumProperty():
            # The parser keeps values in a set; `shape` puts them into the specification's order.
            values = tuple(sorted(source.values, key=str))
            return Type("literal", name=str(source.class_info.name), values=values)
        case ListProperty():
            return Type("list", item=_type(source.inner_property))
        case ModelProperty():
            return _object(source)
        case UnionProperty():
            inner = [_type(each) for each in source.inner_properties if not isinstance(each, NoneProperty)]
            nullable = len(inner) < len(source.inner_properties)
            if len(inner) == 1:
                only = inner[0]
                return Type(only.kind, only.name, only.item, only.values, nullable)
            told = [each.kind for each in inner] in _CHOICES
            return Type("any", nullable=nullable, variants=tuple(inner) if told else ())
        case _:
            what = f"A {type(source).__name__} named {_text(source.name)!r} is not supported"
            raise SpecError(None, what, "Use a string, number, boolean, array, object, enum or reference")


def _object(source: ModelProperty) -> Type:
    if source.data.properties or source.data.allOf:
        return Type("model", name=str(source.class_info.name))
    extra = source.data.additionalProperties
    if extra is None or isinstance(extra, bool):
        return Type("object")
    if source.additional_properties is None:
        return Type("object")
    return Type("map", item=_type(source.additional_properties))


def _text(source: Any) -> str:
    """Text of the document, still data: nothing but names and literals is made of it, by `shape` and `render`."""
    return source if isinstance(source, str) else str(source.get_untrusted_value())
