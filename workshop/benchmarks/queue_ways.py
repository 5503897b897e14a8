"""How a task makes what its job wants: the ways that are compared. Each is a call that may raise, and when to retry."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol

import redis
from toolzz_cal import Client, OutcomeUnknown, ToolzzCalError

from workshop.benchmarks.queue_counts import Told
from workshop.benchmarks.queue_jobs import BOOKINGS, Job, booked, scheduled
from workshop.benchmarks.queue_settings import WAYS, Setting

TRIES = 5  # of whoever retries on any exception
PATIENT = 40  # of ours, which knows when retrying is right
PAUSE = 0.3  # seconds before a task is tried again
LEASE, WAIT = 1.0, 5.0  # of our journal, in seconds, to fit requests that take 1 s at most


class Way(Protocol):
    """How things are made."""

    def make(self, job: Job) -> Told:
        """Makes what a job wants. Raises what tells that it did not get there, or may not have."""

    def pause(self, problem: Exception, tries: int) -> float | None:
        """Seconds after which the task is tried again that has failed so often; None when it has to say what is."""

    def last_word(self, problem: Exception) -> Told:
        """What is told of a job that is not tried again."""


class Stubborn:
    """Retries on any exception, so many times, as queues do by default.

    Args:
        client: What sends.
        reconcile: Whether the client looks for what it does not know of.
    """

    def __init__(self, client: Client, *, reconcile: bool = False) -> None:
        self._client, self._given = client, {"reconcile": True} if reconcile else {}

    def make(self, job: Job) -> Told:
        """Makes it."""
        return Told("done", _name(_method(self._client, job)(**job.arguments, **self._given).data))

    def pause(self, problem: Exception, tries: int) -> float | None:
        """The same pause, whatever it was."""
        return PAUSE if tries < TRIES else None

    def last_word(self, problem: Exception) -> Told:
        """Failure, unless the client says that it does not know."""
        return Told("unknown" if isinstance(problem, OutcomeUnknown) else "failed")


class ListFirst(Stubborn):
    """Looks whether it is there, and makes it if it is not."""

    def make(self, job: Job) -> Told:
        """Makes it, unless it is there."""
        found = found_of(self._client, job)
        return super().make(job) if found is None else Told("done", found)


class Marked(Stubborn):
    """The recipe of many queues: a mark in Redis that a job has begun, and another that it is done.

    Args:
        client: What sends.
        marks: Where the marks are.
    """

    def __init__(self, client: Client, marks: redis.Redis) -> None:
        super().__init__(client)
        self._marks = marks

    def make(self, job: Job) -> Told:
        """Makes it if nobody has begun; if somebody has, and did not get to the end, looks first."""
        begun = self._marks.set(job.key, "started", nx=True)
        done = None if begun else _text(self._marks.get(job.key)).removeprefix("started")
        if done:
            return Told("done", done.removeprefix("done "))
        found = None if begun else found_of(self._client, job)
        told = super().make(job) if found is None else Told("done", found)
        self._marks.set(job.key, f"done {told.id}")
        return told


class Keyed:
    """Ours: the job's name is the idempotency key, and errors say whether to try again.

    Args:
        client: What sends, with a journal.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def make(self, job: Job) -> Told:
        """Makes it once."""
        return Told("done", _name(_method(self._client, job)(**job.arguments, idempotency_key=job.key).data))

    def pause(self, problem: Exception, tries: int) -> float | None:
        """A pause while there is a point in trying."""
        if tries >= PATIENT or not isinstance(problem, ToolzzCalError):
            return None
        if not problem.is_retryable and not problem.may_have_happened:
            return None
        return max(PAUSE, getattr(problem, "retry_after", None) or 0.0)

    def last_word(self, problem: Exception) -> Told:
        """What the error says."""
        from toolzz_cal.errors import IdempotencyKeyReused

        if isinstance(problem, IdempotencyKeyReused):
            return Told("reused")
        unknown = not isinstance(problem, ToolzzCalError) or problem.may_have_happened or problem.is_retryable
        return Told("unknown" if unknown else "failed")


def way_of(setting: Setting, credentials: dict[str, Any]) -> Way:
    """The way that a worker goes, with a client of its own."""
    options: dict[str, Any] = {"base_url": setting.upstream, "timeout": setting.timeout, **credentials}
    if setting.journal:
        from toolzz_cal import journal

        options["journal"] = journal.open(setting.journal, lease=LEASE, wait=WAIT)
        return Keyed(Client(**options))
    client = Client(**options)
    ways: dict[str, Callable[[], Way]] = {
        WAYS[0]: lambda: Stubborn(client),
        WAYS[1]: lambda: Stubborn(client, reconcile=True),
        WAYS[2]: lambda: ListFirst(client),
        WAYS[3]: lambda: Marked(client, redis.Redis.from_url(setting.notes)),
    }
    return ways[setting.way]()


def found_of(client: Client, job: Job) -> str | None:
    """The id of what a job wants if it is in the list, as whoever lists first would look for it."""
    given = job.arguments
    if job.kind in BOOKINGS:
        email = given["attendee"]["email"]
        bookings = client.bookings.iterate(attendee_email=email, event_type_id=str(given["event_type_id"]))
        names = ((booking.uid, booked(email, str(booking.start))) for booking in bookings)
    elif job.kind == "schedules":
        schedules = client.schedules.list().data
        names = ((schedule.id, scheduled(str(schedule.name), str(schedule.time_zone))) for schedule in schedules)
    else:
        names = ((webhook.id, str(webhook.subscriber_url)) for webhook in client.webhooks.iterate(take=250))
    return next((str(id) for id, name in names if name == job.name), None)


def _method(client: Client, job: Job) -> Any:
    return attrgetter(job.operation)(client)


def _name(made: Any) -> str | None:
    """The uid of a booking, the id of anything else."""
    name = getattr(made, "uid", None) or getattr(made, "id", None)
    return None if name is None else str(name)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else ""
