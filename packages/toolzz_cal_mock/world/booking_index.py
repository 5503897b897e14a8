"""Bookings found without reading all of them: by host and time, by event type and day, and in order for lists.

The index is derived from the table `bookings`. It fills itself on first use, and again when the table was replaced or
has another number of rows than it knows, which is so after a restart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sortedcontainers import SortedList

from .base import Row, World
from .local_time import DAY, MINUTE, Range, seconds

TABLE = "bookings"
# Mark of the bookings of a series, whose states are kept apart because one filter of lists asks for them.
IN_SERIES = "+"


class Entry(NamedTuple):
    """What is known of a booking without its row."""

    uid: str
    id: int
    start: int
    end: int
    created: str
    state: str
    event: int | None
    team: int | None
    series: str | None
    hosts: tuple[int, ...]
    people: tuple[int, ...]
    block: Range | None
    emails: tuple[str, ...]
    names: tuple[str, ...]


def entry_of(row: Row) -> Entry:
    """What the index keeps of a row."""
    start, end = seconds(row["start"]), seconds(row["end"])
    before, after = row.get("_buffers") or (0, 0)
    hosts = tuple(row.get("_host_ids") or ())
    owner = row.get("_owner_id")
    occupies = row["status"] == "accepted" or (row["status"] == "pending" and row.get("_blocks") is True)
    series = row.get("_series")
    return Entry(
        uid=row["uid"],
        id=row["id"],
        start=start,
        end=end,
        created=row["createdAt"],
        state=row["status"] + (IN_SERIES if series else ""),
        event=row.get("_event_type_id"),
        team=row.get("_team_id"),
        series=series,
        hosts=hosts,
        people=hosts if owner is None or owner in hosts else (*hosts, owner),
        block=(start - before * MINUTE, end + after * MINUTE) if occupies else None,
        emails=tuple({each["email"] for each in row["attendees"]}),
        names=tuple({each["name"].strip() for each in row["attendees"]}),
    )


@dataclass(slots=True)
class Shelf:
    """The bookings of one scope in one state, in every order that has been asked for."""

    entries: dict[str, Entry] = field(default_factory=dict)
    orders: dict[tuple[str, bool], SortedList] = field(default_factory=dict)

    def ordered(self, by: str, backwards: bool) -> SortedList:
        """By `start`, `end` or `created`, of equal ones the one that was made first also where it is read backwards.

        An order is made when it is first wanted and kept up from then on.
        """
        found = self.orders.get((by, backwards))
        if found is None:
            places = (_place(each, by, backwards) for each in self.entries.values())
            found = self.orders[by, backwards] = SortedList(places)
        return found

    def add(self, entry: Entry) -> None:
        """Puts a booking in."""
        self.entries[entry.uid] = entry
        for way, order in self.orders.items():
            order.add(_place(entry, *way))

    def remove(self, entry: Entry) -> None:
        """Takes a booking out."""
        del self.entries[entry.uid]
        for way, order in self.orders.items():
            order.remove(_place(entry, *way))


def _place(entry: Entry, by: str, backwards: bool) -> tuple[Any, int, str]:
    return getattr(entry, by), -entry.id if backwards else entry.id, entry.uid


@dataclass(slots=True)
class BookingIndex:
    """Everything derived from the bookings."""

    table: dict[str, Row]
    entries: dict[str, Entry] = field(default_factory=dict)
    shelves: dict[tuple[Hashable, str], Shelf] = field(default_factory=dict)
    states: dict[Hashable, set[str]] = field(default_factory=dict)
    busy: dict[int, dict[int, dict[str, Range]]] = field(default_factory=dict)
    starts: dict[int, dict[int, dict[str, Range]]] = field(default_factory=dict)
    series: dict[str, dict[str, None]] = field(default_factory=dict)
    people: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    teams: dict[int, dict[int | None, int]] = field(default_factory=dict)
    loads: dict[tuple[int, int], int] = field(default_factory=dict)
    latest: dict[tuple[int, int], str] = field(default_factory=dict)
    longest: int = 0

    def note(self, row: Row) -> None:
        """Takes up a row, new or changed."""
        self.forget(row["uid"])
        entry = entry_of(row)
        self.entries[entry.uid] = entry
        self.longest = max(self.longest, entry.end - entry.start)
        for scope in _scopes(entry):
            self.states.setdefault(scope, set()).add(entry.state)
            self.shelves.setdefault((scope, entry.state), Shelf()).add(entry)
        if entry.block is not None:
            for host in entry.hosts:
                days = self.busy.setdefault(host, {})
                for day in _days(entry.block):
                    days.setdefault(day, {})[entry.uid] = entry.block
            if entry.event is not None:
                days = self.starts.setdefault(entry.event, {})
                days.setdefault(entry.start // DAY, {})[entry.uid] = (entry.start, entry.end)
        for kind, texts in (("email", entry.emails), ("name", entry.names)):
            for text in texts:
                self.people.setdefault((kind, text), {})[entry.uid] = None
        if entry.series is not None:
            self.series.setdefault(entry.series, {})[entry.uid] = None
        self._count(entry, 1)

    def forget(self, uid: str) -> None:
        """Gives up a booking, if it is known."""
        entry = self.entries.pop(uid, None)
        if entry is None:
            return
        for scope in _scopes(entry):
            self.shelves[scope, entry.state].remove(entry)
        if entry.block is not None:
            for host in entry.hosts:
                for day in _days(entry.block):
                    _drop(self.busy[host], day, uid)
            if entry.event is not None:
                _drop(self.starts[entry.event], entry.start // DAY, uid)
        for kind, texts in (("email", entry.emails), ("name", entry.names)):
            for text in texts:
                _drop(self.people, (kind, text), uid)
        if entry.series is not None:
            _drop(self.series, entry.series, uid)
        self._count(entry, -1)

    def blocks(self, host: int, first: int, last: int) -> Iterator[tuple[str, Range]]:
        """What occupies a host between two instants, by uid and with its buffers. One may come twice."""
        days = self.busy.get(host)
        if days:
            for day in range(first // DAY, last // DAY + 1):
                for uid, (start, end) in days.get(day, {}).items():
                    if start < last and end > first:
                        yield uid, (start, end)

    def counts_for(self, uid: str, event: int) -> bool:
        """Whether what occupies a host does so for an event type: a waiting booking only blocks its own."""
        entry = self.entries[uid]
        return entry.event == event or not entry.state.startswith("pending")

    def beginning(self, event: int, first: int, last: int) -> Iterator[tuple[str, Range]]:
        """The bookings of an event type that occupy their time and begin from one instant to before another."""
        days = self.starts.get(event)
        if days:
            for day in range(first // DAY, (last - 1) // DAY + 1):
                for uid, (start, end) in days.get(day, {}).items():
                    if first <= start < last:
                        yield uid, (start, end)

    def burden(self, event: int, host: int) -> tuple[int, str]:
        """How many bookings of an event type a host has that stand, and when the last one was made."""
        return self.loads.get((event, host), 0), self.latest.get((event, host), "")

    def _count(self, entry: Entry, by: int) -> None:
        for person in entry.people:
            teams = self.teams.setdefault(person, {})
            teams[entry.team] = teams.get(entry.team, 0) + by
            if not teams[entry.team]:
                del teams[entry.team]
        if entry.event is None:
            return
        for host in entry.hosts:
            if entry.state.rstrip(IN_SERIES) in ("accepted", "pending"):
                self.loads[entry.event, host] = self.loads.get((entry.event, host), 0) + by
            if by > 0 and entry.created > self.latest.get((entry.event, host), ""):
                self.latest[entry.event, host] = entry.created


def bookings(world: World) -> BookingIndex:
    """The index, as it stands."""
    table = world.table(TABLE)
    index = world.indexes.get(TABLE)
    if not isinstance(index, BookingIndex) or index.table is not table or len(index.entries) != len(table):
        return rebuild(world)
    return index


def rebuild(world: World) -> BookingIndex:
    """Reads the whole table again. It is done where needed; calling it early moves the cost to the start."""
    index = world.indexes[TABLE] = BookingIndex(world.table(TABLE))
    for row in index.table.values():
        index.note(row)
    return index


def keep(world: World, row: Row) -> Row:
    """Stores a booking, new or changed. Rows are replaced, never changed: events still show what they told of."""
    index = bookings(world)
    world.put(TABLE, row["uid"], row)
    index.note(row)
    return row


def _scopes(entry: Entry) -> Iterable[Hashable]:
    held = "alone" if len(entry.people) == 1 else "together"
    for person in entry.people:
        yield held, person, entry.team
    if entry.team is not None:
        yield "team", entry.team
    if entry.event is not None:
        yield "event", entry.event


def _days(span: Range) -> range:
    return range(span[0] // DAY, max(span[1] - 1, span[0]) // DAY + 1)


def _drop(groups: dict[Any, dict[str, Any]], key: Any, uid: str) -> None:
    del groups[key][uid]
    if not groups[key]:
        del groups[key]
