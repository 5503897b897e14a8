# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Users of oauth clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._deprecated import deprecated as deprecated_
from .._operation import CalRequest, Repeat, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOauthClientsUsers", "OauthClientsUsers"]

_CREATE = GATEWAY.action(
    "oauth_clients.users.create",
    "CAL_CREATE_OAUTH_CLIENT_USER",
    "write",
    one(lambda: models.CreatedManagedUser),
    CalRequest("POST", "/v2/oauth-clients/{clientId}/users", "body", credential="client"),
)
_DELETE = GATEWAY.action(
    "oauth_clients.users.delete",
    "CAL_DELETE_OAUTH_CLIENT_USER",
    "destroy",
    one(lambda: models.ManagedUser),
    CalRequest("DELETE", "/v2/oauth-clients/{clientId}/users/{userId}", credential="client"),
)
_FORCE_REFRESH = GATEWAY.action(
    "oauth_clients.users.force_refresh",
    "CAL_FORCE_REFRESH_USER_OAUTH_CLIENT",
    "write",
    one(lambda: models.ManagedUserTokens),
    CalRequest("POST", "/v2/oauth-clients/{clientId}/users/{userId}/force-refresh", "body", credential="client"),
    reconcile=Repeat(),
)
_GET = GATEWAY.action(
    "oauth_clients.users.get",
    "CAL_RETRIEVE_OAUTH_CLIENT_USER_BY_ID",
    "read",
    one(lambda: models.ManagedUser),
    CalRequest("GET", "/v2/oauth-clients/{clientId}/users/{userId}", credential="client"),
)
_LIST = GATEWAY.action(
    "oauth_clients.users.list",
    "CAL_GET_OAUTH_CLIENTS_USER",
    "read",
    many(lambda: models.ManagedUser),
    CalRequest("GET", "/v2/oauth-clients/{clientId}/users", credential="client"),
)
_UPDATE = GATEWAY.action(
    "oauth_clients.users.update",
    "CAL_UPDATE_OAUTH_CLIENT_USER_SETTINGS",
    "write",
    one(lambda: models.ManagedUser),
    CalRequest("PATCH", "/v2/oauth-clients/{clientId}/users/{userId}", "body", credential="client", body={}),
    reconcile=Repeat(),
)


class OauthClientsUsers(Resource):
    """Users of oauth clients.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def create(
        self,
        *,
        name: str,
        email: str,
        client_id: str,
        locale: models.Locale | None = None,
        time_zone: str | None = None,
        avatar_url: str | None = None,
        week_start: models.WeekDay | None = None,
        time_format: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.CreatedManagedUser]:
        """Create a managed user.

        Adds a user who is run entirely by the OAuth client, with default event types and a first pair of tokens. The
        reply shows the email address with the client id after a plus sign, and an address already in use is refused as
        a conflict. Source: action `CAL_CREATE_OAUTH_CLIENT_USER`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            name: Full name, as it appears in emails to attendees.
            email: Email address of the person; Cal.com stores it with the client id added.
            client_id: OAuth client that will own the user.
            locale: Language of emails and pages for the user.
            time_zone: IANA zone; also creates a weekday schedule from 9:00 to 17:00, otherwise there is none.
            avatar_url: Address of the profile picture.
            week_start: Day on which weeks begin for the user.
            time_format: Clock of the user, 12 or 24 hours.

        Returns:
            The new managed user with the first pair of tokens.
        """
        _given = {
            "name": name,
            "email": email,
            "clientId": client_id,
            "locale": locale,
            "timeZone": time_zone,
            "avatarUrl": avatar_url,
            "weekStart": week_start,
            "timeFormat": time_format,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def delete(
        self,
        *,
        user_id: int,
        client_id: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUser]:
        """Delete a managed user.

        Deletes the managed user together with tokens, event types and schedules, which nothing brings back. The reply
        shows the user as it was. Source: action `CAL_DELETE_OAUTH_CLIENT_USER`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            user_id: Number of the managed user, from `oauth_clients.users.list`.
            client_id: OAuth client that owns the user.

        Returns:
            A user whom a platform customer creates and controls through its OAuth client.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"userId": user_id, "clientId": client_id},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    def force_refresh(
        self,
        *,
        user_id: int,
        client_id: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUserTokens]:
        """Issue new tokens for a managed user.

        Makes a new pair of tokens without an old one, for when the stored ones are lost; the access token lasts 60
        minutes, the refresh token a year. Earlier refresh tokens of the user stop working. Source: action
        `CAL_FORCE_REFRESH_USER_OAUTH_CLIENT`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            user_id: Number of the managed user who needs tokens.
            client_id: OAuth client that owns the user.

        Returns:
            A fresh pair of tokens of a managed user. The previous pair stops working.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _FORCE_REFRESH,
            {"userId": user_id, "clientId": client_id},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def get(
        self,
        *,
        user_id: int,
        client_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUser]:
        """Get a managed user.

        Reads the profile of one managed user. A user of another client is answered with 404. Source: action
        `CAL_RETRIEVE_OAUTH_CLIENT_USER_BY_ID`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            user_id: Number of the managed user to read.
            client_id: OAuth client that owns the user.

        Returns:
            A user whom a platform customer creates and controls through its OAuth client.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"userId": user_id, "clientId": client_id}, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def list(
        self,
        *,
        client_id: str,
        limit: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.ManagedUser]:
        """List the managed users of an OAuth client.

        Gives managed users from the start of the list. There is no offset, so users past the 250th are out of reach
        here. Source: action `CAL_GET_OAUTH_CLIENTS_USER`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client whose managed users are wanted.
            limit: Most users in the reply, 1 to 250; 50 when absent. (Source: Cal.com's API v2.)

        Returns:
            Managed users of the client.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"clientId": client_id, "limit": limit}, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    def update(
        self,
        *,
        user_id: int,
        client_id: str,
        name: str | None = None,
        email: str | None = None,
        locale: models.Locale | None = None,
        time_zone: str | None = None,
        avatar_url: str | None = None,
        week_start: models.WeekDay | None = None,
        time_format: int | None = None,
        default_schedule_id: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUser]:
        """Update a managed user.

        Changes what is sent and keeps the rest. A new email address also changes the username, so booking links break.
        Source: action `CAL_UPDATE_OAUTH_CLIENT_USER_SETTINGS`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            user_id: Number of the managed user to change.
            client_id: OAuth client that owns the user.
            name: New full name.
            email: New email address; Cal.com adds the client id to it.
            locale: New language of emails and pages.
            time_zone: New IANA zone of the profile, such as `America/Sao_Paulo`.
            avatar_url: Address of the new profile picture.
            week_start: Day on which weeks begin for the user from now on.
            time_format: New clock, 12 or 24 hours.
            default_schedule_id: Schedule of the user that holds wherever an event type names none.

        Returns:
            A user whom a platform customer creates and controls through its OAuth client.
        """
        _given = {
            "userId": user_id,
            "clientId": client_id,
            "name": name,
            "email": email,
            "locale": locale,
            "timeZone": time_zone,
            "avatarUrl": avatar_url,
            "weekStart": week_start,
            "timeFormat": time_format,
            "defaultScheduleId": default_schedule_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOauthClientsUsers(AsyncResource):
    """Users of oauth clients.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def create(
        self,
        *,
        name: str,
        email: str,
        client_id: str,
        locale: models.Locale | None = None,
        time_zone: str | None = None,
        avatar_url: str | None = None,
        week_start: models.WeekDay | None = None,
        time_format: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.CreatedManagedUser]:
        """Create a managed user.

        Adds a user who is run entirely by the OAuth client, with default event types and a first pair of tokens. The
        reply shows the email address with the client id after a plus sign, and an address already in use is refused as
        a conflict. Source: action `CAL_CREATE_OAUTH_CLIENT_USER`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            name: Full name, as it appears in emails to attendees.
            email: Email address of the person; Cal.com stores it with the client id added.
            client_id: OAuth client that will own the user.
            locale: Language of emails and pages for the user.
            time_zone: IANA zone; also creates a weekday schedule from 9:00 to 17:00, otherwise there is none.
            avatar_url: Address of the profile picture.
            week_start: Day on which weeks begin for the user.
            time_format: Clock of the user, 12 or 24 hours.

        Returns:
            The new managed user with the first pair of tokens.
        """
        _given = {
            "name": name,
            "email": email,
            "clientId": client_id,
            "locale": locale,
            "timeZone": time_zone,
            "avatarUrl": avatar_url,
            "weekStart": week_start,
            "timeFormat": time_format,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def delete(
        self,
        *,
        user_id: int,
        client_id: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUser]:
        """Delete a managed user.

        Deletes the managed user together with tokens, event types and schedules, which nothing brings back. The reply
        shows the user as it was. Source: action `CAL_DELETE_OAUTH_CLIENT_USER`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            user_id: Number of the managed user, from `oauth_clients.users.list`.
            client_id: OAuth client that owns the user.

        Returns:
            A user whom a platform customer creates and controls through its OAuth client.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"userId": user_id, "clientId": client_id},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    @deprecated_(
        "Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags it too."
    )
    async def force_refresh(
        self,
        *,
        user_id: int,
        client_id: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUserTokens]:
        """Issue new tokens for a managed user.

        Makes a new pair of tokens without an old one, for when the stored ones are lost; the access token lasts 60
        minutes, the refresh token a year. Earlier refresh tokens of the user stop working. Source: action
        `CAL_FORCE_REFRESH_USER_OAUTH_CLIENT`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15; the gateway flags
        it too.

        Args:
            user_id: Number of the managed user who needs tokens.
            client_id: OAuth client that owns the user.

        Returns:
            A fresh pair of tokens of a managed user. The previous pair stops working.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _FORCE_REFRESH,
            {"userId": user_id, "clientId": client_id},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    async def get(
        self,
        *,
        user_id: int,
        client_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUser]:
        """Get a managed user.

        Reads the profile of one managed user. A user of another client is answered with 404. Source: action
        `CAL_RETRIEVE_OAUTH_CLIENT_USER_BY_ID`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            user_id: Number of the managed user to read.
            client_id: OAuth client that owns the user.

        Returns:
            A user whom a platform customer creates and controls through its OAuth client.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _GET, {"userId": user_id, "clientId": client_id}, extra_arguments, extra_headers, timeout
        )

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    async def list(
        self,
        *,
        client_id: str,
        limit: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.ManagedUser]:
        """List the managed users of an OAuth client.

        Gives managed users from the start of the list. There is no offset, so users past the 250th are out of reach
        here. Source: action `CAL_GET_OAUTH_CLIENTS_USER`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            client_id: OAuth client whose managed users are wanted.
            limit: Most users in the reply, 1 to 250; 50 when absent. (Source: Cal.com's API v2.)

        Returns:
            Managed users of the client.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {"clientId": client_id, "limit": limit}, extra_arguments, extra_headers, timeout)

    @deprecated_("Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.")
    async def update(
        self,
        *,
        user_id: int,
        client_id: str,
        name: str | None = None,
        email: str | None = None,
        locale: models.Locale | None = None,
        time_zone: str | None = None,
        avatar_url: str | None = None,
        week_start: models.WeekDay | None = None,
        time_format: int | None = None,
        default_schedule_id: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ManagedUser]:
        """Update a managed user.

        Changes what is sent and keeps the rest. A new email address also changes the username, so booking links break.
        Source: action `CAL_UPDATE_OAUTH_CLIENT_USER_SETTINGS`.

        Deprecated: Cal.com will remove its OAuth clients, and has taken no new ones since 2025-12-15.

        Args:
            user_id: Number of the managed user to change.
            client_id: OAuth client that owns the user.
            name: New full name.
            email: New email address; Cal.com adds the client id to it.
            locale: New language of emails and pages.
            time_zone: New IANA zone of the profile, such as `America/Sao_Paulo`.
            avatar_url: Address of the new profile picture.
            week_start: Day on which weeks begin for the user from now on.
            time_format: New clock, 12 or 24 hours.
            default_schedule_id: Schedule of the user that holds wherever an event type names none.

        Returns:
            A user whom a platform customer creates and controls through its OAuth client.
        """
        _given = {
            "userId": user_id,
            "clientId": client_id,
            "name": name,
            "email": email,
            "locale": locale,
            "timeZone": time_zone,
            "avatarUrl": avatar_url,
            "weekStart": week_start,
            "timeFormat": time_format,
            "defaultScheduleId": default_schedule_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
