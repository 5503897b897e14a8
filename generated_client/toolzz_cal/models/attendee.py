# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Attendee."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require
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
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
            v = data["timeZone"]
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        except KeyError:
            return cls._padded(data, ("name", "email", "timeZone"), strict)
        if (v := data.get("displayEmail")) is not None:
            self.display_email = v if type(v) is str else note(self, "displayEmail", v, "string")
        if (v := data.get("language")) is not None:
            self.language = v if type(v) is str else note(self, "language", v, "string")
        if (v := data.get("phoneNumber")) is not None:
            self.phone_number = v if type(v) is str else note(self, "phoneNumber", v, "string")
        if (v := data.get("absent")) is not None:
            self.absent = v if type(v) is bool else note(self, "absent", v, "boolean")
        if (v := data.get("seatUid")) is not None:
            self.seat_uid = v if type(v) is str else note(self, "seatUid", v, "string")
        if (v := data.get("bookingFieldsResponses")) is not None:
            self.booking_fields_responses = v if type(v) is dict else note(self, "bookingFieldsResponses", v, "object")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        return self._matching() if strict else self
