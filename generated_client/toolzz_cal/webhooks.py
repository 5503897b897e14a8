# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Webhooks of Cal.com: proves that a delivery is genuine, and reads it into a typed event.

`receive` does both. Every trigger has a class, so that `match` and `isinstance` tell what `payload` is.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import models
from ._webhooks import SIGNATURE, Event, Headers, Keys, Kind, UntypedEvent, content_of, header, read, verify

__all__ = [
    "AfterGuestsCalVideoNoShow",
    "AfterHostsCalVideoNoShow",
    "BookingCancelled",
    "BookingCreated",
    "BookingLocationUpdated",
    "BookingNoShowUpdated",
    "BookingPaid",
    "BookingPaymentInitiated",
    "BookingReassigned",
    "BookingRejected",
    "BookingRequested",
    "BookingRescheduled",
    "CalendarEntryRejected",
    "DelegationCredentialError",
    "DelegationCredentialRotationRequired",
    "DelegationCredentialSecretRotated",
    "DelegationCredentialSecretRotationFailed",
    "Event",
    "FormSubmitted",
    "FormSubmittedNoEvent",
    "Headers",
    "InstantMeeting",
    "InstantMeetingAccepted",
    "MeetingEnded",
    "MeetingStarted",
    "OooCreated",
    "RecordingReady",
    "RecordingTranscriptionGenerated",
    "RoutingFormFallbackHit",
    "UntypedEvent",
    "WrongAssignmentReport",
    "parse",
    "receive",
    "verify",
]


def receive(body: bytes | bytearray | memoryview, headers: Headers, secret: str | Sequence[str]) -> Event:
    """Verifies a delivery and reads it.

    Args:
        body: The body exactly as it came.
        headers: The request's headers: a dict, or what the web framework has.
        secret: The secret that the webhook was made with; while it is being replaced, the new and the old one.

    Returns:
        The event, of the trigger's class.

    Raises:
        SignatureMismatch: The body was not signed with the secret. See `verify`.
        WebhookError: The body can't be read. See `parse`.
        ConfigurationError: A secret is empty, or there is none.
        TypeError: The body is not bytes, or a secret is no text.
    """
    keys = Keys(secret)
    del secret  # lest a report of the errors below shows it
    verify(body, header(headers, SIGNATURE), keys)
    return parse(body, content_type=header(headers, "Content-Type"))


def parse(body: bytes | bytearray | memoryview, *, content_type: str | None = None) -> Event:
    """Reads a body without asking where it comes from; `verify` does that.

    Args:
        body: The body: JSON, or a form when the webhook has such a template.
        content_type: The header `Content-Type`; without it the body must be JSON.

    Returns:
        The event, of the trigger's class; an `UntypedEvent` for unknown triggers and for bodies from templates.

    Raises:
        WebhookError: The body is empty, or neither JSON nor a form.
        TypeError: The body is not bytes.
    """
    return read(content_of(body), content_type, _KINDS, models)


class BookingCreated(Event):
    """What `BOOKING_CREATED` tells.

    Somebody booked, and no host needs to confirm it; or a host has confirmed a request.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingRequested(Event):
    """What `BOOKING_REQUESTED` tells.

    Somebody booked an event type whose host must confirm. The time is not taken for good yet.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingRescheduled(Event):
    """What `BOOKING_RESCHEDULED` tells.

    The booking with the new time, and which booking it replaces.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingCancelled(Event):
    """What `BOOKING_CANCELLED` tells.

    A host or an attendee cancelled. The payload says who and why.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingRejected(Event):
    """What `BOOKING_REJECTED` tells.

    A booking that waited for confirmation was declined. The payload says why.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingPaymentInitiated(Event):
    """What `BOOKING_PAYMENT_INITIATED` tells.

    Somebody started to pay for a booking, and nothing has been paid so far.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingPaid(Event):
    """What `BOOKING_PAID` tells.

    The payment for a booking arrived.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingNoShowUpdated(Event):
    """What `BOOKING_NO_SHOW_UPDATED` tells.

    A host marked attendees as absent by hand, or took the mark back.

    Attributes:
        payload: Whom it concerns.
    """

    __slots__ = ()
    payload: models.BookingNoShowPayload


class BookingLocationUpdated(Event):
    """What `BOOKING_LOCATION_UPDATED` tells.

    The booking with its new place, and the one before.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class BookingReassigned(Event):
    """What `BOOKING_REASSIGNED` tells.

    The hosts of a booking changed, by hand or by round robin. New and former hosts are told by number.

    Attributes:
        payload: The booking.
    """

    __slots__ = ()
    payload: models.BookingPayload


class MeetingStarted(Event):
    """What `MEETING_STARTED` tells.

    Sent at the start of a booking that stands, whoever is there. Templates do not apply.

    Attributes:
        payload: A booking whose meeting begins or ends. It is the whole body of the webhook, without an envelope, and
            shows the booking as Cal.com stores it.
    """

    __slots__ = ()
    payload: models.MeetingPayload


class MeetingEnded(Event):
    """What `MEETING_ENDED` tells.

    Sent at the end of a booking that stands, whoever was there. Templates do not apply.

    Attributes:
        payload: A booking whose meeting begins or ends. It is the whole body of the webhook, without an envelope, and
            shows the booking as Cal.com stores it.
    """

    __slots__ = ()
    payload: models.MeetingPayload


class RecordingReady(Event):
    """What `RECORDING_READY` tells.

    A meeting in Cal Video was recorded, and the recording can be downloaded.

    Attributes:
        payload: Where to download it.
    """

    __slots__ = ()
    payload: models.RecordingPayload


class RecordingTranscriptionGenerated(Event):
    """What `RECORDING_TRANSCRIPTION_GENERATED` tells.

    The transcript of a meeting in Cal Video can be downloaded in several formats.

    Attributes:
        payload: Where to download it.
    """

    __slots__ = ()
    payload: models.RecordingPayload


class InstantMeeting(Event):
    """What `INSTANT_MEETING` tells.

    A visitor waits for a host. The first to follow the link takes the meeting.

    Attributes:
        payload: The meeting.
    """

    __slots__ = ()
    payload: models.InstantMeetingPayload


class InstantMeetingAccepted(Event):
    """What `INSTANT_MEETING_ACCEPTED` tells.

    The first host has accepted and is the organizer now.

    Attributes:
        payload: The meeting.
    """

    __slots__ = ()
    payload: models.InstantMeetingPayload


class OooCreated(Event):
    """What `OOO_CREATED` tells.

    A user entered days on which they cannot be booked.

    Attributes:
        payload: The absence.
    """

    __slots__ = ()
    payload: models.OutOfOfficePayload


class FormSubmitted(Event):
    """What `FORM_SUBMITTED` tells.

    Sent at once. The answers stand in the payload, and once more beside the trigger for older receivers.

    Attributes:
        payload: The form and its answers.
    """

    __slots__ = ()
    payload: models.FormPayload


class FormSubmittedNoEvent(Event):
    """What `FORM_SUBMITTED_NO_EVENT` tells.

    Sent 15 minutes after a form was filled in, when no booking came of it.

    Attributes:
        payload: The form and its answers.
    """

    __slots__ = ()
    payload: models.FormPayload


class RoutingFormFallbackHit(Event):
    """What `ROUTING_FORM_FALLBACK_HIT` tells.

    No route of a form applied to the answers, so its fallback did.

    Attributes:
        payload: The form and its answers.
    """

    __slots__ = ()
    payload: models.FormPayload


class AfterHostsCalVideoNoShow(Event):
    """What `AFTER_HOSTS_CAL_VIDEO_NO_SHOW` tells.

    No host joined a call in Cal Video within the time that the webhook was made with.

    Attributes:
        payload: The call and who is missing.
    """

    __slots__ = ()
    payload: models.CallNoShowPayload


class AfterGuestsCalVideoNoShow(Event):
    """What `AFTER_GUESTS_CAL_VIDEO_NO_SHOW` tells.

    No guest joined a call in Cal Video within the time that the webhook was made with.

    Attributes:
        payload: The call and who is missing.
    """

    __slots__ = ()
    payload: models.CallNoShowPayload


class WrongAssignmentReport(Event):
    """What `WRONG_ASSIGNMENT_REPORT` tells.

    A member says that a routing form gave a booking to the wrong host.

    Attributes:
        payload: The booking and the report.
    """

    __slots__ = ()
    payload: models.WrongAssignmentPayload


class CalendarEntryRejected(Event):
    """What `CALENDAR_ENTRY_REJECTED` tells.

    Somebody declined a booking in their own calendar instead of on Cal.com.

    Attributes:
        payload: An entry that somebody declined in their own calendar. It is the whole body of the webhook, without an
            envelope.
    """

    __slots__ = ()
    payload: models.CalendarEntryRejectedPayload


class DelegationCredentialError(Event):
    """What `DELEGATION_CREDENTIAL_ERROR` tells.

    A call on behalf of a member failed. The payload names the member and the failure.

    Attributes:
        payload: The credential.
    """

    __slots__ = ()
    payload: models.DelegationPayload


class DelegationCredentialSecretRotated(Event):
    """What `DELEGATION_CREDENTIAL_SECRET_ROTATED` tells.

    A new secret was checked and is in use.

    Attributes:
        payload: The credential.
    """

    __slots__ = ()
    payload: models.DelegationPayload


class DelegationCredentialSecretRotationFailed(Event):
    """What `DELEGATION_CREDENTIAL_SECRET_ROTATION_FAILED` tells.

    Replacing a secret has failed for two days, and Cal.com no longer tries.

    Attributes:
        payload: The credential.
    """

    __slots__ = ()
    payload: models.DelegationPayload


class DelegationCredentialRotationRequired(Event):
    """What `DELEGATION_CREDENTIAL_ROTATION_REQUIRED` tells.

    The secret of a credential without automatic rotation ends soon. Replace it by hand.

    Attributes:
        payload: The credential.
    """

    __slots__ = ()
    payload: models.DelegationPayload


_KINDS = {
    "BOOKING_CREATED": Kind(BookingCreated, "BookingPayload", False),
    "BOOKING_REQUESTED": Kind(BookingRequested, "BookingPayload", False),
    "BOOKING_RESCHEDULED": Kind(BookingRescheduled, "BookingPayload", False),
    "BOOKING_CANCELLED": Kind(BookingCancelled, "BookingPayload", False),
    "BOOKING_REJECTED": Kind(BookingRejected, "BookingPayload", False),
    "BOOKING_PAYMENT_INITIATED": Kind(BookingPaymentInitiated, "BookingPayload", False),
    "BOOKING_PAID": Kind(BookingPaid, "BookingPayload", False),
    "BOOKING_NO_SHOW_UPDATED": Kind(BookingNoShowUpdated, "BookingNoShowPayload", False),
    "BOOKING_LOCATION_UPDATED": Kind(BookingLocationUpdated, "BookingPayload", False),
    "BOOKING_REASSIGNED": Kind(BookingReassigned, "BookingPayload", False),
    "MEETING_STARTED": Kind(MeetingStarted, "MeetingPayload", True),
    "MEETING_ENDED": Kind(MeetingEnded, "MeetingPayload", True),
    "RECORDING_READY": Kind(RecordingReady, "RecordingPayload", False),
    "RECORDING_TRANSCRIPTION_GENERATED": Kind(RecordingTranscriptionGenerated, "RecordingPayload", False),
    "INSTANT_MEETING": Kind(InstantMeeting, "InstantMeetingPayload", False),
    "INSTANT_MEETING_ACCEPTED": Kind(InstantMeetingAccepted, "InstantMeetingPayload", False),
    "OOO_CREATED": Kind(OooCreated, "OutOfOfficePayload", False),
    "FORM_SUBMITTED": Kind(FormSubmitted, "FormPayload", False),
    "FORM_SUBMITTED_NO_EVENT": Kind(FormSubmittedNoEvent, "FormPayload", False),
    "ROUTING_FORM_FALLBACK_HIT": Kind(RoutingFormFallbackHit, "FormPayload", False),
    "AFTER_HOSTS_CAL_VIDEO_NO_SHOW": Kind(AfterHostsCalVideoNoShow, "CallNoShowPayload", False),
    "AFTER_GUESTS_CAL_VIDEO_NO_SHOW": Kind(AfterGuestsCalVideoNoShow, "CallNoShowPayload", False),
    "WRONG_ASSIGNMENT_REPORT": Kind(WrongAssignmentReport, "WrongAssignmentPayload", False),
    "CALENDAR_ENTRY_REJECTED": Kind(CalendarEntryRejected, "CalendarEntryRejectedPayload", True),
    "DELEGATION_CREDENTIAL_ERROR": Kind(DelegationCredentialError, "DelegationPayload", False),
    "DELEGATION_CREDENTIAL_SECRET_ROTATED": Kind(DelegationCredentialSecretRotated, "DelegationPayload", False),
    "DELEGATION_CREDENTIAL_SECRET_ROTATION_FAILED": Kind(
        DelegationCredentialSecretRotationFailed, "DelegationPayload", False
    ),
    "DELEGATION_CREDENTIAL_ROTATION_REQUIRED": Kind(DelegationCredentialRotationRequired, "DelegationPayload", False),
}
