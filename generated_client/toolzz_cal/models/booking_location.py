# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingLocation."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require
from .video_integration import VideoIntegration


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingLocation(Model):
    """Place chosen for a new booking. It must be one of the locations that the event type offers. `address`, `link` and
    `phone` take the value stored in the event type and need no further key.

    Attributes:
        type_: Kind of place. The three `attendee…` kinds need a key with the value; `organizersDefaultApp` works for
            event types of a team only.
        integration: Video app; needed with type `integration`.
        address: Street address that the attendee chooses; needed with `attendeeAddress`.
        phone: Number of the attendee in E.164 form; needed with `attendeePhone`.
        location: Place in the attendee's own words; needed with `attendeeDefined`.
    """

    type_: (
        Literal[
            "address",
            "attendeeAddress",
            "attendeeDefined",
            "attendeePhone",
            "integration",
            "link",
            "phone",
            "organizersDefaultApp",
        ]
        | str
    )
    integration: VideoIntegration | str | None = None
    address: str | None = None
    phone: str | None = None
    location: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingLocation:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["type"]
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        except KeyError:
            return cls._padded(data, ("type",), strict)
        if (v := data.get("integration")) is not None:
            self.integration = v if type(v) is str else note(self, "integration", v, "string")
        if (v := data.get("address")) is not None:
            self.address = v if type(v) is str else note(self, "address", v, "string")
        if (v := data.get("phone")) is not None:
            self.phone = v if type(v) is str else note(self, "phone", v, "string")
        if (v := data.get("location")) is not None:
            self.location = v if type(v) is str else note(self, "location", v, "string")
        return self._matching() if strict else self
