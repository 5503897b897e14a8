# Edit this in generator/runtime/_tools_event_words.py; `make generate` copies it into the client.
"""Bookings and free times in words that a model can pass on: a line with day, time, zone and people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from . import _said
from ._json import is_array, is_object
from ._tools_marks import marked

_LONGEST_NAME = 80
# Names of zones are written without accents.
_SPELT = {
    "Araguaina": "Araguaína", "Asuncion": "Asunción", "Belem": "Belém", "Bogota": "Bogotá", "Cancun": "Cancún",
    "Cuiaba": "Cuiabá", "Eirunepe": "Eirunepé", "Maceio": "Maceió", "Mazatlan": "Mazatlán", "Merida": "Mérida",
    "Santarem": "Santarém", "Sao Paulo": "São Paulo", "Zurich": "Zürich",
}  # fmt: skip


def zone_of(*names: Any) -> tzinfo:
    """The first of these IANA zones that the machine knows; else UTC."""
    for name in names:
        if isinstance(name, str) and name:
            try:
                return ZoneInfo(name)
            except (LookupError, OSError, ValueError):
                continue
    return UTC


def when(start: datetime, end: datetime | None, zone: tzinfo) -> str:
    """A time in a zone and in UTC: `Tue 9 Mar 2027, 15:00–15:30 São Paulo (18:00 UTC)`."""
    told = f"{_said.period(start, end, zone)} {city(zone)}"
    if start.utcoffset() == start.astimezone(zone).utcoffset() and str(zone) == "UTC":
        return told
    utc = start.astimezone(UTC)
    other_day = "" if utc.date() == start.astimezone(zone).date() else f"{_said.day(utc)}, "
    return f"{told} ({other_day}{utc:%H:%M} UTC)"


def city(zone: tzinfo) -> str:
    """The last part of a zone's name, as people write it."""
    name = str(zone).rpartition("/")[2].replace("_", " ")
    return _SPELT.get(name, name)


def summary(booking: Mapping[str, Any], zone: tzinfo) -> str:
    """A booking in a line: when it is, and with whom."""
    start, end = _said.moment(booking.get("start")), _said.moment(booking.get("end"))
    told = when(start, end, zone) if start is not None else "at a time that was not told"
    names = [name for each in _rows(booking.get("hosts")) if (name := _said.name_of(each)) is not None]
    people = " and ".join(marked(name, _LONGEST_NAME) for name in names[:3])
    return f"{told}, with {people}" if people else told


def series(bookings: Sequence[Mapping[str, Any]], zone: tzinfo) -> str:
    """Several bookings in a line: how many, the first, and the day of the last."""
    last = _said.moment(bookings[-1].get("start"))
    until = f"; the last on {_said.day(last.astimezone(zone))}" if last is not None else ""
    return f"{len(bookings)} meetings, the first {summary(bookings[0], zone)}{until}"


def written(text: Any, zone: tzinfo) -> str:
    """A moment as a tool takes it again, with the offset of a zone."""
    moment = _said.moment(text)
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment is not None else ""


def days_of(slots: Any, zone: tzinfo, first: date, last: date) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Free times by day in a zone, each as a tool takes it again, with the slot that tells of it."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for rows in slots.values() if is_object(slots) else ():
        for slot in _rows(rows):
            moment = _said.moment(slot.get("time") or slot.get("startTime"))
            if moment is None or slot.get("away") is True:
                continue
            there = moment.astimezone(zone)
            if first <= there.date() <= last:
                day = found.setdefault(_said.day(there), [])
                day.append((there.isoformat(timespec="seconds"), slot))
    return found


def _rows(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if is_object(each)] if is_array(value) else []
