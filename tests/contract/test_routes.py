"""Route independence: whichever way an action goes, the same call has the same result and the same effect."""

import asyncio
import inspect
import json
import re
from datetime import UTC, datetime

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, errors
from toolzz_cal_mock.seed import BOOKING, CLIENT, EVENT_TYPE, KEY
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.transport import AsyncMockTransport, MockTransport

from tests.support.client import VARIABLES, Api, iterator, pageable, plain
from tests.support.mock import arguments_for, still_mock
from workshop.site import journey

OPERATIONS = specification().operations
ACTIONS = sorted(name for name, each in OPERATIONS.items() if each.slug)
ROUTES = {
    "gateway": {"composio_api_key": "ak_example", "user_id": "user-example"},
    "direct": {"cal_api_key": KEY, "cal_client_id": CLIENT, "cal_client_secret": "example-client-secret"},
}
# What the gateway still answers and Cal.com does not: the error, and why.
REFUSED = {
    "stripe.check_team": (errors.NotFound, "Cal.com has removed this request"),
    "teams.event_types.create_phone_call": (errors.BadRequest, "Cal.com's servers are known to refuse this request"),
}
LATER = {"google_calendar.save_credentials"}
ALWAYS_REFUSED = {"teams.event_types.create_phone_call"}
UNKNOWN = {
    name: sorted(each.in_path - {"clientId"}) for name, each in OPERATIONS.items() if each.slug and name not in REFUSED
}
STATUSES = {
    400: errors.BadRequest,
    401: errors.AuthenticationFailed,
    403: errors.PermissionDenied,
    404: errors.NotFound,
    409: errors.Conflict,
}
ATTENDEE = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"}
FREE = datetime(2027, 3, 9, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="module")
def shared():
    """One mock for the module; each use resets it."""
    return still_mock()


@pytest.fixture(params=["sync", "async"])
def on(request, shared):
    """Makes a client for a route, in front of the mock in its first state. The mock must not fall over."""

    def made(route, **options):
        shared.reset()
        http = (
            httpx.Client(transport=MockTransport(shared))
            if request.param == "sync"
            else httpx.AsyncClient(transport=AsyncMockTransport(shared))
        )
        return Waiting(request.param, http, **ROUTES[route], **options)

    yield made
    assert [] == shared.errors


class Waiting(Api):
    """A client of either kind, whose calls are always waited for."""

    def __init__(self, kind, http, **options):
        made = {"sync": Client, "async": AsyncClient}[kind]
        self.client = made(http_client=http, base_url="https://mock.example.com", retries=0, **options)

    def given(self, name, arguments):
        """A method's result, with the arguments it has no name for among its extra ones."""
        method = self.method(name)
        names = {plain(key): key for key in inspect.signature(method).parameters}
        known = {names[plain(key)]: value for key, value in arguments.items() if plain(key) in names}
        extra = {key: value for key, value in arguments.items() if plain(key) not in names}
        return self.call(name, **known, **({"extra_arguments": extra} if extra else {}))


def rows(mock):
    """Everything the mock holds."""
    return json.dumps(mock.world.tables, default=str, sort_keys=True)


def outcome(call):
    """What a call ends with: its data, or the status and words of its failure, on either route."""
    try:
        result = call()
    except errors.ActionFailed as problem:
        status, text = re.fullmatch(r"(\d{3}) \w+: (.*)", problem.error, re.DOTALL).groups()
        return int(status), text
    except tuple(STATUSES.values()) as problem:
        # Over the reasons of single fields Cal.com writes the same for all; the gateway has the reasons alone.
        return problem.status_code, problem.message.removeprefix("Bad Request Exception. ")
    return result.data, result.reply


# Every action


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in ALWAYS_REFUSED])
def test_both_routes_give_equal_results(name, on, shared):
    """From the same state, both routes give data of one type and equal content, and the same rows.

    The reply is equal too, unless Cal.com's newer request has a form of its own; of a callback, which one by one lead
    from page to page, the newer request is a later one.
    """
    found = {}
    has_own_form = any(each.answer for each in OPERATIONS[name].requests)
    for route in ROUTES:
        client = on(route, strict=True)
        result = client.given(name, arguments_for(shared, OPERATIONS[name]))
        reply = None if has_own_form else result.reply
        content = None if name in LATER else (result.data, reply, rows(shared))
        found[route] = (type(result.data), content, result.successful, result.error)
        assert result.log_id
        (exchange,) = shared.calls
        assert exchange.request.path.startswith({"gateway": "/api/v3.1/tools/execute/", "direct": "/v2/"}[route])
    assert found["gateway"] == found["direct"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cal_com_refuses_works_on_the_gateway_only(name, on, shared):
    """An action whose request is removed or broken succeeds on one route, and says so on the other."""
    kind, why = REFUSED[name]
    arguments = arguments_for(shared, OPERATIONS[name])
    if name not in ALWAYS_REFUSED:
        del arguments["orgId"]  # with which newer servers have another request
    assert on("gateway").given(name, arguments).successful
    with pytest.raises(kind, match=why):
        on("direct").given(name, arguments)


@pytest.mark.parametrize("each", pageable(), ids=str)
def test_both_routes_walk_the_same_pages(each, on, shared):
    """Page by page, both routes give the same items."""
    walked = {}
    for route in ROUTES:
        client = on(route)
        arguments = {**arguments_for(shared, OPERATIONS[each.name]), "take": 1, "skip": None}
        walked[route] = client.given(iterator(each.name), {k: v for k, v in arguments.items() if v is not None})
    assert walked["gateway"] == walked["direct"]
    assert walked["direct"]


# Failures


@pytest.mark.parametrize("name", [name for name, keys in UNKNOWN.items() if keys])
def test_what_does_not_exist_fails_alike(name, on, shared):
    """An id that names nothing has the same outcome: the failed action tells of the status that Cal.com has."""
    found = {}
    for route in ROUTES:
        client = on(route)
        arguments = arguments_for(shared, OPERATIONS[name])
        last = UNKNOWN[name][-1]
        arguments[last] = 999_999 if isinstance(arguments[last], int) else "unknown"
        found[route] = outcome(lambda client=client, arguments=arguments: client.given(name, arguments))
    assert found["gateway"] == found["direct"]


def booked_twice(client):
    """A second booking of the same time."""
    given = {"start": FREE, "event_type_id": EVENT_TYPE, "attendee": ATTENDEE}
    client.call("bookings.create", **given)
    return client.call("bookings.create", **given)


def cancelled_twice(client):
    """A second cancellation."""
    client.cancel()
    return client.cancel()


FAILURES = {
    "double booking": (booked_twice, 400),
    "cancelled twice": (cancelled_twice, 400),
    "no such booking": (lambda client: client.get(booking_uid="unknown"), 404),
    "in the past": (
        lambda client: client.call(
            "bookings.create", start=datetime(2020, 1, 1, tzinfo=UTC), event_type_id=EVENT_TYPE, attendee=ATTENDEE
        ),
        400,
    ),
    "a text for a number": (lambda client: client.call("event_types.get", event_type_id="unknown"), 400),
    "not a member": (lambda client: client.call("teams.get", team_id=999_999), 403),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failure_has_the_same_words(case, on):
    """The gateway's `ActionFailed` and Cal.com's status class tell the same story."""
    run, status = FAILURES[case]
    on_gateway = outcome(lambda: run(on("gateway")))
    on_direct = outcome(lambda: run(on("direct")))
    assert status == on_direct[0]
    assert on_gateway == on_direct
    with pytest.raises(errors.ActionFailed):
        run(on("gateway"))
    with pytest.raises(STATUSES[status]):
        run(on("direct"))


@pytest.mark.parametrize("route", ROUTES)
def test_wrong_value_is_a_bad_request_either_way(route, on):
    """What the gateway finds wrong itself it words itself; the class and the name are the same."""
    with pytest.raises(errors.BadRequest, match=r"(?i)sortStart"):
        on(route).call("bookings.list", sort_start="sideways")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("status=503", errors.OutcomeUnknown),
        ("drop_after", errors.OutcomeUnknown),
        ("retry-after=9", errors.RateLimited),
        ("status=401", errors.AuthenticationFailed),
    ],
)
def test_failing_upstream_is_told_alike(fault, kind, route, on, shared):
    """What befalls the request itself is the same error on both routes."""
    client = on(route)
    shared.faults.add(fault)
    with pytest.raises(errors.ToolzzCalError) as caught:
        client.cancel()
    assert kind is type(caught.value)
    assert caught.value.retry_after == (9 if kind is errors.RateLimited else None)


@pytest.mark.parametrize("route", ROUTES)
def test_arguments_that_only_cal_com_lists_work_by_both_routes(route, on, shared):
    """One booking by its uid, event types by age, and webhooks with a version, for newer events and several of them."""
    client = on(route, strict=True)
    assert len(client.call("bookings.list").data) > 1
    uid = client.call("bookings.list").data[-1].uid
    assert [each.uid for each in client.call("bookings.list", booking_uid=uid).data] == [uid]
    assert [each.uid for each in client.call("bookings.iterate", booking_uid=uid)] == [uid]
    oldest = [each.id for each in client.call("event_types.list", sort_created_at="asc").data]
    newest = [each.id for each in client.call("event_types.list", sort_created_at="desc").data]
    assert oldest == sorted(oldest) == newest[::-1]
    hook = {"active": True, "version": "2021-10-20", "time": 5, "time_unit": "MINUTE"}
    for number, triggers in enumerate(("WRONG_ASSIGNMENT_REPORT", ["BOOKING_CREATED", "WRONG_ASSIGNMENT_REPORT"])):
        url = f"https://hooks.example.com/{number}"
        made = client.call("webhooks.create", triggers=triggers, subscriber_url=url, **hook).data
        assert made.triggers == ([triggers] if number == 0 else triggers)


@pytest.mark.parametrize("route", ROUTES)
def test_limit_of_the_mock_is_heeded(route):
    """After the last call of a minute, either route says how long to wait, which Cal.com tells its own way."""
    mock = still_mock(rate_limit=1)
    http = httpx.Client(transport=MockTransport(mock))
    client = Client(http_client=http, base_url="https://mock.example.com", retries=0, **ROUTES[route])
    client.bookings.get(booking_uid=BOOKING)
    with pytest.raises(errors.RateLimited) as caught:
        client.bookings.get(booking_uid=BOOKING)
    assert caught.value.retry_after == 60


def test_many_calls_at_once_go_either_way(shared):
    """Two async clients, one for each route, work on one state at once."""
    shared.reset()

    async def both():
        http = httpx.AsyncClient(transport=AsyncMockTransport(shared))
        common = {"http_client": http, "base_url": "https://mock.example.com"}
        clients = [AsyncClient(**common, **ROUTES[route]) for route in ROUTES]
        calls = [client.bookings.get(booking_uid=BOOKING) for client in clients * 10]
        return await asyncio.gather(*calls)

    results = asyncio.run(both())
    assert {BOOKING} == {result.data.uid for result in results}
    assert all(result.reply == results[0].reply for result in results)


# The demo


def test_journey_of_the_demo_is_the_same_by_both_routes(capsys):
    """On a real port, sync and async, both routes tell the same story to the letter, but for the class of a refusal."""
    journey.main()
    told = capsys.readouterr().out
    _, *stories = re.split(r"\nA journey (?:through the gateway|straight to Cal\.com), at .*:\n", told)
    gateway, direct = (story.splitlines() for story in stories)
    refused = "User either already has booking at this time or is not available"
    assert [
        (
            f"  {'Double booking refused':44} ActionFailed · 400 BadRequestException: {refused}",
            f"  {'Double booking refused':44} BadRequest · {refused}",
        )
    ] == [pair for pair in zip(gateway, direct, strict=True) if pair[0] != pair[1]]
    assert {"Webhook received", "Cancelled", "Both cancelled"} <= {line[2:46].strip() for line in direct}
