"""Whatever comes between a call and its answer, the next call with its key ends in what is true, and nothing twice."""

from operator import attrgetter

import pytest
from toolzz_cal import OutcomeUnknown, errors
from toolzz_cal.results import response_of
from toolzz_cal_mock.seed import ORGANIZATION

from tests.support.client import example, waited_for
from tests.support.keyed import ANA, KEY, RUI, Desk

ROUTES = pytest.mark.parametrize("route", ["gateway", "direct"])
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
# What the fault does, and whether the booking was made.
FAULTS = {
    "drop_before": False,
    "drop_after": True,
    "truncate": True,
    "html": True,
    "status=500": False,
    "status=408": False,
    "latency=90": True,
}


@pytest.fixture
def desk(kind):
    """Makes a `Desk` of this kind."""
    return lambda route="gateway", **settings: Desk(kind, route, **settings)


def one_host(_seed):
    """The event type of one host."""
    return 10482


def round_robin(seed):
    """One whose hosts take turns, by which Cal.com answers a second booking with the first."""
    return seed.team(members=3)[1]["id"]


def confirmed(seed):
    """One whose bookings wait for a confirmation."""
    return seed.event_type(confirmationPolicy={"type": "always"})["id"]


def seated(seed):
    """One whose slots take several attendees, who all stand in one booking."""
    return seed.event_type(seats=SEATS)["id"]


KINDS = {"one host": one_host, "round robin": round_robin, "confirmed": confirmed, "seated": seated}
EVENTS = pytest.mark.parametrize("event", KINDS.values(), ids=KINDS)
MARKS = pytest.mark.parametrize("mark", [True, False], ids=["marked", "unmarked"])


def at(table, email):
    """How many attendees of this address are booked at the time in question."""
    rows = [table.mock.world.table("bookings")[uid] for uid in table.booked]
    return sum(each["email"] == email for row in rows for each in row["attendees"])


# Answers that get lost


@ROUTES
@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_answer_is_found(desk, route, fault):
    """By the call itself, as with `reconcile`; or else nothing is there, which it says."""
    table = desk(route)
    table.mock.faults.add(f"{fault}; times=1; operation=bookings.create")
    if FAULTS[fault]:
        result = table.book()
        assert (result.reconciled, result.replayed, [result.data.uid]) == (True, False, table.booked)
        again = table.book()
        assert (again.reconciled, again.replayed, again.data.uid) == (True, True, result.data.uid)
        assert table.row().state == "done"
    else:
        with pytest.raises(OutcomeUnknown, match="looked 3 times, and nothing like it is there") as caught:
            table.book()
        assert (caught.value.absent, table.booked, table.row().state) == (True, [], "unknown")
        assert caught.value.__cause__ is not None
        result = table.book()
        assert (result.reconciled, result.replayed, [result.data.uid]) == (False, False, table.booked)
        assert (table.sent("bookings.create"), table.sent("bookings.list")) == (2, 4)
    assert len(table.booked) == 1


def test_what_came_late_is_found_by_the_next_call(desk):
    """It looks before it sends."""
    table = desk()
    table.mock.faults.add("drop_before; operation=bookings.create; times=1")
    with pytest.raises(OutcomeUnknown):
        table.book()
    late = table.mock.handle(table.mock.calls("bookings.create")[0].request)
    assert late.status == 200
    result = table.book()
    assert (result.reconciled, [result.data.uid], table.row().state) == (True, table.booked, "done")


@MARKS
def test_what_comes_between_look_and_call_is_found_after_the_refusal(desk, mark):
    """The second is refused for the first, which then is the answer."""
    table = desk(mark=mark)
    table.mock.faults.add("drop_before; operation=bookings.create; times=1")
    with pytest.raises(OutcomeUnknown):
        table.book()
    handle, held = table.handle, table.mock.calls("bookings.create")[0].request

    def late(request):
        if "NEW_BOOKING" in request.path:
            handle(held)
        return handle(request)

    table.handle = late
    result = table.book()
    assert (result.reconciled, [result.data.uid]) == (True, table.booked)
    assert table.row().state == "done"


def test_a_refusal_for_another_reason_stays_one(desk):
    """After a call of which nobody knows; the doubt is kept, so the next call looks again."""
    table = desk()
    table.mock.faults.add("drop_before; operation=bookings.create; times=1")
    with pytest.raises(OutcomeUnknown):
        table.book()
    table.book(key="another", attendee=RUI)
    with pytest.raises(errors.ActionFailed):
        table.book()
    assert (table.row().state, table.row().doubtful, len(table.booked)) == ("refused", True, 1)
    looked = table.sent("bookings.list")
    with pytest.raises(errors.ActionFailed):
        table.book()
    assert table.sent("bookings.list") > looked


def test_while_nobody_can_look_nothing_is_sent(desk):
    """A look that fails leaves it unknown; a later call goes on from there."""
    table = desk()
    table.mock.faults.add("drop_after; operation=bookings.create; times=1")
    table.mock.faults.add("status=503; operation=bookings.list; times=12")
    with pytest.raises(OutcomeUnknown, match="looked 3 times, and that failed"):
        table.book()
    with pytest.raises(OutcomeUnknown, match=r"An earlier call .* looked once, and that failed"):
        table.book()
    assert (table.row().state, table.sent("bookings.create")) == ("unknown", 1)
    result = table.book()
    assert (result.reconciled, [result.data.uid]) == (True, table.booked)


# Processes that end


@ROUTES
@EVENTS
@MARKS
def test_one_that_ended_before_sending_is_made_up_for(desk, route, event, mark):
    """The next call looks, sees nothing, and sends."""
    table = desk(route, mark=mark)
    kind = event(table.mock.seed)
    table.dies_before(lambda: table.book(event_type_id=kind))
    assert table.sent() == 0
    result = table.book(event_type_id=kind)
    assert (result.reconciled, result.replayed, [result.data.uid]) == (False, False, table.booked)
    assert (table.sent("bookings.create"), table.row().state) == (1, "done")


@ROUTES
@EVENTS
@MARKS
def test_one_that_ended_after_sending_is_found(desk, route, event, mark):
    """The next call looks and answers with it; there is one booking, and one write."""
    table = desk(route, mark=mark)
    kind = event(table.mock.seed)
    table.dies_after(lambda: table.book(event_type_id=kind))
    result = table.book(event_type_id=kind)
    # What the team's hosts have is not in the caller's own list; there Cal.com answers with the first booking.
    listed = event is not round_robin
    assert (result.reconciled, result.replayed, [result.data.uid]) == (listed, False, table.booked)
    assert table.book(event_type_id=kind).replayed is True
    assert (table.row().state, at(table, ANA["email"])) == ("done", 1)
    assert table.sent("bookings.create") == (1 if listed else 2)


@ROUTES
@pytest.mark.parametrize("booked", [True, False])
def test_two_seats_of_one_slot_are_told_apart(desk, route, booked):
    """By their marks: the other one's seat is in the same booking."""
    table = desk(route)
    kind = seated(table.mock.seed)
    first = table.book(key="another", event_type_id=kind, attendee=RUI)
    dies = table.dies_after if booked else table.dies_before
    dies(lambda: table.book(event_type_id=kind))
    result = table.book(event_type_id=kind)
    assert (result.reconciled, result.data.uid) == (booked, first.data.uid)
    assert (at(table, ANA["email"]), at(table, RUI["email"])) == (1, 1)


def test_without_marks_a_shared_booking_proves_nothing(desk):
    """The other's seat and this one's are in one booking, so nothing is sent and nothing is taken."""
    table = desk(mark=False)
    kind = seated(table.mock.seed)
    table.book(key="another", event_type_id=kind, attendee=RUI)
    table.dies_after(lambda: table.book(event_type_id=kind))
    with pytest.raises(OutcomeUnknown):
        table.book(event_type_id=kind)
    assert (table.row().state, at(table, ANA["email"])) == ("unknown", 1)


@MARKS
def test_another_keys_booking_is_not_taken(desk, mark):
    """One that is alike, but made by a call with another key, is no answer to this one."""
    table = desk(mark=mark)
    table.dies_before(table.book)
    table.book(key="another")
    with pytest.raises(errors.ActionFailed):
        table.book()
    assert (len(table.booked), table.row().state) == (1, "refused")


@MARKS
def test_a_booking_from_before_is_not_taken(desk, mark):
    """It was there when the key was claimed first, by the upstream's clock."""
    table = desk(mark=mark)
    table.book(key=None)
    table.passes(60)
    table.dies_before(table.book)
    with pytest.raises(errors.ActionFailed):
        table.book()
    assert (len(table.booked), table.row().state) == (1, "refused")


@ROUTES
def test_a_series_is_found_by_its_mark_if_its_length_was_asked(desk, route):
    """All of it; without the length nobody knows whether what is there is all, and nothing is sent."""
    for more in ({"recurrence_count": 3}, {}):
        table = desk(route)
        kind = table.mock.seed.event_type(recurrence={"interval": 1, "occurrences": 3, "frequency": "weekly"})["id"]
        table.dies_after(lambda table=table, kind=kind, more=more: table.book(event_type_id=kind, **more))
        if more:
            result = table.book(event_type_id=kind, **more)
            assert (result.reconciled, len(result.items)) == (True, 3)
            again = table.book(event_type_id=kind, **more)
            assert (again.replayed, [each.uid for each in again.items]) == (True, [each.uid for each in result.items])
        else:
            with pytest.raises(OutcomeUnknown, match="of a series are there"):
                table.book(event_type_id=kind)
            assert table.row().state == "unknown"
        assert table.sent("bookings.create") == 1


# What is no booking


def webhook(_table):
    """A webhook, of which Cal.com takes one per address."""
    return {"active": True, "triggers": ["BOOKING_CREATED"], "subscriber_url": "https://hooks.example.com/cal"}


def schedule(_table):
    """A schedule, of which Cal.com makes another one each time."""
    return {"name": "Mornings", "time_zone": "America/Sao_Paulo", "is_default": False}


def team(_table):
    """A team of the organization."""
    return {"org_id": ORGANIZATION, "name": "Field sales"}


THINGS = {
    "webhooks.create": (webhook, "webhooks"),
    "schedules.create": (schedule, "schedules"),
    "organizations.teams.create": (team, "teams"),
}
EACH = pytest.mark.parametrize("name", THINGS)


def count(table, name):
    """How many such things there are."""
    return len(table.mock.world.table(THINGS[name][1]))


@ROUTES
@EACH
def test_a_thing_is_made_once(desk, route, name):
    """Though nothing tells when it was made: alike, in the list, and nobody else's."""
    given = THINGS[name][0]
    for dies, reconciled in (("dies_before", False), ("dies_after", True)):
        table = desk(route)
        before = count(table, name)
        ended = (lambda table=table: table.call(name, **given(table)),)
        if dies == "dies_after":
            ended = (*ended, name)
        getattr(table, dies)(*ended)
        result = table.call(name, **given(table))
        assert (result.reconciled, result.replayed, count(table, name)) == (reconciled, False, before + 1)
        again = table.call(name, **given(table))
        assert (again.replayed, again.data) == (True, result.data)
        assert table.sent(name) == 1


@ROUTES
def test_two_schedules_that_are_alike_are_two_keys(desk, route):
    """The one that another key made is not this one's."""
    table = desk(route)
    given = schedule(table)
    first = table.call("schedules.create", key="another", **given)
    table.dies_before(lambda: table.call("schedules.create", **given))
    second = table.call("schedules.create", **given)
    assert (second.reconciled, second.data.id == first.data.id) == (False, False)
    table.passes(1_000)
    table.journal.died()
    assert table.call("schedules.create", **given).data.id == second.data.id


def test_two_that_nobody_owns_prove_nothing(desk):
    """Somebody made one that is alike without a key, at the same time: nothing is sent, nothing is taken."""
    table = desk()
    given = schedule(table)
    table.dies_after(lambda: table.call("schedules.create", **given), "schedules.create")
    table.call("schedules.create", key=None, **given)
    with pytest.raises(OutcomeUnknown, match="2 like it were made"):
        table.call("schedules.create", **given)
    assert (table.row().state, table.sent("schedules.create")) == ("unknown", 2)
    assert table.store.forget(KEY)
    assert table.call("schedules.create", **given).reconciled is False


# Changes and ends of one thing


@ROUTES
@pytest.mark.parametrize("sent", [False, True])
def test_a_cancellation_is_read_back(desk, route, sent):
    """The booking tells whether it happened."""
    table = desk(route)
    uid = table.book(key="booking").data.uid

    def cancel():
        return table.call("bookings.cancel", booking_uid=uid, cancellation_reason="moved")

    if sent:
        table.dies_after(cancel, "bookings.cancel")
    else:
        table.dies_before(cancel)
    result = cancel()
    assert (result.reconciled, result.data.status) == (sent, "cancelled")
    again = cancel()
    assert (again.replayed, again.data) == (True, result.data)
    assert table.sent("bookings.cancel") == 1


@pytest.mark.parametrize("sent", [False, True])
def test_with_nothing_to_look_at_it_stays_unknown(desk, sent):
    """An operation of the ToolzzAI API that makes something: nothing is sent until somebody has looked."""
    table = desk()
    name = "calcom_integrations.create"
    given = example(name).keywords(attrgetter(name)(table.client))
    before = len(table.mock.world.table("integrations"))

    def create():
        return table.call(name, **given)

    if sent:
        table.dies_after(create, name)
    else:
        table.dies_before(create)
    for _ in range(2):
        with pytest.raises(OutcomeUnknown, match=r"no way to find out: look yourself, and `journal\.forget\(key\)`"):
            create()
        assert (table.row().state, table.sent(name)) == ("unknown", int(sent))
    table.store.forget(KEY)
    if not sent:
        assert response_of(create()).replayed is False
        assert response_of(create()).replayed is True
        assert len(table.mock.world.table("integrations")) == before + 1


def test_what_may_be_sent_again_is(desk):
    """A change that leaves the same however often it is made needs no look."""
    table = desk()
    name = "schedules.update"
    given = {
        "schedule_id": str(table.call("schedules.create", key="new", **schedule(table)).data.id),
        "name": "Evenings",
    }
    table.dies_after(lambda: table.call(name, **given), name)
    result = table.call(name, **given)
    assert (result.reconciled, result.replayed, result.data.name) == (False, False, "Evenings")
    assert table.sent(name) == 2
    table.mock.faults.add(f"drop_after; operation={name}; times=1")
    with pytest.raises(OutcomeUnknown, match="Sent again it does no harm") as caught:
        table.call(name, key="again", **given)
    assert caught.value.absent is False
    assert waited_for(table.call(name, key="again", **given)).replayed is False
