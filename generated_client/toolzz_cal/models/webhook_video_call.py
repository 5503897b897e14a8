# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookVideoCall."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookVideoCall(Model):
    """The video call that was made for a booking.

    Attributes:
        type_: App that hosts the call, such as `daily_video`.
        id: Id of the call in that app.
        password: Password to join; empty when none is needed.
        url: Link to join.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"password"})

    type_: str | None = None
    id: str | None = None
    password: str | None = None
    url: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookVideoCall:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is str else note(self, "id", v, "string")
        if (v := data.get("password")) is not None:
            self.password = v if type(v) is str else note(self, "password", v, "string")
        if (v := data.get("url")) is not None:
            self.url = v if type(v) is str else note(self, "url", v, "string")
        return self._matching() if strict else self
