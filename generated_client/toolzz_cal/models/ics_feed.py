# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model IcsFeed."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require


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

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "type": "type_",
        "userId": "user_id",
        "teamId": "team_id",
        "appId": "app_id",
        "invalid": "invalid",
    }

    id: int
    type_: str
    user_id: int | None = None
    team_id: int | None = None
    app_id: str | None = None
    invalid: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> IcsFeed:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.id = v = get("id")
        if type(v) is not int:
            self._note("id", v, "integer")
        self.type_ = v = get("type")
        if type(v) is not str:
            self._note("type", v, "string")
        self.user_id = v = get("userId")
        if type(v) is not int and v is not None:
            self._note("userId", v, "integer")
        self.team_id = v = get("teamId")
        if type(v) is not int and v is not None:
            self._note("teamId", v, "integer")
        self.app_id = v = get("appId")
        if type(v) is not str and v is not None:
            self._note("appId", v, "string")
        self.invalid = v = get("invalid")
        if type(v) is not bool and v is not None:
            self._note("invalid", v, "boolean")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "id", self.id)
        keep(out, "type", self.type_)
        keep(out, "userId", self.user_id)
        keep(out, "teamId", self.team_id)
        keep(out, "appId", self.app_id)
        keep(out, "invalid", self.invalid)
        return out
