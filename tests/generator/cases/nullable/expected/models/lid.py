# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Lid."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Lid(Model):
    """A lid.

    Attributes:
        colour: Its colour.
    """

    colour: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Lid:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("colour")) is not None:
            self.colour = v if type(v) is str else note(self, "colour", v, "string")
        return self._matching() if strict else self
