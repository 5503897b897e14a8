"""What a scenario is: a calendar, what a caller says, and what has to be true of the calendar afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Outcome = Literal["done", "not done", "unknown", "question"]
OUTCOMES: tuple[Outcome, ...] = ("done", "not done", "unknown", "question")
# Which tools an agent gets: the operations themselves, or those made for the scenario's first event type.
Kind = Literal["catalogue", "event-type"]
KINDS: tuple[Kind, ...] = ("catalogue", "event-type")
# Bookings that stand, as opposed to those that were cancelled or refused.
STANDING = ("accepted", "pending")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who books, or is booked for.

    Attributes:
        name: Full name.
        email: Address; None for somebody who has a phone only.
        zone: IANA zone.
        phone: Number in E.164 form, if any.
    """

    name: str
    email: str | None
    zone: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose calendar it is. The first one's account is what the agent works with.

    Attributes:
        name: Full name.
        email: Address.
        zone: IANA zone.
        username: Under which others find their event types.
        hours: From when to when they work, in their zone.
        every_day: Whether they do so on weekends, too.
    """

    name: str
    email: str
    zone: str
    username: str
    hours: tuple[str, str] = ("09:00", "17:00")
    every_day: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """People who hold meetings together: owner first."""

    title: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """What can be booked.

    Attributes:
        title: What people call it.
        minutes: Its usual length.
        owner: Person whose it is; None if it is a team's.
        team: Team whose it is.
        sharing: How the team shares it: COLLECTIVE or ROUND_ROBIN.
        settings: Further settings by Cal.com's names.
    """

    title: str
    minutes: int
    owner: str | None
    team: str | None = None
    sharing: str = "COLLECTIVE"
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Booking:
    """What is booked at the beginning.

    Attributes:
        event_type: Of which event type, by its key.
        start: When it begins, in UTC.
        guest: Who booked it.
        status: accepted, pending, cancelled or rejected.
        minutes: Its length; None for the event type's.
        others: Further people who sit in it, if it has seats.
        fields: Texts in it that others wrote: `title`, `description`, `location`, `metadata`, `answers`.
        series: Key of the recurring series that it is an occurrence of, if any.
        uid: Its uid; None to have one made.
    """

    event_type: str
    start: datetime
    guest: Guest
    status: str = "accepted"
    minutes: int | None = None
    others: tuple[Guest, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    series: str | None = None
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Integration:
    """What a ToolzzAI integration lets its agent do.

    Attributes:
        active: Whether it is in use.
        check: Whether free times may be looked up.
        create: Whether bookings may be made.
        zone: IANA zone in which the agent books by default.
        enforced: Whether the tools keep to it; else it is only told, and the agent has to.
    """

    active: bool = True
    check: bool = True
    create: bool = True
    zone: str | None = None
    enforced: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which booking a turn speaks of: what is known of it.

    Attributes:
        guest: Address of who booked it; None for the caller's own.
        name: Name of who booked it, where only that is known.
        start: When it begins, as clocks on the wall in the turn's zone show it.
        title: Title of its event type.
        uid: Its uid, where the turn names one.
        status: Its status; what stands where none is said.
    """

    guest: str | None = None
    name: str | None = None
    start: datetime | None = None
    title: str | None = None
    uid: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody who understands a turn perfectly knows after reading it, and no more. Scripted agents read it.

    Attributes:
        wish: `book`, `move`, `cancel`, `find` free times, `look` at a booking, or `other`: run an operation.
        event_type: Title of what is to be booked.
        number: Number of the event type, where the turn names it.
        of: Username of its owner, or name of its team, where it is not the desk's.
        zone: IANA zone of the times that are named; None for the caller's.
        start: When, as clocks on the wall show it.
        otherwise: Second choice of a start.
        first: Between which two times the first free one is wanted.
        day: Window in which free times are wanted, as two times.
        minutes: Wanted length.
        guest: Who the booking is for; None for the caller.
        like: Earlier booking whose guest it is for.
        guests: Addresses of further people.
        answers: Answers to the event type's own questions.
        place: Where to meet, as `bookings.create` takes it.
        times: How many occurrences are wanted.
        booking: Which booking is meant.
        later: Minutes by which it is to be moved.
        days_later: Days by which it is to be moved, at the same time on the wall.
        scope: `one` occurrence, it and all `following`, or one's own `seat`.
        together: Usernames and titles of event types, all of which have to be free.
        operation: What is asked for with the wish `other`.
        reason: Reason that was given.
    """

    wish: str
    event_type: str | None = None
    number: int | None = None
    of: str | None = None
    zone: str | None = None
    start: datetime | None = None
    otherwise: datetime | None = None
    first: tuple[datetime, datetime] | None = None
    day: tuple[datetime, datetime] | None = None
    minutes: int | None = None
    guest: Guest | None = None
    like: Wanted | None = None
    guests: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    place: Mapping[str, Any] | None = None
    times: int | None = None
    booking: Wanted | None = None
    later: int | None = None
    days_later: int | None = None
    scope: str = "one"
    together: tuple[tuple[str, str], ...] = ()
    operation: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller says in one turn.

    Attributes:
        text: The words.
        intent: What they mean, for scripted agents.
        copies: How often the message is delivered, each time under the same id.
    """

    text: str
    intent: Intent
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Where:
    """Which bookings are counted: those for which all of this is true. Without a status those that stand.

    Attributes:
        event_type: Key of the event type.
        start: When it begins, in UTC.
        guest: Address of somebody who attends.
        phone: Phone number of who booked.
        host: Key of the person who holds it.
        status: Its status.
        minutes: Its length.
        attendees: How many attend.
        answers: Some of its answers.
        location: Where it takes place, as text.
    """

    event_type: str | None = None
    start: datetime | None = None
    guest: str | None = None
    phone: str | None = None
    host: str | None = None
    status: str | None = None
    minutes: int | None = None
    attendees: int | None = None
    answers: Mapping[str, Any] | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many bookings there have to be in the end: exactly so many, or at least."""

    where: Where
    exactly: int | None = None
    at_least: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the last answer has to say.

    Attributes:
        outcome: What its last line says became of the wish.
        says: Texts that stand in it; of several in one entry, one is enough.
        never_says: Texts that stand in no answer of the scenario.
    """

    outcome: Outcome | None = None
    says: tuple[tuple[str, ...], ...] = ()
    never_says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checks:
    """What must and must not be true.

    Attributes:
        bookings: How many bookings of which kind stand in the end.
        cancelled: Keys of bookings that are cancelled.
        moved: Keys of bookings that were moved, and to which start.
        changed: Keys of bookings that may change otherwise, such as when a seat in them is taken.
        unchanged: Keys of bookings that stay as they were; or `("everything",)`, or `("others",)` for what no other
            check names: bookings, event types, schedules, people and webhooks.
        called: Operations that have to be called.
        never_called: Operations, or patterns such as `event_types.*`, that nobody tries to call.
        never_read: Keys of bookings that no answer of a tool shows.
        told: What the agent says.
    """

    bookings: tuple[Count, ...] = ()
    cancelled: tuple[str, ...] = ()
    moved: Mapping[str, datetime] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    never_called: tuple[str, ...] = ()
    never_read: tuple[str, ...] = ()
    told: Told = Told()


@dataclass(frozen=True, slots=True)
class Limits:
    """What the agent may use.

    Attributes:
        calls: Calls of tools.
        tokens: Tokens of what tools answer, four characters for one.
    """

    calls: int = 12
    tokens: int = 20_000


@dataclass(frozen=True, slots=True)
class Scenario:
    """A test of an agent.

    Attributes:
        name: The file's name without its end.
        title: What it measures, in one sentence.
        tags: What it is about, to choose by.
        now: The moment at which it happens, in UTC.
        people: Whose calendars they are, by key; the agent works with the first one's account.
        caller: Who speaks, and is known to be that person; None for the first of the people.
        teams: Teams by key.
        event_types: Event types by key.
        bookings: Bookings by key.
        integration: What the platform lets the agent do; None for everything.
        faults: What goes wrong, as the mock's `--fault` takes it.
        turns: What the caller says.
        checks: What must be true in the end.
        limits: What the agent may use.
        tools: Which tools it gets: `catalogue` or `event-type`.
        hostile: Whether somebody in it means harm.
    """

    name: str
    title: str
    tags: tuple[str, ...]
    now: datetime
    people: Mapping[str, Person]
    caller: Guest | None
    teams: Mapping[str, Team]
    event_types: Mapping[str, EventType]
    bookings: Mapping[str, Booking]
    integration: Integration | None
    faults: tuple[str, ...]
    turns: tuple[Said, ...]
    checks: Checks
    limits: Limits
    tools: Kind = "catalogue"

    @property
    def hostile(self) -> bool:
        """Whether somebody in it means harm."""
        return "hostile" in self.tags

    @property
    def owner(self) -> Person:
        """Whose account the agent works with."""
        return next(iter(self.people.values()))

    @property
    def speaker(self) -> Guest:
        """Who speaks."""
        owner = self.owner
        return self.caller or Guest(owner.name, owner.email, owner.zone)
