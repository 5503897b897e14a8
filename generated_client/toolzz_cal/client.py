# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The two clients: the same resources, called or awaited."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._client import AsyncClientBase, SyncClient

if TYPE_CHECKING:
    from .actions import Actions, AsyncActions, Catalogue
    from .resources.bookings import AsyncBookings, Bookings
    from .resources.calcom_integrations import AsyncCalcomIntegrations, CalcomIntegrations
    from .resources.calendars import AsyncCalendars, Calendars
    from .resources.conferencing import AsyncConferencing, Conferencing
    from .resources.destination_calendars import AsyncDestinationCalendars, DestinationCalendars
    from .resources.event_types import AsyncEventTypes, EventTypes
    from .resources.functions import AsyncFunctions, Functions
    from .resources.google_calendar import AsyncGoogleCalendar, GoogleCalendar
    from .resources.me import AsyncMe, Me
    from .resources.oauth_clients import AsyncOauthClients, OauthClients
    from .resources.organizations import AsyncOrganizations, Organizations
    from .resources.provider import AsyncProvider, Provider
    from .resources.schedules import AsyncSchedules, Schedules
    from .resources.selected_calendars import AsyncSelectedCalendars, SelectedCalendars
    from .resources.slots import AsyncSlots, Slots
    from .resources.stripe import AsyncStripe, Stripe
    from .resources.teams import AsyncTeams, Teams
    from .resources.timezones import AsyncTimezones, Timezones
    from .resources.webhooks import AsyncWebhooks, Webhooks

__all__ = ["AsyncClient", "Client"]


def _catalogue() -> Catalogue:
    from ._catalogue import CATALOGUE

    return CATALOGUE


class Client(SyncClient):
    """The synchronous client, safe to share between threads. Close it with `with` or `close()`.

    A token, a key, or the id and secret of a platform client may also be a function without arguments that gives it,
    for `AsyncClient` a coroutine function too. It is asked before every attempt, and once more when its value is
    refused (401, or 498 for an access token that ran out); if it then gives another, the request is sent again, a write
    too, as nothing was done. Its value is not kept. What it raises becomes a `CredentialUnavailable`.

    Args:
        toolzz_token: Access token of the ToolzzAI platform; else the environment's TOOLZZ_ACCESS_TOKEN.
        composio_api_key: Project key of the gateway; else COMPOSIO_API_KEY.
        user_id: Whose connected Cal.com account the gateway uses.
        connected_account_id: The connected account itself, `ca_…`.
        toolkit_version: Version of the gateway's toolkit, `YYYYMMDD_NN` or `latest`; else COMPOSIO_TOOLKIT_VERSION_CAL,
            else the one that this package was made for, `20260721_00`. `DeprecatedUpstream` says when
            one is to end.
        cal_api_key: Key of the Cal.com API, or an access token, for the direct route; else CAL_API_KEY. It is sent as
            it is: a server of one's own may have any prefix for its keys.
        cal_client_id: Id of a platform client of Cal.com, `x-cal-client-id`; else CAL_CLIENT_ID.
        cal_client_secret: Secret of that client, for the actions that need it; else CAL_CLIENT_SECRET.
        route: How actions are carried, `gateway` or `direct`; to be said when there are credentials for both.
        base_url: One root for everything, such as a mock server; else TOOLZZ_CAL_BASE_URL.
        toolzz_base_url: Root of the ToolzzAI API, before `/api/v1`.
        gateway_base_url: Root of the gateway, before `/api/v3.1`.
        cal_base_url: Root of the Cal.com API, before `/v2`.
        timeout: Seconds for one attempt as a whole, from the wait for a connection to the last byte of the answer,
            however slowly it comes. By default 60; with an `http_client` that was given, its own timeouts for each
            wait, and `RetryPolicy.deadline` for the whole.
        retries: Attempts after the first, by default 2, or a `RetryPolicy`.
        strict: Whether an answer that differs from its schema raises `DecodeError`; by default it is kept as it came.
        max_answer_bytes: The largest answer that is read, unpacked, by default 32 MiB; a larger one raises
            `AnswerTooLarge`.
        rate_limit: The most calls in a time, such as `120/minute`, or a `RateLimit`; by default there is no limit.
        journal: Where calls with an `idempotency_key` are written down, from `toolzz_cal.journal.open`.
        on_request: Called with a `hooks.CallEvent` before each attempt; what it raises keeps the attempt from being
            sent and becomes a `HookFailed`. `AsyncClient` takes coroutine functions, too, for each of these.
        on_response: Called with one after each attempt that was answered, whatever the answer.
        on_outcome: Called with one when a call is over, however it ended. What this and `on_response` raise is logged,
            and the call ends as if they had not.
        http_client: Any object with httpx's request interface, awaitable for `AsyncClient`, which stays yours to close.
            By default one httpx client is made at the first call; it keeps no cookies, as Cal.com remembers a reserved
            slot in one and prefers it to the slot that `slots.release` names.

    Raises:
        ConfigurationError: An option can't be right, such as a coroutine function for a credential of `Client`, or an
            `http_client` of the wrong kind. Missing credentials, and a proxy or certificates of the environment that
            can't be used, are reported by the first call that needs them.
    """

    @cached_property
    def actions(self) -> Actions:
        """Any action by its slug."""
        from .actions import Actions

        return Actions(self._engine, _catalogue)

    @cached_property
    def bookings(self) -> Bookings:
        """Meetings that attendees have booked, from request to cancellation."""
        from .resources.bookings import Bookings

        return Bookings(self._engine)

    @cached_property
    def calcom_integrations(self) -> CalcomIntegrations:
        """Cal.com functions of AI agents on the ToolzzAI platform."""
        from .resources.calcom_integrations import CalcomIntegrations

        return CalcomIntegrations(self._engine)

    @cached_property
    def calendars(self) -> Calendars:
        """Connected calendars, their busy times and ICS feeds."""
        from .resources.calendars import Calendars

        return Calendars(self._engine)

    @cached_property
    def conferencing(self) -> Conferencing:
        """Video apps in which meetings take place."""
        from .resources.conferencing import Conferencing

        return Conferencing(self._engine)

    @cached_property
    def destination_calendars(self) -> DestinationCalendars:
        """The calendar that new bookings are written to."""
        from .resources.destination_calendars import DestinationCalendars

        return DestinationCalendars(self._engine)

    @cached_property
    def event_types(self) -> EventTypes:
        """What can be booked, for a single user, with the webhooks of each event type."""
        from .resources.event_types import EventTypes

        return EventTypes(self._engine)

    @cached_property
    def functions(self) -> Functions:
        """Google Calendar functions of AI agents on the ToolzzAI platform."""
        from .resources.functions import Functions

        return Functions(self._engine)

    @cached_property
    def google_calendar(self) -> GoogleCalendar:
        """Connecting Google Calendar."""
        from .resources.google_calendar import GoogleCalendar

        return GoogleCalendar(self._engine)

    @cached_property
    def me(self) -> Me:
        """The profile behind the credential."""
        from .resources.me import Me

        return Me(self._engine)

    @cached_property
    def oauth_clients(self) -> OauthClients:
        """Platform clients with their managed users and webhooks."""
        from .resources.oauth_clients import OauthClients

        return OauthClients(self._engine)

    @cached_property
    def organizations(self) -> Organizations:
        """Organizations with their teams, users, memberships, attributes, schedules and webhooks."""
        from .resources.organizations import Organizations

        return Organizations(self._engine)

    @cached_property
    def provider(self) -> Provider:
        """Checks of a platform client and of access tokens."""
        from .resources.provider import Provider

        return Provider(self._engine)

    @cached_property
    def schedules(self) -> Schedules:
        """The caller's own working hours."""
        from .resources.schedules import Schedules

        return Schedules(self._engine)

    @cached_property
    def selected_calendars(self) -> SelectedCalendars:
        """Calendars that are looked at for conflicts."""
        from .resources.selected_calendars import SelectedCalendars

        return SelectedCalendars(self._engine)

    @cached_property
    def slots(self) -> Slots:
        """Free times, and holding one while a booking is being made."""
        from .resources.slots import Slots

        return Slots(self._engine)

    @cached_property
    def stripe(self) -> Stripe:
        """Payments through Stripe."""
        from .resources.stripe import Stripe

        return Stripe(self._engine)

    @cached_property
    def teams(self) -> Teams:
        """Teams outside organizations, with their event types and memberships."""
        from .resources.teams import Teams

        return Teams(self._engine)

    @cached_property
    def timezones(self) -> Timezones:
        """Time zones that Cal.com knows."""
        from .resources.timezones import Timezones

        return Timezones(self._engine)

    @cached_property
    def webhooks(self) -> Webhooks:
        """The caller's own webhooks."""
        from .resources.webhooks import Webhooks

        return Webhooks(self._engine)


class AsyncClient(AsyncClientBase):
    """The asynchronous client. One is enough for a program; close it with `async with` or `aclose()`.

    A token, a key, or the id and secret of a platform client may also be a function without arguments that gives it,
    for `AsyncClient` a coroutine function too. It is asked before every attempt, and once more when its value is
    refused (401, or 498 for an access token that ran out); if it then gives another, the request is sent again, a write
    too, as nothing was done. Its value is not kept. What it raises becomes a `CredentialUnavailable`.

    Args:
        toolzz_token: Access token of the ToolzzAI platform; else the environment's TOOLZZ_ACCESS_TOKEN.
        composio_api_key: Project key of the gateway; else COMPOSIO_API_KEY.
        user_id: Whose connected Cal.com account the gateway uses.
        connected_account_id: The connected account itself, `ca_…`.
        toolkit_version: Version of the gateway's toolkit, `YYYYMMDD_NN` or `latest`; else COMPOSIO_TOOLKIT_VERSION_CAL,
            else the one that this package was made for, `20260721_00`. `DeprecatedUpstream` says when
            one is to end.
        cal_api_key: Key of the Cal.com API, or an access token, for the direct route; else CAL_API_KEY. It is sent as
            it is: a server of one's own may have any prefix for its keys.
        cal_client_id: Id of a platform client of Cal.com, `x-cal-client-id`; else CAL_CLIENT_ID.
        cal_client_secret: Secret of that client, for the actions that need it; else CAL_CLIENT_SECRET.
        route: How actions are carried, `gateway` or `direct`; to be said when there are credentials for both.
        base_url: One root for everything, such as a mock server; else TOOLZZ_CAL_BASE_URL.
        toolzz_base_url: Root of the ToolzzAI API, before `/api/v1`.
        gateway_base_url: Root of the gateway, before `/api/v3.1`.
        cal_base_url: Root of the Cal.com API, before `/v2`.
        timeout: Seconds for one attempt as a whole, from the wait for a connection to the last byte of the answer,
            however slowly it comes. By default 60; with an `http_client` that was given, its own timeouts for each
            wait, and `RetryPolicy.deadline` for the whole.
        retries: Attempts after the first, by default 2, or a `RetryPolicy`.
        strict: Whether an answer that differs from its schema raises `DecodeError`; by default it is kept as it came.
        max_answer_bytes: The largest answer that is read, unpacked, by default 32 MiB; a larger one raises
            `AnswerTooLarge`.
        rate_limit: The most calls in a time, such as `120/minute`, or a `RateLimit`; by default there is no limit.
        journal: Where calls with an `idempotency_key` are written down, from `toolzz_cal.journal.open`.
        on_request: Called with a `hooks.CallEvent` before each attempt; what it raises keeps the attempt from being
            sent and becomes a `HookFailed`. `AsyncClient` takes coroutine functions, too, for each of these.
        on_response: Called with one after each attempt that was answered, whatever the answer.
        on_outcome: Called with one when a call is over, however it ended. What this and `on_response` raise is logged,
            and the call ends as if they had not.
        http_client: Any object with httpx's request interface, awaitable for `AsyncClient`, which stays yours to close.
            By default one httpx client is made at the first call; it keeps no cookies, as Cal.com remembers a reserved
            slot in one and prefers it to the slot that `slots.release` names.

    Raises:
        ConfigurationError: An option can't be right, such as a coroutine function for a credential of `Client`, or an
            `http_client` of the wrong kind. Missing credentials, and a proxy or certificates of the environment that
            can't be used, are reported by the first call that needs them.
    """

    @cached_property
    def actions(self) -> AsyncActions:
        """Any action by its slug."""
        from .actions import AsyncActions

        return AsyncActions(self._engine, _catalogue)

    @cached_property
    def bookings(self) -> AsyncBookings:
        """Meetings that attendees have booked, from request to cancellation."""
        from .resources.bookings import AsyncBookings

        return AsyncBookings(self._engine)

    @cached_property
    def calcom_integrations(self) -> AsyncCalcomIntegrations:
        """Cal.com functions of AI agents on the ToolzzAI platform."""
        from .resources.calcom_integrations import AsyncCalcomIntegrations

        return AsyncCalcomIntegrations(self._engine)

    @cached_property
    def calendars(self) -> AsyncCalendars:
        """Connected calendars, their busy times and ICS feeds."""
        from .resources.calendars import AsyncCalendars

        return AsyncCalendars(self._engine)

    @cached_property
    def conferencing(self) -> AsyncConferencing:
        """Video apps in which meetings take place."""
        from .resources.conferencing import AsyncConferencing

        return AsyncConferencing(self._engine)

    @cached_property
    def destination_calendars(self) -> AsyncDestinationCalendars:
        """The calendar that new bookings are written to."""
        from .resources.destination_calendars import AsyncDestinationCalendars

        return AsyncDestinationCalendars(self._engine)

    @cached_property
    def event_types(self) -> AsyncEventTypes:
        """What can be booked, for a single user, with the webhooks of each event type."""
        from .resources.event_types import AsyncEventTypes

        return AsyncEventTypes(self._engine)

    @cached_property
    def functions(self) -> AsyncFunctions:
        """Google Calendar functions of AI agents on the ToolzzAI platform."""
        from .resources.functions import AsyncFunctions

        return AsyncFunctions(self._engine)

    @cached_property
    def google_calendar(self) -> AsyncGoogleCalendar:
        """Connecting Google Calendar."""
        from .resources.google_calendar import AsyncGoogleCalendar

        return AsyncGoogleCalendar(self._engine)

    @cached_property
    def me(self) -> AsyncMe:
        """The profile behind the credential."""
        from .resources.me import AsyncMe

        return AsyncMe(self._engine)

    @cached_property
    def oauth_clients(self) -> AsyncOauthClients:
        """Platform clients with their managed users and webhooks."""
        from .resources.oauth_clients import AsyncOauthClients

        return AsyncOauthClients(self._engine)

    @cached_property
    def organizations(self) -> AsyncOrganizations:
        """Organizations with their teams, users, memberships, attributes, schedules and webhooks."""
        from .resources.organizations import AsyncOrganizations

        return AsyncOrganizations(self._engine)

    @cached_property
    def provider(self) -> AsyncProvider:
        """Checks of a platform client and of access tokens."""
        from .resources.provider import AsyncProvider

        return AsyncProvider(self._engine)

    @cached_property
    def schedules(self) -> AsyncSchedules:
        """The caller's own working hours."""
        from .resources.schedules import AsyncSchedules

        return AsyncSchedules(self._engine)

    @cached_property
    def selected_calendars(self) -> AsyncSelectedCalendars:
        """Calendars that are looked at for conflicts."""
        from .resources.selected_calendars import AsyncSelectedCalendars

        return AsyncSelectedCalendars(self._engine)

    @cached_property
    def slots(self) -> AsyncSlots:
        """Free times, and holding one while a booking is being made."""
        from .resources.slots import AsyncSlots

        return AsyncSlots(self._engine)

    @cached_property
    def stripe(self) -> AsyncStripe:
        """Payments through Stripe."""
        from .resources.stripe import AsyncStripe

        return AsyncStripe(self._engine)

    @cached_property
    def teams(self) -> AsyncTeams:
        """Teams outside organizations, with their event types and memberships."""
        from .resources.teams import AsyncTeams

        return AsyncTeams(self._engine)

    @cached_property
    def timezones(self) -> AsyncTimezones:
        """Time zones that Cal.com knows."""
        from .resources.timezones import AsyncTimezones

        return AsyncTimezones(self._engine)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """The caller's own webhooks."""
        from .resources.webhooks import AsyncWebhooks

        return AsyncWebhooks(self._engine)
