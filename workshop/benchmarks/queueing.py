"""`make bench-queue`: what is made twice, lost or misreported when a queue's workers are killed and requests fail.

Everything is counted in the mock's state after each run; what workers say is only what it is held against. Beside that,
what an idempotency key costs.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from toolzz_cal_mock.specification import specification

from workshop.benchmarks import queue_costs, queue_servers, report
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.queue_counts import GOALS, Count, given_up_once_sent, judge, things
from workshop.benchmarks.queue_jobs import OPERATIONS, OTHERWISE, jobs
from workshop.benchmarks.queue_servers import Stores
from workshop.benchmarks.queue_settings import LOST, STORES, VISIBLE, WAYS, Setting
from workshop.benchmarks.queue_upstream import SHARE, TIMEOUT, USUAL, Served, Standing, upstreams
from workshop.benchmarks.queue_ways import LEASE, PATIENT, PAUSE, TRIES
from workshop.benchmarks.queue_workers import LATEST, WHOLE, WORKERS, Diary, Run, workers
from workshop.benchmarks.report import Row, Table

JOBS, SEED = 1_000, 7
JOBS_A_KILL = 40
SHOWN = Path(__file__).with_name("QUEUE.md")
KEYED = "idempotency_key, {store}"
HEAD = (
    "way",
    "asked for",
    "made",
    "made twice",
    "lost",
    "told as done, was not",
    "told as failed, was done",
    "never settled",
    "told as another wish",
    "refused",
    "requests a job",
    "killed",
    "delivered again",
    "of these, sent before",
    "retried",
    "lost on the way",
)
PAGE = """\
# When workers are killed

Written by `make bench-queue`; seed {seed}. {count:,} jobs of a Celery queue, {workers} workers of one process each, of
which every {each} jobs one is killed (`SIGKILL`) and started again, while {share:.0%} of the requests fail.

{counts}
## What a key costs

{costs}
{verdict}.

## What is counted

{aside}
{tools}; {computer}.
"""
ASIDE = f"""\
Jobs: bookings of an event type of one host, of one that goes round among three, and of one whose bookings have to be
confirmed; schedules; webhooks. Once a job has its last word, every {OTHERWISE}th is asked for once more by the same
name and with other arguments, another time or address, as by an agent that was restarted and has thought anew. One job
is to make one thing. As Cal.com of 2026 does, the mock refuses a second identical booking of one host, answers that of
three hosts with the first one, refuses a second webhook of one address, and makes a schedule as often as it is asked.

Queue: Celery over Redis, confirmed late, given back when its process is lost (after {LOST:g} s), one message at a
time, and given to another worker after {VISIBLE} s without confirmation. A kill falls within {LATEST * 1000:.0f} ms
after a task has begun; every {WHOLE}th takes the worker with its process. The seed has jobs, points of the kills, and
what befalls the n-th request of a run; which job that is, the workers' race decides. Faults are those of
[FAULTS.md](FAULTS.md), over a port, with 599 in place of 622; an answer takes {USUAL * 1000:.0f} ms, and
clients wait {TIMEOUT:g} s. All by the gateway.

- `create()`, `create(reconcile=True)`: this client without a key; the task is tried again on any exception, up to
  {TRIES} times.
- list first, then create: the same, and before each try the list is read; if what was asked for is there, that is it.
- SET NX, look on redelivery: a mark in Redis that a job has begun and one that it is done. Who finds it begun reads the
  list first, who finds it done answers with what was done.
- `idempotency_key`: the job's name is the key. The task is tried again while the error says `is_retryable` or
  `may_have_happened`, up to {PATIENT} times, after {PAUSE:g} s or what the error tells; `lease={LEASE:g}`.

- asked for: jobs, with those asked for otherwise.
- made: told as done, and there, by the id that was told.
- made twice: what is there of a job beyond the first.
- lost: told as done, and nothing of the job is there.
- told as done, was not: what is there is not what was asked for, or nothing is.
- told as failed, was done: it is there.
- never settled: told as unknown in the end, or nothing was told; a person has to look.
- told as another wish: `IdempotencyKeyReused`, and nothing of that wish was made.
- refused: told as failed, and so it is.
- killed: processes; delivered again: how often a task began that nobody had put off; of these, sent before: the
  process that had the task before had sent what makes the thing, and was ended before it could tell.
- lost on the way: messages that went with a killed worker before it had noted them as its own, as they can with Redis;
  once the queue is empty, what has no last word is put again.

The last word on a job is what counts. Costs: medians of calls of `schedules.create` with a key and without, in turns,
against the mock in process; with this disk: SQLite with its file on it, Redis with `appendfsync always` and PostgreSQL
with `fsync`, all on this machine; the disk apart: SQLite's file in memory, Redis and PostgreSQL without waiting for the
disk, and so for claims among many keys. Several workers: jobs a second once all are at work, with this disk, over those
of one worker."""


@dataclass(frozen=True)
class Line:
    """A way's counts, or why there are none."""

    way: str
    count: Count | None = None
    diary: Diary | None = None
    requests: int = 0
    sent_before: int = 0
    missing: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the table."""
        count, diary = self.count, self.diary
        if count is None or diary is None:
            return (self.way, f"not measured, because {self.missing}", *[""] * (len(HEAD) - 2))
        told = (count.asked, count.made, *(getattr(count, goal) for goal in GOALS), count.reused, count.refused)
        requests = f"{self.requests / count.asked:.2f}"
        done = (diary.kills.total(), diary.redelivered, self.sent_before, diary.retries, diary.mislaid)
        return (self.way, *(f"{figure:,}" for figure in told), requests, *(f"{figure:,}" for figure in done))

    @property
    def is_ours(self) -> bool:
        """Whether it goes by keys."""
        return self.way.startswith(KEYED.partition(",")[0])

    @property
    def met(self) -> bool:
        """Whether nothing of what must not be is there."""
        return self.count is not None and not any(getattr(self.count, goal) for goal in GOALS)


@dataclass(frozen=True)
class Measuring:
    """What all runs share.

    Attributes:
        served: The upstreams.
        queue: Address of the broker.
        stores: Where journals can be kept.
        count: How many jobs a run has.
        seed: Of all runs.
    """

    served: Served
    queue: str
    stores: Stores
    count: int
    seed: int

    @property
    def notes(self) -> str:
        """Address of what workers say."""
        return self.queue.removesuffix("/0") + "/1"

    def run(self, way: str, store: str = "") -> tuple[Line, Standing]:
        """Works off the jobs, and counts. Raises `NotMeasured` for a store that can't be had."""
        if store and store not in self.stores.addresses:
            raise NotMeasured(self.stores.missing[store])
        journal = self.stores.addresses[store]() if store else ""
        setting = Setting(way, self.served.address, self.queue, self.notes, journal, TIMEOUT)
        self.served.end()
        asked = jobs(self.count, self.seed, self.served.offers())
        self.served.begin(self.seed)
        run = Run(setting, asked, _dots(len(asked)))
        try:
            with workers(setting, WORKERS) as running:
                diary = run.follow(running, max(self.count // JOBS_A_KILL, 1), self.seed)
        finally:
            run.close()
        standing = self.served.end()
        count = judge(asked, diary.told, things(standing.rows))
        operations = specification().operations
        writes = {operations[each].path.rpartition("/")[2] for each in OPERATIONS.values()}
        sent = given_up_once_sent(diary.lines, standing.diary, writes)
        return Line(way, count, diary, standing.requests, sent), standing


def _dots(total: int) -> Iterator[None]:
    """Prints a dot for each tenth."""
    for number in range(1, total + 1):
        if number % max(total // 10, 1) == 0:
            print(".", end="", flush=True)
        yield


def plain(lines: Sequence[Line]) -> str:
    """The counts for a terminal, ways side by side."""
    columns = [line.cells for line in lines if line.count is not None]
    shown = [[HEAD[row], *(each[row] for each in columns)] for row in range(len(HEAD))]
    widths = [max(len(row[place]) for row in shown) for place in range(len(shown[0]))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    return "\n".join([*text, *(f"{line.way}: {line.cells[1]}" for line in lines if line.count is None)])


def wrong(line: Line, standing: Standing) -> Iterator[str]:
    """What went wrong with jobs of ours, with all that was said and done of each."""
    if line.count is None or line.diary is None:
        return
    for job, what in line.count.wrong.items():
        yield f"{line.way}, {job}: {what}"
        asked = [(at, f"upstream {text}") for at, of, text in standing.diary if of == job]
        said = sorted([*line.diary.lines.get(job, ()), *asked])
        yield from (f"  {at - said[0][0]:8.3f} s {text}" for at, text in said)


def markdown(lines: Sequence[Line], costs: Sequence[Row], count: int, seed: int) -> str:
    """The page `QUEUE.md`."""
    table = Table("What a key costs", costs)
    head, *rows = table.lines
    libraries = ("celery", "redis", "sqlalchemy", "psycopg", "httpx")
    tools = ", ".join(f"{name} {version(name)}" for name in libraries)
    computer = f"{os.cpu_count()} cores"
    if hasattr(os, "getloadavg"):
        computer += f", on which {os.getloadavg()[2]:.0f} processes ran or waited at the end"
    return PAGE.format(
        seed=seed,
        count=count,
        workers=WORKERS,
        each=JOBS_A_KILL,
        share=SHARE,
        counts=report.markdown(HEAD, [line.cells for line in lines]),
        costs=report.markdown(head, rows, texts=(0, 1, 2)),
        verdict=verdict(lines, costs),
        aside=ASIDE,
        computer=computer,
        tools=f"{platform.python_implementation()} {platform.python_version()}, {tools}",
    )


def verdict(lines: Sequence[Line], costs: Sequence[Row]) -> str:
    """Which goals are met, in words."""
    own = [line for line in lines if line.is_ours]
    clean = [line.way for line in own if line.met]
    told = f"Nothing wrong with {len(clean)} of {len(own)} stores"
    if missed := [line.way for line in own if not line.met]:
        told += f", not so or not measured: {'; '.join(missed)}"
    return f"{told}; {report.verdict([Table('', costs)])}"


def goals_met(lines: Sequence[Line], costs: Sequence[Row]) -> bool:
    """Whether ours has none of what must not be, and keeps its bounds; what was not measured does not."""
    own = [line for line in lines if line.is_ours]
    return len(own) == len(STORES) and all(line.met for line in own) and all(row.met for row in costs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs all ways, prints the tables and, if everything was asked for, writes `QUEUE.md`.

    The exit code is 1 when ours misses a goal, and 2 where there is no broker.
    """
    parser = argparse.ArgumentParser(prog="python -m workshop.benchmarks.queueing", description=__doc__)
    parser.add_argument("--jobs", type=int, default=JOBS, help="jobs for each way (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="seed of jobs, kills and faults (default: %(default)s)")
    every = [*WAYS, *STORES, "costs"]
    parser.add_argument("--only", action="append", choices=every, metavar="WAY", help=f"one of: {'; '.join(every)}")
    given = parser.parse_args(arguments)
    if given.jobs < 1:
        parser.error("--jobs must be 1 or more")
    begun = time.perf_counter()
    try:
        lines, costs = _measured(given.jobs, given.seed, given.only or every)
    except NotMeasured as reason:
        print(f"not measured, because {reason}", file=sys.stderr)
        return 2
    print(f"\n{plain(lines)}\n\n{report.plain([Table('What a key costs', costs)])}\n\n{verdict(lines, costs)}")
    print(f"({time.perf_counter() - begun:.0f} s)")
    if given.only:
        return 0
    if given.jobs == JOBS:
        SHOWN.write_text(markdown(lines, costs, given.jobs, given.seed), "utf-8", newline="\n")
        from workshop.benchmarks import rendering  # it alone needs the library that draws

        rendering.write()  # the page of figures shows these tables too
    return 0 if goals_met(lines, costs) else 1


def _measured(count: int, seed: int, asked: Sequence[str]) -> tuple[list[Line], list[Row]]:
    lines: list[Line] = []
    costs: list[Row] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-queue-")))
        queue = stack.enter_context(queue_servers.broker())
        stores = stack.enter_context(queue_servers.stores(folder))
        served = stack.enter_context(upstreams(seed))
        measuring = Measuring(served, queue, stores, count, seed)
        for way in (each for each in (*WAYS, *STORES) if each in asked):
            lines.append(_line(measuring, way))
        if "costs" in asked:
            print("what a key costs …", flush=True)
            quick = stack.enter_context(queue_servers.stores(_quick_folder(stack, folder), durable=False))
            costs += queue_costs.calls(quick, durable=False)
            costs += [*queue_costs.calls(stores, durable=True), queue_costs.disk(folder)]
            costs += queue_costs.throughput(measuring.served, stores, queue, measuring.notes, seed)
            costs += queue_costs.growth(quick)
    return lines, costs


def _quick_folder(stack: ExitStack, folder: Path) -> Path:
    """A folder whose files need no disk, where there is one."""
    place = queue_servers.quick_folder(folder)
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-queue-", dir=place)))


def _line(measuring: Measuring, way: str) -> Line:
    begun = time.perf_counter()
    title, store = (KEYED.format(store=way), way) if way in STORES else (way, "")
    print(f"{title} …", end=" ", flush=True)
    try:
        line, standing = measuring.run(way, store)
    except NotMeasured as reason:
        print()
        return Line(title, missing=str(reason))
    print(f" {time.perf_counter() - begun:.0f} s", flush=True)
    line = replace(line, way=title)
    if line.is_ours:
        print("\n".join(wrong(line, standing)), end="")
    return line


if __name__ == "__main__":
    sys.exit(main())
