"""Bookings: confirmed, declined, cancelled, moved, and marked absent."""

import pytest
from toolzz_cal_mock.problems import BadRequest, HttpError, NotFound, Unauthorized

from tests.support.behaviours import ask_anything
from tests.support.scheduling import ASKS, BUSY, RUI, emails

# Confirmation


@pytest.mark.parametrize(
    ("policy", "start", "status"),
    [
        (ASKS, "2027-03-02T10:00", "pending"),
        ({"type": "time", "noticeThreshold": {"unit": "hours", "count": 22}}, "2027-03-02T10:00", "pending"),
        ({"type": "time", "noticeThreshold": {"unit": "hours", "count": 22}}, "2027-03-02T10:01", "accepted"),
        ({"type": "time", "noticeThreshold": {"unit": "minutes", "count": 60}}, "2027-03-01T13:00", "pending"),
        ({"type": "time", "noticeThreshold": {"unit": "minutes", "count": 60}}, "2027-03-01T13:30", "accepted"),
        ({"disabled": True}, "2027-03-02T10:00", "accepted"),
    ],
)
def test_policy_decides_what_waits(it, policy, start, status):
    """Always, or at short notice; webhooks hear of a request or of a booking."""
    made = it.book(start, it.kind(confirmationPolicy=policy))
    assert made["status"] == status
    assert it.told() == [("BOOKING_REQUESTED" if status == "pending" else "BOOKING_CREATED", made["uid"])]


def test_waiting_booking_is_confirmed_once(it):
    """It stands, gets its link, and cannot be confirmed again."""
    made = it.book("2027-03-02T10:00", it.kind(confirmationPolicy=ASKS))
    assert made["location"] == "integrations:daily"
    confirmed = it.ask("bookings.confirm", bookingUid=made["uid"])
    assert (confirmed["status"], confirmed["location"]) == ("accepted", f"https://video.example.com/room/{made['uid']}")
    assert "2027-03-02T10:00" not in it.slots("2027-03-02", "2027-03-02")
    for name in ("confirm", "decline"):
        with pytest.raises(BadRequest, match="Booking already confirmed"):
            it.ask(f"bookings.{name}", bookingUid=made["uid"])
    assert [trigger for trigger, _ in it.told()] == ["BOOKING_REQUESTED", "BOOKING_CREATED"]


def test_waiting_booking_is_declined_for_good(it):
    """With the reason for webhooks."""
    made = it.book("2027-03-02T10:00", it.kind(confirmationPolicy=ASKS))
    declined = it.ask("bookings.decline", bookingUid=made["uid"], reason="Travelling")
    assert declined["status"] == "rejected"
    assert it.world.events[-1].trigger == "BOOKING_REJECTED"
    assert it.world.events[-1].more["rejectionReason"] == "Travelling"


@pytest.mark.parametrize("end", ["decline", "cancel"])
def test_what_does_not_stand_can_be_declined_and_confirmed(it, end):
    """Cal.com only looks whether a booking is confirmed already."""
    made = it.book("2027-03-02T10:00", it.kind(confirmationPolicy=ASKS))
    if end == "cancel":
        it.cancel(made["uid"])
    else:
        it.ask("bookings.decline", bookingUid=made["uid"])
    assert it.ask("bookings.decline", bookingUid=made["uid"])["status"] == "rejected"
    assert it.ask("bookings.confirm", bookingUid=made["uid"])["status"] == "accepted"


def test_two_may_wait_for_a_time_that_one_gets(it):
    """Unless it is blocked a slot can be asked for twice; once one is confirmed the other cannot be."""
    kind = it.kind(confirmationPolicy=ASKS, slotInterval=15)
    first, second = it.book("2027-03-02T10:00", kind), it.book("2027-03-02T10:15", kind, RUI)
    it.ask("bookings.confirm", bookingUid=second["uid"])
    with pytest.raises(BadRequest, match=BUSY):
        it.ask("bookings.confirm", bookingUid=first["uid"])
    assert it.row(first["uid"])["status"] == "pending"
    it.cancel(second["uid"])
    assert it.ask("bookings.confirm", bookingUid=first["uid"])["status"] == "accepted"


def test_waiting_booking_can_block_its_time(it):
    """Where the policy says so, nobody else may ask for it."""
    kind = it.kind(confirmationPolicy={**ASKS, "blockUnconfirmedBookingsInBooker": True})
    made = it.book("2027-03-02T10:00", kind)
    with pytest.raises(BadRequest, match=BUSY):
        it.book("2027-03-02T10:00", kind, RUI)
    it.ask("bookings.decline", bookingUid=made["uid"])
    it.book("2027-03-02T10:00", kind, RUI)


def test_strangers_may_not_confirm_or_decline(them):
    """Only hosts, the owner and those who manage the team; a stranger learns nothing of the state."""
    made = them.book("2027-03-02T10:00", them.kind(confirmationPolicy=ASKS))
    for name in ("confirm", "decline"):
        for who in (them.mia, them.outsider):
            with pytest.raises(Unauthorized, match="not authorized"):
                them.ask(f"bookings.{name}", who, bookingUid=made["uid"])
    shared = them.book("2027-03-02T11:00", them.shared(hosts=[31791], confirmationPolicy=ASKS))
    assert them.ask("bookings.confirm", bookingUid=shared["uid"])["status"] == "accepted"  # the owner of the team


# Cancelling


def test_cancelled_booking_frees_its_slot(it):
    """It stays readable with the reason, which a host has to give; of whoever did it Cal.com says nothing."""
    made = it.book("2027-03-02T10:00")
    with pytest.raises(HttpError, match="Cancellation reason is required when you are the host"):
        it.ask("bookings.cancel", bookingUid=made["uid"])
    cancelled = it.ask("bookings.cancel", bookingUid=made["uid"], cancellationReason="Ill")
    assert cancelled["status"] == "cancelled"
    shown = it.ask("bookings.get", bookingUid=made["uid"])
    assert (shown["status"], shown["cancellationReason"], shown["cancelledByEmail"]) == ("cancelled", "Ill", "")
    assert it.book("2027-03-02T10:00")["uid"] != made["uid"]
    event = it.world.events[1]
    assert (event.trigger, event.row["cancellationReason"]) == ("BOOKING_CANCELLED", "Ill")
    with pytest.raises(BadRequest, match="has been cancelled already"):
        it.cancel(made["uid"])


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("cancel", "cancellationReason"),
        ("reschedule", "reschedulingReason"),
        ("reschedule", "rescheduledBy"),
    ],
)
def test_extra_arguments_must_be_text(it, operation, name):
    """What no door knows is checked before anything changes."""
    uid = it.book("2027-03-02T10:00")["uid"]
    before = it.ask("bookings.get", bookingUid=uid)
    more = {"start": "2027-03-03T10:00:00Z"} if operation == "reschedule" else {}
    with pytest.raises(BadRequest, match=f"{name} must be a string"):
        ask_anything(it.world, it.leo, f"bookings.{operation}", bookingUid=uid, **more, **{name: ["x"]})
    assert before == it.ask("bookings.get", bookingUid=uid)


def test_whoever_knows_the_uid_may_cancel(them):
    """A stranger as well, who needs no reason."""
    made = them.book("2027-03-02T10:00")
    assert them.ask("bookings.cancel", them.outsider, bookingUid=made["uid"])["status"] == "cancelled"


def test_events_show_what_was_when_they_happened(it):
    """A later change does not reach back into what webhooks were told."""
    made = it.book("2027-03-02T10:00")
    it.cancel(made["uid"])
    assert [event.row["status"] for event in it.world.events] == ["accepted", "cancelled"]


# Rescheduling


def test_rescheduled_booking_has_a_successor(it):
    """The old one is cancelled, the new one has another uid, and both name each other."""
    old = it.book("2027-03-02T10:00", guests=["rui.lima@example.com"], metadata={"source": "crm"})
    new = it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z", reschedulingReason="Later")
    gone = it.ask("bookings.get", bookingUid=old["uid"])
    assert (gone["status"], gone["rescheduledToUid"]) == ("cancelled", new["uid"])
    assert (new["status"], new["rescheduledFromUid"], new["start"]) == (
        "accepted",
        old["uid"],
        "2027-03-03T11:00:00.000Z",
    )
    assert new["uid"] != old["uid"]
    assert (new["reschedulingReason"], new["rescheduledByEmail"]) == ("Later", None)
    assert new["bookingFieldsResponses"]["rescheduledReason"] == "Later"
    assert (emails(new), new["guests"], new["metadata"]) == (emails(old), old["guests"], old["metadata"])
    event = it.world.events[-1]
    assert (event.trigger, event.row["uid"], event.more["rescheduleUid"]) == (
        "BOOKING_RESCHEDULED",
        new["uid"],
        old["uid"],
    )
    assert event.more["rescheduleStartTime"] == old["start"]
    free = it.slots("2027-03-02", "2027-03-03")
    assert ["2027-03-02T10:00" in free, "2027-03-03T11:00" in free] == [True, False]


def test_booking_can_move_into_its_own_time(it):
    """By a quarter of an hour, over itself."""
    old = it.book("2027-03-02T10:00")
    new = it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-02T10:15:00Z")
    assert new["start"] == "2027-03-02T10:15:00.000Z"


def test_limit_of_the_day_does_not_stop_moving_within_it(it):
    """The booking that moves does not count."""
    kind = it.kind(bookingLimitsCount={"day": 1})
    old = it.book("2027-03-02T10:00", kind)
    assert it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-02T12:00:00Z")["status"] == "accepted"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (None, "start must be a valid ISO 8601"),
        ("soon", "start must be a valid ISO 8601"),
        ("2027-03-01T09:00:00Z", "in the past"),
        ("2027-03-06T09:00:00Z", BUSY),
        ("2027-03-02T12:00:00Z", BUSY),
    ],
)
def test_booking_that_cannot_move_stays(it, start, words):
    """Without a time, or with one that is not free, nothing changes."""
    it.book("2027-03-02T12:00")
    old = it.ask("bookings.get", bookingUid=it.book("2027-03-02T10:00")["uid"])
    with pytest.raises(BadRequest, match=words):
        ask_anything(
            it.world,
            it.leo,
            "bookings.reschedule",
            bookingUid=old["uid"],
            **({} if start is None else {"start": start}),
        )
    assert it.ask("bookings.get", bookingUid=old["uid"]) == old


def test_cancelled_booking_does_not_move(it):
    """And one that has moved already names its successor."""
    old = it.book("2027-03-02T10:00")
    new = it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z")
    with pytest.raises(BadRequest, match=f"rescheduled already to booking with uid={new['uid']}"):
        it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-04T11:00:00Z")
    it.cancel(new["uid"])
    with pytest.raises(BadRequest, match="because it has been cancelled"):
        it.ask("bookings.reschedule", bookingUid=new["uid"], start="2027-03-04T11:00:00Z")


def test_rejected_booking_does_not_move(it):
    """Who was turned down asks anew."""
    kind = it.kind(confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    old = it.book("2027-03-02T10:00", kind)
    it.ask("bookings.decline", bookingUid=old["uid"])
    with pytest.raises(BadRequest, match="because it has been rejected"):
        it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z")


def test_booking_without_event_type_does_not_move(it):
    """Once that is deleted there is nothing to book."""
    old = it.book("2027-03-02T10:00")
    it.ask("event_types.delete", eventTypeId=10482)
    with pytest.raises(NotFound, match="missing event type"):
        it.ask("bookings.reschedule", bookingUid=old["uid"], start="2027-03-03T11:00:00Z")


def test_moved_booking_waits_again_unless_its_host_moves_it(them):
    """With a policy the new time needs consent; the host's own move is consent."""
    kind = them.kind(confirmationPolicy=ASKS)
    old = them.book("2027-03-02T10:00", kind)
    them.ask("bookings.confirm", bookingUid=old["uid"])
    by_guest = {"start": "2027-03-03T11:00:00Z", "rescheduledBy": "ana.prado@example.com"}
    new = them.ask("bookings.reschedule", them.outsider, bookingUid=old["uid"], **by_guest)
    assert (new["status"], them.told()[-1]) == ("pending", ("BOOKING_REQUESTED", new["uid"]))
    by_host = {"start": "2027-03-04T11:00:00Z"}
    assert them.ask("bookings.reschedule", bookingUid=new["uid"], **by_host)["status"] == "accepted"


# Absence


def test_absence_is_noted_after_the_start(it):
    """Of host and attendees, by anybody; not before the booking begins; that of the host is never taken back."""
    made = it.book("2027-03-02T10:00")
    mark = {"bookingUid": made["uid"], "attendees": [{"email": "Ana.Prado@example.com", "absent": True}]}
    with pytest.raises(BadRequest, match="only be marked as absent after"):
        it.ask("bookings.mark_absent", **mark)
    it.now("2027-03-02T10:00:00")
    marked = it.ask("bookings.mark_absent", **mark, host=True)
    assert (marked["absentHost"], marked["attendees"][0]["absent"]) == (True, True)
    event = it.world.events[-1]
    assert event.trigger == "BOOKING_NO_SHOW_UPDATED"
    assert event.more["attendees"] == [{"email": "ana.prado@example.com", "noShow": True}]
    again = it.ask("bookings.mark_absent", bookingUid=made["uid"], host=False)
    assert (again["absentHost"], again["attendees"][0]["absent"]) == (True, True)
    assert len(it.world.events) == 2


def test_only_attendees_can_be_absent(it):
    """Somebody else is not found, and an empty list is refused."""
    made = it.book("2027-03-02T10:00")
    it.now("2027-03-02T10:00:00")
    with pytest.raises(NotFound, match=r"Attendee with email rui\.lima@example\.com"):
        it.ask("bookings.mark_absent", bookingUid=made["uid"], attendees=[{"email": RUI["email"], "absent": True}])
    with pytest.raises(BadRequest, match="at least 1 elements"):
        it.ask("bookings.mark_absent", bookingUid=made["uid"], attendees=[])
