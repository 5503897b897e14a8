# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingLimitsCount."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require


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

    _keys: ClassVar[dict[str, str]] = {
        "day": "day",
        "week": "week",
        "month": "month",
        "year": "year",
        "disabled": "disabled",
    }

    day: int | None = None
    week: int | None = None
    month: int | None = None
    year: int | None = None
    disabled: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingLimitsCount:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.day = v = get("day")
        if type(v) is not int and v is not None:
            self._note("day", v, "integer")
        self.week = v = get("week")
        if type(v) is not int and v is not None:
            self._note("week", v, "integer")
        self.month = v = get("month")
        if type(v) is not int and v is not None:
            self._note("month", v, "integer")
        self.year = v = get("year")
        if type(v) is not int and v is not None:
            self._note("year", v, "integer")
        self.disabled = v = get("disabled")
        if type(v) is not bool and v is not None:
            self._note("disabled", v, "boolean")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "day", self.day)
        keep(out, "week", self.week)
        keep(out, "month", self.month)
        keep(out, "year", self.year)
        keep(out, "disabled", self.disabled)
        return out
