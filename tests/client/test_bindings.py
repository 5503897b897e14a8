"""An action with several Cal.com requests: the next stands in where a server has not the first, and is remembered."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, RateLimit, RetryPolicy, errors, models

from tests.support.client import CAL_KEY, Reply, example, sync_client
from tests.support.direct import DIRECT
from tests.support.generations import CALLS, NEW, OLD, RESERVE, SLOTS, Server, refusal, shortened
from tests.support.tables import every

ACTIONS = every("name", CALLS)
NEWER, OLDER = (dict(zip(CALLS, each, strict=True)) for each in (NEW, OLD))
THREADS = 12


def as_page(request):
    """The same refusal as a page, from a server in front that has no JSON."""
    return Reply(404, f"<html><pre>Cannot {request.method} {request.url.path}</pre></html>".encode())


def as_text(request):
    """The same as plain text."""
    return Reply(404, f"Cannot {request.method} {request.url.path}".encode())


def bare(request):
    """The same without the wrapper."""
    return Reply(404, {"message": f"Cannot {request.method} /api{request.url.path}", "statusCode": 404})


# Which refusals prove that the request is unknown


@ACTIONS
@every("refused", [refusal, as_page, as_text, bare])
def test_unknown_request_is_replaced_once(name, refused, direct):
    """The router's own refusal sends the next binding, also of what writes, and only once in the client's life."""
    server = Server(*OLD, refused=refused)
    api = direct(server)
    first, second = (api.call(name, **CALLS[name]) for _ in range(2))
    assert [NEWER[name], OLDER[name], OLDER[name]] == server.lines
    assert first.data == second.data
    assert first.successful


@ACTIONS
def test_usual_call_is_one_request(name, direct):
    """A server that has the first binding is asked by nothing else."""
    server = Server(*NEW, *OLD)
    api = direct(server)
    for _ in range(3):
        api.call(name, **CALLS[name])
    assert [NEWER[name]] * 3 == server.lines


OTHER_REFUSALS = {
    "a record": (Reply(404, {"status": "error", "error": {"message": "Event type with id 7 not found"}}), 1, 1),
    "words that quote": (Reply(404, {"message": "Slot Cannot POST /v2/slots was not found"}), 1, 1),
    "another method": (lambda request: Reply(404, {"message": "Cannot PATCH /v2/slots"}), 1, 1),
    "no words": (Reply(404, b""), 1, 1),
    "other status": (lambda request: Reply(400, refusal(request).body), 1, 1),
    "gone": (Reply(410, {"message": "Gone"}), 1, 1),
    "not allowed": (Reply(401, {"message": "Unauthorized"}), 1, 1),
    "conflict": (Reply(409, {"message": "Taken"}), 1, 1),
    "too many": (Reply(429, {"message": "Too many"}), 3, 3),
    "broken": (Reply(500, {"message": "Cannot GET /v2/slots"}), 3, 1),
    "gateway": (Reply(502, b"Cannot POST /v2/slots/reservations"), 3, 1),
    "lost": (httpx.ReadError("Cannot GET /v2/slots"), 3, 1),
    "unsent": (httpx.ConnectError("no"), 3, 3),
    "no JSON": (Reply(200, b"Cannot GET /v2/slots"), 3, 1),
}


@ACTIONS
@every("why", OTHER_REFUSALS)
def test_other_failures_are_what_they_were(name, why, direct):
    """What does not prove that the request is unknown leaves the binding: as many attempts as ever, the same error."""
    answer, reads, writes = OTHER_REFUSALS[why]

    def always(request):
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer

    server = Server(refused=always)
    with pytest.raises(errors.ToolzzCalError) as caught:
        direct(server).call(name, **CALLS[name])
    assert [NEWER[name]] * (reads if name == "slots.available" else writes) == server.lines
    assert "Tried were" not in str(caught.value)
    open_ended = why in ("broken", "gateway", "lost", "no JSON") and name != "slots.available"
    assert isinstance(caught.value, OutcomeUnknown) == open_ended


# What is said when none is there


@ACTIONS
def test_first_error_is_raised_when_all_are_unknown(name, direct):
    """It tells what was tried, once, and nothing is remembered."""
    server = Server()
    api = direct(server)
    for _ in range(2):
        with pytest.raises(errors.NotFound) as caught:
            api.call(name, **CALLS[name])
        told = shortened(caught.value.message)
        assert told.startswith(f"Cannot {NEWER[name]}. Tried were {NEWER[name].replace('slotA', '{uid}')} (2024-09-04)")
        assert f" and {OLDER[name]} (2024-08-13)" in told
        assert caught.value.operation == name
        assert caught.value.message == caught.value.args[0]
    assert [NEWER[name], OLDER[name]] * 2 == server.lines
    assert not any(each.is_known for each in api.client.upstream)


def test_one_request_has_nothing_to_add(direct):
    """An action with one binding fails as ever; where the specification knows a way out, it is told."""
    server = Server()
    for name, more in (("me.get", ""), ("timezones.list", "zoneinfo.available_timezones()")):
        with pytest.raises(errors.NotFound) as caught:
            direct(server).call(name)
        assert "Tried were" not in caught.value.message
        assert more in caught.value.message
    for status, told in ((404, "Nothing. `zoneinfo.available_timezones()` knows"), (403, "Nothing")):
        with pytest.raises(errors.StatusError) as caught:
            direct(Server(refused=lambda _, code=status: Reply(code, {"message": "Nothing"}))).call("timezones.list")
        assert caught.value.message.startswith(told)
        assert ("zoneinfo" in told) == ("zoneinfo" in caught.value.message)


# What is remembered


@ACTIONS
def test_memory_is_given_up_as_it_came(name, direct):
    """A server that loses the older request, and one that loses the newer again, are each asked once in vain."""
    server = Server(*OLD)
    api = direct(server)
    for has in (OLD, NEW, NEW, OLD, OLD):
        server.has = set(has)
        api.call(name, **CALLS[name])
    new, old = NEWER[name], OLDER[name]
    assert [new, old, old, new, new, new, old, old] == server.lines


def test_what_is_gone_altogether_is_forgotten(direct):
    """Once no request is there any more, nothing counts as known, and the first one is tried first again."""
    server = Server(*OLD)
    api = direct(server)
    api.call("slots.release", uid="slotA")
    assert [True] == [each.is_known for each in api.client.upstream if each.operation == "slots.release"]
    server.has = set()
    with pytest.raises(errors.NotFound):
        api.call("slots.release", uid="slotA")
    assert [False] == [each.is_known for each in api.client.upstream if each.operation == "slots.release"]
    server.has = {*NEW, *OLD}
    api.call("slots.release", uid="slotA")
    new, old = NEWER["slots.release"], OLDER["slots.release"]
    assert [new, old, old, new, new] == server.lines


@ACTIONS
@every("status", [400, 404, 409, 422])
def test_refusal_by_a_handler_tells_that_it_is_there(name, status, direct):
    """A binding that answers with an error of its own is remembered as well as one that succeeds."""
    broken = Reply(status, {"message": "Start must be before end"})
    server = Server(*OLD, **{OLDER[name]: [broken, broken]})
    api = direct(server)
    for _ in range(2):
        with pytest.raises(errors.StatusError) as caught:
            api.call(name, **CALLS[name])
        assert "Start must be before end" == caught.value.message
    assert [NEWER[name], OLDER[name], OLDER[name]] == server.lines


@ACTIONS
def test_actions_have_a_memory_each_and_copies_share_it(name, direct):
    """What one copy finds out all know; another client finds out for itself."""
    server = Server(*OLD)
    api = direct(server)
    api.client = api.client.with_options(timeout=7)
    api.call(name, **CALLS[name])
    api.client = api.client.with_options(retries=0)
    api.call(name, **CALLS[name])
    assert [NEWER[name], OLDER[name], OLDER[name]] == server.lines
    direct(server).call(name, **CALLS[name])
    assert [NEWER[name], OLDER[name]] == server.lines[3:]


def test_each_address_has_its_own_memory(direct):
    """One client and its copy for another address: what holds of a server of one's own does not of the hosted one."""
    server = Server(*OLD)
    api = direct(server)
    hosted = api.client
    own = hosted.with_options(cal_base_url="https://cal.example.com")
    for client in (hosted, own, hosted, own):
        api.client = client
        api.call("slots.release", **CALLS["slots.release"])
    new, old = NEWER["slots.release"], OLDER["slots.release"]
    assert [new, old, new, old, old, old] == server.lines
    hosts = [request.url.host for request in server.requests]
    assert ["api.cal.com"] * 2 + ["cal.example.com"] * 2 + ["api.cal.com", "cal.example.com"] == hosts


def test_operations_of_a_resource_find_out_together(direct):
    """What one has found out of an address holds for the others, until it holds no longer."""
    server = Server(*OLD)
    api = direct(server)
    for name in CALLS:
        api.call(name, **CALLS[name])
    first, *others = CALLS
    assert [NEWER[first], OLDER[first], *(OLDER[name] for name in others)] == server.lines
    server.requests.clear()
    server.has = set(NEW)
    for name in CALLS:
        api.call(name, **CALLS[name])
    assert [OLDER[first], NEWER[first]] == server.lines[:2]


@every(
    ("end", "sent"),
    [
        ("2027-03-10T00:00:00Z", "2027-03-09T23:59:59Z"),
        ("2027-03-10T00:00:00.000+00:00", "2027-03-09T23:59:59Z"),
        ("2027-03-10T00:00:00-03:00", "2027-03-10T02:59:59Z"),
        ("2027-03-09T21:00:00-03:00", "2027-03-09T23:59:59Z"),
        ("2027-03-09T23:59:59Z", "2027-03-09T23:59:59Z"),
        ("2027-03-09T12:00:00Z", "2027-03-09T12:00:00Z"),
        ("2027-03-09", "2027-03-09"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ],
)
def test_midnight_ends_a_search(end, sent, direct):
    """The newer request takes midnight for all of the day that begins; the older one for the moment that it is."""
    server = Server(*NEW)
    api = direct(server)
    api.call("slots.available", **{**CALLS["slots.available"], "end_time": end})
    assert sent == server.requests[0].url.params["end"]
    server.has = set(OLD)
    api.call("slots.available", **{**CALLS["slots.available"], "end_time": end})
    assert end == server.requests[-1].url.params["endTime"]


def test_threads_at_the_first_call():
    """Many at once: each is answered after at most two requests, and afterwards one is enough."""
    server = Server(*OLD)
    client = sync_client(server, **DIRECT)
    start = threading.Barrier(THREADS)

    def ask(number):
        start.wait()
        name = list(CALLS)[number % len(CALLS)]
        resource, _, method = name.rpartition(".")
        return getattr(getattr(client, resource), method)(**CALLS[name]).successful

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ask, range(THREADS)))
    lines = server.lines
    for name in CALLS:
        assert THREADS // len(CALLS) == lines.count(OLDER[name])
        assert lines.count(NEWER[name]) <= THREADS // len(CALLS)
    assert len(lines) > THREADS
    before = len(lines)
    assert client.slots.release(uid="slotA").successful
    assert [OLDER["slots.release"]] == server.lines[before:]


# What else there is goes on


def test_attempts_go_on_over_bindings(direct):
    """Retries are counted over both requests, and the hook is told of those alone."""
    events = []
    down = Reply(503, {"message": "down"})
    server = Server(*OLD, **{SLOTS[1]: [down, down, down]})
    with pytest.raises(errors.ServerError, match="down"):
        direct(server, retries=RetryPolicy(2, base=0, on_retry=events.append)).call(
            "slots.available", **CALLS["slots.available"]
        )
    assert [SLOTS[0], *[SLOTS[1]] * 3] == server.lines
    assert [1, 2] == [event.attempt for event in events]
    answers = [down, refusal(httpx.Request("GET", "https://api.cal.com/v2/slots"))]
    server = Server(*SLOTS, **{SLOTS[0]: answers, SLOTS[1]: [down, down]})
    with pytest.raises(errors.ServerError, match="down"):
        direct(server).call("slots.available", **CALLS["slots.available"])
    assert [SLOTS[0], SLOTS[0], SLOTS[1], SLOTS[1]] == server.lines


def test_deadline_is_that_of_the_whole_call(direct):
    """The second request has only what the first one left, so nothing is repeated after it."""
    server = Server(*OLD, **{SLOTS[1]: [Reply(503, {"message": "down"}, {"retry-after": "50"})]})
    api = direct(server, retries=RetryPolicy(5, base=0, deadline=60))
    seen = []
    made = api.client._engine.call

    def older(*given, **more):
        call = made(*given, **more)
        call._started -= 30
        seen.append(call)
        return call

    api.client._engine = _Watched(api.client._engine, older)
    with pytest.raises(errors.ServerError, match="down"):
        api.call("slots.available", **CALLS["slots.available"])
    assert [*SLOTS] == server.lines


class _Watched:
    """An engine whose calls are made by another function."""

    def __init__(self, engine, call):
        self._engine, self.call = engine, call

    def adding(self, headers, operation):
        assert headers is None
        return self

    def __getattr__(self, name):
        return getattr(self._engine, name)


def test_every_request_counts_for_a_rate_limit(direct):
    """The refused request was one as well."""
    server = Server(*OLD)
    api = direct(server, rate_limit=RateLimit("2/day", max_wait=0), cal_api_key=f"{CAL_KEY}-bindings-{id(server)}")
    api.call("slots.release", uid="slotA")
    with pytest.raises(errors.WaitTooLong):
        api.call("slots.release", uid="slotA")
    assert 2 == len(server.lines)


def test_a_limit_that_is_reached_in_between_stops_the_call(direct):
    """Nothing was done by then: the refusal tells that."""
    server = Server(*OLD)
    api = direct(server, rate_limit=RateLimit("1/day", max_wait=0), cal_api_key=f"{CAL_KEY}-between-{id(server)}")
    with pytest.raises(errors.WaitTooLong):
        api.call("slots.reserve", **CALLS["slots.reserve"])
    assert [RESERVE[0]] == server.lines


def test_permissions_hold_for_every_binding(direct):
    """A copy for an agent is refused before anything is sent, and shares what is known."""
    told = {**example("calcom_integrations.get").answer, "isActive": True, "timezone": "America/Sao_Paulo"}
    server = Server(*OLD)
    api = direct(server)
    whole = api.client
    flags = {"checkAvailabilityEnabled": True, "createBookingEnabled": False}
    api.client = whole.acting_for(models.CalcomIntegration.from_dict({**told, **flags}))
    with pytest.raises(errors.NotPermitted):
        api.call("slots.reserve", **CALLS["slots.reserve"])
    api.call("slots.available", **CALLS["slots.available"])
    assert [*SLOTS] == server.lines
    assert ["America/Sao_Paulo"] * 2 == [request.url.params["timeZone"] for request in server.requests]
    api.client = whole
    api.call("slots.available", **CALLS["slots.available"])
    assert [*SLOTS, SLOTS[1]] == server.lines


# An answer of another shape


def test_read_goes_on_after_an_answer_of_another_shape(direct):
    """Some servers answer a version that they do not know with an older controller, in its own shape."""
    odd = {"status": "success", "data": [{"id": 1}]}
    server = Server(*NEW, *OLD, **{SLOTS[0]: odd})
    api = direct(server)
    assert {"2027-03-09"} == api.call("slots.available", **CALLS["slots.available"]).data.slots.keys()
    api.call("slots.available", **CALLS["slots.available"])
    assert [SLOTS[0], SLOTS[1], SLOTS[1]] == server.lines


def test_last_answer_of_another_shape_is_given_as_it_came(direct):
    """With nothing left to ask, it is the result, with its mismatch, as it is for any action."""
    odd = {"status": "success", "data": ["?"]}
    server = Server(*NEW, *OLD, **{SLOTS[0]: odd, SLOTS[1]: odd})
    result = direct(server).call("slots.available", **CALLS["slots.available"])
    assert (["?"], "data") == (result.data, result.mismatches[0].path)
    assert [*SLOTS] == server.lines


@pytest.mark.parametrize("strict", [False, True])
def test_write_is_never_repeated_for_its_answer(strict, direct):
    """A reservation whose answer has another shape was made."""
    server = Server(*NEW, *OLD, **{RESERVE[0]: {"status": "success", "data": {"id": 1}}})
    api = direct(server, strict=strict)
    if strict:
        with pytest.raises(errors.DecodeError):
            api.call("slots.reserve", **CALLS["slots.reserve"])
    else:
        assert {"id": 1} == api.call("slots.reserve", **CALLS["slots.reserve"]).data
    assert [RESERVE[0]] == server.lines
