"""A booking bears the mark of the call that made it: what the list then tells, whatever happened to it since."""

from datetime import timedelta

import pytest
from toolzz_cal._operation import MARK, Reconcile
from toolzz_cal._reconcile import with_mark

from tests.support.client import example
from tests.support.searching import KEPT, SINCE, Desk, operation_of
from tests.support.spec import routes

CREATE = "bookings.create"
ANOTHER = "fedcba9876543210fedcba9876543210"
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}
LATER = "2027-03-15T15:00:00Z"
MOVED = "2027-03-08T15:00:00Z"  # before the time at which it was booked


@pytest.fixture(params=["gateway", "direct"])
def desk(request):
    """A mock and a client on each route."""
    return Desk(request.param)


def asked(desk, **changes):
    """The example's arguments for an event type of one length, with changes."""
    given = {**desk.arguments(CREATE), **changes}
    return {key: value for key, value in given.items() if key != "lengthInMinutes" and value is not None}


def book(desk, arguments, mark=KEPT):
    """The result of booking with a mark."""
    marked = with_mark(operation_of(CREATE), arguments, mark) if mark is not None else arguments
    return desk.run(CREATE, marked)


def look(desk, arguments, made=None, **more):
    """What is told of a booking that was sent with the mark."""
    return desk.look(CREATE, arguments, made, mark=KEPT, **more)


def test_what_bears_the_mark_is_the_one(desk):
    """However long ago it was made, and beside another one that is alike."""
    arguments = asked(desk)
    ours = book(desk, arguments)
    desk.mock.clock.advance(timedelta(hours=1))
    event_type = desk.mock.world.table("event_types")[arguments["eventTypeId"]]
    desk.mock.seed.booking(event_type, arguments["start"], {"language": "en", **arguments["attendee"]})
    found, is_absent = look(desk, arguments)
    assert found.reconciled
    assert (found.data.uid, is_absent) == (ours.data.uid, False)
    assert found.data.metadata == {**arguments.get("metadata", {}), MARK: KEPT}


@pytest.mark.parametrize("mark", [None, ANOTHER])
def test_what_bears_none_or_another_is_not(desk, mark):
    """Though it is alike and was made since."""
    arguments = asked(desk)
    book(desk, arguments, mark)
    assert look(desk, arguments) == ("and nothing like it is there", True)


def test_a_canceled_one_is_still_the_one(desk):
    """It was made; what became of it is in the answer."""
    arguments = asked(desk)
    ours = book(desk, arguments)
    desk.run("bookings.cancel", {"bookingUid": ours.data.uid, "cancellationReason": "Example"})
    found, _ = look(desk, arguments)
    assert (found.data.uid, found.data.status) == (ours.data.uid, "cancelled")


@pytest.mark.parametrize("start", [MOVED, LATER])
def test_of_a_rescheduled_one_the_first_is_the_one(desk, start):
    """The booking that took its place has its metadata too, and is what another call made."""
    arguments = asked(desk)
    ours = book(desk, arguments)
    later = desk.run("bookings.reschedule", {"bookingUid": ours.data.uid, "start": start})
    assert later.data.metadata[MARK] == KEPT
    found, is_absent = look(desk, arguments)
    assert (found.data.uid, is_absent) == (ours.data.uid, False)


def test_where_only_what_took_its_place_is_left_that_is_the_one(desk):
    """It is the same meeting."""
    arguments = asked(desk)
    ours = book(desk, arguments)
    later = desk.run("bookings.reschedule", {"bookingUid": ours.data.uid, "start": MOVED})
    search = desk.search(CREATE, arguments, mark=KEPT)
    seen = desk.seen(search)
    left = seen._replace(items=[each for each in seen.items if each[0]["uid"] == later.data.uid])
    assert search.judge(left, {}, SINCE).data.uid == later.data.uid


def test_two_that_bear_it_prove_nothing(desk):
    """Somebody has copied the metadata of one to another."""
    arguments = asked(desk)
    book(desk, arguments)
    book(desk, {**arguments, "start": LATER})
    assert look(desk, arguments) == ("and 2 that bear its mark are there", False)


def test_one_that_waits_for_the_host_is_found(desk):
    """It is pending, and has the metadata already."""
    event_type = desk.mock.seed.event_type(confirmationPolicy={"type": "always"})
    arguments = asked(desk, eventTypeId=event_type["id"])
    ours = book(desk, arguments)
    found, _ = look(desk, arguments)
    assert (found.data.uid, found.data.status) == (ours.data.uid, "pending")


@pytest.mark.parametrize("kind", ["turns", "confirmation"])
def test_an_existing_one_that_was_answered_is_not_what_was_made(desk, kind):
    """Cal.com answers a second call with the booking of the first; that one keeps the first one's mark."""
    seed = desk.mock.seed
    event_type = seed.team(members=3)[1] if kind == "turns" else seed.event_type(confirmationPolicy={"type": "always"})
    for account in desk.mock.world.table("users").values():
        if kind == "turns" and account["name"].startswith("Leo"):
            seed.membership(account, {"id": event_type["teamId"]}, role="ADMIN")
    arguments = asked(desk, eventTypeId=event_type["id"])
    first = book(desk, arguments, ANOTHER)
    assert book(desk, arguments).data.uid == first.data.uid
    assert look(desk, arguments) == ("and nothing like it is there", True)
    assert desk.look(CREATE, arguments, mark=ANOTHER)[0].data.uid == first.data.uid


# Seats


def seat(desk, **changes):
    """The example's arguments for an event type with seats."""
    event_type = desk.mock.seed.event_type(seats={**SEATS, **changes})
    return asked(desk, eventTypeId=event_type["id"])


def test_a_seat_bears_the_mark(desk):
    """In a booking that others had made before, also where the list has to be asked for somebody who sits there."""
    arguments = seat(desk)
    first = book(desk, {**arguments, "attendee": {**arguments["attendee"], "email": "rui.lima@example.com"}}, ANOTHER)
    desk.mock.clock.advance(timedelta(hours=1))
    assert look(desk, arguments) == ("and nothing like it is there", True)
    book(desk, arguments)
    found, is_absent = look(desk, arguments)
    assert (found.data.uid, is_absent) == (first.data.uid, False)
    assert [each.metadata for each in found.data.attendees if each.email == arguments["attendee"]["email"]] == [
        {**arguments.get("metadata", {}), MARK: KEPT}
    ]


def test_a_seat_of_another_key_is_not_ours(desk):
    """Its mark is another one, though the attendee is the same."""
    arguments = seat(desk)
    book(desk, arguments, ANOTHER)
    assert look(desk, arguments) == ("and nothing like it is there", True)


def test_a_seat_that_was_moved_is_found_where_it_is(desk):
    """At another time, in another booking."""
    arguments = seat(desk)
    ours = book(desk, arguments)
    moved = desk.run(
        "bookings.reschedule",
        {"bookingUid": ours.data.uid, "start": MOVED, "seatUid": ours.data.attendees[0].to_dict()["seatUid"]},
    )
    found, is_absent = look(desk, arguments)
    assert (found.data.uid, is_absent) == (moved.data.uid, False)


def test_where_nobody_is_shown_the_mark_may_be_withheld(desk):
    """Seats whose attendees are not shown tell nothing, unless they are at another time."""
    arguments = seat(desk)
    book(desk, arguments)
    search = desk.search(CREATE, arguments, mark=KEPT)
    seen = desk.seen(search)
    item, page = seen.items[0]
    hidden = {**item, "attendees": []}
    assert search._may_be(hidden)
    assert not search._may_be({**hidden, "start": "2027-05-05T10:00:00Z"})
    told = seen._replace(items=[(hidden, page)])
    assert search.is_absent(told, {}, SINCE) is False
    assert search.judge(told, {}, SINCE) == "and what is there does not tell whether it is the one"


# Series


def series(desk, **changes):
    """The example's arguments for a recurring event type."""
    return asked(desk, eventTypeId=desk.mock.seed.event_type(recurrence=WEEKLY)["id"], **changes)


def test_a_whole_series_is_the_answer(desk):
    """Each occurrence bears the mark, and there are as many as were asked for."""
    arguments = series(desk, recurrenceCount=3)
    ours = book(desk, arguments)
    found, is_absent = look(desk, arguments)
    assert not is_absent
    assert [each.uid for each in found.items] == [each.uid for each in ours.items]
    assert found.data.uid == ours.data.uid
    assert len(found.items) == 3


@pytest.mark.parametrize("count", [None, 4])
def test_a_series_that_may_lack_some_is_not(desk, count):
    """Nobody knows how many there should be, or there should be more: they may still be in the making."""
    arguments = series(desk, recurrenceCount=3)
    book(desk, arguments)
    given = {key: value for key, value in arguments.items() if key != "recurrenceCount"}
    words, is_absent = look(desk, {**given, **({"recurrenceCount": count} if count else {})})
    assert words == "and 3 of a series are there, which does not tell whether these are all"
    assert not is_absent


def test_an_occurrence_that_was_moved_leaves_the_series_whole(desk):
    """The one that took its place is left out, and the first one of it is there."""
    arguments = series(desk, recurrenceCount=3)
    ours = book(desk, arguments)
    desk.run("bookings.reschedule", {"bookingUid": ours.items[1].uid, "start": "2027-03-18T15:00:00Z"})
    found, _ = look(desk, arguments)
    assert [each.uid for each in found.items] == [each.uid for each in ours.items]


# Where the mark goes


def test_the_mark_stands_beside_what_is_kept():
    """The caller's own metadata stay, and so do the arguments that were given."""
    arguments = {**example(CREATE).arguments, "metadata": {"crm": "77"}}
    marked = with_mark(operation_of(CREATE), arguments, KEPT)
    assert marked["metadata"] == {"crm": "77", MARK: KEPT}
    assert arguments["metadata"] == {"crm": "77"}
    assert with_mark(operation_of(CREATE), {"start": "x", "metadata": None}, KEPT) == {
        "start": "x",
        "metadata": {MARK: KEPT},
    }


@pytest.mark.parametrize("metadata", [{MARK: "my own"}, {f"key{number}": "x" for number in range(50)}, "text", ["x"]])
def test_where_there_is_no_place_there_is_no_mark(metadata):
    """The name is taken, 50 are kept and no more, or it is nothing that could hold one."""
    assert with_mark(operation_of(CREATE), {**example(CREATE).arguments, "metadata": metadata}, KEPT) is None


def test_forty_nine_leave_a_place(desk):
    """Cal.com takes the fiftieth."""
    arguments = asked(desk, metadata={f"key{number}": "x" for number in range(49)})
    assert len(book(desk, arguments).data.metadata) == 50


def test_only_bookings_are_marked():
    """Nothing else that is made keeps data of one's own and lists it."""
    marked = [
        name
        for name, route in routes().items()
        if "x-reconcile" in route.operation and "mark" in route.operation["x-reconcile"]
    ]
    assert marked == [CREATE]
    for name in ("webhooks.create", "teams.create", "bookings.cancel", "me.update"):
        assert with_mark(operation_of(name), {"metadata": {}}, KEPT) is None
    how = operation_of(CREATE).reconcile
    assert isinstance(how, Reconcile)
    assert (how.mark, tuple(how.marked)) == ("metadata", ("metadata", "attendees.metadata"))


def test_a_search_without_a_mark_goes_by_likeness(desk):
    """As where marks are switched off, or there was no place for one."""
    arguments = asked(desk)
    ours = book(desk, arguments, None)
    found, _ = desk.look(CREATE, arguments)
    assert found.data.uid == ours.data.uid
