# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookPerson."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, one, require
from .webhook_language import WebhookLanguage


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookPerson(Model):
    """Somebody in a webhook's payload. Which keys are there depends on the trigger and on the part they play.

    Attributes:
        id: Number of the user or of the attendee.
        email: Email address.
        name: Full name; of a guest it may be empty.
        first_name: First word of the name.
        last_name: Rest of the name.
        username: Name in the booking page address; users only.
        username_in_org: Name in addresses of the organization; users only.
        phone_number: Phone number in E.164 form, such as `+5511955550123`.
        time_zone: IANA zone, such as `America/Sao_Paulo`.
        time_format: Clock that is shown: a pattern such as `h:mma`, or the number of hours.
        utc_offset: Minutes that the zone is ahead of UTC when the meeting begins.
        language: Language that the person reads.
        organization_id: Organization of the user; delegation triggers only.
    """

    id: int | None = None
    email: str | None = None
    name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    username_in_org: str | None = None
    phone_number: str | None = None
    time_zone: str | None = None
    time_format: Any = None
    utc_offset: int | None = None
    language: WebhookLanguage | None = None
    organization_id: int | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookPerson:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("firstName")) is not None:
            self.first_name = v if type(v) is str else note(self, "firstName", v, "string")
        if (v := data.get("lastName")) is not None:
            self.last_name = v if type(v) is str else note(self, "lastName", v, "string")
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        if (v := data.get("usernameInOrg")) is not None:
            self.username_in_org = v if type(v) is str else note(self, "usernameInOrg", v, "string")
        if (v := data.get("phoneNumber")) is not None:
            self.phone_number = v if type(v) is str else note(self, "phoneNumber", v, "string")
        if (v := data.get("timeZone")) is not None:
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        if (v := data.get("timeFormat")) is not None:
            self.time_format = v
        if (v := data.get("utcOffset")) is not None:
            self.utc_offset = v if type(v) is int else note(self, "utcOffset", v, "integer")
        if (v := data.get("language")) is not None:
            self.language = one(self, "language", v, WebhookLanguage.from_dict)
        if (v := data.get("organizationId")) is not None:
            self.organization_id = v if type(v) is int else note(self, "organizationId", v, "integer")
        return self._matching() if strict else self
