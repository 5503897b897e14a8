"""Parts of webhook payloads: people, answers, times, and calendar files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from .world.base import Row, World, stamp
from .world.booking_rows import location_of
from .world.zones import zone

LABELS = {
    "name": "your_name",
    "email": "email_address",
    "attendeePhoneNumber": "phone_number",
    "location": "location",
    "title": "what_is_this_meeting_about",
    "notes": "additional_notes",
    "guests": "additional_guests",
    "rescheduleReason": "reason_for_reschedule",
}


def moment(text: str, style: str = "milliseconds") -> str:
    """A time in UTC. Cal.com writes it in three styles: with `milliseconds`, with `seconds`, with an `offset`."""
    at = datetime.fromisoformat(text).astimezone(UTC)
    if style == "milliseconds":
        return stamp(at)
    return at.isoformat(timespec="seconds") if style == "offset" else at.strftime("%Y-%m-%dT%H:%M:%SZ")


def event_type_of(world: World, row: Row) -> Row:
    """The event type of a booking; empty once it is deleted."""
    return world.table("event_types").get(row.get("_event_type_id", row.get("eventTypeId")), {})


def organizer_id(row: Row) -> int | None:
    """Who holds a booking: its first host."""
    hosts = row.get("_host_ids") or [each["id"] for each in row.get("hosts") or ()]
    found: int | None = hosts[0] if hosts else row.get("_owner_id")
    return found


def organizer(world: World, row: Row) -> Row:
    """Who holds a booking, as a payload shows them."""
    id = organizer_id(row)
    host: Row = next((each for each in row.get("hosts") or () if each["id"] == id), {})
    user = world.table("users").get(id, {})
    time_zone = user.get("timeZone") or host.get("timeZone") or "UTC"
    in_organization = {"usernameInOrg": user["username"]} if user.get("organizationId") else {}
    return {
        **in_organization,
        "id": id,
        "name": user.get("name") or host.get("name"),
        "email": user.get("email") or host.get("email", ""),
        "username": user.get("username") or host.get("username"),
        "timeZone": time_zone,
        "language": {"locale": user.get("locale") or "en"},
        "timeFormat": "HH:mm" if user.get("timeFormat") == 24 else "h:mma",
        "utcOffset": offset(time_zone, row["start"]),
    }


def people(row: Row, seat: object = None) -> list[Row]:
    """Attendees and guests; with a seat, only who sits there."""
    found: list[Row] = [each for each in row.get("attendees") or () if "_user_id" not in each]
    if seat is not None:
        return [each for each in found if each.get("seatUid") == seat] or found[-1:]
    known = {each["email"] for each in found}
    time_zone = found[0]["timeZone"] if found else "UTC"
    guests = (email for email in row.get("guests") or () if email not in known)
    return found + [{"name": "", "email": email, "timeZone": time_zone} for email in guests]


def team(world: World, row: Row, event_type: Row) -> Row:
    """The team that was booked, with the hosts besides the organizer; nothing for a user's own event type."""
    found = world.table("teams").get(event_type.get("teamId"))
    if found is None:
        return {}
    others = [each for each in row.get("hosts") or () if each["id"] != organizer_id(row)]
    members = [
        {
            "id": each["id"],
            "name": each["name"],
            "email": each.get("email"),
            "timeZone": each.get("timeZone", "UTC"),
            "language": {"locale": world.table("users").get(each["id"], {}).get("locale") or "en"},
        }
        for each in others
    ]
    return {"team": {"id": found["id"], "name": found["name"], "members": members}}


def location(row: Row) -> Any:
    """Where to meet, as Cal.com stores it: of a video call the name of the app, not the link."""
    place = row.get("_place") or {}
    if place.get("type") == "integration":
        return location_of({"locations": []}, place, row["uid"], accepted=False)
    return row.get("location")


def call(row: Row) -> Row:
    """The link of a video call and the type of its app; nothing when the booking meets elsewhere or waits."""
    app, link = str(location(row) or ""), str(row.get("location") or "")
    if not app.startswith("integrations:") or not link.startswith("http"):
        return {}
    kind = app.removeprefix("integrations:").replace("google:meet", "google").removesuffix("_video")
    return {"type": f"{kind}_video", "id": row["uid"], "password": "example-call-password", "url": link}


def metadata(row: Row, seat: object = None) -> Row:
    """Values kept with the booking or the seat, and the link where one meets."""
    found: Row = dict(row.get("metadata") or {})
    for each in people(row, seat)[:1]:
        found |= each.get("metadata") or {}
    link = call(row).get("url") or row.get("location")
    return {**found, "videoCallUrl": link} if str(link or "").startswith("http") else found


def sequence(world: World, row: Row) -> int:
    """How often a booking has been moved."""
    moves, table = 0, world.table("bookings")
    while row.get("rescheduledFromUid") in table:
        moves, row = moves + 1, table[row["rescheduledFromUid"]]
    return moves


def asks_first(event_type: Row) -> bool:
    """Whether bookings of an event type have to be confirmed."""
    policy = event_type.get("confirmationPolicy") or {"disabled": True}
    return not policy.get("disabled", False)


def seat_title(row: Row, seat: object) -> str:
    """The heading of a booking, of one with seats with the name of whoever took the seat."""
    first, sitting = (row.get("attendees") or [{}])[0], people(row, seat)[0]
    return str(row["title"]).replace(str(first.get("name") or sitting["name"]), str(sitting["name"]))


def attendees(row: Row, seat: object, *, names: bool) -> list[Row]:
    """Attendees as a booking's payload shows them, with first and last name or with the phone number."""
    return [_attendee(each, row["start"], names=names) for each in people(row, seat)]


def attendee_rows(row: Row) -> list[Row]:
    """Attendees as rows of Cal.com's database."""
    return [
        {
            "id": row["id"] * 100 + index,
            "email": each["email"],
            "name": each["name"],
            "timeZone": each["timeZone"],
            "phoneNumber": each.get("_phone"),
            "locale": each.get("language") or "en",
            "bookingId": row["id"],
            "noShow": bool(each.get("absent")),
        }
        for index, each in enumerate(people(row), 1)
    ]


def answers(row: Row, seat: object = None) -> Row:
    """What the form was answered: field and value. In a seated booking each attendee has answers of their own."""
    given: Row = dict(row.get("bookingFieldsResponses") or {})
    for attendee in people(row, seat)[:1]:
        own = attendee.get("bookingFieldsResponses") or {}
        given = {"name": attendee["name"], "email": attendee["email"], **own, **given}
    if row.get("guests"):
        given.setdefault("guests", row["guests"])
    return {name: value for name, value in given.items() if name not in _BESIDE}


# Kept beside the answers, and no questions of the form.
_BESIDE = ("displayEmail", "displayGuests", "rescheduledReason")


def responses(
    row: Row,
    event_type: Row,
    seat: object = None,
    *,
    phone: bool = False,
    place: bool = True,
    seated: bool = False,
) -> Row:
    """Every question of the form with its label, and the answer if there is one.

    Args:
        row: The booking.
        event_type: Whose form it is.
        seat: Whose answers, of one with seats.
        phone: Whether the question for the phone number is told.
        place: Whether the answer to the question for the place is.
        seated: Whether it is told as for a booking with seats that is cancelled.
    """
    given, where = answers(row, seat), location(row)
    if where is not None:
        given["location"] = {"value": where, "optionValue": where if seated else ""}
    if seated:
        given |= {"notes": "", "guests": [each["email"] for each in people(row)[1:]]}
    if not place:
        given.pop("location", None)
    asked: Row = {"attendeePhoneNumber": {"hidden": True}} if phone else {}
    asked |= {each.get("slug") or each.get("name"): each for each in event_type.get("bookingFields") or ()}
    asked |= {name: {} for name in given if name not in asked and (phone or name != "attendeePhoneNumber")}
    found: Row = {}
    for name, field in asked.items():
        answer = {"value": given[name]} if name in given else {}
        label = LABELS.get(name) or field.get("label") or name
        found[name] = {"label": label, **answer, "isHidden": bool(field.get("hidden"))}
    return found


def of_user(found: Row, event_type: Row) -> Row:
    """Those of the questions that the event type adds to the built-in ones."""
    own = {each.get("slug") for each in event_type.get("bookingFields") or () if not each.get("isDefault")}
    return {name: each for name, each in found.items() if name in own}


def offset(name: str, at: str) -> int:
    """Minutes that a zone is ahead of UTC at a time."""
    there = zone(name)
    ahead = datetime.fromisoformat(at).astimezone(there).utcoffset() if there is not None else None
    return int(ahead.total_seconds() // 60) if ahead is not None else 0


def calendar_files(payload: Mapping[str, Any], *, cancelled: bool) -> Row:
    """The calendar entries that later versions send along, one for attendees and one for the organizer."""
    host, guests = payload["organizer"], payload["attendees"]
    start, end = (
        moment(payload[name]).replace("-", "").replace(":", "")[:15] + "Z" for name in ("startTime", "endTime")
    )

    def file(*who: str) -> str:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"METHOD:{'CANCEL' if cancelled else 'REQUEST'}",
            "BEGIN:VEVENT",
            f"UID:{payload['iCalUID']}",
            f"SEQUENCE:{payload['iCalSequence']}",
            f"DTSTART:{start}",
            f"DTEND:{end}",
            f"SUMMARY:{_plain(payload['title'])}",
            *(["STATUS:CANCELLED"] if cancelled else []),
            f"ORGANIZER;CN={_plain(host['name'])}:mailto:{host['email']}",
            *who,
            "END:VEVENT",
            "END:VCALENDAR",
        ]
        return "\n".join(lines)

    seats = [
        f"ATTENDEE;CN={_plain(each['name'])};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:{each['email']}"
        for each in guests
    ]
    chair = f"ATTENDEE;CN={_plain(host['name'])};ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{host['email']}"
    return {"attendeeIcsContent": file(*seats), "organizerIcsContent": file(chair)}


def _attendee(row: Row, start: str, *, names: bool) -> Row:
    """With empty first and last names, as Cal.com sends them where nobody was asked for both, or without."""
    phone = row.get("_phone")
    return {
        "name": row["name"],
        "email": row["email"],
        "timeZone": row["timeZone"],
        **({"firstName": "", "lastName": ""} if names else {}),
        **({"phoneNumber": phone} if phone or not names else {}),
        "language": {"locale": row.get("language") or "en"},
        "utcOffset": offset(row["timeZone"], start),
    }


def _plain(text: object) -> str:
    """Text without what would end a line or a parameter of a calendar file."""
    return " ".join("".join(" " if each in '";:,\\' else each for each in str(text or "")).split())
