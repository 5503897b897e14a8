"""What an answer looks like: JSON, YAML, a table or plain text, on a terminal and in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TextIO

from toolzz_cal._json import is_array, is_object
from toolzz_cal._redaction import masked

from .failures import Exit, Refusal
from .fields import Kind
from .text import is_unsafe, note, safe, writes_unicode
from .zones import zone

NO_FIELDS: Mapping[str, Kind] = MappingProxyType({})
FORMATS = ("json", "table", "yaml", "text")


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is shown.

    Attributes:
        format: One of `FORMATS`; None is a table on a terminal and JSON elsewhere.
        query: A JMESPath expression that picks from the answer.
        show_secrets: Whether secrets are shown.
        time_zone: IANA zone of the times in a table; None is the reader's.
        colour: Whether a table has colours; None where environment and terminal decide.
    """

    format: str | None = None
    query: str | None = None
    show_secrets: bool = False
    time_zone: str | None = None
    colour: bool | None = None

    def check(self) -> None:
        """Raises a `Refusal` for a query that can't be read or a zone that is none, before anything is sent."""
        if self.query is not None:
            _compiled(self.query)
        if self.time_zone is not None:
            zone(self.time_zone)

    def show(self, data: Any, fields: Mapping[str, Kind] = NO_FIELDS) -> None:
        """Writes an answer.

        Args:
            data: The answer.
            fields: What is known of the fields of its entries.
        """
        if self.query is not None:
            data, fields = _picked(self.query, data, show_secrets=self.show_secrets), NO_FIELDS
        elif not self.show_secrets:
            data = _without_secrets(data)
        format = self.format
        if format is None:
            format = "table" if sys.stdout.isatty() else "json"
        try:
            self._write(data, format, fields)
        except RecursionError:
            raise _not_shown(format, "it is nested too deeply") from None
        except ValueError as problem:  # a number has too many digits
            raise _not_shown(format, str(problem)) from None
        sys.stdout.flush()

    def _write(self, data: Any, format: str, fields: Mapping[str, Kind]) -> None:
        stream = sys.stdout
        match format:
            case "table":
                self._draw(data, fields)
            case "yaml":
                stream.write(yaml_text(data))
            case "text":
                stream.writelines(f"{line}\n" for line in _plain(data, fields))
            case _:
                stream.write(f"{json_text(data, stream, indent=2)}\n")

    def _draw(self, data: Any, fields: Mapping[str, Kind]) -> None:
        from .tables import NO_DATA, Look, rows_of, table

        rows = rows_of(data)
        if data is None or data in ({}, []):
            print(NO_DATA)
        elif rows is not None or is_object(data):
            table(data if rows is None else rows, Look(zone(self.time_zone), fields, self.colour))
        else:
            sys.stdout.writelines(f"{line}\n" for line in _plain(data, fields))


def _not_shown(format: str, why: str) -> Refusal:
    return Refusal(f"the call was made, but its answer can't be shown as {format}: {why}", Exit.FAILED)


def json_text(data: Any, stream: TextIO, indent: int | None = None) -> str:
    """JSON that a stream can take and a terminal can show: what would steer it is escaped."""
    return safe(json.dumps(data, indent=indent, ensure_ascii=not writes_unicode(stream)))


def yaml_text(data: Any) -> str:
    """YAML, likewise."""
    import yaml

    readable = not is_unsafe(json.dumps(data, ensure_ascii=False))
    plain = yaml.safe_dump(data, allow_unicode=readable and writes_unicode(sys.stdout), sort_keys=False, width=100)
    return plain.removesuffix("...\n")


def _plain(data: Any, fields: Mapping[str, Kind]) -> Iterator[str]:
    """Bare text, for the shell: a line for each entry of a list, its values with tabs between them."""
    from .tables import rows_of, tabbed, text_fields

    if (rows := rows_of(data)) is not None:
        names = text_fields(rows, fields)
        rows = [[row.get(name) for name in names] if is_object(row) else [row] for row in rows]
    entries: list[Any] = rows or (data if is_array(data) else [data])
    for entry in entries:
        if isinstance(entry, str):
            yield safe(entry)
        elif is_array(entry):
            yield tabbed(entry)
        else:
            yield json_text(entry, sys.stdout)


def _without_secrets(data: Any) -> Any:
    hidden = masked(data)
    if hidden != data:
        note("secrets are masked; --show-secrets shows them")
    return hidden


def _picked(query: str, data: Any, *, show_secrets: bool) -> Any:
    """What a query picks. Secrets are masked before, where their names still tell what they are."""
    from jmespath.exceptions import JMESPathError

    if not show_secrets:
        data = _without_secrets(data)
    try:
        return _compiled(query).search(data)
    except (JMESPathError, RecursionError) as problem:
        what = f"the call was made, but --query can't be applied to its answer: {problem}"
        raise Refusal(what, Exit.FAILED) from None


def _compiled(query: str) -> Any:
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return jmespath.compile(query)
    except (JMESPathError, RecursionError) as problem:
        lines = str(problem).splitlines() or [query]
        raise Refusal(f"--query is no JMESPath: {lines[0]}") from None
