"""The recipe for Celery books each job once, with real workers, a real Redis between them, and whichever is killed."""

import json
import os
import signal
from contextlib import contextmanager

import pytest

from tests.support.guarded import until
from tests.support.recipes import (
    SHORTER,
    booked,
    booking,
    celery,
    email,
    environment,
    hold,
    program,
    python,
    wait_for_call,
    wait_until_overdue,
)

# The recipe, with less patience. A slow machine may give a task to two workers at once, which the key has to stand.
VISIBILITY = 1  # seconds
WORKER = f"""
import celery_tasks as recipe
{SHORTER}
recipe.app.conf.broker_transport_options = {{"visibility_timeout": {VISIBILITY}}}
app = recipe.app
"""
SEND = """
import json, sys
from celery_tasks import book
for job, booking, task_id in json.loads(sys.argv[1]):
    book.apply_async((job, booking), task_id=task_id)
"""


@pytest.fixture
def journal_url(request, tmp_path):
    """Where the workers' journal is: in SQLite, unless the test says otherwise."""
    kind = getattr(request, "param", "sqlite")
    return f"sqlite:///{tmp_path}/calls.db" if kind == "sqlite" else request.getfixturevalue(f"{kind}_url")


EACH_JOURNAL = pytest.mark.parametrize("journal_url", ["sqlite", "postgresql", "redis"], indirect=True)
IN_POSTGRESQL = pytest.mark.parametrize("journal_url", ["postgresql"], indirect=True)


class Queue:
    """Tasks and workers of one test."""

    def __init__(self, server, redis, folder, journal_url):
        self.redis, self.folder = redis, folder
        self.variables = environment(server, folder, BROKER_URL=redis.url, JOURNAL_URL=journal_url)
        (folder / "worker.py").write_text(WORKER, "utf-8")

    def send(self, *tasks):
        """Sends tasks: job, number of the booking, id of the task."""
        text = json.dumps([(job, booking(number), task_id) for job, number, task_id in tasks])
        with program(self.folder, [*python(SEND), text], self.variables) as run:
            assert run.wait() == 0, run.said

    @contextmanager
    def worker(self, name="one"):
        """A worker with one process beside its own."""
        options = ["--concurrency=1", "--pool=prefork", f"--hostname={name}", "--loglevel=info"]
        command = celery("-A", "worker", "worker", "--without-gossip", "--without-mingle", *options)
        with program(self.folder, command, self.variables) as run:
            yield run

    def told(self, task_id):
        """What a task has ended with: its state, and its result or the name of its error."""

        def ended():
            with self.redis.client() as client:
                text = client.get(f"celery-task-meta-{task_id}")
            kept = json.loads(text) if text else {"status": "PENDING"}
            return kept if kept["status"] in ("SUCCESS", "FAILURE") else None

        kept = until(ended)
        result = kept["result"]
        return kept["status"], result["exc_type"] if kept["status"] == "FAILURE" else result


@pytest.fixture
def queue(toolzz_cal_mock_server, shared_redis, redis_url, tmp_path, journal_url):
    """A queue in an empty Redis."""
    return Queue(toolzz_cal_mock_server, shared_redis, tmp_path, journal_url)


def kill_children(run):
    """Kills the processes in which a worker runs tasks."""
    for pid in run.descendants():
        os.kill(pid, signal.SIGKILL)


@EACH_JOURNAL
def test_a_process_that_is_killed_with_a_task(queue, toolzz_cal_mock_server):
    """It had booked, and its worker gives the task to a new process, which finds the booking."""
    hold(toolzz_cal_mock_server)
    queue.send(("17", 1, "first"))
    with queue.worker() as worker:
        wait_for_call(toolzz_cal_mock_server, worker)
        kill_children(worker)
        state, uid = queue.told("first")
    assert state == "SUCCESS"
    assert booked(toolzz_cal_mock_server) == {email(1): [uid]}
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 1


@IN_POSTGRESQL
def test_a_worker_that_is_killed_with_a_task(queue, toolzz_cal_mock_server):
    """Redis gives the task to the next worker once it is overdue."""
    hold(toolzz_cal_mock_server)
    queue.send(("17", 1, "first"), ("18", 2, "second"))
    with queue.worker() as worker:
        wait_for_call(toolzz_cal_mock_server, worker)
        worker.kill()
    wait_until_overdue(queue.redis.url, VISIBILITY)
    with queue.worker("two"):
        told = [queue.told("first"), queue.told("second")]
    made = booked(toolzz_cal_mock_server)
    assert told == [("SUCCESS", uid) for number in (1, 2) for uid in made[email(number)]]
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 2


@IN_POSTGRESQL
def test_a_job_that_is_sent_twice(queue, toolzz_cal_mock_server):
    """By two tasks, to two workers at once: one booking, and both are told of it."""
    queue.send(("17", 1, "first"), ("17", 1, "second"))
    with queue.worker(), queue.worker("two"):
        told = {queue.told("first"), queue.told("second")}
    ((uid,),) = booked(toolzz_cal_mock_server).values()
    assert told == {("SUCCESS", uid)}
    assert len(toolzz_cal_mock_server.calls("bookings.create")) == 1


def test_a_job_that_is_refused(queue, toolzz_cal_mock_server):
    """The slot has gone to another job: nothing is tried again, and the task has failed."""
    queue.send(("17", 1, "first"))
    with queue.worker():
        assert queue.told("first")[0] == "SUCCESS"
        other = {**booking(2), "start": booking(1)["start"]}
        text = json.dumps([("18", other, "second")])
        with program(queue.folder, [*python(SEND), text], queue.variables) as run:
            assert run.wait() == 0, run.said
        assert queue.told("second") == ("FAILURE", "ActionFailed")
    assert list(booked(toolzz_cal_mock_server)) == [email(1)]
