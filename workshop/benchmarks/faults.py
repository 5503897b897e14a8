"""`make bench-faults`: what is made twice, lost or misreported when requests fail at random, by each client.

Everything is counted in the mock's state after each journey; a client's word is only what it is held against.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from toolzz_cal_mock.serving import served

from workshop.benchmarks import callers, data, report
from workshop.benchmarks.booking import AGAIN, CANCELLED, quiet, runs
from workshop.benchmarks.creating import CREATIONS
from workshop.benchmarks.faulty import EVERY, SHARE, Count, FaultyMock, Ledger, Sum
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.peers import stock as stock_client
from workshop.benchmarks.peers.environments import COMPOSIO

RUNS, SEED = 2_000, 7
SHOWN = Path(__file__).with_name("FAULTS.md")
GOALS = ("duplicates", "lost", "false_successes", "false_failures")
HEAD = (
    "client",
    "runs",
    "asked for",
    "made",
    "made twice",
    "lost",
    "told as done, was not",
    "told as failed, was done",
    "of these, no answer",
    "outcome unknown",
    "found by looking",
    "absent, asked again",
    "cancellation unknown",
    "requests",
)
EACH = ("client", "what", *HEAD[3:7], "told as failed, was done", "outcome unknown")
NOT_LOOKED_FOR = " and ".join(f"`{each.operation}`" for each in CREATIONS if not each.looks)
ASIDE = f"""
Journey: ask for free times, book one, read the booking back, in every {CANCELLED}rd run cancel it, and make one thing
by each of {", ".join(f"`{each.operation}`" for each in CREATIONS)}.
Half of the bookings are of an event type of one host, half of one that goes round among three. As Cal.com of 2026 does,
the mock refuses a second identical booking of the former and answers that of the latter with the first one. It refuses
a second webhook of one address and attribute, team or event type of one slug or name, and makes a second schedule or
option as often as it is asked.
Each request has a chance of {SHARE:.0%} that one of these befalls it: {", ".join(EVERY)}.
"Wrapped" is an answer of 200 that tells what is wrong behind it. Of these requests, and of those that 303 and 622
answer, one half was handled.
What befalls the n-th request of a run is the same for every client. Journeys take turns between sync and async, ours
between both routes too.

- made: told as made, and it is there, by the id that was told if one was.
- made twice: what is there of a journey beyond the first of a kind.
- lost: told as made, and not there at the end.
- told as done, was not; told as failed, was done: creations and cancellations, against the rows of the mock. The second
  counts what the caller is not warned about. A client that only passes a lost connection or a timeout on leaves the
  doubt to its caller: "of these, no answer" says how often that was all.
- outcome unknown: `OutcomeUnknown`, neither success nor failure; it may be either.
- with reconcile: an unknown outcome that comes with `absent` is asked for again, up to {AGAIN} times, as the journey
  and not the client decides; "outcome unknown" is what is left then. {NOT_LOOKED_FOR}
  have no `reconcile`, so theirs stay. Where the list can't be read first, nothing is sent: told as failed, and it is
  so. A request that arrives later than all looks would be missed: see docs/reconcile.md.

Ours, the stock client and the naive loop (bare httpx, three attempts at everything) run in process: no waiting, the
mock's clock moves instead. The official client runs in an environment of its own against a port of this machine, by the
gateway, with a timeout of 0.1 s in place of 60 s, its waits between attempts cut to nothing, and 599 in place of 622,
which that port can't send.
"""


@dataclass(frozen=True)
class Line:
    """A client's counts, or why there are none."""

    client: str
    count: Count | None
    missing: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the table."""
        found = self.count
        if found is None:
            return (self.client, f"not measured, because {self.missing}", *[""] * (len(HEAD) - 2))
        total = found.total
        figures = (
            found.runs,
            total.asked,
            total.made,
            total.duplicates,
            total.lost,
            total.false_successes,
            total.false_failures,
            total.unanswered,
            total.unknown,
            total.found,
            total.absent,
            found.cancellations_unknown,
            found.requests,
        )
        return (self.client, *(f"{figure:,}" for figure in figures))

    @property
    def each(self) -> list[tuple[str, ...]]:
        """The same by what was made."""
        return [] if self.count is None else [(self.client, what, *_each(sums)) for what, sums in self.count.of.items()]


def _each(sums: Sum) -> Iterator[str]:
    told = (sums.false_successes, sums.false_failures, sums.unknown)
    return (f"{figure:,}" for figure in (sums.made, sums.duplicates, sums.lost, *told))


def ours(total: int, seed: int, *, reconcile: bool, ledger: Ledger | None = None) -> Count:
    """Our client, by both routes, sync and async in turn."""
    mock = FaultyMock(seed)
    ways = [(route, is_async) for route in ("gateway", "direct") for is_async in (False, True)]
    each = [callers.Ours(mock, route, is_async=is_async, reconcile=reconcile) for route, is_async in ways]
    try:
        return runs(mock, each, total, seed, ledger)
    finally:
        for caller in each:
            caller.close()


def stock(total: int, seed: int, folder: Path) -> Count:
    """Stock openapi-python-client's code, generated into a folder."""
    document = folder / "document.json"
    document.write_text(json.dumps(data.document()), "utf-8")
    if not (folder / stock_client.PACKAGE).exists():
        stock_client.generate(document, folder / stock_client.PACKAGE)
    sys.path.insert(0, str(folder))
    try:
        mock = FaultyMock(seed)
        each = [callers.Stock(mock, is_async=is_async) for is_async in (False, True)]
        try:
            return runs(mock, each, total, seed)
        finally:
            for caller in each:
                caller.close()
    finally:
        sys.path.remove(str(folder))


def naive(total: int, seed: int) -> Count:
    """The client that has to be caught."""
    mock = FaultyMock(seed)
    caller = callers.Naive(mock)
    try:
        return runs(mock, [caller], total, seed)
    finally:
        caller.close()


def official(total: int, seed: int) -> Count:
    """The gateway's official client, over a port. Raises `NotMeasured` where it can't be had."""
    mock = FaultyMock(seed, wait=0.13, slow=0.01, odd=599)
    with served(mock) as address, callers.official(address) as each:
        return runs(mock, each, total, seed)


def plain(lines: Sequence[Line]) -> str:
    """The table for a terminal, clients side by side."""
    columns = [cells[:1] if line.count is None else cells for line in lines for cells in [line.cells]]
    shown = [[HEAD[row], *(each[row] if row < len(each) else "-" for each in columns)] for row in range(len(HEAD))]
    widths = [max(len(row[place]) for row in shown) for place in range(len(shown[0]))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    missing = [f"{line.client}: {line.cells[1]}" for line in lines if line.count is None]
    return "\n".join([*text, *missing])


def markdown(lines: Sequence[Line], ledger: Ledger, seed: int) -> str:
    """The page `FAULTS.md`."""
    tools = ", ".join(f"{name} {version(name)}" for name in ("httpx", "openapi-python-client"))
    tools += f", {COMPOSIO.title}"
    return "\n".join(
        [
            "# When requests fail",
            "",
            f"Written by `make bench-faults`; seed {seed}. {told(ledger)}",
            "",
            report.markdown(HEAD, [line.cells for line in lines]),
            "## By what was made",
            "",
            report.markdown(EACH, [row for line in lines for row in line.each], texts=(0, 1)),
            "## What is counted",
            "",
            ASIDE.strip(),
            "",
            f"{platform.python_implementation()} {platform.python_version()}, {tools}.",
            "",
        ]
    )


def told(ledger: Ledger) -> str:
    """What came of the webhooks."""
    twice = ledger.acted - ledger.events
    return (
        f"Webhooks: {ledger.events:,} events, {ledger.repeated:,} of them delivered twice; "
        f"acted on {ledger.acted:,} times, so {max(twice, 0):,} twice and {max(-twice, 0):,} never."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs all clients, prints the table and writes `FAULTS.md`. The exit code is 1 when ours misses a goal."""
    parser = argparse.ArgumentParser(prog="python -m workshop.benchmarks.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="journeys for each client (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="seed of journeys and faults (default: %(default)s)")
    given = parser.parse_args(arguments)
    if given.runs < 1:
        parser.error("--runs must be 1 or more")
    ledger, lines = Ledger(), list[Line]()
    with tempfile.TemporaryDirectory(prefix="faults-") as name, quiet():
        ways: dict[str, Callable[[], Count]] = {
            "ours": lambda: ours(given.runs, given.seed, reconcile=False, ledger=ledger),
            "ours, reconcile=True": lambda: ours(given.runs, given.seed, reconcile=True),
            "stock openapi-python-client": lambda: stock(given.runs, given.seed, Path(name)),
            COMPOSIO.title: lambda: official(given.runs, given.seed),
            "naive loop": lambda: naive(given.runs, given.seed),
        }
        for client, measure in ways.items():
            begun = time.perf_counter()
            print(f"{client} …", end=" ", flush=True)
            try:
                lines.append(Line(client, measure()))
            except NotMeasured as reason:
                lines.append(Line(client, None, str(reason)))
            print(f"{time.perf_counter() - begun:.0f} s", flush=True)
    print(f"\n{plain(lines)}\n\n{told(ledger)}")
    SHOWN.write_text(markdown(lines, ledger, given.seed), "utf-8", newline="\n")
    from workshop.benchmarks import rendering  # it alone needs the library that draws

    rendering.write()  # the page of figures shows this table too
    return 0 if goals_met(lines) else 1


def goals_met(lines: Sequence[Line]) -> bool:
    """Whether ours has none of what must not be, and nothing unknown is left after looking."""
    own = [line.count for line in lines if line.client.startswith("ours") and line.count is not None]
    if len(own) != 2:
        return False
    looked_for = ["bookings", *(each.what for each in CREATIONS if each.looks)]
    left = sum(own[1].of[what].unknown for what in looked_for)
    return not left and not any(getattr(each.total, goal) for each in own for goal in GOALS)


if __name__ == "__main__":
    sys.exit(main())
