"""The week that the mock's page shows."""

import json
from datetime import UTC, datetime

import pytest
from toolzz_cal_mock import Mock
from toolzz_cal_mock.page import handle

from tests.support.stub_inside import request

NOW = datetime(2027, 3, 10, 12, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def shared():
    return Mock(now=NOW, running=False)


@pytest.fixture
def mock(shared):
    shared.reset()
    return shared


def week(mock, **query):
    reply = handle(mock, request(path="/_mock/week", query=tuple(query.items())))
    return reply.status, json.loads(reply.body)


def placed(mock, **query):
    """Day, time and attendee of each booking."""
    return [(each["day"], each["time"], *each["attendees"]) for each in week(mock, **query)[1]["bookings"]]


def test_bookings_lie_on_their_days_in_the_zone(mock):
    """From Monday on, in the default user's zone or in the one that is asked for; one across midnight lies on both."""
    status, found = week(mock)
    assert (status, found["zone"], found["days"][0], found["days"][6]) == (
        200,
        "America/Sao_Paulo",
        "2027-03-08",
        "2027-03-14",
    )
    assert placed(mock) == [(1, "11:00 to 11:30", "Ana Prado"), (3, "12:00 to 12:30", "Ana Prado")]
    late = {"zone": "Pacific/Kiritimati"}
    assert placed(mock, **late) == [(2, "04:00 to 04:30", "Ana Prado"), (4, "05:00 to 05:30", "Ana Prado")]
    mock.seed.booking(start=datetime(2027, 3, 15, 2, 45, tzinfo=UTC))
    assert placed(mock)[2:] == [(6, "23:45 to 00:15", "Ana Prado")]
    assert placed(mock, **{"from": "2027-03-15"}) == [(0, "23:45 to 00:15", "Ana Prado")]


def test_what_overlaps_lies_side_by_side(mock):
    """Each has a lane; what only touches has none of its own."""
    for hour, minute in ((15, 0), (15, 15), (15, 30), (17, 0)):
        mock.seed.booking(start=datetime(2027, 3, 12, hour, minute, tzinfo=UTC))
    found = [each for each in week(mock)[1]["bookings"] if each["day"] == 4]
    assert [(each["lane"], each["lanes"]) for each in found] == [(0, 2), (1, 2), (0, 2), (0, 1)]


def test_an_empty_week_says_where_something_is(mock):
    """The next day with a booking, else the last one; nothing where nothing is booked."""
    assert week(mock)[1]["elsewhere"] is None
    assert week(mock, **{"from": "2027-03-01"})[1]["elsewhere"] == "2027-03-09"
    assert week(mock, **{"from": "2028-01-01"})[1]["elsewhere"] == "2027-03-11"
    mock.world.table("bookings").clear()
    assert week(mock)[1]["elsewhere"] is None


def test_event_types_and_people_have_names(mock):
    """With the times at which they can be booked, which are those that Cal.com's route tells."""
    found = week(mock)[1]
    kinds = {each["title"]: each for each in found["eventTypes"]}
    assert [each["path"] for each in kinds.values()] == ["/leo-souza/onboarding", "/team/care/support-call"]
    assert kinds["Support call"]["hosts"] == ["Leo Souza", "Mia Reis"]
    told = mock.client.slots.available(
        event_type_id=10482,
        start_time="2027-03-08T03:00:00Z",
        end_time="2027-03-15T02:59:59Z",
        time_zone="America/Sao_Paulo",
    ).data.to_dict()["slots"]
    shown = {day: times for day, times in kinds["Onboarding call"]["slots"].items() if times}
    assert shown == {day: [each["time"][11:16] for each in slots] for day, slots in told.items()}
    assert found["people"][1]["name"] == "Mia Reis"
    assert found["people"][1]["teams"] == ["Example Ltda", "Customer care"]


@pytest.mark.parametrize("query", [{"zone": "Mars/Base"}, {"zone": "../x"}, {"from": "soon"}, {"from": "9999-12-31"}])
def test_a_wrong_question(mock, query):
    """400 with what is meant."""
    status, answered = week(mock, **query)
    assert status == 400
    assert "such as" in answered["message"]
