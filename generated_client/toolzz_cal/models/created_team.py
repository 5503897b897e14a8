# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CreatedTeam."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require
from .team import Team


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CreatedTeam(Model):
    """The new team or, on a plan that charges for teams, a link for paying. Until then the team is only pending, and
    the keys of a team are absent at this level.

    Attributes:
        message: What is left to do before the team exists.
        payment_link: Checkout page where the team is paid for.
        pending_team: The team that payment brings to life.
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
        metadata: Free values: an object, or JSON text from older servers.
        theme: Colour scheme of the booking page; null follows the visitor.
        brand_color: Accent colour in light mode, such as `#1f6feb`.
        dark_brand_color: Accent colour in dark mode, such as `#0d1b2a`.
        time_format: Clock of the team: 12 or 24 hours.
        time_zone: IANA zone of the team; Europe/London unless set.
        week_start: First day of the week; Sunday unless set.
    """

    _keys: ClassVar[dict[str, str]] = {
        "message": "message",
        "paymentLink": "payment_link",
        "pendingTeam": "pending_team",
        "id": "id",
        "parentId": "parent_id",
        "name": "name",
        "slug": "slug",
        "isOrganization": "is_organization",
        "logoUrl": "logo_url",
        "calVideoLogo": "cal_video_logo",
        "appLogo": "app_logo",
        "appIconLogo": "app_icon_logo",
        "bannerUrl": "banner_url",
        "bio": "bio",
        "hideBranding": "hide_branding",
        "isPrivate": "is_private",
        "hideBookATeamMember": "hide_book_a_team_member",
        "metadata": "metadata",
        "theme": "theme",
        "brandColor": "brand_color",
        "darkBrandColor": "dark_brand_color",
        "timeFormat": "time_format",
        "timeZone": "time_zone",
        "weekStart": "week_start",
    }

    message: str | None = None
    payment_link: str | None = None
    pending_team: Team | None = None
    id: int | None = None
    parent_id: int | None = None
    name: str | None = None
    slug: str | None = None
    is_organization: bool | None = None
    logo_url: str | None = None
    cal_video_logo: str | None = None
    app_logo: str | None = None
    app_icon_logo: str | None = None
    banner_url: str | None = None
    bio: str | None = None
    hide_branding: bool | None = None
    is_private: bool | None = None
    hide_book_a_team_member: bool | None = None
    metadata: Any = None
    theme: str | None = None
    brand_color: str | None = None
    dark_brand_color: str | None = None
    time_format: int | None = None
    time_zone: str | None = None
    week_start: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CreatedTeam:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.message = v = get("message")
        if type(v) is not str and v is not None:
            self._note("message", v, "string")
        self.payment_link = v = get("paymentLink")
        if type(v) is not str and v is not None:
            self._note("paymentLink", v, "string")
        self.pending_team = v = get("pendingTeam")
        if v is not None:
            self.pending_team = self._one("pendingTeam", v, Team.from_dict)
        self.id = v = get("id")
        if type(v) is not int and v is not None:
            self._note("id", v, "integer")
        self.parent_id = v = get("parentId")
        if type(v) is not int and v is not None:
            self._note("parentId", v, "integer")
        self.name = v = get("name")
        if type(v) is not str and v is not None:
            self._note("name", v, "string")
        self.slug = v = get("slug")
        if type(v) is not str and v is not None:
            self._note("slug", v, "string")
        self.is_organization = v = get("isOrganization")
        if type(v) is not bool and v is not None:
            self._note("isOrganization", v, "boolean")
        self.logo_url = v = get("logoUrl")
        if type(v) is not str and v is not None:
            self._note("logoUrl", v, "string")
        self.cal_video_logo = v = get("calVideoLogo")
        if type(v) is not str and v is not None:
            self._note("calVideoLogo", v, "string")
        self.app_logo = v = get("appLogo")
        if type(v) is not str and v is not None:
            self._note("appLogo", v, "string")
        self.app_icon_logo = v = get("appIconLogo")
        if type(v) is not str and v is not None:
            self._note("appIconLogo", v, "string")
        self.banner_url = v = get("bannerUrl")
        if type(v) is not str and v is not None:
            self._note("bannerUrl", v, "string")
        self.bio = v = get("bio")
        if type(v) is not str and v is not None:
            self._note("bio", v, "string")
        self.hide_branding = v = get("hideBranding")
        if type(v) is not bool and v is not None:
            self._note("hideBranding", v, "boolean")
        self.is_private = v = get("isPrivate")
        if type(v) is not bool and v is not None:
            self._note("isPrivate", v, "boolean")
        self.hide_book_a_team_member = v = get("hideBookATeamMember")
        if type(v) is not bool and v is not None:
            self._note("hideBookATeamMember", v, "boolean")
        self.metadata = get("metadata")
        self.theme = v = get("theme")
        if type(v) is not str and v is not None:
            self._note("theme", v, "string")
        self.brand_color = v = get("brandColor")
        if type(v) is not str and v is not None:
            self._note("brandColor", v, "string")
        self.dark_brand_color = v = get("darkBrandColor")
        if type(v) is not str and v is not None:
            self._note("darkBrandColor", v, "string")
        self.time_format = v = get("timeFormat")
        if type(v) is not int and v is not None:
            self._note("timeFormat", v, "integer")
        self.time_zone = v = get("timeZone")
        if type(v) is not str and v is not None:
            self._note("timeZone", v, "string")
        self.week_start = v = get("weekStart")
        if type(v) is not str and v is not None:
            self._note("weekStart", v, "string")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "message", self.message)
        keep(out, "paymentLink", self.payment_link)
        keep(out, "pendingTeam", self.pending_team)
        keep(out, "id", self.id)
        keep(out, "parentId", self.parent_id)
        keep(out, "name", self.name)
        keep(out, "slug", self.slug)
        keep(out, "isOrganization", self.is_organization)
        keep(out, "logoUrl", self.logo_url)
        keep(out, "calVideoLogo", self.cal_video_logo)
        keep(out, "appLogo", self.app_logo)
        keep(out, "appIconLogo", self.app_icon_logo)
        keep(out, "bannerUrl", self.banner_url)
        keep(out, "bio", self.bio)
        keep(out, "hideBranding", self.hide_branding)
        keep(out, "isPrivate", self.is_private)
        keep(out, "hideBookATeamMember", self.hide_book_a_team_member)
        keep(out, "metadata", self.metadata)
        keep(out, "theme", self.theme)
        keep(out, "brandColor", self.brand_color)
        keep(out, "darkBrandColor", self.dark_brand_color)
        keep(out, "timeFormat", self.time_format)
        keep(out, "timeZone", self.time_zone)
        keep(out, "weekStart", self.week_start)
        return out
