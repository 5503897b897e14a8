"""Bookings as rows: how they are made, named, placed and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .base import Row, World, instant, stamp
from .booking_index import bookings, keep
from .event_type_rows import organizers
from .local_time import MINUTE, iso
from .slot_times import length_of, seats_of

# Cal.com's own names of video apps, where they are not the public name with underscores.
_INTERNAL = {"cal-video": "daily", "google-meet": "google:meet", "office365-video": "office365_video"}
_ATTENDEE_PLACES = {"attendeeAddress": "address", "attendeePhone": "phone", "attendeeDefined": "location"}


def new_booking(
    world: World,
    event_type: Row,
    start: datetime | str | int,
    attendee: Mapping[str, Any],
    *,
    id: int | None = None,
    uid: str | None = None,
    status: str = "accepted",
    minutes: int | None = None,
    hosts: Sequence[int] | None = None,
    guests: Sequence[str] = (),
    place: Mapping[str, Any] | None = None,
    metadata: Mapping[str, Any] | None = None,
    responses: Mapping[str, Any] | None = None,
    series: str | None = None,
    **fields: Any,
) -> Row:
    """Stores a booking, whether or not its time is free.

    `attendee` is `{name, email, timeZone, language, phoneNumber}`, `place` the location as `bookings.create` takes it,
    `series` the uid of a recurring series. `fields` are further keys of the row, such as `createdAt`.
    """
    if isinstance(start, datetime):
        start = start.isoformat()
    begins = start if isinstance(start, int) else int(instant(start, "start").timestamp())
    length = minutes or length_of(event_type)
    uid = uid or world.dice.text("bk", 14)
    if hosts is None:
        fixed, loose = organizers(world, event_type)
        hosts = [*(host["userId"] for host in loose[:1]), *fixed]
    people = [host_of(world, user_id) for user_id in hosts]
    attending = attendee_of(attendee)
    answers = {
        **(responses or {}),
        "name": attending["name"],
        "email": attending["email"],
        **({"attendeePhoneNumber": attending["phoneNumber"]} if attending.get("phoneNumber") else {}),
        **({"guests": list(guests)} if guests else {}),
    }
    chosen = place_of(event_type, place)
    location = location_of(event_type, chosen, uid, accepted=status == "accepted")
    seats = seats_of(event_type)
    if seats:
        attending |= seat_of(world, answers, metadata)
    row: Row = {
        "id": world.dice.number("booking") if id is None else id,
        "uid": uid,
        "title": title_of(world, event_type, people, attending, length, location),
        "description": None if seats else str((responses or {}).get("notes") or ""),
        "hosts": people,
        "status": status,
        "start": iso(begins),
        "end": iso(begins + length * MINUTE),
        "duration": length,
        "eventTypeId": event_type["id"],
        "eventType": {"id": event_type["id"], "slug": event_type["slug"]},
        "meetingUrl": location,
        "location": location,
        "absentHost": False,
        "createdAt": stamp(world.now()),
        "updatedAt": None,
        "metadata": {} if seats else dict(metadata or {}),
        "rating": None,
        "icsUid": f"{uid}@example.com",
        "attendees": [attending],
        **({} if seats else {"guests": list(guests), "bookingFieldsResponses": answers}),
        **({"recurringBookingUid": series} if series else {}),
        **fields,
        "_host_ids": list(hosts),
        "_event_type_id": event_type["id"],
        "_owner_id": hosts[0] if hosts else event_type.get("ownerId"),
        "_team_id": event_type.get("teamId"),
        "_series": series,
        "_seats": seats or None,
        "_place": chosen,
        "_buffers": [event_type.get("beforeEventBuffer") or 0, event_type.get("afterEventBuffer") or 0],
        "_blocks": (event_type.get("confirmationPolicy") or {}).get("blockUnconfirmedBookingsInBooker") is True,
    }
    return keep(world, row)


def change(world: World, row: Row, **changes: Any) -> Row:
    """Stores a booking with changes. The old row stays as it was, for events that tell of it."""
    return keep(world, {**row, **changes, "updatedAt": stamp(world.now())})


def dressed(row: Row, *, seat: str | None = None, attendees: bool = True) -> Row:
    """A booking as it leaves the mock; of a seated one perhaps without the others, or with the seat just taken."""
    answer = {name: value for name, value in row.items() if not name.startswith("_")}
    if seat is not None:
        answer["seatUid"] = seat
    if not attendees:
        answer["attendees"] = [each for each in row["attendees"] if seat is not None and each.get("seatUid") == seat]
    return answer


def attendee_of(given: Mapping[str, Any]) -> Row:
    """Somebody who attends, as replies show them."""
    return {
        "name": given["name"],
        "email": given["email"],
        "timeZone": given["timeZone"],
        "language": given.get("language") or "en",
        "absent": False,
        **({"phoneNumber": given["phoneNumber"]} if given.get("phoneNumber") else {}),
    }


def seat_of(world: World, answers: Mapping[str, Any], metadata: Mapping[str, Any] | None) -> Row:
    """What an attendee of a seated booking has besides. Cal.com keeps the address out of the answers."""
    return {
        "seatUid": world.dice.text("seat", 14),
        "bookingFieldsResponses": {name: value for name, value in answers.items() if name != "email"},
        "metadata": dict(metadata or {}),
    }


def host_of(world: World, user_id: int) -> Row:
    """Somebody who holds a meeting, as replies show them."""
    user = world.table("users")[user_id]
    return {
        "id": user_id,
        "name": user["name"],
        "email": user["email"],
        "username": user["username"] or "unknown",
        "timeZone": user["timeZone"],
    }


def place_of(event_type: Row, place: Mapping[str, Any] | None) -> Row:
    """The location of a booking as its kind and what the attendee said; the event type's first one by default."""
    if place is not None:
        return dict(place)
    first = next(iter(event_type["locations"]), {"type": "integration", "integration": "cal-video"})
    return {name: first[name] for name in ("type", "integration") if name in first}


def location_of(event_type: Row, place: Mapping[str, Any], uid: str, *, accepted: bool) -> str | None:
    """Where to meet, as text. A video call has a link once the booking stands, until then an internal name."""
    kind = place["type"]
    if kind == "text":
        return str(place["text"])
    if kind in _ATTENDEE_PLACES:
        value = place.get(_ATTENDEE_PLACES[kind])
        return None if value is None else str(value)
    offered = [each for each in event_type["locations"] if each["type"] == kind]
    if kind in ("address", "link", "phone"):
        return str(offered[0][kind]) if offered else None
    app = place.get("integration") or "cal-video"
    if not accepted:
        return f"integrations:{_INTERNAL.get(app, app.replace('-', '_'))}"
    link = next((each["link"] for each in offered if each.get("integration") == app and each.get("link")), None)
    return str(link or f"https://{'video' if app == 'cal-video' else app}.example.com/room/{uid}")


def title_of(
    world: World, event_type: Row, hosts: Sequence[Row], attendee: Row, minutes: int, location: str | None
) -> str:
    """The heading of a booking: the event type's own pattern, or who meets whom."""
    team = world.table("teams").get(event_type.get("teamId"))
    host = str((hosts[0]["name"] or hosts[0]["username"]) if hosts else "Nameless")
    if team is not None and event_type.get("schedulingType") == "COLLECTIVE" and len(hosts) > 1:
        host = team["name"]
    guest = str(attendee["name"])
    pattern = event_type.get("customName")
    if not pattern:
        return f"{event_type['title']} between {host} and {guest}"
    words = {
        "Event type title": event_type["title"],
        "Organiser": host,
        "Organiser first name": host.split(" ")[0],
        "Scheduler": guest,
        "Scheduler first name": guest.split(" ")[0],
        "Scheduler last name": guest.partition(" ")[2],
        "Event duration": f"{minutes} mins",
        "Location": location or "",
        "HOST": host,
        "ATTENDEE": guest,
        "HOST/ATTENDEE": guest,
        "USER": guest,
    }
    for name, value in words.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return str(pattern)


def detach(world: World, event_type_id: int) -> None:
    """Leaves the bookings of an event type that goes without one."""
    index = bookings(world)
    for state in sorted(index.states.get(("event", event_type_id), ())):
        for uid in list(index.shelves[("event", event_type_id), state].entries):
            row = index.table[uid]
            keep(world, {**row, "eventTypeId": None, "eventType": None, "_event_type_id": None})
