"""What workers of `make bench-queue` are told, and the queue that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celery import Celery

WAYS = ("create()", "create(reconcile=True)", "list first, then create", "SET NX, look on redelivery")
STORES = ("SQLite", "Redis", "PostgreSQL")
VARIABLE, NAME = "BENCH_QUEUE", "BENCH_QUEUE_WORKER"  # of the environment: the setting as JSON, and who it is for
TASK = "bench-queue.work"
NOTES = "notes"  # the list that holds what workers say
VISIBLE = 10  # seconds after which the broker gives a message to another worker, if nobody has confirmed it
LOST = 0.5  # seconds after which a worker takes a task for lost whose process has ended


@dataclass(frozen=True)
class Setting:
    """What a worker is told: which way, against which upstreams, with what.

    Attributes:
        way: One of `WAYS` or `STORES`.
        upstream: Address of the upstreams.
        queue: Address of the Redis that is the broker.
        notes: Address of the Redis that keeps what workers say.
        journal: Address of the journal, for ours.
        timeout: Seconds that a client waits.
    """

    way: str
    upstream: str
    queue: str
    notes: str
    journal: str = ""
    timeout: float = 1.0


def application(setting: Setting) -> Celery:
    """The queue, set up so that a task is confirmed when it is over, and delivered again when its process ended."""
    from celery import Celery  # only now: it takes half a second

    app = Celery("bench-queue", broker=setting.queue)
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_lost_wait=LOST,
        # What was not confirmed in time is looked for every second, not in every hundredth.
        broker_transport_options={
            "visibility_timeout": VISIBLE,
            "unacked_restore_interval": 1,
            "unacked_restore_throttle": 1,
        },
        broker_connection_retry_on_startup=True,
    )
    return app
