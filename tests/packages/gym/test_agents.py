"""Agents of every make are run alike: models behind a function, clients of MCP, and what a name leads to."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from toolzz_cal_mock.gym import AgentError, McpAgent, anthropic_agent, named_agent, openai_agent, run, scenarios, select
from toolzz_cal_mock.gym.scripted import Scripted

from tests.packages.gym.sample import checked

CHECKS = "cancelled: [ana]\nunchanged: others\ntold: {outcome: done}"
CLIENT = Path(__file__).parent / "mcp_client.py"


class Model:
    """A model that looks and then cancels, in the form that a vendor's interface has; it keeps what it was asked."""

    def __init__(self, calls, said):
        self._calls, self._said, self.asked = calls, said, []

    def __call__(self, messages, tools, **more):
        self.asked.append((list(messages), tools, more))
        calls, said = self._calls, self._said
        step = len(self.asked) - 1
        return calls[step](messages) if step < len(calls) else said


def uid_in(text):
    """The uid in what a tool answered."""
    return text.partition('"uid":"')[2].partition('"')[0]


def openai_call(name, arguments):
    """A message of a model that calls a tool."""
    function = {"name": name, "arguments": arguments}
    return {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "type": "function", "function": function}]}


def test_a_model_as_openai_has_it():
    """It is told the rules as system prompt, gets tools in its vendor's form, and sees what they answer."""
    cancel = '{{"bookingUid": "{}", "cancellationReason": "Because"}}'
    model = Model(
        [
            lambda _: openai_call("bookings_list", "{}"),
            lambda messages: openai_call("bookings_cancel", cancel.format(uid_in(messages[-1]["content"]))),
        ],
        {"role": "assistant", "content": "It is gone.\nOutcome: done"},
    )
    result = run(checked(CHECKS), openai_agent(model))
    assert result.failures == []
    messages, tools, _ = model.asked[0]
    assert ["system", "user"] == [each["role"] for each in messages]
    assert "Outcome: not done" in messages[0]["content"]
    assert "bookings_create" in [each["function"]["name"] for each in tools]
    assert "tool" == model.asked[2][0][-1]["role"]


def test_a_model_as_anthropic_has_it():
    """The rules go in as `system`, calls and results as blocks."""

    def used(name, arguments):
        return {"content": [{"type": "tool_use", "id": "1", "name": name, "input": arguments}]}

    def cancel(messages):
        found = uid_in(messages[-1]["content"][0]["content"])
        return used("bookings_cancel", {"bookingUid": found, "cancellationReason": "Because"})

    said = {"content": [{"type": "text", "text": "It is gone.\nOutcome: done"}]}
    model = Model([lambda _: used("bookings_list", {}), cancel], said)
    result = run(checked(CHECKS), anthropic_agent(model))
    assert result.failures == []
    messages, tools, more = model.asked[0]
    assert ["user"] == [each["role"] for each in messages]
    assert "Outcome: not done" in more["system"]
    assert "input_schema" in tools[0]


def test_a_model_that_never_stops_is_stopped():
    """After so many questions in a turn."""
    endless = openai_call("bookings_list", "{}")
    result = run(checked("unchanged: everything"), openai_agent(lambda messages, tools: endless, rounds=3))
    assert (3, ("I did not come to an end.",)) == (len(result.calls), result.answers)


def test_a_program_that_is_a_client_of_mcp():
    """It reaches the mock through the server of this package; what it did there is seen."""
    pytest.importorskip("mcp")
    result = run(checked(CHECKS), McpAgent([sys.executable, str(CLIENT)]))
    assert result.failures == []
    assert ["bookings.list", "bookings.cancel"] == [call.operation for call in result.calls]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ([sys.executable, "-c", "input(); print('hello')"], "the program gave 'hello"),
        ([sys.executable, "-c", ""], "the program gave ''"),
        (["/nowhere/agent"], "/nowhere/agent can't be started"),
    ],
)
def test_a_program_that_gives_no_answer_fails(command, told):
    """And the scenario with it; the others can go on."""
    (failure,) = run(checked("unchanged: everything"), McpAgent(command)).failures
    assert told in failure.what


def test_agents_by_name():
    """A class is made, a function taken, and what is not there is told."""
    assert isinstance(named_agent("scripted"), Scripted)
    assert isinstance(named_agent("toolzz_cal_mock.gym.scripted:Scripted"), Scripted)
    assert named_agent("toolzz_cal_mock.gym.running:run") is run
    for name, told in (
        ("agent", "names no agent; write scripted, or module:name"),
        ("no.such:agent", "there is no module no"),
        ("json:agent", "the module json has no agent"),
        ("toolzz_cal_mock.gym.agents:MOST_ROUNDS", "can't be called"),
    ):
        with pytest.raises(AgentError, match=told):
            named_agent(name)


def test_tools_made_for_an_event_type():
    """The runner or the scenario says so: four tools, whose calls are kept under their operations' names."""

    def agent(turn, tools):
        assert ["bookings_list", "find_times", "book", "move", "cancel"] == list(tools.names)
        day = {"first_day": "2027-03-09", "last_day": "2027-03-09", "time_zone": turn.caller.zone}
        assert "T15:00:00-03:00" in tools.run("find_times", day).text
        guest = {"name": turn.caller.name, "email": turn.caller.email, "time_zone": turn.caller.zone}
        booked = tools.run("book", {"start": "2027-03-09T15:00:00-03:00", **guest})
        assert not booked.is_error, booked.text
        return "Booked: 15:00.\nOutcome: done"

    (scenario,) = select(scenarios(), ["book-plain"])
    result = run(scenario, agent, tools="event-type")
    assert result.failures == []
    assert ["slots.available", "bookings.create"] == [call.operation for call in result.calls]
    assert run(replace(scenario, tools="event-type"), agent).failures == []
