"""Schedules of other people in an organization, for its administrators."""

from __future__ import annotations

from ..problems import Forbidden
from .access import membership_of, must_administer, must_manage_in
from .base import Arguments, Caller, Row, Whole, World, behaves, page
from .memberships import members
from .needs import whole
from .schedules import create_for, delete_of, dressed, of_user, owned, update_of


@behaves("organizations.schedules.list")
def list_all(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The schedules of every user of the organization; pages count schedules."""
    must_administer(world, caller, arguments["orgId"])
    users = [each["userId"] for each in members(world, arguments["orgId"])]
    return page((row for user_id in users for row in of_user(world, user_id)), arguments)


@behaves("organizations.users.schedules.list")
def list_of_user(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """All schedules of one user."""
    return of_user(world, _user(world, caller, arguments))


@behaves("organizations.users.schedules.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Adds a schedule to one user."""
    return create_for(world, _user(world, caller, arguments), arguments)


@behaves("organizations.users.schedules.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One schedule of one user."""
    return dressed(world, owned(world, _user(world, caller, arguments), arguments["scheduleId"]))


@behaves("organizations.users.schedules.update")
def update(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes a schedule of one user."""
    return update_of(world, _user(world, caller, arguments), arguments)


@behaves("organizations.users.schedules.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Deletes a schedule of one user."""
    return delete_of(world, _user(world, caller, arguments), arguments["scheduleId"])


@behaves("organizations.teams.users.schedules.list")
def list_of_team_member(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """All schedules of a member of a team."""
    must_manage_in(world, caller, arguments["orgId"], arguments["teamId"])
    return of_user(world, _member(world, arguments["userId"], arguments["teamId"], "team in the organization"))


def _user(world: World, caller: Caller, arguments: Arguments) -> int:
    must_administer(world, caller, arguments["orgId"])
    return _member(world, arguments["userId"], arguments["orgId"], "organization")


def _member(world: World, user_id: object, group_id: int, what: str) -> int:
    wanted = whole(user_id, "userId")
    if membership_of(world, wanted, group_id) is None:
        raise Forbidden(f"User is not part of the {what}.")
    return wanted
