# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AvailableSlots."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, mapped_lists, new, require
from .slot import Slot


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AvailableSlots(Model):
    """Times at which an event type can be booked, grouped by day.

    Attributes:
        slots: One key per date with free slots, such as `2027-03-09`, in the requested zone. Days without a free slot
            have no key.
    """

    slots: dict[str, list[Slot]]

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AvailableSlots:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["slots"]
            self.slots = mapped_lists(self, "slots", v, Slot.from_dict)
        except KeyError:
            return cls._padded(data, ("slots",), strict)
        return self._matching() if strict else self
