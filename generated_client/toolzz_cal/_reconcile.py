# Edit this in generator/runtime/_reconcile.py; `make generate` copies it into the client.
"""Looks for what a call made whose outcome is unknown, and answers with it. Nothing is ever written twice.

Finding nothing proves nothing: the request may still be on its way, and Cal.com takes no key by which it would know a
second one for the same. So the write is not repeated here; the error tells that nothing was there.

`_steps` decides and neither sends nor waits: it yields calls to run and seconds to wait. `run` and `run_async` do so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, TypeVar

from ._calls import Call
from ._engine import AsyncEngine, SyncEngine
from ._json import is_array, is_object
from ._operation import Operation, Reconcile, Reread
from ._pages import Pages
from ._redaction import Hidden
from ._wire import sent, word
from .errors import ArgumentError, OutcomeUnknown, ToolzzCalError
from .results import ActionResult, result_of

T = TypeVar("T")
log = logging.getLogger("toolzz_cal")

LOOKS = 3
PAGES = 10
# How far apart the clocks may be that write `Date` and the moment at which a thing was made; `Date` has whole seconds.
APART = timedelta(seconds=5)
_Steps = Generator["Call[Any] | _Pause", Any, Any]


class _Pause(NamedTuple):
    """Seconds to wait before the next look."""

    seconds: float


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
    steps = _steps(engine, operation, given, extra, timeout)
    try:
        step = next(steps)
        while True:
            if isinstance(step, _Pause):
                time.sleep(step.seconds)
                step = next(steps)
                continue
            try:
                answer = engine.run(step)
            except ToolzzCalError as problem:
                step = steps.throw(problem)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        result: ActionResult[T] = end.value
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

    steps = _steps(engine, operation, given, extra, timeout)
    try:
        step = next(steps)
        while True:
            if isinstance(step, _Pause):
                await sleep(step.seconds)
                step = next(steps)
                continue
            try:
                answer = await engine.run(step)
            except ToolzzCalError as problem:
                step = steps.throw(problem)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        result: ActionResult[T] = end.value
        return result


def _steps(
    engine: SyncEngine | AsyncEngine,
    operation: Operation[Any],
    given: Mapping[str, Any],
    extra: Mapping[str, Any] | None,
    timeout: float | None,
) -> _Steps:
    call = engine.call(operation, given, extra, timeout)
    search = _search(engine, operation, sent(given, extra), timeout)
    if search.looks_before:
        search.remember((yield from search.look()))
    search.begin()
    try:
        return (yield call)
    except OutcomeUnknown as problem:
        unknown = problem
    policy, looked, told = engine.config.policy, 0, ""
    saw, failed = False, False
    # What an earlier look did not see may have arrived since, so one that fails in the end is made up for.
    while looked < LOOKS or (saw and failed and looked < 2 * LOOKS):
        if looked:
            wait, left = min(policy.cap, policy.base * 2**looked), call.left()
            if left is not None and wait >= left:
                break
            yield _Pause(wait)
        looked += 1
        try:
            seen = yield from search.look()
        except ToolzzCalError as problem:
            told, unknown.absent, failed = f"and that failed: {problem.message}", False, True
            continue
        saw, failed = True, False
        verdict = search.judge(seen)
        if isinstance(verdict, ActionResult):
            log.info("%s: the outcome was unknown, it happened", operation.name)
            return verdict
        told, unknown.absent = verdict, seen.whole and not seen.items
    log.info("%s: the outcome stays unknown", operation.name)
    reason = unknown.__cause__
    why = reason.message if isinstance(reason, ToolzzCalError) else ""
    unknown.message = f"It may or may not have happened; looked {looked} times, {told}. {why}"
    unknown.args = (unknown.message,)
    raise unknown


def _search(
    engine: SyncEngine | AsyncEngine, operation: Operation[Any], arguments: Mapping[str, Any], timeout: float | None
) -> _Search | _Reading:
    if isinstance(operation.reconcile, Reread):
        return _Reading(engine, operation, operation.reconcile, arguments, timeout)
    return _Search(engine, operation, arguments, timeout)


class _Seen(NamedTuple):
    """What a look saw: each item that is alike, with the page it was on, and whether all of the list was read."""

    items: list[tuple[dict[str, Any], ActionResult[Any]]]
    whole: bool


class _Search:
    """What to look for, and what was there before."""

    __slots__ = (
        "_before",
        "_began",
        "_engine",
        "_filters",
        "_list",
        "_operation",
        "_since",
        "_timeout",
        "_wanted",
        "how",
    )

    def __init__(
        self,
        engine: SyncEngine | AsyncEngine,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        timeout: float | None,
    ) -> None:
        if not isinstance(operation.reconcile, Reconcile):
            what = "There is no way to find out afterwards what this made; leave out `reconcile`"
            raise ArgumentError(what, operation=operation.name)
        self.how: Reconcile = operation.reconcile
        self._engine, self._operation, self._timeout = engine, operation, timeout
        self._list = self.how.list
        self._wanted = {key: (_given(operation, arguments, path), kind) for key, (path, kind) in self.how.same.items()}
        self._filters = {
            key: _formed(_given(operation, arguments, path), form) for key, (path, form) in self.how.filters.items()
        }
        self._before: frozenset[str] = frozenset()
        self._call(None)  # what stands in the way of looking is raised before anything is sent

    @property
    def looks_before(self) -> bool:
        """Whether what was there before the call has to be known."""
        return self.how.created is None

    def begin(self) -> None:
        """Notes when the call begins, for what is made from then on."""
        self._began, self._since = time.monotonic(), datetime.now(UTC)

    def remember(self, seen: _Seen) -> None:
        """Keeps what was there before the call."""
        if not seen.whole:
            what = f"There are over {PAGES} pages of what may be like it, too many to tell afterwards what this made"
            raise ArgumentError(what, operation=self._operation.name)
        self._before = frozenset(word(item.get(self.how.id)) for item, _ in seen.items)

    def look(self) -> Generator[Call[Any], Any, _Seen]:
        """Reads the list, as far as is sensible."""
        pages = Pages(self._list, {}, None, self._engine.config.credentials())
        found: list[tuple[dict[str, Any], ActionResult[Any]]] = []
        for _ in range(PAGES):
            page: ActionResult[Any] = yield self._call(pages)
            pages.items(page)
            found += self._alike_among(pages.rows, page)
            if pages.done or not self.how.pages:
                return _Seen(found, whole=True)
        return _Seen(found, whole=False)

    def _alike_among(self, rows: list[Any], page: ActionResult[Any]) -> list[tuple[dict[str, Any], ActionResult[Any]]]:
        alike = (item for item in rows if is_object(item) and self._is_alike(item))
        return [(Hidden(item), page) for item in alike if word(item.get(self.how.id)) not in self._before]

    def judge(self, seen: _Seen) -> ActionResult[Any] | str:
        """What the call made, if this tells, as its result; else what is there, in words."""
        new = [each for each in seen.items if self._is_new(*each)]
        if not seen.whole:
            return f"and the list goes on after {PAGES} pages"
        if not seen.items:
            return "and nothing like it is there"
        if not new:
            return "and what is like it was there before"
        if len(new) > 1:
            return f"and {len(new)} like it were made meanwhile"
        item, page = new[0]
        if self.how.series and item.get(self.how.series) is not None:
            return "and one of a series is there, which does not tell of the others"
        told = {"error": page.error, "log_id": page.log_id, "reconciled": True}
        return result_of(self._operation, dict(item), page.reply, page.raw, page.response, [], **told)

    def _call(self, pages: Pages | None) -> Call[Any]:
        extra = pages.extra() if pages is not None and self.how.pages else {}
        return self._engine.further(self._list, {}, {**self._filters, **extra}, self._timeout)

    def _is_alike(self, item: Mapping[str, Any]) -> bool:
        return all(
            any(_same(value, each, kind) for each in _at(item, key.split(".")))
            for key, (value, kind) in self._wanted.items()
        )

    def _is_new(self, item: Mapping[str, Any], page: ActionResult[Any]) -> bool:
        """Whether an item was made since the call began; `_before` has sorted out the others if no key tells."""
        if self.how.created is None:
            return True
        made = _moment(item.get(self.how.created))
        return made is not None and made >= self._server_began(page) - APART

    def _server_began(self, page: ActionResult[Any]) -> datetime:
        """When the call began by the upstream's clock; by our own if it does not tell the time."""
        try:
            told = parsedate_to_datetime(page.response.headers["date"])
        except (KeyError, ValueError):
            return self._since
        return told.replace(tzinfo=told.tzinfo or UTC) - timedelta(seconds=time.monotonic() - self._began)


class _Reading:
    """What to read, and how it looks once the change has happened."""

    __slots__ = ("_arguments", "_before", "_engine", "_filters", "_how", "_operation", "_timeout")
    looks_before = True

    def __init__(
        self,
        engine: SyncEngine | AsyncEngine,
        operation: Operation[Any],
        how: Reread,
        arguments: Mapping[str, Any],
        timeout: float | None,
    ) -> None:
        for name in how.unless:
            if arguments.get(name):
                what = f"With {name} there is no way to find out afterwards what happened; leave out one of the two"
                raise ArgumentError(f"{what}, it or `reconcile`", operation=operation.name)
        self._engine, self._operation, self._how, self._timeout = engine, operation, how, timeout
        self._arguments = arguments
        self._filters = {key: _given(operation, arguments, path) for key, path in how.filters.items()}
        self._before = False

    def remember(self, seen: _Seen) -> None:
        """Keeps whether it looked so before the call, when that proves nothing."""
        self._before = not self._tells(seen) or self._happened(seen)

    def begin(self) -> None:
        """Nothing: what is read has no moment that matters."""

    def look(self) -> Generator[Call[Any], Any, _Seen]:
        """Reads it."""
        page: ActionResult[Any] = yield self._engine.further(self._how.list, {}, self._filters, self._timeout)
        payload = page.reply.get("data") if is_object(page.reply) else None
        rows = payload if is_array(payload) else [payload]
        return _Seen([(Hidden(each), page) for each in rows if is_object(each)], whole=True)

    def judge(self, seen: _Seen) -> ActionResult[Any] | str:
        """The result, if it happened; else what is there, in words."""
        if self._before:
            return "which tells nothing, as it could not be told from what was there before"
        if not self._happened(seen):
            return "and it looks as before"
        page = seen.items[0][1]
        told = {"error": page.error, "log_id": page.log_id, "reconciled": True}
        payload = page.reply["data"]
        return result_of(self._operation, payload, page.reply, page.raw, page.response, [], **told)

    def _gone(self) -> dict[str, Any]:
        given = {key: self._arguments.get(name) for key, name in self._how.gone.items()}
        return {key: value for key, value in given.items() if value is not None}

    def _tells(self, seen: _Seen) -> bool:
        """Whether what is to go is there."""
        return bool(seen.items) and all(self._holds(seen, key, value) for key, value in self._gone().items())

    def _happened(self, seen: _Seen) -> bool:
        if not seen.items:
            return False
        if gone := self._gone():
            return not any(self._holds(seen, key, value) for key, value in gone.items())
        return all(item.get(key) == value for item, _ in seen.items for key, value in self._how.done.items())

    def _holds(self, seen: _Seen, key: str, value: Any) -> bool:
        return any(value in _at(item, key.split(".")) for item, _ in seen.items)


def _given(operation: Operation[Any], arguments: Mapping[str, Any], path: str) -> Any:
    """An argument by its dotted path; without it there is nothing to look for."""
    value: Any = arguments
    for part in path.split("."):
        value = value.get(part) if is_object(value) else None
    if value is None:
        what = (
            f"Without {path} there is no way to find out afterwards what this made; give it, or leave out `reconcile`"
        )
        raise ArgumentError(what, operation=operation.name)
    return value


def _formed(value: Any, form: str) -> Any:
    return [value] if form == "list" else word(value) if form == "text" else value


def _at(item: Any, parts: list[str]) -> list[Any]:
    """The values at a dotted path; of a list, those of each entry."""
    found = [item]
    for part in parts:
        inner = [each.get(part) for each in found if is_object(each)]
        found = [each for value in inner for each in (value if is_array(value) else [value])]
    return found


def _same(wanted: Any, value: Any, kind: str) -> bool:
    if value is None:
        return False
    if kind == "moment":
        moment = _moment(wanted)
        return moment is not None and moment == _moment(value)
    if kind == "email":
        return word(wanted).casefold() == word(value).casefold()
    return word(wanted) == word(value)


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
