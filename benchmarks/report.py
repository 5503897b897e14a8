"""The table: what was measured, what was promised, and how the peer did in the same run."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True)
class Row:
    """One line of the table. Without a bound it is told for comparison alone."""

    axis: str
    measured: float
    bound: float | None = None
    peer: float | None = None
    median: float | None = None

    @property
    def within(self) -> str:
        """Whether the bound holds."""
        return "" if self.bound is None else "yes" if self.measured <= self.bound else "NO"

    def cells(self) -> tuple[str, ...]:
        """The line's texts."""
        shown = [_number(each) for each in (self.bound, self.measured, self.median, self.peer)]
        return self.axis, f"≤ {shown[0]}" if shown[0] else "", shown[1], shown[2], self.within, shown[3]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


HEAD = ("axis (ratio to)", "bound", "measured", "median", "within", "stock openapi-python-client")


def plain(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(HEAD))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([shown[0], "-" * max(map(len, shown)), *shown[1:]])


def verdict(rows: Sequence[Row]) -> str:
    """Which bounds are met and which are not, in words."""
    bound = [row for row in rows if row.bound is not None]
    missed = [row.axis for row in bound if row.measured > (row.bound or 0)]
    return f"{len(bound) - len(missed)} of {len(bound)} bounds are met" + (
        f"; missed: {'; '.join(missed)}" if missed else ""
    )


def markdown(rows: Sequence[Row], notes: str) -> str:
    """The page `RESULTS.md`."""
    table = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    table += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    tools = ", ".join(f"{name} {version(name)}" for name in ("httpx", "attrs", "orjson", "openapi-python-client"))
    text = [
        "# Measured",
        "",
        "Written by `make bench`. All figures are ratios inside one run, smaller is better; they move by some",
        "hundredths between runs, and more on a busy computer. `measured` is the quickest turn over the quickest turn",
        "of what it is compared with, `median` the median of the ratios turn by turn.",
        "",
        *table,
        "",
        f"{verdict(rows)}.",
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
