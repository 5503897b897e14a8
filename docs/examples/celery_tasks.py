"""Bookings by Celery, each made once, whichever process is killed.

`celery -A celery_tasks worker` takes BROKER_URL, JOURNAL_URL and the client's own
variables, such as COMPOSIO_API_KEY, from the environment.
"""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import worker_process_init, worker_process_shutdown
from toolzz_cal import Client, ToolzzCalError, journal

ATTEMPT = 20.0  # seconds for one attempt of a call
LEASE = 5.0  # seconds beyond them until a worker that does not answer is taken for dead
LONGEST_PAUSE = 300  # seconds until a task is tried again

broker = os.environ["BROKER_URL"]
app = Celery("bookings", broker=broker, backend=broker)
app.conf.update(
    # A task leaves the queue when it has ended, not when it begins, and goes back if
    # the process that ran it was killed.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # A worker takes no tasks that wait in it while others have nothing to do.
    worker_prefetch_multiplier=1,
    # Redis gives a task that has not ended after so many seconds to another worker:
    # longer than any takes or pauses. It looks for them every 10 seconds, not 100.
    broker_transport_options={
        "visibility_timeout": 2 * LONGEST_PAUSE,
        "unacked_restore_throttle": 1,
    },
)

client: Client


@worker_process_init.connect
def open_client(**_: object) -> None:
    """One client for each process, after the fork."""
    global client
    calls = journal.open(os.environ["JOURNAL_URL"], lease=LEASE)
    client = Client(journal=calls, timeout=ATTEMPT)


@worker_process_shutdown.connect
def close_client(**_: object) -> None:
    """Closes its connections."""
    client.close()


@app.task(bind=True, max_retries=20)
def book(self: Task, job: str, booking: dict[str, Any]) -> str:
    """Books for a job, and gives the booking's uid.

    The job's own name is the key, whoever sends the task how often.
    """
    try:
        made = client.bookings.create(**booking, idempotency_key=f"job {job}")
    except ToolzzCalError as error:
        if not (error.is_retryable or error.may_have_happened):
            raise
        # With the same key: if it did happen after all, that is found, and nothing is
        # booked again.
        pause = error.retry_after or 2**self.request.retries
        raise self.retry(exc=error, countdown=min(pause, LONGEST_PAUSE)) from error
    return made.data.uid
