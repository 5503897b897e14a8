"""The recipe for a pool of processes books each job of a file once, whatever is killed, and says so."""

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.recipes import (
    EXAMPLES,
    SHORT,
    booked,
    booking,
    email,
    environment,
    hold,
    program,
    wait_for_call,
)

JOBS = 12
REFUSED = "refused"


@pytest.fixture
def run_of(toolzz_cal_mock_server, tmp_path):
    """Runs the recipe on jobs of which one asks for a slot that somebody has."""
    taken = booking(JOBS)
    toolzz_cal_mock_server.seed.booking(start=taken["start"])
    jobs = [{"id": str(number), "booking": booking(number)} for number in range(JOBS)]
    jobs.append({"id": REFUSED, "booking": taken})
    (tmp_path / "jobs.jsonl").write_text("\n".join(map(json.dumps, jobs)), "utf-8")
    text = (EXAMPLES / "process_pool.py").read_text("utf-8")
    for name, value in SHORT.items():  # processes that are spawned read the file anew
        before = next(line for line in text.splitlines() if line.startswith(f"{name} = "))
        text = text.replace(before, f"{name} = {value}")
    (tmp_path / "process_pool.py").write_text(text, "utf-8")
    variables = environment(toolzz_cal_mock_server, tmp_path, JOURNAL_URL=f"sqlite:///{tmp_path}/calls.db")
    return lambda: program(
        tmp_path, [sys.executable, str(tmp_path / "process_pool.py"), str(tmp_path / "jobs.jsonl")], variables
    )


def assert_told(server, said):
    """Every job has its own booking and was told of it, or of its refusal."""
    told = {each["id"]: each for each in (json.loads(line) for line in said.splitlines() if line.startswith("{"))}
    made = booked(server)
    refused = told.pop(REFUSED)
    assert refused["error"]["type"] == "ActionFailed"
    assert made == {email(int(job)): [each["uid"]] for job, each in told.items()}
    assert len(made) == JOBS


def of_the_pool(run):
    """The processes that run jobs."""
    for pid in run.descendants():
        with suppress(FileNotFoundError):  # it has ended meanwhile
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                yield pid


def test_a_process_of_the_pool_is_killed(run_of, toolzz_cal_mock_server):
    """In the middle of a call: the rest goes on, and the booking that was made is found."""
    hold(toolzz_cal_mock_server)
    with run_of() as run:
        wait_for_call(toolzz_cal_mock_server, run)
        for pid in of_the_pool(run):
            os.kill(pid, signal.SIGKILL)
        assert run.wait() == 0, run.said
        assert_told(toolzz_cal_mock_server, run.said)
        assert "a process was killed" in run.said


def test_everything_is_killed(run_of, toolzz_cal_mock_server):
    """And run again: what was booked is told again, what was not is booked."""
    hold(toolzz_cal_mock_server)
    with run_of() as run:
        wait_for_call(toolzz_cal_mock_server, run)
        run.kill()
    with run_of() as run:
        assert run.wait() == 0, run.said
        assert_told(toolzz_cal_mock_server, run.said)
