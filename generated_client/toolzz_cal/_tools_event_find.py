# Edit this in generator/runtime/_tools_event_find.py; `make generate` copies it into the client.
"""The tool that finds free times for an event type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from attrs import frozen

from . import _tools_event_words as words
from . import operations
from ._json import is_object
from ._tools_event import EventKind
from ._tools_event_base import Detail, EventTool, Schema, about, length_of, schema_of, zone_schema
from .errors import ArgumentError

_MOST_DAYS = 31
_MOST_STARTS = 200


@frozen(repr=False)
class FindTimes(EventTool):
    """Finds free times."""

    called: ClassVar[str] = "find_times"
    runs: ClassVar[str] = "slots.available"
    title: ClassVar[str] = "Find free times"

    @property
    def description(self) -> str:
        """What it does."""
        return f"Free times of {about(self.event, self.detail)}. Offer only what it finds."

    @classmethod
    def made(cls, event: EventKind, zone: str | None, detail: Detail, *, moves: bool) -> FindTimes:
        """The tool of an event type; `moves` tells whether bookings can be moved."""
        day: Schema = {"type": "string", "format": "date"}
        schema = schema_of(
            {
                "first_day": {**day, "description": "First day, such as 2027-03-09."},
                "last_day": {**day, "description": f"Last day, {_MOST_DAYS - 1} days later at most."},
                "time_zone": zone_schema(zone),
                **length_of(event),
                **({"booking": {"type": "string", "description": "Uid of a booking to be moved."}} if moves else {}),
            },
            optional={"booking"} | ({"time_zone"} if zone else set()),
        )
        return cls(operations.get(cls.runs), schema, event, zone, detail)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        first, last = _days(given)
        # A day more on each side, as the days of a zone begin and end at other moments; what is beyond is left out.
        return {
            "eventTypeId": self.event.id,
            "startTime": f"{first - timedelta(days=1)}T00:00:00Z",
            "endTime": f"{last + timedelta(days=2)}T00:00:00Z",
            "timeZone": self._zone(given),
            **({"duration": given["length"]} if "length" in given else {}),
            **({"rescheduleUid": given["booking"]} if "booking" in given else {}),
        }

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told: the free times by day."""
        zone, (first, last) = words.zone_of(self._zone(given)), _days(given)
        payload: Any = reply.get("slots", reply) if is_object(reply) else None
        days, left, more = dict[str, Any](), _MOST_STARTS, False
        for day, slots in words.days_of(payload, zone, first, last).items():
            free = [self._shown(start, slot) for start, slot in slots if self._seats_left(slot) != 0]
            more = more or len(free) > left
            if shown := free[:left]:
                days[day] = shown
            left -= len(shown)
        told: dict[str, Any] = {"data": {"time_zone": str(zone), "days": days}}
        if more:
            told["note"] = f"Only the first {_MOST_STARTS} are shown. Ask for fewer days to see others."
        elif not days:
            told["note"] = "Nothing is free in these days. Ask for others."
        return told

    def _shown(self, start: str, slot: Mapping[str, Any]) -> Any:
        left = self._seats_left(slot)
        return start if left is None else {"start": start, "seats_left": left}

    def _seats_left(self, slot: Mapping[str, Any]) -> int | None:
        """How many seats are free; None where nobody shares a slot. Full slots are told of, too."""
        if not self.event.seats:
            return None
        left, taken = slot.get("seatsRemaining"), slot.get("attendees")
        if isinstance(left, int):
            return max(left, 0)
        return max(self.event.seats - (taken if isinstance(taken, int) else 0), 0)


def _days(given: Mapping[str, Any]) -> tuple[date, date]:
    first, last = date.fromisoformat(given["first_day"]), date.fromisoformat(given["last_day"])
    if not 1971 <= first.year <= 9000:
        raise ArgumentError("`first_day` must be in a year that a calendar has")
    if not first <= last <= first + timedelta(days=_MOST_DAYS - 1):
        raise ArgumentError(f"`last_day` must be `first_day` or later, by {_MOST_DAYS - 1} days at most")
    return first, last
