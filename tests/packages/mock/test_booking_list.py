"""The list of bookings, and the index behind it, against a plain reading of the whole table."""

import gc
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolzz_cal_mock.problems import BadRequest
from toolzz_cal_mock.world import booking_list
from toolzz_cal_mock.world.base import BEHAVIOURS, Caller
from toolzz_cal_mock.world.booking_index import BookingIndex, bookings, rebuild
from toolzz_cal_mock.world.booking_rows import change, new_booking
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.memberships import end_membership, new_membership
from toolzz_cal_mock.world.rows import PLAIN
from toolzz_cal_mock.world.teams import new_team
from toolzz_cal_mock.world.users import new_user

from tests.support.scheduling import ANA, RUI, team


def listed(it, caller=None, **arguments):
    """The uids on a page."""
    return [row["uid"] for row in it.ask("bookings.list", caller, **arguments)["data"]]


def filled(it):
    """Bookings of every kind around noon of 1 March; their uids by what they are."""
    weekly = {"interval": 1, "occurrences": 2, "frequency": "weekly"}
    rows = {
        "over": new_booking(it.world, it.event_type, "2027-02-26T10:00Z", ANA, uid="over"),
        "running": new_booking(it.world, it.event_type, "2027-03-01T11:45Z", ANA, uid="running"),
        "coming": new_booking(it.world, it.event_type, "2027-03-03T10:00Z", RUI, uid="coming"),
        "waiting": new_booking(it.world, it.event_type, "2027-03-04T10:00Z", ANA, uid="waiting", status="pending"),
        "lapsed": new_booking(it.world, it.event_type, "2027-02-25T10:00Z", ANA, uid="lapsed", status="pending"),
        "cancelled": new_booking(
            it.world, it.event_type, "2027-03-05T10:00Z", ANA, uid="cancelled", status="cancelled"
        ),
        "declined": new_booking(it.world, it.event_type, "2027-03-05T11:00Z", ANA, uid="declined", status="rejected"),
    }
    kind = it.kind(recurrence=weekly)
    rows["repeated"] = new_booking(it.world, kind, "2027-03-02T10:00Z", ANA, uid="repeated", series="series")
    rows["asked"] = new_booking(
        it.world, kind, "2027-03-09T10:00Z", ANA, uid="asked", series="series", status="pending"
    )
    return rows


def test_one_booking_is_asked_for_by_its_uid(it):
    """It comes alone, together with what else narrows, and to those only who see it anyhow."""
    filled(it)
    assert listed(it, bookingUid="coming") == ["coming"]
    assert listed(it, bookingUid="coming", attendeeEmail=RUI["email"], status=["upcoming"]) == ["coming"]
    for other in ({"attendeeEmail": ANA["email"]}, {"status": ["past"]}, {"skip": 1}):
        assert listed(it, bookingUid="coming", **other) == []
    assert listed(it, bookingUid="nothing") == []
    assert listed(it, new_user(it.world, name="Sam Other", email="sam.other@example.com"), bookingUid="coming") == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (["upcoming"], ["running", "repeated", "coming", "waiting"]),
        (["recurring"], ["repeated", "asked"]),
        (["past"], ["over", "lapsed"]),
        (["cancelled"], ["declined", "cancelled"]),
        (["unconfirmed"], ["waiting", "asked"]),
        (["unconfirmed", "recurring"], ["repeated", "waiting", "asked"]),
        (["upcoming", "past"], ["lapsed", "over", "running", "repeated", "coming", "waiting"]),
        ([], ["lapsed", "over", "running", "repeated", "coming", "waiting", "cancelled", "declined", "asked"]),
    ],
)
def test_status_says_which_bookings(it, status, expected):
    """To come with the earliest first, past and cancelled ones with the latest first; several add up."""
    filled(it)
    answer = it.ask("bookings.list", **({"status": status} if status else {}))
    assert expected == [row["uid"] for row in answer["data"]]
    assert answer["pagination"]["totalItems"] == len(expected)


def test_booking_that_ends_now_is_both_over_and_to_come(it):
    """As Cal.com compares."""
    new_booking(it.world, it.event_type, "2027-03-01T11:30Z", ANA, uid="now")
    assert (listed(it, status=["upcoming"]), listed(it, status=["past"])) == (["now"], ["now"])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"sortStart": "desc"}, ["c", "a", "b"]),
        ({"sortStart": "asc"}, ["b", "a", "c"]),
        ({"sortEnd": "asc"}, ["a", "b", "c"]),
        ({"sortEnd": "desc"}, ["c", "b", "a"]),
        ({"sortCreated": "asc"}, ["c", "b", "a"]),
        ({"sortCreated": "desc"}, ["a", "b", "c"]),
        ({"sortEnd": "desc", "sortStart": "asc"}, ["b", "a", "c"]),
        ({"status": ["past"], "sortStart": "asc"}, []),
    ],
)
def test_order_can_be_chosen(it, arguments, expected):
    """By start, end or making, either way; the start goes before the end."""
    made = {"a": "2027-02-03", "b": "2027-02-02", "c": "2027-02-01"}
    for uid, start, minutes in (("a", "10:00", 30), ("b", "09:00", 120), ("c", "12:00", 30)):
        created = f"{made[uid]}T00:00:00.000Z"
        new_booking(it.world, it.event_type, f"2027-03-02T{start}Z", ANA, uid=uid, minutes=minutes, createdAt=created)
    assert expected == listed(it, **arguments)


def test_time_can_be_bounded(it):
    """Begins not before one moment, ends not after another."""
    filled(it)
    assert listed(it, afterStart="2027-03-04T10:00:00Z") == ["waiting", "cancelled", "declined", "asked"]
    assert listed(it, beforeEnd="2027-02-26T10:30:00Z") == ["lapsed", "over"]
    assert listed(it, beforeEnd="2027-02-26T10:29:59Z") == ["lapsed"]
    between = {"afterStart": "2027-03-01T00:00:00Z", "beforeEnd": "2027-03-03T12:00:00Z"}
    for order in ({}, {"sortEnd": "asc"}, {"sortCreated": "asc"}):
        assert sorted(listed(it, **between, **order)) == ["coming", "repeated", "running"]


def test_attendees_are_found_by_address_or_name(it):
    """Whole names, whole addresses, both together."""
    filled(it)
    assert listed(it, attendeeEmail="rui.lima@example.com") == ["coming"]
    assert listed(it, attendeeEmail="Rui.Lima@example.com") == []
    assert listed(it, attendeeName="Rui Lima") == ["coming"]
    assert listed(it, attendeeName="Rui") == []
    assert listed(it, attendeeName="Ana Prado", attendeeEmail="rui.lima@example.com") == []
    assert listed(it, attendeeName="Ana Prado", status=["unconfirmed"], take=1) == ["waiting"]


def test_event_types_narrow_the_list(them):
    """One, or several; an unknown one has no bookings."""
    filled(them)
    shared = them.shared()
    new_booking(them.world, shared, "2027-03-02T12:00Z", ANA, uid="shared", hosts=[31791])
    assert listed(them, eventTypeId=str(shared["id"])) == ["shared"]
    kinds = {row["eventTypeId"] for row in them.world.table("bookings").values()}
    assert len(listed(them, eventTypeIds=",".join(map(str, kinds)))) == 10
    assert listed(them, eventTypeId="9") == []
    assert listed(them, them.mia, eventTypeIds=f"10482,{shared['id']}") == ["shared"]
    with pytest.raises(BadRequest, match="eventTypeIds must be an integer"):
        listed(them, eventTypeIds="10482,other")


def test_teams_narrow_the_list(them):
    """To what is booked with them; a team that does not exist narrows nothing."""
    filled(them)
    shared = them.shared()
    new_booking(them.world, shared, "2027-03-02T12:00Z", RUI, uid="shared", hosts=[31791])
    for arguments in ({"teamId": "8841"}, {"teamsIds": "8841,9"}):
        assert listed(them, **arguments) == ["shared"]
        assert listed(them, them.mia, **arguments) == ["shared"]
        assert listed(them, them.noa, **arguments) == []
        assert listed(them, **arguments, eventTypeId="10482") == []
        assert listed(them, **arguments, eventTypeId=str(shared["id"])) == ["shared"]
        assert listed(them, **arguments, attendeeName="Rui Lima") == ["shared"]
    assert listed(them, teamId="9") == listed(them)


def test_who_has_an_organization_manages_nobody_outside(them):
    """Who administers a team elsewhere sees its members' bookings, but not when an organization is their home."""
    owner = new_user(them.world, name="Eva Cruz", email="eva@example.com", username="eva")
    elsewhere = new_team(them.world, name="Elsewhere", owner_id=owner["id"])
    for person in (31791, 31799):
        new_membership(them.world, person, elsewhere["id"], "ADMIN")
    kind = new_event_type(them.world, owner["id"], title="Hers", slug="hers", length=30)
    new_booking(them.world, kind, "2027-03-02T09:00Z", RUI, uid="of-eva")
    assert listed(them, owner) == listed(them, them.outsider) == ["of-eva"]
    assert listed(them, them.mia) == []


def test_everybody_sees_their_own_and_those_of_whom_they_manage(them):
    """What one hosts or attends, and who owns a team sees its members' too; members see nobody else's."""
    shared = them.shared()
    new_booking(them.world, them.event_type, "2027-03-02T09:00Z", RUI, uid="of-leo")
    new_booking(them.world, shared, "2027-03-02T10:00Z", ANA, uid="by-mia", hosts=[31791])
    new_booking(them.world, shared, "2027-03-02T11:00Z", RUI, uid="by-noa", hosts=[31792])
    assert listed(them) == ["of-leo", "by-mia", "by-noa"]
    assert listed(them, them.mia) == ["by-mia"]
    assert listed(them, them.outsider) == ["by-mia"]
    assert listed(them, them.outsider, attendeeEmail=RUI["email"]) == []
    for team_id in (8841, 1205):
        memberships = them.world.table("memberships").values()
        ends = [row["id"] for row in memberships if (row["userId"], row["teamId"]) == (31791, team_id)]
        for membership in ends:
            end_membership(them.world, membership)
    assert listed(them) == ["of-leo", "by-noa"]
    assert listed(them, them.mia) == ["by-mia"]
    assert listed(them, them.mia, attendeeEmail=ANA["email"]) == ["by-mia"]
    assert listed(them, them.mia, eventTypeId=str(shared["id"])) == ["by-mia"]


def test_pages_follow_each_other(it):
    """100 to a page unless said otherwise, with where one is."""
    for number in range(250):
        new_booking(it.world, it.event_type, datetime(2027, 3, 2, tzinfo=UTC) + timedelta(hours=number), ANA)
    first = it.ask("bookings.list")
    assert first["pagination"] == {
        "totalItems": 250,
        "remainingItems": 150,
        "returnedItems": 100,
        "itemsPerPage": 100,
        "currentPage": 1,
        "totalPages": 3,
        "hasNextPage": True,
        "hasPreviousPage": False,
    }
    pages = [listed(it, skip=skip) for skip in (0, 100, 200, 300)]
    assert [100, 100, 50, 0] == [len(page) for page in pages]
    assert len(set().union(*pages)) == 250
    last = it.ask("bookings.list", skip=200)["pagination"]
    assert (last["currentPage"], last["remainingItems"], last["hasNextPage"]) == (3, 0, False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"take": 0}, "take must not be less than 1"),
        ({"skip": -1}, "skip must not be less than 0"),
        ({"status": ["soon"]}, "Invalid status"),
        ({"sortStart": "up"}, "sortStart must be either"),
        ({"afterStart": "soon"}, "afterStart must be a valid"),
    ],
)
def test_wrong_questions_are_refused(it, arguments, words):
    """With the name of the argument."""
    with pytest.raises(BadRequest, match=words):
        BEHAVIOURS["bookings.list"](it.world, Caller(31790), arguments)


# The index


def test_index_is_filled_when_it_is_missing(it):
    """After a restart the table alone is there."""
    filled(it)
    before = (listed(it), it.slots("2027-03-01", "2027-03-05"))
    it.world.indexes.clear()
    assert before == (listed(it), it.slots("2027-03-01", "2027-03-05"))


def test_index_notices_rows_that_came_or_went_behind_its_back(it):
    """Another number of rows, or another table, and it reads again."""
    filled(it)
    row = it.world.table("bookings")["coming"]
    it.world.remove("bookings", "coming")
    assert "coming" not in listed(it)
    it.world.put("bookings", "coming", row)
    assert "coming" in listed(it)
    it.world.tables["bookings"] = {"coming": row}
    assert listed(it) == ["coming"]


def test_index_survives_being_copied_with_its_tables(it):
    """As a reset does: the copy belongs to the copied table and is not read again."""
    filled(it)
    tables, indexes = pickle.loads(pickle.dumps((it.world.tables, it.world.indexes)))
    before = listed(it)
    it.world.tables.clear()
    it.world.tables.update(tables)
    it.world.indexes.clear()
    it.world.indexes.update(indexes)
    assert indexes["bookings"] is bookings(it.world)
    assert before == listed(it)


def parts(index):
    """Everything in an index that can be compared."""
    columns = (index.uids, index.ids, index.starts, index.ends, index.created, index.kinds)
    shelves = {key: shelf.numbers for key, shelf in index.shelves.items() if shelf.numbers}
    hosts = {host: days for host, days in index.busy.items() if days}
    begun = {event: days for event, days in index.begun.items() if days}
    loads = {key: count for key, count in index.loads.items() if count}
    teams = {person: found for person, found in index.teams.items() if found}
    people = (index.emails, index.names, index.series)
    return columns, index.numbers, shelves, hosts, begun, people, teams, loads, index.latest


STEPS = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.sampled_from([15, 30, 60, 480]),
        st.sampled_from(["accepted", "pending", "cancelled", "rejected"]),
        st.sampled_from([None, None, "series-a", "series-b"]),
        st.integers(0, 3),
        st.sampled_from([ANA, RUI]),
        st.integers(0, 11),
    ),
    max_size=25,
)


@given(
    steps=STEPS,
    now=st.integers(0, 200),
    arguments=st.fixed_dictionaries(
        {},
        optional={
            "status": st.lists(
                st.sampled_from(["upcoming", "recurring", "past", "cancelled", "unconfirmed"]), min_size=1, unique=True
            ),
            "afterStart": st.integers(0, 200),
            "beforeEnd": st.integers(0, 200),
            "sortStart": st.sampled_from(["asc", "desc"]),
            "sortEnd": st.sampled_from(["asc", "desc"]),
            "sortCreated": st.sampled_from(["asc", "desc"]),
            "attendeeEmail": st.sampled_from([ANA["email"], RUI["email"]]),
            "eventTypeId": st.sampled_from(["0", "1", "2", "9"]),
            "teamId": st.sampled_from(["8841", "9"]),
            "skip": st.integers(0, 3),
            "take": st.integers(1, 5),
        },
    ),
    caller=st.sampled_from([31790, 31791, 31799]),
)
def test_list_answers_like_a_plain_reading_of_the_table(steps, now, arguments, caller):
    """For any bookings and any question, filters, order, pages and totals are those of the simplest way to answer."""
    them = team()
    start = datetime(2027, 3, 1, tzinfo=UTC)

    def moment(quarters):
        return start + timedelta(minutes=15 * quarters)

    kinds = [them.event_type, them.kind(), them.shared()]
    whose = [(0, [31790]), (1, [31790]), (2, [31790, 31792]), (2, [31791])]
    for number, (quarter, minutes, status, series, place, attendee, then) in enumerate(steps):
        kind, people = whose[place]
        row = new_booking(
            them.world,
            kinds[kind],
            moment(quarter),
            attendee,
            minutes=minutes,
            hosts=people,
            series=series,
            createdAt=f"2027-02-{1 + quarter % 28:02}T00:00:00.000Z",
        )
        assert row["id"] == 1001 + number
        if status != "accepted":
            change(them.world, row, status=status)
        if then == 11:
            them.world.remove("bookings", row["uid"])
    them.world.clock.set(moment(now))
    question = dict(arguments)
    for name in ("afterStart", "beforeEnd"):
        if name in question:
            question[name] = moment(question[name]).isoformat()
    if question.get("eventTypeId") in ("0", "1", "2"):
        question["eventTypeId"] = str(kinds[int(question["eventTypeId"])]["id"])
    answer = them.ask("bookings.list", caller, **question)
    expected = plainly(them, caller, question)
    first, size = question.get("skip", 0), question.get("take", 100)
    assert [row["uid"] for row in expected[first : first + size]] == [row["uid"] for row in answer["data"]]
    assert len(expected) == answer["pagination"]["totalItems"]
    assert parts(bookings(them.world)) == parts(rebuild(them.world))


def plainly(them, caller, question):
    """What a list should hold, read from the table row by row."""
    now = them.world.now()
    people = {31790: {31790, 31791, 31792}, 31791: {31791}, 31799: {31799}}[caller]
    address = them.world.table("users")[caller]["email"]

    def at(row, name):
        return datetime.fromisoformat(row[name])

    def wanted(row):
        ahead = at(row, "end") >= now
        behind = at(row, "end") <= now
        alive = row["status"] in ("accepted", "pending")
        confirmed = row["status"] == "accepted" or not row["_series"]
        kinds = {
            "upcoming": alive and confirmed and ahead,
            "recurring": alive and bool(row["_series"]) and ahead,
            "past": alive and behind,
            "cancelled": not alive,
            "unconfirmed": row["status"] == "pending" and ahead,
        }
        return (
            (bool(people & {*row["_host_ids"], row["_owner_id"]}) or row["attendees"][0]["email"] == address)
            and any(kinds[each] for each in question.get("status", kinds))
            and (question.get("teamId") != "8841" or row["_team_id"] == 8841)
            and ("eventTypeId" not in question or row["eventTypeId"] == int(question["eventTypeId"]))
            and ("afterStart" not in question or at(row, "start") >= datetime.fromisoformat(question["afterStart"]))
            and ("beforeEnd" not in question or at(row, "end") <= datetime.fromisoformat(question["beforeEnd"]))
            and ("attendeeEmail" not in question or row["attendees"][0]["email"] == question["attendeeEmail"])
        )

    order, backwards = "start", question.get("status", [""])[0] in ("past", "cancelled")
    for name, key in (("sortCreated", "createdAt"), ("sortEnd", "end"), ("sortStart", "start")):
        if name in question:
            order, backwards = key, question[name] == "desc"
    rows = sorted((row for row in them.world.table("bookings").values() if wanted(row)), key=lambda row: row["id"])
    return sorted(rows, key=lambda row: row[order], reverse=backwards)


def test_a_request_costs_the_same_among_many_bookings(it):
    """Making, finding and showing look at no more bookings of another year than there are days in the question."""
    for number in range(3000):
        new_booking(it.world, it.event_type, datetime(2028, 1, 1, tzinfo=UTC) + timedelta(hours=number), ANA)
    looked_at = 0

    class Counting(dict):
        def __getitem__(self, key):
            nonlocal looked_at
            looked_at += 1
            return super().__getitem__(key)

        def values(self):
            raise AssertionError("the whole table is read")

        items = __iter__ = values

    it.world.tables["bookings"] = Counting(it.world.tables["bookings"])
    bookings_index = it.world.indexes["bookings"]
    assert isinstance(bookings_index, BookingIndex)
    bookings_index.table = it.world.tables["bookings"]
    made = it.book("2027-03-02T10:00")
    it.slots("2027-03-01", "2027-03-31")
    it.ask("bookings.get", bookingUid=made["uid"])
    it.ask("bookings.list", take=10, status=["upcoming"], sortStart="asc")
    it.ask("bookings.reschedule", bookingUid=made["uid"], start="2027-03-03T10:00:00Z")
    assert looked_at < 30


def test_a_booking_is_nothing_for_the_collector_to_visit(it):
    """Beyond the latest rows, which stay plain, a booking is text and numbers: a pause does not grow with them."""

    def objects_with(count):
        while len(it.world.table("bookings")) < count:
            later = timedelta(minutes=30 * len(it.world.table("bookings")))
            new_booking(it.world, it.event_type, it.world.now() + later, ANA)
        gc.collect()
        return len(gc.get_objects())

    assert objects_with(2 * PLAIN) - objects_with(PLAIN + PLAIN // 2) < PLAIN // 10


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_page_looks_at_few_where_several_people_hold_bookings(order, them, monkeypatch):
    """What one manages and what is held together is told once, in order, without looking at every booking."""
    alone, together = them.kind(), them.kind(hosts=[31790, 31791])
    for number in range(500):
        new_booking(them.world, alone, datetime(2028, 1, 1, tzinfo=UTC) + timedelta(hours=number), ANA, hosts=[31790])
    for number in range(4):
        hosts = [31790, 31791] if number % 2 else [31791]
        new_booking(them.world, together, datetime(2028, 1, 2, tzinfo=UTC) + timedelta(hours=number), ANA, hosts=hosts)
    expected = [row["uid"] for row in plainly(them, 31790, {"sortStart": order})]
    looked_at = []
    matches = booking_list._Query.matches

    def counting(query, entry):
        looked_at.append(entry.uid)
        return matches(query, entry)

    monkeypatch.setattr(booking_list._Query, "matches", counting)
    answer = them.ask("bookings.list", 31790, sortStart=order, take=20, skip=15)
    assert expected[15:35] == [row["uid"] for row in answer["data"]]
    assert len(expected) == answer["pagination"]["totalItems"] >= 504
    assert len(looked_at) < 30
