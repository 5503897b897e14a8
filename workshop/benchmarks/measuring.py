"""Timing that stands a noisy computer: what is compared runs in turns, and the median of the turns counts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from workshop.benchmarks.peers.workers.turns import seconds_of


@dataclass(frozen=True)
class Figure:
    """One figure, and how far the turns lie apart. `of_turns` makes those of several turns, and nothing else does.

    Attributes:
        value: What counts: the median of the turns.
        low: The 10th percentile of the turns; None of what was counted or taken once.
        high: The 90th.
    """

    value: float
    low: float | None = None
    high: float | None = None


def of_turns(turns: Sequence[float]) -> Figure:
    """The figure of what each turn gave: a ratio to what ran in the same turn, a difference from it, or an amount."""
    if len(turns) == 1:
        return Figure(turns[0])
    tenths = statistics.quantiles(turns, n=10, method="inclusive")
    return Figure(statistics.median(turns), tenths[0], tenths[-1])


def ratio(turns: Sequence[float], base: Sequence[float]) -> Figure:
    """How many times the base it is, turn by turn."""
    return of_turns([own / other for own, other in zip(turns, base, strict=True)])


@dataclass(frozen=True)
class Times:
    """Seconds of one candidate, one per turn."""

    turns: tuple[float, ...]

    def against(self, base: Times) -> Figure:
        """The ratio to a base that ran in the same turns."""
        return ratio(self.turns, base.turns)


@runtime_checkable
class Elsewhere(Protocol):
    """A candidate that runs in a process of its own and takes its own time."""

    def seconds(self, calls: int) -> float | None:
        """Seconds of so many calls in a row; None when it can't go on."""


def in_turns(
    candidates: Mapping[str, Callable[[], object] | Elsewhere], turns: int, *, calls: int = 1
) -> dict[str, Times]:
    """Runs each candidate once a turn, `calls` times in a row, every other turn in the opposite order.

    The collector is on for all of them, as in a user's program, and begins each run with nothing left to collect.

    Returns:
        The times of each; one that could not go on is left out.
    """
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for run in candidates.values():
        _seconds(run, 1)
    order = list(candidates.items())
    for _ in range(turns):
        for name, run in order:
            if (seconds := _seconds(run, calls)) is not None:
                taken[name].append(seconds / calls)
        order.reverse()
    return {name: Times(tuple(each)) for name, each in taken.items() if len(each) == turns}


def _seconds(run: Callable[[], object] | Elsewhere, calls: int) -> float | None:
    return run.seconds(calls) if isinstance(run, Elsewhere) else seconds_of(run, calls)


def environment() -> dict[str, str]:
    """The environment of child processes: bytecode is written and found, and the tools' commands too."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONHASHSEED")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    kept["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return kept


def interpreters(
    scripts: Mapping[str, str],
    folders: Sequence[Path],
    turns: int,
    *,
    own: Path | None = None,
    pythons: Mapping[str, Path] | None = None,
) -> dict[str, Times]:
    """CPU seconds that each script takes in a fresh interpreter, start-up not counted, in turns.

    Args:
        scripts: Statements, by name.
        folders: Where our interpreter looks for packages first.
        own: That interpreter; by default this one.
        turns: How often each runs.
        pythons: The interpreter of a script that is not for ours.
    """
    others = pythons or {}
    given = [str(folder) for folder in folders]
    taken: dict[str, list[float]] = {name: [] for name in scripts}
    for turn in range(turns + 1):
        for name, script in scripts.items():
            paths = [] if name in others else given
            code = (
                f"import sys, time\nsys.path[:0] = {paths!r}\nbegun = time.process_time()\n{script}\n"
                "print(time.process_time() - begun)"
            )
            python = str(others.get(name, own or sys.executable))
            done = subprocess.run(
                [python, "-I", "-c", code], capture_output=True, text=True, check=True, env=environment()
            )
            if turn:  # the first turn brings the files into memory
                taken[name].append(float(done.stdout))
    return {name: Times(tuple(each)) for name, each in taken.items()}


def command(arguments: Sequence[str], folder: Path) -> float:
    """Wall seconds of a command; raises with its output when it fails."""
    begun = time.perf_counter()
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, env=environment())
    taken = time.perf_counter() - begun
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return taken
