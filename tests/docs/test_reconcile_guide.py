"""docs/reconcile.md holds: its methods are those that can look, and its function books once."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from toolzz_cal import OutcomeUnknown

from tests.support.client import ROOT, examples
from tests.support.direct import specified

GUIDE = (ROOT / "docs" / "reconcile.md").read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
BOOKING = {
    "start": datetime(2027, 3, 9, 15, tzinfo=UTC),
    "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"},
}


@pytest.fixture
def book():
    """The function of the page."""
    found = {}
    exec(compile(SNIPPETS[1], "reconcile.md", "exec"), found)
    return found["book"]


def booked(mock):
    """How many bookings there are at the time."""
    return sum(row["start"].startswith("2027-03-09T15:00") for row in mock.world.table("bookings").values())


def test_the_first_snippet_tells_of_the_lost_answer(toolzz_cal_mock, capsys):
    """It runs as it stands."""
    toolzz_cal_mock.faults.add("drop_after", operation="bookings.create")
    exec(compile(SNIPPETS[0], "reconcile.md", "exec"), {"client": toolzz_cal_mock.client})
    assert "the answer got lost, the booking is there: bk" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("begin", "end", "word"),
    [
        ("| method | alike in", "It looks up to", "list"),
        ("| method | happened when", "Where something is gone", "read"),
        ("| sent again", "## When it can't tell", "repeat"),
    ],
)
def test_the_tables_name_every_method(begin, end, word):
    """Each has its row, or stands among the `also` of one, in the table of its kind."""
    start = GUIDE.index(begin)
    table = GUIDE[start : GUIDE.index(end, start)]
    having = {each.name for each in examples() if word in specified()[each.name].get("x-reconcile", {})}
    named = set(re.findall(r"`([\w.]+\.\w+)`", table))
    assert named <= having
    assert {name.rsplit(".", 2)[-2] for name in having} == {name.rsplit(".", 2)[-2] for name in named}
    if word == "repeat":
        assert named == having


@pytest.mark.parametrize("fault", ["drop_before; times=2", "status=503; times=2", "drop_after; times=1"])
def test_the_function_books_once(toolzz_cal_mock, book, fault):
    """Whatever became of the first attempts."""
    toolzz_cal_mock.faults.add(f"{fault}; operation=bookings.create")
    assert book(toolzz_cal_mock.client, event_type_id=10482, **BOOKING).data.uid
    assert booked(toolzz_cal_mock) == 1


@pytest.fixture
def late(toolzz_cal_mock):
    """The first request to book arrives right before the second, after all looks; gives those that were made."""
    mock = toolzz_cal_mock
    handle, created = mock.handle, []

    def arriving(request):
        if "NEW_BOOKING" not in request.path:
            return handle(request)
        created.append(request)
        if len(created) > 1:
            handle(created[0])
            return handle(request)
        return handle(replace(request, headers={**request.headers, "x-mock-fault": "drop_before"}))

    mock.handle = arriving
    yield created
    del mock.handle


SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}


@pytest.mark.parametrize("fields", [{}, {"seats": SEATS}], ids=["one host", "seats"])
def test_the_function_never_calls_a_late_booking_a_failure(toolzz_cal_mock, book, late, fields):
    """The second is refused, and the outcome stays unknown."""
    kind = toolzz_cal_mock.seed.event_type(**fields)["id"]
    with pytest.raises(OutcomeUnknown):
        book(toolzz_cal_mock.client, event_type_id=kind, **BOOKING)
    assert (booked(toolzz_cal_mock), len(late)) == (1, 2)


@pytest.mark.parametrize("kind", ["turns", "confirmation"])
def test_the_second_booking_is_the_late_one(toolzz_cal_mock, book, late, kind):
    """Where hosts take turns or confirm, the answer is what the first request has made."""
    seed = toolzz_cal_mock.seed
    confirmed = {"confirmationPolicy": {"type": "always"}}
    made = seed.team(members=3)[1] if kind == "turns" else seed.event_type(**confirmed)
    uid = book(toolzz_cal_mock.client, event_type_id=made["id"], **BOOKING).data.uid
    assert (booked(toolzz_cal_mock), len(late)) == (1, 2)
    assert uid in toolzz_cal_mock.world.table("bookings")


def test_the_function_gives_up(toolzz_cal_mock, book):
    """After three times it says that it does not know."""
    toolzz_cal_mock.faults.add("drop_before", operation="bookings.create")
    with pytest.raises(OutcomeUnknown) as caught:
        book(toolzz_cal_mock.client, event_type_id=10482, **BOOKING)
    assert caught.value.absent is True
    assert len(toolzz_cal_mock.calls("bookings.create")) == 3
