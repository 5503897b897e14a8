# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookerLayouts."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookerLayouts(Model):
    """Calendar views on the booking page of an event type.

    Attributes:
        default_layout: View that opens first.
        enabled_layouts: Views on offer, the first one included.
    """

    default_layout: Literal["month", "week", "column"] | str
    enabled_layouts: list[Literal["month", "week", "column"] | str]

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookerLayouts:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["defaultLayout"]
            self.default_layout = v if type(v) is str else note(self, "defaultLayout", v, "string")
            v = data["enabledLayouts"]
            self.enabled_layouts = listed(self, "enabledLayouts", v, str, "string")
        except KeyError:
            return cls._padded(data, ("defaultLayout", "enabledLayouts"), strict)
        return self._matching() if strict else self
