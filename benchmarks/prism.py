"""The peer of the mock server: Prism, from npm, in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks import data, measuring
from benchmarks.loading import NotMeasured
from contract.tools import PRISM

PACKAGE, VERSION, PROGRAM = PRISM
FOLDER = data.ROOT / "build" / f"prism-{VERSION}"
INSTALLING = 600  # seconds


def command(document: Path, port: int) -> list[str]:
    """How Prism is started on a document, with its examples as answers. Raises `NotMeasured` where it can't be had."""
    program = installed(FOLDER)
    return [_tool("node"), str(program), "mock", "--verboseLevel", "silent", "--port", str(port), str(document)]


def installed(folder: Path) -> Path:
    """Prism's program in a folder, put there by npm if need be."""
    program = folder / "node_modules" / PACKAGE / PROGRAM
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = [_tool("npm"), "install", "--no-audit", "--no-fund", "--save-exact", "--prefix", str(folder)]
        try:
            done = subprocess.run(
                [*install, f"{PACKAGE}@{VERSION}"],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
                timeout=INSTALLING,
                env=measuring.environment(),
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NotMeasured(f"npm could not install Prism ({type(problem).__name__})") from None
        if done.returncode or not program.exists():
            shutil.rmtree(folder)  # half of it would be taken for all of it the next time
            lines = [line for line in done.stderr.splitlines() if "error" in line.lower()] or [""]
            raise NotMeasured(f"npm could not install Prism ({lines[0].strip()[:120]})")
    return program


def _tool(name: str) -> str:
    path = shutil.which(name, path=measuring.environment()["PATH"])
    if path is None:
        raise NotMeasured(f"{'Node' if name == 'node' else name} is not installed")
    return path
