# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model OutOfOfficeEntry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, one, parse, require
from .out_of_office_reason import OutOfOfficeReason
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class OutOfOfficeEntry(Model):
    """Days on which a user cannot be booked.

    Attributes:
        id: Number that identifies the absence.
        uuid: Text that identifies the absence.
        start: When it begins.
        end: When it ends.
        notes: What the user wrote about it.
        reason_id: Number of the reason.
        reason: Why the user is away; null when none was chosen.
        user: Who is away.
        user_id: Number of whoever is away.
        to_user: Who is booked instead; null when nobody is.
        created_at: When it was entered.
        updated_at: When it last changed.
    """

    id: int
    uuid: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    notes: str | None = None
    reason_id: int | None = None
    reason: OutOfOfficeReason | None = None
    user: WebhookPerson | None = None
    user_id: int | None = None
    to_user: WebhookPerson | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> OutOfOfficeEntry:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        except KeyError:
            return cls._padded(data, ("id",), strict)
        if (v := data.get("uuid")) is not None:
            self.uuid = v if type(v) is str else note(self, "uuid", v, "string")
        if (v := data.get("start")) is not None:
            try:
                self.start = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.start = note(self, "start", v, "date-time")
        if (v := data.get("end")) is not None:
            try:
                self.end = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.end = note(self, "end", v, "date-time")
        if (v := data.get("notes")) is not None:
            self.notes = v if type(v) is str else note(self, "notes", v, "string")
        if (v := data.get("reasonId")) is not None:
            self.reason_id = v if type(v) is int else note(self, "reasonId", v, "integer")
        if (v := data.get("reason")) is not None:
            self.reason = one(self, "reason", v, OutOfOfficeReason.from_dict)
        if (v := data.get("user")) is not None:
            self.user = one(self, "user", v, WebhookPerson.from_dict)
        if (v := data.get("userId")) is not None:
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        if (v := data.get("toUser")) is not None:
            self.to_user = one(self, "toUser", v, WebhookPerson.from_dict)
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        return self._matching() if strict else self
