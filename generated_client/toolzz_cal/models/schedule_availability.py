# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ScheduleAvailability."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, listed, new, note, require
from .week_day import WeekDay


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ScheduleAvailability(Model):
    """Hours that repeat each week on the given days.

    Attributes:
        days: Days on which these hours apply.
        start_time: First bookable minute as 24-hour `HH:MM`, in the zone of the schedule.
        end_time: Closing time as 24-hour `HH:MM`, in the zone of the schedule.
    """

    days: list[WeekDay | str]
    start_time: str
    end_time: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ScheduleAvailability:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["days"]
            self.days = listed(self, "days", v, str, "string")
            v = data["startTime"]
            self.start_time = v if type(v) is str else note(self, "startTime", v, "string")
            v = data["endTime"]
            self.end_time = v if type(v) is str else note(self, "endTime", v, "string")
        except KeyError:
            return cls._padded(data, ("days", "startTime", "endTime"), strict)
        return self._matching() if strict else self
