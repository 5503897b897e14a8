"""Processes that do jobs until they are killed, and whoever gives them the jobs again.

He has a process of his own, which imports what they need and forks them: importing takes longer than the jobs do.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from tests.support.gate import WORKER

TRIES = 30
STORES = {"sqlite": "_journal_sqlite", "postgresql": "_journal_postgres", "redis": "_journal_redis"}


class Job(NamedTuple):
    """A call, as an operation and its arguments, under its idempotency key."""

    key: str
    operation: str
    arguments: dict[str, Any]


def do(pipe: Connection, url: str, journal: Any, timeout: float) -> None:
    """What a process of the crew does: jobs come in, and out goes what came of each."""
    import httpx
    from toolzz_cal import Client

    http = httpx.Client(headers={WORKER: str(os.getpid())}, trust_env=False)
    settings = {"base_url": url, "composio_api_key": "ak_example", "timeout": timeout, "journal": journal}
    with http, Client(http_client=http, **settings) as client:
        while True:
            try:
                job = pipe.recv()
            except EOFError:
                return
            pipe.send(_done(client, job))


def _done(client: Any, job: Job) -> dict[str, Any]:
    """What came of a job, told after as many tries as the errors ask for."""
    from toolzz_cal import ToolzzCalError

    resource, _, name = job.operation.rpartition(".")
    told: dict[str, Any] = {}
    for _ in range(TRIES):
        try:
            made = getattr(getattr(client, resource), name)(**job.arguments, idempotency_key=job.key).data
        except ToolzzCalError as error:
            told = {"error": type(error).__name__, "said": str(error)}
            if not (error.is_retryable or error.may_have_happened):
                return told
            time.sleep(error.retry_after or 0.1)
        else:
            return {"made": made.uid if resource == "bookings" else made.id}
    return told


def told_by(size: int, settings: tuple[str, Any, float], jobs: Iterable[Job]) -> tuple[dict[str, Any], int]:
    """What a crew was told, and how many of it were killed."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    leader = processes.Process(target=_lead, args=(theirs, size, settings, list(jobs)))
    leader.start()
    theirs.close()
    try:
        told: tuple[dict[str, Any], int] = ours.recv()
    finally:
        leader.join()
    return told


def _lead(pipe: Connection, size: int, settings: tuple[str, Any, float], jobs: Iterable[Job]) -> None:
    for name in ("httpx", "toolzz_cal.client", f"toolzz_cal.{STORES[settings[1].address.partition(':')[0]]}"):
        import_module(name)
    crew = Crew(size, settings)
    crew.run(jobs)
    pipe.send((crew.told, crew.replaced))


@dataclass
class _Member:
    process: BaseProcess
    pipe: Connection
    job: Job | None = None


@dataclass
class Crew:
    """Some processes, and the jobs that are left. One that is killed is replaced, and its job given again.

    Attributes:
        told: What each job was told, once for every time that it was given to the end.
        replaced: How many processes were killed.
    """

    size: int
    settings: tuple[str, Any, float]  # address of the mock, journal, seconds for one attempt
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    replaced: int = 0
    _members: list[_Member] = field(default_factory=list)

    def run(self, jobs: Iterable[Job]) -> None:
        """Does all jobs."""
        left = deque(jobs)
        try:
            while left or any(member.job for member in self._members):
                while len(self._members) < self.size:
                    self._members.append(self._begun())
                for member in self._members:
                    if member.job is None and left:
                        member.job = left.popleft()
                        member.pipe.send(member.job)
                busy = [member for member in self._members if member.job]
                for pipe in wait([member.pipe for member in busy]):
                    self._hear(next(member for member in busy if member.pipe is pipe), left)
        finally:
            for member in self._members:
                member.pipe.close()
                member.process.kill()
                member.process.join()

    def _begun(self) -> _Member:
        processes = multiprocessing.get_context("fork")
        ours, theirs = processes.Pipe()
        process = processes.Process(target=do, args=(theirs, *self.settings), daemon=True)
        process.start()
        theirs.close()
        return _Member(process, ours)

    def _hear(self, member: _Member, left: deque[Job]) -> None:
        """Takes what a process tells of its job, or its end."""
        assert member.job is not None
        try:
            self.told.setdefault(member.job.key, []).append(member.pipe.recv())
        except (EOFError, ConnectionResetError):
            member.process.join()
            assert member.process.exitcode == -9, "it was not killed, it failed"
            self.replaced += 1
            self._members.remove(member)
            left.append(member.job)
        member.job = None
