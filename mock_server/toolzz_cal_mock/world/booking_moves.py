"""Rescheduling: a booking is cancelled and another takes its place, or one attendee takes a seat at another time."""

from __future__ import annotations

from ..problems import BadRequest, NotFound
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import find, manages_booking
from .booking_changes import email_of
from .booking_places import asks_first, hosts_for, seated_at
from .booking_rows import change, dressed, new_booking
from .local_time import moment
from .needs import needed, text


@behaves("bookings.reschedule")
def reschedule(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Moves a booking to `start`, which the action can only give as an extra argument."""
    needed(arguments, "start")
    start = moment(arguments["start"], "start")
    row = find(world, arguments["bookingUid"])
    event_type = world.table("event_types").get(row["_event_type_id"])
    if event_type is None:
        raise NotFound(f"Booking with uid={row['uid']} is missing event type")
    _must_stand(row)
    reason = text(arguments, "reschedulingReason")
    by = text(arguments, "rescheduledBy") or email_of(world, caller)
    if arguments.get("seatUid") is not None:
        return _move_seat(world, row, event_type, start, arguments["seatUid"], reason, by)
    host = world.table("users").get(row["_owner_id"], {})
    hosts = hosts_for(world, event_type, start, row["duration"], ignoring=(row["uid"],), rather=row["_host_ids"])
    new = _successor(world, row, event_type, start, hosts, reason, by, accepted=by == host.get("email"))
    _give_way(world, row, new, reason, by)
    if new["status"] == "pending":
        world.emit("BOOKING_REQUESTED", new)
    else:
        _tell(world, row, new, by)
    return dressed(new, attendees=not row["_seats"] or manages_booking(world, caller, row))


def _must_stand(row: Row) -> None:
    uid = row["uid"]
    if row["status"] == "cancelled" and row.get("rescheduledToUid"):
        raise BadRequest(
            f"Can't reschedule booking with uid={uid} because it has been cancelled and rescheduled already to booking "
            f"with uid={row['rescheduledToUid']}."
        )
    if row["status"] in ("cancelled", "rejected"):
        raise BadRequest(f"Can't reschedule booking with uid={uid} because it has been {row['status']}.")


def _successor(
    world: World,
    row: Row,
    event_type: Row,
    start: int,
    hosts: list[int],
    reason: str | None,
    by: str | None,
    *,
    accepted: bool,
) -> Row:
    """The booking at the new time. It needs no confirmation when its own host moves it."""
    status = "pending" if asks_first(world, event_type, start) and not accepted else "accepted"
    attendees = [{**each, "absent": False} for each in row["attendees"]]
    answers = dict(row.get("bookingFieldsResponses") or {})
    if reason:
        answers["rescheduledReason"] = reason
    return new_booking(
        world,
        event_type,
        start,
        attendees[0],
        hosts=hosts,
        status=status,
        minutes=row["duration"],
        place=row["_place"],
        metadata=row["metadata"],
        guests=row.get("guests") or (),
        responses=answers,
        series=row["_series"],
        reschedulingReason=reason,
        rescheduledFromUid=row["uid"],
        rescheduledByEmail=by,
        attendees=attendees,
        description=row["description"],
    )


def _move_seat(
    world: World, row: Row, event_type: Row, start: int, seat: object, reason: str | None, by: str | None
) -> Row:
    """Gives one attendee the same seat in the booking at another time, which is made if there is none."""
    moving = next((each for each in row["attendees"] if each.get("seatUid") == seat), None)
    if moving is None:
        raise NotFound(f"Seat with uid={seat} does not exist.")
    staying = [each for each in row["attendees"] if each is not moving]
    joined = seated_at(world, event_type, start, row["duration"], moving["email"])
    if joined is not None:
        new = change(world, joined, attendees=[*joined["attendees"], {**moving, "absent": False}])
    else:
        ignoring = () if staying else (row["uid"],)
        hosts = hosts_for(world, event_type, start, row["duration"], ignoring=ignoring, rather=row["_host_ids"])
        alone = {**row, "attendees": [moving]}
        new = _successor(world, alone, event_type, start, hosts, reason, by, accepted=True)
    if staying:
        change(world, row, attendees=staying)
    else:
        _give_way(world, row, new, reason, by)
    _tell(world, row, new, by, seatUid=seat)
    return dressed(new, seat=str(seat))


def _give_way(world: World, old: Row, new: Row, reason: str | None, by: str | None) -> None:
    """Ends a booking in favour of the one that takes its place."""
    change(
        world,
        old,
        status="cancelled",
        cancellationReason=reason,
        rescheduledToUid=new["uid"],
        rescheduledByEmail=by,
    )


def _tell(world: World, old: Row, new: Row, by: str | None, **more: object) -> None:
    world.emit(
        "BOOKING_RESCHEDULED",
        new,
        rescheduleId=old["id"],
        rescheduleUid=old["uid"],
        rescheduleStartTime=old["start"],
        rescheduleEndTime=old["end"],
        rescheduledBy=by,
        **more,
    )
