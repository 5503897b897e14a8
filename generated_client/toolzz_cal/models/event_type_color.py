# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model EventTypeColor."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EventTypeColor(Model):
    """Colours that mark an event type in lists.

    Attributes:
        light_theme_hex: Hex colour on a light background, such as `#8ecae6`.
        dark_theme_hex: Hex colour on a dark background, such as `#0b2545`.
    """

    light_theme_hex: str
    dark_theme_hex: str

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> EventTypeColor:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["lightThemeHex"]
            self.light_theme_hex = v if type(v) is str else note(self, "lightThemeHex", v, "string")
            v = data["darkThemeHex"]
            self.dark_theme_hex = v if type(v) is str else note(self, "darkThemeHex", v, "string")
        except KeyError:
            return cls._padded(data, ("lightThemeHex", "darkThemeHex"), strict)
        return self._matching() if strict else self
