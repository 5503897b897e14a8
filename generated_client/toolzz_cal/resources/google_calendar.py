# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Connecting Google Calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncGoogleCalendar", "GoogleCalendar"]

_AUTHORIZATION_URL = GATEWAY.action(
    "google_calendar.authorization_url",
    "CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL",
    "read",
    one(lambda: models.AuthorizationUrl),
    CalRequest("GET", "/v2/calendars/google/connect", others=(CalRequest("GET", "/v2/gcal/oauth/auth-url"),)),
)
_CHECK = GATEWAY.action(
    "google_calendar.check",
    "CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS",
    "read",
    one(lambda: models.StatusReply),
    CalRequest("GET", "/v2/calendars/google/check", others=(CalRequest("GET", "/v2/gcal/check"),)),
)
_SAVE_CREDENTIALS = GATEWAY.action(
    "google_calendar.save_credentials",
    "CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API",
    "write",
    one(lambda: models.Redirect),
    CalRequest(
        "GET",
        "/v2/calendars/google/save",
        credential="none",
        state="redirect",
        others=(CalRequest("GET", "/v2/gcal/oauth/save", credential="none", state="redirect"),),
    ),
)


class GoogleCalendar(Resource):
    """Connecting Google Calendar.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def authorization_url(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the Google Calendar consent URL.

        Gives the Google page on which the owner allows access to a calendar; it is the older twin of
        `calendars.connect` with `google`. The URL carries the caller's Cal.com token, so keep it secret. Source: action
        `CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL`.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_AUTHORIZATION_URL, {}, extra_arguments, extra_headers, timeout)

    def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Google Calendar connection.

        Tests whether Google Calendar is connected for the caller and can be read; otherwise the answer is an error. It
        starts no synchronisation. Source: action `CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CHECK, {}, extra_arguments, extra_headers, timeout)

    def save_credentials(
        self,
        *,
        code: str,
        state: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Complete a Google Calendar connection.

        Receives Google's redirect after consent and hands code and state on to `calendars.save`. It is made for
        browsers and redirects instead of answering JSON. Source: action `CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API`.

        Args:
            code: One-time code from Google's redirect.
            state: State from Google's redirect, unchanged; it contains a Cal.com token.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"code": code, "state": state})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _SAVE_CREDENTIALS, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )


class AsyncGoogleCalendar(AsyncResource):
    """Connecting Google Calendar.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def authorization_url(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the Google Calendar consent URL.

        Gives the Google page on which the owner allows access to a calendar; it is the older twin of
        `calendars.connect` with `google`. The URL carries the caller's Cal.com token, so keep it secret. Source: action
        `CAL_GET_GOOGLE_CALENDAR_OAUTH_AUTHENTICATION_URL`.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_AUTHORIZATION_URL, {}, extra_arguments, extra_headers, timeout)

    async def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the Google Calendar connection.

        Tests whether Google Calendar is connected for the caller and can be read; otherwise the answer is an error. It
        starts no synchronisation. Source: action `CAL_CHECK_GCAL_SYNCHRONIZATION_STATUS`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_CHECK, {}, extra_arguments, extra_headers, timeout)

    async def save_credentials(
        self,
        *,
        code: str,
        state: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Complete a Google Calendar connection.

        Receives Google's redirect after consent and hands code and state on to `calendars.save`. It is made for
        browsers and redirects instead of answering JSON. Source: action `CAL_SAVE_OAUTH_CREDENTIALS_VIA_GCAL_API`.

        Args:
            code: One-time code from Google's redirect.
            state: State from Google's redirect, unchanged; it contains a Cal.com token.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"code": code, "state": state})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _SAVE_CREDENTIALS, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
