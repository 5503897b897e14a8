# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AssignedAttributeOption."""

from __future__ import annotations

from typing import Any, ClassVar

from attr import define

from .._model import Model, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AssignedAttributeOption(Model):
    """The record that a member has an option.

    Attributes:
        id: Text that identifies this assignment, not the option.
        member_id: Organization membership of the user, not the user number.
        attribute_option_id: Option that the member has.
        weight: Share of round-robin bookings, where weights are used.
    """

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "memberId": "member_id",
        "attributeOptionId": "attribute_option_id",
        "weight": "weight",
    }

    id: str
    member_id: int
    attribute_option_id: str
    weight: int | None = None

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
        return self._matching() if strict else self
