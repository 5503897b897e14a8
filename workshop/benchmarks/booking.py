"""The journey: find a free time, book it, read it back, cancel it in every third run, and make a thing of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, Protocol

from workshop.benchmarks.creating import CREATIONS, Creation
from workshop.benchmarks.faulty import Count, FaultyMock, Ledger, Sum, Told, judge, judge_made

SLOTS = tuple(f"2027-03-{day:02}T{hour}:00:00Z" for day in (9, 10, 11) for hour in (13, 14, 16))
AGAIN = 5  # times that a journey asks once more when it is told that nothing is there
CANCELLED = 3  # of so many runs, one


class Caller(Protocol):
    """A client, as a journey uses it."""

    def book(self, arguments: dict[str, Any]) -> Told:
        """Creates a booking."""

    def read(self, uid: str) -> Told:
        """Reads one."""

    def cancel(self, uid: str) -> Told:
        """Cancels one."""

    def make(self, creation: Creation, arguments: dict[str, Any]) -> Told:
        """Makes anything else."""

    def slots(self, kind: int, day: str) -> None:
        """Asks for free times."""


def run(mock: FaultyMock, caller: Caller, number: int, seed: int, count: Count, ledger: Ledger | None = None) -> None:
    """One journey, and what is to be counted of it."""
    mock.begin(number)
    random = Random(f"journey {seed}/{number}")
    kind, start = random.choice(mock.kinds), random.choice(SLOTS)
    email = f"ana.prado.{number}@example.com"
    attendee = {"name": "Ana Prado", "email": email, "timeZone": "America/Sao_Paulo"}
    caller.slots(kind, start[:10])
    wanted = {"start": start, "eventTypeId": kind, "attendee": attendee}
    booking = _asked(lambda: caller.book(wanted), count.of["bookings"])
    read = cancelled = None
    if booking.what == "done" and booking.uid is not None:
        read = caller.read(booking.uid)
        if number % CANCELLED == 0:
            cancelled = caller.cancel(booking.uid)
    made = {each: _made(mock, caller, each, count) for each in CREATIONS}
    mock.end()
    count.runs += 1
    judge(mock, email, booking, read, cancelled, count)
    for each, told in made.items():
        judge_made(mock, each, told, count)
    if ledger is not None:
        ledger.take(mock, random)


def _made(mock: FaultyMock, caller: Caller, creation: Creation, count: Count) -> Told:
    arguments = creation.arguments(mock)
    return _asked(lambda: caller.make(creation, arguments), count.of[creation.what])


def _asked(ask: Callable[[], Told], of: Sum) -> Told:
    """What is told in the end: that nothing is there is taken at its word, and it is asked for once more."""
    told = ask()
    for _ in range(AGAIN):
        if told.what != "absent":
            break
        of.absent += 1
        told = ask()
    return told


def runs(mock: FaultyMock, callers: Sequence[Caller], total: int, seed: int, ledger: Ledger | None = None) -> Count:
    """So many journeys, the callers taking turns."""
    count = Count()
    for number in range(total):
        run(mock, callers[number % len(callers)], number, seed, count, ledger)
    count.requests, count.befell = mock.requests, dict(mock.befell)
    return count


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps the mock's own reports of the client's faults off the terminal."""
    import logging

    log = logging.getLogger("toolzz_cal_mock")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before
