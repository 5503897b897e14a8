# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventTypeLocation."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require
from .video_integration import VideoIntegration


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventTypeLocation(Model):
    """One of the places an event type offers. The type decides which other keys are needed.

    Attributes:
        type_: Kind of place. With an `attendee…` kind the person who books supplies the place. `conferencing` and
            `unknown` occur in replies only; `organizersDefaultApp` works on later servers, for event types of a team.
        address: Street address; needed with type `address`.
        link: Web address of the meeting; needed with type `link`, optional in integrations.
        integration: Video app; needed with type `integration`. Servers of early 2025 accept `cal-video` and
            `google-meet` for a new event type, later ones also `zoom` and `office365-video`.
        phone: Number of the host in E.164 form; needed with type `phone`.
        public: Whether the booking page shows the value before booking; needed with `address`, `link` and `phone`.
        credential_id: Connected account behind the video app; only in replies.
        location: Stored value as JSON text; only in replies with type `unknown`.
    """

    type_: (
        Literal[
            "address",
            "link",
            "integration",
            "phone",
            "attendeeAddress",
            "attendeePhone",
            "attendeeDefined",
            "organizersDefaultApp",
            "conferencing",
            "unknown",
        ]
        | str
    )
    address: str | None = None
    link: str | None = None
    integration: VideoIntegration | str | None = None
    phone: str | None = None
    public: bool | None = None
    credential_id: int | None = None
    location: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventTypeLocation:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["type"]
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        except KeyError:
            return cls._padded(data, ("type",), strict)
        if (v := data.get("address")) is not None:
            self.address = v if type(v) is str else note(self, "address", v, "string")
        if (v := data.get("link")) is not None:
            self.link = v if type(v) is str else note(self, "link", v, "string")
        if (v := data.get("integration")) is not None:
            self.integration = v if type(v) is str else note(self, "integration", v, "string")
        if (v := data.get("phone")) is not None:
            self.phone = v if type(v) is str else note(self, "phone", v, "string")
        if (v := data.get("public")) is not None:
            self.public = v if type(v) is bool else note(self, "public", v, "boolean")
        if (v := data.get("credentialId")) is not None:
            self.credential_id = v if type(v) is int else note(self, "credentialId", v, "integer")
        if (v := data.get("location")) is not None:
            self.location = v if type(v) is str else note(self, "location", v, "string")
        return self._matching() if strict else self
