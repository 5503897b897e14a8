"""Decides everything about the client: names, types, order, annotations. Templates only write it down."""

from __future__ import annotations

import builtins
import keyword
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.cycles import circles
from generator.direct import DirectRequest, direct_request
from generator.errors import SpecError, Where
from generator.facts import facts, sourced
from generator.moments import moments
from generator.normalise import Normalised, Plan, check_required
from generator.parse import Parsed, Property, Type
from generator.permission import Permission, permission
from generator.reading import Mapping
from generator.reconcile import Reconcile, Reread, reconcile
from generator.references import follow, merged, named
from generator.rules import class_name
from generator.webhooks import Webhook

RESERVED_ARGUMENTS = {"self", "extra_arguments", "reconcile", "timeout"}
RESERVED_FIELDS = {"extra", "from_dict", "mismatches", "nulls", "to_dict"}
# What the modules of models import or use.
RESERVED_CLASSES = {"Any", "ClassVar", "Literal", "Model", "TypeAlias"}


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a model. `reads` names the macro that decodes it."""

    key: str
    name: str
    annotation: str
    required: bool
    nullable: bool
    reads: str
    model: str
    expected: str
    description: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Model:
    """A model and the module it stands in.

    `siblings` are the models it names; `later` those of them that lead back to it, which can't be imported at first.
    """

    name: str
    module: str
    description: str
    fields: tuple[Field, ...]
    siblings: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]
    helpers: tuple[str, ...]
    typing: tuple[str, ...]
    dates: tuple[str, ...]
    enums: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Enum:
    """A named set of values, as a type alias."""

    name: str
    module: str
    description: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a method. `place` is body, path or query; `hidden` is what may hold secrets."""

    key: str
    name: str
    annotation: str
    required: bool
    description: str
    place: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """A method. `decode` is the expression that reads its answer, `gives` what it then is."""

    name: str
    method: str
    constant: str
    http_method: str
    path: str
    server: str
    effect: str
    slug: str
    direct: DirectRequest | None
    permission: Permission | None
    reconcile: Reconcile | Reread | None
    moments: tuple[str, ...]
    summary: str
    description: str
    arguments: tuple[Argument, ...]
    decode: str
    gives: str
    returns: str
    answer: str
    iterates: str
    item: str

    @property
    def is_reconciled(self) -> bool:
        """Whether there is a way to find out if it happened."""
        return self.reconcile is not None

    @property
    def hides(self) -> tuple[str, ...]:
        """The names of the arguments that no report of an error is to show."""
        return tuple(each.name for each in self.arguments if each.hidden)

    def placed(self, place: str) -> tuple[Argument, ...]:
        """The arguments of one place."""
        return tuple(each for each in self.arguments if each.place == place)


@dataclass(frozen=True, slots=True)
class Resource:
    """A class of methods and of resources below it."""

    path: tuple[str, ...]
    description: str
    operations: tuple[Operation, ...]
    children: tuple[Resource, ...]
    uses: tuple[str, ...]
    typing: tuple[str, ...]
    abc: tuple[str, ...]
    runtime: tuple[str, ...]
    dates: tuple[str, ...]
    uses_uuid: bool
    uses_models: bool
    uses_direct: bool
    uses_reconcile: tuple[str, ...]
    uses_hidden: bool
    uses_builtins: bool

    @property
    def name(self) -> str:
        """The name of its attribute."""
        return self.path[-1]

    @property
    def module(self) -> str:
        """The name of its module."""
        return "_".join(self.path)

    @property
    def title(self) -> str:
        """The name of its class."""
        return class_name(self.module)


@dataclass(frozen=True, slots=True)
class Event:
    """What a webhook tells. `model` is the payload's class; without one the payload is a dict."""

    trigger: str
    name: str
    description: str
    payload: str
    model: str
    is_flat: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """The whole client."""

    title: str
    version: str
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    resources: tuple[Resource, ...]
    all_resources: tuple[Resource, ...]
    events: tuple[Event, ...]
    catalogue: dict[str, Any]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, resource by resource."""
        return tuple(each for resource in self.all_resources for each in resource.operations)


def shape(source: Normalised, parsed: Parsed) -> Shape:
    """Everything the templates need."""
    document = source.document
    plans = {plan.route.name: plan for plan in source.plans}
    operations = tuple(_operation(document, plan, parsed, plans) for plan in source.plans)
    _check_methods(source.plans, operations)
    classes = _classes(source, parsed)
    _check_modules(classes)
    models = [_model(document, name, classes[name], parsed.models[name]) for name in classes if name in parsed.models]
    enums = [_enum(document, name, node) for name, node in classes.items() if name not in parsed.models]
    around = circles({model.name: [name for name, _ in model.siblings] for model in models})
    models = [_untied(model, around.get(model.name, frozenset())) for model in models]
    tags = {str(tag["name"]): str(tag.get("description", "")) for tag in document.get("tags") or ()}
    resources = _resources(operations, tags)
    return Shape(
        str(document["info"]["title"]),
        str(document["info"]["version"]),
        tuple(models),
        tuple(enums),
        resources,
        tuple(_flat(resources)),
        tuple(_event(document, webhook) for webhook in source.webhooks),
        facts(source),
    )


# Types


def _annotation(kind: Type, *, reply: bool) -> str:
    """A type as an annotation, nullability left to the caller. Replies leave enums open; requests take more forms."""
    match kind.kind:
        case "str" | "int" | "bool":
            return kind.kind
        case "number":
            return "float"
        case "moment":
            return "datetime" if reply else "datetime | str"
        case "local_moment":
            return "datetime"
        case "day":
            return "date" if reply else "date | str"
        case "literal":
            text = f"Literal[{', '.join(repr(value) for value in kind.values)}]"
            if kind.name:
                text = kind.name if reply else f"models.{kind.name}"
            return f"{text} | str" if reply else text
        case "list":
            item = _annotation(kind.item or Type("any"), reply=reply)
            return f"list[{item}]" if reply else f"Sequence[{item}]"
        case "map":
            item = _annotation(kind.item or Type("any"), reply=reply)
            return f"dict[str, {item}]" if reply else "Mapping[str, Any]"
        case "model":
            return kind.name if reply else f"models.{kind.name} | Mapping[str, Any]"
        case "object":
            return "dict[str, Any]" if reply else "Mapping[str, Any]"
        case "any" if kind.variants and not reply:
            return _either(kind.variants)
        case _:
            return "Any"


def _either(variants: tuple[Type, ...]) -> str:
    """The annotation of an argument that may have several forms."""
    forms = [form for each in variants for form in _annotation(each, reply=False).split(" | ")]
    return "Any" if "Any" in forms else " | ".join(dict.fromkeys(forms))


def _refined(document: Mapping, kind: Type, schema: Any) -> Type:
    """A parsed type with what only the document tells: the order of enum values, named enums, local timestamps."""
    name, node = named(document, _real(document, schema))
    if not isinstance(node, Mapping):
        return kind
    if kind.kind == "literal":
        return Type("literal", name, None, tuple(v for v in node["enum"] if v is not None), kind.nullable)
    if kind.kind == "str" and node.get("format") == "date-time-local":
        return Type("local_moment", nullable=kind.nullable)
    if kind.kind == "list" and kind.item is not None:
        return Type("list", item=_refined(document, kind.item, node.get("items")), nullable=kind.nullable)
    if kind.kind == "map" and kind.item is not None:
        return Type("map", item=_refined(document, kind.item, node.get("additionalProperties")), nullable=kind.nullable)
    return kind


def _real(document: Mapping, schema: Any) -> Any:
    """The variant beside null of a schema that has such variants; else the schema."""
    node = follow(document, schema)
    variants = node.get("anyOf") if isinstance(node, Mapping) else None
    return next((each for each in variants if each.get("type") != "null"), schema) if variants else schema


def _described(document: Mapping, schema: Any) -> str:
    """A description beside a reference, or else of what it points to."""
    for node in (schema, follow(document, schema)):
        if isinstance(node, Mapping) and isinstance(node.get("description"), str):
            return " ".join(str(node["description"]).split())
    return ""


def _is_sensitive(document: Mapping, schema: Any) -> bool:
    nodes = (schema, follow(document, schema))
    return any(isinstance(node, Mapping) and node.get("x-sensitive") is True for node in nodes)


# Models

_READS = {"str": "plain", "int": "plain", "bool": "plain", "literal": "plain", "object": "plain"}
_READS |= {"number": "number", "moment": "call", "local_moment": "call", "day": "call", "model": "one", "any": "any"}
_HELPER = {"moment": "moment", "local_moment": "local_moment", "day": "day"}
_PYTHON = {"str": "str", "int": "int", "bool": "bool", "literal": "str", "object": "dict"}
_EXPECTED = {"str": "string", "int": "integer", "bool": "boolean", "literal": "string", "object": "object"}
_EXPECTED |= {
    "number": "number",
    "model": "object",
    "moment": "date-time",
    "local_moment": "date and time",
    "day": "date",
}


def _model(document: Mapping, name: str, schema: Mapping, properties: tuple[Property, ...]) -> Model:
    full = merged(document, schema)
    check_required(full, name)
    fields = tuple(_field(document, name, full, each) for each in properties)
    names = Counter(field.name for field in fields)
    for field in fields:
        _check_letters(field.name, field.key, name, full["properties"].where(field.key))
        if field.name in RESERVED_FIELDS or names[field.name] > 1:
            what = f"The key {field.key!r} of {name} would be the attribute {field.name!r}, which is taken"
            raise SpecError(full["properties"].where(field.key), what, "Leave it out: it stays among the extra keys")
    types = [_refined(document, each.type, full["properties"].get(each.key)) for each in properties]
    siblings = sorted({inner.name for kind in types for inner in _parts(kind) if inner.kind == "model"} - {name})
    enums = sorted({inner.name for kind in types for inner in _parts(kind) if inner.kind == "literal" and inner.name})
    kinds = {inner.kind for kind in types for inner in _parts(kind)}
    helpers = {field.model if field.reads == "call" else field.reads for field in fields} - {"any", "plain", "number"}
    if any(field.reads in ("plain", "number") for field in fields):
        helpers.add("note")
    if "moment" in helpers:
        helpers = helpers - {"moment"} | {"note", "parse"}
    dates = ["date"] * ("day" in kinds) + ["datetime"] * bool(kinds & {"moment", "local_moment"})
    days = [any(inner.kind == "day" for inner in _parts(kind)) for kind in types]
    if "date" in names and any(is_day and each.name != "date" for each, is_day in zip(fields, days, strict=True)):
        # Inside the class, the attribute would stand for the type.
        dates[0] = "date as date_"
        fields = tuple(
            replace(each, annotation=re.sub(r"\bdate\b", "date_", each.annotation)) if is_day else each
            for each, is_day in zip(fields, days, strict=True)
        )
    return Model(
        name,
        module_name(name),
        _described(document, schema),
        fields,
        tuple((each, module_name(each)) for each in siblings),
        (),
        tuple(sorted({"Model", "keep", "new", "require"} | helpers)),
        ("Any", "ClassVar", *(("Literal",) if any("Literal[" in field.annotation for field in fields) else ())),
        tuple(dates),
        tuple((each, module_name(each)) for each in enums),
    )


def _untied(model: Model, around: frozenset[str]) -> Model:
    """A model whose siblings of the same circle are imported when it is first read."""
    if not around:
        return model
    later = tuple(each for each in model.siblings if each[0] in around)
    first = tuple(each for each in model.siblings if each[0] not in around)
    typing = ("TYPE_CHECKING", *model.typing) if later else model.typing
    return replace(model, siblings=first, later=later, typing=typing)


def _field(document: Mapping, model: str, schema: Mapping, source: Property) -> Field:
    raw = schema["properties"].get(source.key)
    kind = _refined(document, source.type, raw)
    if kind.kind == "map" and "model" not in {inner.kind for inner in _parts(kind)}:
        kind = Type("object", nullable=kind.nullable)
    reads, target = _READS.get(kind.kind, ""), _PYTHON.get(kind.kind, "")
    if kind.kind in _HELPER:
        target = _HELPER[kind.kind]
    elif kind.kind == "model":
        target = kind.name
    elif kind.kind in ("list", "map"):
        item = kind.item or Type("any")
        inner = item.item if item.kind == "list" and kind.kind == "map" and item.item else item
        if inner.kind == "model":
            reads, target = "many" if kind.kind == "list" else "mapped" if inner is item else "mapped_lists", inner.name
        elif kind.kind == "list" and inner.kind in ("str", "int", "bool", "literal", "object"):
            reads, target = "listed", _PYTHON[inner.kind]
        elif kind.kind == "list" and inner.kind == "any":
            reads, target = "plain", "list"
        else:
            what = f"The {kind.kind} of {inner.kind} at {source.key!r} of {model} is not supported"
            raise SpecError(schema["properties"].where(source.key), what, "Use a list of objects or of plain values")
    annotation = _annotation(kind, reply=True)
    optional = kind.nullable or not source.required
    if optional and annotation != "Any":
        annotation += " | None"
    expected = _EXPECTED.get(kind.kind, "array" if kind.kind == "list" else "object")
    if reads == "listed":
        expected = _EXPECTED[(kind.item or Type("any")).kind]
    return Field(
        source.key,
        source.name,
        annotation,
        source.required,
        kind.nullable,
        reads,
        target,
        expected,
        _described(document, raw),
        _is_sensitive(document, raw),
    )


def _check_letters(name: str, key: str, owner: str, where: Where) -> None:
    """Refuses a name of letters that can't be seen, or told from others that look alike."""
    if not name.isascii():
        what = f"The name {key!a} of {owner} has letters beyond A to Z"
        raise SpecError(where, what, "Leave it out: what the client does not know is kept, and can be sent, as it is")


def _parts(kind: Type) -> Iterable[Type]:
    yield kind
    if kind.item is not None:
        yield from _parts(kind.item)


def _enum(document: Mapping, name: str, schema: Mapping) -> Enum:
    return Enum(
        name, module_name(name), _described(document, schema), tuple(v for v in schema["enum"] if v is not None)
    )


def _classes(source: Normalised, parsed: Parsed) -> dict[str, Mapping]:
    """The schemas that become modules, by class: models and named enums that operations and webhooks lead to."""
    document = source.document
    found: dict[str, Mapping] = {}
    stack: list[tuple[Type, Any, bool]] = []  # a type, its schema, and whether an object may go without a name there
    for plan in source.plans:
        key = plan.route.name.replace(".", "_")
        stack.append((parsed.answers[key], plan.answer, False))
        stack.extend((each.type, _raw(plan, each)[0], False) for each in parsed.arguments[key])
    stack.extend((Type("model", each.model), each.payload, False) for each in source.webhooks if each.model)
    while stack:
        kind, schema, may_be_unnamed = stack.pop()
        if kind.variants:
            forms = follow(document, schema)["anyOf"]
            stack.extend((each, one, False) for each, one in zip(kind.variants, forms, strict=True))
            continue
        component, node = named(document, _real(document, schema))
        if kind.item is not None:
            inner = merged(document, node).get("items" if kind.kind == "list" else "additionalProperties")
            stack.append((kind.item, inner, may_be_unnamed and kind.kind == "list"))
        elif kind.kind == "literal" and component:
            _check_class(component, kind.name, node)
            found[component] = node
        elif kind.kind == "model" and kind.name not in found:
            if not component and (kind.nullable or not may_be_unnamed):
                what = "An object without a name stands here"
                raise SpecError(node.where(), what, "Move it to a file in components/schemas and refer to it")
            if component:
                _check_class(component, kind.name, node)
            found[kind.name] = node
            properties = merged(document, node)["properties"]
            stack.extend((each.type, properties[each.key], True) for each in parsed.models[kind.name])
    return dict(sorted(found.items()))


def _check_class(component: str, name: str, schema: Mapping) -> None:
    if component != name:
        what = f"The schema {component!r} would be the class {name}"
        raise SpecError(schema.where(), what, "Give it another name, such as EventType")


def _check_modules(classes: dict[str, Mapping]) -> None:
    seen: dict[str, str] = {}
    for name, schema in classes.items():
        if name in RESERVED_CLASSES or hasattr(builtins, name):
            raise SpecError(schema.where(), f"The class {name} is taken", "Give the schema another name")
        first = seen.setdefault(module_name(name), name)
        if first != name:
            what = f"The schemas {first} and {name} would share the module {module_name(name)}"
            raise SpecError(schema.where(), what, "Rename one of them")


def module_name(name: str) -> str:
    """Booking → booking, EventType → event_type, Class → class_."""
    module = "".join(f"_{c.lower()}" if c.isupper() and index else c.lower() for index, c in enumerate(name))
    return f"{module}_" if keyword.iskeyword(module) else module


# Webhooks


def _event(document: Mapping, webhook: Webhook) -> Event:
    told = _described(document, webhook.operation) or f"{webhook.operation.get('summary', webhook.trigger)}."
    return Event(
        webhook.trigger, webhook.name, told, _described(document, webhook.payload), webhook.model, webhook.is_flat
    )


# Operations


def _operation(document: Mapping, plan: Plan, parsed: Parsed, plans: dict[str, Plan]) -> Operation:
    source = plan.route.operation
    name = plan.route.name
    key = name.replace(".", "_")
    arguments = tuple(_argument(document, plan, each) for each in parsed.arguments[key])
    names = Counter(each.name for each in arguments)
    for each in parsed.arguments[key]:
        _check_letters(each.name, each.key, name, _raw(plan, each)[1])
        if each.name in RESERVED_ARGUMENTS or names[each.name] > 1:
            what = f"The argument {each.key!r} of {name} would be called {each.name!r}, which is taken"
            raise SpecError(_raw(plan, each)[1], what, "Rename it, or leave it to extra_arguments")
    answer = _refined(document, parsed.answers[key], plan.answer)
    decode, gives = _decoder(name, source, answer)
    method = name.rsplit(".", 1)[1]
    pages = plan.is_action and answer.kind == "list" and {"skip", "take"} <= {each.key for each in arguments}
    if plan.series:
        decode = f"one_or_more{decode.removeprefix('one')}"
    returns = gives
    if plan.is_action:
        returns = f"ListResult[{gives[5:-1]}]" if gives.startswith("list[") else f"ActionResult[{gives}]"
    slug = plan.route.path.rsplit("/", 1)[-1] if plan.is_action else ""
    direct = direct_request(source, plan.arguments) if plan.is_action else None
    return Operation(
        name=name,
        method=method,
        constant=f"_{method.upper()}",
        http_method=plan.route.method.upper(),
        path=_path(plan),
        server=plan.server,
        effect=str(source["x-effect"]),
        slug=slug,
        direct=direct,
        permission=permission(source, plan.arguments),
        reconcile=reconcile(document, plan, plans),
        moments=moments(document, plan.arguments, direct.needs, (each.arguments for each in plans.values()))
        if direct
        else (),
        summary=" ".join(str(source.get("summary", name)).split()).removesuffix("."),
        description=_described(document, source),
        arguments=tuple(sorted(arguments, key=lambda each: not each.required)),
        decode=decode,
        gives=gives,
        returns=returns,
        answer=_answer_text(document, plan, answer),
        iterates=_iterator(method) if pages else "",
        item=gives[5:-1] if pages else "",
    )


def _check_methods(plans: Iterable[Plan], operations: Iterable[Operation]) -> None:
    names = {operation.name for operation in operations}
    for plan, operation in zip(plans, operations, strict=True):
        other = f"{operation.name.rpartition('.')[0]}.{operation.iterates}"
        if operation.iterates and other in names:
            what = f"{operation.name} gets a method {operation.iterates!r}, and {other} is an operation"
            raise SpecError(plan.route.operation.where("operationId"), what, "Rename one of them")


def _iterator(method: str) -> str:
    """List → iterate, list_mine → iterate_mine."""
    return method.replace("list", "iterate", 1) if method.startswith("list") else f"iterate_{method}"


def _path(plan: Plan) -> str:
    """The path with its braces filled by argument names as the method has them."""
    path = plan.route.path
    if plan.is_action and "{" in path:
        where = plan.route.operation.where()
        raise SpecError(where, f"The path of the action {path} has arguments", "Actions take arguments in the body")
    return path


def _argument(document: Mapping, plan: Plan, source: Property) -> Argument:
    parameter = next((each for each in plan.parameters if each["name"] == source.key), None)
    place, described = "body", ""
    if parameter is not None:
        place, described = parameter["in"], _described(document, parameter)
    raw, _ = _raw(plan, source)
    annotation = _annotation(_refined(document, source.type, raw), reply=False)
    node = follow(document, raw)
    if isinstance(node, Mapping) and node.get("format") == "uuid":
        annotation = "UUID | str"
    if not source.required and annotation != "Any":
        annotation += " | None"
    return Argument(
        source.key,
        source.name,
        annotation,
        source.required,
        sourced(described or _described(document, raw), raw),
        place,
        _is_sensitive(document, raw) or "Mapping[" in annotation or "Any" in annotation,
    )


def _raw(plan: Plan, argument: Property) -> tuple[Any, Where]:
    """An argument's schema in the document, and where the argument stands."""
    for parameter in plan.parameters:
        if parameter["name"] == argument.key:
            return parameter["schema"], parameter.where("name")
    properties: Mapping = plan.arguments["properties"] if plan.arguments is not None else plan.route.operation
    return properties[argument.key], properties.where(argument.key)


def _decoder(name: str, source: Mapping, answer: Type) -> tuple[str, str]:
    """The expression that reads an answer, and the annotation of what it gives."""
    item = answer.item
    match answer.kind:
        case "model" if answer.nullable:
            return f"one_or_none(lambda: models.{answer.name})", f"models.{answer.name} | None"
        case "model":
            return f"one(lambda: models.{answer.name})", f"models.{answer.name}"
        case "list" if item is not None and item.kind == "model":
            return f"many(lambda: models.{item.name})", f"list[models.{item.name}]"
        case "list" if item is not None and item.kind == "str":
            return "texts", "list[str]"
        case "str":
            return "text", "str"
        case "object":
            return "open_object", "dict[str, Any]"
        case "any":
            return "anything", "Any"
        case _:
            what = f"The answer of {name}, a {answer.kind}, is not supported"
            raise SpecError(source.where("responses"), what, "Answer an object, a list of objects, or text")


def _answer_text(document: Mapping, plan: Plan, answer: Type) -> str:
    """What the method returns, in words."""
    schema = _real(document, plan.answer)
    told = _described(document, plan.answer) or _described(document, schema)
    if plan.series:
        return f"{told} `items` holds all of them, and `data` the first."
    if not told and answer.item is not None:
        told = _described(document, follow(document, schema).get("items"))
    return told or {"str": "A text.", "object": "An object of unknown shape."}.get(answer.kind, "What came.")


# Resources


def _resources(operations: tuple[Operation, ...], tags: dict[str, str]) -> tuple[Resource, ...]:
    by_parent: dict[tuple[str, ...], list[Operation]] = {}
    for operation in operations:
        parts = tuple(operation.name.split(".")[:-1])
        by_parent.setdefault(parts, []).append(operation)
        for length in range(1, len(parts)):
            by_parent.setdefault(parts[:length], [])

    def build(path: tuple[str, ...]) -> Resource:
        own = tuple(sorted(by_parent[path], key=lambda each: each.name))
        below = tuple(build(each) for each in sorted(by_parent) if each[:-1] == path)
        return _resource(path, tags.get(path[0], "") if len(path) == 1 else "", own, below)

    return tuple(build(path) for path in sorted(by_parent) if len(path) == 1)


def _resource(
    path: tuple[str, ...], told: str, operations: tuple[Operation, ...], children: tuple[Resource, ...]
) -> Resource:
    if any(each.method == "list" for each in operations):
        # Inside the class, the method would stand for the type.
        operations = tuple(
            replace(each, returns=f"builtins.{each.returns}") if each.returns.startswith("list[") else each
            for each in operations
        )
    annotations = " ".join(a.annotation for each in operations for a in each.arguments)
    annotations += " ".join(each.returns for each in operations)
    annotations = re.sub(r"'(\\.|[^'\\])*'|\"(\\.|[^\"\\])*\"", "''", annotations)  # values are no types
    decoders = {each.decode.split("(")[0] for each in operations}
    pages = any(each.iterates for each in operations)
    results = {each.returns.split("[")[0] for each in operations} & {"ActionResult", "ListResult"}
    abc = {name for name in ("Mapping", "Sequence") if f"{name}[" in annotations}
    if operations:
        abc.add("Mapping")
    if not told:
        told = " of ".join(part.replace("_", " ") for part in reversed(path[-2:])).capitalize() + "."
    return Resource(
        path,
        told,
        operations,
        children,
        tuple(sorted(decoders)),
        tuple(name for name in ("Any", "Literal") if (name == "Any" and operations) or f"{name}[" in annotations),
        tuple(sorted(abc | ({"AsyncIterator", "Iterator"} if pages else set()))),
        tuple(sorted(results)),
        tuple(name for name in ("date", "datetime") if re.search(rf"\b{name}\b", annotations)),
        "UUID" in annotations,
        "models." in annotations or any("models." in each.decode for each in operations),
        any(each.direct for each in operations),
        tuple(sorted({each.reconcile.runtime for each in operations if each.reconcile})),
        any(each.hides for each in operations),
        "builtins." in annotations,
    )


def _flat(resources: Iterable[Resource]) -> Iterable[Resource]:
    for resource in resources:
        yield resource
        yield from _flat(resource.children)
