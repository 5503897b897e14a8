"""Arguments that a behaviour needs, refused in the words of Cal.com's own checks.

The doors check arguments against the specification, but a request to Cal.com itself may lack what only the action
requires, and extra arguments are checked by nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..problems import Invalid, Wrong


def refused(name: str, rule: str, message: str) -> Invalid:
    """The refusal of one argument, named in `details` as Cal.com does."""
    return Invalid(Wrong(name, rule, message))


def needed(arguments: Mapping[str, Any], *names: str, within: str = "") -> None:
    """Refuses arguments in which any of the names is missing or empty, and names each of these."""
    missing = [within + name for name in names if arguments.get(name) in (None, "")]
    if missing:
        raise Invalid(*(Wrong(name, "isNotEmpty", f"{name} should not be empty") for name in missing))


def text(arguments: Mapping[str, Any], name: str) -> str | None:
    """A text that may be left out."""
    value = arguments.get(name)
    if value is not None and not isinstance(value, str):
        raise refused(name, "isString", f"{name} must be a string")
    return value or None


def whole(value: object, name: str, least: int | None = None) -> int:
    """A whole number, also written as text or, as JSON allows, with a fraction of nought."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise refused(name, "isInt", f"{name} must be an integer number")
    if least is not None and value < least:
        raise refused(name, "min", f"{name} must not be less than {least}")
    return value


def numbers(value: object, name: str) -> list[int]:
    """Whole numbers from a list or from text with commas; empty when there is nothing."""
    if value is None:
        return []
    parts = value if isinstance(value, list) else str(value).split(",")
    return [whole(part.strip() if isinstance(part, str) else part, name) for part in parts if part != ""]


def words(value: object) -> list[str]:
    """Texts from a list or from one text with commas."""
    parts = value if isinstance(value, list) else str(value or "").split(",")
    return [str(part).strip() for part in parts if str(part).strip()]
