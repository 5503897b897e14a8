# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model UserProfile."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class UserProfile(Model):
    """How a user appears inside one organization.

    Attributes:
        id: Number that identifies the profile.
        organization_id: Organization that the profile counts in.
        user_id: User whom the profile shows.
        username: Name in the booking page address of the organization.
    """

    id: int
    organization_id: int
    user_id: int
    username: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> UserProfile:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["organizationId"]
            self.organization_id = v if type(v) is int else note(self, "organizationId", v, "integer")
            v = data["userId"]
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        except KeyError:
            return cls._padded(data, ("id", "organizationId", "userId"), strict)
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        return self._matching() if strict else self
