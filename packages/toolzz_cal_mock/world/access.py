"""Who may do what: roles in teams and organizations, and the refusals that Cal.com gives when they do not suffice.

Cal.com asks for the role before it looks whether the team exists: a team that is not there is forbidden, not missing.
As on Cal.com, an invitation that was not taken up yet carries its role already.
"""

from __future__ import annotations

from ..problems import Forbidden, NotFound
from .base import Caller, Row, World
from .lookups import MEMBERSHIPS

MANAGERS = ("ADMIN", "OWNER")


def membership_of(world: World, user_id: int, team_id: int) -> Row | None:
    """The membership of a user in a team or organization, pending or not."""
    return MEMBERSHIPS.one(world, (user_id, team_id))


def role_in(world: World, user_id: int, team_id: int) -> str | None:
    """The user's role in a team or organization, also a pending one; None outside."""
    membership = membership_of(world, user_id, team_id)
    return None if membership is None else str(membership["role"])


def is_member(world: World, user_id: int, team_id: int) -> bool:
    """Whether the user is an active member of a team or organization."""
    membership = membership_of(world, user_id, team_id)
    return membership is not None and membership["accepted"] is True


def manages(world: World, user_id: int, team_id: int) -> bool:
    """Whether the user is administrator or owner of the team, or of the organization above it."""
    if role_in(world, user_id, team_id) in MANAGERS:
        return True
    above = world.table("teams").get(team_id, {}).get("parentId")
    return above is not None and role_in(world, user_id, above) in MANAGERS


def must_belong(world: World, caller: Caller, team_id: int) -> Row:
    """The team, for its members and for those who manage the organization above it."""
    team = world.table("teams").get(team_id)
    if team is None or not (role_in(world, caller.user_id, team_id) or manages(world, caller.user_id, team_id)):
        raise Forbidden(f"User is not a member of the team with id={team_id}.")
    return team


def must_manage(world: World, caller: Caller, team_id: int) -> Row:
    """The team, for its administrators and owners and for those of the organization above it."""
    team = must_belong(world, caller, team_id)
    if not manages(world, caller.user_id, team_id):
        raise Forbidden(
            f"User with id={caller.user_id} does not have the minimum required role=TEAM_ADMIN "
            f"within team with id={team_id}."
        )
    return team


def must_manage_in(world: World, caller: Caller, org_id: int, team_id: int) -> Row:
    """A team of an organization, for its administrators and those of the organization."""
    must_be_in(world, caller, org_id)
    if not manages(world, caller.user_id, org_id):  # they learn that a team is missing, everybody else does not
        must_manage(world, caller, team_id)
    return team_in(world, org_id, team_id)


def organization_of(world: World, org_id: int) -> Row:
    """An organization by its id; an unknown one is forbidden."""
    organization = world.table("organizations").get(org_id)
    if organization is None:
        raise Forbidden("Forbidden resource")
    return organization


def must_be_in(world: World, caller: Caller, org_id: int) -> Row:
    """The organization, for its members."""
    organization = organization_of(world, org_id)
    if role_in(world, caller.user_id, org_id) is None:
        raise Forbidden(f"User is not a member of the organization with id={org_id}.")
    return organization


def must_administer(world: World, caller: Caller, org_id: int) -> Row:
    """The organization, for its administrators and owners."""
    organization = must_be_in(world, caller, org_id)
    if role_in(world, caller.user_id, org_id) not in MANAGERS:
        raise Forbidden(
            f"User with id={caller.user_id} does not have the minimum required role=ORG_ADMIN "
            f"within organization with id={org_id}."
        )
    return organization


def team_in(world: World, org_id: int, team_id: int) -> Row:
    """A team by its id, if it is part of the organization. Check the caller first: this gives 404 away."""
    team = world.table("teams").get(team_id)
    if team is None or team["parentId"] != org_id:
        raise NotFound(f"Team ({team_id}) not found in the organization with id={org_id}.")
    return team
