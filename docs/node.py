"""Redocly from npm, which makes the HTTP reference, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from contract.tools import REDOCLY

PACKAGE, VERSION, PROGRAM = REDOCLY
INSTALLING, BUILDING = 600, 120  # seconds
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


class NotBuiltError(Exception):
    """Why there is no HTTP reference, as a sentence that follows "because"."""


def http_reference(document: Path, output: Path, folder: Path, *, install: bool) -> None:
    """Writes the HTTP reference of a bundled specification as one file that needs nothing else.

    Args:
        document: The bundled specification.
        output: The file to write.
        folder: Where Redocly is, or is to be.
        install: Whether npm may fetch Redocly when it is not there.

    Raises:
        NotBuiltError: Node is missing, Redocly can't be had, or it refused.
    """
    node, program = _tool("node"), folder / "node_modules" / PACKAGE / PROGRAM
    if not program.exists():
        if not install:
            raise NotBuiltError(f"{PACKAGE} is not in {folder.name}; `make docs` fetches it")
        _install(folder)
    _run([node, str(program), "build-docs", str(document), "--inlineBundle", "-o", str(output)], folder, BUILDING)


def _install(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        command = [_tool("npm"), "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        _run([*command, f"{PACKAGE}@{VERSION}"], folder, INSTALLING)
    except NotBuiltError:
        shutil.rmtree(folder)  # half of it would be taken for all of it the next time
        raise


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise NotBuiltError(f"{'Node' if name == 'node' else name} is not installed")
    return path


def _run(command: list[str], folder: Path, seconds: float) -> None:
    what = Path(command[0]).name
    try:
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False,
            timeout=seconds,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NotBuiltError(f"{what} did not end well ({type(problem).__name__})") from None
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if "err" in line.lower()] or [
            f"code {done.returncode}"
        ]
        raise NotBuiltError(f"{what} failed: {lines[0][:160]}")
