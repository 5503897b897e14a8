"""Payload templates of webhooks: the part of Handlebars that a template of values needs.

`{{key}}`, `{{key.sub}}` and `{{list.0.key}}` are filled from the payload, escaped as Handlebars does;
`{{{key}}}` and `{{&key}}` are not escaped. Blocks, partials and helpers stay empty.
"""

from __future__ import annotations

import json
import re
from typing import Any

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

_EXPRESSION = re.compile(r"\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{\s*(&?)\s*([^{}]*?)\s*\}\}")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "`": "&#x60;", "=": "&#x3D;"}


def content_type(template: str | None) -> str:
    """JSON, unless there is a template that is no JSON itself."""
    if not template:
        return JSON
    value = parsed(template)
    # In JavaScript an empty object is true, zero and an empty text are not.
    return JSON if value or isinstance(value, dict | list) else FORM


def fill(template: str, values: dict[str, Any]) -> str:
    """A body from a template, as Cal.com makes it: quotation marks come back, and JSON is written anew.

    A value that breaks the JSON leaves `false` as the body, as there.
    """

    def expression(found: re.Match[str]) -> str:
        raw, plain, path = found[1], found[2], found[3]
        text = written(_value(values, raw if raw is not None else path))
        return text if raw is not None or plain else re.sub(r"[&<>\"'`=]", lambda sign: _ESCAPED[sign[0]], text)

    text = _EXPRESSION.sub(expression, template).replace("&quot;", '"')
    return compact(parsed(text)) if content_type(template) == JSON else text


def compact(value: object) -> str:
    """JSON as JavaScript writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parsed(text: str) -> Any:
    """A text as JSON, or False when it is none."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False


def written(value: Any) -> str:
    """A value as JavaScript puts it into a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(written(each) for each in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _value(values: Any, path: str) -> Any:
    for part in re.split(r"[./]", path.removeprefix("this.")):
        if isinstance(values, dict):
            values = values.get(part.strip("[]"))
        elif isinstance(values, list) and part.strip("[]").isdecimal() and int(part.strip("[]")) < len(values):
            values = values[int(part.strip("[]"))]
        else:
            return None
    return values


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
