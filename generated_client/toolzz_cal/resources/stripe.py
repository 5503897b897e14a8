# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Payments through Stripe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncStripe", "Stripe"]

_CHECK = GATEWAY.action(
    "stripe.check",
    "CAL_CHECK_STRIPE_STATUS",
    "read",
    one(lambda: models.StatusReply),
    CalRequest("GET", "/v2/stripe/check"),
)
_CHECK_TEAM = GATEWAY.action(
    "stripe.check_team",
    "CAL_CHECK_TEAM_STRIPE_INTEGRATION_STATUS",
    "read",
    one(lambda: models.StatusReply),
    CalRequest(
        "GET",
        "/v2/organizations/{orgId}/teams/{teamId}/stripe/check",
        optional=("orgId",),
        others=(CalRequest("GET", "/v2/stripe/check/{teamId}", state="removed"),),
    ),
)
_CONNECT = GATEWAY.action(
    "stripe.connect",
    "CAL_GET_STRIPE_CONNECT_INFO",
    "read",
    one(lambda: models.AuthorizationUrl),
    CalRequest("GET", "/v2/stripe/connect"),
)
_SAVE = GATEWAY.action(
    "stripe.save",
    "CAL_SAVE_STRIPE_DETAILS",
    "write",
    one(lambda: models.Redirect),
    CalRequest("GET", "/v2/stripe/save", credential="none", state="redirect"),
)


class Stripe(Resource):
    """Payments through Stripe.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Stripe connection of the user.

        Tells whether the user's Stripe account is connected and ready for payments. A missing or unusable connection
        shows up as an error, not as a value in the reply. Source: action `CAL_CHECK_STRIPE_STATUS`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CHECK, {}, extra_arguments, extra_headers, timeout)

    def check_team(
        self,
        *,
        team_id: str,
        org_id: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Stripe connection of a team.

        Tells whether a team's Stripe account is connected. Cal.com asks for the team's organization, `orgId`; without
        it the operation is of use only with older servers of your own. Source: action
        `CAL_CHECK_TEAM_STRIPE_INTEGRATION_STATUS`.

        Args:
            team_id: Number of the team, given as text.
            org_id: Number of the organization that the team belongs to. (Source: Cal.com's API v2.)

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CHECK_TEAM, {"teamId": team_id, "orgId": org_id}, extra_arguments, extra_headers, timeout)

    def connect(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the OAuth link for Stripe.

        Builds the link where the user allows Cal.com to take payments through Stripe; nothing is connected until the
        user agrees. The link carries the caller's credential in its `state`, so treat it as a secret. Source: action
        `CAL_GET_STRIPE_CONNECT_INFO`.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CONNECT, {}, extra_arguments, extra_headers, timeout)

    def save(
        self,
        *,
        code: str,
        state: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Finish the OAuth connection of Stripe.

        Swaps Stripe's code for a connection, which replaces the user's earlier one. Normally Stripe sends the user's
        browser here; a code works once. Source: action `CAL_SAVE_STRIPE_DETAILS`.

        Args:
            code: One-time code that Stripe appended to the redirect.
            state: JSON text with `accessToken`, `returnTo`, `onErrorReturnTo` and perhaps `teamId`, handed back by
                Stripe.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"code": code, "state": state})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_SAVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncStripe(AsyncResource):
    """Payments through Stripe.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Stripe connection of the user.

        Tells whether the user's Stripe account is connected and ready for payments. A missing or unusable connection
        shows up as an error, not as a value in the reply. Source: action `CAL_CHECK_STRIPE_STATUS`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_CHECK, {}, extra_arguments, extra_headers, timeout)

    async def check_team(
        self,
        *,
        team_id: str,
        org_id: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Stripe connection of a team.

        Tells whether a team's Stripe account is connected. Cal.com asks for the team's organization, `orgId`; without
        it the operation is of use only with older servers of your own. Source: action
        `CAL_CHECK_TEAM_STRIPE_INTEGRATION_STATUS`.

        Args:
            team_id: Number of the team, given as text.
            org_id: Number of the organization that the team belongs to. (Source: Cal.com's API v2.)

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CHECK_TEAM, {"teamId": team_id, "orgId": org_id}, extra_arguments, extra_headers, timeout
        )

    async def connect(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the OAuth link for Stripe.

        Builds the link where the user allows Cal.com to take payments through Stripe; nothing is connected until the
        user agrees. The link carries the caller's credential in its `state`, so treat it as a secret. Source: action
        `CAL_GET_STRIPE_CONNECT_INFO`.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_CONNECT, {}, extra_arguments, extra_headers, timeout)

    async def save(
        self,
        *,
        code: str,
        state: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Finish the OAuth connection of Stripe.

        Swaps Stripe's code for a connection, which replaces the user's earlier one. Normally Stripe sends the user's
        browser here; a code works once. Source: action `CAL_SAVE_STRIPE_DETAILS`.

        Args:
            code: One-time code that Stripe appended to the redirect.
            state: JSON text with `accessToken`, `returnTo`, `onErrorReturnTo` and perhaps `teamId`, handed back by
                Stripe.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"code": code, "state": state})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_SAVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)
