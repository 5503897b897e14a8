# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingLimitsCount."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingLimitsCount(Model):
    """How often an event type may be booked per period. A shorter period cannot allow more than a longer one.

    Attributes:
        day: Most bookings on one day.
        week: Most bookings in one week.
        month: Most bookings in one month.
        year: Most bookings in one year.
        disabled: True removes the limit; send it alone, without periods.
    """

    day: int | None = None
    week: int | None = None
    month: int | None = None
    year: int | None = None
    disabled: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingLimitsCount:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("day")) is not None:
            self.day = v if type(v) is int else note(self, "day", v, "integer")
        if (v := data.get("week")) is not None:
            self.week = v if type(v) is int else note(self, "week", v, "integer")
        if (v := data.get("month")) is not None:
            self.month = v if type(v) is int else note(self, "month", v, "integer")
        if (v := data.get("year")) is not None:
            self.year = v if type(v) is int else note(self, "year", v, "integer")
        if (v := data.get("disabled")) is not None:
            self.disabled = v if type(v) is bool else note(self, "disabled", v, "boolean")
        return self._matching() if strict else self
