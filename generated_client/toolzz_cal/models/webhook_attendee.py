# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookAttendee."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookAttendee(Model):
    """An attendee as Cal.com stores them, in webhooks of meetings.

    Attributes:
        id: Number that identifies the attendee.
        email: Email address.
        name: Full name; of a guest it may be empty.
        time_zone: IANA zone of the attendee.
        phone_number: Phone number in E.164 form, if one was given.
        locale: Code of their language, such as `pt-BR`.
        booking_id: Booking that they take part in.
        no_show: True when they were marked as absent.
    """

    id: int | None = None
    email: str
    name: str | None = None
    time_zone: str | None = None
    phone_number: str | None = None
    locale: str | None = None
    booking_id: int | None = None
    no_show: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookAttendee:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
        except KeyError:
            return cls._padded(data, ("email",), strict)
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("timeZone")) is not None:
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        if (v := data.get("phoneNumber")) is not None:
            self.phone_number = v if type(v) is str else note(self, "phoneNumber", v, "string")
        if (v := data.get("locale")) is not None:
            self.locale = v if type(v) is str else note(self, "locale", v, "string")
        if (v := data.get("bookingId")) is not None:
            self.booking_id = v if type(v) is int else note(self, "bookingId", v, "integer")
        if (v := data.get("noShow")) is not None:
            self.no_show = v if type(v) is bool else note(self, "noShow", v, "boolean")
        return self._matching() if strict else self
