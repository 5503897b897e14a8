"""Short ways to put more into a mock: people, teams, event types, bookings, connections; and its state put back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .seed import ATTENDEE, EVENT_TYPE, PROJECT_KEY, USER, connect
from .world.attributes import assign_option, new_attribute, new_option
from .world.base import Row
from .world.booking_index import keep
from .world.booking_rows import new_booking
from .world.conferencing import new_conferencing
from .world.connections import new_calendar, new_credential
from .world.event_type_rows import new_event_type
from .world.local_time import iso
from .world.memberships import new_membership
from .world.oauth_clients import expire_access_tokens, new_managed_user, new_oauth_client
from .world.organizations import new_organization
from .world.schedules import new_schedule
from .world.stripe import new_stripe
from .world.teams import new_team
from .world.users import new_user
from .world.webhooks import new_webhook

if TYPE_CHECKING:
    from .core import Mock


class Seed:
    """Short ways to put rows into a mock, for tests. Each answers the row it made.

    Rows name one another by the rows that were answered before: `seed.membership(person, team)`. Ids, where they
    matter, are given as `id`; else the mock chooses them. Rows are checked as little as a database checks them: what a
    request could not make can be made here.
    """

    def __init__(self, mock: Mock) -> None:
        self._mock, self._world = mock, mock.world

    # People and what they belong to

    def user(self, name: str = "Ana Prado", *, with_schedule: bool = True, **fields: Any) -> Row:
        """A user with a key of its own.

        Args:
            name: Full name, of which address and username are made.
            with_schedule: Whether they get working hours on weekdays, 9 to 17 in their zone. Without any, Cal.com
                offers these hours all the same, but the user has no schedule to change.
            fields: `id`, `email`, `username`, `time_zone` (IANA; UTC by default), `key` (the whole API key), and
                further keys of a user by their names in replies, such as `weekStart` and `timeFormat`.
        """
        number = len(self._world.table("users")) + 1
        slug = name.lower().replace(" ", "-") + f"-{number}"
        settings: dict[str, Any] = {"email": f"{slug}@example.com", "username": slug, "time_zone": "UTC"}
        settings |= {"key": f"cal_example_{number}", **fields}
        row = new_user(self._world, name=name, **settings)
        if with_schedule:
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
        connect(self._world, user["id"], api_key, (user_id, connected_account_id), token)

    def organization(
        self, name: str = "Example org", owner: Row | None = None, members: Iterable[Row] = (), **fields: Any
    ) -> Row:
        """An organization with its owner and plain members.

        Args:
            name: Its name.
            owner: Who owns it, if anybody.
            members: Users who belong to it.
            fields: `slug`, `id`, and `is_platform` for one whose OAuth clients run managed users.
        """
        row = new_organization(self._world, name=name, owner_id=owner["id"] if owner else None, **fields)
        for user in members:
            new_membership(self._world, user["id"], row["id"])
        return row

    def platform_client(self, organization: Row, name: str = "Example platform", **fields: Any) -> Row:
        """An OAuth client of a platform organization.

        Args:
            organization: Whose.
            name: Its name.
            fields: `id`, `secret`, `redirect_uris` (a tuple of addresses) and `permissions` (a number of bits).
        """
        return new_oauth_client(self._world, organization["id"], name=name, **fields)

    def managed_user(self, client: Row, name: str = "Managed User", email: str | None = None, **fields: Any) -> Row:
        """A user whom a platform client runs; `_tokens` of the row holds the tokens. `fields` as in `user`."""
        address = email or name.lower().replace(" ", ".") + "@example.com"
        return new_managed_user(self._world, client["id"], name=name, email=address, **fields)

    def expire_access_tokens(self, user: Row) -> Row:
        """Makes the access tokens of a managed user run out now; the refresh token still gives new ones.

        Raises:
            BadRequest: The user is no managed user.
        """
        return expire_access_tokens(self._world, self._world.find("users", user["id"], "User"))

    def membership(self, user: Row, team: Row, role: str = "MEMBER", *, accepted: bool = True, **fields: Any) -> Row:
        """Ties a user to a team or an organization.

        Args:
            user: Who.
            team: The team or organization.
            role: MEMBER, ADMIN or OWNER.
            accepted: Whether the invitation was taken up.
            fields: `id` and `disable_impersonation`.
        """
        return new_membership(self._world, user["id"], team["id"], role, accepted, **fields)

    def attribute(self, organization: Row, name: str, **fields: Any) -> Row:
        """An attribute of an organization's members.

        Args:
            organization: Whose.
            name: Its name.
            fields: `id`, `slug`, `enabled`, `type` (TEXT, NUMBER, SINGLE_SELECT, MULTI_SELECT) and `options`, each with
                `value` and perhaps `slug` and `id`.
        """
        return new_attribute(self._world, organization["id"], name=name, **fields)

    def option(self, attribute: Row, value: str, *assigned: Row, slug: str | None = None, id: str | None = None) -> Row:
        """An option of an attribute, given to each user in `assigned`, who must be members of its organization."""
        row = new_option(self._world, attribute["id"], value=value, slug=slug, id=id)
        for user in assigned:
            assign_option(self._world, attribute["teamId"], user["id"], row["id"])
        return row

    # What can be booked, and bookings

    def schedule(self, user: Row | None = None, **fields: Any) -> Row:
        """Working hours of a user.

        Args:
            user: Whose; the default user's when nobody is named.
            fields: `id`, `name`, `time_zone`, `is_default`, `availability` (of `{days, startTime, endTime}`) and
                `overrides` (of `{date, startTime, endTime}`), with times as HH:MM.
        """
        return new_schedule(self._world, user["id"] if user else USER, **fields)

    def event_type(self, user: Row | None = None, **fields: Any) -> Row:
        """An event type of a user.

        Args:
            user: Whose; the default user's when nobody is named.
            fields: `id`, `title`, `slug`, `length` in minutes, and settings by Cal.com's names as its own route for new
                event types takes them: `confirmationPolicy`, `seats`, `recurrence`, `bookingFields`, `locations`, …
        """
        return new_event_type(self._world, user["id"] if user else USER, **fields)

    def team(self, members: int = 3, *, scheduling_type: str = "ROUND_ROBIN", **fields: Any) -> tuple[Row, Row]:
        """A team with this many members and one event type that they share; answers both."""
        people = [self.user(f"Member {number + 1}") for number in range(members)]
        number = 1 + sum(row["name"].startswith("Example team") for row in self._world.table("teams").values())
        name = str(fields.pop("name", "Example team" if number == 1 else f"Example team {number}"))
        team = self.team_of(people[0], people[1:], name=name)
        return team, self.team_event_type(team, fields.pop("hosts", people), scheduling_type, **fields)

    def team_of(
        self,
        owner: Row,
        members: Iterable[Row] = (),
        *,
        name: str = "Example team",
        organization: Row | None = None,
        **fields: Any,
    ) -> Row:
        """A team of users that there are already.

        Args:
            owner: Its owner.
            members: Its other members.
            name: Its name.
            organization: The organization it is part of, if any.
            fields: `id`, `slug` and settings by Cal.com's names.
        """
        above = organization["id"] if organization else None
        row = new_team(self._world, name=name, owner_id=owner["id"], organization_id=above, **fields)
        for user in members:
            new_membership(self._world, user["id"], row["id"])
        return row

    def team_event_type(
        self,
        team: Row,
        hosts: Iterable[int | Row | Mapping[str, Any]] = (),
        scheduling_type: str = "ROUND_ROBIN",
        **fields: Any,
    ) -> Row:
        """An event type of a team.

        Args:
            team: Whose.
            hosts: Users, their ids, or `{userId, mandatory, priority}`.
            scheduling_type: ROUND_ROBIN, COLLECTIVE, or MANAGED, which is copied to each host.
            fields: As in `event_type`.
        """
        chosen = [each if isinstance(each, int) or "userId" in each else each["id"] for each in hosts]
        return new_event_type(self._world, None, team["id"], hosts=chosen, scheduling_type=scheduling_type, **fields)

    def booking(
        self,
        event_type: Row | None = None,
        start: datetime | str | None = None,
        attendee: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> Row:
        """A booking, whether or not its time is free, in the past too.

        Args:
            event_type: What is booked; that of the demo data when none is named.
            start: When it begins; tomorrow at 14:00 UTC by default.
            attendee: `{name, email, timeZone}`, perhaps with `language` and `phoneNumber`.
            fields: `id`, `uid`, `status`, `minutes`, `hosts` (ids), `guests` (addresses), `metadata`, `responses`, …
        """
        world = self._world
        kind = event_type or world.table("event_types")[EVENT_TYPE]
        tomorrow = (world.now() + timedelta(days=1)).replace(hour=14, minute=0, second=0, microsecond=0)
        return new_booking(world, kind, start or tomorrow, attendee or ATTENDEE, **fields)

    def move_booking(self, uid: str, start: datetime, end: datetime) -> Row:
        """Puts a booking to another time behind the API's back, also into the past; nobody is told.

        Args:
            uid: Of the booking.
            start: When it begins, with a zone.
            end: When it ends, with a zone.

        Raises:
            NotFound: There is no such booking.
        """
        row = self._world.find("bookings", uid, "Booking")
        first, last = int(start.timestamp()), int(end.timestamp())
        return keep(self._world, row | {"start": iso(first), "end": iso(last), "duration": (last - first) // 60})

    def webhook(self, url: str, triggers: str | Sequence[str], user: Row | None = None, **fields: Any) -> Row:
        """A webhook of a user.

        Args:
            url: Where deliveries go.
            triggers: One event or several, such as BOOKING_CREATED.
            user: Whose; the default user's when nobody is named.
            fields: `secret`, `payloadTemplate`, `active`, `version`; and `owner`, a pair such as `("teamId", 1205)`,
                for one of an event type (`eventTypeId`), an organization (`teamId`) or a client (`oAuthClientId`).
        """
        owner = fields.pop("owner", ("userId", user["id"] if user else USER))
        return new_webhook(self._world, url, triggers, owner=owner, **fields)

    # Connections

    def conferencing(self, user: Row, app: str) -> Row:
        """A connected video app of a user: `google-meet`, `zoom` or `msteams`."""
        return new_conferencing(self._world, user["id"], app)

    def calendar_account(self, user: Row, provider: str = "google", **fields: Any) -> Row:
        """A connected calendar account of a user, with a main calendar and one of holidays unless said otherwise.

        Args:
            user: Whose.
            provider: `google`, `office365`, `apple` or `ics-feed`.
            fields: `id`, `email` of the account, and `calendars`, each with `external_id` and perhaps `name`,
                `primary`, `readOnly` and `busy`.
        """
        return new_credential(self._world, user["id"], provider, **fields)

    def calendar(
        self, account: Row, external_id: str, busy: Iterable[tuple[datetime, datetime]] = (), **fields: Any
    ) -> Row:
        """A calendar more in a connected account, with the times at which its owner is busy; `fields` as above."""
        return new_calendar(self._world, account, external_id, busy=busy, **fields)

    def stripe(self, user: Row, team: Row | None = None) -> Row:
        """A connected Stripe account of a user, or of a team."""
        return new_stripe(self._world, user["id"], team["id"] if team else None)

    # The state as a whole

    def state(self) -> bytes:
        """Everything there is by now, for `put_back`: rows, settings, and the dice of ids. For this mock only."""
        return self._mock._saved()

    def put_back(self, state: bytes) -> None:
        """Makes a state from `state` the present one. Clock, faults and recorded requests stay as they are.

        Webhooks that wait for delivery tell of what did not happen now, and are dropped.
        """
        self._mock.restore(state)
        self._mock.deliveries.clear()
