# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookNoShow."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookNoShow(Model):
    """Whether one attendee came.

    Attributes:
        email: Email address of the attendee.
        no_show: True when they did not come.
    """

    email: str
    no_show: bool

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookNoShow:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["email"]
            self.email = v if type(v) is str else note(self, "email", v, "string")
            v = data["noShow"]
            self.no_show = v if type(v) is bool else note(self, "noShow", v, "boolean")
        except KeyError:
            return cls._padded(data, ("email", "noShow"), strict)
        return self._matching() if strict else self
