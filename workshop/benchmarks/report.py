"""What a run tells: rows of figures, what was promised of them, and who is ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workshop.benchmarks.measuring import Figure


@dataclass(frozen=True)
class Row:
    """One line of a table.

    Attributes:
        axis: What is measured, with its unit or what it is a ratio to.
        ours: The figure; None when it could not be measured.
        bound: What was promised; without one the line is told for comparison alone.
        peers: The peers' figures, by name with version.
        least: Whether more is better, and the figure must be at least the bound, rather than at most.
        missing: Why ours could not be measured.
        absent: Why a peer has no figure, by the same names.
    """

    axis: str
    ours: Figure | None
    bound: float | None = None
    peers: Mapping[str, Figure] = field(default_factory=dict)
    least: bool = False
    missing: str = ""
    absent: Mapping[str, str] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """Whether the bound holds; None without a bound. What was not measured does not hold."""
        if self.bound is None:
            return None
        if self.ours is None:
            return False
        if self.least:
            return self.ours.value >= self.bound
        return self.ours.value <= self.bound

    @property
    def within(self) -> str:
        """The same in a word, or why there is no figure."""
        if self.ours is None:
            return f"not measured, because {self.missing}"
        return {None: "", True: "yes", False: "NO"}[self.met]

    @property
    def promised(self) -> str:
        """The bound with its sign."""
        if self.bound is None:
            return ""
        sign = "≥" if self.least else "≤"
        return f"{sign} {self.bound:,g}"

    @property
    def ahead(self) -> dict[str, Figure]:
        """The peers whose figure is better than ours, as far as the figures that are shown can tell."""
        if self.ours is None:
            return {}
        ours = self.ours.value
        better: dict[str, Figure] = {}
        for name, figure in self.peers.items():
            if number(figure.value) == number(ours):
                continue
            is_better = figure.value > ours if self.least else figure.value < ours
            if is_better:
                better[name] = figure
        return better


@dataclass(frozen=True)
class Table:
    """Lines that are read together."""

    title: str
    rows: Sequence[Row]

    @property
    def peers(self) -> list[str]:
        """Every peer of a line, also those without a figure, in the order in which they come."""
        return list(dict.fromkeys(name for row in self.rows for name in (*row.peers, *row.absent)))

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The texts of the head and of every line."""
        head = ("axis", "bound", "within", "ours", *self.peers)
        return [head, *(_cells(row, self.peers) for row in self.rows)]


def _cells(row: Row, peers: Sequence[str]) -> tuple[str, ...]:
    others = [spread(row.peers.get(name)) for name in peers]
    return row.axis, row.promised, row.within, spread(row.ours), *others


def spread(figure: Figure | None) -> str:
    """A figure, and in brackets how far the turns lie apart where that can be seen; nothing where there is none."""
    if figure is None:
        return ""
    shown = number(figure.value)
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return shown
    return f"{shown} ({number(figure.low)} to {number(figure.high)})"


def number(value: float) -> str:
    """A figure as it is shown everywhere, with no more digits than it is worth."""
    digits = 0
    for limit, more in ((100, 1), (10, 2), (0.1, 3)):
        if abs(value) < limit:
            digits = more
    return f"{value:,.{digits}f}"


def plain(tables: Sequence[Table]) -> str:
    """The tables for a terminal."""
    return "\n\n".join(_plain(table) for table in tables)


def _plain(table: Table) -> str:
    lines = table.lines
    widths = [max(len(line[index]) for line in lines) for index in range(len(lines[0]))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([table.title, "", shown[0], "-" * max(map(len, shown)), *shown[1:]])


def markdown(head: Sequence[str], lines: Sequence[Sequence[str]], *, texts: Collection[int] = (0,)) -> str:
    """A table; columns that are not texts are figures, which stand on the right."""
    shown = ["| " + " | ".join(line) + " |" for line in (head, *lines)]
    sides = "".join("---|" if place in texts else "---:|" for place in range(len(head)))
    return "\n".join([shown[0], f"|{sides}", *shown[1:], ""])


def verdict(tables: Sequence[Table]) -> str:
    """Which bounds are met, which are not, and which were not measured, in words."""
    bound = _bound(tables)
    unmet = {
        "missed": [row.axis for row in bound if row.ours is not None and not row.met],
        "not measured": [row.axis for row in bound if row.ours is None],
    }
    sentence = met(tables)
    for what, axes in unmet.items():
        if axes:
            sentence += f"; {what}: {', '.join(axes)}"
    return sentence


def met(tables: Sequence[Table]) -> str:
    """How many bounds are met."""
    bound = _bound(tables)
    return f"{sum(row.met is True for row in bound)} of {len(bound)} bounds are met"


def _bound(tables: Sequence[Table]) -> list[Row]:
    return [row for table in tables for row in table.rows if row.bound is not None]


def ahead(tables: Sequence[Table]) -> Iterator[str]:
    """A sentence for every figure of a peer that is better than ours."""
    for row in (row for table in tables for row in table.rows):
        for name, figure in row.ahead.items():
            ours = row.ours.value if row.ours else 0.0
            yield f"{name} is ahead at “{row.axis}”: {number(figure.value)} against our {number(ours)}."


def short(tables: Sequence[Table]) -> Iterator[str]:
    """A sentence for every bound that is missed, or of which that is not known."""
    for row in _bound(tables):
        if row.ours is None:
            yield f"“{row.axis}” was {row.within}."
        elif not row.met:
            yield f"“{row.axis}” misses its bound: {number(row.ours.value)}, promised {row.promised}."


def absences(table: Table) -> Iterator[str]:
    """Why cells of a table are empty: one line for each peer and reason, with the rows where others are not."""
    axes_of: dict[tuple[str, str], list[str]] = {}
    for row in table.rows:
        for name, reason in row.absent.items():
            axes_of.setdefault((name, reason), []).append(f"“{row.axis}”")
    measured = {name for row in table.rows for name in row.peers}
    for (name, reason), axes in axes_of.items():
        if name in measured:
            yield f"{name} at {', '.join(axes)}: {reason}"
        else:
            yield f"{name}: {reason}"
