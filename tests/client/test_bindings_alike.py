"""Whichever Cal.com request carries an action, its arguments arrive and `result.data` is the same; recorded replies."""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from toolzz_cal import errors, models, operations

from tests.support.bindings import bindings
from tests.support.client import Reply, Upstream, actions, done, example
from tests.support.direct import received as as_wire
from tests.support.direct import specified, wire
from tests.support.generations import CALLS, NEW, OLD, RESERVE, SLOTS, TIMES, Server, line, refusal
from tests.support.tables import every

RECORDED = [json.loads(each) for each in Path(__file__).with_name("generations.jsonl").read_text("utf-8").splitlines()]
SEVERAL = [each for each in actions() if len(bindings(specified()[each.name])) > 1]
UNDATED = (None, "2024-08-13")  # a real server serves the older requests alike with either
RANGE = {"start_time": "2026-12-07T00:00:00Z", "end_time": "2026-12-08T23:59:59Z"}
ASKED = [{}, {"time_zone": "America/Sao_Paulo"}, {"slot_format": "range"}]
EVENT_TYPE = {"A": 2, "B": 1}
REFUSED = "You passed 'slotDuration' but this event type is not a variable length event type."


def recording(server, request):
    """What a real server answered to a request with this query and version; None if it was not asked."""
    version = request.headers.get("cal-api-version")
    for each in RECORDED:
        path, _, query = each["path"].partition("?")
        dated = each["version"] == version or (each["version"] in UNDATED and version in UNDATED)
        asked = each["server"], each["method"], path, sorted(parse_qsl(query))
        came = server, request.method, request.url.path, sorted(request.url.params.multi_items())
        if dated and asked == came:
            return each
    return None


class Recorded(Server):
    """One of the real servers, or what is left of it when it has only some of its requests."""

    def __init__(self, server, *has):
        super().__init__(*has)
        self.server = server

    def __call__(self, request):
        self.requests.append(request)
        if line(request) not in self.has:
            return refusal(request).made()
        told = recording(self.server, request)
        assert told is not None, f"{line(request)} was not recorded so"
        if request.content and "slotDuration" in json.loads(request.content):
            (told,) = (each for each in RECORDED if each["server"] == self.server and REFUSED in str(each["answer"]))
        return Reply(told["status"], told["answer"]).made()


# Answers


@every("asked", ASKED, ids=str)
@every("server", ["A", "B"])
def test_slots_are_the_same_by_either_request(server, asked, direct):
    """Two real servers: the newer and the older request give equal data, in strict mode too; `raw` is as it came."""
    results = []
    for has in SLOTS:
        upstream = Recorded(server, has)
        arguments = {"event_type_id": EVENT_TYPE[server], **RANGE, **asked}
        results.append(direct(upstream, strict=True).call("slots.available", **arguments))
        told = recording(server, upstream.requests[-1])
        assert told["answer"] == results[-1].raw == results[-1].reply
    newer, older = results
    assert newer.raw != older.raw
    assert newer.data == older.data
    assert newer.data.to_dict() == older.raw["data"]
    assert ["2026-12-07", "2026-12-08"] == sorted(newer.data.slots)
    first = newer.data.slots["2026-12-07"][0]
    both = "slot_format" in asked
    assert [not both, both, both] == [bool(each) for each in (first.time, first.start_time, first.end_time)]


@pytest.mark.parametrize("server", ["A", "B"])
def test_reservation_is_a_uid_by_either_request(server, direct):
    """Text, whichever form the answer has; and what releases it takes that text."""
    times = {"slot_utc_start_date": "2026-12-07T14:00:00Z", "slot_utc_end_date": "2026-12-07T14:30:00Z"}
    for has in RESERVE:
        upstream = Recorded(server, has)
        result = direct(upstream, strict=True).call("slots.reserve", event_type_id=EVENT_TYPE[server], **times)
        data = result.raw["data"]
        assert result.data == (data if has == RESERVE[1] else data["reservationUid"])
        for method in ("DELETE /v2/slots/selected-slot", f"DELETE /v2/slots/reservations/{result.data}"):
            if (method == "DELETE /v2/slots/selected-slot") == (has == RESERVE[1]):
                assert direct(Recorded(server, method)).call("slots.release", uid=result.data).successful


def test_gateway_reads_both_forms(api):
    """What the tool behind a slug answers has changed as well, or may: the data is the same."""
    ranged = {"start": TIMES[0], "end": TIMES[1], "bookingUid": "bk1", "seatsBooked": 2, "seatsTotal": 5}
    older = {"startTime": TIMES[0], "endTime": TIMES[1], "bookingUid": "bk1", "attendees": 2}
    plain = {"start": TIMES[0]}, {"time": TIMES[0]}
    for newer, slots in (
        ({"2027-03-09": [plain[0]], "2027-03-10": []}, {"2027-03-09": [plain[1]], "2027-03-10": []}),
        ({"2027-03-09": [ranged]}, {"2027-03-09": [{**older, "seatsBooked": 2, "seatsTotal": 5}]}),
        ({}, {}),
    ):
        for reply in ({"status": "success", "data": newer}, {"status": "success", "data": {"slots": slots}}, newer):
            result = api(Upstream(done(reply)), strict=True).call("slots.available", **CALLS["slots.available"])
            assert {"slots": slots} == result.data.to_dict()
            assert reply == result.reply
            assert isinstance(result.data, models.AvailableSlots)
    for data in ("uid1", {"reservationUid": "uid1", "slotDuration": 30}):
        reply = {"status": "success", "data": data}
        assert "uid1" == api(Upstream(done(reply))).call("slots.reserve", **CALLS["slots.reserve"]).data


@every("data", [[], "x", 7, None, {"day": []}, {"2027-03-09": {}}, {"2027-03-9": [], "slots": {}}])
def test_other_forms_stay_as_they_came(data, api):
    """What is in neither form is not bent into one."""
    result = api(Upstream(done({"status": "success", "data": data}))).call(
        "slots.available", **CALLS["slots.available"]
    )
    assert data == (result.data.to_dict() if isinstance(data, dict) else result.data)


@every("slot", ["x", None, {"start": 7}, {"away": True}, {"end": TIMES[1]}])
def test_odd_slots_are_kept(slot, api):
    """A slot of another shape loses nothing on the way."""
    result = api(Upstream(done({"2027-03-09": [slot]}))).call("slots.available", **CALLS["slots.available"])
    (kept,) = result.data.to_dict()["slots"]["2027-03-09"]
    values = [*slot.values()] if isinstance(slot, dict) else slot
    assert values == ([*kept.values()] if isinstance(kept, dict) else kept)


# Arguments


@every("each", SEVERAL, ids=str)
def test_second_request_is_the_specified_one(each, direct):
    """On a server that lacks the first, the arguments travel as the second says."""
    upstream = Upstream(refusal, Reply(200, {"status": "success", "data": {}}))
    direct(upstream).run(each)
    assert [wire(each, each.arguments, index) for index in range(2)] == [as_wire(each) for each in upstream.requests]


def test_every_argument_of_slots_arrives(direct):
    """By the names that each request has for it."""
    arguments = {
        **CALLS["slots.available"],
        "time_zone": "America/Sao_Paulo",
        "duration": 45,
        "slot_format": "time",
        "username_list": ["leo", "mia"],
        "event_type_slug": "tour",
        "org_slug": "acme",
        "reschedule_uid": "bk1",
    }
    shared = {"eventTypeId": "7", "timeZone": "America/Sao_Paulo", "duration": "45", "eventTypeSlug": "tour"}
    server = Server(SLOTS[1])
    direct(server).call("slots.available", **arguments)
    newer, older = server.requests
    assert dict(newer.url.params) == {
        **shared,
        "start": TIMES[0],
        "end": TIMES[1],
        "format": "time",
        "usernames": "leo,mia",
        "organizationSlug": "acme",
        "bookingUidToReschedule": "bk1",
    }
    assert sorted(older.url.params.multi_items()) == sorted(
        {
            **shared,
            "startTime": TIMES[0],
            "endTime": TIMES[1],
            "slotFormat": "time",
            "orgSlug": "acme",
            "rescheduleUid": "bk1",
        }.items()
        | {("usernameList[]", "leo"), ("usernameList[]", "mia")}
    )


# What only one request can express


def test_call_begins_with_the_request_that_can_express_it(direct):
    """A booking to join is known to the older request alone, so that goes first, and the newer is not asked."""
    server = Server(*NEW, *OLD)
    api = direct(server)
    for _ in range(2):
        assert "slotA" == api.call("slots.reserve", **CALLS["slots.reserve"], booking_uid="bk1").data
    assert [RESERVE[1]] * 2 == server.lines
    assert "bk1" == json.loads(server.requests[0].content)["bookingUid"]
    assert not any(each.is_known for each in api.client.upstream)
    api.call("slots.reserve", **{**CALLS["slots.reserve"], "booking_uid": None})
    assert RESERVE[0] == server.lines[-1]


def test_what_no_server_can_do_is_told(direct):
    """Where the older request is gone, the sentence says why the newer one was not asked; nothing is done."""
    server = Server(*NEW)
    with pytest.raises(errors.NotFound) as caught:
        direct(server).call("slots.reserve", **CALLS["slots.reserve"], booking_uid="bk1")
    assert [RESERVE[1]] == server.lines
    assert "POST /v2/slots/reservations was not: `bookingUid`: Cal.com itself finds" in caught.value.message


@every("end", ["2027-03-09T14:00:30Z", TIMES[0], "2027-03-09T13:00:00Z"])
def test_odd_lengths_go_where_they_can_be_told(end, direct):
    """The newer request has minutes; what is none goes by the older one, which judges it."""
    server = Server(*NEW, *OLD)
    direct(server).call("slots.reserve", event_type_id=7, slot_utc_start_date=TIMES[0], slot_utc_end_date=end)
    assert [RESERVE[1]] == server.lines
    assert end == json.loads(server.requests[0].content)["slotUtcEndDate"]


@every(
    ("start", "end", "minutes"),
    [
        (*TIMES, 30),
        ("2027-03-09T23:50:00-03:00", "2027-03-10T04:20:00Z", 90),
        ("2027-03-09T14:00:00.000Z", TIMES[1], 30),
    ],
)
def test_length_is_counted_between_moments(start, end, minutes, direct):
    """Over zones, days and spellings of a moment."""
    server = Server(*NEW)
    direct(server).call("slots.reserve", event_type_id=7, slot_utc_start_date=start, slot_utc_end_date=end)
    assert {"eventTypeId": 7, "slotStart": start, "slotDuration": minutes} == json.loads(server.requests[0].content)


def test_team_is_found_with_its_organization_and_without(direct):
    """With `org_id` the newer request comes first and the older second; without, only the older can be sent."""
    old, new = "GET /v2/stripe/check/8841", "GET /v2/organizations/5512/teams/8841/stripe/check"
    fine = {old: {"status": "success"}, new: {"status": "success"}}
    for has, more, lines in (
        ((old, new), {"org_id": 5512}, [new]),
        ((old,), {"org_id": 5512}, [new, old]),
        ((old, new), {}, [old]),
    ):
        server = Server(*has, **fine)
        assert direct(server).call("stripe.check_team", team_id="8841", **more).successful
        assert lines == server.lines
    with pytest.raises(errors.NotFound, match="has removed this request") as caught:
        direct(Server(new, **fine)).call("stripe.check_team", team_id="8841")
    assert "stripe/check was not: `orgId` is missing" in caught.value.message


def test_missing_argument_of_the_action_is_no_reason_to_go_on(direct):
    """What the action itself requires is asked for, and nothing is sent."""
    server = Server(*NEW, *OLD)
    with pytest.raises(errors.ArgumentError, match="`uid` is missing"):
        direct(server).call("actions.execute", example("slots.release").slug, {})
    assert [] == server.lines


# A value that is refused for some things


def test_length_is_left_out_for_an_event_type_that_has_one(direct):
    """A refusal proves that nothing was done: the call goes again without, and from then on for that event type."""
    refused = Reply(400, {"status": "error", "error": {"message": REFUSED}})
    made = {"status": "success", "data": {"reservationUid": "slotA"}}
    answers = {RESERVE[0]: [refused, made, made, made, refused, made]}
    server = Server(*NEW, **answers)
    api = direct(server)
    call = CALLS["slots.reserve"]
    for more in ({}, {}, {"event_type_id": 8}, {"slot_utc_end_date": "2027-03-09T15:00:00Z"}):
        assert "slotA" == api.call("slots.reserve", **{**call, **more}).data
    sent = [json.loads(request.content) for request in server.requests]
    assert [(7, 30), (7, None), (7, None), (8, 30), (7, 60), (7, None)] == [
        (each["eventTypeId"], each.get("slotDuration")) for each in sent
    ]


@every("refused", [(400, "Bad"), (422, REFUSED), (500, REFUSED), (404, REFUSED)])
def test_other_refusals_are_final(refused, direct):
    """Another status or other words say nothing of the length."""
    status, message = refused
    server = Server(*NEW, **{RESERVE[0]: Reply(status, {"message": message})})
    with pytest.raises(errors.ToolzzCalError, match=message[:3]):
        direct(server).call("slots.reserve", **CALLS["slots.reserve"])
    assert [RESERVE[0]] == server.lines


def test_second_refusal_without_the_value_is_final(direct):
    """The words alone do not make the client ask for ever."""
    server = Server(*NEW, **{RESERVE[0]: Reply(400, {"message": REFUSED})})
    with pytest.raises(errors.BadRequest):
        direct(server).call("slots.reserve", **CALLS["slots.reserve"])
    assert [RESERVE[0]] * 2 == server.lines


# What can be seen of it


def test_upstream_shows_what_is_in_use(direct):
    """A row for each action with several requests: assumed at first, known after an answer, at each address."""
    server = Server(*OLD)
    api = direct(server)
    rows = api.client.upstream
    assert sorted(each.name for each in SEVERAL) == [each.operation for each in rows]
    for each in rows:
        said = bindings(specified()[each.operation])[0]
        assert ("https://api.cal.com", said["request"], False) == (each.address, each.request, each.is_known)
        assert said.get("version", "2024-08-13") == each.version
    assert isinstance(rows, tuple)
    api.call("slots.reserve", **CALLS["slots.reserve"])
    known = [each for each in api.client.upstream if each.is_known]
    assert [("slots.reserve", "https://api.cal.com", RESERVE[1], "2024-08-13", True)] == known
    assert rows == direct(server).client.upstream
    copy = api.client.with_options(cal_base_url="https://cal.example.com/")
    assert {"https://cal.example.com", "https://api.cal.com"} == {each.address for each in copy.upstream}
    assert known == [each for each in copy.upstream if each.is_known]
    assert len(rows) + 1 == len(copy.upstream)
    with pytest.raises(AttributeError):
        api.client.upstream = ()


def test_operations_tell_all_requests():
    """`operations` has them in their order, and the first as `request`."""
    for each in actions():
        told = operations.get(each.name)
        assert [said["request"] for said in bindings(specified()[each.name])] == [str(held) for held in told.requests]
        assert told.request is told.requests[0]
    newer, older = operations.get("slots.reserve").requests
    assert ("reservationUid", None) == (newer.answer, older.answer)
    assert ({"bookingUid"}, set()) == (set(newer.without), set(older.without))
    assert ("2024-09-04", "2024-09-04", None, "2024-08-13") == (newer.version, newer.sends, older.version, older.sends)
    assert ("minutes", "slotUtcStartDate") == newer.arguments["slotUtcEndDate"][2:4]
    assert operations.get("functions.get").requests == ()
