"""Programs in an interpreter of their own: what they patch, import or fork disturbs no other test."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.independence import PATIENCE


def fresh(program: str, *arguments: str) -> str:
    """What a fresh interpreter prints that runs a program; it imports what this one does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, *arguments]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
