"""The lists of Cal.com's first controllers: bookings and event types as rows of its database, much as they stand there.

They answer whoever names no version, or one that the server does not know.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ..payload_parts import answers, attendee_rows
from .base import Arguments, Caller, Row, World, shown
from .booking_list import listed
from .event_type_rows import of_owner, of_team
from .lookups import MEMBERSHIPS, USERS
from .needs import whole

_HOME = "https://app.example.com"
_TAKE = 10  # bookings on a page where nothing is said
_BY_DEFAULT = [{"id": "default", "type": "default", "label": "Default"}]
_BY_USER = [{"id": "user", "type": "user", "label": "User", "fieldRequired": True}]
_OPTIONAL = "system-but-optional"


def bookings(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The caller's bookings, by `limit` and `cursor`; other filters have other names there, and mean nothing."""
    take = whole(arguments.get("limit") or _TAKE, "limit", 1)
    skip = whole(arguments.get("cursor") or 0, "cursor", 0)
    page = listed(world, caller, {"take": take, "skip": skip}).reply
    total = page["pagination"]["totalItems"]
    rows = [world.table("bookings")[each["uid"]] for each in page["data"]]
    return {
        "bookings": [_booking(world, row) for row in rows],
        "recurringInfo": [],
        "totalCount": total,
        "nextCursor": skip + take if skip + take < total else None,
    }


def event_types(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The caller's event types, and those of each of their teams that has some, in groups."""
    user = world.table("users")[caller.user_id]
    own = {"slug": user["username"], "name": user["name"], "image": user["avatarUrl"] or f"{_HOME}/avatar.svg"}
    groups = [_group(world, own, of_owner(world, user["id"]), members=1)]
    for membership in MEMBERSHIPS.rows(world, ("user", user["id"])):
        team = world.table("teams").get(membership["teamId"])
        rows = of_team(world, membership["teamId"]) if membership["accepted"] else []
        if team is None or not rows:
            continue
        profile = {"slug": f"team/{team['slug']}", "name": team["name"], "image": f"{_HOME}/team.svg"}
        members = len(MEMBERSHIPS.rows(world, ("team", team["id"])))
        group = _group(world, profile, rows, members=members, team=team["id"])
        group["membershipRole"] = membership["role"]
        group["metadata"]["readOnly"] = membership["role"] == "MEMBER"
        groups.append(group)
    profiles = [
        {**each["profile"], **each["metadata"], "teamId": each["teamId"], "membershipRole": each["membershipRole"]}
        for each in groups
    ]
    return {"eventTypeGroups": groups, "profiles": profiles, "allUsersAcrossAllEventTypes": {}}


def _group(world: World, profile: Row, rows: list[Row], *, members: int, team: int | None = None) -> Row:
    return {
        "teamId": team,
        "bookerUrl": "https://book.example.com",
        "membershipRole": None,
        "profile": profile,
        "eventTypes": [_event_type(world, row) for row in rows],
        "metadata": {"membershipCount": members, "readOnly": False},
    }


def _booking(world: World, row: Row) -> Row:
    event_type = world.table("event_types").get(row["_event_type_id"]) or {}
    owner = world.table("users").get(row["_owner_id"])
    user = shown(owner, "id", "name", "email", "avatarUrl", "username", "timeZone") if owner is not None else None
    place = row.get("location")
    return {
        "id": row["id"],
        "title": row["title"],
        "userPrimaryEmail": user["email"] if user is not None else None,
        "description": row["description"],
        "customInputs": {},
        "startTime": row["start"],
        "createdAt": row["createdAt"],
        "updatedAt": row["updatedAt"],
        "endTime": row["end"],
        "metadata": {**row["metadata"], **({"videoCallUrl": place} if str(place).startswith("http") else {})},
        "uid": row["uid"],
        "responses": answers(row),
        "recurringEventId": row.get("_series"),
        "location": place,
        "status": row["status"].upper(),
        "paid": False,
        "fromReschedule": row.get("rescheduledFromUid"),
        "rescheduled": True if row.get("rescheduledToUid") else None,
        "rescheduledBy": row.get("rescheduledByEmail"),
        "cancelledBy": row.get("cancelledByEmail") or None,
        "isRecorded": False,
        "cancellationReason": row.get("cancellationReason") or None,
        "rejectionReason": row.get("rejectionReason"),
        "routedFromRoutingFormReponse": None,
        "eventType": _of_booking(event_type) if event_type else None,
        "references": [],
        "payment": [],
        "user": user,
        "attendees": [_attendee(world, each) for each in attendee_rows(row)],
        "seatsReferences": [],
        "assignmentReason": [],
        "report": None,
        "rescheduler": None,
    }


def _attendee(world: World, attendee: Row) -> Row:
    known = USERS.one(world, ("email", attendee["email"].lower()))
    user = {"name": None, "email": attendee["email"], "avatarUrl": None, "username": None}
    return {**attendee, "user": user if known is None else shown(known, *user)}


def _of_booking(row: Row) -> Row:
    """What a booking shows of its event type."""
    kind = row.get("schedulingType")
    return {
        "slug": row["slug"],
        "id": row["id"],
        "title": row["title"],
        "eventName": row.get("customName"),
        "price": row["price"],
        "recurringEvent": _recurring(row),
        "currency": row["currency"],
        "metadata": deepcopy(row["metadata"]),
        "disableGuests": row["disableGuests"],
        "bookingFields": _fields(row),
        **_seats(row),
        "eventTypeColor": row.get("color"),
        "customReplyToEmail": None,
        "allowReschedulingPastBookings": row["allowReschedulingPastBookings"],
        "hideOrganizerEmail": row["hideOrganizerEmail"],
        "disableCancelling": bool(row["disableCancelling"].get("disabled")),
        "disableRescheduling": bool(row["disableRescheduling"].get("disabled")),
        "minimumRescheduleNotice": None,
        "teamId": row.get("teamId"),
        "parentId": row.get("parentEventTypeId"),
        "schedulingType": kind,
        "hosts": [],
        "length": row["lengthInMinutes"],
        "team": None,
        "hostGroups": [],
    }


def _event_type(world: World, row: Row) -> Row:
    owner = world.table("users").get(row.get("ownerId"))
    confirmation = row["confirmationPolicy"]
    confirms = not confirmation.get("disabled")
    return {
        **{name: value for name, value in _of_booking(row).items() if name not in ("hostGroups",)},
        "userId": row.get("ownerId"),
        "description": row["description"] or None,
        "interfaceLanguage": row["interfaceLanguage"],
        "hidden": row["hidden"],
        "requiresConfirmation": confirms,
        "canSendCalVideoTranscriptionEmails": True,
        "requiresConfirmationForFreeEmail": False,
        "requiresConfirmationWillBlockSlot": confirms and bool(confirmation.get("blockUnconfirmedBookingsInBooker")),
        "autoTranslateDescriptionEnabled": False,
        "position": 0,
        "offsetStart": row["offsetStart"],
        "owner": shown(owner, "timeZone") if owner is not None else None,
        "profileId": row.get("ownerId"),
        "timeZone": None,
        **_period(row),
        "lockTimeZoneToggleOnBookingPage": row["lockTimeZoneToggleOnBookingPage"],
        "lockedTimeZone": None,
        "requiresBookerEmailVerification": row["requiresBookerEmailVerification"],
        "allowReschedulingCancelledBookings": row["allowReschedulingCancelledBookings"],
        "hideCalendarNotes": row["hideCalendarNotes"],
        "minimumBookingNotice": row["minimumBookingNotice"],
        "beforeEventBuffer": row["beforeEventBuffer"],
        "afterEventBuffer": row["afterEventBuffer"],
        "onlyShowFirstAvailableSlot": row["onlyShowFirstAvailableSlot"],
        "showOptimizedSlots": row["showOptimizedSlots"],
        "scheduleId": row["scheduleId"],
        "instantMeetingScheduleId": None,
        "slotInterval": row["slotInterval"],
        "successRedirectUrl": row["successRedirectUrl"],
        "isInstantEvent": row["isInstantEvent"],
        "instantMeetingExpiryTimeOffsetInSeconds": 90,
        "instantMeetingParameters": [],
        "aiPhoneCallConfig": None,
        "assignAllTeamMembers": bool(row.get("assignAllTeamMembers")),
        "isRRWeightsEnabled": False,
        "enablePerHostLocations": False,
        "rescheduleWithSameRoundRobinHost": False,
        "locations": [_place(each) for each in row["locations"]],
        "useEventTypeDestinationCalendarEmail": row["useDestinationCalendarEmail"],
        "secondaryEmailId": None,
        "bookingLimits": _limits(row.get("bookingLimitsCount")),
        "durationLimits": _limits(row.get("bookingLimitsDuration")),
        "hideCalendarEventDetails": row["hideCalendarEventDetails"],
        "rrSegmentQueryValue": None,
        "assignRRMembersUsingSegment": False,
        "maxLeadThreshold": None,
        "useEventLevelSelectedCalendars": False,
        "restrictionScheduleId": None,
        "useBookerTimezone": False,
        "instantMeetingSchedule": None,
        "hashedLink": [],
        "children": [],
        "userIds": [row["ownerId"]] if row.get("ownerId") is not None else [each["userId"] for each in row["hosts"]],
    }


def _recurring(row: Row) -> Row | None:
    rule = row["recurrence"]
    if not rule or rule.get("disabled"):
        return None
    frequencies = ("yearly", "monthly", "weekly")  # 0, 1 and 2, as calendars count them
    return {"freq": frequencies.index(rule["frequency"]), "count": rule["occurrences"], "interval": rule["interval"]}


def _seats(row: Row) -> Row:
    seats = row["seats"]
    is_seated = not seats.get("disabled") and seats.get("seatsPerTimeSlot")
    return {
        "seatsPerTimeSlot": seats["seatsPerTimeSlot"] if is_seated else None,
        "seatsShowAttendees": bool(is_seated and seats.get("showAttendeeInfo")),
        "seatsShowAvailabilityCount": bool(seats.get("showAvailabilityCount", True)),
    }


def _period(row: Row) -> Row:
    window = row["bookingWindow"]
    kind = None if window.get("disabled") else window.get("type")
    is_range, is_days = kind == "range", kind in ("businessDays", "calendarDays")
    days = "ROLLING_WINDOW" if window.get("rolling") else "ROLLING"
    start, end = window["value"] if is_range else (None, None)
    return {
        "periodType": "RANGE" if is_range else days if is_days else "UNLIMITED",
        "periodStartDate": start,
        "periodEndDate": end,
        "periodDays": window["value"] if is_days else None,
        "periodCountCalendarDays": kind == "calendarDays" if is_days else None,
    }


def _limits(value: Any) -> Row | None:
    if not isinstance(value, dict) or value.get("disabled"):
        return None
    return {f"PER_{unit.upper()}": number for unit, number in value.items() if unit != "disabled"}


def _place(location: Row) -> Row:
    """A location under the names of then."""
    kind, public = location["type"], bool(location.get("public"))
    if kind == "link":
        return {"link": location["link"], "type": "link", "displayLocationPublicly": public}
    if kind == "address":
        return {"address": location["address"], "type": "inPerson", "displayLocationPublicly": public}
    if kind == "phone":
        return {"hostPhoneNumber": location["phone"], "type": "userPhone", "displayLocationPublicly": public}
    if kind == "integration":
        app = {"cal-video": "daily"}.get(location["integration"], location["integration"].replace("-", "_"))
        return {"type": f"integrations:{app}"}
    return {"type": {"attendeePhone": "phone", "attendeeAddress": "attendeeInPerson"}.get(kind, kind)}


def _fields(row: Row) -> list[Row]:
    """The form, with what each question of Cal.com's own is called there."""
    found: list[Row] = []
    for field in row["bookingFields"]:
        name = field["slug"]
        own = deepcopy(_OWN.get(name))
        if own is None or not field.get("isDefault"):
            kept = ("type", "label", "required", "placeholder", "options", "hidden")
            found.append({"name": name, **shown(field, *kept), "sources": _BY_USER, "editable": "user"})
            continue
        own["required"] = field["required"]
        if field.get("hidden") or name == "guests":
            own["hidden"] = bool(field.get("hidden"))
        found.append({"name": name, "type": field["type"], "sources": _BY_DEFAULT, **own})
    return found


def _input(kind: str) -> Row:
    return {"type": kind, "required": True, "placeholder": ""}


def _part(name: str, label: str, *, required: bool) -> Row:
    more = {} if name == "fullName" else {"placeholder": ""}
    return {"name": name, "type": "text", "label": label, "required": required, **more}


_VARIANTS = {
    "fullName": {"fields": [_part("fullName", "your_name", required=True)]},
    "firstAndLastName": {"fields": [_part("firstName", "", required=True), _part("lastName", "", required=False)]},
}
_OWN: dict[str, Row] = {
    "name": {
        "variant": "fullName",
        "editable": "system",
        "defaultLabel": "your_name",
        "variantsConfig": {"variants": _VARIANTS},
    },
    "email": {"editable": _OPTIONAL, "defaultLabel": "email_address"},
    "location": {
        "editable": "system",
        "defaultLabel": "location",
        "getOptionsAt": "locations",
        "optionsInputs": {
            "phone": _input("phone"),
            "somewhereElse": _input("text"),
            "attendeeInPerson": _input("address"),
        },
        "hideWhenJustOneOption": True,
    },
    "title": {
        "editable": _OPTIONAL,
        "defaultLabel": "what_is_this_meeting_about",
        "defaultPlaceholder": "",
    },
    "notes": {
        "editable": _OPTIONAL,
        "defaultLabel": "additional_notes",
        "defaultPlaceholder": "share_additional_notes",
    },
    "guests": {"editable": _OPTIONAL, "defaultLabel": "additional_guests", "defaultPlaceholder": "email"},
    "rescheduleReason": {
        "views": [{"id": "reschedule", "label": "Reschedule View"}],
        "editable": _OPTIONAL,
        "defaultLabel": "reason_for_reschedule",
        "defaultPlaceholder": "reschedule_placeholder",
    },
}
