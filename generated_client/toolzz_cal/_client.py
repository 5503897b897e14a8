# Edit this in generator/runtime/_client.py; `make generate` copies it into the client.
"""What the two clients share with any specification: set-up, copies, closing."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from ._config import AwaitedCredential, Config, Credential, Options, collected
from ._engine import AsyncEngine, SyncEngine
from ._pool import Pool
from ._redaction import Hidden, hidden

if TYPE_CHECKING:
    from typing import Unpack

    from ._upstream import InUse
    from .permissions import Integration
    from .results import Response


NO_PICKLE = (
    "A {0} holds connections, so it can't be pickled; make one in each process, as a variable of a module or where a "
    "worker begins. What it is made with can be: a `Journal`, a `RateLimit` and plain options"
)


class HttpClient(Protocol):
    """What the client needs of an HTTP client: httpx's `request`, sync or, for the async client, awaitable.

    A client of httpx or httpx2 is asked to `build_request` and `send` instead, so that no more than `max_answer_bytes`
    of an answer is read, and the streams of its own transports keep to the time that an attempt has; its other
    requests are as they were. What an event hook raises with a `response`, as `raise_for_status` does, is taken for
    that answer; anything else that is raised leaves it open whether a write happened.
    """

    def request(self, method: str, url: str, /, *args: Any, **options: Any) -> Any:
        """Sends a request and answers with a response that has `status_code`, `headers` and `content`."""


class SyncClient:
    """Set-up, copies and closing of the sync client."""

    def __init__(self, *, http_client: HttpClient | None = None, **options: Unpack[Options[Credential]]) -> None:
        """Makes a client with options, which its class describes."""
        given: Any = Hidden(options)
        del options  # a report of an error would show them
        self._engine = SyncEngine(Config(collected(**given)), Pool(http_client, "Client"))

    def with_options(self, **options: Unpack[Options[Credential]]) -> Self:
        """A copy with other options, over the same connections. This client stays as it is.

        A copy for another `user_id` has no `connected_account_id` unless it is given one.
        """
        given: Any = Hidden(options)
        del options
        copy = type(self).__new__(type(self))
        copy._engine = SyncEngine(self._engine.config.merged(collected(**given)), self._engine.pool)
        return copy

    def acting_for(self, integration: Integration) -> Self:
        """A copy that runs exactly what an integration lets its agent run, and refuses the rest before sending.

        The integration's time zone is the default where an operation takes one. A copy of a copy is as narrow as both.

        Args:
            integration: The integration, from `calcom_integrations.get`. Its flags are read once, now.

        Returns:
            A client whose other operations raise `NotPermitted`.

        Raises:
            ArgumentError: It is no integration.
        """
        from .permissions import Permissions

        copy = type(self).__new__(type(self))
        copy._engine = SyncEngine(self._engine.config.acting(Permissions.of(integration)), self._engine.pool)
        return copy

    @property
    def upstream(self) -> tuple[InUse, ...]:
        """Which binding of each action that has several is in use, by what has been found out so far.

        A binding is a Cal.com request that the action stands for, or a slug and a form of arguments by which a version
        of the gateway takes it. Where an upstream does not have the first one, the next is tried and remembered for the
        address; copies of this client share that.

        Returns:
            A row for each such action and address, in the order of names. It is not kept up to date.
        """
        from ._upstream import in_use

        return in_use(self._engine.config, self._engine.pool.known)

    def request(
        self,
        method: str,
        path: str,
        *,
        upstream: Literal["cal", "gateway", "toolzz"] = "cal",
        json: Any = None,
        params: Mapping[str, Any] | None = None,
        effect: Literal["read", "write", "destroy"] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Response:
        """Sends a request that no operation stands for, with the client's credentials, repetitions, errors and bounds.

        Args:
            method: GET, HEAD, POST, PUT, PATCH or DELETE.
            path: Path below the upstream's root, such as `/v2/me`; it can't lead to another host.
            upstream: Whose root and credential: Cal.com's, the gateway's, or the ToolzzAI API's.
            json: What is sent as a JSON body; by default there is none.
            params: What is sent as query; None is left out, and a list repeats its name.
            effect: What it does. A read is repeated after a failure, the others only if they were not carried out. By
                default `read` for GET and HEAD, `destroy` for DELETE and `write` for the rest.
            headers: Further headers, such as `cal-api-version`; none that holds a credential.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The answer as it came; its `json()` is the body as data.

        Raises:
            ArgumentError: Something can't be sent so.
            MissingCredential: There is no credential for the upstream.
            NotPermitted: The client acts for an integration.
            ActionFailed: The status is one of success, but the upstream's envelope tells of a failure.
            OutcomeUnknown: What writes or destroys was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
        """
        from ._requests import plain_call  # rarely needed

        given, headers = Hidden(json=hidden(json), params=hidden(params)), hidden(headers)
        del json, params
        call = plain_call(self._engine, method, path, upstream, given, effect, headers, timeout)
        response: Response = self._engine.run(call)
        return response

    def close(self) -> None:
        """Closes the connections, for all copies of this client too. An `http_client` that was given stays open."""
        pool = self._engine.pool
        if not pool.closed:
            pool.closed = True
            if pool.own is not None:
                pool.own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getstate__(self) -> Any:
        """Refuses to be pickled."""
        raise TypeError(NO_PICKLE.format(type(self).__name__))

    def __copy__(self) -> Self:
        return self.with_options()

    def __repr__(self) -> str:
        made = getattr(self, "_engine", None)  # there is none yet while an option is refused
        return f"<{type(self).__name__} {made.config!r}>" if made is not None else f"<{type(self).__name__}>"


class AsyncClientBase:
    """Set-up, copies and closing of the async client."""

    def __init__(self, *, http_client: HttpClient | None = None, **options: Unpack[Options[AwaitedCredential]]) -> None:
        """Makes a client with options, which its class describes."""
        given: Any = Hidden(options)
        del options  # a report of an error would show them
        self._engine = AsyncEngine(Config(collected(**given)), Pool(http_client, "AsyncClient"))

    def with_options(self, **options: Unpack[Options[AwaitedCredential]]) -> Self:
        """A copy with other options, over the same connections. This client stays as it is.

        A copy for another `user_id` has no `connected_account_id` unless it is given one.
        """
        given: Any = Hidden(options)
        del options
        copy = type(self).__new__(type(self))
        copy._engine = AsyncEngine(self._engine.config.merged(collected(**given)), self._engine.pool)
        return copy

    def acting_for(self, integration: Integration) -> Self:
        """A copy that runs exactly what an integration lets its agent run, and refuses the rest before sending.

        The integration's time zone is the default where an operation takes one. A copy of a copy is as narrow as both.

        Args:
            integration: The integration, from `calcom_integrations.get`. Its flags are read once, now.

        Returns:
            A client whose other operations raise `NotPermitted`.

        Raises:
            ArgumentError: It is no integration.
        """
        from .permissions import Permissions

        copy = type(self).__new__(type(self))
        copy._engine = AsyncEngine(self._engine.config.acting(Permissions.of(integration)), self._engine.pool)
        return copy

    @property
    def upstream(self) -> tuple[InUse, ...]:
        """Which binding of each action that has several is in use, by what has been found out so far.

        A binding is a Cal.com request that the action stands for, or a slug and a form of arguments by which a version
        of the gateway takes it. Where an upstream does not have the first one, the next is tried and remembered for the
        address; copies of this client share that.

        Returns:
            A row for each such action and address, in the order of names. It is not kept up to date.
        """
        from ._upstream import in_use

        return in_use(self._engine.config, self._engine.pool.known)

    async def request(
        self,
        method: str,
        path: str,
        *,
        upstream: Literal["cal", "gateway", "toolzz"] = "cal",
        json: Any = None,
        params: Mapping[str, Any] | None = None,
        effect: Literal["read", "write", "destroy"] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Response:
        """Sends a request that no operation stands for; arguments, answer and errors are those of `Client.request`."""
        from ._requests import plain_call  # rarely needed

        given, headers = Hidden(json=hidden(json), params=hidden(params)), hidden(headers)
        del json, params
        call = plain_call(self._engine, method, path, upstream, given, effect, headers, timeout)
        response: Response = await self._engine.run(call)
        return response

    async def aclose(self) -> None:
        """Closes the connections, for all copies of this client too. An `http_client` that was given stays open."""
        pool = self._engine.pool
        if not pool.closed:
            pool.closed = True
            if pool.own is not None:
                await pool.own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __getstate__(self) -> Any:
        """Refuses to be pickled."""
        raise TypeError(NO_PICKLE.format(type(self).__name__))

    def __copy__(self) -> Self:
        return self.with_options()

    def __repr__(self) -> str:
        made = getattr(self, "_engine", None)  # there is none yet while an option is refused
        return f"<{type(self).__name__} {made.config!r}>" if made is not None else f"<{type(self).__name__}>"
