"""Runs the program of a row, in an environment of its own or in this one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from workshop.contract.running import NotRun
from workshop.contract.tools import last_error, python_with, run
from workshop.fit.rows import Row

CHECKS = Path(__file__).parent / "checks"
SECONDS = 900
# What the client itself needs, as it was when the page was made.
OWN = ("attrs==26.1.0", "httpx==0.28.1")
_MARK = "fit: "


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said to hold, whether it does, and what was seen if not."""

    claim: str
    holds: bool
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run of a row's program showed.

    Attributes:
        packages: What was installed, as the row names it.
        python: The Python's version.
        claims: What the program said of each of its claims.
        problem: Why it could not be tried, or why it stopped before its end.
    """

    packages: tuple[str, ...]
    python: str
    claims: tuple[Claim, ...] = ()
    problem: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Seen:
        """One that was kept."""
        claims = tuple(Claim(**each) for each in data["claims"])
        return cls(tuple(data["packages"]), data["python"], claims, data["problem"])

    def to_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return asdict(self)


def is_here(row: Row) -> bool:
    """Whether this environment has the row's packages, in exactly these versions."""
    return all(_version(pin.partition("==")[0].partition("[")[0]) == pin.partition("==")[2] for pin in row.packages)


def try_here(row: Row) -> Seen:
    """What the row's program shows in this environment."""
    return _tried(row, Path(sys.executable))


def try_alone(row: Row, wheel: Path) -> Seen:
    """What the row's program shows in an environment with the row's packages and the client's wheel alone."""
    try:
        python = python_with(f"fit-{row.name}", *row.packages, *OWN)
    except NotRun as why:
        return Seen(row.packages, _python(Path(sys.executable)), problem=str(why))
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", str(wheel)]
    done = run([str(python), *install], seconds=SECONDS)
    if done.returncode:
        return Seen(row.packages, _python(python), problem=last_error(done.stderr))
    return _tried(row, python)


def _tried(row: Row, python: Path) -> Seen:
    try:
        done = run([str(python), str(CHECKS / row.program)], seconds=SECONDS, cwd=CHECKS, PYTHONWARNINGS="ignore")
    except subprocess.TimeoutExpired:
        return Seen(row.packages, _python(python), problem=f"it did not end within {SECONDS} seconds")
    lines = [line.removeprefix(_MARK) for line in done.stdout.splitlines() if line.startswith(_MARK)]
    claims = tuple(Claim(**json.loads(line)) for line in lines)
    problem = last_error(done.stderr) if done.returncode or not claims else ""
    return Seen(row.packages, _python(python), claims, problem)


def _python(python: Path) -> str:
    return run([str(python), "-c", "import platform; print(platform.python_version())"], seconds=60).stdout.strip()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
