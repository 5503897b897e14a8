"""Local time in whole seconds: which instants belong to a day, and to hours of that day, where clocks may change.

An instant is a number of seconds since 1970 in UTC, a day the number that `date.toordinal` gives it. What is asked of a
day is answered as a set of instants, so hours that a change of clocks skips are missing and those that it repeats come
twice, without a special case anywhere else.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..problems import Invalid, Wrong
from .base import instant
from .zones import zone

Range = tuple[int, int]
MINUTE, HOUR, DAY = 60, 3600, 86400
_FIRST_DAY = date(1970, 1, 1).toordinal()
# Every later moment is refused, which leaves room for counting days and weeks onwards.
_LATEST = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())
# No zone is further from UTC.
_FURTHEST = 15 * HOUR


def named_zone(value: object, name: str = "timeZone") -> ZoneInfo:
    """A zone by its IANA name, or the refusal that Cal.com gives."""
    found = zone(value)
    if found is None:
        raise Invalid(Wrong(name, "isTimeZone", f"{name} must be a valid IANA time-zone"))
    return found


def moment(value: object, name: str) -> int:
    """An instant from ISO 8601 text, to the second; without an offset it is UTC."""
    if isinstance(value, str):
        try:
            found = instant(value, name).timestamp()
        except (OverflowError, ValueError):
            found = -1
        if 0 <= found < _LATEST:
            return int(found)
    raise Invalid(Wrong(name, "isDateString", f"{name} must be a valid ISO 8601 date string"))


def is_iso(value: object) -> bool:
    """Whether a text is a date, perhaps with a time, perhaps with a zone, as ISO 8601 writes it."""
    try:
        return datetime.fromisoformat(str(value)) is not None
    except ValueError:
        return False


def seconds(text: str) -> int:
    """An instant from text that the mock wrote itself."""
    return int(datetime.fromisoformat(text).timestamp())


def iso(at: int, where: ZoneInfo | None = None) -> str:
    """An instant as Cal.com writes it: with the offset of a zone, or with Z."""
    if where is None or where.key == "UTC":
        return datetime.fromtimestamp(at, UTC).isoformat()[:19] + ".000Z"
    return datetime.fromtimestamp(at, where).isoformat(timespec="milliseconds")


def offset(where: ZoneInfo, at: int) -> int:
    """How many seconds local time is ahead of UTC."""
    ahead = datetime.fromtimestamp(at, where).utcoffset()
    return int(ahead.total_seconds()) if ahead is not None else 0


def day_of(where: ZoneInfo, at: int) -> int:
    """The local day of an instant."""
    return datetime.fromtimestamp(at, where).toordinal()


def hours(where: ZoneInfo, day: int, start: int, end: int) -> list[Range]:
    """The instants of a day whose local time is from `start` to before `end`, in seconds after midnight."""
    midnight = (day - _FIRST_DAY) * DAY
    found: list[Range] = []
    for since, until, ahead in _stretches(where, day):
        first, last = max(midnight + start - ahead, since), min(midnight + end - ahead, until)
        if first >= last:
            continue
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def shifted_hours(where: ZoneInfo, day: int, start: int, end: int) -> list[Range]:
    """Hours of a day as Cal.com takes them, which goes wrong around midnight and noon when clocks change on it.

    It counts from midnight and then corrects by what clocks have changed, for which it reads the beginning on a clock
    of twelve hours, and that as UTC: hours from midnight on begin an hour early in spring, and an hour late in autumn.
    """
    first = midnight(where, day)
    hour, minute = divmod(start // MINUTE, 60)
    read = (day - _FIRST_DAY) * DAY + (hour % 12 or 12) * HOUR + minute * MINUTE
    shift = offset(where, first) - offset(where, read)
    return [(first + start + shift, first + end + shift)] if start < end else []


def midnight(where: ZoneInfo, day: int) -> int:
    """The first instant of a day, or of the next one there is: some zones have once skipped a day."""
    while not (found := hours(where, day, 0, DAY)):
        day += 1
    return found[0][0]


def period(where: ZoneInfo, at: int, unit: str) -> Range:
    """The local day, week, month or year around an instant. As on Cal.com, weeks begin on Sunday."""
    today = datetime.fromtimestamp(at, where).date()
    if unit == "day":
        first, after = today.toordinal(), today.toordinal() + 1
    elif unit == "week":
        first = today.toordinal() - today.isoweekday() % 7
        after = first + 7
    elif unit == "month":
        first = today.replace(day=1).toordinal()
        after = date(today.year + today.month // 12, today.month % 12 + 1, 1).toordinal()
    else:
        first, after = date(today.year, 1, 1).toordinal(), date(today.year + 1, 1, 1).toordinal()
    return midnight(where, first), midnight(where, after)


@lru_cache(maxsize=8192)
def _stretches(where: ZoneInfo, day: int) -> tuple[tuple[int, int, int], ...]:
    """The time around a day, cut where clocks change: from, to, and seconds ahead of UTC."""
    noon = (day - _FIRST_DAY) * DAY + DAY // 2
    low, high = noon - DAY // 2 - _FURTHEST, noon + DAY // 2 + _FURTHEST
    before, after = offset(where, low), offset(where, high)
    if before == after:
        return ((low, high, before),)
    still, changed = low, high
    while changed - still > 1:
        middle = (still + changed) // 2
        if offset(where, middle) == before:
            still = middle
        else:
            changed = middle
    return (low, changed, before), (changed, high, after)
