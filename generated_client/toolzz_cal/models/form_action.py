# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model FormAction."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class FormAction(Model):
    """What a routing form does with whoever filled it in.

    Attributes:
        type_: Kind of action, such as `customPageMessage`.
        value: Message, address or event type, depending on the kind.
        event_type_id: Event type that is offered, if one is.
    """

    type_: str | None = None
    value: str | None = None
    event_type_id: int | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> FormAction:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("value")) is not None:
            self.value = v if type(v) is str else note(self, "value", v, "string")
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        return self._matching() if strict else self
