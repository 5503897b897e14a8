"""Rescheduling: a booking is cancelled and another takes its place, or one attendee takes a seat at another time."""

from __future__ import annotations

from ..problems import BadRequest, NotFound, Problem
from .base import Arguments, Caller, Row, World, behaves, stamp
from .booking_access import find, manages_booking, shows_attendees
from .booking_index import keep
from .booking_places import asks_first, check_bounds, hosts_for, seated_at
from .booking_requests import EMAIL, known_keys
from .booking_rows import change, dressed, new_booking
from .local_time import MINUTE, iso, moment
from .needs import refused, text


@behaves("bookings.reschedule")
def reschedule(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Moves a booking to `start`, which the action can only give as an extra argument."""
    seat = arguments.get("seatUid")
    known_keys(arguments, {"bookingUid", "start", *(("seatUid",) if seat else ("reschedulingReason", "rescheduledBy"))})
    if arguments.get("start") is None:
        raise refused("start", "isDateString", "start must be a valid ISO 8601 date string")
    start = moment(arguments["start"], "start")
    reason, by = text(arguments, "reschedulingReason"), text(arguments, "rescheduledBy")
    row = find(world, arguments["bookingUid"])
    event_type = world.table("event_types").get(row["_event_type_id"])
    if event_type is None:
        raise NotFound(f"Booking with uid={row['uid']} is missing event type")
    if row["_seats"] and seat is None and (reason or not manages_booking(world, caller, row)):
        raise BadRequest(
            f"Booking with uid={row['uid']} is a seated booking which means you have to provide seatUid in the request "
            "body: the seat that moves."
        )
    _must_stand(row)
    if by is not None and not EMAIL.fullmatch(by):
        raise Problem("rescheduledBy - Invalid email, ", code="BAD_REQUEST")
    if seat is not None:
        new = _move_seat(world, row, event_type, start, seat)
        return dressed(world, new, made=True, seat=_seat_of(new, seat), attendees=shows_attendees(world, caller, new))
    booker = row["attendees"][0]["timeZone"] if row["attendees"] else None
    check_bounds(world, event_type, start, row["duration"], booker)
    hosts = hosts_for(world, event_type, start, row["duration"], ignoring=(row["uid"],), rather=row["_host_ids"])
    if row["_seats"]:
        new = _move_all(world, row, start)
        seat = next((each["seatUid"] for each in new["attendees"]), None)
        return dressed(world, new, made=True, seat=seat, attendees=shows_attendees(world, caller, new))
    owner = world.table("users").get(row["_owner_id"], {})
    moves_own = caller.user_id == row["_owner_id"] or by == owner.get("email")
    told: Row = {"rescheduledByEmail": by} if by else {}
    if "reschedulingReason" in arguments:
        told["reschedulingReason"] = reason
    new = _successor(world, row, event_type, start, hosts, told, accepted=moves_own)
    change(world, row, status="cancelled", rescheduledToUid=new["uid"], rescheduledByEmail=by)
    if new["status"] == "pending":
        world.emit("BOOKING_REQUESTED", new)
    else:
        _tell(world, row, new, by)
    return dressed(world, new, made=True)


def _must_stand(row: Row) -> None:
    uid = row["uid"]
    if row["status"] == "cancelled" and row.get("rescheduledToUid"):
        raise BadRequest(
            f"Can't reschedule booking with uid={uid} because it has been cancelled and rescheduled already to booking "
            f"with uid={row['rescheduledToUid']}. You probably want to reschedule that one instead."
        )
    if row["status"] in ("cancelled", "rejected"):
        raise BadRequest(
            f"Can't reschedule booking with uid={uid} because it has been {row['status']}. Please provide uid of a "
            f"booking that is not {row['status']}."
        )


def _successor(
    world: World, row: Row, event_type: Row, start: int, hosts: list[int], told: Row, *, accepted: bool
) -> Row:
    """The booking at the new time, with the reason if one was told. It needs no confirmation when its host moves it."""
    status = "pending" if asks_first(world, event_type, start) and not accepted else "accepted"
    booker = row["attendees"][0]
    answers = dict(row.get("bookingFieldsResponses") or {})
    if "reschedulingReason" in told:
        answers["rescheduledReason"] = told["reschedulingReason"]
    return new_booking(
        world,
        event_type,
        start,
        booker | ({"phoneNumber": booker["_phone"]} if booker.get("_phone") else {}),
        hosts=hosts,
        status=status,
        minutes=row["duration"],
        place=row["_place"],
        metadata=row["metadata"],
        guests=row.get("guests") or (),
        responses=answers,
        series=row["_series"],
        icsUid=row["icsUid"],
        **told,
        rescheduledFromUid=row["uid"],
        description=row["description"],
    )


def _move_all(world: World, row: Row, start: int) -> Row:
    """Moves a booking with all who sit in it. It stays the same booking."""
    times = {"start": iso(start), "end": iso(start + row["duration"] * MINUTE)}
    new = keep(world, row | times | {"updatedAt": stamp(world.now())})
    _tell(world, row, new, None)
    return new


def _move_seat(world: World, row: Row, event_type: Row, start: int, seat: object) -> Row:
    """Takes one attendee to a seat in the booking at another time, which is made if there is none."""
    moving = next((each for each in row["attendees"] if each.get("seatUid") == seat), None)
    if moving is None:
        raise NotFound(f"Seat with uid={seat} does not exist.")
    staying = [each for each in row["attendees"] if each is not moving]
    joined = seated_at(world, event_type, start, row["duration"], moving)
    if joined is not None:
        new = change(world, joined, attendees=[*joined["attendees"], {**moving, "absent": False}])
    else:
        check_bounds(world, event_type, start, row["duration"], moving["timeZone"])
        ignoring = () if staying else (row["uid"],)
        hosts = hosts_for(world, event_type, start, row["duration"], ignoring=ignoring, rather=row["_host_ids"])
        answers = {name: value for name, value in moving["bookingFieldsResponses"].items() if name != "name"}
        new = new_booking(
            world,
            event_type,
            start,
            moving,
            hosts=hosts,
            minutes=row["duration"],
            place=row["_place"],
            metadata=moving["metadata"],
            responses=answers,
        )
    change(world, row, attendees=staying, status=row["status"] if staying else "cancelled")
    _tell(world, row, new, None, seatUid=seat)
    return new


def _seat_of(new: Row, seat: object) -> str:
    """The uid of a seat after a move: a booking that was made for it gives it a new one."""
    seats = [each["seatUid"] for each in new["attendees"]]
    return str(seat if seat in seats else seats[-1])


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
