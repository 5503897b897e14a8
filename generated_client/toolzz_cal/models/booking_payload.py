# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingPayload."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal

from .._model import Model, define, listed, many, mapped, new, note, one, parse, require
from .destination_calendar import DestinationCalendar
from .webhook_answer import WebhookAnswer
from .webhook_app_status import WebhookAppStatus
from .webhook_person import WebhookPerson
from .webhook_team import WebhookTeam
from .webhook_video_call import WebhookVideoCall


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingPayload(Model):
    """A booking as the webhooks of bookings tell it. All of them share this shape; some keys come with certain triggers
    only.

    Attributes:
        uid: Text that identifies the booking; the operations on bookings expect this one.
        booking_id: Number that identifies the booking inside Cal.com.
        type_: Slug of the event type.
        title: Heading made from the event type, host and attendee.
        status: Whether the booking stands. Replies of operations use the same words in lower case.
        start_time: When the meeting begins, in UTC.
        end_time: When the meeting is over, in UTC.
        length: Length in minutes.
        organizer: Who holds the meeting.
        attendees: Who booked, followed by guests; of a seated booking, only whoever took the seat.
        team: Team that was booked; absent for an event type of a single user.
        location: Where to meet: a link, an address, a phone number, or an internal name such as `integrations:daily`.
        previous_location: Where it was to be; `BOOKING_LOCATION_UPDATED` only.
        video_call_data: Video call of the booking, once there is one.
        description: Longer text about the appointment, often notes of the booker.
        additional_notes: Notes that whoever booked has written.
        responses: Answers to the booking form, keyed by the slug of the field.
        user_fields_responses: Answers to those fields that the owner added to the form.
        custom_inputs: Answers to fields of an older kind; empty nowadays.
        metadata: Values stored with the booking, and `videoCallUrl` once there is a video call.
        event_type_id: Event type that was booked.
        event_title: Name of the event type.
        event_description: Text about the event type.
        scheduling_type: How hosts of a team are chosen, such as `ROUND_ROBIN`.
        requires_confirmation: Whether a host must confirm bookings of this event type.
        price: Price in the smallest unit of the currency, such as cents; 0 when free, null once it is cancelled.
        currency: Code of the currency, such as `usd`.
        payment_id: Number of the payment; triggers of payments only.
        cancellation_reason: Why it was cancelled; `BOOKING_CANCELLED` only.
        cancelled_by: Email address of whoever cancelled; `BOOKING_CANCELLED` only.
        request_reschedule: Whether it was cancelled with the request for another time; `BOOKING_CANCELLED` only.
        rejection_reason: Why a host declined; `BOOKING_REJECTED` only.
        reschedule_id: Number of the earlier booking; `BOOKING_RESCHEDULED` only.
        reschedule_uid: `uid` of the earlier booking; `BOOKING_RESCHEDULED` only.
        reschedule_start_time: When the earlier booking was to begin; `BOOKING_RESCHEDULED` only.
        reschedule_end_time: When the earlier booking was to end; `BOOKING_RESCHEDULED` only.
        rescheduled_by: Email address of whoever moved it; `BOOKING_RESCHEDULED` only.
        added_host_user_ids: Users who became hosts; `BOOKING_REASSIGNED` only.
        removed_host_user_ids: Users who are hosts no longer; `BOOKING_REASSIGNED` only.
        destination_calendar: Calendars that the booking is written to.
        apps_status: What became of the booking in connected apps.
        seats_per_time_slot: Number of seats; null when seats are not offered.
        seats_show_attendees: Whether attendees see each other.
        seats_show_availability_count: Whether the number of free seats is shown.
        hide_calendar_notes: Whether calendar entries leave out the notes.
        hide_calendar_event_details: Whether calendar entries show no details.
        hide_organizer_email: Whether attendees do not see the organizer's address.
        custom_reply_to_email: Address for replies, if it is not the organizer.
        booker_url: Address of the server's booking pages.
        organization_id: Organization of the organizer, if any.
        one_time_password: Password that confirms the booking once.
        i_cal_uid: Identifier of the appointment in calendar files.
        i_cal_sequence: Number of changes so far in calendar files.
        recurring_event: How often a recurring booking repeats, with `freq`, `interval` and perhaps `count`; servers
            since 2025.
        attendee_seat_id: `seatUid` of the seat that was just taken.
        hashed_link: Private link that was booked by, if it was one.
        assignment_reason: Why this host was chosen; servers since 2026 send it, mostly as null.
        disable_cancelling: Whether attendees are kept from cancelling.
        disable_rescheduling: Whether attendees are kept from moving the booking.
        attendee_ics_content: Calendar file for attendees; webhooks of version 2026-07-27 only.
        organizer_ics_content: Calendar file for the organizer; webhooks of version 2026-07-27 only.
    """

    _spellings: ClassVar[dict[str, str]] = {"i_cal_uid": "iCalUID"}
    _sensitive: ClassVar[frozenset[str]] = frozenset({"oneTimePassword"})

    uid: str
    booking_id: int | None = None
    type_: str | None = None
    title: str
    status: Literal["ACCEPTED", "PENDING", "CANCELLED", "REJECTED"] | str | None = None
    start_time: datetime
    end_time: datetime
    length: int | None = None
    organizer: WebhookPerson
    attendees: list[WebhookPerson]
    team: WebhookTeam | None = None
    location: str | None = None
    previous_location: str | None = None
    video_call_data: WebhookVideoCall | None = None
    description: str | None = None
    additional_notes: str | None = None
    responses: dict[str, WebhookAnswer] | None = None
    user_fields_responses: dict[str, WebhookAnswer] | None = None
    custom_inputs: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None
    event_type_id: int | None = None
    event_title: str | None = None
    event_description: str | None = None
    scheduling_type: str | None = None
    requires_confirmation: bool | None = None
    price: int | None = None
    currency: str | None = None
    payment_id: int | None = None
    cancellation_reason: str | None = None
    cancelled_by: str | None = None
    request_reschedule: bool | None = None
    rejection_reason: str | None = None
    reschedule_id: int | None = None
    reschedule_uid: str | None = None
    reschedule_start_time: datetime | None = None
    reschedule_end_time: datetime | None = None
    rescheduled_by: str | None = None
    added_host_user_ids: list[int] | None = None
    removed_host_user_ids: list[int] | None = None
    destination_calendar: list[DestinationCalendar] | None = None
    apps_status: list[WebhookAppStatus] | None = None
    seats_per_time_slot: int | None = None
    seats_show_attendees: bool | None = None
    seats_show_availability_count: bool | None = None
    hide_calendar_notes: bool | None = None
    hide_calendar_event_details: bool | None = None
    hide_organizer_email: bool | None = None
    custom_reply_to_email: str | None = None
    booker_url: str | None = None
    organization_id: int | None = None
    one_time_password: str | None = None
    i_cal_uid: str | None = None
    i_cal_sequence: int | None = None
    recurring_event: dict[str, Any] | None = None
    attendee_seat_id: str | None = None
    hashed_link: str | None = None
    assignment_reason: list[dict[str, Any]] | None = None
    disable_cancelling: bool | None = None
    disable_rescheduling: bool | None = None
    attendee_ics_content: str | None = None
    organizer_ics_content: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["uid"]
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
            v = data["title"]
            self.title = v if type(v) is str else note(self, "title", v, "string")
            v = data["startTime"]
            try:
                self.start_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.start_time = note(self, "startTime", v, "date-time")
            v = data["endTime"]
            try:
                self.end_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.end_time = note(self, "endTime", v, "date-time")
            v = data["organizer"]
            self.organizer = one(self, "organizer", v, WebhookPerson.from_dict)
            v = data["attendees"]
            new_attendees: list[WebhookPerson] = []
            self.attendees = new_attendees
            try:
                for item in v:
                    new_attendees.append(WebhookPerson.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.attendees = many(self, "attendees", v, WebhookPerson.from_dict)
        except KeyError:
            return cls._padded(data, ("uid", "title", "startTime", "endTime", "organizer", "attendees"), strict)
        if (v := data.get("bookingId")) is not None:
            self.booking_id = v if type(v) is int else note(self, "bookingId", v, "integer")
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("status")) is not None:
            self.status = v if type(v) is str else note(self, "status", v, "string")
        if (v := data.get("length")) is not None:
            self.length = v if type(v) is int else note(self, "length", v, "integer")
        if (v := data.get("team")) is not None:
            self.team = one(self, "team", v, WebhookTeam.from_dict)
        if (v := data.get("location")) is not None:
            self.location = v if type(v) is str else note(self, "location", v, "string")
        if (v := data.get("previousLocation")) is not None:
            self.previous_location = v if type(v) is str else note(self, "previousLocation", v, "string")
        if (v := data.get("videoCallData")) is not None:
            self.video_call_data = one(self, "videoCallData", v, WebhookVideoCall.from_dict)
        if (v := data.get("description")) is not None:
            self.description = v if type(v) is str else note(self, "description", v, "string")
        if (v := data.get("additionalNotes")) is not None:
            self.additional_notes = v if type(v) is str else note(self, "additionalNotes", v, "string")
        if (v := data.get("responses")) is not None:
            self.responses = mapped(self, "responses", v, WebhookAnswer.from_dict)
        if (v := data.get("userFieldsResponses")) is not None:
            self.user_fields_responses = mapped(self, "userFieldsResponses", v, WebhookAnswer.from_dict)
        if (v := data.get("customInputs")) is not None:
            self.custom_inputs = v if type(v) is dict else note(self, "customInputs", v, "object")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        if (v := data.get("eventTitle")) is not None:
            self.event_title = v if type(v) is str else note(self, "eventTitle", v, "string")
        if (v := data.get("eventDescription")) is not None:
            self.event_description = v if type(v) is str else note(self, "eventDescription", v, "string")
        if (v := data.get("schedulingType")) is not None:
            self.scheduling_type = v if type(v) is str else note(self, "schedulingType", v, "string")
        if (v := data.get("requiresConfirmation")) is not None:
            self.requires_confirmation = v if type(v) is bool else note(self, "requiresConfirmation", v, "boolean")
        if (v := data.get("price")) is not None:
            self.price = v if type(v) is int else note(self, "price", v, "integer")
        if (v := data.get("currency")) is not None:
            self.currency = v if type(v) is str else note(self, "currency", v, "string")
        if (v := data.get("paymentId")) is not None:
            self.payment_id = v if type(v) is int else note(self, "paymentId", v, "integer")
        if (v := data.get("cancellationReason")) is not None:
            self.cancellation_reason = v if type(v) is str else note(self, "cancellationReason", v, "string")
        if (v := data.get("cancelledBy")) is not None:
            self.cancelled_by = v if type(v) is str else note(self, "cancelledBy", v, "string")
        if (v := data.get("requestReschedule")) is not None:
            self.request_reschedule = v if type(v) is bool else note(self, "requestReschedule", v, "boolean")
        if (v := data.get("rejectionReason")) is not None:
            self.rejection_reason = v if type(v) is str else note(self, "rejectionReason", v, "string")
        if (v := data.get("rescheduleId")) is not None:
            self.reschedule_id = v if type(v) is int else note(self, "rescheduleId", v, "integer")
        if (v := data.get("rescheduleUid")) is not None:
            self.reschedule_uid = v if type(v) is str else note(self, "rescheduleUid", v, "string")
        if (v := data.get("rescheduleStartTime")) is not None:
            try:
                self.reschedule_start_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.reschedule_start_time = note(self, "rescheduleStartTime", v, "date-time")
        if (v := data.get("rescheduleEndTime")) is not None:
            try:
                self.reschedule_end_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.reschedule_end_time = note(self, "rescheduleEndTime", v, "date-time")
        if (v := data.get("rescheduledBy")) is not None:
            self.rescheduled_by = v if type(v) is str else note(self, "rescheduledBy", v, "string")
        if (v := data.get("addedHostUserIds")) is not None:
            self.added_host_user_ids = listed(self, "addedHostUserIds", v, int, "integer")
        if (v := data.get("removedHostUserIds")) is not None:
            self.removed_host_user_ids = listed(self, "removedHostUserIds", v, int, "integer")
        if (v := data.get("destinationCalendar")) is not None:
            new_destination_calendar: list[DestinationCalendar] = []
            self.destination_calendar = new_destination_calendar
            try:
                for item in v:
                    new_destination_calendar.append(DestinationCalendar.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.destination_calendar = many(self, "destinationCalendar", v, DestinationCalendar.from_dict)
        if (v := data.get("appsStatus")) is not None:
            new_apps_status: list[WebhookAppStatus] = []
            self.apps_status = new_apps_status
            try:
                for item in v:
                    new_apps_status.append(WebhookAppStatus.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.apps_status = many(self, "appsStatus", v, WebhookAppStatus.from_dict)
        if (v := data.get("seatsPerTimeSlot")) is not None:
            self.seats_per_time_slot = v if type(v) is int else note(self, "seatsPerTimeSlot", v, "integer")
        if (v := data.get("seatsShowAttendees")) is not None:
            self.seats_show_attendees = v if type(v) is bool else note(self, "seatsShowAttendees", v, "boolean")
        if (v := data.get("seatsShowAvailabilityCount")) is not None:
            self.seats_show_availability_count = (
                v if type(v) is bool else note(self, "seatsShowAvailabilityCount", v, "boolean")
            )
        if (v := data.get("hideCalendarNotes")) is not None:
            self.hide_calendar_notes = v if type(v) is bool else note(self, "hideCalendarNotes", v, "boolean")
        if (v := data.get("hideCalendarEventDetails")) is not None:
            self.hide_calendar_event_details = (
                v if type(v) is bool else note(self, "hideCalendarEventDetails", v, "boolean")
            )
        if (v := data.get("hideOrganizerEmail")) is not None:
            self.hide_organizer_email = v if type(v) is bool else note(self, "hideOrganizerEmail", v, "boolean")
        if (v := data.get("customReplyToEmail")) is not None:
            self.custom_reply_to_email = v if type(v) is str else note(self, "customReplyToEmail", v, "string")
        if (v := data.get("bookerUrl")) is not None:
            self.booker_url = v if type(v) is str else note(self, "bookerUrl", v, "string")
        if (v := data.get("organizationId")) is not None:
            self.organization_id = v if type(v) is int else note(self, "organizationId", v, "integer")
        if (v := data.get("oneTimePassword")) is not None:
            self.one_time_password = v if type(v) is str else note(self, "oneTimePassword", v, "string")
        if (v := data.get("iCalUID")) is not None:
            self.i_cal_uid = v if type(v) is str else note(self, "iCalUID", v, "string")
        if (v := data.get("iCalSequence")) is not None:
            self.i_cal_sequence = v if type(v) is int else note(self, "iCalSequence", v, "integer")
        if (v := data.get("recurringEvent")) is not None:
            self.recurring_event = v if type(v) is dict else note(self, "recurringEvent", v, "object")
        if (v := data.get("attendeeSeatId")) is not None:
            self.attendee_seat_id = v if type(v) is str else note(self, "attendeeSeatId", v, "string")
        if (v := data.get("hashedLink")) is not None:
            self.hashed_link = v if type(v) is str else note(self, "hashedLink", v, "string")
        if (v := data.get("assignmentReason")) is not None:
            self.assignment_reason = listed(self, "assignmentReason", v, dict, "object")
        if (v := data.get("disableCancelling")) is not None:
            self.disable_cancelling = v if type(v) is bool else note(self, "disableCancelling", v, "boolean")
        if (v := data.get("disableRescheduling")) is not None:
            self.disable_rescheduling = v if type(v) is bool else note(self, "disableRescheduling", v, "boolean")
        if (v := data.get("attendeeIcsContent")) is not None:
            self.attendee_ics_content = v if type(v) is str else note(self, "attendeeIcsContent", v, "string")
        if (v := data.get("organizerIcsContent")) is not None:
            self.organizer_ics_content = v if type(v) is str else note(self, "organizerIcsContent", v, "string")
        return self._matching() if strict else self
