# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventTypeHost."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventTypeHost(Model):
    """Team member who can be booked through an event type of the team.

    Attributes:
        user_id: Number that identifies the user; find it in the memberships of the team.
        mandatory: Whether this host attends each meeting; heeded by round robin only, false by default.
        priority: How readily round robin picks this host, `medium` by default.
        name: Full name; only in replies.
        username: Name of the user in booking links; only in replies of later servers.
        avatar_url: Address of the profile picture; only in replies.
    """

    user_id: int
    mandatory: bool | None = None
    priority: Literal["lowest", "low", "medium", "high", "highest"] | str | None = None
    name: str | None = None
    username: str | None = None
    avatar_url: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventTypeHost:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["userId"]
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        except KeyError:
            return cls._padded(data, ("userId",), strict)
        if (v := data.get("mandatory")) is not None:
            self.mandatory = v if type(v) is bool else note(self, "mandatory", v, "boolean")
        if (v := data.get("priority")) is not None:
            self.priority = v if type(v) is str else note(self, "priority", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        if (v := data.get("avatarUrl")) is not None:
            self.avatar_url = v if type(v) is str else note(self, "avatarUrl", v, "string")
        return self._matching() if strict else self
