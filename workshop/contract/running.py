"""Running checks, and saying of each how it ended."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["passed", "failed", "not run"]
STATES: tuple[State, ...] = ("passed", "failed", "not run")
SHOWN = 40  # findings of a check


class Failed(Exception):
    """A check found something wrong: `findings` says where and what, a line each."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


class NotRun(Exception):
    """A check can't be run here; the message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something to check.

    Attributes:
        name: What it is called on the command line.
        about: What it shows, in a line.
        run: Gives what was found in order; raises `Failed` or `NotRun`.
    """

    name: str
    about: str
    run: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Result:
    """How a check ended, and in how many seconds."""

    name: str
    state: State
    told: str
    findings: tuple[str, ...]
    seconds: float

    def lines(self) -> list[str]:
        """What is printed of it."""
        because = ", because" if self.state == "not run" else ":"
        lines = [f"{self.name:<14} {self.state}{because} {self.told} ({self.seconds:.1f} s)"]
        for finding in self.findings[:SHOWN]:
            lines.append(f"  {finding}")
        more = len(self.findings) - SHOWN
        if more > 0:
            lines.append(f"  and {more} more")
        return lines


def outcome(check: Check) -> Result:
    """Runs a check. Whatever it raises is how it ended: what was not foreseen is a failure."""
    started = time.perf_counter()
    state: State = "passed"
    findings: tuple[str, ...] = ()
    try:
        told = check.run()
    except NotRun as why:
        state, told = "not run", str(why)
    except Failed as found:
        state, findings = "failed", found.findings
        told = f"{len(findings)} finding{'s' if len(findings) != 1 else ''}"
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is how the check ended
        state, told = "failed", f"{type(problem).__name__}: {problem}"
    return Result(check.name, state, told, findings, time.perf_counter() - started)


def run(checks: Mapping[str, Check], names: Sequence[str], *, all_must_run: bool, say: Callable[[str], None]) -> int:
    """Runs checks one after the other and answers the exit code.

    Args:
        checks: All checks by name.
        names: Which ones; none for all.
        all_must_run: Whether a check that is not run counts as a failure.
        say: Takes a line of the report.

    Returns:
        0 when nothing failed, else 1.
    """
    results = []
    for name in names or checks:
        result = outcome(checks[name])
        results.append(result)
        for line in result.lines():
            say(line)
    counts = Counter(result.state for result in results)
    say(", ".join(f"{counts[state]} {state}" for state in STATES if counts[state]))
    if counts["failed"]:
        return 1
    if all_must_run and counts["not run"]:
        return 1
    return 0
