# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model OutOfOfficeReason."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class OutOfOfficeReason(Model):
    """Why somebody is away.

    Attributes:
        emoji: Picture for the reason.
        reason: The reason; built-in ones are keys of a translation, such as `ooo_reasons_vacation`.
    """

    emoji: str | None = None
    reason: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> OutOfOfficeReason:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("emoji")) is not None:
            self.emoji = v if type(v) is str else note(self, "emoji", v, "string")
        if (v := data.get("reason")) is not None:
            self.reason = v if type(v) is str else note(self, "reason", v, "string")
        return self._matching() if strict else self
