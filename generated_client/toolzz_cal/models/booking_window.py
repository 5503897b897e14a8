# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingWindow."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingWindow(Model):
    """How far ahead an event type can be booked. Needs type and value, unless it is switched off.

    Attributes:
        type_: What the value counts: working days, all days, or the dates of a fixed range.
        value: A number of days such as `30`, or for `range` a list with the first and last date, such as
            `["2027-03-01", "2027-03-31"]`.
        rolling: True keeps as many bookable days on offer as the value says, however far off they are; false only looks
            at the next days. Not for `range`.
        disabled: True lets people book any date ahead; send it alone.
    """

    type_: Literal["businessDays", "calendarDays", "range"] | str | None = None
    value: Any = None
    rolling: bool | None = None
    disabled: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingWindow:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("value")) is not None:
            self.value = v
        if (v := data.get("rolling")) is not None:
            self.rolling = v if type(v) is bool else note(self, "rolling", v, "boolean")
        if (v := data.get("disabled")) is not None:
            self.disabled = v if type(v) is bool else note(self, "disabled", v, "boolean")
        return self._matching() if strict else self
