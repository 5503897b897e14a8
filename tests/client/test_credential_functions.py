"""Credentials from functions: asked before every attempt, once more when they are refused, and never a third time."""

import asyncio
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

import httpx
import pytest
from toolzz_cal import RateLimit, RetryPolicy, errors
from toolzz_cal.tools import AsyncTools, Tools

from tests.support.asked import KEY_OF_CAL, PLACES, WAYS, Turning, awaited, booked, reads_and_writes
from tests.support.client import CAL_KEY, KEY, Api, Reply, Upstream, example, waited_for
from tests.support.tables import every

EVERY_WAY = pytest.mark.parametrize("way", WAYS)
EVERYWHERE = every("place", PLACES, ids=str)
READS_AND_WRITES = every(
    ("place", "each"), reads_and_writes(), ids=[f"{place}, {each}" for place, each in reads_and_writes()]
)
LOST = httpx.ReadError("cut")
numbers = count()


# Before every attempt


@every("way", WAYS)
@EVERYWHERE
def test_asked_before_every_attempt(place, way):
    """A read that is repeated has a fresh value each time, where the specification puts it."""
    each, function = example(place.read), Turning()
    upstream = Upstream(Reply(503, {}), Reply(503, {}), place.good(each))
    place.api(way, upstream, function).run(each)
    assert ["example-1", "example-2", "example-3"] == place.sent(upstream)
    assert function.asked == 3


@EVERY_WAY
def test_asked_for_every_call(way):
    """A client keeps no value from call to call."""
    upstream, function = Upstream(booked()), Turning()
    api = KEY_OF_CAL.api(way, upstream, function)
    api.get()
    api.get()
    assert ["example-1", "example-2"] == KEY_OF_CAL.sent(upstream)


@EVERY_WAY
def test_nothing_is_asked_before_a_call(way):
    """Making a client, copying it and showing it asks for nothing; nor does a call that is refused before sending."""
    upstream, function = Upstream(booked()), Turning()
    api = KEY_OF_CAL.api(way, upstream, function)
    assert "cal_api_key" in repr(api.client.with_options(timeout=3))
    with pytest.raises(errors.ArgumentError):
        api.get(booking_uid="..")
    assert (function.asked, upstream.count) == (0, 0)


@EVERY_WAY
def test_only_what_a_call_needs_is_asked_for(way):
    """A call asks for the credentials that it is signed with; texts stay as they are."""
    functions = {name: Turning() for name in ("toolzz_token", "cal_client_id", "cal_client_secret")}
    given = {name: awaited(each) if "awaited" in way else each for name, each in functions.items()}
    upstream = Upstream(booked(), booked(), Reply(200, example("functions.get").answer))
    api = Api(way.partition(",")[0], upstream, composio_api_key=None, cal_api_key=CAL_KEY, **given)
    api.get()
    api.call("organizations.memberships.list", org_id=5512)
    assert [0, 0, 0] == [each.asked for each in functions.values()]
    api.call("functions.get", function_id="7c1e")
    assert [1, 0, 0] == [each.asked for each in functions.values()]
    both = api.client.with_options(route="direct", toolzz_token="example-text")
    waited_for(both.oauth_clients.users.list(client_id="example-in-path"))
    assert [1, 0, 1] == [each.asked for each in functions.values()]
    assert [f"Bearer {CAL_KEY}", f"Bearer {CAL_KEY}", "Bearer example-1"] == [
        each.headers["authorization"] for each in upstream.requests[:3]
    ]


# Once more when it is refused


@every("way", WAYS)
@READS_AND_WRITES
def test_asked_once_more_when_refused(place, each, way):
    """A refused credential proves that nothing was done, so the request is sent again with another: a write too."""
    for refusal in place.refusals:
        function, events = Turning(), []
        upstream = Upstream(Reply(*refusal), place.good(each))
        place.api(way, upstream, function, retries=RetryPolicy(0, on_retry=events.append)).run(each)
        assert ["example-1", "example-2"] == place.sent(upstream)
        first, second = upstream.requests
        assert (first.method, first.url, first.content) == (second.method, second.url, second.content)
        assert (function.asked, events) == (2, [])


@every("way", WAYS)
@READS_AND_WRITES
def test_never_asked_twice(place, each, way):
    """A second refusal is the end, whatever retries there are and whatever else the function would give."""
    function = Turning()
    upstream = Upstream(place.refused())
    with pytest.raises(errors.AuthenticationFailed) as caught:
        place.api(way, upstream, function, retries=RetryPolicy(5, base=0)).run(each)
    assert ["example-1", "example-2"] == place.sent(upstream)
    assert (function.asked, caught.value.operation) == (2, each.name)


@every("way", WAYS)
@READS_AND_WRITES
def test_the_same_value_is_not_sent_again(place, each, way):
    """If the function has nothing else to give, the refusal stands."""
    function = Turning("example-only")
    upstream = Upstream(place.refused(), place.good(each))
    with pytest.raises(errors.AuthenticationFailed) as caught:
        place.api(way, upstream, function).run(each)
    assert (function.asked, upstream.count) == (2, 1)
    assert caught.value.status_code == 401


@EVERYWHERE
def test_a_text_is_not_asked_for_again(place, kind):
    """A credential that is a text is refused once, even beside one from a function."""
    other = "composio_api_key" if place.name == "toolzz_token" else "toolzz_token"
    upstream = Upstream(place.refused())
    api = Api(kind, upstream, **{**place.others, place.name: "example-text", other: Turning()})
    with pytest.raises(errors.AuthenticationFailed):
        api.run(example(place.read))
    assert upstream.count == 1


REFUSES_SOMETHING_ELSE = {
    "400": Reply(400, {"message": "no"}),
    "403": Reply(403, {"message": "no"}),
    "404": Reply(404, {"message": "no"}),
    "a good credential": Reply(401, {"statusCode": 401, "message": "You are not the host"}),
    "a good credential, inside": Reply(401, {"status": "error", "error": {"code": "TRPCError", "message": "no"}}),
    "a limit of bookings": Reply(401, {"statusCode": 401, "message": "booking_limit_reached"}),
    "behind a gateway": Reply(200, {"successful": False, "error": "401 Client Error: Unauthorized", "data": {}}),
}


@every("way", WAYS)
@every("answer", REFUSES_SOMETHING_ELSE)
def test_nothing_else_is_a_refusal_of_the_credential(answer, way):
    """Another credential would not help, so none is asked for."""
    place = PLACES[1] if answer == "behind a gateway" else KEY_OF_CAL
    function = Turning()
    upstream = Upstream(REFUSES_SOMETHING_ELSE[answer])
    with pytest.raises(errors.ToolzzCalError):
        place.api(way, upstream, function).run(example(place.write))
    assert (function.asked, upstream.count) == (1, 1)


@every("way", WAYS)
@READS_AND_WRITES
def test_what_a_repetition_ends_with_counts(place, each, way):
    """After a refusal a lost answer means what it always does: a read is repeated, a write is of unknown outcome."""
    function = Turning()
    upstream = Upstream(place.refused(), LOST, place.good(each))
    api = place.api(way, upstream, function)
    if each.effect == "read":
        api.run(each)
        assert ["example-1", "example-2", "example-3"] == place.sent(upstream)
        return
    with pytest.raises(errors.OutcomeUnknown):
        api.run(each)
    assert ["example-1", "example-2"] == place.sent(upstream)


@EVERY_WAY
def test_a_refusal_that_a_hook_raises(way):
    """An HTTP client whose hook raises for a bad status is understood the same."""
    upstream, function = Upstream(KEY_OF_CAL.refused(), booked()), Turning()
    api = KEY_OF_CAL.api(way, upstream, function)
    hook = awaited_status if way != "sync" else httpx.Response.raise_for_status
    api.client._engine.pool.sender().http.event_hooks = {"response": [hook]}
    api.get()
    assert ["example-1", "example-2"] == KEY_OF_CAL.sent(upstream)


async def awaited_status(response):
    """As `raise_for_status`."""
    response.raise_for_status()


# Beside other options


@EVERY_WAY
def test_copies_have_the_function(way):
    """`with_options` and `acting_for` keep it or take another, and leave the first client as it was."""

    @dataclass
    class Integration:
        is_active: bool = True
        check_availability_enabled: bool = True
        create_booking_enabled: bool = True
        timezone: str | None = None

    upstream, first, second = Upstream(booked()), Turning("example-first"), Turning("example-second")
    client = KEY_OF_CAL.api(way, upstream, first).client
    other = awaited(second) if "awaited" in way else second
    for copy in (
        client.with_options(timeout=3),
        client.with_options(cal_api_key=other),
        client.with_options(cal_api_key="example-text"),
        client,
        client.acting_for(Integration()).with_options(timeout=4),
    ):
        waited_for(copy.bookings.get(booking_uid="bk"))
    assert ["example-first", "example-second", "example-text", "example-first", "example-first"] == KEY_OF_CAL.sent(
        upstream
    )
    with pytest.raises(errors.NotPermitted):
        waited_for(client.acting_for(Integration()).webhooks.list())
    assert first.asked == 3


def test_a_function_decides_the_route(kind, monkeypatch):
    """As a text does: against the environment, and not without a choice beside the other route's."""
    monkeypatch.setenv("COMPOSIO_API_KEY", KEY)
    upstream = Upstream(booked())
    Api(kind, upstream, composio_api_key=None, cal_api_key=Turning()).get()
    assert ["example-1"] == KEY_OF_CAL.sent(upstream)
    with pytest.raises(errors.RouteUndecided):
        Api(kind, upstream, composio_api_key=KEY, cal_api_key=Turning())
    with pytest.raises(errors.RouteUndecided):
        Api(kind, upstream, composio_api_key=Turning(), cal_client_secret=Turning())


@EVERY_WAY
def test_a_pair_is_asked_for_together(way):
    """A platform client's id and secret are asked for both, and another of either is another credential."""
    secret = next(each for each in PLACES if each.name == "cal_client_secret")
    upstream = Upstream(secret.refused(), secret.good(example(secret.read)))
    ids = Turning("client-1", "client-2")
    given = awaited(ids) if "awaited" in way else ids
    secret.api(way, upstream, Turning("example-same"), cal_client_id=given).run(example(secret.read))
    assert ["client-1", "client-2"] == [each.headers["x-cal-client-id"] for each in upstream.requests]
    assert ["example-same"] * 2 == secret.sent(upstream)


@EVERY_WAY
def test_every_page_is_asked_for(way):
    """A walk over pages takes as long as it takes; each page has a fresh credential, refused ones another."""
    page = {"status": "success", "data": [{"id": number, "uid": f"bk{number}"} for number in range(2)]}
    last = {"status": "success", "data": []}
    upstream = Upstream(Reply(200, page), KEY_OF_CAL.refused(), Reply(200, last))
    api = KEY_OF_CAL.api(way, upstream, Turning())
    assert len(api.call("bookings.iterate", take=2)) == 2
    assert ["example-1", "example-2", "example-3"] == KEY_OF_CAL.sent(upstream)


@EVERY_WAY
def test_looking_for_what_happened_is_asked_for(way):
    """`reconcile=True` asks for its looks too."""
    rows = Reply(200, {"status": "success", "data": []})
    made = {"id": 5, "subscriberUrl": "https://x.example.com/", "triggers": ["BOOKING_CREATED"], "active": True}
    upstream = Upstream(rows, LOST, Reply(200, {"status": "success", "data": [made]}))
    result = KEY_OF_CAL.api(way, upstream, Turning(), retries=RetryPolicy(0)).call(
        "webhooks.create",
        active=True,
        subscriber_url="https://x.example.com/",
        triggers=["BOOKING_CREATED"],
        reconcile=True,
    )
    assert (result.reconciled, result.data.id) == (True, 5)
    assert ["example-1", "example-2", "example-3"] == KEY_OF_CAL.sent(upstream)


@EVERY_WAY
def test_tools_and_slugs_are_asked_for(way):
    """Whatever runs an action asks; what a tool is told of a function that raised is for its operator."""
    upstream, function = Upstream(booked()), Turning("example-1", "example-2", ValueError("no vault"))
    api = KEY_OF_CAL.api(way, upstream, function)
    tools = (Tools if way == "sync" else AsyncTools)(api.client)
    api.call("actions.execute", example("bookings.get").slug, {"bookingUid": "bk"})
    assert not tools.preview("bookings_get", {"bookingUid": "bk"}).is_error
    assert not waited_for(tools.run("bookings_get", {"bookingUid": "bk"})).is_error
    assert ["example-1", "example-2"] == KEY_OF_CAL.sent(upstream)
    told = waited_for(tools.run("bookings_get", {"bookingUid": "bk"}))
    assert told.is_error
    assert "CredentialUnavailable" in told.text
    assert "Nothing was sent" in told.text


@EVERY_WAY
def test_a_request_that_stands_in_is_asked_for(way):
    """Where an upstream has an older request for an action, that one has a fresh value too, and another if refused."""
    unknown = Reply(404, {"status": "error", "error": {"code": "NotFoundException", "message": "Cannot GET /v2/x"}})
    each = example("stripe.check_team")
    upstream = Upstream(unknown, KEY_OF_CAL.refused(), KEY_OF_CAL.good(each))
    KEY_OF_CAL.api(way, upstream, Turning()).run(each)
    assert ["example-1", "example-2", "example-3"] == KEY_OF_CAL.sent(upstream)
    first, second, third = (each.url.path for each in upstream.requests)
    assert first != second
    assert second == third


@EVERY_WAY
def test_rate_limits_count_each_value(way):
    """As upstreams do; the repetition after a refusal counts like any other request."""
    values = [f"example-limited-{next(numbers)}" for _ in range(3)]
    upstream, limit = Upstream(booked(), booked(), KEY_OF_CAL.refused()), RateLimit("2/day", max_wait=0)
    api = KEY_OF_CAL.api(way, upstream, Turning(values[0], values[0], values[0]), rate_limit=limit)
    api.get()
    api.get()
    with pytest.raises(errors.WaitTooLong):
        api.get()
    assert upstream.count == 2
    other = KEY_OF_CAL.api(way, upstream, Turning(values[1], values[2]), rate_limit=limit)
    with pytest.raises(errors.AuthenticationFailed):
        other.get()
    assert [values[0], values[0], values[1], values[2]] == KEY_OF_CAL.sent(upstream)


@EVERY_WAY
def test_a_token_that_another_process_has_renewed(way, toolzz_cal_mock):
    """Against the mock: one that ran out is refused as Cal.com does, and what is in the store by then is taken."""
    seed = toolzz_cal_mock.seed
    app = seed.platform_client(seed.organization("Platform", owner=seed.user("Leo Souza"), is_platform=True))
    ana = seed.managed_user(app, "Ana Prado")
    platform = toolzz_cal_mock.client.with_options(
        route="direct", cal_client_id=app["id"], cal_client_secret=app["secret"]
    )
    old = ana["_tokens"]
    seed.expire_access_tokens(ana)
    new = platform.oauth_clients.refresh_token(client_id=app["id"], refresh_token=old["refreshToken"]).data
    function = Turning(old["accessToken"], new.access_token)
    client = toolzz_cal_mock.client if way == "sync" else toolzz_cal_mock.async_client
    theirs = client.with_options(route="direct", cal_api_key=awaited(function) if "awaited" in way else function)
    assert waited_for(theirs.me.get()).data.id == ana["id"]
    assert [498, 200] == [each.status for each in toolzz_cal_mock.calls("me.get")]


# Many calls at once


class Rotating:
    """An upstream whose token is replaced while it is used, and the function that knows the present one."""

    def __init__(self, after: int) -> None:
        self.after, self.accepted, self.refused = after, 0, 0
        self.turned = False
        self._lock = threading.Lock()

    def __call__(self) -> str:
        return "example-new" if self.turned else "example-old"

    def answer(self, request: httpx.Request) -> Reply:
        """Takes the old token for a number of requests, and then the new one only."""
        with self._lock:
            if not self.turned and self.accepted == self.after:
                self.turned = True
            good = request.headers["authorization"] == f"Bearer {self()}"
            self.accepted += good
            self.refused += not good
        return booked() if good else KEY_OF_CAL.refused()


def test_fifty_threads_with_a_token_that_is_replaced():
    """Every call succeeds, with at most one repetition each."""
    rotating = Rotating(after=20)
    api = KEY_OF_CAL.api("sync", Upstream(rotating.answer), rotating)
    begin = threading.Barrier(50)

    def call(_):
        begin.wait()
        return api.get().data.uid

    with ThreadPoolExecutor(50) as threads:
        assert len(list(threads.map(call, range(50)))) == 50
    assert rotating.accepted == 50
    assert rotating.refused <= 30


@pytest.mark.parametrize("way", WAYS[1:])
def test_fifty_tasks_with_a_token_that_is_replaced(way):
    """The same on one event loop."""
    rotating = Rotating(after=20)
    api = KEY_OF_CAL.api(way, Upstream(rotating.answer), rotating)

    async def call():
        calls = (api.client.bookings.get(booking_uid="bk") for _ in range(50))
        return await asyncio.gather(*calls)

    assert len(asyncio.run(call())) == 50
    assert rotating.accepted == 50
    assert rotating.refused <= 30


def test_a_function_that_blocks_holds_up_no_other_thread():
    """Nothing is locked while a function is asked."""
    asked, go_on = threading.Event(), threading.Event()

    def function():
        if threading.current_thread() is not threading.main_thread():
            asked.set()
            go_on.wait()
        return "example"

    upstream = Upstream(booked())
    api = KEY_OF_CAL.api("sync", upstream, function)
    with ThreadPoolExecutor(1) as threads:
        blocked = threads.submit(api.get)
        asked.wait()
        api.get()
        assert upstream.count == 1
        go_on.set()
        blocked.result()
    assert upstream.count == 2


def test_a_function_that_is_awaited_holds_up_no_other_task():
    """Nor while one is awaited."""
    upstream, waits = Upstream(booked()), iter((True, False))

    async def test():
        go_on = asyncio.Event()

        async def function():
            if next(waits):
                await go_on.wait()
            return "example"

        client = Api("async", upstream, composio_api_key=None, cal_api_key=function).client
        blocked = asyncio.ensure_future(client.bookings.get(booking_uid="bk"))
        await asyncio.sleep(0)
        await client.bookings.get(booking_uid="bk")
        assert upstream.count == 1
        go_on.set()
        await blocked

    asyncio.run(test())
    assert upstream.count == 2


TEXTS = """
import sys
import httpx
from toolzz_cal import Client
http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json={"id": "1"})))
Client(toolzz_token="example", http_client=http).functions.get(function_id="1")
print([name for name in ("_asked", "_turns", "_calls") if f"toolzz_cal.{name}" in sys.modules])
"""


def test_texts_take_the_usual_way():
    """Without functions nothing of this is even imported."""
    ran = subprocess.run([sys.executable, "-c", TEXTS], capture_output=True, text=True, check=False)
    assert (ran.stderr, ran.stdout) == ("", "['_calls']\n")
