"""Reduces a bundled specification to what openapi-python-client is to read, and keeps the rest beside it.

An action's request and answer are wrapped by the gateway; what a method takes is `arguments`, what it gives is `data`,
out of Cal.com's own wrapper. The parser sees just these two, under names chosen here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.check.rules import Route, operations, parameters
from generator.document.cycles import reachable
from generator.document.reading import Mapping
from generator.document.references import follow, mentioned, merged
from generator.errors import SpecError, Where
from generator.webhooks import Webhook, webhooks

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Plan:
    """One operation as the later stages see it: raw parts of the document, references unresolved.

    Attributes:
        route: Its place in the document.
        slug: Its action at the gateway; empty for a ToolzzAI operation.
        arguments: The schema of what it takes, out of the gateway's request.
        success: The status of its successful answer, such as `200`.
        body: The schema of that answer.
        answer: The schema of what the method gives, out of the wrappers of gateway and Cal.com.
        has_pages: Whether it is a list that can be walked over with `skip` and `take`.
        parameters: Its arguments outside the body.
        server: The root of its upstream.
        is_series: Whether what is answered may also be a list of `answer`.
    """

    route: Route
    slug: str
    arguments: Mapping | None
    success: str
    body: Mapping
    answer: Mapping
    has_pages: bool
    parameters: tuple[Mapping, ...]
    server: str
    is_series: bool

    @property
    def is_action(self) -> bool:
        """Whether an agent can run it."""
        return bool(self.slug)

    @property
    def method(self) -> str:
        """The name of its method."""
        return self.route.name.rpartition(".")[2]

    @property
    def constant(self) -> str:
        """The name of the constant that describes it, in the module of its resource."""
        return f"_{self.method.upper()}"


@dataclass(frozen=True, slots=True)
class Normalised:
    """The document, the plans and webhooks made from it, and the reduced document for the parser."""

    document: Mapping
    plans: tuple[Plan, ...]
    reduced: dict[str, Any]
    webhooks: tuple[Webhook, ...] = ()

    @property
    def schemas(self) -> dict[str, Mapping]:
        """The components that are schemas."""
        found: dict[str, Mapping] = self.document["components"].get("schemas") or {}
        return found

    def where(self, told: str) -> Where | None:
        """The place of the operation or schema that a text names as the parser does."""
        for plan in self.plans:
            if f"{plan.route.method.upper()} {plan.route.path} " in told:
                return plan.route.operation.where()
        named = re.search(r"schemas[/.](\w+)", told)
        schema = self.schemas.get(named[1]) if named else None
        return schema.where() if schema is not None else None


def normalise(document: Mapping) -> Normalised:
    """Plans every operation, and writes the reduced document."""
    plans = tuple(_plan(document, route) for route in sorted(operations(document), key=lambda route: route.name))
    paths: dict[str, Any] = {}
    for plan in plans:
        paths.setdefault(plan.route.path, {})[plan.route.method] = _reduced(plan)
    schemas: dict[str, Any] = document["components"].get("schemas") or {}
    told = tuple(webhooks(document))
    graph = {name: mentioned(schema) for name, schema in schemas.items()}
    graph[""] = mentioned(paths) | {webhook.model for webhook in told if webhook.model}
    reduced = {
        "openapi": "3.1.0",
        "info": {"title": "reduced", "version": "1"},
        "paths": paths,
        "components": {"schemas": {name: _without_beside(schemas[name]) for name in sorted(reachable(graph, ""))}},
    }
    return Normalised(document, plans, reduced, told)


def arguments_name(operation: str) -> str:
    """The title under which the parser sees an operation's arguments, such as BookingsMarkAbsentArguments."""
    words = re.split(r"[._]", operation)
    return "".join(word.title() for word in words) + "Arguments"


def _plan(document: Mapping, route: Route) -> Plan:
    operation = route.operation
    slug = route.path.rsplit("/", 1)[-1] if "x-cal" in operation else ""
    success = next(code for code in operation["responses"] if str(code).startswith("2"))
    body = _content(document, operation["responses"], success)
    if body is None:
        what = f"{route.name} answers no {JSON} schema"
        raise SpecError(operation.where("responses"), what, f"Give the answer {success} a schema")
    request = _content(document, operation, "requestBody")
    arguments = None if request is None else merged(document, request)
    answer = body
    if slug:
        arguments = _inner(document, arguments, "arguments", operation, "requestBody")
        answer = _data(document, body, operation)
    one = _one_of_series(answer)
    if arguments is not None:
        _check_arguments(arguments, route.name)
    return Plan(
        route,
        slug,
        arguments,
        success,
        body,
        answer if one is None else one,
        bool(slug) and _is_list(document, answer) and {"skip", "take"} <= _keys(arguments),
        tuple(parameters(document, route)),
        _server(document, route),
        one is not None,
    )


def _data(document: Mapping, body: Mapping, operation: Mapping) -> Mapping:
    """What an action answers, out of the gateway's wrapper and, if there is one, Cal.com's."""
    whole = merged(document, body)
    data = _inner(document, whole, "data", operation, "responses")
    properties = data.get("properties") or {}
    if data.get("type") == "object" and "data" in properties:
        inner: Mapping = properties["data"]
        return inner
    outer: Mapping = whole["properties"]["data"]
    return outer


def _is_list(document: Mapping, schema: Mapping) -> bool:
    kind = merged(document, schema).get("type")
    return kind == "array" or (isinstance(kind, list) and "array" in kind)


def _keys(schema: Mapping | None) -> set[str]:
    return set(schema.get("properties") or ()) if schema is not None else set()


def _server(document: Mapping, route: Route) -> str:
    servers = route.operation.get("servers") or route.item.get("servers") or document.get("servers") or ()
    if not servers:
        raise SpecError(route.operation.where(), f"{route.name} has no server", "Add `servers:` to it or to the root")
    server = str(servers[0]["url"]).rstrip("/")
    if not re.fullmatch(r"https?://[^\s{}?#]+", server):
        what = f"The server {server!r} is no root of an upstream"
        raise SpecError(servers[0].where("url"), what, "Write it out, such as https://api.example.com")
    return server


def _one_of_series(answer: Mapping) -> Mapping | None:
    """What an answer is one or several of, written as `anyOf` with a reference and a list of the same."""
    match answer.get("anyOf"):
        case [{"$ref": str() as one}, {"type": "array", "items": {"$ref": str() as item}}] if one == item:
            return answer.fresh({"$ref": one, "description": answer.get("description", "")})
        case _:
            return None


def _check_arguments(arguments: Mapping, name: str) -> None:
    if arguments.get("type") != "object":
        what = f"The arguments of {name} are no object"
        raise SpecError(arguments.where("type"), what, "Write `type: object` with properties")
    check_required(arguments, name)


def check_required(schema: Mapping, name: str) -> None:
    """Refuses a required key that an object does not describe."""
    for key in schema.get("required") or ():
        if key not in (schema.get("properties") or {}):
            what = f"{name} requires {key!r}, which is not among its properties"
            raise SpecError(schema.where("required"), what, "Correct the name, or describe it")


def _content(document: Mapping, holder: Mapping, key: str) -> Mapping | None:
    if key not in holder:
        return None
    body: Mapping = follow(document, holder[key])
    content = body.get("content")
    if not content:
        return None
    if list(content) != [JSON] or "schema" not in content[JSON]:
        what = f"The content of {key} is {', '.join(content)}"
        raise SpecError(body.where("content"), what, f"Only {JSON} with a schema is supported")
    schema: Mapping = content[JSON]["schema"]
    return schema


def _inner(document: Mapping, schema: Mapping | None, key: str, operation: Mapping, part: str) -> Mapping:
    properties = schema.get("properties") if schema is not None else None
    if not properties or key not in properties:
        name = operation.get("operationId")
        what = f"{name} is an action, but its {part} has no {key!r}"
        raise SpecError(operation.where(part), what, "Describe the gateway's request and answer, as other actions do")
    return merged(document, properties[key])


def _reduced(plan: Plan) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": plan.route.name.replace(".", "_"),
        "tags": ["all"],
        "responses": {"200": {"description": "-", "content": {JSON: {"schema": _without_beside(plan.answer)}}}},
    }
    if plan.parameters:
        operation["parameters"] = [
            {
                "name": parameter["name"],
                "in": parameter["in"],
                "required": parameter.get("required", False),
                "schema": _without_beside(parameter.get("schema") or {}),
            }
            for parameter in plan.parameters
        ]
    if plan.arguments is not None:
        schema = {**_without_beside(plan.arguments), "type": "object", "title": arguments_name(plan.route.name)}
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": schema}}}
    return operation


def _without_beside(node: Any) -> Any:
    """Drops what the parser would misread: keys beside a reference, texts, examples, defaults and extensions.

    The parser ignores keys beside a reference; later stages read them from the bundled document. Its own rendering of
    texts is never used, and what it does not see can't trouble it.
    """
    if isinstance(node, list):
        return [_without_beside(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            plain[key] = {name: _without_beside(schema) for name, schema in value.items()}
        elif key not in _UNREAD and not key.startswith("x-"):
            plain[key] = _without_beside(value)
    return plain


_UNREAD = {"title", "description", "summary", "example", "examples", "default", "deprecated", "readOnly", "writeOnly"}
