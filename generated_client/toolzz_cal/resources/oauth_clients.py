# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Platform clients with their managed users and webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import models
from .._deprecated import deprecated as deprecated_
from .._operation import CalRequest, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

if TYPE_CHECKING:
    from .oauth_clients_users import AsyncOauthClientsUsers, OauthClientsUsers
    from .oauth_clients_webhooks import AsyncOauthClientsWebhooks, OauthClientsWebhooks

__all__ = ["AsyncOauthClients", "OauthClients"]

_REFRESH_TOKEN = GATEWAY.action(
    "oauth_clients.refresh_token",
    "CAL_REFRESH_OAUTH_TOKEN_FOR_CLIENT_ID",
    "write",
    one(lambda: models.ManagedUserTokens),
    CalRequest("POST", "/v2/oauth/{clientId}/refresh", "body", credential="client"),
)


class OauthClients(Resource):
    """Platform clients with their managed users and webhooks.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def users(self) -> OauthClientsUsers:
        """Users of oauth clients."""
        from .oauth_clients_users import OauthClientsUsers

        return OauthClientsUsers(self._engine)

    @cached_property
    def webhooks(self) -> OauthClientsWebhooks:
        """Webhooks of oauth clients."""
        from .oauth_clients_webhooks import OauthClientsWebhooks

        return OauthClientsWebhooks(self._engine)

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def refresh_token(
        self,
        *,
        client_id: str,
        refresh_token: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUserTokens]:
        """Refresh the tokens of a managed user.

        Trades a refresh token for a new pair of tokens; the access token lasts 60 minutes, the refresh token a year.
        The refresh token sent becomes useless, so store the new one before anything else. Source: action
        `CAL_REFRESH_OAUTH_TOKEN_FOR_CLIENT_ID`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            client_id: OAuth client that the managed user belongs to.
            refresh_token: Latest refresh token of the managed user; it works once.

        Returns:
            A fresh pair of tokens of a managed user. The previous pair stops working.
        """
        _given = Hidden({"clientId": client_id, "refreshToken": refresh_token})
        del refresh_token
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _REFRESH_TOKEN, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )


class AsyncOauthClients(AsyncResource):
    """Platform clients with their managed users and webhooks.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def users(self) -> AsyncOauthClientsUsers:
        """Users of oauth clients."""
        from .oauth_clients_users import AsyncOauthClientsUsers

        return AsyncOauthClientsUsers(self._engine)

    @cached_property
    def webhooks(self) -> AsyncOauthClientsWebhooks:
        """Webhooks of oauth clients."""
        from .oauth_clients_webhooks import AsyncOauthClientsWebhooks

        return AsyncOauthClientsWebhooks(self._engine)

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def refresh_token(
        self,
        *,
        client_id: str,
        refresh_token: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUserTokens]:
        """Refresh the tokens of a managed user.

        Trades a refresh token for a new pair of tokens; the access token lasts 60 minutes, the refresh token a year.
        The refresh token sent becomes useless, so store the new one before anything else. Source: action
        `CAL_REFRESH_OAUTH_TOKEN_FOR_CLIENT_ID`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            client_id: OAuth client that the managed user belongs to.
            refresh_token: Latest refresh token of the managed user; it works once.

        Returns:
            A fresh pair of tokens of a managed user. The previous pair stops working.
        """
        _given = Hidden({"clientId": client_id, "refreshToken": refresh_token})
        del refresh_token
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _REFRESH_TOKEN, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
