# Edit this in generator/runtime/_tools_event_change.py; `make generate` copies it into the client.
"""The tools that move and cancel bookings of an event type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import frozen

from . import operations
from ._json import is_array, is_object
from ._said import Reading
from ._tools_event import EventKind
from ._tools_event_base import START, Detail, EventTool, Schema, called, schema_of, told_of
from .errors import ArgumentError

_UID = "Uid of the booking, from `book` or the caller."


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
        guest: Any = guests[0] if is_array(guests) and guests else None
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
        return f"Moves a booking of {called(self.event, self.detail)} to another time; everybody gets an email."

    @classmethod
    def made(cls, event: EventKind, zone: str | None, detail: Detail) -> Move:
        """The tool of an event type."""
        schema = schema_of(
            {
                "booking": {"type": "string", "description": _UID},
                "start": {"type": "string", "format": "date-time", "description": START},
                **_seat_of(event),
                # Cal.com takes no reason where a seat is moved.
                **({} if event.seats else {"reason": {"type": "string", "description": "Why, for everybody to read."}}),
            },
            optional=set() if event.reason_to_move else {"reason"},
        )
        return cls(operations.get(cls.runs), schema, event, zone, detail)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        if is_array(found):
            raise ArgumentError("`booking` is a whole series; name one of its meetings")
        reason = {"reschedulingReason": given["reason"]} if given.get("reason") else {}
        return {**self._arguments(given, found), "start": given["start"], **reason}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of the booking at its new time."""
        told = told_of(reply, self._zone_of(found))
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
        return f"{what} of {called(self.event, self.detail)}; everybody gets an email. There is no way back."

    @classmethod
    def made(cls, event: EventKind, zone: str | None, detail: Detail) -> Cancel:
        """The tool of an event type. A host can't cancel without a reason."""
        schema = schema_of(
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
        return cls(operations.get(cls.runs), schema, event, zone, detail)

    def sent(self, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """The arguments of the operation."""
        # All of a series is cancelled by its own uid, with which Cal.com refuses the switch.
        following = {"cancelSubsequentBookings": True} if given.get("following") and not is_array(found) else {}
        return {**self._arguments(given, found), "cancellationReason": given["reason"], **following}

    def told(self, reply: Any, given: Mapping[str, Any], found: Any) -> dict[str, Any]:
        """What the model is told of what was cancelled."""
        if is_array(reply):
            reply = [each for each in reply if is_object(each) and each.get("status") == "cancelled"]
        told = told_of(reply or found, self._zone_of(found))
        what = "The guest's seat was given up" if self.event.seats else "Cancelled"
        if is_array(reply):  # with those that were cancelled before
            what = "Cancelled. Of the series these are cancelled now"
        return {"data": {**told["data"], "summary": f"{what}: {told['data']['summary']}"}}


def _seat_of(event: EventKind) -> dict[str, Schema]:
    told = "Address with which the guest took the seat."
    return {"email": {"type": "string", "format": "email", "description": told}} if event.seats else {}


def _seat(booking: Mapping[str, Any], email: str) -> str:
    guests = booking.get("attendees")
    for each in filter(is_object, guests if is_array(guests) else ()):
        addresses = (str(each.get("email")).lower(), str(each.get("displayEmail")).lower())
        if email.lower() in addresses and each.get("seatUid"):
            return str(each["seatUid"])
    raise ArgumentError("`email` is of nobody who has a seat in this booking")
