"""Strict authentication: keys that are known, and tenants of one mock who never meet."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from toolzz_cal_mock.messages import Request
from toolzz_cal_mock.seed import CLIENT, KEY, TEAM
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.world.oauth_clients import new_oauth_client
from toolzz_cal_mock.world.organizations import new_organization

from tests.support.mock import arguments_for, by_cal, by_gateway, by_toolzz, still_mock
from tests.support.tables import every

OPERATIONS = specification().operations
ACTIONS = sorted(name for name, each in OPERATIONS.items() if each.slug)
TOOLZZ = sorted(name for name, each in OPERATIONS.items() if not each.slug)
RIVAL = {"x-api-key": "ak_example_rival", "authorization": "Bearer cal_example_rival"}
RIVAL_CLIENT = {"x-cal-client-id": "client_rival", "x-cal-secret-key": "example-rival-secret"}


@pytest.fixture(scope="module")
def shared():
    """A strict mock with the demo data, and a rival who has an organization and an OAuth client of their own."""
    mock = still_mock(strict_auth=True, isolated=True)
    rival = mock.seed.user("Zed Quill", key="cal_example_rival")
    organization = new_organization(mock.world, name="Rival", owner_id=rival["id"], slug="rival")
    new_oauth_client(mock.world, organization["id"], id="client_rival", secret="example-rival-secret")
    mock.seed.account(rival, user_id="user-example", api_key="ak_example_rival", token="example-token-rival")
    mock.save_as_start()
    return mock


@pytest.fixture
def mock(shared):
    """The same in its first state."""
    shared.reset()
    yield shared
    assert [] == shared.errors


def texts(value: Any) -> Iterator[str]:
    """Every text in JSON data that says something."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str) and len(value) > 4:
        yield value


def rows_of(mock: Any, *, rival: bool) -> dict[tuple[str, Any], Any]:
    """Rows that concern the rival, or all others, by table and key."""
    rivals = next(row["id"] for row in mock.world.table("users").values() if row["email"].startswith("zed-quill"))
    return {
        (name, key): copy.deepcopy(row)
        for name, rows in mock.world.tables.items()
        for key, row in rows.items()
        if rival == ("rival" in str(row).lower() or rivals in row.values())
    }


def meets_nobody(mock: Any, request: Request, sent: object) -> None:
    """Sends a request of the rival's: the others' rows stay as they are, and nothing of them is told."""
    theirs = rows_of(mock, rival=False)
    reply = mock.handle(request)
    now = rows_of(mock, rival=False)
    assert theirs == {place: now.get(place) for place in theirs}
    own = [row for place, row in now.items() if place not in theirs]
    plain = {
        "UTC",
        "Working hours",
        "Monday",
        "Rio de Janeiro",
        "Porto",
        "Europe/London",
        "America/Sao_Paulo",
        "success",
    }
    known = {*texts(list(rows_of(mock, rival=True).values())), *texts(own), *texts(sent), *plain}
    told = set(texts(reply.json())) if reply.headers.get("content-type", "").startswith("application/json") else set()
    assert set() == told & (set(texts(list(theirs.values()))) - known)


@every("name", ACTIONS)
def test_a_rival_reaches_nothing_through_the_gateway(mock, name):
    """With another project's key no argument that works for the owner reads or changes a row of theirs."""
    mock.reset()
    operation = OPERATIONS[name]
    arguments = arguments_for(mock, operation)
    meets_nobody(mock, by_gateway(operation, arguments, **RIVAL), arguments)


@every("name", ACTIONS)
def test_a_rival_reaches_nothing_through_cal(mock, name):
    """The same with another user's key and OAuth client at Cal.com's own routes."""
    mock.reset()
    operation = OPERATIONS[name]
    arguments = arguments_for(mock, operation)
    plain = by_cal(operation, arguments)
    headers = {**plain.headers, **RIVAL}
    if "x-cal-client-id" in headers:
        headers |= RIVAL_CLIENT
    meets_nobody(mock, Request(plain.method, plain.path, plain.query, headers, plain.body), arguments)


@pytest.mark.parametrize("name", TOOLZZ)
def test_a_rival_reaches_nothing_through_toolzz(mock, name):
    """The same with another token at ToolzzAI."""
    plain = by_toolzz(OPERATIONS[name])
    headers = {"authorization": "Bearer example-token-rival"}
    meets_nobody(mock, Request(plain.method, plain.path, (), headers, plain.body), OPERATIONS[name].example)


@every("name", ACTIONS)
def test_the_owner_reaches_everything(mock, name):
    """Strict authentication takes nothing away from those whose data it is."""
    mock.reset()
    operation = OPERATIONS[name]
    arguments = arguments_for(mock, operation)
    if "example-access-token" in arguments.get("state", ""):  # which strict authentication refuses
        arguments["state"] = arguments["state"].replace("example-access-token", KEY)
    body = mock.handle(by_gateway(operation, arguments)).json()
    assert (True, None) == (body["successful"], body["error"])


@pytest.mark.parametrize("name", TOOLZZ)
def test_the_owner_reaches_their_integrations(mock, name):
    """And so it is at ToolzzAI."""
    assert 200 == mock.handle(by_toolzz(OPERATIONS[name])).status


@every(
    "request_",
    [
        Request("POST", "/api/v3.1/tools/execute/CAL_RETRIEVE_MY_INFORMATION", (), {"x-api-key": "ak_unknown_example"}),
        Request("GET", "/v2/me", (), {"authorization": "Bearer cal_unknown_example"}),
        Request("GET", "/v2/event-types", (), {"cal-api-version": "2024-06-14"}),
        Request("GET", "/v2/oauth-clients/x/users", (), {"x-cal-client-id": CLIENT, "x-cal-secret-key": "wrong"}),
        Request("GET", f"/v2/oauth-clients/{CLIENT}/users", (), {"x-cal-secret-key": "wrong"}),
        Request("GET", "/api/v1/calcom/integration/x", (), {"authorization": "Bearer unknown-example"}),
    ],
    ids=["gateway", "cal", "cal without a key", "unknown client", "wrong secret", "toolzz"],
)
def test_an_unknown_key_is_refused(mock, request_):
    """401 at each door; where public pages of Cal.com need no key, a missing one is refused as well."""
    mock.reset()
    assert 401 == mock.handle(request_).status


def test_accounts_belong_to_their_project(mock):
    """An account is known to the key it was made for; without a name the only account of a project is meant."""
    operation = OPERATIONS["me.get"]

    def asked(key: str, **names: str) -> Any:
        body = {"arguments": {}, **names}
        return mock.handle(Request("POST", operation.path, (), {"x-api-key": key}, json.dumps(body).encode())).json()

    assert "leo-souza" == asked("ak_example")["data"]["data"]["username"]
    assert "zed-quill-5" == asked("ak_example_rival", user_id="user-example")["data"]["data"]["username"]
    assert 1803 == asked("ak_example", user_id="user-nobody-example")["error"]["code"]
    mock.seed.account(mock.world.table("users")[31791], connected_account_id="ca_example")
    assert 1803 == asked("ak_example")["error"]["code"]
    assert "mia-reis" == asked("ak_example", connected_account_id="ca_example")["data"]["data"]["username"]


def test_members_share_what_is_their_teams(mock):
    """A colleague may ask for the slots of the team's event type, and for the team's list of them."""
    mock.seed.account(mock.world.table("users")[31791], user_id="mia", api_key="ak_example_mia")
    for name, arguments in (
        ("slots.available", OPERATIONS["slots.available"].example | {"eventTypeId": 10483}),
        ("teams.event_types.list", {"teamId": TEAM}),
    ):
        request = by_gateway(OPERATIONS[name], arguments, **{"x-api-key": "ak_example_mia"})
        body = request.body.replace(b"user-example", b"mia")
        assert mock.handle(Request("POST", request.path, (), request.headers, body)).json()["successful"] is True
