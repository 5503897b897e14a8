"""Timing that stands a noisy computer: everything that is compared runs in turns, and the quickest turn counts."""

from __future__ import annotations

import gc
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
    """One figure, and how far the turns lie apart.

    Attributes:
        value: What counts: of ratios mostly the quickest turn over the quickest turn, of absolute figures the median.
        median: Of ratios, the median of the ratios turn by turn.
        low: The 10th percentile over the turns.
        high: The 90th.
    """

    value: float
    median: float | None = None
    low: float | None = None
    high: float | None = None


def ratio(value: float, by_turn: Sequence[float]) -> Figure:
    """A ratio of everything that was measured, and the same turn by turn."""
    low, high = _tenths(by_turn)
    return Figure(value, statistics.median(by_turn), low, high)


def spread(figures: Sequence[float]) -> Figure:
    """Absolute figures, one per turn: their median counts."""
    low, high = _tenths(figures)
    return Figure(statistics.median(figures), None, low, high)


def _tenths(figures: Sequence[float]) -> tuple[float, float]:
    """The 10th and the 90th percentile; of one figure, itself."""
    if len(figures) == 1:
        return figures[0], figures[0]
    tenths = statistics.quantiles(figures, n=10, method="inclusive")
    return tenths[0], tenths[-1]


@dataclass(frozen=True)
class Times:
    """Seconds of one candidate, one per turn."""

    turns: tuple[float, ...]

    @property
    def best(self) -> float:
        """The quickest turn."""
        return min(self.turns)

    def against(self, base: Times) -> Figure:
        """The ratio to a base that ran in the same turns: quickest over quickest, and how the turns lie."""
        return ratio(self.best / base.best, [own / other for own, other in zip(self.turns, base.turns, strict=True)])


@runtime_checkable
class Elsewhere(Protocol):
    """A candidate that runs in a process of its own and takes its own time."""

    def seconds(self, calls: int) -> float | None:
        """Seconds of so many calls in a row; None when it can't go on."""


def in_turns(
    candidates: Mapping[str, Callable[[], object] | Elsewhere], turns: int, *, calls: int = 1
) -> dict[str, Times]:
    """Runs each candidate once a turn, `calls` times in a row, the collector on but with nothing left to collect.

    Returns:
        The times of each; one that could not go on is left out.
    """
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for run in candidates.values():
        _seconds(run, 1)
    gc.collect()
    gc.freeze()  # what other measurements left here is no candidate's to look through
    for _ in range(turns):
        for name, run in candidates.items():
            if (seconds := _seconds(run, calls)) is not None:
                taken[name].append(seconds / calls)
    gc.unfreeze()
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
