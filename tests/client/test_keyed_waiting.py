"""Two calls with one key: one is at work, the other waits for its answer; and who takes too long is replaced."""

import asyncio
import threading
from datetime import timedelta

import anyio
import httpx
import pytest
import trio
from toolzz_cal import AsyncClient, OutcomeUnknown, RetryPolicy, errors
from toolzz_cal._journal_store import Outcome
from toolzz_cal_mock.transport import AsyncMockTransport

from tests.support.keyed import BOOKING, KEY, Desk


@pytest.fixture
def desk(kind):
    """Makes a `Desk` of this kind."""
    return lambda route="gateway", **settings: Desk(kind, route, **settings)


def claimed(table, *, lease=1_000.0):
    """Has somebody else at work on the same call: it is claimed, and nothing was sent. Gives who it is."""
    table.store.after["claim"] = table.stop
    table.dies(table.book)
    row = table.row()
    row.owner, row.ends = "somebody else", table.store.now + lease
    table.store.asked.clear()
    return row.owner


def found(table, times, then):
    """Has something happen when the journal is asked for the time of this number how it is going."""

    def count(left=times):
        if left > 1:
            table.store.before["find"] = lambda: count(left - 1)
        else:
            then()

    table.store.before["find"] = count


# Waiting


def test_the_answer_of_the_other_is_waited_for(desk):
    """And given, as if it had been there before."""
    table = desk()
    owner = claimed(table)
    other = Desk("sync")
    uid = other.book().data.uid
    outcome = Outcome("done", answer=other.row().answer)
    found(table, 3, lambda: table.store.settle(KEY, owner, outcome))
    result = table.book()
    assert (result.replayed, result.data.uid, table.sent()) == (True, uid, 0)
    assert table.store.asked == ["claim", "find", "find", "find", "settle"]


def test_what_the_other_was_refused_is_sent(desk):
    """It is this call's then, without a doubt."""
    table = desk()
    owner = claimed(table)
    found(table, 2, lambda: table.store.settle(KEY, owner, Outcome("refused")))
    result = table.book()
    assert (result.replayed, [result.data.uid], table.sent("bookings.list")) == (False, table.booked, 0)


def test_what_the_other_does_not_know_is_looked_for(desk):
    """And sent when nothing is there."""
    table = desk()
    owner = claimed(table)
    found(table, 2, lambda: table.store.settle(KEY, owner, Outcome("unknown")))
    assert [table.book().data.uid] == table.booked
    assert (table.sent("bookings.list"), table.sent("bookings.create")) == (1, 1)


def test_after_the_wait_it_gives_up(desk):
    """Nothing was sent, and the error says for how long the other is believed to be at work."""
    table = desk(wait=0.1)
    claimed(table, lease=77.0)
    with pytest.raises(errors.CallInProgress, match="in progress elsewhere") as caught:
        table.book()
    assert (caught.value.retry_after, caught.value.operation, table.sent()) == (77.0, "bookings.create", 0)
    assert (caught.value.is_retryable, caught.value.may_have_happened) == (True, False)
    assert table.row().owner == "somebody else"


def test_without_patience_it_does_not_wait(desk):
    """With a wait of 0 seconds the journal is asked once."""
    table = desk(wait=0.0)
    claimed(table)
    with pytest.raises(errors.CallInProgress):
        table.book()
    assert table.store.asked == ["claim"]


def test_the_deadline_of_the_call_ends_the_wait(desk):
    """Which the policy sets, and the journal would wait longer."""
    table = desk(wait=10_000.0)
    claimed(table)
    with pytest.raises(errors.CallInProgress):
        table.book(client=table.with_options(retries=RetryPolicy(deadline=0.1)))
    assert table.sent() == 0


def test_whoever_is_gone_is_replaced_when_the_lease_is_over(desk):
    """During the wait; then it is looked whether the other did it."""
    table = desk()
    claimed(table)
    found(table, 2, lambda: table.passes(2_000))
    assert [table.book().data.uid] == table.booked
    assert (table.sent("bookings.list"), table.sent("bookings.create")) == (1, 1)


def test_a_key_that_is_forgotten_during_the_wait_is_new(desk):
    """So the call is the first with it."""
    table = desk()
    claimed(table)
    found(table, 2, lambda: table.store.forget(KEY))
    assert [table.book().data.uid] == table.booked
    assert table.sent() == 1


def test_another_call_that_takes_the_key_meanwhile_is_told(desk):
    """It is forgotten, and stands for something else by then."""
    table = desk()
    claimed(table)

    def taken():
        table.store.forget(KEY)
        Desk.book(table, client=table.with_journal(), start=BOOKING["start"] + timedelta(hours=1))

    def elsewhere():
        # Another thread, as the async client can't be run inside of itself.
        thread = threading.Thread(target=taken)
        thread.start()
        thread.join()

    found(table, 2, elsewhere)
    with pytest.raises(errors.IdempotencyKeyReused):
        table.book()
    assert table.sent() == 1


# At the same moment


def test_many_at_once_are_one(desk):
    """Whoever comes first sends; all get the same answer."""
    table = Desk("sync")
    uids, others = [], 7
    inside, all_there = threading.Event(), threading.Barrier(others + 1)
    handle = table.handle

    def slow(request):
        inside.set()
        all_there.wait()
        return handle(request)

    def wait_beside():
        inside.wait()
        table.store.before["find"] = lambda: None
        uids.append(table.book().data.uid)

    threads = [threading.Thread(target=wait_beside) for _ in range(others)]
    passing = [threading.Thread(target=all_there.wait) for _ in range(others)]
    table.handle = slow
    for each in (*threads, *passing):
        each.start()
    uids.append(table.book().data.uid)
    for each in (*threads, *passing):
        each.join()
    assert (len(set(uids)), len(uids), table.sent("bookings.create")) == (1, others + 1, 1)


def test_many_tasks_at_once_are_one():
    """The same in one event loop, which the journal does not hold up."""
    table = Desk("async")

    async def all_of_them():
        calls = [table.client.bookings.create(**BOOKING, idempotency_key=KEY) for _ in range(8)]
        return await asyncio.gather(*calls)

    results = asyncio.run(all_of_them())
    assert len({each.data.uid for each in results}) == 1
    assert (sorted(each.replayed for each in results), table.sent()) == ([False, *[True] * 7], 1)


def test_trio_will_do():
    """As httpx works under it, so do keys: waiting, asking the journal in a thread, and being cancelled."""
    table = Desk("async")
    owner = claimed(table)
    found(table, 2, lambda: table.store.settle(KEY, owner, Outcome("refused")))

    async def twice():
        first = await table.client.bookings.create(**BOOKING, idempotency_key=KEY)
        return first, await table.client.bookings.create(**BOOKING, idempotency_key=KEY)

    first, again = trio.run(twice)
    assert (first.replayed, again.replayed, table.sent()) == (False, True, 1)


# The lease


def test_every_further_attempt_renews_the_lease(desk):
    """Before it is sent; the first one needs none."""
    table = desk()
    table.mock.faults.add("retry-after=0; times=2; operation=bookings.create")
    assert table.book().replayed is False
    assert table.store.asked == ["claim", "renew", "renew", "settle"]


def test_a_pause_is_covered_by_the_lease(desk):
    """Nobody takes over while a call waits for its next attempt, as the upstream asked for."""
    table = desk(lease=0.0)
    table.mock.faults.add("retry-after=0.05; times=1; operation=bookings.create")
    table.book()
    assert table.store.asked == ["claim", "renew", "renew", "renew", "settle"]
    assert table.store.renewed == [5.0, 5.05, 5.0]


def test_whoever_has_lost_the_lease_sends_no_more(desk):
    """Another call has taken over while it waited to be allowed."""
    table = desk()

    def taken_over():
        table.row().owner = "somebody else"

    table.store.before["renew"] = taken_over
    table.mock.faults.add("status=429; retry-after=0; times=1; operation=bookings.create")
    with pytest.raises(errors.CallInProgress, match="another call with its idempotency key has taken over") as caught:
        table.book()
    assert (table.sent("bookings.create"), table.booked, caught.value.is_retryable) == (1, [], True)
    assert (table.row().owner, table.row().state) == ("somebody else", "started")


def test_whoever_loses_it_while_looking_sends_nothing(desk):
    """Looks renew it as well, where too little of it is left."""
    table = desk(lease=0.0)
    table.dies_before(table.book)
    table.store.asked.clear()
    table.store.before["renew"] = lambda: setattr(table.row(), "owner", "somebody else")
    with pytest.raises(errors.CallInProgress):
        table.book()
    assert (table.sent(), table.row().owner) == (0, "somebody else")


def test_an_answer_that_comes_after_the_lease_is_given(desk, caplog):
    """To the caller; whoever has taken over settles the key."""
    table = desk()
    handle = table.handle

    def slow(request):
        reply = handle(request)
        table.row().owner = "somebody else"
        return reply

    table.handle = slow
    assert [table.book().data.uid] == table.booked
    assert (table.row().owner, table.row().state) == ("somebody else", "started")
    assert "another call with its key has taken over" in caplog.text


def test_the_lease_covers_an_attempt(desk):
    """The client's own timeout, or that of the call, and the journal's lease beyond it."""
    for given, ends in (({}, 15.0), ({"timeout": 30}, 40.0)):
        table = desk(lease=10.0)
        seen = []
        handle = table.handle
        table.handle = lambda request, table=table, seen=seen, handle=handle: (
            seen.append(table.row().ends),
            handle(request),
        )[1]
        table.book(**given)
        assert seen == [ends]


# Whoever is interrupted


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_an_interrupted_call_is_unknown(stop):
    """It was sent, so the next one looks at once, without waiting for the lease."""
    table = Desk("sync")
    handle = table.handle

    def interrupted(request):
        handle(request)
        raise stop

    table.handle = interrupted
    with pytest.raises(stop):
        table.book()
    assert table.row().state == "unknown"
    table.handle = handle
    result = table.book()
    assert (result.reconciled, [result.data.uid], table.sent("bookings.create")) == (True, table.booked, 1)


def test_a_call_that_is_interrupted_before_it_is_sent_is_as_if_it_had_not_been():
    """So the next one need not look."""
    table = Desk("sync")

    def stopped(*_):
        raise KeyboardInterrupt

    table.store.before["made"] = stopped
    table.dies_before(lambda: table.book(client=table.with_journal(mark=False)))
    table.book(key=None)
    with pytest.raises(KeyboardInterrupt):
        table.book(client=table.with_journal(mark=False))
    assert (table.row().state, table.row().doubtful) == ("refused", True)


class Stuck(httpx.AsyncBaseTransport):
    """Does what is asked for, and never answers."""

    def __init__(self, mock):
        self.mocked = AsyncMockTransport(mock)
        self.sent = anyio.Event()

    async def handle_async_request(self, request):
        await self.mocked.handle_async_request(request)
        self.sent.set()
        await anyio.sleep_forever()


async def cancelled_by_task(book, sent):
    """As asyncio cancels a task."""
    task = asyncio.ensure_future(book())
    await sent.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def cancelled_by_scope(book, sent):
    """As anyio, and trio, cancel what is inside a scope."""
    async with anyio.create_task_group() as group:
        group.start_soon(book)
        await sent.wait()
        group.cancel_scope.cancel()


CANCELLED = [("asyncio", cancelled_by_task), ("asyncio", cancelled_by_scope), ("trio", cancelled_by_scope)]


@pytest.mark.parametrize(("backend", "cancelled"), CANCELLED)
def test_a_cancelled_call_is_unknown(backend, cancelled):
    """The journal is told before the cancellation goes on, whichever way it comes."""
    table = Desk("async")

    async def book():
        stuck = Stuck(table.mock)
        http = httpx.AsyncClient(transport=stuck)
        client = AsyncClient(http_client=http, **table.client._engine.config.options)
        await cancelled(lambda: client.bookings.create(**BOOKING, idempotency_key=KEY), stuck.sent)

    anyio.run(book, backend=backend)
    assert (table.row().state, len(table.booked)) == ("unknown", 1)
    assert table.book().reconciled is True


def test_a_call_that_is_cancelled_when_it_is_done_is_done():
    """What is known is written down all the same."""
    table = Desk("async")
    handle, running = table.handle, []

    def cancelling(request):
        running[0].cancel()
        return handle(request)

    async def book():
        running.append(asyncio.ensure_future(table.client.bookings.create(**BOOKING, idempotency_key=KEY)))
        with pytest.raises(asyncio.CancelledError):
            await running[0]

    table.handle = cancelling
    asyncio.run(book())
    assert table.row().state == "done"


def test_an_interrupted_look_leaves_it_unknown():
    """What was sent before is settled by then."""
    table = Desk("sync")
    table.mock.faults.add("drop_before; operation=bookings.create; times=1")
    with pytest.raises(OutcomeUnknown):
        table.book()
    handle = table.handle

    def interrupted(_request):
        raise KeyboardInterrupt

    table.handle = interrupted
    with pytest.raises(KeyboardInterrupt):
        table.book()
    assert (table.row().state, table.row().doubtful) == ("refused", True)
    table.handle = handle
    assert [table.book().data.uid] == table.booked
