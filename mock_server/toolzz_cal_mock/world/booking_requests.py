"""What `bookings.create` is asked for: event type, attendee, answers and place, checked as on Cal.com."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..problems import BadRequest, NotFound, Unprocessable
from .base import Arguments, Row, World
from .event_type_rows import of_owner, of_team, organizers, slugged
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
_NEEDED_BY_PLACE = {
    "integration": "integration",
    "attendeeAddress": "address",
    "attendeePhone": "phone",
    "attendeeDefined": "location",
}
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
            "responses": self.responses,
        }


def read(world: World, arguments: Arguments) -> Order:
    """The order in the arguments of `bookings.create`."""
    event_type = _event_type(world, arguments)
    needed(arguments, "start", "attendee")
    attendee = _attendee(arguments["attendee"])
    start = moment(arguments["start"], "start")
    answers = _object(arguments, "bookingFieldsResponses")
    _check_answers(event_type, answers, attendee)
    minutes = _minutes(event_type, arguments)
    place = _place(event_type, arguments)
    guests = [] if event_type.get("disableGuests") else (arguments.get("guests") or [])
    return Order(
        event_type,
        start,
        minutes,
        attendee,
        tuple(dict.fromkeys(each for each in guests if each != attendee["email"])),
        place,
        _metadata(arguments),
        answers,
    )


def _event_type(world: World, arguments: Arguments) -> Row:
    """The event type by its number, or by slug and owner as later versions allow."""
    slug = arguments.get("eventTypeSlug")
    found: list[Row] = []
    if arguments.get("eventTypeId") is not None:
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
        raise refused("eventTypeId", "isInt", "eventTypeId must be an integer number")
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
    needed(given, "name", "timeZone", within="attendee.")
    for name in ("name", "email", "phoneNumber"):
        if given.get(name) is not None and not isinstance(given[name], str):
            raise refused(f"attendee.{name}", "isString", f"attendee.{name} must be a string")
    if not given.get("email") and not given.get("phoneNumber"):
        raise BadRequest("Attendee must have at least one contact method (email or phone number)")
    named_zone(given["timeZone"], "attendee.timeZone")
    if given.get("email"):
        return dict(given)
    # Cal.com keeps an address for everybody, and makes one of the number.
    digits = "".join(filter(str.isdigit, given["phoneNumber"]))
    return {**given, "email": f"{digits}@sms.cal.com"}


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
    kind, offered = given["type"], event_type["locations"]
    kinds = list(dict.fromkeys(each["type"] for each in offered))
    if kind not in kinds:
        raise BadRequest(
            f"Booking location with type {kind} not valid for event type with id={event_type['id']}, which has these "
            f"types: {', '.join(kinds)}."
        )
    if kind in _NEEDED_BY_PLACE:
        needed(given, _NEEDED_BY_PLACE[kind], within="location.")
    if kind == "integration":
        apps = [each["integration"] for each in offered if each["type"] == kind and "integration" in each]
        if given["integration"] not in apps:
            raise BadRequest(
                f"Booking location with integration {given['integration']} not valid for event type with "
                f"id={event_type['id']}, which has these integrations: {', '.join(apps)}."
            )
    return dict(given)


def _metadata(arguments: Arguments) -> Row:
    found = _object(arguments, "metadata")
    too_long = any(
        len(name) > _LONGEST_KEY or (isinstance(value, str) and len(value) > _LONGEST_VALUE)
        for name, value in found.items()
    )
    if len(found) > _MOST_KEYS or too_long:
        message = (
            f"Metadata must have at most {_MOST_KEYS} keys, each key up to {_LONGEST_KEY} characters, and string "
            f"values up to {_LONGEST_VALUE} characters."
        )
        raise refused("metadata", "validateMetadata", message)
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
