# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ManagedUser."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require
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

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "email": "email",
        "username": "username",
        "name": "name",
        "bio": "bio",
        "timeZone": "time_zone",
        "weekStart": "week_start",
        "createdDate": "created_date",
        "timeFormat": "time_format",
        "defaultScheduleId": "default_schedule_id",
        "locale": "locale",
        "avatarUrl": "avatar_url",
        "metadata": "metadata",
    }

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
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.id = v = get("id")
        if type(v) is not int:
            self._note("id", v, "integer")
        self.email = v = get("email")
        if type(v) is not str:
            self._note("email", v, "string")
        self.username = v = get("username")
        if type(v) is not str and v is not None:
            self._note("username", v, "string")
        self.name = v = get("name")
        if type(v) is not str and v is not None:
            self._note("name", v, "string")
        self.bio = v = get("bio")
        if type(v) is not str and v is not None:
            self._note("bio", v, "string")
        self.time_zone = v = get("timeZone")
        if type(v) is not str:
            self._note("timeZone", v, "string")
        self.week_start = v = get("weekStart")
        if type(v) is not str:
            self._note("weekStart", v, "string")
        self.created_date = self._moment("createdDate", get("createdDate"))
        self.time_format = v = get("timeFormat")
        if type(v) is not int and v is not None:
            self._note("timeFormat", v, "integer")
        self.default_schedule_id = v = get("defaultScheduleId")
        if type(v) is not int and v is not None:
            self._note("defaultScheduleId", v, "integer")
        self.locale = v = get("locale")
        if type(v) is not str and v is not None:
            self._note("locale", v, "string")
        self.avatar_url = v = get("avatarUrl")
        if type(v) is not str and v is not None:
            self._note("avatarUrl", v, "string")
        self.metadata = v = get("metadata")
        if type(v) is not dict and v is not None:
            self._note("metadata", v, "object")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "id", self.id)
        keep(out, "email", self.email)
        keep(out, "username", self.username)
        keep(out, "name", self.name)
        keep(out, "bio", self.bio)
        keep(out, "timeZone", self.time_zone)
        keep(out, "weekStart", self.week_start)
        keep(out, "createdDate", self.created_date)
        keep(out, "timeFormat", self.time_format)
        keep(out, "defaultScheduleId", self.default_schedule_id)
        keep(out, "locale", self.locale)
        keep(out, "avatarUrl", self.avatar_url)
        keep(out, "metadata", self.metadata)
        return out
