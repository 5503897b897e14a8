# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ConnectedCalendarError."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ConnectedCalendarError(Model):
    """Why the calendars of an account could not be read.

    Attributes:
        message: Cause, for people; often an expired or withdrawn consent.
    """

    message: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ConnectedCalendarError:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["message"]
            self.message = v if type(v) is str else note(self, "message", v, "string")
        except KeyError:
            return cls._padded(data, ("message",), strict)
        return self._matching() if strict else self
