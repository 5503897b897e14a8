# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ScheduleOverride."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .._model import Model, day, define, new, note, parse, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ScheduleOverride(Model):
    """Hours for a single date in place of the weekly ones.

    Attributes:
        date: Day to which the hours apply, such as `2027-04-21`.
        start_time: First bookable minute as 24-hour `HH:MM`, in the zone of the schedule.
        end_time: Closing time as 24-hour `HH:MM`, in the zone of the schedule.
        created_at: When the override was added; only in replies of later servers.
        updated_at: When the override last changed; only in replies of later servers.
    """

    date: date
    start_time: str
    end_time: str
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ScheduleOverride:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["date"]
            self.date = day(self, "date", v)
            v = data["startTime"]
            self.start_time = v if type(v) is str else note(self, "startTime", v, "string")
            v = data["endTime"]
            self.end_time = v if type(v) is str else note(self, "endTime", v, "string")
        except KeyError:
            return cls._padded(data, ("date", "startTime", "endTime"), strict)
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        return self._matching() if strict else self
