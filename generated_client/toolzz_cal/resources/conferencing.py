# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Video apps in which meetings take place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one, one_or_none
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncConferencing", "Conferencing"]

_AUTHORIZATION_CALLBACK = GATEWAY.action(
    "conferencing.authorization_callback",
    "CAL_HANDLE_CONFERENCING_OAUTH_CALLBACK_FOR_APP",
    "write",
    one(lambda: models.Redirect),
    CalRequest("GET", "/v2/conferencing/{app}/oauth/callback", credential="none", state="redirect"),
)
_AUTHORIZATION_URL = GATEWAY.action(
    "conferencing.authorization_url",
    "CAL_GET_CONFERENCE_OAUTH_AUTHORIZATION_URL",
    "read",
    one(lambda: models.AuthorizationUrl),
    CalRequest("GET", "/v2/conferencing/{app}/oauth/auth-url"),
)
_GET_DEFAULT = GATEWAY.action(
    "conferencing.get_default",
    "CAL_RETRIEVE_DEFAULT_CONFERENCING_SETTINGS",
    "read",
    one_or_none(lambda: models.DefaultConferencingApp),
    CalRequest("GET", "/v2/conferencing/default"),
)
_LIST = GATEWAY.action(
    "conferencing.list",
    "CAL_RETRIEVE_V2_CONFERENCING_INFO",
    "read",
    many(lambda: models.ConferencingApp),
    CalRequest("GET", "/v2/conferencing"),
)
_SET_DEFAULT = GATEWAY.action(
    "conferencing.set_default",
    "CAL_SET_DEFAULT_CONFERENCING_APP",
    "write",
    one(lambda: models.StatusReply),
    CalRequest("POST", "/v2/conferencing/{app}/default", "body"),
    reconcile=Repeat(),
)
_CONNECT = GATEWAY.action(
    "conferencing.connect",
    "CAL_POST_CONFERENCING_APP_CONNECT",
    "write",
    one(lambda: models.ConferencingApp),
    CalRequest("POST", "/v2/conferencing/{app}/connect", "body"),
    reconcile=Reconcile(_LIST, same={"appId": ("app", "")}, id="id"),
)
_DISCONNECT = GATEWAY.action(
    "conferencing.disconnect",
    "CAL_DELETE_CONFERENCE_APP_CONNECTION",
    "destroy",
    one(lambda: models.StatusReply),
    CalRequest("DELETE", "/v2/conferencing/{app}/disconnect"),
    reconcile=Reread(_LIST, gone={"appId": "app"}),
)


class Conferencing(Resource):
    """Video apps in which meetings take place.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def authorization_callback(
        self,
        *,
        app: str,
        code: str,
        state: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Finish the OAuth connection of a conferencing app.

        Swaps the code of Zoom or Microsoft Teams for a connection of the user named in `state`. Normally the provider
        sends the user's browser here; a code works once. Success and failure differ only in the address of the
        redirect. Source: action `CAL_HANDLE_CONFERENCING_OAUTH_CALLBACK_FOR_APP`.

        Args:
            app: App that issued the code, `zoom` or `msteams`.
            code: One-time code the provider appended to the redirect.
            state: JSON text with `accessToken`, `returnTo` and `onErrorReturnTo`, as the provider handed it back.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"app": app, "code": code, "state": state})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _AUTHORIZATION_CALLBACK, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    def authorization_url(
        self,
        *,
        app: str,
        return_to: str,
        on_error_return_to: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the OAuth link of a conferencing app.

        Builds the link where the user grants Cal.com access to Zoom or Microsoft Teams; nothing is connected until the
        user agrees. The link carries the caller's credential in its `state`, so treat it as a secret. Source: action
        `CAL_GET_CONFERENCE_OAUTH_AUTHORIZATION_URL`.

        Args:
            app: App to be connected, `zoom` or `msteams`.
            return_to: Page the browser opens after the user agrees.
            on_error_return_to: Page the browser opens when the user declines or the connection fails.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        _given = {"app": app, "returnTo": return_to, "onErrorReturnTo": on_error_return_to}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_AUTHORIZATION_URL, _given, extra_arguments, extra_headers, timeout)

    def connect(
        self,
        *,
        app: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ConferencingApp]:
        """Connect Google Meet.

        Adds Google Meet as a meeting place for the user; a connected Google Calendar comes first. Zoom and Microsoft
        Teams are connected with the link from `conferencing.authorization_url`. Source: action
        `CAL_POST_CONFERENCING_APP_CONNECT`.

        Args:
            app: Only `google-meet`; every other value is refused.
            reconcile: Whether to look with `conferencing.list` for what was made when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A video service that a user has connected.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CONNECT,
            {"app": app},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def disconnect(
        self,
        *,
        app: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Disconnect a conferencing app.

        Removes the user's connection to the app. Event types that met in the app move to Cal Video, and a default set
        to the app is cleared; only a new connection undoes it. Source: action `CAL_DELETE_CONFERENCE_APP_CONNECTION`.

        Args:
            app: Connected app to remove, one of `google-meet`, `zoom` and `msteams`.
            reconcile: Whether to look with `conferencing.list` what became of it when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DISCONNECT,
            {"app": app},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get_default(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DefaultConferencingApp | None]:
        """Get the default conferencing app.

        Reads which app the user prefers for meetings. The reply has no data while the user has not chosen one. Source:
        action `CAL_RETRIEVE_DEFAULT_CONFERENCING_SETTINGS`.

        Returns:
            The default; absent when none has been chosen.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET_DEFAULT, {}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.ConferencingApp]:
        """List the connected conferencing apps.

        Gives the conferencing apps connected by the user, each marked when its connection is broken. Cal Video is built
        in and needs no connection. Source: action `CAL_RETRIEVE_V2_CONFERENCING_INFO`.

        Returns:
            Connected services of the caller; the built-in Cal Video is not among them.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    def set_default(
        self,
        *,
        app: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Set the default conferencing app.

        Makes one app the preferred place for meetings of the user. Apps other than Cal Video must be connected, or
        Cal.com answers 400. Source: action `CAL_SET_DEFAULT_CONFERENCING_APP`.

        Args:
            app: App to prefer, one of `google-meet`, `zoom`, `msteams` and `daily-video` (Cal Video).

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _SET_DEFAULT, {"app": app}, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )


class AsyncConferencing(AsyncResource):
    """Video apps in which meetings take place.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def authorization_callback(
        self,
        *,
        app: str,
        code: str,
        state: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Finish the OAuth connection of a conferencing app.

        Swaps the code of Zoom or Microsoft Teams for a connection of the user named in `state`. Normally the provider
        sends the user's browser here; a code works once. Success and failure differ only in the address of the
        redirect. Source: action `CAL_HANDLE_CONFERENCING_OAUTH_CALLBACK_FOR_APP`.

        Args:
            app: App that issued the code, `zoom` or `msteams`.
            code: One-time code the provider appended to the redirect.
            state: JSON text with `accessToken`, `returnTo` and `onErrorReturnTo`, as the provider handed it back.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"app": app, "code": code, "state": state})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _AUTHORIZATION_CALLBACK, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    async def authorization_url(
        self,
        *,
        app: str,
        return_to: str,
        on_error_return_to: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the OAuth link of a conferencing app.

        Builds the link where the user grants Cal.com access to Zoom or Microsoft Teams; nothing is connected until the
        user agrees. The link carries the caller's credential in its `state`, so treat it as a secret. Source: action
        `CAL_GET_CONFERENCE_OAUTH_AUTHORIZATION_URL`.

        Args:
            app: App to be connected, `zoom` or `msteams`.
            return_to: Page the browser opens after the user agrees.
            on_error_return_to: Page the browser opens when the user declines or the connection fails.

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        _given = {"app": app, "returnTo": return_to, "onErrorReturnTo": on_error_return_to}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_AUTHORIZATION_URL, _given, extra_arguments, extra_headers, timeout)

    async def connect(
        self,
        *,
        app: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ConferencingApp]:
        """Connect Google Meet.

        Adds Google Meet as a meeting place for the user; a connected Google Calendar comes first. Zoom and Microsoft
        Teams are connected with the link from `conferencing.authorization_url`. Source: action
        `CAL_POST_CONFERENCING_APP_CONNECT`.

        Args:
            app: Only `google-meet`; every other value is refused.
            reconcile: Whether to look with `conferencing.list` for what was made when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A video service that a user has connected.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CONNECT,
            {"app": app},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def disconnect(
        self,
        *,
        app: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Disconnect a conferencing app.

        Removes the user's connection to the app. Event types that met in the app move to Cal Video, and a default set
        to the app is cleared; only a new connection undoes it. Source: action `CAL_DELETE_CONFERENCE_APP_CONNECTION`.

        Args:
            app: Connected app to remove, one of `google-meet`, `zoom` and `msteams`.
            reconcile: Whether to look with `conferencing.list` what became of it when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DISCONNECT,
            {"app": app},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get_default(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DefaultConferencingApp | None]:
        """Get the default conferencing app.

        Reads which app the user prefers for meetings. The reply has no data while the user has not chosen one. Source:
        action `CAL_RETRIEVE_DEFAULT_CONFERENCING_SETTINGS`.

        Returns:
            The default; absent when none has been chosen.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET_DEFAULT, {}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.ConferencingApp]:
        """List the connected conferencing apps.

        Gives the conferencing apps connected by the user, each marked when its connection is broken. Cal Video is built
        in and needs no connection. Source: action `CAL_RETRIEVE_V2_CONFERENCING_INFO`.

        Returns:
            Connected services of the caller; the built-in Cal Video is not among them.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    async def set_default(
        self,
        *,
        app: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Set the default conferencing app.

        Makes one app the preferred place for meetings of the user. Apps other than Cal Video must be connected, or
        Cal.com answers 400. Source: action `CAL_SET_DEFAULT_CONFERENCING_APP`.

        Args:
            app: App to prefer, one of `google-meet`, `zoom`, `msteams` and `daily-video` (Cal Video).

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _SET_DEFAULT, {"app": app}, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
