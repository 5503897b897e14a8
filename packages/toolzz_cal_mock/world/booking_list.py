"""The list of bookings: whose it is, filters, order and pages, without reading bookings that are not asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any

from .base import Arguments, Caller, Row, Whole, World, behaves
from .booking_access import managed_by
from .booking_index import IN_SERIES, BookingIndex, Entry, Shelf, bookings
from .booking_rows import dressed
from .local_time import moment
from .needs import numbers, refused, whole, words

_ALL_STATES = ("accepted", "pending", "cancelled", "rejected")
# Per filter, the states it shows and which side of the present its bookings end on. A waiting one of a series is not
# among those to come until it is confirmed.
_FILTERS: dict[str, tuple[tuple[str, ...], str]] = {
    "upcoming": (("accepted", "accepted+", "pending"), "future"),
    "recurring": (("accepted+", "pending+"), "future"),
    "past": (("accepted", "accepted+", "pending", "pending+"), "past"),
    "cancelled": (("cancelled", "cancelled+", "rejected", "rejected+"), "any"),
    "unconfirmed": (("pending", "pending+"), "future"),
}
_LATEST_FIRST = ("past", "cancelled")
_SORTS = (("sortStart", "start"), ("sortEnd", "end"), ("sortCreated", "created"))
_NEVER, _FOREVER = -(10**15), 10**15
Place = tuple[int, int, int]


@dataclass(slots=True)
class _Query:
    """What is asked for. Times are instants; `sides` tells per state on which side of the present bookings end."""

    now: int
    sides: dict[str, str]
    after: int
    before: int
    by: str
    backwards: bool
    checks: list[Callable[[Entry], bool]] = field(default_factory=list)
    teams: frozenset[int] = frozenset()

    def matches(self, entry: Entry) -> bool:
        """Whether a booking is asked for."""
        side = self.sides.get(entry.kind.state)
        return (
            side is not None
            and entry.start >= self.after
            and entry.end <= self.before
            and (side == "any" or (entry.end >= self.now if side == "future" else entry.end <= self.now))
            and all(check(entry) for check in self.checks)
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of a shelf in its order, from one rank to another; of some each booking has to be looked at."""

    shelf: Shelf
    by: str
    first: int
    last: int
    certain: bool

    def places(self, query: _Query, skip: int = 0) -> Iterator[Place]:
        """The bookings in it that are asked for. Only a certain one can be asked to leave out the first of them."""
        first, last = (self.first, self.last - skip) if query.backwards else (self.first + skip, self.last)
        for place in self.shelf.ordered(self.by, query.backwards).islice(first, max(last, 0), reverse=query.backwards):
            if self.certain or query.matches(self.shelf.index.entry(place[2])):
                yield place

    def at(self, query: _Query, number: int) -> Place:
        """One of the bookings of a certain stretch, counted from where it is read."""
        rank = self.last - 1 - number if query.backwards else self.first + number
        found: Place = self.shelf.ordered(self.by, query.backwards)[rank]
        return found

    def size(self, query: _Query) -> int:
        """How many bookings it holds that are asked for."""
        return self.last - self.first if self.certain else sum(1 for _ in self.places(query))


@behaves("bookings.list")
def listed(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """The bookings that the caller hosts or attends, and those of everybody whose team or organization they manage."""
    skip = whole(arguments.get("skip") or 0, "skip", 0)
    take = whole(arguments["take"] if arguments.get("take") is not None else 100, "take", 1)
    index, query = bookings(world), _query(world, arguments)
    _narrow(world, arguments, query)
    people = managed_by(world, caller)
    attended = _attended(world, index, people)
    named = _named(index, arguments)
    holders = [person for person in people if index.teams.get(person)]
    if named is not None:
        mine = (number for number in named if number in attended or _is_of(index, number, people))
        found = [number for number in mine if query.matches(index.entry(number))]
        found.sort(key=lambda number: index.place(number, query.by, query.backwards), reverse=query.backwards)
        return _page(world, index, found[skip : skip + take], len(found), skip, take)
    together = list(_shelves(index, query, holders, "together"))
    apart = attended
    if len(holders) > 1:  # what several of them hold together is told once
        apart = attended.union(*(shelf.numbers for shelf, _ in together))
        together = []
    shelves = [*_shelves(index, query, holders, "alone"), *together, *_shelves_of(index, query, apart)]
    # Counted by start whatever the order: there only bookings around a bound have to be looked at.
    counted = [each for pair in shelves for each in _stretches(*pair, query, "start", index.longest)]
    total = sum(stretch.size(query) for stretch in counted)
    stretches = [each for pair in shelves for each in _stretches(*pair, query, query.by, index.longest)]
    places = islice(_from(stretches, query, skip), take) if skip < total else ()
    return _page(world, index, [number for _, _, number in places], total, skip, take)


def _is_of(index: BookingIndex, number: int, people: Collection[int]) -> bool:
    return any(person in people for person in index.kinds[number].people)


def _attended(world: World, index: BookingIndex, people: list[int]) -> set[int]:
    """The bookings that some people attend and none of them holds."""
    users = (world.table("users").get(person) for person in people)
    numbers = (number for user in users if user is not None for number in index.emails.get(user["email"], ()))
    return {number for number in numbers if not _is_of(index, number, people)}


def _shelves(index: BookingIndex, query: _Query, people: list[int], held: str) -> Iterator[tuple[Shelf, str]]:
    """The shelves of what people hold `alone` or `together`, with their states. Of one person they share no booking."""
    for person in people:
        for team in index.teams.get(person, {}):
            if query.teams and team not in query.teams:
                continue
            for state in sorted(index.states.get((held, person, team), ())):
                shelf = index.shelves.get(((held, person, team), state))
                if state in query.sides and shelf is not None:
                    yield shelf, state


def _shelves_of(index: BookingIndex, query: _Query, numbers: Collection[int]) -> Iterator[tuple[Shelf, str]]:
    """These bookings on shelves of their own, with their states."""
    shelves: dict[str, Shelf] = {}
    for number in sorted(numbers):
        state = index.kinds[number].state
        if state in query.sides:
            shelves.setdefault(state, Shelf(index)).add(number)
    yield from ((shelf, state) for state, shelf in shelves.items())


def _narrow(world: World, arguments: Arguments, query: _Query) -> None:
    """Narrows to teams and event types. As on Cal.com a team that does not exist narrows nothing."""
    teams = numbers(arguments.get("teamsIds"), "teamsIds") or numbers(arguments.get("teamId"), "teamId")
    query.teams = frozenset(teams) & world.table("teams").keys()
    if query.teams:
        query.checks.append(lambda entry: entry.kind.team in query.teams)
    kinds = numbers(arguments.get("eventTypeIds"), "eventTypeIds")
    kinds = kinds or numbers(arguments.get("eventTypeId"), "eventTypeId")
    if kinds:
        query.checks.append(lambda entry: entry.kind.event in kinds)


def _query(world: World, arguments: Arguments) -> _Query:
    filters = words(arguments.get("status"))
    unknown = [each for each in filters if each not in _FILTERS]
    if unknown:
        message = "Invalid status. Allowed values are upcoming, recurring, past, cancelled, unconfirmed"
        raise refused("status", "isEnum", message)
    sides: dict[str, str] = {}
    for each in filters:
        for state in _FILTERS[each][0]:
            side = _FILTERS[each][1]
            sides[state] = side if sides.get(state, side) == side else "any"
    if not filters:
        sides = {state + mark: "any" for state in _ALL_STATES for mark in ("", IN_SERIES)}
    by, backwards = "start", bool(filters) and filters[0] in _LATEST_FIRST
    for name, order in reversed(_SORTS):
        if arguments.get(name) is not None:
            if arguments[name] not in ("asc", "desc"):
                raise refused(name, "isIn", f'{name} must be either "asc" or "desc".')
            by, backwards = order, arguments[name] == "desc"
    return _Query(
        now=int(world.now().timestamp()),
        sides=sides,
        after=moment(arguments["afterStart"], "afterStart") if arguments.get("afterStart") else _NEVER,
        before=moment(arguments["beforeEnd"], "beforeEnd") if arguments.get("beforeEnd") else _FOREVER,
        by=by,
        backwards=backwards,
    )


def _named(index: BookingIndex, arguments: Arguments) -> Collection[int] | None:
    """The bookings of an attendee, or the one that is asked for; None when nothing of it is named."""
    wanted: list[Iterable[int]] = []
    if uid := arguments.get("bookingUid"):
        wanted.append([index.numbers[uid]] if uid in index.numbers else ())
    if arguments.get("attendeeEmail"):
        wanted.append(index.emails.get(str(arguments["attendeeEmail"]), ()))
    if arguments.get("attendeeName"):
        wanted.append(index.names.get(str(arguments["attendeeName"]).strip(), ()))
    return set(wanted[0]).intersection(*wanted[1:]) if wanted else None


def _stretches(shelf: Shelf, state: str, query: _Query, by: str, longest: int) -> list[_Stretch]:
    """The part of a shelf that may match, with the part of it that surely does: only the rest is looked at.

    Shelves are ordered by one time and conditions may be on another, but no booking is longer than the longest.
    """
    order, side = shelf.ordered(by, query.backwards), query.sides[state]
    ends_after = query.now if side == "future" else _NEVER
    ends_before = min(query.before, query.now if side == "past" else _FOREVER)
    if by == "created":
        certain = not query.checks and (query.after, ends_after, ends_before) == (_NEVER, _NEVER, _FOREVER)
        return [_Stretch(shelf, by, 0, len(order), certain)] if len(order) else []
    if by == "start":
        low, sure_low = max(query.after, ends_after - longest), max(query.after, ends_after)
        high, sure_high = ends_before, ends_before - longest
    else:
        low, sure_low = max(ends_after, query.after), max(ends_after, query.after + longest)
        high = sure_high = ends_before
    first, last = order.bisect_left((low,)), order.bisect_left((high + 1,))
    sure_first = min(max(order.bisect_left((sure_low,)), first), max(first, last))
    sure_last = max(min(order.bisect_left((sure_high + 1,)), last), sure_first)
    found = [
        _Stretch(shelf, by, first, sure_first, certain=False),
        _Stretch(shelf, by, sure_first, sure_last, certain=not query.checks),
        _Stretch(shelf, by, sure_last, last, certain=False),
    ]
    return [stretch for stretch in found if stretch.first < stretch.last]


def _from(stretches: list[_Stretch], query: _Query, skip: int) -> Iterator[Place]:
    """The bookings of all stretches in one order, behind the first `skip`.

    Where nothing has to be looked at, many are passed over at a time: of k stretches the one whose n-th booking comes
    first has its first n among the first k times n of all.
    """
    passed = [0] * len(stretches)
    if all(stretch.certain for stretch in stretches):
        while (step := skip // len(stretches)) > 0:
            longer = [
                (stretch.at(query, passed[number] + step - 1), number)
                for number, stretch in enumerate(stretches)
                if stretch.last - stretch.first >= passed[number] + step
            ]
            number = (max(longer) if query.backwards else min(longer))[1]
            passed[number] += step
            skip -= step
    runs = [stretch.places(query, passed[number]) for number, stretch in enumerate(stretches)]
    return islice(merge(*runs, reverse=query.backwards), skip, None)


def _page(world: World, index: BookingIndex, numbers: Iterable[int], total: int, skip: int, take: int) -> Whole:
    data: list[Row] = [dressed(world, row) for row in index.rows(numbers)]
    pages = -(-total // take)
    current = min(skip // take + 1, pages)
    pagination: dict[str, Any] = {
        "totalItems": total,
        "remainingItems": max(total - skip - len(data), 0),
        "returnedItems": len(data),
        "itemsPerPage": take,
        "currentPage": current,
        "totalPages": pages,
        "hasNextPage": current < pages,
        "hasPreviousPage": total > 0 and skip > 0,
    }
    return Whole({"status": "success", "data": data, "pagination": pagination})
