"""The tests that tell a mock what to hold and look whether it does; they are also part of `make test`."""

from __future__ import annotations

import re
import subprocess
import sys

from workshop.contract.running import Failed
from workshop.contract.tools import last_error, run

TESTS = "tests/contract/test_model.py"
TESTING = 900  # seconds


def check() -> str:
    """Runs them."""
    try:
        done = run([sys.executable, "-m", "pytest", "-q", TESTS], seconds=TESTING)
    except subprocess.TimeoutExpired:
        raise Failed([f"{TESTS} did not end in {TESTING} s"]) from None
    if done.returncode:
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        raise Failed(failed or [f"{TESTS}: {last_error(done.stdout + done.stderr)}"])
    found = re.search(r"(\d+) passed", done.stdout)
    return f"{found[1] if found else 'all'} tests, those of planted faults among them"
