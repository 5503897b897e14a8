# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Schedule."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, require
from .schedule_availability import ScheduleAvailability
from .schedule_override import ScheduleOverride


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Schedule(Model):
    """The weekly hours in which somebody can be booked, with exceptions for single dates.

    Attributes:
        id: Number that identifies the schedule.
        owner_id: User to whom the schedule belongs.
        name: Label that tells the schedules of a user apart.
        time_zone: IANA zone in which all times of the schedule are meant, such as `America/Sao_Paulo`.
        availability: Working hours, one entry per group of days.
        is_default: Whether event types without a schedule of their own use this one.
        overrides: Dates with hours other than the weekly ones.
    """

    id: int
    owner_id: int
    name: str
    time_zone: str
    availability: list[ScheduleAvailability]
    is_default: bool
    overrides: list[ScheduleOverride]

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Schedule:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["ownerId"]
            self.owner_id = v if type(v) is int else note(self, "ownerId", v, "integer")
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["timeZone"]
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
            v = data["availability"]
            new_availability: list[ScheduleAvailability] = []
            self.availability = new_availability
            try:
                for item in v:
                    new_availability.append(ScheduleAvailability.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.availability = many(self, "availability", v, ScheduleAvailability.from_dict)
            v = data["isDefault"]
            self.is_default = v if type(v) is bool else note(self, "isDefault", v, "boolean")
            v = data["overrides"]
            new_overrides: list[ScheduleOverride] = []
            self.overrides = new_overrides
            try:
                for item in v:
                    new_overrides.append(ScheduleOverride.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.overrides = many(self, "overrides", v, ScheduleOverride.from_dict)
        except KeyError:
            return cls._padded(
                data, ("id", "ownerId", "name", "timeZone", "availability", "isDefault", "overrides"), strict
            )
        return self._matching() if strict else self
