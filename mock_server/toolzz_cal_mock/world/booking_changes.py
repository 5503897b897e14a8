"""What becomes of a booking: confirmed, declined, cancelled, missed by somebody."""

from __future__ import annotations

from ..problems import BadRequest, NotFound, Unauthorized
from .base import Arguments, Caller, Row, World, behaves
from .booking_access import find, manages_booking, series_of
from .booking_index import bookings
from .booking_places import unavailable
from .booking_rows import change, dressed, location_of
from .local_time import iso, seconds
from .needs import refused, text

NOT_YOURS = "User is not authorized to confirm this booking"
# What TRPC calls its own refusals, behind which these two operations are.
TRPC = "TRPCError"


@behaves("bookings.confirm")
def confirm(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Accepts a waiting booking, and with it the waiting occurrences of its series.

    Who has been booked for the time meanwhile cannot accept any more: in the mock no host meets twice at a time.
    """
    row = _waiting(world, caller, arguments)
    rows = _waiting_in_series(world, row)
    for each in rows:
        if _taken(world, each):
            raise unavailable(world.table("event_types").get(each["_event_type_id"], {}))
    made: list[Row] = []
    for each in rows:
        event_type = world.table("event_types").get(each["_event_type_id"], {"locations": []})
        location = location_of(event_type, each["_place"], each["uid"], accepted=True)
        made.append(change(world, each, status="accepted", location=location, meetingUrl=location))
    confirmed = next(each for each in made if each["uid"] == row["uid"])
    world.emit("BOOKING_CREATED", confirmed)
    return dressed(confirmed)


@behaves("bookings.decline")
def decline(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Turns down a waiting booking, and with it the waiting occurrences of its series."""
    row = _waiting(world, caller, arguments)
    reason = text(arguments, "reason")
    made = [change(world, each, status="rejected", _rejection_reason=reason) for each in _waiting_in_series(world, row)]
    declined = next(each for each in made if each["uid"] == row["uid"])
    world.emit("BOOKING_REJECTED", declined, rejectionReason=reason)
    return dressed(declined)


@behaves("bookings.cancel")
def cancel(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Cancels a booking, what is left of a series, or one seat. Knowing the uid is enough."""
    uid, reason = arguments["bookingUid"], text(arguments, "cancellationReason")
    by = text(arguments, "cancelledBy") or email_of(world, caller)
    rows = series_of(world, uid)
    if rows:
        if arguments.get("cancelSubsequentBookings") is True:
            raise BadRequest("Cannot cancel subsequent bookings by the uid of the series: name one of its bookings.")
        return _cancel_all(world, _to_come(world, rows, iso(int(world.now().timestamp()))), reason, by)
    row = find(world, uid)
    if row["status"] == "cancelled":
        raise BadRequest("This booking has already been cancelled.", code="HttpError")
    if arguments.get("seatUid") is not None:
        return _give_up_seat(world, row, arguments["seatUid"], reason, by)
    if row["_seats"] and not manages_booking(world, caller, row):
        raise Unauthorized("User not a host of this event", code="HttpError")
    if arguments.get("cancelSubsequentBookings") is True:
        if row["_series"] is None:
            raise BadRequest(f"Booking with bookingUid={uid} is not part of a recurring booking.")
        return _cancel_all(world, _to_come(world, series_of(world, row["_series"]), row["start"]), reason, by)
    return _cancel_all(world, [row], reason, by)


@behaves("bookings.mark_absent")
def mark_absent(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Notes who stayed away, of hosts and attendees, once the booking has begun."""
    uid = arguments["bookingUid"]
    row = find(world, uid)
    if not manages_booking(world, caller, row):
        raise Unauthorized("User is not authorized to mark absences of this booking")
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
    if arguments.get("host") is not None:
        changes["absentHost"] = arguments["host"] is True
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
    return dressed(row)


def _waiting(world: World, caller: Caller, arguments: Arguments) -> Row:
    """A booking that waits for confirmation by the caller. Who may not confirm learns nothing of its state."""
    row = find(world, arguments["bookingUid"])
    if not manages_booking(world, caller, row):
        raise Unauthorized(NOT_YOURS, code=TRPC)
    if row["status"] == "accepted":
        raise BadRequest("Booking already confirmed", code=TRPC)
    if row["status"] != "pending":
        raise BadRequest(f"Booking is not waiting for confirmation, it is {row['status']}", code=TRPC)
    return row


def _waiting_in_series(world: World, row: Row) -> list[Row]:
    if row["_series"] is None:
        return [row]
    return [each for each in series_of(world, row["_series"]) if each["status"] == "pending"]


def _taken(world: World, row: Row) -> bool:
    """Whether a host of the booking has another one at its time."""
    start, end = seconds(row["start"]), seconds(row["end"])
    index = bookings(world)
    for host in row["_host_ids"]:
        for uid, _ in index.blocks(host, start, end):
            other = index.entries[uid]
            if uid != row["uid"] and other.state.startswith("accepted") and other.start < end and other.end > start:
                return True
    return False


def _to_come(world: World, rows: list[Row], since: str) -> list[Row]:
    """What is left to cancel of a series from a moment on."""
    found = [row for row in rows if row["start"] >= since and row["status"] in ("accepted", "pending")]
    if not found:
        raise BadRequest("This booking has already been cancelled.", code="HttpError")
    return found


def _cancel_all(world: World, rows: list[Row], reason: str | None, by: str | None) -> Row:
    """Cancels bookings. As on Cal.com webhooks are told of the first only."""
    made = [change(world, row, status="cancelled", cancellationReason=reason, cancelledByEmail=by) for row in rows]
    world.emit("BOOKING_CANCELLED", made[0], cancellationReason=reason, cancelledBy=by)
    return dressed(made[0])


def _give_up_seat(world: World, row: Row, seat: object, reason: str | None, by: str | None) -> Row:
    """Takes an attendee out; the last one takes the booking along."""
    left = [each for each in row["attendees"] if each.get("seatUid") != seat]
    if len(left) == len(row["attendees"]):
        raise BadRequest("Invalid seatUid: this seat does not exist or has already been cancelled.")
    if not left:
        return _cancel_all(world, [row], reason, by)
    world.emit("BOOKING_CANCELLED", row, seatUid=seat, cancellationReason=reason, cancelledBy=by)
    return dressed(change(world, row, attendees=left))


def email_of(world: World, caller: Caller) -> str | None:
    """The address of whoever acts."""
    user = world.table("users").get(caller.user_id)
    return None if user is None else str(user["email"])
