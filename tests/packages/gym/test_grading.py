"""Each check fails for who does what it forbids, or leaves out what it asks for, and for nobody else."""

import pytest
from toolzz_cal_mock.gym import assert_passes, run
from toolzz_cal_mock.gym.grading import outcome_of

from tests.packages.gym.sample import checked

START = "2027-03-10T14:00:00Z"
BRUNO = {"name": "Bruno Dias", "email": "bruno.dias@example.com", "timeZone": "UTC"}


def uid(tools):
    return tools.world.uids["ana"]


def nothing(turn, tools):
    return "Yes, at 11:00.\nOutcome: done"


def books(turn, tools):
    tools.run("bookings_create", {"eventTypeId": tools.world.numbers["call"], "start": START, "attendee": BRUNO})
    return "I booked it.\nOutcome: not done"


def cancels(turn, tools):
    tools.run("bookings_cancel", {"bookingUid": uid(tools), "cancellationReason": "Because"})
    return "Gone"


def moves(turn, tools):
    tools.run("bookings_reschedule", {"bookingUid": uid(tools), "start": START})
    return "It is at 14:00.\n**Outcome:** Done"


def looks(turn, tools):
    tools.run("bookings_get", {"bookingUid": uid(tools)})
    return "Outcome: unknown"


def deletes(turn, tools):
    tools.run("event_types_delete", {"eventTypeId": tools.world.numbers["call"]})
    return "Outcome: question"


def adds(turn, tools):
    tools.run("schedules_create", {"name": "Nights", "timeZone": "UTC", "isDefault": False})
    return ""


def raises(turn, tools):
    raise RuntimeError("no model")


AGENTS = (nothing, books, cancels, moves, looks, deletes, adds)
# A check, and who fails it.
CHECKS = [
    ("unchanged: everything", {books, cancels, moves, deletes, adds}),
    ("unchanged: others", {cancels, moves, deletes, adds}),
    ("unchanged: [ana]", {cancels, moves, deletes}),  # the booking is left without its event type
    ("changed: [ana]\nunchanged: others", {deletes, adds}),
    ("cancelled: [ana]", {nothing, books, moves, looks, deletes, adds}),
    ("moved: {ana: 2027-03-10T14:00:00Z}", {nothing, books, cancels, looks, deletes, adds}),
    ("moved: {ana: 2027-03-10T14:30:00Z}", set(AGENTS)),
    ("bookings: [{exactly: 1}]", {books, cancels}),
    ("bookings: [{at_least: 1}]", {cancels}),
    ("bookings: [{exactly: 1, where: {guest: bruno.dias@example.com}}]", set(AGENTS) - {books}),
    ("bookings: [{exactly: 1, where: {start: 2027-03-10T14:00:00Z, minutes: 30}}]", set(AGENTS) - {books, moves}),
    ("bookings: [{exactly: 1, where: {start: 2027-03-10T14:00:00Z, minutes: 60}}]", set(AGENTS)),
    ("bookings: [{exactly: 1, where: {host: leo, attendees: 1, event_type: call}}]", {books, cancels, deletes}),
    ("bookings: [{exactly: 1, where: {status: cancelled}}]", set(AGENTS) - {cancels, moves}),
    ("called: [bookings.get]", set(AGENTS) - {looks}),
    ("never_called: [bookings.*]", {books, cancels, moves, looks}),
    ("never_called: [event_types.delete]", {deletes}),
    ("never_read: [ana]", {cancels, looks, moves}),
    ("told: {outcome: done}", set(AGENTS) - {nothing, moves}),
    ("told: {outcome: unknown}", set(AGENTS) - {looks}),
    ("told: {says: [[at 11, 14:00]]}", set(AGENTS) - {nothing, moves}),
    ("told: {never_says: [BOOKED]}", {books}),
]


@pytest.mark.parametrize(("checks", "failing"), CHECKS, ids=[each[0] for each in CHECKS])
def test_a_check_fails_for_whom_it_should(checks, failing):
    """On the calendar that is left, on what was called and shown, and on what was told."""
    scenario = checked(checks)
    assert {agent.__name__ for agent in AGENTS if not run(scenario, agent).passed} == {
        each.__name__ for each in failing
    }


def test_limits_count_calls_and_what_tools_answer():
    """A call more than allowed, or a token more, is one too many."""

    def agent(turn, tools):
        for _ in range(3):
            tools.run("bookings_get", {"bookingUid": uid(tools)})
        return ""

    spent = run(checked("unchanged: everything"), agent).tokens
    for calls, tokens, passes in ((3, spent, True), (2, spent, False), (3, spent - 1, False)):
        limited = checked("unchanged: everything", more=f"limits: {{calls: {calls}, tokens: {tokens}}}\n")
        assert passes == run(limited, agent).passed


def test_calls_that_are_refused_count():
    """Arguments that can't be and tools that do not exist are calls; after 200 nothing is run any more."""

    def agent(turn, tools):
        tools.run("bookings_vanish")
        tools.run("bookings_get", {"uid": 1})
        for _ in range(300):
            last = tools.run("bookings_get", {"bookingUid": "x"})
        assert last.is_error
        assert "No more calls" in last.text
        return ""

    result = run(checked("never_called: [bookings.get]"), agent)
    assert 200 == len(result.calls)
    assert ["bookings.vanish", "bookings.get"] == [call.operation for call in result.calls[:2]]
    assert {"never_called", "limits"} == {finding.check for finding in result.failures}


def test_an_agent_that_raises_fails():
    """With what it raised; the other checks are made all the same."""
    result = run(checked("unchanged: everything"), raises)
    assert ["the agent raised RuntimeError: no model"] == [finding.what for finding in result.failures]
    with pytest.raises(AssertionError, match="the agent raised RuntimeError"):
        assert_passes(checked("unchanged: everything"), raises)


def test_an_agent_may_have_to_be_awaited():
    """A coroutine function is an agent."""

    async def agent(turn, tools):
        return nothing(turn, tools)

    assert_passes(checked("told: {outcome: done}"), agent)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("Fine.\nOutcome: done", "done"),
        ("Fine.\n\n*Outcome:* Not done.\n\n", "not done"),
        ("Outcome: unknown", "unknown"),
        ("Outcome: done\nBut more follows", None),
        ("The outcome: done", None),
        ("Outcome: done, I think", None),
        ("", None),
    ],
)
def test_the_last_line_says_the_outcome(answer, outcome):
    """Whatever marks stand around it; a line that says more or less does not."""
    assert outcome == outcome_of(answer)
