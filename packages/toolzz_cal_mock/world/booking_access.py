"""Which booking a call is about, and whether the caller may do more with it than its attendees."""

from __future__ import annotations

from collections.abc import Collection

from ..problems import NotFound
from .access import MANAGERS, manages
from .base import Caller, Row, World
from .booking_index import TABLE, bookings
from .lookups import MEMBERSHIPS


def find(world: World, uid: object) -> Row:
    """One booking by its uid."""
    row = world.table(TABLE).get(uid)
    if row is None:
        raise NotFound(f"Booking with uid={uid} was not found in the database")
    return row


def series_of(world: World, uid: object) -> list[Row]:
    """The bookings of a recurring series by start; empty when the uid is none of a series."""
    index = bookings(world)
    rows = index.rows(index.series.get(str(uid), ()))
    return sorted(rows, key=lambda row: (row["start"], row["id"]))


def manages_booking(world: World, caller: Caller, row: Row) -> bool:
    """Whether the caller holds the booking, owns its event type, or manages the team that does."""
    if caller.user_id in (*row["_host_ids"], row["_owner_id"]):
        return True
    event_type = world.table("event_types").get(row["_event_type_id"], {})
    if event_type.get("ownerId") == caller.user_id:
        return True
    if any(host["userId"] == caller.user_id for host in event_type.get("hosts") or ()):
        return True
    return manages_event_type(world, caller, row) or manages_somebody(world, caller, row["_host_ids"])


def manages_somebody(world: World, caller: Caller, people: Collection[int]) -> bool:
    """Whether the caller is administrator or owner of a team or organization that one of the people belongs to."""
    mine = {row["teamId"] for row in MEMBERSHIPS.rows(world, ("user", caller.user_id)) if row["role"] in MANAGERS}
    return any(
        row["teamId"] in mine and row["accepted"]
        for person in people
        for row in (MEMBERSHIPS.rows(world, ("user", person)) if mine else ())
    )


def managed_by(world: World, caller: Caller) -> list[int]:
    """The caller, and everybody in the teams and organizations whose administrator or owner they are.

    As on Cal.com, of somebody with an organization only this one and its teams count.
    """
    home = world.table("users").get(caller.user_id, {}).get("organizationId")
    teams = world.table("teams")
    mine = (row["teamId"] for row in MEMBERSHIPS.rows(world, ("user", caller.user_id)) if row["role"] in MANAGERS)
    at_home = (team for team in mine if home in (None, team, teams.get(team, {}).get("parentId")))
    found = (row["userId"] for team in at_home for row in MEMBERSHIPS.rows(world, ("team", team)) if row["accepted"])
    return list(dict.fromkeys((caller.user_id, *found)))


def of_attendee(world: World, email: str) -> list[Row]:
    """The bookings that somebody attends."""
    index = bookings(world)
    return index.rows(index.emails.get(email, ()))


def shows_attendees(world: World, caller: Caller, row: Row) -> bool:
    """Whether the caller may know who sits in a seated booking: its host, or everybody if its event type says so."""
    if not row["_seats"]:
        return True
    event_type = world.table("event_types").get(row["_event_type_id"], {})
    return (event_type.get("seats") or {}).get("showAttendeeInfo") is True or manages_booking(world, caller, row)


def manages_event_type(world: World, caller: Caller, row: Row) -> bool:
    """Whether the caller owns the event type of a booking or manages its team."""
    event_type = world.table("event_types").get(row["_event_type_id"], {})
    if event_type.get("ownerId") == caller.user_id:
        return True
    team_id = event_type.get("teamId") or row.get("_team_id")
    return team_id is not None and manages(world, caller.user_id, team_id)
