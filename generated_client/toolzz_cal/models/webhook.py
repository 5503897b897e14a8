# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Webhook."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from .._model import Model, define, listed, new, note, parse, require
from .webhook_trigger import WebhookTrigger


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Webhook(Model):
    """A subscription: Cal.com posts the chosen events to one address.

    Attributes:
        id: Text that identifies the webhook.
        subscriber_url: Address that receives the events; public HTTPS on the hosted service.
        triggers: Events that are sent; newer servers know more than are listed.
        active: Whether events are being sent at present.
        payload_template: Handlebars template of the body; null sends the standard body.
        secret: Key of the HMAC-SHA256 signature in the header X-Cal-Signature-256.
        user_id: Owner, when the webhook belongs to a user.
        event_type_id: Event type, when only its events are sent.
        team_id: Team or organization that owns the webhook.
        o_auth_client_id: OAuth client that owns the webhook.
        app_id: App that set the webhook up, if one did.
        platform: Whether it covers a whole platform, not one owner.
        time: Delay of the no-show triggers, counted in `timeUnit`.
        time_unit: Unit of `time`.
        version: Version of the body format, such as 2021-10-20.
        created_at: When the webhook was set up, in UTC.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"secret"})

    id: str
    subscriber_url: str
    triggers: list[WebhookTrigger | str]
    active: bool
    payload_template: str | None = None
    secret: str | None = None
    user_id: int | None = None
    event_type_id: int | None = None
    team_id: int | None = None
    o_auth_client_id: str | None = None
    app_id: str | None = None
    platform: bool | None = None
    time: int | None = None
    time_unit: str | None = None
    version: str | None = None
    created_at: datetime | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Webhook:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is str else note(self, "id", v, "string")
            v = data["subscriberUrl"]
            self.subscriber_url = v if type(v) is str else note(self, "subscriberUrl", v, "string")
            v = data["triggers"]
            self.triggers = listed(self, "triggers", v, str, "string")
            v = data["active"]
            self.active = v if type(v) is bool else note(self, "active", v, "boolean")
        except KeyError:
            return cls._padded(data, ("id", "subscriberUrl", "triggers", "active"), strict)
        if (v := data.get("payloadTemplate")) is not None:
            self.payload_template = v if type(v) is str else note(self, "payloadTemplate", v, "string")
        if (v := data.get("secret")) is not None:
            self.secret = v if type(v) is str else note(self, "secret", v, "string")
        if (v := data.get("userId")) is not None:
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        if (v := data.get("teamId")) is not None:
            self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
        if (v := data.get("oAuthClientId")) is not None:
            self.o_auth_client_id = v if type(v) is str else note(self, "oAuthClientId", v, "string")
        if (v := data.get("appId")) is not None:
            self.app_id = v if type(v) is str else note(self, "appId", v, "string")
        if (v := data.get("platform")) is not None:
            self.platform = v if type(v) is bool else note(self, "platform", v, "boolean")
        if (v := data.get("time")) is not None:
            self.time = v if type(v) is int else note(self, "time", v, "integer")
        if (v := data.get("timeUnit")) is not None:
            self.time_unit = v if type(v) is str else note(self, "timeUnit", v, "string")
        if (v := data.get("version")) is not None:
            self.version = v if type(v) is str else note(self, "version", v, "string")
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        return self._matching() if strict else self
