"""Reservations: slots held for a few minutes while somebody completes a booking."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from .base import Row, Table, World, stamp
from .booking_index import bookings
from .local_time import DAY, MINUTE, Range, iso, seconds

TABLE = "reservations"
LASTS = 5 * MINUTE


@dataclass(slots=True)
class _Held:
    """The reservations by who is held and when, and in the order in which they end."""

    table: Table
    days: dict[tuple[str, int, int], dict[str, Range]] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)

    def keys(self, row: Row) -> list[tuple[str, int, int]]:
        """Where a row is filed: by its users, or by its event type when it holds one seat of several."""
        start, end = seconds(row["start"]), seconds(row["end"])
        days = range(start // DAY, max(start, end - 1) // DAY + 1)
        if row.get("_seat"):
            return [("seat", row["eventTypeId"], day) for day in days]
        return [("user", user, day) for user in row.get("_user_ids") or [row["_owner_id"]] for day in days]

    def note(self, row: Row) -> None:
        """Takes up a reservation."""
        for key in self.keys(row):
            self.days.setdefault(key, {})[row["uid"]] = (seconds(row["start"]), seconds(row["end"]))
        end = seconds(row["expiresAt"])
        is_last = not self.ends or end >= self.ends[next(reversed(self.ends))]
        self.ends[row["uid"]] = end
        if not is_last:  # somebody who holds for longer came before
            self.ends = dict(sorted(self.ends.items(), key=lambda item: item[1]))

    def forget(self, row: Row) -> None:
        """Gives up a reservation."""
        self.ends.pop(row["uid"], None)
        for key in self.keys(row):
            if key in self.days:
                self.days[key].pop(row["uid"], None)
                if not self.days[key]:
                    del self.days[key]


def new_reservation(
    world: World,
    event_type: Row,
    start: int,
    end: int,
    users: Collection[int],
    *,
    uid: str | None = None,
    seat: bool = False,
    owner_id: int | None = None,
    minutes: int = LASTS // MINUTE,
) -> Row:
    """Holds a slot for the users who would meet, or one seat in it."""
    _expire(world)
    until = world.now() + timedelta(minutes=minutes)
    row = {
        "uid": uid or world.dice.text("slot", 16),
        "eventTypeId": event_type["id"],
        "start": iso(start),
        "end": iso(end),
        "expiresAt": iso(int(until.timestamp())),
        "_until": stamp(until),
        "_owner_id": owner_id,
        "_user_ids": sorted(users),
        "_seat": seat,
    }
    index = _index(world)
    world.put(TABLE, row["uid"], row)
    index.note(row)
    return row


def release(world: World, uid: str) -> None:
    """Ends a reservation, if there is one of that uid."""
    index = _index(world)
    if uid in index.table:
        index.forget(index.table[uid])
        world.remove(TABLE, uid)


def reservations_of(world: World, event_type_id: int, first: int, last: int) -> list[Row]:
    """The reservations of an event type that overlap a time."""
    _expire(world)
    rows = (row for row in world.table(TABLE).values() if row["eventTypeId"] == event_type_id)
    return [row for row in rows if seconds(row["start"]) < last and seconds(row["end"]) > first]


def use(world: World, event_type_id: int, users: Collection[int], start: int) -> None:
    """Ends the reservation that led to a booking: the oldest for this event type, one of these users and this time."""
    index = _index(world)
    if not index.table:
        return
    keys = [("user", user, start // DAY) for user in users] + [("seat", event_type_id, start // DAY)]
    for uid, (since, _) in [item for key in keys for item in index.days.get(key, {}).items()]:
        if since == start and index.table[uid]["eventTypeId"] == event_type_id:
            release(world, uid)
            return


def release_all(world: World, event_type_id: int) -> None:
    """Ends every reservation of an event type."""
    for row in [row for row in world.table(TABLE).values() if row["eventTypeId"] == event_type_id]:
        release(world, row["uid"])


def any_held(world: World) -> bool:
    """Whether anything is reserved at all."""
    return bool(world.table(TABLE))


def held(world: World, user: int, first: int, last: int) -> list[Range]:
    """The times between two instants that reservations hold for a user."""
    if not world.table(TABLE):
        return []
    _expire(world)
    index, now = _index(world), int(world.now().timestamp())
    found: dict[str, Range] = {}
    for day in range(first // DAY, last // DAY + 1):
        for uid, span in index.days.get(("user", user, day), {}).items():
            if span[0] < last and span[1] > first and index.ends[uid] > now:
                found[uid] = span
    return list(found.values())


def seats_left(world: World, event_type: Row, booking_uid: object) -> int:
    """How many seats of a booking nobody has taken."""
    seats = event_type.get("seats") or {}
    index, row = bookings(world), world.table("bookings").get(str(booking_uid))
    if row is None:
        return 0
    kind = index.kinds[index.numbers[row["uid"]]]
    if not kind.occupies or kind.event != event_type["id"]:
        return 0
    return int(seats.get("seatsPerTimeSlot") or 0) - len(row["attendees"])


def _expire(world: World) -> None:
    """Ends what is over. The oldest come first, so the rest need not be looked at, unless the clock was set back."""
    index, now = _index(world), int(world.now().timestamp())
    while index.ends:
        uid, end = next(iter(index.ends.items()))
        if end > now:
            return
        release(world, uid)


def _index(world: World) -> _Held:
    table = world.table(TABLE)
    index = world.indexes.get(TABLE)
    if not isinstance(index, _Held) or index.table is not table or len(index.ends) != len(table):
        index = world.indexes[TABLE] = _Held(table)
        for row in sorted(table.values(), key=lambda each: str(each["expiresAt"])):
            index.note(row)
    return index
