"""Who holds a meeting: everybody whom it needs, and one of those who take turns."""

from __future__ import annotations

from collections.abc import Collection

from .availability import is_free
from .base import Row, World
from .booking_index import bookings
from .event_type_rows import organizers

PRIORITIES = ("lowest", "low", "medium", "high", "highest")


def choose(
    world: World,
    event_type: Row,
    start: int,
    end: int,
    *,
    ignoring: Collection[str] = (),
    rather: Collection[int] = (),
    not_these: Collection[int] = (),
) -> list[int] | None:
    """The hosts of a meeting, whoever organizes it first; None when they are not free.

    `rather` names hosts who are taken again if they can, `not_these` some who are passed over.
    """
    fixed, loose = organizers(world, event_type)
    if not all(is_free(world, event_type, host, start, end, ignoring=ignoring) for host in fixed):
        return None
    if not loose:
        return fixed or None
    # Of those whose turn it is alike, the first of the hosts as the event type lists them.
    candidates = sorted(
        (host for host in loose if host["userId"] not in not_these),
        key=lambda host: (host["userId"] not in rather, _turn(world, event_type, host)),
    )
    for host in candidates:
        if is_free(world, event_type, host["userId"], start, end, ignoring=ignoring):
            return [host["userId"], *fixed]
    return None


def whom_to_hold(world: World, event_type: Row, start: int, end: int) -> list[int]:
    """Whom a reservation keeps free: all who are needed, and whose turn it is among those not held yet."""
    fixed, loose = organizers(world, event_type)
    for host in sorted(loose, key=lambda host: _turn(world, event_type, host)):
        if is_free(world, event_type, host["userId"], start, end, reservations=True):
            return [*fixed, host["userId"]]
    return [*fixed, *(host["userId"] for host in loose)]


def _turn(world: World, event_type: Row, host: Row) -> tuple[int, int, int]:
    """Whose turn comes first: priority, then who has fewest bookings, then whose last one is longest ago."""
    made, latest = bookings(world).burden(event_type["id"], host["userId"])
    return -PRIORITIES.index(host.get("priority") or "medium"), made, latest
