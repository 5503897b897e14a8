# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ConnectedCalendars."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, one, require
from .connected_calendar import ConnectedCalendar
from .destination_calendar import DestinationCalendar


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ConnectedCalendars(Model):
    """Every calendar that a user has connected, and the one that bookings go to.

    Attributes:
        connected_calendars: One entry per connected account.
        destination_calendar: Where new bookings are written.
    """

    connected_calendars: list[ConnectedCalendar]
    destination_calendar: DestinationCalendar

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ConnectedCalendars:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["connectedCalendars"]
            new_connected_calendars: list[ConnectedCalendar] = []
            self.connected_calendars = new_connected_calendars
            try:
                for item in v:
                    new_connected_calendars.append(ConnectedCalendar.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.connected_calendars = many(self, "connectedCalendars", v, ConnectedCalendar.from_dict)
            v = data["destinationCalendar"]
            self.destination_calendar = one(self, "destinationCalendar", v, DestinationCalendar.from_dict)
        except KeyError:
            return cls._padded(data, ("connectedCalendars", "destinationCalendar"), strict)
        return self._matching() if strict else self
