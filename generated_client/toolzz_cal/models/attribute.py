# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Attribute."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from .._model import Model, define, new, note, parse, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Attribute(Model):
    """A property that an organization records about its members, such as an office or a skill.

    Attributes:
        id: Text that identifies the attribute.
        team_id: Number of the organization.
        type_: Free text, a number, or a choice of one or several options.
        name: Name that people read.
        slug: Short form of the name, unique on the server.
        enabled: Whether it is in use and visible on profiles.
        users_can_edit_relation: Whether members may set their own value.
        is_locked: Whether a directory service sets the values and nobody else may.
        is_weights_enabled: Whether its options carry weights, for taking turns.
        created_at: When it was added, in UTC.
        updated_at: When it last changed, in UTC.
    """

    id: str
    team_id: int
    type_: Literal["TEXT", "NUMBER", "SINGLE_SELECT", "MULTI_SELECT"] | str
    name: str
    slug: str
    enabled: bool
    users_can_edit_relation: bool | None = None
    is_locked: bool | None = None
    is_weights_enabled: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Attribute:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is str else note(self, "id", v, "string")
            v = data["teamId"]
            self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
            v = data["type"]
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["slug"]
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
            v = data["enabled"]
            self.enabled = v if type(v) is bool else note(self, "enabled", v, "boolean")
        except KeyError:
            return cls._padded(data, ("id", "teamId", "type", "name", "slug", "enabled"), strict)
        if (v := data.get("usersCanEditRelation")) is not None:
            self.users_can_edit_relation = v if type(v) is bool else note(self, "usersCanEditRelation", v, "boolean")
        if (v := data.get("isLocked")) is not None:
            self.is_locked = v if type(v) is bool else note(self, "isLocked", v, "boolean")
        if (v := data.get("isWeightsEnabled")) is not None:
            self.is_weights_enabled = v if type(v) is bool else note(self, "isWeightsEnabled", v, "boolean")
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        return self._matching() if strict else self
