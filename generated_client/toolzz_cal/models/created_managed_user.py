# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CreatedManagedUser."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, one, require
from .managed_user import ManagedUser


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CreatedManagedUser(Model):
    """The new managed user with the first pair of tokens.

    Attributes:
        user: The user as stored.
        access_token: Token for calls as the managed user; lasts 60 minutes.
        refresh_token: Token for a new pair; lasts one year and works once.
        access_token_expires_at: End of the access token, in milliseconds since 1970.
        refresh_token_expires_at: End of the refresh token, in milliseconds since 1970; newer servers only.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"accessToken", "refreshToken"})

    user: ManagedUser
    access_token: str
    refresh_token: str
    access_token_expires_at: int
    refresh_token_expires_at: int | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CreatedManagedUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["user"]
            self.user = one(self, "user", v, ManagedUser.from_dict)
            v = data["accessToken"]
            self.access_token = v if type(v) is str else note(self, "accessToken", v, "string")
            v = data["refreshToken"]
            self.refresh_token = v if type(v) is str else note(self, "refreshToken", v, "string")
            v = data["accessTokenExpiresAt"]
            self.access_token_expires_at = v if type(v) is int else note(self, "accessTokenExpiresAt", v, "integer")
        except KeyError:
            return cls._padded(data, ("user", "accessToken", "refreshToken", "accessTokenExpiresAt"), strict)
        if (v := data.get("refreshTokenExpiresAt")) is not None:
            self.refresh_token_expires_at = v if type(v) is int else note(self, "refreshTokenExpiresAt", v, "integer")
        return self._matching() if strict else self
