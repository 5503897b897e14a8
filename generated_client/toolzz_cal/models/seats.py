# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Seats."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Seats(Model):
    """Lets several people book the same slot. Needs the first three keys, unless it is switched off.

    Attributes:
        seats_per_time_slot: How many people fit into one slot.
        show_attendee_info: Whether attendees see who else comes.
        show_availability_count: Whether the booking page says how many seats are left.
        disabled: True allows one attendee per slot; send it alone.
    """

    seats_per_time_slot: int | None = None
    show_attendee_info: bool | None = None
    show_availability_count: bool | None = None
    disabled: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Seats:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("seatsPerTimeSlot")) is not None:
            self.seats_per_time_slot = v if type(v) is int else note(self, "seatsPerTimeSlot", v, "integer")
        if (v := data.get("showAttendeeInfo")) is not None:
            self.show_attendee_info = v if type(v) is bool else note(self, "showAttendeeInfo", v, "boolean")
        if (v := data.get("showAvailabilityCount")) is not None:
            self.show_availability_count = v if type(v) is bool else note(self, "showAvailabilityCount", v, "boolean")
        if (v := data.get("disabled")) is not None:
            self.disabled = v if type(v) is bool else note(self, "disabled", v, "boolean")
        return self._matching() if strict else self
