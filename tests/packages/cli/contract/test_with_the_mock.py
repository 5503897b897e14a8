"""The mock says what its versions take as an upstream does, and recordings of it say what a program calls."""

import pytest
from toolzz_cal.operations import every
from toolzz_cal_cli.contract.used import used
from toolzz_cal_mock.tape import Tape

from tests.support.command_line import Terminal
from tests.support.counts import ACTIONS

VERSION = "20260721_00"


def test_the_mock_takes_what_the_client_sends(run, mock):
    """Every action is the same, by one read of each."""
    ended = run("doctor", "--contract", "--json")
    asked = list(mock.calls())
    assert (0, ACTIONS, ACTIONS) == (ended.code, ended.data["counts"]["same"], ended.data["requests"])
    assert {("GET", 200)} == {(each.request.method, each.status) for each in asked}
    assert ACTIONS == len(asked)
    assert "" == ended.err


def test_a_bar_on_a_terminal(run, monkeypatch):
    """It is drawn on a terminal's standard error, and counts the actions."""
    bar = Terminal()
    monkeypatch.setattr("sys.stderr", bar)
    run("doctor", "--contract", "--json")
    assert f"{ACTIONS}/{ACTIONS}" in bar.getvalue()


@pytest.mark.parametrize("shape", ["responses", "flat"])
def test_another_shape_is_found(shape, run, mock):
    """The client, which knows it, sends it by itself; the watch and the client agree on that."""
    mock.mock.settings.shapes = {VERSION: shape}
    ended = run("doctor", "--contract", "--json")
    (entry,) = [each for each in ended.data["contract"] if each["verdict"] != "same"]
    assert (0, "bookings.create", "adapts") == (ended.code, entry["operation"], entry["verdict"])
    assert f"Where that is refused, the client sends the form `{shape}` by itself." == entry["because"][-1]
    attendee = ("--attendee.name", "Ana", "--attendee.email", "ana@example.com", "--attendee.time-zone", "UTC")
    booking = ("bookings", "create", "--event-type-id", "10482", "--start", "2027-03-12T13:00:00Z", *attendee)
    assert 0 == run(*booking).code


def test_an_older_version_that_fits_is_found(run, mock):
    """Of a program that sends nothing else, by its own recording."""
    mock.mock.settings.shapes = {"20270101_00": "attendee"}
    ended = run("doctor", "--contract", "--json", "--toolkit-version", "20270101_00")
    assert {"20270101_00"} == {each["version"] for each in ended.data["contract"]}
    assert 0 == ended.code


def test_a_recording_of_the_mock_says_what_is_used(run, mock, tmp_path):
    """Whatever else it holds, refused calls included."""
    path = tmp_path / "calls.jsonl"
    run("me", "get")
    run("bookings", "get", "--booking-uid", "no-such-uid")
    tape = Tape(path)
    for exchange in mock.calls():
        tape.write(exchange)
    tape.close()
    assert {"me.get", "bookings.get"} == used(path, every())
    ended = run("doctor", "--contract", "--used", str(path), "--json")
    assert (0, 2) == (ended.code, ended.data["requests"])
