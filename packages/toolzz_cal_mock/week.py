"""A week of the mock as the page shows it: bookings by day, what can be booked and when, and who there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from .problems import BadRequest
from .world.local_time import named_zone
from .world.slot_times import Wanted, length_of, slot_times

if TYPE_CHECKING:
    from .core import Mock
    from .world.base import Row, World

DAYS = 7
MOST = 500  # bookings, people
MOST_TYPES = 50
FALLBACK = "UTC"
_MINUTES = 24 * 60


def week(mock: Mock, query: dict[str, str]) -> dict[str, Any]:
    """Seven days of a mock, as JSON.

    Args:
        mock: Which.
        query: `from`, the first day in ISO 8601, else the Monday of the mock's present week; `zone`, an IANA zone, else
            that of the default user.

    Raises:
        BadRequest: One of them can't be read.
    """
    world = mock.world
    users = world.table("users")
    own_zone = users.get(world.indexes.get("default_user"), {}).get("timeZone") or FALLBACK
    name = query.get("zone", own_zone)
    zone = _zone(name)
    now = mock.clock.now().astimezone(zone)
    first = _first(query.get("from"), now.date())
    days = [first + timedelta(days=number) for number in range(DAYS)]
    bookings = _bookings(world, days, zone)
    kinds = islice(world.table("event_types").values(), MOST_TYPES)
    return {
        "zone": name,
        "zones": sorted({FALLBACK, name, *(each["timeZone"] for each in users.values())}),
        "now": now.isoformat(timespec="minutes"),
        "days": [each.isoformat() for each in days],
        "bookings": bookings,
        "elsewhere": None if bookings else _elsewhere(world, days, zone),
        "eventTypes": [_event_type(world, each, days, zone) for each in kinds],
        "people": [_person(world, each) for each in islice(users.values(), MOST)],
    }


def _zone(name: str) -> ZoneInfo:
    try:
        return named_zone(name)
    except BadRequest:
        raise BadRequest("zone is no IANA zone such as America/Sao_Paulo") from None


def _first(text: str | None, today: date) -> date:
    if text is None:
        return today - timedelta(days=today.weekday())
    try:
        first = date.fromisoformat(text)
        _ = first + timedelta(days=DAYS), first - timedelta(days=DAYS)  # what the page offers next
    except (ValueError, OverflowError):
        raise BadRequest("from is no day such as 2027-03-08") from None
    return first


def _bookings(world: World, days: list[date], zone: ZoneInfo) -> list[dict[str, Any]]:
    """What lies on these days, by day and beginning, side by side where it overlaps."""
    low, high = (datetime.combine(each, time(), zone) for each in (days[0], days[-1] + timedelta(days=1)))
    pieces = [
        piece
        for row in world.table("bookings").values()
        for start, end in [_span(row, zone)]
        if start < high and end > low
        for piece in _pieces(row, start, end, days)
    ]
    pieces.sort(key=lambda each: (each["day"], each["from"], each["uid"]))
    pieces = pieces[:MOST]
    for day in range(len(days)):
        _side_by_side([each for each in pieces if each["day"] == day])
    return pieces


def _elsewhere(world: World, days: list[date], zone: ZoneInfo) -> str | None:
    """The day of the next booking after these days, else of the last one before."""
    found = sorted(_span(row, zone)[0].date() for row in world.table("bookings").values())
    later = [each for each in found if each > days[-1]]
    return (later[0] if later else found[-1]).isoformat() if found else None


def _span(row: Row, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(row["start"]).astimezone(zone), datetime.fromisoformat(row["end"]).astimezone(zone)


def _pieces(row: Row, start: datetime, end: datetime, days: list[date]) -> Iterator[dict[str, Any]]:
    """One for each day that a booking touches."""
    shown = {
        "uid": row["uid"],
        "title": row.get("title") or "Booking",
        "status": row.get("status"),
        "time": f"{start:%H:%M} to {end:%H:%M}",
        "hosts": [each.get("name") for each in row.get("hosts") or ()],
        "attendees": [each.get("name") or each.get("email") for each in row.get("attendees") or ()],
    }
    for number, day in enumerate(days):
        first = _minutes(start, day)
        last = _minutes(end, day)
        if first < _MINUTES and last > 0:
            yield {**shown, "day": number, "from": max(first, 0), "to": min(last, _MINUTES)}


def _minutes(moment: datetime, day: date) -> int:
    """Minutes of the clock on the wall since a day began."""
    return (moment.date() - day).days * _MINUTES + moment.hour * 60 + moment.minute


def _side_by_side(pieces: list[dict[str, Any]]) -> None:
    """Gives each a lane of its own beside those that overlap it, and tells how many lanes these have."""
    together: list[dict[str, Any]] = []
    until = 0
    for piece in pieces:
        if piece["from"] >= until:
            together = []
        together.append(piece)
        taken = {each["lane"] for each in together[:-1] if each["to"] > piece["from"]}
        piece["lane"] = next(lane for lane in range(len(together)) if lane not in taken)
        until = max(until, piece["to"])
        lanes = 1 + max(each["lane"] for each in together)
        for each in together:
            each["lanes"] = lanes


def _event_type(world: World, row: Row, days: list[date], zone: ZoneInfo) -> dict[str, Any]:
    users = world.table("users")
    owner = users.get(row.get("ownerId") or row.get("userId"), {}).get("username")
    team = world.table("teams").get(row.get("teamId"), {}).get("slug")
    hosts = [each["userId"] for each in row.get("hosts") or () if isinstance(each, dict) and "userId" in each]
    return {
        "id": row["id"],
        "title": row.get("title"),
        "path": f"/{f'team/{team}' if team else owner or ''}/{row.get('slug')}",
        "minutes": row.get("lengthInMinutes"),
        "hosts": [users[each]["name"] for each in hosts if each in users],
        "slots": _slots(world, row, days, zone),
    }


def _slots(world: World, row: Row, days: list[date], zone: ZoneInfo) -> dict[str, list[str]]:
    """Times at which it can be booked, by day."""
    first = int(datetime.combine(days[0], time(), zone).timestamp())
    last = int(datetime.combine(days[-1] + timedelta(days=1), time(), zone).timestamp()) - 1
    found: dict[str, list[str]] = {each.isoformat(): [] for each in days}
    for start in slot_times(world, Wanted(row, length_of(row), first, last, zone=zone, named=True)):
        local = datetime.fromtimestamp(start, zone)
        if (day := local.date().isoformat()) in found:
            found[day].append(f"{local:%H:%M}")
    return found


def _person(world: World, row: Row) -> dict[str, Any]:
    teams = world.table("teams")
    of = [each["teamId"] for each in world.table("memberships").values() if each.get("userId") == row["id"]]
    return {
        "id": row["id"],
        "name": row.get("name"),
        "username": row.get("username"),
        "email": row.get("email"),
        "zone": row.get("timeZone"),
        "teams": [teams[each]["name"] for each in of if each in teams],
    }
