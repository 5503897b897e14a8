# Edit this in generator/runtime/_watch.py; `make generate` copies it into the client.
"""Tells a client's hooks of a call. What they raise after it was sent changes nothing about it."""

from __future__ import annotations

import logging
import time
from inspect import isawaitable, iscoroutine
from itertools import count
from typing import Any

from ._calls import Call
from ._model import Model
from .errors import ActionFailed, HookFailed, OutcomeUnknown, ToolzzCalError
from .hooks import CallEvent, Hooks
from .results import ActionResult, Response, response_of

log = logging.getLogger("toolzz_cal")

_WITH_ANSWERS: Any = (ActionResult, Model, Response)
_ROUTES = {"gateway": "gateway", "cal": "direct"}
_PATIENCE = 5.0  # seconds for a coroutine function that is told of a call which was cancelled
_numbers = count(1)


class Watch:
    """One call under its hooks' eyes. The methods with `_async` await what hooks give to be awaited."""

    __slots__ = ("_began", "_call", "_hooks", "_number", "_sent")

    def __init__(self, hooks: Hooks, call: Call[Any]) -> None:
        self._hooks, self._call, self._number = hooks, call, next(_numbers)
        self._began = self._sent = time.monotonic()

    def request(self, call: Call[Any]) -> None:
        """Before an attempt. Raises `HookFailed` for whatever the hook raises, and nothing is sent."""
        self._call = call
        if (hook := self._hooks.on_request) is not None:
            try:
                hook(self._event())
            except Exception as raised:  # noqa: BLE001 - whatever a caller's function raises
                problem: Exception | None = raised
            else:
                problem = None
            self._check(problem)
        self._sent = time.monotonic()

    async def request_async(self, call: Call[Any]) -> None:
        """As `request`."""
        self._call = call
        if (hook := self._hooks.on_request) is not None:
            try:
                waiting = hook(self._event())
                if isawaitable(waiting):
                    await waiting
            except Exception as raised:  # noqa: BLE001 - as above
                problem: Exception | None = raised
            else:
                problem = None
            self._check(problem)
        self._sent = time.monotonic()

    def _check(self, problem: Exception | None) -> None:
        # Not where it was caught: there the problem, which is not masked, would be the context of ours.
        if problem is not None:
            raise self._call.raised_by(HookFailed, "on_request", problem)

    def response(self, answer: Any) -> None:
        """After an attempt that was answered."""
        if (hook := self._hooks.on_response) is not None:
            try:
                hook(self._answered(answer))
            except Exception as problem:  # noqa: BLE001 - as above
                self._note("on_response", problem)

    async def response_async(self, answer: Any) -> None:
        """As `response`."""
        if (hook := self._hooks.on_response) is not None:
            try:
                waiting = hook(self._answered(answer))
                if isawaitable(waiting):
                    await waiting
            except Exception as problem:  # noqa: BLE001 - as above
                self._note("on_response", problem)

    def succeeded(self, result: Any) -> None:
        """After a call that succeeded."""
        if (hook := self._hooks.on_outcome) is not None:
            try:
                hook(self._success(result))
            except Exception as problem:  # noqa: BLE001 - as above
                self._note("on_outcome", problem)

    async def succeeded_async(self, result: Any) -> None:
        """As `succeeded`."""
        if (hook := self._hooks.on_outcome) is not None:
            try:
                waiting = hook(self._success(result))
                if isawaitable(waiting):
                    await waiting
            except Exception as problem:  # noqa: BLE001 - as above
                self._note("on_outcome", problem)

    def failed(self, error: BaseException) -> None:
        """After a call that raised."""
        if (hook := self._hooks.on_outcome) is not None:
            try:
                hook(self._failure(error))
            except Exception as problem:  # noqa: BLE001 - as above
                self._note("on_outcome", problem)

    async def failed_async(self, error: BaseException) -> None:
        """As `failed`. After a cancellation, which would also cut this off, the hook has a time of its own."""
        if (hook := self._hooks.on_outcome) is None:
            return
        try:
            waiting = hook(self._failure(error))
            if not isawaitable(waiting):
                return
            if isinstance(error, Exception):
                await waiting
            elif isinstance(error, GeneratorExit):  # nothing can be awaited any more
                if iscoroutine(waiting):
                    waiting.close()
            else:
                from anyio import move_on_after

                with move_on_after(_PATIENCE, shield=True):
                    await waiting
        except Exception as problem:  # noqa: BLE001 - as above
            self._note("on_outcome", problem)

    def _note(self, name: str, problem: Exception) -> None:
        told = self._call.raised_by(HookFailed, name, problem).message
        log.warning("%s: %s; the call goes on as if it had not", self._call.operation.name, told)

    def _event(self, **more: Any) -> CallEvent:
        call = self._call
        operation = call.operation
        return CallEvent(
            self._number,
            operation.name,
            operation.slug,
            operation.effect,
            call.upstream,
            _ROUTES.get(call.upstream),
            call.server,
            call.method,
            call.attempt,
            **more,
        )

    def _answered(self, answer: Any) -> CallEvent:
        named = answer.headers.get("x-request-id")
        took = time.monotonic() - self._sent
        return self._event(status_code=answer.status_code, log_id=self._call.shown(named), duration=took)

    def _success(self, result: Any) -> CallEvent:
        response = response_of(result) if isinstance(result, _WITH_ANSWERS) else None
        named = result.log_id if isinstance(result, ActionResult) else None
        if named is None and response is not None:
            named = response.headers.get("x-request-id")
        return self._event(
            status_code=None if response is None else response.status_code,
            outcome="succeeded",
            log_id=self._call.shown(named, [] if response is None else response.quoted),
            duration=time.monotonic() - self._began,
        )

    def _failure(self, error: BaseException) -> CallEvent:
        told: dict[str, Any] = {"outcome": "failed", "error": type(error).__name__}
        if not isinstance(error, Exception):
            told["outcome"] = "cancelled"
        if isinstance(error, OutcomeUnknown):
            told["outcome"] = "unknown"
        if isinstance(error, ToolzzCalError):
            behind = error.__cause__ if isinstance(error, OutcomeUnknown) else error
            told |= {"status_code": error.status_code, "log_id": error.request_id}
            if isinstance(behind, ActionFailed):
                told |= {"upstream_status": behind.upstream_status, "log_id": behind.log_id or error.request_id}
        return self._event(**told, duration=time.monotonic() - self._began)
