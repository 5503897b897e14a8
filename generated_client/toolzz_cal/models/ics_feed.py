# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model IcsFeed."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class IcsFeed(Model):
    """The connection that holds the saved ICS feeds of a user. The addresses are not repeated.

    Attributes:
        id: Number that identifies the connection, a `credentialId` elsewhere.
        type_: Kind of calendar, always ics-feed_calendar.
        user_id: Owner of the feeds.
        team_id: Owner, if a team; null for a user.
        app_id: Slug of the calendar app, here ics-feed.
        invalid: Whether the feeds can no longer be read.
    """

    id: int
    type_: str
    user_id: int | None = None
    team_id: int | None = None
    app_id: str | None = None
    invalid: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> IcsFeed:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["type"]
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
            if (v := data["userId"]) is not None:
                self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
            if (v := data["teamId"]) is not None:
                self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
            if (v := data["appId"]) is not None:
                self.app_id = v if type(v) is str else note(self, "appId", v, "string")
            if (v := data["invalid"]) is not None:
                self.invalid = v if type(v) is bool else note(self, "invalid", v, "boolean")
        except KeyError:
            return cls._padded(data, ("id", "type", "userId", "teamId", "appId", "invalid"), strict)
        return self._matching() if strict else self
