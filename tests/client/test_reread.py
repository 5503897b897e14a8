"""After an unknown outcome of a change, the client reads the thing and says what became of it."""

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, RetryPolicy, errors

from tests.support.client import Reply, Upstream
from tests.support.direct import DIRECT

LOST = httpx.ReadTimeout("gone")
NOT_FOUND = Reply(
    404, {"status": "error", "error": {"code": "NOT_FOUND", "message": "The requested record was not found."}}
)
SEATS = [{"seatUid": "seat-a", "email": "ana@example.com"}, {"seatUid": "seat-b", "email": "rui@example.com"}]
ROUTES = pytest.mark.parametrize("route", ["direct", "gateway"])


def booking(status="accepted", attendees=SEATS):
    """A booking as it is read."""
    return {"uid": "bk1", "status": status, "attendees": attendees}


def told(route, data):
    """Cal.com's reply with this payload, on a route."""
    reply = {"status": "success", "data": data}
    return Reply(200, reply if route == "direct" else {"data": reply, "successful": True, "error": None})


@pytest.fixture
def cancelled(api):
    """Cancels a booking whose answer is lost, or another one; what is read before and after it is given."""

    def run(route, before, after, lost=LOST, **arguments):
        upstream = Upstream(told(route, before), lost, *[told(route, after)] * 3)
        client = api(upstream, retries=RetryPolicy(0, base=0), **(DIRECT if route == "direct" else {}))
        try:
            return client.call("bookings.cancel", booking_uid="bk1", reconcile=True, **arguments)
        finally:
            sent = [each for each in upstream.requests if "ancel" in str(each.url).lower()]
            assert len(sent) == 1

    return run


@ROUTES
@pytest.mark.parametrize("lost", [LOST, Reply(502, b"bad gateway")])
def test_a_booking_that_reads_as_cancelled_was_cancelled(cancelled, route, lost):
    """The result is what was read, and says that it was."""
    result = cancelled(route, booking(), booking("cancelled"), lost)
    assert result.reconciled
    assert ("bk1", "cancelled") == (result.data.uid, result.data.status)


@ROUTES
def test_a_series_was_cancelled_when_all_of_it_was(cancelled, route):
    """Each occurrence counts."""
    gone, there = booking("cancelled"), booking()
    assert len(cancelled(route, [there, there], [gone, gone]).items) == 2
    with pytest.raises(OutcomeUnknown):
        cancelled(route, [there, there], [gone, there])


def test_a_seat_that_is_no_longer_there_was_given_up(cancelled):
    """Cal.com says 404 of a seat that it has removed; the other seats tell nothing."""
    result = cancelled("direct", booking(), booking(attendees=SEATS[1:]), NOT_FOUND, seat_uid="seat-a")
    assert result.reconciled
    assert ["rui@example.com"] == [each.email for each in result.data.attendees]


@pytest.mark.parametrize(("before", "after", "arguments"), [
    (booking(), booking(), {}),
    (booking(), booking(), {"seat_uid": "seat-a"}),
    (booking("cancelled"), booking("cancelled"), {}),
    (booking(attendees=[{"email": "ana@example.com"}]), booking(attendees=[]), {"seat_uid": "seat-a"}),
    (booking(), None, {}),
])  # fmt: skip
def test_what_proves_nothing_stays_unknown(cancelled, before, after, arguments):
    """What looks as before, or did not tell before, is no proof."""
    with pytest.raises(OutcomeUnknown, match="looked 3 times"):
        cancelled("direct", before, after, NOT_FOUND, **arguments)


def test_later_occurrences_can_not_be_read_by_the_uid_of_one(api):
    """Nothing is sent where the answer could not be found out."""
    upstream = Upstream()
    client = api(upstream, **DIRECT)
    with pytest.raises(errors.ArgumentError, match="cancelSubsequentBookings"):
        client.call("bookings.cancel", booking_uid="bk1", cancel_subsequent_bookings=True, reconcile=True)
    assert upstream.count == 0
