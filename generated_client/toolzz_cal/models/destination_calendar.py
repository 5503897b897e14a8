# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DestinationCalendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, parse, require


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
        custom_calendar_reminder: Minutes before a booking at which this calendar reminds of it; null leaves that to the
            calendar.
        domain_wide_delegation_credential_id: Earlier name of `delegationCredentialId`.
        created_at: When this was chosen, in UTC.
        updated_at: When this last changed, in UTC.
        integration_title: Name of the calendar app, for people.
    """

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
    custom_calendar_reminder: int | None = None
    domain_wide_delegation_credential_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    integration_title: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DestinationCalendar:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("integration")) is not None:
            self.integration = v if type(v) is str else note(self, "integration", v, "string")
        if (v := data.get("externalId")) is not None:
            self.external_id = v if type(v) is str else note(self, "externalId", v, "string")
        if (v := data.get("credentialId")) is not None:
            self.credential_id = v if type(v) is int else note(self, "credentialId", v, "integer")
        if (v := data.get("delegationCredentialId")) is not None:
            self.delegation_credential_id = v if type(v) is str else note(self, "delegationCredentialId", v, "string")
        if (v := data.get("userId")) is not None:
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        if (v := data.get("primaryEmail")) is not None:
            self.primary_email = v if type(v) is str else note(self, "primaryEmail", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("primary")) is not None:
            self.primary = v if type(v) is bool else note(self, "primary", v, "boolean")
        if (v := data.get("readOnly")) is not None:
            self.read_only = v if type(v) is bool else note(self, "readOnly", v, "boolean")
        if (v := data.get("isSelected")) is not None:
            self.is_selected = v if type(v) is bool else note(self, "isSelected", v, "boolean")
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        if (v := data.get("customCalendarReminder")) is not None:
            self.custom_calendar_reminder = v if type(v) is int else note(self, "customCalendarReminder", v, "integer")
        if (v := data.get("domainWideDelegationCredentialId")) is not None:
            self.domain_wide_delegation_credential_id = (
                v if type(v) is str else note(self, "domainWideDelegationCredentialId", v, "string")
            )
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        if (v := data.get("integrationTitle")) is not None:
            self.integration_title = v if type(v) is str else note(self, "integrationTitle", v, "string")
        return self._matching() if strict else self
