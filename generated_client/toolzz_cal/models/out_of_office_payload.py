# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model OutOfOfficePayload."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, one, require
from .out_of_office_entry import OutOfOfficeEntry


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class OutOfOfficePayload(Model):
    """An absence that a user has entered.

    Attributes:
        ooo_entry: The absence.
    """

    ooo_entry: OutOfOfficeEntry

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> OutOfOfficePayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["oooEntry"]
            self.ooo_entry = one(self, "oooEntry", v, OutOfOfficeEntry.from_dict)
        except KeyError:
            return cls._padded(data, ("oooEntry",), strict)
        return self._matching() if strict else self
