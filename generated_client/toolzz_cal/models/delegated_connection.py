# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DelegatedConnection."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DelegatedConnection(Model):
    """A member's connection that is made with a delegation credential.

    Attributes:
        id: Number that identifies the connection.
        type_: Kind of app, such as `google_calendar`.
        app_id: Id of the app.
        delegation_credential_id: Credential that it is made with.
    """

    id: int | None = None
    type_: str | None = None
    app_id: str | None = None
    delegation_credential_id: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DelegatedConnection:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("appId")) is not None:
            self.app_id = v if type(v) is str else note(self, "appId", v, "string")
        if (v := data.get("delegationCredentialId")) is not None:
            self.delegation_credential_id = v if type(v) is str else note(self, "delegationCredentialId", v, "string")
        return self._matching() if strict else self
