"""What the client sends and expects, as facts of an operation that can be compared with an upstream's."""

from __future__ import annotations

import re
from typing import Any

from toolzz_cal.operations import CalRequest, Operation, Travels

from .cleaning import Cleaner
from .values import Schema, Values

Facts = dict[str, Any]
_WRITTEN: dict[str, Schema] = {
    "integers": {"type": "array", "items": {"type": "integer"}},
    "object": {"type": "object"},
    "comma": {"type": "string"},
}


def facts_of(name: str, operation: Facts, schemas: dict[str, Schema]) -> Facts:
    """Facts of one operation alone, of which nothing else is told."""
    return {"info": {}, "operations": {name: operation}, "schemas": schemas}


def operation_of(method: str, path: str, arguments: Schema, **more: Any) -> Facts:
    """An operation of which arguments are told, and what else is said; the rest is the same on both sides."""
    usual: Facts = {"effect": "", "server": "", "status": "", "answer": {}}
    return {**usual, "method": method, "path": path, "arguments": arguments, **more}


def to_gateway(operation: Operation) -> Facts:
    """What the gateway is sent: the action's arguments."""
    arguments = Cleaner("the client").schema(operation.facts["arguments"])
    return operation_of("POST", f"/{operation.slug}", arguments)


def to_cal(operation: Operation, request: CalRequest, clean: Cleaner, *, is_as_written: bool = True) -> Facts:
    """What Cal.com is sent directly: where each argument travels, under which name, and what comes back.

    Documents tell some arguments as they are written, and others as the action has them, before they are encoded.
    `clean` rewrites the client's schemas.
    """
    arguments = clean.schema(operation.facts["arguments"])
    known: dict[str, Schema] = arguments.get("properties", {})
    required = {*arguments.get("required", ()), *request.needs}
    usual = "query" if request.method in ("GET", "DELETE") else "body"
    travels = dict(request.arguments)
    for name in request.needs:
        travels.setdefault(name, Travels("path" if name in in_path(request.path) else usual, name))
    body = _fixed(request.body or {})
    parameters: dict[tuple[str, str], Facts] = {}
    for name, (place, wire, encode) in travels.items():
        schema = known.get(name, {})
        if is_as_written:
            schema = _written(schema, encode)
        if place == "body":
            _put(body, wire.split("."), schema, is_required=name in required)
            continue
        base = wire.partition("[")[0] if is_as_written else name
        if base != wire and encode is None and is_as_written:
            schema = {"type": "array"}
        parameters[place, base] = parameter(base, place, schema, is_required=name in required)
    cal: Facts = {"method": "", "path": "", "arguments": {}}
    if request.version is not None:
        cal["version"] = request.version
    # Cal.com's own reply is what the gateway passes on as `data`, but where the answer is made of another one.
    answer = Values(clean.schemas).of(clean.schema(operation.facts["answer"]))
    reply = answer.properties.get("data", {}) if request.picks is None else {}
    more: Facts = {"parameters": list(parameters.values()), "answer": reply, "cal": cal}
    return operation_of(request.method, request.path, body, **more)


def parameter(name: str, place: str, schema: Schema, *, is_required: bool) -> Facts:
    """An argument outside the body. In a path every value is text, of which only the listed ones are told apart."""
    told = schema
    if place == "path":
        told = {"type": "string"} | {key: schema[key] for key in ("enum",) if key in schema}
    return {"name": name, "in": place, "schema": told, "required": is_required}


def in_path(path: str) -> list[str]:
    """The names in a path, in their order."""
    return re.findall(r"\{([^{}]*)\}", path)


def _written(schema: Schema, encode: str | None) -> Schema:
    """The schema of an argument as it is written."""
    if encode in ("list", "brackets"):
        return schema if schema.get("type") == "array" else {"type": "array", "items": schema}
    return _WRITTEN.get(encode or "", schema)


def _fixed(body: dict[str, Any]) -> Schema:
    """Members that are always sent, whatever their type."""
    return {"type": "object", "properties": {name: {} for name in body}, "required": list(body)}


def _put(body: Schema, way: list[str], schema: Schema, *, is_required: bool) -> None:
    """Puts an argument into a body, in objects where its name has dots."""
    for step in way[:-1]:
        if is_required and step not in body["required"]:
            body["required"].append(step)
        body = body["properties"].setdefault(step, {"type": "object", "properties": {}, "required": []})
    body["properties"][way[-1]] = schema
    if is_required and way[-1] not in body["required"]:
        body["required"].append(way[-1])
