# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Slot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, one, parse, require
from .slot_user import SlotUser


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Slot(Model):
    """One bookable time. It carries `time` unless the request names a slot format; then it carries `startTime` and
    `endTime`, by Cal.com's source even for the format `time`. Keys about an absence come only when the request names
    neither a format nor a zone.

    Attributes:
        time: Start, in the requested zone or in UTC; None with a slot format.
        start_time: Start, with a slot format; in the requested zone or UTC.
        end_time: End, with a slot format; in the requested zone or UTC.
        attendees: How many seats are taken; only for seated event types.
        booking_uid: `uid` of the seated booking that a new attendee would join.
        away: True when the host is out of office then and cannot be booked.
        from_user: Host who is out of office.
        to_user: User who covers for the absent host.
        reason: Why the host is out of office.
        emoji: Symbol shown with the reason.
    """

    time: datetime
    start_time: datetime | None = None
    end_time: datetime | None = None
    attendees: int | None = None
    booking_uid: str | None = None
    away: bool | None = None
    from_user: SlotUser | None = None
    to_user: SlotUser | None = None
    reason: str | None = None
    emoji: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Slot:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("time")) is not None:
            try:
                self.time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.time = note(self, "time", v, "date-time")
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
        if (v := data.get("attendees")) is not None:
            self.attendees = v if type(v) is int else note(self, "attendees", v, "integer")
        if (v := data.get("bookingUid")) is not None:
            self.booking_uid = v if type(v) is str else note(self, "bookingUid", v, "string")
        if (v := data.get("away")) is not None:
            self.away = v if type(v) is bool else note(self, "away", v, "boolean")
        if (v := data.get("fromUser")) is not None:
            self.from_user = one(self, "fromUser", v, SlotUser.from_dict)
        if (v := data.get("toUser")) is not None:
            self.to_user = one(self, "toUser", v, SlotUser.from_dict)
        if (v := data.get("reason")) is not None:
            self.reason = v if type(v) is str else note(self, "reason", v, "string")
        if (v := data.get("emoji")) is not None:
            self.emoji = v if type(v) is str else note(self, "emoji", v, "string")
        return self._matching() if strict else self
