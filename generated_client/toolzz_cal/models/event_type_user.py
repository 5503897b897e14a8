# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventTypeUser."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventTypeUser(Model):
    """Owner of an event type with the look of the booking page.

    Attributes:
        id: Number that identifies the user.
        name: Full name.
        username: Name of the user in booking links.
        avatar_url: Address of the profile picture.
        week_start: First day of the week in calendars, such as `Monday`.
        brand_color: Accent colour of the light theme as hex code, such as `#1f6feb`.
        dark_brand_color: Accent colour of the dark theme as hex code, such as `#0d1b2a`.
        metadata: Further settings of the user.
    """

    id: int
    name: str | None = None
    username: str | None = None
    avatar_url: str | None = None
    week_start: str | None = None
    brand_color: str | None = None
    dark_brand_color: str | None = None
    metadata: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventTypeUser:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        except KeyError:
            return cls._padded(data, ("id",), strict)
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("username")) is not None:
            self.username = v if type(v) is str else note(self, "username", v, "string")
        if (v := data.get("avatarUrl")) is not None:
            self.avatar_url = v if type(v) is str else note(self, "avatarUrl", v, "string")
        if (v := data.get("weekStart")) is not None:
            self.week_start = v if type(v) is str else note(self, "weekStart", v, "string")
        if (v := data.get("brandColor")) is not None:
            self.brand_color = v if type(v) is str else note(self, "brandColor", v, "string")
        if (v := data.get("darkBrandColor")) is not None:
            self.dark_brand_color = v if type(v) is str else note(self, "darkBrandColor", v, "string")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        return self._matching() if strict else self
