"""Every kind of error at every door, in the upstream's own shape and with its own headers."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.seed import CLIENT, MANAGED

from tests.support.mock import NOW, still_mock

KEY = {"authorization": "Bearer cal_example"}
TOKEN = {"authorization": "Bearer example-token"}
PROJECT = {"x-api-key": "ak_example"}
EXECUTE = "/api/v3.1/tools/execute/"


@pytest.fixture(scope="module")
def shared():
    """A strict mock that allows three calls a minute."""
    return still_mock(strict_auth=True, rate_limit=3)


@pytest.fixture
def mock(shared):
    """The same in its first state."""
    shared.reset()
    yield shared
    assert [] == shared.errors


def asked(mock: Any, line: str, body: object = None, headers: dict[str, str] = KEY, **more: str) -> Reply:
    """The reply to a request line such as `GET /v2/me`."""
    method, _, path = line.partition(" ")
    content = b"" if body is None else json.dumps(body).encode()
    reply: Reply = mock.handle(Request(method, path, (), {**headers, **more}, content))
    return reply


CAL = {
    400: ("POST /v2/schedules", {"name": 5, "timeZone": "UTC", "isDefault": False}, "BadRequestException"),
    403: ("GET /v2/organizations/99/teams", None, "ForbiddenException"),
    404: ("GET /v2/schedules/999", None, "NotFoundException"),
}


@pytest.mark.parametrize("status", sorted(CAL))
def test_cal_errors(mock, status):
    """An envelope with code, message and details; a 400 names the property and the rule it breaks."""
    line, sent, code = CAL[status]
    version = {"cal-api-version": "2024-06-11"} if "schedules" in line else {}
    reply = asked(mock, line, sent, **version)
    body = reply.json()
    assert (status, "error", code) == (reply.status, body["status"], body["error"]["code"])
    assert body["timestamp"] == "2027-03-01T12:00:00.000Z"
    assert body["path"] == line.partition(" ")[2]
    assert reply.headers["x-request-id"]
    if status == 400:
        (error,) = body["error"]["details"]["errors"]
        assert (error["property"], list(error["constraints"])) == ("name", ["isString"])
    else:
        phrase = {403: "Forbidden", 404: "Not Found"}[status]
        message = body["error"]["message"]
        assert body["error"]["details"] == {"message": message, "error": phrase, "statusCode": status}


def test_cal_401(mock):
    """Without a key, and with one that nobody has."""
    for headers in ({}, {"authorization": "Bearer cal_unknown_example"}, {"authorization": "Basic x"}):
        reply = asked(mock, "GET /v2/me", headers=headers)
        assert (401, "UnauthorizedException") == (reply.status, reply.json()["error"]["code"])
        assert reply.json()["error"]["details"]["error"] == "Unauthorized"
        mock.reset()


def test_cal_409_of_the_database(mock):
    """What its database refuses has another code and no details."""
    sent = {"name": "City", "slug": "city", "type": "TEXT", "options": []}
    reply = asked(mock, "POST /v2/organizations/1205/attributes", sent)
    message = "An attribute with this slug already exists."
    assert (409, {"code": "CONFLICT", "message": message}) == (reply.status, reply.json()["error"])


def test_cal_409_of_the_server(mock):
    """A user whose address is taken."""
    reply = asked(mock, "POST /v2/organizations/1205/users", {"email": "leo.souza@example.com"})
    assert (409, "ConflictException") == (reply.status, reply.json()["error"]["code"])


def test_cal_422(mock):
    """A team event type that nobody hosts can't be booked."""
    _, kind = mock.seed.team(hosts=[])
    sent = {
        "eventTypeId": kind["id"],
        "start": "2027-03-09T14:00:00Z",
        "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"},
    }
    key = next(row["_key"] for row in mock.world.table("users").values() if row["name"] == "Member 1")
    headers = {"authorization": f"Bearer {key}", "cal-api-version": "2024-08-13"}
    reply = asked(mock, "POST /v2/bookings", sent, headers)
    assert (422, "UnprocessableEntityException") == (reply.status, reply.json()["error"]["code"])
    assert reply.json()["error"]["details"]["error"] == "Unprocessable Entity"


def test_cal_429(mock):
    """Its headers tell limit, rest and seconds left on every reply; the call over the limit blocks the next minute."""
    left = [asked(mock, "GET /v2/me").headers["x-ratelimit-remaining-default"] for _ in range(3)]
    assert ["2", "1", "0"] == left
    mock.clock.advance(timedelta(seconds=20))
    reply = asked(mock, "GET /v2/me")
    assert (429, "ThrottlerException") == (reply.status, reply.json()["error"]["code"])
    found = {name: reply.headers[f"x-ratelimit-{name}-default"] for name in ("limit", "remaining", "reset")}
    assert {"limit": "3", "remaining": "0", "reset": "60"} == found
    assert "retry-after" not in reply.headers
    mock.clock.advance(timedelta(seconds=59))
    assert 429 == asked(mock, "GET /v2/me").status
    mock.clock.advance(timedelta(seconds=1))
    assert 200 == asked(mock, "GET /v2/me").status


def test_cal_498(mock):
    """The access token of a managed user is good for an hour."""
    tokens = mock.world.table("users")[MANAGED]["_tokens"]
    headers = {"authorization": f"Bearer {tokens['accessToken']}"}
    assert 200 == asked(mock, "GET /v2/me", headers=headers).status
    mock.clock.advance(timedelta(minutes=60))
    reply = asked(mock, "GET /v2/me", headers=headers)
    assert (498, "TokenExpiredException") == (reply.status, reply.json()["error"]["code"])
    secret = {"x-cal-client-id": CLIENT, "x-cal-secret-key": "example-client-secret"}
    fresh = asked(mock, f"POST /v2/oauth/{CLIENT}/refresh", {"refreshToken": tokens["refreshToken"]}, secret)
    headers = {"authorization": f"Bearer {fresh.json()['data']['accessToken']}"}
    assert 200 == asked(mock, "GET /v2/me", headers=headers).status


def failing(mock: Any, monkeypatch: Any) -> None:
    """Lets the operation that answers `me` fall over."""
    from toolzz_cal_mock.world.base import BEHAVIOURS

    def fall(*_: object) -> None:
        raise RuntimeError("example")

    for name in ("me.get", "calcom_integrations.get"):
        monkeypatch.setitem(BEHAVIOURS, name, fall)


@pytest.mark.parametrize("line", ["GET /v2/me", "GET /api/v1/calcom/integration/x"])
def test_an_uncaught_error_is_outside_the_envelope(mock, monkeypatch, line):
    """As at Cal.com; what went wrong is kept for the test, and not told."""
    failing(mock, monkeypatch)
    reply = asked(mock, line, headers=TOKEN if "v1" in line else KEY)
    assert (500, {"statusCode": 500, "message": "Internal server error"}) == (reply.status, reply.json())
    assert ["example"] == [str(each) for each in mock.errors]
    mock.errors.clear()


def test_gateway_500(mock, monkeypatch):
    """The gateway keeps its shape."""
    failing(mock, monkeypatch)
    slug = mock.specification.operations["me.get"].slug
    reply = asked(mock, f"POST {EXECUTE}{slug}", {"arguments": {}}, PROJECT)
    assert (500, 500) == (reply.status, reply.json()["error"]["status"])
    mock.errors.clear()


@pytest.mark.parametrize(
    ("line", "sent", "headers", "status"),
    [
        (f"POST {EXECUTE}CAL_CANCEL_BOOKING_VIA_UID", {"arguments": {}}, PROJECT, 400),
        (f"POST {EXECUTE}CAL_CANCEL_BOOKING_VIA_UID", {}, {}, 401),
        (f"POST {EXECUTE}CAL_CANCEL_BOOKING_VIA_UID", {}, {"x-api-key": "ak_unknown_example"}, 401),
        (f"POST {EXECUTE}CAL_NOTHING_EXAMPLE", {}, PROJECT, 404),
        (f"GET {EXECUTE}CAL_CANCEL_BOOKING_VIA_UID", None, PROJECT, 405),
        ("POST /api/v2/actions/CAL_CANCEL_BOOKING_VIA_UID/execute", {}, PROJECT, 410),
        ("POST /api/v1/actions/CAL_CANCEL_BOOKING_VIA_UID/execute", {}, PROJECT, 410),
    ],
)
def test_gateway_errors(mock, line, sent, headers, status):
    """One object with message, number, slug, status and request id, which is in the header as well."""
    reply = asked(mock, line, sent, headers)
    error = reply.json()["error"]
    assert (status, status) == (reply.status, error["status"])
    assert isinstance(error["code"], int)
    assert error["request_id"] == reply.headers["x-request-id"]
    assert error["slug"]
    if status == 400:
        assert error["errors"] == ['"bookingUid" is a required property']


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (None, "No body was sent"),
        ({}, "arguments is missing"),
        ({"arguments": {}, "version": "newest"}, "version"),
        ({"arguments": {}, "allow_tracing": "yes"}, "allow_tracing"),
        ({"arguments": {}, "custom_connection_data": {"authScheme": "example"}}, "custom_connection_data"),
    ],
)
def test_what_the_gateway_needs_besides_arguments(mock, sent, told):
    """It is checked against the specification too, for an action that takes no arguments as well."""
    reply = asked(mock, f"POST {EXECUTE}{mock.specification.operations['me.get'].slug}", sent, PROJECT)
    assert reply.status == 400
    assert told in reply.json()["error"]["message"]


@pytest.mark.parametrize(
    ("line", "headers", "allowed"),
    [
        (f"GET {EXECUTE}CAL_CANCEL_BOOKING_VIA_UID", PROJECT, "POST"),
        ("PATCH /api/v1/calcom/integration", TOKEN, "POST"),
        ("DELETE /api/v1/calcom/integration/any", TOKEN, "GET, PUT"),
    ],
)
def test_a_405_names_the_methods_there_are(mock, line, headers, allowed):
    """In the header `Allow`."""
    assert allowed == asked(mock, line, {}, headers).headers["allow"]


def test_numbers_that_no_float_holds_exactly(mock):
    """They are JSON: where anything may stand they are taken."""
    body = {"arguments": {}, "custom_auth_params": {"parameters": [], "example": 7.2e16}}
    assert asked(mock, f"POST {EXECUTE}{mock.specification.operations['me.get'].slug}", body, PROJECT).status == 200


@pytest.mark.parametrize("status", [403, 422, 501, 502, 503])
def test_gateway_errors_that_only_a_fault_brings(mock, status):
    """The mock has no account without permission; a fault has the shape all the same."""
    reply = asked(mock, f"POST {EXECUTE}CAL_FETCH_ALL_BOOKINGS", {}, PROJECT, **{"x-mock-fault": f"status={status}"})
    assert (status, status) == (reply.status, reply.json()["error"]["status"])


def test_gateway_429(mock):
    """Another body than all other errors, with Retry-After."""
    line = f"POST {EXECUTE}CAL_FETCH_ALL_BOOKINGS"
    sent: dict[str, Any] = {"arguments": {}}
    assert ["2", "1", "0"] == [asked(mock, line, sent, PROJECT).headers["x-ratelimit-remaining"] for _ in range(3)]
    reply = asked(mock, line, sent, PROJECT)
    message = "Rate limit exceeded. Limit: 3 requests per 1 minutes"
    assert (429, {"message": message}) == (reply.status, reply.json())
    names = ("retry-after", "x-ratelimit", "x-ratelimit-remaining", "x-ratelimit-window-size")
    assert ("60", "3", "0", "60s") == tuple(reply.headers[name] for name in names)


def test_a_failed_action_is_a_200(mock):
    """`successful` is false and `error` tells why; the data is empty."""
    line = f"POST {EXECUTE}CAL_CANCEL_BOOKING_VIA_UID"
    reply = asked(mock, line, {"arguments": {"bookingUid": "bkNothingExample"}}, PROJECT)
    body = reply.json()
    assert (200, False, {}) == (reply.status, body["successful"], body["data"])
    assert body["error"].startswith("404 NotFoundException: ")
    assert body["log_id"].startswith("log_")


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("GET /v2/schedules/default", "2024-04-15"),
        ("GET /v2/schedules/default", None),
        ("GET /v2/schedules/default", "unknown"),
        ("GET /v2/schedules", "2024-09-04"),
        ("GET /v2/bookings", "2024-09-04"),
        ("GET /v2/slots/available", "2024-09-04"),
    ],
)
def test_a_version_that_the_route_does_not_serve(mock, line, version):
    """404 as for a route that is not there; none and an unknown one mean the oldest."""
    reply = asked(mock, line, **({"cal-api-version": version} if version else {}))
    path = line.partition(" ")[2]
    assert (404, f"Cannot GET {path}") == (reply.status, reply.json()["error"]["message"])


@pytest.mark.parametrize(
    ("line", "sent", "headers", "status", "phrase"),
    [
        ("POST /api/v1/calcom/integration", {"title": 5}, TOKEN, 400, "Bad Request"),
        ("POST /api/v1/calcom/integration", {}, {}, 401, "Unauthorized"),
        ("POST /api/v1/calcom/integration", {}, {"authorization": "Bearer unknown-example"}, 401, "Unauthorized"),
        ("GET /api/v1/calcom/integration/nothing", None, TOKEN, 404, "Not Found"),
        ("GET /api/v1/nothing", None, TOKEN, 404, "Not Found"),
        ("PATCH /api/v1/calcom/integration", {}, TOKEN, 405, "Method Not Allowed"),
    ],
)
def test_toolzz_errors(mock, line, sent, headers, status, phrase):
    """Status, message and phrase; several problems are a list that names each."""
    reply = asked(mock, line, sent, headers)
    body = reply.json()
    assert (status, status, phrase) == (reply.status, body["statusCode"], body["error"])
    if status == 400:
        assert 'title: 5 is not of type "string"' in body["message"]


@pytest.mark.parametrize("status", [403, 409, 422])
def test_toolzz_errors_that_only_a_fault_brings(mock, status):
    """The same shape."""
    headers = {**TOKEN, "x-mock-fault": f"status={status}"}
    reply = asked(mock, "GET /api/v1/calcom/integration/x", headers=headers)
    assert (status, status) == (reply.status, reply.json()["statusCode"])


def test_toolzz_429(mock):
    """With Retry-After."""
    replies = [asked(mock, "GET /api/v1/calcom/integration/x", headers=TOKEN) for _ in range(4)]
    assert [404, 404, 404, 429] == [each.status for each in replies]
    assert "60" == replies[-1].headers["retry-after"]
    assert NOW == mock.clock.now()
