"""A small world to schedule in: Leo Souza with office hours, a team of three hosts, and short ways to ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from toolzz_cal_mock.world import bookings, organization_schedules, slots, team_event_types, timezones
from toolzz_cal_mock.world.base import Row, World
from toolzz_cal_mock.world.event_types import new_event_type
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.organizations import new_organization
from toolzz_cal_mock.world.schedules import new_schedule
from toolzz_cal_mock.world.teams import new_team
from toolzz_cal_mock.world.users import new_user

from tests.support.behaviours import ask, empty_world

OPERATIONS = (bookings, organization_schedules, slots, team_event_types, timezones)
ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "America/Sao_Paulo", "language": "pt-BR"}
RUI = {"name": "Rui Lima", "email": "rui.lima@example.com", "timeZone": "Europe/Lisbon"}
ZOE = {"name": "Zoe Melo", "email": "zoe.melo@example.com", "timeZone": "UTC"}
ASKS = {"type": "always", "blockUnconfirmedBookingsInBooker": False}
BUSY = "already has booking at this time or is not available"
ALWAYS = [
    {
        "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        "startTime": "00:00",
        "endTime": "23:59",
    }
]


def seats(count: int = 2, *, show: bool = True) -> dict[str, Any]:
    """What an event type says of its seats."""
    return {"seatsPerTimeSlot": count, "showAttendeeInfo": show, "showAvailabilityCount": True}


def hosts(row: Row) -> list[int]:
    """The users whom an answer names as hosts."""
    return [host["id"] for host in row["hosts"]]


def emails(row: Row) -> list[str]:
    """The addresses of those whom an answer names as attendees."""
    return [each["email"] for each in row["attendees"]]


@dataclass
class Desk:
    """Leo, whose schedule says 09:00 to 17:00 on weekdays in UTC, and his event type of 30 minutes without notice."""

    world: World
    leo: Row
    schedule: Row
    event_type: Row

    def ask(self, operation: str, caller: int | Row | None = None, **arguments: Any) -> Any:
        """What an operation answers, to Leo unless said otherwise."""
        return ask(self.world, self.leo if caller is None else caller, operation, **arguments)

    def slots(self, first: str, last: str, event_type: Row | None = None, **arguments: Any) -> list[str]:
        """The free slots between two days, the last included, as text such as `2027-03-02T09:00`."""
        answer = self.ask(
            "slots.available",
            eventTypeId=(event_type or self.event_type)["id"],
            startTime=f"{first}T00:00:00Z",
            endTime=f"{last}T23:59:59Z",
            **arguments,
        )
        return [slot.get("time", slot.get("startTime"))[:16] for day in answer["slots"].values() for slot in day]

    def book(self, start: str, event_type: Row | None = None, attendee: Row = ANA, **arguments: Any) -> Row:
        """A booking at a time such as `2027-03-02T09:00`, in UTC."""
        wanted = (event_type or self.event_type)["id"]
        return self.ask("bookings.create", eventTypeId=wanted, start=f"{start}:00Z", attendee=attendee, **arguments)

    def kind(self, **fields: Any) -> Row:
        """A further event type of Leo's, without notice unless the fields say so."""
        fields = {"minimumBookingNotice": 0, "slug": f"kind-{len(self.world.table('event_types'))}", **fields}
        return new_event_type(self.world, 31790, **fields)

    def cancel(self, uid: str, caller: int | Row | None = None, **arguments: Any) -> Any:
        """A booking or series cancelled with a reason, which a host has to give."""
        return self.ask("bookings.cancel", caller, bookingUid=uid, cancellationReason="Ill", **arguments)

    def row(self, uid: str) -> Row:
        """A booking as it is stored."""
        return self.world.table("bookings")[uid]

    def told(self) -> list[tuple[str, str]]:
        """What webhooks were told of so far: trigger and uid."""
        return [(event.trigger, event.row["uid"]) for event in self.world.events]

    def now(self, text: str) -> None:
        """Sets the clock, in UTC."""
        self.world.clock.set(datetime.fromisoformat(f"{text}+00:00"))


def desk() -> Desk:
    """Leo's world. It is Monday, 1 March 2027, 12:00 in UTC."""
    world = empty_world()
    leo = new_user(
        world, id=31790, name="Leo Souza", email="leo.souza@example.com", username="leo-souza", time_zone="UTC"
    )
    schedule = new_schedule(world, 31790, 764, name="Support")
    event_type = new_event_type(world, 31790, id=10482, slug="onboarding", minimumBookingNotice=0)
    return Desk(world, world.table("users")[leo["id"]], schedule, event_type)


@dataclass
class Team(Desk):
    """The same with an organization and a team of three hosts: Leo, Mia and Noa."""

    mia: Row
    noa: Row
    outsider: Row

    def shared(self, scheduling_type: str = "ROUND_ROBIN", hosts: Any = None, **fields: Any) -> Row:
        """An event type of the team, by default with all three."""
        fields = {"minimumBookingNotice": 0, "slug": f"kind-{len(self.world.table('event_types'))}", **fields}
        everybody = [31790, 31791, 31792]
        return new_event_type(
            self.world, team_id=8841, scheduling_type=scheduling_type, hosts=hosts or everybody, **fields
        )


def team() -> Team:
    """Leo's world with his team, which he owns, in his organization."""
    alone = desk()
    world = alone.world
    new_organization(world, id=1205, name="Example", owner_id=31790)
    new_team(world, id=8841, name="Support", owner_id=31790, organization_id=1205)
    others = []
    for id, name in ((31791, "Mia Reis"), (31792, "Noa Dias")):
        slug = name.lower().replace(" ", "-")
        user = new_user(
            world,
            id=id,
            name=name,
            email=f"{slug}@example.com",
            username=slug,
            time_zone="UTC",
            organization_id=1205,
        )
        new_schedule(world, id)
        new_membership(world, id, 8841)
        others.append(user)
    outsider = new_user(world, id=31799, name="Ana Prado", email="ana.prado@example.com", username="ana-prado")
    return Team(world, world.table("users")[31790], alone.schedule, alone.event_type, *others, outsider)


def everyone(desk: Desk, row: Row) -> list[int]:
    """All hosts of a booking: an answer names one, the others are among the attendees."""
    return desk.row(row["uid"])["_host_ids"]
