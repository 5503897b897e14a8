# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Team."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require
from .membership_role import MembershipRole


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Team(Model):
    """A group of users with shared event types; an organization has the same shape.

    Attributes:
        id: Number that identifies the team.
        parent_id: Organization that the team is part of, if any.
        name: Name shown on the booking page.
        slug: Name in the booking page address.
        is_organization: True for an organization, false for a team.
        logo_url: Logo, as a full address or a path on the server.
        cal_video_logo: Logo shown in Cal Video calls.
        app_logo: Logo shown in place of the one of Cal.com.
        app_icon_logo: Small square variant of `appLogo`.
        banner_url: Wide picture at the top of the profile.
        bio: Text about the team on its page.
        hide_branding: Whether pages leave out the mark of Cal.com.
        is_private: Whether members are concealed from outsiders and from each other.
        hide_book_a_team_member: Whether the page drops its link to single members.
        role: The caller's rights in it; in lists of the caller's own teams only.
        accepted: Whether the caller has taken up the invitation; in lists of the caller's own teams only.
        metadata: Free values: an object, or JSON text from older servers.
        theme: Colour scheme of the booking page; null follows the visitor.
        brand_color: Accent colour in light mode, such as `#1f6feb`.
        dark_brand_color: Accent colour in dark mode, such as `#0d1b2a`.
        time_format: Clock of the team: 12 or 24 hours.
        time_zone: IANA zone of the team; Europe/London unless set.
        week_start: First day of the week; Sunday unless set.
    """

    id: int
    parent_id: int | None = None
    name: str
    slug: str | None = None
    is_organization: bool
    logo_url: str | None = None
    cal_video_logo: str | None = None
    app_logo: str | None = None
    app_icon_logo: str | None = None
    banner_url: str | None = None
    bio: str | None = None
    hide_branding: bool | None = None
    is_private: bool | None = None
    hide_book_a_team_member: bool | None = None
    role: MembershipRole | str | None = None
    accepted: bool | None = None
    metadata: Any = None
    theme: str | None = None
    brand_color: str | None = None
    dark_brand_color: str | None = None
    time_format: int | None = None
    time_zone: str | None = None
    week_start: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Team:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["isOrganization"]
            self.is_organization = v if type(v) is bool else note(self, "isOrganization", v, "boolean")
        except KeyError:
            return cls._padded(data, ("id", "name", "isOrganization"), strict)
        if (v := data.get("parentId")) is not None:
            self.parent_id = v if type(v) is int else note(self, "parentId", v, "integer")
        if (v := data.get("slug")) is not None:
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        if (v := data.get("logoUrl")) is not None:
            self.logo_url = v if type(v) is str else note(self, "logoUrl", v, "string")
        if (v := data.get("calVideoLogo")) is not None:
            self.cal_video_logo = v if type(v) is str else note(self, "calVideoLogo", v, "string")
        if (v := data.get("appLogo")) is not None:
            self.app_logo = v if type(v) is str else note(self, "appLogo", v, "string")
        if (v := data.get("appIconLogo")) is not None:
            self.app_icon_logo = v if type(v) is str else note(self, "appIconLogo", v, "string")
        if (v := data.get("bannerUrl")) is not None:
            self.banner_url = v if type(v) is str else note(self, "bannerUrl", v, "string")
        if (v := data.get("bio")) is not None:
            self.bio = v if type(v) is str else note(self, "bio", v, "string")
        if (v := data.get("hideBranding")) is not None:
            self.hide_branding = v if type(v) is bool else note(self, "hideBranding", v, "boolean")
        if (v := data.get("isPrivate")) is not None:
            self.is_private = v if type(v) is bool else note(self, "isPrivate", v, "boolean")
        if (v := data.get("hideBookATeamMember")) is not None:
            self.hide_book_a_team_member = v if type(v) is bool else note(self, "hideBookATeamMember", v, "boolean")
        if (v := data.get("role")) is not None:
            self.role = v if type(v) is str else note(self, "role", v, "string")
        if (v := data.get("accepted")) is not None:
            self.accepted = v if type(v) is bool else note(self, "accepted", v, "boolean")
        if (v := data.get("metadata")) is not None:
            self.metadata = v
        if (v := data.get("theme")) is not None:
            self.theme = v if type(v) is str else note(self, "theme", v, "string")
        if (v := data.get("brandColor")) is not None:
            self.brand_color = v if type(v) is str else note(self, "brandColor", v, "string")
        if (v := data.get("darkBrandColor")) is not None:
            self.dark_brand_color = v if type(v) is str else note(self, "darkBrandColor", v, "string")
        if (v := data.get("timeFormat")) is not None:
            self.time_format = v if type(v) is int else note(self, "timeFormat", v, "integer")
        if (v := data.get("timeZone")) is not None:
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        if (v := data.get("weekStart")) is not None:
            self.week_start = v if type(v) is str else note(self, "weekStart", v, "string")
        return self._matching() if strict else self
