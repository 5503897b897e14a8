# Edit this in generator/runtime/_cal_request.py; `make generate` copies it into the client.
"""Arguments of an action as one Cal.com request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

from ._json import is_array, is_object
from ._operation import CalRequest, Operation
from ._redaction import quoted, secrets_in
from ._wire import dumps, in_path, loads, word
from .errors import ArgumentError

_IN_PATH = re.compile(r"\{(\w+)\}", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,9}")


class Request:
    """A Cal.com request: address below the root, body, and secrets that travel in the address."""

    __slots__ = ("content", "path", "secrets")

    def __init__(self, operation: Operation[Any], cal: CalRequest, arguments: Mapping[str, Any]) -> None:
        named = _names_in(cal.path)
        segments: dict[str, str] = {}
        query: list[tuple[str, str]] = []
        body: dict[str, Any] = dict(cal.body or {})
        for name, value in arguments.items():
            if name in named:
                segments[name] = in_path(name, value)
                continue
            place, _, wire = cal.places.get(name, "").partition(":")
            encode = cal.encodings.get(name)
            if (place or cal.elsewhere) == "query":
                query += _pairs(wire or name, value, encode)
            else:
                _put(body, wire.split(".") if wire else [name], encoded(cal, name, arguments) if encode else value)
        for name in named:
            if name not in segments:
                raise ArgumentError(f"`{name}` is missing", operation=operation.name)
        self.path = cal.path.format_map(segments)
        self.secrets: list[str] = []
        if query:
            self.path += f"?{urlencode(query)}"
            for pair in query:
                self.secrets += secrets_in(dict([pair]))
        sent = cal.elsewhere == "body" and (body or cal.body is not None)
        self.content = dumps(body) if sent else None


def what_prevents(cal: CalRequest, arguments: Mapping[str, Any]) -> str | None:
    """Why a binding can't express arguments that another may; None if it can."""
    for name, reason in cal.without.items():
        if arguments.get(name) is not None:
            return f"`{name}`: {reason}"
    for name in cal.needs:
        if arguments.get(name) is None:
            return f"Cal.com needs `{name}`, though the documents do not say so; pass it"
    for name in cal.optional:
        if arguments.get(name) is None:
            return f"`{name}` is missing"
    for name, how in cal.encodings.items():
        _, _, since = how.partition(":")
        if since and arguments.get(name) is not None and _minutes(arguments[name], arguments.get(since)) is None:
            return f"`{name}` must be some whole minutes after `{since}`"
    return None


@cache
def _names_in(path: str) -> tuple[str, ...]:
    return tuple(_IN_PATH.findall(path))


def _pairs(name: str, value: Any, encode: str | None) -> Iterator[tuple[str, str]]:
    """A value of the query. Objects get a key in brackets for each member, as Cal.com's parser reads them."""
    if value is None:
        return
    if is_object(value):
        for key, item in value.items():
            yield from _pairs(f"{name}[{key}]", item, None)
    elif encode == "brackets":
        for item in value if is_array(value) else [value]:
            yield from _pairs(f"{name}[]", item, None)
    elif not is_array(value):
        yield name, _until(word(value)) if encode == "until" else word(value)
    elif encode == "comma":
        if words := [word(item) for item in value if item is not None]:
            yield name, ",".join(words)
    else:
        for index, item in enumerate(value):
            numbered = f"{name}[{index}]" if is_object(item) or is_array(item) else name
            yield from _pairs(numbered, item, None)


def _until(text: str) -> str:
    """A moment that ends a search; midnight, which Cal.com takes for all of the day that begins, as a second before."""
    if len(text) <= len("2027-03-09"):
        return text  # a day
    try:
        moment = datetime.fromisoformat(text)
        at_utc = moment.astimezone(UTC)
        before = at_utc - timedelta(seconds=1)
    except (OverflowError, ValueError):
        return text
    return f"{before:%Y-%m-%dT%H:%M:%SZ}" if time() in (moment.time(), at_utc.time()) else text


def _put(body: dict[str, Any], keys: list[str], value: Any) -> None:
    """Sets a member of the body, which may lie in an object inside it."""
    for key in keys[:-1]:
        inner = body.get(key)
        body[key] = dict(inner) if is_object(inner) else {}
        body = body[key]
    if is_object(value) and is_object(body.get(keys[-1])):
        value = {**value, **body[keys[-1]]}  # a member that was named on its own is more exact
    body[keys[-1]] = value


def _list(name: str, value: Any) -> Any:
    return value if value is None or is_array(value) else [value]


def _integers(name: str, value: Any) -> Any:
    if not is_array(value):
        return value
    found: dict[int, None] = {}
    for item in value:
        if not (type(item) is int or (type(item) is str and _DIGITS.fullmatch(item))):
            raise ArgumentError(f"{name}: Cal.com takes whole numbers, not {quoted(item)}")
        found[int(item)] = None
    return list(found)


def _text_of_object(name: str, value: Any) -> Any:
    """The object that a text holds as JSON; anything else as it is, for Cal.com to judge."""
    if not isinstance(value, str):
        return value
    try:
        held = loads(value.encode())
    except ValueError:
        return value
    return held if is_object(held) else value


_ENCODERS: dict[str, Callable[[str, Any], Any]] = {"list": _list, "integers": _integers, "object": _text_of_object}


def encoded(cal: CalRequest, name: str, arguments: Mapping[str, Any]) -> Any:
    """The value of an argument as it is written in the body."""
    encode, _, since = cal.encodings.get(name, "").partition(":")
    value = arguments[name]
    if not encode:
        return value
    return _minutes(value, arguments.get(since)) if since else _ENCODERS[encode](name, value)


def _minutes(end: Any, start: Any) -> int | None:
    """The whole minutes from one moment to another; None if there is no such number."""
    try:
        seconds = (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
    except (TypeError, ValueError):
        return None
    return int(seconds // 60) if seconds >= 60 and seconds % 60 == 0 else None
