"""Reading arguments: a request to Cal.com itself may leave out what an action demands."""

from __future__ import annotations

import re
from typing import Any

from ..problems import BadRequest
from .base import Arguments


def needed(arguments: Arguments, name: str) -> Any:
    """An argument that has to be there."""
    value = arguments.get(name)
    if value is None:
        message = f"{name} should not be empty"
        raise BadRequest(message, {"errors": [{"property": name, "constraints": {"isDefined": message}}]})
    return value


def numeric(value: object, name: str) -> int:
    """A number, also one that came as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    message = f"{name} must be a number"
    raise BadRequest(message, {"errors": [{"property": name, "constraints": {"isNumber": message}}]})
