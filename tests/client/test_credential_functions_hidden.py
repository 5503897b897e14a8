"""What a function gives for a credential is seen by nobody, and kept by nobody once its attempt is over."""

import asyncio
import functools
import gc
import weakref
from functools import partial

import httpx
import pytest
import vcr
from toolzz_cal import AsyncClient, Client, RateLimit, RetryPolicy, errors
from toolzz_cal.tools import AsyncTools, Tools
from toolzz_cal_mock.cassettes import without_secrets

from tests.support.asked import KEY_OF_CAL, PLACES, WAYS, Turning, awaited, booked
from tests.support.client import Api, Reply, Upstream, example, waited_for
from tests.support.leaks import Marks, locals_of, of_error, shown, watched
from tests.support.marked_calls import FAILURES, calls, can_fail, credentials, echoed, loopback, quoting
from tests.support.tables import every

EVERY_WAY = pytest.mark.parametrize("way", WAYS)
EVERYWHERE = every("place", PLACES, ids=str)
CALLED = ("bookings.cancel", "bookings.get", "functions.get", "webhooks.create", "organizations.memberships.list")
# All of these are tried with failures that are made known in different ways, the others with the one that sends most.
WITH_ALL = {"400", "401", "498", "failed", "lost", "broken off with its words"}
REFUSED = {
    "401": lambda call, request: Reply(401, {"status": "error", "error": {"code": "X", "message": quoting(request)}}),
    "498": lambda call, request: Reply(498, {"received": echoed(request), "message": quoting(request)}),
}
FAILING = {**FAILURES, **REFUSED}


def functions(marks, way):
    """Every credential from a function, marked, and another one each time."""

    def turning(name):
        return Turning(*(marks.secret(f"{name}, {number}", is_key=True) for number in range(1, 7)))

    names = {**credentials(marks), "cal_client_id": ""}
    return {name: awaited(turning(name)) if "awaited" in way else turning(name) for name in names}


@every("way", WAYS)
@every("failure", FAILING)
def test_whatever_an_upstream_quotes_is_masked(failure, way):
    """No error, event, log or variable of the client's functions shows what functions gave, refused values included."""
    marks, leaks = Marks(), []
    for call in calls(marks, *(CALLED if failure in WITH_ALL else CALLED[:1])):
        if not can_fail(call, failure):
            continue
        upstream, events = Upstream(partial(FAILING[failure], call)), []
        policy = RetryPolicy(1, base=0, on_retry=events.append)
        api = Api(way.partition(",")[0], upstream, **functions(marks, way), route=call.route, retries=policy)
        with watched() as seen, pytest.raises(errors.ToolzzCalError) as caught:
            api.run(call.each, extra_arguments=call.extra)
        assert marks.within("".join(f"{each.headers.raw}" for each in upstream.requests))
        places = [*of_error("it", caught.value), *locals_of("it", caught.value), *seen.texts()]
        places += [*shown("the client", api.client), *shown("its engine", api.client._engine.config)]
        for event in events:
            places += [*shown("an event", event), *of_error("the error of an event", event.error)]
        leaks += [f"{call}: {leak}" for leak in marks.leaks(places)]
    assert not leaks


@every("way", WAYS)
@EVERYWHERE
def test_wrong_values_are_not_shown(place, way):
    """Nor is a value that can't be sent, or anything else that the call has by then."""
    marks = Marks()
    for wrong in (marks.secret("a line") + "\n", marks.secret("bytes").encode(), [marks.secret("a list")]):
        with watched() as seen, pytest.raises(errors.ConfigurationError) as caught:
            place.api(way, Upstream(), lambda wrong=wrong: wrong).run(example(place.read))
        assert not marks.leaks([*of_error("it", caught.value), *locals_of("it", caught.value), *seen.texts()])


@EVERY_WAY
def test_what_a_function_raises_is_masked(way):
    """Of credentials that are texts, and of what looks like one; and it comes without the function's variables."""
    marks = Marks()
    key, refresh = marks.secret("another credential", is_key=True), marks.secret("a refresh token")
    inner = KeyError(f"token={refresh}")
    for raised in (
        ValueError(f"POST https://x.example.com/?refresh_token={refresh} with Bearer {key}"),
        httpx.ReadTimeout(key, request=httpx.Request("GET", f"https://x.example.com/{refresh}")),
        errors.AuthenticationFailed("no", body={"refreshToken": refresh}),
    ):
        raised.__cause__ = inner
        api = KEY_OF_CAL.api(way, Upstream(), Turning(raised), toolzz_token=key)
        with watched() as seen, pytest.raises(errors.CredentialUnavailable) as caught:
            api.get()
        assert not marks.leaks([*of_error("it", caught.value), *locals_of("it", caught.value), *seen.texts()])
        assert caught.value.__cause__.__traceback__ is None


class Vault:
    """A function whose repr shows what it is for."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __call__(self) -> str:
        return self.secret

    def __repr__(self) -> str:
        return f"Vault({self.secret})"

    def method(self) -> str:
        """A bound method shows its object."""
        return self.secret

    def empty(self) -> None:
        """One that gives no credential."""

    def broken(self) -> str:
        """One that raises."""
        raise ValueError("no vault")


@every("name", [place.name for place in PLACES])
def test_functions_are_not_shown(name, kind):
    """Their own repr may hold a secret: neither clients, nor errors while they are made, nor variables show it."""
    marks = Marks()
    vault = Vault(marks.secret("a vault"))
    for function in (vault, vault.method, functools.partial(str, vault.secret)):
        client = Api(kind, Upstream(), **{"composio_api_key": None, name: function}).client
        assert not marks.leaks([*shown("it", client), *shown("its options", client._engine.config.options)])
        for make in (type(client), client.with_options):
            for wrong in ({"timeout": -1}, {"cal_api_key": "example "}, {"unknown": 1}):
                with pytest.raises((errors.ToolzzCalError, TypeError)) as caught:
                    make(**{name: function, **wrong})
                assert not marks.leaks([*of_error("it", caught.value), *locals_of("it", caught.value)])


@every("way", WAYS)
@EVERYWHERE
def test_functions_that_fail_are_not_shown(place, way):
    """Nor do the variables of a call that asked in vain."""
    marks = Marks()
    vault = Vault(marks.secret("a vault"))
    for function in (vault.broken, vault.empty):
        with pytest.raises(errors.ToolzzCalError) as caught:
            place.api(way, Upstream(), function).run(example(place.read))
        assert not marks.leaks([*of_error("it", caught.value), *locals_of("it", caught.value)])


# Where an answer quotes it


def quoted(request):
    """A good answer that repeats what it was sent."""
    secret = request.headers["authorization"].removeprefix("Bearer ")  # without which nothing shows what it is
    row = {"id": 1, "uid": "bk4Zr8YqLw2TnVx6", "title": f"for {secret}"}
    return Reply(200, {"status": "success", "data": [row]}, {"x-request-id": secret})


@EVERY_WAY
def test_tools_mask_it(way):
    """What a model is shown has no credential, from one answer or from several pages."""
    marks = Marks(awkward_key='"\\+&=%;<')  # which JSON writes otherwise
    secrets = [marks.secret(f"token {number}", is_key=True) for number in range(4)]
    tools = Tools if way == "sync" else AsyncTools
    api = KEY_OF_CAL.api(
        way, Upstream(quoted, quoted, Reply(200, {"status": "success", "data": []})), Turning(*secrets)
    )
    one = waited_for(tools(api.client).run("bookings_list", {}))
    all_of_them = waited_for(tools(api.client).run_all("bookings_list", {"take": 1}))
    for result in (one, all_of_them):
        assert not result.is_error
        assert "***" in result.text
        assert not marks.leaks([("the text", result.text), ("the data", f"{result.structured}"), *shown("it", result)])
    assert marks.within(one.data[0].title), "for the program it is as the upstream gave it"


@EVERY_WAY
def test_pages_that_repeat_mask_it(way):
    """The error for a list that never ends shows no credential that its pages quote."""
    marks = Marks()
    secret = marks.secret("a token", is_key=True)
    api = KEY_OF_CAL.api(way, Upstream(quoted), Turning(secret))
    with pytest.raises(errors.PaginationError) as caught:
        api.call("bookings.iterate", take=1)
    assert "***" in str(caught.value.body)
    assert not marks.leaks(of_error("the error", caught.value))


async def get_async(**options):
    """A call of an async client that is closed again."""
    async with AsyncClient(**options) as client:
        await client.bookings.get(booking_uid="bk")


@EVERY_WAY
def test_cassettes_hold_none(way, tmp_path):
    """A recorded call, which was refused once, has no credential in its file, nor has what is logged meanwhile."""
    marks, path = Marks(), tmp_path / "cassette.yaml"
    answers = iter((Reply(401, {"message": "no"}), booked()))

    def answer(request):
        reply = next(answers)
        return Reply(reply.status, {**reply.body, "title": quoting(request)})

    function = Turning(marks.secret("refused", is_key=True), marks.secret("taken", is_key=True))
    with (
        loopback(answer) as url,
        watched() as seen,
        vcr.VCR(**without_secrets()).use_cassette(str(path)) as tape,
    ):
        if way == "sync":
            with Client(cal_api_key=function, base_url=url) as client:
                client.bookings.get(booking_uid="bk")
        else:
            asyncio.run(get_async(cal_api_key=awaited(function) if "awaited" in way else function, base_url=url))
        assert len(tape) == 2
    assert not marks.leaks([("the cassette", path.read_text("utf-8")), *seen.texts()])


# Kept by nobody


class Token(str):
    """A text that can be watched going."""

    __slots__ = ("__weakref__",)


ENDS = {
    "a result": (booked,),
    "an error": (lambda: Reply(400, {"message": "no"}),),
    "a refusal": (KEY_OF_CAL.refused, KEY_OF_CAL.refused),
    "a refusal and a result": (KEY_OF_CAL.refused, booked),
    "a repetition": (lambda: Reply(503, {}), lambda: httpx.ReadError("cut"), booked),
    "a lost answer": (lambda: httpx.ReadError("cut"),),
}


@every("way", WAYS)
@every("end", ENDS)
def test_no_value_is_kept(end, way):
    """When a call is over nothing holds its values, while its client, result and error with all frames are there."""
    given = []

    def function():
        token = Token(f"example-{len(given)}")
        given.append(weakref.ref(token))
        return token

    answers = iter(ENDS[end])
    api = KEY_OF_CAL.api(way, lambda _: raised(next(answers)()), function, retries=RetryPolicy(2, base=0))
    outcome = None
    try:
        outcome = api.get() if end != "a lost answer" else api.cancel()
    except errors.ToolzzCalError as error:
        outcome = error
    gc.collect()
    assert outcome is not None
    assert len(given) == len(ENDS[end])
    assert [each() for each in given] == [None] * len(given)


def raised(answer):
    """An answer, made; an exception is raised."""
    if isinstance(answer, Exception):
        raise answer
    return answer.made()


@EVERY_WAY
def test_a_refused_value_is_gone_when_another_is_asked_for(way):
    """Between two attempts only its hash is left, by which another is told from it."""
    given, alive = [], []

    def function():
        gc.collect()
        alive.append([each() for each in given])
        token = Token(f"example-{len(given)}")
        given.append(weakref.ref(token))
        return token

    def waits(_):
        gc.collect()
        alive.append([each() for each in given])

    answers, policy = iter((KEY_OF_CAL.refused(), Reply(503, {}), booked())), RetryPolicy(1, base=0, on_retry=waits)
    KEY_OF_CAL.api(way, lambda _: next(answers).made(), function, retries=policy).get()
    assert alive == [[], [None], [None, None], [None, None]]


@every("way", WAYS)
@every("closed", [False, True])
def test_no_value_is_kept_by_a_call_that_was_not_sent(closed, way):
    """Nor where a call ends between asking and sending."""
    given = []

    def function():
        token = Token(f"example-unsent-{WAYS.index(way)}-{closed}")
        given.append(weakref.ref(token))
        return token

    api = KEY_OF_CAL.api(way, Upstream(booked()), function, rate_limit=RateLimit("1/day", max_wait=0))
    api.get()
    api.client._engine.pool.closed = closed
    if closed:
        api.client = api.client.with_options(rate_limit=RateLimit("2/day", max_wait=0))
    with pytest.raises((errors.WaitTooLong, errors.ClientClosed)) as caught:
        api.get()
    gc.collect()
    assert isinstance(caught.value, errors.ClientClosed) is closed
    assert [each() for each in given] == [None, None]
