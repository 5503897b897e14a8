"""A batch whose lines are run by workers: Celery hands them out through Redis, and the journal is what comes of them.

A message holds a line, the hash of the account that it is for, and no credential: workers have their own. It may be
delivered twice, and lines may be sent twice, as the journal has each done once.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from toolzz_cal._extras import install
from toolzz_cal._journal_store import Entry
from toolzz_cal.errors import ArgumentError, CallInProgress, JournalUnavailable, ToolzzCalError

from .failures import Exit, Refusal
from .interrupting import interrupts
from .lines import Line
from .session import Session
from .sharing import checked_broker
from .standing import DONE, FAILED, UNKNOWN, Standing, is_final
from .text import note
from .tree import operations

if TYPE_CHECKING:
    from .batch import Batch, Ended

Celery = Any  # which is not typed
TASK = "toolzz_cal.batch.line"
_FORM = 1  # of a message
_QUEUE = "toolzz-cal"
_SHORTEST, _LONGEST = 0.1, 1.0  # seconds between looks at the journal
_WINDOW = 200  # lines that are looked at together: workers take them in their order
_PATIENCE = 5.0  # seconds without an end of a line after which workers are asked whether there are any
_AT_ONCE = "ended at once: the lines in hand are delivered again after a while, and looked up before anything is sent"
_LATER = 5.0  # seconds after which a line is tried again while the journal can't be reached


class Misplaced(Exception):
    """A message that this worker must not act on."""


def application(address: str | None, visibility: float = 3600.0) -> Celery:
    """What sends lines to workers, and what these are.

    Args:
        address: Of the broker.
        visibility: Seconds after which a line is delivered again whose worker has died.

    Raises:
        Refusal: It is no Redis, or Celery is not installed.
    """
    broker = checked_broker(address)
    for library in ("celery", "redis"):
        if find_spec(library) is None:
            raise Refusal(f"{library} is missing: {install('celery')}")
    app: Celery = import_module("celery").Celery("toolzz_cal", broker=broker, set_as_current=False)
    app.conf.update(
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        broker_transport_options={
            "global_keyprefix": f"{_QUEUE}:",
            # Kombu looks for what is overdue at each tenth turn, every 100 seconds, unless it is told otherwise.
            "unacked_restore_throttle": 1,
            "visibility_timeout": visibility,
        },
        task_acks_late=True,
        task_create_missing_queues=True,
        task_default_queue=_QUEUE,
        task_ignore_result=True,
        task_publish_retry=False,
        task_reject_on_worker_lost=True,
        task_serializer="json",
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_hijack_root_logger=False,
        worker_prefetch_multiplier=1,
        worker_redirect_stdouts=False,
    )
    return app


class Message(NamedTuple):
    """What travels through the broker.

    Attributes:
        key: Of the line in the journal.
        operation: Name of its operation.
        arguments: Those that are sent.
        call: What the journal's entry says that it stands for.
        target: Whose account it is for, as a hash.
        seen: Who had claimed the line last when it was sent, so that a line is not tried again by an older message.
    """

    key: str
    operation: str
    arguments: dict[str, Any]
    call: str
    target: str
    seen: str

    def text(self) -> str:
        """As it is sent. One text, as Celery gives some objects of JSON a meaning of its own."""
        return json.dumps({"form": _FORM, **self._asdict()})

    @classmethod
    def read(cls, text: str) -> Message:
        """From what was sent. Raises `Misplaced` for what another version has sent."""
        told = json.loads(text)
        if told.pop("form") != _FORM:
            raise Misplaced("a line came from a run of another version; use the same version on all machines")
        return cls(**told)


# The run


def handed_out(address: str | None) -> Callable[[Batch, list[Line]], Iterator[Ended]]:
    """What has workers run the lines, and tells what came of each. Raises as `application`."""
    app = application(address)

    def engine(batch: Batch, todo: list[Line]) -> Iterator[Ended]:
        messages = [_message(batch, line) for line in todo]
        _send(app, messages)
        yield from _awaited(app, batch, list(zip(todo, messages, strict=True)))

    return engine


def _message(batch: Batch, line: Line) -> Message:
    key, call = batch.standing.key(line), batch.name_of(line)
    before = batch.before.get(key)
    seen = "" if before is None else before.owner
    return Message(key, line.described.name, dict(line.sent), call, batch.target, seen)


def _send(app: Celery, messages: list[Message]) -> None:
    unreachable: type[Exception] = import_module("kombu.exceptions").OperationalError
    try:
        with app.producer_or_acquire() as producer:
            for message in messages:
                # What a line says is shown nowhere.
                app.send_task(TASK, (message.text(),), producer=producer, argsrepr="(…)", kwargsrepr="{}")
        return
    except unreachable as problem:
        reason = type(problem.__cause__ or problem).__name__  # whose text may hold the address
    raise Refusal(f"the broker can't be reached ({reason}); what was handed out is done all the same", Exit.UNREACHABLE)


def _awaited(app: Celery, batch: Batch, left: list[tuple[Line, Message]]) -> Iterator[Ended]:
    """What came of each line, as the journal tells it."""
    pause, since, has_asked = _SHORTEST, time.monotonic(), False
    while left:
        looked = [(each, _ended(batch, *each)) for each in left[:_WINDOW]]
        yield from (ended for _, ended in looked if ended is not None)
        still = [each for each, ended in looked if ended is None]
        if len(still) < len(looked):
            left = still + left[_WINDOW:]
            pause, since = _SHORTEST, time.monotonic()
            continue
        if not has_asked and time.monotonic() - since > _PATIENCE:
            has_asked = True
            if not app.control.ping(timeout=1.0):
                note("no worker answers; start some with `toolzz-cal worker`, and the batch goes on")
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST)


def _ended(batch: Batch, line: Line, message: Message) -> Ended | None:
    try:
        entry = batch.standing.find(message.key)
    except JournalUnavailable as problem:
        what = f"{problem.message}. Workers go on once they reach it, and so does the same command"
        raise Refusal(what, Exit.SETUP) from None
    return batch.ended(line, entry) if entry is not None and _has_ended(entry, message) else None


def _has_ended(entry: Entry, message: Message) -> bool:
    """Whether a line has come to an end since it was sent."""
    return is_final(entry) and (entry.state == "done" or entry.owner != message.seen)


# The worker


class Hand:
    """What runs lines in a worker.

    Args:
        session: With the journal, and credentials of its own.
        target: Whose account it acts for, as a hash.
    """

    def __init__(self, session: Session, target: str) -> None:
        self._session, self._target = session, target
        self._standing = Standing(session.store, "")
        self._ended: list[str] = []  # the state of each line; lists are safe to append to in threads

    @property
    def told(self) -> str:
        """What came of the lines that it ran, for a person."""
        count = Counter(self._ended)
        return (
            ", ".join(f"{count[each]} {each}" for each in (DONE, FAILED, UNKNOWN) if count[each]) or "no line was run"
        )

    def run(self, text: str) -> float | None:
        """Runs a line, of which the journal then knows the end; or the seconds after which to try it again.

        Raises:
            Misplaced: It is for another account, or of another version; nothing was sent.
        """
        message = Message.read(text)
        if message.target != self._target:
            what = "a line is for another account, route, address or journal than those of this worker"
            raise Misplaced(f"{what}; nothing was sent. Start it with those of the run")
        try:
            self._run(message)
        except CallInProgress as problem:
            return max(problem.retry_after or 0.0, _SHORTEST)
        except JournalUnavailable:
            return _LATER
        return None

    def _run(self, message: Message) -> None:
        key = message.key
        before = self._standing.find(key)
        if before is not None and _has_ended(before, message):
            return
        try:
            described = operations().get(message.operation)
            if described is None:
                raise ArgumentError("This worker is of a version that does not know the operation")
            self._session.answer(described, message.arguments, key)
        except (CallInProgress, JournalUnavailable):
            raise
        except ToolzzCalError as problem:
            failure = problem
        except Exception as problem:  # noqa: BLE001 - the run must know that the line has ended
            failure = ToolzzCalError(f"this should not happen, please report it: {type(problem).__name__}")
        else:
            self._ended.append(DONE)
            return
        self._ended.append(UNKNOWN if failure.may_have_happened else FAILED)
        after = self._standing.find(key)
        was_settled = after is not None and is_final(after) and (before is None or after.owner != before.owner)
        if not was_settled:
            self._standing.end(key, message.call, message.operation, failure)


def work(app: Celery, hand: Hand, concurrency: int, again: str) -> int:
    """Runs a worker until it is stopped. SIGTERM and Ctrl-C have it finish the lines in hand.

    Args:
        app: From `application`.
        hand: What runs lines.
        concurrency: How many at a time.
        again: The command that goes on.

    Raises:
        Refusal: Lines are for another account.
        KeyboardInterrupt: It was stopped with Ctrl-C; what it did has been told.
    """
    signals: Any = import_module("celery.signals")
    reject: Any = import_module("celery.exceptions").Reject
    state: Any = import_module("celery.worker.state")
    trouble: list[str] = []

    def line(task: Any, text: str) -> None:
        try:
            seconds = hand.run(text)
        except Misplaced as problem:
            if not trouble:
                trouble.append(str(problem))
            state.should_stop = Exit.SETUP
            raise reject(str(problem), requeue=True) from None
        if seconds is not None:
            raise task.retry(countdown=seconds, max_retries=None)

    app.task(line, name=TASK, bind=True)

    with ExitStack() as stack:
        worker = app.Worker(
            pool="threads",  # lines wait for upstreams, and threads share connections
            concurrency=concurrency,
            loglevel="WARNING",
            quiet=True,
            without_gossip=True,
            without_heartbeat=True,
            without_mingle=True,
        )
        is_stopped = False

        def stop() -> None:
            nonlocal is_stopped
            is_stopped = True
            state.should_stop = Exit.STOPPED
            note("stopping: lines in hand are let end; Ctrl-C once more ends at once")

        def ready(**_: object) -> None:
            stack.enter_context(interrupts(stop, _AT_ONCE))  # in place of Celery's own, which tells nothing of lines
            note("the worker is ready")

        signals.worker_ready.connect(ready)
        stack.callback(signals.worker_ready.disconnect, ready)
        worker.start()
    if is_stopped:
        note(f"{hand.told}; what is left waits for a worker. To go on:\n  {again}")
        raise KeyboardInterrupt
    if trouble:
        raise Refusal(trouble[0], Exit.SETUP)
    return int(worker.exitcode or 0)
