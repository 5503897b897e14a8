"""A batch that somebody stops: what is under way ends, and it says where it stands and which command goes on."""

from __future__ import annotations

import json
import shlex
import signal
import time

import click
import pytest
from toolzz_cal_cli.interrupting import command_of, interrupts

from tests.support.command_line import environment, variables
from tests.support.independence import PATIENCE
from tests.support.running import Running

ME = {"operation": "me.get"}
USER = {
    "operation": "oauth_clients.users.create",
    "arguments": {"clientId": "client_example_4821", "name": "Ana Prado", "email": "one@example.com"},
}


def create(hour):
    """A line that books."""
    attendee = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
    arguments = {"start": f"2027-03-12T{hour:02}:00:00Z", "eventTypeId": 10482, "attendee": attendee}
    return {"operation": "bookings.create", "arguments": arguments}


@pytest.fixture
def start(mock, tmp_path):
    """Starts a command in a folder of its own."""
    started = []

    def begun(*words):
        started.append(Running(words, environment(**variables(mock.url)), tmp_path))
        return started[-1]

    yield begun
    for each in started:
        each.end()


@pytest.fixture
def lines(tmp_path):
    """Writes the lines of a batch, in a file whose name a shell would take apart."""

    def written(*lines):
        (tmp_path / "my calls.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in lines), "utf-8")

    return written


def until_called(mock, operation):
    """Waits until the mock is asked for something."""
    deadline = time.monotonic() + PATIENCE
    while not mock.calls(operation):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_first_lets_calls_end_and_the_named_command_goes_on(start, lines, mock):
    """It tells what is done, failed, unknown and left, and what to type; that does the rest, and nothing twice."""
    mock.faults.add("status", status=400, operation="me.get", times=1)
    mock.faults.add("drop_after", operation=USER["operation"], times=1)
    mock.faults.add("latency", latency=0.5, operation="bookings.create", times=1)
    lines(ME, USER, create(13), create(14))
    run = start("batch", "my calls.jsonl", "--concurrency", "1", "--base-url", mock.url)
    until_called(mock, "bookings.create")
    run.stop(signal.SIGINT)
    assert run.ended() == 130
    told = "".join(run.err).splitlines()
    assert told[0] == "stopping: calls under way are let end; Ctrl-C once more ends at once"
    assert told[1:3] == [
        "4 lines: 1 done, 1 failed, 1 unknown, 1 left",
        "To go on, which repeats nothing that was done:",
    ]
    assert told[-1] == "stopped"
    program, *words = shlex.split(told[3])
    assert program == "toolzz-cal"
    again = start(*words)
    assert again.ended() == 5
    assert sorted(again.states.values()) == ["done", "done", "done", "unknown"]
    assert len(mock.calls("bookings.create")) == 2
    mock.calls.assert_called_once(USER["operation"])


def test_the_second_ends_at_once(start, lines, mock):
    """Without waiting for the call under way, which would take longer than anybody waits here."""
    mock.faults.add("latency", latency=PATIENCE + 60, operation="bookings.create")
    lines(create(13), create(14))
    run = start("batch", "my calls.jsonl", "--concurrency", "1")
    until_called(mock, "bookings.create")
    run.stop(signal.SIGINT)
    run.says("Ctrl-C once more ends at once")
    run.stop(signal.SIGINT)
    assert run.ended() == 130
    assert "what was under way is looked up by the same command" in "".join(run.err)
    status = start("batch", "my calls.jsonl", "--status")
    assert status.ended() == 0
    assert "".join(status.out) == "2 lines: 1 in progress, 1 waiting\n"
    mock.calls.assert_called_once("bookings.create")


def test_no_password_is_named():
    """An address in the command may hold one; a word with blanks is quoted."""
    typed = ("batch", "my calls.jsonl", "--journal", "redis://:example-password@127.0.0.1:6379/0")
    context = click.Context(click.Command("toolzz-cal"), obj=typed)
    told = command_of(click.Context(click.Command("batch"), parent=context))
    assert told.startswith("toolzz-cal batch 'my calls.jsonl' --journal")
    assert "127.0.0.1:6379/0" in told
    assert "example-password" not in told


def test_ctrl_c_is_afterwards_what_it_was():
    """Whoever calls the command from a program of theirs keeps their own handler."""
    before = signal.getsignal(signal.SIGINT)
    with interrupts(lambda: None, "…"):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
