# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventTypeDestinationCalendar."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventTypeDestinationCalendar(Model):
    """Calendar that receives the bookings of an event type instead of the host's usual one.

    Attributes:
        integration: Kind of calendar, such as `google_calendar`.
        external_id: Name of the calendar at its provider, often an email address.
    """

    integration: str
    external_id: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventTypeDestinationCalendar:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["integration"]
            self.integration = v if type(v) is str else note(self, "integration", v, "string")
            v = data["externalId"]
            self.external_id = v if type(v) is str else note(self, "externalId", v, "string")
        except KeyError:
            return cls._padded(data, ("integration", "externalId"), strict)
        return self._matching() if strict else self
