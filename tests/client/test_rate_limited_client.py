"""A client with `rate_limit` asks before every attempt, sends nothing when refused, and goes on without one."""

import subprocess
import sys
from itertools import count

import pytest
from toolzz_cal import RateLimit, RetryPolicy, errors

from tests.support.client import CAL_KEY, KEY, Reply, Upstream, done

numbers = count()  # a key of its own for each test, as equal limits share their counts


@pytest.fixture
def few():
    """A limit of this many calls a day, without waiting. Every test has a key of its own."""
    return lambda calls: RateLimit(f"{calls}/day", max_wait=0)


def test_calls_up_to_the_rate_go_out(api, few):
    """As many calls as allowed are sent; the next one is not, and says when to come back."""
    upstream = Upstream(*[done()] * 5)
    limited = api(upstream, rate_limit=few(3), composio_api_key=f"{KEY}-{next(numbers)}")
    for _ in range(3):
        limited.get()
    with pytest.raises(errors.WaitTooLong) as caught:
        limited.get()
    assert upstream.count == 3
    assert caught.value.operation == "bookings.get"
    assert caught.value.method == "POST"
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > 80_000
    assert caught.value.status_code is None


def test_a_write_that_waits_too_long_did_not_happen(api, few):
    """A refused write is no unknown outcome, for nothing was sent."""
    upstream = Upstream()
    limited = api(upstream, rate_limit=few(1), composio_api_key=f"{KEY}-write-{next(numbers)}")
    limited.get()
    with pytest.raises(errors.WaitTooLong):
        limited.cancel()
    assert upstream.count == 1


def test_repeated_attempts_count(api, few):
    """Each attempt asks again: with two calls allowed, a read that fails twice is not sent a third time."""
    upstream = Upstream(*[Reply(503, {})] * 5)
    limited = api(
        upstream, rate_limit=few(2), retries=RetryPolicy(4, base=0), composio_api_key=f"{KEY}-again-{next(numbers)}"
    )
    with pytest.raises(errors.WaitTooLong):
        limited.get()
    assert upstream.count == 2


def test_each_credential_has_its_own_count(api, few):
    """The keys of two routes, and two keys of one, do not use up each other's calls."""
    upstream = Upstream(*[done()] * 9)
    limit = few(1)
    for options in (
        {"composio_api_key": f"{KEY}-a-{next(numbers)}"},
        {"composio_api_key": f"{KEY}-b-{next(numbers)}"},
        {"composio_api_key": None, "cal_api_key": f"{CAL_KEY}-a-{next(numbers)}"},
    ):
        limited = api(upstream, rate_limit=limit, **options)
        limited.get()
        with pytest.raises(errors.WaitTooLong):
            limited.get()
    assert upstream.count == 3


def test_the_deadline_ends_the_wait(api):
    """With no `max_wait`, a call waits no longer than its deadline allows."""
    upstream = Upstream()
    policy = RetryPolicy(2, deadline=5)
    key = f"{KEY}-deadline-{next(numbers)}"
    limited = api(upstream, rate_limit="1/day", retries=policy, composio_api_key=key)
    limited.get()
    with pytest.raises(errors.WaitTooLong):
        limited.get()
    assert upstream.count == 1


def test_text_is_a_limit_and_nonsense_is_refused(api):
    """A rate can be written as text; what can't be read is refused when the client is made."""
    api(Upstream(), rate_limit="120/minute").get()
    with pytest.raises(errors.ConfigurationError, match="often"):
        api(Upstream(), rate_limit="often")


def test_copies_keep_the_limit(api, few):
    """A copy with other options has the same limit and the same count."""
    upstream = Upstream(*[done()] * 3)
    limited = api(upstream, rate_limit=few(1), composio_api_key=f"{KEY}-copy-{next(numbers)}")
    limited.get()
    limited.client = limited.client.with_options(strict=True)
    with pytest.raises(errors.WaitTooLong):
        limited.get()
    assert upstream.count == 1


def test_without_a_limit_nothing_of_it_is_imported():
    """The library is imported only for clients with a limit."""
    program = (
        "import sys, httpx, toolzz_cal as t\n"
        "c = t.Client(composio_api_key='k', http_client=httpx.Client(transport=httpx.MockTransport("
        "lambda r: httpx.Response(200, json={'data': {}, 'successful': True}))))\n"
        "c.bookings.get(booking_uid='b')\n"
        "print('limits' in sys.modules, 'toolzz_cal.rate_limits' in sys.modules)\n"
        "t.Client(composio_api_key='k', rate_limit='5/minute')\n"
        "print('limits' in sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False", "True"]
