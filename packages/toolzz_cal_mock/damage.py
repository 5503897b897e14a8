"""What a fault does to a reply: a delay, a cut, a body that is short, broken or not quite as the schema says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from toolzz_cal import operations

from .messages import Reply

if TYPE_CHECKING:
    from .faults import Fault

UNKNOWN = "unknown-example"
EXTRA = {"xMockExtra": {"added": "example", "numbers": [1, 2]}}
PAGE = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"

Node = tuple[Any, list[dict[str, Any]]]


def damaged(fault: Fault, reply: Reply, schema: dict[str, Any] | None) -> Reply:
    """The reply, changed in place; `schema` is that of the operation's answer."""
    reply.delay += fault.latency
    if fault.retry_after is not None:
        reply.headers["retry-after"] = fault.retry_after
    match fault.kind:
        case "drop_before":
            reply.drop = "before"
        case "drop_after":
            reply.drop = "after"
        case "truncate":
            _truncate(reply)
        case "malformed":
            # Without its last byte it is the beginning of a value at most, and this ends neither that nor a string.
            reply.body = reply.body[:-1] + b",{"
        case "html":
            reply.status, reply.body = 502, PAGE
            reply.headers["content-type"] = "text/html"
        case "unknown_enum":
            _edit(reply, schema, _unknown_values)
        case "extra_fields":
            _edit(reply, schema, _extra_fields)
        case _:
            pass
    return reply


def _truncate(reply: Reply) -> None:
    """Half of the body under the header of the whole, as when an upstream falls over while it answers."""
    if len(reply.body) < 2:
        reply.drop = "after"  # there is nothing to cut short
        return
    reply.headers["content-length"] = str(len(reply.body))
    reply.body = reply.body[: len(reply.body) // 2]


def _edit(reply: Reply, schema: dict[str, Any] | None, change: Callable[[Any, list[dict[str, Any]]], Any]) -> None:
    """Changes the payload of a successful JSON answer. The envelope stays right, so that the payload is looked at."""
    if schema is None or not 200 <= reply.status < 300:
        return
    try:
        body = json.loads(reply.body)
    except ValueError:
        return
    schemas = _flat(schema)
    if not isinstance(body, dict):
        return
    if "successful" in body:
        if body["successful"] is True:
            body["data"] = _payload(body["data"], _member(schemas, "data"), change)
    elif "status" in body and (inner := _member(schemas, "data")):
        body = _payload(body, inner, change)
    else:
        body = change(body, schemas)
    reply.body = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def _payload(reply: Any, schemas: list[dict[str, Any]], change: Callable[[Any, list[dict[str, Any]]], Any]) -> Any:
    """Cal.com's reply with its `data` changed; itself when it has no envelope."""
    if isinstance(reply, dict) and "status" in reply:
        if "data" in reply:
            reply["data"] = change(reply["data"], _member(schemas, "data"))
        return reply
    return change(reply, schemas)


def _unknown_values(value: Any, schemas: list[dict[str, Any]]) -> Any:
    if isinstance(value, str):
        return UNKNOWN if any(value in each.get("enum", ()) for each in schemas) else value
    if isinstance(value, list):
        return [_unknown_values(item, _items(schemas)) for item in value]
    if isinstance(value, dict):
        return {key: _unknown_values(item, _member(schemas, key)) for key, item in value.items()}
    return value


def _extra_fields(value: Any, schemas: list[dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_extra_fields(item, _items(schemas)) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _extra_fields(item, _member(schemas, key)) for key, item in value.items()}
    # An object without declared properties is a map: a further entry would be data, not a field.
    return {**changed, **EXTRA} if any("properties" in each for each in schemas) else changed


def _items(schemas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [flat for each in schemas if isinstance(each.get("items"), dict) for flat in _flat(each["items"])]


def _member(schemas: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    named = [each["properties"][key] for each in schemas if key in each.get("properties", {})]
    rest = [each["additionalProperties"] for each in schemas if isinstance(each.get("additionalProperties"), dict)]
    return [flat for each in named or rest for flat in _flat(each)]


def _flat(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """A schema with all that it refers to and combines."""
    return list(_walk(schema, operations.schemas()))


def _walk(schema: dict[str, Any], definitions: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    if isinstance(name := schema.get("$ref"), str):
        yield from _walk(definitions[name.removeprefix("#/$defs/")], definitions)
    for word in ("allOf", "anyOf", "oneOf"):
        for each in schema.get(word, ()):
            yield from _walk(each, definitions)
