"""Bookings of teams: hosts who take turns, attend together, or hand over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal_mock.problems import BadRequest, Forbidden, NotFound, Problem, Unprocessable
from toolzz_cal_mock.world.booking_rows import new_booking
from toolzz_cal_mock.world.schedules import new_schedule

from tests.support.scheduling import ANA, ASKS, BUSY, RUI, ZOE, emails, everyone, hosts, team

# Teams


def test_hosts_take_turns(them):
    """Whoever has fewest bookings, then the one booked longest ago, then the lowest number."""
    kind = them.shared()
    found = []
    for day in range(2, 6):
        them.now(f"2027-03-01T12:0{day}:00")
        found.append(hosts(them.book(f"2027-03-0{day}T10:00", kind))[0])
    assert found == [31790, 31791, 31792, 31790]


def test_cancelled_bookings_do_not_count_as_a_turn(them):
    """A host whose booking fell through has fewer than the others."""
    kind = them.shared(hosts=[31790, 31791])
    them.book("2027-03-02T10:00", kind)
    second = them.book("2027-03-02T11:00", kind)
    them.cancel(second["uid"])
    assert hosts(them.book("2027-03-02T12:00", kind)) == [31791]


def test_priority_comes_before_turns(them):
    """A host of high priority is booked until busy."""
    kind = them.shared(hosts=[31790, {"userId": 31792, "priority": "high"}])
    assert hosts(them.book("2027-03-02T10:00", kind)) == [31792]
    assert hosts(them.book("2027-03-02T11:00", kind)) == [31792]
    assert hosts(them.book("2027-03-02T11:00", kind, RUI)) == [31790]


def test_busy_hosts_are_passed_over_until_none_is_left(them):
    """Three hosts take three bookings at a time, and a fourth is refused in the words for teams."""
    kind = them.shared()
    met = {hosts(them.book("2027-03-02T10:00", kind, attendee))[0] for attendee in (ANA, RUI, ZOE)}
    assert met == {31790, 31791, 31792}
    with pytest.raises(BadRequest, match=f"One of the hosts either {BUSY}"):
        them.book("2027-03-02T10:00", kind, {**ZOE, "email": "gil.reis@example.com"})


def test_mandatory_host_attends_each_meeting(them):
    """Besides the one whose turn it is."""
    kind = them.shared(hosts=[{"userId": 31792, "mandatory": True}, 31790, 31791])
    assert everyone(them, them.book("2027-03-02T10:00", kind)) == [31790, 31792]
    assert everyone(them, them.book("2027-03-02T11:00", kind)) == [31791, 31792]
    with pytest.raises(BadRequest, match=BUSY):
        them.book("2027-03-02T11:00", kind, RUI)


def test_collective_meeting_has_all_hosts(them):
    """And needs all of them; one is its host, the others are among the attendees; the team stands in the title."""
    kind = them.shared("COLLECTIVE", title="Review")
    made = them.book("2027-03-02T10:00", kind)
    assert (hosts(made), made["title"]) == ([31790], "Review between Support and Ana Prado")
    assert everyone(them, made) == [31790, 31791, 31792]
    assert emails(made) == ["ana.prado@example.com", "mia-reis@example.com", "noa-dias@example.com"]
    new_booking(them.world, them.event_type, "2027-03-02T11:00Z", ANA, hosts=[31792])
    with pytest.raises(BadRequest, match="One of the hosts"):
        them.book("2027-03-02T11:00", kind)


def test_managed_event_type_itself_cannot_be_booked(them):
    """Its copies can."""
    kind = them.shared("MANAGED", hosts=[31791])
    with pytest.raises(BadRequest, match="parent managed event type that can't be booked"):
        them.book("2027-03-02T10:00", kind)
    copy = next(row for row in them.world.table("event_types").values() if row.get("parentEventTypeId") == kind["id"])
    assert hosts(them.book("2027-03-02T10:00", copy)) == [31791]


def test_event_type_without_hosts_cannot_be_booked(them):
    """422 in Cal.com's words."""
    kind = them.shared(hosts=[31791])
    them.world.table("event_types")[kind["id"]]["hosts"] = []
    with pytest.raises(Unprocessable, match="because it has no hosts"):
        them.book("2027-03-02T10:00", kind)


def test_rescheduled_meeting_keeps_its_host_if_possible(them):
    """Else another takes over."""
    kind = them.shared()
    first = them.book("2027-03-02T10:00", kind)
    new = them.ask("bookings.reschedule", bookingUid=first["uid"], start="2027-03-02T11:00:00Z")
    assert hosts(new) == [31790]
    new_booking(them.world, them.event_type, "2027-03-02T12:00Z", ANA, hosts=[31790])
    other = them.ask("bookings.reschedule", bookingUid=new["uid"], start="2027-03-02T12:00:00Z")
    assert hosts(other) == [31791]


def test_booking_is_reassigned_to_whose_turn_it_is(them):
    """Somebody else who is free; the uid stays, the title changes, the old host is free again."""
    kind = them.shared()
    made = them.book("2027-03-02T10:00", kind)
    answer = them.ask("bookings.reassign", bookingUid=made["uid"])
    assert (answer["bookingUid"], answer["reassignedTo"]["id"]) == (made["uid"], 31791)
    shown = them.ask("bookings.get", bookingUid=made["uid"])
    assert (hosts(shown), shown["title"]) == ([31791], "Onboarding call between Mia Reis and Ana Prado")
    assert "2027-03-02T10:00" in them.slots("2027-03-02", "2027-03-02")
    new_booking(them.world, them.event_type, "2027-03-02T10:00Z", ANA, hosts=[31790])
    new_booking(them.world, them.event_type, "2027-03-02T10:00Z", ANA, hosts=[31792])
    with pytest.raises(BadRequest, match="no other host is available"):
        them.ask("bookings.reassign", bookingUid=made["uid"])


def test_booking_is_reassigned_to_one_host(them):
    """Of the event type, and nobody else."""
    kind = them.shared(hosts=[31790, 31791, {"userId": 31792, "mandatory": True}])
    made = them.book("2027-03-02T10:00", kind)
    answer = them.ask("bookings.reassign_to", bookingUid=made["uid"], userId=31791, reason="On leave")
    assert answer["reassignedTo"] == {
        "id": 31791,
        "name": "Mia Reis",
        "email": "mia-reis@example.com",
        "displayEmail": "mia-reis@example.com",
    }
    assert everyone(them, made) == [31791, 31792]
    for wrong in (31792, 31799):
        with pytest.raises(BadRequest, match=f"id={wrong} is not a valid Round Robin host"):
            them.ask("bookings.reassign_to", bookingUid=made["uid"], userId=wrong)
    with pytest.raises(NotFound, match="User with id=5 was not found"):
        them.ask("bookings.reassign_to", bookingUid=made["uid"], userId=5)


def test_only_standing_round_robin_bookings_are_reassigned(them):
    """By those who manage the event type."""
    single = them.book("2027-03-02T10:00")
    with pytest.raises(BadRequest, match="not a round robin one"):
        them.ask("bookings.reassign", bookingUid=single["uid"])
    made = them.book("2027-03-02T11:00", them.shared())
    with pytest.raises(Forbidden, match="do not have permission to reassign"):
        them.ask("bookings.reassign", them.mia, bookingUid=made["uid"])
    them.cancel(made["uid"])
    with pytest.raises(BadRequest, match="it is cancelled"):
        them.ask("bookings.reassign", bookingUid=made["uid"])


def test_refusals_leave_nothing_behind(it):
    """After any refusal table, index and events are as before."""
    it.book("2027-03-02T10:00")
    before = (dict(it.world.table("bookings")), len(it.world.events), it.slots("2027-03-01", "2027-03-05"))
    for start in ("2027-03-02T10:00", "2027-03-06T10:00", "2027-02-01T10:00"):
        with pytest.raises(Problem):
            it.book(start)
    assert before == (dict(it.world.table("bookings")), len(it.world.events), it.slots("2027-03-01", "2027-03-05"))


def test_user_without_any_schedule_has_office_hours(them):
    """From nine to five in their zone on weekdays, until they have a schedule."""
    kind = {"id": them.kind()["id"]}
    them.world.table("event_types")[kind["id"]]["ownerId"] = 31799
    assert hosts(them.book("2027-03-02T15:00", kind)) == [31799]
    new_schedule(them.world, 31799, availability=[{"days": ["Friday"], "startTime": "09:00", "endTime": "17:00"}])
    with pytest.raises(BadRequest, match=BUSY):
        them.book("2027-03-02T15:30", kind)


# What holds after any course of events

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "create", "create", "reschedule", "cancel", "confirm", "decline", "reassign"]),
        st.integers(0, 2),
        st.integers(36, 68),
        st.integers(0, 10),
    ),
    max_size=30,
)


@given(steps=STEPS)
def test_no_host_is_ever_in_two_places(steps):
    """Whatever is booked, moved, confirmed, cancelled or reassigned: standing meetings of a host do not overlap."""
    them = team()
    kinds = [
        them.kind(confirmationPolicy=ASKS, slotInterval=15),
        them.shared(length=45, beforeEventBuffer=10),
        them.shared("COLLECTIVE", hosts=[31791, 31792], length=60),
    ]
    for operation, kind, quarter, which in steps:
        start = f"2027-03-02T{quarter // 4:02}:{quarter % 4 * 15:02}"
        uids = list(them.world.table("bookings"))
        try:
            if operation == "create":
                them.book(start, kinds[kind])
            elif uids:
                more = {"start": f"{start}:00Z"} if operation == "reschedule" else {}
                them.ask(f"bookings.{operation}", bookingUid=uids[which % len(uids)], **more)
        except Problem:
            continue
    for host in (31790, 31791, 31792):
        times = sorted(
            (row["start"], row["end"])
            for row in them.world.table("bookings").values()
            if row["status"] == "accepted" and host in row["_host_ids"]
        )
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(times))
    for row in them.world.table("bookings").values():
        if row.get("rescheduledToUid"):
            assert them.row(row["rescheduledToUid"])["rescheduledFromUid"] == row["uid"]
            assert row["status"] == "cancelled"
