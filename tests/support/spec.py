"""The specification as its tests read it: the files, the bundled document, and JSON Schema over both."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator.document.reading import Mapping, read_yaml
from tests.support.document import ROOT
from tests.support.document import bundled as document

JSON = "application/json"
SPEC = ROOT / "spec"
DOCUMENTED = ROOT / "tests" / "contract" / "documented"
EXECUTE = "/api/v3.1/tools/execute/"

FORMATS = Draft202012Validator.FORMAT_CHECKER
METHODS = ("get", "put", "post", "delete", "patch")
_DATA_KEYS = ("example", "examples", "default", "enum", "const")
_MAPS = ("properties", "schemas", "responses", "parameters", "securitySchemes", "paths", "headers", "content")
_MAPS += ("webhooks", "requestBodies")


def teach(where: object, wrong: str, right: str) -> str:
    """An assertion's message: the place, what is wrong there, and how it is written."""
    return f"\n{where}: {wrong}\nCorrect, for example:\n{right}\n"


# Files


@cache
def files(under: str = "") -> tuple[str, ...]:
    """Every YAML file below a folder of the specification, relative to `spec/`."""
    return tuple(sorted(path.relative_to(SPEC).as_posix() for path in (SPEC / under).rglob("*.yaml")))


@cache
def raw(file: str) -> Mapping:
    """One file as it stands, references and all."""
    return read_yaml(SPEC / file, Path("spec") / file)


def references(file: str) -> Iterator[tuple[str, str]]:
    """The files that a file refers to, each with the pointer into it."""
    stack: list[Any] = [raw(file)]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, Mapping):
            if isinstance(node.get("$ref"), str):
                path, _, pointer = node["$ref"].partition("#")
                target = (SPEC / file).parent / path if path else SPEC / file
                yield target.resolve().relative_to(SPEC).as_posix(), pointer
            stack.extend(value for key, value in node.items() if key not in _DATA_KEYS)


# The bundled document


@dataclass(frozen=True)
class Route:
    """An operation in its place in the document."""

    path: str
    method: str
    item: Mapping
    operation: Mapping

    @property
    def is_action(self) -> bool:
        """Whether the gateway runs it."""
        return self.path.startswith(EXECUTE)

    @property
    def parameters(self) -> dict[str, Mapping]:
        """What it takes in its path, by name; the operation's own win over those of the path."""
        own = (*(self.item.get("parameters") or ()), *(self.operation.get("parameters") or ()))
        return {parameter["name"]: parameter for parameter in own}


@cache
def routes() -> dict[str, Route]:
    """Every operation by its name."""
    found = {}
    for path, item in document()["paths"].items():
        for method in METHODS:
            if method in item:
                found[item[method]["operationId"]] = Route(path, method, item, item[method])
    return found


@cache
def actions() -> dict[str, Route]:
    """The operations that run an action on the gateway, by name."""
    return {name: route for name, route in routes().items() if route.is_action}


def follow(node: Any) -> Any:
    """What a reference leads to, without the keys beside it; anything else as it is."""
    while "$ref" in node:
        target: Any = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def merged(schema: Any) -> dict[str, Any]:
    """A schema with the branches of `allOf` joined, as far as its top goes."""
    node: dict[str, Any] = follow(schema)
    if "allOf" not in node:
        return node
    joined: dict[str, Any] = {}
    for branch in (*(merged(each) for each in node["allOf"]), node):
        properties = {**joined.get("properties", {}), **(branch.get("properties") or {})}
        required = [*joined.get("required", []), *(branch.get("required") or ())]
        joined |= {key: value for key, value in branch.items() if key != "allOf"}
        joined |= {"properties": properties} if properties else {}
        joined |= {"required": required} if required else {}
    return joined


def request(route: Route) -> Mapping | None:
    """The media type object of an operation's body: its `schema` and `example`."""
    body = route.operation.get("requestBody")
    return None if body is None else follow(body)["content"][JSON]


def arguments(route: Route) -> Any:
    """The schema of what an action takes, gateway wrapping removed; of a whole body elsewhere."""
    media = request(route)
    if media is None:
        return {}
    schema = merged(media["schema"])
    return schema["properties"]["arguments"] if route.is_action else schema


def answer(route: Route) -> dict[str, Any]:
    """The schema of an operation's successful answer, its branches joined."""
    return merged(follow(route.operation["responses"]["200"])["content"][JSON]["schema"])


def payload(route: Route) -> Any:
    """The schema of what an action answers, out of the gateway's and of Cal.com's wrapping."""
    data = follow(answer(route)["properties"]["data"])
    return (data.get("properties") or {}).get("data", data)


def types(schema: Any) -> list[str]:
    """The JSON types that a schema allows; none when it allows all."""
    node = follow(schema)
    if "anyOf" in node:
        return sorted({kind for variant in node["anyOf"] for kind in types(variant)})
    kind = node.get("type", [])
    return sorted([kind] if isinstance(kind, str) else kind)


@dataclass(frozen=True)
class Property:
    """A named value: a property of an object, or a parameter."""

    name: str
    schema: Any
    owner: Mapping
    file: str

    @property
    def where(self) -> str:
        """Its place, for messages."""
        return str(self.owner.where(self.name))

    def has(self, key: str) -> bool:
        """Whether a key stands beside the reference or in what it leads to."""
        return key in self.schema or key in follow(self.schema)

    def get(self, key: str) -> Any:
        """A key's value, beside the reference or in what it leads to."""
        return self.schema.get(key, follow(self.schema).get(key))


def nodes(top: Any = None) -> Iterator[tuple[Mapping, bool]]:
    """Every mapping of the document outside examples; the flag tells that its keys are names, not keywords."""
    stack: list[tuple[Any, bool]] = [(document() if top is None else top, False)]
    while stack:
        node, names = stack.pop()
        if isinstance(node, list):
            stack.extend((item, False) for item in node)
        elif isinstance(node, Mapping):
            yield node, names
            for key, value in node.items():
                if names or key not in _DATA_KEYS:
                    stack.append((value, not names and key in _MAPS))


@cache
def properties() -> tuple[Property, ...]:
    """Every property and parameter of the document."""
    found: list[Property] = []
    for node, names in nodes():
        if names:
            continue
        held = node.get("properties")
        if isinstance(held, Mapping):
            found += [Property(name, schema, held, held.file.as_posix()) for name, schema in held.items()]
        if isinstance(node.get("in"), str) and isinstance(node.get("name"), str) and "schema" in node:
            found.append(Property(node["name"], node["schema"], node, node.file.as_posix()))
    return tuple(found)


# Examples


@cache
def _registry() -> Registry[Any]:
    whole = Resource(contents=document(), specification=DRAFT202012)
    return Registry().with_resource("urn:specification", whole)


def problems(value: Any, *pointer: str) -> list[str]:
    """What JSON Schema, formats included, finds wrong with a value; `pointer` leads to the schema in the document."""
    path = "/".join(quote(part.replace("~", "~0").replace("/", "~1"), safe="~") for part in pointer)
    validator = Draft202012Validator(
        {"$ref": f"urn:specification#/{path}"}, registry=_registry(), format_checker=FORMATS
    )
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def undeclared(schema: Any, value: Any, path: str = "$") -> list[str]:
    """Keys of a value that its schema does not name; open objects may have any."""
    node = merged(schema)
    if "anyOf" in node:
        return undeclared(next(v for v in node["anyOf"] if types(v) != ["null"]), value, path) if value else []
    found: list[str] = []
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += undeclared(node["items"], item, f"{path}[{index}]") if "items" in node else []
    elif isinstance(value, dict):
        declared, rest = node.get("properties") or {}, node.get("additionalProperties")
        for key, inner in value.items():
            if key in declared:
                found += undeclared(declared[key], inner, f"{path}.{key}")
            elif isinstance(rest, dict):
                found += undeclared(rest, inner, f"{path}.{key}")
            elif rest is not True and declared:
                found.append(f"{path}.{key}")
    return found


@dataclass(frozen=True)
class Example:
    """An example, its schema, and the pointer to that schema in the document."""

    name: str
    value: Any
    schema: Any
    pointer: tuple[str, ...]
    where: str


@cache
def examples() -> dict[str, Example]:
    """Every example of the document by a telling name, such as `bookings.cancel request` or `Booking answer`."""
    every = (*_of_bodies(), *_of_parameters(), *_of_schemas())
    return {example.name: example for example in every}


def _of_bodies() -> Iterator[Example]:
    components = document()["components"]
    for name, route in routes().items():
        at = ("paths", route.path, route.method, "requestBody")
        yield from _of_media(f"{name} request", request(route), at)
    for name, response in components["responses"].items():
        media = (response.get("content") or {}).get(JSON)
        yield from _of_media(f"{name} answer", media, ("components", "responses", name))
    for name, body in components["requestBodies"].items():
        yield from _of_media(f"{name} webhook", body["content"][JSON], ("components", "requestBodies", name))


def _of_media(name: str, media: Any, at: tuple[str, ...]) -> Iterator[Example]:
    if media is not None and "example" in media:
        pointer = (*at, "content", JSON, "schema")
        yield Example(name, media["example"], media["schema"], pointer, str(media.where("example")))


def _of_parameters() -> Iterator[Example]:
    for path, item in document()["paths"].items():
        holders = {("paths", path): item}
        for method in item:
            if method in METHODS:
                holders["paths", path, method] = item[method]
        for at, holder in holders.items():
            for index, parameter in enumerate(holder.get("parameters") or ()):
                if "example" in parameter:
                    name, pointer = f"{at[-1]} {parameter['name']}", (*at, "parameters", str(index), "schema")
                    where = str(parameter.where("example"))
                    yield Example(name, parameter["example"], parameter["schema"], pointer, where)


def _of_schemas() -> Iterator[Example]:
    for name, schema in document()["components"]["schemas"].items():
        at = ("components", "schemas", name)
        if "example" in schema:
            yield Example(name, schema["example"], schema, at, str(schema.where("example")))
        for key, inner in (schema.get("properties") or {}).items():
            if "example" in inner:
                pointer = (*at, "properties", key)
                yield Example(f"{name}.{key}", inner["example"], inner, pointer, str(inner.where("example")))


def leaves(value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Every plain value of an example with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def sensitive(schema: Any, value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """The values of an example that its schema marks as secret."""
    node = merged(schema)
    if value is None:
        return
    if (isinstance(schema, dict) and schema.get("x-sensitive")) or node.get("x-sensitive"):
        yield from leaves(value, path)
    elif "anyOf" in node:
        yield from sensitive(next(v for v in node["anyOf"] if types(v) != ["null"]), value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from sensitive(node.get("items") or {}, item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, inner in value.items():
            held = (node.get("properties") or {}).get(key)
            if held is not None:
                yield from sensitive(held, inner, f"{path}.{key}")
