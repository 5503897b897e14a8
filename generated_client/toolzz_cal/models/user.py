# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model User."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, one, require
from .user_organization import UserOrganization
from .week_day import WeekDay


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class User(Model):
    """The account that the credential belongs to.

    Attributes:
        id: Number that identifies the user.
        username: Name in the booking page address.
        email: Address of the account.
        time_format: Clock that the user reads: 12 or 24 hours.
        default_schedule_id: Schedule of event types that name none.
        week_start: First day of the week in calendars.
        time_zone: IANA zone of the user, such as `America/Sao_Paulo`.
        name: Full name, as attendees see it; servers since 2025 send it.
        avatar_url: Address of the profile picture; servers since 2025 send it.
        bio: Text about the person; servers since 2025 send it.
        organization_id: Organization of the user; null outside one.
        organization: More on that organization; absent outside one.
    """

    id: int
    username: str
    email: str
    time_format: int
    default_schedule_id: int | None = None
    week_start: WeekDay | str
    time_zone: str
    name: str | None = None
    avatar_url: str | None = None
    bio: str | None = None
    organization_id: int | None = None
    organization: UserOrganization | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> User:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["username"]
            self.username = v if type(v) is str else note(self, "username", v, "string")
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
            v = data["timeFormat"]
            self.time_format = v if type(v) is int else note(self, "timeFormat", v, "integer")
            if (v := data["defaultScheduleId"]) is not None:
                self.default_schedule_id = v if type(v) is int else note(self, "defaultScheduleId", v, "integer")
            v = data["weekStart"]
            self.week_start = v if type(v) is str else note(self, "weekStart", v, "string")
            v = data["timeZone"]
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
            if (v := data["organizationId"]) is not None:
                self.organization_id = v if type(v) is int else note(self, "organizationId", v, "integer")
        except KeyError:
            return cls._padded(
                data,
                (
                    "id",
                    "username",
                    "email",
                    "timeFormat",
                    "defaultScheduleId",
                    "weekStart",
                    "timeZone",
                    "organizationId",
                ),
                strict,
            )
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("avatarUrl")) is not None:
            self.avatar_url = v if type(v) is str else note(self, "avatarUrl", v, "string")
        if (v := data.get("bio")) is not None:
            self.bio = v if type(v) is str else note(self, "bio", v, "string")
        if (v := data.get("organization")) is not None:
            self.organization = one(self, "organization", v, UserOrganization.from_dict)
        return self._matching() if strict else self
