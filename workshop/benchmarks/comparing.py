"""A run beside the last committed one, and beside its peers: what moved beyond the spread, the worst first."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.benchmarks import results
from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.report import Row, Table, markdown, number, short, spread

PAGE = Path(__file__).with_name("COMPARED.md")
HEAD = """\
# Compared with the last committed run

Written by `make bench`. Two medians have moved where each lies outside the other's 10th and 90th percentile; what was
counted, or taken once, has moved when it reads otherwise. The worst stands first.

- Before: {before}.
- Now: {now}.
"""
ELSEWHERE = "\nIt is another computer or another Python: what moved may be theirs.\n"


@dataclass(frozen=True)
class Pair:
    """A line of two runs that both have a figure of ours."""

    axis: str
    least: bool
    before: Figure
    now: Figure

    @property
    def worse(self) -> float:
        """How many times worse it is now; below 1 it is better."""
        return times_worse(self.now.value, self.before.value, least=self.least)

    @property
    def moved(self) -> bool:
        """Whether the difference is more than the turns of either run lie apart."""
        if number(self.before.value) == number(self.now.value):
            return False
        return _outside(self.now.value, self.before) and _outside(self.before.value, self.now)

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of its line."""
        word = "worse" if self.worse > 1 else "better"
        change = f"{self.now.value / self.before.value - 1:+.0%}, {word}" if self.before.value else word
        return self.axis, spread(self.before), spread(self.now), change


def times_worse(own: float, other: float, *, least: bool) -> float:
    """How many times worse one figure is than another."""
    if own == other:
        return 1.0
    over, under = (other, own) if least else (own, other)
    return over / under if under > 0 else float("inf")


def _outside(value: float, figure: Figure) -> bool:
    if figure.low is None or figure.high is None:
        return True
    return not figure.low <= value <= figure.high


def committed(folder: Path) -> results.Run | None:
    """The run that the last commit holds; None where there is none, or one of another form."""
    command = ["git", "show", f"HEAD:./{results.FILE.name}"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
        return results.read(done.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None


def page(before: results.Run | None, now: results.Run) -> str:
    """The page.

    Args:
        before: The last committed run; None where there is none that can be read.
        now: The run that was just made. Of the other one, the tables that this one lacks are left out.
    """
    conditions = HEAD.format(before=_conditions(before) if before else "no run that can be read", now=_conditions(now))
    if before and (before.computer, before.python) != (now.computer, now.python):
        conditions += ELSEWHERE
    blocks = [conditions, "## What moved\n", _moved(before, now), "## Beside the best peer\n", _beside(now.tables)]
    if missed := [f"- {each}" for each in short(now.tables)]:
        blocks += ["## Bounds\n", "\n".join(missed) + "\n"]
    return "\n".join(blocks)


def _conditions(run: results.Run) -> str:
    tools = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    return f"{run.day}, {run.computer}, {run.python}, {tools}"


def _moved(before: results.Run | None, now: results.Run) -> str:
    if before is None:
        return "There is nothing to compare with.\n"
    titles = {table.title for table in now.tables}
    earlier = {row.axis: row for table in before.tables if table.title in titles for row in table.rows}
    later = {row.axis: row for table in now.tables for row in table.rows}
    both = list(_pairs(earlier, later))
    moved = sorted((pair for pair in both if pair.moved), key=lambda pair: -pair.worse)
    lines = [f"{len(moved)} of {len(both)} figures moved.\n"]
    if moved:
        lines.append(markdown(("axis", "before", "now", "change"), [pair.cells for pair in moved]))
    compared = {pair.axis for pair in both}
    for told, axes in (("Only now", later), ("Only before", earlier)):
        if alone := [f"“{axis}”" for axis, row in axes.items() if row.ours is not None and axis not in compared]:
            lines.append(f"{told}: {', '.join(alone)}.\n")
    return "\n".join(lines)


def _pairs(earlier: dict[str, Row], later: dict[str, Row]) -> Iterator[Pair]:
    for axis, row in later.items():
        if axis in earlier and row.ours is not None and (before := earlier[axis].ours) is not None:
            yield Pair(axis, row.least, before, row.ours)


def _beside(tables: Sequence[Table]) -> str:
    """Every figure beside that of the best peer; where that one is ahead, it is bold."""
    found = [(row, row.ours, *best) for table in tables for row in table.rows if row.ours and (best := _best(row))]
    if not found:
        return "Nothing here has a peer.\n"
    found.sort(key=lambda each: -times_worse(each[1].value, each[3].value, least=each[0].least))
    lines = []
    for row, ours, name, figure in found:
        theirs = f"{name} {spread(figure)}"
        lines.append((row.axis, spread(ours), f"**{theirs}**" if name in row.ahead else theirs))
    return markdown(("axis", "ours", "best peer"), lines, texts=(0, 2))


def _best(row: Row) -> tuple[str, Figure] | None:
    """The peer with the best figure of a line, if it has peers."""
    choose = max if row.least else min
    return choose(row.peers.items(), key=lambda each: each[1].value, default=None)
