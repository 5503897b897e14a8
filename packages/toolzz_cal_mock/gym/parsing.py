"""Scenarios from YAML. What can't be is refused with its line and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, cast

from toolzz_cal._nearest import did_you_mean, nearest

from ..faults import Fault, FaultError
from ..specification import specification
from . import scenario as kinds
from .contradictions import refuse_contradictions
from .reading import Entry, ScenarioError, by_name, read, read_file

_Value = TypeVar("_Value")
_STATES = ("accepted", "pending", "cancelled", "rejected")
_WISHES = ("book", "move", "cancel", "find", "look", "other")
# What others wrote in a booking.
_TEXTS: dict[str, Callable[[Entry], Any]] = {
    "title": Entry.text, "description": Entry.text, "location": Entry.data, "metadata": Entry.named_data,
    "answers": Entry.named_data,
}  # fmt: skip
TAGS = (
    *("booking", "moving", "cancelling", "finding", "zones", "clock-change", "recurring", "seats", "permissions"),
    *("faults", "hostile", "portuguese", "several-turns"),
)
_TOP = (
    *("title", "tags", "now", "people", "caller", "teams", "event_types", "bookings", "integration", "faults", "turns"),
    *("checks", "limits", "tools"),
)


def scenarios(folder: Path | None = None) -> list[kinds.Scenario]:
    """The scenarios of a folder, by name; those that come with the package where none is named.

    Raises:
        ScenarioError: One of them can't be, or there is none.
    """
    if folder is None:
        shipped = resources.files(__package__) / "scenarios"
        files = {each.name: each for each in shipped.iterdir() if each.name.endswith(".yaml")}
        return [scenario(read(files[name].read_text(encoding="utf-8"), name)) for name in sorted(files)]
    found = sorted(path for path in folder.glob("*.yaml"))
    if not found:
        raise ScenarioError(f"{folder} holds no scenario; a scenario is a file that ends in .yaml")
    return [scenario(read_file(path)) for path in found]


def select(
    found: Sequence[kinds.Scenario], only: Collection[str] = (), tags: Collection[str] = ()
) -> list[kinds.Scenario]:
    """Some of several scenarios.

    Args:
        found: All of them.
        only: Names; all when none is given.
        tags: Tags of which a scenario has one; any when none is given.

    Raises:
        ScenarioError: There is no such scenario, or none with such a tag.
    """
    names = [each.name for each in found]
    known = {tag for each in found for tag in each.tags}
    for name in only:
        if name not in names:
            raise ScenarioError(f"there is no scenario {name!r}{did_you_mean(nearest(name, names))}")
    for tag in tags:
        if tag not in known:
            raise ScenarioError(f"no scenario has the tag {tag!r}; there are {', '.join(sorted(known))}")
    return [
        each for each in found if (not only or each.name in only) and (not tags or not set(tags).isdisjoint(each.tags))
    ]


def scenario(top: Entry) -> kinds.Scenario:
    """A scenario.

    Raises:
        ScenarioError: It can't be; the message says where, why, and what to write.
    """
    fields = top.fields(_TOP, ("title", "tags", "now", "people", "event_types", "turns", "checks"))
    people = {name: _person(name, entry) for name, entry in fields["people"].named().items()}
    if not people:
        raise fields["people"].wrong("somebody has to own the calendar; name a person")
    first = next(iter(people.values()))
    teams = _each(fields, "teams", lambda entry: _team(entry, people))
    event_types = _each(fields, "event_types", lambda entry: _event_type(entry, people, teams))
    bookings = _bookings(by_name(fields, "bookings"), event_types)
    caller = by_name(fields, "caller")
    tools = by_name(fields, "tools")
    integration = by_name(fields, "integration")
    limits = by_name(fields, "limits")
    found = kinds.Scenario(
        name=top.file.removesuffix(".yaml"),
        title=fields["title"].text(),
        tags=tuple(entry.choice(TAGS, "tag") for entry in fields["tags"].items()),
        now=fields["now"].moment(),
        people=people,
        caller=_guest(caller, first.zone) if caller is not None else None,
        teams=teams,
        event_types=event_types,
        bookings=bookings,
        integration=_integration(integration) if integration is not None else None,
        faults=_faults(by_name(fields, "faults")),
        turns=tuple(_said(entry) for entry in fields["turns"].items()),
        checks=_checks(fields["checks"], bookings, event_types, people),
        limits=_limits(limits) if limits is not None else kinds.Limits(),
        tools=_kind(tools) if tools is not None else "catalogue",
    )
    if not found.turns:
        raise fields["turns"].wrong("the caller says nothing; write a turn")
    refuse_contradictions(found, fields["checks"])
    return found


def _kind(entry: Entry) -> kinds.Kind:
    return cast("kinds.Kind", entry.choice(kinds.KINDS, "choice of tools"))


def _each(fields: Mapping[str, Entry], name: str, made: Callable[[Entry], _Value]) -> dict[str, _Value]:
    entry = by_name(fields, name)
    return {} if entry is None else {key: made(each) for key, each in entry.named().items()}


def _taken(entry: Entry, ways: Mapping[str, Callable[[Entry], Any]], required: Collection[str] = ()) -> dict[str, Any]:
    """The values of an object, each read in its own way; what is null is left out."""
    found = entry.fields(ways, required)
    return {name: way(found[name]) for name, way in ways.items() if by_name(found, name) is not None}


def _person(name: str, entry: Entry) -> kinds.Person:
    ways = {
        "name": Entry.text, "email": Entry.email, "zone": Entry.zone, "username": Entry.text, "hours": Entry.hours,
        "every_day": Entry.flag,
    }  # fmt: skip
    given = _taken(entry, ways, ("name", "zone"))
    address = given["name"].lower().replace(" ", ".")
    return kinds.Person(**{"email": f"{address}@example.com", "username": address.replace(".", "-"), **given})


def _guest(entry: Entry, zone: str) -> kinds.Guest:
    ways = {"name": Entry.text, "email": Entry.email, "zone": Entry.zone, "phone": Entry.text}
    given = _taken(entry, ways, ("name",))
    if "email" not in given and "phone" not in given:
        raise entry.wrong("a guest needs an `email` or a `phone`")
    return kinds.Guest(**{"zone": zone, "email": None, **given})


def _team(entry: Entry, people: Collection[str]) -> kinds.Team:
    given = _taken(entry, {"title": Entry.text, "members": _chosen(people, "person")}, ("title", "members"))
    if not given["members"]:
        raise entry.wrong("a team needs its owner; name a person in `members`")
    return kinds.Team(**given)


def _chosen(known: Collection[str], what: str) -> Callable[[Entry], tuple[str, ...]]:
    return lambda entry: tuple(each.choice(known, what) for each in entry.items())


def _event_type(entry: Entry, people: Collection[str], teams: Collection[str]) -> kinds.EventType:
    ways: dict[str, Callable[[Entry], Any]] = {
        "title": Entry.text,
        "minutes": lambda each: each.number(1, 1440),
        "owner": lambda each: each.choice(people, "person"),
        "team": lambda each: each.choice(teams, "team"),
        "sharing": lambda each: each.choice(("COLLECTIVE", "ROUND_ROBIN"), "way to share"),
        "settings": Entry.named_data,
    }
    given = _taken(entry, ways, ("title", "minutes"))
    if ("owner" in given) == ("team" in given):
        raise entry.wrong("an event type is a person's or a team's; write `owner` or `team`")
    return kinds.EventType(**{"owner": None, **given})


def _bookings(entry: Entry | None, event_types: Mapping[str, kinds.EventType]) -> dict[str, kinds.Booking]:
    found: dict[str, kinds.Booking] = {}
    for name, each in entry.named().items() if entry is not None else ():
        booking, repeats = _booking(each, event_types)
        if repeats is None:
            found[name] = booking
            continue
        for number in range(repeats):
            start = booking.start + timedelta(weeks=number)
            found[f"{name}.{number + 1}"] = kinds.Booking(
                booking.event_type, start, booking.guest, fields=booking.fields, series=name
            )
    return found


def _booking(entry: Entry, event_types: Collection[str]) -> tuple[kinds.Booking, int | None]:
    ways: dict[str, Callable[[Entry], Any]] = {
        "event_type": lambda each: each.choice(event_types, "event type"),
        "start": Entry.moment,
        "guest": lambda each: _guest(each, "UTC"),
        "status": lambda each: each.choice(_STATES, "status"),
        "minutes": lambda each: each.number(1, 1440),
        "others": lambda each: tuple(_guest(other, "UTC") for other in each.items()),
        "uid": Entry.text,
        "repeats": lambda each: each.number(2, 52),
        **_TEXTS,
    }
    given = _taken(entry, ways, ("event_type", "start", "guest"))
    repeats = given.pop("repeats", None)
    texts = {name: given.pop(name) for name in _TEXTS if name in given}
    return kinds.Booking(**given, fields=texts), repeats


def _integration(entry: Entry) -> kinds.Integration:
    flags = dict.fromkeys(("active", "check", "create", "enforced"), Entry.flag)
    return kinds.Integration(**_taken(entry, {**flags, "zone": Entry.zone}))


def _faults(entry: Entry | None) -> tuple[str, ...]:
    found = []
    for each in entry.items() if entry is not None else ():
        try:
            Fault.parse(each.text())
        except FaultError as problem:
            raise each.wrong(f"this is no fault: {problem}") from None
        found.append(each.text())
    return tuple(found)


def _said(entry: Entry) -> kinds.Said:
    ways: dict[str, Callable[[Entry], Any]] = {
        "says": Entry.text,
        "intent": _intent,
        "copies": lambda each: each.number(1, 5),
    }
    given = _taken(entry, ways, ("says", "intent"))
    return kinds.Said(given.pop("says"), **given)


def _pair(entry: Entry) -> tuple[datetime, datetime]:
    found = entry.items()
    if len(found) != 2:
        raise entry.wrong("write from when to when, as two times in a list")
    first, last = found[0].wall(), found[1].wall()
    if first >= last:
        raise entry.wrong("this ends before it begins; write the earlier time first")
    return first, last


def _wanted(entry: Entry) -> kinds.Wanted:
    ways: dict[str, Callable[[Entry], Any]] = {
        "guest": Entry.email, "name": Entry.text, "start": Entry.wall, "title": Entry.text, "uid": Entry.text,
        "status": lambda each: each.choice(_STATES, "status"),
    }  # fmt: skip
    return kinds.Wanted(**_taken(entry, ways))


def _together(entry: Entry) -> tuple[tuple[str, str], ...]:
    ways = {"of": Entry.text, "event_type": Entry.text}
    found = [_taken(each, ways, ("of", "event_type")) for each in entry.items()]
    return tuple((each["of"], each["event_type"]) for each in found)


def _intent(entry: Entry) -> kinds.Intent:
    ways: dict[str, Callable[[Entry], Any]] = {
        "wish": lambda each: each.choice(_WISHES, "wish"),
        "event_type": Entry.text,
        "number": Entry.number,
        "of": Entry.text,
        "zone": Entry.zone,
        "start": Entry.wall,
        "otherwise": Entry.wall,
        "first": _pair,
        "day": _pair,
        "minutes": lambda each: each.number(1, 1440),
        "guest": lambda each: _guest(each, "UTC"),
        "like": _wanted,
        "guests": lambda each: tuple(one.email() for one in each.items()),
        "answers": Entry.named_data,
        "place": Entry.named_data,
        "times": lambda each: each.number(1, 52),
        "booking": _wanted,
        "later": Entry.number,
        "days_later": Entry.number,
        "scope": lambda each: each.choice(("one", "following", "seat"), "scope"),
        "together": _together,
        "operation": _operation,
        "reason": Entry.text,
    }
    return kinds.Intent(**_taken(entry, ways, ("wish",)))


def _operation(entry: Entry) -> str:
    return entry.choice(specification().operations, "operation")


def _pattern(entry: Entry) -> str:
    """An operation, or all of a resource: `bookings.*`."""
    text = entry.text()
    if not text.endswith(".*"):
        return _operation(entry)
    if not any(name.startswith(text[:-1]) for name in specification().operations):
        raise entry.wrong(f"no operation is called {text[:60]!r}; write a resource and `.*`, such as bookings.*")
    return text


def _checks(
    entry: Entry, bookings: Collection[str], event_types: Collection[str], people: Collection[str]
) -> kinds.Checks:
    names = _chosen(bookings, "booking")
    ways: dict[str, Callable[[Entry], Any]] = {
        "bookings": lambda each: tuple(_count(one, event_types, people) for one in each.items()),
        "cancelled": names,
        "moved": lambda each: _moved(each, bookings),
        "changed": names,
        "unchanged": lambda each: _unchanged(each, bookings),
        "called": lambda each: tuple(map(_operation, each.items())),
        "never_called": lambda each: tuple(map(_pattern, each.items())),
        "never_read": names,
        "told": _told,
    }
    given = _taken(entry, ways)
    if not given:
        raise entry.wrong("nothing is checked; write `unchanged: everything` at least")
    return kinds.Checks(**given)


def _moved(entry: Entry, bookings: Collection[str]) -> dict[str, datetime]:
    return {name: each.moment() for name, each in entry.fields(bookings).items()}


def _unchanged(entry: Entry, bookings: Collection[str]) -> tuple[str, ...]:
    if entry.is_list:
        return _chosen(bookings, "booking")(entry)
    return (entry.choice(("everything", "others"), "choice"),)


def _count(entry: Entry, event_types: Collection[str], people: Collection[str]) -> kinds.Count:
    ways: dict[str, Callable[[Entry], Any]] = {
        "where": lambda each: _where(each, event_types, people),
        "exactly": Entry.number,
        "at_least": lambda each: each.number(1),
    }
    given = _taken(entry, ways)
    if ("exactly" in given) == ("at_least" in given):
        raise entry.wrong("write how many: either `exactly` or `at_least`")
    return kinds.Count(**{"where": kinds.Where(), **given})


def _where(entry: Entry, event_types: Collection[str], people: Collection[str]) -> kinds.Where:
    ways: dict[str, Callable[[Entry], Any]] = {
        "event_type": lambda each: each.choice(event_types, "event type"),
        "start": Entry.moment,
        "guest": Entry.email,
        "phone": Entry.text,
        "host": lambda each: each.choice(people, "person"),
        "status": lambda each: each.choice(_STATES, "status"),
        "minutes": Entry.number,
        "attendees": Entry.number,
        "answers": Entry.named_data,
        "location": Entry.text,
    }
    return kinds.Where(**_taken(entry, ways))


def _told(entry: Entry) -> kinds.Told:
    ways: dict[str, Callable[[Entry], Any]] = {
        "outcome": lambda each: each.choice(kinds.OUTCOMES, "outcome"),
        "says": lambda each: tuple(_alternatives(each.items())),
        "never_says": lambda each: tuple(map(_something, each.items())),
    }
    return kinds.Told(**_taken(entry, ways))


def _alternatives(entries: Iterable[Entry]) -> Iterable[tuple[str, ...]]:
    for entry in entries:
        ways = entry.items() if entry.is_list else [entry]
        if not ways:
            raise entry.wrong("one of no texts can't be said; write a text")
        yield tuple(map(_something, ways))


def _something(entry: Entry) -> str:
    text = entry.text()
    if not text.strip():
        raise entry.wrong("an empty text is in every answer; write one that says something")
    return text


def _limits(entry: Entry) -> kinds.Limits:
    return kinds.Limits(**_taken(entry, {"calls": Entry.number, "tokens": Entry.number}))
