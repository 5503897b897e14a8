"""Where in time a booking may go, and who would hold it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..problems import BadRequest, Conflict, HttpError
from . import limits
from .availability import UTC, zone_of
from .base import Row, World
from .booking_index import bookings
from .event_type_rows import organizers
from .local_time import MINUTE, Range, moment
from .round_robin import choose
from .slot_times import Wanted, bounds, seats_of
from .zones import zone

USER_BUSY = "User either already has booking at this time or is not available"
HOSTS_BUSY = "One of the hosts either already has booking at this time or is not available"


def hosts_for(
    world: World,
    event_type: Row,
    start: int,
    minutes: int,
    *,
    ignoring: Collection[str] = (),
    rather: Collection[int] = (),
    planned: Sequence[Range] = (),
) -> list[int]:
    """The hosts of a new booking within the bounds of its event type, or the refusal that Cal.com gives.

    `planned` are bookings that will be made together with this one, `rather` the hosts it should keep. Whether a limit
    is reached is asked before whether somebody is free.
    """
    if limits.are_set(event_type):
        fixed, loose = organizers(world, event_type)
        where = zone_of(world, event_type, [*fixed, *(host["userId"] for host in loose)])
        limits.check_limits(limits.full(world, event_type, where, start, minutes, ignoring=ignoring, planned=planned))
    hosts = choose(world, event_type, start, start + minutes * MINUTE, ignoring=ignoring, rather=rather)
    if hosts is None:
        raise unavailable(event_type)
    return hosts


def check_bounds(world: World, event_type: Row, start: int, minutes: int, booker: object = None) -> None:
    """Refuses a time in the past, before the notice or outside the window, in days of the zone of whoever books.

    As on Cal.com a window that counts bookable days keeps nobody from booking behind it; it only hides the slots there.
    """
    if not limits.has_window(event_type):
        limits.check_bounds(world, start, limits.earliest(world, event_type), (None, None))
        return
    where = zone(booker) or UTC
    _, soonest, low, high = bounds(world, Wanted(event_type, minutes, start, start, zone=where))
    if limits.is_rolling(event_type):
        high = None
    limits.check_bounds(world, start, soonest, (low, high))


def is_taken(world: World, hosts: Collection[int], start: int, end: int, *, but: str | None = None) -> bool:
    """Whether one of the hosts has an accepted booking between two instants, besides the one whose uid is `but`."""
    index = bookings(world)
    for host in hosts:
        for number, _ in index.blocks(host, start, end):
            other = index.entry(number)
            stands = other.uid != but and other.kind.state.startswith("accepted")
            if stands and other.start < end and other.end > start:
                return True
    return False


def unavailable(event_type: Row) -> BadRequest:
    """The refusal of a time that is taken, or outside the hours."""
    return BadRequest(HOSTS_BUSY if event_type.get("schedulingType") else USER_BUSY)


def seated_at(world: World, event_type: Row, start: int, minutes: int, booker: Row) -> Row | None:
    """The booking with seats that somebody would join, if there is one; refuses when it is full or they sit in it."""
    seats = seats_of(event_type)
    if not seats:
        return None
    table = world.table("bookings")
    for uid, (begins, ends) in bookings(world).beginning(event_type["id"], start, start + 1):
        row = table[uid]
        if begins != start or ends - begins != minutes * MINUTE:
            continue
        if any(each["email"] == booker["email"] for each in row["attendees"]):
            raise HttpError("already_signed_up_for_this_booking_error", status=409)
        if len(row["attendees"]) >= seats:
            raise Conflict("No more seats left at this seated booking.")
        check_bounds(world, event_type, start, minutes, booker["timeZone"])
        return row
    return None


def asks_first(world: World, event_type: Row, start: int) -> bool:
    """Whether a host has to confirm a booking at this time."""
    policy = event_type.get("confirmationPolicy") or {}
    if policy.get("disabled") or not policy.get("type"):
        return False
    threshold = policy.get("noticeThreshold")
    if policy["type"] == "always" or not threshold:
        return True
    unit = 60 * MINUTE if threshold["unit"] == "hours" else MINUTE
    return start - int(world.now().timestamp()) <= int(threshold["count"]) * unit


def occurrences(recurrence: Row, start: int, count: int, where: ZoneInfo) -> list[int]:
    """When the meetings of a series begin: at the same local time for whoever booked."""
    step = recurrence["interval"]
    at = datetime.fromtimestamp(start, where)
    found = [start]
    while len(found) < count:
        try:
            at = _later(at, recurrence["frequency"], step)
            begins = int(at.timestamp())
        except (OverflowError, ValueError):
            raise BadRequest(limits.OUT_OF_BOUNDS) from None
        # The same bounds as for a time that a request names.
        found.append(moment(datetime.fromtimestamp(begins, where).isoformat(), "start"))
    return found


def _later(at: datetime, frequency: str, step: int) -> datetime:
    """The same local time weeks, months or years on; in a shorter month its last day.

    Python reckons within a zone by the clock on the wall, which is what is wanted here.
    """
    if frequency == "weekly":
        return at + timedelta(weeks=step)
    months = at.year * 12 + at.month - 1 + step * (12 if frequency == "yearly" else 1)
    year, month = divmod(months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return at.replace(year=year, month=month + 1, day=min(at.day, last))
