# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model ConferencingApp."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ConferencingApp(Model):
    """A video service that a user has connected.

    Attributes:
        id: Number that identifies the connection.
        type_: Kind of service, such as google_video or zoom_video.
        user_id: Owner of the connection.
        team_id: Owner, if a team; null for a user.
        app_id: Slug of the service, such as google-meet.
        invalid: Whether the service has stopped accepting the connection.
        delegation_credential_id: Organization-wide connection, when one is used instead.
        subscription_id: Subscription that pays for the service, where one does.
        payment_status: State of that subscription.
        billing_cycle_start: Day of the month on which that subscription is charged.
        encrypted_key: Stored tokens of the service in encrypted form; servers since 2026 send it.
        key: Stored tokens of the service, if the server returns any.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"encryptedKey", "key"})

    id: int
    type_: str
    user_id: int
    team_id: int | None = None
    app_id: str | None = None
    invalid: bool | None = None
    delegation_credential_id: str | None = None
    subscription_id: str | None = None
    payment_status: str | None = None
    billing_cycle_start: int | None = None
    encrypted_key: str | None = None
    key: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> ConferencingApp:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["type"]
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
            v = data["userId"]
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        except KeyError:
            return cls._padded(data, ("id", "type", "userId"), strict)
        if (v := data.get("teamId")) is not None:
            self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
        if (v := data.get("appId")) is not None:
            self.app_id = v if type(v) is str else note(self, "appId", v, "string")
        if (v := data.get("invalid")) is not None:
            self.invalid = v if type(v) is bool else note(self, "invalid", v, "boolean")
        if (v := data.get("delegationCredentialId")) is not None:
            self.delegation_credential_id = v if type(v) is str else note(self, "delegationCredentialId", v, "string")
        if (v := data.get("subscriptionId")) is not None:
            self.subscription_id = v if type(v) is str else note(self, "subscriptionId", v, "string")
        if (v := data.get("paymentStatus")) is not None:
            self.payment_status = v if type(v) is str else note(self, "paymentStatus", v, "string")
        if (v := data.get("billingCycleStart")) is not None:
            self.billing_cycle_start = v if type(v) is int else note(self, "billingCycleStart", v, "integer")
        if (v := data.get("encryptedKey")) is not None:
            self.encrypted_key = v if type(v) is str else note(self, "encryptedKey", v, "string")
        if (v := data.get("key")) is not None:
            self.key = v if type(v) is dict else note(self, "key", v, "object")
        return self._matching() if strict else self
