# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The two clients: the same resources, called or awaited."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._client import AsyncClientBase, SyncClient

if TYPE_CHECKING:
    from .actions import Actions, AsyncActions, Catalogue
    from .resources.lamps import AsyncLamps, Lamps

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
    def lamps(self) -> Lamps:
        """Lamps."""
        from .resources.lamps import Lamps

        return Lamps(self._engine)


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
    def lamps(self) -> AsyncLamps:
        """Lamps."""
        from .resources.lamps import AsyncLamps

        return AsyncLamps(self._engine)
