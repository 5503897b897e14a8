# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Attendee."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require
from .locale import Locale


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Attendee(Model):
    """Someone who booked a meeting or took a seat in it, as replies show them.

    Attributes:
        name: Full name.
        email: Email address; Cal.com makes one up when somebody booked with a phone number only.
        display_email: Email address without the suffix that Cal.com adds for managed users; later servers send it.
        time_zone: IANA zone of the attendee, such as `America/Sao_Paulo`.
        language: Language of the emails to the attendee; null when unknown.
        phone_number: Phone number in E.164 form, such as `+5511955550123`, if one was given.
        absent: True when the attendee was marked as a no-show.
        seat_uid: Seat that the attendee holds; seated bookings only.
        booking_fields_responses: Answers to the booking form without the email address; seated bookings only.
        metadata: Values stored with the seat; seated bookings only.
    """

    _keys: ClassVar[dict[str, str]] = {
        "name": "name",
        "email": "email",
        "displayEmail": "display_email",
        "timeZone": "time_zone",
        "language": "language",
        "phoneNumber": "phone_number",
        "absent": "absent",
        "seatUid": "seat_uid",
        "bookingFieldsResponses": "booking_fields_responses",
        "metadata": "metadata",
    }

    name: str
    email: str
    display_email: str | None = None
    time_zone: str
    language: Locale | str | None = None
    phone_number: str | None = None
    absent: bool | None = None
    seat_uid: str | None = None
    booking_fields_responses: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Attendee:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.name = v = get("name")
        if type(v) is not str:
            self._note("name", v, "string")
        self.email = v = get("email")
        if type(v) is not str:
            self._note("email", v, "string")
        self.display_email = v = get("displayEmail")
        if type(v) is not str and v is not None:
            self._note("displayEmail", v, "string")
        self.time_zone = v = get("timeZone")
        if type(v) is not str:
            self._note("timeZone", v, "string")
        self.language = v = get("language")
        if type(v) is not str and v is not None:
            self._note("language", v, "string")
        self.phone_number = v = get("phoneNumber")
        if type(v) is not str and v is not None:
            self._note("phoneNumber", v, "string")
        self.absent = v = get("absent")
        if type(v) is not bool and v is not None:
            self._note("absent", v, "boolean")
        self.seat_uid = v = get("seatUid")
        if type(v) is not str and v is not None:
            self._note("seatUid", v, "string")
        self.booking_fields_responses = v = get("bookingFieldsResponses")
        if type(v) is not dict and v is not None:
            self._note("bookingFieldsResponses", v, "object")
        self.metadata = v = get("metadata")
        if type(v) is not dict and v is not None:
            self._note("metadata", v, "object")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "name", self.name)
        keep(out, "email", self.email)
        keep(out, "displayEmail", self.display_email)
        keep(out, "timeZone", self.time_zone)
        keep(out, "language", self.language)
        keep(out, "phoneNumber", self.phone_number)
        keep(out, "absent", self.absent)
        keep(out, "seatUid", self.seat_uid)
        keep(out, "bookingFieldsResponses", self.booking_fields_responses)
        keep(out, "metadata", self.metadata)
        return out
