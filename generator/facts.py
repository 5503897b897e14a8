"""The facts of every operation as plain JSON, for what runs operations without their methods.

`operations` holds, per name, what the specification says; `schemas` holds what answers refer to as `#/$defs/NAME`.
Arguments are self-contained. Readers: `client.actions`, the mock server, agent tools.
"""

from __future__ import annotations

from typing import Any

from generator.cycles import circles, reachable
from generator.direct import DirectRequest, direct_request
from generator.errors import SpecError
from generator.normalise import JSON, Normalised, Plan
from generator.permission import permission
from generator.reading import Mapping
from generator.references import follow, mentioned, named

MAX_NODES = 20_000
_COMPONENT = "#/components/schemas/"


def facts(source: Normalised) -> dict[str, Any]:
    """Everything, ready for `json.dumps`."""
    document = source.document
    schemas: dict[str, Any] = document["components"].get("schemas") or {}
    inlined = _Inliner(document)
    return {
        "operations": {plan.route.name: _operation(document, plan, inlined) for plan in source.plans},
        "schemas": {name: _referring(schemas[name]) for name in sorted(schemas)},
    }


def _operation(document: Mapping, plan: Plan, inlined: _Inliner) -> dict[str, Any]:
    operation = plan.route.operation
    found: dict[str, Any] = {
        "summary": _line(operation.get("summary", "")),
        "description": _line(operation.get("description", "")),
        "effect": operation["x-effect"],
        "method": plan.route.method.upper(),
        "path": plan.route.path,
        "server": plan.server,
        "arguments": _arguments(plan.arguments, inlined) if plan.arguments is not None else {"type": "object"},
        "answer": _referring(_answer(document, operation)),
        "example": _example(document, operation),
    }
    if plan.parameters:
        found["parameters"] = [
            {"name": each["name"], "in": each["in"], "schema": inlined(each["schema"])} for each in plan.parameters
        ]
    if plan.is_action:
        found["slug"] = plan.route.path.rsplit("/", 1)[-1]
        found["cal"] = _cal(direct_request(operation, plan.arguments))
    if (needed := permission(operation, plan.arguments)) is not None:
        found["agent"] = {"flag": needed.flag} | ({"timezone": needed.timezone} if needed.timezone else {})
    if "x-cal-note" in operation:
        found["note"] = _line(operation["x-cal-note"])
    return found


def sourced(text: str, schema: Any) -> str:
    """A description of an argument, with the source of what the documents do not say of it."""
    if isinstance(schema, Mapping) and schema.get("x-source") == "cal-api-v2":
        return f"{text} (Source: Cal.com's API v2.)"
    return text


def _arguments(schema: Mapping, inlined: _Inliner) -> dict[str, Any]:
    plain = inlined(schema)
    for name, each in schema.get("properties", {}).items():
        if "description" in plain["properties"][name]:
            plain["properties"][name]["description"] = sourced(plain["properties"][name]["description"], each)
    return plain


def _cal(request: DirectRequest) -> dict[str, Any]:
    """The Cal.com request of an action: where each argument goes, and what else it needs."""
    placed = {
        name: {"in": each.place, "name": each.wire} | ({"encode": each.encode} if each.encode else {})
        for name, each in request.arguments.items()
    }
    more = {key: value for key, value in request.keywords() if key not in ("places", "encodings", "needs")}
    if request.needs:
        more["needs"] = request.needs
    return {"method": request.method, "path": request.path, "arguments": placed, **more}


def _answer(document: Mapping, operation: Mapping) -> Any:
    status = next(code for code in operation["responses"] if code.startswith("2"))
    response = follow(document, operation["responses"][status])
    return response["content"][JSON]["schema"]


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
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if key == "$ref":
            plain[key] = "#/$defs/" + str(value).removeprefix(_COMPONENT)
        elif key == "properties":
            plain[key] = {name: _referring(schema) for name, schema in value.items()}
        elif key in ("example", "examples", "default"):
            plain[key] = value
        elif key == "description":
            plain[key] = _line(value)
        elif not key.startswith("x-cal") and key not in ("title", "x-source"):
            plain[key] = _referring(value)
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
        plain: dict[str, Any] = {}
        for key, value in node.items():
            if key == "properties":
                plain[key] = {name: self._plain(schema) for name, schema in value.items()}
            elif key in ("example", "examples", "default"):
                plain[key] = value
            elif key == "description":
                plain[key] = _line(value)
            elif not key.startswith("x-cal") and key not in ("title", "x-source"):
                plain[key] = self._plain(value)
        return plain
