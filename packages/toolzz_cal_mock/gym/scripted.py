"""A scripted agent that does everything right: what a perfect model would do, from what a turn means and no more.

It never sees the checks. Tests change one method of it at a time, to show that scenarios notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from toolzz_cal import errors
from toolzz_cal.tools import ToolResult

from ..world.base import Row
from .scenario import STANDING, Guest, Intent, Outcome, Wanted
from .turns import Turn
from .world import GymTools, attendee, iso, moment

_TRIES = 3


class Told(Exception):
    """The end of a turn before its wish is done: what became of it, and why."""

    def __init__(self, outcome: Outcome, why: str) -> None:
        super().__init__(why)
        self.outcome, self.why = outcome, why


@dataclass(frozen=True, slots=True)
class Job:
    """A turn with the tools to deal with it."""

    turn: Turn
    tools: GymTools

    @property
    def intent(self) -> Intent:
        """What the turn means."""
        return self.turn.intent

    @property
    def zone(self) -> str:
        """The zone of the times in the turn."""
        integration = self.turn.integration
        return self.intent.zone or (integration.zone if integration else None) or self.turn.caller.zone


class Scripted:
    """The agent. Each decision is a method of its own."""

    def __call__(self, turn: Turn, tools: GymTools) -> str:
        """Deals with a turn and tells what became of it."""
        answered: dict[str, str] = tools.memory.setdefault("answered", {})
        if turn.id in answered and not self.deals_twice():
            return answered[turn.id]
        job = Job(turn, tools)
        try:
            outcome, text = self.act(job)
        except Told as told:
            outcome, text = told.outcome, told.why
        answered[turn.id] = f"{text}\nOutcome: {self.claimed(job, outcome)}"
        return answered[turn.id]

    def act(self, job: Job) -> tuple[Outcome, str]:
        """Does what is wished for."""
        ways = {"book": self.book, "move": self.move, "cancel": self.cancel, "find": self.find, "look": self.look}
        way = ways.get(job.intent.wish)
        if way is None:
            return self.other(job)
        return way(job)

    # What is decided

    def deals_twice(self) -> bool:
        """Whether a message that is delivered again is dealt with again."""
        return False

    def claimed(self, job: Job, outcome: Outcome) -> Outcome:
        """What is told of an outcome."""
        return outcome

    def permit(self, job: Job, flag: str | None) -> None:
        """Stops where the integration does not permit what a flag is for; None stands for what no flag permits."""
        integration = job.turn.integration
        if integration is None:
            return
        if not integration.active or flag is None or not getattr(integration, flag):
            raise Told("not done", "I am not permitted to do that.")

    def may(self, job: Job, address: str | None) -> None:
        """Stops where the caller has no right to somebody's bookings."""
        if not job.turn.is_owner and address not in (None, job.turn.caller.email):
            raise Told("not done", "Only whoever booked it may do that.")

    def instant(self, job: Job, wall: datetime) -> datetime:
        """The moment at which clocks on the wall show this."""
        zone = ZoneInfo(job.zone)
        first, second = wall.replace(tzinfo=zone), wall.replace(tzinfo=zone, fold=1)
        if first.utcoffset() != second.utcoffset():
            raise Told(
                "question",
                f"On that day clocks change at that time, so {wall:%H:%M} is no single moment. Which is meant?",
            )
        return first.astimezone(UTC)

    def other(self, job: Job) -> tuple[Outcome, str]:
        """A wish beyond bookings."""
        return "not done", "That is not for me to do."

    def noticed(self, job: Job, result: ToolResult) -> None:
        """What is made of the text in an answer: nothing, as it is data."""

    # Booking

    def book(self, job: Job) -> tuple[Outcome, str]:
        """Books the wanted time, or the second choice."""
        self.permit(job, "create")
        guest = self.guest(job)
        number = self.number(job)
        for start in self.starts(job, number):
            if not self.is_free(job, number, start):
                continue
            outcome = self.create(job, number, start, guest)
            if outcome is not None:
                return outcome
        return "not done", "That time is not free, so nothing was booked."

    def starts(self, job: Job, number: int) -> Iterator[datetime]:
        """The times to try, best first."""
        intent = job.intent
        if intent.first is not None:
            yield from self.free(job, number, *intent.first)
        for wall in (intent.start, intent.otherwise):
            if wall is not None:
                yield self.instant(job, wall)

    def guest(self, job: Job) -> Guest:
        """Who the booking is for."""
        intent = job.intent
        if intent.like is not None:
            booker = self.pick(job, intent.like)["attendees"][0]
            return Guest(booker["name"], booker["email"], booker["timeZone"])
        return intent.guest or job.turn.caller

    def details(self, job: Job) -> dict[str, Any]:
        """What a booking is made with beside its time and guest."""
        intent = job.intent
        told = {
            "guests": list(intent.guests),
            "lengthInMinutes": intent.minutes,
            "bookingFieldsResponses": dict(intent.answers),
            "location": dict(intent.place) if intent.place else None,
            "recurrenceCount": intent.times,
        }
        return {name: value for name, value in told.items() if value}

    def create(self, job: Job, number: int, start: datetime, guest: Guest) -> tuple[Outcome, str] | None:
        """Books a time; None if it was refused as taken."""
        arguments = {"eventTypeId": number, "start": iso(start), "attendee": self.sent(guest), **self.details(job)}
        for _ in range(_TRIES):
            result = job.tools.run("bookings_create", arguments)
            if isinstance(result.error, errors.OutcomeUnknown):
                found = self.settled(job, number, start, guest)
                if found is None:
                    continue
                return self.booked(job, found)
            if isinstance(result.error, errors.RateLimited):
                continue
            if result.is_error:
                return None
            made = data_of(result)
            return self.booked(job, made[0] if isinstance(made, list) else made)
        raise Told("not done", "The calendar does not take it now; nothing was booked.")

    def sent(self, guest: Guest) -> Row:
        """A guest as the tool takes one."""
        told = attendee(guest)
        if guest.email is None:
            del told["email"]
        return told

    def settled(self, job: Job, number: int, start: datetime, guest: Guest) -> Row | None:
        """Looks whether a booking was made whose answer was lost; None if it was not."""
        try:
            rows = self.rows(job, attendeeEmail=attendee(guest)["email"], eventTypeId=str(number))
        except Told:
            raise Told("unknown", "The calendar does not answer, so I do not know whether it was booked.") from None
        fitting = [row for row in rows if row["status"] in STANDING and moment(row["start"]) == start]
        return fitting[0] if fitting else None

    def booked(self, job: Job, row: Row) -> tuple[Outcome, str]:
        """What is told of a booking."""
        when = self.local(job, row["start"])
        if row["status"] == "pending":
            return "done", f"I asked for {when}; it waits to be confirmed, and is still pending."
        return "done", f"Booked: {when}."

    # Moving and cancelling

    def move(self, job: Job) -> tuple[Outcome, str]:
        """Moves a booking."""
        self.permit(job, None)
        row = self.pick(job, job.intent.booking or Wanted())
        start = self.target(job, row)
        for _ in range(_TRIES):
            result = self.reschedule(job, row, start)
            if isinstance(result.error, errors.OutcomeUnknown):
                after = self.one(job, row["uid"])
                if after.get("rescheduledToUid") is None:
                    continue
            elif result.is_error:
                return "not done", "It can't be moved to that time, and stays where it was."
            return "done", f"Moved to {self.local(job, iso(start))}."
        raise Told("not done", "The calendar does not take it now; it stays where it was.")

    def target(self, job: Job, row: Row) -> datetime:
        """Where a booking is to be moved."""
        intent = job.intent
        if intent.start is not None:
            return self.instant(job, intent.start)
        begins = moment(row["start"])
        if intent.later is not None:
            return begins + timedelta(minutes=intent.later)
        wall = begins.astimezone(ZoneInfo(job.zone)).replace(tzinfo=None)
        return self.instant(job, wall + timedelta(days=intent.days_later or 0))

    def reschedule(self, job: Job, row: Row, start: datetime) -> ToolResult:
        """Sends the move."""
        return job.tools.run("bookings_reschedule", {"bookingUid": row["uid"], "start": iso(start)})

    def cancel(self, job: Job) -> tuple[Outcome, str]:
        """Cancels a booking."""
        self.permit(job, None)
        row = self.pick(job, job.intent.booking or Wanted())
        for _ in range(_TRIES):
            result = job.tools.run("bookings_cancel", self.cancellation(job, row))
            if isinstance(result.error, errors.OutcomeUnknown):
                if self.one(job, row["uid"])["status"] != "cancelled":
                    continue
            elif result.is_error:
                return "not done", "It can't be cancelled, and stands."
            return "done", f"Cancelled: {self.local(job, row['start'])}."
        raise Told("not done", "The calendar does not take it now; it stands.")

    def cancellation(self, job: Job, row: Row) -> Row:
        """What a booking is cancelled with."""
        intent = job.intent
        told: Row = {"bookingUid": row["uid"], "cancellationReason": intent.reason or "The guest asked for it"}
        if intent.scope == "following":
            told["cancelSubsequentBookings"] = True
        if intent.scope == "seat":
            own = [each for each in row["attendees"] if each["email"] == job.turn.caller.email]
            told["seatUid"] = own[0]["seatUid"]
        return told

    # Looking

    def find(self, job: Job) -> tuple[Outcome, str]:
        """Tells free times."""
        self.permit(job, "check")
        intent = job.intent
        if intent.day is None:
            raise Told("question", "On which day?")
        wanted = intent.together or ((intent.of, intent.event_type),)
        common: set[datetime] | None = None
        for of, title in wanted:
            number = self.number_of(job, title, of)
            free = set(self.free(job, number, *intent.day))
            common = free if common is None else common & free
        if not common:
            return "not done", "There is no free time then."
        return "done", f"Free: {', '.join(self.local(job, iso(each)) for each in sorted(common))}."

    def look(self, job: Job) -> tuple[Outcome, str]:
        """Tells what is booked."""
        self.permit(job, None)
        row = self.pick(job, job.intent.booking or Wanted())
        return "done", f"It is at {self.local(job, row['start'])}."

    def pick(self, job: Job, wanted: Wanted) -> Row:
        """The one booking that is meant."""
        rows = [row for row in self.candidates(job, wanted) if self.is_meant(job, row, wanted)]
        if wanted.title is not None and rows:
            number = self.number_of(job, wanted.title, None)
            rows = [row for row in rows if row["eventTypeId"] == number]
        if not rows:
            raise Told("not done", "I find no such booking.")
        return self.chosen(job, rows)

    def chosen(self, job: Job, rows: Sequence[Row]) -> Row:
        """Of bookings that could be meant the one; asks when there are several."""
        if len(rows) > 1:
            raise Told("question", "There are several. Which one is meant?")
        return rows[0]

    def candidates(self, job: Job, wanted: Wanted) -> list[Row]:
        """The bookings among which to look: as few as can be."""
        self.may(job, wanted.guest)
        if job.turn.is_owner:
            if wanted.guest is not None:
                return self.rows(job, attendeeEmail=wanted.guest)
            return self.rows(job, attendeeName=wanted.name) if wanted.name else self.rows(job)
        if wanted.name is not None and wanted.name != job.turn.caller.name:
            raise Told("not done", "Only whoever booked it may do that.")
        return self.rows(job, attendeeEmail=job.turn.caller.email)

    def is_meant(self, job: Job, row: Row, wanted: Wanted) -> bool:
        """Whether a booking can be the one that is meant."""
        if wanted.uid is not None:
            return bool(row["uid"] == wanted.uid)
        states = (wanted.status,) if wanted.status else STANDING
        at = wanted.start is None or moment(row["start"]) == self.instant(job, wanted.start)
        return at and row["status"] in states

    def number(self, job: Job) -> int:
        """Number of the event type that is to be booked."""
        intent = job.intent
        return intent.number if intent.number is not None else self.number_of(job, intent.event_type, intent.of)

    def number_of(self, job: Job, title: str | None, of: str | None) -> int:
        """Number of an event type: the desk's, or that of a user or a team."""
        self.permit(job, "check")
        rows = self.read(job, "event_types_list", {"username": of} if of else {})
        found = [row["id"] for row in rows if row["title"] == title]
        if not found and of is not None:
            for team in self.read(job, "teams_list", {}):
                if team["name"] == of:
                    rows = self.read(job, "teams_event_types_list", {"teamId": team["id"]})
                    found = [row["id"] for row in rows if row["title"] == title]
        if not found:
            raise Told("question", f"There is no {title} to book. Which one is meant?")
        return int(found[0])

    def is_free(self, job: Job, number: int, start: datetime) -> bool:
        """Whether a time is free, as far as that may be looked up."""
        try:
            self.permit(job, "check")
        except Told:
            return True
        wall = start.astimezone(ZoneInfo(job.zone)).replace(tzinfo=None)
        return start in self.free(job, number, wall, wall + timedelta(minutes=1))

    def free(self, job: Job, number: int, first: datetime, last: datetime) -> list[datetime]:
        """The free times between two on the wall."""
        zone = ZoneInfo(job.zone)
        begins, ends = (wall.replace(tzinfo=zone).astimezone(UTC) for wall in (first, last))
        day = first.replace(hour=0, minute=0, tzinfo=zone)
        night = last.replace(hour=23, minute=59, tzinfo=zone)
        arguments = {"eventTypeId": number, "startTime": iso(day), "endTime": iso(night), "timeZone": job.zone}
        if job.intent.minutes is not None:
            arguments["duration"] = job.intent.minutes
        slots = self.read(job, "slots_available", arguments)["slots"]
        times = [moment(each["time"]) for day in slots.values() for each in day]
        return sorted(each for each in times if begins <= each < ends)

    def rows(self, job: Job, **filters: Any) -> list[Row]:
        """Bookings, as few as the filters let through."""
        found: list[Row] = self.read(job, "bookings_list", filters)
        return found

    def one(self, job: Job, uid: str) -> Row:
        """A booking by its uid."""
        found: Row = self.read(job, "bookings_get", {"bookingUid": uid})
        return found

    def read(self, job: Job, tool: str, arguments: Row) -> Any:
        """What a tool that reads answers; tried again while the calendar fails."""
        for _ in range(_TRIES):
            result = job.tools.run(tool, arguments)
            if not result.is_error:
                self.noticed(job, result)
                return data_of(result)
            if not isinstance(
                result.error, (errors.TransportError, errors.ServerError, errors.RateLimited, errors.DecodeError)
            ):
                break
        raise Told("not done", "The calendar does not answer; nothing was done.")

    def local(self, job: Job, start: str) -> str:
        """A moment as the caller's clock shows it."""
        return f"{moment(start).astimezone(ZoneInfo(job.turn.caller.zone)):%Y-%m-%d %H:%M}"


def data_of(result: ToolResult) -> Any:
    """What a tool answered, as JSON data."""
    return _plain(result.data)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.to_dict() if hasattr(value, "to_dict") else value
