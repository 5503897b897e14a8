"""What a specification may say so that a client can be made of it. Style is for the tests in `tests/spec`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.structure import METHODS, check_structure
from generator.document.reading import Mapping
from generator.document.references import follow
from generator.errors import SpecError, Where
from generator.webhooks import check_webhooks

# Every extension, with who reads it. `spec/README.md` tells what each means; a test holds the two together.
EXTENSIONS = {
    "x-effect": "retries, agent tools",
    "x-cal": "direct route, mock server, documentation",
    "x-gateway": "gateway route, mock server",
    "x-agent": "permissions of an integration, agent tools",
    "x-reconcile": "reconciliation of unknown outcomes, idempotency keys",
    "x-sensitive": "repr, logs, errors",
    "x-source": "documentation",
    "x-usual": "types of attributes",
}
EFFECTS = ("read", "write", "destroy")

# Names that the client already has, and what annotations inside a resource are written with.
_OF_CLIENT = {"acting_for", "actions", "aclose", "close", "request", "upstream", "with_options"}
_OF_RESOURCE = {"bool", "builtins", "date", "datetime", "dict", "float", "int", "models", "str"}
# Classes that the modules of resources and of the client import.
_CLASSES = {
    "Actions",
    "Any",
    "CalRequest",
    "Catalogue",
    "Client",
    "Iterator",
    "Literal",
    "Mapping",
    "Operation",
    "Reconcile",
    "Resource",
    "SyncClient",
}
_CLASSES |= {"Sequence", "False", "None", "True", "ActionResult", "ListResult", "ClientBase"}
_OPERATION_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+")
_IN_PATH = re.compile(r"\{([A-Za-z_][\w-]*)\}", re.ASCII)
_WITH_BODY = ("post", "put", "patch")


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
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield Route(path, method, item, item[method])


def check(document: Mapping) -> None:
    """Raises a `SpecError` for the first thing that no client can be made of."""
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith("3.1"):
        told = f"openapi is {version!r}" if "openapi" in document else "The version of OpenAPI is missing"
        raise SpecError(document.where("openapi"), told, "Write openapi: 3.1.0")
    check_structure(document, EXTENSIONS)
    for path, item in document["paths"].items():
        _check_path(document["paths"], path, item)
    seen: dict[str, Mapping] = {}
    for route in operations(document):
        _check_name(route)
        _check_operation(document, route)
        key = route.name.replace(".", "_")
        if key in seen:
            first = seen[key]
            what = f"Two operations are called {route.name!r}"
            if first["operationId"] != route.name:
                what = f"The operations {first['operationId']!r} and {route.name!r} are too much alike"
            what += f"; the other is at {first.where('operationId')}"
            raise SpecError(route.operation.where("operationId"), what, "Rename one of them")
        seen[key] = route.operation
    if not seen:
        raise SpecError(document.where("paths"), "There are no operations", "Add one")
    _check_tree({operation["operationId"]: operation for operation in seen.values()})
    check_webhooks(document)


def parameters(document: Mapping, route: Route) -> list[Mapping]:
    """The arguments of an operation outside its body; the operation's own win over those of its path."""
    found: dict[str, Mapping] = {}
    for holder in (route.item, route.operation):
        own: dict[str, Mapping] = {}
        for each in holder.get("parameters") or ():
            parameter: Mapping = follow(document, each)
            name = parameter["name"]
            if name in own:
                raise SpecError(parameter.where("name"), f"{route.name} declares {name!r} twice", "Remove one of them")
            own[name] = parameter
        found.update(own)
    return list(found.values())


def _check_path(paths: Mapping, path: str, item: Mapping) -> None:
    if not path.startswith("/") or set("?# ") & set(path) or set("{}") & set(_IN_PATH.sub("", path)):
        what = f"{path!r} is no path"
        raise SpecError(paths.where(path), what, "Start it with /, and write arguments as {name}")
    if not any(method in item for method in METHODS):
        raise SpecError(paths.where(path), f"{path} holds no operation", f"Give it one of {', '.join(METHODS)}")


def _check_name(route: Route) -> None:
    operation, name = route.operation, route.operation.get("operationId")
    where = operation.where("operationId")
    if not isinstance(name, str) or not _OPERATION_ID.fullmatch(name):
        what = f"operationId is {name!r}" if "operationId" in operation else "The operation has no operationId"
        raise SpecError(where, what, "Write resource.verb, such as bookings.cancel")
    parts = name.split(".")
    for part in parts:
        if keyword.iskeyword(part) or keyword.issoftkeyword(part):
            what = f"{part!r} in operationId {name!r} is a Python keyword"
            raise SpecError(where, what, "Choose another word, such as `remove` for `del`")
    for part in ({parts[0]} & _OF_CLIENT) | (set(parts[1:]) & _OF_RESOURCE):
        what = f"{part!r} in operationId {name!r} shadows a name that the client has"
        raise SpecError(where, what, "Choose another word")


def _check_operation(document: Mapping, route: Route) -> None:
    operation, name = route.operation, route.name
    if operation.get("x-effect") not in EFFECTS:
        told = f"x-effect is {operation['x-effect']!r}" if "x-effect" in operation else f"{name} has no x-effect"
        raise SpecError(operation.where("x-effect"), told, f"Write one of {', '.join(EFFECTS)}")
    _check_parameters(document, route)
    if "requestBody" in operation and route.method not in _WITH_BODY:
        what = f"{name} has a body, which {route.method.upper()} does not send"
        raise SpecError(operation.where("requestBody"), what, "Use parameters, or another method")
    answers = [status for status in operation.get("responses") or () if status.startswith("2")]
    if len(answers) != 1:
        what = f"{name} has {len(answers) or 'no'} successful answer{'s' * (len(answers) > 1)}"
        raise SpecError(operation.where("responses"), what, 'Add `responses:` with one success, such as "200"')


def _check_parameters(document: Mapping, route: Route) -> None:
    declared = {parameter["name"]: parameter for parameter in parameters(document, route)}
    in_path = _IN_PATH.findall(route.path)
    for argument in in_path:
        if argument not in declared or declared[argument]["in"] != "path":
            what = f"{route.path} has {{{argument}}}, which {route.name} does not declare"
            raise SpecError(route.operation.where(), what, "Add it to `parameters` with `in: path`")
    for parameter in declared.values():
        _check_parameter(route, parameter, in_path)


def _check_parameter(route: Route, parameter: Mapping, in_path: list[str]) -> None:
    name, argument = route.name, parameter["name"]
    if parameter["in"] not in ("path", "query"):
        what = f"The argument {argument!r} of {name} is in {parameter['in']!r}"
        raise SpecError(parameter.where("in"), what, "Only path and query are supported")
    if parameter["in"] == "path" and argument not in in_path:
        what = f"{name} declares {argument!r} in the path, but {route.path} does not have it"
        raise SpecError(parameter.where("name"), what, f"Put {{{argument}}} into the path")
    if parameter["in"] == "path" and parameter.get("required") is not True:
        what = f"The path argument {argument!r} of {name} is not required"
        raise SpecError(parameter.where("required"), what, "Add `required: true`")


def _check_tree(seen: dict[str, Mapping]) -> None:
    """Names of resources become attributes, modules and classes, which must differ from each other."""
    operations = {name: operation.where("operationId") for name, operation in seen.items()}
    places: dict[str, Where] = {}
    for name, where in operations.items():
        parts = name.split(".")
        for length in range(1, len(parts)):
            places.setdefault(".".join(parts[:length]), where)
    modules: dict[str, str] = {}
    for resource, where in places.items():
        if resource in operations:
            what = f"{resource!r} is an operation and a resource"
            raise SpecError(operations[resource], what, "Rename the operation or the resource")
        module = resource.replace(".", "_")
        title = class_name(module)
        if title in _CLASSES or title.removeprefix("Async") in _CLASSES:
            raise SpecError(where, f"The resource {resource!r} would be the class {title}, which is taken", "Rename it")
        for key in (title, f"Async{title}"):
            if modules.setdefault(key, resource) != resource:
                what = f"The resources {modules[key]!r} and {resource!r} would share the class {key}"
                raise SpecError(where, what, "Rename one of them")


def python_name(key: str) -> str:
    """The usual name of a key: timeZone → time_zone."""
    return re.sub("([A-Z])", r"_\1", key).lower()


def usual_key(name: str) -> str:
    """The key that a model reads an attribute from unless it says otherwise, as `key_of` of the runtime has it."""
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def class_name(module: str) -> str:
    """oauth_clients_users → OauthClientsUsers."""
    return "".join(part.capitalize() for part in module.split("_"))
