# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventTypeTeam."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventTypeTeam(Model):
    """Team that owns an event type, with the look of its booking page.

    Attributes:
        id: Number that identifies the team; null in a copy of a managed one.
        slug: Name of the team in booking links.
        name: Name of the team.
        banner_url: Address of the banner picture.
        logo_url: Address of the logo.
        week_start: First day of the week in calendars, such as `Monday`.
        brand_color: Accent colour of the light theme as hex code, such as `#1f6feb`.
        dark_brand_color: Accent colour of the dark theme as hex code, such as `#0d1b2a`.
        theme: `light` or `dark`; null follows the device.
    """

    id: int | None = None
    slug: str | None = None
    name: str | None = None
    banner_url: str | None = None
    logo_url: str | None = None
    week_start: str | None = None
    brand_color: str | None = None
    dark_brand_color: str | None = None
    theme: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventTypeTeam:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            if (v := data["id"]) is not None:
                self.id = v if type(v) is int else note(self, "id", v, "integer")
        except KeyError:
            return cls._padded(data, ("id",), strict)
        if (v := data.get("slug")) is not None:
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("bannerUrl")) is not None:
            self.banner_url = v if type(v) is str else note(self, "bannerUrl", v, "string")
        if (v := data.get("logoUrl")) is not None:
            self.logo_url = v if type(v) is str else note(self, "logoUrl", v, "string")
        if (v := data.get("weekStart")) is not None:
            self.week_start = v if type(v) is str else note(self, "weekStart", v, "string")
        if (v := data.get("brandColor")) is not None:
            self.brand_color = v if type(v) is str else note(self, "brandColor", v, "string")
        if (v := data.get("darkBrandColor")) is not None:
            self.dark_brand_color = v if type(v) is str else note(self, "darkBrandColor", v, "string")
        if (v := data.get("theme")) is not None:
            self.theme = v if type(v) is str else note(self, "theme", v, "string")
        return self._matching() if strict else self
