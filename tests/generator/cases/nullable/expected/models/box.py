# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Box."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, listed, many, new, note, one, parse, require
from .lid import Lid


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Box(Model):
    """A box.

    Attributes:
        label: Always there; null when it has none.
        lid: Always there; null when it is open.
        weight: In kilograms.
        sealed: When it was closed.
        tags: Words about it.
        lids: Spare ones.
        notes: Anything else.
        name: Never null.
    """

    label: str | None = None
    lid: Lid | None = None
    weight: float | None = None
    sealed: datetime | None = None
    tags: list[str] | None = None
    lids: list[Lid] | None = None
    notes: dict[str, Any] | None = None
    name: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Box:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            if (v := data["label"]) is not None:
                self.label = v if type(v) is str else note(self, "label", v, "string")
            if (v := data["lid"]) is not None:
                self.lid = one(self, "lid", v, Lid.from_dict)
        except KeyError:
            return cls._padded(data, ("label", "lid"), strict)
        if (v := data.get("weight")) is not None:
            self.weight = v if type(v) is float or type(v) is int else note(self, "weight", v, "number")
        if (v := data.get("sealed")) is not None:
            try:
                self.sealed = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.sealed = note(self, "sealed", v, "date-time")
        if (v := data.get("tags")) is not None:
            self.tags = listed(self, "tags", v, str, "string")
        if (v := data.get("lids")) is not None:
            new_lids: list[Lid] = []
            self.lids = new_lids
            try:
                for item in v:
                    new_lids.append(Lid.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.lids = many(self, "lids", v, Lid.from_dict)
        if (v := data.get("notes")) is not None:
            self.notes = v if type(v) is dict else note(self, "notes", v, "object")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        return self._matching() if strict else self
