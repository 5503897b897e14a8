"""Webhooks that fire: who is told, what is sent, where it may go, and what is recorded."""

import asyncio
import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
import toolzz_cal_mock.world.booking_changes
import toolzz_cal_mock.world.booking_moves
import toolzz_cal_mock.world.bookings  # noqa: F401
from toolzz_cal_mock.deliveries import Deliveries
from toolzz_cal_mock.problems import NotFound
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.booking_index import keep
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.meetings import due, watch
from toolzz_cal_mock.world.oauth_clients import new_oauth_client
from toolzz_cal_mock.world.schedules import new_schedule
from toolzz_cal_mock.world.users import new_user

from tests.support.deliveries import ANA, URL, new_booking

# Who is told


def told(stage, trigger="BOOKING_CREATED", row=None):
    """The webhooks that an event reaches."""
    before = len(stage.deliveries)
    stage.world.emit(trigger, row or stage.booking)
    return {each.webhook_id for each in stage.deliveries[before:]}


def test_only_active_webhooks_of_the_trigger_are_told(stage):
    """A paused webhook and one for other events hear nothing."""
    stage.subscribe("BOOKING_CREATED", "BOOKING_PAID", id="yes")
    stage.subscribe("BOOKING_CREATED", id="paused", url=f"{URL}/2", active=False)
    stage.subscribe("BOOKING_CANCELLED", id="other", url=f"{URL}/3")
    assert told(stage) == {"yes"}


def test_bookings_of_a_user_concern_user_event_type_organization_and_client(stage):
    """Everybody above the booking is told, nobody beside it."""
    client = new_oauth_client(stage.world, 1205, id="client_example_4821")
    host = new_user(
        stage.world, name="Managed", email="m@example.com", managed_by=client["id"], organization_id=1205, id=500
    )
    event_type = new_event_type(stage.world, 500, id=600, slug="managed")
    row = new_booking(stage.world, event_type, host, "bkManaged")
    for id, owner in (
        ("user", ("userId", 500)),
        ("event type", ("eventTypeId", 600)),
        ("organization", ("teamId", 1205)),
        ("client", ("oAuthClientId", "client_example_4821")),
        ("other user", ("userId", 31790)),
        ("other event type", ("eventTypeId", 10482)),
        ("team", ("teamId", 8841)),
        ("other client", ("oAuthClientId", "other")),
    ):
        stage.subscribe("BOOKING_CREATED", id=id, owner=owner)
    assert told(stage, row=row) == {"user", "event type", "organization", "client"}


def test_bookings_of_a_team_concern_team_and_organization(stage):
    """Webhooks of the host do not fire for events of a team; those of the team and what is above it do."""
    lead = stage.them.lead
    event_type = new_event_type(stage.world, None, 8841, id=700, hosts=[lead["id"]])
    row = new_booking(stage.world, event_type, lead, "bkTeam")
    for id, owner in (
        ("team", ("teamId", 8841)),
        ("organization", ("teamId", 1205)),
        ("event type", ("eventTypeId", 700)),
        ("host", ("userId", lead["id"])),
    ):
        stage.subscribe("BOOKING_CREATED", id=id, owner=owner)
    assert told(stage, row=row) == {"team", "organization", "event type"}


def test_copies_of_a_managed_event_type_concern_user_and_team(stage):
    """A copy belongs to its user and to the team that manages it, and hears through the original too."""
    lead = stage.them.lead
    original = new_event_type(stage.world, None, 8841, id=700, slug="managed")
    copy = new_event_type(stage.world, lead["id"], id=701, slug="copy", parentEventTypeId=original["id"])
    row = new_booking(stage.world, copy, lead, "bkCopy")
    for id, owner in (
        ("team", ("teamId", 8841)),
        ("original", ("eventTypeId", 700)),
        ("copy", ("eventTypeId", 701)),
        ("user", ("userId", lead["id"])),
    ):
        stage.subscribe("BOOKING_CREATED", id=id, owner=owner)
    assert told(stage, row=row) == {"team", "original", "copy", "user"}


def test_operations_on_bookings_are_told(stage):
    """What people do to bookings through the operations reaches the webhook, with the reasons they gave."""
    stage.subscribe("BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED")
    schedule = new_schedule(stage.world, 31790)
    stage.world.put("event_types", 10482, {**stage.event_type, "scheduleId": schedule["id"], "bookingFields": []})
    arguments = {"start": "2027-03-09T14:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    made = BEHAVIOURS["bookings.create"](stage.world, Caller(31790), arguments)
    moved = BEHAVIOURS["bookings.reschedule"](
        stage.world, Caller(31790), {"bookingUid": made["uid"], "start": "2027-03-10T14:00:00Z"}
    )
    reason = {"bookingUid": moved["uid"], "cancellationReason": "Ill"}
    BEHAVIOURS["bookings.cancel"](stage.world, Caller(31790), reason)
    created, rescheduled, cancelled = (each.json()["payload"] for each in stage.deliveries)
    assert created["uid"] == rescheduled["rescheduleUid"] == made["uid"]
    assert rescheduled["rescheduleStartTime"] == "2027-03-09T14:00:00Z"
    assert rescheduled["uid"] == cancelled["uid"] == moved["uid"]
    assert (cancelled["cancellationReason"], "cancelledBy" in cancelled) == ("Ill", False)


# Beginning and end of meetings


def test_meetings_begin_and_end_when_the_clock_passes_them(stage):
    """Each moment is told once, in order, and a second look tells nothing new."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")

    def after(minutes):
        stage.world.clock.advance(timedelta(minutes=minutes))
        before = len(stage.deliveries)
        due(stage.world)
        return [each.trigger for each in stage.deliveries[before:]]

    assert after(59) == []
    assert after(1) == ["MEETING_STARTED"]
    assert after(0) == []
    assert after(30) == ["MEETING_ENDED"]
    assert after(10_000) == []


def test_meetings_that_passed_between_two_looks_are_told(stage):
    """A booking made and passed by the clock before anybody looked is told, across bookings in order of time."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    new_booking(stage.world, stage.event_type, stage.them.owner, "bkNext", after=timedelta(minutes=90), id=78)
    stage.world.clock.advance(timedelta(days=3))
    due(stage.world)
    seen = [(each.trigger, each.json()["id"]) for each in stage.deliveries]
    assert seen == [("MEETING_STARTED", 77), ("MEETING_ENDED", 77), ("MEETING_STARTED", 78), ("MEETING_ENDED", 78)]


@pytest.mark.parametrize("status", ["cancelled", "rejected", "pending"])
def test_only_bookings_that_stand_take_place(stage, status):
    """What was cancelled, declined or never confirmed neither begins nor ends."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    due(stage.world)
    stage.world.put("bookings", stage.booking["uid"], {**stage.booking, "status": status})
    stage.world.clock.advance(timedelta(days=1))
    due(stage.world)
    assert list(stage.deliveries) == []


def test_past_of_the_mock_is_not_told(stage):
    """A meeting that was over when the mock started is old news, one under way still ends."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    stage.world.remove("bookings", stage.booking["uid"])
    for id, after in ((1, -60), (2, -10)):
        new_booking(stage.world, stage.event_type, stage.them.owner, f"bk{id}", timedelta(minutes=after), id=id)
    stage.world.clock.advance(timedelta(days=1))
    due(stage.world)
    assert [(each.trigger, each.json()["id"]) for each in stage.deliveries] == [("MEETING_ENDED", 2)]


def test_clock_that_goes_back_lets_meetings_take_place_again(stage):
    """Another run through the same time tells the same meetings."""
    stage.subscribe("MEETING_STARTED")
    start = stage.world.now()
    for _ in range(2):
        stage.world.clock.advance(timedelta(days=1))
        due(stage.world)
        stage.world.clock.set(start)
        due(stage.world)
    assert [each.trigger for each in stage.deliveries] == ["MEETING_STARTED"] * 2


def test_looking_costs_nothing_when_nothing_is_new(stage):
    """A look at ten thousand bookings reads none of them again, and takes each up once."""

    class Counting(dict):
        reads = 0

        def __getitem__(self, key):
            Counting.reads += 1
            return super().__getitem__(key)

        def values(self):
            Counting.reads += len(self)
            return super().values()

    rows = Counting({f"bk{each}": {**stage.booking, "uid": f"bk{each}"} for each in range(10_000)})
    stage.world.tables["bookings"] = rows
    due(stage.world)
    due(stage.world)
    keep(stage.world, {**stage.booking, "uid": "bkNew"})
    meetings = watch(stage.world)
    due(stage.world)
    assert Counting.reads <= 10_000 + 3
    assert 2 * 10_001 == len(meetings.heap)


def test_only_the_day_that_is_reached_is_taken_apart(stage):
    """Bookings of later days wait as numbers, whatever the clock passes before."""
    stage.subscribe("MEETING_STARTED", "MEETING_ENDED")
    for day in range(1, 5):
        new_booking(stage.world, stage.event_type, stage.them.owner, f"bk{day}", timedelta(days=day), id=day)
    stage.world.clock.advance(timedelta(days=1, hours=1))
    due(stage.world)
    assert [(each.trigger, each.json()["id"]) for each in stage.deliveries] == [
        ("MEETING_STARTED", 77), ("MEETING_ENDED", 77), ("MEETING_STARTED", 1), ("MEETING_ENDED", 1),
    ]  # fmt: skip
    meetings = watch(stage.world)
    assert ([], 3) == (meetings.heap, len(meetings.waiting))


def test_a_meeting_that_was_moved_begins_when_it_is(stage):
    """Its day is looked at with the times that it has by then."""
    stage.subscribe("MEETING_STARTED")
    keep(stage.world, {**stage.booking, "start": "2027-03-01T15:00:00.000Z", "end": "2027-03-01T15:30:00.000Z"})
    stage.world.clock.set(datetime(2027, 3, 1, 14, 59, tzinfo=UTC))
    due(stage.world)
    assert [] == list(stage.deliveries)
    stage.world.clock.set(datetime(2027, 3, 1, 15, tzinfo=UTC))
    due(stage.world)
    assert ["MEETING_STARTED"] == [each.trigger for each in stage.deliveries]


# Sending and recording


def test_deliveries_wait_until_they_are_sent(stage):
    """Nothing is sent while an event is heard; a drain sends what waits, in order, and records how it went."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_CANCELLED", stage.booking)
    assert [each.state for each in stage.deliveries.pending] == ["pending", "pending"]
    assert stage.deliveries.due
    sent = []

    def send(url, headers, body):
        sent.append((url, headers["Content-Type"], json.loads(body)["triggerEvent"]))
        return 204

    done = stage.deliveries.drain_sync(send)
    assert sent == [(URL, "application/json", trigger) for trigger in ("BOOKING_CREATED", "BOOKING_CANCELLED")]
    assert done == list(stage.deliveries)
    assert [(each.state, each.status, each.attempts, each.error) for each in done] == [("delivered", 204, 1, None)] * 2
    assert not stage.deliveries.due
    assert stage.deliveries.drain_sync(send) == []
    assert [each.id for each in done] == ["delivery_1", "delivery_2"]
    assert stage.deliveries.of("BOOKING_CANCELLED") == done[1:]


@pytest.mark.parametrize("kind", ["function", "coroutine function", "object"])
def test_drain_takes_senders_of_all_kinds(stage, kind):
    """A plain function runs in a thread, a coroutine function in the loop."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    threads = []

    def plain(url, headers, body):
        threads.append(threading.current_thread())
        return 200

    async def coroutine(url, headers, body):
        threads.append(threading.current_thread())
        return 200

    class Object:
        async def __call__(self, url, headers, body):
            return await coroutine(url, headers, body)

    send = {"function": plain, "coroutine function": coroutine, "object": Object()}[kind]
    (delivery,) = asyncio.run(stage.deliveries.drain(send))
    assert delivery.state == "delivered"
    assert (threads[0] is threading.main_thread()) == (kind != "function")


@pytest.mark.parametrize(
    ("outcome", "status", "error"),
    [
        (500, 500, "HTTP 500"),
        (302, 302, "HTTP 302, not followed"),
        (ConnectionRefusedError("nobody listens"), None, "nobody listens"),
        (TimeoutError(), None, "TimeoutError"),
        (RuntimeError("odd"), None, "odd"),
    ],
)
def test_failures_are_recorded_and_stop_nothing(stage, outcome, status, error):
    """A receiver that fails does not keep the next delivery from being sent."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.world.emit("BOOKING_PAID", stage.booking)
    outcomes = [outcome, 200]

    def send(url, headers, body):
        now = outcomes.pop(0)
        if isinstance(now, Exception):
            raise now
        return now

    failed, fine = stage.deliveries.drain_sync(send)
    assert (failed.state, failed.status, failed.error) == ("failed", status, error)
    assert fine.state == "delivered"


def test_assertion_in_a_receiver_is_heard(stage):
    """A test may assert in its receiver: that is no failure of the delivery."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)

    def send(url, headers, body):
        raise AssertionError("wrong body")

    with pytest.raises(AssertionError, match="wrong body"):
        stage.deliveries.drain_sync(send)


def test_what_happens_during_a_drain_waits_for_the_next(stage):
    """A receiver that causes events does not keep a drain going for ever."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)

    def send(url, headers, body):
        stage.world.emit("BOOKING_PAID", stage.booking)
        return 200

    assert [each.trigger for each in stage.deliveries.drain_sync(send)] == ["BOOKING_CREATED"]
    assert [each.trigger for each in stage.deliveries.pending] == ["BOOKING_PAID"]


def test_deliveries_can_be_sent_again(stage):
    """The same message goes out once more, with the same id and signature; attempts count on."""
    stage.subscribe(secret="example-secret")
    stage.world.emit("BOOKING_CREATED", stage.booking)
    answers, bodies = [503, 200], []

    def send(url, headers, body):
        bodies.append((headers["X-Cal-Signature-256"], body))
        return answers.pop(0)

    (delivery,) = stage.deliveries.drain_sync(send)
    assert delivery.state == "failed"
    again = stage.deliveries.resend(delivery.id)
    assert stage.deliveries.resend(delivery.id) is again is delivery
    assert (delivery.state, stage.deliveries.pending) == ("pending", [delivery])
    stage.deliveries.drain_sync(send)
    assert (delivery.state, delivery.status, delivery.attempts, delivery.error) == ("delivered", 200, 2, None)
    assert bodies[0] == bodies[1]
    assert len(stage.deliveries) == 1
    with pytest.raises(NotFound):
        stage.deliveries.resend("delivery_9")


def test_clearing_forgets_everything(stage):
    """After a reset nothing waits, nothing is recorded, and numbers start anew."""
    stage.subscribe()
    stage.world.emit("BOOKING_CREATED", stage.booking)
    stage.deliveries.clear()
    assert (list(stage.deliveries), stage.deliveries.pending) == ([], [])
    stage.world.emit("BOOKING_CREATED", stage.booking)
    assert stage.deliveries[0].id == "delivery_1"


def test_memory_of_deliveries_is_limited(stage):
    """The oldest are forgotten, also while they wait."""
    deliveries = Deliveries(stage.world, kept=3)
    stage.subscribe()
    for _ in range(5):
        stage.world.emit("BOOKING_CREATED", stage.booking)
    assert [each.id for each in deliveries] == ["delivery_3", "delivery_4", "delivery_5"]
    assert 2 == deliveries.dropped
    with pytest.raises(NotFound, match="of all that were made the last 3 are kept"):
        deliveries.get("delivery_2")
    assert deliveries.pending == list(deliveries)
    deliveries.drain_sync(lambda *message: 200)
    stage.world.emit("BOOKING_PAID", stage.booking)
    assert [each.state for each in deliveries] == ["delivered", "delivered", "pending"]
