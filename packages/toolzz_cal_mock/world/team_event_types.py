"""What the operations on event types of teams do, in an organization and outside one."""

from __future__ import annotations

from collections.abc import Iterable

from ..problems import BadRequest, Forbidden, NotFound, Problem
from .access import must_administer, must_be_in, must_manage, must_manage_in, team_in
from .base import Arguments, Caller, Row, World, behaves, page
from .conferencing import is_connected
from .connections import has_main_calendar
from .event_type_removal import remove_event_type
from .event_type_rows import (
    EVENT_TYPES,
    VIDEO,
    as_team,
    copies_of,
    new_event_type,
    of_team,
    slugged,
)
from .event_type_settings import scheduling_type, settings
from .memberships import members
from .needs import needed, whole

_CALL = ("templateType", "guestName", "guestEmail", "guestCompany", "beginMessage", "generalPrompt", "schedulerName")


@behaves("teams.event_types.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row | list[Row]:
    """Adds an event type to a team."""
    must_manage(world, caller, arguments["teamId"])
    return _create(world, caller, arguments)


@behaves("organizations.teams.event_types.create")
def create_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row | list[Row]:
    """Adds an event type to a team of an organization."""
    _manage_in_organization(world, caller, arguments)
    return _create(world, caller, arguments)


@behaves("teams.event_types.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One event type of a team."""
    must_manage(world, caller, arguments["teamId"])
    return as_team(world, _find(world, arguments), whole=True)


@behaves("organizations.teams.event_types.get")
def get_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One event type of a team of an organization."""
    _manage_in_organization(world, caller, arguments)
    return as_team(world, _find(world, arguments), whole=True)


@behaves("teams.event_types.list")
def list_of_team(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The event types of a team, for everybody."""
    return _listed(world, arguments)


@behaves("organizations.teams.event_types.list")
def list_in_organization(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The event types of a team of an organization."""
    must_be_in(world, caller, arguments["orgId"])
    team_in(world, arguments["orgId"], arguments["teamId"])
    return _listed(world, arguments)


@behaves("organizations.event_types.list")
def list_of_organization(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """The event types of all teams of an organization."""
    if world.indexes.get("as_is"):
        # Cal.com takes this path for that of a team called event-types, and breaks on the name.
        raise Problem("There was an error, please try again later.", status=500, code="INTERNAL_SERVER_ERROR")
    must_administer(world, caller, arguments["orgId"])
    teams = [team["id"] for team in world.table("teams").values() if team["parentId"] == arguments["orgId"]]
    rows = sorted((row for team_id in teams for row in of_team(world, team_id)), key=lambda row: row["id"])
    return [as_team(world, row, whole=False) for row in page(rows, arguments)]


@behaves("teams.event_types.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Deletes an event type of a team."""
    must_manage(world, caller, arguments["teamId"])
    wanted = whole(arguments["eventTypeId"], "eventTypeId")
    row = world.table("event_types").get(wanted)
    if row is None or row.get("teamId") != arguments["teamId"]:
        raise NotFound(f"Event type with ID={wanted} does not exist.")
    remove_event_type(world, wanted)
    return {"id": wanted, "title": row["title"]}


@behaves("organizations.teams.event_types.create_phone_call")
def create_phone_call_in_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Starts a phone call about an event type of a team."""
    _manage_in_organization(world, caller, arguments)
    return _call(world, arguments)


@behaves("teams.event_types.create_phone_call")
def create_phone_call(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Starts a phone call, if the organization is named, which the route has no place for."""
    must_manage(world, caller, arguments["teamId"])
    if arguments.get("orgId") is None:
        raise BadRequest("Validation failed (numeric string is expected)")
    must_be_in(world, caller, whole(arguments["orgId"], "orgId"))
    return _call(world, arguments)


def _manage_in_organization(world: World, caller: Caller, arguments: Arguments) -> None:
    must_manage_in(world, caller, arguments["orgId"], arguments["teamId"])


def _find(world: World, arguments: Arguments) -> Row:
    wanted = whole(arguments["eventTypeId"], "eventTypeId")
    row = world.table("event_types").get(wanted)
    if row is None or row.get("teamId") != arguments["teamId"]:
        raise NotFound(f"Event type with id {wanted} not found")
    return row


def _listed(world: World, arguments: Arguments) -> list[Row]:
    rows: Iterable[Row] = of_team(world, arguments["teamId"])
    if arguments.get("eventSlug"):
        rows = slugged(rows, arguments["eventSlug"])
    return [as_team(world, row, whole=False) for row in rows]


def _create(world: World, caller: Caller, arguments: Arguments) -> Row | list[Row]:
    """A new event type of the team; a managed one comes as a list with the copies of its hosts."""
    kind = scheduling_type(arguments.get("schedulingType"))
    needed(arguments, "slug", "title")
    found = settings(world, arguments)
    _must_have_what_it_uses(world, caller, found)
    team_id = arguments["teamId"]
    memberships = members(world, team_id)
    people = [each["userId"] for each in memberships]
    everybody = arguments.get("assignAllTeamMembers") is True
    hosts = people if everybody else (arguments.get("hosts") or [])
    strangers = [host["userId"] for host in hosts if not isinstance(host, int) and host.get("userId") not in people]
    if strangers:
        listed = ", ".join(map(str, strangers))
        raise NotFound(f"Invalid hosts: {listed} are not members of team with id {team_id}.")
    if slugged(of_team(world, team_id), arguments["slug"]):
        raise BadRequest("Team event type with this slug already exists")
    row = new_event_type(
        world,
        team_id=team_id,
        title=arguments["title"],
        slug=arguments["slug"],
        scheduling_type=kind,
        hosts=hosts,
        assignAllTeamMembers=everybody,
        **{"locations": [dict(VIDEO)], **found},
    )
    if everybody and not all(each["accepted"] for each in memberships):
        # Cal.com makes the event type first and then cannot give it to whoever has not joined yet.
        EVENT_TYPES.put(world, row | {"hosts": []})
        raise Forbidden("FORBIDDEN", code="TRPCError")
    if kind == "MANAGED":
        return [as_team(world, each, whole=True) for each in (row, *copies_of(world, row["id"]))]
    return as_team(world, row, whole=True)


def _must_have_what_it_uses(world: World, caller: Caller, found: Row) -> None:
    """Refuses video apps and calendars that the caller has not connected."""
    for place in found.get("locations") or ():
        app = place.get("integration")
        if app not in (None, VIDEO["integration"]) and not is_connected(world, caller.user_id, app):
            raise BadRequest(f"{app} not connected.")
    if found.get("useDestinationCalendarEmail") and not has_main_calendar(world, caller.user_id):
        raise BadRequest("Validation failed: useDestinationCalendarEmail needs a connected primary calendar")


def _call(world: World, arguments: Arguments) -> Row:
    """Notes the call, with its settings but without the key, at the event type."""
    row = _find(world, arguments)
    needed(arguments, "calApiKey", "numberToCall", "yourPhoneNumber")
    for name in ("numberToCall", "yourPhoneNumber"):
        number = str(arguments[name])
        if not (number.startswith("+") and number[1:].isdigit() and 7 <= len(number) <= 16):
            raise BadRequest(f"{name} must be a phone number in E.164 format")
    call = {
        "callId": world.dice.text("call_example_", 8),
        "agentId": world.dice.text("agent_example_", 8),
    }
    kept = {name: arguments[name] for name in _CALL if arguments.get(name) is not None}
    calls = [*row.get("_calls", ()), {**call, "to": arguments["numberToCall"], **kept}]
    EVENT_TYPES.put(world, row | {"_calls": calls})
    return call
