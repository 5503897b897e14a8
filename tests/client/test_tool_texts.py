"""What models read of a tool: what it does and takes, and nothing of how requests are made."""

from __future__ import annotations

import re

from toolzz_cal import Client, operations
from toolzz_cal.tools import Tools

# Words about requests. They concern whoever writes programs, and stand in notes and on pages.
WIRE = re.compile(
    "|".join(
        [
            r"(?i:on the wire)",
            r"\w\[\]|\[\d+\]",
            r"(?i:(direct|either|both|gateway) routes?\b|\bthe (route|gateway)\b)",
            r"(?i:\bthe action (asks|holds|insists|leaves|lists|names|takes))",
            r"(?i:query (string|param|key|value)|JSON array|\bheader\b|\btravels?\b)",
            r"\b(POST|GET|PATCH)\b|/v2/",
            r"extra_arguments|Composio|\(Source:",
        ]
    )
)
# Words that are about what is delivered to a receiver, and not about a request.
DELIVERED = re.compile(r"takes the POST requests|receives the POST requests|header `?X-Cal-Signature-256`?")


def texts(node, at=""):
    """Every description in a definition, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("description", "title") and isinstance(value, str):
                yield f"{at}.{key}", value
            else:
                yield from texts(value, f"{at}.{key}")
    elif isinstance(node, list):
        for number, each in enumerate(node):
            yield from texts(each, f"{at}[{number}]")


def about_requests(definitions):
    """Places of definitions that tell how requests are made."""
    return [
        f"{definition.get('name')}{place}: {text}"
        for definition in definitions
        for place, text in texts(definition)
        if WIRE.search(DELIVERED.sub("", text.partition("Deprecated: ")[0]))
    ]


def test_no_tool_speaks_of_requests():
    """In no definition of any vendor, deprecated operations included."""
    tools = Tools(Client(), names=[each.name for each in operations.every()])
    assert len(tools) == len(list(operations.every()))
    for vendor in ("openai", "anthropic", "mcp"):
        assert about_requests(tools.definitions(vendor)) == []


def test_the_rule_finds_what_it_is_for():
    """What notes say of requests would be found."""
    noted = [each.note for each in operations.every() if each.note]
    found = about_requests([{"name": "x", "description": note} for note in noted])
    assert len(found) > len(noted) / 2
    assert about_requests([{"properties": {"a": {"description": "On the wire it is a `usernameList[]`."}}}])
