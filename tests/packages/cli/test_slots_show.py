"""`toolzz-cal slots show`: a week of free slots as a calendar."""

from __future__ import annotations

import pytest

SHOW = ("slots", "show", "--event-type-id", "10482", "--from", "2027-03-08")
HEAD = "         Mon      Tue      Wed      Thu      Fri      Sat      Sun"


def rows(ended):
    """The rows of the calendar by their time."""
    lines = [line.split() for line in ended.out.splitlines()]
    return {line[0]: line[1:] for line in lines if line and ":" in line[0]}


def test_a_week_in_80_columns(run):
    """Seven days beside each other, a row for each time, what is free by its time, what is not by a dot."""
    ended = run(*SHOW, "--time-zone", "America/Sao_Paulo")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.split() == HEAD.split() for line in lines)
    assert any(line.split() == [f"{day:02}.03." for day in range(8, 15)] for line in lines)
    free = rows(ended)
    assert free["09:00"] == ["09:00"] * 5 + ["·"] * 2
    assert free["12:00"] == ["12:00"] * 3 + ["·", "12:00", "·", "·"]  # Thursday's is booked
    assert lines[-1] == "79 free slots, times in America/Sao_Paulo"


def test_the_calendar_is_the_slots(run, mock):
    """What is drawn is what the upstream answers, no more and no less, in the zone that was asked for."""
    ended = run(*SHOW, "--time-zone", "Asia/Kolkata", "--days", "3")
    sent = mock.calls("slots.available")[-1].arguments
    assert sent["startTime"] == "2027-03-07T18:30:00Z"
    assert sent["endTime"] == "2027-03-10T18:30:00Z"
    drawn = sum(cell != "·" for row in rows(ended).values() for cell in row)
    answer = run("slots", "available", *option("event-type-id", "10482"), *option("start-time", sent["startTime"]),
                 *option("end-time", sent["endTime"]))  # fmt: skip
    assert drawn == sum(map(len, answer.data["slots"].values())) > 0


def option(name, value):
    """An option and its value."""
    return (f"--{name}", value)


def test_two_weeks(run):
    """A second week stands below the first."""
    ended = run(*SHOW, "--days", "14")
    assert ended.out.count("Mon") == 2
    assert "21.03." in ended.out


def test_a_narrow_terminal(run, monkeypatch):
    """As many days stand beside each other as fit, whole, and the others below them."""
    monkeypatch.setenv("COLUMNS", "40")
    ended = run(*SHOW, "--time-zone", "America/Sao_Paulo")
    lines = ended.out.splitlines()
    assert max(map(len, lines[:-1])) <= 40
    days = [line.split() for line in lines if ".03." in line]
    assert days == [["08.03.", "09.03.", "10.03."], ["11.03.", "12.03.", "13.03."], ["14.03."]]
    assert "…" not in ended.out
    assert lines[-1] == "79 free slots, times in America/Sao_Paulo"


def test_nothing_is_free(run):
    """A week without a slot is drawn empty and said to be."""
    ended = run("slots", "show", "--event-type-id", "10482", "--from", "2027-02-01")
    assert ended.code == 0
    assert "0 free slots" in ended.out


def test_today_is_the_default(run, mock):
    """Without a day the calendar begins with today."""
    assert run("slots", "show", "--event-type-id", "10482").code == 0
    mock.calls.assert_called_once("slots.available")


@pytest.mark.parametrize(
    "words",
    [
        ("--time-zone", "Mars/Olympus"),
        ("--time-zone", "../../etc/passwd"),
        ("--time-zone", "\x00"),
        ("--time-zone", ""),
        ("--from", "someday"),
        ("--from", "0001-01-01"),
        ("--from", "9999-12-31"),
        ("--days", "0"),
        ("--days", "15"),
        ("--event-type-id", "x"),
        ("--event-type-id", "-1"),
    ],
)
def test_what_can_not_be(words, run, mock):
    """A wrong day, zone or number is refused before anything is sent."""
    ended = run(*SHOW, *words)
    assert (ended.code, ended.out, mock.calls()) == (2, "", [])


def test_odd_answers(run, mock, monkeypatch):
    """What the upstream should not answer is no slot, and no traceback."""
    from toolzz_cal_cli.session import Session

    entries = [None, 7, {}, {"start": "x"}, "2027-04-01T09:00Z", "2027-03-08T09:00", "2027-03-08T23:30:00-03:00"]
    for answer in (None, [], {"slots": []}, {"slots": {"2027-03-08": entries}}):
        monkeypatch.setattr(Session, "run", lambda *_, answer=answer: answer)
        assert run(*SHOW).code == 0
    ended = run(*SHOW)
    assert rows(ended) == {"09:00": ["09:00", *"······"], "02:30": ["·", "02:30", *"·····"]}
    assert "2 free slots, times in UTC" in ended.out
