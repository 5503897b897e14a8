"""Journeys in `spec/journeys`, Arazzo documents: Redocly lints each, and walks it against the mock."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from toolzz_cal_mock.seed import ACCOUNT, ATTENDEE, EVENT_TYPE, PROJECT_KEY

from workshop.contract.linting import lint
from workshop.contract.running import Failed
from workshop.contract.serving import free_port, serving
from workshop.contract.tools import FOLDER, REDOCLY, ROOT, last_error, npm_program, run

JOURNEYS = ROOT / "spec" / "journeys"
SOURCE = "toolzz-cal"  # what the documents call the specification
NOW = "2027-03-01T12:00Z"  # of the mock; the times below are free a week later
WALKING = 120  # seconds
INPUTS: dict[str, object] = {
    "api_key": PROJECT_KEY,
    "user_id": ACCOUNT,
    "event_type_id": EVENT_TYPE,
    "first_day": "2027-03-10T00:00:00Z",
    "last_day": "2027-03-11T00:00:00Z",
    "start": "2027-03-10T14:00:00Z",
    "later_start": "2027-03-10T17:00:00Z",
    "name": ATTENDEE["name"],
    "email": ATTENDEE["email"],
    "time_zone": ATTENDEE["timeZone"],
    "reason": "A trial",
}


def documents() -> list[Path]:
    """Every journey."""
    return sorted(JOURNEYS.glob("*.arazzo.yaml"))


def check() -> str:
    """Lints every journey with Redocly's strictest rules, and has its `respect` make every call of it."""
    program = npm_program(*REDOCLY)
    steps = 0
    for document in documents():
        if found := lint(program, document):
            raise Failed(found)
        port = free_port()
        mock = [sys.executable, "-m", "toolzz_cal_mock", "mock", "--port", str(port), "--now", NOW, "--quiet"]
        with serving(mock, port, "the mock") as url:
            steps += _walked(program, document, url)
    return f"{len(documents())} journeys without a finding, {steps} steps walked against the mock"


def _walked(program: list[str], document: Path, url: str) -> int:
    """How many steps were made; raises `Failed` with the checks that did not hold."""
    report = FOLDER / f"{document.stem}.json"
    report.unlink(missing_ok=True)
    options = ["--input", json.dumps(INPUTS), "--server", f"{SOURCE}={url}", "--json-output", str(report)]
    try:
        done = run([*program, "respect", str(document), *options], seconds=WALKING)
    except subprocess.TimeoutExpired:
        raise Failed([f"{document.name}: the walk did not end in {WALKING} s"]) from None
    if not report.exists():
        raise Failed([f"{document.name}: Redocly gave up: {last_error(done.stderr or done.stdout)}"])
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    workflows = [each for file in told["files"].values() for each in file["executedWorkflows"]]
    steps = [step for workflow in workflows for step in workflow["executedSteps"]]
    wrong = [
        f"{document.name}: {step['stepId']}: {each['name']}: {each.get('message', '')}"
        for step in steps
        for each in step["checks"]
        if not each["passed"]
    ]
    if wrong or done.returncode:
        raise Failed(wrong or [f"{document.name}: Redocly ended with {done.returncode}"])
    return len(steps)
