# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ReassignedBooking."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, one, require
from .booking_assignee import BookingAssignee


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ReassignedBooking(Model):
    """Outcome of handing a booking to another host.

    Attributes:
        booking_uid: `uid` of the booking, unchanged by the new host.
        reassigned_to: The host who now holds the meeting.
    """

    booking_uid: str
    reassigned_to: BookingAssignee

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ReassignedBooking:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["bookingUid"]
            self.booking_uid = v if type(v) is str else note(self, "bookingUid", v, "string")
            v = data["reassignedTo"]
            self.reassigned_to = one(self, "reassignedTo", v, BookingAssignee.from_dict)
        except KeyError:
            return cls._padded(data, ("bookingUid", "reassignedTo"), strict)
        return self._matching() if strict else self
