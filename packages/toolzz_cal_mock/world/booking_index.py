"""Bookings found without reading all of them: by host and time, by event type and day, and in order for lists.

The index is derived from the table `bookings`. It fills itself on first use, and again when the table was replaced or
has another number of rows than it knows, which is so after a restart.

A booking is a number here, in the order in which they came: what is known of it stands under this number in columns,
and who looks for it finds numbers. So a booking costs some dozen bytes in place of several objects, and nothing for
Python's collector to visit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sortedcontainers import SortedList

from .base import Row, Table, World
from .local_time import DAY, MINUTE, Range, seconds

TABLE = "bookings"
# Mark of the bookings of a series, whose states are kept apart because one filter of lists asks for them.
IN_SERIES = "+"


class Kind(NamedTuple):
    """What many bookings have in common, which then share it. `before` and `after` are the buffers in seconds."""

    state: str
    event: int | None
    team: int | None
    series: str | None
    hosts: tuple[int, ...]
    people: tuple[int, ...]
    before: int
    after: int
    occupies: bool


class Entry(NamedTuple):
    """What is known of a booking without its row."""

    uid: str
    start: int
    end: int
    kind: Kind


def kind_of(row: Row) -> Kind:
    """What a row has in common with others."""
    before, after = row.get("_buffers") or (0, 0)
    hosts = tuple(row.get("_host_ids") or ())
    owner = row.get("_owner_id")
    series = row.get("_series")
    return Kind(
        state=row["status"] + (IN_SERIES if series else ""),
        event=row.get("_event_type_id"),
        team=row.get("_team_id"),
        series=series,
        hosts=hosts,
        people=hosts if owner is None or owner in hosts else (*hosts, owner),
        before=before * MINUTE,
        after=after * MINUTE,
        occupies=row["status"] == "accepted" or (row["status"] == "pending" and row.get("_blocks") is True),
    )


def _numbers() -> array[int]:
    """Numbers of bookings, in order."""
    return array("I")


def _column() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Shelf:
    """The bookings of one scope in one state, by their numbers, and in every order that has been asked for."""

    index: BookingIndex
    numbers: array[int] = field(default_factory=_numbers)
    orders: dict[tuple[str, bool], SortedList] = field(default_factory=dict)

    def ordered(self, by: str, backwards: bool) -> SortedList:
        """By `start`, `end` or `created`, of equal ones the one that was made first also where it is read backwards.

        An order is made when it is first wanted and kept up from then on.
        """
        found = self.orders.get((by, backwards))
        if found is None:
            places = (self.index.place(number, by, backwards) for number in self.numbers)
            found = self.orders[by, backwards] = SortedList(places)
        return found

    def add(self, number: int) -> None:
        """Puts a booking in."""
        insort(self.numbers, number)
        for way, order in self.orders.items():
            order.add(self.index.place(number, *way))

    def remove(self, number: int) -> None:
        """Takes a booking out, while the index still has it as it was."""
        del self.numbers[bisect_left(self.numbers, number)]
        for way, order in self.orders.items():
            order.remove(self.index.place(number, *way))


@dataclass(slots=True)
class BookingIndex:
    """Everything derived from the bookings.

    Columns by number: `uids`, `ids`, `starts`, `ends` and `created` in seconds and milliseconds since 1970, `kinds`.
    """

    table: Table
    numbers: dict[str, int] = field(default_factory=dict)
    uids: list[str] = field(default_factory=list)
    ids: array[int] = field(default_factory=_column)
    starts: array[int] = field(default_factory=_column)
    ends: array[int] = field(default_factory=_column)
    created: array[int] = field(default_factory=_column)
    kinds: list[Kind] = field(default_factory=list)
    shared: dict[Kind, Kind] = field(default_factory=dict)
    shelves: dict[tuple[Hashable, str], Shelf] = field(default_factory=dict)
    states: dict[Hashable, set[str]] = field(default_factory=dict)
    busy: dict[int, dict[int, array[int]]] = field(default_factory=dict)
    begun: dict[int, dict[int, array[int]]] = field(default_factory=dict)
    series: dict[str, array[int]] = field(default_factory=dict)
    emails: dict[str, array[int]] = field(default_factory=dict)
    names: dict[str, array[int]] = field(default_factory=dict)
    teams: dict[int, dict[int | None, int]] = field(default_factory=dict)
    loads: dict[tuple[int, int], int] = field(default_factory=dict)
    latest: dict[tuple[int, int], int] = field(default_factory=dict)
    longest: int = 0

    def entry(self, number: int) -> Entry:
        """What is known of a booking."""
        return Entry(self.uids[number], self.starts[number], self.ends[number], self.kinds[number])

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The rows of bookings."""
        return [self.table[self.uids[number]] for number in numbers]

    def place(self, number: int, by: str, backwards: bool) -> tuple[int, int, int]:
        """Where a booking stands in an order."""
        column = self.starts if by == "start" else self.ends if by == "end" else self.created
        return column[number], -self.ids[number] if backwards else self.ids[number], number

    def note(self, row: Row, before: Row | None = None) -> None:
        """Takes up a row, new or changed; of a changed one `before` is what was taken up last."""
        uid, start, end = row["uid"], seconds(row["start"]), seconds(row["end"])
        found = kind_of(row)
        kind = self.shared.setdefault(found, found)
        created = _milliseconds(row["createdAt"])
        number = self.numbers.get(uid)
        if number is None:
            number = self.numbers[uid] = len(self.uids)
            self.uids.append(uid)
            self.ids.append(row["id"])
            self.starts.append(start)
            self.ends.append(end)
            self.created.append(created)
            self.kinds.append(kind)
        else:
            self._take_out(number, before or row)
            self.ids[number], self.created[number], self.kinds[number] = row["id"], created, kind
            self.starts[number], self.ends[number] = start, end
        self._put_in(number, row)

    def _put_in(self, number: int, row: Row) -> None:
        kind, start, end = self.kinds[number], self.starts[number], self.ends[number]
        self.longest = max(self.longest, end - start)
        for scope in _scopes(kind):
            shelf = self.shelves.get((scope, kind.state))
            if shelf is None:
                shelf = self.shelves[scope, kind.state] = Shelf(self)
                self.states.setdefault(scope, set()).add(kind.state)
            shelf.add(number)
        if kind.occupies:
            for host in kind.hosts:
                days = self.busy.setdefault(host, {})
                for day in _days(start - kind.before, end + kind.after):
                    _file(days, day, number)
            if kind.event is not None:
                _file(self.begun.setdefault(kind.event, {}), start // DAY, number)
        for email in _emails(row):
            _file(self.emails, email, number)
        for name in _names(row):
            _file(self.names, name, number)
        if kind.series is not None:
            _file(self.series, kind.series, number)
        self._count(number, 1)

    def _take_out(self, number: int, row: Row) -> None:
        kind, start, end = self.kinds[number], self.starts[number], self.ends[number]
        for scope in _scopes(kind):
            self.shelves[scope, kind.state].remove(number)
        if kind.occupies:
            for host in kind.hosts:
                for day in _days(start - kind.before, end + kind.after):
                    _drop(self.busy[host], day, number)
            if kind.event is not None:
                _drop(self.begun[kind.event], start // DAY, number)
        for email in _emails(row):
            _drop(self.emails, email, number)
        for name in _names(row):
            _drop(self.names, name, number)
        if kind.series is not None:
            _drop(self.series, kind.series, number)
        self._count(number, -1)

    def blocks(self, host: int, first: int, last: int, ignoring: Collection[str] = ()) -> Iterator[tuple[int, Range]]:
        """What occupies a host between two instants, by number and with its buffers. One may come twice."""
        days = self.busy.get(host)
        if days:
            starts, ends, kinds = self.starts, self.ends, self.kinds
            for day in range(first // DAY, last // DAY + 1):
                for number in days.get(day, ()):
                    start, end = starts[number] - kinds[number].before, ends[number] + kinds[number].after
                    if start < last and end > first and (not ignoring or self.uids[number] not in ignoring):
                        yield number, (start, end)

    def counts_for(self, number: int, event: int) -> bool:
        """Whether what occupies a host does so for an event type: a waiting booking only blocks its own."""
        kind = self.kinds[number]
        return kind.event == event or not kind.state.startswith("pending")

    def beginning(self, event: int, first: int, last: int) -> Iterator[tuple[str, Range]]:
        """The bookings of an event type that occupy their time and begin from one instant to before another."""
        days = self.begun.get(event)
        if days:
            for day in range(first // DAY, (last - 1) // DAY + 1):
                for number in days.get(day, ()):
                    if first <= self.starts[number] < last:
                        yield self.uids[number], (self.starts[number], self.ends[number])

    def burden(self, event: int, host: int) -> tuple[int, int]:
        """How many bookings of an event type a host has that stand, and when the last one was made."""
        return self.loads.get((event, host), 0), self.latest.get((event, host), _NEVER)

    def _count(self, number: int, by: int) -> None:
        kind = self.kinds[number]
        for person in kind.people:
            teams = self.teams.setdefault(person, {})
            teams[kind.team] = teams.get(kind.team, 0) + by
            if not teams[kind.team]:
                del teams[kind.team]
        if kind.event is None:
            return
        for host in kind.hosts:
            if kind.state.rstrip(IN_SERIES) in ("accepted", "pending"):
                self.loads[kind.event, host] = self.loads.get((kind.event, host), 0) + by
            if by > 0 and self.created[number] > self.latest.get((kind.event, host), _NEVER):
                self.latest[kind.event, host] = self.created[number]


_NEVER = -(2**63)


def bookings(world: World) -> BookingIndex:
    """The index, as it stands."""
    table = world.table(TABLE)
    index = world.indexes.get(TABLE)
    if not isinstance(index, BookingIndex) or index.table is not table or len(index.uids) != len(table):
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
    before = index.table.get(row["uid"])
    world.put(TABLE, row["uid"], row)
    index.note(row, before)
    return row


def _scopes(kind: Kind) -> Iterable[Hashable]:
    held = "alone" if len(kind.people) == 1 else "together"
    for person in kind.people:
        yield held, person, kind.team
    if kind.team is not None:
        yield "team", kind.team
    if kind.event is not None:
        yield "event", kind.event


def _emails(row: Row) -> Collection[str]:
    return {each["email"] for each in row["attendees"]}


def _names(row: Row) -> Collection[str]:
    return {each["name"].strip() for each in row["attendees"]}


def _milliseconds(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def _days(first: int, last: int) -> range:
    return range(first // DAY, max(last - 1, first) // DAY + 1)


def _file(groups: dict[Any, array[int]], key: Hashable, number: int) -> None:
    group = groups.get(key)
    if group is None:
        group = groups[key] = _numbers()
    insort(group, number)


def _drop(groups: dict[Any, array[int]], key: Hashable, number: int) -> None:
    group = groups[key]
    del group[bisect_left(group, number)]
    if not group:
        del groups[key]
