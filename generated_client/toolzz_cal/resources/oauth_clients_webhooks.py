# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Webhooks of oauth clients."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

from .. import models
from .._deprecated import deprecated as deprecated_
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOauthClientsWebhooks", "OauthClientsWebhooks"]

_GET = GATEWAY.action(
    "oauth_clients.webhooks.get",
    "CAL_RETRIEVE_OAUTH_CLIENT_WEBHOOK_BY_ID",
    "read",
    one(lambda: models.Webhook),
    CalRequest("GET", "/v2/oauth-clients/{clientId}/webhooks/{webhookId}", credential="client"),
)
_LIST = GATEWAY.action(
    "oauth_clients.webhooks.list",
    "CAL_RETRIEVE_WEBHOOK_DETAILS_FOR_OAUTH_CLIENT",
    "read",
    many(lambda: models.Webhook),
    CalRequest("GET", "/v2/oauth-clients/{clientId}/webhooks", credential="client"),
)
_UPDATE = GATEWAY.action(
    "oauth_clients.webhooks.update",
    "CAL_UPDATE_OAUTH_CLIENT_WEBHOOK",
    "write",
    one(lambda: models.Webhook),
    CalRequest(
        "PATCH",
        "/v2/oauth-clients/{clientId}/webhooks/{webhookId}",
        "body",
        credential="client",
        encodings={"triggers": "list"},
    ),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "oauth_clients.webhooks.create",
    "CAL_CREATE_OAUTH_CLIENT_WEBHOOK_CONFIGURATION",
    "write",
    one(lambda: models.Webhook),
    CalRequest(
        "POST", "/v2/oauth-clients/{clientId}/webhooks", "body", credential="client", encodings={"triggers": "list"}
    ),
    reconcile=Reconcile(
        _LIST,
        filters={"clientId": ("clientId", "")},
        same={"subscriberUrl": ("subscriberUrl", "")},
        id="id",
        pages=True,
    ),
)
_DELETE = GATEWAY.action(
    "oauth_clients.webhooks.delete",
    "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK",
    "destroy",
    one(lambda: models.Webhook),
    CalRequest("DELETE", "/v2/oauth-clients/{clientId}/webhooks/{webhookId}", credential="client"),
    bindings=(
        {"slug": "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK"},
        {"slug": "CAL_DELETE_OAUTH_CLIENT_WEBHOOK", "since": "20260721_00"},
    ),
    reconcile=Reread(_LIST, filters={"clientId": "clientId"}, gone={"id": "webhookId"}, pages=True),
)


class OauthClientsWebhooks(Resource):
    """Webhooks of oauth clients.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def create(
        self,
        *,
        active: bool,
        client_id: str,
        triggers: models.WebhookTrigger | str | Sequence[str],
        subscriber_url: str,
        secret: str | None = None,
        payload_template: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Create a webhook of an OAuth client.

        Has Cal.com post events of all managed users of the client to a URL of yours. A second webhook with the same URL
        is refused as a conflict. Source: action `CAL_CREATE_OAUTH_CLIENT_WEBHOOK_CONFIGURATION`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            active: True starts deliveries right away; false keeps the webhook silent.
            client_id: OAuth client whose managed users are watched.
            triggers: Event to be told about; Cal.com itself also takes a list of them. (Source: Cal.com's API v2.)
            subscriber_url: Address that receives the POST requests; hosted Cal.com wants public HTTPS.
            secret: Key for signing the raw body, hex HMAC-SHA256 in `X-Cal-Signature-256`; unsigned without it.
            payload_template: Handlebars template for the body, filled from the event; Cal.com's own payload without it.
            reconcile: Whether to look with `oauth_clients.webhooks.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "active": active,
                "clientId": client_id,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "secret": secret,
                "payloadTemplate": payload_template,
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

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def delete(
        self,
        *,
        client_id: str,
        webhook_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete a webhook of an OAuth client.

        Removes the webhook for good, and deliveries for all managed users stop. To pause them, set `active` to false
        with `oauth_clients.webhooks.update`. Source: action `CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            client_id: OAuth client that owns the webhook.
            webhook_id: Webhook to remove, from `oauth_clients.webhooks.list`.
            reconcile: Whether to look with `oauth_clients.webhooks.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"clientId": client_id, "webhookId": webhook_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def get(
        self,
        *,
        client_id: str,
        webhook_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get a webhook of an OAuth client.

        Reads one webhook with its address, triggers and template. The reply can contain the secret. Source: action
        `CAL_RETRIEVE_OAUTH_CLIENT_WEBHOOK_BY_ID`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            client_id: OAuth client that owns the webhook.
            webhook_id: Webhook to read, from `oauth_clients.webhooks.list`.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _GET, {"clientId": client_id, "webhookId": webhook_id}, extra_arguments, extra_headers, timeout
        )

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def list(
        self,
        *,
        client_id: str,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of an OAuth client.

        Gives the client's own webhooks, active or not; webhooks of single managed users are not among them. The reply
        is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_WEBHOOK_DETAILS_FOR_OAUTH_CLIENT`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client whose webhooks are wanted.
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        _given = {"clientId": client_id, "skip": skip, "take": take}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def iterate(
        self,
        *,
        client_id: str,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Webhook]:
        """List the webhooks of an OAuth client.

        Gives the client's own webhooks, active or not; webhooks of single managed users are not among them. The reply
        is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_WEBHOOK_DETAILS_FOR_OAUTH_CLIENT`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client whose webhooks are wanted.
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"clientId": client_id, "skip": skip, "take": take}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def update(
        self,
        *,
        client_id: str,
        webhook_id: str,
        active: bool | None = None,
        secret: str | None = None,
        triggers: models.WebhookTrigger | str | Sequence[str] | None = None,
        subscriber_url: str | None = None,
        payload_template: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Update a webhook of an OAuth client.

        Changes what is sent and keeps the rest. A trigger given here replaces every trigger the webhook had. Source:
        action `CAL_UPDATE_OAUTH_CLIENT_WEBHOOK`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client that owns the webhook.
            webhook_id: Webhook to change, from `oauth_clients.webhooks.list`.
            active: False pauses deliveries, true resumes them.
            secret: New key for the signature; an empty string turns signing off.
            triggers: Event to be told about from now on, in place of all earlier ones; Cal.com itself also takes a
                list. (Source: Cal.com's API v2.)
            subscriber_url: New address for deliveries; hosted Cal.com wants public HTTPS.
            payload_template: New Handlebars template for the body.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "clientId": client_id,
                "webhookId": webhook_id,
                "active": active,
                "secret": secret,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "payloadTemplate": payload_template,
            }
        )
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOauthClientsWebhooks(AsyncResource):
    """Webhooks of oauth clients.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def create(
        self,
        *,
        active: bool,
        client_id: str,
        triggers: models.WebhookTrigger | str | Sequence[str],
        subscriber_url: str,
        secret: str | None = None,
        payload_template: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Create a webhook of an OAuth client.

        Has Cal.com post events of all managed users of the client to a URL of yours. A second webhook with the same URL
        is refused as a conflict. Source: action `CAL_CREATE_OAUTH_CLIENT_WEBHOOK_CONFIGURATION`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            active: True starts deliveries right away; false keeps the webhook silent.
            client_id: OAuth client whose managed users are watched.
            triggers: Event to be told about; Cal.com itself also takes a list of them. (Source: Cal.com's API v2.)
            subscriber_url: Address that receives the POST requests; hosted Cal.com wants public HTTPS.
            secret: Key for signing the raw body, hex HMAC-SHA256 in `X-Cal-Signature-256`; unsigned without it.
            payload_template: Handlebars template for the body, filled from the event; Cal.com's own payload without it.
            reconcile: Whether to look with `oauth_clients.webhooks.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "active": active,
                "clientId": client_id,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "secret": secret,
                "payloadTemplate": payload_template,
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

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def delete(
        self,
        *,
        client_id: str,
        webhook_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Delete a webhook of an OAuth client.

        Removes the webhook for good, and deliveries for all managed users stop. To pause them, set `active` to false
        with `oauth_clients.webhooks.update`. Source: action `CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            client_id: OAuth client that owns the webhook.
            webhook_id: Webhook to remove, from `oauth_clients.webhooks.list`.
            reconcile: Whether to look with `oauth_clients.webhooks.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"clientId": client_id, "webhookId": webhook_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def get(
        self,
        *,
        client_id: str,
        webhook_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Get a webhook of an OAuth client.

        Reads one webhook with its address, triggers and template. The reply can contain the secret. Source: action
        `CAL_RETRIEVE_OAUTH_CLIENT_WEBHOOK_BY_ID`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            client_id: OAuth client that owns the webhook.
            webhook_id: Webhook to read, from `oauth_clients.webhooks.list`.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _GET, {"clientId": client_id, "webhookId": webhook_id}, extra_arguments, extra_headers, timeout
        )

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    async def list(
        self,
        *,
        client_id: str,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Webhook]:
        """List the webhooks of an OAuth client.

        Gives the client's own webhooks, active or not; webhooks of single managed users are not among them. The reply
        is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_WEBHOOK_DETAILS_FOR_OAUTH_CLIENT`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client whose webhooks are wanted.
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The webhooks of the owner; empty when there are none.
        """
        _given = {"clientId": client_id, "skip": skip, "take": take}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def iterate(
        self,
        *,
        client_id: str,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Webhook]:
        """List the webhooks of an OAuth client.

        Gives the client's own webhooks, active or not; webhooks of single managed users are not among them. The reply
        is a plain list without a total and can contain secrets. Source: action
        `CAL_RETRIEVE_WEBHOOK_DETAILS_FOR_OAUTH_CLIENT`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client whose webhooks are wanted.
            skip: Number of webhooks to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most webhooks in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"clientId": client_id, "skip": skip, "take": take}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    async def update(
        self,
        *,
        client_id: str,
        webhook_id: str,
        active: bool | None = None,
        secret: str | None = None,
        triggers: models.WebhookTrigger | str | Sequence[str] | None = None,
        subscriber_url: str | None = None,
        payload_template: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Webhook]:
        """Update a webhook of an OAuth client.

        Changes what is sent and keeps the rest. A trigger given here replaces every trigger the webhook had. Source:
        action `CAL_UPDATE_OAUTH_CLIENT_WEBHOOK`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client that owns the webhook.
            webhook_id: Webhook to change, from `oauth_clients.webhooks.list`.
            active: False pauses deliveries, true resumes them.
            secret: New key for the signature; an empty string turns signing off.
            triggers: Event to be told about from now on, in place of all earlier ones; Cal.com itself also takes a
                list. (Source: Cal.com's API v2.)
            subscriber_url: New address for deliveries; hosted Cal.com wants public HTTPS.
            payload_template: New Handlebars template for the body.

        Returns:
            A subscription: Cal.com posts the chosen events to one address.
        """
        _given = Hidden(
            {
                "clientId": client_id,
                "webhookId": webhook_id,
                "active": active,
                "secret": secret,
                "triggers": triggers,
                "subscriberUrl": subscriber_url,
                "payloadTemplate": payload_template,
            }
        )
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
