"""Which models and enums there are, how their modules and attributes are called, and how each key is read."""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.document.cycles import circles
from generator.document.reading import Mapping
from generator.document.references import follow, merged, named
from generator.errors import SpecError
from generator.normalise import Normalised, check_required
from generator.parse import Parsed, Property, Type
from generator.shape.kinds import Dict, Enum, Field, Model
from generator.shape.operations import schema_of
from generator.shape.source import check_letters, described, is_sensitive, is_usual, known_values, refined, without_null
from generator.shape.types import ANY, dict_name, holds, module_name, parts

RESERVED_FIELDS = {"extra", "from_dict", "mismatches", "nulls", "to_dict"}
# What the modules of models import or use.
RESERVED_CLASSES = {"Any", "ClassVar", "Literal", "Model", "TypeAlias"}


def classes(source: Normalised, parsed: Parsed) -> dict[str, Mapping]:
    """The schemas that become modules, by class: models and named enums that operations and webhooks lead to."""
    found: dict[str, Mapping] = {}
    stack = list(_first(source, parsed))
    while stack:
        kind, schema, may_be_unnamed = stack.pop()
        if kind.variants:
            forms = follow(source.document, schema)["anyOf"]
            stack.extend((each, one, False) for each, one in zip(kind.variants, forms, strict=True))
            continue
        component, node = named(source.document, without_null(source.document, schema))
        if kind.item is not None:
            key = "items" if kind.kind == "list" else "additionalProperties"
            inner = merged(source.document, node).get(key)
            stack.append((kind.item, inner, may_be_unnamed and kind.kind == "list"))
        elif kind.kind == "literal" and component:
            _check_class(component, kind.name, node)
            found[component] = node
        elif kind.kind == "model" and kind.name not in found:
            _check_model(component, kind, node, may_be_unnamed=may_be_unnamed)
            found[kind.name] = node
            properties = merged(source.document, node)["properties"]
            stack.extend((each.type, properties[each.key], True) for each in parsed.models[kind.name])
    _check_modules(found)
    return dict(sorted(found.items()))


def models(document: Mapping, found: dict[str, Mapping], parsed: Parsed) -> tuple[Model, ...]:
    """The models among the classes."""
    made = [_model(document, name, found[name], parsed.models[name]) for name in found if name in parsed.models]
    around = circles({model.name: [name for name, _ in model.siblings] for model in made})
    return tuple(_untied(model, around.get(model.name, frozenset())) for model in made)


def dicts(found: dict[str, Mapping], models: Iterable[Model], arguments: Iterable[Type]) -> tuple[Dict, ...]:
    """The dicts that may be given for models: for those among the arguments, and for those inside."""
    by_name = {model.name: model for model in models}
    given: set[str] = set()
    left = list(arguments)
    while left:
        kind = left.pop()
        left += [*kind.variants, *([kind.item] if kind.item is not None else [])]
        if kind.kind == "model" and kind.name not in given:
            given.add(kind.name)
            left += [field.type for field in by_name[kind.name].fields]
    for name in sorted(given):
        if dict_name(name) in found:
            what = f"The class {dict_name(name)} is taken by the dict that may be given for {name}"
            raise SpecError(found[dict_name(name)].where(), what, "Give the schema another name")
    return tuple(Dict(by_name[name]) for name in sorted(given))


def enums(document: Mapping, found: dict[str, Mapping], parsed: Parsed) -> tuple[Enum, ...]:
    """The enums among the classes."""
    return tuple(
        Enum(name, module_name(name), described(document, node), known_values(node))
        for name, node in found.items()
        if name not in parsed.models
    )


def _first(source: Normalised, parsed: Parsed) -> Iterator[tuple[Type, Any, bool]]:
    """What operations and webhooks name: a type, its schema, and whether an object may go without a name there."""
    for plan in source.plans:
        key = plan.route.name.replace(".", "_")
        yield parsed.answers[key], plan.answer, False
        for each in parsed.arguments[key]:
            yield each.type, schema_of(plan, each)[0], False
    for webhook in source.webhooks:
        if webhook.model:
            yield Type("model", webhook.model), webhook.payload, False


def _check_model(component: str, kind: Type, schema: Mapping, *, may_be_unnamed: bool) -> None:
    if component:
        _check_class(component, kind.name, schema)
    elif kind.nullable or not may_be_unnamed:
        what = "An object without a name stands here"
        raise SpecError(schema.where(), what, "Move it to a file in components/schemas and refer to it")


def _check_class(component: str, name: str, schema: Mapping) -> None:
    if component != name:
        what = f"The schema {component!r} would be the class {name}"
        raise SpecError(schema.where(), what, "Give it another name, such as EventType")


def _check_modules(found: dict[str, Mapping]) -> None:
    seen: dict[str, str] = {}
    for name, schema in sorted(found.items()):
        if name in RESERVED_CLASSES or hasattr(builtins, name):
            raise SpecError(schema.where(), f"The class {name} is taken", "Give the schema another name")
        first = seen.setdefault(module_name(name), name)
        if first != name:
            what = f"The schemas {first} and {name} would share the module {module_name(name)}"
            raise SpecError(schema.where(), what, "Rename one of them")


def _model(document: Mapping, name: str, schema: Mapping, properties: tuple[Property, ...]) -> Model:
    full = merged(document, schema)
    check_required(full, name)
    fields = tuple(_field(document, name, full, each) for each in properties)
    _check_names(name, full["properties"], fields)
    inner = [part for field in fields for part in parts(field.type)]
    siblings = sorted({each.name for each in inner if each.kind == "model"} - {name})
    return Model(
        name,
        module_name(name),
        described(document, schema),
        fields,
        tuple((each, module_name(each)) for each in siblings),
        (),
        tuple(sorted({"Model", "define", "new", "require", *_helpers(fields)})),
    )


def _check_names(model: str, properties: Mapping, fields: tuple[Field, ...]) -> None:
    count = Counter(field.name for field in fields)
    for field in fields:
        where = properties.where(field.key)
        check_letters(field.name, field.key, model, where)
        if field.name in RESERVED_FIELDS or count[field.name] > 1:
            what = f"The key {field.key!r} of {model} would be the attribute {field.name!r}, which is taken"
            raise SpecError(where, what, "Leave it out: it stays among the extra keys")


def _helpers(fields: Iterable[Field]) -> Iterator[str]:
    """The functions of `_model` with which the fields are read."""
    for field in fields:
        if field.target == "moment":
            yield from ("note", "parse")
        elif field.reads == "call":
            yield field.target
        elif field.reads in ("plain", "number"):
            yield "note"
        elif field.reads != "any":
            yield field.reads


def _untied(model: Model, around: frozenset[str]) -> Model:
    """A model whose siblings of the same circle are imported when it is first read."""
    return replace(
        model,
        siblings=tuple(each for each in model.siblings if each[0] not in around),
        later=tuple(each for each in model.siblings if each[0] in around),
    )


# Fields

# How a value of each kind is read: by which macro, with which helper or Python type, and what is expected in words.
_READS = {
    "str": ("plain", "str", "string"),
    "uuid": ("plain", "str", "string"),
    "literal": ("plain", "str", "string"),
    "int": ("plain", "int", "integer"),
    "bool": ("plain", "bool", "boolean"),
    "object": ("plain", "dict", "object"),
    "number": ("number", "", "number"),
    "moment": ("call", "moment", "date-time"),
    "local_moment": ("call", "local_moment", "date and time"),
    "day": ("call", "day", "date"),
    "any": ("any", "", "object"),
}


def _field(document: Mapping, model: str, schema: Mapping, source: Property) -> Field:
    raw = schema["properties"].get(source.key)
    kind = refined(document, source.type, raw)
    if kind.kind == "map" and not holds(kind, "model"):
        kind = Type("object", nullable=kind.nullable)
    told = _read(kind)
    if told is None:
        inner = _innermost(kind)
        what = f"The {kind.kind} of {inner.kind} at {source.key!r} of {model} is not supported"
        raise SpecError(schema["properties"].where(source.key), what, "Use a list of objects or of plain values")
    reads, target, expected = told
    return Field(
        source.key,
        source.name,
        kind,
        source.required,
        reads,
        target,
        expected,
        described(document, raw),
        is_sensitive(document, raw),
        is_usual(raw),
    )


def _read(kind: Type) -> tuple[str, str, str] | None:
    """How a value is read; None when there is no way."""
    if kind.kind == "model":
        return "one", kind.name, "object"
    if kind.kind == "list":
        return _read_list(kind.item or ANY)
    if kind.kind == "map":
        return _read_map(kind.item or ANY)
    return _READS[kind.kind]


def _read_list(item: Type) -> tuple[str, str, str] | None:
    if item.kind == "model":
        return "many", item.name, "array"
    if item.kind == "any":
        return "plain", "list", "array"
    reads, python, expected = _READS.get(item.kind, ("", "", ""))
    return ("listed", python, expected) if reads == "plain" else None


def _read_map(item: Type) -> tuple[str, str, str] | None:
    if item.kind == "model":
        return "mapped", item.name, "object"
    if item.kind == "list" and item.item is not None and item.item.kind == "model":
        return "mapped_lists", item.item.name, "object"
    return None


def _innermost(kind: Type) -> Type:
    """What a list or map holds, or the list inside a map."""
    item = kind.item or ANY
    if kind.kind == "map" and item.kind == "list" and item.item is not None:
        return item.item
    return item
