# Edit this in generator/runtime/_resource.py; `make generate` copies it into the client.
"""The base of each group of operations: how its methods run, and walk over pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, TypeVar

from ._engine import AsyncEngine, SyncEngine
from ._operation import Operation
from ._redaction import Hidden, hidden
from .results import ActionResult

T = TypeVar("T")


class Resource:
    """A group of operations, called synchronously.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        extra_headers: Sent with each request of the call; no credential, and nothing that belongs to the connection.
        timeout: Seconds for one attempt; the client's own by default.

    Every method that writes or destroys takes as well:
        idempotency_key: A name of 1 to 255 characters for what is to be done. However often it is asked for with this
            name, in any process that shares the client's `journal`, it is done once; afterwards the answer is given
            again, with `replayed`, and nothing is sent. Without a key nothing is written down.

    Every method raises:
        ActionFailed: An action was run and failed.
        OutcomeUnknown: What writes or destroys was sent, and nothing proves whether it happened.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    __slots__ = ("_engine",)

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    def _run(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
        *,
        reconcile: bool = False,
        idempotency_key: str | None = None,
    ) -> ActionResult[T]:
        given, extra, headers = Hidden(given), hidden(extra), hidden(headers)
        engine = self._engine.adding(headers, operation.name)
        if idempotency_key is not None:
            from ._keyed import run as run_keyed  # not before it is needed

            kept: ActionResult[T] = run_keyed(engine, operation, given, extra, timeout, idempotency_key)
            return kept
        if reconcile:
            from ._reconcile import run  # rarely asked for

            return run(engine, operation, given, extra, timeout)
        result: ActionResult[T] = engine.run(engine.call(operation, given, extra, timeout))
        return result

    def _fetch(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> T:
        given, extra, headers = Hidden(given), hidden(extra), hidden(headers)
        engine = self._engine.adding(headers, operation.name)
        if idempotency_key is not None:
            from ._keyed import run

            kept: T = run(engine, operation, given, extra, timeout, idempotency_key, path, query)
            return kept
        result: T = engine.run(engine.call(operation, given, extra, timeout, path, query))
        return result

    def _pages(
        self,
        operation: Operation[list[T]],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
    ) -> Iterator[T]:
        from ._pages import Pages  # only walks need it

        given, extra, headers = Hidden(given), hidden(extra), hidden(headers)
        pages = Pages(operation, given, extra, self._engine.config.credentials(), self._engine.pool)
        while not pages.done:
            yield from pages.items(self._run(operation, given, pages.extra(), headers, timeout))


class AsyncResource:
    """A group of operations, awaited.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        extra_headers: Sent with each request of the call; no credential, and nothing that belongs to the connection.
        timeout: Seconds for one attempt; the client's own by default.

    Every method that writes or destroys takes as well:
        idempotency_key: A name of 1 to 255 characters for what is to be done. However often it is asked for with this
            name, in any process that shares the client's `journal`, it is done once; afterwards the answer is given
            again, with `replayed`, and nothing is sent. Without a key nothing is written down.

    Every method raises:
        ActionFailed: An action was run and failed.
        OutcomeUnknown: What writes or destroys was sent, and nothing proves whether it happened.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    __slots__ = ("_engine",)

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def _run(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
        *,
        reconcile: bool = False,
        idempotency_key: str | None = None,
    ) -> ActionResult[T]:
        given, extra, headers = Hidden(given), hidden(extra), hidden(headers)
        engine = self._engine.adding(headers, operation.name)
        if idempotency_key is not None:
            from ._keyed import run_async as run_keyed

            kept: ActionResult[T] = await run_keyed(engine, operation, given, extra, timeout, idempotency_key)
            return kept
        if reconcile:
            from ._reconcile import run_async

            return await run_async(engine, operation, given, extra, timeout)
        result: ActionResult[T] = await engine.run(engine.call(operation, given, extra, timeout))
        return result

    async def _fetch(
        self,
        operation: Operation[T],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> T:
        given, extra, headers = Hidden(given), hidden(extra), hidden(headers)
        engine = self._engine.adding(headers, operation.name)
        if idempotency_key is not None:
            from ._keyed import run_async

            kept: T = await run_async(engine, operation, given, extra, timeout, idempotency_key, path, query)
            return kept
        result: T = await engine.run(engine.call(operation, given, extra, timeout, path, query))
        return result

    async def _pages(
        self,
        operation: Operation[list[T]],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
    ) -> AsyncIterator[T]:
        from ._pages import Pages  # only walks need it

        given, extra, headers = Hidden(given), hidden(extra), hidden(headers)
        pages = Pages(operation, given, extra, self._engine.config.credentials(), self._engine.pool)
        while not pages.done:
            for item in pages.items(await self._run(operation, given, pages.extra(), headers, timeout)):
                yield item
