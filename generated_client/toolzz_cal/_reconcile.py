# Edit this in generator/runtime/_reconcile.py; `make generate` copies it into the client.
"""Looks for what a call made whose outcome is unknown, and answers with it. Nothing is ever written twice.

Finding nothing proves nothing: the request may still be on its way, and Cal.com takes no key by which it would know a
second one for the same. So the write is not repeated here; the error tells that nothing was there.

`steps_of` decides and neither sends nor waits: it yields calls to run and seconds to wait. `run` and `run_async` do so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Mapping
from typing import Any, TypeVar

from ._calls import Call
from ._engine import AsyncEngine, SyncEngine
from ._operation import Operation
from ._search import Search, Seen, begun, names_of_made, search_from, with_mark
from ._steps import Pause, driven, driven_async
from ._wire import sent
from .errors import OutcomeUnknown, ToolzzCalError
from .results import ActionResult
from .retries import RetryPolicy

__all__ = ["Looks", "Search", "Seen", "names_of_made", "run", "run_async", "search_from", "steps_of", "with_mark"]

T = TypeVar("T")
log = logging.getLogger("toolzz_cal")

LOOKS = 3
Steps = Generator["Call[Any] | Pause", Any, Any]


class Looks:
    """How often a call whose outcome is unknown is looked for, and how long is waited before.

    What an earlier look did not see may have arrived since, so one that fails in the end is made up for.

    Attributes:
        count: How many looks there were.
    """

    def __init__(self, policy: RetryPolicy, call: Call[Any]) -> None:
        self.count = 0
        self._policy, self._call = policy, call
        self._has_seen = self._has_failed = False

    def next(self) -> float | None:
        """Seconds to wait before the next look, none before the first; None if there is none any more."""
        most = 2 * LOOKS if self._has_seen and self._has_failed else LOOKS
        if self.count >= most:
            return None
        wait = min(self._policy.cap, self._policy.base * 2**self.count) if self.count else 0.0
        left = self._call.left()
        if self.count and left is not None and wait >= left:
            return None
        self.count += 1
        return wait

    def note(self, *, failed: bool) -> None:
        """Says whether the look that was told last could be made."""
        self._has_failed = failed
        self._has_seen = self._has_seen or not failed


def run(
    engine: SyncEngine,
    operation: Operation[T],
    given: Mapping[str, Any],
    extra: Mapping[str, Any] | None,
    timeout: float | None,
) -> ActionResult[T]:
    """The result of a call, or what it turns out to have made.

    Raises:
        OutcomeUnknown: It was sent, and what is there does not tell whether it happened.
        ToolzzCalError: Any other failure of the call, or of looking before it.
    """
    result: ActionResult[T] = driven(
        steps_of(engine, operation, given, extra, timeout),
        lambda step: time.sleep(step.seconds) if isinstance(step, Pause) else engine.run(step),
    )
    return result


async def run_async(
    engine: AsyncEngine,
    operation: Operation[T],
    given: Mapping[str, Any],
    extra: Mapping[str, Any] | None,
    timeout: float | None,
) -> ActionResult[T]:
    """As `run`, awaited."""
    from anyio import sleep

    result: ActionResult[T] = await driven_async(
        steps_of(engine, operation, given, extra, timeout),
        lambda step: sleep(step.seconds) if isinstance(step, Pause) else engine.run(step),
    )
    return result


def steps_of(
    engine: SyncEngine | AsyncEngine,
    operation: Operation[Any],
    given: Mapping[str, Any],
    extra: Mapping[str, Any] | None,
    timeout: float | None,
) -> Steps:
    """The calls of `run`, and the pauses between; returns the result."""
    call = engine.call(operation, given, extra, timeout)
    search = begun(engine, operation, sent(given, extra), timeout)
    if search.looks_before:
        search.remember((yield from search.look()))
    search.begin()
    try:
        return (yield call)
    except OutcomeUnknown as problem:
        unknown = problem
    looks, told = Looks(engine.config.policy, call), ""
    while (wait := looks.next()) is not None:
        if looks.count > 1:
            yield Pause(wait)
        try:
            seen = yield from search.look()
        except ToolzzCalError as problem:
            told, unknown.absent = f"and that failed: {problem.message}", False
            looks.note(failed=True)
            continue
        looks.note(failed=False)
        verdict = search.judge(seen)
        if isinstance(verdict, ActionResult):
            log.info("%s: the outcome was unknown, it happened", operation.name)
            return verdict
        told, unknown.absent = verdict, search.found_nothing(seen)
    log.info("%s: the outcome stays unknown", operation.name)
    reason = unknown.__cause__
    why = reason.message if isinstance(reason, ToolzzCalError) else ""
    unknown.message = f"It may or may not have happened; looked {looks.count} times, {told}. {why}"
    raise unknown
