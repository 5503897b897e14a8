# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Connected calendars, their busy times and ICS feeds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import models
from .._operation import CalRequest, Repeat, Reread, many, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

if TYPE_CHECKING:
    from .calendars_ics_feeds import AsyncCalendarsIcsFeeds, CalendarsIcsFeeds

__all__ = ["AsyncCalendars", "Calendars"]

_BUSY_TIMES = GATEWAY.action(
    "calendars.busy_times",
    "CAL_RETRIEVE_CALENDAR_BUSY_TIMES",
    "read",
    many(lambda: models.BusyTime),
    CalRequest(
        "GET",
        "/v2/calendars/busy-times",
        places={
            "externalId": "query:calendarsToLoad[0][externalId]",
            "credentialId": "query:calendarsToLoad[0][credentialId]",
        },
    ),
    flag="checkAvailabilityEnabled",
    timezone="loggedInUsersTz",
)
_CHECK = GATEWAY.action(
    "calendars.check",
    "CAL_CHECK_CALENDAR_VERSION2",
    "read",
    one(lambda: models.StatusReply),
    CalRequest("GET", "/v2/calendars/{calendar}/check"),
)
_CONNECT = GATEWAY.action(
    "calendars.connect",
    "CAL_CONNECT_TO_CALENDAR",
    "read",
    one(lambda: models.AuthorizationUrl),
    CalRequest("GET", "/v2/calendars/{calendar}/connect"),
)
_LIST = GATEWAY.action(
    "calendars.list",
    "CAL_RETRIEVE_CALENDAR_LIST",
    "read",
    one(lambda: models.ConnectedCalendars),
    CalRequest("GET", "/v2/calendars"),
)
_SAVE = GATEWAY.action(
    "calendars.save",
    "CAL_SAVE_CALENDAR_ENTRY",
    "write",
    one(lambda: models.Redirect),
    CalRequest("GET", "/v2/calendars/{calendar}/save", credential="none", state="redirect"),
)
_SAVE_CREDENTIALS = GATEWAY.action(
    "calendars.save_credentials",
    "CAL_POST_CALENDAR_CREDENTIALS",
    "write",
    one(lambda: models.StatusReply),
    CalRequest("POST", "/v2/calendars/{calendar}/credentials", "body", needs=("username", "password")),
    reconcile=Repeat(),
)
_DISCONNECT = GATEWAY.action(
    "calendars.disconnect",
    "CAL_DISCONNECT_CALENDAR_USING_CREDENTIAL_ID",
    "destroy",
    one(lambda: models.DeletedCalendarCredential),
    CalRequest("POST", "/v2/calendars/{calendar}/disconnect", "body"),
    reconcile=Reread(_LIST, gone={"connectedCalendars.credentialId": "id"}),
)


class Calendars(Resource):
    """Connected calendars, their busy times and ICS feeds.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def ics_feeds(self) -> CalendarsIcsFeeds:
        """Ics feeds of calendars."""
        from .calendars_ics_feeds import CalendarsIcsFeeds

        return CalendarsIcsFeeds(self._engine)

    def busy_times(
        self,
        *,
        external_id: str,
        credential_id: int,
        logged_in_users_tz: str,
        date_to: str | None = None,
        date_from: str | None = None,
        time_zone: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.BusyTime]:
        """List the busy times of a calendar.

        Gives the busy intervals of one connected calendar. Send both dates although they count as optional: without
        them Cal.com refuses the call. Source: action `CAL_RETRIEVE_CALENDAR_BUSY_TIMES`.

        Args:
            external_id: Id of the calendar at its provider, as `calendars.list` gives it.
            credential_id: Number of the credential that opens the calendar, from `calendars.list`.
            logged_in_users_tz: IANA zone in which the dates are meant, such as `America/Sao_Paulo`.
            date_to: Last day of the range, such as `2027-03-12`.
            date_from: First day of the range, such as `2027-03-09`.
            time_zone: IANA zone in which newer servers take the dates, in place of `loggedInUsersTz`. (Source:
                Cal.com's API v2.)

        Returns:
            Occupied stretches, possibly overlapping.
        """
        _given = {
            "externalId": external_id,
            "credentialId": credential_id,
            "loggedInUsersTz": logged_in_users_tz,
            "dateTo": date_to,
            "dateFrom": date_from,
            "timeZone": time_zone,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_BUSY_TIMES, _given, extra_arguments, extra_headers, timeout)

    def check(
        self,
        *,
        calendar: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check a calendar connection.

        Tests the caller's connection to a calendar provider; a missing or broken one ends in an error. It returns a
        status, never free or busy times. Source: action `CAL_CHECK_CALENDAR_VERSION2`.

        Args:
            calendar: Provider to test: `apple`, `google` or `office365`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CHECK, {"calendar": calendar}, extra_arguments, extra_headers, timeout)

    def connect(
        self,
        *,
        calendar: str,
        redir: str | None = None,
        is_dry_run: bool | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the URL that connects a calendar.

        Gives the provider's consent page, to be opened in a browser by the owner of the calendar. The URL carries the
        caller's Cal.com token in its `state`: keep it out of logs. Source: action `CAL_CONNECT_TO_CALENDAR`.

        Args:
            calendar: Provider to connect: `google` or `office365`; for Apple see `calendars.save_credentials`.
            redir: Page to which the browser goes afterwards. (Source: Cal.com's API v2.)
            is_dry_run: Whether nothing is to be connected, for trying out the way there and back. (Source: Cal.com's
                API v2.)

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        _given = {"calendar": calendar, "redir": redir, "isDryRun": is_dry_run}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CONNECT, _given, extra_arguments, extra_headers, timeout)

    def disconnect(
        self,
        *,
        id: int,
        calendar: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DeletedCalendarCredential]:
        """Disconnect a calendar.

        Deletes a stored credential, after which Cal.com neither reads nor writes the calendars behind it. The calendars
        stay as they are, but only a new consent brings the connection back. The number alone decides what is deleted;
        the provider is not compared with it. Source: action `CAL_DISCONNECT_CALENDAR_USING_CREDENTIAL_ID`.

        Args:
            id: Number of the credential to delete, from `calendars.list`.
            calendar: Provider of the credential: `apple`, `google` or `office365`.
            reconcile: Whether to look with `calendars.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The calendar connection that was removed, as it last was.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DISCONNECT,
            {"id": id, "calendar": calendar},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ConnectedCalendars]:
        """List connected calendars.

        Gives the caller's calendar connections, every calendar behind them and the destination calendar. Other
        operations take `credentialId`, `externalId` and the integration name from here. Source: action
        `CAL_RETRIEVE_CALENDAR_LIST`.

        Returns:
            Every calendar that a user has connected, and the one that bookings go to.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    def save(
        self,
        *,
        code: str,
        state: str,
        calendar: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Complete a calendar connection.

        Receives the provider's redirect after consent, trades the code for a credential and redirects onwards without a
        JSON answer. Browsers come here by themselves; code seldom has a reason to. Source: action
        `CAL_SAVE_CALENDAR_ENTRY`.

        Args:
            code: One-time code that the provider added to its redirect.
            state: State of that redirect, unchanged; it contains a Cal.com token.
            calendar: Provider that redirected: `google` or `office365`.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"code": code, "state": state, "calendar": calendar})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_SAVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    def save_credentials(
        self,
        *,
        calendar: str,
        username: str | None = None,
        password: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Save the credentials of an Apple calendar.

        Connects an Apple calendar with the Apple ID and an app-specific password; without both the call fails. Source:
        action `CAL_POST_CALENDAR_CREDENTIALS`.

        Args:
            calendar: Provider of the calendar; only `apple` is accepted.
            username: Apple ID of the owner, an email address; Cal.com requires it. (Source: Cal.com's API v2.)
            password: App-specific password made for Cal.com in the Apple account; Cal.com requires it. (Source:
                Cal.com's API v2.)

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        _given = Hidden({"calendar": calendar, "username": username, "password": password})
        del password
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _SAVE_CREDENTIALS, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )


class AsyncCalendars(AsyncResource):
    """Connected calendars, their busy times and ICS feeds.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def ics_feeds(self) -> AsyncCalendarsIcsFeeds:
        """Ics feeds of calendars."""
        from .calendars_ics_feeds import AsyncCalendarsIcsFeeds

        return AsyncCalendarsIcsFeeds(self._engine)

    async def busy_times(
        self,
        *,
        external_id: str,
        credential_id: int,
        logged_in_users_tz: str,
        date_to: str | None = None,
        date_from: str | None = None,
        time_zone: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.BusyTime]:
        """List the busy times of a calendar.

        Gives the busy intervals of one connected calendar. Send both dates although they count as optional: without
        them Cal.com refuses the call. Source: action `CAL_RETRIEVE_CALENDAR_BUSY_TIMES`.

        Args:
            external_id: Id of the calendar at its provider, as `calendars.list` gives it.
            credential_id: Number of the credential that opens the calendar, from `calendars.list`.
            logged_in_users_tz: IANA zone in which the dates are meant, such as `America/Sao_Paulo`.
            date_to: Last day of the range, such as `2027-03-12`.
            date_from: First day of the range, such as `2027-03-09`.
            time_zone: IANA zone in which newer servers take the dates, in place of `loggedInUsersTz`. (Source:
                Cal.com's API v2.)

        Returns:
            Occupied stretches, possibly overlapping.
        """
        _given = {
            "externalId": external_id,
            "credentialId": credential_id,
            "loggedInUsersTz": logged_in_users_tz,
            "dateTo": date_to,
            "dateFrom": date_from,
            "timeZone": time_zone,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_BUSY_TIMES, _given, extra_arguments, extra_headers, timeout)

    async def check(
        self,
        *,
        calendar: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check a calendar connection.

        Tests the caller's connection to a calendar provider; a missing or broken one ends in an error. It returns a
        status, never free or busy times. Source: action `CAL_CHECK_CALENDAR_VERSION2`.

        Args:
            calendar: Provider to test: `apple`, `google` or `office365`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_CHECK, {"calendar": calendar}, extra_arguments, extra_headers, timeout)

    async def connect(
        self,
        *,
        calendar: str,
        redir: str | None = None,
        is_dry_run: bool | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AuthorizationUrl]:
        """Get the URL that connects a calendar.

        Gives the provider's consent page, to be opened in a browser by the owner of the calendar. The URL carries the
        caller's Cal.com token in its `state`: keep it out of logs. Source: action `CAL_CONNECT_TO_CALENDAR`.

        Args:
            calendar: Provider to connect: `google` or `office365`; for Apple see `calendars.save_credentials`.
            redir: Page to which the browser goes afterwards. (Source: Cal.com's API v2.)
            is_dry_run: Whether nothing is to be connected, for trying out the way there and back. (Source: Cal.com's
                API v2.)

        Returns:
            The consent page of another service, to be opened in a browser by the person who connects an account.
        """
        _given = {"calendar": calendar, "redir": redir, "isDryRun": is_dry_run}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_CONNECT, _given, extra_arguments, extra_headers, timeout)

    async def disconnect(
        self,
        *,
        id: int,
        calendar: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DeletedCalendarCredential]:
        """Disconnect a calendar.

        Deletes a stored credential, after which Cal.com neither reads nor writes the calendars behind it. The calendars
        stay as they are, but only a new consent brings the connection back. The number alone decides what is deleted;
        the provider is not compared with it. Source: action `CAL_DISCONNECT_CALENDAR_USING_CREDENTIAL_ID`.

        Args:
            id: Number of the credential to delete, from `calendars.list`.
            calendar: Provider of the credential: `apple`, `google` or `office365`.
            reconcile: Whether to look with `calendars.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The calendar connection that was removed, as it last was.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DISCONNECT,
            {"id": id, "calendar": calendar},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ConnectedCalendars]:
        """List connected calendars.

        Gives the caller's calendar connections, every calendar behind them and the destination calendar. Other
        operations take `credentialId`, `externalId` and the integration name from here. Source: action
        `CAL_RETRIEVE_CALENDAR_LIST`.

        Returns:
            Every calendar that a user has connected, and the one that bookings go to.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    async def save(
        self,
        *,
        code: str,
        state: str,
        calendar: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Redirect]:
        """Complete a calendar connection.

        Receives the provider's redirect after consent, trades the code for a credential and redirects onwards without a
        JSON answer. Browsers come here by themselves; code seldom has a reason to. Source: action
        `CAL_SAVE_CALENDAR_ENTRY`.

        Args:
            code: One-time code that the provider added to its redirect.
            state: State of that redirect, unchanged; it contains a Cal.com token.
            calendar: Provider that redirected: `google` or `office365`.

        Returns:
            Where the callback leads.
        """
        _given = Hidden({"code": code, "state": state, "calendar": calendar})
        del code, state
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_SAVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    async def save_credentials(
        self,
        *,
        calendar: str,
        username: str | None = None,
        password: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Save the credentials of an Apple calendar.

        Connects an Apple calendar with the Apple ID and an app-specific password; without both the call fails. Source:
        action `CAL_POST_CALENDAR_CREDENTIALS`.

        Args:
            calendar: Provider of the calendar; only `apple` is accepted.
            username: Apple ID of the owner, an email address; Cal.com requires it. (Source: Cal.com's API v2.)
            password: App-specific password made for Cal.com in the Apple account; Cal.com requires it. (Source:
                Cal.com's API v2.)

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        _given = Hidden({"calendar": calendar, "username": username, "password": password})
        del password
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _SAVE_CREDENTIALS, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
