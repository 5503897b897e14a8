# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DelegationCredential."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, parse, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DelegationCredential(Model):
    """A credential with which an organization acts for its members.

    Attributes:
        id: Text that identifies the credential.
        workspace_platform: Platform of the members, such as `office365`.
        domain: Domain of the members' addresses.
        organization_id: Organization that the credential belongs to.
        secret_expires_at: When its present secret ends.
    """

    id: str | None = None
    workspace_platform: str | None = None
    domain: str | None = None
    organization_id: int | None = None
    secret_expires_at: datetime | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DelegationCredential:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is str else note(self, "id", v, "string")
        if (v := data.get("workspacePlatform")) is not None:
            self.workspace_platform = v if type(v) is str else note(self, "workspacePlatform", v, "string")
        if (v := data.get("domain")) is not None:
            self.domain = v if type(v) is str else note(self, "domain", v, "string")
        if (v := data.get("organizationId")) is not None:
            self.organization_id = v if type(v) is int else note(self, "organizationId", v, "integer")
        if (v := data.get("secretExpiresAt")) is not None:
            try:
                self.secret_expires_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.secret_expires_at = note(self, "secretExpiresAt", v, "date-time")
        return self._matching() if strict else self
