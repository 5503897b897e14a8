"""The lines of a batch: read and checked, all of them, before the first is run."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from toolzz_cal._by_name import Call
from toolzz_cal._json import is_object
from toolzz_cal._nearest import did_you_mean, nearest
from toolzz_cal.errors import ArgumentError
from toolzz_cal.operations import Operation

from .checks import check, named
from .failures import Refusal
from .jsontext import LARGEST, parsed
from .session import Session
from .text import note
from .tree import operations

_KEYS = ("operation", "arguments", "extra_arguments", "id")
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """One call of a batch.

    Attributes:
        number: Of the line in its file, from 1.
        id: The caller's own name for it; empty without one.
        key: What the journal knows it by: the id, or a hash of what it says.
        described: Its operation.
        sent: Arguments, extra ones included.
    """

    number: int
    id: str
    key: str
    described: Operation
    sent: Mapping[str, Any]

    @property
    def said(self) -> str:
        """Its operation and arguments, the same for the same call however it is written."""
        return json.dumps([self.described.name, self.sent], sort_keys=True)

    def call(self, session: Session) -> Call[Any]:
        """Its request, not sent. Raises what can be known without sending."""
        try:
            return session.call(self.described, self.sent)
        except ArgumentError as problem:
            raise Refusal(f"line {self.number}: {problem}") from None


def lines(file: str, stdin: TextIO) -> list[Line]:
    """The calls of a file, or of the standard input if that is named `-`.

    Raises:
        Refusal: It can't be read, or a line can't be right; the line is named.
    """
    seen: Counter[str] = Counter()
    found: list[Line] = []
    try:
        with stdin if file == "-" else Path(file).open(encoding="utf-8-sig") as text:
            # One character more than a line may have: a file without an end has none.
            for number, line in enumerate(iter(partial(text.readline, LARGEST + 1), ""), 1):
                if line.strip():
                    found.append(_line(number, line, seen))
                if len(found) > MOST:
                    raise Refusal(f"{file} has over {MOST} lines; split it")
    except OSError as problem:
        raise Refusal(f"{file}: {problem.strerror}") from None
    except ValueError:
        raise Refusal(f"{file} is no UTF-8 text") from None
    if not found:
        raise Refusal(f"{file} has no line")
    return found


def _line(number: int, text: str, seen: Counter[str]) -> Line:
    where = f"line {number}"
    data = parsed(text, where)
    if not is_object(data):
        raise Refusal(f"{where} must be an object with {', '.join(_KEYS)}")
    if unknown := data.keys() - set(_KEYS):
        raise Refusal(f"{where} must have only {', '.join(_KEYS)}, not {', '.join(sorted(unknown))}")
    described = _operation(where, data.get("operation"))
    arguments, extra = (_object(where, name, data.get(name, {})) for name in ("arguments", "extra_arguments"))
    id = data.get("id", "")
    if not isinstance(id, str | int) or isinstance(id, bool):
        raise Refusal(f"{where}: id must be text or a whole number")
    try:
        sent, warnings = check(described, named(described, arguments), extra)
    except Refusal as problem:
        raise Refusal(f"{where}: {problem}") from None
    for warning in warnings:
        note(f"warning: {where}: {warning}")
    return Line(number, str(id), _key(where, str(id), described, sent, seen), described, sent)


def _key(where: str, id: str, described: Operation, sent: Mapping[str, Any], seen: Counter[str]) -> str:
    """Calls without an id are told apart by what they say; the same call twice is two calls."""
    if id:
        key = f"id {id}"
        if key in seen:
            raise Refusal(f"{where}: the id {id[:60]!r} stands in an earlier line")
    else:
        said = json.dumps([described.name, sent], sort_keys=True)
        key = f"call {hashlib.sha256(said.encode()).hexdigest()}"
    seen[key] += 1
    return f"{key} {seen[key]}"


def _operation(where: str, name: object) -> Operation:
    known = operations()
    if isinstance(name, str):
        if name in known:
            return known[name]
        by_slug = {slug: each for each in known.values() for slug in each.slugs}
        if name in by_slug:
            return by_slug[name]
        hint = did_you_mean(nearest(name, by_slug if name.isupper() else known))
        raise Refusal(f"{where}: no operation is called {name[:60]!r}{hint}")
    raise Refusal(f"{where}: operation is missing")


def _object(where: str, name: str, value: object) -> dict[str, Any]:
    if not is_object(value):
        raise Refusal(f"{where}: {name} must be an object")
    return value
