"""Many calls at once, over loopback to the mock in its own process: counted, not timed. `benchmarks.load` does more."""

import asyncio
import gc
import multiprocessing
import warnings

import pytest

from workshop.benchmarks import load

CALLS = 320  # five of each thread
OF_A_CONNECTION = 8  # objects that one has, at most


@pytest.fixture(scope="module")
def upstream():
    """The mock's address, and what can be asked for there."""
    with load.mock() as found:
        yield found


@pytest.fixture
def _abandoned():
    """Lets go of connections whose event loop is closed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def _check(outcome, calls):
    assert calls == outcome.calls == len(outcome.times)
    assert (0, {}) == (outcome.wrong, dict(outcome.failed))


def test_threads_share_a_client(upstream):
    """64 threads get the answers to their own questions; nothing of a call stays, every connection is idle again."""
    outcome = load.threads(*upstream, CALLS)
    _check(outcome, CALLS)
    held, idle = outcome.connections
    assert 0 < idle == held
    assert outcome.left <= OF_A_CONNECTION * held  # of calls nothing, which are many more


def test_tasks_share_a_client(upstream):
    """200 calls in flight at once get the answers to their own questions; nothing stays, every connection is idle."""
    outcome = asyncio.run(load.tasks(*upstream, 600, workers=200))
    _check(outcome, 600)
    held, idle = outcome.connections
    assert 0 < idle == held
    assert outcome.left <= OF_A_CONNECTION * held  # of calls nothing, which are many more


def test_cancelled_calls_leave_the_client_usable(upstream):
    """Calls cancelled on their way do not disturb those beside them, nor those that come after."""
    ended, wrong, after = asyncio.run(load.cancelled(*upstream, 120))
    assert ended
    assert 0 == wrong
    _check(after, 120)


def test_cancelled_calls_use_up_no_connection(upstream):
    """After 200 calls were cancelled as they began, and 200 on their way, 100 others find a connection at once."""
    ended, after = asyncio.run(load.abandoned(*upstream, 200))
    assert ended > 200  # of the second 200, some may have been answered by then
    _check(after, 100)
    held, idle = after.connections
    assert 100 == idle == held


@pytest.mark.usefixtures("_abandoned")
def test_event_loops_come_and_go(upstream):
    """One async client works in event loops that are opened and closed one after another."""
    assert 30 == load.loops(*upstream, 3)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_are_apart(upstream, method):
    """A forked process and the one it came from go on with one client at the same time, each with its own answers."""
    assert 50 == load.processes(*upstream, method, 50)


def test_what_goes_wrong_is_counted(upstream):
    """The counts above can be other than 0: wrong answers and errors are told apart."""
    url, things = upstream
    outcome = load.threads(url, dict.fromkeys(things, "another name"), 20, workers=2, bare=True)
    assert 20 == outcome.wrong
    outcome = load.threads("http://127.0.0.1:9", things, 20, workers=2, bare=True)
    ((why, count),) = outcome.failed.items()
    assert 20 == count
    assert why.startswith("httpx.ConnectError < httpcore.ConnectError < builtins.ConnectionRefusedError: [Errno")
    assert f"\n  20 x {why}" in str(outcome)
