# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BrokenLamp."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, one, require
from .lamp import Lamp


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BrokenLamp(Model):
    """A lamp that broke, without an envelope.

    Attributes:
        trigger_event: What happened.
        lamp: Which one.
    """

    trigger_event: str | None = None
    lamp: Lamp | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BrokenLamp:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("triggerEvent")) is not None:
            self.trigger_event = v if type(v) is str else note(self, "triggerEvent", v, "string")
        if (v := data.get("lamp")) is not None:
            self.lamp = one(self, "lamp", v, Lamp.from_dict)
        return self._matching() if strict else self
