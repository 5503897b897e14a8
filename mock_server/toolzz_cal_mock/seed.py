"""What a mock begins with, and short ways to put more into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from .world import behaviours as _behaviours  # noqa: F401 - registers what every operation does
from .world.attributes import new_attribute
from .world.base import Row, World
from .world.booking_rows import new_booking
from .world.conferencing import new_conferencing
from .world.connections import new_credential
from .world.event_type_rows import new_event_type
from .world.integrations import new_function, new_integration
from .world.memberships import new_membership
from .world.oauth_clients import new_managed_user, new_oauth_client
from .world.organizations import new_organization
from .world.schedules import new_schedule
from .world.stripe import new_stripe
from .world.teams import new_team
from .world.users import new_user
from .world.webhooks import new_webhook

KEY = "cal_example"
USER, COLLEAGUE, THIRD = 31790, 31791, 31792
ORGANIZATION, TEAM, EVENT_TYPE, SCHEDULE = 1205, 8841, 10482, 764
BOOKING, WEBHOOK, CREDENTIAL, CLIENT = "bk4Zr8YqLw2TnVx6", "wh_3c8d5e", 512, "client_example_4821"
INTEGRATION, FUNCTION = "0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20", "7c1e4d90-6b2a-4d8f-a3c5-9e0f1b2d3c4a"
ZONE = "America/Sao_Paulo"
ATTENDEE = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": ZONE, "language": "pt-BR"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def fill(world: World, data: str | None) -> None:
    """Makes the first rows: with `demo` those of the specification's examples, else one user."""
    if data not in ("demo", "empty", None):
        raise ValueError(f"there is no seed data {data!r}; there are demo and empty")
    world.indexes["default_user"] = USER
    user = new_user(
        world, id=USER, name="Leo Souza", email="leo.souza@example.com", username="leo-souza", time_zone=ZONE, key=KEY
    )
    if data == "demo":
        _demo(world, user)
    world.events.clear()


def _demo(world: World, user: Row) -> None:
    new_schedule(world, USER, SCHEDULE, name="Support", time_zone=ZONE)
    new_organization(world, name="Example Ltda", owner_id=USER, slug="example-org", id=ORGANIZATION)
    for id, name, username in ((COLLEAGUE, "Mia Reis", "mia-reis"), (THIRD, "Rui Lima", "rui-lima")):
        email = f"{username.replace('-', '.')}@example.com"
        new_user(world, id=id, name=name, email=email, username=username, time_zone=ZONE, organization_id=ORGANIZATION)
        new_schedule(world, id, name="Working hours", time_zone=ZONE)
    new_team(world, name="Support", owner_id=USER, organization_id=ORGANIZATION, id=TEAM, slug="support")
    new_membership(world, COLLEAGUE, TEAM, id=5093)
    event_type = new_event_type(world, USER, id=EVENT_TYPE, title="Onboarding call", slug="onboarding")
    hosts = (USER, COLLEAGUE)
    new_event_type(
        world,
        team_id=TEAM,
        id=10483,
        title="Support call",
        slug="support-call",
        hosts=hosts,
        scheduling_type="ROUND_ROBIN",
    )
    new_booking(world, event_type, datetime(2027, 3, 9, 14, tzinfo=UTC), ATTENDEE, id=9001, uid=BOOKING)
    new_webhook(world, "http://127.0.0.1:9/hooks", "BOOKING_CREATED", WEBHOOK, owner=("userId", USER))
    new_credential(world, USER, "google", CREDENTIAL, email="desk@example.com")
    new_conferencing(world, USER, "google-meet")
    new_stripe(world, USER)
    new_oauth_client(world, ORGANIZATION, id=CLIENT, secret="example-client-secret")  # noqa: S106 - a fake
    new_managed_user(world, CLIENT, name="Ana Prado", email="ana.prado@example.com")
    options = [{"id": "opt_9x4b1c", "value": "Lisbon", "slug": "lisbon"}, {"value": "Porto", "slug": "porto"}]
    new_attribute(world, ORGANIZATION, name="Office", slug="office", id="attr_7f3k2m", options=options)
    new_integration(world, USER, INTEGRATION)
    new_function(world, USER, FUNCTION)


class Seeding:
    """Short ways to put rows into a mock, for tests. Each answers the row it made."""

    def __init__(self, world: World) -> None:
        self._world = world

    def user(self, name: str = "Ana Prado", **fields: Any) -> Row:
        """A user with working hours on weekdays, 9 to 5 in `time_zone` (UTC by default), and a key of its own."""
        number = len(self._world.table("users")) + 1
        slug = name.lower().replace(" ", "-") + f"-{number}"
        settings: dict[str, Any] = {"email": f"{slug}@example.com", "username": slug, "time_zone": "UTC"}
        settings |= {"key": f"cal_example_{number}", **fields}
        row = new_user(self._world, name=name, **settings)
        new_schedule(self._world, row["id"], time_zone=settings["time_zone"])
        return row

    def account(self, user: Row, *, user_id: str | None = None, connected_account_id: str | None = None) -> None:
        """Lets the gateway act for a user under this `user_id` or `connected_account_id`."""
        accounts: dict[str, int] = self._world.indexes.setdefault("accounts", {})
        for name in (user_id, connected_account_id):
            if name is not None:
                accounts[name] = user["id"]

    def schedule(self, user: Row | None = None, **fields: Any) -> Row:
        """Working hours of a user."""
        return new_schedule(self._world, user["id"] if user else USER, **fields)

    def event_type(self, user: Row | None = None, **fields: Any) -> Row:
        """An event type of a user; `length` in minutes, other settings by Cal.com's names."""
        return new_event_type(self._world, user["id"] if user else USER, **fields)

    def team(self, members: int = 3, *, scheduling_type: str = "ROUND_ROBIN", **fields: Any) -> tuple[Row, Row]:
        """A team with this many members and one event type that they share; answers both."""
        people = [self.user(f"Member {number + 1}") for number in range(members)]
        team = new_team(self._world, name=str(fields.pop("name", "Example team")), owner_id=people[0]["id"])
        for person in people[1:]:
            new_membership(self._world, person["id"], team["id"])
        hosts = [person["id"] for person in people]
        settings: dict[str, Any] = {"hosts": hosts, "scheduling_type": scheduling_type, **fields}
        return team, new_event_type(self._world, team_id=team["id"], **settings)

    def booking(
        self,
        event_type: Row | None = None,
        start: datetime | None = None,
        attendee: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> Row:
        """A booking, whether or not its time is free; tomorrow at 14:00 UTC by default."""
        world = self._world
        kind = event_type or world.table("event_types")[EVENT_TYPE]
        tomorrow = (world.now() + timedelta(days=1)).replace(hour=14, minute=0, second=0, microsecond=0)
        return new_booking(world, kind, start or tomorrow, attendee or ATTENDEE, **fields)

    def webhook(self, url: str, triggers: str | Sequence[str], user: Row | None = None, **fields: Any) -> Row:
        """A webhook of a user."""
        owner = ("userId", user["id"] if user else USER)
        return new_webhook(self._world, url, triggers, owner=owner, **fields)
