"""What becomes of a booking: confirmed, declined, cancelled, missed by somebody."""

from __future__ import annotations

from ..problems import BadRequest, HttpError, NotFound, Unauthorized
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import find, manages_booking, series_of, shows_attendees
from .booking_index import TABLE
from .booking_places import is_taken, unavailable
from .booking_requests import known_keys
from .booking_rows import change, dressed, location_of
from .local_time import iso, seconds
from .needs import refused, text

STANDING = ("accepted", "pending")
NOT_YOURS = "User is not authorized to confirm this booking"
# What TRPC calls its own refusals, behind which these two operations are.
TRPC = "TRPCError"


@behaves("bookings.confirm")
def confirm(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Accepts a booking that is not accepted yet, also a declined one, and the waiting occurrences of its series.

    Who has been booked for the time meanwhile cannot accept any more: in the mock no host meets twice at a time.
    """
    row = _open(world, caller, arguments)
    rows = _waiting_in_series(world, row)
    for each in rows:
        if is_taken(world, each["_host_ids"], seconds(each["start"]), seconds(each["end"]), but=each["uid"]):
            raise unavailable(world.table("event_types").get(each["_event_type_id"], {}))
    made: list[Row] = []
    for each in rows:
        event_type = world.table("event_types").get(each["_event_type_id"], {"locations": []})
        location = location_of(event_type, each["_place"], each["uid"], accepted=True)
        made.append(change(world, each, status="accepted", location=location, meetingUrl=location))
    confirmed = next(each for each in made if each["uid"] == row["uid"])
    world.emit("BOOKING_CREATED", confirmed, confirmed=True)
    return dressed(world, confirmed)


@behaves("bookings.decline")
def decline(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Turns down a booking that is not accepted, also a cancelled one, and the waiting occurrences of its series."""
    row = _open(world, caller, arguments)
    reason = text(arguments, "reason")
    made = [change(world, each, status="rejected", _rejection_reason=reason) for each in _waiting_in_series(world, row)]
    declined = next(each for each in made if each["uid"] == row["uid"])
    world.emit("BOOKING_REJECTED", declined, rejectionReason=reason)
    return dressed(world, declined)


@behaves("bookings.cancel")
def cancel(world: World, caller: Caller, arguments: Arguments) -> Row | list[Row]:
    """Cancels a booking, what is left of a series, or one seat. Knowing the uid is enough; hosts must say why."""
    seat = arguments.get("seatUid")
    known_keys(arguments, {"bookingUid", "cancellationReason", "seatUid" if seat else "cancelSubsequentBookings"})
    uid, reason = arguments["bookingUid"], text(arguments, "cancellationReason")
    rows = series_of(world, uid)
    if rows:
        if arguments.get("cancelSubsequentBookings") is True:
            raise BadRequest("Cannot cancel subsequent bookings by the uid of the series: name one of its bookings.")
        left = [row for row in rows if seconds(row["end"]) > int(world.now().timestamp())]
        if not any(row["status"] in STANDING for row in left):
            raise HttpError("This booking has already been cancelled.")
        _must_say_why(world, caller, left[0], reason)
        return _cancel_series(world, caller, uid, left, reason)
    row = world.table(TABLE).get(uid)
    if row is None:
        raise NotFound(f"Booking with uid={uid} not found")
    if row["status"] == "cancelled":
        raise BadRequest(
            f"Can't cancel booking with uid={uid} because it has been cancelled already. Please provide uid of a "
            "booking that is not cancelled."
        )
    if seat is not None and seat not in [each.get("seatUid") for each in row["attendees"]]:
        raise BadRequest("Invalid seatUid: this seat does not exist or has already been cancelled.")
    if row["_seats"] and seat is None and not manages_booking(world, caller, row):
        raise HttpError("User not a host of this event", status=401)
    _must_say_why(world, caller, row, reason)
    if seconds(row["end"]) < int(world.now().timestamp()):
        raise HttpError("Cannot cancel a booking that has already ended")
    if seat is not None:
        return _give_up_seat(world, caller, row, seat, reason)
    if arguments.get("cancelSubsequentBookings") is True:
        if row["_series"] is None:
            raise BadRequest(f"Booking with bookingUid={uid} is not part of a recurring booking.")
        later = [each for each in series_of(world, row["_series"]) if each["start"] >= row["start"]]
        return _cancel_series(world, caller, row["_series"], later, reason)
    return _cancelled(world, row, reason)


@behaves("bookings.mark_absent")
def mark_absent(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Notes who stayed away, of hosts and attendees, once the booking has begun. Knowing the uid is enough."""
    uid = arguments["bookingUid"]
    row = world.table(TABLE).get(uid)
    if row is None:
        raise NotFound(f"Booking with uid={uid} not found.")
    now = int(world.now().timestamp())
    if now < seconds(row["start"]):
        raise BadRequest(
            "Bookings can only be marked as absent after their scheduled start time. "
            f"Current time in UTC+0: {iso(now)}, Booking start time in UTC+0: {row['start']}"
        )
    marks = arguments.get("attendees")
    if marks is not None and not marks:
        raise refused("attendees", "arrayMinSize", "attendees must contain at least 1 elements")
    changes: Row = {}
    if arguments.get("host") is True:  # as on Cal.com, false takes nothing back
        changes["absentHost"] = True
    absent = {str(each.get("email")).lower(): each.get("absent") is True for each in marks or ()}
    known = {each["email"].lower() for each in row["attendees"]}
    if strangers := sorted(absent.keys() - known):
        raise NotFound(f"Attendee with email {strangers[0]} was not found in booking with uid={uid}")
    if absent:
        changes["attendees"] = [
            {**each, "absent": absent.get(each["email"].lower(), each["absent"])} for each in row["attendees"]
        ]
    row = change(world, row, **changes)
    if absent:
        told = [{"email": email, "noShow": missing} for email, missing in absent.items()]
        message = ", ".join(f"{each['email']} {'marked' if each['noShow'] else 'unmarked'} as no-show" for each in told)
        world.emit("BOOKING_NO_SHOW_UPDATED", row, message=message, attendees=told)
    return dressed(world, row)


def _open(world: World, caller: Caller, arguments: Arguments) -> Row:
    """A booking that the caller may confirm or decline. Who may not learns nothing of its state."""
    row = find(world, arguments["bookingUid"])
    if not manages_booking(world, caller, row):
        raise Unauthorized(NOT_YOURS, code=TRPC)
    if row["status"] == "accepted":
        raise BadRequest("Booking already confirmed", code=TRPC)
    return row


def _waiting_in_series(world: World, row: Row) -> list[Row]:
    """The booking, and the others of its series that wait."""
    if row["_series"] is None:
        return [row]
    return [row, *(each for each in _others_of(world, row) if each["status"] == "pending")]


def _others_of(world: World, row: Row) -> list[Row]:
    return [each for each in series_of(world, row["_series"]) if each["uid"] != row["uid"]]


def _must_say_why(world: World, caller: Caller, row: Row, reason: str | None) -> None:
    """Refuses the host of a booking who gives no reason. Whom a platform manages need not give one."""
    user = world.table("users").get(caller.user_id, {})
    if caller.user_id == row["_owner_id"] and not (reason or "").strip() and not user.get("_managed_by"):
        raise HttpError("Cancellation reason is required when you are the host")


def _cancelled(world: World, row: Row, reason: str | None) -> Row:
    """Cancels one booking. From one with seats everybody is gone then."""
    attendees = [] if row["_seats"] else row["attendees"]
    made = change(world, row, status="cancelled", cancellationReason=reason, attendees=attendees)
    world.emit("BOOKING_CANCELLED", row | {"status": "cancelled", "cancellationReason": reason})
    return dressed(world, made)


def _cancel_series(world: World, caller: Caller, series: str, rows: list[Row], reason: str | None) -> list[Row]:
    """Cancels some bookings of a series and answers all. As on Cal.com webhooks are told of the first only."""
    made = [change(world, row, status="cancelled", cancellationReason=reason) for row in rows]
    world.emit("BOOKING_CANCELLED", made[0])
    return [dressed(world, each, attendees=shows_attendees(world, caller, each)) for each in series_of(world, series)]


def _give_up_seat(world: World, caller: Caller, row: Row, seat: object, reason: str | None) -> Row:
    """Takes an attendee out; with the last one the booking is cancelled."""
    left = [each for each in row["attendees"] if each.get("seatUid") != seat]
    if not left:
        return _cancelled(world, row, reason)
    world.emit("BOOKING_CANCELLED", row, seatUid=seat, cancellationReason=reason)
    made = change(world, row, attendees=left)
    return dressed(world, made, attendees=shows_attendees(world, caller, made))
