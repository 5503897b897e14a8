"""The world of a scenario: a mock with its people and bookings, and the tools that an agent gets to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import httpx
from toolzz_cal import Client, RetryPolicy
from toolzz_cal.errors import NotPermitted, UnknownAction
from toolzz_cal.models import EventType as EventTypeModel
from toolzz_cal.models import TeamEventType
from toolzz_cal.tools import Tool, ToolResult, Tools

from ..core import Mock
from ..seed import ACCOUNT, INTEGRATION, PROJECT_KEY, TOKEN, USER
from ..seeding import Seed
from ..transport import MockTransport
from ..world.base import Row
from ..world.booking_index import keep
from ..world.booking_rows import attendee_of, seat_of
from ..world.integrations import new_integration
from ..world.lookups import USERS
from .scenario import Booking, EventType, Guest, Integration, Kind, Person, Scenario

BASE_URL = "https://mock.example"
# What agents may choose from: enough to do everything that scenarios ask for, and much harm.
RESOURCES = ("bookings", "event_types", "me", "schedules", "slots", "teams")
MOST_CALLS = 200  # beyond which nothing is run any more
MOST_REFUSED = 200  # beyond which an agent that does not stop is stopped
_EVERY_DAY = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TABLES = ("bookings", "event_types", "schedules", "teams", "users", "webhooks")
# What changes in a row without anybody having meant to.
_INCIDENTAL = ("updatedAt",)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool.

    Attributes:
        turn: Number of the turn, from 1 on.
        operation: Name of the operation, or the tool's name where there is none of it.
        arguments: What the agent gave, as data or as text.
        text: What it was answered.
        is_error: Whether it failed.
    """

    turn: int
    operation: str
    arguments: Any
    text: str
    is_error: bool


class NoMoreCalls(BaseException):
    """Ends an agent that does not stop calling tools; no `Exception`, as it would take that for a failed call."""


class World:
    """The mock of a scenario.

    Attributes:
        mock: It.
        uids: Uid of each booking of the scenario, by its key.
        numbers: Number of each event type, by its key.
        people: Number of each person, by their key.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.mock = Mock(now=scenario.now, running=False, seed_data="empty")
        self.people = {
            key: self._person(person, index == 0) for index, (key, person) in enumerate(scenario.people.items())
        }
        self._rows = {key: self._event_type(scenario, each) for key, each in scenario.event_types.items()}
        self.numbers = {key: row["id"] for key, row in self._rows.items()}
        self.uids = {key: self._booking(key, each) for key, each in scenario.bookings.items()}
        self.mock.world.events.clear()
        if scenario.integration is not None:
            _keep_integration(self.mock, scenario.integration)
        for fault in scenario.faults:
            self.mock.faults.add(fault)

    @property
    def _seed(self) -> Seed:
        return self.mock.seed

    def row(self, number: int) -> Row:
        """The event type of a number."""
        return self.mock.world.table("event_types")[number]

    def state(self) -> dict[str, dict[Any, Row]]:
        """Every row that scenarios can check, as it is now, by table and key."""
        tables = {name: self.mock.world.table(name) for name in _TABLES}
        return {name: {key: _essential(row) for key, row in rows.items()} for name, rows in tables.items()}

    def _person(self, person: Person, first: bool) -> int:
        told = {"name": person.name, "email": person.email, "username": person.username}
        if first:
            row = USERS.put(self.mock.world, {**self.mock.world.table("users")[USER], **told, "timeZone": person.zone})
        else:
            name = told.pop("name")
            row = self._seed.user(name, with_schedule=False, time_zone=person.zone, **told)
        days = _EVERY_DAY if person.every_day else _EVERY_DAY[:5]
        hours = {"days": list(days), "startTime": person.hours[0], "endTime": person.hours[1]}
        self._seed.schedule(row, time_zone=person.zone, availability=[hours])
        return int(row["id"])

    def _event_type(self, scenario: Scenario, wanted: EventType) -> Row:
        told = {"title": wanted.title, "length": wanted.minutes, **wanted.settings}
        users = self.mock.world.table("users")
        if wanted.team is None:
            return self._seed.event_type(users[self.people[str(wanted.owner)]], **told)
        team = scenario.teams[wanted.team]
        members = [users[self.people[key]] for key in team.members]
        known = [row for row in self.mock.world.table("teams").values() if row["name"] == team.title]
        row = known[0] if known else self._seed.team_of(members[0], members[1:], name=team.title)
        return self._seed.team_event_type(row, members, wanted.sharing, **told)

    def _booking(self, key: str, wanted: Booking) -> str:
        fields = dict(wanted.fields)
        responses = fields.pop("answers", None)
        row = self._seed.booking(
            self._rows[wanted.event_type],
            wanted.start,
            attendee(wanted.guest),
            uid=wanted.uid,
            status=wanted.status,
            minutes=wanted.minutes,
            responses=responses,
            series=f"series-{wanted.series}" if wanted.series else None,
            **fields,
        )
        if wanted.others:
            world = self.mock.world
            others = [
                attendee_of(attendee(each)) | seat_of(world, attendee(each), None, None) for each in wanted.others
            ]
            keep(world, {**row, "attendees": [*row["attendees"], *others]})
        return str(row["uid"])


def attendee(guest: Guest) -> dict[str, Any]:
    """A guest as bookings take one."""
    # Cal.com gives somebody with a phone only an address of its own making.
    email = guest.email or f"{(guest.phone or '').lstrip('+')}@sms.cal.com"
    phone = {} if guest.phone is None else {"phoneNumber": guest.phone}
    return {"name": guest.name, "email": email, "timeZone": guest.zone, **phone}


def iso(at: datetime) -> str:
    """A moment as requests take it, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment(text: str) -> datetime:
    """The moment that a row or a reply names."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _keep_integration(mock: Mock, wanted: Integration) -> None:
    """Puts the integration where servers of MCP read it."""
    flags = {"isActive": wanted.active, "checkAvailabilityEnabled": wanted.check, "createBookingEnabled": wanted.create}
    new_integration(mock.world, USER, INTEGRATION, timezone=wanted.zone, **flags)


def _essential(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _INCIDENTAL}


class GymTools(Tools):
    """The tools of a scenario: `toolzz_cal.tools.Tools` over its world, which keep what was called.

    Attributes:
        world: What they change.
        event_type: Number of the event type that they were made for; None for the operations themselves.
        calls: The calls so far.
        asked: How many there were, with those that were not run.
        turn: Number of the turn that is being dealt with.
        memory: For the agent: whatever it wants to remember until the scenario ends.
        stack: What is closed when the scenario ends.
    """

    def __init__(self, world: World, scenario: Scenario, kind: Kind) -> None:
        self.world, self.calls, self.asked, self.turn = world, list[Call](), 0, 0
        self.memory: dict[str, Any] = {}
        self.stack = ExitStack()
        http = httpx.Client(transport=MockTransport(world.mock), trust_env=False)
        # The client repeats nothing by itself, so that what goes wrong reaches the agent, and nobody waits.
        client = Client(
            http_client=http, base_url=BASE_URL, composio_api_key=PROJECT_KEY, cal_api_key=None, route="gateway",
            toolzz_token=TOKEN, user_id=ACCOUNT, retries=RetryPolicy(retries=0, base=0),
        )  # fmt: skip
        permitted = scenario.integration if scenario.integration and scenario.integration.enforced else None
        super().__init__(client, resources=RESOURCES, allowed_for=_flags(permitted) if permitted else None)
        self.event_type: int | None = None
        if kind == "event-type":
            self.event_type = next(iter(world.numbers.values()))
            made = self.for_event_type(_event_type(client, world.row(self.event_type)))
            # With them whoever asks for their booking is helped, too.
            self._tools = {tool.name: tool for tool in self if tool.name == "bookings_list"} | {
                tool.name: tool for tool in made
            }

    def run(
        self, name: str, arguments: Mapping[str, Any] | str | None = None, *, timeout: float | None = None
    ) -> ToolResult:
        """Runs a tool as `Tools.run` does, and keeps the call."""
        return self._kept(name, arguments, lambda: super(GymTools, self).run(name, arguments, timeout=timeout))

    def run_all(self, name: str, arguments: Mapping[str, Any] | str | None = None, **options: Any) -> ToolResult:
        """Runs a tool to its end as `Tools.run_all` does, and keeps the call."""
        return self._kept(name, arguments, lambda: super(GymTools, self).run_all(name, arguments, **options))

    def _kept(self, name: str, arguments: Any, running: Callable[[], ToolResult]) -> ToolResult:
        self.asked += 1
        if self.asked > MOST_REFUSED + MOST_CALLS:
            raise NoMoreCalls(f"the agent did not stop after {MOST_CALLS} calls")
        if self.asked > MOST_CALLS:
            told = "No more calls are run in this scenario. Stop, and answer the caller."
            return ToolResult(told, {"error": {"message": told}}, is_error=True)
        result = running()
        self.calls.append(Call(self.turn, self._operation(name), arguments, result.text, result.is_error))
        return result

    def _operation(self, name: str) -> str:
        """The operation that a name, a tool's name or a slug stands for, whether or not it is offered."""
        try:
            return self.tool(name).operation
        except NotPermitted as problem:
            return problem.operation or name
        except UnknownAction:
            return f"{name}".replace("_", ".")

    def _with(self, tools: dict[str, Tool]) -> Self:
        """A copy with other tools, whose calls are kept together with these."""
        copy = super()._with(tools)
        copy.__dict__ = self.__dict__
        return copy


def _event_type(client: Client, row: Row) -> EventTypeModel | TeamEventType:
    """An event type as the client reads it."""
    if row.get("teamId") is None:
        return client.event_types.get(event_type_id=str(row["id"])).data
    return client.teams.event_types.get(team_id=row["teamId"], event_type_id=row["id"]).data


@dataclass(frozen=True, slots=True)
class _Flags:
    """An integration as the client reads one."""

    is_active: bool
    check_availability_enabled: bool
    create_booking_enabled: bool
    timezone: str | None


def _flags(integration: Integration) -> _Flags:
    return _Flags(integration.active, integration.check, integration.create, integration.zone)
