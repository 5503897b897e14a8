"""What the operations on bookings do that make and show them. Lists and changes have modules of their own."""

from __future__ import annotations

import uuid

from ..problems import BadRequest, HttpError, NotFound
from . import booking_changes, booking_list, booking_moves, reassignments
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import of_attendee, series_of, shows_attendees
from .booking_index import TABLE, rebuild
from .booking_places import asks_first, check_bounds, hosts_for, is_taken, occurrences, seated_at
from .booking_requests import Order, read
from .booking_rows import attendee_of, change, dressed, new_booking, seat_of
from .local_time import MINUTE, Range, named_zone, seconds
from .needs import whole
from .reservations import use
from .slot_times import seats_of

__all__ = ["booking_changes", "booking_list", "booking_moves", "new_booking", "reassignments", "rebuild"]


# How many occurrences of a series are looked at before the first is made; the others only must not be taken already.
_LOOKED_AT = 2


@behaves("bookings.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row | list[Row]:
    """Books a slot or a seat, or a series, of which every occurrence is answered."""
    order = read(world, arguments)
    event_type = order.event_type
    if arguments.get("instant") is True and event_type.get("teamId") is None:
        raise BadRequest("Instant bookings are only supported for team event types, not individual user event types.")
    recurrence = event_type.get("recurrence") or {}
    if recurrence and not recurrence.get("disabled"):
        return _create_series(world, caller, order, recurrence, arguments)
    if arguments.get("recurrenceCount") is not None:
        raise NotFound(f"Event type with id={event_type['id']} is not a recurring event")
    joined = seated_at(world, event_type, order.start, order.minutes, order.attendee)
    if joined is not None:
        return _made(world, caller, order, order.start, [], joined, None)
    check_bounds(world, event_type, order.start, order.minutes, order.attendee["timeZone"])
    if (same := _repeated(world, order)) is not None:
        return dressed(world, same, made=True)
    hosts = hosts_for(world, event_type, order.start, order.minutes)
    return _made(world, caller, order, order.start, hosts, None, None)


@behaves("bookings.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row | list[Row]:
    """A booking, or every occurrence of a series. Who sits in a seated one is shown as its event type says."""
    uid = arguments["bookingUid"]
    row = world.table(TABLE).get(uid)
    if row is not None:
        return dressed(world, row, attendees=shows_attendees(world, caller, row))
    rows = series_of(world, uid)
    if not rows:
        raise NotFound(f"Booking with uid={uid} was not found in the database")
    return [dressed(world, each, attendees=shows_attendees(world, caller, each)) for each in rows]


def _repeated(world: World, order: Order) -> Row | None:
    """The booking that the same attendee has at this time already, where Cal.com answers it instead of another.

    That is so for event types whose hosts take turns, and for those that need confirmation, while it is waiting.
    """
    event_type, waits = order.event_type, asks_first(world, order.event_type, order.start)
    if not waits and event_type.get("schedulingType") != "ROUND_ROBIN":
        return None
    states = ("pending",) if waits else ("accepted", "pending")
    for row in of_attendee(world, order.attendee["email"]):
        at = (row["_event_type_id"], seconds(row["start"]))
        if row["status"] in states and at == (event_type["id"], order.start):
            return row
    return None


def _create_series(world: World, caller: Caller, order: Order, recurrence: Row, arguments: Arguments) -> list[Row]:
    """Books every occurrence. As on Cal.com the later ones are not looked at before: those before a taken one stay."""
    event_type, count = order.event_type, recurrence["occurrences"]
    if arguments.get("recurrenceCount") is not None:
        count = whole(arguments["recurrenceCount"], "recurrenceCount", 1)
        if count > recurrence["occurrences"]:
            raise BadRequest("Provided recurrence count is higher than the event type's recurring event count.")
    starts = occurrences(recurrence, order.start, count, named_zone(order.attendee["timeZone"], "attendee.timeZone"))
    planned: list[Range] = []
    places: list[tuple[int, list[int], Row | None]] = []
    rather: list[int] = []
    for start in starts[:_LOOKED_AT]:
        joined = seated_at(world, event_type, start, order.minutes, order.attendee)
        hosts: list[int] = []
        if joined is None:
            check_bounds(world, event_type, start, order.minutes, order.attendee["timeZone"])
            hosts = hosts_for(world, event_type, start, order.minutes, rather=rather, planned=planned)
            planned.append((start, start + order.minutes * MINUTE))
            rather = rather or hosts
        places.append((start, hosts, joined))
    series = str(uuid.UUID(int=world.dice.random.getrandbits(128), version=4))
    made = [_made(world, caller, order, start, hosts, joined, series) for start, hosts, joined in places]
    for start in starts[_LOOKED_AT:]:
        joined = seated_at(world, event_type, start, order.minutes, order.attendee)
        if joined is None and is_taken(world, rather, start, start + order.minutes * MINUTE):
            raise HttpError("booking_conflict_error", status=409)
        made.append(_made(world, caller, order, start, rather, joined, series))
    return made


def _made(
    world: World, caller: Caller, order: Order, start: int, hosts: list[int], joined: Row | None, series: str | None
) -> Row:
    """Stores what was checked before, a booking or an attendee more, and tells the webhooks."""
    event_type = order.event_type
    if joined is not None:
        sitting = seat_of(world, order.attendee, order.responses, order.metadata)
        row = change(world, joined, attendees=[*joined["attendees"], {**attendee_of(order.attendee), **sitting}])
    else:
        status = "pending" if asks_first(world, event_type, start) else "accepted"
        row = new_booking(
            world, event_type, start, order.attendee, hosts=hosts, status=status, series=series, **order.row_fields()
        )
    use(world, event_type["id"], row["_host_ids"], start)
    seat = row["attendees"][-1]["seatUid"] if seats_of(event_type) else None
    trigger = "BOOKING_CREATED" if row["status"] == "accepted" else "BOOKING_REQUESTED"
    world.emit(trigger, row, **({"seatUid": seat} if seat is not None else {}))
    return dressed(world, row, made=joined is None, seat=seat, attendees=shows_attendees(world, caller, row))
