"""The project's own tests elsewhere: with the oldest dependencies that are declared, and on the other Pythons here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workshop.contract.running import Failed, NotRun
from workshop.contract.tools import FOLDER, ROOT, last_error, program_in, python_with, run
from workshop.contract.wheel import pythons

UV = "uv==0.13.9"
# What is installed from the wheel, and its tests. The generator's own dependencies are exact, so they have no oldest.
EXTRAS = ("celery", "cli", "fast", "journal", "limits", "mcp", "mock", "otel")
TESTS = ("client", "packages", "spec")
# The generator's own tests have no place there; the rest do without its parser, which asks for a newer rich.
NOT_THERE = "tests/client/test_up_to_date.py"
# The plugin of the oldest anyio uses a name of pytest that newer versions warn of. No test asks for it.
NOT_LOADED = "-p no:anyio"
WITH_GROUPS = "pip>=25.1"  # the first that reads dependency groups
LEFT_OUT = {"atheris", "fastmcp", "matplotlib", "openapi-python-client", "toolzz-cal"}
INSTALLING = 900  # seconds
TESTING = 1800  # seconds


def oldest() -> str:
    """Installs each dependency at the first version that is allowed and runs the tests of what is published.

    Where a dependency asks for more of another than this project does, its bound counts.
    """
    uv = program_in(python_with("uv", UV).parent.parent, "uv")
    python = _empty("oldest", sys.executable)
    install = [str(uv), "pip", "install", "--system-certs", "--resolution", "lowest-direct", "--python", str(python)]
    _installed([*install, "--editable", f".[{','.join(EXTRAS)}]", *tools(_document())])
    return f"Python {_version(python)}: {_tested(python, '--ignore', NOT_THERE, pytest_options=NOT_LOADED)}"


def elsewhere() -> str:
    """Installs what `make test` does on each other Python of this machine, and runs the same tests there."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    others = {version: path for version, path in sorted(pythons().items()) if version != here}
    if not others:
        raise NotRun(f"{here} is the only Python of this machine that the project supports")
    told, findings = [], []
    for version, path in others.items():
        python = _empty(f"python-{version}", path)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        _installed([*pip, WITH_GROUPS])
        extras = ",".join(_document()["project"]["optional-dependencies"])
        _installed([*pip, "--editable", f".[{extras}]", "--group", "dev"])
        try:
            told.append(f"Python {version}: {_tested(python)}")
        except Failed as problem:
            findings += [f"Python {version}: {each}" for each in problem.findings]
    if findings:
        raise Failed(findings)
    return "; ".join(told)


def tools(document: dict[str, Any]) -> list[str]:
    """What the tests need besides, exactly as pyproject.toml has it, without what is to be the oldest."""
    project, groups = document["project"], document["dependency-groups"]
    published = {_name(need) for need in project["dependencies"]}
    published |= {_name(need) for extra in EXTRAS for need in project["optional-dependencies"][extra]}
    needed = [need for need in (*groups["dev"], *groups["generator"]) if isinstance(need, str)]
    return [need for need in needed if _name(need) not in published | LEFT_OUT]


def _document() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _name(need: str) -> str:
    """The package of a requirement."""
    return re.split(r"[^\w.-]", need, maxsplit=1)[0].lower()


def _empty(name: str, python: str) -> Path:
    """The Python of a new environment below `FOLDER`."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    made = run([python, "-m", "venv", str(folder)], seconds=INSTALLING)
    if made.returncode:
        raise NotRun(f"no environment can be made ({last_error(made.stderr or made.stdout)})")
    return program_in(folder)


def _installed(command: Sequence[str]) -> None:
    try:
        done = run(command, seconds=INSTALLING)
    except subprocess.TimeoutExpired:
        raise NotRun(f"installing did not end in {INSTALLING} s") from None
    if done.returncode:
        raise NotRun(f"the dependencies can't be installed ({last_error(done.stderr or done.stdout)})")


def _version(python: Path) -> str:
    said = run([str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], seconds=60)
    return said.stdout.strip()


def _tested(python: Path, *options: str, pytest_options: str = "") -> str:
    """How the tests end there; raises `Failed` with those that fail."""
    tests = [f"tests/{each}" for each in TESTS]
    command = [str(python), "-m", "pytest", "-q", "-n", "auto", *options, *tests]
    try:
        done = run(command, seconds=TESTING, PYTEST_ADDOPTS=pytest_options)
    except subprocess.TimeoutExpired:
        raise Failed([f"the tests did not end in {TESTING} s"]) from None
    lines = done.stdout.splitlines()
    if done.returncode:
        failed = [line for line in lines if line.startswith(("FAILED tests", "ERROR tests", "order of the tests"))]
        raise Failed(failed or [last_error(done.stdout + done.stderr)])
    return lines[-1]
