"""What an answer looks like: JSON, YAML, a table or plain text, on any terminal and in a pipe."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from toolzz_cal._json import is_array, is_object
from toolzz_cal._redaction import masked

from .failures import Exit, Refusal
from .text import is_unsafe, note, safe, safe_line, writes_unicode

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("json", "table", "yaml", "text")
_NARROWEST = 20
# What says most about a row comes first.
_FIRST = ("id", "uid", "slug", "name", "title", "status", "start", "end", "email", "username", "type", "role")


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is shown.

    Attributes:
        format: One of `FORMATS`; None is a table on a terminal and JSON elsewhere.
        query: A JMESPath expression that picks from the answer.
        show_secrets: Whether secrets are shown.
    """

    format: str | None = None
    query: str | None = None
    show_secrets: bool = False

    def check(self) -> None:
        """Raises a `Refusal` for a query that can't be read, before anything is sent."""
        if self.query is not None:
            _compiled(self.query)

    def show(self, data: Any) -> None:
        """Writes an answer."""
        if self.query is not None:
            data = _picked(self.query, data, show_secrets=self.show_secrets)
        elif not self.show_secrets:
            data = _without_secrets(data)
        format = self.format
        if format is None:
            format = "table" if sys.stdout.isatty() else "json"
        try:
            _write(data, format)
        except RecursionError:
            raise _not_shown(format, "it is nested too deeply") from None
        except ValueError as problem:  # a number has too many digits
            raise _not_shown(format, str(problem)) from None
        sys.stdout.flush()


def _not_shown(format: str, why: str) -> Refusal:
    return Refusal(f"the call was made, but its answer can't be shown as {format}: {why}", Exit.FAILED)


def _write(data: Any, format: str) -> None:
    stream = sys.stdout
    match format:
        case "table":
            table(data)
        case "yaml":
            stream.write(yaml_text(data))
        case "text":
            stream.writelines(f"{line}\n" for line in _plain(data))
        case _:
            stream.write(f"{json_text(data, stream, indent=2)}\n")


def json_text(data: Any, stream: TextIO, indent: int | None = None) -> str:
    """JSON that a stream can take and a terminal can show: what would steer it is escaped."""
    return safe(json.dumps(data, indent=indent, ensure_ascii=not writes_unicode(stream)))


def yaml_text(data: Any) -> str:
    """YAML, likewise."""
    import yaml

    readable = not is_unsafe(json.dumps(data, ensure_ascii=False))
    plain = yaml.safe_dump(data, allow_unicode=readable and writes_unicode(sys.stdout), sort_keys=False, width=100)
    return plain.removesuffix("...\n")


def table(data: Any) -> None:
    """A table: a row for each entry of a list, or for each key of an object."""
    if data is None or data in ({}, []):
        print("(nothing)")
    elif is_object(data):
        _table_of_keys(data)
    elif is_array(data) and any(map(is_object, data)):
        _table_of_rows([item if is_object(item) else {"value": item} for item in data])
    else:
        sys.stdout.writelines(f"{line}\n" for line in _plain(data))


def _table_of_keys(data: Mapping[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", overflow="fold", max_width=40)
    grid.add_column(overflow="fold")
    for key, value in _flat(data):
        grid.add_row(Text(safe_line(key)), Text(_cell(value)))
    console().print(grid)


def _table_of_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD if writes_unicode(sys.stdout) else box.ASCII2, pad_edge=False)
    columns, left_out = _columns(rows, console().width)
    for name in columns:
        grid.add_column(Text(safe_line(name)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_cell(row.get(name))) for name in columns))
    console().print(grid)
    count = "1 entry" if len(rows) == 1 else f"{len(rows)} entries"
    if left_out:
        note(f"{count}; {left_out} more fields with --json")
    else:
        note(count)


def console(*, error: bool = False) -> Console:
    """A terminal to draw on: 80 columns where there is none, and colours only where they are wanted."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None
    if not stream.isatty():
        columns = os.environ.get("COLUMNS", "")
        width = max(int(columns), _NARROWEST) if columns.isdecimal() else 80
    return Console(stderr=error, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _plain(data: Any) -> list[str]:
    """Bare text, for the shell: a line for each entry of a list."""
    entries: list[Any] = data if is_array(data) else [data]
    lines: list[str] = []
    for entry in entries:
        if isinstance(entry, str):
            lines.append(safe(entry))
        else:
            lines.append(json_text(entry, sys.stdout))
    return lines


def _columns(rows: Sequence[Mapping[str, Any]], width: int) -> tuple[list[str], int]:
    """The fields that fit beside each other, and how many do not."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    simple = [name for name in names if not any(isinstance(row.get(name), dict | list) for row in rows)]
    ranked = sorted(simple or names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    chosen: list[str] = []
    left = width
    for name in ranked:
        widest = max(len(name), *(len(_cell(row.get(name))) for row in rows))
        need = min(widest, 30) + 2
        if need <= left or not chosen:
            chosen.append(name)
            left -= need
    return chosen, len(names) - len(chosen)


def _flat(data: Mapping[str, Any], start: str = "", depth: int = 0) -> list[tuple[str, Any]]:
    """Keys of objects inside objects, with dots, as far as they are worth a line each."""
    pairs: list[tuple[str, Any]] = []
    for key, value in data.items():
        if is_object(value) and value and depth < 2:
            pairs += _flat(value, f"{start}{key}.", depth + 1)
        else:
            pairs.append((f"{start}{key}", value))
    return pairs


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    return safe_line(value)


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
