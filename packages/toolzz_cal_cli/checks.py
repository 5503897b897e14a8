"""Whether arguments can be sent: known names, and what the client's tools check before they send."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from toolzz_cal._json import is_array, is_object
from toolzz_cal._nearest import did_you_mean, nearest
from toolzz_cal._tools_check import checked
from toolzz_cal.errors import ArgumentError
from toolzz_cal.operations import Operation

from .failures import Refusal
from .tree import operations, spelt

_PLACE = re.compile(r"(^|; )`([^`]+)`")  # what a problem is about, at its start


def named(described: Operation, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments under the upstream's names, whichever way they were spelt.

    Raises:
        Refusal: A name is unknown, or stands there twice.
    """
    properties = described.shared_schema["properties"]
    known = {spelt(name): name for name in properties}
    found: dict[str, Any] = {}
    for given, value in arguments.items():
        name = given if given in properties else known.get(spelt(given))
        if name is None:
            hint = did_you_mean(known[each] for each in nearest(spelt(given), known)) or ";"
            cure = "What the specification does not know goes into --extra-arguments."
            raise Refusal(f"{described.name} has no argument {_short(given)}{hint} {cure}")
        if name in found:
            raise Refusal(f"{name} is given twice, in two spellings")
        found[name] = value
    return found


def check(
    described: Operation,
    arguments: Mapping[str, Any],
    extra: Mapping[str, Any],
    said: Callable[[str], str] = "`{}`".format,
) -> tuple[dict[str, Any], list[str]]:
    """Looks at arguments before anything is sent.

    Args:
        described: The operation.
        arguments: Its arguments, under the upstream's names.
        extra: What is sent beside them, unchecked but for what has the name of an argument.
        said: How a place such as `attendee.timeZone` is called in messages.

    Returns:
        What to send, and warnings: values that the specification does not list.

    Raises:
        Refusal: They can't be right; the mistakes are named.
    """
    properties = described.shared_schema["properties"]
    known = {name: value for name, value in extra.items() if name in properties and value is not None}
    given = {**arguments, **known}
    try:
        clean = checked(_open_schema(described.name), given, described.in_path)
    except ArgumentError as problem:
        told = _PLACE.sub(lambda found: f"{found[1]}{said(found[2])}", problem.message)
        raise Refusal(f"{described.name}: {told}") from None
    warnings = [
        f"{said(place)}: {_short(value)} is none of the known values {', '.join(values)}; it is passed on as it is"
        for place, value, values in _unlisted(described.shared_schema, clean, "")
    ]
    return {**clean, **{name: value for name, value in extra.items() if name not in known}}, warnings


def _unlisted(schema: Mapping[str, Any], value: Any, place: str) -> Iterator[tuple[str, str, list[str]]]:
    """Where a text is none of those that the specification lists, the text, and what it lists."""
    if isinstance(value, str) and value not in schema.get("enum", (value,)):
        yield place, value, [str(each) for each in schema["enum"]]
    elif is_object(value):
        for name, inner in value.items():
            yield from _unlisted(schema.get("properties", {}).get(name, {}), inner, f"{place}.{name}".lstrip("."))
    elif is_array(value):
        for index, inner in enumerate(value):
            yield from _unlisted(schema.get("items", {}), inner, f"{place}[{index}]")


@cache
def _open_schema(name: str) -> dict[str, Any]:
    """The schema of an operation's arguments with every enum open: an upstream may know more values."""
    opened: dict[str, Any] = _opened(operations()[name].shared_schema)
    return opened


def _opened(schema: Any) -> Any:
    if is_object(schema):
        # An argument may be called `enum`, whose schema is no list.
        return {key: _opened(inner) for key, inner in schema.items() if key != "enum" or not is_array(inner)}
    return [_opened(each) for each in schema] if is_array(schema) else schema


def _short(text: str) -> str:
    shown = ascii(text)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
