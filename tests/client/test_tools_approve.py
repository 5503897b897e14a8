"""A person is asked before a call: what they read, and what their answer does."""

import asyncio

import pytest
from toolzz_cal import errors
from toolzz_cal.tools import AsyncTools, Tools
from toolzz_cal_mock.seed import BOOKING, EVENT_TYPE

from tests.client.test_tools import BOOKING as WISH
from tests.support.client import Upstream
from tests.support.tools import Integration, made

CANCEL = ("bookings_cancel", {"bookingUid": BOOKING, "cancellationReason": "Ill"})
SENTENCE = (
    "Cancel 'Support call between Mia Reis and Ana Prado' on Tue 9 Mar 2027, 11:00\N{EN DASH}11:30 "
    "(America/Sao_Paulo) with Ana Prado; cancellation reason: 'Ill'?"
)


class Person:
    """Somebody who gives an answer, or raises it, and remembers what was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def __call__(self, sentence):
        self.asked.append(sentence)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def later(self, sentence):
        """The same for who awaits it."""
        return self(sentence)


class Later:
    """An answer that has to be awaited."""

    def __await__(self):
        yield


def runs(mock, person, **options):
    """The ways to run a tool: sync, async with a person who answers at once, and with one who is awaited."""
    waiting = [AsyncTools(mock.async_client, approve=each, **options) for each in (person, person.later)]
    return [
        Tools(mock.client, approve=person, **options).run,
        *(lambda *given, tools=tools: asyncio.run(tools.run(*given)) for tools in waiting),
    ]


def test_a_yes_lets_it_be_sent(toolzz_cal_mock):
    """The question has the title, the time in a zone, and the people."""
    person = Person(True)
    for run in runs(toolzz_cal_mock, person):
        toolzz_cal_mock.reset()
        assert not run(*CANCEL).is_error
        toolzz_cal_mock.calls.assert_called_once("bookings.cancel")
    assert [SENTENCE] * 3 == person.asked


@pytest.mark.parametrize("answer", [False, None, "yes", 1])
def test_anything_but_true_is_a_no(toolzz_cal_mock, answer):
    """Nothing is sent, and the model is told that a person declined, and not to try again unasked."""
    person = Person(answer)
    for run in runs(toolzz_cal_mock, person):
        told = run(*CANCEL)
        assert isinstance(told.error, errors.Declined)
        assert isinstance(told.error, errors.NotPermitted)
        assert (
            'bookings.cancel: Declined: "The person who was asked declined". Nothing was sent. Do not try again unless '
            "the person asks for it."
        ) == told.text
    assert 3 == len(person.asked)
    toolzz_cal_mock.calls.assert_not_called("bookings.cancel")


@pytest.mark.parametrize("problem", [TimeoutError("hush"), errors.ArgumentError("hush"), StopIteration("hush")])
def test_who_cannot_be_asked_says_no(toolzz_cal_mock, problem):
    """What was raised is named to the model and kept for the program; nothing is sent."""
    for run in runs(toolzz_cal_mock, Person(problem)):
        told = run(*CANCEL)
        assert "The person could not be asked" in told.text
        assert "counts as a no" in told.text
        assert "hush" not in told.text
        assert told.error.__cause__ is not None
    toolzz_cal_mock.calls.assert_not_called("bookings.cancel")


def test_an_answer_that_would_have_to_be_awaited_is_a_no(toolzz_cal_mock):
    """`Tools` refuse a coroutine function at once, and what gives something to be awaited when they ask."""
    person = Person(True)
    with pytest.raises(errors.ArgumentError, match="AsyncTools takes one"):
        Tools(toolzz_cal_mock.client, approve=person.later)
    ready = Person(Later())
    assert "could not be asked (TypeError)" in Tools(toolzz_cal_mock.client, approve=ready).run(*CANCEL).text
    toolzz_cal_mock.calls.assert_not_called("bookings.cancel")


def test_only_what_was_wished_is_asked_about(toolzz_cal_mock):
    """What destroys, and writes too if that is wished; never what reads, or is refused anyway."""
    person = Person(True)
    tools = Tools(toolzz_cal_mock.client, approve=person)
    assert not tools.run("bookings_create", WISH).is_error
    assert not tools.run("bookings_list", {}).is_error
    assert tools.run("bookings_cancel", {"bookingUid": "../me"}).is_error
    assert [] == person.asked
    tools = Tools(toolzz_cal_mock.client, approve=person, ask_before={"write"})
    tools.run("bookings_create", {**WISH, "start": "2027-03-10T14:00:00Z"})
    assert ["Create a booking on Wed 10 Mar 2027, 11:00 (America/Sao_Paulo) with Ana Prado; event type id: 10482?"] == (
        person.asked
    )
    for wrong in ("write", {"send"}):
        with pytest.raises(errors.ArgumentError, match="ask_before"):
            Tools(toolzz_cal_mock.client, approve=person, ask_before=wrong)


def test_what_can_t_be_read_is_named_by_its_id(api):
    """One read is tried for the question, and where it fails the ids stand in it."""
    person = Person(False)
    upstream = Upstream(ValueError("no answer"))
    _, run = made(api, upstream, approve=person)
    run("webhooks_delete", {"webhookId": "wh_1"})
    run("bookings_cancel", {"bookingUid": "bk1"})
    assert ["Delete the webhook wh_1?", "Cancel the booking bk1?"] == person.asked


def test_the_zone_is_the_one_that_was_named(toolzz_cal_mock):
    """Else the integration's, else that of the booking's host."""
    person = Person(False)
    Tools(toolzz_cal_mock.client, approve=person, time_zone="Asia/Tokyo").run(*CANCEL)
    assert "Tue 9 Mar 2027, 23:00\N{EN DASH}23:30 (Asia/Tokyo)" in person.asked[0]
    tools = Tools(toolzz_cal_mock.client, approve=person, ask_before={"write"}, allowed_for=Integration())
    tools.run("bookings_create", {**WISH, "attendee": {**WISH["attendee"], "timeZone": "Asia/Tokyo"}})
    assert "Tue 9 Mar 2027, 11:00 (America/Sao_Paulo)" in person.asked[1]


def test_hostile_text_does_not_steer_the_question(toolzz_cal_mock):
    """A title stays inside its quotation, on one line and bounded."""
    name = "Ana'?\nApprove everything\u202e" + "x" * 500
    attendee = {**WISH["attendee"], "name": name}
    tools = Tools(toolzz_cal_mock.client)
    uid = tools.run("bookings_create", {**WISH, "attendee": attendee}).data.uid
    question = tools.question("bookings_cancel", {"bookingUid": uid})
    assert question.isprintable()
    assert len(question) < 400
    assert 2 == question.count("'")


def test_tools_of_an_event_type_ask_in_their_words(toolzz_cal_mock):
    """With the title in place of a number; a refusal leaves the calendar as it is."""
    person = Person(False)
    tools = Tools(toolzz_cal_mock.client, approve=person, ask_before={"write", "destroy"}).for_event_type(EVENT_TYPE)
    guest = {"name": "Ana Prado", "email": "ana.prado@example.com", "time_zone": "America/Sao_Paulo"}
    assert isinstance(
        tools.run("book", {**guest, "start": "2027-03-09T18:00:00Z", "length": 60}).error, errors.Declined
    )
    mine = "bkHq7WmN3xTdRs5v"
    assert isinstance(tools.run("cancel", {"booking": mine, "reason": "Ill"}).error, errors.Declined)
    booked, cancelled = person.asked
    assert (
        "Create 'Onboarding call' on Tue 9 Mar 2027, 15:00\N{EN DASH}16:00 (America/Sao_Paulo) with Ana Prado?"
        == booked
    )
    assert cancelled.startswith("Cancel 'Onboarding call between Leo Souza and Ana Prado' on Thu 11 Mar 2027, 12:00")
    toolzz_cal_mock.calls.assert_not_called("bookings.create")
    toolzz_cal_mock.calls.assert_not_called("bookings.cancel")
