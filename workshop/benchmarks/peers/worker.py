"""A peer at work in a process of its own, in turns with what runs in this one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

from workshop.benchmarks import measuring
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.measuring import Figure, Times
from workshop.benchmarks.peers.environments import Peer
from workshop.contract.tools import last_error

SCRIPTS = Path(__file__).with_name("workers")
PATIENCE = 120  # seconds that one answer may take


class Process:
    """A process that answers each line of its input with a line; the lines are JSON.

    Args:
        process: With pipes as text.
        errors: Where it writes what went wrong.
    """

    def __init__(self, process: subprocess.Popen[str], errors: IO[str]) -> None:
        self._process, self._errors = process, errors

    def ask(self, question: object) -> dict[str, Any]:
        """Writes a line and reads one. Raises `NotMeasured` when none comes, or a problem."""
        if self._process.stdin is None or self._process.stdout is None:
            raise NotMeasured("its process has no pipes")
        patience = Timer(PATIENCE, self._process.kill)
        patience.start()
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            patience.cancel()
        if not line:
            raise NotMeasured(f"its process ended ({self._last_words()})")
        told: dict[str, Any] = json.loads(line)
        if "problem" in told:
            raise NotMeasured(" ".join(str(told["problem"]).split())[:200])
        return told

    def _last_words(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        return last_error(self._errors.read())


@contextmanager
def running(*command: str) -> Iterator[Process]:
    """Runs a command until the block ends."""
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env=measuring.environment(),
        )
        try:
            yield Process(process, errors)
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):  # what was written for one that had ended
                    if pipe is not None:
                        pipe.close()


@dataclass(frozen=True)
class Job:
    """What a worker can be told to run; a candidate of `measuring.in_turns`."""

    worker: Worker
    name: str

    def seconds(self, calls: int) -> float | None:
        """Seconds of so many calls, as the worker measured them; None when it has ended."""
        try:
            taken: float = self.worker.process.ask({"run": self.name, "calls": calls})["seconds"]
        except NotMeasured as why:
            self.worker.problem = self.worker.problem or str(why)
            return None
        return taken


class Worker:
    """A process that has prepared its jobs; `workers/turns.py` is its other end.

    Args:
        process: Where it runs.
        given: What the jobs are made of: anything that JSON can say.

    Attributes:
        jobs: By name.
        facts: What the worker found out about them.
        problem: Why it could not go on.

    Raises:
        NotMeasured: The worker could not prepare them.
    """

    def __init__(self, process: Process, given: object) -> None:
        self.process, self.problem = process, ""
        told = process.ask(given)
        self.jobs: Mapping[str, Job] = {name: Job(self, name) for name in told["jobs"]}
        self.facts: dict[str, Any] = told["facts"]


@contextmanager
def started(peer: Peer, script: str, *arguments: str) -> Iterator[Process]:
    """Runs a script with a peer's Python until the block ends.

    Args:
        peer: Whose Python.
        script: A file of `workers/`.
        *arguments: What it is started with.

    Raises:
        NotMeasured: The peer can't be installed.
    """
    # Isolated but for the script's own folder.
    with running(str(peer.python()), "-E", "-s", "-B", str(SCRIPTS / script), *arguments) as process:
        yield process


@dataclass(frozen=True)
class Workers:
    """The workers of a measurement. A peer that can't work is told, not raised.

    Attributes:
        stack: Ends them.
        jobs: By the peer's title and the job's name.
        absent: Why a peer has none, by its title.
    """

    stack: ExitStack
    jobs: dict[str, Mapping[str, Job]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def add(self, peer: Peer, script: str, given: object, expected: Mapping[str, Any]) -> None:
        """Starts one, and sees that it does what the page says of it.

        Args:
            peer: Whose Python runs it.
            script: A file of `workers/`.
            given: What its jobs are made of.
            expected: The facts that it must find.
        """
        try:
            worker = Worker(self.stack.enter_context(started(peer, script)), given)
        except NotMeasured as why:
            self.absent[peer.title] = str(why)
            return
        if worker.facts == expected:
            self.jobs[peer.title] = worker.jobs
        else:
            self.absent[peer.title] = "it does something else than is said of it here"


def compared(
    jobs: Mapping[str, Job], times: Mapping[str, Times], base: Times
) -> tuple[dict[str, Figure], dict[str, str]]:
    """The peers' figures, and why some have none.

    Args:
        jobs: By the name that the tables give a peer, as they were given to `measuring.in_turns`.
        times: What came of it.
        base: What the figures are ratios to.
    """
    figures = {name: times[name].against(base) for name in jobs if name in times}
    return figures, {name: job.worker.problem for name, job in jobs.items() if name not in times}
