"""Writes `docs/mock-coverage.md`: what the mock does per operation, which tests exercised it, and what was compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.support.mock import arguments_for, by_gateway, by_toolzz, still_mock

from .compared import PAGE, ROOT, section

HEAD = """\
# What the mock does, and what tested it

Made by `python -m workshop.site.coverage` from a run of `tests/packages/mock`; not edited by hand. State: the tables
that a successful call changes (`+` added, `~` changed, `-` removed). Doors: through which it was asked in that run.
Errors: HTTP statuses answered, and `failed` for the gateway's `successful: false`. Faults: those that struck it. Tests:
how many exercised it through a door, and the one among them that exercises the fewest operations. The second table
says what was [compared with real servers](#compared-with-real-servers).

| operation | effect | state | doors | errors | faults | tests |
|---|---|---|---|---|---|---|
"""


def seen() -> list[list[Any]]:
    """What the tests of the mock exercised: operation, door, status, failed, fault, test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seen.json"
        environment = {**os.environ, "TOOLZZ_CAL_MOCK_COVERAGE": str(path)}
        options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        command = [sys.executable, "-m", "pytest", *options, "tests/packages/mock"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
        rows: list[list[Any]] = json.loads(path.read_text("utf-8"))
        return rows


def changes() -> dict[str, str]:
    """The tables that a successful call of each operation changes."""
    mock = still_mock()
    state: dict[str, str] = {}
    for name, operation in mock.specification.operations.items():
        mock.reset()
        if operation.slug:
            request = by_gateway(operation, arguments_for(mock, operation))
        else:
            request = by_toolzz(operation)
        before = _rows(mock.world.tables)
        mock.handle(request)
        after = _rows(mock.world.tables)
        state[name] = _changed(before, after)
    return state


def _changed(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> str:
    """The tables that differ, each with marks of how."""
    marks: dict[str, set[str]] = defaultdict(set)
    for table, row in before.keys() | after.keys():
        old = before.get((table, row))
        new = after.get((table, row))
        if old is None:
            marks[table].add("+")
        elif new is None:
            marks[table].add("-")
        elif old != new:
            marks[table].add("~")
    return ", ".join("".join(sorted(marks[table])) + table for table in sorted(marks))


def _rows(tables: dict[str, dict[Any, Any]]) -> dict[tuple[str, str], str]:
    return {
        (name, str(key)): json.dumps(row, sort_keys=True, default=str)
        for name, rows in tables.items()
        for key, row in rows.items()
    }


def main() -> None:
    """Writes the page."""
    rows, state = seen(), changes()
    rows = [row for row in rows if row[5].startswith("tests/packages/mock/")]
    reach = Counter(test for _, test in {(row[0], row[5]) for row in rows})
    lines = []
    for name, operation in sorted(still_mock().specification.operations.items()):
        own = [row for row in rows if row[0] == name]
        doors = ", ".join(sorted({door for _, door, *_ in own}))
        faults = ", ".join(sorted({fault for *_, fault, _ in own if fault}))
        tests = sorted({test for *_, test in own}, key=lambda test: (reach[test], test))
        statuses = {str(status) for _, _, status, *_ in own if status >= 400}
        failed = {"failed" for *_, failed, _, _ in own if failed}
        errors = sorted(statuses | failed)
        first = tests[0].removeprefix("tests/packages/mock/") if tests else "none"
        cells = (name, operation.effect, state[name], doors, ", ".join(errors), faults, f"{len(tests)}: `{first}`")
        lines.append(f"| {' | '.join(cells)} |\n")
    PAGE.write_text(HEAD + "".join(lines) + section(), "utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}: {len(lines)} operations")


if __name__ == "__main__":
    main()
