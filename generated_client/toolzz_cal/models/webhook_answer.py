# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model WebhookAnswer."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebhookAnswer(Model):
    """The answer to one field of the booking form.

    Attributes:
        label: Label of the field; fields that every form has send the key of a translation.
        value: What was answered: text, a list of texts, or an object. Absent when the field was left empty.
        is_hidden: Whether the form did not show the field.
    """

    label: str | None = None
    value: Any = None
    is_hidden: bool | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> WebhookAnswer:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("label")) is not None:
            self.label = v if type(v) is str else note(self, "label", v, "string")
        if (v := data.get("value")) is not None:
            self.value = v
        if (v := data.get("isHidden")) is not None:
            self.is_hidden = v if type(v) is bool else note(self, "isHidden", v, "boolean")
        return self._matching() if strict else self
