# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model UserOrganization."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class UserOrganization(Model):
    """The organization of a user, in short.

    Attributes:
        id: Number that identifies the organization.
        is_platform: Whether it serves a platform customer and its managed users.
    """

    id: int
    is_platform: bool

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> UserOrganization:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["isPlatform"]
            self.is_platform = v if type(v) is bool else note(self, "isPlatform", v, "boolean")
        except KeyError:
            return cls._padded(data, ("id", "isPlatform"), strict)
        return self._matching() if strict else self
