# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Free times, and holding one while a booking is being made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Repeat, one, text
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncSlots", "Slots"]

_AVAILABLE = GATEWAY.action(
    "slots.available",
    "CAL_GET_AVAILABLE_SLOTS_INFO",
    "read",
    one(lambda: models.AvailableSlots),
    CalRequest(
        "GET",
        "/v2/slots",
        version="2024-09-04",
        credential="optional",
        form="days",
        places={
            "endTime": "query:end",
            "orgSlug": "query:organizationSlug",
            "startTime": "query:start",
            "slotFormat": "query:format",
            "usernameList": "query:usernames",
            "rescheduleUid": "query:bookingUidToReschedule",
        },
        encodings={"endTime": "until", "usernameList": "comma"},
        others=(
            CalRequest("GET", "/v2/slots/available", credential="optional", encodings={"usernameList": "brackets"}),
        ),
    ),
    flag="checkAvailabilityEnabled",
    timezone="timeZone",
    moments=("endTime", "startTime"),
)
_RELEASE = GATEWAY.action(
    "slots.release",
    "CAL_DELETE_SELECTED_SLOT",
    "write",
    one(lambda: models.StatusReply),
    CalRequest(
        "DELETE",
        "/v2/slots/reservations/{uid}",
        version="2024-09-04",
        credential="optional",
        others=(CalRequest("DELETE", "/v2/slots/selected-slot", credential="optional"),),
    ),
    flag="createBookingEnabled",
    reconcile=Repeat(),
)
_RESERVE = GATEWAY.action(
    "slots.reserve",
    "CAL_RESERVE_SLOT_FOR_EVENT",
    "write",
    text,
    CalRequest(
        "POST",
        "/v2/slots/reservations",
        "body",
        version="2024-09-04",
        credential="optional",
        form="reservationUid",
        places={"slotUtcEndDate": "body:slotDuration", "slotUtcStartDate": "body:slotStart"},
        encodings={"slotUtcEndDate": "minutes:slotUtcStartDate"},
        refused={"slotUtcEndDate": ("not a variable length event type", "eventTypeId")},
        without={"bookingUid": "Cal.com itself finds the booking that holds the seats of the slot; leave it out"},
        others=(CalRequest("POST", "/v2/slots/reserve", "body", credential="optional"),),
    ),
    flag="createBookingEnabled",
    moments=("slotUtcEndDate", "slotUtcStartDate"),
)


class Slots(Resource):
    """Free times, and holding one while a booking is being made.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def available(
        self,
        *,
        end_time: datetime | str | date,
        start_time: datetime | str | date,
        event_type_id: int,
        org_slug: str | None = None,
        duration: int | None = None,
        time_zone: str | None = None,
        slot_format: Literal["range", "time"] | None = None,
        username_list: Sequence[str] | None = None,
        event_type_slug: str | None = None,
        reschedule_uid: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AvailableSlots]:
        """List the available slots of an event type.

        Gives the free slots between two moments, grouped by date. Schedules, bookings, connected calendars, reserved
        slots and the notice period are already taken into account. Source: action `CAL_GET_AVAILABLE_SLOTS_INFO`.

        Args:
            end_time: End of the search range in UTC, such as `2027-03-12T23:59:59Z`, or its last day. (Source:
                Cal.com's API v2.)
            start_time: Start of the search range in UTC, such as `2027-03-09T00:00:00Z`, or its first day. (Source:
                Cal.com's API v2.)
            event_type_id: Number of the event type whose slots are wanted.
            org_slug: Slug of the users' organization; needed where usernames exist per organization.
            duration: Slot length in minutes, for dynamic event types of several users.
            time_zone: IANA zone for the dates and times returned; UTC when absent.
            slot_format: With `range` every slot has a start and an end; without a format only a start.
            username_list: Usernames who must all be free, for a dynamic event type.
            event_type_slug: Slug of the event type, used together with `usernameList`.
            reschedule_uid: Uid of the booking to be moved, so its own time counts as free.

        Returns:
            Times at which an event type can be booked, grouped by day.
        """
        _given = {
            "endTime": end_time,
            "startTime": start_time,
            "eventTypeId": event_type_id,
            "orgSlug": org_slug,
            "duration": duration,
            "timeZone": time_zone,
            "slotFormat": slot_format,
            "usernameList": username_list,
            "eventTypeSlug": event_type_slug,
            "rescheduleUid": reschedule_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_AVAILABLE, _given, extra_arguments, extra_headers, timeout)

    def release(
        self,
        *,
        uid: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Release a reserved slot.

        Ends the hold that `slots.reserve` placed, so that others can book the slot again. Bookings are not touched.
        Source: action `CAL_DELETE_SELECTED_SLOT`.

        Args:
            uid: Uid that `slots.reserve` returned for the hold.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _RELEASE, {"uid": uid}, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    def reserve(
        self,
        *,
        event_type_id: int,
        slot_utc_end_date: datetime | str,
        slot_utc_start_date: datetime | str,
        booking_uid: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[str]:
        """Reserve a slot for a short time.

        Holds a slot for a few minutes, five by default, while somebody completes a booking; after that it frees itself.
        No booking is made and nobody is notified. The answer is the uid that `slots.release` takes. Source: action
        `CAL_RESERVE_SLOT_FOR_EVENT`.

        Args:
            event_type_id: Number of the event type that the slot belongs to.
            slot_utc_end_date: When the slot ends, UTC, such as `2027-03-09T14:30:00Z`.
            slot_utc_start_date: When the slot starts, UTC, such as `2027-03-09T14:00:00Z`.
            booking_uid: Uid of the booking to join, only for event types with seats.

        Returns:
            Identifier of the reservation, the `uid` that releasing the slot asks for.
        """
        _given = {
            "eventTypeId": event_type_id,
            "slotUtcEndDate": slot_utc_end_date,
            "slotUtcStartDate": slot_utc_start_date,
            "bookingUid": booking_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_RESERVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncSlots(AsyncResource):
    """Free times, and holding one while a booking is being made.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def available(
        self,
        *,
        end_time: datetime | str | date,
        start_time: datetime | str | date,
        event_type_id: int,
        org_slug: str | None = None,
        duration: int | None = None,
        time_zone: str | None = None,
        slot_format: Literal["range", "time"] | None = None,
        username_list: Sequence[str] | None = None,
        event_type_slug: str | None = None,
        reschedule_uid: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AvailableSlots]:
        """List the available slots of an event type.

        Gives the free slots between two moments, grouped by date. Schedules, bookings, connected calendars, reserved
        slots and the notice period are already taken into account. Source: action `CAL_GET_AVAILABLE_SLOTS_INFO`.

        Args:
            end_time: End of the search range in UTC, such as `2027-03-12T23:59:59Z`, or its last day. (Source:
                Cal.com's API v2.)
            start_time: Start of the search range in UTC, such as `2027-03-09T00:00:00Z`, or its first day. (Source:
                Cal.com's API v2.)
            event_type_id: Number of the event type whose slots are wanted.
            org_slug: Slug of the users' organization; needed where usernames exist per organization.
            duration: Slot length in minutes, for dynamic event types of several users.
            time_zone: IANA zone for the dates and times returned; UTC when absent.
            slot_format: With `range` every slot has a start and an end; without a format only a start.
            username_list: Usernames who must all be free, for a dynamic event type.
            event_type_slug: Slug of the event type, used together with `usernameList`.
            reschedule_uid: Uid of the booking to be moved, so its own time counts as free.

        Returns:
            Times at which an event type can be booked, grouped by day.
        """
        _given = {
            "endTime": end_time,
            "startTime": start_time,
            "eventTypeId": event_type_id,
            "orgSlug": org_slug,
            "duration": duration,
            "timeZone": time_zone,
            "slotFormat": slot_format,
            "usernameList": username_list,
            "eventTypeSlug": event_type_slug,
            "rescheduleUid": reschedule_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_AVAILABLE, _given, extra_arguments, extra_headers, timeout)

    async def release(
        self,
        *,
        uid: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Release a reserved slot.

        Ends the hold that `slots.reserve` placed, so that others can book the slot again. Bookings are not touched.
        Source: action `CAL_DELETE_SELECTED_SLOT`.

        Args:
            uid: Uid that `slots.reserve` returned for the hold.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _RELEASE, {"uid": uid}, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )

    async def reserve(
        self,
        *,
        event_type_id: int,
        slot_utc_end_date: datetime | str,
        slot_utc_start_date: datetime | str,
        booking_uid: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[str]:
        """Reserve a slot for a short time.

        Holds a slot for a few minutes, five by default, while somebody completes a booking; after that it frees itself.
        No booking is made and nobody is notified. The answer is the uid that `slots.release` takes. Source: action
        `CAL_RESERVE_SLOT_FOR_EVENT`.

        Args:
            event_type_id: Number of the event type that the slot belongs to.
            slot_utc_end_date: When the slot ends, UTC, such as `2027-03-09T14:30:00Z`.
            slot_utc_start_date: When the slot starts, UTC, such as `2027-03-09T14:00:00Z`.
            booking_uid: Uid of the booking to join, only for event types with seats.

        Returns:
            Identifier of the reservation, the `uid` that releasing the slot asks for.
        """
        _given = {
            "eventTypeId": event_type_id,
            "slotUtcEndDate": slot_utc_end_date,
            "slotUtcStartDate": slot_utc_start_date,
            "bookingUid": booking_uid,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _RESERVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
