# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model MeetingPayload."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal

from .._model import Model, define, listed, many, mapped, new, note, one, parse, require
from .webhook_answer import WebhookAnswer
from .webhook_app_status import WebhookAppStatus
from .webhook_attendee import WebhookAttendee
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class MeetingPayload(Model):
    """A booking whose meeting begins or ends. It is the whole body of the webhook, without an envelope, and shows the
    booking as Cal.com stores it.

    Attributes:
        trigger_event: What happened.
        id: Number that identifies the booking inside Cal.com.
        uid: Text that identifies the booking; the operations on bookings expect this one.
        title: Heading made from the event type, host and attendee.
        description: Longer text about the appointment.
        status: Whether the booking stands.
        start_time: When the meeting begins, in UTC.
        end_time: When the meeting is over, in UTC.
        created_at: When the booking was made; not when the event happened.
        updated_at: When the booking last changed.
        location: Where to meet: a link, an address, a phone number, or an internal name such as `integrations:daily`.
        user: Who holds the meeting; null when the user is gone.
        user_id: Number of the host.
        user_primary_email: Email address of the host.
        attendees: Who booked, and guests.
        event_type_id: Event type that was booked.
        responses: Answers to the booking form, keyed by the slug of the field.
        custom_inputs: Answers to fields of an older kind; empty nowadays.
        metadata: Values stored with the booking.
        no_show_host: True when the host was marked as absent.
        is_recorded: Whether a recording was made.
        paid: Whether it was paid for.
        payment: Payments for the booking.
        references: Entries that were made in calendars and video apps.
        apps_status: What became of the booking in connected apps.
        idempotency_key: Key that keeps Cal.com from booking the same time twice.
        cancellation_reason: Why it was cancelled, if it was.
        cancelled_by: Email address of whoever cancelled it, if anybody did.
        rejection_reason: Why it was declined, if it was.
        rescheduled: Whether it was moved to another time.
        rescheduled_by: Email address of whoever moved it, if anybody did.
        from_reschedule: `uid` of the booking that it replaces, if any.
        recurring_event_id: Identifier shared by a recurring series.
        reassign_reason: Why the host was changed, if they were.
        reassign_by_id: User who changed the host, if anybody did.
        rating: Score that an attendee gave.
        rating_feedback: What the attendee wrote with the score.
        creation_source: Where it was booked, such as `WEBAPP` or `API_V2`.
        destination_calendar_id: Calendar that it was written to.
        dynamic_event_slug_ref: Slug of a meeting with several users at once.
        dynamic_group_slug_ref: User names of such a meeting, joined.
        sms_reminder_number: Phone number for reminders.
        scheduled_jobs: Ids of jobs that wait for the meeting.
        one_time_password: Password that confirms the booking once.
        i_cal_uid: Identifier of the appointment in calendar files.
        i_cal_sequence: Number of changes so far in calendar files.
    """

    _spellings: ClassVar[dict[str, str]] = {"i_cal_uid": "iCalUID"}
    _sensitive: ClassVar[frozenset[str]] = frozenset({"oneTimePassword"})

    trigger_event: Literal["MEETING_STARTED", "MEETING_ENDED"] | str
    id: int
    uid: str
    title: str | None = None
    description: str | None = None
    status: Literal["ACCEPTED", "PENDING", "CANCELLED", "REJECTED", "AWAITING_HOST"] | str | None = None
    start_time: datetime
    end_time: datetime
    created_at: datetime | None = None
    updated_at: datetime | None = None
    location: str | None = None
    user: WebhookPerson | None = None
    user_id: int | None = None
    user_primary_email: str | None = None
    attendees: list[WebhookAttendee] | None = None
    event_type_id: int | None = None
    responses: dict[str, WebhookAnswer] | None = None
    custom_inputs: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None
    no_show_host: bool | None = None
    is_recorded: bool | None = None
    paid: bool | None = None
    payment: list[dict[str, Any]] | None = None
    references: list[dict[str, Any]] | None = None
    apps_status: list[WebhookAppStatus] | None = None
    idempotency_key: str | None = None
    cancellation_reason: str | None = None
    cancelled_by: str | None = None
    rejection_reason: str | None = None
    rescheduled: bool | None = None
    rescheduled_by: str | None = None
    from_reschedule: str | None = None
    recurring_event_id: str | None = None
    reassign_reason: str | None = None
    reassign_by_id: int | None = None
    rating: int | None = None
    rating_feedback: str | None = None
    creation_source: str | None = None
    destination_calendar_id: int | None = None
    dynamic_event_slug_ref: str | None = None
    dynamic_group_slug_ref: str | None = None
    sms_reminder_number: str | None = None
    scheduled_jobs: list[str] | None = None
    one_time_password: str | None = None
    i_cal_uid: str | None = None
    i_cal_sequence: int | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> MeetingPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["triggerEvent"]
            self.trigger_event = v if type(v) is str else note(self, "triggerEvent", v, "string")
            v = data["id"]
            self.id = v if type(v) is int else note(self, "id", v, "integer")
            v = data["uid"]
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
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
        except KeyError:
            return cls._padded(data, ("triggerEvent", "id", "uid", "startTime", "endTime"), strict)
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("description")) is not None:
            self.description = v if type(v) is str else note(self, "description", v, "string")
        if (v := data.get("status")) is not None:
            self.status = v if type(v) is str else note(self, "status", v, "string")
        if (v := data.get("createdAt")) is not None:
            try:
                self.created_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.created_at = note(self, "createdAt", v, "date-time")
        if (v := data.get("updatedAt")) is not None:
            try:
                self.updated_at = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.updated_at = note(self, "updatedAt", v, "date-time")
        if (v := data.get("location")) is not None:
            self.location = v if type(v) is str else note(self, "location", v, "string")
        if (v := data.get("user")) is not None:
            self.user = one(self, "user", v, WebhookPerson.from_dict)
        if (v := data.get("userId")) is not None:
            self.user_id = v if type(v) is int else note(self, "userId", v, "integer")
        if (v := data.get("userPrimaryEmail")) is not None:
            self.user_primary_email = v if type(v) is str else note(self, "userPrimaryEmail", v, "string")
        if (v := data.get("attendees")) is not None:
            new_attendees: list[WebhookAttendee] = []
            self.attendees = new_attendees
            try:
                for item in v:
                    new_attendees.append(WebhookAttendee.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.attendees = many(self, "attendees", v, WebhookAttendee.from_dict)
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        if (v := data.get("responses")) is not None:
            self.responses = mapped(self, "responses", v, WebhookAnswer.from_dict)
        if (v := data.get("customInputs")) is not None:
            self.custom_inputs = v if type(v) is dict else note(self, "customInputs", v, "object")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        if (v := data.get("noShowHost")) is not None:
            self.no_show_host = v if type(v) is bool else note(self, "noShowHost", v, "boolean")
        if (v := data.get("isRecorded")) is not None:
            self.is_recorded = v if type(v) is bool else note(self, "isRecorded", v, "boolean")
        if (v := data.get("paid")) is not None:
            self.paid = v if type(v) is bool else note(self, "paid", v, "boolean")
        if (v := data.get("payment")) is not None:
            self.payment = listed(self, "payment", v, dict, "object")
        if (v := data.get("references")) is not None:
            self.references = listed(self, "references", v, dict, "object")
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
        if (v := data.get("idempotencyKey")) is not None:
            self.idempotency_key = v if type(v) is str else note(self, "idempotencyKey", v, "string")
        if (v := data.get("cancellationReason")) is not None:
            self.cancellation_reason = v if type(v) is str else note(self, "cancellationReason", v, "string")
        if (v := data.get("cancelledBy")) is not None:
            self.cancelled_by = v if type(v) is str else note(self, "cancelledBy", v, "string")
        if (v := data.get("rejectionReason")) is not None:
            self.rejection_reason = v if type(v) is str else note(self, "rejectionReason", v, "string")
        if (v := data.get("rescheduled")) is not None:
            self.rescheduled = v if type(v) is bool else note(self, "rescheduled", v, "boolean")
        if (v := data.get("rescheduledBy")) is not None:
            self.rescheduled_by = v if type(v) is str else note(self, "rescheduledBy", v, "string")
        if (v := data.get("fromReschedule")) is not None:
            self.from_reschedule = v if type(v) is str else note(self, "fromReschedule", v, "string")
        if (v := data.get("recurringEventId")) is not None:
            self.recurring_event_id = v if type(v) is str else note(self, "recurringEventId", v, "string")
        if (v := data.get("reassignReason")) is not None:
            self.reassign_reason = v if type(v) is str else note(self, "reassignReason", v, "string")
        if (v := data.get("reassignById")) is not None:
            self.reassign_by_id = v if type(v) is int else note(self, "reassignById", v, "integer")
        if (v := data.get("rating")) is not None:
            self.rating = v if type(v) is int else note(self, "rating", v, "integer")
        if (v := data.get("ratingFeedback")) is not None:
            self.rating_feedback = v if type(v) is str else note(self, "ratingFeedback", v, "string")
        if (v := data.get("creationSource")) is not None:
            self.creation_source = v if type(v) is str else note(self, "creationSource", v, "string")
        if (v := data.get("destinationCalendarId")) is not None:
            self.destination_calendar_id = v if type(v) is int else note(self, "destinationCalendarId", v, "integer")
        if (v := data.get("dynamicEventSlugRef")) is not None:
            self.dynamic_event_slug_ref = v if type(v) is str else note(self, "dynamicEventSlugRef", v, "string")
        if (v := data.get("dynamicGroupSlugRef")) is not None:
            self.dynamic_group_slug_ref = v if type(v) is str else note(self, "dynamicGroupSlugRef", v, "string")
        if (v := data.get("smsReminderNumber")) is not None:
            self.sms_reminder_number = v if type(v) is str else note(self, "smsReminderNumber", v, "string")
        if (v := data.get("scheduledJobs")) is not None:
            self.scheduled_jobs = listed(self, "scheduledJobs", v, str, "string")
        if (v := data.get("oneTimePassword")) is not None:
            self.one_time_password = v if type(v) is str else note(self, "oneTimePassword", v, "string")
        if (v := data.get("iCalUID")) is not None:
            self.i_cal_uid = v if type(v) is str else note(self, "iCalUID", v, "string")
        if (v := data.get("iCalSequence")) is not None:
            self.i_cal_sequence = v if type(v) is int else note(self, "iCalSequence", v, "integer")
        return self._matching() if strict else self
