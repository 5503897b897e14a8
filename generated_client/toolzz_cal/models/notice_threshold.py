# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model NoticeThreshold."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class NoticeThreshold(Model):
    """Shortest notice at which a booking stands without confirmation.

    Attributes:
        unit: Unit in which `count` is given.
        count: How many of the unit.
    """

    unit: Literal["minutes", "hours"] | str
    count: int

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> NoticeThreshold:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["unit"]
            self.unit = v if type(v) is str else note(self, "unit", v, "string")
            v = data["count"]
            self.count = v if type(v) is int else note(self, "count", v, "integer")
        except KeyError:
            return cls._padded(data, ("unit", "count"), strict)
        return self._matching() if strict else self
