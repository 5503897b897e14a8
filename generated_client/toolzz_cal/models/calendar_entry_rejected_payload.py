# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CalendarEntryRejectedPayload."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CalendarEntryRejectedPayload(Model):
    """An entry that somebody declined in their own calendar. It is the whole body of the webhook, without an envelope.

    Attributes:
        trigger_event: What happened.
        booking: The booking that the entry belongs to.
        calendar_event: The entry in the calendar.
        declined_attendee: Who declined.
    """

    trigger_event: Literal["CALENDAR_ENTRY_REJECTED"] | str
    booking: dict[str, Any] | None = None
    calendar_event: dict[str, Any] | None = None
    declined_attendee: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CalendarEntryRejectedPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["triggerEvent"]
            self.trigger_event = v if type(v) is str else note(self, "triggerEvent", v, "string")
        except KeyError:
            return cls._padded(data, ("triggerEvent",), strict)
        if (v := data.get("booking")) is not None:
            self.booking = v if type(v) is dict else note(self, "booking", v, "object")
        if (v := data.get("calendarEvent")) is not None:
            self.calendar_event = v if type(v) is dict else note(self, "calendarEvent", v, "object")
        if (v := data.get("declinedAttendee")) is not None:
            self.declined_attendee = v if type(v) is dict else note(self, "declinedAttendee", v, "object")
        return self._matching() if strict else self
