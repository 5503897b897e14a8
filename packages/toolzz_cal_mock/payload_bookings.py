"""What webhooks are sent about bookings. Cal.com puts it together in three places, and each has keys of its own.

A booking that was just made, asked for or moved; one that a host confirmed or declined; one that was cancelled.
"""

from __future__ import annotations

import uuid
from typing import Any

from . import payload_parts as parts
from .world.base import Event, Row, World, shown

HOME = "https://app.example.com"
# Of a booking: the status that goes with a trigger, whatever the row says by now.
STATUS = {
    "BOOKING_CREATED": "ACCEPTED",
    "BOOKING_RESCHEDULED": "ACCEPTED",
    "BOOKING_REQUESTED": "PENDING",
    "BOOKING_CANCELLED": "CANCELLED",
    "BOOKING_REJECTED": "REJECTED",
    "BOOKING_PAID": "ACCEPTED",
    "BOOKING_PAYMENT_INITIATED": "ACCEPTED",
}
WITH_CALENDAR_FILES = ("BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED", "BOOKING_PAID")
_FREQUENCIES = {"yearly": 0, "monthly": 1, "weekly": 2}


def booking(world: World, event: Event, webhook: Row) -> Row:
    """The payload about a booking."""
    if event.trigger == "BOOKING_CANCELLED":
        payload = _cancelled(world, event)
    elif event.trigger == "BOOKING_REJECTED" or event.more.get("confirmed"):
        payload = _decided(world, event)
    else:
        payload = _made(world, event)
    if webhook.get("version") == "2026-07-27" and event.trigger in WITH_CALENDAR_FILES:
        files = {"iCalUID": event.row["icsUid"], "iCalSequence": parts.sequence(world, event.row), **payload}
        payload |= parts.calendar_files(files, cancelled=event.trigger == "BOOKING_CANCELLED")
    return payload


def _common(world: World, event: Event, style: str) -> Row:
    """What all three have."""
    row = event.row
    kind, host = parts.event_type_of(world, row), parts.organizer(world, row)
    seat = event.more.get("seatUid")
    notes = row.get("description") or parts.answers(row, seat).get("notes") or row.get("description")
    if notes is None and event.trigger != "BOOKING_CANCELLED":
        notes = ""
    return {
        "bookerUrl": HOME,
        "type": kind.get("slug", ""),
        "title": row["title"],
        "description": notes,
        "additionalNotes": notes,
        "customInputs": {},
        "startTime": parts.moment(row["start"], style),
        "endTime": parts.moment(row["end"], style),
        "organizer": host,
        "location": parts.location(row),
        **parts.team(world, row, kind),
        "hideOrganizerEmail": False,
        "eventTypeId": kind.get("id", row.get("_event_type_id")),
        "seatsPerTimeSlot": row.get("_seats"),
        "customReplyToEmail": None,
        "organizationId": world.table("users").get(host["id"], {}).get("organizationId"),
        "uid": row["uid"],
        "eventTitle": kind.get("title", row["title"]),
        "eventDescription": kind.get("description") or None,
        "price": kind.get("price", 0),
        "currency": kind.get("currency", "usd"),
        "length": row["duration"],
        "bookingId": row["id"],
        "status": STATUS[event.trigger],
    }


def _made(world: World, event: Event) -> Row:
    """A booking that was made, asked for or moved."""
    trigger, row, more = event.trigger, event.row, event.more
    kind, seat = parts.event_type_of(world, row), more.get("seatUid")
    responses = parts.responses(row, kind, seat, phone=True)
    payload = _common(world, event, "seconds") | {
        "title": parts.seat_title(row, seat),
        "attendees": parts.attendees(row, seat, names=True),
        "responses": responses,
        "userFieldsResponses": parts.of_user(responses, kind),
        "destinationCalendar": _destination(world, row) or None,
        "hideCalendarNotes": False,
        "hideCalendarEventDetails": False,
        "requiresConfirmation": parts.asks_first(kind),
        "schedulingType": kind.get("schedulingType"),
        "seatsShowAttendees": True,
        "seatsShowAvailabilityCount": True,
        "disableRescheduling": False,
        "disableCancelling": False,
        "iCalUID": row.get("icsUid") or f"{row['uid']}@Cal.com",
        "iCalSequence": parts.sequence(world, row),
        "oneTimePassword": str(uuid.uuid5(uuid.NAMESPACE_URL, row["uid"])) if trigger == "BOOKING_REQUESTED" else None,
        "hashedLink": None,
        "metadata": parts.metadata(row, seat),
        **_apps(row),
    }
    if payload["organizationId"] is None:
        del payload["organizationId"]
    if seat is not None:
        payload["attendeeSeatId"] = seat
    recurrence = kind.get("recurrence") or {}
    if row.get("_series") and recurrence:
        freq = _FREQUENCIES.get(recurrence.get("frequency", ""), 2)
        payload["recurringEvent"] = {"freq": freq, "interval": recurrence.get("interval", 1)}
    if trigger == "BOOKING_RESCHEDULED":
        del payload["iCalUID"]
        payload |= {"appsStatus": [], **payload, **_moved(world, event)}
    if trigger in ("BOOKING_PAID", "BOOKING_PAYMENT_INITIATED"):
        payload["paymentId"] = more.get("paymentId") or row["id"]
    return payload


def _decided(world: World, event: Event) -> Row:
    """A booking that a host confirmed or declined."""
    row, kind = event.row, parts.event_type_of(world, event.row)
    responses = parts.responses(row, kind, None, place=False)
    payload = _common(world, event, "milliseconds") | {
        "attendees": parts.attendees(row, None, names=False),
        "responses": responses,
        "userFieldsResponses": parts.of_user(responses, kind),
        "destinationCalendar": _destination(world, row),
        "hideCalendarNotes": False,
        "hideCalendarEventDetails": False,
        "requiresConfirmation": parts.asks_first(kind),
        "seatsShowAttendees": False,
        "assignmentReason": None,
    }
    if event.trigger == "BOOKING_REJECTED":
        return payload | {"rejectionReason": event.more.get("rejectionReason", row.get("_rejection_reason"))}
    return payload | {"metadata": parts.metadata(row)}


def _cancelled(world: World, event: Event) -> Row:
    """A booking that was cancelled, or a seat in it that was given up."""
    row, more, kind = event.row, event.more, parts.event_type_of(world, event.row)
    seated = bool(row.get("_seats"))
    responses = parts.responses(row, kind, None, place=seated, seated=seated)
    seat = more.get("seatUid")
    attendees = parts.attendees(row, seat, names=False)
    if seat is not None:
        rows = {each["email"]: each for each in parts.attendee_rows(row)}
        attendees = [rows.get(each["email"], {}) | each for each in attendees]
    reason = more.get("cancellationReason", row.get("cancellationReason"))
    payload = _common(world, event, "offset") | {
        "attendees": attendees,
        "responses": responses,
        "userFieldsResponses": parts.of_user(responses, kind),
        "destinationCalendar": _destination(world, row),
        "seatsShowAttendees": seated,
        "schedulingType": kind.get("schedulingType"),
        "iCalUID": row.get("icsUid") or f"{row['uid']}@Cal.com",
        "iCalSequence": parts.sequence(world, row) + 1,
        "requiresConfirmation": True if parts.asks_first(kind) else None,
        "price": None,
        "cancellationReason": reason,
        "requestReschedule": more.get("requestReschedule", False),
    }
    by = more.get("cancelledBy", row.get("cancelledByEmail"))
    return payload | ({"cancelledBy": by} if by else {})


def _destination(world: World, row: Row) -> list[Row]:
    found = world.table("destination_calendars").get(parts.organizer_id(row))
    return [] if found is None else [shown(found)]


def _moved(world: World, event: Event) -> Row:
    """What a move adds. The event may say it; else the rows do."""
    row, more = event.row, event.more
    uid = more.get("rescheduleUid") or row.get("rescheduledFromUid")
    old = world.table("bookings").get(uid, {})
    times = (more.get("rescheduleStartTime", old.get("start")), more.get("rescheduleEndTime", old.get("end")))
    start, end = (parts.moment(each, "seconds") if each else None for each in times)
    by = more.get("rescheduledBy", old.get("rescheduledByEmail"))
    return {
        "rescheduleId": more.get("rescheduleId", old.get("id")),
        "rescheduleUid": uid,
        "rescheduleStartTime": start,
        "rescheduleEndTime": end,
        **({"rescheduledBy": by} if by else {}),
    }


def _apps(row: Row) -> dict[str, Any]:
    """The video call, and the app that made it."""
    call = parts.call(row)
    if not call:
        return {}
    app = {"appName": call["type"].replace("_", "-"), "type": call["type"], "success": 1, "failures": 0, "errors": []}
    return {"videoCallData": call, "appsStatus": [app]}
