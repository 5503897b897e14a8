"""Any bytes to any route: an error of the upstream's shape, never a 500 of the mock's own and never a traceback."""

from __future__ import annotations

import json
import random
import socket
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.faults import Fault, FaultError
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.serving import on_port
from toolzz_cal_mock.wire import path_of

from tests.support.mock import arguments_for, by_cal, by_gateway, by_toolzz, still_mock

MOCK = still_mock()
OPERATIONS = MOCK.specification.operations
TRICKY = [
    *(None, True, 0, -1, 2**31, 2**53, 10**30, 1e308, 0.5, "", "\x00", "é" * 300, "-1", "10482", [], {}, [None], [[]]),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2027-03-09T24:00:00Z", "2027-02-30", "24:00", "2027-W10-2"),
    *("2027-03-09T14:00:00+99:00", "UTC\x00", "../../etc/passwd", "__proto__", "{{#if}}", "javascript:x", "a,b,,"),
    *(["a"] * 50, [1, 2, 3], {"": None}, {"type": "x"}, 31790, 8841, 10483, "bk4Zr8YqLw2TnVx6", "roundRobin", "\uff11"),
]
VALUES = st.one_of(
    st.sampled_from(TRICKY),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=8,
    ),
)
# Settings that actions do not list, which Cal.com reads all the same.
EXTRA = [
    *("start", "orgId", "schedulingType", "hosts", "recurrenceCount", "seatUid", "instant", "guests", "metadata"),
    *("locations", "bookingFields", "bookingWindow", "seats", "recurrence", "bookingLimitsCount", "confirmationPolicy"),
    *("eventTypeSlug", "teamSlug", "usernameList", "duration", "rescheduleUid", "offset", "emails", "version"),
    *("cancelSubsequentBookings", "bookingLimitsDuration", "slotInterval", "overrides", "location", "username"),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in JSON data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """JSON data with another value at a place."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@settings(max_examples=20 * settings().max_examples, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_odd_arguments(data):
    """Arguments that work, with odd values in some places and odd settings besides, through every door."""
    MOCK.reset()
    operation = OPERATIONS[data.draw(st.sampled_from(sorted(OPERATIONS)))]
    if not operation.slug:
        plain = by_toolzz(operation)
        sent: Any = replaced(sent := operation.example, data.draw(st.sampled_from(places(sent))), data.draw(VALUES))
        request = Request(plain.method, plain.path, (), plain.headers, json.dumps(sent).encode())
    else:
        arguments = arguments_for(MOCK, operation)
        for _ in range(data.draw(st.integers(0, 2))):
            place = data.draw(st.sampled_from([each for each in places(arguments) if each] or [()]))
            arguments = replaced(arguments, place, data.draw(VALUES)) if place else arguments
        if data.draw(st.booleans()):
            arguments = {**arguments, data.draw(st.sampled_from(EXTRA)): data.draw(VALUES)}
        gateway = data.draw(st.booleans())
        try:
            request = by_gateway(operation, arguments) if gateway else by_cal(operation, arguments)
        except (TypeError, ValueError):
            return  # nothing that a query or path could carry
    reply = MOCK.handle(request)
    assert [] == MOCK.errors
    assert reply.status < 500
    if reply.body and reply.status != 301:  # of which the body is a line of text
        body = json.loads(reply.body, parse_constant=pytest.fail)
        if request.path.startswith("/api/v3") and body.get("successful"):
            assert [] == MOCK.specification.answer_errors(operation, body)


@settings(max_examples=400, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    st.sampled_from(["GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "HEAD"]),
    st.sampled_from(
        [*sorted({each.path for each in OPERATIONS.values()}), "/v2/", "/v2/bookings/", "/api/v1/", "/", ""]
    ),
    st.binary(max_size=30),
    st.dictionaries(
        st.sampled_from(["authorization", "x-api-key", "cal-api-version", "x-mock-fault", "x-cal-client-id"]),
        st.text(max_size=20),
    ),
    st.binary(max_size=200),
)
def test_odd_requests(method, path, tail, headers, body):
    """Any method, path, headers and bytes, other than those that ask for a fault."""
    MOCK.reset()
    with suppress(FaultError):
        Fault.parse(headers.get("x-mock-fault", ""))
        del headers["x-mock-fault"]
    reply = MOCK.handle(Request(method, path_of(path.encode() + tail), (("a", "b"),), headers, body))
    assert [] == MOCK.errors
    assert reply.status < 500
    assert reply.headers["x-request-id"] or path in ("/", "")


GATEWAY = "/api/v3.1/tools/execute/CAL_POST_NEW_BOOKING_REQUEST"
DEEP = b'{"arguments":{"metadata":' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}}"


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        b"[" * 200_000,
        b'{"arguments":{"metadata":{"a":NaN}}}',
        b'{"arguments":{"metadata":{"a":1e999}}}',
        b'{"arguments":{"eventTypeId":' + b"9" * 5000 + b"}}",
        b'{"arguments":{"eventTypeId":"\\ud800"}}',
        b'{"arguments":"\xff"}',
        b'{"user_id":"u","version":"\xed\xa0\x80"}',
        b'{"\xed\xa0\x80":1}',
        '{"arguments":{"eventTypeId":"\\ud800"}}'.encode("utf-16"),
        '{"arguments":{"eventTypeId":"\ud800"}}'.encode("utf-16-le", "surrogatepass"),
        '{"arguments":{"eventTypeId":"\ud800"}}'.encode("utf-32-be", "surrogatepass"),
        b"\xff\xfe",
        b"",
        b'{"text":"book it","arguments":{}}',
        b'{"arguments":{},"user_id":7}',
    ],
    ids=[
        "deep",
        "open",
        "nan",
        "infinity",
        "digits",
        "surrogate",
        "latin",
        "raw surrogate",
        "key",
        "escaped in UTF-16",
        "raw in UTF-16",
        "raw in UTF-32",
        "bytes",
        "empty",
        "both",
        "user",
    ],
)
def test_bodies_that_can_not_be_meant(body):
    """400 in the gateway's shape."""
    MOCK.reset()
    reply = MOCK.handle(Request("POST", GATEWAY, (), {"x-api-key": "ak_example"}, body))
    assert (400, 400, []) == (reply.status, reply.json()["error"]["status"], MOCK.errors)


BODIES = [
    b'{"title":"\xed\xa0\x80"}',
    b'{"\xed\xbf\xbf":1}',
    b'{"title":"\xff"}',
    b'{"title":"\xc0\xaf"}',
    b'{"title":"\xf4\x90\x80\x80"}',
    b'{"title":"\\udfff"}',
    '{"title":"\\ud800"}'.encode("utf-16"),
    '{"title":"\\ud800"}'.encode("utf-32"),
    '{"title":"\ud800"}'.encode("utf-16-be", "surrogatepass"),
]
DOORS = {
    GATEWAY: lambda answer: answer["error"]["status"],
    "/v2/bookings": lambda answer: 400 if answer["error"]["code"] == "BadRequestException" else None,
    "/api/v1/calcom/integration": lambda answer: answer["statusCode"],
}


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_text_that_is_none(path, body):
    """Half a surrogate pair, escaped or not, and bytes that no encoding has: a 400 of the door's own shape."""
    MOCK.reset()
    headers = {"authorization": "Bearer cal_example", "x-api-key": "ak_example", "cal-api-version": "2024-08-13"}
    reply = MOCK.handle(Request("POST", path, (), headers, body))
    assert (400, 400, []) == (reply.status, DOORS[path](reply.json()), MOCK.errors)


@pytest.mark.parametrize("sent", [{"overrides": [{}]}, {"availability": [{}]}, {"overrides": [{"date": "2027-04-21"}]}])
def test_what_is_missing_inside_an_argument_is_named(sent):
    """At Cal.com's door as well, where what only the action requires may be left out."""
    MOCK.reset()
    headers = {"authorization": "Bearer cal_example", "cal-api-version": "2024-06-11"}
    reply = MOCK.handle(Request("PATCH", "/v2/schedules/764", (), headers, json.dumps(sent).encode()))
    assert (400, []) == (reply.status, MOCK.errors)
    (error,) = reply.json()["error"]["details"]["errors"]
    (row,) = error["children"]
    assert (error["property"], row["property"]) == (next(iter(sent)), "0")
    assert "startTime" in [each["property"] for each in row["children"]]


HEAD = b"host: a\r\nx-api-key: k\r\nauthorization: Bearer cal_example\r\nconnection: close\r\n"
POST = f"POST {GATEWAY} HTTP/1.1\r\n".encode() + HEAD
RAW = {
    "100 MB announced": (POST + b"content-length: 104857600\r\n\r\n", 413),
    "100 MB expected": (POST + b"expect: 100-continue\r\ncontent-length: 104857600\r\n\r\n", 413),
    "chunk without a size": (POST + b"transfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n", 400),
    "negative chunk": (POST + b"transfer-encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n", 400),
    "chunks and trailers": (POST + b"transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx: y\r\n\r\n", 400),
    "half a body": (POST + b"content-length: 10\r\n\r\n{", None),
    "deep JSON": (POST + b"content-length: %d\r\n\r\n" % len(DEEP) + DEEP, 400),
    "NUL in a path": (b"GET /v2/bookings/%00 HTTP/1.1\r\n" + HEAD + b"\r\n", 404),
    "invalid UTF-8": (b"GET /v2/bookings/%ff%ed%a0%80 HTTP/1.1\r\n" + HEAD + b"\r\n", 404),
    "odd query": (b"GET /v2/teams?take=%00&take=%ff&&=&a[b] HTTP/1.1\r\n" + HEAD + b"\r\n", 200),
    "odd header": (b"GET /v2/me HTTP/1.1\r\ncal-api-version: \xff\r\n" + HEAD + b"\r\n", 200),
    "odd fault": (b"GET /v2/me HTTP/1.1\r\nx-mock-fault: \xff\r\n" + HEAD + b"\r\n", 400),
    "OPTIONS *": (b"OPTIONS * HTTP/1.1\r\n" + HEAD + b"\r\n", 404),
}


def told(port: int, content: bytes, *, half_closed: bool = True) -> bytes:
    """What a server answers to bytes, behind which the client is silent, and closes its half of the connection."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        try:
            connection.sendall(content)
            if half_closed:
                connection.shutdown(socket.SHUT_WR)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        except ConnectionError:
            return b""
    return b"".join(parts)


@pytest.fixture(scope="module")
def served():
    """A mock and the port of a server of it."""
    mock = Mock()
    with on_port(mock) as port:
        yield mock, port


@pytest.mark.parametrize("name", sorted(RAW))
def test_raw_requests(served, name, capfd):
    """Each is answered in JSON or not at all, and nothing is printed."""
    mock, port = served
    content, status = RAW[name]
    reply = told(port, content, half_closed=not name.startswith("100 MB"))
    head, _, body = reply.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").partition(b"\r\n\r\n")
    assert [] == mock.errors
    assert "" == capfd.readouterr().err
    if status is None:
        assert b"" == reply
    else:
        assert head.startswith(b"HTTP/1.1 %d " % status)
        assert isinstance(json.loads(body), dict)


def test_random_bytes(served, capfd):
    """Three hundred broken requests later the server answers as before."""
    mock, port = served
    dice = random.Random(3)
    for _ in range(300):
        content = bytearray(dice.choice(list(RAW.values()))[0][:2000])
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(content))
            content[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 4))
        reply = told(port, bytes(content))
        assert not reply.startswith(b"HTTP/1.1 500")
        assert [] == mock.errors
    assert told(port, b"GET /v2/me HTTP/1.1\r\n" + HEAD + b"\r\n").startswith(b"HTTP/1.1 200 ")
    assert "Traceback" not in capfd.readouterr().err
