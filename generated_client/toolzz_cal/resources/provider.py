# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Checks of a platform client and of access tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._deprecated import deprecated as deprecated_
from .._operation import CalRequest, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncProvider", "Provider"]

_GET = GATEWAY.action(
    "provider.get",
    "CAL_RETRIEVE_PROVIDER_DETAILS",
    "read",
    one(lambda: models.Provider),
    CalRequest("GET", "/v2/provider/{clientId}", credential="optional"),
)
_VERIFY_ACCESS_TOKEN = GATEWAY.action(
    "provider.verify_access_token",
    "CAL_FETCH_PROVIDER_ACCESS_TOKEN",
    "read",
    one(lambda: models.StatusReply),
    CalRequest("GET", "/v2/provider/{clientId}/access-token", credential="user-token"),
)


class Provider(Resource):
    """Checks of a platform client and of access tokens.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @deprecated_("Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.")
    def get(
        self,
        *,
        client_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Provider]:
        """Get the public data of an OAuth client.

        Reads the name and the organization number of an OAuth client, with or without a credential. An unknown id is
        answered with 401 rather than 404. Source: action `CAL_RETRIEVE_PROVIDER_DETAILS`.

        Deprecated: Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.

        Args:
            client_id: OAuth client to look up.

        Returns:
            The public face of an OAuth client; seeing it proves that the client id is valid.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"clientId": client_id}, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.")
    def verify_access_token(
        self,
        *,
        client_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the access token of a managed user.

        Tells whether the access token sent as credential is still good. A valid one brings `success` and nothing else,
        an expired or unknown one an error. Source: action `CAL_FETCH_PROVIDER_ACCESS_TOKEN`.

        Deprecated: Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.

        Args:
            client_id: OAuth client that the managed user belongs to.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_VERIFY_ACCESS_TOKEN, {"clientId": client_id}, extra_arguments, extra_headers, timeout)


class AsyncProvider(AsyncResource):
    """Checks of a platform client and of access tokens.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @deprecated_("Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.")
    async def get(
        self,
        *,
        client_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Provider]:
        """Get the public data of an OAuth client.

        Reads the name and the organization number of an OAuth client, with or without a credential. An unknown id is
        answered with 401 rather than 404. Source: action `CAL_RETRIEVE_PROVIDER_DETAILS`.

        Deprecated: Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.

        Args:
            client_id: OAuth client to look up.

        Returns:
            The public face of an OAuth client; seeing it proves that the client id is valid.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"clientId": client_id}, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.")
    async def verify_access_token(
        self,
        *,
        client_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the access token of a managed user.

        Tells whether the access token sent as credential is still good. A valid one brings `success` and nothing else,
        an expired or unknown one an error. Source: action `CAL_FETCH_PROVIDER_ACCESS_TOKEN`.

        Deprecated: Cal.com documents it no longer, and has taken no new customers of its platform since 2025-12-15.

        Args:
            client_id: OAuth client that the managed user belongs to.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_VERIFY_ACCESS_TOKEN, {"clientId": client_id}, extra_arguments, extra_headers, timeout)
