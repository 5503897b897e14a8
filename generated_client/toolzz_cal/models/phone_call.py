# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model PhoneCall."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class PhoneCall(Model):
    """Call that an AI agent has been told to make.

    Attributes:
        call_id: Identifier of the call at the telephony provider.
        agent_id: Identifier of the AI agent that makes the call.
    """

    call_id: str
    agent_id: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> PhoneCall:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["callId"]
            self.call_id = v if type(v) is str else note(self, "callId", v, "string")
        except KeyError:
            return cls._padded(data, ("callId",), strict)
        if (v := data.get("agentId")) is not None:
            self.agent_id = v if type(v) is str else note(self, "agentId", v, "string")
        return self._matching() if strict else self
