# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model House."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, one, require
from .house_address import HouseAddress
from .house_rooms_item import HouseRoomsItem
from .person import Person


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class House(Model):
    """A house.

    Attributes:
        address: Where it stands.
        rooms: Its rooms.
        notes: Anything else.
        owner: Who owns it.
    """

    address: HouseAddress
    rooms: list[HouseRoomsItem] | None = None
    notes: dict[str, Any] | None = None
    owner: Person | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> House:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["address"]
            self.address = one(self, "address", v, HouseAddress.from_dict)
        except KeyError:
            return cls._padded(data, ("address",), strict)
        if (v := data.get("rooms")) is not None:
            new_rooms: list[HouseRoomsItem] = []
            self.rooms = new_rooms
            try:
                for item in v:
                    new_rooms.append(HouseRoomsItem.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.rooms = many(self, "rooms", v, HouseRoomsItem.from_dict)
        if (v := data.get("notes")) is not None:
            self.notes = v if type(v) is dict else note(self, "notes", v, "object")
        if (v := data.get("owner")) is not None:
            self.owner = one(self, "owner", v, Person.from_dict)
        return self._matching() if strict else self
