"""Reduces a bundled specification to what openapi-python-client is to read, and keeps the rest beside it.

An action's request and answer are wrapped by the gateway; what a method takes is `arguments`, what it gives is `data`,
out of Cal.com's own wrapper. The parser sees just these two, under names chosen here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.bundle import follow
from generator.errors import SpecError
from generator.reading import Mapping
from generator.rules import Route, operations, parameters

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Plan:
    """One operation as the later stages see it: raw parts of the document, references unresolved."""

    route: Route
    arguments: Mapping | None
    answer: Mapping
    parameters: tuple[Mapping, ...]
    is_action: bool
    server: str
    security: str


@dataclass(frozen=True, slots=True)
class Normalised:
    """The document, the plans made from it, and the reduced document for the parser."""

    document: Mapping
    plans: tuple[Plan, ...]
    reduced: dict[str, Any]


def normalise(document: Mapping) -> Normalised:
    """Plans every operation, and writes the reduced document."""
    plans = tuple(_plan(document, route) for route in sorted(operations(document), key=lambda route: route.name))
    paths: dict[str, Any] = {}
    for plan in plans:
        paths.setdefault(plan.route.path, {})[plan.route.method] = _reduced(plan)
    schemas = (document.get("components") or {}).get("schemas") or {}
    used = _reachable(paths, schemas)
    reduced = {
        "openapi": "3.1.0",
        "info": {"title": "reduced", "version": "1"},
        "paths": paths,
        "components": {"schemas": {name: _without_beside(schemas[name]) for name in sorted(used)}},
    }
    return Normalised(document, plans, reduced)


def arguments_name(operation: str) -> str:
    """The title under which the parser sees an operation's arguments."""
    return f"{operation.replace('.', ' ').title().replace('_', ' ').title().replace(' ', '')}Arguments"


def merged(document: Mapping, schema: Any) -> Mapping:
    """A schema with its reference and its `allOf` branches folded in; the later key wins, properties are joined."""
    schema = follow(document, schema)
    if not isinstance(schema, Mapping):
        raise SpecError(document.where(), "A schema is not a mapping", "Write `type: object` or a $ref")
    if "allOf" not in schema:
        return schema
    result = schema.fresh()
    properties = schema.fresh()
    required: list[str] = []
    for branch in (*schema["allOf"], {key: value for key, value in schema.items() if key != "allOf"}):
        part = merged(document, branch) if isinstance(branch, Mapping) else branch
        if isinstance(part, Mapping):
            properties.lines = {**properties.lines, **(part.get("properties") or part).lines}
        properties.update(part.get("properties") or {})
        required += part.get("required") or []
        result.update({key: value for key, value in part.items() if key not in ("properties", "required")})
    if properties:
        result["properties"] = properties
    if required:
        result["required"] = required
    return result


def _plan(document: Mapping, route: Route) -> Plan:
    operation = route.operation
    is_action = "x-cal" in operation
    request = _content(document, operation, "requestBody")
    status = next(code for code in operation["responses"] if str(code).startswith("2"))
    answer = _content(document, operation["responses"], status)
    if answer is None:
        what = f"{route.name} answers no {JSON} schema"
        raise SpecError(operation.where("responses"), what, "Give its 200 a schema")
    arguments = None if request is None else merged(document, request)
    if is_action:
        arguments = _inner(document, arguments, "arguments", operation, "requestBody")
        data = _inner(document, merged(document, answer), "data", operation, "responses")
        inner = (data.get("properties") or {}).get("data") if data.get("type") == "object" else None
        raw = (merged(document, answer)["properties"])["data"]
        answer = inner if inner is not None else raw
    servers = operation.get("servers") or route.item.get("servers") or document.get("servers") or ()
    if not servers:
        raise SpecError(operation.where(), f"{route.name} has no server", "Add `servers:` to it or to the root")
    security = operation.get("security", document.get("security")) or [{}]
    scheme = next(iter(security[0]), "") if security else ""
    return Plan(
        route,
        arguments,
        answer,
        tuple(parameters(document, route)),
        is_action,
        str(servers[0]["url"]).rstrip("/"),
        scheme,
    )


def _content(document: Mapping, holder: Mapping, key: str) -> Mapping | None:
    if key not in holder:
        return None
    body = follow(document, holder[key])
    content = body.get("content") or {} if isinstance(body, Mapping) else {}
    if not content:
        return None
    if list(content) != [JSON] or "schema" not in content[JSON]:
        where = body.where("content")
        raise SpecError(
            where, f"{key} has the media types {', '.join(content)}", f"Only {JSON} with a schema is supported"
        )
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


_UNREAD = {"description", "summary", "example", "examples", "default", "deprecated", "readOnly", "writeOnly"}


def _reachable(paths: Any, schemas: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    stack = [paths]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/components/schemas/")
            if name in schemas and name not in found:
                found.add(name)
                stack.append(_without_beside(schemas[name]))
            stack.extend(value for key, value in node.items() if key != "$ref")
    return found
