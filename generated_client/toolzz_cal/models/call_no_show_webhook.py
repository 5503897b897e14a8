# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CallNoShowWebhook."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CallNoShowWebhook(Model):
    """A webhook for missing hosts or guests, as its own events show it.

    Attributes:
        id: Text that identifies the webhook.
        subscriber_url: Address that receives the events.
        app_id: App that set the webhook up, if one did.
        time: How long is waited after the start, counted in `timeUnit`.
        time_unit: Unit of `time`: `DAY`, `HOUR` or `MINUTE`.
        event_triggers: Events that the webhook is sent.
        payload_template: Template of the body; null sends the standard body.
    """

    id: str | None = None
    subscriber_url: str | None = None
    app_id: str | None = None
    time: int | None = None
    time_unit: str | None = None
    event_triggers: list[str] | None = None
    payload_template: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CallNoShowWebhook:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("id")) is not None:
            self.id = v if type(v) is str else note(self, "id", v, "string")
        if (v := data.get("subscriberUrl")) is not None:
            self.subscriber_url = v if type(v) is str else note(self, "subscriberUrl", v, "string")
        if (v := data.get("appId")) is not None:
            self.app_id = v if type(v) is str else note(self, "appId", v, "string")
        if (v := data.get("time")) is not None:
            self.time = v if type(v) is int else note(self, "time", v, "integer")
        if (v := data.get("timeUnit")) is not None:
            self.time_unit = v if type(v) is str else note(self, "timeUnit", v, "string")
        if (v := data.get("eventTriggers")) is not None:
            self.event_triggers = listed(self, "eventTriggers", v, str, "string")
        if (v := data.get("payloadTemplate")) is not None:
            self.payload_template = v if type(v) is str else note(self, "payloadTemplate", v, "string")
        return self._matching() if strict else self
