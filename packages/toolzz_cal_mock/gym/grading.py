"""Whether an agent did right: the calendar that it left behind, what it called and what it told, against the checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from ..world.base import Row
from .scenario import OUTCOMES, STANDING, Count, Limits, Scenario, Told, Where
from .world import Call, World, moment

State = Mapping[str, Mapping[Any, Row]]
_OUTCOME = re.compile(rf"^\W*outcome\W+({'|'.join(sorted(OUTCOMES, key=len, reverse=True))})\W*$", re.IGNORECASE)
CHARACTERS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one check.

    Attributes:
        check: The check's name in the scenario.
        passed: Whether it holds.
        what: What was wanted, and what was found.
    """

    check: str
    passed: bool
    what: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an agent left behind.

    Attributes:
        scenario: What was to be done.
        world: The world, for the ids of what the scenario names.
        before: Every row before.
        after: Every row afterwards.
        calls: The calls of tools.
        answers: What the agent said in each turn.
    """

    scenario: Scenario
    world: World
    before: State
    after: State
    calls: Sequence[Call]
    answers: Sequence[str]


def graded(evidence: Evidence) -> list[Finding]:
    """Every check of a scenario, with what became of it."""
    return [finding for check in _CHECKS for finding in check(evidence)]


def _bookings(evidence: Evidence) -> Iterator[Finding]:
    for count in evidence.scenario.checks.bookings:
        yield _counted(evidence, count)


def _counted(evidence: Evidence, count: Count) -> Finding:
    found = [row for row in evidence.after["bookings"].values() if _fits(evidence.world, row, count.where)]
    if count.exactly is not None:
        passed, wanted = len(found) == count.exactly, f"exactly {count.exactly}"
    else:
        passed, wanted = len(found) >= (count.at_least or 0), f"at least {count.at_least}"
    what = f"{wanted} where {_in_words(count.where)}; there are {len(found)}"
    if not passed:
        listed = "; ".join(_line(row) for row in evidence.after["bookings"].values()) or "none"
        what = f"{what}. The calendar holds: {listed}"
    return Finding("bookings", passed, what)


def _fits(world: World, row: Row, where: Where) -> bool:
    tests = (
        (where.event_type, lambda key: row["_event_type_id"] == world.numbers[key]),
        (where.start, lambda start: moment(row["start"]) == start),
        (where.guest, lambda email: email in [each["email"] for each in row["attendees"]]),
        (where.phone, lambda phone: phone in [each.get("_phone") for each in row["attendees"]]),
        (where.host, lambda key: row["_host_ids"][:1] == [world.people[key]]),
        (where.minutes, lambda minutes: row["duration"] == minutes),
        (where.attendees, lambda number: len(row["attendees"]) == number),
        (where.answers, lambda wanted: wanted.items() <= row.get("bookingFieldsResponses", {}).items()),
        (where.location, lambda wanted: row["location"] == wanted),
    )
    states = STANDING if where.status is None else (where.status,)
    return row["status"] in states and all(wanted is None or test(wanted) for wanted, test in tests)


def _cancelled(evidence: Evidence) -> Iterator[Finding]:
    for name in evidence.scenario.checks.cancelled:
        row = _row(evidence, name)
        passed = row["status"] == "cancelled" and not row.get("rescheduledToUid")
        found = "moved" if row.get("rescheduledToUid") else row["status"]
        yield Finding("cancelled", passed, f"{name} is cancelled; it is {found}")


def _moved(evidence: Evidence) -> Iterator[Finding]:
    for name, start in evidence.scenario.checks.moved.items():
        row = _row(evidence, name)
        while (following := row.get("rescheduledToUid")) and following in evidence.after["bookings"]:
            row = evidence.after["bookings"][following]
        is_new = row["uid"] != evidence.world.uids[name]
        passed = row["status"] in STANDING and moment(row["start"]) == start
        found = f"was moved to {_line(row)}" if is_new else f"was not moved: {_line(row)}"
        yield Finding("moved", passed, f"{name} is moved to {_shown(start)}; it {found}")


def _unchanged(evidence: Evidence) -> Iterator[Finding]:
    wanted = evidence.scenario.checks.unchanged
    if wanted == ("everything",):
        changes = list(_changes(evidence, frozenset()))
        added = [
            _line(row) for uid, row in evidence.after["bookings"].items() if uid not in evidence.before["bookings"]
        ]
        yield _kept("everything", changes + [f"a booking was made: {each}" for each in added])
    elif wanted == ("others",):
        checks = evidence.scenario.checks
        touched = (*checks.cancelled, *checks.moved, *checks.changed)
        yield _kept(
            "what is not named", list(_changes(evidence, frozenset(evidence.world.uids[name] for name in touched)))
        )
    else:
        for name in wanted:
            same = _row(evidence, name) == evidence.before["bookings"][evidence.world.uids[name]]
            yield _kept(name, [] if same else [f"it is now {_line(_row(evidence, name))}"])


def _kept(what: str, changes: list[str]) -> Finding:
    found = "; ".join(changes) or "so it does"
    return Finding("unchanged", not changes, f"{what} stays as it was: {found}")


def _changes(evidence: Evidence, besides: frozenset[str]) -> Iterator[str]:
    """What changed, or went, of what was there; and what else came, beside bookings."""
    called = {uid: name for name, uid in evidence.world.uids.items()}
    for table, rows in evidence.before.items():
        after = evidence.after[table]
        for key, row in rows.items():
            if key in besides:
                continue
            if key not in after:
                yield f"{table[:-1]} {called.get(key, key)} was removed"
            elif after[key] != row:
                fields = sorted(name for name in {*row, *after[key]} if row.get(name) != after[key].get(name))
                yield f"{table[:-1]} {called.get(key, key)} has another {', '.join(fields)}"
        if table != "bookings":
            yield from (f"{table[:-1]} {key} was added" for key in after if key not in rows)


def _called(evidence: Evidence) -> Iterator[Finding]:
    names = [call.operation for call in evidence.calls]
    for name in evidence.scenario.checks.called:
        yield Finding("called", name in names, f"{name} is called; it was {names.count(name)} times")
    for pattern in evidence.scenario.checks.never_called:
        found = [name for name in names if fnmatchcase(name, pattern)]
        yield Finding("never_called", not found, f"{pattern} is never called; it was {len(found)} times")


def _never_read(evidence: Evidence) -> Iterator[Finding]:
    for name in evidence.scenario.checks.never_read:
        uid = evidence.world.uids[name]
        found = [call.operation for call in evidence.calls if uid in call.text]
        where = f"shown by {', '.join(found)}" if found else "it is not"
        yield Finding("never_read", not found, f"{name} is shown by no tool; {where}")


def _told(evidence: Evidence) -> Iterator[Finding]:
    told: Told = evidence.scenario.checks.told
    last = evidence.answers[-1] if evidence.answers else ""
    if told.outcome is not None:
        found = outcome_of(last)
        shown = f"it says {found!r}" if found else "it has no line such as `Outcome: done`"
        yield Finding("told", found == told.outcome, f"the outcome is {told.outcome!r}; {shown}")
    for alternatives in told.says:
        passed = any(each.casefold() in last.casefold() for each in alternatives)
        yield Finding("told", passed, f"the answer says {' or '.join(map(repr, alternatives))}{_so(passed)}")
    for text in told.never_says:
        passed = not any(text.casefold() in answer.casefold() for answer in evidence.answers)
        yield Finding("told", passed, f"no answer says {text!r}{_so(passed)}")


def _so(passed: bool) -> str:
    return "; so it is" if passed else "; it is otherwise"


def _limits(evidence: Evidence) -> Iterator[Finding]:
    limits: Limits = evidence.scenario.limits
    calls, spent = len(evidence.calls), tokens(evidence.calls)
    yield Finding("limits", calls <= limits.calls, f"at most {limits.calls} calls; there were {calls}")
    yield Finding(
        "limits", spent <= limits.tokens, f"at most {limits.tokens} tokens of tools' text; there were {spent}"
    )


_CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    _bookings, _cancelled, _moved, _unchanged, _called, _never_read, _told, _limits,
)  # fmt: skip


def tokens(calls: Sequence[Call]) -> int:
    """About how many tokens a model reads in what tools answered: one for four characters."""
    return -(-sum(len(call.text) for call in calls) // CHARACTERS_A_TOKEN)


def outcome_of(answer: str) -> str | None:
    """What the last line of an answer says became of the wish; None if it says nothing of it."""
    lines = [line for line in answer.splitlines() if line.strip()]
    found = _OUTCOME.match(lines[-1]) if lines else None
    return found[1].lower() if found is not None else None


def _row(evidence: Evidence, name: str) -> Row:
    return evidence.after["bookings"][evidence.world.uids[name]]


def _line(row: Row) -> str:
    people = ", ".join(str(each["email"]) for each in row["attendees"])
    return f"{row['title']} at {_shown(moment(row['start']))} for {people} ({row['status']})"


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}Z"


def _in_words(where: Where) -> str:
    told = {name: getattr(where, name) for name in Where.__slots__}
    parts = [
        f"{name} is {_shown(value) if isinstance(value, datetime) else value}"
        for name, value in told.items()
        if value is not None
    ]
    return " and ".join(parts) or "it stands"
