"""Calls from a web page: which of them a browser lets through."""

import asyncio
import json

import httpx
import pytest
from toolzz_cal_mock import Mock, MockTransport, create_app
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.store import Store, Stored
from toolzz_cal_mock.tape import Replay, Tape

KEY = {"authorization": "Bearer cal_example", "x-api-key": "ak_example"}
ASKED = {"origin": "https://app.example.com", "access-control-request-method": "POST"}
CAL = ("/v2/bookings", "/api/v2/me", "/v2/nowhere")
OTHERS = ("/api/v3.1/tools/execute/CAL_RETRIEVE_MY_INFORMATION", "/api/v1/calcom/integration", "/api/nowhere")


@pytest.fixture(scope="module")
def mock():
    return Mock(strict_auth=True)


@pytest.mark.parametrize("path", [*CAL, *OTHERS])
def test_any_page_may_call(mock, path):
    """A browser that asks first is told so, with the headers that calls need; nobody else has called by that."""
    before = len(mock.calls)
    reply = mock.handle(Request("OPTIONS", path, (), ASKED))
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    assert set(reply.headers["access-control-allow-methods"].split(",")) >= {"GET", "POST", "PATCH", "PUT", "DELETE"}
    allowed = set(reply.headers["access-control-allow-headers"].lower().split(","))
    assert allowed >= {"authorization"}
    needed = {"content-type", "cal-api-version", "x-cal-client-id", "x-cal-secret-key", "x-mock-fault"}
    assert "*" in allowed or allowed >= needed
    assert ("*" in allowed) is (path in OTHERS)
    assert reply.headers["access-control-max-age"] == "86400"
    assert len(mock.calls) == before


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v2/me", KEY, 200),
        ("/v2/me", {}, 401),
        ("/v2/nowhere", KEY, 404),
        ("/v2/me", KEY | {"x-mock-fault": "status=503"}, 503),
        ("/v2/me", KEY | {"x-mock-fault": "html"}, 502),
        ("/v2/me", KEY | {"x-mock-fault": "tims=1"}, 400),
        ("/api/v1/calcom/integration/0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20", {}, 401),
        ("/api/v3.1/tools/CAL_RETRIEVE_MY_INFORMATION", KEY | {"x-mock-fault": "retry-after=2"}, 429),
    ],
)
def test_any_page_may_read_what_is_answered(mock, path, headers, status):
    """Success, refusal and fault alike."""
    reply = mock.handle(Request("GET", path, (), headers))
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (status, "*")


def test_headers_that_a_page_may_read(mock):
    """Cal.com shows none beside the usual ones; of the others all are shown."""
    shown = [mock.handle(Request("GET", path, (), KEY)).headers for path in ("/v2/me", OTHERS[1])]
    assert [each.get("access-control-expose-headers") for each in shown] == [None, "*"]


def test_the_mocks_own_page_is_closed(mock):
    """Neither asked before nor in what it answers."""
    for path in ("/", "/_mock", "/_mock/state", "/_mock/faults"):
        for method in ("OPTIONS", "POST", "GET"):
            reply = mock.handle(Request(method, path, (), ASKED, b"{}"))
            assert not [name for name in reply.headers if name.startswith("access-control")]
            assert reply.status != 204


def test_asking_first_counts_for_nothing():
    """What a browser asks by itself is none of the caller's calls: no limit counts it, and no fault strikes it."""
    mock = Mock(rate_limit=2)
    mock.faults.add("status=503; times=1; path=/v2/*")
    for _ in range(3):
        assert mock.handle(Request("OPTIONS", "/v2/me", (), ASKED | KEY)).status == 204
    seen = [mock.handle(Request("GET", "/v2/me", (), KEY)) for _ in range(4)]
    assert [each.status for each in seen] == [503, 200, 200, 429]
    assert seen[-1].headers["access-control-allow-origin"] == "*"
    assert isinstance(json.loads(seen[-1].body)["error"]["details"], str)


def test_every_way_in_is_open(tmp_path):
    """In process, by ASGI, with a state, played back, and where the body is too large to be looked at."""
    mock = Mock(max_body=100)
    store = Store(tmp_path / "state", mock.world)
    tape = Tape(tmp_path / "tape.jsonl")
    mock.calls.listener = tape.write
    seen = []
    with httpx.Client(transport=MockTransport(mock), base_url="http://localhost") as http:
        seen += [http.options("/v2/me", headers=ASKED), http.get("/v2/me", headers=KEY)]
        seen.append(http.post("/v2/bookings", headers=KEY, content=b"x" * 200))
    mock.calls.listener = None
    tape.close()
    for handler in (mock, Stored(mock, store), Replay(tmp_path / "tape.jsonl")):
        seen += asyncio.run(_by_asgi(create_app(handler)))
    assert [each.status_code for each in seen] == [204, 200, 413] * 4
    assert {each.headers["access-control-allow-origin"] for each in seen} == {"*"}
    store.close()


async def _by_asgi(app):
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        return [
            await http.options("/v2/me", headers=ASKED),
            await http.get("/v2/me", headers=KEY),
            await http.post("/v2/bookings", headers=KEY, content=b"x" * 2_000_000),
        ]
