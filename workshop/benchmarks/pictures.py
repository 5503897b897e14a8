"""Which figures are drawn together, and what is said under each picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.report import Row, Table, number

OURS = "Toolzz Cal"
UNITS = ("s", "ms", "MB", "kB", "requests/s")
COUNTED = re.compile(r"generate ([\d,]+) operations, s")  # the axes of the growth


@dataclass(frozen=True)
class Picture:
    """A picture of some rows.

    Attributes:
        name: The stem of its file.
        title: The heading above it.
        axes: Patterns of the rows that it shows.
        told: What it means.
        command: What measures it.
        lines: Whether it is lines over the number of operations, and not bars.
    """

    name: str
    title: str
    axes: Sequence[str]
    told: str
    command: str
    lines: bool = False

    def rows(self, tables: Sequence[Table]) -> list[Row]:
        """The rows of a run that have a figure of ours, in the run's order."""
        every = (row for table in tables for row in table.rows if row.ours is not None)
        return [row for row in every if any(re.fullmatch(axis, row.axis) for axis in self.axes)]

    def words(self, tables: Sequence[Table]) -> str:
        """The same for those who do not see it."""
        return "; ".join(_words(row) for row in self.rows(tables))


PICTURES = (
    Picture(
        "import",
        "Import",
        [r"import of the package \(.*\)"],
        "`import toolzz_cal` reads almost nothing; each part is loaded when it is first used.",
        "imports",
    ),
    Picture(
        "first-resource",
        "First call ready",
        [r"client \+ first resource \+ its models .*"],
        "What a program has paid when it can make its first call: the client, the resource, the models that it answers "
        "with, and the HTTP library below.",
        "imports",
    ),
    Picture(
        "small-call",
        "One small call",
        [r"one small .*"],
        "From Python values to a result, retries and a hook armed. The direct call is a GET, as are those of openai "
        "and githubkit, which are clients of other APIs. Over loopback the network's own cost is in all figures.",
        "calls",
    ),
    Picture(
        "ten-bookings",
        "A call that answers ten bookings",
        [r"call answering 10 .*bookings .*"],
        "The same for a larger answer, each booking read into its model.",
        "calls",
    ),
    Picture(
        "decode",
        "Decoding 1,000 bookings",
        [r"decode 1,000 .*bookings.*"],
        "Bookings from bytes to models. Ours keep unknown keys, new values and wrong types, and give their object "
        "back; what others drop or refuse is looked at in each run, and told in workshop/benchmarks/RESULTS.md.",
        "decoding",
    ),
    Picture(
        "generation",
        "Generating the client",
        [r"generate [\d,]+ operations \(.*\)", r"generate, nothing changed .*"],
        "The generator's command from start to end, formatted output included.",
        "generation",
    ),
    Picture(
        "growth",
        "Growth of the generator",
        [COUNTED.pattern],
        "The same specification with its operations many times over.",
        "generation",
        lines=True,
    ),
    Picture(
        "import-growth",
        "Import of a large client",
        [r".* at [\d,]+ operations \(import httpx\)"],
        "What a program pays for a client of so many operations of which it uses few.",
        "generation",
    ),
    Picture(
        "mock-requests",
        "Mock server: requests per second",
        [r"GET by id, requests/s", r"POST that makes one, requests/s", r"action that (reads|books), requests/s"],
        "Ours keeps state: it finds the booking that was made before, and refuses a slot that is taken. The others "
        "answer the specification's examples.",
        "mock",
    ),
    Picture(
        "mock-start",
        "Mock server: start and memory",
        [r"start to the first answer \(s\)", r"resident memory at the start \(MB\)", r"fixture ready \(ms\)"],
        "From spawning the process to its first answer, what it holds then, and a mock in process as a test has it.",
        "mock",
    ),
    Picture(
        "agent-tools",
        "Tools for agents",
        [r"default tool list, kB", r"call by a tool .*", r"call through MCP .*", r"start of the MCP server, s"],
        "What the list of tools costs a model to read, and what a call through them costs on top of the client's own.",
        "agents",
    ),
)


TWICE = Picture(
    "made-twice",
    "What was made twice",
    [r"Made twice, of .*", r"Told as failed, was done, of .*", r"Workers killed: made twice, of .*"],
    "A client that sends again what may have happened makes things twice, or tells that what it made has failed. The "
    "first two are counted while three in ten requests fail. In the last one workers of a queue are killed: ours is a "
    "call with an idempotency key, and the others are what can be done without one.",
    "",
)


def title(row: Row) -> str:
    """What a row measures, without its unit."""
    what = _parts(row)[0]
    return what[0].upper() + what[1:]


def unit(row: Row) -> str:
    """Its unit, or what it is a ratio to."""
    found = _parts(row)[1]
    return f"{found} = 1" if is_ratio(row) else found


def scale(row: Row) -> str:
    """The same, and which way is better."""
    return ", ".join(each for each in (unit(row), "more is better" if row.least else "less is better") if each)


def ranked(row: Row) -> list[tuple[str, Figure]]:
    """Everybody's figures by name, the best first."""
    everybody = [*([(OURS, row.ours)] if row.ours else []), *row.peers.items()]
    return sorted(everybody, key=lambda each: -each[1].value if row.least else each[1].value)


def shown(figure: Figure) -> str:
    """A figure as it stands beside its bar; of a count every digit."""
    return f"{figure.value:,}" if isinstance(figure.value, int) else number(figure.value)


def is_ratio(row: Row) -> bool:
    """Whether 1 stands for something."""
    return _parts(row)[1] not in ("", *UNITS)


def _parts(row: Row) -> tuple[str, str]:
    """Axes read `what (unit or base)` or `what, unit`."""
    found = re.fullmatch(r"(.+?)(?: \(([^()]+)\)|, (s|ms|kB|MB|requests/s))", row.axis)
    return (found[1], found[2] or found[3]) if found else (row.axis, "")


def _words(row: Row) -> str:
    told = [f"{name}: {shown(each)}" for name, each in ranked(row)]
    bound = f"; bound {row.promised}" if row.promised else ""
    return f"{title(row)} ({scale(row)}): {', '.join(told)}{bound}"
