# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model HouseAddress."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, one, require
from .house_address_place import HouseAddressPlace


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class HouseAddress(Model):
    """Where it stands.

    Attributes:
        street: Street and number.
        place: Coordinates.
    """

    street: str
    place: HouseAddressPlace | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> HouseAddress:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["street"]
            self.street = v if type(v) is str else note(self, "street", v, "string")
        except KeyError:
            return cls._padded(data, ("street",), strict)
        if (v := data.get("place")) is not None:
            self.place = one(self, "place", v, HouseAddressPlace.from_dict)
        return self._matching() if strict else self
