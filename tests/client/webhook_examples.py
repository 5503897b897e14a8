"""Uses of webhooks, for mypy and pyright in strict mode. Nothing here is run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, assert_type

from toolzz_cal import errors, models, webhooks


def receive(body: bytes, headers: Mapping[str, str]) -> None:
    """One call, and its two halves."""
    assert_type(webhooks.receive(body, headers, "example"), webhooks.Event)
    assert_type(webhooks.receive(bytearray(body), dict(headers), ["example-new", "example-old"]), webhooks.Event)
    assert_type(webhooks.verify(memoryview(body), headers.get("x-cal-signature-256"), "example"), None)
    assert_type(webhooks.parse(body, content_type="application/json"), webhooks.Event)


def match(event: webhooks.Event) -> str | None:
    """A class for each trigger."""
    match event:
        case webhooks.BookingCreated(booking) | webhooks.BookingCancelled(booking):
            assert_type(booking, models.BookingPayload)
            assert_type(booking.cancellation_reason, str | None)
            return booking.uid
        case webhooks.MeetingStarted(payload=meeting):
            assert_type(meeting, models.MeetingPayload)
            assert_type(meeting.attendees, list[models.WebhookAttendee] | None)
        case webhooks.FormSubmitted():
            assert_type(event.payload, models.FormPayload)
            assert_type(event.payload.responses, dict[str, models.FormAnswer] | None)
        case webhooks.UntypedEvent():
            assert_type(event.raw, Any)
        case _:
            return event.trigger
    return None


def narrow(event: webhooks.Event) -> None:
    """The same with isinstance, by event or by payload."""
    assert_type(event.trigger, str)
    assert_type(event.created_at, datetime | None)
    assert_type(event.delivery_key, str)
    assert_type(event.to_dict(), dict[str, Any])
    if isinstance(event, webhooks.RecordingReady):
        assert_type(event.payload.download_link, str | None)
    if isinstance(event, (webhooks.BookingPaid, webhooks.BookingPaymentInitiated)):
        assert_type(event.payload.payment_id, int | None)


def handle_errors(body: bytes) -> str | None:
    """What can be wrong."""
    try:
        webhooks.verify(body, None, "example")
    except errors.SignatureMismatch as error:
        return error.message
    except errors.WebhookError as error:
        assert_type(error.message, str)
    return None
