"""Reads are repeated when that may help; writes only when they provably did not happen. Requests are counted."""

import asyncio
import logging
import random
import time

import httpx
import pytest
from toolzz_cal import OutcomeUnknown, RetryEvent, RetryPolicy, errors

from tests.support.client import Api, Example, Reply, Upstream, done, examples
from tests.support.failing import READS, WRITES, failed
from tests.support.tables import every

NEVER_SENT = [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol]
PERHAPS_SENT = [
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.ReadError,
    httpx.WriteError,
    httpx.CloseError,
    httpx.RemoteProtocolError,
    httpx.LocalProtocolError,
    httpx.DecodingError,
]
UNREADABLE = {
    "html": Reply(200, b"<html>"),
    "empty": Reply(200, b""),
    "truncated": Reply(200, b'{"data": {}, "succ'),
    "null": Reply(200, b"null"),
    "no envelope": Reply(200, {"data": {}}),
}


# What is repeated


@every("each", examples(), ids=str)
def test_effect_decides(each: Example):
    """Every operation follows its documented effect: after a 503 a read is repeated, a write or removal is not."""
    upstream = Upstream(Reply(503, b""), Reply(503, b""), Reply(200, each.answer))
    client = Api("sync", upstream)
    if each.effect == "read":
        client.run(each)
        assert upstream.count == 3
    else:
        assert isinstance(failed(client, each), OutcomeUnknown)
        assert upstream.count == 1


@every("each", READS, ids=str)
@every("status", [408, 429, 500, 502, 503, 504])
def test_reads_are_repeated_after(status, each, api):
    """A read is repeated after a status that may pass, and its result is that of the last attempt."""
    upstream = Upstream(Reply(status, b"oops"), Reply(status, {}), Reply(200, each.answer))
    result = api(upstream).run(each)
    assert upstream.count == 3
    assert each.payload == (result.data if each.slug else result).to_dict()
    assert len({(request.method, request.url, request.content) for request in upstream.requests}) == 1


@every("each", READS, ids=str)
@every("problem", NEVER_SENT + PERHAPS_SENT)
def test_reads_are_repeated_after_lost_connections(problem, each, api):
    """A read is repeated after a time-out or a lost connection, whenever it came."""
    upstream = Upstream(problem("lost"), problem("lost"), Reply(200, each.answer))
    api(upstream).run(each)
    assert upstream.count == 3


@every("each", READS, ids=str)
@every("answer", list(UNREADABLE.values())[:4], ids=list(UNREADABLE)[:4])
def test_reads_are_repeated_after_unreadable_answers(answer, each, api):
    """A read is repeated when its answer is not JSON, or not what any answer looks like."""
    upstream = Upstream(answer, Reply(200, each.answer))
    api(upstream).run(each)
    assert upstream.count == 2


@every("each", READS + WRITES, ids=str)
@every("status", [302, 400, 401, 402, 403, 404, 405, 409, 410, 415, 422, 451, 501])
def test_refusals_are_never_repeated(status, each, api):
    """A refusal is final: one request, the error of its status, also for writes."""
    upstream = Upstream(Reply(status, {"message": "no"}, {"retry-after": "0"}))
    error = failed(api(upstream), each)
    assert isinstance(error, errors.StatusError)
    assert (1, status) == (upstream.count, error.status_code)


@every("each", WRITES, ids=str)
@every("problem", NEVER_SENT)
def test_writes_are_repeated_when_never_sent(problem, each, api):
    """A write whose request never left is repeated, and happens once."""
    upstream = Upstream(problem("refused"), problem("refused"), Reply(200, each.answer))
    api(upstream).run(each)
    assert upstream.count == 3


@every("each", WRITES, ids=str)
def test_writes_are_repeated_when_refused_by_the_limit(each, api):
    """A write that 429 refused is repeated."""
    upstream = Upstream(Reply(429, {"message": "slow down"}, {"Retry-After": "0"}), Reply(200, each.answer))
    api(upstream).run(each)
    assert upstream.count == 2


@every("each", WRITES, ids=str)
@every("problem", NEVER_SENT)
def test_write_that_never_left_ends_as_connection_failed(problem, each, api):
    """When every attempt fails before it is sent, the error says so: nothing is unknown."""
    upstream = Upstream(problem("refused"))
    error = failed(api(upstream), each)
    assert type(error) is errors.ConnectionFailed
    assert problem is type(error.__cause__)
    assert upstream.count == 3


def test_write_ends_as_rate_limited(api):
    """When every attempt is refused by the limit, the error says so: nothing is unknown."""
    upstream = Upstream(Reply(429, {"message": "slow down"}))
    assert type(failed(api(upstream), WRITES[0])) is errors.RateLimited
    assert upstream.count == 3


# Writes whose outcome is open


@every("each", WRITES, ids=str)
@every("problem", PERHAPS_SENT)
def test_write_that_may_have_been_sent_is_unknown(problem, each, api):
    """A write that was lost on the way is not repeated, and `OutcomeUnknown` tells from what."""
    upstream = Upstream(problem("lost"))
    error = failed(api(upstream), each)
    assert isinstance(error, OutcomeUnknown)
    assert upstream.count == 1
    expected = errors.RequestTimeout if issubclass(problem, httpx.TimeoutException) else errors.TransportError
    assert expected is type(error.__cause__)
    assert problem is type(error.__cause__.__cause__)
    assert (each.name, each.method) == (error.operation, error.method)
    assert error.url == error.__cause__.url != None  # noqa: E711
    assert error.status_code is None


@every("each", WRITES, ids=str)
@every("status", [408, 500, 502, 503, 504, 520, 522, 524, 599])
def test_write_after_a_failing_upstream_is_unknown(status, each, api):
    """A write that a failing upstream or a proxy answered is not repeated; status, ids and body are carried over."""
    reply = Reply(status, {"error": {"message": "no"}}, {"x-request-id": "req-1", "retry-after": "3"})
    upstream = Upstream(reply)
    error = failed(api(upstream), each)
    assert isinstance(error, OutcomeUnknown)
    assert upstream.count == 1
    assert isinstance(error.__cause__, errors.StatusError)
    for name in ("operation", "method", "url", "status_code", "headers", "request_id", "retry_after", "body"):
        assert getattr(error.__cause__, name) == getattr(error, name)
    assert (error.status_code, error.request_id, error.retry_after) == (status, "req-1", 3.0)
    assert str(error).startswith(f"{each.name}: It may or may not have happened; look before repeating it. no")


@every("each", WRITES, ids=str)
@every("answer", list(UNREADABLE.values())[:4], ids=list(UNREADABLE)[:4])
def test_write_with_an_unreadable_answer_is_unknown(answer, each, api):
    """A write whose answer can't be read is not repeated."""
    upstream = Upstream(answer)
    error = failed(api(upstream), each)
    assert isinstance(error, OutcomeUnknown)
    assert isinstance(error.__cause__, errors.DecodeError)
    assert (1, 200) == (upstream.count, error.status_code)


def test_envelope_that_is_none(api):
    """A gateway's answer without `successful` proves nothing: a read is repeated, a write is unknown."""
    upstream = Upstream(UNREADABLE["no envelope"], done())
    api(upstream).get()
    assert upstream.count == 2
    assert isinstance(failed(api(Upstream(UNREADABLE["no envelope"])), WRITES[0]), OutcomeUnknown)


def test_write_after_a_refused_attempt_is_unknown(api):
    """A write that is lost at its second attempt is unknown as well, and not repeated again."""
    upstream = Upstream(httpx.ConnectError("refused"), httpx.ReadTimeout("lost"), done())
    assert isinstance(failed(api(upstream), WRITES[0]), OutcomeUnknown)
    assert upstream.count == 2


@pytest.mark.parametrize("each", [READS[0], WRITES[0]], ids=str)
def test_what_strict_mode_finds_is_no_failure_to_read(each, api):
    """An answer that merely differs from its schema is neither repeated nor unknown."""
    upstream = Upstream(done({"id": "no number"}))
    error = failed(api(upstream, strict=True), each)
    assert type(error) is errors.DecodeError
    assert error.mismatches
    assert upstream.count == 1


# How often, and how long between


@every("retries", [0, 1, 2, 5])
def test_number_of_attempts(retries, api):
    """`retries` counts attempts after the first; 0 disables them."""
    for policy in (RetryPolicy(retries, base=0), retries):
        upstream = Upstream(Reply(503, b"", {"retry-after": "0"}))
        error = failed(api(upstream, retries=policy), READS[0])
        assert retries + 1 == upstream.count
        assert isinstance(error, errors.ServerError)


def test_default_number_of_attempts(api):
    """A client repeats twice unless told otherwise."""
    upstream = Upstream(Reply(503, b"", {"retry-after": "0"}))
    failed(api(upstream, retries=None), READS[0])
    assert upstream.count == 3


@every("wrong", [-1, True, 1.5, "2"])
def test_wrong_number_of_attempts(wrong, api):
    """A number of retries that makes no sense is refused, by the policy and by the client."""
    with pytest.raises(errors.ConfigurationError, match="retries must be"):
        RetryPolicy(wrong)
    with pytest.raises(errors.ConfigurationError, match="retries must be"):
        api(Upstream(), retries=wrong)


@every(
    "wrong",
    [{"base": -1}, {"cap": -0.1}, {"retry_after_cap": -1}, {"deadline": 0}, {"deadline": -5}, {"base": float("nan")}],
    ids=str,
)
def test_wrong_policy(wrong):
    """A policy with times that make no sense is refused."""
    with pytest.raises(errors.ConfigurationError, match="can't be negative"):
        RetryPolicy(2, **wrong)


def test_policy_shows_its_values():
    """A policy's attributes and repr are the values it was made with, or the documented defaults."""
    policy = RetryPolicy(4, base=1, cap=3, retry_after_cap=10, deadline=None)
    assert (policy.retries, policy.base, policy.cap) == (4, 1, 3)
    assert (policy.retry_after_cap, policy.deadline, policy.on_retry) == (10, None, None)
    assert repr(policy) == "RetryPolicy(4, base=1, cap=3, deadline=None)"
    policy = RetryPolicy()
    assert (policy.retries, policy.base, policy.cap) == (2, 0.5, 8.0)
    assert (policy.retry_after_cap, policy.deadline) == (60.0, 180.0)


def test_full_jitter():
    """A wait is drawn evenly from 0 to the doubling bound, which ends at the cap."""
    policy = RetryPolicy(100, base=0.5, cap=8, rng=random.Random(5))
    for attempt, bound in enumerate([0.5, 1, 2, 4, 8, 8, 8], start=1):
        drawn = [policy.delay(attempt, None) for _ in range(400)]
        assert all(0 <= each <= bound for each in drawn)
        assert min(drawn) < 0.05 * bound
        assert max(drawn) > 0.95 * bound
        assert sum(drawn) / 400 == pytest.approx(bound / 2, rel=0.15)
    assert 0 <= RetryPolicy(10**6, rng=random.Random(5)).delay(10**5, None) <= 8


def test_seeded_jitter_is_repeatable():
    """With a seeded source the waits are the same each time."""
    first, second = (RetryPolicy(9, rng=random.Random(5)) for _ in range(2))
    waits = [first.delay(attempt, None) for attempt in range(1, 10)]
    assert waits == [second.delay(attempt, None) for attempt in range(1, 10)]
    assert len(set(waits)) == 9


def test_policy_gives_up():
    """After the last attempt, or when the upstream asks for more than the cap, there is no wait."""
    policy = RetryPolicy(2, base=0, retry_after_cap=60)
    assert policy.delay(2, None) == 0
    assert policy.delay(3, None) is None
    assert policy.delay(3, 0) is None
    assert policy.delay(1, 60) == 60
    assert policy.delay(1, 60.1) is None


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status, api):
    """The upstream's own delay takes the place of the jitter."""
    events = []
    upstream = Upstream(Reply(status, b"", {"Retry-After": "0.01"}), done())
    api(upstream, retries=RetryPolicy(2, base=30, on_retry=events.append)).get()
    assert [event.delay for event in events] == [0.01]


@every("value", ["61", "3600", "Wed, 21 Oct 2115 07:28:00 GMT"])
@every("each", [READS[0], WRITES[0]], ids=str)
def test_long_retry_after_ends_the_call(value, each, api):
    """A delay over the cap is not waited for: the call ends at once, and the error says how long it would be."""
    upstream = Upstream(Reply(429, {}, {"Retry-After": value}), done())
    error = failed(api(upstream), each)
    assert type(error) is errors.RateLimited
    assert error.retry_after > 60
    assert upstream.count == 1


@every("value", ["-5", "soon", "nan"])
def test_senseless_retry_after_is_ignored(value, api):
    """A delay that makes no sense leaves the jitter."""
    upstream = Upstream(Reply(429, {}, {"Retry-After": value}), done())
    api(upstream).get()
    assert upstream.count == 2


def test_no_attempt_after_the_deadline(api):
    """An attempt that would begin after the deadline is not made."""
    upstream = Upstream(Reply(503, b"", {"retry-after": "5"}), done())
    error = failed(api(upstream, retries=RetryPolicy(9, deadline=4.5)), READS[0])
    assert isinstance(error, errors.ServerError)
    assert upstream.count == 1


def test_deadline_counts_the_attempts_too(api):
    """Time spent in attempts counts."""

    def slow(_):
        time.sleep(0.02)
        return Reply(503, b"")

    upstream = Upstream(slow)
    failed(api(upstream, retries=RetryPolicy(9, base=0, deadline=0.01)), READS[0])
    assert upstream.count == 1


def test_deadline_shortens_the_attempts(api):
    """An attempt gets no more time than is left until the deadline, and its own time-out while more is left."""
    for deadline, timeout in ((1000, 30), (500, 3000), (500, 2), (None, 30)):
        upstream = Upstream(Reply(503, b""), done())
        api(upstream, retries=RetryPolicy(1, base=0, deadline=deadline), timeout=timeout).get()
        given = [request.extensions["timeout"]["read"] for request in upstream.requests]
        assert len(given) == 2
        if (deadline, timeout) == (500, 3000):
            assert all(0 < seconds <= 500 for seconds in given)
        else:
            assert [timeout] * 2 == given


def test_waits_are_real(api):
    """The delay passes between attempts, so that the deadline is met after few of them."""
    upstream = Upstream(Reply(503, b"", {"retry-after": "0.03"}))
    failed(api(upstream, retries=RetryPolicy(9, deadline=0.05)), READS[0])
    assert upstream.count < 4


def test_async_wait_blocks_nobody():
    """While the async client waits, other tasks run."""
    ran = []

    def second(_):
        ran.append("second")
        return done()

    upstream = Upstream(Reply(503, b"", {"retry-after": "0.04"}), second)

    async def main():
        asyncio.get_running_loop().call_later(0.01, ran.append, "other")
        await Api("async", upstream).client.bookings.get(booking_uid="bk")

    asyncio.run(main())
    assert ran == ["other", "second"]


# The hook


def test_hook_hears_of_every_retry(api):
    """The hook gets an event before each wait, and none for the attempt that ends the call."""
    events = []
    upstream = Upstream(httpx.ReadTimeout("slow"), Reply(502, b""), Reply(502, b""))
    policy = RetryPolicy(2, base=0.001, rng=random.Random(5), on_retry=events.append)
    error = failed(api(upstream, retries=policy), READS[0])
    assert [("bookings.get", 1), ("bookings.get", 2)] == [(event.operation, event.attempt) for event in events]
    assert [errors.RequestTimeout, errors.ServerError] == [type(event.error) for event in events]
    assert all(isinstance(event, RetryEvent) and 0 < event.delay <= 0.002 for event in events)
    assert error is not events[1].error
    assert upstream.count == 3


def test_hook_is_silent_without_retry(api):
    """The hook is not called for what is not repeated."""
    events = []
    policy = RetryPolicy(2, base=0, on_retry=events.append)
    failed(api(Upstream(Reply(404, {})), retries=policy), READS[0])
    failed(api(Upstream(Reply(503, {})), retries=policy), WRITES[0])
    api(Upstream(), retries=policy).get()
    assert events == []


def test_hook_may_be_a_coroutine_function():
    """The async client awaits a hook that wants it, before the next attempt."""
    seen = []

    async def hook(event):
        await asyncio.sleep(0)
        seen.append((event.attempt, upstream.count))

    upstream = Upstream(Reply(503, b""), done())
    Api("async", upstream, retries=RetryPolicy(2, base=0, on_retry=hook)).get()
    assert seen == [(1, 1)]


def test_hook_can_end_the_call(api):
    """What the hook raises reaches the caller as it is, and no further attempt is made."""

    class Enough(Exception):
        pass

    def hook(event):
        raise Enough from event.error

    upstream = Upstream(Reply(503, b""))
    with pytest.raises(Enough) as caught:
        api(upstream, retries=RetryPolicy(2, base=0, on_retry=hook)).get()
    assert isinstance(caught.value.__cause__, errors.ServerError)
    assert upstream.count == 1


def test_retries_are_logged(api, caplog):
    """Each retry leaves a line in the log, with the operation and the attempt."""
    caplog.set_level(logging.INFO, "toolzz_cal")
    api(Upstream(Reply(503, b""), done())).get()
    assert ["bookings.get: attempt 1 failed, next in 0.00 s"] == [
        record.getMessage() for record in caplog.records if record.name == "toolzz_cal"
    ]


def test_client_closed_between_attempts():
    """A client that is closed while it waits ends with `ClientClosed` instead of another attempt."""
    upstream = Upstream(Reply(503, b""))
    sync = Api("sync", upstream, retries=RetryPolicy(2, base=0, on_retry=lambda event: sync.client.close()))
    with pytest.raises(errors.ClientClosed):
        sync.get()
    assert upstream.count == 1

    async def close(event):
        await other.client.aclose()

    other = Api("async", upstream, retries=RetryPolicy(2, base=0, on_retry=close))
    with pytest.raises(errors.ClientClosed):
        other.get()
    assert upstream.count == 2
