"""`wrk` on loopback: so many requests of one kind, for so many seconds, each answer looked at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workshop.benchmarks import measuring

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS, SECONDS = 16, 4
SERVER_CORE, LOAD_CORE = 0, 1  # of the cores that may be used, by their place


class NotMeasured(Exception):
    """A figure can't be had here; the message goes on after "because"."""


@dataclass(frozen=True)
class Load:
    """A kind of request. `%START%` in the body becomes a half hour that no other request names.

    `times` is how many times the peer's rate is promised.
    """

    title: str
    method: str
    path: str
    headers: dict[str, str]
    body: str = ""
    times: float | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a load.

    Attributes:
        answers: How many came, all of them successes.
        seconds: In which time.
        p99: Milliseconds that 99 of 100 answers took at most.
        longest: Milliseconds that all of them took at most.
        sent: Number of the last request, for the next round to go on from.
        busy: Seconds that the server was at work in it; None where the system does not tell.
    """

    answers: int
    seconds: float
    p99: float
    longest: float
    sent: int
    busy: float | None = None

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def pace(self) -> float:
        """Answers a second of the server's own time, which others who use the computer hardly change."""
        return self.answers / self.busy if self.busy else self.rate


def needed() -> str:
    """The path of `wrk`. Raises `NotMeasured` where loads can't be measured."""
    path = shutil.which("wrk")
    if path is None:
        raise NotMeasured("wrk is not installed")
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2:
        raise NotMeasured("server and load can't be given a core each")
    return path


@contextmanager
def on_core(place: int) -> Iterator[None]:
    """Lets what is started inside run on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(allowed)[place]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def run(address: str, load: Load, *, first: int = 0, seconds: int = SECONDS, connections: int = CONNECTIONS) -> Outcome:
    """Loads a server from one thread. Raises `NotMeasured` when any answer is not what was asked for."""
    command = [needed(), "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT), address + load.path, "--"]
    command += [load.method, load.body, str(first), *(f"{name}={value}" for name, value in load.headers.items())]
    with on_core(LOAD_CORE):
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=seconds + 30, env=measuring.environment()
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise NotMeasured(f"wrk ended with {done.returncode}: {(done.stderr or done.stdout).strip()[:200]}")
    return outcome_of(load, json.loads(lines[-1]))


def outcome_of(load: Load, told: dict[str, float | int | str]) -> Outcome:
    """What `load.lua` told. Raises `NotMeasured` when there were other answers than successes."""
    answers, bad, broken = (int(told[name]) for name in ("answers", "bad", "broken"))
    if bad or broken:
        raise NotMeasured(f"{bad} of {answers} answers to '{load.title}' failed ({told['said']}), {broken} got lost")
    if not answers:
        raise NotMeasured(f"nothing was answered to '{load.title}'")
    seconds, p99, longest = (float(told[name]) for name in ("seconds", "p99", "longest"))
    return Outcome(answers, seconds, p99, longest, int(told["sent"]))
