# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model HouseAddressPlace."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class HouseAddressPlace(Model):
    """Coordinates.

    Attributes:
        latitude: Degrees north.
    """

    latitude: float | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> HouseAddressPlace:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("latitude")) is not None:
            self.latitude = v if type(v) is float or type(v) is int else note(self, "latitude", v, "number")
        return self._matching() if strict else self
