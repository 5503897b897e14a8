# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DelegationPayload."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, one, require
from .delegated_connection import DelegatedConnection
from .delegation_credential import DelegationCredential
from .delegation_error import DelegationError
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DelegationPayload(Model):
    """A delegation credential, with which an organization acts for its members, that fails or whose secret changes.

    Attributes:
        delegation_credential: The credential whose secret is concerned; triggers of rotation only.
        credential: The connection that failed; `DELEGATION_CREDENTIAL_ERROR` only.
        error: What went wrong, where something did.
        user: Member whose call failed; `DELEGATION_CREDENTIAL_ERROR` only.
    """

    delegation_credential: DelegationCredential | None = None
    credential: DelegatedConnection | None = None
    error: DelegationError | None = None
    user: WebhookPerson | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DelegationPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("delegationCredential")) is not None:
            self.delegation_credential = one(self, "delegationCredential", v, DelegationCredential.from_dict)
        if (v := data.get("credential")) is not None:
            self.credential = one(self, "credential", v, DelegatedConnection.from_dict)
        if (v := data.get("error")) is not None:
            self.error = one(self, "error", v, DelegationError.from_dict)
        if (v := data.get("user")) is not None:
            self.user = one(self, "user", v, WebhookPerson.from_dict)
        return self._matching() if strict else self
