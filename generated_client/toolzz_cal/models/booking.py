# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Booking."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from .._model import Model, define, listed, many, new, note, one, parse, require
from .attendee import Attendee
from .booking_event_type import BookingEventType
from .booking_host import BookingHost


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Booking(Model):
    """One appointment between hosts and attendees. Regular, recurring and seated bookings share this shape; some keys
    appear in one kind only.

    Attributes:
        id: Number that identifies the booking inside Cal.com.
        uid: Text that identifies the booking; the operations on bookings expect this one.
        title: Heading made from the event type, host and attendee.
        description: Longer text about the appointment, often the notes of whoever booked.
        hosts: People who hold the meeting, usually one.
        status: Whether the booking stands: `pending` waits for a host to confirm it, `rejected` was declined by one.
            Replies use lower case; webhooks send the same words in upper case.
        cancellation_reason: Why the booking was cancelled; present only when it was.
        cancelled_by_email: Email address of the person who cancelled; servers since 2025 send it.
        rescheduling_reason: Why the booking was moved to this time.
        rescheduled_by_email: Email address of the person who moved the booking; servers since 2025 send it.
        rescheduled_from_uid: `uid` of the earlier booking that this one replaces.
        rescheduled_to_uid: `uid` of the later booking that replaces this one; servers since 2025 send it.
        start: When the meeting begins, in UTC.
        end: When the meeting is over, in UTC.
        duration: Length in minutes.
        event_type_id: Same number as `eventType.id`, which Cal.com prefers; null once the event type is deleted.
        event_type: The event type that was booked; null once it is deleted.
        meeting_url: Copy of `location`, kept for older clients.
        location: Where to meet: the link of the video call, an address, a phone number, or an internal name such as
            `integrations:daily` while no link exists.
        absent_host: True when the host was marked as a no-show.
        created_at: When the booking was made.
        updated_at: When the booking last changed; null if it never did. Servers since 2025 send it.
        metadata: Values stored with the booking by whoever created it.
        rating: Score an attendee gave after the meeting; servers since 2025 send it.
        ics_uid: Identifier of the appointment in calendar files; servers since 2025 send it.
        attendees: People who booked or joined; of a seated booking, one entry per taken seat.
        guests: Email addresses that the attendee invited along. Seated bookings have none.
        booking_fields_responses: Answers to the booking form, keyed by the slug of the field. In a seated booking they
            are found on each attendee instead.
        recurring_booking_uid: Identifier shared by all bookings of one recurring series.
        is_platform_managed_user_booking: Whether a managed user of a platform client is the host; servers since 2025
            send it.
        seat_uid: Seat that was just taken; only in the reply to a new seated booking.
    """

    id: int
    uid: str
    title: str
    description: str | None = None
    hosts: list[BookingHost]
    status: Literal["cancelled", "accepted", "rejected", "pending"] | str
    cancellation_reason: str | None = None
    cancelled_by_email: str | None = None
    rescheduling_reason: str | None = None
    rescheduled_by_email: str | None = None
    rescheduled_from_uid: str | None = None
    rescheduled_to_uid: str | None = None
    start: datetime
    end: datetime
    duration: int
    event_type_id: int | None = None
    event_type: BookingEventType | None = None
    meeting_url: str | None = None
    location: str | None = None
    absent_host: bool
    created_at: datetime
    updated_at: datetime | None = None
    metadata: dict[str, Any] | None = None
    rating: int | None = None
    ics_uid: str | None = None
    attendees: list[Attendee]
    guests: list[str] | None = None
    booking_fields_responses: dict[str, Any] | None = None
    recurring_booking_uid: str | None = None
    is_platform_managed_user_booking: bool | None = None
    seat_uid: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Booking:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["uid"]
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
            v = data["title"]
            self.title = v if type(v) is str else note(self, "title", v, "string")
            v = data["hosts"]
            new_hosts: list[BookingHost] = []
            self.hosts = new_hosts
            try:
                for item in v:
                    new_hosts.append(BookingHost.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.hosts = many(self, "hosts", v, BookingHost.from_dict)
            v = data["status"]
            self.status = v if type(v) is str else note(self, "status", v, "string")
            v = data["start"]
            try:
                self.start = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.start = note(self, "start", v, "date-time")
            v = data["end"]
            try:
                self.end = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.end = note(self, "end", v, "date-time")
            v = data["duration"]
            self.duration = v if type(v) is int else note(self, "duration", v, "integer")
            v = data["absentHost"]
            self.absent_host = v if type(v) is bool else note(self, "absentHost", v, "boolean")
            v = data["createdAt"]
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
            v = data["attendees"]
            new_attendees: list[Attendee] = []
            self.attendees = new_attendees
            try:
                for item in v:
                    new_attendees.append(Attendee.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.attendees = many(self, "attendees", v, Attendee.from_dict)
        except KeyError:
            return cls._padded(
                data,
                (
                    "id",
                    "uid",
                    "title",
                    "hosts",
                    "status",
                    "start",
                    "end",
                    "duration",
                    "absentHost",
                    "createdAt",
                    "attendees",
                ),
                strict,
            )
        if (v := data.get("description")) is not None:
            self.description = v if type(v) is str else note(self, "description", v, "string")
        if (v := data.get("cancellationReason")) is not None:
            self.cancellation_reason = v if type(v) is str else note(self, "cancellationReason", v, "string")
        if (v := data.get("cancelledByEmail")) is not None:
            self.cancelled_by_email = v if type(v) is str else note(self, "cancelledByEmail", v, "string")
        if (v := data.get("reschedulingReason")) is not None:
            self.rescheduling_reason = v if type(v) is str else note(self, "reschedulingReason", v, "string")
        if (v := data.get("rescheduledByEmail")) is not None:
            self.rescheduled_by_email = v if type(v) is str else note(self, "rescheduledByEmail", v, "string")
        if (v := data.get("rescheduledFromUid")) is not None:
            self.rescheduled_from_uid = v if type(v) is str else note(self, "rescheduledFromUid", v, "string")
        if (v := data.get("rescheduledToUid")) is not None:
            self.rescheduled_to_uid = v if type(v) is str else note(self, "rescheduledToUid", v, "string")
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        if (v := data.get("eventType")) is not None:
            self.event_type = one(self, "eventType", v, BookingEventType.from_dict)
        if (v := data.get("meetingUrl")) is not None:
            self.meeting_url = v if type(v) is str else note(self, "meetingUrl", v, "string")
        if (v := data.get("location")) is not None:
            self.location = v if type(v) is str else note(self, "location", v, "string")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        if (v := data.get("rating")) is not None:
            self.rating = v if type(v) is int else note(self, "rating", v, "integer")
        if (v := data.get("icsUid")) is not None:
            self.ics_uid = v if type(v) is str else note(self, "icsUid", v, "string")
        if (v := data.get("guests")) is not None:
            self.guests = listed(self, "guests", v, str, "string")
        if (v := data.get("bookingFieldsResponses")) is not None:
            self.booking_fields_responses = v if type(v) is dict else note(self, "bookingFieldsResponses", v, "object")
        if (v := data.get("recurringBookingUid")) is not None:
            self.recurring_booking_uid = v if type(v) is str else note(self, "recurringBookingUid", v, "string")
        if (v := data.get("isPlatformManagedUserBooking")) is not None:
            self.is_platform_managed_user_booking = (
                v if type(v) is bool else note(self, "isPlatformManagedUserBooking", v, "boolean")
            )
        if (v := data.get("seatUid")) is not None:
            self.seat_uid = v if type(v) is str else note(self, "seatUid", v, "string")
        return self._matching() if strict else self
