"""Compares what is only told."""

from __future__ import annotations

from typing import Any

from generator.diff.changes import Changes
from generator.diff.consequences import Use
from generator.diff.forms import text
from generator.diff.table import Side


def compare_told(one: dict[str, Any], two: dict[str, Any], use: Use, changes: Changes, side: Side) -> None:
    """Compares the texts of a parameter, body, header or answer."""
    for key in sorted(one.keys() | two.keys()):
        told = key in ("description", "summary", "example", "examples") or key.startswith("x-")
        if told and text(one.get(key)) != text(two.get(key)):
            changes.add("described", side, use, keyword=key)
    if (one.get("deprecated") is True) != (two.get("deprecated") is True):
        changes.add("deprecated" if two.get("deprecated") else "undeprecated", side, use)
