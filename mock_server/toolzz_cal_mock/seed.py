"""What a mock begins with, and short ways to put more into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from .world import behaviours as _behaviours  # noqa: F401 - registers what every operation does
from .world.attributes import new_attribute
from .world.base import Row, World
from .world.booking_rows import new_booking
from .world.conferencing import new_conferencing
from .world.connections import new_credential, save_feeds
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

KEY, PROJECT_KEY, ACCOUNT, TOKEN = "cal_example", "ak_example", "user-example", "example-token"
USER, COLLEAGUE, THIRD = 31790, 31791, 31792
ORGANIZATION, TEAM, EVENT_TYPE, SCHEDULE = 1205, 8841, 10482, 764
BOOKING, WEBHOOK, CREDENTIAL, CLIENT = "bk4Zr8YqLw2TnVx6", "wh_3c8d5e", 512, "client_example_4821"
MANAGED, MEMBERSHIP, ORGANIZATION_MEMBERSHIP, OPTION = 31795, 5093, 5090, "opt_9x4b1c"
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
    _connect(world, USER, PROJECT_KEY, (ACCOUNT,), TOKEN)
    if data == "demo":
        _demo(world, user)
    world.events.clear()


def _demo(world: World, user: Row) -> None:
    new_schedule(world, USER, SCHEDULE, name="Support", time_zone=ZONE)
    new_organization(world, name="Example Ltda", owner_id=USER, slug="example-org", id=ORGANIZATION)
    for id, name, username in ((COLLEAGUE, "Mia Reis", "mia-reis"), (THIRD, "Rui Lima", "rui-lima")):
        email = f"{username.replace('-', '.')}@example.com"
        new_user(world, id=id, name=name, email=email, username=username, time_zone=ZONE)
        new_membership(world, id, ORGANIZATION, id=ORGANIZATION_MEMBERSHIP if id == COLLEAGUE else None)
        new_schedule(world, id, name="Working hours", time_zone=ZONE)
    new_team(world, name="Customer care", owner_id=USER, organization_id=ORGANIZATION, id=TEAM, slug="care")
    new_membership(world, COLLEAGUE, TEAM, id=MEMBERSHIP)
    lengths = [15, 30, 60]
    onboarding = new_event_type(
        world, USER, id=EVENT_TYPE, title="Onboarding call", slug="onboarding", lengthInMinutesOptions=lengths
    )
    hosts = (USER, COLLEAGUE)
    support = new_event_type(
        world,
        team_id=TEAM,
        id=10483,
        title="Support call",
        slug="support-call",
        hosts=hosts,
        scheduling_type="ROUND_ROBIN",
    )
    # One that waits, of the team: what the examples do with this uid, from confirming to reassigning, can then be done.
    start = datetime(2027, 3, 9, 14, tzinfo=UTC)
    new_booking(world, support, start, ATTENDEE, id=9001, uid=BOOKING, hosts=[COLLEAGUE], status="pending")
    new_booking(world, onboarding, start + timedelta(days=2, hours=1), ATTENDEE, id=9002, uid="bkHq7WmN3xTdRs5v")
    # The examples name the same webhook for every kind of owner, so it has one of each.
    owners = {"eventTypeId": EVENT_TYPE, "teamId": ORGANIZATION, "oAuthClientId": CLIENT}
    new_webhook(world, "http://127.0.0.1:9/hooks", "BOOKING_CREATED", WEBHOOK, owner=("userId", USER), **owners)
    new_credential(world, USER, "google", CREDENTIAL, email="desk@example.com")
    save_feeds(world, USER, ["https://feeds.example.com/desk.ics"], read_only=True)
    new_conferencing(world, USER, "zoom")
    new_stripe(world, USER)
    new_stripe(world, USER, TEAM)
    new_oauth_client(world, ORGANIZATION, id=CLIENT, secret="example-client-secret")  # noqa: S106 - a fake
    managed = new_managed_user(world, CLIENT, name="Ana Prado", email="ana.prado@example.com", id=MANAGED)
    managed["_tokens"]["refreshToken"] = "example-refresh-token"
    options = [{"id": OPTION, "value": "Rio de Janeiro", "slug": "rio"}, {"value": "Porto", "slug": "porto"}]
    new_attribute(world, ORGANIZATION, name="City", slug="city", id="attr_7f3k2m", options=options)
    new_integration(world, USER, INTEGRATION)
    new_function(world, USER, FUNCTION)


def _connect(world: World, user_id: int, key: str, names: Iterable[str | None], token: str | None) -> None:
    accounts: dict[str, int] = world.indexes.setdefault("accounts", {}).setdefault(key, {})
    accounts |= dict.fromkeys((name for name in names if name is not None), user_id)
    if token is not None:
        world.indexes.setdefault("toolzz_tokens", {})[token] = user_id


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

    def account(
        self,
        user: Row,
        *,
        user_id: str | None = None,
        connected_account_id: str | None = None,
        api_key: str = PROJECT_KEY,
        token: str | None = None,
    ) -> None:
        """Lets the gateway and ToolzzAI act for a user.

        Args:
            user: The user.
            user_id: Name under which the gateway knows them.
            connected_account_id: Another such name.
            api_key: The project key that knows these names; with strict authentication no other does.
            token: Access token of ToolzzAI that stands for the user.
        """
        _connect(self._world, user["id"], api_key, (user_id, connected_account_id), token)

    def schedule(self, user: Row | None = None, **fields: Any) -> Row:
        """Working hours of a user."""
        return new_schedule(self._world, user["id"] if user else USER, **fields)

    def event_type(self, user: Row | None = None, **fields: Any) -> Row:
        """An event type of a user; `length` in minutes, other settings by Cal.com's names."""
        return new_event_type(self._world, user["id"] if user else USER, **fields)

    def team(self, members: int = 3, *, scheduling_type: str = "ROUND_ROBIN", **fields: Any) -> tuple[Row, Row]:
        """A team with this many members and one event type that they share; answers both."""
        people = [self.user(f"Member {number + 1}") for number in range(members)]
        number = 1 + sum(row["name"].startswith("Example team") for row in self._world.table("teams").values())
        name = str(fields.pop("name", "Example team" if number == 1 else f"Example team {number}"))
        team = new_team(self._world, name=name, owner_id=people[0]["id"])
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
