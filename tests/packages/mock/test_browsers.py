"""Calls from a web page: which of them a browser lets through."""

import json

import pytest
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Request

KEY = {"authorization": "Bearer cal_example"}
ASKED = {"origin": "https://app.example.com", "access-control-request-method": "POST"}


@pytest.fixture(scope="module")
def mock():
    return Mock(strict_auth=True)


@pytest.mark.parametrize("path", ["/v2/bookings", "/api/v2/me", "/v2/nowhere"])
def test_any_page_may_call(mock, path):
    """A browser that asks first is told so, with the headers that calls to Cal.com need."""
    reply = mock.handle(Request("OPTIONS", path, (), ASKED))
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert set(reply.headers["access-control-allow-methods"].split(",")) >= {"GET", "POST", "PATCH", "PUT", "DELETE"}
    allowed = reply.headers["access-control-allow-headers"].lower().split(",")
    assert {"authorization", "content-type", "cal-api-version", "x-cal-client-id", "x-cal-secret-key"} <= set(allowed)
    assert reply.headers["access-control-max-age"] == "86400"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v2/me", KEY, 200),
        ("/v2/me", {}, 401),
        ("/v2/nowhere", KEY, 404),
        ("/v2/me", KEY | {"x-mock-fault": "status=503"}, 503),
    ],
)
def test_any_page_may_read_what_is_answered(mock, path, headers, status):
    """Success, refusal and fault alike."""
    reply = mock.handle(Request("GET", path, (), headers))
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (status, "*")


@pytest.mark.parametrize(
    "path", ["/api/v3.1/tools/execute/CAL_RETRIEVE_MY_INFORMATION", "/api/v1/calcom/integration", "/"]
)
def test_other_upstreams_are_closed_to_pages(mock, path):
    """Neither asked before nor in what they answer."""
    for method in ("OPTIONS", "POST", "GET"):
        reply = mock.handle(Request(method, path, (), ASKED, b"{}"))
        assert not [name for name in reply.headers if name.startswith("access-control")]
        assert reply.status != 204


def test_asking_first_counts_for_no_limit():
    """What a browser asks by itself is none of the caller's calls."""
    mock = Mock(rate_limit=1)
    for _ in range(3):
        assert mock.handle(Request("OPTIONS", "/v2/me", (), ASKED | KEY)).status == 204
    assert mock.handle(Request("GET", "/v2/me", (), KEY)).status == 200
    refused = mock.handle(Request("GET", "/v2/me", (), KEY))
    assert refused.status == 429
    assert refused.headers["access-control-allow-origin"] == "*"
    assert isinstance(json.loads(refused.body)["error"]["details"], str)
