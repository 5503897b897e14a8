# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ManagedUser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, parse, require
from .locale import Locale
from .week_day import WeekDay


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ManagedUser(Model):
    """A user whom a platform customer creates and controls through its OAuth client.

    Attributes:
        id: Number that identifies the user.
        email: Given address with the client id added after a plus sign.
        username: Name in the booking page address.
        name: Full name, as attendees see it.
        bio: Text about the person.
        time_zone: IANA zone of the user, such as `America/Sao_Paulo`.
        week_start: First day of the week in calendars.
        created_date: Moment of creation, in UTC.
        time_format: Clock that the user reads: 12 or 24 hours.
        default_schedule_id: Schedule of event types that name none; null before the first schedule.
        locale: Language of messages to the user.
        avatar_url: Picture, as a full address or a path on the server.
        metadata: Values that an integration keeps with the user.
    """

    id: int
    email: str
    username: str | None = None
    name: str | None = None
    bio: str | None = None
    time_zone: str
    week_start: WeekDay | str
    created_date: datetime
    time_format: int | None = None
    default_schedule_id: int | None = None
    locale: Locale | str | None = None
    avatar_url: str | None = None
    metadata: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ManagedUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
            if (v := data["username"]) is not None:
                self.username = v if type(v) is str else note(self, "username", v, "string")
            if (v := data["name"]) is not None:
                self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["timeZone"]
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
            v = data["weekStart"]
            self.week_start = v if type(v) is str else note(self, "weekStart", v, "string")
            v = data["createdDate"]
            try:
                self.created_date = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_date = note(self, "createdDate", v, "date-time")
            if (v := data["timeFormat"]) is not None:
                self.time_format = v if type(v) is int else note(self, "timeFormat", v, "integer")
            if (v := data["defaultScheduleId"]) is not None:
                self.default_schedule_id = v if type(v) is int else note(self, "defaultScheduleId", v, "integer")
        except KeyError:
            return cls._padded(
                data,
                (
                    "id",
                    "email",
                    "username",
                    "name",
                    "timeZone",
                    "weekStart",
                    "createdDate",
                    "timeFormat",
                    "defaultScheduleId",
                ),
                strict,
            )
        if (v := data.get("bio")) is not None:
            self.bio = v if type(v) is str else note(self, "bio", v, "string")
        if (v := data.get("locale")) is not None:
            self.locale = v if type(v) is str else note(self, "locale", v, "string")
        if (v := data.get("avatarUrl")) is not None:
            self.avatar_url = v if type(v) is str else note(self, "avatarUrl", v, "string")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        return self._matching() if strict else self
