"""The programs of docs/examples, run as they stand there, against a mock that can hold an answer back."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.client import ROOT
from tests.support.guarded import Guarded, until

if TYPE_CHECKING:
    from toolzz_cal_mock import MockServer

EXAMPLES = ROOT / "docs" / "examples"
EVENT_TYPE = 10482
# So that a test need not wait long for those who were killed. Longer than an answer takes; a machine that is so slow
# that it does not gets `OutcomeUnknown`, and looks.
SHORT = {"ATTEMPT": 2.0, "LEASE": 0.5}  # seconds
SHORTER = "".join(f"recipe.{name} = {value}\n" for name, value in SHORT.items())


def booking(number: int) -> dict[str, Any]:
    """Arguments of a booking that no other number has: its attendee and its slot, which is free in the demo data."""
    day, half = divmod(number, 15)
    hour, minute = divmod(half, 2)
    return {
        "start": f"2027-04-{5 + day % 5 + day // 5 * 7:02d}T{12 + hour:02d}:{30 * minute:02d}:00Z",
        "event_type_id": EVENT_TYPE,
        "attendee": {"name": f"Guest {number}", "email": email(number), "timeZone": "UTC"},
    }


def email(number: int) -> str:
    """Address of the attendee of a booking."""
    return f"guest-{number}@example.com"


def hold(server: MockServer, operation: str = "bookings.create") -> None:
    """Has the mock do the next call of an operation without ever answering it."""
    server.faults.add("latency", latency=600, operation=operation, times=1)


def wait_for_call(server: MockServer, run: Guarded, operation: str = "bookings.create") -> None:
    """Returns once the mock has done a call of an operation that a program makes, whether or not it answers."""

    def done() -> bool:
        assert run.runs, run.said
        return bool(server.calls(operation))

    until(done)


def wait_until_overdue(broker: str, visibility: float, prefix: str = "") -> None:
    """Returns once whatever workers had in hand may be given to others.

    Kombu 5.7 looks for that when a worker starts, and then again after 100 seconds only.

    Args:
        broker: Address of the Redis.
        visibility: Seconds after which a message may be given to another worker.
        prefix: What the keys of the broker begin with.
    """
    import redis

    with redis.Redis.from_url(broker) as client:

        def overdue() -> bool:
            taken = client.zrange(f"{prefix}unacked_index", 0, -1, withscores=True)
            return bool(taken) and all(since < time.time() - visibility for _, since in taken)

        until(overdue)


def booked(server: MockServer) -> dict[str, list[str]]:
    """The uids of the bookings that the guests have."""
    found: dict[str, list[str]] = {}
    for row in server.mock.world.tables["bookings"].values():
        for attendee in row["attendees"]:
            if attendee["email"].startswith("guest-"):
                found.setdefault(attendee["email"], []).append(row["uid"])
    return found


def environment(server: MockServer, folder: Path, **further: str) -> dict[str, str]:
    """Variables of a program that imports the client from where this process has it, and talks to a mock."""
    ours = ("CAL_", "COMPOSIO_", "TOOLZZ_", "DJANGO_", "CELERY_")
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(ours) and not name.lower().endswith("_proxy")
    }
    path = os.pathsep.join([str(folder), str(EXAMPLES), *sys.path])
    return {**plain, **server.environment, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **further}


@contextmanager
def program(folder: Path, command: Sequence[str], variables: Mapping[str, str]) -> Iterator[Guarded]:
    """A command that runs in a folder of its own for the time of a `with` block at most."""
    number = len(list(folder.glob("run-*")))
    place = folder / f"run-{number}"
    place.mkdir()
    run = Guarded(place)
    run.begin(command, variables)
    try:
        yield run
    finally:
        run.kill()


def python(text: str) -> list[str]:
    """The command that runs some Python."""
    return [sys.executable, "-c", text]


def celery(*arguments: str) -> list[str]:
    """The command of Celery."""
    return [sys.executable, "-m", "celery", *arguments]
