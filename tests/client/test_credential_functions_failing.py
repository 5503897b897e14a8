"""Functions that give no credential: what they raise, what they give instead, and when they take too long."""

import asyncio
import functools

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, RetryPolicy, errors

from tests.support.asked import KEY_OF_CAL, PLACES, WAYS, Turning, booked
from tests.support.client import Api, Upstream, example
from tests.support.loops import run
from tests.support.tables import every

EVERY_WAY = every("way", WAYS)
EVERYWHERE = every("place", PLACES, ids=str)


class Odd(Exception):
    """An error that can't be made from a text."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


RAISED = (ValueError("no vault"), Odd(1, 2), AssertionError("no"), TimeoutError(), httpx.ReadTimeout("slow"))


@EVERY_WAY
@every("raised", RAISED, ids=repr)
@EVERYWHERE
def test_what_a_function_raises(place, raised, way):
    """It is the cause of one error of ours, says which credential, and nothing is sent or tried again."""
    function, upstream = Turning(raised), Upstream(place.good(example(place.write)))
    with pytest.raises(errors.CredentialUnavailable, match=f"gives {place} raised {type(raised).__name__}") as caught:
        place.api(way, upstream, function).run(example(place.write))
    assert (function.asked, upstream.count) == (1, 0)
    assert caught.value.operation == place.write
    assert (type(caught.value.__cause__), str(caught.value.__cause__)) == (type(raised), str(raised))
    assert caught.value.__cause__ is not raised, "whose frames hold the function's variables"


@EVERY_WAY
def test_one_of_our_own_errors_is_a_cause_too(way):
    """A function that asks with this package fails with its errors: they are not taken for the call's."""
    inner = errors.RateLimited("wait", operation="oauth_clients.refresh_token", status_code=429, retry_after=0)
    function, upstream = Turning(inner), Upstream()
    with pytest.raises(errors.CredentialUnavailable) as caught:
        KEY_OF_CAL.api(way, upstream, function).get()
    cause = caught.value.__cause__
    assert (function.asked, upstream.count) == (1, 0)
    assert (type(cause), str(cause), cause.retry_after) == (errors.RateLimited, str(inner), 0)


@EVERY_WAY
def test_a_function_that_raises_after_a_refusal(way):
    """Nothing was done, and what stands in the way is told."""
    function, upstream = Turning("example-1", ValueError("no vault")), Upstream(KEY_OF_CAL.refused())
    with pytest.raises(errors.CredentialUnavailable, match="no vault"):
        KEY_OF_CAL.api(way, upstream, function).run(example("bookings.create"))
    assert (function.asked, upstream.count) == (2, 1)


def test_what_ends_a_program_is_no_error_of_a_function():
    """An interrupt or an exit goes on as it is."""
    with pytest.raises(SystemExit):
        KEY_OF_CAL.api("sync", Upstream(), Turning(SystemExit(3))).get()


WRONG = {
    "None": (None, "must be text"),
    "bytes": (b"example", "must be text"),
    "a number": (5, "must be text"),
    "a function": (lambda: "example", "must be text"),
    "nothing": ("", "is empty"),
    "a line break": ("example\r\nx: y", "can't be sent"),
    "a blank behind": ("example ", "can't be sent"),
    "a letter of no header": ("exämple", "can't be sent"),
    "quotes": ("'example'", "has quotes"),
    "words before": ("Bearer example", "begins with 'Bearer'"),
    "a blank inside": ("example key", "has a blank"),
}


@EVERY_WAY
@every("wrong", WRONG)
@EVERYWHERE
def test_wrong_values_are_refused(place, wrong, way):
    """What a constant could not be, a function can't give either; it is told without being shown, nothing is sent."""
    value, words = WRONG[wrong]
    upstream = Upstream(place.good(example(place.read)))
    with pytest.raises(errors.ConfigurationError, match=f"{place} {words}.*function") as caught:
        place.api(way, upstream, lambda: value).run(example(place.read))
    assert (upstream.count, caught.value.operation) == (0, place.read)
    assert "exa" not in caught.value.message


async def coroutine():
    """A coroutine function."""
    return "example"


class AwaitedCall:
    """An object that is called as a coroutine function."""

    async def __call__(self):
        return "example"

    async def method(self):
        """A method that is one."""
        return "example"


COROUTINES = {
    "a function": coroutine,
    "a part of one": functools.partial(coroutine),
    "an object": AwaitedCall(),
    "a method": AwaitedCall().method,
}


@every("function", COROUTINES)
@EVERYWHERE
def test_the_sync_client_refuses_coroutine_functions(place, function):
    """At once, with what to do; so does a copy of a client."""
    for make in (Client, Client(toolzz_token="example").with_options):
        with pytest.raises(errors.ConfigurationError, match=f"{place} is a coroutine function.*AsyncClient"):
            make(**{place.name: COROUTINES[function]})
    AsyncClient(**{place.name: COROUTINES[function]})


def test_the_sync_client_refuses_what_has_to_be_awaited():
    """A plain function that gives a coroutine is found out when it is asked; Python has nothing to warn of."""
    upstream = Upstream(booked())
    with pytest.raises(errors.ConfigurationError, match="must be text"):
        KEY_OF_CAL.api("sync", upstream, lambda: coroutine()).get()
    assert upstream.count == 0


@pytest.mark.parametrize("options", [{"timeout": 20}, {"retries": RetryPolicy(deadline=20)}, {}], ids=str)
def test_a_function_that_is_awaited_for_ever(options):
    """It is given up when an attempt's time is over, and nothing was sent."""
    upstream = Upstream(booked())

    async def function():
        asyncio.get_running_loop().passed += 100
        await asyncio.Event().wait()

    async def test():
        client = Api("async", upstream, composio_api_key=None, cal_api_key=function, **options).client
        with pytest.raises(errors.CredentialUnavailable, match="cal_api_key") as caught:
            await client.bookings.create(**example("bookings.create").keywords(client.bookings.create))
        assert isinstance(caught.value.__cause__, TimeoutError)

    run(test)
    assert upstream.count == 0


@EVERY_WAY
def test_a_function_that_takes_until_the_deadline(way):
    """No attempt begins after the deadline, so a write can't be of unknown outcome."""
    upstream = Upstream(booked())
    with pytest.raises(errors.CredentialUnavailable, match="deadline"):
        KEY_OF_CAL.api(way, upstream, Turning(), retries=RetryPolicy(deadline=1e-9)).run(example("bookings.create"))
    assert upstream.count == 0


def test_a_cancelled_task_stops_asking():
    """Cancelling goes through, as anywhere."""

    async def test():
        client = Api("async", Upstream(), composio_api_key=None, cal_api_key=asyncio.Event().wait).client
        task = asyncio.ensure_future(client.me.get())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(test())
