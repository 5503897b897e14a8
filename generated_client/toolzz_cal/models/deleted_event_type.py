# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model DeletedEventType."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DeletedEventType(Model):
    """What Cal.com still says about an event type it has just deleted.

    Attributes:
        id: Number that the event type had.
        title: Heading that the event type had.
        length_in_minutes: Its length in minutes; absent for event types of a team.
        slug: Last part of its booking link; absent for event types of a team.
    """

    id: int
    title: str
    length_in_minutes: int | None = None
    slug: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> DeletedEventType:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["title"]
            self.title = v if type(v) is str else note(self, "title", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "title"), strict)
        if (v := data.get("lengthInMinutes")) is not None:
            self.length_in_minutes = v if type(v) is int else note(self, "lengthInMinutes", v, "integer")
        if (v := data.get("slug")) is not None:
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        return self._matching() if strict else self
