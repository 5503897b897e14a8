# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CallNoShowPayload."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, listed, many, new, note, one, parse, require
from .call_no_show_webhook import CallNoShowWebhook
from .webhook_attendee import WebhookAttendee
from .webhook_event_type import WebhookEventType


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CallNoShowPayload(Model):
    """A call in Cal Video that the hosts or the guests did not join in time. `hostEmail` stands for missing hosts,
    `guests` for missing guests.

    Attributes:
        booking_uid: Text that identifies the booking.
        booking_id: Number that identifies the booking inside Cal.com.
        title: Heading made from the event type, host and attendee.
        start_time: When the meeting begins, in UTC.
        end_time: When the meeting is over, in UTC.
        message: Who is missing in one sentence.
        host_email: Email address of the missing host; `AFTER_HOSTS_CAL_VIDEO_NO_SHOW` only.
        no_show_host: Whether the host counts as absent.
        guests: Guests who are missing; `AFTER_GUESTS_CAL_VIDEO_NO_SHOW` only.
        attendees: Everybody who booked, missing or not.
        participants: Who was in the call.
        event_type: Event type that was booked.
        webhook: The webhook that asked for this event.
    """

    booking_uid: str
    booking_id: int | None = None
    title: str | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    message: str | None = None
    host_email: str | None = None
    no_show_host: bool | None = None
    guests: list[WebhookAttendee] | None = None
    attendees: list[WebhookAttendee] | None = None
    participants: list[dict[str, Any]] | None = None
    event_type: WebhookEventType | None = None
    webhook: CallNoShowWebhook | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CallNoShowPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["bookingUid"]
            self.booking_uid = v if type(v) is str else note(self, "bookingUid", v, "string")
        except KeyError:
            return cls._padded(data, ("bookingUid",), strict)
        if (v := data.get("bookingId")) is not None:
            self.booking_id = v if type(v) is int else note(self, "bookingId", v, "integer")
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("startTime")) is not None:
            try:
                self.start_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.start_time = note(self, "startTime", v, "date-time")
        if (v := data.get("endTime")) is not None:
            try:
                self.end_time = m = parse(v)
                if m.tzinfo is None:
                    raise ValueError
            except (TypeError, ValueError):
                self.end_time = note(self, "endTime", v, "date-time")
        if (v := data.get("message")) is not None:
            self.message = v if type(v) is str else note(self, "message", v, "string")
        if (v := data.get("hostEmail")) is not None:
            self.host_email = v if type(v) is str else note(self, "hostEmail", v, "string")
        if (v := data.get("noShowHost")) is not None:
            self.no_show_host = v if type(v) is bool else note(self, "noShowHost", v, "boolean")
        if (v := data.get("guests")) is not None:
            new_guests: list[WebhookAttendee] = []
            self.guests = new_guests
            try:
                for item in v:
                    new_guests.append(WebhookAttendee.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.guests = many(self, "guests", v, WebhookAttendee.from_dict)
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
        if (v := data.get("participants")) is not None:
            self.participants = listed(self, "participants", v, dict, "object")
        if (v := data.get("eventType")) is not None:
            self.event_type = one(self, "eventType", v, WebhookEventType.from_dict)
        if (v := data.get("webhook")) is not None:
            self.webhook = one(self, "webhook", v, CallNoShowWebhook.from_dict)
        return self._matching() if strict else self
