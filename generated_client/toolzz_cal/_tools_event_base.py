# Edit this in generator/runtime/_tools_event_base.py; `make generate` copies it into the client.
"""What the tools of an event type share: names, schemas, and how a booking is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import frozen

from . import _tools_event_words as words
from ._json import is_array, is_object
from ._tools_catalogue import Tool
from ._tools_event import LONGEST_LABEL, EventKind
from ._tools_marks import OPENS, as_id, marked, unmarked

START = "A start from `find_times`, as it was told."
_LONGEST_PLACE = 300
_STATES = {
    "pending": "; it waits for a host to confirm it",
    "rejected": "; a host declined it",
    "cancelled": "; it is cancelled",
}
_MOST_LENGTHS = 6  # that are told in a line

Schema = dict[str, Any]


@frozen
class Detail:
    """How much a model is told in definitions, of which all together are to be small.

    Attributes:
        title: Characters of the event type's title.
        label: Characters of a question.
        choices: Characters of choices that are shown whole.
        optional: Whether questions that need no answer are asked.
        form: Whether the form is shown; else what is missing is told when it is called.
    """

    title: int = LONGEST_LABEL
    label: int = LONGEST_LABEL
    choices: int = 400
    optional: bool = True
    form: bool = True


@frozen(repr=False)
class EventTool(Tool):
    """A tool for one event type, which is run by an operation.

    Attributes:
        event: The event type.
        zone: The IANA zone that holds where a call names none; None where every call has to name one.
        detail: How much a model is told.
    """

    event: EventKind
    zone: str | None
    detail: Detail

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
        return _shortened(self.schema, self.detail)

    def output(self) -> Schema:
        """JSON Schema of its structured output."""
        return {"type": "object"}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of an answer, out of all envelopes: `data`, and perhaps `note`."""
        raise NotImplementedError

    def settles(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it is looked up what a write did whose answer got lost: where one booking can tell."""
        attendee = arguments.get("attendee", {"email": ""})
        single = arguments.keys().isdisjoint({"seatUid", "cancelSubsequentBookings"})
        return self.effect != "read" and single and "email" in attendee

    def _zone(self, given: Mapping[str, Any]) -> str:
        return str(given.get("time_zone") or self.zone or "UTC")


def called(event: EventKind, detail: Detail) -> str:
    """The title of an event type, for the model."""
    return marked(event.title, detail.title)


def about(event: EventKind, detail: Detail) -> str:
    """The event type in words: its title, its length, and what else is to be known."""
    lengths = list(map(str, event.lengths or (event.minutes,)))
    more = ["…"] if len(lengths) > _MOST_LENGTHS else []
    known = [f"{'/'.join(lengths[:_MOST_LENGTHS] + more)} min"]
    if event.occurrences:
        known.append(f"{event.occurrences} meetings {event.repeats}")
    if event.seats:
        known.append(f"{event.seats} seats")
    return f"{called(event, detail)} ({'; '.join((*known, *event.rules))})"


def schema_of(properties: dict[str, Schema], optional: set[str]) -> Schema:
    """The JSON Schema of arguments, all required but those that are named as optional."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def zone_schema(zone: str | None) -> Schema:
    """The argument that names the guest's zone; `zone` is what holds where it is left out."""
    if zone:
        return {"type": "string", "description": f"IANA zone of the guest; {zone} when left out."}
    return {"type": "string", "pattern": r"\S", "description": "IANA zone of the guest, such as America/Sao_Paulo."}


def length_of(event: EventKind) -> dict[str, Schema]:
    """The argument for the length, where there are several to choose from."""
    if not event.lengths:
        return {}
    told = f"Minutes; {event.minutes} is usual."
    return {"length": {"type": "integer", "enum": list(event.lengths), "description": told}}


def told_of(reply: Any, zone_name: str) -> dict[str, Any]:
    """A booking, or a series of them, as a model is told of it."""
    zone = words.zone_of(zone_name)
    bookings = [each for each in (reply if is_array(reply) else [reply]) if is_object(each)]
    if not bookings:
        return {"data": {"summary": "done; the answer tells no more"}}
    first = bookings[0]
    summary = words.series(bookings, zone) if len(bookings) > 1 else words.summary(first, zone)
    summary += _STATES.get(str(first.get("status")), "")
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


def _shortened(schema: Schema, detail: Detail) -> Schema:
    """A copy with labels cut, and of an argument with very many choices only the first, in words."""
    made = dict(schema)
    if "properties" in schema:
        made["properties"] = {name: _shortened(each, detail) for name, each in schema["properties"].items()}
    if is_object(schema.get("items")):
        made["items"] = _shortened(schema["items"], detail)
    told: str = schema.get("description", "")
    if told.startswith(OPENS):
        made["description"] = told = marked(unmarked(told), detail.label)
    choices = schema.get("enum")
    if is_array(choices) and len(json.dumps(choices)) > detail.choices:
        del made["enum"]
        first = ", ".join(
            marked(each, detail.label // 2) if isinstance(each, str) else f"{each}" for each in choices[:3]
        )
        made["description"] = f"{told or 'One'}: {first} or others, {len(choices)} in all."
    return made
