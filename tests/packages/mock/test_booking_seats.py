"""Bookings with seats, and in series."""

import pytest
from toolzz_cal_mock.problems import BadRequest, Conflict, HttpError, NotFound, Problem

from tests.support.scheduling import ALWAYS, ANA, ASKS, BUSY, RUI, ZOE, emails, seats

# Seats


def test_seats_fill_one_booking(it):
    """Whoever comes later joins it, with a seat of their own, until none is left."""
    kind = it.kind(seats=seats())
    first = it.book(
        "2027-03-02T10:00", kind, bookingFieldsResponses={"company": "Example Ltda"}, metadata={"source": "crm"}
    )
    second = it.book("2027-03-02T10:00", kind, RUI)
    assert first["uid"] == second["uid"]
    assert emails(second) == ["ana.prado@example.com", "rui.lima@example.com"]
    assert [first["seatUid"], second["seatUid"]] == [each["seatUid"] for each in second["attendees"]]
    seat = second["attendees"][0]
    assert seat["bookingFieldsResponses"] == {"company": "Example Ltda", "name": "Ana Prado", "guests": []}
    assert seat["metadata"] == {"source": "crm"}
    with pytest.raises(Conflict, match="No more seats left at this seated booking"):
        it.book("2027-03-02T10:00", kind, ZOE)
    assert [event.more["seatUid"] for event in it.world.events] == [first["seatUid"], second["seatUid"]]


def test_one_person_takes_one_seat(it):
    """The same address twice is refused."""
    kind = it.kind(seats=seats(3))
    it.book("2027-03-02T10:00", kind)
    with pytest.raises(HttpError, match="already_signed_up_for_this_booking_error"):
        it.book("2027-03-02T10:00", kind)


def test_time_over_a_seated_booking_is_refused(it):
    """Only its own start can be joined."""
    kind = it.kind(seats=seats(), slotInterval=15)
    it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:15", kind, RUI)


def test_seat_of_another_length_is_not_joined(it):
    """An hour does not fit into a booking of half an hour."""
    kind = it.kind(seats=seats(), lengthInMinutesOptions=[30, 60])
    it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:00", kind, RUI, lengthInMinutes=60)


def test_joining_keeps_to_notice_and_past(it):
    """A booking that is about to begin cannot be joined."""
    kind = it.kind(seats=seats(), minimumBookingNotice=60)
    it.book("2027-03-02T10:00", kind)
    it.now("2027-03-02T09:30:00")
    with pytest.raises(BadRequest, match="can't be booked"):
        it.book("2027-03-02T10:00", kind, RUI)


def test_others_in_the_room_can_be_hidden(them):
    """A stranger sees nobody, whoever booked not even themself; the host sees everybody."""
    kind = them.kind(seats=seats(3, show=False))
    them.book("2027-03-02T10:00", kind)
    arguments = {"eventTypeId": kind["id"], "start": "2027-03-02T10:00:00Z", "attendee": RUI}
    made = them.ask("bookings.create", them.outsider, **arguments)
    assert emails(made) == []
    assert emails(them.ask("bookings.get", them.outsider, bookingUid=made["uid"])) == []
    assert len(emails(them.ask("bookings.get", bookingUid=made["uid"]))) == 2
    assert len(emails(them.ask("bookings.list")["data"][0])) == 2


def test_one_seat_is_given_up(them):
    """The booking stays until the last one goes, and the seat can be taken again."""
    kind = them.kind(seats=seats())
    first = them.book("2027-03-02T10:00", kind)
    second = them.book("2027-03-02T10:00", kind, RUI)
    uid = first["uid"]
    left = them.ask("bookings.cancel", them.outsider, bookingUid=uid, seatUid=first["seatUid"])
    assert (left["status"], emails(left)) == ("accepted", ["rui.lima@example.com"])
    assert them.world.events[-1].more["seatUid"] == first["seatUid"]
    with pytest.raises(Problem, match="this seat does not exist or has already been cancelled"):
        them.cancel(uid, seatUid=first["seatUid"])
    them.book("2027-03-02T10:00", kind, ZOE)
    them.cancel(uid, seatUid=second["seatUid"])
    zoe = them.row(uid)["attendees"][0]["seatUid"]
    assert them.cancel(uid, seatUid=zoe)["status"] == "cancelled"


def test_only_hosts_cancel_all_seats(them):
    """A stranger needs the uid of a seat."""
    made = them.book("2027-03-02T10:00", them.kind(seats=seats()))
    with pytest.raises(HttpError, match="User not a host of this event"):
        them.cancel(made["uid"], them.outsider)
    assert them.cancel(made["uid"])["status"] == "cancelled"


def test_one_seat_moves_to_another_time(it):
    """Into a new booking or one that is there; the last one leaves a cancelled booking behind."""
    kind = it.kind(seats=seats())
    first = it.book("2027-03-02T10:00", kind)
    second = it.book("2027-03-02T10:00", kind, RUI)
    move = {"bookingUid": first["uid"], "start": "2027-03-02T12:00:00Z"}
    new = it.ask("bookings.reschedule", **move, seatUid=first["seatUid"])
    assert emails(new) == [ANA["email"]]
    assert new["seatUid"] != first["seatUid"]
    assert "rescheduledFromUid" not in new
    assert emails(it.ask("bookings.get", bookingUid=first["uid"])) == [RUI["email"]]
    joined = it.ask("bookings.reschedule", **move, seatUid=second["seatUid"])
    assert (joined["uid"], emails(joined)) == (new["uid"], [ANA["email"], RUI["email"]])
    assert it.ask("bookings.get", bookingUid=first["uid"])["status"] == "cancelled"
    with pytest.raises(NotFound, match="Seat with uid=none does not exist"):
        it.ask("bookings.reschedule", bookingUid=new["uid"], start="2027-03-03T12:00:00Z", seatUid="none")


def test_all_seats_move_together(it):
    """Without the uid of a seat the whole booking moves, and everybody keeps their seat."""
    kind = it.kind(seats=seats())
    it.book("2027-03-02T10:00", kind)
    both = it.book("2027-03-02T10:00", kind, RUI)
    new = it.ask("bookings.reschedule", bookingUid=both["uid"], start="2027-03-02T12:00:00Z")
    assert [each["seatUid"] for each in both["attendees"]] == [each["seatUid"] for each in new["attendees"]]


# Series

WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}


def starts(it, series):
    rows = [row for row in it.world.table("bookings").values() if row.get("recurringBookingUid") == series]
    return sorted(row["start"][:16] for row in rows)


def test_series_is_booked_as_a_whole(it):
    """All occurrences are answered, listed, and opened by their common uid."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))
    series = made[0]["recurringBookingUid"]
    expected = ["2027-03-02T10:00", "2027-03-09T10:00", "2027-03-16T10:00", "2027-03-23T10:00"]
    assert expected == starts(it, series)
    assert expected == [row["start"][:16] for row in it.ask("bookings.list", status=["recurring"])["data"]]
    assert expected == [row["start"][:16] for row in made]
    assert [row["uid"] for row in made] == [row["uid"] for row in it.ask("bookings.get", bookingUid=series)]
    assert [trigger for trigger, _ in it.told()] == ["BOOKING_CREATED"] * 4


@pytest.mark.parametrize(
    ("recurrence", "zone", "start", "expected"),
    [
        (
            {"interval": 2, "occurrences": 3, "frequency": "weekly"},
            "America/New_York",
            "2027-03-05T15:00",
            ["2027-03-05T15:00", "2027-03-19T14:00", "2027-04-02T14:00"],
        ),
        (
            {"interval": 1, "occurrences": 3, "frequency": "monthly"},
            "UTC",
            "2027-03-31T10:00",
            ["2027-03-31T10:00", "2027-04-30T10:00", "2027-05-30T10:00"],
        ),
        (
            {"interval": 1, "occurrences": 2, "frequency": "yearly"},
            "UTC",
            "2028-02-29T10:00",
            ["2028-02-29T10:00", "2029-02-28T10:00"],
        ),
    ],
)
def test_series_keeps_the_local_time_of_the_attendee(it, recurrence, zone, start, expected):
    """Across changes of clocks, and on the last day of shorter months."""
    it.ask("schedules.update", scheduleId="764", availability=ALWAYS)
    made = it.book(start, it.kind(recurrence=recurrence), {**ANA, "timeZone": zone})
    assert expected == starts(it, made[0]["recurringBookingUid"])


def test_occurrence_that_is_not_free_ends_the_series(it):
    """The first is checked as any booking is; a later one that is taken refuses, and those before it stay."""
    it.book("2027-03-16T10:00")
    with pytest.raises(HttpError, match="booking_conflict_error"):
        it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))
    kept = sorted(row["start"][:10] for row in it.world.table("bookings").values())
    assert kept == ["2027-03-02", "2027-03-09", "2027-03-16"]
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-09T10:00", it.kind(recurrence=WEEKLY), RUI)


def test_number_of_occurrences_can_be_lower(it):
    """Not higher, not zero, and not for a single meeting."""
    kind = it.kind(recurrence=WEEKLY)
    made = it.book("2027-03-02T10:00", kind, recurrenceCount=2)
    assert len(starts(it, made[0]["recurringBookingUid"])) == 2
    with pytest.raises(BadRequest, match="higher than the event type's recurring event count"):
        it.book("2027-03-02T12:00", kind, recurrenceCount=5)
    with pytest.raises(BadRequest, match="must not be less than 1"):
        it.book("2027-03-02T12:00", kind, recurrenceCount=0)
    with pytest.raises(NotFound, match="is not a recurring event"):
        it.book("2027-03-02T12:00", recurrenceCount=2)


def states(it, series):
    rows = [row for row in it.world.table("bookings").values() if row.get("recurringBookingUid") == series]
    return [row["status"] for row in sorted(rows, key=lambda row: row["start"])]


def test_cancelling_the_series_cancels_what_is_left_of_it(it):
    """Every occurrence to come; webhooks hear once; a second time is refused."""
    series = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))[0]["recurringBookingUid"]
    it.now("2027-03-05T10:00:00")
    it.cancel(series)
    assert states(it, series) == ["accepted", "cancelled", "cancelled", "cancelled"]
    assert [trigger for trigger, _ in it.told()].count("BOOKING_CANCELLED") == 1
    with pytest.raises(Problem, match="already been cancelled"):
        it.cancel(series)


def test_one_occurrence_or_those_after_it_are_cancelled(it):
    """The uid of one cancels one, with the option those behind it too; the others stay."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))[0]
    series = made["recurringBookingUid"]
    it.cancel(made["uid"])
    assert states(it, series) == ["cancelled", "accepted", "accepted", "accepted"]
    third = next(row for row in it.world.table("bookings").values() if row["start"].startswith("2027-03-16"))
    it.cancel(third["uid"], cancelSubsequentBookings=True)
    assert states(it, series) == ["cancelled", "accepted", "cancelled", "cancelled"]
    with pytest.raises(BadRequest, match="by the uid of the series"):
        it.cancel(series, cancelSubsequentBookings=True)
    single = it.book("2027-03-02T12:00")
    with pytest.raises(BadRequest, match="not part of a recurring booking"):
        it.cancel(single["uid"], cancelSubsequentBookings=True)


@pytest.mark.parametrize(("operation", "state"), [("confirm", "accepted"), ("decline", "rejected")])
def test_waiting_series_is_answered_together(it, operation, state):
    """One answer for all occurrences that wait."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY, confirmationPolicy=ASKS))[0]
    it.ask(f"bookings.{operation}", bookingUid=made["uid"])
    assert states(it, made["recurringBookingUid"]) == [state] * 4
    assert [trigger for trigger, _ in it.told()].count("BOOKING_REQUESTED") == 4
    assert len(it.told()) == 5


def test_moved_occurrence_stays_in_its_series(it):
    """One of four has another time."""
    made = it.book("2027-03-02T10:00", it.kind(recurrence=WEEKLY))[0]
    new = it.ask("bookings.reschedule", bookingUid=made["uid"], start="2027-03-03T10:00:00Z")
    assert new["recurringBookingUid"] == made["recurringBookingUid"]


def test_series_with_seats_joins_each_occurrence(it):
    """The second person sits in all bookings of the first."""
    kind = it.kind(recurrence=WEEKLY, seats=seats())
    it.book("2027-03-02T10:00", kind)
    second = it.book("2027-03-02T10:00", kind, RUI)
    assert len(it.world.table("bookings")) == 4
    assert all(len(row["attendees"]) == 2 for row in it.world.table("bookings").values())
    assert all(row["seatUid"] for row in second)
