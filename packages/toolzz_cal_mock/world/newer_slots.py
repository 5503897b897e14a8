"""What Cal.com's controllers of 2024-09-04 do with slots: they are the ones that its document lists.

They answer days without `slots` around them, look whether a slot that is to be held is free, and tell all of a
reservation. The values are those of the older ones.
"""

from __future__ import annotations

import uuid
from typing import Any

from ..problems import BadRequest, Forbidden, Invalid, NotFound, Unauthorized, Unprocessable, Wrong
from .access import is_member
from .base import Arguments, Caller, Row, Whole, World, behaves
from .booking_index import IN_SERIES, bookings
from .event_type_rows import of_owner, of_team, slugged
from .event_types import group_event_type, in_organization
from .local_time import DAY, MINUTE, is_iso, iso, moment, seconds
from .lookups import MEMBERSHIPS, USERS
from .needs import refused, whole, words
from .reservations import TABLE, new_reservation, release, reservations_of
from .slot_times import length_of, seats_of
from .slots import days_of, format_wanted, people_named, told_again, zone_wanted

_USUAL = 5  # minutes that a slot is held
_LONGEST = 366 * DAY // MINUTE  # our own limit
# Beside the number of an event type nothing else may say which one is meant.
_OTHERWISE = {
    "usernameList": "usernames",
    "username": "username",
    "eventTypeSlug": "eventTypeSlug",
    "teamSlug": "teamSlug",
    "orgSlug": "organizationSlug",
}
_TAKEN = "Can't reserve a slot if the event is already booked."
_HELD = "This time slot is already reserved by another user. Please choose a different time."
_NOBODY_LEFT = (
    "Can't reserve the slot because the round robin event type has no available hosts left at this time slot."
)


@behaves("slots.available", answer="days")
def available(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """The free slots by date: each with its start, and with its end where a range is asked for."""
    _must_be_right(arguments)
    where = zone_wanted(arguments)
    is_range = format_wanted(arguments) == "range"

    def slot(start: int, end: int, booking: Row | None, event_type: Row) -> Row:
        shown: Row = {"start": iso(start, where)} | ({"end": iso(end, where)} if is_range else {})
        if seats := seats_of(event_type):
            booked = len(booking["attendees"]) if booking is not None else 0
            shown |= {"seatsBooked": booked, "seatsRemaining": seats - booked, "seatsTotal": seats}
            if booking is not None:
                shown["bookingUid"] = booking["uid"]
        return shown

    def answer() -> Row:
        event_type, people = _asked(world, arguments)
        span = {"endTime": _end_of_day(arguments["endTime"])}
        return days_of(world, {**arguments, **span}, event_type, people, slot)

    return Whole({"data": told_again(world, ("new", arguments), answer), "status": "success"})


def _must_be_right(arguments: Arguments) -> None:
    wrong: list[Wrong] = []
    for name, wire in (("startTime", "start"), ("endTime", "end")):
        if arguments.get(name) is None:
            wrong.append(Wrong(wire, "isDateString", f"{wire} must be a valid ISO 8601 date string"))
    if arguments.get("eventTypeId") is not None:
        for name, wire in _OTHERWISE.items():
            if arguments.get(name) is not None:
                wrong.append(Wrong(wire, "whitelistValidation", f"property {wire} should not exist"))
    elif not arguments.get("eventTypeSlug") or not (arguments.get("username") or arguments.get("teamSlug")):
        if len(words(arguments.get("usernameList"))) < 2:
            wrong.append(Wrong("usernames", "arrayMinSize", "The array must contain at least 2 elements."))
        if not isinstance(arguments.get("orgSlug"), str):
            wrong.append(Wrong("organizationSlug", "isString", "organizationSlug must be a string"))
    if wrong:
        raise Invalid(*wrong)


def _asked(world: World, arguments: Arguments) -> tuple[Row, list[Row]]:
    """The event type, and who is asked about in place of its hosts."""
    if arguments.get("eventTypeId") is not None:
        number = whole(arguments["eventTypeId"], "eventTypeId")
        return _known(world.table("event_types").get(number), "Event Type not found"), []
    slug = arguments.get("eventTypeSlug")
    if slug and (name := arguments.get("username")):
        users = USERS.rows(world, ("username", name))
        within = (user for user in users if in_organization(world, user, arguments.get("orgSlug")))
        user = _known(next(within, None), f"User with username {name} not found")
        rows = slugged(of_owner(world, user["id"]), slug)
        return _known(next(iter(rows), None), "Event Type not found"), []
    if slug and (name := arguments.get("teamSlug")):
        above = _above(world, arguments)
        teams = (row for row in world.table("teams").values() if row["slug"] == name and row["parentId"] == above)
        team = _known(next(teams, None), f"Team with slug {name} not found")
        rows = slugged(of_team(world, team["id"]), slug)
        return _known(next(iter(rows), None), "Event Type not found"), []
    return group_event_type(), people_named(world, arguments)


def _above(world: World, arguments: Arguments) -> int | None:
    slug = arguments.get("orgSlug")
    rows = world.table("organizations").values()
    return next((row["id"] for row in rows if row.get("slug") == slug), 0) if slug else None


def _known(row: Row | None, otherwise: str) -> Row:
    if row is None:
        raise NotFound(otherwise)
    return row


def _end_of_day(text: str) -> str:
    """Midnight, as a day without a time is, means all of the day."""
    at = moment(text, "endTime")
    return iso(at + DAY - 1) if at % DAY == 0 else text


@behaves("slots.reserve", answer="reservationUid")
def reserve(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Holds a slot that is free, for five minutes or as long as its host wants."""
    minutes = _held_for(arguments)
    if minutes is not None and not caller.user_id:
        raise Unauthorized(
            "reservationDuration can only be used for authenticated requests - "
            "use access token, api key or OAuth credentials"
        )
    arguments = arguments | {"slotStart": arguments.get("slotUtcStartDate"), "slotDuration": _length(arguments)}
    event_type = _event_type(world, arguments)
    if minutes is not None and not _may_choose(world, caller, event_type):
        raise Forbidden(
            "authenticated user is not owner of event type, does not have memberships in common with owner of the "
            "event type, nor does belong to event type's team or org."
        )
    start, end = _span(event_type, arguments)
    _must_be_free(world, event_type, start, end, arguments)
    host = _host(event_type)
    row = new_reservation(
        world,
        event_type,
        start,
        end,
        [host],
        uid=str(uuid.UUID(int=world.dice.random.getrandbits(128), version=4)),
        seat=bool(seats_of(event_type)),
        owner_id=caller.user_id,
        minutes=minutes or _USUAL,
    )
    return _shown(row) | {"reservationDuration": minutes or _USUAL}


def reserved(world: World, caller: Caller, arguments: Arguments) -> Row | None:
    """A reservation by its uid; null when there is none."""
    row = world.table(TABLE).get(arguments["uid"])
    return None if row is None else _shown(row)


def move(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Puts a reservation to another slot, which must be free."""
    minutes = _held_for(arguments) or _USUAL
    row = world.table(TABLE).get(arguments["uid"])
    if row is None:
        raise NotFound(f"Slot with uid={arguments['uid']} not found")
    event_type = _event_type(world, arguments)
    start, end = _span(event_type, arguments)
    _must_be_free(world, event_type, start, end, arguments)
    release(world, row["uid"])
    moved = new_reservation(
        world,
        event_type,
        start,
        end,
        row["_user_ids"],
        uid=row["uid"],
        seat=row["_seat"],
        owner_id=row["_owner_id"],
        minutes=minutes,
    )
    return _shown(moved) | {"reservationDuration": minutes}


def _shown(row: Row) -> Row:
    return {
        "eventTypeId": row["eventTypeId"],
        "slotStart": row["start"],
        "slotEnd": row["end"],
        "slotDuration": (seconds(row["end"]) - seconds(row["start"])) // MINUTE,
        "reservationUid": row["uid"],
        "reservationUntil": row["_until"],
    }


def _held_for(arguments: Arguments) -> int | None:
    value = arguments.get("reservationDuration")
    if value is None:
        return None
    minutes = whole(value, "reservationDuration")
    if not 0 < minutes <= _LONGEST:
        raise refused("reservationDuration", "max", f"reservationDuration must be 1 to {_LONGEST}")
    return minutes


def _event_type(world: World, arguments: Arguments) -> Row:
    number = whole(arguments.get("eventTypeId"), "eventTypeId")
    return _known(world.table("event_types").get(number), f"Event Type with ID={number} not found")


def _length(arguments: Arguments) -> Any:
    """The minutes that are asked for: what the door has read as an end, or as it came."""
    start, end = arguments.get("slotUtcStartDate"), arguments.get("slotUtcEndDate")
    if is_iso(end) and is_iso(start):
        return (moment(end, "slotDuration") - moment(start, "slotStart")) // MINUTE
    return end


def _span(event_type: Row, arguments: Arguments) -> tuple[int, int]:
    """Start and end. The length is that of the event type, unless it has several."""
    start = moment(arguments.get("slotStart"), "slotStart")
    if (asked := arguments.get("slotDuration")) is None:
        return start, start + length_of(event_type) * MINUTE
    minutes = whole(asked, "slotDuration")
    options = event_type.get("lengthInMinutesOptions")
    if not options:
        raise BadRequest("You passed 'slotDuration' but this event type is not a variable length event type.")
    if minutes not in options:
        raise BadRequest(
            "Provided 'slotDuration' is not one of the possible lengths for the event type. The possible lengths for "
            f"this variable length event type are: {', '.join(map(str, options))}"
        )
    return start, start + minutes * MINUTE


def _must_be_free(world: World, event_type: Row, start: int, end: int, arguments: Arguments) -> None:
    booked = _booked(world, event_type["id"], start, end)
    held = reservations_of(world, event_type["id"], start, end)
    if seats := seats_of(event_type):
        if booked is not None and len(booked["attendees"]) >= seats:
            number, at = event_type["id"], arguments["slotStart"]
            raise Unprocessable(f"Booking with id={number} at {at} has no more seats left.")
    elif event_type.get("schedulingType") == "ROUND_ROBIN":
        if len(held) >= len(event_type["hosts"]):
            raise Unprocessable(_NOBODY_LEFT)
        return
    elif booked is not None:
        raise Unprocessable(_TAKEN)
    if held:
        raise Unprocessable(_HELD)


def _booked(world: World, event_type_id: int, start: int, end: int) -> Row | None:
    """A booking of an event type, made or asked for, that overlaps a time."""
    index = bookings(world)
    for state in ("accepted", "pending", f"accepted{IN_SERIES}", f"pending{IN_SERIES}"):
        shelf = index.shelves.get((("event", event_type_id), state))
        for number in shelf.numbers if shelf is not None else ():
            if index.starts[number] < end and index.ends[number] > start:
                return index.rows([number])[0]
    return None


def _host(event_type: Row) -> int:
    """Whom a reservation keeps free: the owner, or the first host of a team."""
    if event_type.get("ownerId") is not None:
        return int(event_type["ownerId"])
    if not event_type["hosts"]:
        raise BadRequest("Cannot reserve a slot for a team event without any hosts")
    return int(event_type["hosts"][0]["userId"])


def _may_choose(world: World, caller: Caller, event_type: Row) -> bool:
    """Whether a caller may say how long a slot is held."""
    owner, team_id = event_type.get("ownerId"), event_type.get("teamId")
    if owner is not None:
        return caller.user_id == owner or bool(_circles(world, caller.user_id) & _circles(world, owner))
    above = world.table("teams").get(team_id, {}).get("parentId")
    return any(each is not None and is_member(world, caller.user_id, each) for each in (team_id, above))


def _circles(world: World, user_id: int) -> set[Any]:
    """Teams and organizations to which a user belongs."""
    return {row["teamId"] for row in MEMBERSHIPS.rows(world, ("user", user_id)) if row["accepted"]}
