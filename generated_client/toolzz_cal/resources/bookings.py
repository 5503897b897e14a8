# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Meetings that attendees have booked, from request to cancellation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one, one_or_more
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncBookings", "Bookings"]

_GET = GATEWAY.action(
    "bookings.get",
    "CAL_RETRIEVE_BOOKING_DETAILS_BY_UID",
    "read",
    one_or_more(lambda: models.Booking),
    CalRequest("GET", "/v2/bookings/{bookingUid}", version="2024-08-13", credential="optional"),
    flag="createBookingEnabled",
)
_LIST = GATEWAY.action(
    "bookings.list",
    "CAL_FETCH_ALL_BOOKINGS",
    "read",
    many(lambda: models.Booking),
    CalRequest("GET", "/v2/bookings", version="2024-08-13", encodings={"status": "comma"}),
    moments=("beforeEnd", "afterStart", "afterCreatedAt", "beforeCreatedAt", "afterUpdatedAt", "beforeUpdatedAt"),
)
_MARK_ABSENT = GATEWAY.action(
    "bookings.mark_absent",
    "CAL_MARK_BOOKING_ABSENT_FOR_UID",
    "write",
    one(lambda: models.Booking),
    CalRequest("POST", "/v2/bookings/{bookingUid}/mark-absent", "body", version="2024-08-13", body={}),
    reconcile=Repeat(),
)
_REASSIGN = GATEWAY.action(
    "bookings.reassign",
    "CAL_REASSIGN_BOOKING_WITH_UID",
    "write",
    one(lambda: models.ReassignedBooking),
    CalRequest("POST", "/v2/bookings/{bookingUid}/reassign", "body", version="2024-08-13", body={}),
)
_REASSIGN_TO = GATEWAY.action(
    "bookings.reassign_to",
    "CAL_REASSIGN_BOOKING_TO_ANOTHER_USER",
    "write",
    one(lambda: models.ReassignedBooking),
    CalRequest("POST", "/v2/bookings/{bookingUid}/reassign/{userId}", "body", version="2024-08-13", body={}),
    reconcile=Repeat(),
)
_CANCEL = GATEWAY.action(
    "bookings.cancel",
    "CAL_CANCEL_BOOKING_VIA_UID",
    "destroy",
    one_or_more(lambda: models.Booking),
    CalRequest(
        "POST",
        "/v2/bookings/{bookingUid}/cancel",
        "body",
        version="2024-08-13",
        credential="optional",
        body={},
        doubt="requested record was not found",
    ),
    reconcile=Reread(
        _GET,
        filters={"bookingUid": "bookingUid"},
        done={"status": "cancelled"},
        gone={"attendees.seatUid": "seatUid"},
        unless=("cancelSubsequentBookings",),
    ),
)
_CONFIRM = GATEWAY.action(
    "bookings.confirm",
    "CAL_CONFIRM_BOOKING_BY_UID",
    "write",
    one(lambda: models.Booking),
    CalRequest("POST", "/v2/bookings/{bookingUid}/confirm", "body", version="2024-08-13", body={}),
    reconcile=Reread(_GET, filters={"bookingUid": "bookingUid"}, done={"status": "accepted"}),
)
_CREATE = GATEWAY.action(
    "bookings.create",
    "CAL_POST_NEW_BOOKING_REQUEST",
    "write",
    one_or_more(lambda: models.Booking),
    CalRequest("POST", "/v2/bookings", "body", version="2024-08-13", credential="optional"),
    bindings=(
        {"shape": "attendee"},
        {
            "shape": "responses",
            "arguments": {
                "attendee.name": "responses.name",
                "attendee.email": "responses.email",
                "attendee.phoneNumber": "responses.phone",
                "attendee.timeZone": "timeZone",
                "attendee.language": "language",
                "bookingFieldsResponses": "responses",
            },
            "defaults": {"language": "en", "metadata": {}},
        },
        {
            "shape": "flat",
            "arguments": {
                "attendee.name": "name",
                "attendee.email": "email",
                "attendee.phoneNumber": "phone",
                "attendee.timeZone": "timeZone",
                "attendee.language": "language",
                "lengthInMinutes": {"as": "end", "encode": "moment", "since": "start"},
            },
            "defaults": {"language": "en", "metadata": {}},
        },
    ),
    flag="createBookingEnabled",
    timezone="attendee.timeZone",
    moments=("start",),
    reconcile=Reconcile(
        _LIST,
        filters={
            "eventTypeId": ("eventTypeId", "text"),
            "attendeeEmail": ("attendee.email", ""),
            "afterStart": ("start", ""),
        },
        same={
            "eventTypeId": ("eventTypeId", ""),
            "start": ("start", "moment"),
            "attendees.email": ("attendee.email", "email"),
        },
        id="uid",
        created="createdAt",
        series="recurringBookingUid",
        moved="rescheduledFromUid",
        several="recurrenceCount",
        mark="metadata",
        shared="attendees.seatUid",
        marked=("metadata", "attendees.metadata"),
        pages=True,
    ),
)
_DECLINE = GATEWAY.action(
    "bookings.decline",
    "CAL_DECLINE_BOOKING_WITH_REASON",
    "destroy",
    one(lambda: models.Booking),
    CalRequest("POST", "/v2/bookings/{bookingUid}/decline", "body", version="2024-08-13", body={}),
    reconcile=Reread(_GET, filters={"bookingUid": "bookingUid"}, done={"status": "rejected"}),
)
_RESCHEDULE = GATEWAY.action(
    "bookings.reschedule",
    "CAL_RESCHEDULE_BOOKING_BY_UID",
    "write",
    one(lambda: models.Booking),
    CalRequest(
        "POST",
        "/v2/bookings/{bookingUid}/reschedule",
        "body",
        version="2024-08-13",
        credential="optional",
        body={},
        needs=("start",),
    ),
    moments=("start", "start"),
    reconcile=Reconcile(
        _LIST,
        filters={"afterStart": ("start", "")},
        same={"rescheduledFromUid": ("bookingUid", ""), "start": ("start", "moment")},
        id="uid",
        created="createdAt",
        unless=("seatUid",),
        pages=True,
    ),
)


class Bookings(Resource):
    """Meetings that attendees have booked, from request to cancellation.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def cancel(
        self,
        *,
        booking_uid: str,
        cancellation_reason: str | None = None,
        cancel_subsequent_bookings: bool | None = None,
        seat_uid: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Cancel a booking.

        Frees the time, removes the calendar event and notifies host and attendees; there is no way back, and what has
        ended can't be cancelled. The uid of a recurring series cancels every occurrence. Whoever knows the uid may
        cancel, even without a credential. A host must give `cancellationReason`, which Cal.com asks of whoever cancels
        with the host's own key. Source: action `CAL_CANCEL_BOOKING_VIA_UID`.

        Args:
            booking_uid: Uid of a booking, of one occurrence, or of a whole recurring series.
            cancellation_reason: Why, in words for the attendees; the host needs one, an attendee or a platform client
                does not. (Source: Cal.com's API v2.)
            cancel_subsequent_bookings: With the uid of one occurrence: whether those after it are cancelled too; false
                when absent. (Source: Cal.com's API v2.)
            seat_uid: Uid of the one seat to give up in a booking with seats; the booking stands for the others.
                (Source: Cal.com's API v2.)
            reconcile: Whether to look with `bookings.get` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The booking after the action; of a recurring series, a list of its occurrences. `items` holds all of them,
            and `data` the first.
        """
        _given = {
            "bookingUid": booking_uid,
            "cancellationReason": cancellation_reason,
            "cancelSubsequentBookings": cancel_subsequent_bookings,
            "seatUid": seat_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CANCEL,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def confirm(
        self,
        *,
        booking_uid: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Confirm a pending booking.

        Accepts a booking whose event type asks for the host's consent, and emails host and attendees. In a recurring
        series all occurrences still waiting are accepted together; a booking that is already accepted is refused.
        Source: action `CAL_CONFIRM_BOOKING_BY_UID`.

        Args:
            booking_uid: Uid of a booking that waits for confirmation.
            reconcile: Whether to look with `bookings.get` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The booking after the action.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CONFIRM,
            {"bookingUid": booking_uid},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def create(
        self,
        *,
        start: datetime | str,
        attendee: models.AttendeeInput | models.AttendeeInputDict,
        event_type_id: int,
        guests: Sequence[str] | None = None,
        location: models.BookingLocation | models.BookingLocationDict | str | None = None,
        metadata: Mapping[str, Any] | None = None,
        length_in_minutes: int | None = None,
        booking_fields_responses: Mapping[str, Any] | None = None,
        instant: bool | None = None,
        recurrence_count: int | None = None,
        email_verification_code: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Create a booking.

        Books a slot of an event type for an attendee and emails both sides. A recurring event type books the whole
        series and answers with a list; one that asks for confirmation leaves the booking pending. A second call for an
        accepted slot fails, but where the event type takes turns among hosts or asks for confirmation, the same
        attendee gets the existing booking again. Source: action `CAL_POST_NEW_BOOKING_REQUEST`.

        Args:
            start: Start in UTC, such as `2027-03-09T14:00:00Z`; it must be a free slot.
            attendee: The person who books: name, IANA time zone, email or phone number, perhaps language.
            event_type_id: Number of the event type to book, from `event_types.list`.
            guests: Email addresses of further people to invite.
            location: Where to meet; `type` picks the kind, which the event type must offer. Plain text, such as a link
                or an address, is what Cal.com took before and still takes. (Source: Cal.com's API v2.)
            metadata: Own data to keep: at most 50 keys of 40 characters, text of 500.
            length_in_minutes: Length in minutes where the event type offers several; else its default.
            booking_fields_responses: Answers to the event type's own questions, keyed by field slug.
            instant: Whether to start a meeting at once with whoever of the team answers; for event types of a team that
                allow it. (Source: Cal.com's API v2.)
            recurrence_count: How many occurrences of a recurring event type to book, at most as many as it has, which
                is the default. (Source: Cal.com's API v2.)
            email_verification_code: Code from the email that proves the attendee's address, where the event type asks
                for it. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `bookings.list` for what was made when the outcome is unknown, and answer
                with it. It is never sent twice.

        Returns:
            The booking after the action; of a recurring series, a list of its occurrences. `items` holds all of them,
            and `data` the first.
        """
        _given = Hidden(
            {
                "start": start,
                "attendee": attendee,
                "eventTypeId": event_type_id,
                "guests": guests,
                "location": location,
                "metadata": metadata,
                "lengthInMinutes": length_in_minutes,
                "bookingFieldsResponses": booking_fields_responses,
                "instant": instant,
                "recurrenceCount": recurrence_count,
                "emailVerificationCode": email_verification_code,
            }
        )
        del attendee, location, metadata, booking_fields_responses
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def decline(
        self,
        *,
        booking_uid: str,
        reason: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Decline a pending booking.

        Turns down a booking that waits for confirmation and emails the attendee, with the reason when there is one. It
        is final: the attendee has to book again. In a recurring series every waiting occurrence is declined. Source:
        action `CAL_DECLINE_BOOKING_WITH_REASON`.

        Args:
            booking_uid: Uid of the waiting booking to turn down.
            reason: Why the host declines; the attendee gets to read it.
            reconcile: Whether to look with `bookings.get` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The booking after the action.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DECLINE,
            {"bookingUid": booking_uid, "reason": reason},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        booking_uid: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Gives hosts, attendees, times and status of a booking. The uid of a recurring series answers with a list of its
        occurrences. The uid alone opens it; a credential is not needed. Source: action
        `CAL_RETRIEVE_BOOKING_DETAILS_BY_UID`.

        Args:
            booking_uid: Uid of one booking or occurrence, or the common uid of a recurring series.

        Returns:
            The booking after the action; of a recurring series, a list of its occurrences. `items` holds all of them,
            and `data` the first.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"bookingUid": booking_uid}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        status: Sequence[Literal["upcoming", "recurring", "past", "cancelled", "unconfirmed"]] | None = None,
        team_id: str | None = None,
        sort_end: Literal["asc", "desc"] | None = None,
        teams_ids: str | None = None,
        before_end: datetime | str | date | None = None,
        sort_start: Literal["asc", "desc"] | None = None,
        after_start: datetime | str | date | None = None,
        event_type_id: str | None = None,
        sort_created: Literal["asc", "desc"] | None = None,
        attendee_name: str | None = None,
        event_type_ids: str | None = None,
        attendee_email: str | None = None,
        after_created_at: datetime | str | date | None = None,
        before_created_at: datetime | str | date | None = None,
        after_updated_at: datetime | str | date | None = None,
        before_updated_at: datetime | str | date | None = None,
        sort_updated_at: Literal["asc", "desc"] | None = None,
        booking_uid: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Booking]:
        """List bookings.

        Gives the bookings in which the caller is involved. Filters narrow the result together; `skip` and `take` page
        through it. Source: action `CAL_FETCH_ALL_BOOKINGS`.

        Args:
            skip: How many bookings to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 bookings; 100 when absent. (Source: Cal.com's API v2.)
            status: States to include, one or several; every state when absent. (Source: Cal.com's API v2.)
            team_id: Number, as a string, of the one team of the caller to narrow to.
            sort_end: Order by end time: `asc` puts the earliest first, `desc` the latest.
            teams_ids: Comma-separated numbers of teams of the caller, such as `8841,8842`.
            before_end: Leaves out bookings that end after this moment, or this day (ISO 8601 UTC). (Source: Cal.com's
                API v2.)
            sort_start: Order by start time: `asc` puts the earliest first, `desc` the latest.
            after_start: Leaves out bookings that start before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            event_type_id: Number, as a string, of the one event type to narrow to.
            sort_created: Order by the moment of booking: `asc` oldest first, `desc` newest first.
            attendee_name: Only bookings with an attendee of this name.
            event_type_ids: Comma-separated numbers of the caller's event types, such as `10482,10483`.
            attendee_email: Only bookings with an attendee at this address.
            after_created_at: Leaves out bookings made before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            before_created_at: Leaves out bookings made after this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            after_updated_at: Leaves out bookings that last changed before this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            before_updated_at: Leaves out bookings that last changed after this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            sort_updated_at: Order by the last change, `asc` with the oldest first, `desc` with the newest. (Source:
                Cal.com's API v2.)
            booking_uid: Only the booking with this uid; servers of early 2025 do not know it and give all. (Source:
                Cal.com's API v2.)

        Returns:
            Bookings in the requested order.
        """
        _given = {
            "skip": skip,
            "take": take,
            "status": status,
            "teamId": team_id,
            "sortEnd": sort_end,
            "teamsIds": teams_ids,
            "beforeEnd": before_end,
            "sortStart": sort_start,
            "afterStart": after_start,
            "eventTypeId": event_type_id,
            "sortCreated": sort_created,
            "attendeeName": attendee_name,
            "eventTypeIds": event_type_ids,
            "attendeeEmail": attendee_email,
            "afterCreatedAt": after_created_at,
            "beforeCreatedAt": before_created_at,
            "afterUpdatedAt": after_updated_at,
            "beforeUpdatedAt": before_updated_at,
            "sortUpdatedAt": sort_updated_at,
            "bookingUid": booking_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        status: Sequence[Literal["upcoming", "recurring", "past", "cancelled", "unconfirmed"]] | None = None,
        team_id: str | None = None,
        sort_end: Literal["asc", "desc"] | None = None,
        teams_ids: str | None = None,
        before_end: datetime | str | date | None = None,
        sort_start: Literal["asc", "desc"] | None = None,
        after_start: datetime | str | date | None = None,
        event_type_id: str | None = None,
        sort_created: Literal["asc", "desc"] | None = None,
        attendee_name: str | None = None,
        event_type_ids: str | None = None,
        attendee_email: str | None = None,
        after_created_at: datetime | str | date | None = None,
        before_created_at: datetime | str | date | None = None,
        after_updated_at: datetime | str | date | None = None,
        before_updated_at: datetime | str | date | None = None,
        sort_updated_at: Literal["asc", "desc"] | None = None,
        booking_uid: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Booking]:
        """List bookings.

        Gives the bookings in which the caller is involved. Filters narrow the result together; `skip` and `take` page
        through it. Source: action `CAL_FETCH_ALL_BOOKINGS`.

        Args:
            skip: How many bookings to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 bookings; 100 when absent. (Source: Cal.com's API v2.)
            status: States to include, one or several; every state when absent. (Source: Cal.com's API v2.)
            team_id: Number, as a string, of the one team of the caller to narrow to.
            sort_end: Order by end time: `asc` puts the earliest first, `desc` the latest.
            teams_ids: Comma-separated numbers of teams of the caller, such as `8841,8842`.
            before_end: Leaves out bookings that end after this moment, or this day (ISO 8601 UTC). (Source: Cal.com's
                API v2.)
            sort_start: Order by start time: `asc` puts the earliest first, `desc` the latest.
            after_start: Leaves out bookings that start before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            event_type_id: Number, as a string, of the one event type to narrow to.
            sort_created: Order by the moment of booking: `asc` oldest first, `desc` newest first.
            attendee_name: Only bookings with an attendee of this name.
            event_type_ids: Comma-separated numbers of the caller's event types, such as `10482,10483`.
            attendee_email: Only bookings with an attendee at this address.
            after_created_at: Leaves out bookings made before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            before_created_at: Leaves out bookings made after this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            after_updated_at: Leaves out bookings that last changed before this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            before_updated_at: Leaves out bookings that last changed after this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            sort_updated_at: Order by the last change, `asc` with the oldest first, `desc` with the newest. (Source:
                Cal.com's API v2.)
            booking_uid: Only the booking with this uid; servers of early 2025 do not know it and give all. (Source:
                Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {
            "skip": skip,
            "take": take,
            "status": status,
            "teamId": team_id,
            "sortEnd": sort_end,
            "teamsIds": teams_ids,
            "beforeEnd": before_end,
            "sortStart": sort_start,
            "afterStart": after_start,
            "eventTypeId": event_type_id,
            "sortCreated": sort_created,
            "attendeeName": attendee_name,
            "eventTypeIds": event_type_ids,
            "attendeeEmail": attendee_email,
            "afterCreatedAt": after_created_at,
            "beforeCreatedAt": before_created_at,
            "afterUpdatedAt": after_updated_at,
            "beforeUpdatedAt": before_updated_at,
            "sortUpdatedAt": sort_updated_at,
            "bookingUid": booking_uid,
        }
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    def mark_absent(
        self,
        *,
        booking_uid: str,
        host: bool | None = None,
        attendees: Sequence[models.AttendeeAbsence | models.AttendeeAbsenceDict] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Mark who missed a booking.

        Records that the host or some attendees stayed away, or takes that back. Cal.com accepts it only after the
        booking has started. Source: action `CAL_MARK_BOOKING_ABSENT_FOR_UID`.

        Args:
            booking_uid: Uid of a booking that has already begun.
            host: True when the host stayed away, false to take that back; untouched when absent.
            attendees: Email and absence of each attendee concerned; at least one entry when sent.

        Returns:
            The booking after the action.
        """
        _given = Hidden({"bookingUid": booking_uid, "host": host, "attendees": attendees})
        del attendees
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_MARK_ABSENT, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    def reassign(
        self,
        *,
        booking_uid: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ReassignedBooking]:
        """Reassign a booking to the next free host.

        Hands a round-robin booking to another host, whom Cal.com picks among those free at that time. Old and new host
        are emailed; the call fails when nobody else is free, and for bookings of any other kind. Source: action
        `CAL_REASSIGN_BOOKING_WITH_UID`.

        Args:
            booking_uid: Uid of the round-robin booking to hand over.

        Returns:
            Outcome of handing a booking to another host.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _REASSIGN,
            {"bookingUid": booking_uid},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    def reassign_to(
        self,
        *,
        user_id: int,
        booking_uid: str,
        reason: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ReassignedBooking]:
        """Hand a booking to a chosen host.

        Hands a round-robin booking to one particular host of its event type. Expect Cal.com to email the old and the
        new host. Source: action `CAL_REASSIGN_BOOKING_TO_ANOTHER_USER`.

        Args:
            user_id: Number of the new host, one of the event type's round-robin hosts.
            booking_uid: Uid of the round-robin booking that changes hands.
            reason: Why the host changes; stored with the booking.

        Returns:
            Outcome of handing a booking to another host.
        """
        _given = {"userId": user_id, "bookingUid": booking_uid, "reason": reason}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_REASSIGN_TO, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    def reschedule(
        self,
        *,
        booking_uid: str,
        start: datetime | str | None = None,
        rescheduled_by: str | None = None,
        rescheduling_reason: str | None = None,
        seat_uid: str | None = None,
        email_verification_code: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Reschedule a booking.

        Moves a booking: Cal.com cancels it, makes another with a new uid and emails the people involved. The uid alone
        is refused: `start` says where it goes. Source: action `CAL_RESCHEDULE_BOOKING_BY_UID`.

        Args:
            booking_uid: Uid of the booking to move; it stops being valid afterwards.
            start: New start in UTC, such as `2027-03-10T14:00:00Z`; Cal.com requires it, and it must be a free slot.
                (Source: Cal.com's API v2.)
            rescheduled_by: Email address of the person who moves it; the host's own spares a confirmation. (Source:
                Cal.com's API v2.)
            rescheduling_reason: Why, in words for the people involved. (Source: Cal.com's API v2.)
            seat_uid: Uid of the one seat to move in a booking with seats; without it all of them move. (Source:
                Cal.com's API v2.)
            email_verification_code: Code from the email that proves the attendee's address, where the event type asks
                for it. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `bookings.list` for what was made when the outcome is unknown, and answer
                with it. It is never sent twice.

        Returns:
            The booking after the action.
        """
        _given = {
            "bookingUid": booking_uid,
            "start": start,
            "rescheduledBy": rescheduled_by,
            "reschedulingReason": rescheduling_reason,
            "seatUid": seat_uid,
            "emailVerificationCode": email_verification_code,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _RESCHEDULE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )


class AsyncBookings(AsyncResource):
    """Meetings that attendees have booked, from request to cancellation.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def cancel(
        self,
        *,
        booking_uid: str,
        cancellation_reason: str | None = None,
        cancel_subsequent_bookings: bool | None = None,
        seat_uid: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Cancel a booking.

        Frees the time, removes the calendar event and notifies host and attendees; there is no way back, and what has
        ended can't be cancelled. The uid of a recurring series cancels every occurrence. Whoever knows the uid may
        cancel, even without a credential. A host must give `cancellationReason`, which Cal.com asks of whoever cancels
        with the host's own key. Source: action `CAL_CANCEL_BOOKING_VIA_UID`.

        Args:
            booking_uid: Uid of a booking, of one occurrence, or of a whole recurring series.
            cancellation_reason: Why, in words for the attendees; the host needs one, an attendee or a platform client
                does not. (Source: Cal.com's API v2.)
            cancel_subsequent_bookings: With the uid of one occurrence: whether those after it are cancelled too; false
                when absent. (Source: Cal.com's API v2.)
            seat_uid: Uid of the one seat to give up in a booking with seats; the booking stands for the others.
                (Source: Cal.com's API v2.)
            reconcile: Whether to look with `bookings.get` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The booking after the action; of a recurring series, a list of its occurrences. `items` holds all of them,
            and `data` the first.
        """
        _given = {
            "bookingUid": booking_uid,
            "cancellationReason": cancellation_reason,
            "cancelSubsequentBookings": cancel_subsequent_bookings,
            "seatUid": seat_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CANCEL,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def confirm(
        self,
        *,
        booking_uid: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Confirm a pending booking.

        Accepts a booking whose event type asks for the host's consent, and emails host and attendees. In a recurring
        series all occurrences still waiting are accepted together; a booking that is already accepted is refused.
        Source: action `CAL_CONFIRM_BOOKING_BY_UID`.

        Args:
            booking_uid: Uid of a booking that waits for confirmation.
            reconcile: Whether to look with `bookings.get` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The booking after the action.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CONFIRM,
            {"bookingUid": booking_uid},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def create(
        self,
        *,
        start: datetime | str,
        attendee: models.AttendeeInput | models.AttendeeInputDict,
        event_type_id: int,
        guests: Sequence[str] | None = None,
        location: models.BookingLocation | models.BookingLocationDict | str | None = None,
        metadata: Mapping[str, Any] | None = None,
        length_in_minutes: int | None = None,
        booking_fields_responses: Mapping[str, Any] | None = None,
        instant: bool | None = None,
        recurrence_count: int | None = None,
        email_verification_code: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Create a booking.

        Books a slot of an event type for an attendee and emails both sides. A recurring event type books the whole
        series and answers with a list; one that asks for confirmation leaves the booking pending. A second call for an
        accepted slot fails, but where the event type takes turns among hosts or asks for confirmation, the same
        attendee gets the existing booking again. Source: action `CAL_POST_NEW_BOOKING_REQUEST`.

        Args:
            start: Start in UTC, such as `2027-03-09T14:00:00Z`; it must be a free slot.
            attendee: The person who books: name, IANA time zone, email or phone number, perhaps language.
            event_type_id: Number of the event type to book, from `event_types.list`.
            guests: Email addresses of further people to invite.
            location: Where to meet; `type` picks the kind, which the event type must offer. Plain text, such as a link
                or an address, is what Cal.com took before and still takes. (Source: Cal.com's API v2.)
            metadata: Own data to keep: at most 50 keys of 40 characters, text of 500.
            length_in_minutes: Length in minutes where the event type offers several; else its default.
            booking_fields_responses: Answers to the event type's own questions, keyed by field slug.
            instant: Whether to start a meeting at once with whoever of the team answers; for event types of a team that
                allow it. (Source: Cal.com's API v2.)
            recurrence_count: How many occurrences of a recurring event type to book, at most as many as it has, which
                is the default. (Source: Cal.com's API v2.)
            email_verification_code: Code from the email that proves the attendee's address, where the event type asks
                for it. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `bookings.list` for what was made when the outcome is unknown, and answer
                with it. It is never sent twice.

        Returns:
            The booking after the action; of a recurring series, a list of its occurrences. `items` holds all of them,
            and `data` the first.
        """
        _given = Hidden(
            {
                "start": start,
                "attendee": attendee,
                "eventTypeId": event_type_id,
                "guests": guests,
                "location": location,
                "metadata": metadata,
                "lengthInMinutes": length_in_minutes,
                "bookingFieldsResponses": booking_fields_responses,
                "instant": instant,
                "recurrenceCount": recurrence_count,
                "emailVerificationCode": email_verification_code,
            }
        )
        del attendee, location, metadata, booking_fields_responses
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def decline(
        self,
        *,
        booking_uid: str,
        reason: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Decline a pending booking.

        Turns down a booking that waits for confirmation and emails the attendee, with the reason when there is one. It
        is final: the attendee has to book again. In a recurring series every waiting occurrence is declined. Source:
        action `CAL_DECLINE_BOOKING_WITH_REASON`.

        Args:
            booking_uid: Uid of the waiting booking to turn down.
            reason: Why the host declines; the attendee gets to read it.
            reconcile: Whether to look with `bookings.get` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The booking after the action.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DECLINE,
            {"bookingUid": booking_uid, "reason": reason},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        booking_uid: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Gives hosts, attendees, times and status of a booking. The uid of a recurring series answers with a list of its
        occurrences. The uid alone opens it; a credential is not needed. Source: action
        `CAL_RETRIEVE_BOOKING_DETAILS_BY_UID`.

        Args:
            booking_uid: Uid of one booking or occurrence, or the common uid of a recurring series.

        Returns:
            The booking after the action; of a recurring series, a list of its occurrences. `items` holds all of them,
            and `data` the first.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"bookingUid": booking_uid}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        status: Sequence[Literal["upcoming", "recurring", "past", "cancelled", "unconfirmed"]] | None = None,
        team_id: str | None = None,
        sort_end: Literal["asc", "desc"] | None = None,
        teams_ids: str | None = None,
        before_end: datetime | str | date | None = None,
        sort_start: Literal["asc", "desc"] | None = None,
        after_start: datetime | str | date | None = None,
        event_type_id: str | None = None,
        sort_created: Literal["asc", "desc"] | None = None,
        attendee_name: str | None = None,
        event_type_ids: str | None = None,
        attendee_email: str | None = None,
        after_created_at: datetime | str | date | None = None,
        before_created_at: datetime | str | date | None = None,
        after_updated_at: datetime | str | date | None = None,
        before_updated_at: datetime | str | date | None = None,
        sort_updated_at: Literal["asc", "desc"] | None = None,
        booking_uid: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Booking]:
        """List bookings.

        Gives the bookings in which the caller is involved. Filters narrow the result together; `skip` and `take` page
        through it. Source: action `CAL_FETCH_ALL_BOOKINGS`.

        Args:
            skip: How many bookings to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 bookings; 100 when absent. (Source: Cal.com's API v2.)
            status: States to include, one or several; every state when absent. (Source: Cal.com's API v2.)
            team_id: Number, as a string, of the one team of the caller to narrow to.
            sort_end: Order by end time: `asc` puts the earliest first, `desc` the latest.
            teams_ids: Comma-separated numbers of teams of the caller, such as `8841,8842`.
            before_end: Leaves out bookings that end after this moment, or this day (ISO 8601 UTC). (Source: Cal.com's
                API v2.)
            sort_start: Order by start time: `asc` puts the earliest first, `desc` the latest.
            after_start: Leaves out bookings that start before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            event_type_id: Number, as a string, of the one event type to narrow to.
            sort_created: Order by the moment of booking: `asc` oldest first, `desc` newest first.
            attendee_name: Only bookings with an attendee of this name.
            event_type_ids: Comma-separated numbers of the caller's event types, such as `10482,10483`.
            attendee_email: Only bookings with an attendee at this address.
            after_created_at: Leaves out bookings made before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            before_created_at: Leaves out bookings made after this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            after_updated_at: Leaves out bookings that last changed before this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            before_updated_at: Leaves out bookings that last changed after this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            sort_updated_at: Order by the last change, `asc` with the oldest first, `desc` with the newest. (Source:
                Cal.com's API v2.)
            booking_uid: Only the booking with this uid; servers of early 2025 do not know it and give all. (Source:
                Cal.com's API v2.)

        Returns:
            Bookings in the requested order.
        """
        _given = {
            "skip": skip,
            "take": take,
            "status": status,
            "teamId": team_id,
            "sortEnd": sort_end,
            "teamsIds": teams_ids,
            "beforeEnd": before_end,
            "sortStart": sort_start,
            "afterStart": after_start,
            "eventTypeId": event_type_id,
            "sortCreated": sort_created,
            "attendeeName": attendee_name,
            "eventTypeIds": event_type_ids,
            "attendeeEmail": attendee_email,
            "afterCreatedAt": after_created_at,
            "beforeCreatedAt": before_created_at,
            "afterUpdatedAt": after_updated_at,
            "beforeUpdatedAt": before_updated_at,
            "sortUpdatedAt": sort_updated_at,
            "bookingUid": booking_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        skip: int | None = None,
        take: int | None = None,
        status: Sequence[Literal["upcoming", "recurring", "past", "cancelled", "unconfirmed"]] | None = None,
        team_id: str | None = None,
        sort_end: Literal["asc", "desc"] | None = None,
        teams_ids: str | None = None,
        before_end: datetime | str | date | None = None,
        sort_start: Literal["asc", "desc"] | None = None,
        after_start: datetime | str | date | None = None,
        event_type_id: str | None = None,
        sort_created: Literal["asc", "desc"] | None = None,
        attendee_name: str | None = None,
        event_type_ids: str | None = None,
        attendee_email: str | None = None,
        after_created_at: datetime | str | date | None = None,
        before_created_at: datetime | str | date | None = None,
        after_updated_at: datetime | str | date | None = None,
        before_updated_at: datetime | str | date | None = None,
        sort_updated_at: Literal["asc", "desc"] | None = None,
        booking_uid: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Booking]:
        """List bookings.

        Gives the bookings in which the caller is involved. Filters narrow the result together; `skip` and `take` page
        through it. Source: action `CAL_FETCH_ALL_BOOKINGS`.

        Args:
            skip: How many bookings to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 bookings; 100 when absent. (Source: Cal.com's API v2.)
            status: States to include, one or several; every state when absent. (Source: Cal.com's API v2.)
            team_id: Number, as a string, of the one team of the caller to narrow to.
            sort_end: Order by end time: `asc` puts the earliest first, `desc` the latest.
            teams_ids: Comma-separated numbers of teams of the caller, such as `8841,8842`.
            before_end: Leaves out bookings that end after this moment, or this day (ISO 8601 UTC). (Source: Cal.com's
                API v2.)
            sort_start: Order by start time: `asc` puts the earliest first, `desc` the latest.
            after_start: Leaves out bookings that start before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            event_type_id: Number, as a string, of the one event type to narrow to.
            sort_created: Order by the moment of booking: `asc` oldest first, `desc` newest first.
            attendee_name: Only bookings with an attendee of this name.
            event_type_ids: Comma-separated numbers of the caller's event types, such as `10482,10483`.
            attendee_email: Only bookings with an attendee at this address.
            after_created_at: Leaves out bookings made before this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            before_created_at: Leaves out bookings made after this moment, or this day (ISO 8601 UTC). (Source:
                Cal.com's API v2.)
            after_updated_at: Leaves out bookings that last changed before this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            before_updated_at: Leaves out bookings that last changed after this moment, or this day (ISO 8601 UTC).
                (Source: Cal.com's API v2.)
            sort_updated_at: Order by the last change, `asc` with the oldest first, `desc` with the newest. (Source:
                Cal.com's API v2.)
            booking_uid: Only the booking with this uid; servers of early 2025 do not know it and give all. (Source:
                Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {
            "skip": skip,
            "take": take,
            "status": status,
            "teamId": team_id,
            "sortEnd": sort_end,
            "teamsIds": teams_ids,
            "beforeEnd": before_end,
            "sortStart": sort_start,
            "afterStart": after_start,
            "eventTypeId": event_type_id,
            "sortCreated": sort_created,
            "attendeeName": attendee_name,
            "eventTypeIds": event_type_ids,
            "attendeeEmail": attendee_email,
            "afterCreatedAt": after_created_at,
            "beforeCreatedAt": before_created_at,
            "afterUpdatedAt": after_updated_at,
            "beforeUpdatedAt": before_updated_at,
            "sortUpdatedAt": sort_updated_at,
            "bookingUid": booking_uid,
        }
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    async def mark_absent(
        self,
        *,
        booking_uid: str,
        host: bool | None = None,
        attendees: Sequence[models.AttendeeAbsence | models.AttendeeAbsenceDict] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Mark who missed a booking.

        Records that the host or some attendees stayed away, or takes that back. Cal.com accepts it only after the
        booking has started. Source: action `CAL_MARK_BOOKING_ABSENT_FOR_UID`.

        Args:
            booking_uid: Uid of a booking that has already begun.
            host: True when the host stayed away, false to take that back; untouched when absent.
            attendees: Email and absence of each attendee concerned; at least one entry when sent.

        Returns:
            The booking after the action.
        """
        _given = Hidden({"bookingUid": booking_uid, "host": host, "attendees": attendees})
        del attendees
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _MARK_ABSENT, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    async def reassign(
        self,
        *,
        booking_uid: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ReassignedBooking]:
        """Reassign a booking to the next free host.

        Hands a round-robin booking to another host, whom Cal.com picks among those free at that time. Old and new host
        are emailed; the call fails when nobody else is free, and for bookings of any other kind. Source: action
        `CAL_REASSIGN_BOOKING_WITH_UID`.

        Args:
            booking_uid: Uid of the round-robin booking to hand over.

        Returns:
            Outcome of handing a booking to another host.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _REASSIGN,
            {"bookingUid": booking_uid},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )

    async def reassign_to(
        self,
        *,
        user_id: int,
        booking_uid: str,
        reason: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.ReassignedBooking]:
        """Hand a booking to a chosen host.

        Hands a round-robin booking to one particular host of its event type. Expect Cal.com to email the old and the
        new host. Source: action `CAL_REASSIGN_BOOKING_TO_ANOTHER_USER`.

        Args:
            user_id: Number of the new host, one of the event type's round-robin hosts.
            booking_uid: Uid of the round-robin booking that changes hands.
            reason: Why the host changes; stored with the booking.

        Returns:
            Outcome of handing a booking to another host.
        """
        _given = {"userId": user_id, "bookingUid": booking_uid, "reason": reason}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _REASSIGN_TO, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    async def reschedule(
        self,
        *,
        booking_uid: str,
        start: datetime | str | None = None,
        rescheduled_by: str | None = None,
        rescheduling_reason: str | None = None,
        seat_uid: str | None = None,
        email_verification_code: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Reschedule a booking.

        Moves a booking: Cal.com cancels it, makes another with a new uid and emails the people involved. The uid alone
        is refused: `start` says where it goes. Source: action `CAL_RESCHEDULE_BOOKING_BY_UID`.

        Args:
            booking_uid: Uid of the booking to move; it stops being valid afterwards.
            start: New start in UTC, such as `2027-03-10T14:00:00Z`; Cal.com requires it, and it must be a free slot.
                (Source: Cal.com's API v2.)
            rescheduled_by: Email address of the person who moves it; the host's own spares a confirmation. (Source:
                Cal.com's API v2.)
            rescheduling_reason: Why, in words for the people involved. (Source: Cal.com's API v2.)
            seat_uid: Uid of the one seat to move in a booking with seats; without it all of them move. (Source:
                Cal.com's API v2.)
            email_verification_code: Code from the email that proves the attendee's address, where the event type asks
                for it. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `bookings.list` for what was made when the outcome is unknown, and answer
                with it. It is never sent twice.

        Returns:
            The booking after the action.
        """
        _given = {
            "bookingUid": booking_uid,
            "start": start,
            "rescheduledBy": rescheduled_by,
            "reschedulingReason": rescheduling_reason,
            "seatUid": seat_uid,
            "emailVerificationCode": email_verification_code,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _RESCHEDULE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )
