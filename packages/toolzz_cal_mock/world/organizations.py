"""Organizations and the accounts in them."""

from __future__ import annotations

from ..problems import Conflict, Forbidden
from .access import membership_of, must_administer
from .base import Arguments, Caller, Row, World, behaves, page
from .lookups import MEMBERSHIPS, USERS, number, slugify
from .memberships import members, new_membership, touched
from .needs import needed, refused
from .removal import remove_user
from .teams import team_row
from .users import PROFILE, change_user, free_username, new_user, organization_user, user_by_email

_APPEARANCE = ("theme", "appTheme", "brandColor", "darkBrandColor", "hideBranding")


def new_organization(
    world: World,
    *,
    name: str,
    owner_id: int | None = None,
    slug: str | None = None,
    is_platform: bool = False,
    id: int | None = None,
) -> Row:
    """Founds an organization, which is a team as well; its owner becomes a member with all rights."""
    if owner_id is not None:
        world.find("users", owner_id, "User")
    org_id = number(world, "teams", "team") if id is None else id
    row = {"id": org_id, "name": name, "slug": slug or slugify(name), "isPlatform": is_platform, "_owner_id": owner_id}
    world.put("organizations", org_id, row)
    team = team_row(world, org_id, {"name": name, "slug": row["slug"]}, owner_id) | {"isOrganization": True}
    world.put("teams", org_id, team)
    if owner_id is not None:
        new_membership(world, owner_id, org_id, "OWNER")
    return row


@behaves("organizations.users.list")
def list_users(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The accounts of the organization, or those of them with one of the addresses."""
    org_id = arguments["orgId"]
    must_administer(world, caller, org_id)
    emails = arguments.get("emails")
    if emails:
        wanted = dict.fromkeys(email.lower() for email in ([emails] if isinstance(emails, str) else emails))
        found = [user_by_email(world, email) for email in wanted]
        belonging = [membership_of(world, row["id"], org_id) for row in found if row is not None]
        rows = sorted((row for row in belonging if row is not None), key=lambda row: int(row["id"]))
    else:
        rows = members(world, org_id)
    return [_shown(world, row) for row in page(rows, arguments)]


@behaves("organizations.users.create")
def create_user(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Opens an account inside the organization."""
    org_id = arguments["orgId"]
    must_administer(world, caller, org_id)
    needed(arguments, "email")
    _without_weekday(arguments)
    names = ("timeFormat", "avatarUrl", "defaultScheduleId", "bio", "metadata", *_APPEARANCE)
    fields = {name: arguments[name] for name in names if arguments.get(name) is not None}
    username = arguments.get("username")
    other = user_by_email(world, str(arguments["email"]))
    if other is not None and membership_of(world, other["id"], org_id) is None:
        raise Conflict("Somebody outside of the organization has this email already.", code="CONFLICT")
    in_organization = free_username(world, str(arguments["email"]), org_id)
    row = new_user(
        world,
        name=arguments.get("name"),
        email=arguments["email"],
        username=username if isinstance(username, str) else None,
        time_zone=arguments.get("timeZone") or "Europe/London",
        organization_id=org_id,
        role=arguments.get("organizationRole") or "MEMBER",
        accepted=arguments.get("autoAccept") is not False,
        invitedTo=org_id,
        verified=True,
        **fields,
    )
    row |= {"locale": arguments.get("locale"), "emailVerified": None, "_profile_username": in_organization}
    USERS.put(world, row)
    return _shown(world, touched(world, _membership(world, org_id, row["id"])))


@behaves("organizations.users.update")
def update_user(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes an account of the organization by what the action does not list but Cal.com reads."""
    org_id = arguments["orgId"]
    must_administer(world, caller, org_id)
    membership = _membership(world, org_id, arguments["userId"])
    _without_weekday(arguments)
    names = tuple(name for name in (*PROFILE, "bio", "metadata", "username", *_APPEARANCE) if name != "weekStart")
    change_user(world, world.table("users")[membership["userId"]], arguments, names)
    return _shown(world, membership)


@behaves("organizations.users.delete")
def delete_user(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes an account of the organization with everything it owns."""
    org_id = arguments["orgId"]
    must_administer(world, caller, org_id)
    membership = _membership(world, org_id, arguments["userId"])
    answer = _shown(world, membership)
    remove_user(world, membership["userId"])
    return answer


def _without_weekday(arguments: Arguments) -> None:
    """Refuses a weekday: a column that Cal.com's database lacks, so that it breaks on it."""
    if arguments.get("weekday") is not None:
        raise refused("weekday", "isNotDefined", "weekday cannot be set")


def _membership(world: World, org_id: int, user_id: int) -> Row:
    row = MEMBERSHIPS.one(world, (user_id, org_id))
    if row is None:
        raise Forbidden("Forbidden resource")
    return row


def _shown(world: World, membership: Row) -> Row:
    return organization_user(world, world.table("users")[membership["userId"]], membership)
