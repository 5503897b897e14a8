# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CalcomIntegration."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from .._model import Model, define, local_moment, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CalcomIntegration(Model):
    """The Cal.com function of an AI agent, as the ToolzzAI platform stores it.

    Attributes:
        id: Identifies the integration.
        bot_id: The AI agent that uses the integration; null while it is linked to none.
        unit_id: Organizational unit that owns the integration. Functions spell the same thing `unityId`.
        title: Name shown in the panel.
        calcom_username: User name or profile slug at Cal.com.
        api_key: Key for the Cal.com API, masked in answers. A masked value read back is not a key and must not be sent.
        is_active: Whether the integration is in use.
        is_token_masked: Whether `apiKey` is hidden in this answer.
        timezone: IANA zone in which the agent books by default, such as `America/Sao_Paulo`.
        prompt: Instructions that guide the agent when it schedules.
        check_availability_enabled: Whether the agent may look up free times.
        create_booking_enabled: Whether the agent may make bookings.
        default_event_type_id: Event type that the agent books by default; null when none is chosen.
        default_event_type_slug: Slug of the default event type; null when none is chosen.
        created_at: When the integration was made; shown with 6 digits of a second.
        updated_at: When the integration last changed; shown with 3 digits of a second.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"apiKey"})

    id: str
    bot_id: str | None = None
    unit_id: str
    title: str
    calcom_username: str
    api_key: str
    is_active: bool
    is_token_masked: bool
    timezone: str
    prompt: str
    check_availability_enabled: bool
    create_booking_enabled: bool
    default_event_type_id: int | None = None
    default_event_type_slug: str | None = None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CalcomIntegration:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is str else note(self, "id", v, "string")
            v = data["unitId"]
            self.unit_id = v if type(v) is str else note(self, "unitId", v, "string")
            v = data["title"]
            self.title = v if type(v) is str else note(self, "title", v, "string")
            v = data["calcomUsername"]
            self.calcom_username = v if type(v) is str else note(self, "calcomUsername", v, "string")
            v = data["apiKey"]
            self.api_key = v if type(v) is str else note(self, "apiKey", v, "string")
            v = data["isActive"]
            self.is_active = v if type(v) is bool else note(self, "isActive", v, "boolean")
            v = data["isTokenMasked"]
            self.is_token_masked = v if type(v) is bool else note(self, "isTokenMasked", v, "boolean")
            v = data["timezone"]
            self.timezone = v if type(v) is str else note(self, "timezone", v, "string")
            v = data["prompt"]
            self.prompt = v if type(v) is str else note(self, "prompt", v, "string")
            v = data["checkAvailabilityEnabled"]
            self.check_availability_enabled = (
                v if type(v) is bool else note(self, "checkAvailabilityEnabled", v, "boolean")
            )
            v = data["createBookingEnabled"]
            self.create_booking_enabled = v if type(v) is bool else note(self, "createBookingEnabled", v, "boolean")
            v = data["createdAt"]
            self.created_at = local_moment(self, "createdAt", v)
            v = data["updatedAt"]
            self.updated_at = local_moment(self, "updatedAt", v)
        except KeyError:
            return cls._padded(
                data,
                (
                    "id",
                    "unitId",
                    "title",
                    "calcomUsername",
                    "apiKey",
                    "isActive",
                    "isTokenMasked",
                    "timezone",
                    "prompt",
                    "checkAvailabilityEnabled",
                    "createBookingEnabled",
                    "createdAt",
                    "updatedAt",
                ),
                strict,
            )
        if (v := data.get("botId")) is not None:
            self.bot_id = v if type(v) is str else note(self, "botId", v, "string")
        if (v := data.get("defaultEventTypeId")) is not None:
            self.default_event_type_id = v if type(v) is int else note(self, "defaultEventTypeId", v, "integer")
        if (v := data.get("defaultEventTypeSlug")) is not None:
            self.default_event_type_slug = v if type(v) is str else note(self, "defaultEventTypeSlug", v, "string")
        return self._matching() if strict else self
