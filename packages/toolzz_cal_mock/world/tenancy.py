"""Whose data a caller may name in an isolated mock: their own, and that of their teams and organizations.

On Cal.com some requests need no more than a number or a uid, as they serve public booking pages. In an isolated mock
what belongs to somebody else is as good as missing there too, so that its tenants never meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..problems import NotFound
from .access import manages, role_in
from .base import Arguments, Caller, Row, World
from .booking_access import manages_booking, series_of
from .lookups import MEMBERSHIPS, USERS
from .needs import words
from .reservations import TABLE as RESERVATIONS


def must_be_theirs(world: World, caller: Caller, arguments: Arguments) -> None:
    """Refuses arguments that name what belongs to another tenant, in the words for what is missing."""
    for name, check in _CHECKS.items():
        for value in words(arguments.get(name)):
            if not check(world, caller, value):
                raise NotFound(f"{name} {value} was not found")


def may_act_for(world: World, user_id: int, client_id: object) -> bool:
    """Whether a user belongs to the organization of an OAuth client."""
    client = world.table("oauth_clients").get(client_id)
    user = world.table("users").get(user_id)
    return client is not None and user is not None and user["organizationId"] == client["organizationId"]


def _booking(world: World, caller: Caller, uid: str) -> bool:
    row = world.table("bookings").get(uid)
    rows = [row] if row is not None else series_of(world, uid)
    email = str(world.table("users").get(caller.user_id, {}).get("email")).lower()
    return all(
        manages_booking(world, caller, each) or any(one["email"].lower() == email for one in each["attendees"])
        for each in rows
    )


def _event_type(world: World, caller: Caller, id: str) -> bool:
    row = world.table("event_types").get(int(id)) if id.isdecimal() else None
    if row is None or caller.user_id in _people(row):
        return True
    return row.get("teamId") is not None and _in_team(world, caller.user_id, row["teamId"])


def _people(event_type: Row) -> Iterable[Any]:
    return event_type.get("ownerId"), *(host["userId"] for host in event_type.get("hosts") or ())


def _team(world: World, caller: Caller, id: str) -> bool:
    return not id.isdecimal() or _in_team(world, caller.user_id, int(id))


def _team_by_slug(world: World, caller: Caller, slug: str) -> bool:
    rows = world.table("teams").values()
    return all(_in_team(world, caller.user_id, row["id"]) for row in rows if row["slug"] == slug)


def _in_team(world: World, user_id: int, team_id: int) -> bool:
    return role_in(world, user_id, team_id) is not None or manages(world, user_id, team_id)


def _user(world: World, caller: Caller, username: str) -> bool:
    """Whether everybody of this username shares a team or an organization with the caller."""
    mine = {row["teamId"] for row in MEMBERSHIPS.rows(world, ("user", caller.user_id))}
    return all(
        user["id"] == caller.user_id
        or any(row["teamId"] in mine for row in MEMBERSHIPS.rows(world, ("user", user["id"])))
        for user in USERS.rows(world, ("username", username))
    )


def _reservation(world: World, caller: Caller, uid: str) -> bool:
    row = world.table(RESERVATIONS).get(uid)
    return row is None or row["_owner_id"] == caller.user_id


_CHECKS: dict[str, Callable[[World, Caller, str], bool]] = {
    "bookingUid": _booking,
    "rescheduleUid": _booking,
    "eventTypeId": _event_type,
    "teamId": _team,
    "teamSlug": _team_by_slug,
    "username": _user,
    "usernames": _user,
    "usernameList": _user,
    "uid": _reservation,
}
