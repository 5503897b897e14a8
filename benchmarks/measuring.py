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


@dataclass(frozen=True)
class Times:
    """Seconds of one candidate, one per turn."""

    turns: tuple[float, ...]

    @property
    def best(self) -> float:
        """The quickest turn."""
        return min(self.turns)

    def ratio(self, base: Times) -> float:
        """Quickest turn over the base's quickest turn."""
        return self.best / base.best

    def median_ratio(self, base: Times) -> float:
        """Median over the turns of the ratio inside one turn."""
        return statistics.median(own / other for own, other in zip(self.turns, base.turns, strict=True))


def in_turns(candidates: Mapping[str, Callable[[], object]], turns: int, *, calls: int = 1) -> dict[str, Times]:
    """Runs each candidate once a turn, `calls` times in a row, the collector on but with nothing left to collect."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for run in candidates.values():
        run()
    for _ in range(turns):
        for name, run in candidates.items():
            gc.collect()
            begun = time.perf_counter()
            for _ in range(calls):
                kept = run()
            taken[name].append((time.perf_counter() - begun) / calls)
            del kept  # what was made is let go outside the measured time
    return {name: Times(tuple(each)) for name, each in taken.items()}


def environment() -> dict[str, str]:
    """The environment of child processes: bytecode is written and found, and the tools' commands too."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONHASHSEED")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    kept["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return kept


def interpreters(scripts: Mapping[str, str], folders: Sequence[Path], turns: int) -> dict[str, Times]:
    """CPU seconds that each script takes in a fresh interpreter, start-up not counted, in turns."""
    given = [str(folder) for folder in folders]
    taken: dict[str, list[float]] = {name: [] for name in scripts}
    for turn in range(turns + 1):
        for name, script in scripts.items():
            code = (
                f"import sys, time\nsys.path[:0] = {given!r}\nbegun = time.process_time()\n{script}\n"
                "print(time.process_time() - begun)"
            )
            done = subprocess.run(
                [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, env=environment()
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
