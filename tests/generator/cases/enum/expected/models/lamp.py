# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Lamp."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, listed, new, note, require
from .colour import Colour


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Lamp(Model):
    """A lamp.

    Attributes:
        colour: Its colour.
        state: Whether it shines.
        mode: Its mode; null when it has none.
        before: Its colour before.
        palette: What it can show.
    """

    colour: Colour | str
    state: Literal["on", "off"] | str
    mode: Any = None
    before: Colour | str | None = None
    palette: list[Colour | str] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Lamp:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["colour"]
            self.colour = v if type(v) is str else note(self, "colour", v, "string")
            v = data["state"]
            self.state = v if type(v) is str else note(self, "state", v, "string")
        except KeyError:
            return cls._padded(data, ("colour", "state"), strict)
        if (v := data.get("mode")) is not None:
            self.mode = v
        if (v := data.get("before")) is not None:
            self.before = v if type(v) is str else note(self, "before", v, "string")
        if (v := data.get("palette")) is not None:
            self.palette = listed(self, "palette", v, str, "string")
        return self._matching() if strict else self
