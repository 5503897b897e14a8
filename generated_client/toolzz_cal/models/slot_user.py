# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model SlotUser."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class SlotUser(Model):
    """User named in a slot that falls into an absence.

    Attributes:
        id: Number that identifies the user.
        username: Name of the user in booking links; given for the one who covers.
        display_name: Name as the booking page shows it.
    """

    id: int | None = None
    username: str | None = None
    display_name: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> SlotUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        if (v := data.get("displayName")) is not None:
            self.display_name = v if type(v) is str else note(self, "displayName", v, "string")
        return self._matching() if strict else self
