"""Programs in an interpreter of their own: what they patch, import or fork disturbs no other test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.support.independence import PATIENCE


def fresh(program: str, *arguments: str) -> str:
    """What a fresh interpreter prints that runs a program; it imports what this one does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, *arguments]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


_TOGETHER = """
import json, multiprocessing

processes, count = multiprocessing.get_context("fork"), int(sys.argv[-1])
together = processes.Barrier(count, timeout=120)  # where one fails before it, the others hear of it

def turn(number):
    made = begin()
    together.wait()
    return work(made, f"worker-{number}")

with processes.Pool(count) as pool:  # at the barrier each waits for all, so that each has one turn
    print(json.dumps(pool.map(turn, range(count), chunksize=1)))
"""


def together(program: str, *arguments: str, count: int) -> list[Any]:
    """What so many processes answer that begin together.

    They are forks of one, which imports what they need: that takes longer than what they do.

    Args:
        program: It imports, and defines `begin()` and `work(begun, name)`: every process begins, and works once all
            have begun.
        arguments: What stands in `sys.argv` from 1 on.
        count: How many.
    """
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    answers: list[Any] = json.loads(fresh(program + _TOGETHER, *arguments, str(count)))
    assert len(answers) == count
    return answers
