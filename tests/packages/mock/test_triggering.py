"""Events on demand, and listeners that hear all of them."""

from __future__ import annotations

import json

import pytest
from toolzz_cal import operations, webhooks
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.deliveries import signature
from toolzz_cal_mock.page import handle
from toolzz_cal_mock.targets import MARK
from toolzz_cal_mock.wire import PEER

from tests.support.stub_inside import NOW, request

URL = "http://127.0.0.1:9000/cal"
SECRET = "example-secret"


@pytest.fixture(scope="module")
def shared():
    """One mock, which each test finds as it was made."""
    return Mock(now=NOW, running=False)


@pytest.fixture
def mock(shared):
    """The mock, fresh."""
    shared.reset()
    return shared


def ask(mock, method, path, body=None, **headers):
    """Status and body of an answer of the mock's own routes."""
    reply = handle(mock, request(method, f"/_mock/{path}", b"" if body is None else body, **headers))
    return reply.status, reply.json()


def listener(mock, **more):
    """Makes a listener, and gives its id."""
    status, told = ask(mock, "POST", "listeners", {"url": URL, "secret": SECRET, **more})
    assert status == 200, told
    return told["id"]


def heard(mock, id):
    """The deliveries to a listener."""
    return mock.deliveries.of(webhook_id=id)


def test_every_event_is_believable(mock):
    """It is signed, says its name, and is read as the class that the specification has for it, without a mismatch."""
    id = listener(mock)
    for name, told in operations.events().items():
        status, answer = ask(mock, "POST", "trigger", {"event": name})
        assert status == 200, name
        delivery = heard(mock, id)[-1]
        assert (delivery.trigger, delivery.headers[webhook_header()]) == (name, signature(SECRET, delivery.body))
        webhooks.verify(delivery.body, delivery.headers[webhook_header()], SECRET)
        event = webhooks.parse(delivery.body)
        assert type(event).__name__ == told["class"], name
        assert delivery.json()["triggerEvent"] == name
        assert id in {each["webhook"] for each in answer["deliveries"]}


def webhook_header():
    """The header of the signature, as it is sent."""
    return "X-Cal-Signature-256"


def test_it_is_about_the_latest_booking(mock):
    """Whose row stays as it is; what is said otherwise is in the body alone, which is signed with it."""
    id = listener(mock)
    before = json.dumps(mock.world.tables["bookings"], default=str)
    overrides = {"title": "Intro", "attendees.0.email": "new@example.com", "metadata.a.b": [1], "attendees.0.x": None}
    assert ask(mock, "POST", "trigger", {"event": "BOOKING_CREATED", "overrides": overrides})[0] == 200
    (delivery,) = heard(mock, id)
    payload = delivery.json()["payload"]
    assert payload["uid"] == list(mock.world.tables["bookings"])[-1]
    assert (payload["title"], payload["attendees"][0]["email"]) == ("Intro", "new@example.com")
    assert (payload["metadata"]["a"], payload["attendees"][0]["x"]) == ({"b": [1]}, None)
    assert json.dumps(mock.world.tables["bookings"], default=str) == before
    assert ask(mock, "POST", "trigger", {"event": "MEETING_ENDED", "overrides": {"title": "Flat"}})[0] == 200
    assert heard(mock, id)[-1].json()["title"] == "Flat"


def test_without_a_booking_the_example_is_sent(mock):
    """An empty calendar has something to tell of all the same."""
    mock.world.tables["bookings"].clear()
    id = listener(mock)
    ask(mock, "POST", "trigger", {"event": "BOOKING_CANCELLED"})
    body = heard(mock, id)[-1].json()
    assert (body["triggerEvent"], body["payload"]["status"]) == ("BOOKING_CANCELLED", "CANCELLED")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"event": "BOOKING_CREATE"}, "did you mean BOOKING_CREATED"),
        ({"event": 7}, "there is no event '7'"),
        ({}, "there is no event 'None'"),
        ({"event": "OOO_CREATED", "more": 1}, "Send {"),
        ({"event": "OOO_CREATED", "overrides": []}, "Send {"),
        ({"event": "BOOKING_CREATED", "overrides": {"attendees.9.email": "x"}}, "leads nowhere: at '9'"),
        ({"event": "BOOKING_CREATED", "overrides": {"attendees.-1": "x"}}, "leads nowhere"),
        ({"event": "BOOKING_CREATED", "overrides": {"a..b": 1}}, "is no path"),
        ({"event": "BOOKING_CREATED", "overrides": {"": 1}}, "is no path"),
        ({"event": "BOOKING_CREATED", "overrides": {"x." * 200 + "x": 1}}, "is no path"),
    ],
)
def test_what_can_not_be_triggered(asked, told, mock):
    """It is refused with what can be, and nothing is sent to anybody."""
    listener(mock)
    status, answer = ask(mock, "POST", "trigger", asked)
    assert (status, list(mock.deliveries)) == (400, [])
    assert told in answer["message"]


def test_a_listener_hears_what_happens(mock):
    """Whomever it concerns, of the events that it names; and no longer once it is removed."""
    everything, some = listener(mock), listener(mock, events=["BOOKING_CANCELLED"])
    stranger = mock.seed.user("Mia Reis")
    booking = mock.seed.booking(mock.seed.event_type(stranger))
    mock.world.emit("BOOKING_CREATED", booking)
    mock.world.emit("BOOKING_CANCELLED", booking)
    assert [each.trigger for each in heard(mock, everything)] == ["BOOKING_CREATED", "BOOKING_CANCELLED"]
    assert [each.trigger for each in heard(mock, some)] == ["BOOKING_CANCELLED"]
    assert ask(mock, "DELETE", f"listeners/{everything}") == (200, {"removed": True})
    assert ask(mock, "DELETE", f"listeners/{everything}")[0] == 404
    mock.world.emit("BOOKING_CANCELLED", booking)
    assert (len(heard(mock, everything)), len(heard(mock, some))) == (2, 2)


def test_a_listener_is_nobody_s_webhook(mock, toolzz_cal_mock):
    """No operation lists, shows or removes it, and what is one can't be removed as a listener."""
    client = toolzz_cal_mock.client
    id = listener(toolzz_cal_mock)
    assert id not in {each.id for each in client.webhooks.list().data}
    for operation in (client.webhooks.get, client.webhooks.delete):
        assert operation.__name__
        with pytest.raises(Exception, match="Forbidden"):
            operation(webhook_id=id)
    own = next(iter(mock.world.tables["webhooks"]))
    assert ask(mock, "DELETE", f"listeners/{own}")[0] == 404
    assert ask(mock, "DELETE", "listeners/ID")[0] == 404
    assert own in mock.world.tables["webhooks"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"url": "http://hooks.example.com/", "secret": SECRET}, "is not this machine"),
        ({"url": "file:///etc/passwd", "secret": SECRET}, "only http and https"),
        ({"url": URL, "secret": SECRET, "events": ["BOOKING"]}, "there is no event 'BOOKING'"),
        ({"url": URL, "secret": ""}, "Send {"),
        ({"url": URL}, "Send {"),
        ({"url": URL, "secret": SECRET, "owner": 1}, "Send {"),
    ],
)
def test_what_can_be_no_listener(asked, told, mock):
    """Deliveries go to this machine only, as to every webhook."""
    before = len(mock.world.tables["webhooks"])
    status, answer = ask(mock, "POST", "listeners", asked)
    assert (status, len(mock.world.tables["webhooks"])) == (400, before)
    assert told in answer["message"]


@pytest.mark.parametrize("path", ["trigger", "listeners"])
@pytest.mark.parametrize(
    "headers", [{PEER: "192.0.2.7", "host": "127.0.0.1"}, {PEER: "127.0.0.1", "host": "mock.example"}, {MARK: "x"}]
)
def test_others_may_not_drive_it(path, headers, mock):
    """Neither another machine, nor a page of another name, nor a webhook."""
    assert ask(mock, "POST", path, {"event": "OOO_CREATED", "url": URL, "secret": SECRET}, **headers)[0] == 403
    assert list(mock.deliveries) == []
