"""What `bookings.create` is asked for: event type, attendee, answers and place, checked as on Cal.com."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from ..problems import BadRequest, HttpError, Invalid, NotFound, Problem, Unprocessable, Wrong
from .base import Arguments, Row, World
from .event_type_rows import VIDEO, of_owner, of_team, organizers, slugged
from .local_time import moment, named_zone
from .lookups import USERS
from .needs import needed, refused, whole
from .slot_times import length_of

# Which type of answer each kind of question takes, in Cal.com's words.
_ANSWERS: dict[str, tuple[str, tuple[type, ...]]] = {
    "phone": ("string", (str,)),
    "address": ("string", (str,)),
    "text": ("string", (str,)),
    "textarea": ("string", (str,)),
    "url": ("string", (str,)),
    "date": ("string", (str,)),
    "number": ("number", (int, float)),
    "boolean": ("boolean", (bool,)),
    "multiemail": ("array", (list,)),
    "multiselect": ("array", (list,)),
    "checkbox": ("array", (list,)),
    "select": ("string or number", (str, int, float)),
    "radio": ("string or number", (str, int, float)),
}
# How the form of a booking keeps the kinds of places.
_FORM_PLACES = {
    "address": "inPerson",
    "link": "link",
    "phone": "userPhone",
    "attendeePhone": "phone",
    "attendeeAddress": "attendeeInPerson",
    "attendeeDefined": "somewhereElse",
}
_NEEDED_BY_PLACE = {
    "integration": "integration",
    "attendeeAddress": "address",
    "attendeePhone": "phone",
    "attendeeDefined": "location",
}
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
# What a request to book may carry, the action's own arguments and Cal.com's further ones.
_KEYS = {
    *("start", "attendee", "eventTypeId", "guests", "location", "metadata", "lengthInMinutes", "meetingUrl"),
    *("bookingFieldsResponses", "eventTypeSlug", "username", "teamSlug", "organizationSlug", "recurrenceCount"),
    *("instant", "routing", "emailVerificationCode"),
}
_ATTENDEE_KEYS = {"name", "email", "timeZone", "phoneNumber", "language"}
_MOST_KEYS, _LONGEST_KEY, _LONGEST_VALUE = 50, 40, 500


@dataclass(frozen=True, slots=True)
class Order:
    """A booking that somebody asks for, with everything but its place in time checked."""

    event_type: Row
    start: int
    minutes: int
    attendee: Row
    guests: tuple[str, ...]
    place: Row | None
    metadata: Row
    responses: Row

    def row_fields(self) -> dict[str, Any]:
        """What `new_booking` takes from an order."""
        return {
            "minutes": self.minutes,
            "guests": self.guests,
            "place": self.place,
            "metadata": self.metadata,
            "responses": {**self.responses, **place_answer(self.place)},
        }


def read(world: World, arguments: Arguments) -> Order:
    """The order in the arguments of `bookings.create`."""
    known_keys(arguments, _KEYS)
    if arguments.get("start") is None:
        raise refused("start", "isDateString", "start must be a valid ISO 8601 date string")
    start = moment(arguments["start"], "start")
    needed(arguments, "attendee")
    attendee = _attendee(arguments["attendee"])
    metadata, answers = _metadata(arguments), _object(arguments, "bookingFieldsResponses")
    event_type = _event_type(world, arguments)
    _check_answers(event_type, answers, attendee)
    minutes = _minutes(event_type, arguments)
    place = _place(event_type, arguments)
    attendee["email"] = _address(event_type, attendee)
    guests = _guests(arguments, attendee["email"])
    if event_type.get("requiresBookerEmailVerification") and not arguments.get("emailVerificationCode"):
        raise HttpError("email_verification_required")
    return Order(
        event_type,
        start,
        minutes,
        attendee,
        () if event_type.get("disableGuests") else tuple(guests),
        place,
        metadata,
        answers,
    )


def known_keys(given: Mapping[str, Any], known: AbstractSet[str], *, within: str = "") -> None:
    """Refuses keys that Cal.com does not know."""
    if strange := sorted(given.keys() - known):
        raise Invalid(*(Wrong(within + name, "whitelist", f"property {name} should not exist") for name in strange))


def _form_error(words: str) -> Problem:
    """The refusal of a form's answers, which another layer of Cal.com reads."""
    return Problem(f"{words}, ", code="BAD_REQUEST")


def _event_type(world: World, arguments: Arguments) -> Row:
    """The event type by its number, or by slug and owner as later versions allow."""
    slug = arguments.get("eventTypeSlug")
    found: list[Row] = []
    if arguments.get("eventTypeId"):
        wanted = whole(arguments["eventTypeId"], "eventTypeId")
        if wanted in world.table("event_types"):
            found = [world.table("event_types")[wanted]]
        what = f"Event type with id {wanted} not found."
    elif slug and arguments.get("username"):
        users = USERS.rows(world, ("username", arguments["username"]))
        found = slugged((row for user in users for row in of_owner(world, user["id"])), slug)
        what = f"Event type with slug {slug} belonging to user {arguments['username']} not found."
    elif slug and arguments.get("teamSlug"):
        teams = [team["id"] for team in world.table("teams").values() if team["slug"] == arguments["teamSlug"]]
        found = slugged((row for team_id in teams for row in of_team(world, team_id)), slug)
        what = f"Event type with slug {slug} belonging to team {arguments['teamSlug']} not found."
    else:
        words = "Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be provided"
        raise refused("eventTypeId or eventTypeSlug + username", "eventType", words)
    if not found:
        raise NotFound(what)
    row = found[0]
    if row.get("schedulingType") == "MANAGED":
        raise BadRequest(
            f"Event type with id={row['id']} is the parent managed event type that can't be booked. Book the copy that "
            "belongs to one of its users."
        )
    if row.get("schedulingType") and not any(organizers(world, row)):
        raise Unprocessable(
            f"Can't book this team event type because it has no hosts: event type with id={row['id']} of team with "
            f"id={row['teamId']}."
        )
    return row


def _attendee(given: object) -> Row:
    if not isinstance(given, Mapping):
        raise refused("attendee", "isObject", "attendee must be an object")
    known_keys(given, _ATTENDEE_KEYS, within="attendee.")
    for name in ("name", "email"):
        if not isinstance(given.get(name), str) and (name == "name" or given.get(name) is not None):
            raise refused(f"attendee.{name}", "isString", f"attendee.{name} must be a string")
    if not given.get("email") and not given.get("phoneNumber"):
        words = "Attendee must have at least one contact method (email or phone number)"
        raise refused("attendee.attendee email or phone", "contact", words)
    named_zone(given.get("timeZone"), "attendee.timeZone")
    return {name: value for name, value in given.items() if value is not None}


def _address(event_type: Row, attendee: Row) -> str:
    """The attendee's address; where the form does not ask for one, it is made from the phone number."""
    if not attendee["name"].strip():
        raise _form_error("responses - {name}error_required_field")
    if attendee.get("email"):
        if not EMAIL.fullmatch(attendee["email"]):
            raise _form_error("responses - {email}email_validation_error")
        return str(attendee["email"])
    fields = (field for field in event_type["bookingFields"] if "email" in (field.get("slug"), field.get("type")))
    if any(field.get("required") is not False for field in fields):
        raise _form_error("responses - {email}error_required_field")
    return f"{str(attendee['phoneNumber']).lstrip('+')}@sms.cal.com"


def _guests(arguments: Arguments, booker: str) -> list[str]:
    """Who is invited besides, each once and not the booker."""
    if "guests" in arguments and arguments["guests"] is None:
        raise _form_error("responses.guests.0 - Expected string, received null")
    guests = arguments.get("guests") or []
    if not isinstance(guests, list) or not all(isinstance(each, str) for each in guests):
        raise refused("guests", "isString", "each value in guests must be a string")
    if not all(EMAIL.fullmatch(each) for each in guests):
        raise _form_error("responses - {guests}email_validation_error")
    if len(set(guests)) < len(guests):
        raise _form_error("responses - {guests}duplicate_email")
    return [each for each in guests if each != booker]


def _minutes(event_type: Row, arguments: Arguments) -> int:
    options = event_type.get("lengthInMinutesOptions") or []
    if arguments.get("lengthInMinutes") is None:
        return length_of(event_type)
    wanted = whole(arguments["lengthInMinutes"], "lengthInMinutes", 1)
    if not options:
        raise BadRequest("Can't specify 'lengthInMinutes' because event type does not have multiple possible lengths.")
    if wanted not in options:
        listed = ", ".join(map(str, options))
        raise BadRequest(f"Provided 'lengthInMinutes' is not one of the possible lengths for the event type: {listed}")
    return wanted


def _place(event_type: Row, arguments: Arguments) -> Row | None:
    """Where to meet. Cal.com still reads a plain text, here or as `meetingUrl`."""
    given = arguments.get("location") or arguments.get("meetingUrl")
    if given is None or given == "":
        return None
    if isinstance(given, str):
        return {"type": "text", "text": given}
    if not isinstance(given, Mapping):
        raise refused("location", "isObject", "location must be an object")
    needed(given, "type", within="location.")
    kind, offered = given["type"], event_type["locations"] or [VIDEO]
    kinds = list(dict.fromkeys(each["type"] for each in offered))
    if kind not in kinds:
        raise BadRequest(
            f"Booking location with type {kind} not valid for event type with id={event_type['id']}, which has these "
            f"types: {', '.join(kinds)}."
        )
    if kind in _NEEDED_BY_PLACE and given.get(_NEEDED_BY_PLACE[kind]) in (None, ""):
        raise _form_error("responses.location.optionValue - Required")
    if kind == "integration":
        apps = [each["integration"] for each in offered if each["type"] == kind and "integration" in each]
        if given["integration"] not in apps:
            raise BadRequest(
                f"Booking location with integration {given['integration']} not valid for event type with "
                f"id={event_type['id']}, which has these integrations: {', '.join(apps)}."
            )
    return dict(given)


def place_answer(place: Mapping[str, Any] | None) -> Row:
    """The question for the place as the form keeps its answer; nothing when it was not answered."""
    if place is None or place["type"] not in _FORM_PLACES:
        return {}
    said = place.get(_NEEDED_BY_PLACE.get(place["type"], ""), "")
    return {"location": {"value": _FORM_PLACES[place["type"]], "optionValue": said}}


def _metadata(arguments: Arguments) -> Row:
    found = _object(arguments, "metadata")
    out_of_bounds = any(
        len(name) > _LONGEST_KEY
        or isinstance(value, (dict, list))
        or (isinstance(value, str) and len(value) > _LONGEST_VALUE)
        for name, value in found.items()
    )
    if len(found) > _MOST_KEYS or out_of_bounds:
        message = (
            f"Metadata must have at most {_MOST_KEYS} keys, each key up to {_LONGEST_KEY} characters, and string "
            f"values up to {_LONGEST_VALUE} characters."
        )
        raise refused("metadata", "validateMetadata", message)
    if strange := [name for name, value in found.items() if not isinstance(value, str)]:
        raise _form_error(", ".join(f"metadata.{name} - Expected string" for name in strange))
    return found


def _object(arguments: Arguments, name: str) -> Row:
    found = arguments.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise refused(name, "isObject", f"{name} must be an object")
    return dict(found)


def _check_answers(event_type: Row, answers: Row, attendee: Row) -> None:
    """Whether every required question is answered, and each with what its kind takes."""
    phone = attendee.get("phoneNumber")
    given = {**answers, **({"attendeePhoneNumber": phone, "smsReminderNumber": phone} if phone else {})}
    for field in event_type["bookingFields"]:
        name, kind = field.get("slug") or field.get("type"), field.get("type")
        if field.get("isDefault") and name != "notes":
            continue
        value = given.get(name)
        if value is None:
            if not field.get("required"):
                continue
            if name in ("attendeePhoneNumber", "smsReminderNumber"):
                raise BadRequest(
                    'Missing attendee phone number - the event type requires it as "attendee.phoneNumber".'
                )
            raise BadRequest(
                f"Missing required booking field response: {name} - the event type with ID {event_type['id']} requires "
                "it in bookingFieldsResponses."
            )
        _check_answer(field, str(name), str(kind), value)


def _check_answer(field: Row, name: str, kind: str, value: object) -> None:
    if kind not in _ANSWERS:
        return
    expected, types = _ANSWERS[kind]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise BadRequest(
            f"Invalid type for booking field '{name}'. Expected type {expected} (compatible with field type '{kind}'), "
            f"but received {_type_name(value)}."
        )
    options = field.get("options") or []
    if not options or kind not in ("select", "radio", "multiselect", "checkbox"):
        return
    listed = ", ".join(map(str, options))
    if isinstance(value, list):
        if not all(str(each) in options for each in value):
            raise BadRequest(f"One or more invalid options for booking field '{name}'. Allowed options are: {listed}.")
    elif str(value) not in options:
        raise BadRequest(f"Invalid option '{value}' for booking field '{name}'. Allowed options are: {listed}.")


def _type_name(value: object) -> str:
    """The type of a value in JavaScript's words, which is what Cal.com says."""
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number" if isinstance(value, (int, float)) else "object"
