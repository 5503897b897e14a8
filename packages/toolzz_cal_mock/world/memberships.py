"""Who belongs to which team or organization, and what comes and goes with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..problems import BadRequest, Conflict, NotFound, Unprocessable
from .access import is_member, membership_of, must_administer, must_manage, must_manage_in
from .base import Arguments, Caller, Row, World, behaves, page, shown, stamp
from .event_type_removal import remove_event_type
from .event_type_rows import EVENT_TYPES, of_team
from .lookups import MEMBERSHIPS, USERS, number
from .needs import needed

_CHANGEABLE = ("role", "accepted", "disableImpersonation")
_PERSON = ("email", "username", "name", "avatarUrl", "bio")


def new_membership(
    world: World,
    user_id: int,
    team_id: int,
    role: str = "MEMBER",
    accepted: bool = True,
    id: int | None = None,
    disable_impersonation: bool = False,
) -> Row:
    """Ties a user to a team, or to an organization by its id."""
    if user_id not in world.table("users") or team_id not in world.table("teams"):
        raise BadRequest("The user or team that the membership refers to does not exist.", code="BAD_REQUEST")
    if membership_of(world, user_id, team_id) is not None:
        raise Conflict(f"User {user_id} already has a membership in team {team_id}.", code="CONFLICT")
    row = {
        "id": number(world, "memberships", "membership") if id is None else id,
        "userId": user_id,
        "teamId": team_id,
        "accepted": accepted,
        "role": role,
        "disableImpersonation": disable_impersonation,
        "_created_at": stamp(world.now()),
        "_updated_at": None,
    }
    MEMBERSHIPS.put(world, row)
    if accepted:
        _arrive(world, row)
    return row


def change_membership(world: World, row: Row, changes: Row) -> Row:
    """Changes role or state. Who becomes active arrives only now; who turns pending again leaves the organization."""
    before = row["accepted"]
    row.update({name: value for name, value in changes.items() if name in _CHANGEABLE and value is not None})
    touched(world, row)
    if row["accepted"] and not before:
        _arrive(world, row)
    elif before and not row["accepted"]:
        _set_organization(world, row, None)
    return row


def touched(world: World, row: Row) -> Row:
    """Notes the present as the moment of the last change, which those that a request makes have from the start."""
    row["_updated_at"] = stamp(world.now())
    return MEMBERSHIPS.put(world, row)


def end_membership(world: World, membership_id: int) -> Row:
    """Ends a membership. With one in an organization go those in its teams and the member's attributes."""
    row = MEMBERSHIPS.remove(world, membership_id)
    user_id, team_id = row["userId"], row["teamId"]
    _set_organization(world, row, None)
    teams = world.table("teams")
    for other in MEMBERSHIPS.rows(world, ("user", user_id)):
        if teams.get(other["teamId"], {}).get("parentId") == team_id:
            end_membership(world, other["id"])
    for key in [key for key, given in world.table("attribute_assignments").items() if given["memberId"] == row["id"]]:
        world.remove("attribute_assignments", key)
    for event_type in of_team(world, team_id):
        hosts = [host for host in event_type["hosts"] if host["userId"] != user_id]
        EVENT_TYPES.put(world, event_type | {"hosts": hosts})
        for copy in EVENT_TYPES.rows(world, ("parent", event_type["id"])):
            if copy["ownerId"] == user_id:
                remove_event_type(world, copy["id"])
    return row


def members(world: World, team_id: int) -> list[Row]:
    """The memberships of a team or organization, pending ones included, oldest first."""
    return MEMBERSHIPS.rows(world, ("team", team_id))


def dressed(world: World, row: Row) -> Row:
    """A membership as Cal.com answers it, with the person behind it; one in an organization tells more."""
    answer = shown(row) | {"user": shown(world.table("users")[row["userId"]], *_PERSON)}
    if row["teamId"] not in world.table("organizations"):
        return answer
    return {
        **answer,
        "customRoleId": f"{row['role'].lower()}_role",
        "createdAt": row["_created_at"],
        "updatedAt": row["_updated_at"],
        "attributes": [],
    }


def _arrive(world: World, row: Row) -> None:
    """What an active member gets: the organization in the profile, a place in event types for the whole team."""
    _set_organization(world, row, row["teamId"])
    for event_type in of_team(world, row["teamId"]):
        hosts = event_type["hosts"]
        if event_type.get("assignAllTeamMembers") and all(host["userId"] != row["userId"] for host in hosts):
            new = {"userId": row["userId"], "mandatory": False, "priority": "medium"}
            EVENT_TYPES.put(world, event_type | {"hosts": [*hosts, new]})


def _set_organization(world: World, row: Row, org_id: int | None) -> None:
    """Keeps `organizationId` of the user, of which there is one at most, in step with the membership."""
    user = world.table("users").get(row["userId"])
    if user is None or row["teamId"] not in world.table("organizations"):
        return
    if user["organizationId"] == (row["teamId"] if org_id is None else None):
        user["organizationId"] = org_id
        USERS.put(world, user)


# Operations


@behaves("organizations.memberships.create")
def join_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Makes a user a member of the organization, or overwrites the membership that is there."""
    must_administer(world, caller, arguments["orgId"])
    needed(arguments, "userId")
    present = membership_of(world, arguments["userId"], arguments["orgId"])
    if present is None:
        return _create(world, arguments["orgId"], arguments)
    defaults = {"role": "MEMBER", "accepted": False, "disableImpersonation": False}
    return dressed(world, change_membership(world, present, defaults | _sent(arguments)))


@behaves("teams.memberships.create")
def join_team(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Makes a user a member of the team."""
    must_manage(world, caller, arguments["teamId"])
    needed(arguments, "userId")
    return _create(world, arguments["teamId"], arguments)


@behaves("organizations.teams.memberships.create")
def join_team_of_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Makes a member of the organization a member of one of its teams."""
    team_id = _in_team_of_organization(world, caller, arguments)
    needed(arguments, "userId")
    if not is_member(world, arguments["userId"], arguments["orgId"]):
        raise Unprocessable("User is not part of the Organization")
    return _create(world, team_id, arguments)


def _create(world: World, team_id: int, arguments: Arguments) -> Row:
    row = new_membership(
        world,
        arguments["userId"],
        team_id,
        arguments.get("role") or "MEMBER",
        bool(arguments.get("accepted")),
        disable_impersonation=bool(arguments.get("disableImpersonation")),
    )
    return dressed(world, touched(world, row))


def _sent(arguments: Arguments) -> Row:
    return {name: arguments[name] for name in _CHANGEABLE if arguments.get(name) is not None}


def _in_organization(world: World, caller: Caller, arguments: Arguments) -> int:
    must_administer(world, caller, arguments["orgId"])
    return int(arguments["orgId"])


def _in_team(world: World, caller: Caller, arguments: Arguments) -> int:
    must_manage(world, caller, arguments["teamId"])
    return int(arguments["teamId"])


def _in_team_of_organization(world: World, caller: Caller, arguments: Arguments) -> int:
    return int(must_manage_in(world, caller, arguments["orgId"], arguments["teamId"])["id"])


def _offer(family: str, place: Callable[[World, Caller, Arguments], int]) -> None:
    """Registers the operations that differ only in where they happen. `place` checks the caller and names the team."""

    def found(world: World, team_id: int, membership_id: int) -> Row:
        row = world.table("memberships").get(membership_id)
        if row is None or row["teamId"] != team_id:
            raise NotFound(f"Membership ({membership_id}) not found.")
        return row

    @behaves(f"{family}.memberships.list")
    def listed(world: World, caller: Caller, arguments: Arguments) -> Any:
        rows = members(world, place(world, caller, arguments))
        return [dressed(world, row) for row in page(rows, arguments)]

    @behaves(f"{family}.memberships.get")
    def get(world: World, caller: Caller, arguments: Arguments) -> Any:
        return dressed(world, found(world, place(world, caller, arguments), arguments["membershipId"]))

    @behaves(f"{family}.memberships.update")
    def update(world: World, caller: Caller, arguments: Arguments) -> Any:
        row = found(world, place(world, caller, arguments), arguments["membershipId"])
        return dressed(world, change_membership(world, row, _sent(arguments)))

    @behaves(f"{family}.memberships.delete")
    def delete(world: World, caller: Caller, arguments: Arguments) -> Any:
        row = found(world, place(world, caller, arguments), arguments["membershipId"])
        answer = dressed(world, row)
        end_membership(world, row["id"])
        return answer


_offer("organizations", _in_organization)
_offer("teams", _in_team)
_offer("organizations.teams", _in_team_of_organization)
