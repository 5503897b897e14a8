# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WrongAssignmentBooking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, one, parse, require
from .webhook_event_type import WebhookEventType


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WrongAssignmentBooking(Model):
    """A booking that was reported as wrongly assigned.

    Attributes:
        uid: Text that identifies the booking.
        id: Number that identifies the booking inside Cal.com.
        title: Heading made from the event type, host and attendee.
        start_time: When the meeting begins, in UTC.
        end_time: When the meeting is over, in UTC.
        status: State of the booking, in capitals.
        event_type: Event type that was booked; null once it is deleted.
    """

    uid: str
    id: int | None = None
    title: str | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    status: str | None = None
    event_type: WebhookEventType | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WrongAssignmentBooking:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["uid"]
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
        except KeyError:
            return cls._padded(data, ("uid",), strict)
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("startTime")) is not None:
            try:
                self.start_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.start_time = note(self, "startTime", v, "date-time")
        if (v := data.get("endTime")) is not None:
            try:
                self.end_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.end_time = note(self, "endTime", v, "date-time")
        if (v := data.get("status")) is not None:
            self.status = v if type(v) is str else note(self, "status", v, "string")
        if (v := data.get("eventType")) is not None:
            self.event_type = one(self, "eventType", v, WebhookEventType.from_dict)
        return self._matching() if strict else self
