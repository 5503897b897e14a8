# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model AuthorizationUrl."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class AuthorizationUrl(Model):
    """The consent page of another service, to be opened in a browser by the person who connects an account.

    Attributes:
        auth_url: Page for a calendar or Stripe; its `state` may hold the token of the call.
        url: Page for a conferencing app; its `state` may hold the token of the call.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"authUrl", "url"})

    auth_url: str | None = None
    url: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> AuthorizationUrl:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("authUrl")) is not None:
            self.auth_url = v if type(v) is str else note(self, "authUrl", v, "string")
        if (v := data.get("url")) is not None:
            self.url = v if type(v) is str else note(self, "url", v, "string")
        return self._matching() if strict else self
