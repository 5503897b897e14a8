# Edit this in generator/runtime/_tools_event.py; `make generate` copies it into the client.
"""An event type as its tools see it: its lengths, places and questions, and what booking it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from attrs import frozen

from ._json import is_array, is_object
from ._model import Model
from ._tools_marks import marked, shown
from .errors import ArgumentError

LONGEST_LABEL = 80  # characters of a question
_LONGEST_CHOICE = 200
_TOO_MANY = 10**15
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_KEY = re.compile(r"[a-zA-Z0-9_-]{1,48}")  # what every vendor takes for the name of an argument
_CURRENCY = re.compile("[A-Za-z]{3}")
PHONE = r"^\+[1-9][0-9]{6,14}$"
_PHONES = ("attendeePhoneNumber", "smsReminderNumber")
# Questions with an argument of their own, or that no caller is asked.
_ELSEWHERE = frozenset({"name", "email", "location", "guests", "rescheduleReason", *_PHONES})
# What is answered with, by the kind of question; any other kind takes text.
_ANSWERS: dict[str, dict[str, Any]] = {
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "phone": {"type": "string", "pattern": PHONE},
    "url": {"type": "string", "format": "uri"},
    "date": {"type": "string", "format": "date"},
    "multiemail": {"type": "array", "items": {"type": "string", "format": "email"}},
}
_ONE_OF, _SOME_OF = ("select", "radio"), ("multiselect", "checkbox")
# Places that the guest supplies, with the key of the request that takes it.
_SUPPLIED = {"attendeeAddress": "address", "attendeePhone": "phone", "attendeeDefined": "location"}
_OF_HOST = ("address", "link", "phone")
_NOT_CHOSEN = ("conferencing", "unknown")  # occur in replies only


class EventType(Protocol):
    """An event type of a user or of a team, as the client's models have it."""

    def to_dict(self) -> dict[str, Any]:
        """It as JSON data."""
        ...


@frozen
class Question:
    """A question of the booking form.

    Attributes:
        key: The argument's name.
        slug: The key of the answer upstream.
        schema: JSON Schema of the answer.
        required: Whether booking is refused without one.
        choices: Each choice as upstream has it, by what a model is told of it.
    """

    key: str
    slug: str
    schema: dict[str, Any]
    required: bool
    choices: Mapping[str, str]

    def sent(self, answer: Any) -> Any:
        """An answer as upstream takes it."""
        if is_array(answer):
            return [self.choices.get(each, each) for each in answer]
        return self.choices.get(answer, answer) if isinstance(answer, str) else answer


@frozen
class Place:
    """A place that the event type offers.

    Attributes:
        key: What a caller picks it by.
        kind: The type of location upstream.
        told: What is known of it, for the model; empty when nothing is.
        supplied: The key of what the guest has to supply; empty when nothing is.
    """

    key: str
    kind: str
    told: str = ""
    supplied: str = ""

    def sent(self, detail: str | None) -> dict[str, Any]:
        """The location of a request, with what the guest supplied."""
        location: dict[str, Any] = {"type": self.kind}
        if self.kind == "integration":
            location["integration"] = self.key
        if self.supplied:
            location[self.supplied] = detail
        return location


@frozen
class EventKind:
    """What the tools of an event type need to know of it.

    Attributes:
        id: Its number.
        title: Its title, as its owner wrote it.
        minutes: Its usual length.
        lengths: Lengths to choose from; empty when there is one.
        places: Places to choose from, or the one that the guest supplies; empty when nothing is to be said.
        questions: The questions of its form that have no argument of their own.
        email: Whether the guest's address is `required`, `optional`, or `hidden`, when a phone number takes its place.
        phone: Whether a phone number is `required`, `optional` or `hidden`.
        guests: Whether further people may be invited.
        occurrences: How many meetings a booking makes; 0 when there is one.
        repeats: How they follow one another, in words.
        seats: How many people share a slot; 0 when it is one.
        rules: What else a caller is to know, in a few words each.
        asks_code: Whether a code proves the guest's address.
        can_move: Whether a booking may be moved.
        can_cancel: Whether it may be cancelled.
        reason_to_move: Whether moving needs a reason.
    """

    id: int
    title: str
    minutes: int
    lengths: tuple[int, ...]
    places: tuple[Place, ...]
    questions: tuple[Question, ...]
    email: str
    phone: str
    guests: bool
    occurrences: int
    repeats: str
    seats: int
    rules: tuple[str, ...]
    asks_code: bool
    can_move: bool
    can_cancel: bool
    reason_to_move: bool

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> EventKind:
        """The kind of an event type, as `event_types.get` answers it.

        Raises:
            ArgumentError: It is none, or one that nobody can book.
        """
        number = told.get("id")
        if not _whole(number):
            raise ArgumentError("This is no event type: it has no number as its id")
        if str(told.get("schedulingType")).lower() == "managed":
            what = f"Event type {number} is managed: nobody books it, but the copies that its members have"
            raise ArgumentError(what)
        fields = [each for each in _objects(told.get("bookingFields")) if _is_asked(each)]
        by_slug = {_slug(each): each for each in fields}
        places, kinds = _places(told), {each.get("type") for each in _objects(told.get("locations"))}
        is_phone_asked = any(_is_required(by_slug.get(name)) for name in _PHONES)
        is_email_hidden = "email" not in by_slug and (
            is_phone_asked or any(_slug(each) == "email" for each in _objects(told.get("bookingFields")))
        )
        email = "hidden" if is_email_hidden else _need(by_slug.get("email"), otherwise="required")
        needs_phone = is_phone_asked or email == "hidden" or kinds == {"attendeePhone"}
        offers_phone = email == "optional" or "attendeePhone" in kinds or not by_slug.keys().isdisjoint(_PHONES)
        recurrence = _in_use(told.get("recurrence"))
        return cls(
            id=_whole(number),
            title=_text(told.get("title")) or f"event type {number}",
            minutes=_whole(told.get("lengthInMinutes")),
            lengths=_lengths(told),
            places=places,
            questions=tuple(_questions(fields)),
            email=email,
            phone="required" if needs_phone else "optional" if offers_phone else "hidden",
            guests=told.get("disableGuests") is not True and (not fields or "guests" in by_slug),
            occurrences=_whole(recurrence.get("occurrences")),
            repeats=_repeats(recurrence),
            seats=_whole(_in_use(told.get("seats")).get("seatsPerTimeSlot")) or _whole(told.get("seatsPerTimeSlot")),
            rules=tuple(_rules(told)),
            asks_code=told.get("requiresBookerEmailVerification") is True,
            can_move=not _is_off(told.get("disableRescheduling")),
            can_cancel=not _is_off(told.get("disableCancelling")),
            reason_to_move=_is_required(by_slug.get("rescheduleReason")),
        )


def told_of(event_type: object) -> tuple[str, Mapping[str, Any] | None]:
    """The number of an event type as text, and its settings where they were given with it.

    Args:
        event_type: Its number, or its model, or the same as JSON data.

    Raises:
        ArgumentError: It is none of these.
    """
    if isinstance(event_type, Model):
        event_type = event_type.to_dict()
    if is_object(event_type):
        return "", event_type
    if (
        isinstance(event_type, int | str)
        and not isinstance(event_type, bool)
        and re.fullmatch("[0-9]{1,15}", f"{event_type}")
    ):
        return f"{event_type}", None
    raise ArgumentError("Give the number of an event type, or what `event_types.get` gives")


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if is_object(each)] if is_array(value) else []


def _slug(field: Mapping[str, Any]) -> str:
    return str(field.get("slug") or field.get("type"))


def _whole(value: Any) -> int:
    """A number of which there can be so many; 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _TOO_MANY else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _in_use(setting: Any) -> dict[str, Any]:
    """A setting that is not switched off; empty when it is."""
    return setting if is_object(setting) and setting.get("disabled") is not True else {}


def _is_off(setting: Any) -> bool:
    """Whether something is kept from attendees by a setting such as `disableCancelling`."""
    return is_object(setting) and setting.get("disabled") is True


def _is_required(field: Mapping[str, Any] | None) -> bool:
    return field is not None and field.get("required") is True


def _is_asked(field: Mapping[str, Any]) -> bool:
    """Whether an answer may be given: Cal.com's API asks for one that is required though its form hides it."""
    return field.get("hidden") is not True or (_is_required(field) and field.get("isDefault") is not True)


def _need(field: Mapping[str, Any] | None, *, otherwise: str) -> str:
    if field is None:
        return otherwise
    return "optional" if field.get("required") is False else "required"


def _lengths(told: Mapping[str, Any]) -> tuple[int, ...]:
    offered: Any = told.get("lengthInMinutesOptions")
    lengths = tuple(dict.fromkeys(each for each in offered if _whole(each))) if is_array(offered) else ()
    return lengths if len(lengths) > 1 else ()


def _repeats(recurrence: Mapping[str, Any]) -> str:
    if not recurrence:
        return ""
    unit = _UNITS.get(str(recurrence.get("frequency")), "time")
    interval = _whole(recurrence.get("interval"))
    return f"every {unit}" if interval < 2 else f"every {interval} {unit}s"


def _rules(told: Mapping[str, Any]) -> Iterator[str]:
    price, currency = told.get("price"), _text(told.get("currency"))
    if isinstance(price, int | float) and 0 < price < _TOO_MANY:
        yield f"costs {price / 100:.2f} {currency.upper() if _CURRENCY.fullmatch(currency) else ''}".rstrip()
    if _in_use(told.get("confirmationPolicy")).get("type"):
        yield "a host confirms it"
    if told.get("lockTimeZoneToggleOnBookingPage") is True:
        yield "its page shows the host's zone only, so name the zone with every time"
    sharing = str(told.get("schedulingType")).lower().replace("_", "")
    if sharing in _SHARED:
        yield _SHARED[sharing]


_SHARED = {"collective": "all hosts of the team attend", "roundrobin": "hosts of the team take turns"}


def _places(told: Mapping[str, Any]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for each in _objects(told.get("locations")):
        kind = str(each.get("type"))
        if kind in _NOT_CHOSEN:
            continue
        key = str(each.get("integration")) if kind == "integration" else kind
        value = each.get(kind) if kind in _OF_HOST and each.get("public") is True else None
        told_of_it = marked(str(value), LONGEST_LABEL) if value else ""
        found.setdefault(key, Place(key, kind, told_of_it, _SUPPLIED.get(kind, "")))
    places = tuple(each for key, each in found.items() if _KEY.fullmatch(key))
    # Of one place nothing has to be said, unless the guest supplies it.
    return places if len(places) > 1 or any(each.supplied for each in places) else ()


def _questions(fields: list[dict[str, Any]]) -> Iterator[Question]:
    slugs, asked = [_slug(each) for each in fields], set(_ELSEWHERE)
    for number, (slug, field) in enumerate(zip(slugs, fields, strict=True), start=1):
        is_left_out = field.get("isDefault") is True and slug != "notes" and not _is_required(field)
        if slug in asked or is_left_out:
            continue
        asked.add(slug)
        key = slug if _KEY.fullmatch(slug) else f"question_{number}"
        while key != slug and key in slugs:
            key += "_"
        choices = _choices(field)
        yield Question(key, slug, _answer(field, list(choices)), _is_required(field), choices)


def _choices(field: Mapping[str, Any]) -> dict[str, str]:
    """The choices of a question by what is told of them: without what does not show, and not very long."""
    found: dict[str, str] = {}
    options: Any = field.get("options")
    for each in options if is_array(options) else ():
        if choice := _text(each.get("value")) if is_object(each) else _text(each):
            found.setdefault(shown(choice, _LONGEST_CHOICE), choice)
    return found


def _answer(field: Mapping[str, Any], options: list[str]) -> dict[str, Any]:
    """The schema of what answers a question, which it has as its description."""
    kind, label = str(field.get("type")), _text(field.get("label")) or _text(field.get("placeholder"))
    schema: dict[str, Any] = dict(_ANSWERS.get(kind, {"type": "string"}))
    if options and kind in _ONE_OF:
        schema = {"type": "string", "enum": options}
    elif kind in _SOME_OF:
        schema = {"type": "array", "items": {"type": "string", **({"enum": options} if options else {})}}
    is_needed = _is_required(field)
    if is_needed and schema["type"] == "array":
        schema["minItems"] = 1
    if is_needed and schema == {"type": "string"}:
        schema["pattern"] = r"\S"  # a blank is no answer
    if label:
        schema["description"] = marked(label, LONGEST_LABEL)
    return schema
