"""What the client sends and expects, as facts of an operation that can be compared with an upstream's."""

from __future__ import annotations

import re
from typing import Any

from toolzz_cal.operations import CalRequest, GatewayBinding, Operation, Travels

from .cleaning import Cleaner
from .values import Schema, Values

Facts = dict[str, Any]
_WRITTEN: dict[str, Schema] = {
    "integers": {"type": "array", "items": {"type": "integer"}},
    "object": {"type": "object"},
    "comma": {"type": "string"},
    "minutes": {"type": "integer"},
}


def facts_of(name: str, operation: Facts, schemas: dict[str, Schema]) -> Facts:
    """Facts of one operation alone, of which nothing else is told."""
    return {"info": {}, "operations": {name: operation}, "schemas": schemas}


def operation_of(method: str, path: str, arguments: Schema, **more: Any) -> Facts:
    """An operation of which arguments are told, and what else is said; the rest is the same on both sides."""
    usual: Facts = {"effect": "", "server": "", "status": "", "answer": {}}
    return {**usual, "method": method, "path": path, "arguments": arguments, **more}


def to_gateway(operation: Operation, slug: str, binding: GatewayBinding | None) -> Facts:
    """What the gateway is sent: the action's arguments, in the form of a binding if there are several."""
    arguments = operation.facts["arguments"]
    sent = arguments if binding is None else binding.schema(arguments)
    return operation_of("POST", f"/{slug}", Cleaner("the client").schema(sent))


def to_cal(operation: Operation, request: CalRequest, clean: Cleaner, *, is_as_written: bool = True) -> Facts:
    """What Cal.com is sent directly: where each argument travels, under which name, and what comes back.

    Documents tell some arguments as they are written, and others as the action has them, before they are encoded.
    `clean` rewrites the client's schemas.
    """
    arguments = clean.schema(operation.facts["arguments"])
    known: dict[str, Schema] = arguments.get("properties", {})
    required = {*arguments.get("required", ()), *request.needs}
    travels = dict(request.arguments)
    for name in request.needs:
        travels.setdefault(name, Travels("path" if name in in_path(request.path) else request.elsewhere, name))
    body = _fixed(request.body or {})
    parameters: dict[tuple[str, str], Facts] = {}
    for name, travel in travels.items():
        schema = known.get(name, {})
        if is_as_written:
            schema = _written(schema, travel.encode)
        if travel.place == "body":
            _put(body, travel.name.split("."), schema, is_required=name in required)
            continue
        base = travel.name.partition("[")[0] if is_as_written else name
        if base != travel.name and travel.encode is None and is_as_written:
            schema = {"type": "array"}
        parameters[travel.place, base] = parameter(base, travel.place, schema, is_required=name in required)
    cal: Facts = {"method": "", "path": "", "arguments": {}}
    if request.sends is not None:
        cal["version"] = request.sends
    # Cal.com's own reply is what the gateway passes on as `data`, but where the answer is made of another one.
    answer = Values(clean.schemas).of(clean.schema(operation.facts["answer"]))
    is_as_it_came = request.picks is None and request.answer is None
    reply = answer.properties.get("data", {}) if is_as_it_came else {}
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
        forms: list[Schema] = [schema, *schema.get("anyOf", ())]
        return next((form for form in forms if form.get("type") == "array"), {"type": "array", "items": schema})
    return _WRITTEN.get(encode or "", schema)


def _fixed(body: dict[str, Any]) -> Schema:
    """Members that are always sent, whatever their type."""
    return {"type": "object", "properties": {name: {} for name in body}, "required": list(body)}


def _put(body: Schema, way: list[str], schema: Schema, *, is_required: bool) -> None:
    """Puts an argument where dots lead to, in objects that are made for it. What is there already stays."""
    *steps, name = way
    for step in steps:
        _require(body, step, is_required=is_required)
        body = body.setdefault("properties", {}).setdefault(step, {"type": "object"})
    _require(body, name, is_required=is_required)
    body.setdefault("properties", {}).setdefault(name, schema)


def _require(body: Schema, name: str, *, is_required: bool) -> None:
    if is_required and name not in body.setdefault("required", []):
        body["required"].append(name)
