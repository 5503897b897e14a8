"""The gym, given agents and scenarios that nobody should write but somebody does."""

import json
import sys
from contextlib import suppress

import pytest
from toolzz_cal_mock.gym import ScenarioError, run

from tests.packages.gym.sample import TEXT, checked, parsed
from tests.support.command_line import cleared, runner

# Parts of the sample that are replaced, by what, the line that is named, and what the message says.
WRONG = [
    ("zone: America/Sao_Paulo", "zone: null", 5, "'zone' is missing"),
    ("minutes: 30", "minutes: null", 7, "'minutes' is missing"),
    ("start: 2027-03-09T14:00:00Z", "start:", 10, "'start' is missing"),
    ("2027-03-01T12:00:00Z", "0001-01-01T00:00:00+14:00", 3, "is in no year that calendars are tested in"),
    ("2027-03-01T12:00:00Z", "9999-12-31T23:59:59Z", 3, "write one of 1970 to 9000"),
    ("owner: leo", "owner: leo, settings: 5", 7, "this must be an object"),
    ("owner: leo", "owner: leo, settings: {price: 0x1F}", 7, "is no number as JSON has it"),
    ("    event_type: call", "    answers: [1]\n    event_type: call", 10, "this must be an object"),
    ("    event_type: call", "    metadata: 5\n    event_type: call", 10, "this must be an object"),
    ("    event_type: call", "    title: [1]\n    event_type: call", 10, "this must be text"),
    ("unchanged: everything", "told: {says: ['']}", 17, "an empty text is in every answer"),
    ("unchanged: everything", "told: {never_says: [' ']}", 17, "an empty text is in every answer"),
    ("unchanged: everything", "told: {says: [[]]}", 17, "one of no texts can't be said"),
    ("unchanged: everything", "told: {says: [At 12:00], never_says: ['2:00']}", 17, "both said and never said"),
    ("unchanged: everything", "cancelled: [ana]\nlimits: {calls: 0}", 17, "more calls than the limit of 0"),
    ("title: A sample.", "title: " + "[" * 20_000, 1, "nested too deeply; write it flatter"),
    ("title: A sample.", "title: " + "{a: " * 20_000, 1, "nested too deeply; write it flatter"),
]


@pytest.mark.parametrize(("old", "new", "line", "told"), WRONG, ids=[each[1][:40] for each in WRONG])
def test_what_can_not_be_is_refused_where_it_stands(old, new, line, told):
    """What is null, out of all calendars, of another form or too deep; nothing else than the error comes of it."""
    with pytest.raises(ScenarioError) as refused:
        parsed(TEXT.replace(old, new, 1))
    assert f"sample.yaml:{line}: " in str(refused.value)
    assert told in str(refused.value)


def test_numbers_of_settings_are_what_they_are_written_as():
    """Below zero, and with a fraction."""
    made = parsed(TEXT.replace("owner: leo", "owner: leo, settings: {a: -5, b: 1.5, c: 7}"))
    assert {"a": -5, "b": 1.5, "c": 7} == made.event_types["call"].settings


def test_a_calendar_that_can_not_be_made_is_an_error_of_the_scenario():
    """Settings are Cal.com's own, so that it shows only when the world is made."""
    scenario = parsed(TEXT.replace("owner: leo", "owner: leo, settings: {locations: [5]}"))
    with pytest.raises(ScenarioError, match=r"sample: no calendar can be made of this .* as Cal.com has them"):
        run(scenario, lambda turn, tools: "Outcome: done")


def leaves(turn, tools):
    sys.exit(3)


def never_ends(turn, tools):
    while True:
        with suppress(Exception):  # as loops around models have it
            tools.run("me_get")


async def never_ends_later(turn, tools):
    never_ends(turn, tools)


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (lambda turn, tools: None, "the agent gave NoneType in place of text"),
        (lambda turn, tools: 5, "the agent gave int in place of text"),
        (leaves, "the agent raised SystemExit: 3"),
        (never_ends, "the agent did not stop after 200 calls"),
        (never_ends_later, "the agent did not stop after 200 calls"),
    ],
)
def test_an_agent_that_does_anything_else_than_answer_fails(agent, told):
    """It ends the scenario, and not the program that runs it."""
    result = run(checked("unchanged: everything"), agent)
    assert told == result.failures[0].what
    assert () == result.answers


def test_a_call_is_the_operation_s_by_whatever_name_and_way():
    """Tool, operation or slug, page by page, or with tools that the agent made for an event type."""

    def agent(turn, tools):
        for name in ("event_types_list", "event_types.list", "CAL_LIST_EVENT_TYPES", "webhooks_list", "no_such"):
            tools.run(name)
        tools.run_all("bookings_list")
        day = {"first_day": "2027-03-09", "last_day": "2027-03-09", "time_zone": "UTC"}
        tools.for_event_type(next(iter(tools.world.numbers.values()))).run("find_times", day)
        return "Outcome: done"

    result = run(checked("never_called: [event_types.*]"), agent)
    wanted = [*["event_types.list"] * 3, "webhooks.list", "no.such", "bookings.list", "slots.available"]
    assert wanted == [call.operation for call in result.calls]
    assert ["never_called"] == [finding.check for finding in result.failures]


def test_what_an_agent_prints_is_no_part_of_the_report(monkeypatch, capsys, tmp_path):
    """A program that reads the JSON can."""
    cleared(monkeypatch, tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.py").write_text("def agent(turn, tools):\n    print('thinking')\n    return 'Outcome: done'\n")
    told = runner(monkeypatch, capsys)("gym", "--agent", "talks:agent", "--only", "book-plain", "--json")
    assert 1 == json.loads(told.out)["scenarios"]
    assert "thinking" in told.err


def test_a_page_that_can_not_be_written_is_told_before_anything_is_run(monkeypatch, capsys, tmp_path):
    """Its folder has to be there."""
    cleared(monkeypatch, tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    told = runner(monkeypatch, capsys)("gym", "--agent", "scripted", "--html", "nowhere/page.html")
    assert (2, "") == (told.code, told.out)
    assert "nothing can be written into the folder nowhere" in told.err
