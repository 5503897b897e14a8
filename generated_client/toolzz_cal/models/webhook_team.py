# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookTeam."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, require
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookTeam(Model):
    """The team whose event type was booked.

    Attributes:
        id: Number that identifies the team.
        name: Name of the team.
        members: Hosts besides the organizer.
    """

    id: int | None = None
    name: str | None = None
    members: list[WebhookPerson] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookTeam:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is int else note(self, "id", v, "integer")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("members")) is not None:
            new_members: list[WebhookPerson] = []
            self.members = new_members
            try:
                for item in v:
                    new_members.append(WebhookPerson.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.members = many(self, "members", v, WebhookPerson.from_dict)
        return self._matching() if strict else self
