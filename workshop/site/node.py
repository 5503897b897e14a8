"""Redocly, which makes the HTTP reference, in a folder of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from workshop.contract.running import NotRun
from workshop.contract.tools import REDOCLY, last_error, npm_program, run

VERSION = REDOCLY[1]
BUILDING = 120  # seconds


class NotBuiltError(Exception):
    """Why there is no HTTP reference, as a sentence that follows "because"."""


def http_reference(document: Path, output: Path, folder: Path, *, install: bool) -> None:
    """Writes the HTTP reference of a bundled specification as one file that needs nothing else.

    Args:
        document: The bundled specification.
        output: The file to write.
        folder: Where Redocly is, or is to be.
        install: Whether Redocly may be fetched when it is not there, and Node for it.

    Raises:
        NotBuiltError: Node is missing, Redocly can't be had, or it refused.
    """
    try:
        program = npm_program(*REDOCLY, folder=folder, install=install)
    except NotRun as why:
        raise NotBuiltError(str(why)) from None
    command = [*program, "build-docs", str(document.resolve()), "--inlineBundle", "-o", str(output.resolve())]
    try:
        done = run(command, seconds=BUILDING, cwd=folder)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NotBuiltError(f"Redocly did not end well ({type(problem).__name__})") from None
    if done.returncode:
        raise NotBuiltError(f"Redocly failed: {last_error(done.stderr or done.stdout)}")
