# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DelegationError."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DelegationError(Model):
    """Why a delegation credential failed.

    Attributes:
        type_: Class of the failure; `DELEGATION_CREDENTIAL_ERROR` only.
        code: Kind of failed rotation, such as `SECRET_MINT_FAILED`.
        message: What the platform said.
    """

    type_: str | None = None
    code: str | None = None
    message: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DelegationError:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("code")) is not None:
            self.code = v if type(v) is str else note(self, "code", v, "string")
        if (v := data.get("message")) is not None:
            self.message = v if type(v) is str else note(self, "message", v, "string")
        return self._matching() if strict else self
