"""The settings of a new event type, read from arguments and checked as Cal.com does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..problems import BadRequest, NotFound
from .base import Arguments, Row, World
from .event_type_rows import DISABLED, FIRST_FIELDS, SPELLED
from .needs import needed, refused, whole

SCHEDULING_TYPES = {spelled: kind for kind, spelled in SPELLED.items()}
PERIODS = ("day", "week", "month", "year")
LAYOUTS = ("month", "week", "column")
# Settings that are kept as they come.
_PLAIN = (
    "description",
    "locations",
    "bookingFields",
    "disableGuests",
    "hideCalendarNotes",
    "successRedirectUrl",
    "hideCalendarEventDetails",
    "onlyShowFirstAvailableSlot",
    "useDestinationCalendarEmail",
    "lockTimeZoneToggleOnBookingPage",
    "requiresBookerEmailVerification",
    "customName",
)
_LEAST = {"slotInterval": 1, "minimumBookingNotice": 0, "beforeEventBuffer": 0, "afterEventBuffer": 0, "offsetStart": 0}
_NEEDED_BY_LOCATION = {
    "address": ("address", "public"),
    "link": ("link", "public"),
    "phone": ("phone", "public"),
    "integration": ("integration",),
}
_WITH_OPTIONS = ("select", "multiselect", "checkbox", "radio")
# Our own limits, which Cal.com does not name: they keep series, windows and buffers within what can be counted through.
_MOST_OCCURRENCES, _MOST_DAYS, _MOST_BUFFER = 366, 3650, 30 * 24 * 60


def settings(world: World, arguments: Arguments) -> Row:
    """The settings among the arguments, for `new_event_type`."""
    found: Row = {name: arguments[name] for name in _PLAIN if arguments.get(name) is not None}
    for name, least in _LEAST.items():
        if arguments.get(name) is not None:
            found[name] = whole(arguments[name], name, least)
            if name.endswith("Buffer") and found[name] > _MOST_BUFFER:
                raise refused(name, "max", f"{name} must not be greater than {_MOST_BUFFER}")
    if arguments.get("scheduleId") is not None:
        found["scheduleId"] = whole(arguments["scheduleId"], "scheduleId")
        if found["scheduleId"] not in world.table("schedules"):
            raise NotFound(f"Schedule with ID={found['scheduleId']} does not exist.")
    found |= _objects(arguments)
    for name, keys in (
        ("color", ("lightThemeHex", "darkThemeHex")),
        ("destinationCalendar", ("integration", "externalId")),
    ):
        if parts := _pair(arguments, name, keys):
            found[name] = parts
    found |= _lengths(arguments)
    _check_locations(found.get("locations") or ())
    _check_form(found.get("bookingFields") or ())
    _check_together(found)
    return found


def _objects(arguments: Arguments) -> Row:
    """The settings that are objects, each as its check gives it."""
    found: Row = {}
    for name, check in (
        ("bookingLimitsCount", _limits_count),
        ("bookingLimitsDuration", _limits_duration),
        ("bookingWindow", _window),
        ("confirmationPolicy", _confirmation),
        ("seats", _seats),
        ("recurrence", _recurrence),
        ("bookerLayouts", _layouts),
    ):
        if arguments.get(name) in (None, []):  # of nothing at all Cal.com takes the shape of either
            continue
        if not isinstance(arguments[name], Mapping):
            raise refused(name, "isObject", f"{name} must be an object")
        if not arguments[name].get("disabled"):
            found[name] = check(arguments[name])
        elif not name.startswith("bookingLimits"):  # of these nothing is told when there are none
            found[name] = dict(DISABLED)
    if (found.get("recurrence") or {}).get("disabled"):
        found["recurrence"] = None
    return found


def scheduling_type(value: object) -> str:
    """How hosts share the bookings, which Cal.com demands and the action cannot say."""
    kind = SCHEDULING_TYPES.get(str(value), value)
    if kind not in SCHEDULING_TYPES.values():
        message = f"schedulingType must be one of the following values: {', '.join(SCHEDULING_TYPES)}"
        raise refused("schedulingType", "isEnum", message)
    return str(kind)


def _lengths(arguments: Arguments) -> Row:
    needed(arguments, "lengthInMinutes")
    length = whole(arguments["lengthInMinutes"], "lengthInMinutes", 1)
    given = arguments.get("lengthInMinutesOptions") or []
    options = [whole(each, "lengthInMinutesOptions", 1) for each in given]
    if len(set(options)) != len(options):
        raise refused("lengthInMinutesOptions", "arrayUnique", "All lengthInMinutesOptions's elements must be unique")
    if options and length not in options:
        message = "lengthInMinutesOptions must include the provided lengthInMinutes"
        raise refused("lengthInMinutesOptions", "arrayContains", message)
    return {"length": length, **({"lengthInMinutesOptions": options} if options else {})}


def _pair(arguments: Arguments, name: str, keys: tuple[str, str]) -> Row:
    parts = {key: arguments[f"{name}__{key}"] for key in keys if arguments.get(f"{name}__{key}") is not None}
    if parts and len(parts) < len(keys):
        needed(parts, *keys, within=f"{name}.")
    if name == "color":
        for key, value in parts.items():
            if not re.fullmatch(r"#?([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})", str(value)):
                raise refused(f"color.{key}", "isHexColor", f"{key} must be a hexadecimal color")
    return parts


def _limits_count(value: Mapping[str, Any]) -> Row:
    return _limits(value, "bookingLimitsCount", 1)


def _limits_duration(value: Mapping[str, Any]) -> Row:
    return _limits(value, "bookingLimitsDuration", 15)


def _limits(value: Mapping[str, Any], name: str, least: int) -> Row:
    found = {unit: whole(value[unit], f"{name}.{unit}", least) for unit in PERIODS if value.get(unit) is not None}
    if not found:
        raise refused(name, "atLeastOne", f"{name} must name at least one of: {', '.join(PERIODS)}")
    if sorted(found.values()) != list(found.values()):
        raise refused(name, "ascending", f"{name}: a shorter period must not allow more than a longer one")
    return found


def _window(value: Mapping[str, Any]) -> Row:
    needed(value, "type", "value", within="bookingWindow.")
    name = "bookingWindow.value"
    if value["type"] != "range":
        most = whole(value["value"], name, 1)
        if most > _MOST_DAYS:
            raise refused(name, "max", f"{name} must not be greater than {_MOST_DAYS}")
        return {"type": value["type"], "value": most, "rolling": value.get("rolling") is True}
    try:
        first, last = (date.fromisoformat(each) for each in value["value"])
    except (TypeError, ValueError):
        raise refused(name, "isDateRange", f"{name} must be a list with the first and the last date") from None
    return {"type": "range", "value": [first.isoformat(), last.isoformat()]}


def _confirmation(value: Mapping[str, Any]) -> Row:
    needed(value, "type", within="confirmationPolicy.")
    found: Row = {
        "type": value["type"],
        "blockUnconfirmedBookingsInBooker": value.get("blockUnconfirmedBookingsInBooker") is True,
    }
    if value["type"] == "time":
        threshold = value.get("noticeThreshold") or {}
        needed(threshold, "unit", "count", within="confirmationPolicy.noticeThreshold.")
        count = whole(threshold["count"], "confirmationPolicy.noticeThreshold.count", 0)
        found["noticeThreshold"] = {"unit": threshold["unit"], "count": count}
    return found


def _seats(value: Mapping[str, Any]) -> Row:
    needed(value, "seatsPerTimeSlot", "showAttendeeInfo", "showAvailabilityCount", within="seats.")
    return {
        "seatsPerTimeSlot": whole(value["seatsPerTimeSlot"], "seats.seatsPerTimeSlot", 1),
        "showAttendeeInfo": value["showAttendeeInfo"] is True,
        "showAvailabilityCount": value["showAvailabilityCount"] is True,
    }


def _recurrence(value: Mapping[str, Any]) -> Row:
    needed(value, "interval", "occurrences", "frequency", within="recurrence.")
    found = {name: whole(value[name], f"recurrence.{name}", 1) for name in ("interval", "occurrences")}
    if found["occurrences"] > _MOST_OCCURRENCES:
        message = f"recurrence.occurrences must not be greater than {_MOST_OCCURRENCES}"
        raise refused("recurrence.occurrences", "max", message)
    return {**found, "frequency": value["frequency"]}


def _layouts(value: Mapping[str, Any]) -> Row:
    needed(value, "defaultLayout", "enabledLayouts", within="bookerLayouts.")
    enabled, first = value["enabledLayouts"], value["defaultLayout"]
    if not isinstance(enabled, list) or not all(each in LAYOUTS for each in (first, *enabled)):
        raise refused("bookerLayouts", "isIn", f"bookerLayouts must name layouts of: {', '.join(LAYOUTS)}")
    return {"defaultLayout": first, "enabledLayouts": list(enabled)}


def _check_locations(locations: object) -> None:
    if not isinstance(locations, (list, tuple)):
        raise refused("locations", "isArray", "locations must be an array")
    for each in locations:
        needed(each, "type", within="locations.")
        if each["type"] in ("conferencing", "unknown"):
            raise BadRequest(f"Validation failed for {each['type']} location: Unsupported type")
        needed(each, *_NEEDED_BY_LOCATION.get(each["type"], ()), within="locations.")


def _check_form(fields: object) -> None:
    if not isinstance(fields, (list, tuple)):
        raise refused("bookingFields", "isArray", "bookingFields must be an array")
    for each in fields:
        built_in = each.get("type") in FIRST_FIELDS or (each.get("type") is None and each.get("slug"))
        if built_in:
            if each.get("type") == "email" and (each.get("required") is not True or each.get("hidden")):
                raise BadRequest("checkIsEmailUserAccessible - Email booking field must be required and visible")
            continue
        needed(each, "type", "slug", "label", "required", within="bookingFields.")
        if each["type"] in _WITH_OPTIONS:
            needed(each, "options", within="bookingFields.")


def _check_together(found: Row) -> None:
    if not (found.get("seats") or DISABLED).get("disabled"):
        if len(found.get("locations") or ()) > 1:
            raise BadRequest("Seats Validation failed: Seats are enabled but more than one location provided.")
        if not (found.get("confirmationPolicy") or DISABLED).get("disabled"):
            raise BadRequest("Seats Validation failed: Seats are enabled but requiresConfirmation is true.")
