# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model InstantMeetingPayload."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._model import Model, define, many, new, note, one, parse, require
from .webhook_person import WebhookPerson


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class InstantMeetingPayload(Model):
    """A meeting that somebody wants to have at once. `INSTANT_MEETING` tells of the wish with `uid`,
    `INSTANT_MEETING_ACCEPTED` of the first host who takes it with `bookingUid`.

    Attributes:
        trigger_event: The trigger once more; `INSTANT_MEETING` only.
        uid: Text that identifies the booking; `INSTANT_MEETING` only.
        booking_uid: Text that identifies the booking; `INSTANT_MEETING_ACCEPTED` only.
        booking_id: Number that identifies the booking inside Cal.com.
        connect_and_join_url: Link with which a host takes the meeting and joins it.
        event_type_id: Event type that was booked.
        event_type_title: Name of the event type.
        responses: Answers to the booking form, keyed by the slug of the field: plain values while nobody has accepted,
            objects with `label` and `value` afterwards.
        custom_inputs: Answers to fields of an older kind; empty nowadays.
        status: State of the booking, in capitals.
        title: Heading made from the event type, host and attendee.
        start_time: When the meeting begins, in UTC.
        end_time: When the meeting is over, in UTC.
        organizer: Host who accepted.
        attendees: Who asked for the meeting.
        location: Where to meet.
        metadata: Values stored with the booking.
    """

    trigger_event: str | None = None
    uid: str | None = None
    booking_uid: str | None = None
    booking_id: int | None = None
    connect_and_join_url: str | None = None
    event_type_id: int | None = None
    event_type_title: str | None = None
    responses: dict[str, Any] | None = None
    custom_inputs: dict[str, Any] | None = None
    status: str | None = None
    title: str | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    organizer: WebhookPerson | None = None
    attendees: list[WebhookPerson] | None = None
    location: str | None = None
    metadata: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> InstantMeetingPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("triggerEvent")) is not None:
            self.trigger_event = v if type(v) is str else note(self, "triggerEvent", v, "string")
        if (v := data.get("uid")) is not None:
            self.uid = v if type(v) is str else note(self, "uid", v, "string")
        if (v := data.get("bookingUid")) is not None:
            self.booking_uid = v if type(v) is str else note(self, "bookingUid", v, "string")
        if (v := data.get("bookingId")) is not None:
            self.booking_id = v if type(v) is int else note(self, "bookingId", v, "integer")
        if (v := data.get("connectAndJoinUrl")) is not None:
            self.connect_and_join_url = v if type(v) is str else note(self, "connectAndJoinUrl", v, "string")
        if (v := data.get("eventTypeId")) is not None:
            self.event_type_id = v if type(v) is int else note(self, "eventTypeId", v, "integer")
        if (v := data.get("eventTypeTitle")) is not None:
            self.event_type_title = v if type(v) is str else note(self, "eventTypeTitle", v, "string")
        if (v := data.get("responses")) is not None:
            self.responses = v if type(v) is dict else note(self, "responses", v, "object")
        if (v := data.get("customInputs")) is not None:
            self.custom_inputs = v if type(v) is dict else note(self, "customInputs", v, "object")
        if (v := data.get("status")) is not None:
            self.status = v if type(v) is str else note(self, "status", v, "string")
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
        if (v := data.get("organizer")) is not None:
            self.organizer = one(self, "organizer", v, WebhookPerson.from_dict)
        if (v := data.get("attendees")) is not None:
            new_attendees: list[WebhookPerson] = []
            self.attendees = new_attendees
            try:
                for item in v:
                    new_attendees.append(WebhookPerson.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.attendees = many(self, "attendees", v, WebhookPerson.from_dict)
        if (v := data.get("location")) is not None:
            self.location = v if type(v) is str else note(self, "location", v, "string")
        if (v := data.get("metadata")) is not None:
            self.metadata = v if type(v) is dict else note(self, "metadata", v, "object")
        return self._matching() if strict else self
