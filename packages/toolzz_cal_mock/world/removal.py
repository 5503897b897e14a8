"""What goes along when an account, a team or an attribute goes."""

from __future__ import annotations

from .base import Row, World
from .connections import forget_user
from .event_type_removal import remove_event_type
from .event_type_rows import of_owner, of_team
from .lookups import MEMBERSHIPS, USERS
from .memberships import end_membership
from .reservations import release
from .schedules import SCHEDULES
from .webhooks import WEBHOOKS

_OF_USERS = ("selected_calendars", "destination_calendars", "conferencing", "ics_feeds", "stripe")


def remove_user(world: World, user_id: int) -> Row:
    """Deletes an account with its memberships, event types, schedules, webhooks, calendars and connections.

    Bookings stay, for those who booked.
    """
    for membership in MEMBERSHIPS.rows(world, ("user", user_id)):
        if membership["id"] in world.table("memberships"):  # the one in the organization took those below it along
            end_membership(world, membership["id"])
    for event_type in of_owner(world, user_id):
        remove_event_type(world, event_type["id"])
    for schedule in SCHEDULES.rows(world, user_id):
        SCHEDULES.remove(world, schedule["id"])
    for webhook in WEBHOOKS.rows(world, ("userId", user_id)):
        WEBHOOKS.remove(world, webhook["id"])
    forget_user(world, user_id)
    for uid in [uid for uid, row in world.table("reservations").items() if row["_owner_id"] == user_id]:
        release(world, uid)
    for table in _OF_USERS:
        for key in [key for key in world.table(table) if str(key).split(":")[0] == str(user_id)]:
            world.remove(table, key)
    return USERS.remove(world, user_id)


def remove_team(world: World, team_id: int) -> Row:
    """Deletes a team with its memberships, event types, webhooks and payment account.

    With an organization go its teams, attributes and OAuth clients; the accounts stay.
    """
    for membership in MEMBERSHIPS.rows(world, ("team", team_id)):
        if membership["id"] in world.table("memberships"):
            end_membership(world, membership["id"])
    for below in [row["id"] for row in world.table("teams").values() if row["parentId"] == team_id]:
        remove_team(world, below)
    for event_type in of_team(world, team_id):
        remove_event_type(world, event_type["id"])
    for webhook in WEBHOOKS.rows(world, ("teamId", team_id)):
        WEBHOOKS.remove(world, webhook["id"])
    for client in [key for key, row in world.table("oauth_clients").items() if row["organizationId"] == team_id]:
        for webhook in WEBHOOKS.rows(world, ("oAuthClientId", client)):
            WEBHOOKS.remove(world, webhook["id"])
        world.remove("oauth_clients", client)
    for attribute in [key for key, row in world.table("attributes").items() if row["teamId"] == team_id]:
        remove_attribute(world, attribute)
    if f"team:{team_id}" in world.table("stripe"):
        world.remove("stripe", f"team:{team_id}")
    if team_id in world.table("organizations"):
        world.remove("organizations", team_id)
    return world.remove("teams", team_id)


def remove_attribute(world: World, attribute_id: str) -> Row:
    """Deletes an attribute with its options and everything assigned through them."""
    for option in [key for key, row in world.table("attribute_options").items() if row["attributeId"] == attribute_id]:
        remove_option(world, option)
    return world.remove("attributes", attribute_id)


def remove_option(world: World, option_id: str) -> Row:
    """Deletes an option of an attribute and takes it away from everybody who has it."""
    given = world.table("attribute_assignments")
    for key in [key for key, row in given.items() if row["attributeOptionId"] == option_id]:
        world.remove("attribute_assignments", key)
    return world.remove("attribute_options", option_id)
