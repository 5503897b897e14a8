"""`toolzz-cal batch --engine celery`: real workers, a real Redis, and each line once whatever becomes of them."""

from __future__ import annotations

import json
import signal
import time
from contextlib import ExitStack

import pytest
from toolzz_cal_cli import queue

from tests.support.command_line import environment, process, variables
from tests.support.independence import PATIENCE
from tests.support.recipes import wait_until_overdue
from tests.support.running import Running

ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
ME = {"operation": "me.get"}
USER = {
    "operation": "oauth_clients.users.create",
    "arguments": {"clientId": "client_example_4821", "name": "Ana Prado", "email": "one@example.com"},
}


def create(hour, **more):
    """A line that books."""
    arguments = {"start": f"2027-03-12T{hour:02}:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    return {"operation": "bookings.create", "arguments": arguments, **more}


@pytest.fixture
def start(toolzz_cal_mock_server, redis_url, tmp_path):
    """Starts commands that share a Redis as broker and journal; they end with the test."""
    shared = {"TOOLZZ_CAL_BROKER": redis_url, "TOOLZZ_CAL_JOURNAL": redis_url}

    with ExitStack() as stack:

        def started(*words, **changed):
            settings = environment(**{**variables(toolzz_cal_mock_server.url), **shared, **changed})
            running = Running(words, settings, tmp_path)
            stack.callback(running.end)
            return running

        yield started


SHORT = ("--timeout", "1", "--retries", "0", "--lease", "0")


@pytest.fixture
def worker(start):
    """Starts a worker, and returns when it is ready."""

    def begun(*words, **changed):
        running = start("worker", "--concurrency", "1", *words, **changed)
        running.says("the worker is ready")
        return running

    return begun


@pytest.fixture
def batch(start, tmp_path):
    """Starts a batch of lines for workers."""

    def begun(*lines, options=()):
        if lines:
            text = "".join(f"{json.dumps(each)}\n" for each in lines)
            (tmp_path / "calls.jsonl").write_text(text, "utf-8")
        return start("batch", "calls.jsonl", "--engine", "celery", "--yes", *options)

    return begun


def wait_for(condition):
    """Waits until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def handed_out(redis_url):
    """Waits until so many lines are in the broker."""
    import redis

    with redis.Redis.from_url(redis_url) as client:
        yield lambda number: wait_for(lambda: client.llen("toolzz-cal:toolzz-cal") == number)


def starts(mock):
    """When each booking begins that was asked for."""
    return sorted(each.arguments["start"] for each in mock.calls("bookings.create"))


@pytest.fixture
def mock(toolzz_cal_mock_server):
    """The mock that all of them call."""
    return toolzz_cal_mock_server


def test_lines_are_done_once_each(batch, worker, mock):
    """By two workers; the run tells what came of each, as one that makes the calls does. The next sends nothing."""
    mock.faults.add("status", status=400, operation="bookings.create", times=1)
    mock.faults.add("drop_after", operation=USER["operation"], times=1)
    workers = [worker(), worker()]
    lines = [ME, *(create(hour) for hour in (13, 14, 15)), USER]
    first = batch(*lines)
    assert first.ended() == 5
    assert sorted(first.states) == [1, 2, 3, 4, 5]
    assert sorted(first.states.values()) == ["done", "done", "done", "failed", "unknown"]
    assert "5 lines: 0 done before, 3 done now, 1 failed, 1 with unknown outcome" in "".join(first.err)
    second = batch()
    assert second.ended() == 5
    assert sorted(second.states.values()) == ["done", "done", "done", "done", "unknown"]
    assert "5 lines: 3 done before, 1 done now, 1 with unknown outcome" in "".join(second.err)
    assert len(starts(mock)) == 4
    assert len(set(starts(mock))) == 3
    mock.calls.assert_called_once("me.get")
    mock.calls.assert_called_once(USER["operation"])
    workers[0].stop(signal.SIGTERM)
    assert workers[0].ended() == 0
    workers[1].stop(signal.SIGINT)
    assert workers[1].ended() == 130
    told = "".join(workers[1].err)
    assert "what is left waits for a worker. To go on:\n  toolzz-cal worker --concurrency 1\n" in told


def test_a_worker_that_is_killed(batch, worker, mock, redis_url):
    """Its line is delivered again, looked up and found: it was made once."""
    mock.faults.add("latency", latency=20, operation="bookings.create", times=1)
    dying = worker(*SHORT)
    run = batch(create(13), create(14), ME)
    wait_for(lambda: mock.calls("bookings.create"))
    dying.stop(signal.SIGKILL)
    assert dying.ended() == -signal.SIGKILL
    wait_until_overdue(redis_url, 2.0, "toolzz-cal:")  # one attempt, and a moment beyond
    worker(*SHORT)
    assert run.ended() == 0
    assert run.states == {1: "done", 2: "done", 3: "done"}
    assert starts(mock) == ["2027-03-12T13:00:00Z", "2027-03-12T14:00:00Z"]


def test_a_worker_that_is_ended(batch, worker, mock):
    """SIGTERM has it finish the line in hand and take no other."""
    mock.faults.add("latency", latency=1, operation="bookings.create", times=1)
    ending = worker()
    run = batch(*(create(hour) for hour in (13, 14, 15)))
    wait_for(lambda: mock.calls("bookings.create"))
    ending.stop(signal.SIGTERM)
    assert ending.ended() == 0
    run.shows(1)
    assert list(run.states.values()) == ["done"]
    worker()
    assert run.ended() == 0
    assert len(starts(mock)) == len(set(starts(mock))) == 3


def test_a_worker_that_is_stopped(batch, worker, mock):
    """The first Ctrl-C has it finish the line in hand, and it says what it did; the second ends it at once."""
    mock.faults.add("latency", latency=0.5, operation="bookings.create", times=1)
    stopping = worker()
    run = batch(*(create(hour) for hour in (13, 14, 15)))
    wait_for(lambda: mock.calls("bookings.create"))
    stopping.stop(signal.SIGINT)
    assert stopping.ended() == 130
    assert "1 done; what is left waits for a worker. To go on:\n  toolzz-cal worker" in "".join(stopping.err)
    run.shows(1)
    mock.faults.add("latency", latency=PATIENCE + 60, operation="bookings.create", times=1)
    ending = worker()
    wait_for(lambda: len(mock.calls("bookings.create")) == 2)
    ending.stop(signal.SIGINT)
    ending.says("Ctrl-C once more ends at once")
    ending.stop(signal.SIGINT)
    assert ending.ended() == 130
    assert "the lines in hand are delivered again" in "".join(ending.err)


def test_a_run_that_is_stopped(batch, worker, start, mock):
    """Ctrl-C leaves the lines to the workers, and says how to go on; the same command tells of all of them."""
    lines = [create(hour) for hour in (13, 14, 15, 16)]
    run = batch(*lines)
    run.says("no worker answers; start some with `toolzz-cal worker`")
    run.stop(signal.SIGINT)
    assert run.ended() == 130
    told = "".join(run.err)
    assert "4 lines: 4 left\nWorkers go on with them; the same command tells what comes of them:\n" in told
    assert "  toolzz-cal batch calls.jsonl --engine celery --yes\n" in told
    worker()
    wait_for(lambda: len(mock.calls("bookings.create")) == 4)
    again = batch()
    assert again.ended() == 0
    assert set(again.states.values()) == {"done"}
    assert len(again.states) == 4
    assert len(starts(mock)) == len(set(starts(mock))) == 4


def test_two_runs_at_a_time(batch, worker, handed_out, mock):
    """Both tell of every line, and each is done once, also what fails."""
    mock.faults.add("status", status=400, operation="bookings.create", times=1)
    runs = [batch(*(create(hour) for hour in (13, 14, 15))), batch()]
    handed_out(6)
    worker()
    for run in runs:
        assert run.ended() == 1
        assert sorted(run.states.values()) == ["done", "done", "failed"]
    assert len(starts(mock)) == len(set(starts(mock))) == 3


@pytest.mark.parametrize("changed", [{"COMPOSIO_API_KEY": "ak_other_example"}, {"TOOLZZ_CAL_ACCOUNT": "other-example"}])
def test_a_worker_of_another_account(changed, batch, worker, mock):
    """It refuses and ends with 3; a worker of the right one does the line."""
    wrong = worker(**changed)
    run = batch(create(13))
    assert wrong.ended() == 3
    assert "a line is for another account, route, address or journal" in "".join(wrong.err)
    assert mock.calls() == []
    worker()
    assert run.ended() == 0
    mock.calls.assert_called_once("bookings.create")


def test_a_message_holds_no_credential(batch, handed_out, redis_url, mock):
    """What waits in the broker has the line and nothing of whoever runs it."""
    import redis

    batch(create(13))
    handed_out(1)
    with redis.Redis.from_url(redis_url) as client:
        kept = b"".join(
            each for key in client.scan_iter("*") if client.type(key) == b"list" for each in client.lrange(key, 0, -1)
        )
    assert b"argsrepr" in kept
    for name, value in variables(mock.url).items():
        assert value.encode() not in kept, name


def test_where_it_stands(batch, worker, handed_out, start, mock):
    """Counts by state, in words or as JSON, without a word to any upstream."""
    mock.faults.add("status", status=400, operation="bookings.create", times=1)
    status = ("batch", "calls.jsonl", "--status")
    run = batch(ME, create(13))
    handed_out(2)
    before = start(*status)
    assert (before.ended(), before.out) == (0, ["2 lines: 2 waiting\n"])
    worker()
    assert run.ended() == 1
    mock.calls.clear()
    after = start(*status)
    assert (after.ended(), after.out) == (0, ["2 lines: 1 done, 1 failed\n"])
    as_json = start(*status, "--json")
    assert as_json.ended() == 0
    assert json.loads(as_json.out[0]) == {
        "lines": 2,
        "done": 1,
        "failed": 1,
        "unknown": 0,
        "in_progress": 0,
        "waiting": 0,
    }
    assert mock.calls() == []


def test_a_shared_rate(batch, worker, mock):
    """Calls of all workers with a key are counted together, in the Redis that they share."""
    workers = [worker("--rate-limit", "2/day"), worker("--rate-limit", "2/day")]
    run = batch(*[ME] * 4)
    assert run.ended() == 1
    assert sorted(run.states.values()) == ["done", "done", "failed", "failed"]
    assert "The rate limit 2/day allows the next call in" in "".join(run.out)
    assert len(mock.calls("me.get")) == 2
    assert len(workers) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--engine", "celery"), "--engine celery needs a --broker"),
        (("--engine", "celery", "--broker", "amqp://guest:example-password@h"), "must be the address of a Redis"),
        (("--engine", "celery", "--broker", "redis://:example-password@127.0.0.1:1/0"), "the broker can't be reached"),
    ],
)
def test_a_broker_that_can_not_be(words, told, mock, tmp_path):
    """One line, without the password."""
    (tmp_path / "calls.jsonl").write_text(json.dumps(ME), "utf-8")
    ran = process("batch", "calls.jsonl", *words, env=environment(**variables(mock.url)), folder=tmp_path)
    assert ran.returncode in (2, 6)
    assert told in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert "example-password" not in ran.stderr + ran.stdout
    assert mock.calls() == []


@pytest.mark.parametrize("words", [("batch", "calls.jsonl", "--engine", "celery"), ("worker", "--journal", "x.db")])
@pytest.mark.parametrize("missing", ["celery", "redis"])
def test_without_the_extra(words, missing, run, mock, tmp_path, monkeypatch):
    """2, and one line says what to install."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calls.jsonl").write_text(json.dumps(ME), "utf-8")
    monkeypatch.setattr(queue, "find_spec", lambda name: None if name == missing else object())
    ended = run(*words, "--broker", "redis://127.0.0.1:1/0")
    assert (ended.code, ended.out, mock.calls()) == (2, "", [])
    assert ended.err == f"error: {missing} is missing: pip install 'toolzz-cal[celery]'\n"
    assert not (tmp_path / "calls.jsonl.journal").exists()


@pytest.mark.parametrize("words", [("worker",), ("worker", "--broker", "redis://127.0.0.1:1/0")])
def test_a_worker_needs_both(words, run):
    """2: the option is named that lacks."""
    ended = run(*words)
    assert ended.code == 2
    assert ("--journal" if len(words) > 1 else "--broker") in ended.err
