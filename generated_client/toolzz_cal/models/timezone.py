# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Timezone."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Timezone(Model):
    """City and the time zone that holds there.

    Attributes:
        city: English name of the city; the largest where several share it.
        timezone: IANA zone, such as `America/Sao_Paulo`; null for a few cities.
        pop: How many people live there; an estimate, not always whole.
    """

    city: str
    timezone: str | None = None
    pop: float | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Timezone:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["city"]
            self.city = v if type(v) is str else note(self, "city", v, "string")
            if (v := data["timezone"]) is not None:
                self.timezone = v if type(v) is str else note(self, "timezone", v, "string")
        except KeyError:
            return cls._padded(data, ("city", "timezone"), strict)
        if (v := data.get("pop")) is not None:
            self.pop = v if type(v) is float or type(v) is int else note(self, "pop", v, "number")
        return self._matching() if strict else self
