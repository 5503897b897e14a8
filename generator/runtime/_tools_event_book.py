# Edit this in generator/runtime/_tools_event_book.py; `make generate` copies it into the client.
"""The tool that books an event type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from attrs import frozen

from . import operations
from ._said import moment
from ._tools_event import PHONE, EventKind
from ._tools_event_base import START, Detail, EventTool, Schema, about, length_of, schema_of, told_of, zone_schema
from .errors import ArgumentError


@frozen(repr=False)
class Book(EventTool):
    """Books a time."""

    called: ClassVar[str] = "book"
    runs: ClassVar[str] = "bookings.create"
    title: ClassVar[str] = "Book a time"

    @property
    def description(self) -> str:
        """What it does."""
        what = about(self.event, self.detail)
        return f"Books {what} for a guest, who gets an email. Ask the guest for what you do not know."

    @classmethod
    def made(cls, event: EventKind, zone: str | None, detail: Detail) -> Book:
        """The tool of an event type."""
        text: Schema = {"type": "string"}
        optional = {"guests", "occurrences", *({"time_zone"} if zone else ())}
        properties: dict[str, Schema] = {
            "start": {"type": "string", "format": "date-time", "description": START},
            **length_of(event),
            "name": {**text, "description": "The guest's full name."},
        }
        if event.email != "hidden":
            properties["email"] = {"type": "string", "format": "email", "description": "The guest's address."}
            optional |= {"email"} if event.email == "optional" else set()
        if event.phone != "hidden":
            told = "The guest's number" + ("." if event.phone == "required" else ", needed without an address.")
            properties["phone"] = {"type": "string", "pattern": PHONE, "description": told}
            optional |= {"phone"} if event.phone == "optional" else set()
        properties["time_zone"] = zone_schema(zone)
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
        asked = [each for each in event.questions if each.required or detail.optional]
        if asked:
            answers = schema_of(
                {each.key: each.schema for each in asked}, optional={each.key for each in asked if not each.required}
            )
            properties["answers"] = {**answers, "description": "The guest's answers to the form."}
            optional |= {"answers"} if not any(each.required for each in asked) else set()
        return cls(operations.get(cls.runs), schema_of(properties, optional=optional), event, zone, detail)

    def arguments(self) -> Schema:
        """JSON Schema of its arguments for a model; without the form where that is too large."""
        schema = super().arguments()
        if self.detail.form or "answers" not in schema["properties"]:
            return schema
        questions = len(schema["properties"]["answers"]["properties"])
        told = f"The guest's answers to {questions} questions; which are missing is told when it is called."
        answers = {"type": "object", "additionalProperties": True, "description": told}
        return {**schema, "properties": {**schema["properties"], "answers": answers}}

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        attendee = {"name": given["name"], "timeZone": self._zone(given)}
        attendee |= {key: given[name] for name, key in (("email", "email"), ("phone", "phoneNumber")) if name in given}
        if len(attendee) < 3:
            raise ArgumentError("`email` or `phone` is missing: the guest needs one of them")
        answered = given.get("answers", {})
        answers = {each.slug: each.sent(answered[each.key]) for each in self.event.questions if each.key in answered}
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
        start, minutes = moment(arguments["start"]), arguments.get("lengthInMinutes") or self.event.minutes
        end = {} if start is None else {"end": (start + timedelta(minutes=minutes)).isoformat()}
        left = {name: arguments[name] for name in arguments if name not in ("eventTypeId", "lengthInMinutes")}
        return {**left, "title": self.event.title, **end}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of the booking, or of the series."""
        return told_of(reply, self._zone(given))


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
