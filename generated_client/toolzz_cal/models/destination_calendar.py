# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DestinationCalendar."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DestinationCalendar(Model):
    """The calendar that new bookings are written to. Setting one answers four of the keys; a user without any connected
    calendar has an empty object here.

    Attributes:
        id: Number that identifies this choice.
        integration: Kind of calendar, such as google_calendar.
        external_id: Id of the calendar at its provider.
        credential_id: Connection through which bookings are written.
        delegation_credential_id: Organization-wide connection, when one is used instead.
        user_id: User whose bookings go there.
        event_type_id: Event type, when only its bookings go there.
        primary_email: Address of the main calendar of the same account.
        name: Name that the owner gave the calendar.
        primary: Whether it is the main calendar of the account.
        read_only: Whether the provider refuses writing; false in practice.
        is_selected: Whether its events also block booking times.
        email: Address of the account at the provider.
        integration_title: Name of the calendar app, for people.
    """

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "integration": "integration",
        "externalId": "external_id",
        "credentialId": "credential_id",
        "delegationCredentialId": "delegation_credential_id",
        "userId": "user_id",
        "eventTypeId": "event_type_id",
        "primaryEmail": "primary_email",
        "name": "name",
        "primary": "primary",
        "readOnly": "read_only",
        "isSelected": "is_selected",
        "email": "email",
        "integrationTitle": "integration_title",
    }

    id: int | None = None
    integration: str | None = None
    external_id: str | None = None
    credential_id: int | None = None
    delegation_credential_id: str | None = None
    user_id: int | None = None
    event_type_id: int | None = None
    primary_email: str | None = None
    name: str | None = None
    primary: bool | None = None
    read_only: bool | None = None
    is_selected: bool | None = None
    email: str | None = None
    integration_title: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DestinationCalendar:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.id = v = get("id")
        if type(v) is not int and v is not None:
            self._note("id", v, "integer")
        self.integration = v = get("integration")
        if type(v) is not str and v is not None:
            self._note("integration", v, "string")
        self.external_id = v = get("externalId")
        if type(v) is not str and v is not None:
            self._note("externalId", v, "string")
        self.credential_id = v = get("credentialId")
        if type(v) is not int and v is not None:
            self._note("credentialId", v, "integer")
        self.delegation_credential_id = v = get("delegationCredentialId")
        if type(v) is not str and v is not None:
            self._note("delegationCredentialId", v, "string")
        self.user_id = v = get("userId")
        if type(v) is not int and v is not None:
            self._note("userId", v, "integer")
        self.event_type_id = v = get("eventTypeId")
        if type(v) is not int and v is not None:
            self._note("eventTypeId", v, "integer")
        self.primary_email = v = get("primaryEmail")
        if type(v) is not str and v is not None:
            self._note("primaryEmail", v, "string")
        self.name = v = get("name")
        if type(v) is not str and v is not None:
            self._note("name", v, "string")
        self.primary = v = get("primary")
        if type(v) is not bool and v is not None:
            self._note("primary", v, "boolean")
        self.read_only = v = get("readOnly")
        if type(v) is not bool and v is not None:
            self._note("readOnly", v, "boolean")
        self.is_selected = v = get("isSelected")
        if type(v) is not bool and v is not None:
            self._note("isSelected", v, "boolean")
        self.email = v = get("email")
        if type(v) is not str and v is not None:
            self._note("email", v, "string")
        self.integration_title = v = get("integrationTitle")
        if type(v) is not str and v is not None:
            self._note("integrationTitle", v, "string")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "id", self.id)
        keep(out, "integration", self.integration)
        keep(out, "externalId", self.external_id)
        keep(out, "credentialId", self.credential_id)
        keep(out, "delegationCredentialId", self.delegation_credential_id)
        keep(out, "userId", self.user_id)
        keep(out, "eventTypeId", self.event_type_id)
        keep(out, "primaryEmail", self.primary_email)
        keep(out, "name", self.name)
        keep(out, "primary", self.primary)
        keep(out, "readOnly", self.read_only)
        keep(out, "isSelected", self.is_selected)
        keep(out, "email", self.email)
        keep(out, "integrationTitle", self.integration_title)
        return out
