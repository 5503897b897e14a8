"""Hooks are told of every call, and change nothing about one that was sent."""

import asyncio
import logging

import httpx
import pytest
import trio
from toolzz_cal import AsyncClient, Client, errors
from toolzz_cal.hooks import CallEvent

from tests.support.client import AT_ONCE, CAL_KEY, KEY, Reply, Upstream, async_client, done
from tests.support.tables import every

NAMES = ("on_request", "on_response", "on_outcome")


class Told:
    """Hooks that note what they are told, plain or to be awaited."""

    def __init__(self, awaited=False):
        self.told = []
        self.options = {name: self._hook(name, awaited) for name in NAMES}

    def _hook(self, name, awaited):
        def plain(event):
            self.told.append((name, event))

        async def coroutine(event):
            await asyncio.sleep(0)
            self.told.append((name, event))

        return coroutine if awaited else plain

    def of(self, name):
        """What one of them was told."""
        return [event for each, event in self.told if each == name]

    @property
    def outcome(self):
        """The one outcome."""
        (event,) = self.of("on_outcome")
        return event


@pytest.fixture(params=["plain", "awaited"])
def told(request, kind):
    """Hooks of either sort, as far as the client takes them."""
    if kind == "sync" and request.param == "awaited":
        pytest.skip("a sync client awaits nothing")
    return Told(request.param == "awaited")


def test_a_call_is_told_from_its_first_attempt_to_its_outcome(told, api):
    """Each attempt and each answer, in order, as one call."""
    there = Upstream(Reply(503, {"message": "later"}), done({"uid": "bk"}, log_id="log-1"))
    api(there, **told.options).get()
    assert [name for name, _ in told.told] == [*NAMES[:2], *NAMES[:2], NAMES[2]]
    assert {type(event) for _, event in told.told} == {CallEvent}
    assert len({event.call for _, event in told.told}) == 1
    assert [event.attempt for _, event in told.told] == [1, 1, 2, 2, 2]
    assert [event.status_code for _, event in told.told] == [None, 503, None, 200, 200]
    outcome = told.outcome
    assert outcome.duration >= sum(each.duration for each in told.of("on_response")) > 0
    assert outcome._replace(call=0, duration=0) == CallEvent(
        call=0,
        operation="bookings.get",
        slug="CAL_RETRIEVE_BOOKING_DETAILS_BY_UID",
        effect="read",
        upstream="gateway",
        route="gateway",
        server="https://backend.composio.dev",
        method="POST",
        attempt=2,
        status_code=200,
        outcome="succeeded",
        log_id="log-1",
    )


def test_each_call_has_a_number_of_its_own(told, api):
    """By which what is told of calls at once can be told apart."""
    made = api(Upstream(done({"uid": "bk"})), **told.options)
    made.get()
    made.cancel()
    numbers = [event.call for _, event in told.told]
    assert numbers[:3] == [numbers[0]] * 3 != numbers[3:] == [numbers[3]] * 3


@pytest.mark.parametrize(
    ("answer", "write", "expected"),
    [
        (Reply(404, {"message": "none"}), True, ("failed", "NotFound", 404, None)),
        (Reply(500, {"message": "broken"}), True, ("unknown", "OutcomeUnknown", 500, None)),
        (httpx.ReadError("gone"), True, ("unknown", "OutcomeUnknown", None, None)),
        (httpx.ConnectError("no way"), True, ("failed", "ConnectionFailed", None, None)),
        (Reply(200, {"successful": False, "error": "404 Not Found"}), True, ("failed", "ActionFailed", 200, 404)),
        (Reply(200, {"successful": False, "error": "502 Bad Gateway"}), True, ("unknown", "OutcomeUnknown", 200, 502)),
        (Reply(200, b"<html>"), False, ("failed", "DecodeError", 200, None)),
    ],
    ids=["404", "500", "lost", "unsent", "failed", "failed behind", "no JSON"],
)
def test_every_failure_is_an_outcome(answer, write, expected, told, api):
    """The gateway's, with a status of success, too."""
    made = api(Upstream(answer), **told.options, retries=0)
    with pytest.raises(errors.ToolzzCalError):
        made.cancel() if write else made.get()
    event = told.outcome
    assert (event.outcome, event.error, event.status_code, event.upstream_status) == expected


def test_all_upstreams_are_told(told, api):
    """By name, with the route of actions."""
    there = Upstream(Reply(200, {"status": "success", "data": {"uid": "bk"}}, {"x-request-id": "req-1"}))
    made = api(there, **told.options, route="direct", cal_api_key=CAL_KEY)
    made.get()
    made.call("functions.get", function_id="f")
    made.call("request", "GET", "/v2/me")
    found = [(each.operation, each.upstream, each.route, each.server) for each in told.of("on_outcome")]
    assert found == [
        ("bookings.get", "cal", "direct", "https://api.cal.com"),
        ("functions.get", "toolzz", None, "https://chat.api.toolzz.com.br"),
        ("request", "cal", "direct", "https://api.cal.com"),
    ]
    assert {each.log_id for each in told.of("on_response")} == {"req-1"}


def test_no_argument_and_no_secret_is_told(told, api):
    """What an upstream quotes in its identifiers is masked; addresses, headers, bodies and messages are not there."""
    there = Upstream(Reply(400, {"message": "wrong: Ana", "error": {"request_id": KEY}}, {"x-request-id": KEY}))
    with pytest.raises(errors.BadRequest):
        api(there, **told.options).call("bookings.get", booking_uid="uid-of-ana", extra_headers={"x-a": "of-ana"})
    text = repr(told.told).lower()
    assert "ana" not in text
    assert KEY not in text


# Hooks that raise


def test_what_on_request_raises_keeps_a_write_from_being_sent(api):
    """Its error is the cause of ours, masked; the outcome is told."""
    there, outcomes = Upstream(done()), []

    def refuse(event):
        raise ValueError(f"not today, {KEY}")

    made = api(there, on_request=refuse, on_outcome=outcomes.append)
    with pytest.raises(errors.HookFailed, match="on_request raised ValueError: not today") as caught:
        made.cancel()
    assert there.count == 0
    assert isinstance(caught.value.__cause__, ValueError)
    assert KEY not in f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"
    assert caught.value.operation == "bookings.cancel"
    assert [(each.outcome, each.error) for each in outcomes] == [("failed", "HookFailed")]


@every("raised", [ValueError("no"), errors.TransportError("no"), errors.RateLimited("no")], ids=repr)
def test_it_is_not_taken_for_a_failure_of_the_call(raised, api):
    """Whatever it is: nothing is repeated, and nothing is unknown."""
    there, asked = Upstream(done()), []

    def refuse(event):
        asked.append(event.attempt)
        raise raised

    for write in (True, False):
        made = api(there, on_request=refuse)
        with pytest.raises(errors.HookFailed):
            made.cancel() if write else made.get()
    assert (there.count, asked) == (0, [1, 1])


@pytest.mark.parametrize("name", ["on_response", "on_outcome"])
def test_what_the_others_raise_hides_no_outcome(name, kind, api, caplog):
    """It is logged, masked, and the call ends as it would have."""

    def broken(event):
        raise errors.TransportError(f"broken, {KEY}")

    async def awaited(event):
        broken(event)

    hook = awaited if kind == "async" else broken
    there = Upstream(done({"uid": "bk"}), Reply(404, {"message": "none"}), httpx.ReadError("gone"))
    made = api(there, **{name: hook})
    with caplog.at_level(logging.WARNING, "toolzz_cal"):
        assert made.cancel().data.uid == "bk"
        with pytest.raises(errors.NotFound):
            made.cancel()
        with pytest.raises(errors.OutcomeUnknown):
            made.cancel()
    assert there.count == 3
    assert f"{name} raised TransportError: broken, " in caplog.text
    assert KEY not in caplog.text


# Cancellations


def test_a_cancelled_call_is_told():
    """Of asyncio and of trio, also by hooks that have to be awaited."""

    async def cancelled(sleep_forever, sleep, fail_after):
        class Never(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request):
                await sleep_forever()

        outcomes = []

        async def hook(event):
            await sleep(0)
            outcomes.append(event.outcome)

        http = httpx.AsyncClient(transport=Never())
        client = AsyncClient(composio_api_key=KEY, http_client=http, on_outcome=hook)
        with pytest.raises((TimeoutError, trio.TooSlowError)):
            async with fail_after():
                await client.bookings.cancel(booking_uid="bk")
        return outcomes

    class Soon:
        async def __aenter__(self):
            self.scope = trio.fail_after(0.01)
            self.scope.__enter__()

        async def __aexit__(self, *problem):
            return self.scope.__exit__(*problem)

    async def forever():
        await asyncio.get_running_loop().create_future()

    assert asyncio.run(cancelled(forever, asyncio.sleep, lambda: asyncio.timeout(0.01))) == ["cancelled"]
    assert trio.run(cancelled, trio.sleep_forever, trio.sleep, Soon) == ["cancelled"]


def test_a_ctrl_c_is_told_and_goes_on(api):
    """Of a sync call."""
    told = Told()

    def interrupted(request):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api(interrupted, **told.options).cancel()
    assert (told.outcome.outcome, told.outcome.error) == ("cancelled", "KeyboardInterrupt")


# Setting up


def test_what_is_no_hook_is_refused():
    """And so is a coroutine function where nothing is awaited."""

    async def awaited(event):
        """Never called."""

    class Awaited:
        async def __call__(self, event):
            """Never called."""

    for name in NAMES:
        with pytest.raises(errors.ConfigurationError, match=f"{name} must be a function"):
            AsyncClient(**{name: "print"})
        for hook in (awaited, Awaited()):
            with pytest.raises(errors.ConfigurationError, match=f"{name} is a coroutine function"):
                Client(**{name: hook})
            AsyncClient(**{name: hook})


def test_copies_have_them_too(told, api):
    """And may have others."""
    made = api(Upstream(done({"uid": "bk"})), **told.options)
    made.client = made.client.with_options(timeout=5)
    made.get()
    assert told.outcome.outcome == "succeeded"
    other = Told()
    made.client = made.client.with_options(on_outcome=other.options["on_outcome"])
    made.get()
    assert other.outcome.outcome == "succeeded"
    assert len(told.of("on_outcome")) == 1


def test_several_tasks_at_once_are_told_apart():
    """Each by its number."""
    told = Told(awaited=True)
    there = Upstream(done({"uid": "bk"}))
    client = async_client(there, **told.options, retries=AT_ONCE)

    async def main():
        await asyncio.gather(*(client.bookings.get(booking_uid="bk") for _ in range(5)))

    asyncio.run(main())
    assert sorted([event.call for event in told.of("on_request")] * 3) == sorted(event.call for _, event in told.told)
    assert len({event.call for _, event in told.told}) == 5
