"""Handing a round-robin booking to another host."""

from __future__ import annotations

from ..problems import BadRequest, Forbidden, NotFound
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import find, manages_event_type
from .booking_rows import change, host_of, title_of
from .event_type_rows import organizers
from .local_time import seconds
from .needs import text, whole
from .round_robin import choose


@behaves("bookings.reassign")
def reassign(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Hands a booking to the host among those free then whose turn it is."""
    row, event_type = _round_robin(world, caller, arguments)
    start, end = seconds(row["start"]), seconds(row["end"])
    taking_turns = {host["userId"] for host in organizers(world, event_type)[1]}
    present = [host for host in row["_host_ids"] if host in taking_turns]
    hosts = choose(world, event_type, start, end, ignoring=(row["uid"],), not_these=present)
    if hosts is None or not taking_turns:
        raise BadRequest("Can't reassign the booking because no other host is available at that time.")
    return _hand_over(world, row, event_type, hosts[0])


@behaves("bookings.reassign_to")
def reassign_to(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Hands a booking to one host. As on Cal.com it is not asked whether they are free."""
    row, event_type = _round_robin(world, caller, arguments)
    user_id = whole(arguments["userId"], "userId")
    if user_id not in world.table("users"):
        raise NotFound(f"User with id={user_id} was not found in the database")
    fixed, loose = organizers(world, event_type)
    if user_id not in [host["userId"] for host in loose] or user_id in fixed:
        raise BadRequest(
            f"User with id={user_id} is not a valid Round Robin host - the booking can be reassigned to one of the "
            "hosts of its event type only."
        )
    return _hand_over(world, row, event_type, user_id, text(arguments, "reason"))


def _round_robin(world: World, caller: Caller, arguments: Arguments) -> tuple[Row, Row]:
    row = find(world, arguments["bookingUid"])
    event_type = world.table("event_types").get(row["_event_type_id"])
    if event_type is None:
        raise BadRequest("The event type of the booking was not found in the database")
    if not manages_event_type(world, caller, row):
        raise Forbidden("You do not have permission to reassign this booking")
    if event_type.get("schedulingType") != "ROUND_ROBIN":
        raise BadRequest("Can't reassign the booking because its event type is not a round robin one.")
    if row["status"] not in ("accepted", "pending"):
        raise BadRequest(f"Can't reassign the booking because it is {row['status']}.")
    return row, event_type


def _hand_over(world: World, row: Row, event_type: Row, user_id: int, reason: str | None = None) -> Row:
    """Gives the booking a new organizer in place of the one that took their turn; the others stay."""
    fixed, _ = organizers(world, event_type)
    hosts = [user_id, *(host for host in row["_host_ids"] if host in fixed)]
    people = [host_of(world, host) for host in hosts]
    title = title_of(world, event_type, people, row["attendees"][0], row["duration"], row["location"])
    change(world, row, hosts=people, title=title, _host_ids=hosts, _owner_id=user_id, _reassignment_reason=reason)
    return {
        "bookingUid": row["uid"],
        "reassignedTo": {name: people[0][name] for name in ("id", "name", "email")}
        | {"displayEmail": people[0]["email"]},
    }
