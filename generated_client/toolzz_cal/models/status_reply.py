# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model StatusReply."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class StatusReply(Model):
    """What a route answers that has nothing to report beyond success.

    Attributes:
        status: How the request ended, normally `success`.
        message: Remark of the server, when it adds one.
    """

    status: Literal["success", "error"] | str | None = None
    message: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> StatusReply:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("status")) is not None:
            self.status = v if type(v) is str else note(self, "status", v, "string")
        if (v := data.get("message")) is not None:
            self.message = v if type(v) is str else note(self, "message", v, "string")
        return self._matching() if strict else self
