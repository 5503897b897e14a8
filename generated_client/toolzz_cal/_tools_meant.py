# Edit this in generator/runtime/_tools_meant.py; `make generate` copies it into the client.
"""Text in place of what it holds: some clients of models write every argument that is no text as JSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Any, Never

from ._json import is_array, is_object

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_SWITCHES = {"true": True, "false": False}
_MOST_DIGITS = 400  # beyond any number that is taken; Python may be set to refuse to read more


def meant(text: str, wanted: Container[str]) -> Any:
    """The one value of a wanted type that the text holds and nothing besides; else the text.

    Args:
        text: What came.
        wanted: Types of JSON Schema that may stand there.
    """
    if "boolean" in wanted and text in _SWITCHES:
        return _SWITCHES[text]
    if len(text) <= _MOST_DIGITS:
        if "integer" in wanted and _INTEGER.fullmatch(text):
            return int(text)
        if "number" in wanted and _NUMBER.fullmatch(text):
            return float(text) if set(text) & set(".eE") else int(text)
    try:
        value = loaded(text)
    except (ValueError, RecursionError):
        return text
    fits = ("array" in wanted and is_array(value)) or ("object" in wanted and is_object(value))
    return value if fits else text


def loaded(text: str) -> Any:
    """What JSON text holds.

    Raises:
        ValueError: It is no JSON, or an object in it has a key twice, of which nobody knows which one is meant.
        RecursionError: It is nested too deeply.
    """
    return json.loads(text, parse_constant=_refused, object_pairs_hook=_members)


def _refused(constant: str) -> Never:
    raise ValueError(constant)  # NaN and the infinities are no JSON


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key is there twice")
    return members
