"""Runs the jobs: a broker, workers that a supervisor restarts, and whoever kills them."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import redis

from tests.support.guarded import Guarded
from workshop.benchmarks.data import ROOT
from workshop.benchmarks.queue_counts import Told
from workshop.benchmarks.queue_jobs import Job
from workshop.benchmarks.queue_settings import NAME, NOTES, TASK, VARIABLE, Setting, application

WORKERS = 3
WHOLE = 5  # of so many kills, one takes the worker with its child; else the child alone
LATEST = 0.04  # seconds after a task has begun in which a kill falls
SILENCE = 90.0  # seconds without a word after which what is left is given up


@dataclass
class Diary:
    """What was said and done in a run.

    Attributes:
        told: The last word on each job.
        lines: What was said of each, with its moment.
        deliveries: How often a task began.
        retries: How often one was put off.
        kills: How many processes were killed, by what they were.
        mislaid: How many messages were lost on the way, and put again. Kombu takes one off Redis's list before it
            notes whose it is, so that it may go with the worker (https://github.com/celery/kombu/pull/1733).
        begun: When each worker began its first task.
        words: When each last word was said.
    """

    told: dict[tuple[int, bool], Told] = field(default_factory=dict)
    lines: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    deliveries: int = 0
    retries: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    mislaid: int = 0
    begun: dict[str, float] = field(default_factory=dict)
    words: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """From the first beginning to the last word."""
        return max(self.words) - min(self.begun.values()) if self.words else 0.0

    @property
    def pace(self) -> float:
        """Last words a second, from when every worker is at work."""
        since = max(self.begun.values())
        after = [each for each in self.words if each > since]
        return len(after) / (max(after) - since) if after else 0.0

    @property
    def redelivered(self) -> int:
        """Deliveries that were neither a job's first nor a retry."""
        return self.deliveries - self.retries - len(self.told)

    def take(self, said: Mapping[str, Any]) -> None:
        """Notes what a worker says."""
        number, otherwise, event, at = said["number"], said["otherwise"], said["event"], said["at"]
        self.begun.setdefault(said["worker"], at)
        text = event + (" otherwise" if otherwise else "")
        text += "".join(f" {said[name]}" for name in ("what", "id", "problem") if said.get(name))
        self.lines.setdefault(f"job-{number}", []).append((at, f"{said['worker']}/{said['process']} {text}"))
        self.deliveries += event == "begun"
        self.retries += event == "retried"
        if event == "told":
            self.words.append(at)
            self.told[number, otherwise] = Told(said["what"], said["id"])


class Worker(Guarded):
    """A Celery worker with one child, started again when it ends, and ended with whoever began it.

    Args:
        name: Its own.
        setting: What it is told.
        folder: Where it writes.
    """

    def __init__(self, name: str, setting: Setting, folder: Path) -> None:
        folder.mkdir()
        super().__init__(folder)
        self._name = name
        self._variables = {VARIABLE: json.dumps(asdict(setting)), NAME: name, "PYTHONPATH": str(ROOT)}

    def look_after(self) -> None:
        """What a supervisor does."""
        if self.runs:
            return
        command = [sys.executable, "-m", "celery", "-A", "workshop.benchmarks.queue_tasks", "worker"]
        command += ["--pool", "prefork", "--concurrency", "1", "--hostname", f"{self._name}@localhost"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"]
        self.begin(command, self._variables)

    def strike(self, child: int, *, whole: bool) -> None:
        """Ends its child without a warning, or itself and its child."""
        if whole:
            self.kill()
        else:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


@contextmanager
def workers(setting: Setting, count: int) -> Iterator[dict[str, Worker]]:
    """So many workers by their names, for the time of a `with` block."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-queue-")))
        running: dict[str, Worker] = {}
        for number in range(count):
            name = f"worker-{number + 1}"
            running[name] = Worker(name, setting, folder / name)
            running[name].look_after()
            stack.callback(running[name].kill)  # nothing is left to do, and an orderly end takes many seconds
        yield running


class Run:
    """A run: jobs go in, and what workers say comes out.

    Args:
        setting: What workers are told.
        jobs: The jobs; another wish goes in when the word on the first one is there.
        progress: Goes on with each last word.
    """

    def __init__(self, setting: Setting, jobs: Sequence[Job], progress: Iterator[None] = iter(())) -> None:
        self.diary = Diary()
        self._app = application(setting)
        self._queue, self._notes = redis.Redis.from_url(setting.queue), redis.Redis.from_url(setting.notes)
        self._queue.flushall()
        self._later = {job.number: job for job in jobs if job.otherwise}
        self._open = {(job.number, job.otherwise): job for job in jobs}
        self._progress = progress
        with self._app.connection_for_write() as connection:
            for job in jobs:
                if not job.otherwise:
                    self._put(job, connection)

    def follow(self, running: Mapping[str, Worker], kills: int, seed: int) -> Diary:
        """Waits for the last word on every job, and until nothing is left in the queue; kills meanwhile.

        Args:
            running: The workers.
            kills: How many of their processes end without a warning, at points that the seed decides.
            seed: Seed of these points.
        """
        chance = Random(f"kills {seed}")
        points = set(chance.sample(range(5, max(len(self._open) * 9 // 10, 5 + kills)), kills))
        heard = time.monotonic()
        while self._open or not self._is_empty():
            for worker in running.values():
                worker.look_after()
            said = self._next()
            if said is None:
                if time.monotonic() - heard > SILENCE:
                    break
                if self._is_empty():
                    self._put_again()
                continue
            heard = time.monotonic()
            if said["event"] == "begun" and self.diary.deliveries in points:
                points.discard(self.diary.deliveries)
                time.sleep(chance.uniform(0, LATEST))
                whole = self.diary.kills.total() % WHOLE == WHOLE - 1
                running[said["worker"]].strike(said["process"], whole=whole)
                self.diary.kills["worker and child" if whole else "child"] += 1
        while self._next() is not None:
            pass  # what was said last
        return self.diary

    def close(self) -> None:
        """Closes its connections."""
        self._app.close()
        self._queue.close()
        self._notes.close()

    def _put(self, job: Job, connection: Any = None) -> None:
        self._app.send_task(TASK, [job.told()], connection=connection, ignore_result=True)

    def _put_again(self) -> None:
        """Puts what has no last word and is not in the queue any more, unless somebody says something now."""
        if self._next() is not None:
            return
        for job in list(self._open.values()):
            if self._later.get(job.number) is not job:  # which comes later
                self.diary.mislaid += 1
                self._put(job)

    def _next(self) -> dict[str, Any] | None:
        found: Any = self._notes.blpop([NOTES], timeout=1)
        if found is None:
            return None
        said: dict[str, Any] = json.loads(found[1])
        self.diary.take(said)
        if said["event"] == "told":
            self._open.pop((said["number"], said["otherwise"]), None)
            next(self._progress, None)
            if not said["otherwise"] and (other := self._later.pop(said["number"], None)) is not None:
                self._put(other)
        return said

    def _is_empty(self) -> bool:
        return not self._queue.llen("celery") and not self._queue.hlen("unacked")
