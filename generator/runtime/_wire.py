# Edit this in generator/runtime/_wire.py; `make generate` copies it into the client.
"""Turns what a caller gives into what is sent, and bytes into JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from enum import Enum
from typing import Any
from urllib.parse import quote
from uuid import UUID

from ._model import Model, written
from .errors import ArgumentError, NaiveDatetime

try:
    import orjson
except ImportError:  # the extra `fast` is not installed
    _fast_loads = None
else:
    _fast_loads = orjson.loads

_PLAIN = frozenset({str, int, bool})


def loads(content: bytes) -> Any:
    """JSON as Python data. Raises ValueError."""
    if _fast_loads is not None:
        try:
            return _fast_loads(content)
        except ValueError:
            pass  # orjson refuses NaN and lone surrogates, which json reads
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def dumps(value: object) -> bytes:
    """Python data as JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sent(given: Mapping[str, Any], extra: Mapping[str, Any] | None) -> dict[str, Any]:
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
        for name, value in extra.items():
            arguments[name] = to_json(name, value)
    return arguments


def to_json(name: str, value: Any) -> Any:
    """One value as JSON data; `name` is for the message."""
    if value is None or type(value) in _PLAIN:
        return value
    given: Any = value
    match given:
        case Enum():
            return to_json(name, value.value)
        case float():
            if value != value or value in (float("inf"), float("-inf")):
                raise ArgumentError(f"{name}: {value} has no JSON form")
            return value
        case datetime():
            if value.tzinfo is None or value.utcoffset() is None:
                cure = "give it one, such as .replace(tzinfo=datetime.UTC) or ZoneInfo('America/Sao_Paulo')"
                raise NaiveDatetime(f"{name}: the datetime {value.isoformat()} has no zone; {cure}")
            return written(value)
        case date():
            return value.isoformat()
        case Model():
            return value.to_dict()
        case UUID():
            return str(value)
        case str():
            return str(value)
        case int():
            return int(value)
        case Mapping():
            return _object(name, value)
        case Sequence() | AbstractSet() if not isinstance(value, bytes | bytearray | memoryview):
            return _array(name, value)
        case _:
            raise ArgumentError(f"{name}: a {_kind(value)} has no JSON form")


def _kind(value: object) -> str:
    return type(value).__name__


def _object(name: str, value: Mapping[Any, Any]) -> dict[str, Any]:
    for key in value:
        if not isinstance(key, str):
            raise ArgumentError(f"{name}: the key {key!r} is not a string")
    return {key: to_json(f"{name}.{key}", item) for key, item in value.items()}


def _array(name: str, value: Iterable[Any]) -> list[Any]:
    return [to_json(f"{name}[{index}]", item) for index, item in enumerate(value)]


def in_path(name: str, value: Any) -> str:
    """A path argument, encoded so that it stays one segment."""
    segment = value if isinstance(value, str) else str(to_json(name, value))
    if segment in ("", ".", ".."):
        raise ArgumentError(f"{name}: {segment!r} can't stand in a path")
    return quote(segment, safe="")
