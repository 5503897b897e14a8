"""The jobs of `make bench-queue`: what each of them wants made, and which of them are asked for again otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from random import Random
from typing import Any

from toolzz_cal_mock.seed import ZONE

BOOKINGS = ("one host", "round robin", "to be confirmed")
KINDS = (*BOOKINGS, "schedules", "webhooks")
WEIGHTS = (14, 13, 13, 30, 30)
OTHERWISE = 10  # of so many jobs, one is asked for again with other arguments
TARGET = "http://127.0.0.1:9/jobs"
ELSEWHERE = "Europe/Lisbon"
OPERATIONS = {
    **dict.fromkeys(BOOKINGS, "bookings.create"),
    "schedules": "schedules.create",
    "webhooks": "webhooks.create",
}


@dataclass(frozen=True)
class Offer:
    """What can be booked of one kind: the event type, and the times at which it is free."""

    event_type: int
    times: Sequence[str]


@dataclass(frozen=True)
class Job:
    """One message of the queue.

    Attributes:
        number: Of the wish; it is what the queue knows the job by.
        otherwise: Whether it is the wish of an agent that was restarted, which has thought of other arguments.
        kind: One of `KINDS`.
        arguments: Of the operation, by their names in Python.
    """

    number: int
    otherwise: bool
    kind: str
    arguments: dict[str, Any]

    @property
    def operation(self) -> str:
        """What makes it."""
        return OPERATIONS[self.kind]

    @property
    def key(self) -> str:
        """Its name in the queue, the same for both wishes."""
        return f"job-{self.number}"

    @property
    def name(self) -> str:
        """What tells it from all others among what is made."""
        given = self.arguments
        if self.operation == "bookings.create":
            return booked(given["attendee"]["email"], given["start"])
        if self.kind == "schedules":
            return scheduled(given["name"], given["time_zone"])
        return str(given["subscriber_url"])

    def told(self) -> dict[str, Any]:
        """The message."""
        return asdict(self)


def booked(email: str, start: str) -> str:
    """The name of a booking."""
    return f"{email} {datetime.fromisoformat(start).timestamp():.0f}"


def scheduled(name: str, zone: str) -> str:
    """The name of a schedule."""
    return f"{name} {zone}"


def jobs(count: int, seed: int, offers: Mapping[str, Offer]) -> list[Job]:
    """So many jobs, each followed by its other wish if it has one. Every booking has a time of its own."""
    chance = Random(f"jobs {seed}")
    free = {kind: list(offer.times) for kind, offer in offers.items()}
    made: list[Job] = []
    for number in range(count):
        (kind,) = chance.choices(KINDS, WEIGHTS)
        wishes = [False, True] if chance.randrange(OTHERWISE) == 0 else [False]
        made += [
            Job(number, otherwise, kind, _arguments(number, otherwise, kind, offers, free)) for otherwise in wishes
        ]
    return made


def _arguments(
    number: int, otherwise: bool, kind: str, offers: Mapping[str, Offer], free: Mapping[str, list[str]]
) -> dict[str, Any]:
    if kind in BOOKINGS:
        attendee = {"name": "Ana Prado", "email": f"ana.prado.{number}@example.com", "timeZone": ZONE}
        return {"start": free[kind].pop(0), "event_type_id": offers[kind].event_type, "attendee": attendee}
    if kind == "schedules":
        return {"name": f"job-{number}", "time_zone": ELSEWHERE if otherwise else ZONE, "is_default": False}
    address = f"{TARGET}/{number}/again" if otherwise else f"{TARGET}/{number}"
    return {"subscriber_url": address, "triggers": "BOOKING_CANCELLED", "active": True}
