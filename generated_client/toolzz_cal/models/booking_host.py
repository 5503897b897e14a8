# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingHost."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingHost(Model):
    """User who holds a booked meeting. After that user is deleted, Cal.com fills every key with `unknown`.

    Attributes:
        id: Number that identifies the user.
        name: Full name.
        email: Email address; servers since 2025 send it.
        display_email: Email address without the suffix that Cal.com adds for managed users; later servers send it.
        username: Name of the user in booking links.
        time_zone: IANA zone of the host, such as `America/Sao_Paulo`.
    """

    id: int
    name: str | None = None
    email: str | None = None
    display_email: str | None = None
    username: str
    time_zone: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingHost:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            if (v := data["name"]) is not None:
                self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["username"]
            self.username = v if type(v) is str else note(self, "username", v, "string")
        except KeyError:
            return cls._padded(data, ("id", "name", "username"), strict)
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        if (v := data.get("displayEmail")) is not None:
            self.display_email = v if type(v) is str else note(self, "displayEmail", v, "string")
        if (v := data.get("timeZone")) is not None:
            self.time_zone = v if type(v) is str else note(self, "timeZone", v, "string")
        return self._matching() if strict else self
