"""Calls, waits and threads are the same in every event loop: asyncio's, and trio's, where nothing of asyncio is."""

import asyncio
import gc
import socket
import threading

import httpx
import pytest
import trio
import trio.testing
from toolzz_cal import AsyncClient, RetryPolicy, errors
from toolzz_cal.rate_limits import RateLimit
from toolzz_cal_mock.seed import ACCOUNT, BOOKING, PROJECT_KEY

from tests.support.client import Reply, Upstream, async_client, done, example
from tests.support.mock import still_mock

LOOPS = {
    "asyncio": asyncio.run,
    "trio": lambda main: trio.run(lambda: main),
}
OPTIONS = {"composio_api_key": PROJECT_KEY, "user_id": ACCOUNT, "retries": 0}
CREATE = {
    "start": "2027-03-09T15:00:00Z",
    "event_type_id": 10482,
    "attendee": {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo"},
}


@pytest.fixture(params=LOOPS)
def run(request):
    """Runs a coroutine to its end."""
    return LOOPS[request.param]


def booking(client):
    """A small read."""
    return client.bookings.get(booking_uid=BOOKING)


@pytest.mark.parametrize(
    "first",
    [
        Reply(503, {"message": "later"}),
        Reply(429, {"message": "slowly"}, {"retry-after": "0.001"}),
        httpx.ConnectError("no way"),
        httpx.ReadTimeout("gone"),
    ],
    ids=["503", "429", "unsent", "timeout"],
)
def test_a_read_is_repeated(run, first):
    """After a wait, whatever went wrong."""
    upstream = Upstream(first, done({"uid": "bk"}))
    told = []
    policy = RetryPolicy(1, base=0.001, on_retry=told.append)
    client = async_client(upstream, retries=policy)
    assert run(booking(client)).data.uid == "bk"
    assert (upstream.count, [each.attempt for each in told]) == (2, [1])


def test_a_write_that_was_refused_is_repeated_and_one_that_was_sent_is_not(run):
    """The rules of writes hold everywhere."""
    upstream = Upstream(Reply(429, {"message": "slowly"}), done({"uid": "bk"}))
    assert run(async_client(upstream).bookings.cancel(booking_uid=BOOKING)).data.uid == "bk"
    lost = Upstream(httpx.ReadError("gone"))
    with pytest.raises(errors.OutcomeUnknown):
        run(async_client(lost).bookings.cancel(booking_uid=BOOKING))
    assert (upstream.count, lost.count) == (2, 1)


def test_what_a_write_made_is_looked_up(run):
    """Once its answer is lost, with waits between the looks while the list is not there yet."""
    mock = still_mock()
    mock.faults.add("drop_after", operation="bookings.create", times=1)
    mock.faults.add("status=503; times=1", operation="bookings.list")
    ready = mock.async_client.with_options(retries=RetryPolicy(0, base=0.001))
    found = run(ready.bookings.create(**CREATE, reconcile=True))
    assert found.reconciled
    assert (len(mock.calls("bookings.create")), len(mock.calls("bookings.list"))) == (1, 2)


def test_a_call_waits_for_its_turn(run):
    """Both calls of a second are used up; the third waits for one of them to leave the window."""
    upstream = Upstream(done())

    async def main():
        client = async_client(upstream, rate_limit=RateLimit("2/second"), composio_api_key=f"ak_example_{id(upstream)}")
        for _ in range(3):
            await booking(client)

    run(main())
    assert upstream.count == 3


def test_the_storage_is_asked_in_a_thread(run):
    """Whose failure is told as such; nothing listens at the port, which is held."""
    pytest.importorskip("redis")
    upstream = Upstream(done())
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        storage = f"redis://127.0.0.1:{held.getsockname()[1]}/0"
        client = async_client(upstream, rate_limit=RateLimit("5/second", storage=storage))
        with pytest.raises(errors.RateLimitUnavailable):
            run(booking(client))
    assert upstream.count == 0


class Never(httpx.AsyncBaseTransport):
    """Answers never, and notes that its request was given up."""

    def __init__(self, sleep_forever):
        self.sleep_forever, self.ended = sleep_forever, False

    async def handle_async_request(self, request):
        """Waits."""
        try:
            await self.sleep_forever()
        finally:
            self.ended = True


async def forever():
    """Waits in asyncio."""
    await asyncio.get_running_loop().create_future()


FOREVER = {"asyncio": forever, "trio": trio.sleep_forever}


@pytest.mark.parametrize("loop", LOOPS)
def test_an_attempt_is_cut_whatever_the_transport_does(loop):
    """By its timeout, also where the transport is not httpx's own and heeds none."""
    transport = Never(FOREVER[loop])
    client = AsyncClient(**OPTIONS, http_client=httpx.AsyncClient(transport=transport))
    with pytest.raises(errors.RequestTimeout):
        LOOPS[loop](client.bookings.get(booking_uid=BOOKING, timeout=0.02))
    assert transport.ended


@pytest.mark.parametrize("loop", LOOPS)
def test_a_function_that_gives_no_credential_is_given_up(loop):
    """After the time of an attempt, and nothing is sent."""
    upstream = Upstream(done())
    client = async_client(upstream, composio_api_key=FOREVER[loop], timeout=0.02)
    with pytest.raises(errors.CredentialUnavailable):
        LOOPS[loop](booking(client))
    assert upstream.count == 0


def test_a_coroutine_function_gives_a_credential(run):
    """Awaited in the loop of the call."""
    upstream = Upstream(done())

    async def key():
        return "ak_example_from_a_function"

    run(booking(async_client(upstream, composio_api_key=key)))
    assert upstream.requests[0].headers["x-api-key"] == "ak_example_from_a_function"


def test_a_client_goes_on_in_every_loop(toolzz_cal_mock_server):
    """One after the other, each with connections of its own, and those of loops that have ended are let go."""
    client = AsyncClient(base_url=toolzz_cal_mock_server.url, **OPTIONS)
    pool = client._engine.pool

    async def main():
        assert (await booking(client)).data.uid == BOOKING
        await pool.own.aclose()
        return pool.own

    made = [LOOPS[loop](main()) for loop in ("trio", "asyncio", "trio", "asyncio")]
    assert len({id(each) for each in made}) == 4
    assert len(pool._of_loops) == 1


def test_two_runs_of_trio_at_once_share_no_connection(toolzz_cal_mock_server):
    """A connection belongs to the run that opened it."""
    client = AsyncClient(base_url=toolzz_cal_mock_server.url, **OPTIONS)
    both, used = threading.Barrier(2, timeout=300), []

    async def main():
        both.wait()
        await booking(client)
        used.append(client._engine.pool.own)
        both.wait()
        await booking(client)
        await client._engine.pool.own.aclose()

    threads = [threading.Thread(target=trio.run, args=(main,)) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len({id(each) for each in used}) == 2


@pytest.mark.filterwarnings("ignore:Async generator .*httpx.*garbage collected:ResourceWarning")  # a body half sent
def test_calls_can_be_cancelled_in_trio(toolzz_cal_mock_server):
    """At any moment; nothing is left of them, and the client goes on."""

    async def main():
        async with AsyncClient(base_url=toolzz_cal_mock_server.url, **OPTIONS) as client:
            held = client._engine.pool.sender().http._transport._pool
            for turns in range(40):
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(booking, client)
                    for _ in range(turns):
                        await trio.lowlevel.checkpoint()
                    nursery.cancel_scope.cancel()
                assert held._requests == []
            assert (await booking(client)).data.uid == BOOKING

    trio.run(main)
    gc.collect()


def test_a_walk_over_pages(run):
    """Is awaited as a single call is."""
    each = example("bookings.list")
    page = done(each.answer["data"])
    client = async_client(Upstream(page))

    async def main():
        return [item.uid async for item in client.bookings.iterate(take=100)]

    assert run(main()) == [item["uid"] for item in each.payload]


def test_nothing_else_waits_by_asyncio():
    """No module of the client imports what only one loop has, but for telling which loop runs."""
    import ast

    from tests.support.client import PACKAGE

    found = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in ("asyncio", "trio"):
                found[path.name] = [each.name for each in node.names]
            elif isinstance(node, ast.Import) and {"asyncio", "trio"} & {each.name for each in node.names}:
                found[path.name] = ["*"]
    assert found == {"_pool.py": ["get_running_loop"]}
