"""Slots of several people: teams, groups, and who must be free."""

import pytest
from toolzz_cal_mock.problems import Problem
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.booking_rows import change, new_booking
from toolzz_cal_mock.world.memberships import end_membership
from toolzz_cal_mock.world.schedules import new_schedule

from tests.support.scheduling import ALWAYS, ANA
from tests.support.slots import TUESDAY, hours, times


def test_round_robin_needs_one_free_host(them):
    """A slot is on offer while any host is free."""
    kind = them.shared()
    for user_id in (31790, 31791):
        new_booking(them.world, kind, "2027-03-02T10:00Z", ANA, hosts=[user_id])
        assert "10:00" in times(them.slots(*TUESDAY, kind))
    new_booking(them.world, kind, "2027-03-02T10:00Z", ANA, hosts=[31792])
    assert "10:00" not in times(them.slots(*TUESDAY, kind))


def test_round_robin_needs_one_host_for_the_whole_slot(them):
    """Two hosts who are free one after the other make no slot together."""
    hours(them, first="09:00", last="10:00", user_id=31791)
    hours(them, first="10:00", last="11:00", user_id=31792)
    kind = them.shared(hosts=[31791, 31792], length=60, slotInterval=30)
    assert times(them.slots(*TUESDAY, kind)) == ["09:00", "10:00"]


def test_mandatory_host_must_be_free_as_well(them):
    """Whoever attends each meeting rules it out when busy."""
    kind = them.shared(hosts=[{"userId": 31790, "mandatory": True}, 31791, 31792])
    it_is_busy = new_booking(them.world, them.event_type, "2027-03-02T10:00Z", ANA, hosts=[31790])
    assert "10:00" not in times(them.slots(*TUESDAY, kind))
    change(them.world, it_is_busy, status="cancelled")
    assert "10:00" in times(them.slots(*TUESDAY, kind))


def test_collective_needs_all_hosts(them):
    """One busy host is enough to close a slot, and hours are those that all share."""
    kind = them.shared("COLLECTIVE")
    hours(them, first="10:00", last="12:00", user_id=31791)
    assert times(them.slots(*TUESDAY, kind)) == ["10:00", "10:30", "11:00", "11:30"]
    new_booking(them.world, them.event_type, "2027-03-02T10:30Z", ANA, hosts=[31792])
    assert times(them.slots(*TUESDAY, kind)) == ["10:00", "11:00", "11:30"]


def test_managed_event_type_is_booked_through_its_copies(them):
    """The original has no slots; each member's copy has that member's."""
    kind = them.shared("MANAGED", hosts=[31791, 31792])
    copies = [row for row in them.world.table("event_types").values() if row.get("parentEventTypeId") == kind["id"]]
    hours(them, first="10:00", last="11:00", user_id=31791)
    assert them.slots(*TUESDAY, kind) == []
    assert [2, 16] == [len(them.slots(*TUESDAY, copy)) for copy in copies]


def test_hosts_in_different_zones_keep_to_their_own_hours(them):
    """Round robin offers the hours of both, a collective meeting those they share."""
    hours(them, first="09:00", last="11:00", user_id=31791, zone="Europe/Lisbon")
    hours(them, first="07:00", last="09:00", user_id=31792, zone="America/Sao_Paulo")
    fields = {"hosts": [31791, 31792], "length": 60}
    assert times(them.slots(*TUESDAY, them.shared(**fields))) == ["09:00", "10:00", "11:00"]
    assert times(them.slots(*TUESDAY, them.shared("COLLECTIVE", **fields))) == ["10:00"]


def test_group_of_users_is_free_when_all_are(them):
    """Users named in a list replace the hosts of the event type."""
    new_booking(them.world, them.event_type, "2027-03-02T10:00Z", ANA, hosts=[31791])
    assert "10:00" in times(them.slots(*TUESDAY, usernameList=["leo-souza"]))
    assert "10:00" not in times(them.slots(*TUESDAY, usernameList=["leo-souza", "mia-reis"]))
    assert "10:00" in times(them.slots(*TUESDAY, usernameList=["leo-souza", "noa-dias"], orgSlug="example"))
    with pytest.raises(Problem, match="NOT_FOUND"):
        them.slots(*TUESDAY, usernameList=["nobody", "mia-reis"])
    with pytest.raises(Problem, match="NOT_FOUND"):
        them.slots(*TUESDAY, usernameList=["ana-prado", "mia-reis"], orgSlug="example")


def test_each_of_a_group_keeps_to_their_own_schedule(them):
    """The schedule of the event type is its owner's, not that of others."""
    late = new_schedule(them.world, 31790, availability=[ALWAYS[0]], is_default=False)
    kind = them.kind(scheduleId=late["id"], length=480)
    assert times(them.slots(*TUESDAY, kind)) == ["00:00", "08:00", "16:00"]
    assert times(them.slots(*TUESDAY, kind, usernameList=["mia-reis", "noa-dias"])) == ["09:00"]


def test_event_type_can_be_named_by_slug_and_user(it):
    """As a request to Cal.com may do, which has no number then."""
    search = {
        "eventTypeSlug": "onboarding",
        "usernameList": ["leo-souza"],
        "startTime": "2027-03-02T09:00:00Z",
        "endTime": "2027-03-02T09:30:00Z",
    }
    found = BEHAVIOURS["slots.available"](it.world, Caller(31790), search)
    assert list(found["slots"]) == ["2027-03-02"]
    with pytest.raises(Problem, match="NOT_FOUND"):
        BEHAVIOURS["slots.available"](it.world, Caller(31790), search | {"eventTypeSlug": "missing"})


def test_host_who_left_the_team_offers_no_slots(them):
    """Without hosts an event type has no slots, and asking for them is no mistake."""
    kind = them.shared(hosts=[31792])
    membership = next(
        row for row in them.world.table("memberships").values() if (row["userId"], row["teamId"]) == (31792, 8841)
    )
    end_membership(them.world, membership["id"])
    assert them.slots(*TUESDAY, them.world.table("event_types")[kind["id"]]) == []
