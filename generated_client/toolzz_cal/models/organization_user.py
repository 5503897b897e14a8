# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model OrganizationUser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, new, note, one, parse, require
from .user_profile import UserProfile


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class OrganizationUser(Model):
    """A user of an organization, with settings and profile.

    Attributes:
        id: Number that identifies the user.
        username: Name in the booking page address.
        name: Full name, as attendees see it.
        email: Address of the account.
        email_verified: When the address was confirmed, in UTC.
        bio: Text about the person.
        avatar_url: Picture, as a full address or a path on the server.
        time_zone: IANA zone of the user, such as `America/Sao_Paulo`.
        week_start: First day of the week in calendars.
        app_theme: Colour scheme of the web app, such as light.
        theme: Colour scheme of the booking page; null follows the visitor.
        default_schedule_id: Schedule of event types that name none.
        locale: Language tag of messages to the user.
        time_format: Clock that the user reads: 12 or 24 hours.
        hide_branding: Whether pages leave out the mark of Cal.com.
        brand_color: Accent colour in light mode, such as `#1f6feb`.
        dark_brand_color: Accent colour in dark mode, such as `#0d1b2a`.
        allow_dynamic_booking: Whether others may add this user to an ad-hoc group booking.
        created_date: When the account was opened, in UTC.
        verified: Whether Cal.com has checked the account.
        invited_to: Team whose invitation opened the account.
        metadata: Values that an integration keeps with the user.
        profile: How the user appears in this organization.
    """

    id: int
    username: str | None = None
    name: str | None = None
    email: str
    email_verified: datetime | None = None
    bio: str | None = None
    avatar_url: str | None = None
    time_zone: str
    week_start: str
    app_theme: str | None = None
    theme: str | None = None
    default_schedule_id: int | None = None
    locale: str | None = None
    time_format: int | None = None
    hide_branding: bool
    brand_color: str | None = None
    dark_brand_color: str | None = None
    allow_dynamic_booking: bool | None = None
    created_date: datetime
    verified: bool | None = None
    invited_to: int | None = None
    metadata: dict[str, Any] | None = None
    profile: UserProfile | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> OrganizationUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
            v = data["timeZone"]
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
            v = data["weekStart"]
            self.week_start = v if type(v) is str else note(self, "weekStart", v, "string")
            v = data["hideBranding"]
            self.hide_branding = v if type(v) is bool else note(self, "hideBranding", v, "boolean")
            v = data["createdDate"]
            try:
                self.created_date = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_date = note(self, "createdDate", v, "date-time")
        except KeyError:
            return cls._padded(data, ("id", "email", "timeZone", "weekStart", "hideBranding", "createdDate"), strict)
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("emailVerified")) is not None:
            try:
                self.email_verified = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.email_verified = note(self, "emailVerified", v, "date-time")
        if (v := data.get("bio")) is not None:
            self.bio = v if type(v) is str else note(self, "bio", v, "string")
        if (v := data.get("avatarUrl")) is not None:
            self.avatar_url = v if type(v) is str else note(self, "avatarUrl", v, "string")
        if (v := data.get("appTheme")) is not None:
            self.app_theme = v if type(v) is str else note(self, "appTheme", v, "string")
        if (v := data.get("theme")) is not None:
            self.theme = v if type(v) is str else note(self, "theme", v, "string")
        if (v := data.get("defaultScheduleId")) is not None:
            self.default_schedule_id = v if type(v) is int else note(self, "defaultScheduleId", v, "integer")
        if (v := data.get("locale")) is not None:
            self.locale = v if type(v) is str else note(self, "locale", v, "string")
        if (v := data.get("timeFormat")) is not None:
            self.time_format = v if type(v) is int else note(self, "timeFormat", v, "integer")
        if (v := data.get("brandColor")) is not None:
            self.brand_color = v if type(v) is str else note(self, "brandColor", v, "string")
        if (v := data.get("darkBrandColor")) is not None:
            self.dark_brand_color = v if type(v) is str else note(self, "darkBrandColor", v, "string")
        if (v := data.get("allowDynamicBooking")) is not None:
            self.allow_dynamic_booking = v if type(v) is bool else note(self, "allowDynamicBooking", v, "boolean")
        if (v := data.get("verified")) is not None:
            self.verified = v if type(v) is bool else note(self, "verified", v, "boolean")
        if (v := data.get("invitedTo")) is not None:
            self.invited_to = v if type(v) is int else note(self, "invitedTo", v, "integer")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        if (v := data.get("profile")) is not None:
            self.profile = one(self, "profile", v, UserProfile.from_dict)
        return self._matching() if strict else self
