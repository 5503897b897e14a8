"""The pages that tell of a run: `RESULTS.md`, the documentation's page of pictures, and the README's table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Self

from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.pictures import OURS, PICTURES, TWICE, Picture, ranked, scale, title, unit
from workshop.benchmarks.report import Row, Table, absences, ahead, markdown, met, number, short, verdict
from workshop.benchmarks.results import Run

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "workshop" / "benchmarks"
RESULTS, FAULTS, QUEUE = (BENCHMARKS / f"{name}.md" for name in ("RESULTS", "FAULTS", "QUEUE"))
PAGE, README = ROOT / "docs" / "figures.md", ROOT / "README.md"
START, END = "<!-- made by `make bench` -->\n", "<!-- end -->"
# What the README promises: the first by a column of FAULTS.md, the others by a row of a run.
NEVER_TWICE, COLUMN = "Nothing is made twice", "made twice"
PROMISES = {
    "Answers never crash it": r"decode 1,000 .*bookings \(.*\)",
    "It costs nothing to import": r"import of the package \(.*\)",
    "Your tests need no account": r"POST that makes one, requests/s",
}
WITH_KEY = tuple(f"idempotency_key, {store}" for store in ("SQLite", "Redis", "PostgreSQL"))  # ways of QUEUE.md
NAMED = ("Mock server",)  # tables whose rows do not say by themselves of what they are
COUNTS = (
    "asked for",
    "made",
    "made twice",
    "lost",
    "told as done, was not",
    "told as failed, was done",
    "outcome unknown",
)

MEASURED = """\
# Measured

Written by `make bench` from one run; [figures.md](../../docs/figures.md) shows it in pictures. Figures move by some
hundredths between runs, and more on a busy computer. Whatever is compared is measured alternately, and each turn gives
a ratio of its own. The figure that counts is the median of the turns, with the 10th and the 90th percentile of them in
brackets; what is counted, or was taken once, has none.
"""
CONDITIONS = """\
## Conditions

- {day}, {python}, {tools}; the collector is on.
- {computer}.
- Everything that is compared runs in turns; all bytecode is compiled first.
"""
FIGURES = """\
# Figures

What this client costs and what it withstands, beside what else there is. Each command below can be run by anybody, and
asks nothing of any other computer. This is the run of {day}; [RESULTS.md](../workshop/benchmarks/RESULTS.md) holds
every figure and how it was measured.

In each picture the best stands on top, and ours is blue. A thin dark line leaves out the quickest and the slowest tenth
of the turns, at whose median the bar ends, and the dashed line is the bound that this project holds itself to. Where
something “= 1”, the figures are multiples of what that takes.
"""
BELOW = """\
Less is better where nothing else is said, and bold is ahead of ours. Measured by `make bench` and `make bench-faults`;
[all figures in pictures](docs/figures.md), and what they stand for.
"""
FAILING = """\
## When requests fail

Each client books, and makes schedules, webhooks, attributes and more, while three in ten requests fail in some way. One
that repeats what may have happened makes schedules and options twice. Cal.com of 2026 lets no identical booking pass a
second time: it answers with the first one or refuses, and refuses a second webhook, attribute, team or event type of
one name. Then whoever repeats is told that what was made has failed. One that takes a lost answer for a failure, or a
broken one for success, tells its caller what is not true either.

So it is with a real server, too. Cal.com of 2026, with 15 % of the requests dropped before they were handled and 15 %
after, was asked for 60 bookings, 60 webhooks and 60 schedules. A loop of three attempts was told that 10 bookings and 8
webhooks had failed which had been made, and made 6 schedules twice. This client: 0, 0 and 0; it told of 15, 20 and 10
outcomes as unknown. What follows is measured on the mock, where it can be had again.

[FAULTS.md](../workshop/benchmarks/FAULTS.md) says what each column counts, and has the figures of each kind of thing.
"""


KILLED = """\
## When workers are killed

A queue delivers a job again whose worker died. Whoever then calls again makes what was made already; here each tenth
job comes back with other arguments too, as from an agent that was restarted. Celery and three workers, of which 25
processes are killed in 1,000 jobs, while a tenth of the requests fail; counted is what is there in the end.

[QUEUE.md](../workshop/benchmarks/QUEUE.md) says what each line counts, how each way goes, and what a key costs.
"""


@dataclass(frozen=True)
class Counted:
    """A table of counts: for each client, or whatever the first column names, a mapping from column to text."""

    lines: Sequence[Mapping[str, str]]

    @classmethod
    def read(cls, text: str) -> Self:
        """The first table of a page; its second line only separates."""
        lines = dropwhile(lambda line: not line.startswith("|"), text.splitlines())
        table = [line.strip("| \n").split(" | ") for line in takewhile(lambda line: line.startswith("|"), lines)]
        return cls([dict(zip(table[0], line, strict=False)) for line in table[2:]])

    def of(self, column: str) -> dict[str, str]:
        """A column by client; those that were not measured are left out."""
        return {next(iter(line.values())): line[column] for line in self.lines if line.get(column)}


class Faults(Counted):
    """The table of `FAULTS.md`."""

    @property
    def runs(self) -> str:
        """How many journeys each client made."""
        return self.of("runs")["ours"]

    @property
    def asked(self) -> str:
        """How many things each client was to make."""
        return self.of("asked for")["ours"]

    def ahead(self) -> Iterator[str]:
        """A sentence for every client that makes more than ours, which repeats nothing that may have happened."""
        made = self.of("made")
        ours, looking = made.pop("ours"), made.pop("ours, reconcile=True")
        for client, count in made.items():
            if _count(count) > _count(ours):
                told = f"{count} of {self.asked} against our {ours}; {looking} with `reconcile=True`"
                yield f"{client} is told of more that was made while requests fail: {told}."


def twice(faults: Faults, queue: Counted) -> Table:
    """What was made twice, or told as failed though it was done, as rows of a picture."""
    asked = next(iter(queue.of("asked for").values()))
    rows = [
        _counts(f"Made twice, of {faults.asked}", faults.of("made twice"), "ours"),
        _counts(f"Told as failed, was done, of {faults.asked}", faults.of("told as failed, was done"), "ours"),
        _counts(f"Workers killed: made twice, of {asked}", queue.of("made twice"), WITH_KEY[0]),
    ]
    return Table("Twice", rows)


def _counts(axis: str, counts: Mapping[str, str], ours: str) -> Row:
    figures = {name: Figure(_count(told)) for name, told in counts.items()}
    peers = {re.sub("^ours", OURS, name): figure for name, figure in figures.items() if name not in (ours, *WITH_KEY)}
    return Row(axis, figures.get(ours), peers=peers)


def _count(text: str) -> int:
    return int(text.replace(",", ""))


# RESULTS.md


def results(run: Run) -> str:
    """The page with every figure and how it was measured."""
    blocks = [MEASURED]
    for table in run.tables:
        head, *lines = table.lines
        blocks += [f"## {table.title}\n", markdown(head, lines)]
        if empty := [f"- {line}" for line in absences(table)]:
            blocks.append("Without a figure:\n\n" + "\n".join(empty) + "\n")
    tools = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    conditions = CONDITIONS.format(day=run.day, python=run.python, tools=tools, computer=run.computer)
    blocks += [f"{verdict(run.tables)}.\n", conditions, *(f"{note}\n" for note in run.notes)]
    return "\n".join(blocks)


# The documentation


def page(run: Run, faults: Faults, queue: Counted) -> str:
    """The page of pictures."""
    blocks = [
        FIGURES.format(day=run.day),
        f"## {TWICE.title}\n",
        f"{TWICE.told}\n",
        _shown(TWICE, TWICE.words([twice(faults, queue)])),
        _by("make bench-faults` and `make bench-queue"),
        FAILING,
        _faults(faults),
        _by("make bench-faults"),
        KILLED,
        _queue(queue),
        _by("make bench-queue"),
    ]
    for picture in PICTURES:
        if words := picture.words(run.tables):
            blocks += [f"## {picture.title}\n", f"{picture.told}\n", _shown(picture, words)]
            blocks.append(_by(f"python -m workshop.benchmarks {picture.command}"))
    return "\n".join([*blocks, "## Where we are not first\n", _behind(run, faults)])


def _faults(faults: Faults) -> str:
    return _side_by_side(faults, f"of {faults.runs} journeys", "runs", COUNTS)


def _queue(queue: Counted) -> str:
    first, *others = (
        column for column in queue.lines[0] if column not in ("way", "refused", "retried", "lost on the way")
    )
    return _side_by_side(queue, "", first, [first, *others])


def _side_by_side(counted: Counted, title: str, first: str, columns: Sequence[str]) -> str:
    """Clients side by side, and below those that were not measured, for which the first column says why."""
    measured = counted.of("made")
    table = markdown((title, *measured), [_row(counted, column, measured) for column in columns])
    missing = [f"{client}: {why}.\n" for client, why in counted.of(first).items() if client not in measured]
    return "\n".join([table, *missing])


def _row(counted: Counted, column: str, measured: Collection[str]) -> tuple[str, ...]:
    return (column, *(text for client, text in counted.of(column).items() if client in measured))


def _behind(run: Run, faults: Faults) -> str:
    better, missed = [*ahead(run.tables), *faults.ahead()], list(short(run.tables))
    told = [f"- {each}\n" for each in (*better, *missed)]
    nobody = [] if better else ["No peer is ahead anywhere in this run.\n"]
    return "\n".join([*nobody, "".join(told), f"{met(run.tables)}.\n"])


def _shown(picture: Picture, words: str) -> str:
    return f"![{re.sub(r'[][]', '', words)}](figures/{picture.name}.svg)\n"


def _by(command: str) -> str:
    return f"Measured by `{command}`.\n"


# README


def readme(text: str, run: Run, faults: Faults) -> str:
    """The README with its table made anew. Raises a ValueError for a text without the marks of the table."""
    before, opened, rest = text.partition(START)
    _, closed, after = rest.partition(END)
    if not opened or not closed:
        raise ValueError(f"README.md lacks the marks of its table: {START.strip()} … {END}")
    lines = [(NEVER_TWICE, *_made_twice(faults))]
    lines += [
        (promise, *_measured(row, table.title))
        for promise, axis in PROMISES.items()
        for table in run.tables
        for row in table.rows
        if row.ours and re.fullmatch(axis, row.axis)
    ]
    head = ("promise", "measured", OURS, "others")
    return f"{before}{opened}{markdown(head, lines, texts=(0, 1, 3))}\n{BELOW}{closed}{after}"


def _measured(row: Row, table: str) -> tuple[str, str, str]:
    ours = "" if row.ours is None else number(row.ours.value)
    others = [_other(name, figure, row) for name, figure in ranked(row) if name != OURS]
    what = f"{table}: {title(row)}" if table in NAMED else title(row)
    return (
        f"{what} ({scale(row) if row.least else unit(row)})",
        ours,
        " · ".join(others),
    )


def _other(name: str, figure: Figure, row: Row) -> str:
    shown = f"{_unversioned(name)} {number(figure.value)}"
    return f"**{shown}**" if name in row.ahead else shown


def _made_twice(faults: Faults) -> tuple[str, str, str]:
    found = faults.of(COLUMN)
    ours = found.pop("ours")
    others = [f"{_unversioned(name)} {count}" for name, count in found.items() if not name.startswith("ours")]
    return f"{COLUMN.capitalize()} (of {faults.asked} creations while requests fail)", ours, " · ".join(others)


def _unversioned(name: str) -> str:
    """A peer's name without its version, which the other pages tell."""
    return re.sub(r" \d+(\.\w+)+", "", name)
