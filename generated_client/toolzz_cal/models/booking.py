# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Booking."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal

from attrs import define

from .._model import Model, keep, new, require
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
        seat_uid: Seat that was just taken; only in the reply to a new seated booking.
    """

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "uid": "uid",
        "title": "title",
        "description": "description",
        "hosts": "hosts",
        "status": "status",
        "cancellationReason": "cancellation_reason",
        "cancelledByEmail": "cancelled_by_email",
        "reschedulingReason": "rescheduling_reason",
        "rescheduledByEmail": "rescheduled_by_email",
        "rescheduledFromUid": "rescheduled_from_uid",
        "rescheduledToUid": "rescheduled_to_uid",
        "start": "start",
        "end": "end",
        "duration": "duration",
        "eventTypeId": "event_type_id",
        "eventType": "event_type",
        "meetingUrl": "meeting_url",
        "location": "location",
        "absentHost": "absent_host",
        "createdAt": "created_at",
        "updatedAt": "updated_at",
        "metadata": "metadata",
        "rating": "rating",
        "icsUid": "ics_uid",
        "attendees": "attendees",
        "guests": "guests",
        "bookingFieldsResponses": "booking_fields_responses",
        "recurringBookingUid": "recurring_booking_uid",
        "seatUid": "seat_uid",
    }

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
    seat_uid: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Booking:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.id = v = get("id")
        if type(v) is not int:
            self._note("id", v, "integer")
        self.uid = v = get("uid")
        if type(v) is not str:
            self._note("uid", v, "string")
        self.title = v = get("title")
        if type(v) is not str:
            self._note("title", v, "string")
        self.description = v = get("description")
        if type(v) is not str and v is not None:
            self._note("description", v, "string")
        self.hosts = self._many("hosts", get("hosts"), BookingHost.from_dict)
        self.status = v = get("status")
        if type(v) is not str:
            self._note("status", v, "string")
        self.cancellation_reason = v = get("cancellationReason")
        if type(v) is not str and v is not None:
            self._note("cancellationReason", v, "string")
        self.cancelled_by_email = v = get("cancelledByEmail")
        if type(v) is not str and v is not None:
            self._note("cancelledByEmail", v, "string")
        self.rescheduling_reason = v = get("reschedulingReason")
        if type(v) is not str and v is not None:
            self._note("reschedulingReason", v, "string")
        self.rescheduled_by_email = v = get("rescheduledByEmail")
        if type(v) is not str and v is not None:
            self._note("rescheduledByEmail", v, "string")
        self.rescheduled_from_uid = v = get("rescheduledFromUid")
        if type(v) is not str and v is not None:
            self._note("rescheduledFromUid", v, "string")
        self.rescheduled_to_uid = v = get("rescheduledToUid")
        if type(v) is not str and v is not None:
            self._note("rescheduledToUid", v, "string")
        self.start = self._moment("start", get("start"))
        self.end = self._moment("end", get("end"))
        self.duration = v = get("duration")
        if type(v) is not int:
            self._note("duration", v, "integer")
        self.event_type_id = v = get("eventTypeId")
        if type(v) is not int and v is not None:
            self._note("eventTypeId", v, "integer")
        self.event_type = v = get("eventType")
        if v is not None:
            self.event_type = self._one("eventType", v, BookingEventType.from_dict)
        self.meeting_url = v = get("meetingUrl")
        if type(v) is not str and v is not None:
            self._note("meetingUrl", v, "string")
        self.location = v = get("location")
        if type(v) is not str and v is not None:
            self._note("location", v, "string")
        self.absent_host = v = get("absentHost")
        if type(v) is not bool:
            self._note("absentHost", v, "boolean")
        self.created_at = self._moment("createdAt", get("createdAt"))
        self.updated_at = v = get("updatedAt")
        if v is not None:
            self.updated_at = self._moment("updatedAt", v)
        self.metadata = v = get("metadata")
        if type(v) is not dict and v is not None:
            self._note("metadata", v, "object")
        self.rating = v = get("rating")
        if type(v) is not int and v is not None:
            self._note("rating", v, "integer")
        self.ics_uid = v = get("icsUid")
        if type(v) is not str and v is not None:
            self._note("icsUid", v, "string")
        self.attendees = self._many("attendees", get("attendees"), Attendee.from_dict)
        self.guests = v = get("guests")
        if v is not None:
            self.guests = self._listed("guests", v, str, "string")
        self.booking_fields_responses = v = get("bookingFieldsResponses")
        if type(v) is not dict and v is not None:
            self._note("bookingFieldsResponses", v, "object")
        self.recurring_booking_uid = v = get("recurringBookingUid")
        if type(v) is not str and v is not None:
            self._note("recurringBookingUid", v, "string")
        self.seat_uid = v = get("seatUid")
        if type(v) is not str and v is not None:
            self._note("seatUid", v, "string")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "id", self.id)
        keep(out, "uid", self.uid)
        keep(out, "title", self.title)
        keep(out, "description", self.description)
        keep(out, "hosts", self.hosts)
        keep(out, "status", self.status)
        keep(out, "cancellationReason", self.cancellation_reason)
        keep(out, "cancelledByEmail", self.cancelled_by_email)
        keep(out, "reschedulingReason", self.rescheduling_reason)
        keep(out, "rescheduledByEmail", self.rescheduled_by_email)
        keep(out, "rescheduledFromUid", self.rescheduled_from_uid)
        keep(out, "rescheduledToUid", self.rescheduled_to_uid)
        keep(out, "start", self.start)
        keep(out, "end", self.end)
        keep(out, "duration", self.duration)
        keep(out, "eventTypeId", self.event_type_id)
        keep(out, "eventType", self.event_type)
        keep(out, "meetingUrl", self.meeting_url)
        keep(out, "location", self.location)
        keep(out, "absentHost", self.absent_host)
        keep(out, "createdAt", self.created_at)
        keep(out, "updatedAt", self.updated_at)
        keep(out, "metadata", self.metadata)
        keep(out, "rating", self.rating)
        keep(out, "icsUid", self.ics_uid)
        keep(out, "attendees", self.attendees)
        keep(out, "guests", self.guests)
        keep(out, "bookingFieldsResponses", self.booking_fields_responses)
        keep(out, "recurringBookingUid", self.recurring_booking_uid)
        keep(out, "seatUid", self.seat_uid)
        return out
