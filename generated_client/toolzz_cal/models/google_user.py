# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model GoogleUser."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class GoogleUser(Model):
    """Identity of a connected Google account.

    Attributes:
        name: Full name in the Google profile.
        email: Address of the account.
    """

    name: str | None = None
    email: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> GoogleUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        return self._matching() if strict else self
