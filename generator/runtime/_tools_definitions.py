# Edit this in generator/runtime/_tools_definitions.py; `make generate` copies it into the client.
"""Tools as each vendor's interface takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import _tools_schemas as schemas
from ._tools_catalogue import Tool


def for_openai(tool: Tool, strict: bool, *, nested: bool) -> dict[str, Any]:
    """For the Responses interface, or nested as Chat Completions have it."""
    parameters = schemas.openai_strict(tool.arguments()) if strict else tool.arguments()
    made: dict[str, Any] = {
        "name": tool.name,
        "description": tool.description,
        "parameters": parameters,
        "strict": strict,
    }
    return {"type": "function", "function": made} if nested else {"type": "function", **made}


def for_anthropic(tools: Iterable[Tool], strict: bool) -> list[dict[str, Any]]:
    """For the Messages interface; as many tools are strict as one request may have."""
    made: dict[str, dict[str, Any]] = {
        tool.name: {"name": tool.name, "description": tool.description, "input_schema": tool.arguments()}
        for tool in tools
    }
    if not strict:
        return list(made.values())
    closed = {tool.name: schemas.anthropic_strict(tool.arguments()) for tool in tools}
    left = schemas.ANTHROPIC_TOOLS, schemas.ANTHROPIC_OPTIONAL, schemas.ANTHROPIC_UNIONS
    for name in sorted(closed, key=lambda each: schemas.anthropic_cost(closed[each])):
        optional, unions = schemas.anthropic_cost(closed[name])
        if left[0] >= 1 and left[1] >= optional and left[2] >= unions:
            left = left[0] - 1, left[1] - optional, left[2] - unions
            made[name] |= {"input_schema": closed[name], "strict": True}
    return list(made.values())


def for_mcp(tool: Tool) -> dict[str, Any]:
    """For an MCP server, with hints on what the tool does."""
    return {
        "name": tool.name,
        "title": tool.summary,
        "description": tool.description,
        "inputSchema": tool.arguments(),
        "outputSchema": tool.output(),
        "annotations": {
            "readOnlyHint": tool.effect == "read",
            "destructiveHint": tool.effect == "destroy",
            "idempotentHint": tool.effect == "read",
            "openWorldHint": True,
        },
    }
