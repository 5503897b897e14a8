"""Every operation through its doors."""

from __future__ import annotations

import json

import pytest
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.specification import specification

from tests.support.mock import arguments_for, by_cal, by_gateway, by_toolzz, payload, still_mock

OPERATIONS = specification().operations
ACTIONS = sorted(name for name, each in OPERATIONS.items() if each.slug)
# These have no Cal.com request that works: composed, removed upstream, or broken upstream.
GATEWAY_ONLY = {name for name in ACTIONS if OPERATIONS[name].request.state in ("composed", "removed", "broken")}


@pytest.fixture(scope="module")
def shared():
    """One mock for the module; each test resets it."""
    return still_mock()


@pytest.fixture
def mock(shared):
    """A mock in its first state, which must not have fallen over at the end."""
    shared.reset()
    yield shared
    assert [] == shared.errors


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_succeeds_through_the_gateway(mock, name):
    """An action answers 200, successful, and valid against the specification."""
    operation = OPERATIONS[name]
    reply = mock.handle(by_gateway(operation, arguments_for(mock, operation)))
    body = reply.json()
    assert (200, True, None) == (reply.status, body["successful"], body["error"])
    assert [] == mock.specification.answer_errors(operation, body)


@pytest.mark.parametrize("name", sorted(name for name, each in OPERATIONS.items() if not each.slug))
def test_every_toolzz_operation_succeeds(mock, name):
    """A ToolzzAI operation answers 200, valid against the specification."""
    operation = OPERATIONS[name]
    reply = mock.handle(by_toolzz(operation))
    assert 200 == reply.status
    assert [] == mock.specification.answer_errors(operation, reply.json())


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in GATEWAY_ONLY])
def test_both_routes_give_the_same(mock, name):
    """From the same state, the Cal.com request answers what the gateway passes on, and leaves the same rows."""
    operation = OPERATIONS[name]
    first = mock.handle(by_gateway(operation, arguments_for(mock, operation)))
    tables = json.dumps(mock.world.tables, default=str, sort_keys=True)
    mock.reset()
    number = 0 if operation.requests[-1].state == "removed" else -1
    second = mock.handle(by_cal(operation, arguments_for(mock, operation), number))
    if operation.requests[-1].state == "redirect":
        assert (301, payload(first)["url"]) == (second.status, second.headers["location"])
    else:
        assert second.status in (200, 201), second.body
        assert payload(first) == payload(second)
    assert tables == json.dumps(mock.world.tables, default=str, sort_keys=True)


@pytest.mark.parametrize("name", ACTIONS)
def test_a_call_without_a_key_is_refused(mock, name):
    """Without x-api-key the gateway answers 401 in its own shape."""
    operation = OPERATIONS[name]
    reply = mock.handle(Request("POST", operation.path, (), {}, b"{}"))
    assert 401 == reply.status
    assert 401 == reply.json()["error"]["status"]


@pytest.mark.parametrize("name", [name for name in ACTIONS if OPERATIONS[name].arguments.get("required")])
def test_a_missing_argument_is_named(mock, name):
    """A required argument that is missing gives 400 and its name."""
    operation = OPERATIONS[name]
    required = operation.arguments["required"][0]
    example = operation.example
    del example[required]
    reply = mock.handle(by_gateway(operation, example))
    assert 400 == reply.status
    assert required in reply.json()["error"]["message"]


def test_reset_restores_everything(mock):
    """After a reset rows, clock, ids and what was recorded are as in the beginning."""
    before = json.dumps(mock.world.tables, default=str, sort_keys=True)
    operation = OPERATIONS["bookings.create"]
    first = mock.handle(by_gateway(operation, arguments_for(mock, operation))).json()["data"]["data"]["uid"]
    assert before != json.dumps(mock.world.tables, default=str, sort_keys=True)
    mock.reset()
    assert before == json.dumps(mock.world.tables, default=str, sort_keys=True)
    assert 0 == len(mock.calls)
    again = mock.handle(by_gateway(operation, arguments_for(mock, operation))).json()["data"]["data"]["uid"]
    assert first == again


@pytest.mark.parametrize(
    "request_",
    [
        Request("GET", "/"),
        Request("GET", "/nowhere"),
        Request("POST", "/api/v1/calcom/integration", body=b"\xff\xfe"),
        Request("DELETE", "/api/v1/calcom/integration"),
        Request("GET", "/v2/bookings/../../etc"),
        Request("POST", "/v2/bookings", headers={"authorization": "Bearer cal_example"}, body=b"[1]"),
        Request("POST", "/api/v3.1/tools/execute/", headers={"x-api-key": "k"}),
        Request("POST", "/api/v3.1/tools/execute/CAL_X", headers={"x-api-key": "k"}, body=b"{" * 5000),
        Request("POST", "/api/v2/actions/X/execute", headers={"x-api-key": "k"}),
        Request("TRACE", "/v2/me", headers={"authorization": "Basic x"}),
    ],
    ids=lambda request: f"{request.method} {request.path}"[:40],
)
def test_odd_requests_are_answered_in_kind(mock, request_):
    """Whatever comes in, nothing falls over: the answer is a page, a redirect or an error below 500."""
    assert mock.handle(request_).status < 500
