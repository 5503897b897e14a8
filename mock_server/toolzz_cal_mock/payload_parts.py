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
    return {
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
    """Values kept with the booking or the seat, and the link of the video call."""
    found: Row = dict(row.get("metadata") or {})
    for each in people(row, seat)[:1]:
        found |= each.get("metadata") or {}
    link = call(row).get("url")
    return {**found, "videoCallUrl": link} if link else found


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
    if location(row):
        given.setdefault("location", {"optionValue": "", "value": location(row)})
    return given


def responses(row: Row, event_type: Row, seat: object = None, *, plain: bool = False) -> Row:
    """The answers with the labels of their fields; plain ones are labelled with the field's name."""
    given = answers(row, seat)
    if plain:
        return {name: {"label": name, "value": value} for name, value in given.items()}
    fields = {each.get("slug") or each.get("name"): each for each in event_type.get("bookingFields") or ()}
    labelled: Row = {}
    for name, value in given.items():
        field = fields.get(name, {})
        label = LABELS.get(name) or field.get("label") or name
        labelled[name] = {"label": label, "value": value, "isHidden": bool(field.get("hidden"))}
    return labelled


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
    first, _, last = str(row["name"] or "").strip().partition(" ")
    phone = row.get("_phone")
    return {
        "name": row["name"],
        "email": row["email"],
        "timeZone": row["timeZone"],
        **({"firstName": first, "lastName": last.strip()} if names else {}),
        **({"phoneNumber": phone} if phone or not names else {}),
        "language": {"locale": row.get("language") or "en"},
        "utcOffset": offset(row["timeZone"], start),
    }


def _plain(text: object) -> str:
    """Text without what would end a line or a parameter of a calendar file."""
    return " ".join("".join(" " if each in '";:,\\' else each for each in str(text or "")).split())
