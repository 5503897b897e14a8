"""JSON that a person or a script hands in: strict, and with a place for each mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from toolzz_cal._json import is_object

from .failures import Refusal

LARGEST = 1_000_000  # characters of the arguments of one operation


def parsed(text: str, what: str) -> Any:
    """What JSON says.

    Args:
        text: The JSON.
        what: What it is, for the message.

    Raises:
        Refusal: It is no JSON, too large, or says a key twice.
    """
    if len(text) > LARGEST:
        raise Refusal(f"{what} has over {LARGEST} characters")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise Refusal(f"{what} is no JSON: {problem.msg} ({where})") from None
    except RecursionError:
        raise Refusal(f"{what} is nested too deeply") from None
    except ValueError as problem:
        raise Refusal(f"{what} is no JSON: {problem}") from None


def given(text: str, stdin: TextIO, option: str) -> dict[str, Any]:
    """The object that an option stands for: JSON itself, `@FILE`, or `@-` for the standard input.

    Raises:
        Refusal: It can't be read, or is no object.
    """
    data = parsed(_content(text, stdin, option) if text.startswith("@") else text, option)
    if not is_object(data):
        raise Refusal(f'{option} must be an object of JSON, such as {{"take": 5}}')
    return data


def _content(text: str, stdin: TextIO, option: str) -> str:
    try:
        if text == "@-":
            return stdin.read(LARGEST + 1)
        with Path(text[1:]).open(encoding="utf-8-sig") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as problem:  # UnicodeDecodeError, or a NUL in the path
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else "it is no UTF-8 text"
        raise Refusal(f"{option} {text[:200]}: {reason}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:60]!r} stands there twice")
        found[key] = value
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
