# Edit this in generator/runtime/_pydantic.py; `make generate` copies it into the client.
"""Models as pydantic takes them: as fields, bodies and answers. Imported when pydantic asks."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._facts import facts
from ._json import is_array, is_object
from .errors import DecodeError

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from ._model import Model

_DEFS = "#/$defs/"


def core_schema_of(cls: type[Model]) -> CoreSchema:
    """How pydantic reads, writes and describes a model.

    What came is kept, whatever it is, as `from_dict` keeps it; in pydantic's strict mode a difference from the schema
    is an error. It is written as `to_dict` gives it.
    """
    from pydantic_core import core_schema

    return core_schema.lax_or_strict_schema(
        core_schema.no_info_plain_validator_function(partial(_read, cls, strict=False)),
        core_schema.no_info_plain_validator_function(partial(_read, cls, strict=True)),
        ref=_ref(cls),
        metadata={"pydantic_js_functions": [partial(_json_schema, cls)]},
        serialization=core_schema.plain_serializer_function_ser_schema(_written),
    )


def _read(cls: type[Model], value: Any, *, strict: bool) -> Model:
    if isinstance(value, cls):
        return value
    if not is_object(value):
        raise ValueError(f"{cls.__name__} is an object, not {type(value).__name__}")
    try:
        return cls.from_dict(value, strict=strict)
    except DecodeError as error:
        raise ValueError(str(error)) from None


def _written(value: Any) -> Any:
    write = getattr(value, "to_dict", None)
    return value if write is None else write()


def _ref(cls: type[Model]) -> str:
    return f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"


def _json_schema(
    cls: type[Model], _schema: CoreSchema, handler: GetJsonSchemaHandler, inside: tuple[type[Model], ...] = ()
) -> dict[str, Any]:
    """What the specification says of a model; other models stand beside it, each once."""
    found = facts()["schemas"].get(cls.__name__, {"type": "object"})
    return {"title": cls.__name__, **_referring(found, handler, (*inside, cls))}


def _referring(node: Any, handler: GetJsonSchemaHandler, inside: tuple[type[Model], ...]) -> Any:
    """A schema whose references are pydantic's own."""
    if is_array(node):
        return [_referring(item, handler, inside) for item in node]
    if not is_object(node):
        return node
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if key == "$ref":
            plain |= _referred(value.removeprefix(_DEFS), handler, inside)
        elif key in ("properties", "patternProperties"):
            plain[key] = {name: _referring(item, handler, inside) for name, item in value.items()}
        elif key in ("const", "default", "enum", "example", "examples"):
            plain[key] = value
        elif not key.startswith("x-"):
            plain[key] = _referring(value, handler, inside)
    return plain


def _referred(name: str, handler: GetJsonSchemaHandler, inside: tuple[type[Model], ...]) -> dict[str, Any]:
    from pydantic_core import core_schema

    models = import_module(f"{__name__.rpartition('.')[0]}.models")
    found: Any = getattr(models, name, None)
    if not hasattr(found, "from_dict"):  # a named enum, for one
        inner: dict[str, Any] = _referring(facts()["schemas"][name], handler, inside)
        return inner
    cls: type[Model] = found
    if cls in inside:
        schema: CoreSchema = core_schema.definition_reference_schema(_ref(cls))
    else:
        schema = core_schema_of(cls)
        schema["metadata"] = {"pydantic_js_functions": [partial(_json_schema, cls, inside=inside)]}  # type: ignore[index]
    # What stands in a list is described, and referred to, as anything in its place would be.
    items: dict[str, Any] = handler(core_schema.list_schema(schema))["items"]
    return items
