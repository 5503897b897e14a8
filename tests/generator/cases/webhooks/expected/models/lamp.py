# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Lamp."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Lamp(Model):
    """A lamp.

    Attributes:
        name: Its name.
    """

    name: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Lamp:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
        except KeyError:
            return cls._padded(data, ("name",), strict)
        return self._matching() if strict else self
