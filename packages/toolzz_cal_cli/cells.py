"""One value for a person: times in the reader's zone, lists of things as their names, in one line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from toolzz_cal._json import is_array, is_object
from toolzz_cal._said import day, moment, name_of

from .text import safe_line

NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Clock:
    """How times are told.

    Attributes:
        zone: The reader's.
        year: The year of all times that are shown, which then is told once; None when there are several.
    """

    zone: tzinfo
    year: int | None = None

    @classmethod
    def of(cls, zone: tzinfo, values: Iterable[Any]) -> Clock | None:
        """For these values; None if no time is among them, or among the entries of a list."""
        shown = (each for value in values for each in (value if is_array(value) else [value]))
        years = {when.astimezone(zone).year for each in shown if (when := moment(_only(each))) is not None}
        if not years:
            return None
        return cls(zone, years.pop() if len(years) == 1 else None)

    def __str__(self) -> str:
        return f"Times in {self.zone}" if self.year is None else f"Times in {self.zone}, {self.year}"

    def told(self, text: str) -> str | None:
        """A time as a person reads it, such as `Tue  9 Mar 15:00`; None for any other text."""
        when = moment(text)
        if when is None:
            return None
        when = when.astimezone(self.zone)
        word, number, month, year = day(when).split()
        date = f"{word} {number:>2} {month}" if self.year is not None else f"{word} {number:>2} {month} {year}"
        return f"{date} {when:%H:%M}"


def cell(value: Any, clock: Clock | None) -> str:
    """A value in one line, without what would steer the terminal."""
    return safe_line(_words(value, clock))


def _words(value: Any, clock: Clock | None) -> str:
    value = _only(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return (clock.told(value) if clock is not None else None) or value
    if is_array(value):
        return ", ".join(
            _words(each, clock) if is_object(each) or isinstance(each, str) else _json(each) for each in value
        )
    return (_name(value) if is_object(value) else None) or _json(value)


def _only(value: Any) -> Any:
    """The text that an object holds and nothing else, such as the time of a slot; any other value as it is."""
    if is_object(value) and len(value) == 1 and isinstance(text := next(iter(value.values())), str):
        return text
    return value


def _name(value: dict[str, Any]) -> str | None:
    """The name of a thing, else of the first thing in it that has one."""
    inside = (name_of(each) for each in value.values() if is_object(each))
    return name_of(value) or next(filter(None, inside), None)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def flat(data: dict[str, Any], start: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Keys of objects inside objects, with dots, as far as they are worth a line each."""
    for key, value in data.items():
        if is_object(value) and value and depth < 2:
            yield from flat(value, f"{start}{key}.", depth + 1)
        else:
            yield f"{start}{key}", value
