"""Holding a slot for a while."""

import pytest
from toolzz_cal_mock.problems import BadRequest, NotFound

from tests.support.scheduling import RUI

TUESDAY = ("2027-03-02", "2027-03-02")
LIMITED = {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True}


def times(slots):
    """Slots without their date."""
    return [slot[11:] for slot in slots]


def reserve(it, start="2027-03-02T10:00", end="2027-03-02T10:30", event_type=None, **more):
    wanted = (event_type or it.event_type)["id"]
    bounds = {"slotUtcStartDate": f"{start}:00Z", "slotUtcEndDate": f"{end}:00Z"}
    return it.ask("slots.reserve", eventTypeId=wanted, **bounds, **more)["data"]


def test_reserved_slot_is_hidden_until_it_is_released(it):
    """For every event type of the host."""
    uid = reserve(it)
    assert "10:00" not in times(it.slots(*TUESDAY))
    assert "10:00" not in times(it.slots(*TUESDAY, it.kind(length=15)))
    assert it.ask("slots.release", uid=uid) == {"status": "success"}
    assert "10:00" in times(it.slots(*TUESDAY))
    assert it.ask("slots.release", uid=uid) == {"status": "success"}


def test_reservation_ends_after_five_minutes(it):
    """By the clock of the mock."""
    reserve(it)
    it.now("2027-03-01T12:04:59")
    assert "10:00" not in times(it.slots(*TUESDAY))
    it.now("2027-03-01T12:05:00")
    assert "10:00" in times(it.slots(*TUESDAY))
    assert it.world.table("reservations") == {}


def test_reservation_ends_also_when_a_later_one_was_made_before_it(it):
    """Setting the clock back and forth changes nothing about five minutes."""
    reserve(it, "2027-03-02T11:00", "2027-03-02T11:30")
    it.now("2027-03-01T11:00:00")
    reserve(it)
    it.now("2027-03-01T11:06:00")
    assert ["11:00" in times(it.slots(*TUESDAY)), "10:00" in times(it.slots(*TUESDAY))] == [False, True]


def test_reservation_does_not_keep_anybody_from_booking(it):
    """A reservation hides a slot but binds nobody, as on Cal.com; booking the slot uses it up."""
    reserve(it)
    it.book("2027-03-02T10:00")
    assert it.world.table("reservations") == {}


def test_reservation_of_a_team_holds_one_host(them):
    """Three hosts taking turns can be reserved three times; all must be reserved for a collective meeting."""
    kind = them.shared()
    for _ in range(2):
        reserve(them, event_type=kind)
        assert "10:00" in times(them.slots(*TUESDAY, kind))
    reserve(them, event_type=kind)
    assert "10:00" not in times(them.slots(*TUESDAY, kind))
    together = them.shared("COLLECTIVE")
    reserve(them, "2027-03-02T11:00", "2027-03-02T11:30", together)
    assert "11:00" not in times(them.slots(*TUESDAY, kind))


def test_seat_is_reserved_in_a_booking_only(it):
    """One seat less is free; without the uid of a booking nothing is held."""
    kind = it.kind(seats=LIMITED)
    reserve(it, event_type=kind)
    assert it.world.table("reservations") == {}
    row = it.book("2027-03-02T10:00", kind)
    assert "10:00" in times(it.slots(*TUESDAY, kind))
    uid = reserve(it, event_type=kind, bookingUid=row["uid"])
    assert len(it.world.table("reservations")) == 1
    it.ask("slots.release", uid=uid)
    it.book("2027-03-02T10:00", kind, RUI)
    reserve(it, event_type=kind, bookingUid=row["uid"])
    assert it.world.table("reservations") == {}


@pytest.mark.parametrize(
    ("end", "words"), [("2027-03-02T10:00", "must be after"), ("2027-03-04T10:00", "must be after")]
)
def test_reservation_must_have_a_length(it, end, words):
    """An empty one or one of days is refused."""
    with pytest.raises(BadRequest, match=words):
        reserve(it, end=end)


def test_reservation_needs_an_event_type(it):
    """404 for one that is not there, and it goes with its reservations."""
    with pytest.raises(NotFound, match="Event Type not found"):
        reserve(it, event_type={"id": 9})
    reserve(it)
    it.ask("event_types.delete", eventTypeId=10482)
    assert it.world.table("reservations") == {}
