"""Tries the client with other packages: `python -m workshop.fit [--here] [NAME …]`.

Without `--here` each row gets an environment of its own below `build/contract`, and `workshop/fit/results.json` and
`docs/compatibility.md` are written. With it the rows whose packages this environment has are tried in it, and compared
with what is recorded: what worked must work.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from workshop.contract.tools import FOLDER, ROOT
from workshop.contract.wheel import built
from workshop.fit.page import page
from workshop.fit.rows import ROWS, Row
from workshop.fit.trying import Seen, is_here, try_alone, try_here

RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "compatibility.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command.

    Returns:
        The status to exit with: 1 if something that is recorded as working does not work.
    """
    parser = argparse.ArgumentParser(prog="python -m workshop.fit", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="the rows to try; all by default")
    parser.add_argument("--here", action="store_true", help="in this environment, as far as it has the packages")
    options = parser.parse_args(arguments)
    known = {row.name: row for row in ROWS}
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"no row is called {', '.join(unknown)}; there are {', '.join(known)}")
    rows = [known[name] for name in options.names] or list(ROWS)
    recorded = read()
    if options.here:
        return _compare(rows, recorded)
    wheel = built(FOLDER / "fit-wheel")
    for row in rows:
        recorded[row.name] = try_alone(row, wheel)
        _tell(row, recorded[row.name])
        write(recorded)
    return 0


def read() -> dict[str, Seen]:
    """What was seen last, by row."""
    if not RESULTS.exists():
        return {}
    return {name: Seen.from_json(each) for name, each in json.loads(RESULTS.read_text("utf-8")).items()}


def write(seen: dict[str, Seen]) -> None:
    """Keeps what was seen, and writes the page."""
    ordered = {row.name: seen[row.name] for row in ROWS if row.name in seen}
    kept = {name: each.to_json() for name, each in ordered.items()}
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    PAGE.write_text(page(ordered), "utf-8", newline="\n")


def _compare(rows: Sequence[Row], recorded: dict[str, Seen]) -> int:
    """Tries what is here, and finds what worked when it was recorded and does not now."""
    worse: list[str] = []
    for row in rows:
        if not is_here(row):
            print(f"{row.name}: not here: {' '.join(row.packages)}")
            continue
        seen = try_here(row)
        _tell(row, seen)
        before = {each.claim for each in recorded[row.name].claims if each.holds} if row.name in recorded else set()
        worse += [f"{row.name}: {claim}" for claim in before - {each.claim for each in seen.claims if each.holds}]
    for each in sorted(worse):
        print(f"worked when it was recorded, and does not now: {each}")
    return 1 if worse else 0


def _tell(row: Row, seen: Seen) -> None:
    holding = sum(each.holds for each in seen.claims)
    print(f"{row.name}: {holding} of {len(seen.claims)}{f'; {seen.problem}' if seen.problem else ''}", flush=True)
    for each in seen.claims:
        if not each.holds:
            print(f"  not: {each.claim}: {each.seen}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
