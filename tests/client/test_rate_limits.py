"""No more calls than allowed go out, from one process or from many through Redis, and nobody learns a secret by it."""

import asyncio
import copy
import logging
import os
import pickle
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from types import SimpleNamespace

import limits.storage.memory
import limits.storage.redis
import limits.strategies
import pytest
from toolzz_cal import errors, rate_limits
from toolzz_cal.rate_limits import RateLimit, RateLimitUnavailable, WaitTooLong

from tests.support.client import CAL_KEY, KEY
from tests.support.processes import fresh, together
from tests.support.servers import redis_server
from tests.support.tables import every

PASSWORD = "example-pa:ss/w@rd"
QUOTED = "example-pa%3Ass%2Fw%40rd"
numbers = count()


@pytest.fixture
def key():
    """A key that no other test counts under."""
    return RateLimit.key("https://api.example.com", f"credential-{next(numbers)}")


@pytest.fixture
def clock(monkeypatch):
    """A wall clock that stands still until it is moved: `clock(seconds)`."""
    now = [1_800_000_000.0]
    still = SimpleNamespace(time=lambda: now[0])
    # The library takes no clock, so the name by which each of its modules knows the system's is bound to this one.
    for module in (rate_limits, limits.strategies, limits.storage.memory, limits.storage.redis):
        monkeypatch.setattr(module, "time", still)

    def move(seconds):
        now[0] += seconds

    return move


@pytest.fixture(scope="module")
def redis():
    with redis_server("example-word") as server:
        yield server


@pytest.fixture(params=["memory", "redis"])
def storage(request):
    """The address of either storage."""
    return "memory://" if request.param == "memory" else request.getfixturevalue("redis").url


@pytest.fixture(params=["take", "take_async"])
def take(request):
    """Either way of asking, as a plain function."""
    if request.param == "take":
        return RateLimit.take
    return lambda limit, *given, **more: asyncio.run(limit.take_async(*given, **more))


def granted(limit, key, times):
    """How many of so many calls in a row may go out."""
    return sum(limit.take(key) == 0.0 for _ in range(times))


# Counting


def test_no_more_than_the_rate(storage, take, key):
    """The calls up to the rate go out, each further one is told to wait, and for no longer than the window."""
    limit = RateLimit("3/hour", storage=storage)
    assert [take(limit, key) for _ in range(3)] == [0.0, 0.0, 0.0]
    waits = [take(limit, key) for _ in range(2)]
    assert all(0 < wait <= 3600 for wait in waits)


def test_the_window_moves(storage, clock, key):
    """A call is allowed again once the oldest has left the window, and not when a new hour, say, begins."""
    limit = RateLimit("2/minute", storage=storage)
    assert limit.take(key) == 0.0
    clock(40)
    assert limit.take(key) == 0.0
    assert limit.take(key) == 20
    clock(20.5)
    assert granted(limit, key, 2) == 1
    assert limit.take(key) == 39.5
    clock(39.4)
    assert limit.take(key) == pytest.approx(0.1)
    clock(0.2)
    assert granted(limit, key, 2) == 1


def test_asking_is_not_counted(storage, clock, key):
    """Whoever is refused, however often, is not put off for longer."""
    limit = RateLimit("2/minute", storage=storage)
    assert granted(limit, key, 100) == 2
    clock(60.1)
    assert granted(limit, key, 100) == 2


def test_waiting_as_told_is_enough(storage, clock, key):
    """The loop that the client runs ends: after each wait it is asked again, until all calls went out."""
    limit = RateLimit("5/second; 8/minute", storage=storage)
    sent = 0
    for _ in range(40):
        wait = limit.take(key)
        sent += not wait
        clock(wait)
    assert sent >= 20


def test_several_rates_hold_together(storage, clock, key):
    """With two rates neither is exceeded, and what one refuses is not counted by the other."""
    limit = RateLimit("10/minute;2/second", storage=storage)
    for _ in range(5):
        assert granted(limit, key, 7) == 2
        clock(1.1)
    assert limit.take(key) == pytest.approx(60 - 5 * 1.1)
    clock(60 - 5 * 1.1 - 0.1)
    assert granted(limit, key, 7) == 0
    clock(0.2)
    assert granted(limit, key, 7) == 2


def test_two_keys_do_not_disturb_each_other(storage, key):
    """One credential's calls leave another's untouched, and so does the upstream."""
    limit = RateLimit("2/hour", storage=storage)
    others = [RateLimit.key("https://api.example.com", key), RateLimit.key("https://cal.example.com", key)]
    assert granted(limit, key, 5) == 2
    assert [granted(limit, other, 5) for other in others] == [2, 2]


def test_equal_limits_share_their_counts(storage, key):
    """Two clients of a process with the same rate and key stay below it together."""
    first, second = RateLimit("3/hour", storage=storage), RateLimit("3/hour", storage=storage, max_wait=9999)
    assert granted(first, key, 2) + granted(second, key, 5) == 3


def test_threads_share_a_limit(storage, key):
    """Sixteen threads that ask at once get just what one would get."""
    limit = RateLimit("25/hour", storage=storage)
    start = threading.Barrier(16)

    def ask(_):
        start.wait()
        return granted(limit, key, 5)

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(ask, range(16))) == 25


def test_tasks_and_threads_share_a_limit(storage, key):
    """Sync and async calls are counted together, over event loops that come and go."""
    limit = RateLimit("30/hour", storage=storage)

    async def ask(times):
        return sum(wait == 0.0 for wait in await asyncio.gather(*(limit.take_async(key) for _ in range(times))))

    assert granted(limit, key, 5) == 5
    assert asyncio.run(ask(10)) == 10
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(asyncio.run, [ask(10) for _ in range(4)])) == 15


def test_event_loop_goes_on_while_redis_is_silent(key):
    """A Redis that accepts and never answers holds up its own call alone."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        limit = RateLimit("2/hour", storage=f"redis://127.0.0.1:{port}/0?socket_timeout=60")

        async def ask():
            waiting = asyncio.ensure_future(limit.take_async(key))
            asked, _ = await asyncio.to_thread(silent.accept)
            for _ in range(10):
                await asyncio.sleep(0)
            assert not waiting.done()
            silent.close()
            asked.close()
            with pytest.raises(RateLimitUnavailable):
                await waiting

        asyncio.run(ask())


# Many processes


WORKER = """
import sys, time
import limits, redis
from toolzz_cal.rate_limits import RateLimit

rate, storage, key, wanted, asks = sys.argv[1:6]

def begin():
    return RateLimit(rate, storage=storage)

def work(limit, name):
    sent = []
    for _ in range(int(asks)):
        before = time.time()
        wait = limit.take(key)
        if not wait:
            sent.append((before, time.time()))
        elif int(wanted):
            time.sleep(wait)
        if len(sent) == int(wanted):
            break
    return sent
"""


def four_workers(rate, storage, key, *, wanted=0, asks=10_000):
    """What four processes sent that begin together: seconds before and after each call was allowed."""
    return together(WORKER, rate, storage, key, str(wanted), str(asks), count=4)


def test_four_processes_share_one_limit(redis, key):
    """Four processes that ask 400 times within the window send exactly what one may send."""
    sent = four_workers("40/hour", redis.url, key, asks=100)
    assert sum(map(len, sent)) == 40


def test_four_processes_stay_below_the_rate_as_time_goes_on(redis, key):
    """Four processes that wait for their turn all get through, and no more than the rate for each window begun."""
    sent = [call for each in four_workers("20/second", redis.url, key, wanted=10) for call in each]
    assert len(sent) == 40
    seconds = max(after for _, after in sent) - min(before for before, _ in sent)
    assert len(sent) <= 20 * (int(seconds) + 1)


def test_in_memory_each_process_counts_for_itself(key):
    """Without Redis the limit is that of a process, as documented."""
    assert [len(each) for each in four_workers("4/hour", "memory://", key, asks=10)] == [4, 4, 4, 4]


def test_child_of_a_fork_counts_on(redis, key):
    """A forked child uses Redis over a connection of its own, even if the fork caught a thread inside a call."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    program = """
import os, sys
from toolzz_cal import rate_limits
limit = rate_limits.RateLimit("10/hour", storage=sys.argv[1])
memory = rate_limits.RateLimit("2/hour")
key = sys.argv[2]
sent = [limit.take(key), limit.take(key), memory.take(key)]
rate_limits._lock.acquire()  # as another thread would
rate_limits._counters["memory://"]._guard.acquire()
child = os.fork()
if not child:
    sent = [limit.take(key), memory.take(key), memory.take(key)]
    os._exit(0 if sent == [0.0] * 3 and memory.take(key) else 1)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
rate_limits._lock.release()
assert code == 0, code
assert sum(limit.take(key) == 0.0 for _ in range(20)) == 7
"""
    fresh(program, redis.url, key)


# Waiting too long


def test_max_wait_ends_the_wait(storage, take, clock, key):
    """A wait beyond `max_wait`, with what was waited before, is a RateLimited that says when to come back."""
    limit = RateLimit("1/minute", storage=storage, max_wait=50)
    take(limit, key)
    with pytest.raises(errors.RateLimited, match=r"1/minute .* in 60\.0 s, and max_wait is 50 s") as caught:
        take(limit, key)
    assert (type(caught.value), caught.value.retry_after, caught.value.status_code) == (WaitTooLong, 60, None)
    clock(20)
    assert take(limit, key, waited=5) == 40
    with pytest.raises(WaitTooLong):
        take(limit, key, waited=11)
    assert pickle.loads(pickle.dumps(caught.value)).retry_after == 60


def test_deadline_ends_the_wait(clock, key):
    """A wait that would outlast the call's deadline is not begun."""
    limit = RateLimit("1/minute")
    assert limit.take(key, left=0.1) == 0.0
    assert limit.take(key, left=60) == 60
    with pytest.raises(WaitTooLong, match=r"deadline is in 59\.5 s"):
        limit.take(key, left=59.5)


def test_no_wait_at_all(key):
    """`max_wait=0` never waits."""
    limit = RateLimit("1/hour", max_wait=0)
    assert limit.take(key) == 0.0
    with pytest.raises(WaitTooLong):
        limit.take(key)


# Redis that fails


def test_redis_that_went_away(take, key, caplog):
    """By default nothing is sent; with `allow` calls go out and each is logged; afterwards the limit holds again."""
    with redis_server(PASSWORD) as server:
        address = f"redis://:{QUOTED}@127.0.0.1:{server.port}/0"
        closed = RateLimit("2/hour", storage=address)
        opened = RateLimit("2/hour", storage=address, on_storage_error="allow")
        assert take(opened, key) == 0.0
        server.stop()
        with pytest.raises(errors.ConnectionFailed, match=rf"redis://\*\*\*@127\.0\.0\.1:{server.port}/0") as caught:
            take(closed, key)
        with caplog.at_level(logging.WARNING, "toolzz_cal"):
            assert [take(opened, key) for _ in range(4)] == [0.0] * 4
    assert type(caught.value) is RateLimitUnavailable
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert len(caplog.records) == 4
    said = f"{caught.value!s} {caught.value!r} {vars(caught.value)} {caplog.text} {closed!r}"
    assert "refused" in said
    assert "example-pa" not in said
    assert "w%40rd" not in said


def test_wrong_password(redis, key):
    """A Redis that refuses the password is named without it."""
    limit = RateLimit("2/hour", storage=f"redis://:example-wrong-word@127.0.0.1:{redis.port}/0")
    with pytest.raises(RateLimitUnavailable, match="invalid username-password pair") as caught:
        limit.take(key)
    assert "example-wrong" not in f"{caught.value}{caught.value!r}{vars(caught.value)}"


# Secrets


def test_no_credential_in_redis(redis):
    """Nothing in Redis tells the credential, the upstream or the password: keys and values are looked through."""
    limit = RateLimit("7/hour; 3/minute", storage=redis.url)
    with redis.client() as client:
        client.flushall()  # other tests count here too
        for credential in (KEY, CAL_KEY):
            limit.take(RateLimit.key("https://api.example.com", credential))
        names = client.keys("*")
        stored = " ".join(names + [value for name in names for value in client.lrange(name, 0, -1)])
    assert len([name for name in names if "/7/1/hour" in name]) == 2
    assert all(name.startswith("toolzz_cal:") for name in names)
    for secret in (KEY, CAL_KEY, "example", redis.password):
        assert secret not in stored


def test_counts_are_forgotten(redis, key):
    """Every name in Redis expires with its window, so that nothing is left behind."""
    RateLimit("7/hour; 3/minute", storage=redis.url).take(key)
    with redis.client() as client:
        times = {name.rpartition("/")[2]: client.ttl(name) for name in client.keys(f"*{key}*")}
    assert 0 < times["minute"] <= 60 < times["hour"] <= 3600


def test_keys_are_digests():
    """A key is the same in every process, differs by upstream and credential, and shows neither."""
    made = {RateLimit.key(upstream, secret) for upstream in ("a", "ab") for secret in ("bc", "c", KEY)}
    assert len(made) == 6
    assert all(len(each) == 32 and int(each, 16) for each in made)
    assert RateLimit.key("https://api.example.com", KEY) == "6c26d190f9141b017bde98aa2bc7d1bc"


def test_storage_is_named():
    """The rest of an address stays, so that one knows which storage is meant."""
    limits = [RateLimit("2/hour", storage=f"redis://{at}[::1]:6379/3?client_name=x") for at in ("", "user:example@")]
    assert ["redis://[::1]:6379/3" in repr(limits[0]), "redis://***@[::1]:6379/3'" in repr(limits[1])] == [True, True]


SECRET_URLS = [
    f"redis://:{QUOTED}@redis.example.com:6379/0",
    f"redis://:{QUOTED}@redis.example.com:6379/0?client_name=a@b",
    f"redis://user:{PASSWORD}@redis.example.com:6379/0",
    f"redis://:{PASSWORD}@redis.example.com",
    "redis://user:12/example-pa@redis.example.com:6379",
    "redis://:example-pa#ss@redis.example.com:6379",
    "redis://:example-pa?ss@redis.example.com:6379",
    "redis://redis.example.com:example-pa",
    "redis://:example-pa",
    "redis://redis.example.com/0?socket_timeout=example-pa",
    "redis://redis.example.com/0?password=example-pa",
    "mongodb://:example-pa@mongo.example.com",
    ":example-pa@redis.example.com",
    f"redis+unix://:{QUOTED}@/run/redis.sock",
]


@every("storage", SECRET_URLS)
def test_password_is_never_shown(storage):
    """Whatever an address looks like, accepted or refused, no part of its password is said."""
    try:
        said = repr(RateLimit("2/hour", storage=storage))
    except errors.ConfigurationError as problem:
        said = f"{problem} {problem!r} {vars(problem)} {problem.__context__!r}"
    assert "example-pa" not in said
    assert "w@rd" not in said
    assert "w%40rd" not in said


# Setting up


@pytest.mark.parametrize(
    "rate", ["120/minute", "120 per minute", "10/second; 120/minute", "5/2seconds,9/day", "1/year"]
)
def test_notations(rate, key):
    """The library's notations are taken, several at once too."""
    assert RateLimit(rate).take(key) == 0.0


@every("rate", ["", "120", "minute", "9/fortnight", "0/minute", "-1/minute", "1/minute;", 120, None, []])
def test_what_is_no_rate(rate):
    """Anything else is refused at once, with an example of what is right."""
    with pytest.raises(errors.ConfigurationError, match=r"rate_limit .* is no rate; write .*'120/minute'"):
        RateLimit(rate)


@every(
    ("options", "message"),
    [
        ({"max_wait": -1}, "max_wait must be a number of seconds"),
        ({"max_wait": float("nan")}, "max_wait must be a number of seconds"),
        ({"max_wait": True}, "max_wait must be a number of seconds"),
        ({"max_wait": "5"}, "max_wait must be a number of seconds"),
        ({"on_storage_error": "ignore"}, "on_storage_error must be 'raise' or 'allow', not 'ignore'"),
        ({"storage": "memcached://127.0.0.1"}, "of no known kind; there are memory://, redis://"),
        ({"storage": "redis://"}, "is not an address; write it like 'redis://"),
        ({"storage": "redis://user:12/34@127.0.0.1:6379/0"}, "percent-encoded"),
        ({"storage": "localhost"}, "is not an address; write it like 'redis://"),
        ({"storage": None}, "is not an address; write it like 'redis://"),
        ({"storage": "redis://127.0.0.1:99999"}, "is not an address"),
        ({"storage": "redis://127.0.0.1/0?socket_timeout=soon"}, r"redis://127\.0\.0\.1/0 can't be used; look at"),
    ],
)
def test_what_can_not_be_right(options, message):
    """A wrong option is refused when the limit is made, not when the first call comes."""
    with pytest.raises(errors.ConfigurationError, match=message):
        RateLimit("2/hour", **options)


def test_limit_is_a_value(key):
    """A limit can't be changed, and is copied, compared and pickled without its connections."""
    limit = RateLimit("2/hour", storage="memory://", max_wait=9999)
    limit.take(key)
    copies = [copy.deepcopy(limit), pickle.loads(pickle.dumps(limit)), RateLimit("2/hour", max_wait=9999)]
    assert all(each == limit and hash(each) == hash(limit) for each in copies)
    assert [copied.take(key) == 0.0 for copied in copies[:2]] == [True, False]
    with pytest.raises(AttributeError):
        limit.rate = "9/hour"


@pytest.mark.parametrize(("missing", "storage"), [("limits", "memory://"), ("redis", "redis://127.0.0.1:9/0")])
def test_library_that_is_not_installed(missing, storage):
    """Without the extra the message has the command that installs it."""
    program = f"""
import sys
sys.modules[{missing!r}] = None
from toolzz_cal.rate_limits import RateLimit
try:
    RateLimit("2/hour", storage={storage!r})
except ValueError as problem:
    print(problem)
"""
    assert f"needs the library {missing}: pip install 'toolzz-cal[limits]'" in fresh(program)


def test_nothing_is_imported_before_a_limit_is_made():
    """Neither the package nor this module imports the libraries; they come with the first limit."""
    program = """
import sys
import toolzz_cal, toolzz_cal.rate_limits
from toolzz_cal import Client
Client(composio_api_key="ak_example")
assert not {"limits", "redis", "asyncio"} & set(sys.modules), set(sys.modules)
toolzz_cal.rate_limits.RateLimit("2/hour")
assert "limits" in sys.modules and "redis" not in sys.modules
"""
    fresh(program)
