"""Meetings that begin and end: the clock passes them, and webhooks are told."""

from __future__ import annotations

import heapq
from array import array
from dataclasses import dataclass, field

from .base import World
from .booking_index import BookingIndex, bookings
from .local_time import DAY

INDEX = "meetings"
_STARTED, _ENDED = 1, 0  # of the same moment the end of a meeting is told before the beginning of the next
_TRIGGERS = {_STARTED: "MEETING_STARTED", _ENDED: "MEETING_ENDED"}


@dataclass(slots=True)
class Meetings:
    """What is to come.

    Bookings wait by the day on which they begin, each as a number of the index, until the clock gets there. Only those
    of the days that it has reached stand one by one, in a heap.

    Attributes:
        of: The index.
        since: What had begun or ended by then stays untold.
        now: When it was looked at last.
        taken: How many bookings of the index have been taken up.
        waiting: Numbers of bookings by the day.
        days: These days, the next first.
        heap: Moment, what happens then, and the number of the booking; the next first.
    """

    of: BookingIndex
    since: float
    now: float
    taken: int = 0
    waiting: dict[int, array[int]] = field(default_factory=dict)
    days: list[int] = field(default_factory=list)
    heap: list[tuple[int, int, int]] = field(default_factory=list)

    def take_up(self) -> None:
        """Takes up the bookings that came since the last time."""
        for number in range(self.taken, len(self.of.uids)):
            if self.of.ends[number] > self.since:
                day = self.of.starts[number] // DAY
                if day not in self.waiting:
                    self.waiting[day] = array("I")
                    heapq.heappush(self.days, day)
                self.waiting[day].append(number)
        self.taken = len(self.of.uids)

    def open_days(self) -> None:
        """Takes apart the days that the clock has reached."""
        while self.days and self.days[0] * DAY <= self.now:
            for number in self.waiting.pop(heapq.heappop(self.days)):
                for moment, what in ((self.of.starts[number], _STARTED), (self.of.ends[number], _ENDED)):
                    if moment > self.since:
                        heapq.heappush(self.heap, (moment, what, number))


def due(world: World) -> None:
    """Tells the webhooks of every meeting that has begun or ended since the last call.

    What had passed when the mock started stays untold, and so does a booking that does not stand any more. One call
    costs what is new, not what there is.
    """
    now = world.now().timestamp()
    meetings = watch(world, now)
    meetings.open_days()
    heap, table = meetings.heap, world.table("bookings")
    while heap and heap[0][0] <= now:
        _, what, number = heapq.heappop(heap)
        row = table.get(meetings.of.uids[number])
        if row is not None and row["status"] == "accepted":
            world.emit(_TRIGGERS[what], row)


def watch(world: World, now: float | None = None) -> Meetings:
    """Takes up the bookings that came since the last call, and gives what is to come."""
    if now is None:
        now = world.now().timestamp()
    index, meetings = bookings(world), world.indexes.get(INDEX)
    # When the clock went back, what is to come is told once more. A real clock may stutter by less.
    if not isinstance(meetings, Meetings) or now < meetings.now - 1:
        meetings = world.indexes[INDEX] = Meetings(index, now, now)
    elif meetings.of is not index:  # read again, and numbered otherwise
        meetings = world.indexes[INDEX] = Meetings(index, meetings.now, now)
    meetings.now = now
    if meetings.taken < len(index.uids):
        meetings.take_up()
    return meetings
