"""The facts of every operation as plain JSON, for what runs operations without their methods, and for `diff`.

`operations` holds, per name, what the specification says; `schemas` holds what answers refer to as `#/$defs/NAME`.
Arguments are self-contained. `events` are the webhooks, `names` what keys are called in Python where `python_name`
does not tell, `classes` the models and enums that can be imported. Readers: `client.actions`, the mock server, agent
tools, `diff`. `plain` names the texts of answers that no person writes, by schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.check.rules import python_name
from generator.document.cycles import circles, reachable
from generator.document.reading import Mapping
from generator.document.references import follow, mentioned, named
from generator.errors import SpecError
from generator.extensions.cal import DirectRequest
from generator.extensions.plain import plain_texts
from generator.normalise import JSON, Normalised, Plan
from generator.parse import Parsed
from generator.shape.kinds import Operation
from generator.shape.source import sourced
from generator.webhooks import Webhook

MAX_NODES = 20_000
_COMPONENT = "#/components/schemas/"


def facts(
    source: Normalised, parsed: Parsed, operations: Iterable[Operation], classes: Iterable[str]
) -> dict[str, Any]:
    """Everything, ready for `json.dumps`.

    Args:
        source: The document and its plans.
        parsed: Types and names.
        operations: The operations, in the order of the plans.
        classes: The names of the models and enums that are emitted.
    """
    document = source.document
    schemas: dict[str, Any] = document["components"].get("schemas") or {}
    inlined = _Inliner(document)
    pairs = zip(source.plans, operations, strict=True)
    plain = plain_texts(document)
    return {
        "info": document["info"],
        "tags": {tag["name"]: _line(tag.get("description", "")) for tag in document.get("tags") or ()},
        "credentials": document["components"].get("securitySchemes") or {},
        "names": _names(parsed),
        "classes": sorted(classes),
        "events": {webhook.trigger: _event(document, webhook) for webhook in source.webhooks},
        "operations": {each.name: _operation(document, plan, each, inlined) for plan, each in pairs},
        "schemas": {name: _referring(schemas[name]) for name in sorted(schemas)},
        **({"plain": plain} if plain else {}),
    }


def _names(parsed: Parsed) -> dict[str, str]:
    """What the keys of arguments and models are called in Python, where `python_name` does not tell."""
    every = [*parsed.models.values(), *parsed.arguments.values()]
    called = {each.key: each.name for properties in every for each in properties}
    found = {key: name for key, name in called.items() if python_name(key) != name}
    return dict(sorted(found.items()))


def _event(document: Mapping, webhook: Webhook) -> dict[str, Any]:
    body = follow(document, webhook.operation["requestBody"])
    return {
        "class": webhook.name,
        "summary": _line(webhook.operation.get("summary", "")),
        "description": _line(webhook.operation.get("description", "")),
        "body": _referring(body["content"][JSON]["schema"]),
    }


def _operation(document: Mapping, plan: Plan, operation: Operation, inlined: _Inliner) -> dict[str, Any]:
    source = plan.route.operation
    found: dict[str, Any] = {
        "summary": _line(source.get("summary", "")),
        "description": _line(source.get("description", "")),
        "effect": operation.effect,
        "method": operation.http_method,
        "path": operation.path,
        "server": operation.server,
        "constant": f"{operation.module}:{operation.constant}",
        "security": source.get("security", document.get("security")) or [{}],
        "tags": source.get("tags") or [],
        "arguments": _arguments(plan.arguments, inlined) if plan.arguments is not None else {"type": "object"},
        "status": plan.success,
        "answer": _referring(plan.body),
        "errors": _errors(document, plan),
        "example": _example(document, source),
    }
    if source.get("deprecated") is True:
        found["deprecated"] = True
    if len(servers := _servers(document, plan)) > 1:
        found["servers"] = servers
    if plan.parameters:
        found["parameters"] = [_parameter(each, inlined) for each in plan.parameters]
    if plan.has_pages:
        found["pages"] = True
    if operation.is_reconciled:
        found["reconcile"] = source["x-reconcile"]
    elif operation.reconcile is not None:
        found["repeat"] = True
    found |= _of_routes(operation)
    if operation.permission is not None:
        found["agent"] = {"flag": operation.permission.flag}
        if operation.permission.timezone:
            found["agent"]["timezone"] = operation.permission.timezone
    return found


def _of_routes(operation: Operation) -> dict[str, Any]:
    """What is known of an action on either route."""
    found: dict[str, Any] = {}
    if operation.slug:
        found["slug"] = operation.slug
    if operation.direct is not None:
        found["cal"] = _cal(operation.direct)
        if others := [_cal(each) for each in operation.direct.others]:
            found["cal"]["others"] = others
        if note := " ".join(each.note for each in (operation.direct, *operation.direct.others) if each.note):
            found["note"] = note
    if operation.bindings:
        found["gateway"] = [each.facts() for each in operation.bindings]
    return found


def _arguments(schema: Mapping, inlined: _Inliner) -> dict[str, Any]:
    plain = inlined(schema)
    for name, each in schema.get("properties", {}).items():
        if "description" in plain["properties"][name]:
            plain["properties"][name]["description"] = sourced(plain["properties"][name]["description"], each)
    return plain


def _cal(request: DirectRequest) -> dict[str, Any]:
    """A Cal.com request of an action: where each argument goes, and what else it needs."""
    placed = {name: each.facts() for name, each in request.arguments.items()}
    return {"method": request.method, "path": request.path, "arguments": placed, **dict(request.facts())}


def _servers(document: Mapping, plan: Plan) -> list[str]:
    """Every server of an operation; requests go to the first one."""
    told = plan.route.operation.get("servers") or plan.route.item.get("servers") or document.get("servers") or ()
    return [server["url"].rstrip("/") for server in told]


def _parameter(parameter: Mapping, inlined: _Inliner) -> dict[str, Any]:
    """An argument outside the body; what it need not say is left out."""
    found = {"name": parameter["name"], "in": parameter["in"], "schema": inlined(parameter["schema"])}
    for key in ("required", "deprecated"):
        if parameter.get(key) is True:
            found[key] = True
    for key in ("description", "example", "examples"):
        if key in parameter:
            found[key] = _line(parameter[key]) if key == "description" else parameter[key]
    return found


def _errors(document: Mapping, plan: Plan) -> dict[str, Any]:
    """The schemas of what is answered otherwise, by status; one that tells no schema may be anything."""
    found: dict[str, Any] = {}
    for status, response in plan.route.operation["responses"].items():
        if status != plan.success:
            content = follow(document, response).get("content") or {}
            found[status] = _referring(content.get(JSON, {}).get("schema", {}))
    return found


def _example(document: Mapping, operation: Mapping) -> Any:
    body = operation.get("requestBody")
    return None if body is None else follow(document, body)["content"][JSON].get("example")


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _referring(node: Any) -> Any:
    """A schema whose references point into `$defs`, without what is only for other readers."""
    if isinstance(node, list):
        return [_referring(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = _mapped(node, _referring)
    if "$ref" in node:
        plain["$ref"] = "#/$defs/" + str(node["$ref"]).removeprefix(_COMPONENT)
    return plain


def _mapped(node: Mapping | dict[str, Any], inner: Callable[[Any], Any]) -> dict[str, Any]:
    """A schema with `inner` applied to what stands in it, without what is only for other readers."""
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            plain[key] = {name: inner(schema) for name, schema in value.items()}
        elif key in ("example", "examples", "default"):
            plain[key] = value
        elif key == "description":
            plain[key] = _line(value)
        elif key not in ("title", "x-cal", "x-source", "x-usual"):
            plain[key] = inner(value)
    return plain


class _Inliner:
    """Writes schemas out as JSON Schema without references; what stands beside a reference wins over its target.

    A schema that leads back to itself can't be written out: it is referred to, in `$defs` of the schema made.
    """

    def __init__(self, document: Mapping) -> None:
        self._document = document
        self._schemas: dict[str, Mapping] = document["components"].get("schemas") or {}
        self._graph = {name: mentioned(schema) for name, schema in self._schemas.items()}
        self._circles = circles(self._graph)
        self._left, self._used = 0, set[str]()

    def __call__(self, schema: Mapping) -> dict[str, Any]:
        self._left, self._used = MAX_NODES, set()
        plain: dict[str, Any] = self._plain(schema)
        if self._used:
            names = self._used.union(*(reachable(self._graph, name) for name in self._used))
            plain["$defs"] = {name: _referring(self._schemas[name]) for name in sorted(names)}
        return plain

    def _plain(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._plain(item) for item in node]
        if not isinstance(node, Mapping):
            return node
        self._left -= 1
        if self._left < 0:
            what = f"Without references, the arguments that this belongs to grow past {MAX_NODES:,} nodes"
            raise SpecError(node.where(), what, "Refer to fewer schemas")
        if "$ref" in node:
            name, target = named(self._document, node)
            beside = self._plain(node.fresh({key: value for key, value in node.items() if key != "$ref"}))
            if name not in self._circles:
                return {**self._plain(target), **beside}
            self._used.add(name)
            return {"$ref": f"#/$defs/{name}", **beside}
        return _mapped(node, self._plain)
