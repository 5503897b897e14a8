# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ConnectedCalendar."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, one, require
from .calendar import Calendar
from .calendar_integration import CalendarIntegration
from .connected_calendar_error import ConnectedCalendarError


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ConnectedCalendar(Model):
    """An account at a calendar provider, with its calendars or the reason why they are missing.

    Attributes:
        integration: App through which the account is connected.
        credential_id: Number of the connection, needed for disconnecting it.
        delegation_credential_id: Organization-wide connection, when one is used instead.
        primary: Main calendar of the account.
        calendars: All calendars of the account; absent after an error.
        error: Present only when reading the account failed.
    """

    integration: CalendarIntegration
    credential_id: int
    delegation_credential_id: str | None = None
    primary: Calendar | None = None
    calendars: list[Calendar] | None = None
    error: ConnectedCalendarError | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ConnectedCalendar:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["integration"]
            self.integration = one(self, "integration", v, CalendarIntegration.from_dict)
            v = data["credentialId"]
            self.credential_id = v if type(v) is int else note(self, "credentialId", v, "integer")
        except KeyError:
            return cls._padded(data, ("integration", "credentialId"), strict)
        if (v := data.get("delegationCredentialId")) is not None:
            self.delegation_credential_id = v if type(v) is str else note(self, "delegationCredentialId", v, "string")
        if (v := data.get("primary")) is not None:
            self.primary = one(self, "primary", v, Calendar.from_dict)
        if (v := data.get("calendars")) is not None:
            new_calendars: list[Calendar] = []
            self.calendars = new_calendars
            try:
                for item in v:
                    new_calendars.append(Calendar.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.calendars = many(self, "calendars", v, Calendar.from_dict)
        if (v := data.get("error")) is not None:
            self.error = one(self, "error", v, ConnectedCalendarError.from_dict)
        return self._matching() if strict else self
