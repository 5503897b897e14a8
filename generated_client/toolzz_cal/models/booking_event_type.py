# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingEventType."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingEventType(Model):
    """Short reference from a booking to its event type.

    Attributes:
        id: Number that identifies the event type.
        slug: Last part of the booking link of the event type.
    """

    id: int
    slug: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingEventType:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["slug"]
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "slug"), strict)
        return self._matching() if strict else self
