# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Booking."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Booking(Model):
    """A booking.

    Attributes:
        uid: Its uid.
    """

    uid: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Booking:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("uid")) is not None:
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
        return self._matching() if strict else self
