"""What the operations on slots do: finding free ones, holding one for a while, and letting it go."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ..problems import NotFound, Problem
from .base import Arguments, Caller, Row, Whole, World, behaves
from .event_type_rows import of_owner, slugged
from .event_types import group_event_type, in_organization
from .local_time import DAY, MINUTE, day_of, iso, midnight, moment, named_zone
from .lookups import USERS
from .needs import needed, refused, whole, words
from .reservations import LASTS, new_reservation, release, seats_left
from .round_robin import whom_to_hold
from .slot_times import Wanted, length_of, seats_of, slot_times

# Our own limit: more than anybody shows, and little enough to answer at once.
_LONGEST_SEARCH = 366 * DAY
_LONGEST_MEETING = 1440
# Where answers are kept that Cal.com would give again, and for how long it does.
_TOLD, _TOLD_AGAIN = "slots_told", timedelta(seconds=2)


@behaves("slots.available")
def available(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The free slots of an event type by date. A search reaches a year ahead at most."""
    needed(arguments, "startTime", "endTime")
    where = named_zone(arguments["timeZone"]) if arguments.get("timeZone") else None
    if arguments.get("timeZone") == "":
        raise refused("timeZone", "isTimeZone", "timeZone must be a valid IANA time-zone")
    form = str(arguments.get("slotFormat") or "").lower()
    if form not in ("", "range", "time"):
        raise refused("slotFormat", "isEnum", "slotFormat must be either 'range' or 'time'")
    if not world.indexes.get("as_is"):
        return _available(world, arguments, where, form)
    return _told_again(world, arguments, lambda: _available(world, arguments, where, form))


def _available(world: World, arguments: Arguments, where: ZoneInfo | None, form: str) -> Row:
    zone = where or named_zone("UTC")
    wanted = _wanted(world, arguments, zone, named=where is not None)
    times = slot_times(world, wanted)
    seated = seats_of(wanted.event_type)
    shown_dates = _dates(arguments, zone) if world.indexes.get("as_is") and where is not None else None
    days: dict[str, list[Row]] = {}
    for start, booking in times.items():
        date = datetime.fromtimestamp(start, zone).date().isoformat()
        if shown_dates is not None and date not in shown_dates:
            continue
        if date in days and wanted.event_type.get("onlyShowFirstAvailableSlot"):
            continue
        slot: Row = (
            {"startTime": iso(start, where), "endTime": iso(start + wanted.minutes * MINUTE, where)}
            if form
            else {"time": iso(start, where)}
        )
        if seated and booking is not None:
            slot |= {"attendees": len(booking["attendees"]), "bookingUid": booking["uid"]}
        days.setdefault(date, []).append(slot)
    return {"slots": days}


def _told_again(world: World, arguments: Arguments, answer: Callable[[], Row]) -> Row:
    """As Cal.com does, tells the same again when the same was asked a moment ago, whatever was booked since."""
    now, asked = world.now(), json.dumps(arguments, sort_keys=True)
    told: dict[str, tuple[datetime, Row]] = world.indexes.setdefault(_TOLD, {})
    since, before = told.get(asked, (None, {}))
    if since is not None and now - since < _TOLD_AGAIN:
        return before
    for old in [each for each, (at, _) in told.items() if now - at >= _TOLD_AGAIN]:
        del told[old]
    told[asked] = (now, answer())
    return told[asked][1]


def _dates(arguments: Arguments, zone: ZoneInfo) -> set[str]:
    """The dates that Cal.com shows: it counts days of 24 hours, and loses the last one when clocks went back."""
    start, last = (day_of(zone, moment(arguments[name], name)) for name in ("startTime", "endTime"))
    first, count = midnight(zone, start), last - start + 1
    instants = (first + number * DAY for number in range(count))
    return {datetime.fromtimestamp(at, zone).date().isoformat() for at in instants}


@behaves("slots.reserve")
def reserve(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Holds a slot for five minutes, of one host where one is enough, in place of the one that its cookie names.

    As on Cal.com nobody looks whether the slot is free, and a seat is held only in a booking that is there.
    """
    needed(arguments, "eventTypeId", "slotUtcStartDate", "slotUtcEndDate")
    event_type = world.table("event_types").get(whole(arguments["eventTypeId"], "eventTypeId"))
    if event_type is None:
        raise NotFound("Event Type not found")
    start = moment(arguments["slotUtcStartDate"], "slotUtcStartDate")
    end = moment(arguments["slotUtcEndDate"], "slotUtcEndDate")
    if not start < end <= start + DAY:
        message = "slotUtcEndDate must be after slotUtcStartDate, by a day at most"
        raise refused("slotUtcEndDate", "isAfter", message)
    seated = seats_of(event_type)
    earlier = str(arguments.get("cookieUid") or "")
    uid = earlier or str(uuid.UUID(int=world.dice.random.getrandbits(128), version=4))
    release(world, earlier)
    if not seated or seats_left(world, event_type, arguments.get("bookingUid")) > 0:
        users = whom_to_hold(world, event_type, start, end)
        new_reservation(world, event_type, start, end, users, uid=uid, seat=bool(seated), owner_id=caller.user_id)
    cookie = f"uid={uid}; Path=/; Max-Age={LASTS}; HttpOnly; Secure; SameSite=None"
    return Whole({"status": "success", "data": uid}, {"set-cookie": cookie})


@behaves("slots.release")
def release_slot(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Ends a hold; one that is over or unknown is as good as ended."""
    if uid := arguments.get("uid") or arguments.get("cookieUid"):
        release(world, str(uid))
    return Whole({"status": "success"})


def _wanted(world: World, arguments: Arguments, zone: ZoneInfo, *, named: bool) -> Wanted:
    """The slots that arguments ask for. A group of users is asked about in place of the event type's hosts."""
    first, last = moment(arguments["startTime"], "startTime"), moment(arguments["endTime"], "endTime")
    first = max(first, int(world.now().timestamp()))
    people = _people(world, arguments)
    event_type = _event_type(world, arguments, people)
    if len(people) > 1:  # each of them keeps to a schedule of their own
        event_type = event_type | {"scheduleId": None}
    minutes = length_of(event_type)
    if arguments.get("duration") is not None:
        minutes = whole(arguments["duration"], "duration", 1)
        if minutes > _LONGEST_MEETING:
            raise refused("duration", "max", f"duration must not be greater than {_LONGEST_MEETING}")
    return Wanted(
        event_type,
        minutes,
        first,
        min(last, first + _LONGEST_SEARCH),
        zone=zone,
        named=named,
        ignoring=(str(arguments["rescheduleUid"]),) if arguments.get("rescheduleUid") else (),
        everybody=tuple(user["id"] for user in people) if len(people) > 1 else (),
    )


def _people(world: World, arguments: Arguments) -> list[Row]:
    found: list[Row] = []
    for name in dict.fromkeys(words(arguments.get("usernameList"))):
        users = USERS.rows(world, ("username", name))
        user = next((each for each in users if in_organization(world, each, arguments.get("orgSlug"))), None)
        if user is None:
            raise _missing()
        found.append(user)
    return found


def _event_type(world: World, arguments: Arguments, people: list[Row]) -> Row:
    """The event type by its number, or by its slug and user. For a group of users there is always one."""
    if arguments.get("eventTypeId"):
        row = world.table("event_types").get(whole(arguments["eventTypeId"], "eventTypeId"))
        if row is None:
            raise _missing()
        return row
    slug = arguments.get("eventTypeSlug")
    rows = slugged((row for user in people[:1] for row in of_owner(world, user["id"])), slug)
    if rows and len(people) == 1:
        return rows[0]
    if len(people) < 2:
        raise _missing()
    return group_event_type()


def _missing() -> Problem:
    """What another layer of Cal.com says when there is no such event type or user."""
    return Problem("NOT_FOUND", status=404, code="TRPCError")
