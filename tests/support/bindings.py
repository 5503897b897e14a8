"""What an operation's `x-cal` says, read without the generator's own reading of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def bindings(operation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every Cal.com request of an operation, in their order; none of a ToolzzAI operation's."""
    said = operation.get("x-cal", [])
    return said if isinstance(said, list) else [said]


def first(operation: Mapping[str, Any]) -> dict[str, Any]:
    """The first of them; nothing if there is none."""
    return next(iter(bindings(operation)), {})


def notes(operation: Mapping[str, Any]) -> str:
    """What they say to the reader, on one line."""
    return " ".join(" ".join(each["note"].split()) for each in bindings(operation) if "note" in each)
