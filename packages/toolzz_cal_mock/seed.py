"""What a mock begins with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

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
    connect(world, USER, PROJECT_KEY, (ACCOUNT,), TOKEN)
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
    # The examples name the same webhook for every kind of owner, so it has one of each. It is switched off: whoever
    # makes a webhook is told of its deliveries alone.
    owners = {"eventTypeId": EVENT_TYPE, "teamId": ORGANIZATION, "oAuthClientId": CLIENT}
    new_webhook(
        world, "http://127.0.0.1:9/hooks", "BOOKING_CREATED", WEBHOOK, owner=("userId", USER), active=False, **owners
    )
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


def connect(world: World, user_id: int, key: str, names: Iterable[str | None], token: str | None) -> None:
    """Lets a project key act for a user under these names, and a token of ToolzzAI stand for them."""
    accounts: dict[str, int] = world.indexes.setdefault("accounts", {}).setdefault(key, {})
    accounts |= dict.fromkeys((name for name in names if name is not None), user_id)
    if token is not None:
        world.indexes.setdefault("toolzz_tokens", {})[token] = user_id
