# Edit this in generator/runtime/_wire.py; `make generate` copies it into the client.
"""Turns what a caller gives into what is sent, and bytes into JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any
from urllib.parse import quote, urlencode

from ._json import is_array, is_mapping, is_object
from ._model import Model, written
from ._redaction import quoted
from .errors import ArgumentError, NaiveDatetime

HEADERS = {"content-type": "application/json"}
_PLAIN = frozenset({str, int, bool})
# Every sign of a number becomes 0, anything else a blank.
_SIGNS = bytes(48 if chr(code) in "-0123456789" else 32 for code in range(256))


def loads(content: bytes) -> Any:
    """JSON as Python data. Raises ValueError."""
    fast = _fast()
    if fast is not None and not _has_long_number(content):
        try:
            return fast(content)
        except ValueError:
            pass  # orjson refuses NaN and lone surrogates, which json reads
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _has_long_number(content: bytes) -> bool:
    """Whether there may be an integer beyond 64 bits, which orjson makes a float. It has twenty signs in a row."""
    # Twenty in a row are four in a row among every fifth: where there are no such four, a fifth of the work is enough.
    if b"0" * 4 not in content[::5].translate(_SIGNS):
        return False
    return b"0" * 20 in content.translate(_SIGNS)


@cache
def _fast() -> Callable[[bytes], Any] | None:
    """The extra `fast`, when it is installed."""
    try:
        from orjson import loads as fast
    except ImportError:
        return None
    return fast


def dumps(value: object) -> bytes:
    """Python data as JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sent(given: Mapping[str, Any], extra: object) -> dict[str, Any]:
    """Arguments as JSON data: None is left out, `extra` is merged over them and may say null.

    Raises:
        NaiveDatetime: A datetime has no zone.
        ArgumentError: A value has no JSON form.
    """
    arguments: dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        arguments[name] = value if type(value) in _PLAIN else to_json(name, value)
    if extra:
        if not is_mapping(extra):
            raise ArgumentError(f"Extra arguments must be a mapping of names to values, not {type(extra).__name__}")
        arguments |= _object("", extra)
    return arguments


def check_moments(path: str, arguments: Mapping[str, Any], *, days: bool) -> None:
    """Refuses text that names no moment, where there must be one; Cal.com would take it for UTC.

    Args:
        path: The place as a dotted path, through lists too.
        arguments: The arguments as JSON data.
        days: Whether a day will do, as for the ends of a range.

    Raises:
        NaiveDatetime: It has no zone.
        ArgumentError: It is no moment at all.
    """
    found: list[tuple[str, Any]] = [("", arguments)]
    for part in path.split("."):
        inner = [(f"{name}.{part}".lstrip("."), each[part]) for name, each in found if is_object(each) and part in each]
        found = [each for name, value in inner for each in _items(name, value)]
    for name, value in found:
        if isinstance(value, str):
            _check_moment(name, value, days)


def _items(name: str, value: Any) -> list[tuple[str, Any]]:
    return [(f"{name}[{at}]", item) for at, item in enumerate(value)] if is_array(value) else [(name, value)]


def _check_moment(name: str, text: str, days: bool) -> None:
    if days and _is_day(text):
        return
    shown = quoted(text)
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        moment = None
    if moment is None or _is_day(text):
        also = " or a day" if days else ""
        raise ArgumentError(f"{name}: {shown} is no moment{also}; write it like 2027-03-09T14:00:00Z")
    if moment.tzinfo is None:
        cure = "end it with Z for UTC or with an offset such as -03:00, or pass a datetime with a zone"
        raise NaiveDatetime(f"{name}: {shown} has no zone; {cure}")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def to_json(name: str, value: Any) -> Any:
    """One value as JSON data; `name` is for the message."""
    if value is None or type(value) in _PLAIN:
        return value
    given: Any = value
    match given:
        case Enum():
            return to_json(name, value.value)
        case float():
            return _finite(name, value)
        case datetime():
            return _instant(name, value)
        case date():
            return value.isoformat()
        case Model():
            return _model(name, value)
        case str():
            return str(value)
        case int():
            return int(value)
        case Mapping():
            return _object(f"{name}.", value)
        case bytes() | bytearray() | memoryview():
            return _other(name, value)
        case Sequence() | AbstractSet():
            return _array(name, value)
        case _:
            return _other(name, value)


def _finite(name: str, value: float) -> float:
    if not isfinite(value):
        raise ArgumentError(f"{name}: {value} has no JSON form")
    return value


def _instant(name: str, value: datetime) -> str:
    if value.tzinfo is None or value.utcoffset() is None:
        cure = "give it one, such as .replace(tzinfo=datetime.UTC) or ZoneInfo('America/Sao_Paulo')"
        raise NaiveDatetime(f"{name}: the datetime {value.isoformat()} has no zone; {cure}")
    return written(value)


def _model(name: str, value: Model) -> dict[str, Any]:
    for key, attribute in value._keys.items():  # pyright: ignore[reportPrivateUsage]
        to_json(f"{name}.{key}", getattr(value, attribute))  # `to_dict` accepts datetimes without a zone
    return _object(f"{name}.", value.to_dict())


def _other(name: str, value: object) -> str:
    kind = type(value)
    if kind.__module__ == "uuid":  # its module is slow to import, just for asking
        return str(value)
    raise ArgumentError(f"{name}: a value of type {kind.__name__} has no JSON form")


def _object(place: str, value: Mapping[Any, Any]) -> dict[str, Any]:
    for key in value:
        if not isinstance(key, str):
            raise ArgumentError(f"{place}{quoted(key)}: a key must be a string")
    return {str(key): to_json(f"{place}{key}", item) for key, item in value.items()}


def _array(name: str, value: Iterable[Any]) -> list[Any]:
    return [to_json(f"{name}[{index}]", item) for index, item in enumerate(value)]


def in_path(name: str, value: Any) -> str:
    """A path argument, encoded so that it stays one segment."""
    segment = to_json(name, value)
    if type(segment) not in (str, int) or segment in ("", ".", ".."):
        raise ArgumentError(f"{name}: {quoted(segment)} can't stand in a path")
    return quote(str(segment), safe="")


def in_query(arguments: Mapping[str, Any]) -> str:
    """Query arguments, encoded; None is left out, and a list repeats its name."""
    pairs: list[tuple[str, str]] = []
    for name, value in arguments.items():
        if value is not None:
            data = to_json(name, value)
            pairs += [(name, word(item)) for item in (data if is_array(data) else [data])]
    return urlencode(pairs)


def word(value: Any) -> str:
    """A JSON value as text of a path or query."""
    return value if isinstance(value, str) else dumps(value).decode()
