# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookEventType."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookEventType(Model):
    """The event type of a booking, as some webhooks tell it. Which keys are there depends on the trigger.

    Attributes:
        id: Number that identifies the event type.
        title: Name of the event type.
        slug: Last part of its booking page address.
        team_id: Team that owns it, if one does.
        parent_id: Managed event type that it is a copy of, if any.
        cal_video_settings: Settings of Cal Video; null when none were chosen.
    """

    id: int | None = None
    title: str | None = None
    slug: str | None = None
    team_id: int | None = None
    parent_id: int | None = None
    cal_video_settings: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookEventType:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("slug")) is not None:
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        if (v := data.get("teamId")) is not None:
            self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
        if (v := data.get("parentId")) is not None:
            self.parent_id = v if type(v) is int else note(self, "parentId", v, "integer")
        if (v := data.get("calVideoSettings")) is not None:
            self.cal_video_settings = v if type(v) is dict else note(self, "calVideoSettings", v, "object")
        return self._matching() if strict else self
