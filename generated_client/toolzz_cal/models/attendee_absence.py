# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AttendeeAbsence."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AttendeeAbsence(Model):
    """Says of one attendee whether they stayed away.

    Attributes:
        email: Address under which the attendee is listed in the booking.
        absent: True marks a no-show; false takes the mark back.
    """

    email: str
    absent: bool

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AttendeeAbsence:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
            v = data["absent"]
            self.absent = v if type(v) is bool else note(self, "absent", v, "boolean")
        except KeyError:
            return cls._padded(data, ("email", "absent"), strict)
        return self._matching() if strict else self
