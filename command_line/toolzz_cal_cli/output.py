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
        format = self.format or ("table" if sys.stdout.isatty() else "json")
        try:
            _write(data, format)
        except (RecursionError, ValueError) as problem:  # it is nested too deeply, or a number has too many digits
            why = "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
            what = f"the call was made, but its answer can't be shown as {format}: {why}"
            raise Refusal(what, Exit.FAILED) from None
        sys.stdout.flush()


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
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not (is_object(data) or (is_array(data) and any(map(is_object, data)))) or not data:
        empty = data is None or data in ({}, [])
        sys.stdout.writelines(f"{line}\n" for line in (["(nothing)"] if empty else _plain(data)))
        return
    if is_object(data):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="bold", overflow="fold", max_width=40)
        grid.add_column(overflow="fold")
        for key, value in _flat(data):
            grid.add_row(Text(safe_line(key)), Text(_cell(value)))
        console().print(grid)
        return
    grid = Table(box=box.SIMPLE_HEAD if writes_unicode(sys.stdout) else box.ASCII2, pad_edge=False)
    rows: list[dict[str, Any]] = [each if is_object(each) else {"value": each} for each in data]
    columns, left = _columns(rows, console().width)
    for name in columns:
        grid.add_column(Text(safe_line(name)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_cell(row.get(name))) for name in columns))
    console().print(grid)
    more = f"; {left} more fields with --json" if left else ""
    note(f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}{more}")


def console(*, error: bool = False) -> Console:
    """A terminal to draw on: 80 columns where there is none, and colours only where they are wanted."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    asked = os.environ.get("COLUMNS", "")
    width = None if stream.isatty() else max(int(asked) if asked.isdecimal() else 80, _NARROWEST)
    return Console(stderr=error, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _plain(data: Any) -> list[str]:
    """Bare text, for the shell: a line for each entry of a list."""
    entries: list[Any] = data if is_array(data) else [data]
    return [safe(each) if isinstance(each, str) else json_text(each, sys.stdout) for each in entries]


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
    found: list[tuple[str, Any]] = []
    for key, value in data.items():
        if is_object(value) and value and depth < 2:
            found += _flat(value, f"{start}{key}.", depth + 1)
        else:
            found.append((f"{start}{key}", value))
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return safe_line(value) if isinstance(value, str) else safe_line(json.dumps(value, ensure_ascii=False))


def _without_secrets(data: Any) -> Any:
    hidden = masked(data)
    if hidden != data:
        note("secrets are masked; --show-secrets shows them")
    return hidden


def _picked(query: str, data: Any, *, show_secrets: bool) -> Any:
    """What a query picks. Secrets are masked before, where their names still tell what they are."""
    from jmespath.exceptions import JMESPathError

    try:
        return _compiled(query).search(data if show_secrets else _without_secrets(data))
    except (JMESPathError, RecursionError) as problem:
        what = f"the call was made, but --query can't be applied to its answer: {problem}"
        raise Refusal(what, Exit.FAILED) from None


def _compiled(query: str) -> Any:
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return jmespath.compile(query)
    except (JMESPathError, RecursionError) as problem:
        raise Refusal(f"--query is no JMESPath: {str(problem).splitlines()[0] if str(problem) else query}") from None
