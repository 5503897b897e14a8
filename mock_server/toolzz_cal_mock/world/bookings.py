"""What the operations on bookings do that make and show them. Lists and changes have modules of their own."""

from __future__ import annotations

from ..problems import BadRequest, NotFound
from . import booking_changes, booking_list, booking_moves, reassignments
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import manages_booking, series_of
from .booking_index import TABLE, rebuild
from .booking_places import asks_first, hosts_for, occurrences, seated_at
from .booking_requests import Order, read
from .booking_rows import attendee_of, change, dressed, new_booking, seat_of
from .local_time import MINUTE, Range, named_zone
from .needs import refused, whole
from .reservations import use
from .slot_times import seats_of

__all__ = ["booking_changes", "booking_list", "booking_moves", "new_booking", "reassignments", "rebuild"]


@behaves("bookings.create")
def create(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Books a slot, or a series of which the first occurrence is answered, or a seat."""
    order = read(world, arguments)
    if arguments.get("instant") is True and order.event_type.get("teamId") is None:
        raise BadRequest("Instant bookings are only supported for team event types, not individual user event types.")
    recurrence = order.event_type.get("recurrence") or {}
    if recurrence and not recurrence.get("disabled"):
        return _create_series(world, caller, order, recurrence, arguments)
    if arguments.get("recurrenceCount") is not None:
        raise NotFound(f"Event type with id={order.event_type['id']} is not a recurring event")
    joined = seated_at(world, order.event_type, order.start, order.minutes, order.attendee["email"])
    hosts = [] if joined is not None else hosts_for(world, order.event_type, order.start, order.minutes)
    return _made(world, caller, order, order.start, hosts, joined, None)


@behaves("bookings.get")
def get(world: World, caller: Caller, arguments: Arguments) -> Row:
    """A booking, or the first occurrence of a series. Who else sits in a seated one is shown as its event type says."""
    uid = arguments["bookingUid"]
    row = world.table(TABLE).get(uid)
    if row is None:
        rows = series_of(world, uid)
        if not rows:
            raise NotFound(f"Booking with uid={uid} was not found in the database")
        row = rows[0]
    return dressed(row, attendees=_shows_attendees(world, caller, row))


def _create_series(world: World, caller: Caller, order: Order, recurrence: Row, arguments: Arguments) -> Row:
    """Books every occurrence, or none: all times are checked before the first is made."""
    event_type, count = order.event_type, recurrence["occurrences"]
    if arguments.get("recurrenceCount") is not None:
        count = whole(arguments["recurrenceCount"], "recurrenceCount", 1)
        if count > recurrence["occurrences"]:
            message = "Provided recurrence count is higher than the event type's recurring event count."
            raise refused("recurrenceCount", "max", message)
    starts = occurrences(recurrence, order.start, count, named_zone(order.attendee["timeZone"], "attendee.timeZone"))
    planned: list[Range] = []
    places: list[tuple[int, list[int], Row | None]] = []
    rather: list[int] = []
    for start in starts:
        joined = seated_at(world, event_type, start, order.minutes, order.attendee["email"])
        hosts: list[int] = []
        if joined is None:
            hosts = hosts_for(world, event_type, start, order.minutes, rather=rather, planned=planned)
            planned.append((start, start + order.minutes * MINUTE))
            rather = rather or hosts[:1]
        places.append((start, hosts, joined))
    series = world.dice.text("series", 14)
    made = [_made(world, caller, order, start, hosts, joined, series) for start, hosts, joined in places]
    return made[0]


def _made(
    world: World, caller: Caller, order: Order, start: int, hosts: list[int], joined: Row | None, series: str | None
) -> Row:
    """Stores what was checked before, a booking or an attendee more, and tells the webhooks."""
    event_type = order.event_type
    if joined is not None:
        answers = {**order.responses, "name": order.attendee["name"], "email": order.attendee["email"]}
        attendee = {**attendee_of(order.attendee), **seat_of(world, answers, order.metadata)}
        row = change(world, joined, attendees=[*joined["attendees"], attendee])
    else:
        status = "pending" if asks_first(world, event_type, start) else "accepted"
        row = new_booking(
            world, event_type, start, order.attendee, hosts=hosts, status=status, series=series, **order.row_fields()
        )
    use(world, event_type["id"], row["_host_ids"], start)
    seat = row["attendees"][-1]["seatUid"] if seats_of(event_type) else None
    trigger = "BOOKING_CREATED" if row["status"] == "accepted" else "BOOKING_REQUESTED"
    world.emit(trigger, row, **({"seatUid": seat} if seat is not None else {}))
    return dressed(row, seat=seat, attendees=_shows_attendees(world, caller, row))


def _shows_attendees(world: World, caller: Caller, row: Row) -> bool:
    if not row["_seats"]:
        return True
    event_type = world.table("event_types").get(row["_event_type_id"], {})
    return (event_type.get("seats") or {}).get("showAttendeeInfo") is True or manages_booking(world, caller, row)
