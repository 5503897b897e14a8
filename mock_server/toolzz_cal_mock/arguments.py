"""The arguments that a recorded request carries, by the operation's own names."""

from __future__ import annotations

import json
from typing import Any

from .messages import Request
from .specification import Operation, specification
from .wire import segments_of


def arguments_of(request: Request, operation: str | None) -> dict[str, Any]:
    """Arguments from the gateway's body, or from where a direct request has them: path, query and body."""
    facts = specification().operations.get(operation or "")
    try:
        body = json.loads(request.body) if request.body else {}
    except (ValueError, RecursionError):
        body = {}
    body = body if isinstance(body, dict) else {}
    if facts is None or (facts.slug and not request.path.startswith(("/v2/", "/api/v2/"))):
        inner = body.get("arguments", {} if facts else body)
        return inner if isinstance(inner, dict) else {}
    if not facts.slug:
        return {**body, **_segments(facts.path, request.path)}
    return _direct(facts, request, body)


def _direct(facts: Operation, request: Request, body: dict[str, Any]) -> dict[str, Any]:
    segments = _segments(facts.cal["path"], request.path.removeprefix("/api"))
    query: dict[str, list[str]] = {}
    for name, value in request.query:
        query.setdefault(name.removesuffix("[]"), []).append(value)
    placed = facts.cal["arguments"]
    taken = {place["name"] for place in placed.values() if place["in"] == "body"}
    found: dict[str, Any] = {name: value for name, value in body.items() if name not in taken}
    properties = facts.arguments.get("properties", {})
    for name, place in placed.items():
        wire = place["name"]
        kind = properties.get(name, {}).get("type")
        if place["in"] == "path" and wire in segments:
            found[name] = _typed(segments[wire], kind)
        elif place["in"] == "query" and wire in query:
            values = query[wire]
            if kind == "array":
                found[name] = values[0].split(",") if place.get("encode") == "comma" else values
            else:
                found[name] = _typed(values[0], kind)
        elif place["in"] == "body":
            node: Any = body
            for part in wire.split("."):
                node = node.get(part, _ABSENT) if isinstance(node, dict) else _ABSENT
            if node is not _ABSENT:
                found[name] = node
    return found


_ABSENT = object()


def _segments(template: str, path: str) -> dict[str, str]:
    pairs = zip(template.strip("/").split("/"), segments_of(path), strict=False)
    return {name[1:-1]: value for name, value in pairs if name.startswith("{")}


def _typed(text: str, kind: str | None) -> Any:
    if kind == "integer" and text.removeprefix("-").isdecimal():
        return int(text)
    return text == "true" if kind == "boolean" and text in ("true", "false") else text
