"""When an event type may be booked at all: notice, booking window, and most bookings or minutes per period."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from ..problems import BadRequest, HttpError
from .base import Row, World
from .booking_index import bookings
from .local_time import MINUTE, Range, day_of, midnight, period

_LIMITS = {"bookingLimitsCount": "booking_limit", "bookingLimitsDuration": "duration_limit"}
PERIODS = ("day", "week", "month", "year")
IN_THE_PAST = "Attempting to book a meeting in the past."
OUT_OF_BOUNDS = (
    'The event type can\'t be booked at the "start" time provided: it is too soon (minimum booking notice) or too far '
    "ahead (booking window). Fetch available slots and book one of them."
)
# A window that counts bookable days gives up when it finds too few of them within its length and this many more.
_SEARCHED = 30
_MOST_DAYS = 3650
# Dates of a range beyond these come to the same, and can be reckoned with.
_FIRST_DAY, _LAST_DAY = date(1971, 1, 1).toordinal(), date(8999, 12, 31).toordinal()


def earliest(world: World, event_type: Row) -> int:
    """The first instant that is far enough ahead."""
    return int(world.now().timestamp()) + (event_type.get("minimumBookingNotice") or 0) * MINUTE


def window(
    event_type: Row,
    where: ZoneInfo,
    booker: ZoneInfo,
    now: int,
    until: int,
    bookable: Callable[[int, int], Collection[int]],
) -> tuple[int | None, int | None]:
    """The first instant within the booking window and the first one behind it; None where it is open.

    Args:
        event_type: Whose window.
        where: The zone of its schedule, in which a range of dates is meant.
        booker: The zone of whoever asks, in which days from now on are counted.
        now: The present.
        until: How far the answer matters, which saves looking for bookable days.
        bookable: Which days, from one to another, have a free slot.
    """
    if not has_window(event_type):
        return None, None
    wanted = event_type["bookingWindow"]
    if wanted["type"] == "range":
        named = (date.fromisoformat(each[:10]).toordinal() for each in wanted["value"])
        first, last = (min(max(each, _FIRST_DAY), _LAST_DAY) for each in named)
        return midnight(where, first), midnight(where, last + 1)
    where = booker
    count, today = max(1, min(int(wanted["value"]), _MOST_DAYS)), day_of(where, now)
    working_days = wanted["type"] == "businessDays"
    if not wanted.get("rolling"):
        last = today
        for _ in range(count):
            last = _next(last, working_days)
        return None, midnight(where, last + 1)
    # No more days can be bookable than there are, so nearby times need no search.
    day, days = today, list[int]()
    while len(days) < count + _SEARCHED:
        days.append(day)
        day = _next(day, working_days)
    if day_of(where, until) <= days[count - 1]:
        return None, midnight(where, days[count - 1] + 1)
    found = bookable(today, days[-1])
    counted = [day for day in days if day in found][:count]
    return None, midnight(where, (counted[-1] if len(counted) == count else days[-1]) + 1)


def has_window(event_type: Row) -> bool:
    """Whether an event type can't be booked at all times to come."""
    wanted = event_type.get("bookingWindow") or {}
    return not wanted.get("disabled") and wanted.get("value") is not None


def are_set(event_type: Row) -> bool:
    """Whether an event type has any limit of bookings or minutes."""
    return any((limits := event_type.get(name)) and not limits.get("disabled") for name in _LIMITS)


def is_rolling(event_type: Row) -> bool:
    """Whether the booking window counts days that can be booked, not days that pass."""
    wanted = event_type.get("bookingWindow") or {}
    return wanted.get("rolling") is True and wanted.get("type") != "range"


def full(
    world: World,
    event_type: Row,
    where: ZoneInfo,
    start: int,
    minutes: int,
    *,
    ignoring: Collection[str] = (),
    planned: Sequence[Range] = (),
    known: dict[Range, tuple[int, int]] | None = None,
) -> str | None:
    """Which limit another booking would break, in Cal.com's word; None when there is room.

    Args:
        world: Where the bookings are.
        event_type: Whose limits.
        where: The zone in which periods are counted.
        start: When the booking would begin.
        minutes: How long it would be.
        ignoring: Uids of bookings that do not count.
        planned: Bookings that are about to be made as well.
        known: What was counted before, for many questions about the same state.
    """
    for name, word in _LIMITS.items():
        limits = event_type.get(name) or {}
        if limits.get("disabled"):
            continue
        for unit in PERIODS:
            if limits.get(unit) is None:
                continue
            span = period(where, start, unit)
            counted = None if known is None else known.get(span)
            if counted is None:
                counted = _count(world, event_type, span, ignoring, planned)
                if known is not None:
                    known[span] = counted
            made, booked = counted
            if (made + 1 if word == "booking_limit" else booked + minutes) > limits[unit]:
                return f"{word}_reached"
    return None


def check_bounds(world: World, start: int, first: int, bounds: tuple[int | None, int | None]) -> None:
    """Refuses a time in the past, before the notice or outside the window."""
    if start < int(world.now().timestamp()):
        raise BadRequest(IN_THE_PAST)
    low, high = bounds
    if start < first or (low is not None and start < low) or (high is not None and start >= high):
        raise BadRequest(OUT_OF_BOUNDS)


def check_limits(word: str | None) -> None:
    """Refuses what breaks a limit."""
    if word is not None:
        raise HttpError(word, status=401)


def _count(
    world: World, event_type: Row, span: Range, ignoring: Collection[str], planned: Sequence[Range]
) -> tuple[int, int]:
    found = {uid: times for uid, times in bookings(world).beginning(event_type["id"], *span) if uid not in ignoring}
    lengths = [end - start for start, end in (*found.values(), *planned) if span[0] <= start < span[1]]
    return len(lengths), sum(lengths) // MINUTE


def _next(day: int, working_days: bool) -> int:
    day += 1
    while working_days and day % 7 in (6, 0):  # Saturday and Sunday, as ordinals begin on a Monday with 1
        day += 1
    return day
