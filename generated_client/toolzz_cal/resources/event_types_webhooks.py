# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Webhooks of event types."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one, text
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncEventTypesWebhooks", "EventTypesWebhooks"]

_DELETE_ALL = GATEWAY.action(
    "event_types.webhooks.delete_all",
    "CAL_DELETE_WEBHOOKS_FOR_EVENT_TYPE",
    "destroy",
    text,
    CalRequest("DELETE", "/v2/event-types/{eventTypeId}/webhooks"),
)
_GET = GATEWAY.action(
    "event_types.webhooks.get",
    "CAL_FETCH_WEBHOOK_BY_EVENT_TYPE_ID",
    "read",
    one(lambda: models.Webhook),
    CalRequest("GET", "/v2/event-types/{eventTypeId}/webhooks/{webhookId}"),
)
_LIST = GATEWAY.action(
    "event_types.webhooks.list",
    "CAL_RETRIEVE_WEBHOOKS_FOR_EVENT_TYPE",
    "read",
    many(lambda: models.Webhook),
    CalRequest("GET", "/v2/event-types/{eventTypeId}/webhooks"),
)
_UPDATE = GATEWAY.action(
    "event_types.webhooks.update",
    "CAL_PATCH_WEBHOOK_EVENT_TYPE",
    "write",
    one(lambda: models.Webhook),
    CalRequest("PATCH", "/v2/event-types/{eventTypeId}/webhooks/{webhookId}", "body", encodings={"triggers": "list"}),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "event_types.webhooks.create",
    "CAL_CREATE_WEBHOOK_FOR_EVENT_TYPE",
    "write",
    one(lambda: models.Webhook),
    CalRequest("POST", "/v2/event-types/{eventTypeId}/webhooks", "body", encodings={"triggers": "list"}),
    reconcile=Reconcile(
        _LIST,
        filters={"eventTypeId": ("eventTypeId", "")},
        same={"subscriberUrl": ("subscriberUrl", "")},
        id="id",
        pages=True,
    ),
)
_DELETE = GATEWAY.action(
    "event_types.webhooks.delete",
    "CAL_DELETE_WEBHOOK_FOR_EVENT_TYPE",
    "destroy",
    one(lambda: models.Webhook),
    CalRequest("DELETE", "/v2/event-types/{eventTypeId}/webhooks/{webhookId}"),
    reconcile=Reread(_LIST, filters={"eventTypeId": "eventTypeId"}, gone={"id": "webhookId"}, pages=True),
)


class EventTypesWebhooks(Resource):
    """Webhooks of event types.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        active: bool,
        triggers: models.WebhookTrigger | str | Sequence[str],
        event_type_id: int,
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
        """Create an event type webhook.

        Has Cal.com post the events of one event type to a URL. An event type refuses a URL that it already has. Source:
        action `CAL_CREATE_WEBHOOK_FOR_EVENT_TYPE`.

        Args:
            active: Whether deliveries begin at once; false stores it paused.
            triggers: Event that makes Cal.com deliver; Cal.com itself also takes a list of them. (Source: Cal.com's API
                v2.)
            event_type_id: Number of the event type to watch.
            subscriber_url: Address that takes the POST requests; HTTPS and public on hosted Cal.com.
            secret: Key that signs deliveries (hex HMAC-SHA256 in `X-Cal-Signature-256`); unsigned without it.
            payload_template: Handlebars text for the delivered body; the standard payload without it.
            version: Form of the payload by its version; `2021-10-20` when absent. (Source: Cal.com's API v2.)
            time: Delay after a start at which no-show triggers look, counted in `timeUnit`; newer servers require the
                two. (Source: Cal.com's API v2.)
            time_unit: Unit of `time`. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `event_types.webhooks.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "active": active,
                "triggers": triggers,
                "eventTypeId": event_type_id,
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
        event_type_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete an event type webhook.

        Ends deliveries to one webhook at once and for good. The event type and its other webhooks stay; the reply shows
        what was removed. Source: action `CAL_DELETE_WEBHOOK_FOR_EVENT_TYPE`.

        Args:
            webhook_id: Id of the webhook to remove, from `event_types.webhooks.list`.
            event_type_id: Number of the event type to which it belongs.
            reconcile: Whether to look with `event_types.webhooks.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = {"webhookId": webhook_id, "eventTypeId": event_type_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def delete_all(
        self,
        *,
        event_type_id: int,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[str]:
        """Delete all webhooks of an event type.

        Removes every webhook of the event type in one step, with no way back. The reply is a sentence that counts them,
        not the webhooks. Source: action `CAL_DELETE_WEBHOOKS_FOR_EVENT_TYPE`.

        Args:
            event_type_id: Number of the event type that loses its webhooks.

        Returns:
            What was done, for people.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE_ALL,
            {"eventTypeId": event_type_id},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        webhook_id: str,
        event_type_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get an event type webhook.

        Gives URL, triggers, template and state of one webhook. The reply can contain its secret. Source: action
        `CAL_FETCH_WEBHOOK_BY_EVENT_TYPE_ID`.

        Args:
            webhook_id: Id of the webhook, from `event_types.webhooks.list`.
            event_type_id: Number of the event type that owns the webhook.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = {"webhookId": webhook_id, "eventTypeId": event_type_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        event_type_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of an event type.

        Gives the webhooks of one event type, paused ones too, as a bare list without a total. Secrets can be among the
        data. Source: action `CAL_RETRIEVE_WEBHOOKS_FOR_EVENT_TYPE`.

        Args:
            event_type_id: Number of the event type whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        _given = {"eventTypeId": event_type_id, "skip": skip, "take": take}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        event_type_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Webhook]:
        """List the webhooks of an event type.

        Gives the webhooks of one event type, paused ones too, as a bare list without a total. Secrets can be among the
        data. Source: action `CAL_RETRIEVE_WEBHOOKS_FOR_EVENT_TYPE`.

        Args:
            event_type_id: Number of the event type whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"eventTypeId": event_type_id, "skip": skip, "take": take}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        webhook_id: str,
        event_type_id: int,
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
        """Update an event type webhook.

        Changes the settings that are sent and keeps the others. A trigger takes the place of all triggers the webhook
        had. Source: action `CAL_PATCH_WEBHOOK_EVENT_TYPE`.

        Args:
            webhook_id: Id of the webhook to change, from `event_types.webhooks.list`.
            event_type_id: Number of the event type under which the webhook was created.
            active: True resumes deliveries, false pauses them.
            secret: New signing key; later deliveries are signed with it.
            triggers: The one event to deliver from now on; Cal.com itself also takes a list. (Source: Cal.com's API
                v2.)
            subscriber_url: New address for deliveries; HTTPS and public on hosted Cal.com.
            payload_template: New Handlebars text for the delivered body.
            version: New form of the payload by its version, such as `2021-10-20`. (Source: Cal.com's API v2.)
            time: New delay after a start before no-show triggers look, counted in `timeUnit`. (Source: Cal.com's API
                v2.)
            time_unit: Unit of the new `time`. (Source: Cal.com's API v2.)

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "webhookId": webhook_id,
                "eventTypeId": event_type_id,
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


class AsyncEventTypesWebhooks(AsyncResource):
    """Webhooks of event types.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        active: bool,
        triggers: models.WebhookTrigger | str | Sequence[str],
        event_type_id: int,
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
        """Create an event type webhook.

        Has Cal.com post the events of one event type to a URL. An event type refuses a URL that it already has. Source:
        action `CAL_CREATE_WEBHOOK_FOR_EVENT_TYPE`.

        Args:
            active: Whether deliveries begin at once; false stores it paused.
            triggers: Event that makes Cal.com deliver; Cal.com itself also takes a list of them. (Source: Cal.com's API
                v2.)
            event_type_id: Number of the event type to watch.
            subscriber_url: Address that takes the POST requests; HTTPS and public on hosted Cal.com.
            secret: Key that signs deliveries (hex HMAC-SHA256 in `X-Cal-Signature-256`); unsigned without it.
            payload_template: Handlebars text for the delivered body; the standard payload without it.
            version: Form of the payload by its version; `2021-10-20` when absent. (Source: Cal.com's API v2.)
            time: Delay after a start at which no-show triggers look, counted in `timeUnit`; newer servers require the
                two. (Source: Cal.com's API v2.)
            time_unit: Unit of `time`. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `event_types.webhooks.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "active": active,
                "triggers": triggers,
                "eventTypeId": event_type_id,
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
        event_type_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete an event type webhook.

        Ends deliveries to one webhook at once and for good. The event type and its other webhooks stay; the reply shows
        what was removed. Source: action `CAL_DELETE_WEBHOOK_FOR_EVENT_TYPE`.

        Args:
            webhook_id: Id of the webhook to remove, from `event_types.webhooks.list`.
            event_type_id: Number of the event type to which it belongs.
            reconcile: Whether to look with `event_types.webhooks.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = {"webhookId": webhook_id, "eventTypeId": event_type_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def delete_all(
        self,
        *,
        event_type_id: int,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[str]:
        """Delete all webhooks of an event type.

        Removes every webhook of the event type in one step, with no way back. The reply is a sentence that counts them,
        not the webhooks. Source: action `CAL_DELETE_WEBHOOKS_FOR_EVENT_TYPE`.

        Args:
            event_type_id: Number of the event type that loses its webhooks.

        Returns:
            What was done, for people.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE_ALL,
            {"eventTypeId": event_type_id},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        webhook_id: str,
        event_type_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get an event type webhook.

        Gives URL, triggers, template and state of one webhook. The reply can contain its secret. Source: action
        `CAL_FETCH_WEBHOOK_BY_EVENT_TYPE_ID`.

        Args:
            webhook_id: Id of the webhook, from `event_types.webhooks.list`.
            event_type_id: Number of the event type that owns the webhook.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = {"webhookId": webhook_id, "eventTypeId": event_type_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        event_type_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of an event type.

        Gives the webhooks of one event type, paused ones too, as a bare list without a total. Secrets can be among the
        data. Source: action `CAL_RETRIEVE_WEBHOOKS_FOR_EVENT_TYPE`.

        Args:
            event_type_id: Number of the event type whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        _given = {"eventTypeId": event_type_id, "skip": skip, "take": take}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        event_type_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Webhook]:
        """List the webhooks of an event type.

        Gives the webhooks of one event type, paused ones too, as a bare list without a total. Secrets can be among the
        data. Source: action `CAL_RETRIEVE_WEBHOOKS_FOR_EVENT_TYPE`.

        Args:
            event_type_id: Number of the event type whose webhooks are wanted.
            skip: How many webhooks to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 webhooks; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"eventTypeId": event_type_id, "skip": skip, "take": take}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
        webhook_id: str,
        event_type_id: int,
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
        """Update an event type webhook.

        Changes the settings that are sent and keeps the others. A trigger takes the place of all triggers the webhook
        had. Source: action `CAL_PATCH_WEBHOOK_EVENT_TYPE`.

        Args:
            webhook_id: Id of the webhook to change, from `event_types.webhooks.list`.
            event_type_id: Number of the event type under which the webhook was created.
            active: True resumes deliveries, false pauses them.
            secret: New signing key; later deliveries are signed with it.
            triggers: The one event to deliver from now on; Cal.com itself also takes a list. (Source: Cal.com's API
                v2.)
            subscriber_url: New address for deliveries; HTTPS and public on hosted Cal.com.
            payload_template: New Handlebars text for the delivered body.
            version: New form of the payload by its version, such as `2021-10-20`. (Source: Cal.com's API v2.)
            time: New delay after a start before no-show triggers look, counted in `timeUnit`. (Source: Cal.com's API
                v2.)
            time_unit: Unit of the new `time`. (Source: Cal.com's API v2.)

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "webhookId": webhook_id,
                "eventTypeId": event_type_id,
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
