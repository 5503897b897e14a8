# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AssignedAttributeOption."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, parse, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AssignedAttributeOption(Model):
    """The record that a member has an option.

    Attributes:
        id: Text that identifies this assignment, not the option.
        member_id: Organization membership of the user, not the user number.
        attribute_option_id: Option that the member has.
        weight: Share of round-robin bookings, where weights are used.
        created_at: When it was assigned, in UTC.
        updated_at: When it last changed, in UTC.
        created_by_id: User who assigned it.
        updated_by_id: User who last changed it.
        created_by_d_sync_id: Directory service that assigned it.
        updated_by_d_sync_id: Directory service that last changed it.
    """

    id: str
    member_id: int
    attribute_option_id: str
    weight: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    created_by_id: int | None = None
    updated_by_id: int | None = None
    created_by_d_sync_id: str | None = None
    updated_by_d_sync_id: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AssignedAttributeOption:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is str else note(self, "id", v, "string")
            v = data["memberId"]
            self.member_id = v if type(v) is int else note(self, "memberId", v, "integer")
            v = data["attributeOptionId"]
            self.attribute_option_id = v if type(v) is str else note(self, "attributeOptionId", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "memberId", "attributeOptionId"), strict)
        if (v := data.get("weight")) is not None:
            self.weight = v if type(v) is int else note(self, "weight", v, "integer")
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
        if (v := data.get("createdById")) is not None:
            self.created_by_id = v if type(v) is int else note(self, "createdById", v, "integer")
        if (v := data.get("updatedById")) is not None:
            self.updated_by_id = v if type(v) is int else note(self, "updatedById", v, "integer")
        if (v := data.get("createdByDSyncId")) is not None:
            self.created_by_d_sync_id = v if type(v) is str else note(self, "createdByDSyncId", v, "string")
        if (v := data.get("updatedByDSyncId")) is not None:
            self.updated_by_d_sync_id = v if type(v) is str else note(self, "updatedByDSyncId", v, "string")
        return self._matching() if strict else self
