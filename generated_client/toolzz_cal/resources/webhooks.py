# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The caller's own webhooks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncWebhooks", "Webhooks"]

_GET = GATEWAY.action(
    "webhooks.get",
    "CAL_GET_WEBHOOK_BY_ID",
    "read",
    one(lambda: models.Webhook),
    CalRequest("GET", "/v2/webhooks/{webhookId}"),
)
_LIST = GATEWAY.action(
    "webhooks.list",
    "CAL_RETRIEVE_WEBHOOKS_LIST",
    "read",
    many(lambda: models.Webhook),
    CalRequest("GET", "/v2/webhooks"),
)
_UPDATE = GATEWAY.action(
    "webhooks.update",
    "CAL_UPDATE_WEBHOOK_BY_ID",
    "write",
    one(lambda: models.Webhook),
    CalRequest("PATCH", "/v2/webhooks/{webhookId}", "body", encodings={"triggers": "list"}),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "webhooks.create",
    "CAL_POST_WEBHOOK_EVENT",
    "write",
    one(lambda: models.Webhook),
    CalRequest("POST", "/v2/webhooks", "body", encodings={"triggers": "list"}),
    reconcile=Reconcile(_LIST, same={"subscriberUrl": ("subscriberUrl", "")}, id="id", pages=True),
)
_DELETE = GATEWAY.action(
    "webhooks.delete",
    "CAL_DELETE_WEBHOOK_BY_ID",
    "destroy",
    one(lambda: models.Webhook),
    CalRequest("DELETE", "/v2/webhooks/{webhookId}"),
    reconcile=Reread(_LIST, gone={"id": "webhookId"}, pages=True),
)


class Webhooks(Resource):
    """The caller's own webhooks.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
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
        """Create a webhook of the user.

        Has Cal.com post events of the user's own bookings to a URL of yours. A second webhook with the same URL is
        refused as a conflict. Source: action `CAL_POST_WEBHOOK_EVENT`.

        Args:
            active: True starts deliveries right away; false keeps the webhook silent.
            triggers: Event to be told about; Cal.com itself also takes a list of them. (Source: Cal.com's API v2.)
            subscriber_url: Address that receives the POST requests; hosted Cal.com wants public HTTPS.
            secret: Key for signing the raw body, hex HMAC-SHA256 in `X-Cal-Signature-256`; unsigned without it.
            payload_template: Handlebars template for the body, filled from the event; Cal.com's own payload without it.
            version: Version of the payload's form, such as `2021-10-20`, which is the default. (Source: Cal.com's API
                v2.)
            time: How long after a start the no-show triggers look, in `timeUnit`; newer servers require both of them.
                (Source: Cal.com's API v2.)
            time_unit: What `time` counts. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `webhooks.list` for what was made when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
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
        webhook_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete a webhook of the user.

        Removes the webhook for good, and deliveries stop. To pause them, set `active` to false with `webhooks.update`.
        Source: action `CAL_DELETE_WEBHOOK_BY_ID`.

        Args:
            webhook_id: Webhook to remove, from `webhooks.list`.
            reconcile: Whether to look with `webhooks.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"webhookId": webhook_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        webhook_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get a webhook of the user.

        Reads one webhook with its address, triggers and template. The reply can contain the secret. Source: action
        `CAL_GET_WEBHOOK_BY_ID`.

        Args:
            webhook_id: Webhook to read, from `webhooks.list`.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"webhookId": webhook_id}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of the user.

        Gives the user's own webhooks, active or not; those of event types, teams and organizations are not among them.
        The reply is a plain list without a total and can contain secrets. Source: action `CAL_RETRIEVE_WEBHOOKS_LIST`.

        Args:
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Webhook]:
        """List the webhooks of the user.

        Gives the user's own webhooks, active or not; those of event types, teams and organizations are not among them.
        The reply is a plain list without a total and can contain secrets. Source: action `CAL_RETRIEVE_WEBHOOKS_LIST`.

        Args:
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(_LIST, {"skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
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
        """Update a webhook of the user.

        Changes what is sent and keeps the rest. A trigger given here replaces every trigger the webhook had. Source:
        action `CAL_UPDATE_WEBHOOK_BY_ID`.

        Args:
            webhook_id: Webhook to change, from `webhooks.list`.
            active: False pauses deliveries, true resumes them.
            secret: New key for the signature; an empty string turns signing off.
            triggers: Event to be told about from now on, in place of all earlier ones; Cal.com itself also takes a
                list. (Source: Cal.com's API v2.)
            subscriber_url: New address for deliveries; hosted Cal.com wants public HTTPS.
            payload_template: New Handlebars template for the body.
            version: New version of the payload's form, such as `2021-10-20`. (Source: Cal.com's API v2.)
            time: New delay after a start at which no-show triggers look, in `timeUnit`. (Source: Cal.com's API v2.)
            time_unit: What the new `time` counts. (Source: Cal.com's API v2.)

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
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


class AsyncWebhooks(AsyncResource):
    """The caller's own webhooks.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
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
        """Create a webhook of the user.

        Has Cal.com post events of the user's own bookings to a URL of yours. A second webhook with the same URL is
        refused as a conflict. Source: action `CAL_POST_WEBHOOK_EVENT`.

        Args:
            active: True starts deliveries right away; false keeps the webhook silent.
            triggers: Event to be told about; Cal.com itself also takes a list of them. (Source: Cal.com's API v2.)
            subscriber_url: Address that receives the POST requests; hosted Cal.com wants public HTTPS.
            secret: Key for signing the raw body, hex HMAC-SHA256 in `X-Cal-Signature-256`; unsigned without it.
            payload_template: Handlebars template for the body, filled from the event; Cal.com's own payload without it.
            version: Version of the payload's form, such as `2021-10-20`, which is the default. (Source: Cal.com's API
                v2.)
            time: How long after a start the no-show triggers look, in `timeUnit`; newer servers require both of them.
                (Source: Cal.com's API v2.)
            time_unit: What `time` counts. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `webhooks.list` for what was made when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
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
        webhook_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete a webhook of the user.

        Removes the webhook for good, and deliveries stop. To pause them, set `active` to false with `webhooks.update`.
        Source: action `CAL_DELETE_WEBHOOK_BY_ID`.

        Args:
            webhook_id: Webhook to remove, from `webhooks.list`.
            reconcile: Whether to look with `webhooks.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"webhookId": webhook_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        webhook_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get a webhook of the user.

        Reads one webhook with its address, triggers and template. The reply can contain the secret. Source: action
        `CAL_GET_WEBHOOK_BY_ID`.

        Args:
            webhook_id: Webhook to read, from `webhooks.list`.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"webhookId": webhook_id}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of the user.

        Gives the user's own webhooks, active or not; those of event types, teams and organizations are not among them.
        The reply is a plain list without a total and can contain secrets. Source: action `CAL_RETRIEVE_WEBHOOKS_LIST`.

        Args:
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {"skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Webhook]:
        """List the webhooks of the user.

        Gives the user's own webhooks, active or not; those of event types, teams and organizations are not among them.
        The reply is a plain list without a total and can contain secrets. Source: action `CAL_RETRIEVE_WEBHOOKS_LIST`.

        Args:
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(_LIST, {"skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
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
        """Update a webhook of the user.

        Changes what is sent and keeps the rest. A trigger given here replaces every trigger the webhook had. Source:
        action `CAL_UPDATE_WEBHOOK_BY_ID`.

        Args:
            webhook_id: Webhook to change, from `webhooks.list`.
            active: False pauses deliveries, true resumes them.
            secret: New key for the signature; an empty string turns signing off.
            triggers: Event to be told about from now on, in place of all earlier ones; Cal.com itself also takes a
                list. (Source: Cal.com's API v2.)
            subscriber_url: New address for deliveries; hosted Cal.com wants public HTTPS.
            payload_template: New Handlebars template for the body.
            version: New version of the payload's form, such as `2021-10-20`. (Source: Cal.com's API v2.)
            time: New delay after a start at which no-show triggers look, in `timeUnit`. (Source: Cal.com's API v2.)
            time_unit: What the new `time` counts. (Source: Cal.com's API v2.)

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
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
