# Edit this in generator/runtime/_facts.py; `make generate` copies it into the client.
"""What the specification says, as data: `operations.json`, read once and only when it is asked for."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def facts() -> dict[str, Any]:
    """`operations`, by name, and `schemas`, to which answers refer as `#/$defs/NAME`. Shared: not to be changed."""
    text = resources.files(__name__.rpartition(".")[0]).joinpath("operations.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def plain_texts() -> dict[str, list[str]]:
    """Properties that hold texts which no person writes, by the schema that they belong to."""
    found: dict[str, list[str]] = facts().get("plain", {})
    return found


def operations() -> dict[str, Any]:
    """What the specification says of every operation, by name, in a dict of its own; the ToolzzAI API's too."""
    return dict(facts()["operations"])
