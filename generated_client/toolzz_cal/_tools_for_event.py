# Edit this in generator/runtime/_tools_for_event.py; `make generate` copies it into the client.
"""Tools made for one event type: to find times for it, and to book, move and cancel them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from attrs import frozen

from . import _tools_definitions as vendors
from . import _tools_event_words as words
from . import operations
from ._json import is_array, is_object
from ._said import Reading
from ._tools_catalogue import Tool
from ._tools_event import LONGEST_LABEL, PHONE, EventKind
from ._tools_marks import as_id, marked
from .errors import ArgumentError

LARGEST = 4_000  # characters of all definitions together, for which questions that need no answer are left out
_MOST_DAYS = 31
_MOST_STARTS = 200
_LONGEST_PLACE = 300
_SHORTEST_ENUM = 400  # characters of choices that are shown whole
_UID = "Uid of the booking, from `book` or the caller."
_START = "A start from `find_times`, as it was told."

Schema = dict[str, Any]


@frozen(repr=False)
class EventTool(Tool):
    """A tool for one event type, which is run by an operation.

    Attributes:
        event: The event type.
        zone: The IANA zone that holds where a call names none; None where every call has to name one.
    """

    event: EventKind
    zone: str | None

    called: ClassVar[str] = ""
    runs: ClassVar[str] = ""
    title: ClassVar[str] = ""

    @property
    def name(self) -> str:
        """What a model calls it."""
        return self.called

    @property
    def slugs(self) -> tuple[str, ...]:
        """None: a slug stands for the operation itself."""
        return ()

    @property
    def summary(self) -> str:
        """One line."""
        return self.title

    @property
    def in_path(self) -> frozenset[str]:
        """The arguments that become part of an address."""
        return frozenset({"booking"})

    @property
    def timezone(self) -> str | None:
        """The argument that names the caller's zone."""
        return "time_zone" if "time_zone" in self.schema["properties"] else None

    @property
    def pages(self) -> bool:
        """Never: what it finds comes whole."""
        return False

    def arguments(self) -> Schema:
        """JSON Schema of its arguments for a model; of very many choices only some."""
        return _shortened(self.schema)

    def output(self) -> Schema:
        """JSON Schema of its structured output."""
        return {"type": "object"}

    def settles(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it is looked up what a write did whose answer got lost: where one booking can tell."""
        attendee = arguments.get("attendee", {"email": ""})
        single = arguments.keys().isdisjoint({"seatUid", "cancelSubsequentBookings"})
        return self.effect != "read" and single and "email" in attendee

    def _zone(self, given: Mapping[str, Any]) -> str:
        return str(given.get("time_zone") or self.zone or "UTC")


@frozen(repr=False)
class FindTimes(EventTool):
    """Finds free times."""

    called: ClassVar[str] = "find_times"
    runs: ClassVar[str] = "slots.available"
    title: ClassVar[str] = "Find free times"

    @property
    def description(self) -> str:
        """What it does."""
        return f"Free times of {_about(self.event)}. Offer only what it finds."

    @classmethod
    def made(cls, event: EventKind, zone: str | None, *, moves: bool) -> FindTimes:
        """The tool of an event type; `moves` tells whether bookings can be moved."""
        day: Schema = {"type": "string", "format": "date"}
        schema = _object(
            {
                "first_day": {**day, "description": "First day, such as 2027-03-09."},
                "last_day": {**day, "description": f"Last day, {_MOST_DAYS - 1} days later at most."},
                "time_zone": _zone_schema(zone),
                **_length(event),
                **({"booking": {"type": "string", "description": "Uid of a booking to be moved."}} if moves else {}),
            },
            optional={"booking"} | ({"time_zone"} if zone else set()),
        )
        return cls(operations.get(cls.runs), schema, event, zone)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        first, last = _days(given)
        # A day more on each side, as the days of a zone begin and end at other moments; what is beyond is left out.
        return {
            "eventTypeId": self.event.id,
            "startTime": f"{first - timedelta(days=1)}T00:00:00Z",
            "endTime": f"{last + timedelta(days=2)}T00:00:00Z",
            "timeZone": self._zone(given),
            **({"duration": given["length"]} if "length" in given else {}),
            **({"rescheduleUid": given["booking"]} if "booking" in given else {}),
        }

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told: the free times by day."""
        zone, (first, last) = words.zone_of(self._zone(given)), _days(given)
        payload = reply.get("slots", reply) if is_object(reply) else {}
        days, left, more = dict[str, Any](), _MOST_STARTS, False
        for day, slots in words.days_of(payload, zone, first, last).items():
            free = [self._shown(start, slot) for start, slot in slots if self._seats_left(slot) != 0]
            more = more or len(free) > left
            if shown := free[:left]:
                days[day] = shown
            left -= len(shown)
        told: dict[str, Any] = {"data": {"time_zone": str(zone), "days": days}}
        if more:
            told["note"] = f"Only the first {_MOST_STARTS} are shown. Ask for fewer days to see others."
        elif not days:
            told["note"] = "Nothing is free in these days. Ask for others."
        return told

    def _shown(self, start: str, slot: Mapping[str, Any]) -> Any:
        left = self._seats_left(slot)
        return start if left is None else {"start": start, "seats_left": left}

    def _seats_left(self, slot: Mapping[str, Any]) -> int | None:
        """How many seats are free; None where nobody shares a slot. Full slots are told of, too."""
        if not self.event.seats:
            return None
        left, taken = slot.get("seatsRemaining"), slot.get("attendees")
        if isinstance(left, int):
            return max(left, 0)
        return max(self.event.seats - (taken if isinstance(taken, int) else 0), 0)


@frozen(repr=False)
class Book(EventTool):
    """Books a time."""

    called: ClassVar[str] = "book"
    runs: ClassVar[str] = "bookings.create"
    title: ClassVar[str] = "Book a time"

    @property
    def description(self) -> str:
        """What it does."""
        event = self.event
        return f"Books {_about(event)} for a guest, who gets an email. Ask the guest for what you do not know."

    @classmethod
    def made(cls, event: EventKind, zone: str | None, *, every_question: bool) -> Book:
        """The tool of an event type; without `every_question` only those that need an answer are asked."""
        text: Schema = {"type": "string"}
        optional = {"guests", "occurrences", *({"time_zone"} if zone else ())}
        properties: dict[str, Schema] = {
            "start": {"type": "string", "format": "date-time", "description": _START},
            **_length(event),
            "name": {**text, "description": "The guest's full name."},
        }
        if event.email != "hidden":
            properties["email"] = {"type": "string", "format": "email", "description": "The guest's address."}
            optional |= {"email"} if event.email == "optional" else set()
        if event.phone != "hidden":
            told = "The guest's number" + ("." if event.phone == "required" else ", needed without an address.")
            properties["phone"] = {"type": "string", "pattern": PHONE, "description": told}
            optional |= {"phone"} if event.phone == "optional" else set()
        properties["time_zone"] = _zone_schema(zone)
        properties |= _place(event)
        optional |= {"place_detail"} if "place" in properties and len(event.places) > 1 else set()
        if event.guests:
            email: Schema = {"type": "string", "format": "email"}
            properties["guests"] = {"type": "array", "items": email, "description": "Addresses of others to invite."}
        if event.occurrences > 1:
            properties["occurrences"] = {
                "type": "integer", "minimum": 1, "maximum": event.occurrences, "description": "Fewer meetings than all."
            }  # fmt: skip
        if event.asks_code:
            properties["email_code"] = {**text, "description": "The code that Cal.com mailed to the guest."}
        asked = [each for each in event.questions if each.required or every_question]
        if asked:
            answers = _object(
                {each.key: each.schema for each in asked}, optional={each.key for each in asked if not each.required}
            )
            properties["answers"] = {**answers, "description": "The guest's answers to the form."}
            optional |= {"answers"} if not any(each.required for each in asked) else set()
        return cls(operations.get(cls.runs), _object(properties, optional=optional), event, zone)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        attendee = {"name": given["name"], "timeZone": self._zone(given)}
        attendee |= {key: given[name] for name, key in (("email", "email"), ("phone", "phoneNumber")) if name in given}
        if len(attendee) < 3:
            raise ArgumentError("`email` or `phone` is missing: the guest needs one of them")
        slugs = {each.key: each.slug for each in self.event.questions}
        answers = {slugs[key]: value for key, value in given.get("answers", {}).items()}
        arguments = {
            "eventTypeId": self.event.id,
            "start": given["start"],
            "attendee": attendee,
            "lengthInMinutes": given.get("length"),
            "location": self._location(given),
            "guests": given.get("guests") or None,
            "recurrenceCount": given.get("occurrences"),
            "emailVerificationCode": given.get("email_code"),
            "bookingFieldsResponses": answers or None,
        }
        return {name: value for name, value in arguments.items() if value is not None}

    def _location(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        places = {each.key: each for each in self.event.places}
        if not places:
            return None
        place = places[given["place"]] if len(places) > 1 else next(iter(places.values()))
        if not place.supplied:
            return place.sent(None)
        name = _detail(self.event, place.supplied)
        if not given.get(name):
            raise ArgumentError(f"`{name}` is missing: with this place the guest has to give it")
        return place.sent(given[name])

    def said(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as a person is told of them: with the title in place of the event type's number."""
        start = datetime.fromisoformat(arguments["start"].upper())
        end = start + timedelta(minutes=arguments.get("lengthInMinutes") or self.event.minutes)
        left = {name: arguments[name] for name in arguments if name not in ("eventTypeId", "lengthInMinutes")}
        return {**left, "title": self.event.title, "end": end.isoformat()}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of the booking, or of the series."""
        return _told(reply, self._zone(given))


@frozen(repr=False)
class Change(EventTool):
    """Something that is done to a booking, which is read first: it must be one of this event type."""

    def reads(self, given: Mapping[str, Any]) -> Reading:
        """The operation that reads what it is about, with its arguments."""
        return Reading(operations.get("bookings.get"), {"bookingUid": given["booking"]})

    def _arguments(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The booking and the seat that are meant.

        Raises:
            ArgumentError: It is a booking of another event type, or nobody with this address has a seat in it.
        """
        arguments = {"bookingUid": given["booking"]}
        if found is None:  # it is only shown what would be sent
            return arguments
        bookings = found if is_array(found) else [found]
        for each in bookings:
            event_type = each.get("eventType") if is_object(each) else None
            number = event_type.get("id") if is_object(event_type) else None
            if number != self.event.id:
                raise ArgumentError("`booking` is no booking of this event type; use one that is")
        if self.event.seats:
            arguments["seatUid"] = _seat(bookings[0], given["email"])
        return arguments

    def _zone_of(self, found: Any) -> str:
        """The zone of the guest, or the usual one."""
        booking = found[0] if is_array(found) and found else found
        guests = booking.get("attendees") if is_object(booking) else None
        guest = guests[0] if is_array(guests) and guests else {}
        return str(self.zone or (guest.get("timeZone") if is_object(guest) else None) or "UTC")


@frozen(repr=False)
class Move(Change):
    """Moves a booking."""

    called: ClassVar[str] = "move"
    runs: ClassVar[str] = "bookings.reschedule"
    title: ClassVar[str] = "Move a booking"

    @property
    def description(self) -> str:
        """What it does."""
        return f"Moves a booking of {_called(self.event)} to another time; everybody gets an email."

    @classmethod
    def made(cls, event: EventKind, zone: str | None) -> Move:
        """The tool of an event type."""
        schema = _object(
            {
                "booking": {"type": "string", "description": _UID},
                "start": {"type": "string", "format": "date-time", "description": _START},
                **_seat_of(event),
                # Cal.com takes no reason where a seat is moved.
                **({} if event.seats else {"reason": {"type": "string", "description": "Why, for everybody to read."}}),
            },
            optional=set() if event.reason_to_move else {"reason"},
        )
        return cls(operations.get(cls.runs), schema, event, zone)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        if is_array(found):
            raise ArgumentError("`booking` is a whole series; name one of its meetings")
        reason = {"reschedulingReason": given["reason"]} if given.get("reason") else {}
        return {**self._arguments(given, found), "start": given["start"], **reason}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of the booking at its new time."""
        told = _told(reply, self._zone_of(found))
        if told["data"].get("booking") not in (None, given["booking"]):
            told["note"] = "The booking has a new uid; the one before is no longer valid."
        return told


@frozen(repr=False)
class Cancel(Change):
    """Cancels a booking."""

    called: ClassVar[str] = "cancel"
    runs: ClassVar[str] = "bookings.cancel"
    title: ClassVar[str] = "Cancel a booking"

    @property
    def description(self) -> str:
        """What it does."""
        what = "Gives up the guest's seat in a booking" if self.event.seats else "Cancels a booking"
        return f"{what} of {_called(self.event)}; everybody gets an email. There is no way back."

    @classmethod
    def made(cls, event: EventKind, zone: str | None) -> Cancel:
        """The tool of an event type. A host can't cancel without a reason."""
        schema = _object(
            {
                "booking": {"type": "string", "description": _UID},
                **_seat_of(event),
                "reason": {
                    "type": "string", "pattern": r"\S", "description": "Why, for everybody to read.",
                },
                **(
                    {"following": {"type": "boolean", "description": "Whether the later meetings go too."}}
                    if event.occurrences and not event.seats
                    else {}
                ),
            },
            optional={"following"},
        )  # fmt: skip
        return cls(operations.get(cls.runs), schema, event, zone)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        # All of a series is cancelled by its own uid, with which Cal.com refuses the switch.
        following = {"cancelSubsequentBookings": True} if given.get("following") and not is_array(found) else {}
        return {**self._arguments(given, found), "cancellationReason": given["reason"], **following}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of what was cancelled."""
        told = _told(reply or found, self._zone_of(found))
        what = "The guest's seat was given up" if self.event.seats else "Cancelled"
        if is_array(reply):  # with those that were cancelled before
            what = "Cancelled. Of the series these are cancelled now"
        return {"data": {**told["data"], "summary": f"{what}: {told['data']['summary']}"}}


def made_for(event: EventKind, zone: str | None, allowed: Mapping[str, Tool]) -> dict[str, Tool]:
    """The tools of an event type whose operations are among those that are allowed, by name.

    Args:
        event: The event type.
        zone: The IANA zone that holds where a call names none.
        allowed: Tools by name, each of an operation.
    """
    can = {each.operation for each in allowed.values()}
    moves = Move.runs in can and event.can_move
    tools: list[EventTool] = []
    if FindTimes.runs in can:
        tools.append(FindTimes.made(event, zone, moves=moves))
    if Book.runs in can:
        tools.append(Book.made(event, zone, every_question=True))
    if moves:
        tools.append(Move.made(event, zone))
    if Cancel.runs in can and event.can_cancel:
        tools.append(Cancel.made(event, zone))
    if _size(tools) > LARGEST:
        tools = [Book.made(event, zone, every_question=False) if isinstance(each, Book) else each for each in tools]
    return {each.name: each for each in tools}


def _size(tools: list[EventTool]) -> int:
    """Characters of the largest form that the definitions have."""
    return len(json.dumps([vendors.for_mcp(each) for each in tools]))


def _called(event: EventKind) -> str:
    return marked(event.title, LONGEST_LABEL)


def _about(event: EventKind) -> str:
    """The event type in words: its title, its length, and what else is to be known."""
    lengths = "/".join(map(str, event.lengths or (event.minutes,)))
    known = [f"{lengths} min"]
    if event.occurrences:
        known.append(f"{event.occurrences} meetings {event.repeats}")
    if event.seats:
        known.append(f"{event.seats} seats")
    return f"{_called(event)} ({'; '.join((*known, *event.rules))})"


def _object(properties: dict[str, Schema], optional: set[str]) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _zone_schema(zone: str | None) -> Schema:
    told = f"; {zone} when left out" if zone else ", such as America/Sao_Paulo"
    return {"type": "string", "description": f"IANA zone of the guest{told}."}


def _length(event: EventKind) -> dict[str, Schema]:
    if not event.lengths:
        return {}
    told = f"Minutes; {event.minutes} is usual."
    return {"length": {"type": "integer", "enum": list(event.lengths), "description": told}}


def _place(event: EventKind) -> dict[str, Schema]:
    """The arguments for where to meet: which place, and what the guest has to supply for it."""
    found: dict[str, Schema] = {}
    supplied = {_detail(event, each.supplied) for each in event.places if each.supplied} - {"phone"}
    if len(event.places) > 1:
        known = [f"{each.key} is {each.told}" for each in event.places if each.told]
        told = ". ".join(["Where to meet", *known])
        found["place"] = {"type": "string", "enum": [each.key for each in event.places], "description": f"{told}."}
    if supplied:
        kinds = [each.kind for each in event.places if each.supplied and each.supplied != "phone"]
        told = "The guest's " + " or ".join("address" if each == "attendeeAddress" else "own place" for each in kinds)
        name = next(iter(supplied))
        found[name] = {"type": "string", "description": f"{told} to meet at."}
    return found


def _detail(event: EventKind, supplied: str) -> str:
    """The argument that has what the guest supplies for a place."""
    if supplied == "phone":
        return "phone"
    return "place_detail" if len(event.places) > 1 else "place"


def _seat_of(event: EventKind) -> dict[str, Schema]:
    told = "Address with which the guest took the seat."
    return {"email": {"type": "string", "format": "email", "description": told}} if event.seats else {}


def _seat(booking: Mapping[str, Any], email: str) -> str:
    guests = booking.get("attendees")
    for each in guests if is_array(guests) else ():
        addresses = (str(each.get("email")).lower(), str(each.get("displayEmail")).lower())
        if email.lower() in addresses and each.get("seatUid"):
            return str(each["seatUid"])
    raise ArgumentError("`email` is of nobody who has a seat in this booking")


def _days(given: Mapping[str, Any]) -> tuple[date, date]:
    first, last = date.fromisoformat(given["first_day"]), date.fromisoformat(given["last_day"])
    if not first <= last <= first + timedelta(days=_MOST_DAYS - 1):
        raise ArgumentError(f"`last_day` must be `first_day` or later, by {_MOST_DAYS - 1} days at most")
    if not 1971 <= first.year <= 9000:
        raise ArgumentError("`first_day` must be in a year that a calendar has")
    return first, last


def _told(reply: Any, zone_name: str) -> dict[str, Any]:
    """A booking, or a series of them, as a model is told of it."""
    zone = words.zone_of(zone_name)
    bookings = [each for each in (reply if is_array(reply) else [reply]) if is_object(each)]
    if not bookings:
        return {"data": {"summary": "done; the answer tells no more"}}
    first = bookings[0]
    summary = words.series(bookings, zone) if len(bookings) > 1 else words.summary(first, zone)
    if first.get("status") == "pending":
        summary += "; it waits for a host to confirm it"
    data: dict[str, Any] = {
        "summary": summary,
        "booking": as_id(first.get("uid")),
        "status": as_id(first.get("status")),
    }
    if len(bookings) > 1:
        data["series"] = as_id(first.get("recurringBookingUid"))
        data["meetings"] = [
            {"booking": as_id(each.get("uid")), "start": words.written(each.get("start"), zone)} for each in bookings
        ]
    else:
        data["start"] = words.written(first.get("start"), zone)
    if place := first.get("location"):
        data["place"] = marked(str(place), _LONGEST_PLACE)
    return {"data": {key: value for key, value in data.items() if value}}


def _shortened(schema: Schema) -> Schema:
    """A copy in which an argument with very many choices has only the first, in words."""
    made = dict(schema)
    if "properties" in schema:
        made["properties"] = {name: _shortened(each) for name, each in schema["properties"].items()}
    if is_object(schema.get("items")):
        made["items"] = _shortened(schema["items"])
    choices = schema.get("enum")
    if is_array(choices) and len(json.dumps(choices)) > _SHORTEST_ENUM:
        del made["enum"]
        first = ", ".join(marked(str(each), 40) for each in choices[:3])
        made["description"] = f"{schema.get('description', 'One')}: {first} or others, {len(choices)} in all."
    return made
