"""What Cal.com's first controllers, of 2024-04-15, answer: they serve whoever names no version, or one unknown there.

The lists of schedules, bookings and event types are served in their form of then. A booking as it is made today lacks
what they need. Of others the mock knows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..problems import Invalid, NotFound, Wrong
from .availability import WEEKDAYS
from .base import Caller, Row, World
from .earlier_lists import bookings, event_types
from .local_time import is_iso
from .schedules import SCHEDULES, dressed
from .zones import zone

Earlier = Callable[[World, Caller, dict[str, Any]], Any]
# Sunday is the first of their days.
_DAYS = (WEEKDAYS[-1], *WEEKDAYS[:-1])


def schedules(world: World, caller: Caller, arguments: dict[str, Any]) -> list[Row]:
    """The caller's schedules: hours as minutes, as moments of the epoch's first day, and as moments of today."""
    rows = [dressed(world, row) for row in SCHEDULES.rows(world, caller.user_id)]
    today = world.now().date().isoformat()
    return [_schedule(row, today, alone=len(rows) == 1) for row in rows]


def booking(world: World, caller: Caller, arguments: dict[str, Any]) -> Any:
    """Refuses a booking that is not as they want it.

    Raises:
        Invalid: What they need is missing or of another kind.
        NotFound: The booking is as they want it, which the mock does not serve.
    """
    rules: tuple[tuple[str, str, str, bool], ...] = (
        ("start", "isDateString", "must be a valid ISO 8601 date string", is_iso(arguments.get("start"))),
        ("eventTypeId", "isNumber", "must be a number", _is_number(arguments.get("eventTypeId"))),
        ("timeZone", "isTimeZone", "must be a valid IANA time-zone", zone(arguments.get("timeZone")) is not None),
        ("language", "isString", "must be a string", isinstance(arguments.get("language"), str)),
        ("metadata", "isObject", "must be an object", isinstance(arguments.get("metadata"), dict)),
    )
    wrong = [Wrong(name, rule, f"{name} {words}") for name, rule, words, is_right in rules if not is_right]
    if wrong:
        raise Invalid(*wrong)
    raise NotFound("The mock makes bookings of the version 2024-08-13 only")


EARLIER: dict[str, Earlier] = {
    "bookings.create": booking,
    "bookings.list": bookings,
    "event_types.list": event_types,
    "schedules.list": schedules,
}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _schedule(row: Row, today: str, *, alone: bool) -> Row:
    owner = row["ownerId"]
    hours = [{**entry, "days": sorted(map(_DAYS.index, entry["days"]))} for entry in row["availability"]]
    dated = [{**entry, "days": []} for entry in row["overrides"]]
    return {
        "id": row["id"],
        "name": row["name"],
        "isManaged": False,
        "workingHours": [
            {"days": entry["days"], "startTime": _minutes(entry["startTime"]), "endTime": _minutes(entry["endTime"])}
            | {"userId": owner}
            for entry in hours
        ],
        # Rows of hours have numbers of their own there; here they are counted on from the schedule's.
        "schedule": [
            {
                "id": row["id"] + number,
                "userId": owner,
                "eventTypeId": None,
                "days": entry["days"],
                "startTime": _moment("1970-01-01", entry["startTime"]),
                "endTime": _moment("1970-01-01", entry["endTime"]),
                "date": _moment(entry["date"], "00:00") if "date" in entry else None,
                "scheduleId": row["id"],
            }
            for number, entry in enumerate([*hours, *dated])
        ],
        "availability": [
            [_range(today, entry) for entry in hours if number in entry["days"]] for number in range(len(_DAYS))
        ],
        "timeZone": row["timeZone"],
        "isDefault": row["isDefault"],
        "dateOverrides": [
            {"ranges": [_range(day, entry) for entry in dated if entry["date"] == day]}
            for day in dict.fromkeys(entry["date"] for entry in dated)
        ],
        "readOnly": False,
        "isLastSchedule": alone,
        "userId": owner,
    }


def _range(day: str, entry: Row) -> Row:
    return {"start": _moment(day, entry["startTime"]), "end": _moment(day, entry["endTime"])}


def _moment(day: str, time: str) -> str:
    return f"{day}T{time[:5]}:00.000Z"


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:5])
