"""Which slots an event type offers: the free times of its hosts, cut into slots, less what its own rules forbid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import limits
from .availability import UTC, common, free, free_later, is_free, merged, zone_of
from .base import Row, World
from .booking_index import bookings
from .event_type_rows import organizers
from .local_time import DAY, MINUTE, Range, day_of, midnight, offset
from .reservations import any_held, held

# Slots begin at the roundest of these minutes of the hour that their interval allows.
_ROUND = (60, 30, 20, 15, 10, 5)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What slots are looked for: of which event type and length, in which time, held by whom.

    `everybody` names users who must all be free in place of the event type's hosts; bookings with the uids in
    `ignoring` do not count; the grid is laid on the clock of `zone`, and days after its day of `last` are left out when
    that zone was `named`.
    """

    event_type: Row
    minutes: int
    first: int
    last: int
    ignoring: tuple[str, ...] = ()
    everybody: tuple[int, ...] = ()
    zone: ZoneInfo = UTC
    named: bool = False


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
        first = max(midnight(wanted.zone, first_day), soonest)
        last = midnight(wanted.zone, last_day + 1) - 1
        return {day_of(wanted.zone, start) for start in _offered(world, wanted, where, first, last)}

    now = int(world.now().timestamp())
    return Bounds(where, soonest, *limits.window(wanted.event_type, where, wanted.zone, now, wanted.last, bookable))


def slot_times(world: World, wanted: Wanted) -> dict[int, Row | None]:
    """The free slots in order: when each begins, and the booking with free seats that is there already."""
    where, soonest, low, high = bounds(world, wanted)
    first, last = max(wanted.first, soonest), wanted.last
    if limits.is_rolling(wanted.event_type):  # as on Cal.com all days of such a window are told, asked about or not
        first = soonest
    found: dict[int, Row | None] = {
        start: None
        for start in _offered(world, wanted, where, first, last, later=True)
        if (low is None or start >= low) and (high is None or start < high)
    }
    if wanted.named:
        over = midnight(wanted.zone, day_of(wanted.zone, last) + 1)
        found = {start: row for start, row in found.items() if start < over}
    found |= {start: row for start, row in _shared(world, wanted) if first <= start <= last}
    return dict(sorted(found.items()))


def grid(event_type: Row, minutes: int, ranges: list[Range], where: ZoneInfo) -> list[int]:
    """Where slots begin in free ranges, as Cal.com lays them.

    In each range the first begins at a round minute of the hour on the clock of `where`, the others an interval and the
    offset further each. Ranges of several hosts may overlap: then the later keep to the slots of the earlier. A slot
    may end a second after its range, as days are asked about until 23:59:59.
    """
    interval = event_type.get("slotInterval") or minutes
    rounding = next((each for each in _ROUND if interval % each == 0), 1) * MINUTE
    shift = (event_type.get("offsetStart") or 0) * MINUTE
    step, length = interval * MINUTE + shift, minutes * MINUTE
    found: list[int] = []
    ahead, known_until = 0, -1
    for since, until in sorted(ranges):
        if since > known_until:
            ahead, known_until = offset(where, since), since + DAY
        start = since + -(since + ahead) % rounding + shift
        at = bisect_left(found, start)
        if at and found[at - 1] + step > start:
            start = found[at - 1] if found[at - 1] >= since else found[at - 1] + step
        while start + length <= until + 1:
            at = bisect_left(found, start)
            if at == len(found) or found[at] != start:
                found.insert(at, start)
            start += step
    return found


def _offered(
    world: World, wanted: Wanted, where: ZoneInfo, first: int, last: int, *, later: bool = False
) -> Iterator[int]:
    """Where slots begin that no reservation holds and that break no limit of their event type."""
    starts = _starts(world, wanted, first, last, later=later)
    if starts and any_held(world):
        starts = [start for start in starts if not _is_held(world, wanted, start)]
    if not limits.are_set(wanted.event_type):
        yield from starts
        return
    known: dict[Range, tuple[int, int]] = {}
    for start in starts:
        word = limits.full(
            world, wanted.event_type, where, start, wanted.minutes, ignoring=wanted.ignoring, known=known
        )
        if word is None:
            yield start


def _is_held(world: World, wanted: Wanted, start: int) -> bool:
    """Whether reservations leave nobody to meet in a slot that is free otherwise. They do not move the grid."""
    fixed, loose = _hosts(world, wanted)
    end = start + wanted.minutes * MINUTE

    def is_kept(host: int) -> bool:
        return bool(held(world, host, start, end))

    if any(is_kept(host) for host in fixed):
        return True
    if not any(is_kept(host) for host in loose):
        return False
    event_type, ignoring = wanted.event_type, wanted.ignoring
    return not any(
        not is_kept(host) and is_free(world, event_type, host, start, end, ignoring=ignoring) for host in loose
    )


def _starts(world: World, wanted: Wanted, first: int, last: int, *, later: bool = False) -> list[int]:
    """Where slots begin between one instant and another, whatever limits and window of the event type say.

    With `later` come those in hours of dates around the end, which the end does not cut. Of the loose hosts each is
    looked at alone: one must be free for the whole of a slot.
    """
    fixed, loose = _hosts(world, wanted)
    if first > last or not (fixed or loose):
        return []
    event_type = wanted.event_type

    def of(host: int) -> list[Range]:
        found = free(world, event_type, host, first, last, ignoring=wanted.ignoring)
        cut = [(max(since, first), min(until, last)) for since, until in found if since < last and until > first]
        more = free_later(world, event_type, host, last, ignoring=wanted.ignoring) if later else []
        return merged([*cut, *((max(since, first), until) for since, until in more)]) if more else cut

    together: list[Range] | None = None
    for host in fixed:
        together = of(host) if together is None else common(together, of(host))
    ranges: set[Range] = set(() if loose else together or ())
    for host in loose:
        ranges.update(of(host) if together is None else common(together, of(host)))
    return grid(event_type, wanted.minutes, list(ranges), wanted.zone)


def _hosts(world: World, wanted: Wanted) -> tuple[list[int], list[int]]:
    """Who must be free, and of whom one must be."""
    if wanted.everybody:
        return list(wanted.everybody), []
    fixed, loose = organizers(world, wanted.event_type)
    return fixed, [host["userId"] for host in loose]


def _shared(world: World, wanted: Wanted) -> Iterator[tuple[int, Row]]:
    """The bookings of an event type with several seats. As on Cal.com a full one stays among the slots."""
    if seats_of(wanted.event_type) < 2:
        return
    table = world.table("bookings")
    for uid, (start, end) in bookings(world).beginning(wanted.event_type["id"], wanted.first, wanted.last + 1):
        row = table[uid]
        if uid not in wanted.ignoring and end - start == wanted.minutes * MINUTE:
            yield start, row
