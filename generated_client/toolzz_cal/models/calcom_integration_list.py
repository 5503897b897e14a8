# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CalcomIntegrationList."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, require
from .calcom_integration import CalcomIntegration


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CalcomIntegrationList(Model):
    """The Cal.com integrations of a unit.

    Attributes:
        data: The integrations, each as reading it alone answers it.
    """

    data: list[CalcomIntegration]

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CalcomIntegrationList:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["data"]
            new_data: list[CalcomIntegration] = []
            self.data = new_data
            try:
                for item in v:
                    new_data.append(CalcomIntegration.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.data = many(self, "data", v, CalcomIntegration.from_dict)
        except KeyError:
            return cls._padded(data, ("data",), strict)
        return self._matching() if strict else self
