"""Teams, on their own and in organizations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..problems import BadRequest, Conflict
from ..throttles import Throttle
from .access import manages, must_administer, must_be_in, must_belong, must_manage, team_in
from .base import Arguments, Caller, Row, World, behaves, page, shown
from .lookups import MEMBERSHIPS, number, slugify
from .memberships import new_membership
from .needs import needed
from .removal import remove_team
from .users import clock_face, named, text

_TEXTS = (
    *("name", "slug", "bio", "theme", "weekStart", "brandColor", "darkBrandColor"),
    *("logoUrl", "calVideoLogo", "appLogo", "appIconLogo", "bannerUrl"),
)
_SWITCHES = ("hideBranding", "isPrivate", "hideBookATeamMember")
_SETTINGS = (*_TEXTS, *_SWITCHES, "timeZone", "timeFormat", "metadata")
_MAY_BE_NULL = (*(name for name in _TEXTS if name not in ("name", "weekStart")), "metadata", "timeFormat")
_PERIODS = ("PER_DAY", "PER_WEEK", "PER_MONTH", "PER_YEAR")


def new_team(
    world: World,
    *,
    name: str,
    owner_id: int | None,
    organization_id: int | None = None,
    id: int | None = None,
    accepted: bool = True,
    **fields: Any,
) -> Row:
    """Founds a team with its owner as first member. `fields` are settings by Cal.com's names, such as `timeZone`.

    Without a `slug` it is made from the name. `metadata` and `bookingLimits` are objects, or text with JSON inside.
    """
    if owner_id is not None:
        world.find("users", owner_id, "User")
    team_id = number(world, "teams", "team") if id is None else id
    row = team_row(world, team_id, {"name": name, **fields}, owner_id, organization_id)
    world.put("teams", team_id, row)
    if owner_id is not None:
        new_membership(world, owner_id, team_id, "OWNER", accepted)
    return row


def team_row(
    world: World, team_id: int, wishes: Mapping[str, Any], owner_id: int | None, organization_id: int | None = None
) -> Row:
    """A team with what is wished and Cal.com's defaults for the rest, not yet stored."""
    row: Row = {
        "id": team_id,
        "parentId": organization_id,
        "name": "",
        "slug": None,
        "isOrganization": False,
        "logoUrl": None,
        "calVideoLogo": None,
        "appLogo": None,
        "appIconLogo": None,
        "bannerUrl": None,
        "bio": None,
        "hideBranding": False,
        "isPrivate": False,
        "hideBookATeamMember": False,
        "metadata": None,
        "theme": None,
        "brandColor": None,
        "darkBrandColor": None,
        "timeFormat": None,
        "timeZone": "Europe/London",
        "weekStart": "Sunday",
        "_owner_id": owner_id,
        "_booking_limits": None,
        "_include_managed_events_in_limits": False,
    }
    slug = wishes.get("slug") or slugify(str(wishes.get("name") or ""))
    return row | _checked(world, row, {**wishes, "slug": slug})


def shown_team(row: Row) -> Row:
    """A team as Cal.com answers it: without metadata unless there are some."""
    answer = shown(row)
    if answer["metadata"] is None:
        del answer["metadata"]
    return answer


def activate(world: World, team_id: int) -> Row:
    """Turns a pending team into a real one, as payment does on hosted Cal.com: its founder becomes the owner."""
    row = world.find("teams", team_id, "Team")
    if row.pop("_pending", False):
        row["slug"] = row.pop("_requested_slug")
        world.put("teams", team_id, row)
        new_membership(world, row["_owner_id"], team_id, "OWNER")
    return row


def _checked(world: World, row: Row, wishes: Mapping[str, Any]) -> Row:  # noqa: C901 - a branch for each setting
    """The settings among the wishes that were made, each of them possible, by the names of the row."""
    made: Row = {}
    for name, value in wishes.items():
        if value is None:
            if name in _MAY_BE_NULL:
                made[name] = None
        elif name in ("name", "slug"):
            made[name] = named(name)(value)
        elif name in _TEXTS:
            made[name] = text(name)(value)
        elif name in _SWITCHES:
            made[name] = bool(value)
        elif name == "timeZone":
            made[name] = text(name)(value)  # any text: Cal.com does not look whether there is such a zone
        elif name == "timeFormat":
            made[name] = clock_face(value)
        elif name == "metadata":
            made[name] = _object(name, value)
        elif name == "bookingLimits":
            made["_booking_limits"] = _limits(value)
        elif name == "includeManagedEventsInLimits":
            made["_include_managed_events_in_limits"] = bool(value)
    if made.get("slug") is not None:
        for other in world.table("teams").values():
            if other["slug"] == made["slug"] and other["parentId"] == row["parentId"] and other["id"] != row["id"]:
                raise Conflict(f"The slug {made['slug']} is already taken by another team.", code="CONFLICT")
    return made


def _object(name: str, value: Any) -> Row:
    """An object that older servers want as text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = None
    if not isinstance(value, dict):
        raise BadRequest(f"{name} must be a JSON object")
    return value


def _limits(value: Any) -> Row:
    limits = _object("bookingLimits", value)
    if not all(period in _PERIODS and type(most) is int and most > 0 for period, most in limits.items()):
        raise BadRequest(f"bookingLimits must give positive numbers for some of {', '.join(_PERIODS)}")
    return limits


# Operations


@behaves("teams.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Makes a team with the caller as owner, or a pending one and a link to pay where teams cost money."""
    needed(arguments, "name")
    name = arguments["name"]
    for membership in MEMBERSHIPS.rows(world, ("user", caller.user_id)):
        if world.table("teams")[membership["teamId"]]["name"] == name:
            raise BadRequest(f"You already have created a team with name={name}")
    if not world.indexes.get("paid_teams"):
        accepted = arguments.get("autoAcceptCreator") is not False
        return shown_team(new_team(world, **_founding(arguments), owner_id=caller.user_id, accepted=accepted))
    row = team_row(world, number(world, "teams", "team"), _founding(arguments), caller.user_id)
    row |= {"slug": None, "_requested_slug": row["slug"], "_pending": True}
    world.put("teams", row["id"], row)
    return {
        "message": "The team comes into being once it is paid for; the payment link leads there.",
        "paymentLink": f"https://pay.example.com/checkout/{row['id']}",
        "pendingTeam": shown_team(row),
    }


@behaves("teams.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """A team of the caller."""
    return shown_team(must_belong(world, caller, arguments["teamId"]))


@behaves("teams.list")
def list_own(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """Every team the caller belongs to, organizations included."""
    teams = world.table("teams")
    return [shown_team(teams[row["teamId"]]) for row in MEMBERSHIPS.rows(world, ("user", caller.user_id))]


@behaves("teams.update")
def update(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes settings of a team."""
    return _change(world, must_manage(world, caller, arguments["teamId"]), arguments)


@behaves("teams.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes a team with what belongs to it."""
    _once_a_second(world, caller, "teams.delete")
    must_manage(world, caller, arguments["teamId"])
    return shown_team(remove_team(world, arguments["teamId"]))


@behaves("organizations.teams.create")
def create_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Makes a team inside an organization."""
    org_id = arguments["orgId"]
    must_administer(world, caller, org_id)
    needed(arguments, "name")
    accepted = arguments.get("autoAcceptCreator") is not False
    return shown_team(
        new_team(world, **_founding(arguments), owner_id=caller.user_id, organization_id=org_id, accepted=accepted)
    )


@behaves("organizations.teams.get")
def get_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """A team of an organization, for its members and the administrators of the organization."""
    org_id, team_id = arguments["orgId"], arguments["teamId"]
    must_be_in(world, caller, org_id)
    if not manages(world, caller.user_id, org_id):
        must_belong(world, caller, team_id)
    return shown_team(team_in(world, org_id, team_id))


@behaves("organizations.teams.list")
def list_of_organization(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """All teams of an organization, for its administrators."""
    must_administer(world, caller, arguments["orgId"])
    rows = [row for row in world.table("teams").values() if row["parentId"] == arguments["orgId"]]
    return [shown_team(row) for row in page(rows, arguments)]


@behaves("organizations.teams.list_mine")
def list_own_of_organization(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The teams of an organization that the caller is in, with their role."""
    must_be_in(world, caller, arguments["orgId"])
    teams = world.table("teams")
    mine = [
        {**shown_team(team), "role": row["role"], "accepted": row["accepted"]}
        for row in MEMBERSHIPS.rows(world, ("user", caller.user_id))
        if (team := teams[row["teamId"]])["parentId"] == arguments["orgId"]
    ]
    return page(mine, arguments)


@behaves("organizations.teams.update")
def update_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes settings of a team, for administrators of the organization."""
    must_administer(world, caller, arguments["orgId"])
    return _change(world, team_in(world, arguments["orgId"], arguments["teamId"]), arguments)


@behaves("organizations.teams.delete")
def delete_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes a team of an organization, for administrators of the organization."""
    _once_a_second(world, caller, "organizations.teams.delete")
    must_administer(world, caller, arguments["orgId"])
    team_in(world, arguments["orgId"], arguments["teamId"])
    return shown_team(remove_team(world, arguments["teamId"]))


def _once_a_second(world: World, caller: Caller, operation: str) -> None:
    """Cal.com lets nobody delete teams faster."""
    throttle: Throttle = world.indexes.setdefault("throttle", Throttle())
    throttle.count((caller.user_id, operation), world.now().timestamp(), limit=1, seconds=1)


def _change(world: World, row: Row, arguments: Arguments) -> Row:
    row.update(_checked(world, row, arguments))
    if row["isOrganization"]:
        organization = world.table("organizations")[row["id"]]
        world.put("organizations", row["id"], organization | {"name": row["name"], "slug": row["slug"]})
    return shown_team(world.put("teams", row["id"], row))


def _founding(arguments: Arguments) -> dict[str, Any]:
    """The settings of a new team among the arguments, whatever else was sent along."""
    return {name: arguments[name] for name in _SETTINGS if name in arguments}
