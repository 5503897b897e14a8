"""What a run found, and the file that keeps it: every page and picture is made from `results.json` alone."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.report import Row, Table

FILE = Path(__file__).with_name("results.json")
TOOLS = ("toolzz-cal", "httpx", "attrs", "orjson", "uvicorn", "jsonschema-rs")
DIGITS = 6  # of each figure; more would only be noise in the file's history


@dataclass(frozen=True)
class Run:
    """One run of everything.

    Attributes:
        day: The day it was made on, `YYYY-MM-DD`.
        python: The interpreter and its version.
        computer: The processor and how many cores there were.
        versions: Of what was measured and what it stands on; peers carry theirs in their names.
        tables: The rows, as they are read together.
        notes: How it was measured, a paragraph each.
    """

    day: str
    python: str
    computer: str
    versions: Mapping[str, str]
    tables: Sequence[Table]
    notes: Sequence[str]


def run_of(tables: Sequence[Table], notes: Iterable[str]) -> Run:
    """A run that was just made, on this computer.

    Args:
        tables: What was found.
        notes: Texts of the measuring modules; an empty line begins a paragraph.
    """
    return Run(
        datetime.now(UTC).date().isoformat(),
        f"{platform.python_implementation()} {platform.python_version()}",
        f"{_processor()}, {os.cpu_count()} cores",
        {name: version(name) for name in TOOLS},
        tables,
        [paragraph.strip() for each in notes for paragraph in each.strip().split("\n\n")],
    )


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    if file.exists():
        model = re.search(r"^model name\s*:\s*(.+)$", file.read_text("utf-8"), re.M)
        if model is not None:
            return " ".join(model[1].split())
    return platform.processor() or platform.machine()


def written(run: Run) -> str:
    """The text of `results.json`."""
    plain = asdict(run)
    plain["notes"] = [note.split("\n") for note in run.notes]
    return json.dumps(_lean(plain), indent=1, ensure_ascii=False) + "\n"


def read(text: str) -> Run:
    """A run from its text.

    Raises:
        ValueError: It is not what `written` writes; the message says what is wrong.
    """
    try:
        run: dict[str, Any] = json.loads(text)
        tables = []
        for table in run.pop("tables"):
            tables.append(Table(table["title"], [_row(row) for row in table["rows"]]))
        notes = ["\n".join(lines) for lines in run.pop("notes")]
        return Run(**run, tables=tables, notes=notes)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as problem:
        why = f"{type(problem).__name__}: {problem}"
        raise ValueError(f"{FILE.name} is not the file of a run ({why}); `make bench` writes it") from problem


def _row(values: dict[str, Any]) -> Row:
    ours = values.pop("ours", None)
    if ours is not None:
        ours = Figure(**ours)
    peers = {name: Figure(**figure) for name, figure in values.pop("peers", {}).items()}
    return Row(**values, ours=ours, peers=peers)


def _lean(value: Any) -> Any:
    """Without what is empty, and without digits that tell nothing."""
    if isinstance(value, dict):
        return {name: _lean(inner) for name, inner in value.items() if inner not in (None, "", {}, False)}
    if isinstance(value, list | tuple):
        return [_lean(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    return value
