"""Counts the calls of a load, and looks at memory and connections meanwhile."""

from __future__ import annotations

import gc
import os
import statistics
import time
from array import array
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLES = 20  # of memory, in the course of a load; the first third is the warm-up
MINE = ("toolzz_cal.", "httpx", "httpcore", "anyio")


@dataclass(frozen=True)
class Outcome:
    """What came of a load.

    Attributes:
        calls: How many calls were made.
        wrong: How many were answered with something else than was asked for.
        failed: How many raised, and why.
        times: Seconds of each call.
        seconds: Of all together.
        slope: Bytes of memory that a thousand calls add once it is warm; None where the system does not tell.
        left: Objects of the client and of httpx that are alive after the load, less those after the warm-up.
        connections: How many the pool held in the end, and how many of them were idle.
    """

    calls: int
    wrong: int
    failed: Counter[str]
    times: array[float]
    seconds: float
    slope: float | None
    left: int
    connections: tuple[int, int]

    def quantile(self, percent: int) -> float:
        """Milliseconds that so many of a hundred calls took at most."""
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000

    def __str__(self) -> str:
        slope = "unknown" if self.slope is None else f"{self.slope / 1024:+.1f} KiB"
        kinds = "".join(f"\n  {count} x {why}" for why, count in self.failed.most_common())
        return (
            f"{self.calls:,} calls, {self.calls / self.seconds:,.0f}/s, p50 {self.quantile(50):.2f} ms, p99"
            f" {self.quantile(99):.2f} ms; wrong {self.wrong}, failed {self.failed.total()}; memory {slope} per 1,000"
            f" calls, objects {self.left:+}; connections {self.connections[0]}, idle {self.connections[1]}{kinds}"
        )


class Tally:
    """Counts calls, and looks at memory now and then."""

    def __init__(self, calls: int) -> None:
        self.calls, self.done, self.wrong = calls, 0, 0
        self.failed: Counter[str] = Counter()
        self.times = array("d")
        self.memory: list[tuple[int, float]] = []
        self.alive = 0

    def add(self, begun: float, right: bool | Exception) -> None:
        """A call that began then, and whether its answer was right, or what it raised."""
        self.times.append(time.perf_counter() - begun)
        if isinstance(right, Exception):
            self.failed[reason(right)] += 1
        else:
            self.wrong += not right
        self.done += 1
        if self.done % max(1, self.calls // SAMPLES) == 0 and (used := resident()) is not None:
            self.memory.append((self.done, used))

    def outcome(self, seconds: float, http: Any) -> Outcome:
        """What came of it, now that it is over."""
        warm = self.memory[len(self.memory) // 3 :]
        slope = statistics.linear_regression(*zip(*warm, strict=True)).slope * 1000 if len(warm) > 2 else None
        # What grows for this tally itself is no leak.
        slope = None if slope is None else slope - 1000 * self.times.itemsize
        left = alive() - self.alive
        return Outcome(self.done, self.wrong, self.failed, self.times, seconds, slope, left, connections(http))


def reason(problem: BaseException) -> str:
    """The kinds of an error and of what caused it, down to the system's own, and what the last of them says."""
    chain = [problem]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    told = next((str(each) for each in reversed(chain) if str(each)), "")
    return (
        " < ".join(f"{type(each).__module__.partition('.')[0]}.{type(each).__name__}" for each in chain) + f": {told}"
    )


def connections(http: Any) -> tuple[int, int]:
    """How many connections an httpx client holds, and how many of them are idle."""
    held = http._transport._pool.connections
    return len(held), sum(each.is_idle() for each in held)


def alive() -> int:
    """Objects of the client and of what is below it."""
    gc.collect()
    return sum(str(type(each).__module__).startswith(MINE) for each in gc.get_objects())


def resident() -> int | None:
    """Bytes of memory of this process; None where the system does not tell."""
    with suppress(OSError, AttributeError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return None
