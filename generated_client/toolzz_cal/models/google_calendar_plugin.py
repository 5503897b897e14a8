# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model GoogleCalendarPlugin."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, one, require
from .google_user import GoogleUser


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class GoogleCalendarPlugin(Model):
    """One Google calendar that a function reads and writes.

    Attributes:
        id: Identifies this calendar configuration.
        calendar_id: Google's id of the calendar, an e-mail address or `primary`.
        timezone: IANA zone of the events, such as `America/Sao_Paulo`.
        google_user: Whose Google account is connected.
        google_token: OAuth access token for the Google API, answered in clear.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"googleToken"})

    id: str | None = None
    calendar_id: str | None = None
    timezone: str | None = None
    google_user: GoogleUser | None = None
    google_token: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> GoogleCalendarPlugin:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is str else note(self, "id", v, "string")
        if (v := data.get("calendarId")) is not None:
            self.calendar_id = v if type(v) is str else note(self, "calendarId", v, "string")
        if (v := data.get("timezone")) is not None:
            self.timezone = v if type(v) is str else note(self, "timezone", v, "string")
        if (v := data.get("googleUser")) is not None:
            self.google_user = one(self, "googleUser", v, GoogleUser.from_dict)
        if (v := data.get("googleToken")) is not None:
            self.google_token = v if type(v) is str else note(self, "googleToken", v, "string")
        return self._matching() if strict else self
