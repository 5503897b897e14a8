# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Calendar."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Calendar(Model):
    """One calendar of a connected account.

    Attributes:
        external_id: Id of the calendar at its provider, often an e-mail address or a link.
        integration: Kind of calendar, such as google_calendar.
        name: Name that the owner gave it.
        primary: Whether it is the main calendar of the account.
        read_only: Whether bookings cannot be written to it.
        email: Address of the account at the provider.
        is_selected: Whether its events block booking times.
        credential_id: Connection through which the calendar is read.
        delegation_credential_id: Organization-wide connection, when one is used instead.
    """

    external_id: str
    integration: str | None = None
    name: str | None = None
    primary: bool | None = None
    read_only: bool
    email: str | None = None
    is_selected: bool
    credential_id: int
    delegation_credential_id: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Calendar:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["externalId"]
            self.external_id = v if type(v) is str else note(self, "externalId", v, "string")
            v = data["readOnly"]
            self.read_only = v if type(v) is bool else note(self, "readOnly", v, "boolean")
            v = data["isSelected"]
            self.is_selected = v if type(v) is bool else note(self, "isSelected", v, "boolean")
            v = data["credentialId"]
            self.credential_id = v if type(v) is int else note(self, "credentialId", v, "integer")
        except KeyError:
            return cls._padded(data, ("externalId", "readOnly", "isSelected", "credentialId"), strict)
        if (v := data.get("integration")) is not None:
            self.integration = v if type(v) is str else note(self, "integration", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("primary")) is not None:
            self.primary = v if type(v) is bool else note(self, "primary", v, "boolean")
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        if (v := data.get("delegationCredentialId")) is not None:
            self.delegation_credential_id = v if type(v) is str else note(self, "delegationCredentialId", v, "string")
        return self._matching() if strict else self
