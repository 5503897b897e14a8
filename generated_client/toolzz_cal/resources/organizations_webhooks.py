# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Webhooks of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsWebhooks", "OrganizationsWebhooks"]

_GET = GATEWAY.action(
    "organizations.webhooks.get",
    "CAL_RETRIEVE_ORGANIZATION_WEBHOOK_BY_ID",
    "read",
    one(lambda: models.Webhook),
    CalRequest("GET", "/v2/organizations/{orgId}/webhooks/{webhookId}", credential="key-or-client"),
)
_LIST = GATEWAY.action(
    "organizations.webhooks.list",
    "CAL_RETRIEVE_ORGANIZATION_WEBHOOKS_BY_ORG_ID",
    "read",
    many(lambda: models.Webhook),
    CalRequest("GET", "/v2/organizations/{orgId}/webhooks", credential="key-or-client"),
)
_UPDATE = GATEWAY.action(
    "organizations.webhooks.update",
    "CAL_UPDATE_WEBHOOK_FOR_ORGANIZATION",
    "write",
    one(lambda: models.Webhook),
    CalRequest(
        "PATCH",
        "/v2/organizations/{orgId}/webhooks/{webhookId}",
        "body",
        credential="key-or-client",
        encodings={"triggers": "list"},
    ),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.webhooks.create",
    "CAL_CREATE_ORGANIZATION_WEBHOOK_BY_ORG_ID",
    "write",
    one(lambda: models.Webhook),
    CalRequest(
        "POST", "/v2/organizations/{orgId}/webhooks", "body", credential="key-or-client", encodings={"triggers": "list"}
    ),
    reconcile=Reconcile(
        _LIST, filters={"orgId": ("orgId", "")}, same={"subscriberUrl": ("subscriberUrl", "")}, id="id", pages=True
    ),
)
_DELETE = GATEWAY.action(
    "organizations.webhooks.delete",
    "CAL_DELETE_ORG_WEBHOOK",
    "destroy",
    one(lambda: models.Webhook),
    CalRequest("DELETE", "/v2/organizations/{orgId}/webhooks/{webhookId}", credential="key-or-client"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId"}, gone={"id": "webhookId"}, pages=True),
)


class OrganizationsWebhooks(Resource):
    """Webhooks of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        org_id: int,
        active: bool,
        triggers: models.WebhookTrigger | str | Sequence[str],
        subscriber_url: str,
        secret: str | None = None,
        payload_template: str | None = None,
        version: str | None = None,
        time: int | None = None,
        time_unit: Literal["DAY", "HOUR", "MINUTE"] | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Create an organization webhook.

        Has Cal.com post events of the organization to a URL of yours. A second webhook with the same URL in the
        organization is refused as a conflict. Source: action `CAL_CREATE_ORGANIZATION_WEBHOOK_BY_ORG_ID`.

        Args:
            org_id: Number of the organization whose events are reported.
            active: Whether deliveries start at once; false stores the webhook switched off.
            triggers: Event that causes a delivery; Cal.com itself also takes a list of them. (Source: Cal.com's API
                v2.)
            subscriber_url: Address that receives the POST requests; public and HTTPS on hosted Cal.com.
            secret: Key that signs deliveries (HMAC-SHA256, hex, header `X-Cal-Signature-256`); unsigned without it.
            payload_template: Handlebars template for the body, in place of the standard payload.
            version: Version that the payload follows; `2021-10-20` when absent. (Source: Cal.com's API v2.)
            time: Wait after a start before no-show triggers look, in `timeUnit`; newer servers require both. (Source:
                Cal.com's API v2.)
            time_unit: Unit in which `time` is given. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `organizations.webhooks.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "active": active,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "secret": secret,
                "payloadTemplate": payload_template,
                "version": version,
                "time": time,
                "timeUnit": time_unit,
            }
        )
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def delete(
        self,
        *,
        org_id: int,
        webhook_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete an organization webhook.

        Ends the deliveries and removes the webhook for good; the reply shows it one last time. To pause it instead, set
        `active` to false with `organizations.webhooks.update`. Source: action `CAL_DELETE_ORG_WEBHOOK`.

        Args:
            org_id: Number of the organization that owns the webhook.
            webhook_id: Id of the webhook to delete.
            reconcile: Whether to look with `organizations.webhooks.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"orgId": org_id, "webhookId": webhook_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        org_id: int,
        webhook_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get an organization webhook.

        Reads the URL, triggers and state of one webhook. The reply can contain its secret. Source: action
        `CAL_RETRIEVE_ORGANIZATION_WEBHOOK_BY_ID`.

        Args:
            org_id: Number of the organization that owns the webhook.
            webhook_id: Id of the webhook, as its creation or the list returned it.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"orgId": org_id, "webhookId": webhook_id}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of an organization.

        Gives the webhooks of the organization itself, active or not; those of teams, users and event types are not
        among them. The reply is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_ORGANIZATION_WEBHOOKS_BY_ORG_ID`.

        Args:
            org_id: Number of the organization whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Webhook]:
        """List the webhooks of an organization.

        Gives the webhooks of the organization itself, active or not; those of teams, users and event types are not
        among them. The reply is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_ORGANIZATION_WEBHOOKS_BY_ORG_ID`.

        Args:
            org_id: Number of the organization whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def update(
        self,
        *,
        org_id: int,
        webhook_id: str,
        active: bool | None = None,
        secret: str | None = None,
        triggers: models.WebhookTrigger | str | Sequence[str] | None = None,
        subscriber_url: str | None = None,
        payload_template: str | None = None,
        version: str | None = None,
        time: int | None = None,
        time_unit: Literal["DAY", "HOUR", "MINUTE"] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Update an organization webhook.

        Changes what is sent and keeps the rest. A trigger given here takes the place of all triggers the webhook had.
        Source: action `CAL_UPDATE_WEBHOOK_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization that owns the webhook.
            webhook_id: Id of the webhook to change.
            active: True resumes deliveries, false pauses them.
            secret: New key that signs deliveries; without it the present key stays.
            triggers: Event that causes a delivery from now on; Cal.com itself also takes a list. (Source: Cal.com's API
                v2.)
            subscriber_url: New address for deliveries; public and HTTPS on hosted Cal.com.
            payload_template: New Handlebars template for the body of each delivery.
            version: New version that the payload follows, such as `2021-10-20`. (Source: Cal.com's API v2.)
            time: New wait after a start before no-show triggers look, in `timeUnit`. (Source: Cal.com's API v2.)
            time_unit: Unit in which the new `time` is given. (Source: Cal.com's API v2.)

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "webhookId": webhook_id,
                "active": active,
                "secret": secret,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "payloadTemplate": payload_template,
                "version": version,
                "time": time,
                "timeUnit": time_unit,
            }
        )
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsWebhooks(AsyncResource):
    """Webhooks of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        org_id: int,
        active: bool,
        triggers: models.WebhookTrigger | str | Sequence[str],
        subscriber_url: str,
        secret: str | None = None,
        payload_template: str | None = None,
        version: str | None = None,
        time: int | None = None,
        time_unit: Literal["DAY", "HOUR", "MINUTE"] | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Create an organization webhook.

        Has Cal.com post events of the organization to a URL of yours. A second webhook with the same URL in the
        organization is refused as a conflict. Source: action `CAL_CREATE_ORGANIZATION_WEBHOOK_BY_ORG_ID`.

        Args:
            org_id: Number of the organization whose events are reported.
            active: Whether deliveries start at once; false stores the webhook switched off.
            triggers: Event that causes a delivery; Cal.com itself also takes a list of them. (Source: Cal.com's API
                v2.)
            subscriber_url: Address that receives the POST requests; public and HTTPS on hosted Cal.com.
            secret: Key that signs deliveries (HMAC-SHA256, hex, header `X-Cal-Signature-256`); unsigned without it.
            payload_template: Handlebars template for the body, in place of the standard payload.
            version: Version that the payload follows; `2021-10-20` when absent. (Source: Cal.com's API v2.)
            time: Wait after a start before no-show triggers look, in `timeUnit`; newer servers require both. (Source:
                Cal.com's API v2.)
            time_unit: Unit in which `time` is given. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `organizations.webhooks.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "active": active,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "secret": secret,
                "payloadTemplate": payload_template,
                "version": version,
                "time": time,
                "timeUnit": time_unit,
            }
        )
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def delete(
        self,
        *,
        org_id: int,
        webhook_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete an organization webhook.

        Ends the deliveries and removes the webhook for good; the reply shows it one last time. To pause it instead, set
        `active` to false with `organizations.webhooks.update`. Source: action `CAL_DELETE_ORG_WEBHOOK`.

        Args:
            org_id: Number of the organization that owns the webhook.
            webhook_id: Id of the webhook to delete.
            reconcile: Whether to look with `organizations.webhooks.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"orgId": org_id, "webhookId": webhook_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        org_id: int,
        webhook_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get an organization webhook.

        Reads the URL, triggers and state of one webhook. The reply can contain its secret. Source: action
        `CAL_RETRIEVE_ORGANIZATION_WEBHOOK_BY_ID`.

        Args:
            org_id: Number of the organization that owns the webhook.
            webhook_id: Id of the webhook, as its creation or the list returned it.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _GET, {"orgId": org_id, "webhookId": webhook_id}, extra_arguments, extra_headers, timeout
        )

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of an organization.

        Gives the webhooks of the organization itself, active or not; those of teams, users and event types are not
        among them. The reply is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_ORGANIZATION_WEBHOOKS_BY_ORG_ID`.

        Args:
            org_id: Number of the organization whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Webhook]:
        """List the webhooks of an organization.

        Gives the webhooks of the organization itself, active or not; those of teams, users and event types are not
        among them. The reply is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_ORGANIZATION_WEBHOOKS_BY_ORG_ID`.

        Args:
            org_id: Number of the organization whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    async def update(
        self,
        *,
        org_id: int,
        webhook_id: str,
        active: bool | None = None,
        secret: str | None = None,
        triggers: models.WebhookTrigger | str | Sequence[str] | None = None,
        subscriber_url: str | None = None,
        payload_template: str | None = None,
        version: str | None = None,
        time: int | None = None,
        time_unit: Literal["DAY", "HOUR", "MINUTE"] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Update an organization webhook.

        Changes what is sent and keeps the rest. A trigger given here takes the place of all triggers the webhook had.
        Source: action `CAL_UPDATE_WEBHOOK_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization that owns the webhook.
            webhook_id: Id of the webhook to change.
            active: True resumes deliveries, false pauses them.
            secret: New key that signs deliveries; without it the present key stays.
            triggers: Event that causes a delivery from now on; Cal.com itself also takes a list. (Source: Cal.com's API
                v2.)
            subscriber_url: New address for deliveries; public and HTTPS on hosted Cal.com.
            payload_template: New Handlebars template for the body of each delivery.
            version: New version that the payload follows, such as `2021-10-20`. (Source: Cal.com's API v2.)
            time: New wait after a start before no-show triggers look, in `timeUnit`. (Source: Cal.com's API v2.)
            time_unit: Unit in which the new `time` is given. (Source: Cal.com's API v2.)

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "webhookId": webhook_id,
                "active": active,
                "secret": secret,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "payloadTemplate": payload_template,
                "version": version,
                "time": time,
                "timeUnit": time_unit,
            }
        )
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
