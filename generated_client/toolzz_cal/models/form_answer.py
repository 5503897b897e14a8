# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model FormAnswer."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class FormAnswer(Model):
    """The answer to one field of a routing form.

    Attributes:
        value: What was answered: text, a number or a list of labels.
        response: What was answered; choices are objects with `label` and `id`.
    """

    value: Any = None
    response: Any = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> FormAnswer:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("value")) is not None:
            self.value = v
        if (v := data.get("response")) is not None:
            self.response = v
        return self._matching() if strict else self
