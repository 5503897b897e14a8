"""Errors of other HTTP clients and of tests' doubles: known by name, passed on, or left open."""

import asyncio
import random

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, RetryPolicy, errors

from tests.support.client import AT_ONCE, Api, Reply, Upstream, done
from tests.support.failing import READS, WRITES, failed
from tests.support.tables import every


class HTTPError(Exception):
    """The base of a look-alike of httpx's exceptions, as its successor has them."""


class TransportError(HTTPError):
    """As above."""


class TimeoutException(TransportError):
    """As above."""


class ConnectTimeout(TimeoutException):
    """As above."""


class ReadTimeout(TimeoutException):
    """As above."""


class NetworkError(TransportError):
    """As above."""


class ConnectError(NetworkError):
    """As above."""


class ReadError(NetworkError):
    """As above."""


class Raising:
    """An HTTP client of unknown origin that always raises."""

    def __init__(self, kind, problem):
        self.count, self._problem = 0, problem
        self.request = self._later if kind == "async" else self._now

    def _now(self, method, url, **options):
        self.count += 1
        raise self._problem

    async def _later(self, method, url, **options):
        self._now(method, url, **options)


@every(
    ("problem", "expected", "unknown", "attempts"),
    [
        (ConnectError, errors.ConnectionFailed, False, 3),
        (ConnectTimeout, errors.ConnectionFailed, False, 3),
        (ReadTimeout, errors.RequestTimeout, True, 1),
        (ReadError, errors.TransportError, True, 1),
    ],
)
def test_exceptions_of_other_clients_are_known_by_name(problem, expected, unknown, attempts, kind):
    """An HTTP client with httpx's names for its exceptions is understood as httpx is."""
    reading, writing = Raising(kind, problem("lost")), Raising(kind, problem("lost"))
    error = failed(Api(kind, None, http_client=reading), READS[0])
    assert expected is type(error)
    assert problem is type(error.__cause__)
    assert f"{problem.__name__}: lost" == error.message
    assert reading.count == 3
    error = failed(Api(kind, None, http_client=writing), WRITES[0])
    assert unknown == isinstance(error, OutcomeUnknown)
    assert attempts == writing.count


@every(
    "problem",
    [KeyError("x"), OSError("no"), RuntimeError("Event loop is closed"), RuntimeError("closed"), ZeroDivisionError()],
    ids=repr,
)
def test_foreign_exceptions_leave_a_write_open(problem, kind):
    """Whatever an HTTP client or its hooks raise, of a read it is a `TransportError`, and a write may have happened."""
    for each, expected in ((READS[0], errors.TransportError), (WRITES[0], OutcomeUnknown)):
        http = Raising(kind, problem)
        error = failed(Api(kind, None, http_client=http), each)
        assert type(error) is expected
        cause = error if expected is errors.TransportError else error.__cause__
        assert type(problem) is type(cause.__cause__)  # a copy, whose text is masked
        assert type(problem).__name__ in error.message
        assert http.count == 1  # a mistake in a program does not get better


def test_time_that_ran_out_is_known_by_its_type(kind):
    """Python's own `TimeoutError`, as asyncio and sockets raise it, is a timeout."""
    assert type(failed(Api(kind, None, http_client=Raising(kind, TimeoutError())), READS[0])) is errors.RequestTimeout


def test_assertions_of_test_doubles_pass_unchanged(kind):
    """A double says by an `AssertionError` that a request was not expected, which a test has to see."""
    problem = AssertionError("not mocked")
    for each in (READS[0], WRITES[0]):
        with pytest.raises(AssertionError) as caught:
            Api(kind, None, http_client=Raising(kind, problem)).run(each)
        assert problem is caught.value


def test_interrupts_pass_unchanged():
    """An interrupt is not taken for a failure."""
    for each in (READS[0], WRITES[0]):
        http = Raising("sync", KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            Api("sync", None, http_client=http).run(each)
        assert http.count == 1


@pytest.mark.parametrize("each", [READS[0], WRITES[0]], ids=str)
def test_cancellation_passes_unchanged(each):
    """A cancelled task ends with `CancelledError`, while it waits for the answer as well as between attempts."""

    class Hanging:
        count = 0

        async def request(self, method, url, **options):
            self.count += 1
            if self.refuse:
                raise httpx.ConnectError("refused")
            await asyncio.sleep(30)

    async def cancelled(refuse):
        http = Hanging()
        http.refuse = refuse
        client = Api("async", None, http_client=http, retries=RetryPolicy(9, base=60, deadline=None, rng=Latest()))
        method = client.method(each.name)
        task = asyncio.create_task(method(**each.keywords(method)))
        for _ in range(5):
            await asyncio.sleep(0)
        assert http.count == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert http.count == 1

    class Latest(random.Random):
        def uniform(self, a, b):
            return b

    asyncio.run(cancelled(refuse=False))
    asyncio.run(cancelled(refuse=True))


def test_policy_is_shared_by_many_calls(api):
    """One policy serves any number of calls: attempts are counted for each call alone."""
    upstream = Upstream(*[Reply(503, b""), Reply(503, b""), done()] * 3)
    client = api(upstream, retries=AT_ONCE)
    for _ in range(3):
        client.get()
    assert upstream.count == 9
