# Edit this in generator/runtime/_engine.py; `make generate` copies it into the client.
"""Sends calls. What is the same for sync and async stands once; what waits stands twice, as short as it can be."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ._calls import Call, GatewayCall
from ._config import Config, checked_timeout
from ._operation import Operation
from ._pool import Pool
from ._redaction import Hidden, hidden
from ._warning import KEPT
from ._wire import HEADERS, check_moments, dumps, in_path, in_query, sent
from .errors import ArgumentError, ClientClosed, ToolzzCalError

if TYPE_CHECKING:
    from ._lease import Lease
    from ._sending import Sender
    from ._turns import Turn
    from ._watch import Watch
    from .hooks import Hooks
    from .rate_limits import RateLimit
    from .retries import RetryEvent

T = TypeVar("T")
LONGEST_ADDRESS = 65_536  # characters; httpx takes no more


class _Engine:
    """Turns a method's arguments into a `Call`."""

    __slots__ = ("_added", "_carry", "config", "pool")

    def __init__(self, config: Config, pool: Pool) -> None:
        self.config, self.pool = config, pool
        self._added: Mapping[str, str] | None = None
        self._carry: Callable[..., Call[Any]] | None = None

    def adding(self, headers: Mapping[str, str] | None, name: str) -> Self:
        """An engine whose requests have these headers too, for the operation of this name; itself without any."""
        if headers is None:
            return self
        from ._extra_headers import checked

        engine = type(self)(self.config, self.pool)
        try:
            engine._added = checked(headers)
        except ArgumentError as problem:
            problem.operation = name
            raise problem.with_traceback(None) from None
        return engine

    def call(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        timeout: float | None,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Call[T]:
        """Everything a call needs before it is sent; raises what can be known without sending."""
        if KEPT:
            from ._notices import raise_kept  # rarely needed

            raise_kept()
        return self.further(operation, given, extra, timeout, path, query)

    def further(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        timeout: float | None,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Call[T]:
        """As `call`, for one that belongs to another, whose outcome nothing may hide."""
        # Hidden, and what is raised below without its frames: reports of errors show the variables of functions.
        given, extra, path, query = Hidden(given), hidden(extra), hidden(path), hidden(query)
        made = partial(self._made, operation, given, extra, timeout, path or {}, query or {})
        return self.checked(operation, made)

    def checked(self, operation: Operation[T], made: Callable[[], Call[T]]) -> Call[T]:
        """A call as it is made; what prevents it is raised without the frames that hold its arguments."""
        try:
            call = made()
            if self._added is not None:
                call.add(self._added)
            if len(call.url) <= LONGEST_ADDRESS:
                return call
            reason = f"the address would have {len(call.url):,} characters; at most {LONGEST_ADDRESS:,} can be sent"
        except ToolzzCalError as problem:
            problem.operation = problem.operation or operation.name
            raise problem.with_traceback(None) from problem.__cause__
        except (OverflowError, RecursionError, ValueError) as problem:
            reason = str(problem)
        # Not where it was caught: there the problem, which may hold the whole body, would be its context.
        raise ArgumentError(f"An argument can't be sent: {reason}", operation=operation.name)

    def _made(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        timeout: float | None,
        path: Mapping[str, Any],
        query: Mapping[str, Any],
    ) -> Call[T]:
        if (permissions := self.config.permissions) is not None:
            permissions.check(operation)
        timeout = self.config.timeout if timeout is None else checked_timeout(timeout, ArgumentError)
        arguments = self.arguments(operation, given, extra)
        if operation.slug is None:
            return self._request(operation, arguments, timeout, path, query)
        for place in operation.moments:
            check_moments(place, arguments, days=operation.effect == "read")
        return self._action(operation, arguments, timeout)

    def arguments(
        self, operation: Operation[Any], given: Mapping[str, Any], extra: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """What a caller gives as JSON data, with what an integration's agent gives besides."""
        arguments = sent(given, extra)
        if self.config.permissions is not None:
            self.config.permissions.fill(operation, arguments)
        return arguments

    def _turn(self) -> Turn:
        """What signs the attempts of a call whose credentials functions give."""
        from ._turns import Turn

        return Turn()

    def _action(self, operation: Operation[T], arguments: dict[str, Any], timeout: float | None) -> Call[T]:
        if self._carry is None:
            self._carry = self._carrier()
        call: Call[T] = self._carry(operation, arguments, timeout)
        return call

    def _carrier(self) -> Callable[..., Call[Any]]:
        """What makes the call of an action, by the route that is chosen."""
        config, known = self.config, self.pool.known
        if config.decided_route() == "direct":
            from ._direct import direct_call  # not before it is needed

            return partial(direct_call, config, known)
        envelope: dict[str, Any] = {}
        for name in ("user_id", "connected_account_id"):
            if (value := config.options.get(name)) is not None:
                envelope[name] = value
        envelope["version"] = config.toolkit_version
        headers = Hidden({"x-api-key": config.gateway_key(), **HEADERS})

        def gateway_call(operation: Operation[T], arguments: dict[str, Any], timeout: float | None) -> Call[T]:
            if operation.bindings:
                from ._gateway import Choice  # not before it is needed

                return Choice(config, known, operation, arguments, envelope, headers).first(timeout)
            url = config.root(operation.server, "gateway_base_url") + operation.path
            content = dumps({"arguments": arguments, **envelope})
            return GatewayCall(config, operation, operation.method, url, headers, content, timeout)

        return gateway_call

    def _request(
        self,
        operation: Operation[T],
        body: dict[str, Any],
        timeout: float | None,
        path: Mapping[str, Any],
        query: Mapping[str, Any],
    ) -> Call[T]:
        headers = Hidden({"authorization": self.config.toolzz_authorization(), **HEADERS})
        where = operation.path.format_map({name: in_path(name, value) for name, value in path.items()})
        url = self.config.root(operation.server, "toolzz_base_url") + where
        content = dumps(body) if operation.method in ("POST", "PUT", "PATCH") else None
        if content is None:
            headers.pop("content-type")
            query = {**query, **body}  # what `extra_arguments` brings has no other place
        if pairs := in_query(query):
            url += f"?{pairs}"
        return Call(self.config, operation, operation.method, url, headers, content, timeout)


class SyncEngine(_Engine):
    """Sends calls and waits for them. Safe to use from several threads."""

    __slots__ = ()

    def __init__(self, config: Config, pool: Pool) -> None:
        super().__init__(config, pool)
        if config.asks:
            from ._asked import check_plain

            check_plain(config.options)
        if config.hooks is not None:
            config.hooks.check_plain()

    def run(
        self, call: Call[T], turn: Turn | None = None, lease: Lease | None = None, watch: Watch | None = None
    ) -> Any:
        """The call's result, after as many attempts as its policy allows.

        `turn` signs them, if need be, `lease` is kept for them, and `watch` tells hooks of them, if there are any.
        """
        if watch is None and self.config.hooks is not None:
            return self._watched(call, turn, lease, self.config.hooks)
        if turn is None and self.config.asks:
            with self._turn() as turn:
                return self.run(call, turn, lease, watch)
        while True:
            sender = self._ready(call, turn, lease, watch)
            try:
                answer = sender.send(call)
                if watch is not None:
                    watch.response(answer)
                return call.result(answer) if turn is None else turn.result(call, answer)
            except Exception as problem:  # noqa: BLE001 - re-raised unless it is the HTTP client's
                error = call.failure(_closed(problem))
            # Not where it was caught: there the HTTP client's error, which is not masked, would be the context of ours.
            if turn is not None and turn.renews(call, error):
                continue
            if (other := call.instead(error)) is not None:
                call = other
                continue
            self._pause(call, call.retry(error), lease)

    def _ready(self, call: Call[Any], turn: Turn | None, lease: Lease | None, watch: Watch | None) -> Sender:
        """What sends the call's next attempt, once all that goes before it is done."""
        if turn is not None:
            turn.sign(call)
        if (limit := self.config.rate_limit) is not None:
            self._wait(call, limit, turn)
        sender = self.pool.sender()
        self.pool.destroyed += call.operation.effect == "destroy"
        if watch is not None:
            watch.request(call)
        if lease is not None:
            lease.keep(call)  # last, as a hook may take its time
        return sender

    def _pause(self, call: Call[Any], event: RetryEvent, lease: Lease | None) -> None:
        """Waits before the next attempt, once the policy's hook has been told."""
        if hook := self.config.policy.on_retry:
            hook(event)
        if lease is not None:
            lease.keep(call, event.delay)
        self.pool.wait(event.delay)

    def _watched(self, call: Call[T], turn: Turn | None, lease: Lease | None, hooks: Hooks) -> Any:
        from ._watch import Watch  # rarely needed

        watch = Watch(hooks, call)
        try:
            result = self.run(call, turn, lease, watch)
        except BaseException as problem:
            watch.failed(problem)
            raise
        watch.succeeded(result)
        return result

    def _wait(self, call: Call[Any], limit: RateLimit, turn: Turn | None) -> None:
        """Waits until the rate limit counts an attempt. Raises what stands in its way, which sends nothing."""
        key, waited = call.counted_as(limit), 0.0
        try:
            while wait := limit.take(key, waited=waited, left=call.left()):
                time.sleep(wait)
                waited += wait
        except ToolzzCalError as problem:
            raise call.named(problem) from None
        if waited and turn is not None:
            turn.sign(call)  # what was asked for before the wait may be out of date


class AsyncEngine(_Engine):
    """Sends calls and awaits them."""

    __slots__ = ()

    async def run(
        self, call: Call[T], turn: Turn | None = None, lease: Lease | None = None, watch: Watch | None = None
    ) -> Any:
        """As the sync engine's, awaited."""
        if watch is None and self.config.hooks is not None:
            return await self._watched(call, turn, lease, self.config.hooks)
        if turn is None and self.config.asks:
            with self._turn() as turn:
                return await self.run(call, turn, lease, watch)
        while True:
            sender = await self._ready(call, turn, lease, watch)
            try:
                answer = await sender.send_async(call)
                if watch is not None:
                    await watch.response_async(answer)
                return call.result(answer) if turn is None else turn.result(call, answer)
            except Exception as problem:  # noqa: BLE001 - re-raised unless it is the HTTP client's
                error = call.failure(_closed(problem))
            # Not where it was caught: there the HTTP client's error, which is not masked, would be the context of ours.
            if turn is not None and turn.renews(call, error):
                continue
            if (other := call.instead(error)) is not None:
                call = other
                continue
            await self._pause(call, call.retry(error), lease)

    async def _ready(self, call: Call[Any], turn: Turn | None, lease: Lease | None, watch: Watch | None) -> Sender:
        """As the sync engine's, awaited."""
        if turn is not None:
            await turn.sign_async(call)
        if (limit := self.config.rate_limit) is not None:
            await self._wait(call, limit, turn)
        sender = self.pool.sender()
        self.pool.destroyed += call.operation.effect == "destroy"
        if watch is not None:
            await watch.request_async(call)
        if lease is not None:
            await lease.keep_async(call)
        return sender

    async def _pause(self, call: Call[Any], event: RetryEvent, lease: Lease | None) -> None:
        """Waits before the next attempt, once the policy's hook has been told."""
        if hook := self.config.policy.on_retry:
            waiting = hook(event)
            if waiting is not None:
                await waiting
        if lease is not None:
            await lease.keep_async(call, event.delay)
        await self.pool.wait_async(event.delay)

    async def _watched(self, call: Call[T], turn: Turn | None, lease: Lease | None, hooks: Hooks) -> Any:
        from ._watch import Watch  # rarely needed

        watch = Watch(hooks, call)
        try:
            result = await self.run(call, turn, lease, watch)
        except BaseException as problem:
            await watch.failed_async(problem)
            raise
        await watch.succeeded_async(result)
        return result

    async def _wait(self, call: Call[Any], limit: RateLimit, turn: Turn | None) -> None:
        """As the sync engine's, without holding up the event loop."""
        from anyio import sleep

        key, waited = call.counted_as(limit), 0.0
        try:
            while wait := await limit.take_async(key, waited=waited, left=call.left()):
                await sleep(wait)
                waited += wait
        except ToolzzCalError as problem:
            raise call.named(problem) from None
        if waited and turn is not None:
            await turn.sign_async(call)  # what was asked for before the wait may be out of date


def _closed(problem: Exception) -> Exception:
    """A closed client's own error: httpx says with a RuntimeError that it was closed, by us or by its owner."""
    if type(problem) is RuntimeError and "client has been closed" in str(problem):
        return ClientClosed("The HTTP client has been closed; make a new client")
    return problem
