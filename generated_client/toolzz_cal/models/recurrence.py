# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Recurrence."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Recurrence(Model):
    """How a booked event type repeats. Needs interval, occurrences and frequency, unless it is switched off.

    Attributes:
        interval: Gap between two meetings, counted in the frequency's unit.
        occurrences: Most meetings in one series.
        frequency: Unit of the interval.
        disabled: True makes the event type a single meeting; send it alone.
    """

    interval: int | None = None
    occurrences: int | None = None
    frequency: Literal["yearly", "monthly", "weekly"] | str | None = None
    disabled: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Recurrence:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("interval")) is not None:
            self.interval = v if type(v) is int else note(self, "interval", v, "integer")
        if (v := data.get("occurrences")) is not None:
            self.occurrences = v if type(v) is int else note(self, "occurrences", v, "integer")
        if (v := data.get("frequency")) is not None:
            self.frequency = v if type(v) is str else note(self, "frequency", v, "string")
        if (v := data.get("disabled")) is not None:
            self.disabled = v if type(v) is bool else note(self, "disabled", v, "boolean")
        return self._matching() if strict else self
