"""Which slots an event type offers: the free times of its hosts, cut into slots, less what its own rules forbid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import limits
from .availability import common, free, schedule_of, zone_of
from .base import Row, World
from .booking_index import bookings
from .event_type_rows import organizers
from .local_time import MINUTE, Range, day_of, midnight, named_zone, offset
from .reservations import held_seats

# Slots begin at the roundest of these minutes of the hour that their interval allows.
_ROUND = (60, 30, 20, 15, 10, 5)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What slots are looked for: of which event type and length, in which time, held by whom.

    `everybody` names users who must all be free in place of the event type's hosts; bookings with the uids in
    `ignoring` do not count.
    """

    event_type: Row
    minutes: int
    first: int
    last: int
    ignoring: tuple[str, ...] = ()
    everybody: tuple[int, ...] = ()


def seats_of(event_type: Row) -> int:
    """How many attendees fit into one slot; 0 without seats."""
    seats = event_type.get("seats") or {}
    return 0 if seats.get("disabled") else int(seats.get("seatsPerTimeSlot") or 0)


def length_of(event_type: Row) -> int:
    """The usual length in minutes."""
    return int(event_type["lengthInMinutes"])


class Bounds(NamedTuple):
    """When an event type may be booked: the zone of its days, and from which instant to before which other."""

    where: ZoneInfo
    soonest: int
    low: int | None
    high: int | None


def bounds(world: World, wanted: Wanted) -> Bounds:
    """Notice and booking window, as far as they matter for the time that is wanted."""
    fixed, loose = _hosts(world, wanted)
    where = zone_of(world, wanted.event_type, [*fixed, *loose])
    soonest = limits.earliest(world, wanted.event_type)

    def bookable(first_day: int, last_day: int) -> set[int]:
        first, last = midnight(where, first_day), midnight(where, last_day + 1) - 1
        return {day_of(where, start) for start in _starts(world, wanted, soonest, first, last)}

    now = int(world.now().timestamp())
    return Bounds(where, soonest, *limits.window(wanted.event_type, where, now, wanted.last, bookable))


def slot_times(world: World, wanted: Wanted) -> dict[int, Row | None]:
    """The free slots in order: when each begins, and the booking with free seats that is there already."""
    where, soonest, low, high = bounds(world, wanted)
    first = max(wanted.first, soonest, low or 0)
    last = wanted.last if high is None else min(wanted.last, high - 1)
    known: dict[Range, tuple[int, int]] = {}
    found: dict[int, Row | None] = {
        start: None
        for start in _starts(world, wanted, soonest, first, last)
        if first <= start <= last
        and limits.full(world, wanted.event_type, where, start, wanted.minutes, ignoring=wanted.ignoring, known=known)
        is None
    }
    found |= {start: row for start, row in _shared(world, wanted) if first <= start <= last}
    # As on Cal.com a slot may end one second after the time asked about: days are asked about until 23:59:59.
    length = wanted.minutes * MINUTE
    return {start: found[start] for start in sorted(found) if start + length <= wanted.last + 1}


def grid(event_type: Row, minutes: int, ranges: list[Range], soonest: int, where: ZoneInfo) -> Iterator[int]:
    """Where slots begin in free ranges: at round local minutes, one interval after another, as long as they fit."""
    step = event_type.get("slotInterval") or minutes
    rounding = next((each for each in _ROUND if step % each == 0), 1) * MINUTE
    shift = (event_type.get("offsetStart") or 0) * MINUTE
    for since, until in ranges:
        start = max(since, soonest)
        if start >= until:
            continue
        start += -(start + offset(where, start)) % rounding + shift
        while start + minutes * MINUTE <= until:
            yield start
            start += step * MINUTE


def _starts(world: World, wanted: Wanted, soonest: int, first: int, last: int) -> set[int]:
    """Where slots begin on the days from one instant to another, whatever limits and window of the event type say.

    Of the loose hosts each is looked at alone: one must be free for the whole of a slot.
    """
    fixed, loose = _hosts(world, wanted)
    if first > last or not (fixed or loose):
        return set()
    event_type = wanted.event_type

    def of(host: int) -> list[Range]:
        return free(world, event_type, host, first, last, ignoring=wanted.ignoring, reservations=True)

    together: list[Range] | None = None
    for host in fixed:
        together = of(host) if together is None else common(together, of(host))
    if not loose:
        where = _zone(world, event_type, fixed[0])
        return set(grid(event_type, wanted.minutes, together or [], soonest, where))
    found: set[int] = set()
    for host in loose:
        ranges = of(host) if together is None else common(together, of(host))
        found.update(grid(event_type, wanted.minutes, ranges, soonest, _zone(world, event_type, host)))
    return found


def _hosts(world: World, wanted: Wanted) -> tuple[list[int], list[int]]:
    """Who must be free, and of whom one must be."""
    if wanted.everybody:
        return list(wanted.everybody), []
    fixed, loose = organizers(world, wanted.event_type)
    return fixed, [host["userId"] for host in loose]


def _zone(world: World, event_type: Row, host: int) -> ZoneInfo:
    schedule = schedule_of(world, event_type, host)
    return named_zone(schedule["timeZone"] if schedule is not None else "UTC")


def _shared(world: World, wanted: Wanted) -> Iterator[tuple[int, Row]]:
    """The bookings of an event type with seats that have one left."""
    seats = seats_of(wanted.event_type)
    if not seats:
        return
    table = world.table("bookings")
    for uid, (start, end) in bookings(world).beginning(wanted.event_type["id"], wanted.first, wanted.last + 1):
        row = table[uid]
        taken = len(row["attendees"]) + held_seats(world, wanted.event_type["id"], start)
        if uid not in wanted.ignoring and taken < seats and end - start == wanted.minutes * MINUTE:
            yield start, row
