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
from .payload_bookings import HOME, STATUS, booking
from .world.base import Event, Row, World, shown

RECORDINGS = ("RECORDING_READY", "RECORDING_TRANSCRIPTION_GENERATED")
MEETINGS = ("MEETING_STARTED", "MEETING_ENDED")
HOSTS_MISSING = "AFTER_HOSTS_CAL_VIDEO_NO_SHOW"
MISSING = (HOSTS_MISSING, "AFTER_GUESTS_CAL_VIDEO_NO_SHOW")
FORMS = ("FORM_SUBMITTED", "FORM_SUBMITTED_NO_EVENT")
TEMPLATED = (*STATUS, *RECORDINGS, "BOOKING_NO_SHOW_UPDATED", "OOO_CREATED")  # others are sent as they are


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
        return booking(world, event, webhook)
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
