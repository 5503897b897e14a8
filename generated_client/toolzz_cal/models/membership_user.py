# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model MembershipUser."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class MembershipUser(Model):
    """The person behind a membership, in short.

    Attributes:
        email: Address of the account.
        username: Name in the booking page address.
        name: Full name, as attendees see it.
        avatar_url: Picture, as a full address or a path on the server.
        bio: Text about the person.
        metadata: Values that an integration keeps with the user.
    """

    email: str
    username: str | None = None
    name: str | None = None
    avatar_url: str | None = None
    bio: str | None = None
    metadata: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> MembershipUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
        except KeyError:
            return cls._padded(data, ("email",), strict)
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("avatarUrl")) is not None:
            self.avatar_url = v if type(v) is str else note(self, "avatarUrl", v, "string")
        if (v := data.get("bio")) is not None:
            self.bio = v if type(v) is str else note(self, "bio", v, "string")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        return self._matching() if strict else self
