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

# How a route shows a slot: by start and end, the booking that is in it if it has seats, and the event type.
Slot = Callable[[int, int, Row | None, Row], Row]
# Our own limit: more than anybody shows, and little enough to answer at once.
_LONGEST_SEARCH = 366 * DAY
_LONGEST_MEETING = 1440
# Where answers are kept that Cal.com would give again, and for how long it does.
_TOLD, _TOLD_AGAIN = "slots_told", timedelta(seconds=2)


@behaves("slots.available")
def available(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The free slots of an event type by date. A search reaches a year ahead at most."""
    needed(arguments, "startTime", "endTime")
    where = zone_wanted(arguments)
    form = format_wanted(arguments)

    def slot(start: int, end: int, booking: Row | None, event_type: Row) -> Row:
        shown: Row = (
            {"startTime": iso(start, where), "endTime": iso(end, where)} if form else {"time": iso(start, where)}
        )
        if booking is not None and seats_of(event_type):
            shown |= {"attendees": len(booking["attendees"]), "bookingUid": booking["uid"]}
        return shown

    def answer() -> Row:
        for name in ("startTime", "endTime"):
            moment(arguments[name], name)
        people = people_named(world, arguments)
        return {"slots": days_of(world, arguments, _event_type(world, arguments, people), people, slot)}

    return told_again(world, ("old", arguments), answer)


def zone_wanted(arguments: Arguments) -> ZoneInfo | None:
    """The zone of the answer; None where none is named."""
    if arguments.get("timeZone") == "":
        raise refused("timeZone", "isTimeZone", "timeZone must be a valid IANA time-zone")
    return named_zone(arguments["timeZone"]) if arguments.get("timeZone") else None


def format_wanted(arguments: Arguments) -> str:
    """`range`, `time`, or nothing, in which case each route decides."""
    form = str(arguments.get("slotFormat") or "").lower()
    if form not in ("", "range", "time"):
        raise refused("slotFormat", "isEnum", "slotFormat must be either 'range' or 'time'")
    return form


def days_of(world: World, arguments: Arguments, event_type: Row, people: list[Row], slot: Slot) -> dict[str, list[Row]]:
    """The free slots of an event type by date, each as a route shows it."""
    where = zone_wanted(arguments)
    zone = where or named_zone("UTC")
    wanted = _wanted(world, arguments, event_type, people, zone, named=where is not None)
    shown_dates = _dates(arguments, zone) if world.indexes.get("as_is") and where is not None else None
    days: dict[str, list[Row]] = {}
    for start, booking in slot_times(world, wanted).items():
        date = datetime.fromtimestamp(start, zone).date().isoformat()
        if shown_dates is not None and date not in shown_dates:
            continue
        if date in days and event_type.get("onlyShowFirstAvailableSlot"):
            continue
        days.setdefault(date, []).append(slot(start, start + wanted.minutes * MINUTE, booking, event_type))
    return days


def told_again(world: World, question: object, answer: Callable[[], Row]) -> Row:
    """As Cal.com does, tells the same again when the same was asked a moment ago, whatever was booked since."""
    if not world.indexes.get("as_is"):
        return answer()
    now, asked = world.now(), json.dumps(question, sort_keys=True)
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


def _wanted(
    world: World, arguments: Arguments, event_type: Row, people: list[Row], zone: ZoneInfo, *, named: bool
) -> Wanted:
    """The slots that arguments ask for. A group of users is asked about in place of the event type's hosts."""
    first, last = moment(arguments["startTime"], "startTime"), moment(arguments["endTime"], "endTime")
    first = max(first, int(world.now().timestamp()))
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


def people_named(world: World, arguments: Arguments) -> list[Row]:
    """The users that `usernameList` names, in the organization that `orgSlug` names if any."""
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
