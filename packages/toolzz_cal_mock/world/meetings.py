"""Meetings that begin and end: their bookings wait in a heap until the clock has passed them."""

from __future__ import annotations

import heapq
from datetime import datetime
from typing import Any

from .base import World

INDEX = "meetings"


def due(world: World) -> None:
    """Tells the webhooks of every meeting that has begun or ended since the last call.

    What had passed when the mock started stays untold, and so does a booking that does not stand any more. One call
    costs what is new, not what there is.
    """
    now = world.now().timestamp()
    index = watch(world, now)
    heap = index["heap"]
    while heap and heap[0][0] <= now:
        _, _, uid, trigger = heapq.heappop(heap)
        row = world.table("bookings").get(uid)
        if row is not None and row["status"] == "accepted":
            world.emit(trigger, row)


def watch(world: World, now: float | None = None) -> dict[str, Any]:
    """Takes bookings into the heap that are not in it yet, and gives the index."""
    if now is None:
        now = world.now().timestamp()
    index: dict[str, Any] | None = world.indexes.get(INDEX)
    # When the clock went back, what is to come is told once more. A real clock may stutter by less.
    if index is None or now < index["now"] - 1:
        index = world.indexes[INDEX] = {"since": now, "now": now, "known": set(), "heap": []}
    index["now"] = now
    known, heap = index["known"], index["heap"]
    # A table keeps the order in which rows came, so that new ones are at its end.
    for uid in reversed(world.table("bookings")):
        if uid in known:
            break
        known.add(uid)
        row = world.tables["bookings"][uid]
        for order, (key, trigger) in enumerate((("end", "MEETING_ENDED"), ("start", "MEETING_STARTED"))):
            moment = datetime.fromisoformat(row[key]).timestamp()
            if moment > index["since"]:
                heapq.heappush(heap, (moment, order, uid, trigger))
    return index
