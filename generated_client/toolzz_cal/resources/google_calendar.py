# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Connecting Google Calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._engine import AsyncResource, Resource
from .._operation import CalRequest, Operation, one
from .._redaction import Hidden, hidden
from ..results import ActionResult

__all__ = ["AsyncGoogleCalendar", "GoogleCalendar"]

_AUTHORIZATION_URL = Operation(
    "google_calendar.authorization_url",
    "POST",
    "/api/v3.1/tools/execute/CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL",
    server="https://backend.composio.dev",
    effect="read",
    decode=one(lambda: models.AuthorizationUrl),
    slug="CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL",
    cal=CalRequest("GET", "/v2/gcal/oauth/auth-url"),
)
_CHECK = Operation(
    "google_calendar.check",
    "POST",
    "/api/v3.1/tools/execute/CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS",
    server="https://backend.composio.dev",
    effect="read",
    decode=one(lambda: models.StatusReply),
    slug="CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS",
    cal=CalRequest("GET", "/v2/gcal/check"),
)
_SAVE_CREDENTIALS = Operation(
    "google_calendar.save_credentials",
    "POST",
    "/api/v3.1/tools/execute/CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API",
    server="https://backend.composio.dev",
    effect="write",
    decode=one(lambda: models.Redirect),
    slug="CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API",
    cal=CalRequest("GET", "/v2/gcal/oauth/save", credential="none", state="redirect"),
)


class GoogleCalendar(Resource):
    """Connecting Google Calendar."""

    def authorization_url(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the Google Calendar consent URL.

        Gives the Google page on which the owner allows access to a calendar; it is the older twin of
        `calendars.connect` with `google`. The URL carries the caller's Cal.com token, so keep it secret.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(_AUTHORIZATION_URL, {}, extra_arguments, timeout)

    def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Google Calendar connection.

        Tests whether Google Calendar is connected for the caller and can be read; otherwise the answer is an error. It
        starts no synchronisation.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            Cal.com's reply as the gateway passes it on.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(_CHECK, {}, extra_arguments, timeout)

    def save_credentials(
        self,
        *,
        code: str,
        state: str,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Complete a Google Calendar connection.

        Receives Google's redirect after consent and hands code and state on to `calendars.save`. It is made for
        browsers and redirects instead of answering JSON.

        Args:
            code: One-time code from Google's redirect.
            state: State from Google's redirect, unchanged; it contains a Cal.com token.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            Where the callback leads.

        Raises:
            ActionFailed: The action was run and failed.
            OutcomeUnknown: It was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API`.
        """
        given = Hidden(
            {
                "code": code,
                "state": state,
            }
        )
        del code, state
        extra_arguments = hidden(extra_arguments)
        return self._run(_SAVE_CREDENTIALS, given, extra_arguments, timeout)


class AsyncGoogleCalendar(AsyncResource):
    """Connecting Google Calendar."""

    async def authorization_url(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the Google Calendar consent URL.

        Gives the Google page on which the owner allows access to a calendar; it is the older twin of
        `calendars.connect` with `google`. The URL carries the caller's Cal.com token, so keep it secret.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(_AUTHORIZATION_URL, {}, extra_arguments, timeout)

    async def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Google Calendar connection.

        Tests whether Google Calendar is connected for the caller and can be read; otherwise the answer is an error. It
        starts no synchronisation.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            Cal.com's reply as the gateway passes it on.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(_CHECK, {}, extra_arguments, timeout)

    async def save_credentials(
        self,
        *,
        code: str,
        state: str,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Complete a Google Calendar connection.

        Receives Google's redirect after consent and hands code and state on to `calendars.save`. It is made for
        browsers and redirects instead of answering JSON.

        Args:
            code: One-time code from Google's redirect.
            state: State from Google's redirect, unchanged; it contains a Cal.com token.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            Where the callback leads.

        Raises:
            ActionFailed: The action was run and failed.
            OutcomeUnknown: It was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API`.
        """
        given = Hidden(
            {
                "code": code,
                "state": state,
            }
        )
        del code, state
        extra_arguments = hidden(extra_arguments)
        return await self._run(_SAVE_CREDENTIALS, given, extra_arguments, timeout)
