"""`toolzz-cal batch FILE.jsonl`: many operations, a few at a time, each of them once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import click
from toolzz_cal._redaction import masked
from toolzz_cal.errors import OutcomeUnknown, ToolzzCalError

from . import connecting
from .curl import curl
from .failures import Exit, Refusal
from .invoke import confirm
from .journal import DONE, FAILED, STARTED, UNKNOWN, Journal
from .lines import Line, lines
from .output import json_text
from .progress import progress
from .session import Session
from .text import note
from .tree import words

MOST_AT_ONCE = 32
_LEFT = "it was under way when an earlier run ended, so it may or may not have happened"


def command() -> click.Command:
    """The command."""

    @click.command(name="batch", short_help="Run many operations from a file, each of them once.")
    @click.argument("file")
    @click.option("--journal", type=click.Path(path_type=Path), metavar="PATH", help="By default FILE.journal.")
    @click.option(
        "--concurrency", type=click.IntRange(1, MOST_AT_ONCE), default=4, show_default=True, help="Calls at a time."
    )
    @click.option("--repeat-unknown", is_flag=True, help="Repeat calls of which nobody knows whether they happened.")
    @click.option("--yes", "-y", is_flag=True, help="Do not ask before anything is destroyed.")
    @click.option("--dry-run", is_flag=True, help="Print the requests as curl, secrets masked; send nothing.")
    @click.option("--show-secrets", is_flag=True, help="Keep tokens and keys of answers, in the journal too.")
    @click.pass_context
    def batch(context: click.Context, /, file: str, **options: Any) -> int:
        """Run the operations of FILE, one object of JSON in each line, or of the standard input if FILE is `-`.

        A line is `{"operation": "bookings.cancel", "arguments": {"bookingUid": "…"}}`, perhaps with `extra_arguments`
        and an `id` of its own. All lines are looked at before anything is sent.

        The journal keeps what has happened: a batch that was interrupted is started again with the same command, and
        repeats nothing that happened. What failed is tried again.
        """
        if file == "-" and options["journal"] is None and not options["dry_run"]:
            raise Refusal("lines from the standard input need a --journal")
        found = lines(file, sys.stdin)
        path = options["journal"] or Path(f"{file}.journal")
        with connecting.connection(context).open() as session:
            for line in found:
                call = line.call(session)  # raises what can be known without sending
                if options["dry_run"]:
                    print(curl(call, session.credentials))
            if options["dry_run"]:
                return Exit.DONE
            session.connect()
            with Journal(path, target(session)) as journal:
                return Batch(session, journal, found, options).run()

    batch.params += connecting.connection_options()
    return batch


def target(session: Session) -> Sequence[str]:
    """Whose account a session acts for, and where."""
    names = ("base_url", "toolzz_base_url", "gateway_base_url", "cal_base_url", "user_id", "connected_account_id")
    return (str(session.route), *(str(session.options.get(name)) for name in names), *session.credentials)


class Batch:
    """One run over the lines of a file."""

    def __init__(self, session: Session, journal: Journal, found: list[Line], options: dict[str, Any]) -> None:
        self._session, self._journal, self._lines, self._options = session, journal, found, options
        self._states: dict[str, str] = {}
        self._trouble: Refusal | None = None  # why no further call is begun

    def run(self) -> int:
        """Does what is left, writes a line of JSON for each, and answers the exit code."""
        self._refuse_edited()
        todo = self._todo()
        destroying = [line for line in todo if line.described.effect == "destroy"]
        if destroying:
            what = f"{len(destroying)} of {len(todo)} calls, such as {words(destroying[0].described)},"
            confirm(what, yes=self._options["yes"])
        try:
            for line, told in self._before:
                self._write(told)
                self._states[line.key] = DONE
            with progress("batch") as bar:
                bar.moved(0, len(todo))
                for number, told in enumerate(self._results(todo), 1):
                    bar.hide()
                    self._write(told)
                    bar.show()
                    bar.moved(number, len(todo))
        except OSError as problem:
            why = "is read no further" if isinstance(problem, BrokenPipeError) else f"can't be written: {problem}"
            self._trouble = Refusal(f"the output {why}", Exit.FAILED)
        if self._trouble is not None:
            cure = "No further call was begun; what was done is in the journal: start it again with the same command."
            raise Refusal(f"{self._trouble}. {cure}", self._trouble.code)
        return self._summary(len(todo))

    def _refuse_edited(self) -> None:
        """Raises a `Refusal` for a line whose id stands for another call in the journal."""
        known, said = self._journal.states(), self._journal.said()
        for line in self._lines:
            if not line.id or line.key not in known:
                continue
            told = known[line.key][1]
            if line.key in said:
                is_same = said[line.key] == self._journal.fingerprint(line.said)
            else:  # of an older journal, which holds the operation only, and that only of calls that have ended
                is_same = told is None or json.loads(told).get("operation") == line.described.name
                note(f"warning: line {line.number}: the journal is older and can't tell whether its arguments changed")
                if is_same:
                    self._journal.keep(line.key, line.said)
            if not is_same:
                what = f"line {line.number}: the id {line.id[:60]!r} stands for another call in the journal"
                raise Refusal(f"{what}; give a changed line an id of its own. Nothing was sent.")

    def _todo(self) -> list[Line]:
        """The lines to run now. Those done before are kept for the output; the unknown ones are told of."""
        known = self._journal.states()
        todo: list[Line] = []
        self._before: list[tuple[Line, str]] = []
        self._unknown: list[Line] = []
        for line in self._lines:
            state, told = known.get(line.key, ("", None))
            if state == DONE:
                self._before.append((line, told or "{}"))
            elif state in (UNKNOWN, STARTED):
                if state == STARTED:
                    self._journal.end(line.key, UNKNOWN, self._told(line, UNKNOWN, error=_LEFT), line.said)
                if self._options["repeat_unknown"]:
                    todo.append(line)
                else:
                    self._unknown.append(line)
                    self._states[line.key] = UNKNOWN
            else:
                todo.append(line)
        return todo

    def _results(self, todo: list[Line]) -> Iterator[str]:
        """What each line tells, as they end."""
        pool = ThreadPoolExecutor(self._options["concurrency"])
        try:
            calls: list[Future[str | None]] = [pool.submit(self._one, line) for line in todo]
            for each in as_completed(calls):
                told = each.result()
                if told is not None:
                    yield told
        finally:
            # Calls under way are waited for, so that the journal knows how they end; no further one is begun.
            pool.shutdown(wait=True, cancel_futures=True)

    def _one(self, line: Line) -> str | None:
        """What a line tells; None if it was not begun."""
        if self._trouble is not None:
            return None
        if line.described.effect != "read":  # which may be repeated, whatever became of it
            try:
                self._journal.start(line.key, line.said)
            except Refusal as problem:
                self._trouble = problem
                return None
        try:
            data = self._session.run(line.described, line.sent)
            state, more = DONE, self._answer(data)
        except OutcomeUnknown as problem:
            state, more = UNKNOWN, {"error": str(problem)}
        except ToolzzCalError as problem:
            state, more = FAILED, {"error": str(problem)}
        told = self._told(line, state, **more)
        try:
            self._journal.end(line.key, state, told, line.said)
        except Refusal as problem:
            self._trouble = problem  # the call was made: what it told is written all the same
        self._states[line.key] = state
        return told

    def _answer(self, data: Any) -> dict[str, Any]:
        try:
            shown = data if self._options["show_secrets"] else masked(data)
            json.dumps(shown)
            return {"data": shown}
        except (RecursionError, ValueError):
            return {"error": "it was done, but its answer is nested too deeply, or has a number with too many digits"}

    def _told(self, line: Line, state: str, **more: Any) -> str:
        about = {"line": line.number, **({"id": line.id} if line.id else {}), "operation": line.described.name}
        return json.dumps({**about, "state": state, **more}, ensure_ascii=False)

    def _write(self, told: str) -> None:
        print(json_text(json.loads(told), sys.stdout), flush=True)

    def _summary(self, tried: int) -> int:
        count = {state: sum(each == state for each in self._states.values()) for state in (DONE, FAILED, UNKNOWN)}
        before = len(self._before)
        parts = [f"{len(self._lines)} lines: {before} done before, {count[DONE] - before} done now"]
        parts += [f"{count[FAILED]} failed"] if count[FAILED] else []
        parts += [f"{count[UNKNOWN]} with unknown outcome"] if count[UNKNOWN] else []
        note(", ".join(parts))
        for line in self._unknown:
            note(f"line {line.number} ({line.described.name}) may have happened: look, then use --repeat-unknown")
        if count[UNKNOWN]:
            return Exit.UNKNOWN
        return Exit.FAILED if count[FAILED] else Exit.DONE
