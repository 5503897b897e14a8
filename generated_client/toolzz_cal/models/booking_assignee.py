# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingAssignee."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingAssignee(Model):
    """User who took over a booking. When that user cannot be found, the id is 0 and both texts are `unknown`.

    Attributes:
        id: Number that identifies the user.
        name: Full name.
        email: Email address.
        display_email: Email address without the suffix that Cal.com adds for managed users; later servers send it.
    """

    id: int
    name: str
    email: str
    display_email: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingAssignee:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "name", "email"), strict)
        if (v := data.get("displayEmail")) is not None:
            self.display_email = v if type(v) is str else note(self, "displayEmail", v, "string")
        return self._matching() if strict else self
