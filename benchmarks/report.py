"""The tables: what was measured, what was promised, and how the peer did in the same run."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True)
class Row:
    """One line of a table.

    Attributes:
        axis: What is measured, with its unit or what it is a ratio to.
        measured: The figure; None when it could not be measured.
        bound: What was promised; without one the line is told for comparison alone.
        peer: The peer's figure.
        median: The same measured otherwise: the median of the ratios turn by turn.
        least: Whether the figure must be at least the bound, rather than at most.
        missing: Why it could not be measured.
    """

    axis: str
    measured: float | None
    bound: float | None = None
    peer: float | None = None
    median: float | None = None
    least: bool = False
    missing: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bound holds; None without a bound. What was not measured does not hold."""
        if self.bound is None:
            return None
        if self.measured is None:
            return False
        return self.measured >= self.bound if self.least else self.measured <= self.bound

    @property
    def within(self) -> str:
        """The same in a word, or why there is no figure."""
        if self.measured is None:
            return f"not measured, because {self.missing}"
        return "" if self.met is None else "yes" if self.met else "NO"

    def cells(self) -> tuple[str, ...]:
        """The line's texts."""
        bound, *shown = [_number(each) for each in (self.bound, self.measured, self.median, self.peer)]
        sign = "≥" if self.least else "≤"
        return self.axis, f"{sign} {bound}" if bound else "", shown[0], shown[1], self.within, shown[2]


@dataclass(frozen=True)
class Table:
    """Lines that have a peer in common."""

    title: str
    axis: str
    peer: str
    rows: Sequence[Row]

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The texts of the head and of every line."""
        return [(self.axis, "bound", "measured", "median", "within", self.peer), *(row.cells() for row in self.rows)]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 1000 else f"{value:,.0f}"


def plain(tables: Sequence[Table]) -> str:
    """The tables for a terminal."""
    return "\n\n".join(_plain(table) for table in tables)


def _plain(table: Table) -> str:
    lines = table.lines
    widths = [max(len(line[index]) for line in lines) for index in range(len(lines[0]))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([table.title, "", shown[0], "-" * max(map(len, shown)), *shown[1:]])


def verdict(tables: Sequence[Table]) -> str:
    """Which bounds are met, which are not, and which were not measured, in words."""
    bound = [row for table in tables for row in table.rows if row.bound is not None]
    unmet = {
        "missed": [row.axis for row in bound if row.measured is not None and not row.met],
        "not measured": [row.axis for row in bound if row.measured is None],
    }
    told = "".join(f"; {what}: {', '.join(axes)}" for what, axes in unmet.items() if axes)
    return f"{sum(row.met is True for row in bound)} of {len(bound)} bounds are met{told}"


def markdown(tables: Sequence[Table], notes: str) -> str:
    """The page `RESULTS.md`."""
    tools = ", ".join(
        f"{name} {version(name)}"
        for name in ("httpx", "attrs", "orjson", "openapi-python-client", "uvicorn", "jsonschema-rs")
    )
    text = [
        "# Measured",
        "",
        "Written by `make bench`. Everything is measured in one run; figures move by some hundredths between runs,",
        "and more on a busy computer. Of the client and the generator all are ratios, smaller is better: `measured`",
        "is the quickest turn over the quickest turn of what it is compared with, `median` the median of the ratios",
        "turn by turn.",
        "",
    ]
    for table in tables:
        head, *rows = table.lines
        shown = ["| " + " | ".join(line) + " |" for line in (head, *rows)]
        text += [f"## {table.title}", "", shown[0], "|" + "---|" * len(head), *shown[1:], ""]
    text += [
        f"{verdict(tables)}.",
        "",
        "## Conditions",
        "",
        f"- {platform.python_implementation()} {platform.python_version()}, {tools}; the collector is on.",
        "- Everything that is compared runs in turns; all bytecode is compiled first.",
        "",
        notes.strip(),
        "",
    ]
    return "\n".join(text)
