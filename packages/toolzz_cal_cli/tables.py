"""Tables of answers: of many fields those that say most, as wide as the terminal and no wider."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text
from toolzz_cal._json import is_array, is_object
from toolzz_cal._said import moment

from .cells import NOTHING, Clock, cell, flat
from .fields import WHOLE, Kind
from .screen import console
from .text import note, safe_line, writes_unicode
from .tree import spelt

NO_DATA = "(nothing)"
_GAP = 2  # columns of space between two fields
_LEAST = 10  # what a text that may be cut keeps
_ENOUGH = 30  # what it has before there is room for what says less
_MOST = 60  # what a text gets that is beside others
_IN_TEXT = 8  # fields of an entry as bare text
# What is drawn even if others are cut for it.
_FIRST = frozenset(each for each in Kind if each <= Kind.SWITCH) - {Kind.END}
_STYLES = {Kind.TITLE: "bold", Kind.ID: "dim", Kind.REFERENCE: "dim", Kind.MOMENT: "dim"}
# Colours that can be read on a dark and on a light screen.
_STATES = {
    **dict.fromkeys(("accepted", "active", "ok", "success", "yes"), "green"),
    **dict.fromkeys(("pending", "unconfirmed", "processing"), "magenta"),
    **dict.fromkeys(("cancelled", "rejected", "failed", "error", "invalid"), "red"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How tables are drawn.

    Attributes:
        zone: Zone of times.
        fields: What is known of the fields, in their order; empty where they are shown as they come.
        colour: Whether to use colours; None where the terminal decides.
    """

    zone: tzinfo
    fields: Mapping[str, Kind]
    colour: bool | None = None


@dataclass(frozen=True, slots=True)
class _Column:
    """A field of all entries: its heading, what stands below it, and how wide it is."""

    name: str
    kind: Kind
    heading: str
    cells: tuple[str, ...]
    wanted: int
    width: int


def table(data: Any, look: Look) -> None:
    """Draws an object as a line for each key, or a list of objects as a line for each of them."""
    screen = console(look.colour)
    if is_object(data):
        _table_of_keys(data, look, screen)
    else:
        _table_of_rows([item if is_object(item) else {"value": item} for item in data], look, screen)


def rows_of(data: Any) -> list[Any] | None:
    """The entries of an answer that is a list of objects, or nothing but one; else None."""
    if is_object(data) and len(data) == 1:
        data = next(iter(data.values()))
    return data if is_array(data) and any(map(is_object, data)) else None


def text_fields(rows: Sequence[Any], fields: Mapping[str, Kind]) -> list[str]:
    """The fields of an entry as bare text: always the same for an operation, whatever is in the answer."""
    names = [name for name in fields if fields[name] < Kind.OBJECT]
    return names[:_IN_TEXT] or _in_order(rows, {})


def _in_order(rows: Sequence[Any], fields: Mapping[str, Kind]) -> list[str]:
    names = dict.fromkeys(name for row in rows if is_object(row) for name in row)
    known = [name for name in fields if name in names]
    return [*known, *(name for name in names if name not in fields)]


def _table_of_keys(data: dict[str, Any], look: Look, screen: Console) -> None:
    pairs = [(key, value) for key, value in flat(data) if value not in NOTHING]
    clock = Clock.of(look.zone, (value for _, value in pairs))
    grid = Table.grid(padding=(0, _GAP))
    grid.add_column(style="bold", overflow="fold", max_width=40)
    grid.add_column(overflow="fold")
    for key, value in pairs:
        kind = look.fields.get(key, Kind.OTHER)
        grid.add_row(Text(safe_line(key)), _styled(cell(value, clock), kind))
    screen.print(grid)
    _footed(clock, screen)
    if empty := len(list(flat(data))) - len(pairs):
        note(f"{_counted(empty, 'empty field')} with --json")


def _table_of_rows(rows: Sequence[Mapping[str, Any]], look: Look, screen: Console) -> None:
    names = _in_order(rows, look.fields)
    if not names:
        screen.print(NO_DATA)
        return
    full = [name for name in names if any(row.get(name) not in NOTHING for row in rows)] or names[:1]
    columns, clock = _chosen(full, rows, look, screen.width)
    unicode = writes_unicode(sys.stdout)
    headings = [_folded(each.heading, each.width) for each in columns]
    depth = max(map(len, headings))
    for line in zip(*([""] * (depth - len(each)) + each for each in headings), strict=True):
        _draw([Text(word, "dim") for word in line], columns, screen, unicode)
    used = sum(each.width + _GAP for each in columns) - _GAP
    screen.print(Text(("\N{BOX DRAWINGS LIGHT HORIZONTAL}" if unicode else "-") * used, "dim"), no_wrap=True)
    for cells in zip(*(column.cells for column in columns), strict=True):
        _draw(
            [_styled(each, column.kind) for each, column in zip(cells, columns, strict=True)], columns, screen, unicode
        )
    _footed(clock, screen)
    told = "1 entry" if len(rows) == 1 else f"{len(rows)} entries"
    if left_out := len(names) - len(columns):
        told += f"; {_counted(left_out, 'more field')} with --json"
    note(told)


def _chosen(
    names: Sequence[str], rows: Sequence[Mapping[str, Any]], look: Look, width: int
) -> tuple[list[_Column], Clock | None]:
    """The columns to draw. Times of one year are told without it, which leaves room for others."""
    clock = Clock.of(look.zone, (row.get(name) for row in rows for name in names))
    columns = _fitted([_column(name, rows, look, clock) for name in names], width)
    if clock is None or clock.year is not None:
        return columns, clock if any(_has_times(each.name, rows) for each in columns) else None
    chosen = {each.name for each in columns}
    names = [name for name in names if name in chosen or not _has_times(name, rows)]
    clock = Clock.of(look.zone, (row.get(name) for row in rows for name in names))
    return _fitted([_column(name, rows, look, clock) for name in names], width), clock


def _has_times(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(moment(row.get(name)) is not None for row in rows)


def _draw(cells: Sequence[Text], columns: Sequence[_Column], screen: Console, unicode: bool) -> None:
    line = Text()
    for each, column in zip(cells, columns, strict=True):
        shown = _cut(each.plain, column.width, unicode)
        line.append(shown, each.style).append(" " * (column.width - cell_len(shown) + _GAP))
    line.rstrip()
    screen.print(line, no_wrap=True, overflow="ignore", crop=False)


def _footed(clock: Clock | None, screen: Console) -> None:
    """The zone of the times above, once."""
    if clock is not None:
        screen.print(Text(str(clock), "dim"))


def _column(name: str, rows: Sequence[Mapping[str, Any]], look: Look, clock: Clock | None) -> _Column:
    kind = look.fields.get(name, Kind.OTHER)
    cells = tuple(cell(row.get(name), clock) for row in rows)
    heading = safe_line(spelt(name).replace("-", " ") if look.fields else name)
    longest = max(map(cell_len, heading.split() or [""]))
    widest = max(longest, *map(cell_len, cells))
    return _Column(name, kind, heading, cells, widest, widest)


def _fitted(columns: Sequence[_Column], width: int) -> list[_Column]:
    """The columns to draw, each with its width: first those that say most, perhaps cut, then what has room."""
    chosen: list[_Column] = []
    left = width + _GAP
    for column in columns:
        least = _least(column)
        if not chosen or (column.kind in _FIRST and least + _GAP <= left):
            chosen.append(replace(column, width=min(least, width)))
            left -= chosen[-1].width + _GAP
    left -= sum(min(each.wanted, _ENOUGH) - each.width for each in chosen if each.width < each.wanted)
    for column in columns:
        room = min(column.wanted, _ENOUGH) + _GAP
        if column.kind not in _FIRST and column.name != chosen[0].name and room <= left:
            chosen.append(replace(column, width=_least(column)))
            left -= room
    return _widened(chosen, width)


def _widened(columns: list[_Column], width: int) -> list[_Column]:
    """The same, where what is cut has got what was left of the width, each as much as the other."""
    widened = list(columns)
    left = width + _GAP - sum(each.width + _GAP for each in columns)
    while left > 0:
        short = [at for at, each in enumerate(widened) if each.width < min(each.wanted, _MOST)][:left]
        if not short:
            break
        for at in short:
            widened[at] = replace(widened[at], width=widened[at].width + 1)
        left -= len(short)
    return widened


def _least(column: _Column) -> int:
    """The least width with which a column is of use."""
    if column.kind in WHOLE:
        return column.wanted
    return min(column.wanted, max(_LEAST, _longest(column.heading)))


def _longest(heading: str) -> int:
    return max(map(len, heading.split() or [""]))


def _folded(heading: str, width: int) -> list[str]:
    """A heading in lines of whole words."""
    lines: list[str] = []
    for word in heading.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, width: int, unicode: bool) -> str:
    """The start of a text, with a mark where something is missing."""
    if cell_len(text) <= width:
        return text
    mark = "…" if unicode else "..."[:width]
    return set_cell_size(text, max(width - len(mark), 0)).rstrip() + mark


def _styled(text: str, kind: Kind) -> Text:
    style = _STATES.get(text.lower(), "") if kind in (Kind.STATE, Kind.SWITCH) else _STYLES.get(kind, "")
    return Text(text, style)


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def tabbed(row: Iterable[Any]) -> str:
    """Values beside each other, for `cut -f`."""
    return "\t".join(map(_bare, row))


def _bare(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_line(value)
    return cell(value, None) if is_object(value) or is_array(value) else json.dumps(value)
