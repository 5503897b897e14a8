"""Bookings as rows: how they are made, named, placed and shown."""

from __future__ import annotations

import re
import uuid
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
    now = stamp(world.now())
    people = [host_of(world, user_id) for user_id in hosts]
    attending = attendee_of(attendee)
    answers = answers_of(attendee, guests, responses)
    chosen = place_of(event_type, place)
    location = location_of(event_type, chosen, uid, accepted=status == "accepted")
    seats = seats_of(event_type)
    if seats:
        attending |= seat_of(world, attendee, responses, metadata)
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
        "createdAt": now,
        "updatedAt": now,
        "metadata": {} if seats else dict(metadata or {}),
        "rating": None,
        "icsUid": f"{uid}@Cal.com",
        "attendees": [attending] if seats else [attending, *_others(world, attending, guests, hosts[1:])],
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
        "_managed": any(world.table("users")[host]["_managed_by"] for host in hosts[:1]),
        "_blocks": (event_type.get("confirmationPolicy") or {}).get("blockUnconfirmedBookingsInBooker") is True,
    }
    return keep(world, row)


def change(world: World, row: Row, **changes: Any) -> Row:
    """Stores a booking with changes. The old row stays as it was, for events that tell of it."""
    return keep(world, {**row, **changes, "updatedAt": stamp(world.now())})


def dressed(world: World, row: Row, *, made: bool = False, seat: str | None = None, attendees: bool = True) -> Row:
    """A booking as it leaves the mock, not to be changed. Of its hosts the first is shown, as they are called by now.

    Args:
        world: Where.
        row: The booking.
        made: Whether the reply tells of a new booking, which says whether a platform runs its host.
        seat: Uid of the seat that was just taken.
        attendees: Whether those who sit in a seated booking are shown.
    """
    answer = {name: value for name, value in row.items() if name[0] != "_"}
    answer["hosts"] = [host_of(world, each["id"], each) for each in row["hosts"][:1]]
    answer["cancellationReason"] = row.get("cancellationReason") or ""
    people = row["attendees"] if attendees else ()
    answer["attendees"] = [_shown_attendee(each, row) for each in people]
    if row["_seats"]:
        dropped = ["bookingFieldsResponses", "metadata", "guests"]
        answer["rescheduledByEmail"] = row.get("rescheduledByEmail")
    else:
        dropped = [] if row.get("guests") else ["guests"]
        answer["cancelledByEmail"] = row.get("cancelledByEmail") or ""
    if row["_series"]:
        dropped += ["rescheduledByEmail", "reschedulingReason", "rescheduledToUid"]
    elif not row["_seats"]:
        answer["rescheduledByEmail"] = row.get("rescheduledByEmail")
    if made:
        answer["isPlatformManagedUserBooking"] = row["_managed"]
    if seat is not None:
        answer["seatUid"] = seat
    for name in dropped:
        answer.pop(name, None)
    return answer


def _shown_attendee(attendee: Row, row: Row) -> Row:
    """An attendee as replies show them; of seats and series the phone number stands in the answers only."""
    found = {name: value for name, value in attendee.items() if name[0] != "_"}
    if attendee.get("_phone") and not row["_seats"] and not row["_series"]:
        found["phoneNumber"] = attendee["_phone"]
    return found


def attendee_of(given: Mapping[str, Any]) -> Row:
    """Somebody who attends, as replies show them."""
    return {
        "name": given["name"],
        "email": given["email"],
        "displayEmail": plain_email(given["email"]),
        "timeZone": given["timeZone"],
        "language": given.get("language") or "en",
        "absent": False,
        **({"_phone": given["phoneNumber"]} if given.get("phoneNumber") else {}),
    }


def plain_email(address: str) -> str:
    """An address without the id that a platform client puts into those of its users."""
    return re.sub(r"\+[a-zA-Z0-9]{25}(?=@|$)", "", address) if "+" in address else address


def answers_of(attendee: Mapping[str, Any], guests: Sequence[str], responses: Mapping[str, Any] | None) -> Row:
    """What the form of a booking was answered, with the addresses as people know them beside it."""
    phone = attendee.get("phoneNumber")
    return {
        **(responses or {}),
        "email": attendee["email"],
        "name": attendee["name"],
        **({"attendeePhoneNumber": phone} if phone else {}),
        **({"guests": list(guests)} if guests else {}),
        "displayEmail": plain_email(attendee["email"]),
        **({"displayGuests": [plain_email(each) for each in guests]} if guests else {}),
    }


def seat_of(
    world: World, attendee: Mapping[str, Any], responses: Mapping[str, Any] | None, metadata: Mapping[str, Any] | None
) -> Row:
    """What an attendee of a seated booking has besides. Cal.com keeps the address out of the answers."""
    phone = attendee.get("phoneNumber")
    answers = {"guests": [], **(responses or {}), "name": attendee["name"]}
    return {
        "seatUid": str(uuid.UUID(int=world.dice.random.getrandbits(128), version=4)),
        "bookingFieldsResponses": {**answers, **({"attendeePhoneNumber": phone} if phone else {})},
        "metadata": dict(metadata or {}),
    }


def _others(world: World, booker: Row, guests: Sequence[str], hosts: Sequence[int]) -> list[Row]:
    """Who attends besides: guests, in the zone of who invites them, and the hosts beyond the first."""
    invited = [{**booker, "name": "", "email": email, "displayEmail": plain_email(email)} for email in guests]
    found = [{name: value for name, value in each.items() if name != "_phone"} | {"language": "en"} for each in invited]
    for host in hosts:
        user = world.table("users")[host]
        shared = {"name": user["name"] or "", "email": user["email"], "timeZone": user["timeZone"]}
        found.append({**attendee_of({**shared, "language": user["locale"]}), "_user_id": host})
    return found


def host_of(world: World, user_id: int, known: Row | None = None) -> Row:
    """Somebody who holds a meeting, as replies show them; as they were `known` once their account is gone."""
    user = world.table("users").get(user_id)
    if user is None:
        return dict(known or {"id": user_id})
    return {
        "id": user_id,
        "name": user["name"],
        "email": user["email"],
        "displayEmail": plain_email(user["email"]),
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
    if team is not None and event_type.get("schedulingType") == "COLLECTIVE":
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
        for row in index.rows(index.shelves[("event", event_type_id), state].numbers):
            keep(world, {**row, "eventTypeId": None, "eventType": None, "_event_type_id": None})
