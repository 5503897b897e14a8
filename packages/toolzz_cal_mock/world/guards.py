"""Who may come as far as having the arguments looked at: Cal.com asks that first, of teams and organizations."""

from __future__ import annotations

import re

from .access import must_administer, must_be_in, must_belong, must_manage, must_manage_in
from .base import Arguments, Caller, World

# Operations on organizations that are for all of its members.
_FOR_MEMBERS = re.compile(
    r"attributes\.(get|list)|attributes\.options\.list|users\.attribute_options\.list"
    r"|teams\.(list_mine|get|event_types\.list)"
)
# Those within a team that its own administrators may use as well.
_WITHIN_TEAM = re.compile(r"teams\.(memberships|users|event_types\.(create|get|create_phone_call))\b")


def must_pass(world: World, caller: Caller, operation: str, arguments: Arguments) -> None:
    """Refuses whoever may not use an operation on this team or organization, whatever else they sent.

    Args:
        world: Where.
        caller: Who asks.
        operation: Its name.
        arguments: `orgId` and `teamId`, as far as the request has them.
    """
    family, _, rest = operation.partition(".")
    org_id, team_id = arguments.get("orgId"), arguments.get("teamId")
    if family == "teams" and team_id is not None and rest != "event_types.list":
        check = must_belong if rest == "get" else must_manage
        check(world, caller, team_id)
    elif family == "organizations" and org_id is not None:
        if team_id is not None and _WITHIN_TEAM.match(rest):
            must_manage_in(world, caller, org_id, team_id)
        elif _FOR_MEMBERS.fullmatch(rest):
            must_be_in(world, caller, org_id)
        elif not rest.startswith("webhooks."):  # which OAuth clients may use, too
            must_administer(world, caller, org_id)
