"""Decides everything about the client: names, types, order, annotations. Templates only write it down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.bundle import follow
from generator.errors import SpecError
from generator.normalise import Normalised, Plan, merged
from generator.parse import Parsed, Property, Type
from generator.reading import Mapping

RESERVED_ARGUMENTS = {"self", "extra_arguments", "timeout"}
RESERVED_FIELDS = {"extra", "from_dict", "mismatches", "nulls", "to_dict"}


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
    """A model and the module it stands in. `siblings` are the models it names."""

    name: str
    module: str
    description: str
    fields: tuple[Field, ...]
    siblings: tuple[tuple[str, str], ...]
    helpers: tuple[str, ...]
    typing: tuple[str, ...]
    uses_datetime: bool
    uses_date: bool
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
    """An argument of a method. `place` is body, path or query."""

    key: str
    name: str
    annotation: str
    required: bool
    description: str
    place: str


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
    cal: str
    summary: str
    description: str
    arguments: tuple[Argument, ...]
    decode: str
    gives: str
    returns: str
    answer: str
    iterates: str
    item: str

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
    uses_datetime: bool
    uses_uuid: bool
    uses_models: bool

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
        return "".join(part.capitalize() for each in self.path for part in each.split("_"))


@dataclass(frozen=True, slots=True)
class Shape:
    """The whole client."""

    title: str
    version: str
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    resources: tuple[Resource, ...]
    all_resources: tuple[Resource, ...]
    catalogue: dict[str, Any]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, resource by resource."""
        return tuple(each for resource in self.all_resources for each in resource.operations)


def shape(source: Normalised, parsed: Parsed) -> Shape:
    """Everything the templates need."""
    document = source.document
    schemas: Mapping = (document.get("components") or {}).get("schemas") or Mapping(document.file, document.line)
    operations = tuple(_operation(document, plan, parsed) for plan in source.plans)
    used = _used_classes(source.plans, parsed)
    models = tuple(
        _model(document, name, schemas[name], parsed.models[name])
        for name in sorted(used)
        if name in parsed.models and name in schemas
    )
    enums = tuple(
        _enum(document, name, schemas[name]) for name in sorted(used) if name in schemas and _is_enum(schemas[name])
    )
    _check_modules(schemas, models, enums)
    tags = {str(tag.get("name")): str(tag.get("description") or "") for tag in document.get("tags") or ()}
    resources = _resources(operations, tags)
    return Shape(
        str(document["info"]["title"]),
        str(document["info"]["version"]),
        models,
        enums,
        resources,
        tuple(_flat(resources)),
        {plan.route.name: _facts(document, plan) for plan in source.plans},
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
            text = kind.name if kind.name else f"Literal[{', '.join(repr(value) for value in kind.values)}]"
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
        case _:
            return "Any"


def _refined(document: Mapping, kind: Type, schema: Any) -> Type:
    """A parsed type with what only the document tells: the order of enum values, named enums, local timestamps."""
    node = follow(document, schema)
    if not isinstance(node, Mapping):
        return kind
    variants = node.get("anyOf")
    if isinstance(variants, list):
        real = next((v for v in variants if not (isinstance(v, Mapping) and v.get("type") == "null")), None)
        return _refined(document, kind, real)
    if kind.kind == "literal":
        name = _component_name(schema)
        return Type("literal", name, None, tuple(v for v in node["enum"] if v is not None), kind.nullable)
    if kind.kind == "str" and node.get("format") == "date-time-local":
        return Type("local_moment", nullable=kind.nullable)
    if kind.kind == "list" and kind.item is not None:
        return Type("list", item=_refined(document, kind.item, node.get("items")), nullable=kind.nullable)
    if kind.kind == "map" and kind.item is not None:
        return Type("map", item=_refined(document, kind.item, node.get("additionalProperties")), nullable=kind.nullable)
    return kind


def _component_name(schema: Any) -> str:
    """The name of the component a schema refers to; empty for one that stands where it is used."""
    return str(schema["$ref"]).rsplit("/", 1)[-1] if isinstance(schema, Mapping) and "$ref" in schema else ""


def _is_enum(schema: Mapping) -> bool:
    return "enum" in schema and schema.get("type") == "string"


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
    fields = tuple(_field(document, name, full, each) for each in properties)
    names = [field.name for field in fields]
    for field in fields:
        if field.name in RESERVED_FIELDS or names.count(field.name) > 1:
            what = f"The key {field.key!r} of {name} would be the attribute {field.name!r}, which is taken"
            raise SpecError(full["properties"].where(field.key), what, "Leave it out: it stays among the extra keys")
    types = [_refined(document, each.type, full["properties"].get(each.key)) for each in properties]
    siblings = sorted({inner.name for kind in types for inner in _parts(kind) if inner.kind == "model"} - {name})
    enums = sorted({inner.name for kind in types for inner in _parts(kind) if inner.kind == "literal" and inner.name})
    kinds = {inner.kind for kind in types for inner in _parts(kind)}
    helpers = {field.model if field.reads == "call" else field.reads for field in fields} - {"any", "plain", "number"}
    if any(field.reads in ("plain", "number") for field in fields):
        helpers.add("note")
    return Model(
        name,
        module_name(name),
        _described(document, schema),
        fields,
        tuple((each, module_name(each)) for each in siblings),
        tuple(sorted({"Model", "keep", "new", "require"} | helpers)),
        ("Any", "ClassVar", *(("Literal",) if any("Literal[" in field.annotation for field in fields) else ())),
        bool(kinds & {"moment", "local_moment"}),
        "day" in kinds,
        tuple((each, module_name(each)) for each in enums),
    )


def _field(document: Mapping, model: str, schema: Mapping, source: Property) -> Field:
    raw = schema["properties"].get(source.key)
    kind = _refined(document, source.type, raw)
    reads, target = _READS.get(kind.kind, ""), _PYTHON.get(kind.kind, "")
    if kind.kind in _HELPER:
        target = _HELPER[kind.kind]
    elif kind.kind == "model":
        target = kind.name
    elif kind.kind in ("list", "map"):
        item = kind.item or Type("any")
        inner = item.item if item.kind == "list" and kind.kind == "map" and item.item else item
        if inner.kind == "model":
            reads, target = ("many" if kind.kind == "list" else "mapped"), inner.name
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


def _parts(kind: Type) -> Iterable[Type]:
    yield kind
    if kind.item is not None:
        yield from _parts(kind.item)


def _enum(document: Mapping, name: str, schema: Mapping) -> Enum:
    return Enum(name, module_name(name), _described(document, schema), tuple(schema["enum"]))


def _check_modules(schemas: Mapping, models: Iterable[Model], enums: Iterable[Enum]) -> None:
    seen: dict[str, str] = {}
    both: list[Model | Enum] = [*models, *enums]
    for each in both:
        if each.module in seen:
            what = f"The schemas {seen[each.module]} and {each.name} would share the module {each.module}"
            raise SpecError(schemas.where(each.name), what, "Rename one of them")
        seen[each.module] = each.name


def module_name(name: str) -> str:
    """Booking → booking, EventType → event_type."""
    return "".join(f"_{c.lower()}" if c.isupper() and index else c.lower() for index, c in enumerate(name))


def _used_classes(plans: Iterable[Plan], parsed: Parsed) -> set[str]:
    stack: list[Type] = []
    for plan in plans:
        key = plan.route.name.replace(".", "_")
        stack.append(parsed.answers[key])
        stack.extend(each.type for each in parsed.arguments[key])
    used: set[str] = set()
    while stack:
        for part in _parts(stack.pop()):
            if part.name and part.name not in used:
                used.add(part.name)
                stack.extend(each.type for each in parsed.models.get(part.name, ()))
    return used


# Operations


def _operation(document: Mapping, plan: Plan, parsed: Parsed) -> Operation:
    source = plan.route.operation
    name = plan.route.name
    key = name.replace(".", "_")
    arguments = tuple(_argument(document, plan, each) for each in parsed.arguments[key])
    names = [each.name for each in arguments]
    for each in arguments:
        if each.name in RESERVED_ARGUMENTS or names.count(each.name) > 1:
            what = f"The argument {each.key!r} of {name} would be called {each.name!r}, which is taken"
            raise SpecError(source.where(), what, "Rename it, or leave it to extra_arguments")
    answer = _refined(document, parsed.answers[key], plan.answer)
    decode, gives = _decoder(name, source, answer)
    method = name.rsplit(".", 1)[1]
    pages = {"skip", "take"} <= {each.name for each in arguments} and answer.kind == "list"
    returns = gives
    if plan.is_action:
        returns = f"ListResult[{gives[5:-1]}]" if gives.startswith("list[") else f"ActionResult[{gives}]"
    slug = plan.route.path.rsplit("/", 1)[-1] if plan.is_action else ""
    return Operation(
        name=name,
        method=method,
        constant=f"_{method.upper()}",
        http_method=plan.route.method.upper(),
        path=_path(plan),
        server=plan.server,
        effect=str(source["x-effect"]),
        slug=slug,
        cal=str(source.get("x-cal", "")),
        summary=" ".join(str(source.get("summary", name)).split()),
        description=_described(document, source),
        arguments=tuple(sorted(arguments, key=lambda each: not each.required)),
        decode=decode,
        gives=gives,
        returns=returns,
        answer=_answer_text(document, plan, answer),
        iterates=_iterator(method) if pages else "",
        item=gives[5:-1] if pages else "",
    )


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
    if parameter is not None:
        raw, place, described = parameter.get("schema"), str(parameter["in"]), _described(document, parameter)
    else:
        raw = plan.arguments["properties"].get(source.key) if plan.arguments is not None else None
        place, described = "body", ""
    kind = _refined(document, source.type, raw)
    annotation = _annotation(kind, reply=False)
    if kind.kind == "literal" and kind.name:
        annotation = annotation.replace(kind.name, f"models.{kind.name}")
    elif kind.kind == "list" and kind.item is not None and kind.item.kind == "literal" and kind.item.name:
        annotation = annotation.replace(kind.item.name, f"models.{kind.item.name}")
    node = follow(document, raw)
    if isinstance(node, Mapping) and node.get("format") == "uuid":
        annotation = "UUID | str"
    if not source.required and annotation != "Any":
        annotation += " | None"
    return Argument(source.key, source.name, annotation, source.required, described or _described(document, raw), place)


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
    item = answer.item
    node = plan.answer if item is None else follow(document, plan.answer).get("items")
    told = _described(document, plan.answer) or _described(document, node)
    return told or {"str": "A text.", "object": "An object of unknown shape."}.get(answer.kind, "")


def _facts(document: Mapping, plan: Plan) -> dict[str, Any]:
    source = plan.route.operation
    facts: dict[str, Any] = {
        "summary": str(source.get("summary", "")),
        "description": _described(document, source),
        "effect": source["x-effect"],
        "arguments": self_contained(document, plan.arguments) if plan.arguments is not None else {"type": "object"},
    }
    if plan.is_action:
        facts["slug"] = plan.route.path.rsplit("/", 1)[-1]
        facts["cal"] = source["x-cal"]
    if "x-cal-note" in source:
        facts["note"] = " ".join(str(source["x-cal-note"]).split())
    return facts


def self_contained(document: Mapping, node: Any, depth: int = 0) -> Any:
    """A schema as JSON Schema without references; texts beside a reference win over the target's."""
    if isinstance(node, list):
        return [self_contained(document, item, depth) for item in node]
    if not isinstance(node, Mapping):
        return node
    if "$ref" in node:
        if depth > 16:
            return {}
        beside = {key: value for key, value in node.items() if key != "$ref"}
        target = self_contained(document, follow(document, node), depth + 1)
        return {**target, **self_contained(document, _plain(node, beside), depth)}
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            plain[key] = {name: self_contained(document, schema, depth) for name, schema in value.items()}
        elif key == "description":
            plain[key] = " ".join(str(value).split())
        elif not key.startswith("x-cal") and key not in ("title", "x-source"):
            plain[key] = self_contained(document, value, depth)
    return plain


def _plain(node: Mapping, content: dict[str, Any]) -> Mapping:
    copy = node.fresh()
    copy.update(content)
    return copy


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
    annotations = " ".join(a.annotation for each in operations for a in each.arguments)
    annotations += " ".join(each.returns for each in operations)
    decoders = {each.decode.split("(")[0] for each in operations}
    pages = any(each.iterates for each in operations)
    results = {each.returns.split("[")[0] for each in operations} & {"ActionResult", "ListResult"}
    abc = {name for name in ("Mapping", "Sequence") if f"{name}[" in annotations}
    if operations:
        abc.add("Mapping")
    if not told and len(path) > 1:
        own, above = (" ".join(part.split("_")) for part in (path[-1], path[-2]))
        told = f"{own.capitalize()} of {above}."
    return Resource(
        path,
        told,
        operations,
        children,
        tuple(sorted(decoders)),
        tuple(name for name in ("Any", "Literal") if (name == "Any" and operations) or f"{name}[" in annotations),
        tuple(sorted(abc | ({"AsyncIterator", "Iterator"} if pages else set()))),
        tuple(sorted(results)),
        "datetime" in annotations,
        "UUID" in annotations,
        "models." in annotations or any("models." in each.decode for each in operations),
    )


def _flat(resources: Iterable[Resource]) -> Iterable[Resource]:
    for resource in resources:
        yield resource
        yield from _flat(resource.children)
