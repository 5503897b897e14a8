# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingNoShowPayload."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, require
from .webhook_no_show import WebhookNoShow


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingNoShowPayload(Model):
    """Who was marked as absent from a booking, or not absent after all.

    Attributes:
        booking_uid: Text that identifies the booking.
        booking_id: Number that identifies the booking inside Cal.com.
        message: The change in one sentence.
        attendees: Attendees whose mark has changed.
    """

    booking_uid: str
    booking_id: int | None = None
    message: str | None = None
    attendees: list[WebhookNoShow]

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingNoShowPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["bookingUid"]
            self.booking_uid = v if type(v) is str else note(self, "bookingUid", v, "string")
            v = data["attendees"]
            new_attendees: list[WebhookNoShow] = []
            self.attendees = new_attendees
            try:
                for item in v:
                    new_attendees.append(WebhookNoShow.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.attendees = many(self, "attendees", v, WebhookNoShow.from_dict)
        except KeyError:
            return cls._padded(data, ("bookingUid", "attendees"), strict)
        if (v := data.get("bookingId")) is not None:
            self.booking_id = v if type(v) is int else note(self, "bookingId", v, "integer")
        if (v := data.get("message")) is not None:
            self.message = v if type(v) is str else note(self, "message", v, "string")
        return self._matching() if strict else self
