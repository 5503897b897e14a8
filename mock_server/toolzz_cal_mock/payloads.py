"""What webhooks are sent: a body per trigger, shaped as Cal.com shapes it in version 2021-10-20.

Most bodies are `{triggerEvent, createdAt, payload}`. Those of a meeting that begins or ends are flat: the booking
itself, next to `triggerEvent`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from . import payload_parts as parts
from .world.base import Event, Row, World, shown

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
STYLE = {
    "BOOKING_CREATED": "seconds",
    "BOOKING_RESCHEDULED": "seconds",
    "BOOKING_REQUESTED": "seconds",
    "BOOKING_CANCELLED": "offset",
}
SEQUENCE = {"BOOKING_RESCHEDULED": 1, "BOOKING_CANCELLED": 2}
PLAIN = ("BOOKING_CANCELLED", "BOOKING_REJECTED")  # their answers are labelled with the plain names of fields
RECORDINGS = ("RECORDING_READY", "RECORDING_TRANSCRIPTION_GENERATED")
MEETINGS = ("MEETING_STARTED", "MEETING_ENDED")
HOSTS_MISSING = "AFTER_HOSTS_CAL_VIDEO_NO_SHOW"
MISSING = (HOSTS_MISSING, "AFTER_GUESTS_CAL_VIDEO_NO_SHOW")
FORMS = ("FORM_SUBMITTED", "FORM_SUBMITTED_NO_EVENT")
TEMPLATED = (*STATUS, *RECORDINGS, "BOOKING_NO_SHOW_UPDATED", "OOO_CREATED")  # others are sent as they are
WITH_CALENDAR_FILES = ("BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED", "BOOKING_PAID")
HOME = "https://app.example.com"


def body_of(world: World, event: Event, webhook: Row) -> Row:
    """The whole body of a delivery, before a template."""
    if event.trigger in MEETINGS:
        return {"triggerEvent": event.trigger, **_meeting(world, event.row)}
    payload = _payload(world, event, webhook)
    envelope = {"triggerEvent": event.trigger, "createdAt": event.created_at, "payload": payload}
    if event.trigger == "FORM_SUBMITTED":
        # Older receivers find the answers at the root; the keys of the envelope win.
        return {**{label: each.get("value") for label, each in payload["responses"].items()}, **envelope}
    return envelope


def _payload(world: World, event: Event, webhook: Row) -> Row:
    trigger, row, more = event.trigger, event.row, event.more
    if trigger in STATUS:
        return _booking(world, event, webhook)
    if trigger == "BOOKING_NO_SHOW_UPDATED":
        return _no_show_updated(row, more)
    if trigger in RECORDINGS:
        return _recording(world, event)
    if trigger in MISSING:
        return _missing(world, event, webhook)
    if trigger == "INSTANT_MEETING":
        return _instant(world, row, more)
    if trigger in FORMS:
        return _form(event)
    return {"oooEntry": shown(row)} if trigger == "OOO_CREATED" else shown({**row, **more})


def _booking(world: World, event: Event, webhook: Row) -> Row:
    """The calendar event of a booking, with what the trigger adds."""
    trigger, row, seat = event.trigger, event.row, event.more.get("seatUid")
    kind, plain, style = parts.event_type_of(world, row), trigger in PLAIN, STYLE.get(trigger, "milliseconds")
    host = parts.organizer(world, row)
    destination = world.table("destination_calendars").get(host["id"])
    responses = parts.responses(row, kind, seat, plain=plain)
    notes = row.get("description") or parts.answers(row, seat).get("notes") or ""
    confirmation = kind.get("confirmationPolicy") or {"disabled": True}
    payload: Row = {
        "bookerUrl": HOME,
        "type": kind.get("slug", ""),
        "title": row["title"],
        "description": notes,
        "additionalNotes": notes,
        "customInputs": {},
        "startTime": parts.moment(row["start"], style),
        "endTime": parts.moment(row["end"], style),
        "organizer": host,
        "attendees": parts.attendees(row, seat, names=not plain),
        "responses": responses,
        "userFieldsResponses": {name: each for name, each in responses.items() if name not in parts.LABELS},
        "location": parts.location(row),
        **parts.team(world, row, kind),
        "destinationCalendar": [shown(destination)] if destination is not None else [] if plain else None,
        "hideCalendarNotes": False,
        "hideCalendarEventDetails": False,
        "hideOrganizerEmail": False,
        "requiresConfirmation": not confirmation.get("disabled", False),
        "eventTypeId": kind.get("id", row.get("_event_type_id")),
        "schedulingType": kind.get("schedulingType"),
        "seatsPerTimeSlot": kind.get("seatsPerTimeSlot"),
        "seatsShowAttendees": not plain,
        "seatsShowAvailabilityCount": True,
        "customReplyToEmail": None,
        "iCalUID": row.get("icsUid") or f"{row['uid']}@example.com",
        "iCalSequence": SEQUENCE.get(trigger, 0),
        "organizationId": world.table("users").get(host["id"], {}).get("organizationId"),
        "uid": row["uid"],
        "eventTitle": kind.get("title", row["title"]),
        "eventDescription": kind.get("description"),
        "price": kind.get("price", 0),
        "currency": kind.get("currency", "usd"),
        "length": row["duration"],
        "bookingId": row["id"],
        "metadata": parts.metadata(row, seat),
        "status": STATUS[trigger],
    }
    if trigger in ("BOOKING_CREATED", "BOOKING_RESCHEDULED"):
        payload |= _apps(row)
    payload |= _added(world, event)
    if webhook.get("version") == "2026-07-27" and trigger in WITH_CALENDAR_FILES:
        payload |= parts.calendar_files(payload, cancelled=trigger == "BOOKING_CANCELLED")
    return payload


def _added(world: World, event: Event) -> Row:
    """What a trigger adds to the calendar event. The event may say it; else the rows do."""
    row, more = event.row, event.more
    found: Row = {}
    if event.trigger == "BOOKING_RESCHEDULED":
        uid = more.get("rescheduleUid") or row.get("rescheduledFromUid")
        old = world.table("bookings").get(uid, {})
        times = (more.get("rescheduleStartTime", old.get("start")), more.get("rescheduleEndTime", old.get("end")))
        start, end = (parts.moment(each, "seconds") if each else None for each in times)
        return {
            "rescheduleId": more.get("rescheduleId", old.get("id")),
            "rescheduleUid": uid,
            "rescheduleStartTime": start,
            "rescheduleEndTime": end,
            "rescheduledBy": more.get("rescheduledBy", old.get("rescheduledByEmail")),
        }
    if event.trigger == "BOOKING_CANCELLED":
        found = {
            "cancellationReason": row.get("cancellationReason"),
            "cancelledBy": row.get("cancelledByEmail"),
            "requestReschedule": False,
        }
    elif event.trigger == "BOOKING_REJECTED":
        found = {"rejectionReason": row.get("_rejection_reason")}
    elif event.trigger in ("BOOKING_PAID", "BOOKING_PAYMENT_INITIATED"):
        found = {"paymentId": row["id"]}
    return found | {name: value for name, value in more.items() if name in found and value is not None}


def _apps(row: Row) -> Row:
    """The video call, and the app that made it."""
    call = parts.call(row)
    if not call:
        return {"appsStatus": []}
    app = {"appName": call["type"].replace("_", "-"), "type": call["type"], "success": 1, "failures": 0, "errors": []}
    return {"videoCallData": call, "appsStatus": [app]}


def _meeting(world: World, row: Row) -> Row:
    """A booking as its row in Cal.com's database."""
    host = parts.organizer(world, row)
    start, end = parts.moment(row["start"]), parts.moment(row["end"])
    millis = [round(datetime.fromisoformat(each).timestamp() * 1000) for each in (start, end)]
    return {
        "id": row["id"],
        "uid": row["uid"],
        "idempotencyKey": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{millis[0]}.{millis[1]}.{host['id']}")),
        "userId": host["id"],
        "userPrimaryEmail": host["email"],
        "eventTypeId": row.get("_event_type_id", row.get("eventTypeId")),
        "title": row["title"],
        "description": row.get("description") or "",
        "customInputs": {},
        "responses": parts.responses(row, parts.event_type_of(world, row)),
        "startTime": start,
        "endTime": end,
        "location": parts.location(row),
        "createdAt": parts.moment(row["createdAt"]),
        "updatedAt": row.get("updatedAt"),
        "status": str(row["status"]).upper(),
        "paid": False,
        "destinationCalendarId": None,
        "cancellationReason": row.get("cancellationReason"),
        "rejectionReason": row.get("_rejection_reason"),
        "reassignReason": None,
        "reassignById": None,
        "dynamicEventSlugRef": None,
        "dynamicGroupSlugRef": None,
        "rescheduled": None,
        "fromReschedule": row.get("rescheduledFromUid"),
        "recurringEventId": row.get("recurringBookingUid"),
        "smsReminderNumber": None,
        "scheduledJobs": [],
        "metadata": parts.metadata(row),
        "isRecorded": False,
        "iCalUID": row.get("icsUid") or f"{row['uid']}@example.com",
        "iCalSequence": 0,
        "rating": row.get("rating"),
        "ratingFeedback": None,
        "noShowHost": bool(row.get("absentHost")),
        "oneTimePassword": None,
        "cancelledBy": None,
        "rescheduledBy": row.get("rescheduledByEmail"),
        "creationSource": "API_V2",
        "user": {name: host[name] for name in ("email", "name", "timeZone", "username")},
        "attendees": parts.attendee_rows(row),
        "payment": [],
        "references": [],
        "appsStatus": [],
    }


def _no_show_updated(row: Row, more: Mapping[str, Any]) -> Row:
    """Who was marked absent, or not absent any more; unless the event says it, every attendee as they are now."""
    marked = more.get("attendees") or [
        {"email": each["email"], "noShow": bool(each.get("absent"))} for each in row["attendees"]
    ]
    words = (f"{each['email']} {'marked' if each['noShow'] else 'unmarked'} as no-show" for each in marked)
    return {
        "message": more.get("message") or ", ".join(words),
        "attendees": marked,
        "bookingUid": row["uid"],
        "bookingId": row["id"],
    }


def _recording(world: World, event: Event) -> Row:
    row, more = event.row, event.more
    link = f"{HOME}/api/video/recording?token=example-{row['uid']}"
    if event.trigger == "RECORDING_READY":
        links = {"downloadLink": more.get("downloadLink", link)}
    else:
        texts = [{"format": each, "link": f"{link}&format={each}"} for each in ("json", "srt", "txt", "vtt")]
        links = {"downloadLinks": more.get("downloadLinks", {"transcription": texts, "recording": link})}
    return {
        "type": row["title"],
        "title": row["title"],
        "startTime": parts.moment(row["start"]),
        "endTime": parts.moment(row["end"]),
        "organizer": parts.organizer(world, row),
        "attendees": parts.attendees(row, None, names=False),
        "uid": row["uid"],
        "customReplyToEmail": None,
        **links,
    }


def _missing(world: World, event: Event, webhook: Row) -> Row:
    """Cal Video's finding that hosts or guests did not come in time."""
    row, kind = event.row, parts.event_type_of(world, event.row)
    attendees, host = parts.attendee_rows(row), parts.organizer(world, row)["email"]
    hosts_missing = event.trigger == HOSTS_MISSING
    who = f"Host with email {host}" if hosts_missing else "Guest"
    return {
        "title": row["title"],
        "bookingId": row["id"],
        "bookingUid": row["uid"],
        "startTime": parts.moment(row["start"]),
        "endTime": parts.moment(row["end"]),
        "attendees": attendees,
        "participants": event.more.get("participants", []),
        **({"hostEmail": host, "noShowHost": True} if hosts_missing else {"guests": attendees}),
        "eventType": {
            "id": kind.get("id"),
            "teamId": kind.get("teamId"),
            "parentId": kind.get("parentEventTypeId"),
            "calVideoSettings": None,
        },
        "webhook": {
            "id": webhook["id"],
            "subscriberUrl": webhook["subscriberUrl"],
            "appId": webhook.get("appId"),
            "time": webhook.get("time") or 5,
            "timeUnit": webhook.get("timeUnit") or "MINUTE",
            "eventTriggers": webhook["triggers"],
            "payloadTemplate": webhook["payloadTemplate"],
        },
        "message": event.more.get("message", f"{who} didn't join the call in time"),
    }


def _instant(world: World, row: Row, more: Mapping[str, Any]) -> Row:
    kind = parts.event_type_of(world, row)
    link = f"{HOME}/connect-and-join?token=example-{row['uid']}"
    return {
        "triggerEvent": "INSTANT_MEETING",
        "uid": row["uid"],
        "responses": parts.answers(row),
        "connectAndJoinUrl": more.get("connectAndJoinUrl", link),
        "eventTypeId": kind.get("id", row.get("_event_type_id")),
        "eventTypeTitle": kind.get("title"),
        "customInputs": {},
    }


def _form(event: Event) -> Row:
    """A routing form; `row` carries `formId`, `formName`, `teamId` and `responses`, label by label."""
    row, more = event.row, event.more
    payload = {name: row.get(name) for name in ("formId", "formName", "teamId")}
    if event.trigger == "FORM_SUBMITTED_NO_EVENT":
        payload |= {name: more.get(name, row.get(name)) for name in ("redirect", "responseId")}
    return {**payload, "responses": row.get("responses") or {}}
