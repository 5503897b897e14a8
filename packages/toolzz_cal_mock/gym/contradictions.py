"""Checks that exclude one another, or that nothing could fulfil: a scenario with such checks measures nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from .reading import Entry
from .scenario import STANDING, Booking, Checks, Count, Scenario, Where


def refuse_contradictions(scenario: Scenario, at: Entry) -> None:
    """Looks whether all checks can be true at once.

    Args:
        scenario: The scenario.
        at: Where its checks stand.

    Raises:
        ScenarioError: They can't; the message says which, and what to write.
    """
    entries = at.named()
    for name, what in _contradictions(scenario):
        raise entries.get(name, at).wrong(what)


def _contradictions(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Each contradiction, with the key under which it stands."""
    checks = scenario.checks
    yield from _fates(checks, scenario.bookings)
    yield from _counts(scenario)
    yield from _calls(scenario)
    for text in checks.told.never_says:
        if any(all(text.casefold() in way.casefold() for way in ways) for ways in checks.told.says):
            yield "told", f"{text!r} is both said and never said; keep one"


def _fates(checks: Checks, bookings: Mapping[str, Booking]) -> Iterator[tuple[str, str]]:
    """Bookings to which two things are to happen."""
    fates: dict[str, list[str]] = {}
    for fate in ("cancelled", "moved", "changed", "unchanged"):
        for name in getattr(checks, fate):
            fates.setdefault(name, []).append(fate)
    for name, found in fates.items():
        if len(found) > 1:
            yield found[-1], f"{name} can't be {' and '.join(found)}; keep one"
    for name, start in checks.moved.items():
        if bookings[name].start == start:
            yield "moved", f"{name} is at that time from the beginning; name another"
    if checks.unchanged == ("everything",):
        for name in ("cancelled", "moved", "changed"):
            if getattr(checks, name):
                yield name, "everything is to stay unchanged, so nothing is; write `unchanged: others`"


def _counts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    checks = scenario.checks
    seen: dict[str, Count] = {}
    for count in checks.bookings:
        if count.exactly is None:
            continue
        earlier = seen.setdefault(repr(count.where), count)
        if earlier.exactly != count.exactly:
            yield (
                "bookings",
                f"there can't be exactly {earlier.exactly} and exactly {count.exactly} of the same; keep one",
            )
        found = _at_the_beginning(scenario, count.where)
        if checks.unchanged == ("everything",) and found is not None and found != count.exactly:
            what = f"there are {found} of these at the beginning, and everything is to stay unchanged"
            yield "bookings", f"{what}; write `exactly: {found}` or `unchanged: others`"


def _at_the_beginning(scenario: Scenario, where: Where) -> int | None:
    """How many bookings fit at the beginning; None where that can't be told from the scenario alone."""
    told = (where.host, where.minutes, where.attendees, where.answers, where.location, where.phone)
    if any(each is not None for each in told):
        return None
    states = STANDING if where.status is None else (where.status,)
    return sum(
        where.event_type in (None, each.event_type)
        and where.start in (None, each.start)
        and (where.guest is None or where.guest in [guest.email for guest in (each.guest, *each.others)])
        and each.status in states
        for each in scenario.bookings.values()
    )


def _calls(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Operations that have to be called, or without which a check can't become true, and that are never to be."""
    checks = scenario.checks
    needed: list[tuple[str, str]] = [("called", name) for name in checks.called]
    if checks.cancelled:
        needed.append(("cancelled", "bookings.cancel"))
    if checks.moved:
        needed.append(("moved", "bookings.reschedule"))
    if _has_to_grow(scenario):
        needed.append(("bookings", "bookings.create"))
    for key, name in needed:
        if _covered(name, checks.never_called):
            yield key, f"this needs {name}, which `never_called` forbids; take one of both away"
    if len({name for _, name in needed}) > scenario.limits.calls:
        key, _ = needed[-1]
        yield key, f"these need more calls than the limit of {scenario.limits.calls}; raise `limits.calls`"


def _has_to_grow(scenario: Scenario) -> bool:
    """Whether more bookings are wanted than there are, and no moved one can be among them."""
    if scenario.checks.moved:
        return False
    for count in scenario.checks.bookings:
        found = _at_the_beginning(scenario, count.where)
        if found is not None and (count.exactly or count.at_least or 0) > found:
            return True
    return False


def _covered(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
