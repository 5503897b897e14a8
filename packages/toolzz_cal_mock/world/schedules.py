"""Schedules: the weekly hours of a user with exceptions, which of them is the default, and the caller's own."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from ..problems import BadRequest, Forbidden, NotFound
from .base import Arguments, Caller, Row, Whole, World, behaves, shown
from .event_type_rows import EVENT_TYPES
from .local_time import named_zone
from .lookups import USERS, Lookup, number
from .needs import needed, whole

WORKING_WEEK = {
    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "startTime": "09:00",
    "endTime": "17:00",
}
SUCCESS = {"status": "success"}


def _of_owner(row: Row) -> Iterable[Hashable]:
    yield row["ownerId"]


SCHEDULES = Lookup("schedules", _of_owner)


def new_schedule(
    world: World,
    owner_id: int,
    id: int | None = None,
    *,
    name: str = "Working hours",
    time_zone: str | None = None,
    is_default: bool | None = None,
    availability: Sequence[Mapping[str, Any]] | None = None,
    overrides: Sequence[Mapping[str, Any]] = (),
) -> Row:
    """Gives a user a schedule: office hours in the user's zone, and the default one if it is the first.

    `availability` holds `{days, startTime, endTime}`, `overrides` `{date, startTime, endTime}`.
    """
    owner = world.table("users").get(owner_id, {})
    if is_default is None:
        is_default = not SCHEDULES.rows(world, owner_id)
    row = {
        "id": number(world, "schedules", "schedule") if id is None else id,
        "ownerId": owner_id,
        "name": name,
        "timeZone": time_zone or owner.get("timeZone", "Europe/London"),
        "availability": _hours([WORKING_WEEK] if availability is None else availability),
        "isDefault": False,
        "overrides": _overrides(overrides),
    }
    SCHEDULES.put(world, row)
    return set_default(world, row) if is_default else row


def set_default(world: World, row: Row) -> Row:
    """Makes a schedule the default of its owner, in place of another."""
    for other in SCHEDULES.rows(world, row["ownerId"]):
        if other["isDefault"] != (other["id"] == row["id"]):
            SCHEDULES.put(world, other | {"isDefault": other["id"] == row["id"]})
    owner = world.table("users").get(row["ownerId"])
    if owner is not None and owner.get("defaultScheduleId") != row["id"]:
        USERS.put(world, owner | {"defaultScheduleId": row["id"]})
    return world.table("schedules")[row["id"]]


def default_of(world: World, user_id: int) -> Row | None:
    """The schedule that counts for a user where none is named: the default, else the oldest."""
    user = world.table("users").get(user_id)
    if user is not None and (chosen := world.table("schedules").get(user.get("defaultScheduleId"))) is not None:
        return chosen
    rows = SCHEDULES.rows(world, user_id)
    return next((row for row in rows if row["isDefault"]), rows[0] if rows else None)


def of_user(world: World, user_id: int) -> list[Row]:
    """All schedules of a user, as they are shown."""
    return [dressed(world, row) for row in SCHEDULES.rows(world, user_id)]


def dressed(world: World, row: Row) -> Row:
    """A schedule as it leaves the mock. Which one is the default is told by its owner's profile."""
    owner = world.table("users").get(row["ownerId"])
    answer = shown(row)
    if owner is not None and "defaultScheduleId" in owner:
        answer["isDefault"] = owner["defaultScheduleId"] == row["id"]
    return answer


def owned(world: World, user_id: int, schedule_id: object) -> Row:
    """A schedule that belongs to the user."""
    wanted = whole(schedule_id, "scheduleId")
    row = world.table("schedules").get(wanted)
    if row is None:
        raise NotFound(f"Schedule with ID={wanted} does not exist.")
    if row["ownerId"] != user_id:
        raise Forbidden(f"User with ID={user_id} does not own schedule with ID={wanted}")
    return row


def create_for(world: World, user_id: int, arguments: Arguments) -> Row:
    """Adds a schedule as the arguments say."""
    needed(arguments, "name", "timeZone", "isDefault")
    row = new_schedule(
        world,
        user_id,
        name=arguments["name"],
        time_zone=named_zone(arguments["timeZone"]).key,
        is_default=arguments["isDefault"] is True,
        availability=arguments.get("availability"),
        overrides=arguments.get("overrides") or (),
    )
    return dressed(world, row)


def update_of(world: World, user_id: int, arguments: Arguments) -> Row:
    """Changes what the arguments name. As on Cal.com, `isDefault` false changes nothing."""
    row = owned(world, user_id, arguments["scheduleId"])
    changes: Row = {}
    if arguments.get("name") is not None:
        needed(arguments, "name")
        changes["name"] = arguments["name"]
    if arguments.get("timeZone") is not None:
        changes["timeZone"] = named_zone(arguments["timeZone"]).key
    if arguments.get("availability") is not None:
        changes["availability"] = _hours(arguments["availability"])
    if arguments.get("overrides") is not None:
        changes["overrides"] = _overrides(arguments["overrides"])
    row = SCHEDULES.put(world, row | changes)
    return dressed(world, set_default(world, row) if arguments.get("isDefault") is True else row)


def delete_of(world: World, user_id: int, schedule_id: object) -> Whole:
    """Deletes a schedule; event types with it fall back to the default.

    Cal.com's web page keeps the last schedule, its API does not: after the default itself is gone there is no default,
    though the profile goes on to name it.
    """
    wanted = whole(schedule_id, "scheduleId")
    if wanted not in world.table("schedules"):
        raise BadRequest(f"Schedule with ID={wanted} does not exist.")
    row = owned(world, user_id, wanted)
    SCHEDULES.remove(world, row["id"])
    for event_type in EVENT_TYPES.rows(world, ("schedule", row["id"])):
        EVENT_TYPES.put(world, event_type | {"scheduleId": None})
    return Whole(dict(SUCCESS))


def _hours(entries: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [
        {"days": list(entry["days"]), "startTime": entry["startTime"], "endTime": entry["endTime"]} for entry in entries
    ]


def _overrides(entries: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [{name: entry[name] for name in ("date", "startTime", "endTime")} for entry in entries]


@behaves("schedules.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Adds a schedule to the caller."""
    return create_for(world, caller.user_id, arguments)


@behaves("schedules.list")
def list_own(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
    """All schedules of the caller."""
    return of_user(world, caller.user_id)


@behaves("schedules.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One schedule of the caller."""
    return dressed(world, owned(world, caller.user_id, arguments["scheduleId"]))


@behaves("schedules.get_default")
def get_default(world: World, caller: Caller, arguments: Arguments) -> Row | None:
    """The caller's default schedule, or None."""
    return next((row for row in of_user(world, caller.user_id) if row["isDefault"]), None)


@behaves("schedules.update")
def update(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Changes a schedule of the caller."""
    return update_of(world, caller.user_id, arguments)


@behaves("schedules.delete")
def delete(world: World, caller: Caller, arguments: Arguments) -> Whole:
    """Deletes a schedule of the caller."""
    return delete_of(world, caller.user_id, arguments["scheduleId"])
