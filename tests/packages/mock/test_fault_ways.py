"""Every kind of fault, asked for by header, by option and from the fixture, in process and on a port."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from toolzz_cal_mock.__main__ import _parser
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.faults import KINDS, Faults
from toolzz_cal_mock.serving import served
from toolzz_cal_mock.transport import MockTransport

from tests.support.mock import arguments_for, still_mock

SENT = {"name": "Evenings", "timeZone": "UTC", "isDefault": False}
HEADERS = {"authorization": "Bearer cal_example", "cal-api-version": "2024-06-11"}
# Per kind how it is asked for, and what a client that makes a schedule meets. The clock of the mock in process stands
# still, so that a delay over the client's timeout costs no time.
TEXTS = {
    "latency": "latency=2",
    "status": "status=503; retry-after=7",
    "retry_after": "retry-after=2",
    **{kind: kind for kind in KINDS if kind not in ("latency", "status", "retry_after")},
}
# Whether the request was handled, whatever the client hears of it.
HANDLED = {kind: kind not in ("status", "retry_after", "drop_before") for kind in KINDS}
Ask = Callable[[dict[str, str]], httpx.Response]


def meet(kind: str, ask: Ask, headers: dict[str, str]) -> None:
    """Asks, and looks whether this is what the kind promises."""
    if kind in ("drop_before", "drop_after", "truncate"):
        with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
            ask(headers)
        return
    if kind == "latency":
        with pytest.raises(httpx.ReadTimeout):
            ask(headers)
        return
    reply = ask(headers)
    match kind:
        case "status":
            assert (503, "7") == (reply.status_code, reply.headers["retry-after"])
            assert 503 == reply.json()["error"]["details"]["statusCode"]
        case "retry_after":
            assert (429, "2") == (reply.status_code, reply.headers["retry-after"])
        case "malformed":
            assert 201 == reply.status_code
            with pytest.raises(json.JSONDecodeError):
                reply.json()
        case "html":
            assert (502, "text/html") == (reply.status_code, reply.headers["content-type"])
        case "unknown_enum":
            assert ["unknown-example"] * 5 == reply.json()["data"]["availability"][0]["days"]
        case "extra_fields":
            assert {"added": "example", "numbers": [1, 2]} == reply.json()["data"]["xMockExtra"]
        case "sunset":
            assert 201 == reply.status_code
            assert reply.headers["sunset"].endswith("00:00:00 GMT")


def made(mock: Mock) -> int:
    """How many schedules were made."""
    return sum(row["name"] == "Evenings" for row in mock.world.table("schedules").values())


def ways(kind: str) -> Iterator[tuple[str, Mock, dict[str, str]]]:
    """A mock per way of asking, and the headers of the request."""
    yield "header", still_mock(), {"x-mock-fault": TEXTS[kind]}
    option = _parser().parse_args(["mock", "--fault", TEXTS[kind]]).fault
    yield "option", still_mock(faults=Faults(0, option)), {}
    mock = still_mock()
    mock.faults.add(TEXTS[kind]) if "=" in TEXTS[kind] else mock.faults.add(kind, operation="schedules.create", times=1)
    yield "fixture", mock, {}


@pytest.mark.parametrize("kind", KINDS)
def test_in_process(kind):
    """All three ways give the same, and the request was handled or not as the kind says."""
    for way, mock, headers in ways(kind):
        with httpx.Client(transport=MockTransport(mock), base_url="http://mock.example", timeout=0.1) as client:

            def ask(more: dict[str, str], client: httpx.Client = client) -> httpx.Response:
                return client.post("/v2/schedules", json=SENT, headers=HEADERS | more)

            meet(kind, ask, headers)
            assert (way, HANDLED[kind]) == (way, made(mock) == 1)


@pytest.fixture(scope="module")
def on_port():
    """A mock and a client of it over a real connection."""
    mock = still_mock()
    with served(mock) as url, httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        yield mock, client


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_port(on_port, kind):
    """The same over a socket; afterwards the next request is answered as ever."""
    mock, client = on_port
    mock.reset()

    def ask(more: dict[str, str]) -> httpx.Response:
        given = httpx.Timeout(30, read=0.1) if kind == "latency" else 30
        return client.post("/v2/schedules", json=SENT, headers=HEADERS | more, timeout=given)

    meet(kind, ask, {"x-mock-fault": TEXTS[kind]})
    assert HANDLED[kind] is (made(mock) == 1)
    assert 200 == client.get("/v2/schedules", headers=HEADERS).status_code


@pytest.mark.parametrize("kind", ["unknown_enum", "extra_fields"])
def test_the_client_decodes_replies_that_are_not_as_described(kind):
    """All actions: nothing fails, nothing of the reply is lost."""
    mock = still_mock()
    inside = mock
    changed = 0
    for operation in mock.specification.operations.values():
        if operation.slug:
            mock.reset()
            arguments: dict[str, Any] = arguments_for(mock, operation)
            mock.faults.add(kind)
            result = inside.client.actions.execute(operation.slug, arguments)
            assert result.successful
            sent = mock.calls.last().reply.json()
            assert result.raw == sent
            marks = json.dumps(result.data, default=lambda each: each.to_dict())
            sign = {"unknown_enum": "unknown-example", "extra_fields": "xMockExtra"}[kind]
            assert marks.count(sign) == json.dumps(sent).count(sign)
            changed += sign in marks
    assert changed > 30


def test_a_flaky_share_is_the_same_for_the_same_seed():
    """From the command line as from the fixture."""

    def struck(seed: int) -> list[int]:
        option = _parser().parse_args(["mock", "--fault", "status=503; probability=0.3"]).fault
        mock = still_mock(faults=Faults(seed, option))
        with httpx.Client(transport=MockTransport(mock), base_url="http://mock.example") as client:
            return [client.get("/v2/me", headers=HEADERS).status_code for _ in range(60)]

    assert struck(1) == struck(1) != struck(2)
    assert 8 <= struck(1).count(503) <= 28
