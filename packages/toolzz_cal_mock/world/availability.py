"""When a host is free: working hours of the schedule, less what occupies them.

Everything is a list of ranges of instants, in order and not overlapping; local time ends in `opening_hours`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from .base import Row, World
from .booking_index import bookings
from .connections import selected_busy
from .local_time import DAY, MINUTE, Range, day_of, hours, named_zone, seconds, shifted_hours
from .reservations import held
from .schedules import WORKING_WEEK, default_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UTC = ZoneInfo("UTC")


def schedule_of(world: World, event_type: Row, host: int) -> Row | None:
    """The schedule that counts for a host: the event type's, else the host's default."""
    chosen = event_type.get("scheduleId")
    if chosen is not None and (row := world.table("schedules").get(chosen)) is not None:
        return row
    return default_of(world, host) or _usual_hours(world, host)


def _usual_hours(world: World, host: int) -> Row | None:
    """The hours that Cal.com supposes of a user without any schedule: office hours on weekdays, in their zone."""
    user = world.table("users").get(host)
    if user is None:
        return None
    return {"timeZone": user["timeZone"], "availability": [WORKING_WEEK], "overrides": []}


def zone_of(world: World, event_type: Row, hosts: Collection[int]) -> ZoneInfo:
    """The zone in which the days of an event type are counted: that of its schedule, else of its first host's."""
    for host in (*hosts, -1):
        row = schedule_of(world, event_type, host)
        if row is not None:
            return named_zone(row["timeZone"])
    return UTC


def opening_hours(schedule: Row, first_day: int, last_day: int, *, as_is: bool = False) -> list[Range]:
    """The instants within a schedule's hours, of which those that touch are one range, across midnight as well.

    With `as_is` weekly hours are off on days on which clocks change, as on Cal.com.
    """
    weekly = shifted_hours if as_is else hours
    where = named_zone(schedule["timeZone"])
    exceptions: dict[str, list[Range]] = {}
    for override in schedule["overrides"]:
        exceptions.setdefault(override["date"], []).append(_times(override["startTime"], override["endTime"]))
    week: dict[str, list[Range]] = {}
    found: list[Range] = []
    for day in range(first_day, last_day + 1):
        name = WEEKDAYS[(day - 1) % 7]  # the first day of all was a Monday
        if name not in week:
            entries = (each for each in schedule["availability"] if name in each["days"])
            week[name] = [_times(each["startTime"], each["endTime"]) for each in entries]
        times, of_day = week[name], weekly
        if exceptions and (text := date.fromordinal(day).isoformat()) in exceptions:
            times, of_day = exceptions[text], hours
        if times:
            found += [piece for start, end in times for piece in of_day(where, day, start, end)]
    return merged(found)


def free(
    world: World,
    event_type: Row,
    host: int,
    first: int,
    last: int,
    *,
    ignoring: Collection[str] = (),
    reservations: bool = False,
) -> list[Range]:
    """When a host could meet, on the days from one instant to another. Bookings with these uids do not count."""
    schedule = schedule_of(world, event_type, host)
    if schedule is None or first > last:
        return []
    where = named_zone(schedule["timeZone"])
    as_is = bool(world.indexes.get("as_is"))
    open_hours = opening_hours(schedule, day_of(where, first), day_of(where, last), as_is=as_is)
    if not open_hours:
        return []
    taken = occupied(
        world, event_type, host, open_hours[0][0], open_hours[-1][1], ignoring=ignoring, reservations=reservations
    )
    return without(open_hours, taken)


def free_later(world: World, event_type: Row, host: int, last: int, *, ignoring: Collection[str] = ()) -> list[Range]:
    """When a host could meet in hours of single dates that reach beyond an instant.

    Cal.com cuts the weekly hours where a search ends, but not those of dates, and takes the date after it as well.
    """
    schedule = schedule_of(world, event_type, host)
    if schedule is None or not schedule["overrides"]:
        return []
    where, found = named_zone(schedule["timeZone"]), list[Range]()
    latest = day_of(UTC, last) + 1
    for override in schedule["overrides"]:
        day = date.fromisoformat(override["date"]).toordinal()
        if latest - 2 <= day <= latest:
            found += hours(where, day, *_times(override["startTime"], override["endTime"]))
    later = merged(piece for piece in found if piece[1] > last)
    if not later:
        return []
    return without(later, occupied(world, event_type, host, later[0][0], later[-1][1], ignoring=ignoring))


def occupied(
    world: World,
    event_type: Row,
    host: int,
    first: int,
    last: int,
    *,
    ignoring: Collection[str] = (),
    reservations: bool = False,
) -> list[Range]:
    """What keeps a host from a meeting of this event type, between two instants.

    As on Cal.com the buffers of both meetings add up: one before the new meeting lies behind the earlier one.
    """
    before, after = (event_type.get(name) or 0 for name in ("beforeEventBuffer", "afterEventBuffer"))
    ahead, behind = after * MINUTE, before * MINUTE
    low, high = first - behind, last + ahead
    index, event = bookings(world), event_type["id"]
    found = [
        (start - ahead, end + behind)
        for number, (start, end) in index.blocks(host, low, high, ignoring)
        if index.counts_for(number, event)
    ]
    if world.table("selected_calendars"):
        for each in selected_busy(world, host):
            start, end = seconds(each["start"]), seconds(each["end"])
            if start < high and end > low:
                found.append((start - ahead, end + behind))
    if reservations:
        found += held(world, host, first, last)
    return merged(found)


def is_free(
    world: World,
    event_type: Row,
    host: int,
    start: int,
    end: int,
    *,
    ignoring: Collection[str] = (),
    reservations: bool = False,
) -> bool:
    """Whether a host could meet from one instant to another. Reservations count only where they are asked about."""
    schedule = schedule_of(world, event_type, host)
    if schedule is None:
        return False
    day = day_of(named_zone(schedule["timeZone"]), start)
    as_is = bool(world.indexes.get("as_is"))
    # Its own day is nearly always enough; hours that go on over midnight need those around it.
    if not _is_open(schedule, day, day, start, end, as_is=as_is) and not _is_open(
        schedule, day - 1, day + 2, start, end, as_is=as_is
    ):
        return False
    taken = occupied(world, event_type, host, start, end, ignoring=ignoring, reservations=reservations)
    return all(high <= start or low >= end for low, high in taken)


def _is_open(schedule: Row, first_day: int, last_day: int, start: int, end: int, *, as_is: bool) -> bool:
    return any(low <= start and end <= high for low, high in opening_hours(schedule, first_day, last_day, as_is=as_is))


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that overlap or touch made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def without(ranges: Iterable[Range], taken: list[Range]) -> list[Range]:
    """What is left of ranges; both are in order, and `taken` does not overlap."""
    found: list[Range] = []
    at = 0
    for start, end in ranges:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        here = at
        while here < len(taken) and taken[here][0] < end:
            if taken[here][0] > start:
                found.append((start, taken[here][0]))
            start = max(start, taken[here][1])
            here += 1
        if start < end:
            found.append((start, end))
    return found


def common(ours: list[Range], theirs: list[Range]) -> list[Range]:
    """What two lists of ranges share."""
    found: list[Range] = []
    mine = yours = 0
    while mine < len(ours) and yours < len(theirs):
        start, end = max(ours[mine][0], theirs[yours][0]), min(ours[mine][1], theirs[yours][1])
        if start < end:
            found.append((start, end))
        if ours[mine][1] <= theirs[yours][1]:
            mine += 1
        else:
            yours += 1
    return found


@lru_cache(maxsize=2048)
def _times(start: str, end: str) -> Range:
    """Hours as seconds after midnight. A day that ends at 23:59 ends at midnight, as on Cal.com."""
    first, last = (int(text[:2]) * 3600 + int(text[3:5]) * 60 for text in (start, end))
    return first, DAY if end[:5] == "23:59" else last
