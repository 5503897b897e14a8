# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Cal.com functions of AI agents on the ToolzzAI platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from .. import models
from .._operation import Operation, Repeat, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncCalcomIntegrations", "CalcomIntegrations"]

_CREATE = Operation(
    "calcom_integrations.create",
    "POST",
    "/api/v1/calcom/integration",
    server="https://converflow.api.prod.toolzz.media",
    effect="write",
    decode=one(lambda: models.CalcomIntegration),
)
_GET = Operation(
    "calcom_integrations.get",
    "GET",
    "/api/v1/calcom/integration/{integrationId}",
    server="https://converflow.api.prod.toolzz.media",
    effect="read",
    decode=one(lambda: models.CalcomIntegration),
)
_LIST = Operation(
    "calcom_integrations.list",
    "GET",
    "/api/v1/calcom/integration/unit/{unitId}",
    server="https://converflow.api.prod.toolzz.media",
    effect="read",
    decode=one(lambda: models.CalcomIntegrationList),
)
_UPDATE = Operation(
    "calcom_integrations.update",
    "PUT",
    "/api/v1/calcom/integration/{integrationId}",
    server="https://chat.api.toolzz.com.br",
    effect="write",
    decode=one(lambda: models.CalcomIntegration),
    reconcile=Repeat(),
)


class CalcomIntegrations(Resource):
    """Cal.com functions of AI agents on the ToolzzAI platform.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        title: str,
        unit_id: UUID | str,
        api_key: str,
        calcom_username: str,
        timezone: str,
        prompt: str,
        check_availability_enabled: bool,
        create_booking_enabled: bool,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegration:
        """Create a Cal.com integration.

        Gives an organizational unit a Cal.com function that its AI agents can use, with its own key, instructions and
        permissions. Source: `POST /api/v1/calcom/integration`.

        Args:
            title: Name to show in the panel.
            unit_id: Organizational unit that owns the integration.
            api_key: Live key for the Cal.com API. Later answers show it masked, and updates cannot change it.
            calcom_username: User name or profile slug at Cal.com.
            timezone: IANA zone in which the agent books by default, such as `America/Sao_Paulo`.
            prompt: Instructions that tell the agent how and when to schedule.
            check_availability_enabled: Whether the agent may look up free times.
            create_booking_enabled: Whether the agent may make bookings.

        Returns:
            The Cal.com function of an AI agent, as the ToolzzAI platform stores it.
        """
        _given = Hidden(
            {
                "title": title,
                "unitId": unit_id,
                "apiKey": api_key,
                "calcomUsername": calcom_username,
                "timezone": timezone,
                "prompt": prompt,
                "checkAvailabilityEnabled": check_availability_enabled,
                "createBookingEnabled": create_booking_enabled,
            }
        )
        del api_key
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    def get(
        self,
        *,
        integration_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegration:
        """Get a Cal.com integration.

        Answers one integration with its permissions; its key comes masked. Source: `GET
        /api/v1/calcom/integration/{integrationId}`.

        Args:
            integration_id: The integration, by the `id` that creating it answered.

        Returns:
            The Cal.com function of an AI agent, as the ToolzzAI platform stores it.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_GET, {}, extra_arguments, extra_headers, timeout, path={"integrationId": integration_id})

    def list(
        self,
        *,
        unit_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegrationList:
        """List Cal.com integrations of a unit.

        Lists the integrations of one organizational unit, with their permissions; keys come masked. A page of the
        ToolzzAI reference beside the documents describes it, and shows no paging. Source: `GET
        /api/v1/calcom/integration/unit/{unitId}`.

        Args:
            unit_id: The unit whose integrations are wanted, by the `unitId` of any of them.

        Returns:
            The Cal.com integrations of a unit.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_LIST, {}, extra_arguments, extra_headers, timeout, path={"unitId": unit_id})

    def update(
        self,
        *,
        integration_id: UUID | str,
        title: str,
        unit_id: UUID | str,
        calcom_username: str,
        timezone: str,
        prompt: str,
        check_availability_enabled: bool,
        create_booking_enabled: bool,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegration:
        """Replace a Cal.com integration.

        Writes every field that can be written, so all of them must be given. The Cal.com key stays as it is: no
        documented operation replaces it. Source: `PUT /api/v1/calcom/integration/{integrationId}`.

        Args:
            integration_id: The integration to replace, by its UUID.
            title: Name to show in the panel.
            unit_id: Organizational unit that owns the integration.
            calcom_username: User name or profile slug at Cal.com.
            timezone: IANA zone in which the agent books by default, such as `America/Sao_Paulo`.
            prompt: Instructions that tell the agent how and when to schedule.
            check_availability_enabled: Whether the agent may look up free times.
            create_booking_enabled: Whether the agent may make bookings.

        Returns:
            The Cal.com function of an AI agent, as the ToolzzAI platform stores it.
        """
        _given = {
            "title": title,
            "unitId": unit_id,
            "calcomUsername": calcom_username,
            "timezone": timezone,
            "prompt": prompt,
            "checkAvailabilityEnabled": check_availability_enabled,
            "createBookingEnabled": create_booking_enabled,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _UPDATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            path={"integrationId": integration_id},
            idempotency_key=idempotency_key,
        )


class AsyncCalcomIntegrations(AsyncResource):
    """Cal.com functions of AI agents on the ToolzzAI platform.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        title: str,
        unit_id: UUID | str,
        api_key: str,
        calcom_username: str,
        timezone: str,
        prompt: str,
        check_availability_enabled: bool,
        create_booking_enabled: bool,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegration:
        """Create a Cal.com integration.

        Gives an organizational unit a Cal.com function that its AI agents can use, with its own key, instructions and
        permissions. Source: `POST /api/v1/calcom/integration`.

        Args:
            title: Name to show in the panel.
            unit_id: Organizational unit that owns the integration.
            api_key: Live key for the Cal.com API. Later answers show it masked, and updates cannot change it.
            calcom_username: User name or profile slug at Cal.com.
            timezone: IANA zone in which the agent books by default, such as `America/Sao_Paulo`.
            prompt: Instructions that tell the agent how and when to schedule.
            check_availability_enabled: Whether the agent may look up free times.
            create_booking_enabled: Whether the agent may make bookings.

        Returns:
            The Cal.com function of an AI agent, as the ToolzzAI platform stores it.
        """
        _given = Hidden(
            {
                "title": title,
                "unitId": unit_id,
                "apiKey": api_key,
                "calcomUsername": calcom_username,
                "timezone": timezone,
                "prompt": prompt,
                "checkAvailabilityEnabled": check_availability_enabled,
                "createBookingEnabled": create_booking_enabled,
            }
        )
        del api_key
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    async def get(
        self,
        *,
        integration_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegration:
        """Get a Cal.com integration.

        Answers one integration with its permissions; its key comes masked. Source: `GET
        /api/v1/calcom/integration/{integrationId}`.

        Args:
            integration_id: The integration, by the `id` that creating it answered.

        Returns:
            The Cal.com function of an AI agent, as the ToolzzAI platform stores it.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _GET, {}, extra_arguments, extra_headers, timeout, path={"integrationId": integration_id}
        )

    async def list(
        self,
        *,
        unit_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegrationList:
        """List Cal.com integrations of a unit.

        Lists the integrations of one organizational unit, with their permissions; keys come masked. A page of the
        ToolzzAI reference beside the documents describes it, and shows no paging. Source: `GET
        /api/v1/calcom/integration/unit/{unitId}`.

        Args:
            unit_id: The unit whose integrations are wanted, by the `unitId` of any of them.

        Returns:
            The Cal.com integrations of a unit.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_LIST, {}, extra_arguments, extra_headers, timeout, path={"unitId": unit_id})

    async def update(
        self,
        *,
        integration_id: UUID | str,
        title: str,
        unit_id: UUID | str,
        calcom_username: str,
        timezone: str,
        prompt: str,
        check_availability_enabled: bool,
        create_booking_enabled: bool,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.CalcomIntegration:
        """Replace a Cal.com integration.

        Writes every field that can be written, so all of them must be given. The Cal.com key stays as it is: no
        documented operation replaces it. Source: `PUT /api/v1/calcom/integration/{integrationId}`.

        Args:
            integration_id: The integration to replace, by its UUID.
            title: Name to show in the panel.
            unit_id: Organizational unit that owns the integration.
            calcom_username: User name or profile slug at Cal.com.
            timezone: IANA zone in which the agent books by default, such as `America/Sao_Paulo`.
            prompt: Instructions that tell the agent how and when to schedule.
            check_availability_enabled: Whether the agent may look up free times.
            create_booking_enabled: Whether the agent may make bookings.

        Returns:
            The Cal.com function of an AI agent, as the ToolzzAI platform stores it.
        """
        _given = {
            "title": title,
            "unitId": unit_id,
            "calcomUsername": calcom_username,
            "timezone": timezone,
            "prompt": prompt,
            "checkAvailabilityEnabled": check_availability_enabled,
            "createBookingEnabled": create_booking_enabled,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _UPDATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            path={"integrationId": integration_id},
            idempotency_key=idempotency_key,
        )
