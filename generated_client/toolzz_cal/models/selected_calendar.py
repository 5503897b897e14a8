# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model SelectedCalendar."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class SelectedCalendar(Model):
    """A calendar whose events block booking times.

    Attributes:
        user_id: Number of the user it counts for.
        integration: Kind of calendar, such as google_calendar.
        external_id: Id of the calendar at its provider.
        credential_id: Connection through which the calendar is read.
    """

    user_id: int
    integration: str
    external_id: str
    credential_id: int | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> SelectedCalendar:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["userId"]
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
            v = data["integration"]
            self.integration = v if type(v) is str else note(self, "integration", v, "string")
            v = data["externalId"]
            self.external_id = v if type(v) is str else note(self, "externalId", v, "string")
            if (v := data["credentialId"]) is not None:
                self.credential_id = v if type(v) is int else note(self, "credentialId", v, "integer")
        except KeyError:
            return cls._padded(data, ("userId", "integration", "externalId", "credentialId"), strict)
        return self._matching() if strict else self
