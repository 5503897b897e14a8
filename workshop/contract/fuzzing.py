"""Schemathesis sends the mock server requests of all kinds, right and wrong, and compares what it answers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from workshop.contract.documents import bundle
from workshop.contract.running import Failed
from workshop.contract.serving import free_port, serving
from workshop.contract.tools import FOLDER, last_error, program_in, python_with, run

PINS = ("schemathesis==4.32.5", "hypothesis==6.170.15")  # a seed means the same with the same two
LEAST = 20_000  # cases
SEED = 1
EXAMPLES = 10  # for each operation and phase
FUZZING = 1_200  # seconds
HOOKS = Path(__file__).with_name("hooks.py")
CREDENTIALS = ("X-Api-Key: ak_example", "Authorization: Bearer example-token")


def check() -> str:
    """All phases and all checks, with a seed."""
    python = python_with("schemathesis", *PINS)
    port = free_port()
    mock = [sys.executable, "-m", "toolzz_cal_mock", "mock", "--quiet", "--strict-auth", "--port", str(port)]
    with serving([*mock, "--now", "2027-03-01T12:00:00Z"], port, "The mock server") as address:
        headers = [part for each in CREDENTIALS for part in ("--header", each)]
        command = [
            str(program_in(python.parent.parent, "schemathesis")), "--no-color", "run", str(bundle()),
            "--url", address, *headers, "--checks", "all", "--max-examples", str(EXAMPLES), "--seed", str(SEED),
            "--generation-database", "none", "--warnings", "off", "--continue-on-failure",
        ]  # fmt: skip
        try:
            done = run(command, seconds=FUZZING, cwd=FOLDER, SCHEMATHESIS_HOOKS="hooks", PYTHONPATH=str(HOOKS.parent))
        except subprocess.TimeoutExpired:
            raise Failed([f"Schemathesis did not end in {FUZZING // 60} minutes"]) from None
    (FOLDER / "schemathesis.txt").write_text(done.stdout, "utf-8")
    return read(done.stdout, done.returncode, done.stderr)


def read(report: str, code: int, errors: str) -> str:
    """What a run's report comes to."""
    generated = re.search(r"^\s*(\d+) generated", report, re.MULTILINE)
    if generated is None:
        raise Failed([f"Schemathesis gave up: {last_error(errors or report)}"])
    cases = int(generated[1])
    if code:
        raise Failed([*_failures(report), "All of it is in build/contract/schemathesis.txt."])
    if cases < LEAST:
        raise Failed([f"Only {cases:,} cases were tried, {LEAST:,} are wanted; see `EXAMPLES` in fuzzing.py"])
    return f"{cases:,} cases, 0 failures, seed {SEED}"


def _failures(report: str) -> Iterator[str]:
    """Operation and finding of each failure."""
    for title, text in re.findall(r"^_{3,} (.+?) _{3,}$(.*?)(?=^_{3,} |^={3,} )", report, re.MULTILINE | re.DOTALL):
        for found in re.findall(r"^- (ST\d+ .+)$", text, re.MULTILINE):
            yield f"{title}: {found}"
