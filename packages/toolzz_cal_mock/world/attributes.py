"""What an organization records about its members: attributes, their options, and who has which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..problems import BadRequest, Conflict, NotFound
from .access import is_member, membership_of, must_administer, must_be_in
from .base import Arguments, Caller, Row, World, behaves, page, shown, stamp
from .lookups import slugify
from .needs import needed
from .removal import remove_attribute, remove_option

_SELECTS = ("SINGLE_SELECT", "MULTI_SELECT")
_CHANGEABLE = ("name", "slug", "type", "enabled")


def new_attribute(
    world: World,
    organization_id: int,
    *,
    name: str,
    type: str = "SINGLE_SELECT",
    slug: str | None = None,
    enabled: bool = True,
    options: Iterable[Mapping[str, str]] = (),
    id: str | None = None,
) -> Row:
    """Adds an attribute to an organization.

    Only the select types keep `options`, each with `value` and `slug`, and with an `id` if it matters.
    """
    now = stamp(world.now())
    row = {
        "id": id or world.dice.text("attr_", 8).lower(),
        "teamId": organization_id,
        "type": type,
        "name": name,
        "slug": _free_slug(world, slug or slugify(name)),
        "enabled": enabled,
        "usersCanEditRelation": False,
        "createdAt": now,
        "updatedAt": now,
        "isWeightsEnabled": False,
        "isLocked": False,
    }
    wanted = list(options) if type in _SELECTS else []
    slugs = [option["slug"] for option in wanted]
    if len(set(slugs)) < len(slugs):
        raise Conflict("Two options of an attribute cannot have the same slug.", code="CONFLICT")
    world.put("attributes", row["id"], row)
    for option in wanted:
        new_option(world, str(row["id"]), value=option["value"], slug=option["slug"], id=option.get("id"))
    return row


def new_option(world: World, attribute_id: str, *, value: str, slug: str | None = None, id: str | None = None) -> Row:
    """Adds an option to an attribute, also of a slug that another has. Without a slug it is made from the value."""
    row = {
        "id": id or world.dice.text("opt_", 8).lower(),
        "attributeId": attribute_id,
        "value": value,
        "slug": slug if slug is not None else slugify(value),
        "isGroup": False,
        "contains": [],
    }
    return world.put("attribute_options", row["id"], row)


def assign_option(world: World, organization_id: int, user_id: int, option_id: str) -> Row:
    """Gives an option to a member of the organization, in place of another one unless several can be had."""
    membership = membership_of(world, user_id, organization_id)
    if membership is None:
        raise NotFound("User is not a member of the organization")
    option = world.find("attribute_options", option_id, "Attribute option")
    held = [(row, world.table("attribute_options")[row["attributeOptionId"]]) for row in _held(world, membership)]
    if any(other["id"] == option_id for _, other in held):
        raise Conflict("The user already has this attribute option.", code="CONFLICT")
    if world.table("attributes")[option["attributeId"]]["type"] != "MULTI_SELECT":
        for row, other in held:
            if other["attributeId"] == option["attributeId"]:
                world.remove("attribute_assignments", row["id"])
    now = stamp(world.now())
    row = {
        "id": world.dice.text("assigned_", 8).lower(),
        "memberId": membership["id"],
        "attributeOptionId": option_id,
        "weight": None,
        "createdAt": now,
        "createdById": None,
        "createdByDSyncId": None,
        "updatedAt": now,
        "updatedById": None,
        "updatedByDSyncId": None,
        "_user_id": user_id,
        "_org_id": organization_id,
    }
    return world.put("attribute_assignments", row["id"], row)


def _held(world: World, membership: Row) -> list[Row]:
    """What is assigned to a member."""
    return [row for row in world.table("attribute_assignments").values() if row["memberId"] == membership["id"]]


def _free_slug(world: World, slug: str, attribute_id: str | None = None) -> str:
    """A slug that no other attribute on the server has, whichever organization it belongs to."""
    if any(row["slug"] == slug and row["id"] != attribute_id for row in world.table("attributes").values()):
        raise Conflict("An attribute with this slug already exists.", code="CONFLICT")
    return slug


def _options(world: World, attribute_id: str) -> list[Row]:
    return [row for row in world.table("attribute_options").values() if row["attributeId"] == attribute_id]


def _find(world: World, arguments: Arguments) -> Row | None:
    """The attribute of the arguments, if the organization has it."""
    row = world.table("attributes").get(arguments["attributeId"])
    return row if row is not None and row["teamId"] == arguments["orgId"] else None


def _found(world: World, arguments: Arguments) -> Row:
    row = _find(world, arguments)
    if row is None:
        raise NotFound("Attribute not found", code="NOT_FOUND")
    return row


def _found_option(world: World, arguments: Arguments, code: str | None = None) -> Row:
    row = world.table("attribute_options").get(arguments["optionId"])
    if row is None or _find(world, arguments) is None or row["attributeId"] != arguments["attributeId"]:
        raise NotFound("Attribute option not found", code=code)
    return row


# Operations on attributes


@behaves("organizations.attributes.list")
def list_attributes(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The attributes of the organization, enabled or not."""
    must_be_in(world, caller, arguments["orgId"])
    rows = [row for row in world.table("attributes").values() if row["teamId"] == arguments["orgId"]]
    return [shown(row) for row in page(rows, arguments)]


@behaves("organizations.attributes.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row | None:
    """One attribute; None instead of an error when there is no such thing."""
    must_be_in(world, caller, arguments["orgId"])
    row = _find(world, arguments)
    return None if row is None else shown(row)


@behaves("organizations.attributes.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Adds an attribute, for select types with options."""
    must_administer(world, caller, arguments["orgId"])
    needed(arguments, "name", "type", "slug")
    options = arguments.get("options") or []
    for place, option in enumerate(options):
        needed(option, "value", "slug", within=f"options.{place}.")
    row = new_attribute(
        world,
        arguments["orgId"],
        name=arguments["name"],
        type=arguments["type"],
        slug=arguments["slug"],
        enabled=arguments.get("enabled") is not False,
        options=[{name: option[name] for name in ("value", "slug")} for option in options],
    )
    return shown(row)


@behaves("organizations.attributes.update")
def update(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes an attribute; what users were assigned stays, whatever the type is now."""
    must_administer(world, caller, arguments["orgId"])
    row = _found(world, arguments)
    changes = {name: arguments[name] for name in _CHANGEABLE if arguments.get(name) is not None}
    if "slug" in changes:
        _free_slug(world, changes["slug"], row["id"])
    return shown(world.put("attributes", row["id"], row | changes | {"updatedAt": stamp(world.now())}))


@behaves("organizations.attributes.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes an attribute with its options and assignments."""
    must_administer(world, caller, arguments["orgId"])
    return shown(remove_attribute(world, _found(world, arguments)["id"]))


# Operations on options


@behaves("organizations.attributes.options.list")
def list_options(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The options of an attribute; none, not an error, when the organization has no such attribute."""
    must_be_in(world, caller, arguments["orgId"])
    return [shown(row) for row in _options(world, arguments["attributeId"])] if _find(world, arguments) else []


@behaves("organizations.attributes.options.create")
def create_option(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Adds an option to an attribute."""
    must_administer(world, caller, arguments["orgId"])
    if _find(world, arguments) is None:
        raise BadRequest("The attribute that the option is for does not exist.", code="BAD_REQUEST")
    needed(arguments, "value", "slug")
    return shown(new_option(world, arguments["attributeId"], value=arguments["value"], slug=arguments["slug"]))


@behaves("organizations.attributes.options.update")
def update_option(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes the text or slug of an option; users keep it."""
    must_administer(world, caller, arguments["orgId"])
    row = _found_option(world, arguments, code="NOT_FOUND")
    changes = {name: arguments[name] for name in ("value", "slug") if arguments.get(name) is not None}
    return shown(world.put("attribute_options", row["id"], row | changes))


@behaves("organizations.attributes.options.delete")
def delete_option(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes an option, also for the users who have it."""
    must_administer(world, caller, arguments["orgId"])
    return shown(remove_option(world, _found_option(world, arguments)["id"]))


# Operations on what users have


@behaves("organizations.users.attribute_options.list")
def list_assigned(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The options that a user has; none for somebody who is not in the organization."""
    must_be_in(world, caller, arguments["orgId"])
    membership = membership_of(world, arguments["userId"], arguments["orgId"])
    held = [] if membership is None else _held(world, membership)
    return [shown(world.table("attribute_options")[row["attributeOptionId"]]) for row in held]


@behaves("organizations.users.attribute_options.assign")
def assign(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Gives a user an option, or a new one made of `value` for attributes of text and numbers."""
    org_id, user_id = arguments["orgId"], arguments["userId"]
    must_administer(world, caller, org_id)
    needed(arguments, "attributeId")
    attribute = _find(world, arguments)
    if attribute is None:
        raise NotFound("Attribute not found")
    if not is_member(world, user_id, org_id):
        raise NotFound("User is not a member of the organization")
    value, option_id = arguments.get("value"), arguments.get("attributeOptionId")
    if value and attribute["type"] in _SELECTS:
        raise BadRequest("Attribute type does not support value")
    if option_id:
        _found_option(world, {**arguments, "optionId": option_id})
    elif value:
        option_id = new_option(world, attribute["id"], value=value)["id"]
    else:
        raise BadRequest("Either attributeOptionId or value must be given")
    return shown(assign_option(world, org_id, user_id, str(option_id)))


@behaves("organizations.users.attribute_options.unassign")
def unassign(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Takes an option away from a user; the option stays."""
    must_administer(world, caller, arguments["orgId"])
    membership = membership_of(world, arguments["userId"], arguments["orgId"])
    if membership is None:
        raise NotFound("User is not a member of the organization")
    for row in _held(world, membership):
        if row["attributeOptionId"] == arguments["attributeOptionId"]:
            return shown(world.remove("attribute_assignments", row["id"]))
    raise NotFound("Attribute does not belong to this user")
