# Edit this in generator/runtime/_keyed.py; `make generate` copies it into the client.
"""Calls with an idempotency key: a journal holds what becomes of each, so that no key does anything twice.

A key is claimed before anything is sent, and settled with what came of it. What a claim finds tells the rest: an answer
is given again, a call in progress is waited for, and where something was perhaps sent and nobody knows what came of it,
the upstream is looked at first.

`_Keyed` decides and neither sends nor waits: it yields calls to run, seconds to wait and questions to the store. `run`
and `run_async` see to these.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Mapping
from functools import partial
from hashlib import blake2b
from json import dumps
from typing import Any, NamedTuple
from uuid import uuid4

from ._calls import Call, GatewayCall, lengthen
from ._engine import AsyncEngine, SyncEngine
from ._journal_store import Claim, Entry, Made, Outcome
from ._kept import found_body, frozen, frozen_body, kept_answer, kept_refusal
from ._lease import Lease, in_thread, store_of
from ._operation import Operation, Repeat
from ._reconcile import Looks
from ._redaction import Hidden, hidden, quoted
from ._search import names_of_made, search_from, with_mark
from ._wire import loads, sent
from .errors import (
    ActionFailed,
    AnswerTooLarge,
    ArgumentError,
    CallInProgress,
    ConfigurationError,
    DecodeError,
    IdempotencyKeyReused,
    OutcomeUnknown,
    RateLimited,
    StatusError,
    ToolzzCalError,
)
from .journal import Journal, check_key
from .results import ActionResult, Response, response_of

log = logging.getLogger("toolzz_cal")

# Seconds between questions for a call that is in progress elsewhere.
_FIRST_PAUSE, _LONGEST_PAUSE, _SHORTEST_PAUSE = 0.05, 1.0, 0.001


class _Ask(NamedTuple):
    """A question to the store: the name of a method, and what it is given."""

    method: str
    given: tuple[Any, ...] = ()


class _Pause(NamedTuple):
    """Seconds to wait."""

    seconds: float


class _Look(NamedTuple):
    """What a look has shown: what the call made, or whether nothing is there that it can have made; and in words."""

    found: ActionResult[Any] | None = None
    absent: bool = False
    told: str = ""
    has_failed: bool = False
    is_hopeless: bool = False


_Steps = Generator["Call[Any] | _Ask | _Pause", Any, Any]


def run(
    engine: SyncEngine,
    operation: Operation[Any],
    given: Mapping[str, Any],
    extra: Mapping[str, Any] | None,
    timeout: float | None,
    key: str,
    path: Mapping[str, Any] | None = None,
    query: Mapping[str, Any] | None = None,
    *,
    reads: bool = False,
) -> Any:
    """The result of a call, of this one or of an earlier one with its key.

    `reads` has the journal remember calls that read as well, which else have no use for a key.

    Raises:
        ArgumentError: The key is none, or the operation reads.
        ConfigurationError: The client has no journal.
        IdempotencyKeyReused: The key stands for another call.
        CallInProgress: A call with the key is in progress elsewhere.
        JournalUnavailable: The journal can't be reached; nothing was sent.
        OutcomeUnknown: It was sent, now or before, and what is there does not tell whether it happened.
        ToolzzCalError: Any other failure of the call.
    """
    keyed = _Keyed(engine, operation, given, extra, timeout, key, path, query, reads=reads)
    steps = keyed.steps()
    try:
        step = next(steps)
        while True:
            try:
                if isinstance(step, Call):
                    answer = engine.run(step, lease=keyed.lease)
                elif isinstance(step, _Ask):
                    answer = _asked(step, keyed.journal)
                else:
                    time.sleep(step.seconds)
                    answer = None
            except BaseException as problem:  # noqa: BLE001 - whoever interrupts the call, it is settled before
                step = steps.throw(problem)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        return end.value


async def run_async(
    engine: AsyncEngine,
    operation: Operation[Any],
    given: Mapping[str, Any],
    extra: Mapping[str, Any] | None,
    timeout: float | None,
    key: str,
    path: Mapping[str, Any] | None = None,
    query: Mapping[str, Any] | None = None,
) -> Any:
    """As `run`, awaited. The store is asked in a thread."""
    from anyio import sleep

    keyed = _Keyed(engine, operation, given, extra, timeout, key, path, query)
    steps = keyed.steps()
    try:
        step = next(steps)
        while True:
            try:
                if isinstance(step, Call):
                    answer = await engine.run(step, lease=keyed.lease)
                elif isinstance(step, _Ask):
                    answer = await in_thread(partial(_asked, step, keyed.journal))
                else:
                    await sleep(step.seconds)
                    answer = None
            except GeneratorExit:
                raise  # nothing can be awaited any more
            except BaseException as problem:  # noqa: BLE001 - as above
                step = steps.throw(problem)
            else:
                step = steps.send(answer)
    except StopIteration as end:
        return end.value


def _asked(step: _Ask, journal: Journal) -> Any:
    return getattr(store_of(journal), step.method)(*step.given)


class _Keyed:
    """One call with a key.

    Attributes:
        journal: Where it is written down.
        lease: That of the claim, as long as the call is at work on it.
    """

    def __init__(
        self,
        engine: SyncEngine | AsyncEngine,
        operation: Operation[Any],
        given: Mapping[str, Any],
        extra: Mapping[str, Any] | None,
        timeout: float | None,
        key: str,
        path: Mapping[str, Any] | None,
        query: Mapping[str, Any] | None,
        *,
        reads: bool = False,
    ) -> None:
        """Raises what can be known without asking or sending anything."""
        given, extra, path, query = Hidden(given), hidden(extra), hidden(path), hidden(query)
        self.journal = _checked(engine, operation, key, reads=reads)
        self.lease: Lease | None = None
        self._engine, self._operation, self._timeout, self._key = engine, operation, timeout, key
        self._call = engine.call(operation, given, extra, timeout, path, query)
        self._arguments: dict[str, Any] = Hidden(engine.arguments(operation, given, extra))
        self._elsewhere = Hidden(sent(path or {}, None)), Hidden(sent(query or {}, None))
        self._owner = uuid4().hex
        self._salt = self._name = ""
        self._mark: str | None = None
        self._claimed_at = self._since = 0.0
        self._is_doubtful = False

    def steps(self) -> _Steps:
        """The whole call."""
        self._salt = yield _Ask("salt")
        self._name = self._digest(self._canonical())
        self._put_mark()
        lease = Lease(self.journal, self._key, self._owner, self._engine.pool)
        entry = yield from self._claimed(lease)
        if entry.owner != self._owner:
            return self._replayed(entry)
        # What only reads may be sent again, whatever became of it.
        self.lease, self._is_doubtful = lease, entry.doubtful and self._operation.effect != "read"
        self._claimed_at, self._since = time.monotonic(), entry.since
        try:
            return (yield from self._worked())
        except GeneratorExit:
            raise  # nothing can be asked any more; the claim ends with its lease
        except BaseException:
            if self._is_at_work():
                yield from self._settled(Outcome("unknown" if lease.is_sent else "refused", self._is_doubtful))
            raise

    def _is_at_work(self) -> bool:
        return self.lease is not None

    # What the key stands for

    def _canonical(self) -> str:
        """The call in words that are the same for the same call only."""
        account = self._engine.config.account(self._operation)
        try:
            return dumps([self._operation.name, self._arguments, *self._elsewhere, account], sort_keys=True)
        except RecursionError:
            what = "An argument is nested too deeply for a call with an idempotency key"
        raise ArgumentError(what, operation=self._operation.name)

    def _digest(self, *parts: str) -> str:
        return blake2b("\0".join([self._salt, *parts]).encode(), digest_size=16).hexdigest()

    def _put_mark(self) -> None:
        """Has the call bear a mark, where the upstream keeps a field for one and the caller leaves room in it."""
        mark = self._digest(self._key, self._name)
        marked = with_mark(self._operation, self._arguments, mark) if self.journal.mark else None
        if marked is not None:
            self._mark = mark
            self._call = self._engine.further(self._operation, {}, marked, self._timeout).goes_on(self._call)

    # The claim

    def _claimed(self, lease: Lease) -> Generator[_Ask | _Pause, Any, Entry]:
        """The entry of the key, which is ours or done. Waits for a call that is in progress elsewhere."""
        wait = self.journal.wait if (left := self._call.left()) is None else min(self.journal.wait, left)
        ends, pause = time.monotonic() + wait, _FIRST_PAUSE
        while True:
            seconds = lease.seconds(self._call)
            lease.begin(seconds)
            claim = Claim(self._key, self._owner, self._name, self._operation.name, seconds)
            entry: Entry | None = yield _Ask("claim", (claim,))
            while entry is not None:
                self._check(entry)
                if entry.owner == self._owner or entry.state == "done":
                    return entry
                if entry.state != "started" or entry.lease_left <= 0:
                    break  # it can be claimed
                left = ends - time.monotonic()
                if left <= 0:
                    raise self._in_progress(entry)
                yield _Pause(max(min(pause, left, entry.lease_left), _SHORTEST_PAUSE))
                pause = min(2 * pause, _LONGEST_PAUSE)
                entry = yield _Ask("find", (self._key,))

    def _check(self, entry: Entry) -> None:
        """Raises an `IdempotencyKeyReused` if the entry is another call's."""
        if entry.call == self._name:
            return
        other = "other arguments, or another account"
        if entry.operation != self._operation.name:
            other = f"another operation, {entry.operation}"
        what = f"The idempotency key {quoted(self._key)} stands for a call with {other}, which is {entry.state}"
        cure = "nothing was sent. Choose a key of its own for each thing that is to be done once"
        raise self._call.named(IdempotencyKeyReused(f"{what}; {cure}", state=entry.state))

    def _in_progress(self, entry: Entry) -> ToolzzCalError:
        left = max(entry.lease_left, 0.0)
        what = f"A call with the idempotency key {quoted(self._key)} is in progress elsewhere, for {left:.1f} s at most"
        return self._call.named(CallInProgress(f"{what}; nothing was sent. Ask again with the key", retry_after=left))

    def _settled(self, outcome: Outcome) -> Generator[_Ask, Any, bool]:
        """Settles the claim; False if the journal refuses. What stands in the way is logged: there is more to tell."""
        self.lease = None
        name, state = self._operation.name, outcome.state
        settle = _Ask("settle", (self._key, self._owner, outcome))
        try:
            try:
                is_settled: bool = yield settle
            except (Exception, GeneratorExit):
                raise
            except BaseException:  # whoever cancels the call has perhaps kept the journal from being told
                yield settle
                raise
        except Exception as problem:  # noqa: BLE001 - whatever a store raises
            why = problem.message if isinstance(problem, ToolzzCalError) else type(problem).__name__
            log.warning("%s: it is %s, and the journal could not be told: %s", name, state, why)
            return True
        if not is_settled and not outcome.found:
            log.warning("%s: it is %s, and took so long that another call with its key has taken over", name, state)
        return is_settled

    # The work

    def _replayed(self, entry: Entry) -> Any:
        """The answer that the journal holds."""
        if entry.answer is None:
            what = "It was done with this idempotency key, and its answer was too large to keep; nothing was sent"
            raise self._call.named(AnswerTooLarge(f"{what}. Read at the upstream what came of it"))
        try:
            answer, reconciled = frozen(entry.answer)
        except DecodeError as problem:
            raise self._call.named(problem) from None
        result: Any = self._call.again(answer)
        if reconciled:
            result.reconciled = True
        return result

    def _worked(self) -> _Steps:
        """What comes of a claim that is ours."""
        if self._is_doubtful and (found := (yield from self._cleared())) is not None:
            return found
        try:
            result = yield self._call
        except OutcomeUnknown as problem:
            unknown = problem
        except CallInProgress:
            self.lease = None  # it is another's
            raise
        except ToolzzCalError as problem:
            return (yield from self._refused(problem))
        else:
            yield from self._done(result)
            return result
        yield from self._settled(Outcome("unknown", self._is_doubtful, kept_refusal(unknown)))
        if isinstance(self._operation.reconcile, Repeat):
            lengthen(unknown, "Sent again it does no harm, so the next call with its idempotency key sends it")
            raise unknown
        return (yield from self._sought(unknown))

    def _cleared(self) -> _Steps:
        """What an earlier call with the key made; None if nothing. Raises an `OutcomeUnknown` if that stays open."""
        look = yield from self._look()
        if look.found is None and not look.absent:
            what = "An earlier call with this idempotency key may or may not have happened, and nothing was sent now"
            unknown = self._call.named(OutcomeUnknown(f"{what}; {self._advice(look)}"))
            yield from self._settled(Outcome("unknown", self._is_doubtful, kept_refusal(unknown)))
            raise unknown
        return look.found

    def _sought(self, unknown: OutcomeUnknown) -> _Steps:
        """What the call made after all. Raises the unknown outcome with what was seen."""
        looks, look = Looks(self._engine.config.policy, self._call), _Look()
        while (wait := looks.next()) is not None:
            if looks.count > 1:
                yield _Pause(wait)
            look = yield from self._look()
            looks.note(failed=look.has_failed)
            if look.found is not None:
                log.info("%s: the outcome was unknown, it happened", self._operation.name)
                return look.found
            if look.is_hopeless:
                break
        log.info("%s: the outcome stays unknown", self._operation.name)
        reason = unknown.__cause__
        why = f" {reason.message}" if isinstance(reason, ToolzzCalError) else ""
        unknown.absent = look.absent
        unknown.message = f"It may or may not have happened; {self._advice(look, looks.count)}.{why}"
        raise unknown

    def _refused(self, problem: ToolzzCalError) -> _Steps:
        """After a failure which proves that this sending did nothing. It may have been refused for an earlier one."""
        if problem.may_have_happened:  # in strict mode: it was done, and the answer differs from its schema
            yield from self._kept_from(problem)
            raise problem
        answered = isinstance(problem, ActionFailed | StatusError) and not isinstance(problem, RateLimited)
        look = (yield from self._look()) if self._is_doubtful and answered else _Look(absent=True)
        if look.found is not None:
            return look.found
        if look.absent:
            yield from self._settled(Outcome("refused", self._is_doubtful, kept_refusal(problem)))
            raise problem
        what = "This was refused, and an earlier call with this idempotency key, for which it may have been, may or"
        unknown = OutcomeUnknown(f"{what} may not have happened; {self._advice(look)}. {problem.message}")
        yield from self._settled(Outcome("unknown", self._is_doubtful, kept_refusal(self._call.named(unknown))))
        raise unknown from problem

    def _advice(self, look: _Look, looked: int = 1) -> str:
        """What was seen, and what to do."""
        cure = "the next call with its key looks again"
        if look.is_hopeless:
            cure = "look yourself, and `journal.forget(key)` lets the next call with its key send it"
            return f"{look.told}: {cure}"
        times = f"{looked} times" if looked > 1 else "once"
        return f"looked {times}, {look.told}; {cure}"

    # Looking

    def _look(self) -> Generator[Call[Any] | _Ask, Any, _Look]:
        """Looks once for what was made since the key was first claimed, and settles the claim with what it finds."""
        age = self._since + time.monotonic() - self._claimed_at
        try:
            arguments: dict[str, Any] = self._arguments
            search = search_from(self._engine, self._operation, arguments, self._timeout, since=age, mark=self._mark)
        except ToolzzCalError as problem:
            return _Look(told=f"there is no way to look ({problem.message})", is_hopeless=True)
        if search is None:
            return _Look(told="there is no way to find out", is_hopeless=True)
        try:
            seen = yield from search.look()
            made = yield from self._made_by_others(search.names(seen))
        except CallInProgress:
            self.lease = None  # it is another's
            raise
        except ToolzzCalError as problem:
            return _Look(told=f"and that failed: {problem.message}", has_failed=True)
        age = self._since + time.monotonic() - self._claimed_at
        verdict = search.judge(seen, made, age)
        if not isinstance(verdict, ActionResult):
            return _Look(absent=search.is_absent(seen, made, age), told=verdict)
        if (yield from self._adopted(verdict)):
            return _Look(verdict)
        return _Look(told="and what is there has been taken for what another call made", has_failed=True)

    def _made_by_others(self, names: Mapping[str, str]) -> Generator[_Ask, Any, dict[str, Made]]:
        """Which of these things calls with other keys have made."""
        ids = {self._thing(name): id for id, name in names.items()}
        if not ids:
            return {}
        made: Mapping[str, Made] = yield _Ask("made", (list(ids),))
        return {ids[name]: each for name, each in made.items() if each.key != self._key}

    def _thing(self, name: str) -> str:
        """The journal's name of a thing."""
        return self._digest(self._engine.config.place(self._operation), name)

    # What is kept

    def _done(self, result: Any) -> Generator[_Ask, Any, None]:
        """Settles the claim with the call's own answer."""
        response = response_of(result)
        kept = None
        if response is not None:
            body = loads(response.content) if response.content else None
            kept = kept_answer(response.status_code, response.headers, body, self._secrets(response))
        yield from self._settled(Outcome("done", self._is_doubtful, kept, self._made(result)))

    def _adopted(self, result: ActionResult[Any]) -> Generator[_Ask, Any, bool]:
        """Settles the claim with what was found, in the form of an answer. False if it is another call's."""
        body = found_body(result, by_gateway=isinstance(self._call, GatewayCall))
        response, lease = result.response, self.lease
        kept = kept_answer(response.status_code, response.headers, body, self._secrets(response), reconciled=True)
        made = self._made(self._call.lenient().again(frozen_body(body)))
        # What bears the mark is ours, though another call has made it too, as it may have a seat in the same booking.
        is_ours = yield from self._settled(Outcome("done", False, kept, made, found=self._mark is None))
        if not is_ours:
            self.lease = lease
        return is_ours

    def _kept_from(self, problem: ToolzzCalError) -> Generator[_Ask, Any, None]:
        """Settles the claim with an answer that strict mode does not take, as its error has it."""
        kept = kept_answer(problem.status_code or 200, problem.headers, problem.body, None)
        made = self._made(self._call.lenient().again(frozen_body(problem.body)))
        yield from self._settled(Outcome("done", self._is_doubtful, kept, made))

    def _made(self, result: Any) -> list[str]:
        return [self._thing(name) for name in names_of_made(self._operation, result)]

    def _secrets(self, response: Response) -> list[str] | None:
        """What is masked in an answer that is kept; None for nothing."""
        return None if self.journal.keep_secrets else [*self._call.secrets(), *response.quoted]

    # For whoever looks into a journal

    def name_in(self, salt: str) -> str:
        """What a journal with this salt has as the `call` of an entry."""
        self._salt = salt
        return self._digest(self._canonical())

    def can_be_sought(self) -> bool:
        """Whether there is a way to find out later whether it happened."""
        if self._operation.effect == "read":
            return True
        arguments: dict[str, Any] = self._arguments
        has_room = self.journal.mark and with_mark(self._operation, arguments, "mark") is not None
        mark = "mark" if has_room else None
        return search_from(self._engine, self._operation, arguments, self._timeout, since=0.0, mark=mark) is not None


def seen_from_outside(
    engine: SyncEngine,
    operation: Operation[Any],
    extra: Mapping[str, Any],
    path: Mapping[str, Any],
    query: Mapping[str, Any],
) -> _Keyed:
    """A call that is not made, for what its entry in a journal would say of it."""
    return _Keyed(engine, operation, {}, extra, None, "none", path, query, reads=True)


def _checked(engine: SyncEngine | AsyncEngine, operation: Operation[Any], key: object, *, reads: bool) -> Journal:
    """The journal that holds a call with this key. Raises what is wrong with either."""
    if operation.effect == "read" and not reads:
        raise ArgumentError("This reads, so it can be repeated without an idempotency key", operation=operation.name)
    try:
        check_key(key)
    except ArgumentError as problem:
        problem.operation = operation.name
        raise
    if engine.config.journal is None:
        cure = "make the client with journal=toolzz_cal.journal.open('sqlite:///calls.db'), or another address"
        what = f"An idempotency key needs a journal, where calls are written down: {cure}"
        raise ConfigurationError(what, operation=operation.name)
    return engine.config.journal
