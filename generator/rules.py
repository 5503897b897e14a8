"""What a specification may say so that a client can be made of it. Style is for the tests in `tests/spec`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.bundle import follow
from generator.errors import SpecError
from generator.reading import Mapping

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")

# Every extension, with who reads it. `spec/README.md` tells what each means; a test holds the two together.
EXTENSIONS = {
    "x-effect": "retries, agent tools",
    "x-cal": "direct route, mock server",
    "x-cal-version": "direct route, mock server",
    "x-cal-credential": "direct route, mock server",
    "x-cal-body": "direct route",
    "x-cal-needs": "direct route",
    "x-cal-state": "direct route, documentation",
    "x-cal-note": "documentation",
    "x-cal-as": "direct route, mock server",
    "x-cal-encode": "direct route, mock server",
    "x-sensitive": "repr, logs, errors",
    "x-source": "documentation",
}
EFFECTS = ("read", "write", "destroy")

# Names that a resource or the client already has.
_TAKEN = {"actions", "aclose", "close", "with_options"}
_FORBIDDEN = {
    "oneOf": "merge the variants into one schema with optional keys",
    "not": "describe it in words",
    "if": "describe it in words",
    "discriminator": "merge the variants into one schema with optional keys",
    "patternProperties": "use additionalProperties",
    "prefixItems": "give all items one schema",
    "unevaluatedProperties": "leave objects open",
}
_OPERATION_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+")
_IN_PATH = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """An operation in its place in the document."""

    path: str
    method: str
    item: Mapping
    operation: Mapping

    @property
    def name(self) -> str:
        """The operationId."""
        return str(self.operation["operationId"])


def operations(document: Mapping) -> Iterator[Route]:
    """Every operation, in the document's order."""
    paths = document.get("paths")
    if not isinstance(paths, Mapping):
        raise SpecError(document.where(), "There are no paths", "Add `paths:` with at least one Path Item")
    for path, item in paths.items():
        if not isinstance(item, Mapping):
            raise SpecError(paths.where(path), f"{path} holds no Path Item", "Give it a method, such as `get:`")
        for method in METHODS:
            if method in item:
                if not isinstance(item[method], Mapping):
                    raise SpecError(item.where(method), f"{method} holds no operation", "Give it an operationId")
                yield Route(path, method, item, item[method])


def check(document: Mapping) -> None:
    """Raises a `SpecError` for the first thing that no client can be made of."""
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith("3.1"):
        raise SpecError(document.where("openapi"), f"openapi is {version!r}", "Write OpenAPI 3.1")
    for kind in ("webhooks", "jsonSchemaDialect"):
        if kind in document:
            raise SpecError(document.where(kind), f"{kind} is not supported", "Remove it")
    seen: dict[str, Mapping] = {}
    for route in operations(document):
        _check_operation(document, route)
        if route.name in seen:
            first = seen[route.name].where("operationId")
            what = f"Two operations are called {route.name!r}; the other is at {first}"
            raise SpecError(route.operation.where("operationId"), what, "Rename one of them")
        seen[route.name] = route.operation
    _check_tree(seen)
    _check_nodes(document)


def _check_operation(document: Mapping, route: Route) -> None:
    operation = route.operation
    name = operation.get("operationId")
    if not isinstance(name, str) or not _OPERATION_ID.fullmatch(name):
        what = f"operationId is {name!r}" if "operationId" in operation else "The operation has no operationId"
        raise SpecError(operation.where("operationId"), what, "Write resource.verb, such as bookings.cancel")
    for part in name.split("."):
        if keyword.iskeyword(part) or keyword.issoftkeyword(part):
            what = f"{part!r} in operationId {name!r} is a Python keyword"
            raise SpecError(operation.where("operationId"), what, "Choose another word, such as `remove` for `del`")
        if part in _TAKEN:
            what = f"{part!r} in operationId {name!r} shadows a method of the client"
            raise SpecError(operation.where("operationId"), what, "Choose another word")
    if operation.get("x-effect") not in EFFECTS:
        raise SpecError(operation.where("x-effect"), f"{name} has no x-effect", f"Write one of {', '.join(EFFECTS)}")
    for kind in ("callbacks",):
        if kind in operation:
            raise SpecError(operation.where(kind), f"{kind} are not supported", "Remove them")
    declared: dict[str, Mapping] = {p["name"]: p for p in parameters(document, route)}
    in_path = _IN_PATH.findall(route.path)
    for argument in in_path:
        if argument not in declared or declared[argument].get("in") != "path":
            what = f"{route.path} has {{{argument}}}, which {name} does not declare"
            raise SpecError(operation.where(), what, "Add it to `parameters` with `in: path`")
    for argument, parameter in declared.items():
        if parameter.get("in") not in ("path", "query"):
            what = f"The argument {argument!r} of {name} is in {parameter.get('in')!r}"
            raise SpecError(parameter.where("in"), what, "Only path and query are supported")
        if parameter["in"] == "path" and argument not in in_path:
            what = f"{name} declares {argument!r} in the path, but {route.path} does not have it"
            raise SpecError(parameter.where("name"), what, f"Put {{{argument}}} into the path")
    responses = operation.get("responses")
    if not isinstance(responses, Mapping) or not any(str(status).startswith("2") for status in responses):
        raise SpecError(operation.where("responses"), f"{name} has no answer", 'Add `responses:` with a "200"')


def parameters(document: Mapping, route: Route) -> list[Mapping]:
    """The arguments of an operation outside its body; the operation's own win over those of its path."""
    found: dict[str, Mapping] = {}
    for holder in (route.item, route.operation):
        for each in holder.get("parameters") or ():
            parameter = follow(document, each)
            if not isinstance(parameter, Mapping) or not isinstance(parameter.get("name"), str):
                raise SpecError(holder.where("parameters"), "A parameter has no name", "Give it `name` and `in`")
            found[parameter["name"]] = parameter
    return list(found.values())


def _check_tree(seen: dict[str, Mapping]) -> None:
    resources = {name.rsplit(".", 1)[0] for name in seen}
    parents = {".".join(parts[:i]) for parts in (r.split(".") for r in resources) for i in range(1, len(parts) + 1)}
    for name, operation in seen.items():
        if name in parents:
            what = f"{name!r} is an operation and a resource"
            raise SpecError(operation.where("operationId"), what, "Rename the operation or the resource")


def _check_nodes(document: Mapping) -> None:
    stack: list[tuple[Any, bool]] = [(document, False)]
    while stack:
        node, names_are_data = stack.pop()
        if isinstance(node, list):
            stack.extend((item, False) for item in node)
        elif isinstance(node, Mapping):
            for key, value in node.items():
                if not names_are_data:
                    _check_key(node, key, value)
                if key in ("example", "examples", "default", "enum", "const") and not names_are_data:
                    continue
                holds_names = key in ("properties", "schemas", "responses", "parameters", "paths", "headers", "content")
                stack.append((value, holds_names and not names_are_data))


def _check_key(node: Mapping, key: str, value: object) -> None:
    if key.startswith("x-") and key not in EXTENSIONS:
        what = f"The extension {key!r} is unknown"
        raise SpecError(node.where(key), what, "Correct it, or add it to spec/README.md and generator/rules.py")
    if key == "x-effect" and value not in EFFECTS:
        raise SpecError(node.where(key), f"x-effect is {value!r}", f"Write one of {', '.join(EFFECTS)}")
    if key in _FORBIDDEN and not (key == "not" and isinstance(value, str)):
        raise SpecError(node.where(key), f"{key!r} is not supported", _FORBIDDEN[key].capitalize())
    if key == "anyOf" and not _is_nullable(value):
        raise SpecError(
            node.where(key), "anyOf is supported only for a reference or null", _FORBIDDEN["oneOf"].capitalize()
        )
    if key == "additionalProperties" and value is False:
        raise SpecError(node.where(key), "Closed objects are not supported", "Leave additionalProperties out")


def _is_nullable(variants: object) -> bool:
    if not isinstance(variants, list) or len(variants) != 2:
        return False
    return [isinstance(v, Mapping) and v.get("type") == "null" for v in variants].count(True) == 1
