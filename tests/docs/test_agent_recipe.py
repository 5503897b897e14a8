"""The recipe for an agent books one meeting for a conversation, whatever time a model picks once it starts anew."""

import json
import sys

import pytest

from tests.support.recipes import (
    EXAMPLES,
    SHORTER,
    booked,
    booking,
    email,
    environment,
    hold,
    program,
    python,
    wait_for_call,
)

# `client` is made when the recipe is imported; a copy with less patience takes its place.
AGENT = f"""
import json, os
from contextlib import closing
from toolzz_cal import ToolzzCalError, journal
import agent_meeting as recipe
{SHORTER}
with recipe.client, closing(journal.open(os.environ["JOURNAL_URL"], lease=recipe.LEASE)) as shared:
    with recipe.client.with_options(journal=shared, timeout=recipe.ATTEMPT) as recipe.client:
        try:
            meeting = recipe.book_meeting(*json.loads(os.environ["PICKED"]))
        except ToolzzCalError as problem:
            print(json.dumps([type(problem).__name__, getattr(problem, "state", None)]))
        else:
            print(json.dumps([meeting.uid, meeting.start.strftime("%Y-%m-%dT%H:%M:%SZ")]))
"""


@pytest.fixture
def variables(toolzz_cal_mock_server, tmp_path, redis_url):
    """What an agent is told that picks the time of the booking of a number, for one conversation with one guest."""

    def told(number):
        picked = json.dumps(["conversation-5", booking(number)["start"], booking(0)["attendee"]])
        return environment(toolzz_cal_mock_server, tmp_path, JOURNAL_URL=redis_url, PICKED=picked)

    return told


@pytest.fixture
def answer(variables, monkeypatch, capsys):
    """What an agent prints in the end that imports the recipe anew; one that is killed is a process of its own."""

    def to_its_end(number):
        with monkeypatch.context() as patches:
            patches.syspath_prepend(EXAMPLES)
            for name, value in variables(number).items():
                patches.setenv(name, value)
            sys.modules.pop("agent_meeting", None)
            capsys.readouterr()
            exec(compile(AGENT, "agent", "exec"), {})
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    yield to_its_end
    sys.modules.pop("agent_meeting", None)


def test_an_agent_that_is_killed_picks_another_time(variables, answer, toolzz_cal_mock_server, tmp_path):
    """It had booked the first one: that is the meeting."""
    hold(toolzz_cal_mock_server)
    with program(tmp_path, python(AGENT), variables(1)) as run:
        wait_for_call(toolzz_cal_mock_server, run)
        run.kill()
    uid, start = answer(2)
    assert start == booking(1)["start"]
    assert booked(toolzz_cal_mock_server) == {email(0): [uid]}
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 1


def test_an_agent_that_has_booked_picks_another_time(answer, toolzz_cal_mock_server):
    """It is told of the meeting that there is; and picks the same time, and is told the same."""
    first = answer(1)
    assert [answer(2), answer(1)] == [first, first]
    assert booked(toolzz_cal_mock_server) == {email(0): [first[0]]}
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 1


def test_a_time_that_is_refused_leaves_room_for_another(answer, toolzz_cal_mock_server):
    """The next one is booked, once."""
    toolzz_cal_mock_server.seed.booking(start=booking(1)["start"])
    assert answer(1) == ["ActionFailed", None]
    uid, start = answer(2)
    assert start == booking(2)["start"]
    assert answer(3) == [uid, start]
    assert booked(toolzz_cal_mock_server) == {email(0): [uid]}


def test_a_time_that_nobody_knows_of(answer, toolzz_cal_mock_server):
    """What was sent and may have got lost is no meeting yet: another time is refused until the first one is settled."""
    toolzz_cal_mock_server.faults.add("drop_before", operation="bookings.create")
    assert answer(1) == ["OutcomeUnknown", None]
    toolzz_cal_mock_server.faults.clear()
    assert answer(2) == ["IdempotencyKeyReused", "unknown"]
    assert not booked(toolzz_cal_mock_server)
    uid, _ = answer(1)
    assert booked(toolzz_cal_mock_server) == {email(0): [uid]}
