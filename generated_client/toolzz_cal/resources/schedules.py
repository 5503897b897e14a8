# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The caller's own working hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one, one_or_none
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncSchedules", "Schedules"]

_GET = GATEWAY.action(
    "schedules.get",
    "CAL_FETCH_SCHEDULE_BY_ID",
    "read",
    one(lambda: models.Schedule),
    CalRequest("GET", "/v2/schedules/{scheduleId}", version="2024-06-11"),
    flag="checkAvailabilityEnabled",
)
_GET_DEFAULT = GATEWAY.action(
    "schedules.get_default",
    "CAL_GET_DEFAULT_SCHEDULE_DETAILS",
    "read",
    one_or_none(lambda: models.Schedule),
    CalRequest("GET", "/v2/schedules/default", version="2024-06-11"),
    flag="checkAvailabilityEnabled",
)
_LIST = GATEWAY.action(
    "schedules.list",
    "CAL_RETRIEVE_SCHEDULES_LIST",
    "read",
    many(lambda: models.Schedule),
    CalRequest("GET", "/v2/schedules", version="2024-06-11"),
    flag="checkAvailabilityEnabled",
)
_UPDATE = GATEWAY.action(
    "schedules.update",
    "CAL_UPDATE_SCHEDULE_BY_ID",
    "write",
    one(lambda: models.Schedule),
    CalRequest("PATCH", "/v2/schedules/{scheduleId}", "body", version="2024-06-11"),
    moments=("overrides.createdAt", "overrides.updatedAt"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "schedules.create",
    "CAL_CREATE_USER_AVAILABILITY_SCHEDULE",
    "write",
    one(lambda: models.Schedule),
    CalRequest("POST", "/v2/schedules", "body", version="2024-06-11"),
    moments=("overrides.createdAt", "overrides.updatedAt"),
    reconcile=Reconcile(_LIST, same={"name": ("name", ""), "timeZone": ("timeZone", "")}, id="id"),
)
_DELETE = GATEWAY.action(
    "schedules.delete",
    "CAL_DELETE_SCHEDULE_BY_ID",
    "destroy",
    one(lambda: models.StatusReply),
    CalRequest("DELETE", "/v2/schedules/{scheduleId}", version="2024-06-11"),
    reconcile=Reread(_LIST, gone={"id": "scheduleId"}),
)


class Schedules(Resource):
    """The caller's own working hours.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        name: str,
        time_zone: str,
        is_default: bool,
        overrides: Sequence[models.ScheduleOverride | models.ScheduleOverrideDict] | None = None,
        availability: Sequence[models.ScheduleAvailability | models.ScheduleAvailabilityDict] | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Create a schedule.

        Adds a schedule to the caller. A default schedule takes over from the previous one and serves every event type
        that names no schedule. Source: action `CAL_CREATE_USER_AVAILABILITY_SCHEDULE`.

        Args:
            name: Name under which the caller finds the schedule.
            time_zone: IANA zone in which the hours are meant, such as `America/Sao_Paulo`.
            is_default: True makes this the caller's default schedule in place of the present one.
            overrides: Other hours for single dates; they win over the weekly hours.
            availability: Weekly hours, 24-hour `HH:MM`; Monday to Friday 09:00 to 17:00 when absent.
            reconcile: Whether to look with `schedules.list` for what was made when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "name": name,
                "timeZone": time_zone,
                "isDefault": is_default,
                "overrides": overrides,
                "availability": availability,
            }
        )
        del overrides, availability
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

    def delete(
        self,
        *,
        schedule_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Delete a schedule.

        Removes a schedule of the caller for good. Event types that used it fall back to the default schedule; without
        the default itself, the caller has none until another is chosen. Source: action `CAL_DELETE_SCHEDULE_BY_ID`.

        Args:
            schedule_id: Number of the schedule to remove; it must belong to the caller.
            reconcile: Whether to look with `schedules.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"scheduleId": schedule_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        schedule_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Get a schedule.

        Gives time zone, weekly hours and overrides of one schedule of the caller. Schedules of other users are refused.
        Source: action `CAL_FETCH_SCHEDULE_BY_ID`.

        Args:
            schedule_id: Number of the schedule, as `schedules.list` gives it.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"scheduleId": schedule_id}, extra_arguments, extra_headers, timeout)

    def get_default(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule | None]:
        """Get the caller's default schedule.

        Gives the schedule that counts for the caller's event types when they name none. The data is null when the
        caller has no default. Source: action `CAL_GET_DEFAULT_SCHEDULE_DETAILS`.

        Returns:
            The default schedule; null when the caller has none.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET_DEFAULT, {}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the caller's schedules.

        Gives all schedules of the caller, the default among them, without paging. Those of other users in the
        organization are not part of it. Source: action `CAL_RETRIEVE_SCHEDULES_LIST`.

        Returns:
            All schedules in question; there are no pages.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        schedule_id: str,
        name: str | None = None,
        time_zone: str | None = None,
        is_default: bool | None = None,
        overrides: Sequence[models.ScheduleOverride | models.ScheduleOverrideDict] | None = None,
        availability: Sequence[models.ScheduleAvailability | models.ScheduleAvailabilityDict] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Update a schedule.

        Changes what is sent and keeps the rest. Hours and overrides are exchanged as whole lists, so send the entries
        that should stay as well. Source: action `CAL_UPDATE_SCHEDULE_BY_ID`.

        Args:
            schedule_id: Number of the schedule to change, written as a string.
            name: New name of the schedule.
            time_zone: New IANA zone; the stored hours are then meant in it.
            is_default: True makes this the default schedule; false changes nothing.
            overrides: Complete new list of overrides; an empty list removes all.
            availability: Complete new list of weekly hours, 24-hour `HH:MM`.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "scheduleId": schedule_id,
                "name": name,
                "timeZone": time_zone,
                "isDefault": is_default,
                "overrides": overrides,
                "availability": availability,
            }
        )
        del overrides, availability
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncSchedules(AsyncResource):
    """The caller's own working hours.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        name: str,
        time_zone: str,
        is_default: bool,
        overrides: Sequence[models.ScheduleOverride | models.ScheduleOverrideDict] | None = None,
        availability: Sequence[models.ScheduleAvailability | models.ScheduleAvailabilityDict] | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Create a schedule.

        Adds a schedule to the caller. A default schedule takes over from the previous one and serves every event type
        that names no schedule. Source: action `CAL_CREATE_USER_AVAILABILITY_SCHEDULE`.

        Args:
            name: Name under which the caller finds the schedule.
            time_zone: IANA zone in which the hours are meant, such as `America/Sao_Paulo`.
            is_default: True makes this the caller's default schedule in place of the present one.
            overrides: Other hours for single dates; they win over the weekly hours.
            availability: Weekly hours, 24-hour `HH:MM`; Monday to Friday 09:00 to 17:00 when absent.
            reconcile: Whether to look with `schedules.list` for what was made when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "name": name,
                "timeZone": time_zone,
                "isDefault": is_default,
                "overrides": overrides,
                "availability": availability,
            }
        )
        del overrides, availability
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

    async def delete(
        self,
        *,
        schedule_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Delete a schedule.

        Removes a schedule of the caller for good. Event types that used it fall back to the default schedule; without
        the default itself, the caller has none until another is chosen. Source: action `CAL_DELETE_SCHEDULE_BY_ID`.

        Args:
            schedule_id: Number of the schedule to remove; it must belong to the caller.
            reconcile: Whether to look with `schedules.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"scheduleId": schedule_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        schedule_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Get a schedule.

        Gives time zone, weekly hours and overrides of one schedule of the caller. Schedules of other users are refused.
        Source: action `CAL_FETCH_SCHEDULE_BY_ID`.

        Args:
            schedule_id: Number of the schedule, as `schedules.list` gives it.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"scheduleId": schedule_id}, extra_arguments, extra_headers, timeout)

    async def get_default(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule | None]:
        """Get the caller's default schedule.

        Gives the schedule that counts for the caller's event types when they name none. The data is null when the
        caller has no default. Source: action `CAL_GET_DEFAULT_SCHEDULE_DETAILS`.

        Returns:
            The default schedule; null when the caller has none.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET_DEFAULT, {}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the caller's schedules.

        Gives all schedules of the caller, the default among them, without paging. Those of other users in the
        organization are not part of it. Source: action `CAL_RETRIEVE_SCHEDULES_LIST`.

        Returns:
            All schedules in question; there are no pages.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
        schedule_id: str,
        name: str | None = None,
        time_zone: str | None = None,
        is_default: bool | None = None,
        overrides: Sequence[models.ScheduleOverride | models.ScheduleOverrideDict] | None = None,
        availability: Sequence[models.ScheduleAvailability | models.ScheduleAvailabilityDict] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Update a schedule.

        Changes what is sent and keeps the rest. Hours and overrides are exchanged as whole lists, so send the entries
        that should stay as well. Source: action `CAL_UPDATE_SCHEDULE_BY_ID`.

        Args:
            schedule_id: Number of the schedule to change, written as a string.
            name: New name of the schedule.
            time_zone: New IANA zone; the stored hours are then meant in it.
            is_default: True makes this the default schedule; false changes nothing.
            overrides: Complete new list of overrides; an empty list removes all.
            availability: Complete new list of weekly hours, 24-hour `HH:MM`.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "scheduleId": schedule_id,
                "name": name,
                "timeZone": time_zone,
                "isDefault": is_default,
                "overrides": overrides,
                "availability": availability,
            }
        )
        del overrides, availability
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
