"""What a list tells of a call whose idempotency key was claimed a while ago: by age, likeness and who made what."""

from datetime import timedelta

import pytest
from toolzz_cal import _reconcile
from toolzz_cal._journal_store import Made

from tests.support.client import Api, Upstream, done, example
from tests.support.searching import SINCE, Desk, operation_of, seen
from tests.support.tables import every

ROUTES = pytest.mark.parametrize("route", ["gateway", "direct"])
CREATE = "bookings.create"
NAME, LIST = "schedules.create", "schedules.list"
SCHEDULE = {
    "name": "Evenings",
    "timeZone": "America/Sao_Paulo",
    "isDefault": False,
    "availability": [{"days": ["Monday"], "startTime": "18:00", "endTime": "21:00"}],
}
OTHERS = Made("job-1", SINCE / 2)  # settled after the key was claimed, by another one
EARLIER = Made("job-1", SINCE * 2)  # settled before it was


@pytest.fixture(params=["gateway", "direct"])
def desk(request):
    """A mock and a client on each route."""
    return Desk(request.param)


def booked(desk, **fields):
    """Bookings that are like the example, whoever made them."""
    arguments = desk.arguments(CREATE)
    event_type = desk.mock.world.table("event_types")[arguments["eventTypeId"]]
    attendee = {"language": "en", **arguments["attendee"]}
    return desk.mock.seed.booking(event_type, arguments["start"], attendee, **fields)


def look(desk, made=None, **more):
    """What is told of the example's booking."""
    return desk.look(CREATE, desk.arguments(CREATE), made, **more)


# Where a key tells when something was made


def test_what_was_made_since_is_the_one(desk):
    """It is adopted, with everything that the list shows."""
    row = booked(desk)
    found, is_absent = look(desk)
    assert found.reconciled
    assert (found.data.uid, is_absent) == (row["uid"], False)


@every(("ago", "is_it"), [(30, True), (62, True), (90, False), (90_000, False)])
def test_the_key_was_claimed_by_the_upstreams_clock(desk, ago, is_it):
    """A moment by its `Date`, so many seconds ago; nothing older is adopted, and nothing older stands in the way."""
    row = booked(desk)
    desk.mock.clock.advance(timedelta(seconds=ago))
    found, is_absent = look(desk)
    if is_it:
        assert found.data.uid == row["uid"]
    else:
        assert found == "and what is like it was there before"
    assert is_absent is not is_it


def test_what_another_key_made_is_not_ours(desk):
    """It is left out, and nothing is there; what a key made that is not in the list changes nothing."""
    row = booked(desk)
    assert look(desk, {row["uid"]: OTHERS}) == ("and what is like it was there before", True)
    assert look(desk, {"bkOther": OTHERS})[0].data.uid == row["uid"]


def test_two_alike_prove_nothing(desk):
    """Which is which nobody knows, until it is known who made one of them."""
    one, two = booked(desk), booked(desk)
    assert look(desk) == ("and 2 like it were made meanwhile", False)
    found, is_absent = look(desk, {one["uid"]: OTHERS})
    assert (found.data.uid, is_absent) == (two["uid"], False)


def test_what_took_the_place_of_another_is_no_creation(desk):
    """A booking that was moved to this time was made since, and not by a booking."""
    booked(desk, rescheduledFromUid="bkBefore")
    assert look(desk) == ("and what is like it was there before", True)


def test_a_moved_one_is_what_a_move_made(desk):
    """The same booking is found by who moved it, and only from there."""
    booked(desk, rescheduledFromUid="bkBefore")
    start = desk.arguments(CREATE)["start"]
    found, _ = desk.look("bookings.reschedule", {"bookingUid": "bkBefore", "start": start})
    assert found.reconciled
    other = desk.look("bookings.reschedule", {"bookingUid": "bkOther", "start": start})
    assert other == ("and nothing like it is there", True)


def seated(desk):
    """The example's arguments for an event type with seats, one of which is taken by the example's attendee."""
    seats = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
    event_type = desk.mock.seed.event_type(seats=seats)
    arguments = desk.arguments(CREATE) | {"eventTypeId": event_type["id"]}
    row = desk.mock.seed.booking(event_type, arguments["start"], {"language": "en", **arguments["attendee"]})
    return arguments, row


def test_a_seat_in_an_older_booking_may_be_ours(desk):
    """The booking's age is not the seat's: nothing is adopted, and nothing is sent either."""
    arguments, _ = seated(desk)
    desk.mock.clock.advance(timedelta(hours=1))
    assert desk.look(CREATE, arguments) == ("and what is there does not tell whether it is the one", False)


def test_a_seat_in_what_another_key_made_may_be_ours(desk):
    """Who made the booking need not have taken this seat."""
    arguments, row = seated(desk)
    words, is_absent = desk.look(CREATE, arguments, {row["uid"]: OTHERS})
    assert (words, is_absent) == ("and what is there does not tell whether it is the one", False)
    assert desk.look(CREATE, arguments)[0].data.uid == row["uid"]


def test_who_attends_may_be_withheld(desk):
    """Where a list shows nobody, anybody may be in it."""
    arguments, _ = seated(desk)
    search = desk.search(CREATE, arguments)
    shown = desk.seen(search)
    item, page = shown.items[0]
    hidden = {**item, "attendees": []}
    assert search._may_be(hidden)
    assert not search._may_be({**hidden, "start": "2027-05-05T10:00:00Z"})
    told = shown._replace(items=[(hidden, page)])
    assert search.is_absent(told, {}, SINCE) is False
    assert search.judge(told, {}, SINCE) == "and what is there does not tell whether it is the one"


def test_one_of_a_series_does_not_tell_of_the_others(desk):
    """Without a mark, as with `reconcile=True`."""
    booked(desk, recurringBookingUid="series-example")
    words, is_absent = look(desk)
    assert words == "and one of a series is there, which does not tell of the others"
    assert not is_absent


# Where none does


def made_of(desk, **changes):
    """The number of a schedule like the one that is asked for, but for this."""
    return desk.run(NAME, {**SCHEDULE, **changes}).data.id


def test_what_is_alike_in_everything_is_the_one(desk):
    """There was no look before the call, so that is all there is to go by."""
    number = made_of(desk)
    found, is_absent = desk.look(NAME, SCHEDULE)
    assert found.reconciled
    assert (found.data.id, is_absent) == (number, False)


OTHER_HOURS = {"availability": [{"days": ["Tuesday"], "startTime": "18:00", "endTime": "21:00"}]}


def test_what_differs_in_something_is_neither_taken_nor_passed_over(desk):
    """Perhaps the upstream writes it otherwise: a person has to look. Beside one that is alike it plays no part."""
    made_of(desk, **OTHER_HOURS)
    words, is_absent = desk.look(NAME, SCHEDULE)
    assert (words, is_absent) == ("and what is there does not tell whether it is the one", False)
    number = made_of(desk)
    assert desk.look(NAME, SCHEDULE)[0].data.id == number


def test_something_else_is_not_looked_at(desk):
    """Another name is another thing."""
    made_of(desk, name="Mornings")
    assert desk.look(NAME, SCHEDULE) == ("and nothing like it is there", True)


def test_two_alike_in_everything_prove_nothing(desk):
    """Unless it is known who made one of them."""
    one, two = made_of(desk), made_of(desk)
    assert desk.look(NAME, SCHEDULE) == ("and 2 like it were made meanwhile", False)
    assert desk.look(NAME, SCHEDULE, {str(two): OTHERS})[0].data.id == one
    assert desk.look(NAME, SCHEDULE, {str(one): OTHERS, str(two): OTHERS})[1] is True


def test_what_is_older_than_an_earlier_keys_is_older_than_ours(desk):
    """Numbers rise: what is below one that was there when the key was claimed is no work of it."""
    older = made_of(desk)
    known = made_of(desk, name="Known")
    assert desk.look(NAME, SCHEDULE, {str(known): EARLIER}) == ("and what is like it was there before", True)
    assert desk.look(NAME, SCHEDULE, {str(known): OTHERS})[0].data.id == older
    newer = made_of(desk)
    assert desk.look(NAME, SCHEDULE, {str(known): EARLIER})[0].data.id == newer


def test_a_number_is_older_only_if_it_was_settled_well_before(desk):
    """Within the accuracy of clocks it is not, as the other call may have been the later one."""
    number = made_of(desk)
    known = made_of(desk, name="Known")
    just = Made("job-1", SINCE + 2)
    assert desk.look(NAME, SCHEDULE, {str(known): just})[0].data.id == number


def test_ids_that_are_no_numbers_have_no_order():
    """Of a webhook only likeness tells, and who made it."""
    desk, name = Desk("direct"), "webhooks.create"
    arguments = desk.arguments(name)
    identity = desk.run(name, arguments).data.id
    assert desk.look(name, arguments, {"wh_example": EARLIER})[0].data.id == identity
    assert desk.look(name, arguments, {identity: OTHERS})[1] is True


@every(("changes", "is_alike"), [
    ({}, True),
    ({"triggers": ["BOOKING_CANCELLED"]}, False),
    ({"triggers": ["BOOKING_CREATED", "BOOKING_CANCELLED"]}, False),
    ({"active": False}, False),
    ({"payloadTemplate": None}, True),
    ({"secret": "another-example"}, False),
    ({"subscriberUrl": "https://other.example.com/hook"}, None),
])  # fmt: skip
def test_everything_asked_is_compared(changes, is_alike):
    """One trigger given as text is the list of it; what is not shown is no difference."""
    desk, name = Desk("direct"), "webhooks.create"
    asked = {
        "subscriberUrl": "https://crm.example.com/hook",
        "triggers": "BOOKING_CREATED",
        "active": True,
        "secret": "example-secret",
    }
    made = {**asked, **changes}
    desk.run(name, {key: value for key, value in made.items() if value is not None})
    found, is_absent = desk.look(name, asked)
    assert (not isinstance(found, str)) is (is_alike is True)
    assert is_absent is (is_alike is None)


def test_an_event_type_shows_more_than_was_asked(desk):
    """Cal.com adds its own questions, and defaults to what was given; that is no difference."""
    name = "teams.event_types.create"
    arguments = desk.arguments(name) | {"slug": "intro-call", "schedulingType": "roundRobin"}
    arguments["bookingFields"] = [{"type": "text", "slug": "company", "label": "Company", "required": False}]
    number = desk.run(name, arguments).data.id
    assert desk.look(name, arguments)[0].data.id == number
    assert desk.look(name, {**arguments, "lengthInMinutes": 45})[1] is False


def test_a_managed_event_type_is_one_of_several(desk):
    """Its copies are in nobody's list, so it is not taken for the whole."""
    name = "teams.event_types.create"
    arguments = desk.arguments(name) | {"slug": "managed-call", "schedulingType": "managed"}
    desk.run(name, arguments)
    words, is_absent = desk.look(name, arguments)
    assert "series" in words or "does not tell" in words
    assert not is_absent


# The names by which a journal knows who made what


def test_all_in_the_list_is_named(desk):
    """With the list and its id, also what is not like it, as it tells what is older."""
    number = made_of(desk)
    names = desk.names(NAME, SCHEDULE)
    assert names[str(number)] == f"{LIST}\0{number}"
    assert set(names) == {str(each.id) for each in desk.client.schedules.list().data}


def test_what_a_call_made_has_the_same_name(desk):
    """Of a creation, of what a move made, and of each of a series."""
    result = desk.run(NAME, SCHEDULE)
    names = _reconcile.names_of_made(operation_of(NAME), result)
    assert names == [desk.names(NAME, SCHEDULE)[str(result.data.id)]]
    recurring = desk.mock.seed.event_type(recurrence={"interval": 1, "occurrences": 3, "frequency": "weekly"})
    asked = {key: value for key, value in desk.arguments(CREATE).items() if key != "lengthInMinutes"}
    series = desk.run(CREATE, asked | {"eventTypeId": recurring["id"]})
    named = _reconcile.names_of_made(operation_of(CREATE), series)
    assert named == [f"bookings.list\0{each.uid}" for each in series.items]
    moved = desk.run("bookings.reschedule", {"bookingUid": series.data.uid, "start": "2027-03-17T15:00:00Z"})
    assert _reconcile.names_of_made(operation_of("bookings.reschedule"), moved) == [f"bookings.list\0{moved.data.uid}"]


@pytest.mark.parametrize("name", ["webhooks.delete", "bookings.cancel", "me.update", "slots.reserve"])
def test_what_makes_nothing_in_a_list_has_no_names(name):
    """Deletions, changes, and what is in no list."""
    desk = Desk("direct")
    arguments = desk.arguments(name)
    result = desk.run(name, arguments)
    assert _reconcile.names_of_made(operation_of(name), result) == []
    if (search := desk.search(name, arguments)) is not None:
        assert search.names(desk.seen(search)) == {}


def test_a_team_that_is_to_be_paid_for_has_no_name_yet():
    """It is pending, and in no list."""
    operation = operation_of("teams.create")
    pending = {"status": "success", "data": {"pendingTeam": {"id": 7, "name": "Support"}, "paymentLink": "https://pay"}}

    class Result:
        reply = pending

    assert _reconcile.names_of_made(operation, Result()) == []


# How far it is read


def test_a_list_that_goes_on_tells_nothing():
    """Ten pages are read; what is on the next one nobody knows."""
    row = {**example(CREATE).payload, "uid": "bk", "attendees": [], "start": "2027-09-09T10:00:00Z"}
    pages = [
        done({"status": "success", "data": [{**row, "uid": f"bk{page}-{number}"} for number in range(100)]})
        for page in range(11)
    ]
    upstream = Upstream(*pages)
    engine = Api("sync", upstream).client._engine
    search = _reconcile.search_from(
        engine, operation_of(CREATE), example(CREATE).arguments, None, since=SINCE, mark=None
    )
    told = seen(engine, search)
    assert upstream.count == 10
    assert search.judge(told, {}, SINCE) == "and the list goes on after 10 pages"
    assert search.is_absent(told, {}, SINCE) is False
