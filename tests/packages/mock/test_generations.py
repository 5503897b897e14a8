"""Which requests of Cal.com's API the mock serves, by version and by the generation of servers that it stands for."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from toolzz_cal_mock import Mock
from toolzz_cal_mock.__main__ import main
from toolzz_cal_mock.wire import path_of, request_from

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = "2027-03-09"
NEW = "2024-09-04"
OLD = ("", "2024-04-15", "2024-06-11", "2024-08-13", "1999-01-01", "soon")
OLDER = {
    "slots.available": f"GET /v2/slots/available?eventTypeId=10482&startTime={DAY}T00:00:00Z&endTime={DAY}T23:59:59Z",
    "slots.reserve": "POST /v2/slots/reserve",
    "slots.release": "DELETE /v2/slots/selected-slot?uid=held",
}
NEWER = {
    "slots.available": f"GET /v2/slots?eventTypeId=10482&start={DAY}&end={DAY}",
    "slots.reserve": "POST /v2/slots/reservations",
    "slots.release": "DELETE /v2/slots/reservations/held",
}
BODIES = {
    OLDER["slots.reserve"]: {
        "eventTypeId": 10482,
        "slotUtcStartDate": f"{DAY}T14:00:00Z",
        "slotUtcEndDate": f"{DAY}T14:30:00Z",
    },
    NEWER["slots.reserve"]: {"eventTypeId": 10482, "slotStart": f"{DAY}T14:00:00Z"},
}
BY_VERSION = [
    *((line, version, True) for line in OLDER.values() for version in OLD),
    *((line, NEW, False) for line in OLDER.values()),
    *((line, version, False) for line in NEWER.values() for version in OLD),
    *((line, NEW, True) for line in NEWER.values()),
]
# What Cal.com's document of 2026 has no more, and what took its place.
GONE = ("/v2/gcal/oauth/auth-url", "/v2/gcal/check", "/v2/timezones", "/v2/provider/client_example_4821")
THERE = {
    # generation: older slots, newer slots, what is gone from the document, what newer servers removed
    "documents": (True, False, True, True),
    "2024-09-04": (True, True, True, False),
    "2026": (False, True, False, False),
}


@pytest.fixture
def mock():
    """A mock whose clock stands."""
    return Mock(now=NOON, running=False)


def ask(mock, line, version="", body=None, key="cal_example"):
    """A reply of Cal.com's door."""
    method, _, address = line.partition(" ")
    path, _, query = address.partition("?")
    headers = [(b"authorization", f"Bearer {key}".encode())] if key else []
    headers += [(b"cal-api-version", version.encode())] if version else []
    content = b"" if (body := body or BODIES.get(line)) is None else json.dumps(body).encode()
    return mock.handle(request_from(method, path_of(path.encode()), query.encode(), headers, content))


def is_unknown(reply, line):
    """Whether a reply is that of a router which has no such request."""
    method, _, address = line.partition(" ")
    return reply.status == 404 and reply.json()["error"]["message"] == f"Cannot {method} {address}"


@pytest.mark.parametrize(("line", "version", "served"), BY_VERSION)
def test_each_request_is_served_for_its_versions(mock, line, version, served):
    """No version, and one that nobody knows, count as the oldest."""
    reply = ask(mock, line, version)
    assert served == (reply.status in (200, 201))
    assert served != is_unknown(reply, line)


@pytest.mark.parametrize("name", OLDER)
def test_an_operation_is_recorded_under_its_name_by_either_request(mock, name):
    """A request of the wrong version too: it was meant."""
    for line, version in ((OLDER[name], ""), (NEWER[name], NEW), (OLDER[name], NEW), (NEWER[name], "")):
        ask(mock, line, version)
    assert len(mock.calls(name)) == 4


def test_arguments_are_recorded_under_the_names_of_the_action(mock):
    """Whatever they are called in the request."""
    ask(mock, f"{NEWER['slots.available']}&format=range&timeZone=Europe/Paris", NEW)
    wanted = {"eventTypeId": 10482, "startTime": DAY, "endTime": DAY, "slotFormat": "range", "timeZone": "Europe/Paris"}
    assert wanted == mock.calls.last().arguments
    body = {"eventTypeId": 10482, "slotStart": f"{DAY}T14:00:00Z", "slotDuration": 60}
    ask(mock, NEWER["slots.reserve"], NEW, body)
    wanted = {"eventTypeId": 10482, "slotUtcStartDate": f"{DAY}T14:00:00Z", "slotUtcEndDate": f"{DAY}T15:00:00.000Z"}
    assert wanted == mock.calls.last().arguments


@pytest.mark.parametrize("generation", THERE)
def test_a_generation_has_what_its_servers_have(generation):
    """The one that is started so and the one that becomes so."""
    started, changed = Mock(now=NOON, running=False, generation=generation), Mock(now=NOON, running=False)
    changed.settings.generation = generation
    older, newer, gone, removed = THERE[generation]
    for mock in (started, changed):
        for line in OLDER.values():
            assert older != is_unknown(ask(mock, line), line)
        for line in NEWER.values():
            assert newer != is_unknown(ask(mock, line, NEW), line)
        for path in GONE:
            assert gone != is_unknown(ask(mock, f"GET {path}"), f"GET {path}")
        line = "GET /v2/stripe/check/8841"
        assert removed != is_unknown(ask(mock, line), line)


def test_an_unknown_generation_is_named_with_those_there_are(capsys):
    """By option, with the status of a wrong option."""
    with pytest.raises(SystemExit) as left:
        main(["mock", "--generation", "2025"])
    assert left.value.code == 2
    assert "documents, 2024-09-04, 2026" in capsys.readouterr().err


def days(reply):
    """The starts by day."""
    return {day: [each["start"] for each in slots] for day, slots in reply.json()["data"].items()}


def old_days(reply):
    """The same of an older answer."""
    return {day: [each["time"] for each in slots] for day, slots in reply.json()["data"]["slots"].items()}


@pytest.mark.parametrize("zone", ["", "&timeZone=America/Sao_Paulo", "&timeZone=Asia/Kolkata"])
@pytest.mark.parametrize("minutes", ["", "&duration=60"])
def test_both_requests_offer_the_same_times(mock, zone, minutes):
    """After a booking and a reservation, too."""
    mock.seed.booking(start=f"{DAY}T15:00:00Z")
    ask(mock, NEWER["slots.reserve"], NEW)
    more = zone + minutes
    new, old = ask(mock, NEWER["slots.available"] + more, NEW), ask(mock, OLDER["slots.available"] + more)
    assert days(new) == old_days(old)
    assert sum(map(len, days(new).values())) > 3


def test_a_range_has_both_ends(mock):
    """Of the length that is asked for."""
    reply = ask(mock, f"{NEWER['slots.available']}&duration=60&format=range", NEW)
    for slot in reply.json()["data"][DAY]:
        assert {"start", "end"} == set(slot)
        assert datetime.fromisoformat(slot["end"]) - datetime.fromisoformat(slot["start"]) == timedelta(hours=1)


def test_slots_with_seats_tell_how_many_are_left(mock):
    """Of all seats, whether or not somebody has booked."""
    talk = mock.seed.event_type(title="Talk", seats={"seatsPerTimeSlot": 3})
    booked = mock.seed.booking(talk, start=f"{DAY}T14:00:00Z")
    slots = {
        each["start"]: each
        for each in ask(mock, f"GET /v2/slots?eventTypeId={talk['id']}&start={DAY}&end={DAY}", NEW).json()["data"][DAY]
    }
    taken = slots.pop(f"{DAY}T14:00:00.000Z")
    seats = {"seatsBooked": 1, "seatsRemaining": 2, "seatsTotal": 3, "bookingUid": booked["uid"]}
    assert taken == {"start": f"{DAY}T14:00:00.000Z", **seats}
    for start, slot in slots.items():
        assert slot == {"start": start, "seatsBooked": 0, "seatsRemaining": 3, "seatsTotal": 3}


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("&usernames=ana,bia", "usernames"),
        ("&username=ana", "username"),
        ("&eventTypeSlug=onboarding", "eventTypeSlug"),
        ("&teamSlug=support", "teamSlug"),
        ("&organizationSlug=acme", "organizationSlug"),
    ],
)
def test_the_number_of_an_event_type_says_it_all(mock, more, name):
    """Nothing else may name one beside it, in the words of the newer request."""
    reply = ask(mock, NEWER["slots.available"] + more, NEW)
    message = f"{name} property is wrong,property {name} should not exist "
    assert (400, message) == (reply.status, reply.json()["error"]["message"])


@pytest.mark.parametrize("name", ["start", "end"])
@pytest.mark.parametrize("value", ["", "tomorrow", "2027-13-01"])
def test_a_wrong_time_is_named_as_it_was_sent(mock, name, value):
    """Not by the action's own name for it."""
    line = f"GET /v2/slots?eventTypeId=10482&start={DAY}&end={DAY}"
    message = f"{name} property is wrong,{name} must be a valid ISO 8601 date string "
    for wrong in (f"{name}={value}", "format=time"):  # the latter leaves it out
        reply = ask(mock, line.replace(f"{name}={DAY}", wrong), NEW)
        assert (400, message) == (reply.status, reply.json()["error"]["message"])


def test_event_types_are_found_by_user_team_and_group(mock):
    """By slug with whose it is, and without any for a group; who is not there is named."""
    seed = mock.seed
    host, other = seed.user("Bia Reis", username="bia"), seed.user("Caio Reis", username="caio")
    seed.organization("Reis", host, [other], slug="reis")
    seed.event_type(host, title="Tour", slug="tour")
    team = seed.team_of(host, [other], name="Guides")
    seed.team_event_type(team, [host, other], title="Walk", slug="walk")
    span = f"start={DAY}&end={DAY}"
    for found in (
        f"eventTypeSlug=tour&username=bia&{span}",
        f"eventTypeSlug=tour&username=bia&organizationSlug=reis&{span}",
        f"eventTypeSlug=walk&teamSlug={team['slug']}&{span}",
        f"usernames=bia,caio&organizationSlug=reis&{span}",
    ):
        assert len(days(ask(mock, f"GET /v2/slots?{found}", NEW))[DAY]) == 16, found
    for missing, message in (
        ("eventTypeSlug=tour&username=nobody", "User with username nobody not found"),
        ("eventTypeSlug=tour&username=bia&organizationSlug=acme", "User with username bia not found"),
        ("eventTypeSlug=no&username=bia", "Event Type not found"),
        ("eventTypeSlug=walk&teamSlug=nowhere", "Team with slug nowhere not found"),
        ("eventTypeId=999999", "Event Type not found"),
    ):
        reply = ask(mock, f"GET /v2/slots?{missing}&{span}", NEW)
        assert (404, message) == (reply.status, reply.json()["error"]["message"])
    alone = ask(mock, f"GET /v2/slots?usernames=bia&organizationSlug=reis&{span}", NEW)
    assert (400, "usernames") == (alone.status, alone.json()["error"]["message"].split()[0])


# Reservations


def reserve(mock, **more):
    """A reservation by the newer request."""
    return ask(mock, NEWER["slots.reserve"], NEW, {**BODIES[NEWER["slots.reserve"]], **more})


def held(mock):
    """The times of that day that nobody is offered."""
    free = days(ask(mock, NEWER["slots.available"], NEW))[DAY]
    mock.world.table("reservations").clear()
    return set(days(ask(mock, NEWER["slots.available"], NEW))[DAY]) - set(free)


def test_a_reservation_is_told_in_whole_again_and_ended(mock):
    """Made, read and ended by its uid; read once it is gone it is null."""
    made = reserve(mock)
    assert made.status == 201
    data = made.json()["data"]
    uid = data.pop("reservationUid")
    assert data == {
        "eventTypeId": 10482,
        "slotStart": f"{DAY}T14:00:00.000Z",
        "slotEnd": f"{DAY}T14:30:00.000Z",
        "slotDuration": 30,
        "reservationDuration": 5,
        "reservationUntil": "2027-03-01T12:05:00.000Z",
    }
    line = f"GET /v2/slots/reservations/{uid}"
    data.pop("reservationDuration")
    assert {**data, "reservationUid": uid} == ask(mock, line, NEW).json()["data"]
    assert {"status": "success"} == ask(mock, f"DELETE /v2/slots/reservations/{uid}", NEW).json()
    assert ask(mock, line, NEW).json() == {"status": "success", "data": None}
    assert is_unknown(ask(mock, line), line)
    assert not held(mock)


def test_either_request_ends_what_the_other_made(mock):
    """It is one table."""
    old = ask(mock, OLDER["slots.reserve"]).json()["data"]
    ask(mock, f"DELETE /v2/slots/reservations/{old}", NEW)
    new = reserve(mock).json()["data"]["reservationUid"]
    ask(mock, f"DELETE /v2/slots/selected-slot?uid={new}")
    assert not held(mock)


def test_a_longer_reservation_does_not_keep_a_shorter_one(mock):
    """Each ends when it is over, whichever was made first."""
    reserve(mock, reservationDuration=60)
    reserve(mock, slotStart=f"{DAY}T15:00:00Z")
    mock.clock.advance(timedelta(minutes=6))
    assert reserve(mock, slotStart=f"{DAY}T15:00:00Z").status == 201
    mock.clock.advance(timedelta(minutes=6))
    assert held(mock) == {f"{DAY}T14:00:00.000Z"}
    reserve(mock, reservationDuration=2)
    mock.clock.advance(timedelta(minutes=3))
    assert not held(mock)


def test_a_length_is_for_event_types_that_have_several(mock):
    """Even the usual length is refused elsewhere; among several it has to be one of them."""
    plain = mock.seed.event_type(title="Plain", length=30)
    for minutes in (30, 60):
        reply = reserve(mock, eventTypeId=plain["id"], slotDuration=minutes)
        assert (400, True) == (reply.status, "not a variable length" in reply.json()["error"]["message"])
    assert reserve(mock, slotDuration=60).json()["data"]["slotEnd"] == f"{DAY}T15:00:00.000Z"
    reply = reserve(mock, slotStart=f"{DAY}T16:00:00Z", slotDuration=20)
    assert (400, True) == (reply.status, reply.json()["error"]["message"].endswith("15, 30, 60"))
    wrong = reserve(mock, slotStart=f"{DAY}T16:00:00Z", slotDuration="60").json()["error"]["details"]["errors"]
    assert ["slotDuration"] == [each["property"] for each in wrong]


def test_what_is_taken_is_not_held(mock):
    """By a booking or a reservation that overlaps; of a round robin each host can be held once."""
    mock.seed.booking(start=f"{DAY}T14:00:00Z")
    reply = reserve(mock, slotStart=f"{DAY}T14:15:00Z")
    assert (422, "Can't reserve a slot if the event is already booked.") == (
        reply.status,
        reply.json()["error"]["message"],
    )
    assert reserve(mock, slotStart=f"{DAY}T14:30:00Z").status == 201
    reply = reserve(mock, slotStart=f"{DAY}T14:45:00Z")
    assert (422, True) == (reply.status, "already reserved" in reply.json()["error"]["message"])
    mock.clock.advance(timedelta(minutes=5))
    assert reserve(mock, slotStart=f"{DAY}T14:45:00Z").status == 201
    _, tour = mock.seed.team(members=2)
    statuses = [reserve(mock, eventTypeId=tour["id"]).status for _ in range(3)]
    assert [201, 201, 422] == statuses


def test_seats_are_held_until_all_are_booked(mock):
    """Of a booking with seats."""
    talk = mock.seed.event_type(title="Talk", seats={"seatsPerTimeSlot": 1})
    mock.seed.booking(talk, start=f"{DAY}T14:00:00Z")
    reply = reserve(mock, eventTypeId=talk["id"])
    assert (422, True) == (reply.status, "no more seats left" in reply.json()["error"]["message"])
    assert reserve(mock, eventTypeId=talk["id"], slotStart=f"{DAY}T15:00:00Z").status == 201


def test_only_whom_it_concerns_says_how_long(mock):
    """Owner, members of the same team, nobody else; without a key nobody."""
    stranger = mock.seed.user("Bia Reis")
    reply = ask(mock, NEWER["slots.reserve"], NEW, {**BODIES[NEWER["slots.reserve"]], "reservationDuration": 10})
    assert (201, 10) == (reply.status, reply.json()["data"]["reservationDuration"])
    body = {**BODIES[NEWER["slots.reserve"]], "slotStart": f"{DAY}T16:00:00Z", "reservationDuration": 10}
    assert 403 == ask(mock, NEWER["slots.reserve"], NEW, body, key=stranger["_key"]).status
    mock.seed.team_of(mock.world.table("users")[31790], [stranger])
    assert 201 == ask(mock, NEWER["slots.reserve"], NEW, body, key=stranger["_key"]).status
    strict = Mock(now=NOON, running=False, strict_auth=True)
    assert 401 == ask(strict, NEWER["slots.reserve"], NEW, body, key="").status
    del body["reservationDuration"]
    assert 201 == ask(strict, NEWER["slots.reserve"], NEW, body, key="").status


def test_a_reservation_moves(mock):
    """To a slot that is free, and keeps its uid; an unknown one is named."""
    uid = reserve(mock).json()["data"]["reservationUid"]
    body = {"eventTypeId": 10482, "slotStart": f"{DAY}T16:00:00Z", "reservationDuration": 7}
    moved = ask(mock, f"PATCH /v2/slots/reservations/{uid}", NEW, body)
    data = moved.json()["data"]
    assert (200, uid, f"{DAY}T16:00:00.000Z", 7) == (
        moved.status, data["reservationUid"], data["slotStart"], data["reservationDuration"],
    )  # fmt: skip
    assert held(mock) == {f"{DAY}T16:00:00.000Z"}
    lost = ask(mock, "PATCH /v2/slots/reservations/nobody", NEW, body)
    assert (404, "Slot with uid=nobody not found") == (lost.status, lost.json()["error"]["message"])


def test_other_requests_know_no_cookie(mock):
    """Only the older ones know a reservation by it."""
    assert "set-cookie" in ask(mock, OLDER["slots.reserve"]).headers
    assert "set-cookie" not in reserve(mock, slotStart=f"{DAY}T15:00:00Z").headers


# Versions that nobody knows


@pytest.mark.parametrize("version", ["", "2024-06-11", "2026-05-01", "2030-01-01"])
def test_lists_are_those_of_the_first_controllers(mock, version):
    """In another shape: groups of event types, and bookings with all about them."""
    booked = mock.seed.booking(start=f"{DAY}T15:00:00Z")
    data = ask(mock, "GET /v2/bookings?limit=1", version).json()["data"]
    assert {"bookings", "recurringInfo", "totalCount", "nextCursor"} == set(data)
    pages, cursor = [], data["nextCursor"]
    while cursor is not None:
        page = ask(mock, f"GET /v2/bookings?limit=1&cursor={cursor}", version).json()["data"]
        pages += page["bookings"]
        cursor = page["nextCursor"]
    everything = [*data["bookings"], *pages]
    assert data["totalCount"] == len(everything) == len({each["uid"] for each in everything})
    assert {"ACCEPTED"} == {each["status"] for each in everything if each["uid"] == booked["uid"]}
    groups = ask(mock, "GET /v2/event-types", version).json()["data"]["eventTypeGroups"]
    assert {10482} <= {each["id"] for each in groups[0]["eventTypes"]}
    assert all(group["teamId"] is not None and group["eventTypes"] for group in groups[1:])


# The hosted service of 2026


@pytest.fixture
def hosted():
    """A mock of it, with bookings before and after the present."""
    mock = Mock(now=NOON, running=False, generation="2026", seed_data="empty")
    talk = mock.seed.event_type(title="Talk")
    for day in (*range(-3, 0), *range(1, 5)):
        mock.seed.booking(talk, start=NOON + timedelta(days=day))
    return mock


def walked(mock, query=""):
    """Starts of all bookings, page by page, and how many pages there were."""
    starts, cursor, pages = [], "", 0
    while cursor is not None:
        reply = ask(mock, f"GET /v2/bookings?limit=2{query}{cursor and '&cursor=' + cursor}", "2026-05-01").json()
        assert {"nextCursor", "hasMore"} == set(reply["pagination"])
        assert reply["pagination"]["hasMore"] == (reply["pagination"]["nextCursor"] is not None)
        starts += [each["start"] for each in reply["data"]]
        cursor, pages = reply["pagination"]["nextCursor"], pages + 1
    return starts, pages


@pytest.mark.parametrize(
    ("query", "count", "backwards"),
    [("", 7, True), ("&status=upcoming", 4, False), ("&status=past", 3, True), ("&sortStart=asc", 7, False)],
)
def test_bookings_are_listed_by_cursor(hosted, query, count, backwards):
    """Each once, in the order of the status, to the last page."""
    starts, pages = walked(hosted, query)
    assert sorted(starts, reverse=backwards) == starts
    assert (count, -(-count // 2)) == (len(set(starts)), pages)
    assert len(hosted.calls("bookings.list")) == pages


@pytest.mark.parametrize(
    "query", ["status=upcoming,past", "limit=101", "limit=0", "cursor=x", "cursor=e30", "cursor=%C3%A9"]
)
def test_a_wrong_page_is_refused(hosted, query):
    """One status, a hundred at most, and a cursor that was given out."""
    assert 400 == ask(hosted, f"GET /v2/bookings?{query}", "2026-05-01").status


def test_the_version_in_use_is_served_as_before(hosted):
    """By numbers of pages, and whatever the other versions of 2026 do alike."""
    reply = ask(hosted, "GET /v2/bookings?take=2", "2024-08-13").json()
    assert (7, 2) == (reply["pagination"]["totalItems"], len(reply["data"]))
    uid = reply["data"][0]["uid"]
    found = [ask(hosted, f"GET /v2/bookings/{uid}", version).json() for version in ("2024-08-13", "2026-02-25")]
    assert found[0] == found[1]
    elsewhere = Mock(now=NOON, running=False)
    assert "bookings" in ask(elsewhere, "GET /v2/bookings", "2026-05-01").json()["data"]


@pytest.mark.parametrize("generation", THERE)
def test_the_client_meets_every_generation(generation):
    """By the direct route a slot is found, held, missing and let go, whichever requests there are."""
    inside = Mock(now=NOON, running=False, generation=generation)
    slots = inside.client.with_options(route="direct").slots
    span = {"event_type_id": 10482, "start_time": f"{DAY}T00:00:00Z", "end_time": f"{DAY}T23:00:00Z"}
    offered = slots.available(**span).data.slots[DAY]
    assert offered == inside.client.slots.available(**span).data.slots[DAY]  # by the gateway
    times = {"slot_utc_start_date": f"{DAY}T14:00:00Z", "slot_utc_end_date": f"{DAY}T14:30:00Z"}
    uid = slots.reserve(event_type_id=10482, **times).data
    left = slots.available(**span).data.slots[DAY]
    assert [datetime(2027, 3, 9, 14, tzinfo=UTC)] == [each.time for each in offered if each not in left]
    slots.release(uid=uid)
    assert offered == slots.available(**span).data.slots[DAY]


# Requests that two operations share


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("connect", ("calendars.connect", "google_calendar.authorization_url")),
        ("check", ("calendars.check", "google_calendar.check")),
        ("save", ("calendars.save", "google_calendar.save_credentials")),
    ],
)
def test_a_request_of_two_operations_is_one_of_either(mock, path, names):
    """Recorded for both, and faults of either strike it; another provider's is one of the first only."""
    ask(mock, f"GET /v2/calendars/google/{path}")
    assert ["google"] == [each.arguments.get("calendar") for each in mock.calls(names[0])]
    for name in names:
        mock.calls.assert_called_once(name)
        mock.faults.add("status=503", operation=name)
        assert 503 == ask(mock, f"GET /v2/calendars/google/{path}").status
        mock.faults.clear()
        mock.calls.clear()
        ask(mock, f"GET /v2/calendars/google/{path}")
    mock.calls.clear()
    ask(mock, f"GET /v2/calendars/office365/{path}")
    mock.calls.assert_called_once(names[0])
    mock.calls.assert_not_called(names[1])
