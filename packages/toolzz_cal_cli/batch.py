"""`toolzz-cal batch FILE.jsonl`: many operations, a few at a time or by workers, each of them once."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any

import click
from toolzz_cal._journal_store import Entry
from toolzz_cal._lease import store_of
from toolzz_cal._redaction import masked
from toolzz_cal.errors import (
    AnswerTooLarge,
    CallInProgress,
    ConfigurationError,
    JournalUnavailable,
    OutcomeUnknown,
    ToolzzCalError,
)
from toolzz_cal.results import response_of

from . import connecting
from .asking import confirm
from .curl import curl, variables
from .failures import Exit, Refusal
from .interrupting import command_of, interrupts
from .lines import Line, lines
from .older import Older, older
from .output import json_text
from .progress import progress
from .session import Session, data_of
from .sharing import journal_options, rate_limited, sharing_options
from .standing import DONE, FAILED, IN_PROGRESS, UNKNOWN, Place, Standing, counted, in_words, is_begun, place, state
from .text import note
from .tree import words

MOST_AT_ONCE = 32
_AT_ONCE = "ended at once: what was under way is looked up by the same command, which goes on"


def command() -> click.Command:
    """The command."""

    @click.command(name="batch", short_help="Run many operations from a file, each of them once.")
    @click.argument("file")
    @click.option("--name", metavar="NAME", help="What the journal calls the batch; by default the name of FILE.")
    @click.option(
        "--concurrency", type=click.IntRange(1, MOST_AT_ONCE), default=4, show_default=True, help="Calls at a time."
    )
    @click.option("--engine", type=click.Choice(["local", "celery"]), default="local", help="Who makes the calls.")
    @click.option("--status", is_flag=True, help="Tell how many lines are done, and so on; send nothing.")
    @click.option("--json", "as_json", is_flag=True, help="Tell the status as JSON.")
    @click.option("--repeat-unknown", is_flag=True, help="Repeat calls that may have happened and can't be looked up.")
    @click.option("--yes", "-y", is_flag=True, help="Do not ask before anything is destroyed.")
    @click.option("--dry-run", is_flag=True, help="Print the requests as curl, secrets masked; send nothing.")
    @click.option("--show-secrets", is_flag=True, help="Keep tokens and keys of answers, in the journal too.")
    @click.pass_context
    def batch(context: click.Context, /, file: str, **options: Any) -> int:
        """Run the operations of FILE, one object of JSON in each line, or of the standard input if FILE is `-`.

        A line is `{"operation": "bookings.cancel", "arguments": {"bookingUid": "…"}}`, perhaps with `extra_arguments`
        and an `id` of its own. All lines are looked at before anything is sent.

        The journal keeps what has happened: a batch that was interrupted is started again with the same command, and
        repeats nothing that happened. What failed is tried again. Several runs, on several machines, may share a
        journal, and `--engine celery` has workers make the calls: see `toolzz-cal worker --help`.
        """
        if file == "-" and options["journal"] is None and not options["dry_run"]:
            raise Refusal("lines from the standard input need a --journal")
        where = place(file, options["journal"], options["name"])
        found = lines(file, sys.stdin)
        if options["status"]:
            return _tell_status(where, found, as_json=options["as_json"])
        connection = connecting.connection(context)
        if options["dry_run"]:
            with connection.open() as session:
                for line in found:
                    print(curl(line.call(session), variables(session)))
            return Exit.DONE
        changes = rate_limited(options["rate_limit"], where, None)
        shared = where.open(lease=options["lease"], wait=options["wait"], keep_secrets=options["show_secrets"])
        with connection.open(journal=shared, **changes) as session:
            for line in found:
                line.call(session)  # raises what can be known without sending
            session.connect()
            try:
                again = command_of(context) + (" (with the same lines on its standard input)" if file == "-" else "")
                return Batch(session, where, found, {**options, "again": again}).run(_engine(options))
            finally:
                shared.close()

    batch.params += [*journal_options(), *sharing_options(), *connecting.connection_options()]
    return batch


Engine = Callable[["Batch", list[Line]], Iterator["Ended"]]


def _engine(options: dict[str, Any]) -> Engine:
    """What has the lines run."""
    if options["engine"] == "local":
        return Batch.at_once
    from .queue import handed_out  # not before it is needed

    return handed_out(options["broker"])


def _tell_status(where: Place, found: list[Line], *, as_json: bool) -> int:
    """Prints how many lines are in each state."""
    keys, entries = [line.key for line in found], {}
    if is_begun(where):
        shared = where.open()
        standing = Standing(store_of(shared), where.name)
        keys = [standing.key(line) for line in found]
        try:
            entries = standing.entries()
        except JournalUnavailable as problem:
            raise Refusal(problem.message, Exit.SETUP) from None
        finally:
            shared.close()
    count = counted(keys, entries)
    if as_json:
        print(json_text(count, sys.stdout))
        return Exit.DONE
    print(in_words(count))
    return Exit.DONE


def target(session: Session) -> Sequence[str]:
    """Whose account a session acts for, and where."""
    names = ("base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url", "user_id", "connected_account_id")
    return (str(session.route), *(str(session.options.get(name)) for name in names), *session.credentials)


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a line.

    Attributes:
        line: The line.
        state: Where it stands.
        told: What is written of it; None for nothing.
        is_other: Whether somebody else has done it.
    """

    line: Line
    state: str
    told: dict[str, Any] | None = None
    is_other: bool = False


class Batch:
    """One run over the lines of a file.

    Attributes:
        session: What makes calls.
        standing: What the journal holds of it.
        target: Whose account it is of, as a hash.
    """

    def __init__(self, session: Session, where: Place, found: list[Line], options: dict[str, Any]) -> None:
        self.session, self._where, self._lines, self._options = session, where, found, options
        self.standing = Standing(session.store, where.name)
        self._older: Older | None = None
        self._trouble: Refusal | None = None  # why no further call is begun
        self._count: Counter[str] = Counter()
        self._busy = 0.0  # seconds for which others are believed to be at work on lines

    def run(self, engine: Engine) -> int:
        """Does what is left, writes a line of JSON for each, and answers the exit code."""
        try:
            self.before = self.standing.entries()
            self._look_at_older()
            self.target = self.standing.target(target(self.session))
            self.standing.claim(self.target)
            self._refuse_edited()
            self._carry_over()
        except JournalUnavailable as problem:
            raise Refusal(problem.message, Exit.SETUP) from None
        done = [line for line in self._lines if self._state(line) == DONE]
        unknown = [] if self._options["repeat_unknown"] else [line for line in self._lines if self._is_lost(line)]
        left_out = {line.key for line in unknown}
        todo = [line for line in self._lines if line.key not in left_out and self._state(line) != DONE]
        destroying = [line for line in todo if line.described.effect == "destroy"]
        if destroying:
            what = f"of which {len(destroying)} can't be undone, such as {words(destroying[0].described)}"
            confirm(f"Make {len(todo)} calls, {what}", yes=self._options["yes"])
        if self._options["repeat_unknown"]:
            self._forget_unknown(todo)
        self._count[UNKNOWN] = len(unknown)
        try:
            with interrupts(self._stop, _AT_ONCE):
                unknown += self._run_lines(done, todo, engine)
        except KeyboardInterrupt:
            self._tell_where_it_stands()
            raise
        except OSError as problem:
            why = "is read no further" if isinstance(problem, BrokenPipeError) else f"can't be written: {problem}"
            self._trouble = Refusal(f"the output {why}", Exit.FAILED)
        if self._trouble is not None:
            cure = "No further call was begun; what was done is in the journal: start it again with the same command."
            raise Refusal(f"{self._trouble}. {cure}", self._trouble.code)
        return self._summary(len(done), unknown)

    def _run_lines(self, done: list[Line], todo: list[Line], engine: Engine) -> list[Line]:
        """Writes what came of each line, and gives those of which nobody knows whether they happened."""
        unknown: list[Line] = []
        for line in done:
            self._write(self.one(line))
        with progress("batch") as bar:
            bar.moved(0, len(todo))
            for number, ended in enumerate(engine(self, todo), 1):
                bar.hide()
                self._write(ended)
                bar.show()
                bar.moved(number, len(todo))
                self._count["elsewhere"] += ended.is_other
                if ended.state == UNKNOWN:
                    unknown.append(ended.line)
        return unknown

    def _stop(self) -> None:
        """Begins no further call."""
        if self._options["engine"] == "local":
            note("stopping: calls under way are let end; Ctrl-C once more ends at once")
        raise KeyboardInterrupt

    def _tell_where_it_stands(self) -> None:
        """Says what is done of a batch that was stopped, and how to go on."""
        try:
            entries = self.standing.entries()
        except JournalUnavailable as problem:
            note(problem.message)
            entries = self.before
        note(in_words(counted(map(self.standing.key, self._lines), entries), waiting="left"))
        if self._options["engine"] == "celery":
            note("Workers go on with them; the same command tells what comes of them:")
        else:
            note("To go on, which repeats nothing that was done:")
        note(f"  {self._options['again']}")

    def _state(self, line: Line) -> str:
        return state(self.before.get(self.standing.key(line)))

    def _refuse_edited(self) -> None:
        """Raises a `Refusal` for a line whose key stands for another call in the journal."""
        for line in self._lines:
            entry = self.before.get(self.standing.key(line))
            if entry is not None and entry.call != self.name_of(line):
                what = f"line {line.number}: the id {line.id[:60]!r} stands for another call in the journal"
                raise Refusal(f"{what}; give a changed line an id of its own. Nothing was sent.")

    def _look_at_older(self) -> None:
        """Looks for what an older version noted of lines of which nothing is noted since."""
        self._older = older(self._where.file)
        if self._older is not None:
            fresh = [line for line in self._lines if self.standing.key(line) not in self.before]
            self._older.check(target(self.session), fresh)

    def _carry_over(self) -> None:
        """Has what was done hold that an older version noted."""
        for line in self._lines:
            key = self.standing.key(line)
            if self._older is not None and key not in self.before and self._older.is_done(line):
                answer = self._older.answer(line, self.session.route)
                self.before[key] = self.standing.carry(key, self.name_of(line), line.described.name, answer)

    def _is_lost(self, line: Line) -> bool:
        """Whether an older version has left a line of which nobody can find out whether it happened."""
        return self._older is not None and self.standing.key(line) not in self.before and self._older.is_unknown(line)

    def name_of(self, line: Line) -> str:
        """What the journal's entry of a line says that it stands for."""
        return self.session.name_in_journal(line.described, line.sent)

    def _forget_unknown(self, todo: list[Line]) -> None:
        """Has lines be as new that may have happened, and for which there is no way to look."""
        for line in todo:
            if self._state(line) == UNKNOWN and not self.session.can_be_sought(line.described, line.sent):
                self.standing.forget(self.standing.key(line))

    def at_once(self, todo: list[Line]) -> Iterator[Ended]:
        """What comes of each line, a few at a time, as they end."""
        pool = ThreadPoolExecutor(self._options["concurrency"])
        try:
            calls: list[Future[Ended | None]] = [pool.submit(self._begun, line) for line in todo]
            for each in as_completed(calls):
                ended = each.result()
                if ended is not None:
                    yield ended
        finally:
            # Calls under way are waited for, so that the journal knows how they end; no further one is begun.
            pool.shutdown(wait=True, cancel_futures=True)

    def _begun(self, line: Line) -> Ended | None:
        """What comes of a line; None if it was not begun."""
        if self._trouble is not None:
            return None
        try:
            return self.one(line)
        except Refusal as problem:
            self._trouble = problem
            return None

    def one(self, line: Line) -> Ended:
        """What comes of a line, or came of it before. Raises a `Refusal` if the journal can't be used."""
        key = self.standing.key(line)
        try:
            answer = self.session.answer(line.described, line.sent, key)
        except CallInProgress as problem:
            self._busy = max(self._busy, problem.retry_after or 0.0)
            return Ended(line, IN_PROGRESS)
        except (JournalUnavailable, ConfigurationError) as problem:
            raise Refusal(problem.message, Exit.SETUP) from None
        except OutcomeUnknown as problem:
            return Ended(line, UNKNOWN, _told(line, UNKNOWN, error=str(problem)))
        except AnswerTooLarge as problem:
            entry = self.standing.find(key)
            ended = DONE if entry is not None and entry.state == "done" else FAILED
            return Ended(line, ended, _told(line, ended, error=str(problem)))
        except ToolzzCalError as problem:
            return Ended(line, FAILED, _told(line, FAILED, error=str(problem)))
        response = response_of(answer)
        told = _told(line, DONE, **self._shown(data_of(line.described, answer)))
        return Ended(line, DONE, told, is_other=response is not None and response.replayed)

    def ended(self, line: Line, entry: Entry) -> Ended:
        """What came of a line that somebody else has run. Raises as `one`."""
        if entry.state == "done":
            return self.one(line)
        told: Any = json.loads(entry.answer or b"{}")
        error = ToolzzCalError.from_dict({"type": "", "message": "it failed", **told})
        return Ended(line, state(entry), _told(line, state(entry), error=str(error)))

    def _shown(self, data: Any) -> dict[str, Any]:
        try:
            shown = data if self._options["show_secrets"] else masked(data)
            json.dumps(shown)
            return {"data": shown}
        except (RecursionError, ValueError):
            return {"error": "it was done, but its answer is nested too deeply, or has a number with too many digits"}

    def _write(self, ended: Ended) -> None:
        self._count[ended.state] += 1
        if ended.told is not None:
            print(json_text(ended.told, sys.stdout), flush=True)

    def _summary(self, before: int, unknown: list[Line]) -> int:
        count = self._count
        elsewhere = count["elsewhere"] if self._options["engine"] == "local" else 0
        parts = [f"{len(self._lines)} lines: {before} done before, {count[DONE] - before - elsewhere} done now"]
        parts += [f"{elsewhere} done elsewhere"] if elsewhere else []
        parts += [f"{count[FAILED]} failed"] if count[FAILED] else []
        parts += [f"{count[UNKNOWN]} with unknown outcome"] if count[UNKNOWN] else []
        parts += [f"{count[IN_PROGRESS]} in progress elsewhere"] if count[IN_PROGRESS] else []
        note(", ".join(parts))
        if count[IN_PROGRESS]:
            note(
                f"what is in progress elsewhere is left to it, for {self._busy:.0f} s at most: the same command goes on"
            )
        for line in sorted(unknown, key=lambda line: line.number):
            can_look = not self._is_lost(line) and self.session.can_be_sought(line.described, line.sent)
            cure = "the same command looks again" if can_look else "look, then use --repeat-unknown"
            note(f"line {line.number} ({line.described.name}) may have happened: {cure}")
        if count[UNKNOWN]:
            return Exit.UNKNOWN
        return Exit.FAILED if count[FAILED] or count[IN_PROGRESS] else Exit.DONE


def _told(line: Line, state: str, **more: Any) -> dict[str, Any]:
    about = {"line": line.number, **({"id": line.id} if line.id else {}), "operation": line.described.name}
    return {**about, "state": state, **more}
