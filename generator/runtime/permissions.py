# Edit this in generator/runtime/permissions.py; `make generate` copies it into the client.
"""What the configuration of an agent on the ToolzzAI platform lets it do with a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from attrs import frozen

from ._json import is_object
from ._operation import Operation
from .errors import ArgumentError, NotPermitted

__all__ = ["Integration", "Permissions"]

_FLAGS = {
    "checkAvailabilityEnabled": "check_availability_enabled",
    "createBookingEnabled": "create_booking_enabled",
}


class Integration(Protocol):
    """What permissions are read from: a `CalcomIntegration`, or anything with these attributes."""

    @property
    def is_active(self) -> Any:
        """Whether the integration is in use."""

    @property
    def check_availability_enabled(self) -> Any:
        """Whether the agent may look up free times."""

    @property
    def create_booking_enabled(self) -> Any:
        """Whether the agent may make bookings."""

    @property
    def timezone(self) -> Any:
        """IANA zone in which the agent books by default."""


@frozen
class Permissions:
    """What an agent may run. Only a plain true permits anything; a flag that is missing or odd forbids.

    Attributes:
        flags: Flags of the integration that are on, as the platform spells them; none if it is not in use.
        timezone: IANA zone for what names none; None to leave that to Cal.com.
        reason: Why nothing is permitted; empty otherwise.
    """

    flags: frozenset[str]
    timezone: str | None = None
    reason: str = ""

    @classmethod
    def of(cls, integration: Integration) -> Permissions:
        """The permissions of an integration, from `client.calcom_integrations.get(…)`.

        Raises:
            ArgumentError: It is no integration.
        """
        try:
            active = integration.is_active
            flags = {flag for flag, attribute in _FLAGS.items() if getattr(integration, attribute) is True}
            timezone = integration.timezone
        except AttributeError:
            what = f"{type(integration).__name__} is no integration"
            raise ArgumentError(f"{what}; pass what client.calcom_integrations.get() gives") from None
        if active is not True:
            return cls(frozenset(), reason="the integration is not active")
        return cls(frozenset(flags), timezone if isinstance(timezone, str) and timezone else None)

    def within(self, other: Permissions | None) -> Permissions:
        """These permissions, as far as others allow them too. Their time zone holds where these have none."""
        if other is None:
            return self
        return Permissions(self.flags & other.flags, self.timezone or other.timezone, self.reason or other.reason)

    def allows(self, operation: Operation[Any]) -> bool:
        """Whether the agent may run an operation."""
        return operation.flag in self.flags

    def check(self, operation: Operation[Any]) -> None:
        """Raises `NotPermitted`, with what would permit it, unless the agent may run an operation."""
        if not self.allows(operation):
            if operation.flag is None:
                why = "no flag of an integration permits it"
            else:
                why = self.reason or f"the integration's {operation.flag} is off"
            raise NotPermitted(f"The agent may not run this: {why}", operation=operation.name)

    def fill(self, operation: Operation[Any], arguments: dict[str, Any]) -> None:
        """Puts the integration's time zone where an operation takes one and none was given."""
        if operation.timezone is None or self.timezone is None:
            return
        name, _, key = operation.timezone.partition(".")
        if not key:
            if arguments.get(name) is None:
                arguments[name] = self.timezone
            return
        inner: Mapping[str, Any] | None = arguments.get(name)
        if is_object(inner) and inner.get(key) is None:
            arguments[name] = {**inner, key: self.timezone}
