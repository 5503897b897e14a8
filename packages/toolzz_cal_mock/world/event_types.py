"""What the operations on a user's event types do. How they are made and shown is in `event_type_rows`."""

from __future__ import annotations

from operator import itemgetter

from ..problems import Forbidden, NotFound
from .access import manages
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import manages_somebody
from .event_type_removal import remove_event_type
from .event_type_rows import (
    VIDEO,
    as_own,
    as_team,
    event_type_row,
    new_event_type,
    of_owner,
    shown_owner,
    slugged,
)
from .lookups import USERS
from .needs import whole, words

__all__ = ["new_event_type", "remove_event_type"]


@behaves("event_types.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One event type of the caller, of a team that they manage, or of somebody in such a team or organization."""
    wanted = whole(arguments["eventTypeId"], "eventTypeId")
    row = world.table("event_types").get(wanted, {})
    if row.get("ownerId") is not None and _may_see(world, caller, row["ownerId"]):
        return as_own(world, row, whole=True)
    if row.get("teamId") is not None and manages(world, caller.user_id, row["teamId"]):
        return as_team(world, row, whole=True)
    raise NotFound(f"Event type with id {wanted} not found")


@behaves("event_types.list")
def list_of_users(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The event types of a user, one of them, the dynamic one of several users, or all of the caller's own.

    Hidden ones of others are left out.
    """
    order = arguments.get("sortCreatedAt")
    rows = _of_users(world, caller, arguments)
    return sorted(rows, key=itemgetter("id"), reverse=order == "desc") if order in ("asc", "desc") else rows


def _of_users(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    slug = arguments.get("eventSlug")
    if arguments.get("username"):
        user = _user(world, str(arguments["username"]), arguments)
        rows = [] if user is None else of_owner(world, user["id"])
        rows = slugged(rows, slug) if slug else rows
        return [as_own(world, row, whole=False) for row in rows if _is_open(caller, row)]
    if names := words(arguments.get("usernames")):
        return [_dynamic(world, [user for name in names if (user := _user(world, name, arguments)) is not None])]
    return [as_own(world, row, whole=False) for row in of_owner(world, caller.user_id)]


def _may_see(world: World, caller: Caller, owner_id: int) -> bool:
    return owner_id == caller.user_id or manages_somebody(world, caller, [owner_id])


def _is_open(caller: Caller, row: Row) -> bool:
    return not row.get("hidden") or row["ownerId"] == caller.user_id


@behaves("event_types.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes an event type of the caller."""
    wanted = whole(arguments["eventTypeId"], "eventTypeId")
    row = world.table("event_types").get(wanted)
    if row is None:
        raise NotFound(f"Event type with ID={wanted} does not exist.")
    if row["ownerId"] != caller.user_id:
        raise Forbidden(f"User with ID={caller.user_id} does not own event type with ID={wanted}")
    remove_event_type(world, wanted)
    return {name: row[name] for name in ("id", "lengthInMinutes", "slug", "title")}


def _user(world: World, username: str, arguments: Arguments) -> Row | None:
    """A user by name, within an organization if one is named."""
    for user in USERS.rows(world, ("username", username)):
        if in_organization(world, user, arguments.get("orgSlug"), arguments.get("orgId")):
            return user
    return None


def in_organization(world: World, user: Row, slug: object, id: object = None) -> bool:
    """Whether a user belongs to the organization that is named by slug or number, if any is."""
    organization = world.table("organizations").get(user["organizationId"])
    if id not in (None, "") and user["organizationId"] != whole(id, "orgId"):
        return False
    return slug in (None, "") or (organization is not None and organization["slug"] == slug)


def _dynamic(world: World, users: list[Row]) -> Row:
    """The event type that exists for any group of users: a meeting of all of them, whose length the booker chooses."""
    return {
        **group_event_type(),
        "users": [shown_owner(user) for user in users],
        "bookingUrl": f"https://app.example.com/{users[0]['username'] if users else ''}/dynamic",
    }


def group_event_type() -> Row:
    """The settings of that event type."""
    lengths = [15, 30, 45, 60, 90]
    row = event_type_row(
        0,
        title="Group Meeting",
        slug="dynamic",
        length=30,
        customName="Group Meeting",
        locations=[dict(VIDEO)],
        disableGuests=True,
        description="Join us for a meeting with multiple people",
        successRedirectUrl="",
        calVideoSettings={"sendTranscriptionEmails": False},
        lengthInMinutesOptions=lengths,
    )
    return row | {"ownerId": 0, "bookingFields": []}
