# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Schedules of users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsUsersSchedules", "OrganizationsUsersSchedules"]

_GET = GATEWAY.action(
    "organizations.users.schedules.get",
    "CAL_FETCH_USER_SCHEDULE_BY_ORG_ID",
    "read",
    one(lambda: models.Schedule),
    CalRequest("GET", "/v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}", credential="key-or-client"),
)
_LIST = GATEWAY.action(
    "organizations.users.schedules.list",
    "CAL_GET_ORGANIZATION_USER_SCHEDULES",
    "read",
    many(lambda: models.Schedule),
    CalRequest("GET", "/v2/organizations/{orgId}/users/{userId}/schedules", credential="key-or-client"),
)
_UPDATE = GATEWAY.action(
    "organizations.users.schedules.update",
    "CAL_UPDATE_USER_SCHEDULE_IN_ORGANIZATION",
    "write",
    one(lambda: models.Schedule),
    CalRequest(
        "PATCH", "/v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}", "body", credential="key-or-client"
    ),
    moments=("overrides.createdAt", "overrides.updatedAt"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.users.schedules.create",
    "CAL_CREATE_USER_SCHEDULE_IN_ORGANIZATION",
    "write",
    one(lambda: models.Schedule),
    CalRequest("POST", "/v2/organizations/{orgId}/users/{userId}/schedules", "body", credential="key-or-client"),
    moments=("overrides.createdAt", "overrides.updatedAt"),
    reconcile=Reconcile(
        _LIST,
        filters={"orgId": ("orgId", ""), "userId": ("userId", "")},
        same={"name": ("name", ""), "timeZone": ("timeZone", "")},
        id="id",
    ),
)
_DELETE = GATEWAY.action(
    "organizations.users.schedules.delete",
    "CAL_DELETE_USER_SCHEDULE",
    "destroy",
    one(lambda: models.StatusReply),
    CalRequest("DELETE", "/v2/organizations/{orgId}/users/{userId}/schedules/{scheduleId}", credential="key-or-client"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId", "userId": "userId"}, gone={"id": "scheduleId"}),
)


class OrganizationsUsersSchedules(Resource):
    """Schedules of users.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        name: str,
        org_id: int,
        user_id: int,
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
        """Create a schedule for an organization user.

        Adds working hours for one user of the organization. Without `availability` Cal.com fills in Monday to Friday,
        09:00 to 17:00, in the schedule's zone. Source: action `CAL_CREATE_USER_SCHEDULE_IN_ORGANIZATION`.

        Args:
            name: Title of the schedule, seen by its owner.
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who gets the schedule.
            time_zone: IANA zone in which the hours are meant, such as `America/Sao_Paulo`.
            is_default: True makes it the user's default and displaces the present one.
            overrides: Single dates with other hours than the weekly ones.
            availability: Weekly hours, one entry per group of days.
            reconcile: Whether to look with `organizations.users.schedules.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "name": name,
                "orgId": org_id,
                "userId": user_id,
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
        org_id: int,
        user_id: int,
        schedule_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Delete a schedule of an organization user.

        Removes the user's schedule for good. The reply holds a status only, and a schedule that belongs to somebody
        else is refused. Source: action `CAL_DELETE_USER_SCHEDULE`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who owns the schedule.
            schedule_id: Number of the schedule to delete.
            reconcile: Whether to look with `organizations.users.schedules.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        _given = {"orgId": org_id, "userId": user_id, "scheduleId": schedule_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        org_id: int,
        user_id: int,
        schedule_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Get a schedule of an organization user.

        Reads the weekly hours and the dated exceptions of one schedule. It shows no bookings, and the named user has to
        own the schedule. Source: action `CAL_FETCH_USER_SCHEDULE_BY_ORG_ID`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who owns the schedule.
            schedule_id: Number of the schedule, taken from the user's schedule list.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = {"orgId": org_id, "userId": user_id, "scheduleId": schedule_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of an organization user.

        Gives all schedules of one user in a single reply, without paging. The default one has `isDefault` set. Source:
        action `CAL_GET_ORGANIZATION_USER_SCHEDULES`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user whose schedules are wanted.

        Returns:
            All schedules in question; there are no pages.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"orgId": org_id, "userId": user_id}, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        org_id: int,
        user_id: int,
        schedule_id: int,
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
        """Update a schedule of an organization user.

        Changes the fields that are sent and keeps the others. A list sent as `availability` or `overrides` replaces the
        stored one as a whole. Source: action `CAL_UPDATE_USER_SCHEDULE_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who owns the schedule.
            schedule_id: Number of the schedule to change.
            name: New title of the schedule.
            time_zone: IANA zone in which the hours are meant from now on.
            is_default: True makes it the user's default; false leaves the default as it is.
            overrides: Full new list of dates with other hours; `[]` removes them all.
            availability: Full new list of weekly hours, one entry per group of days.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "userId": user_id,
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


class AsyncOrganizationsUsersSchedules(AsyncResource):
    """Schedules of users.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        name: str,
        org_id: int,
        user_id: int,
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
        """Create a schedule for an organization user.

        Adds working hours for one user of the organization. Without `availability` Cal.com fills in Monday to Friday,
        09:00 to 17:00, in the schedule's zone. Source: action `CAL_CREATE_USER_SCHEDULE_IN_ORGANIZATION`.

        Args:
            name: Title of the schedule, seen by its owner.
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who gets the schedule.
            time_zone: IANA zone in which the hours are meant, such as `America/Sao_Paulo`.
            is_default: True makes it the user's default and displaces the present one.
            overrides: Single dates with other hours than the weekly ones.
            availability: Weekly hours, one entry per group of days.
            reconcile: Whether to look with `organizations.users.schedules.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "name": name,
                "orgId": org_id,
                "userId": user_id,
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
        org_id: int,
        user_id: int,
        schedule_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Delete a schedule of an organization user.

        Removes the user's schedule for good. The reply holds a status only, and a schedule that belongs to somebody
        else is refused. Source: action `CAL_DELETE_USER_SCHEDULE`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who owns the schedule.
            schedule_id: Number of the schedule to delete.
            reconcile: Whether to look with `organizations.users.schedules.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        _given = {"orgId": org_id, "userId": user_id, "scheduleId": schedule_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        org_id: int,
        user_id: int,
        schedule_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Schedule]:
        """Get a schedule of an organization user.

        Reads the weekly hours and the dated exceptions of one schedule. It shows no bookings, and the named user has to
        own the schedule. Source: action `CAL_FETCH_USER_SCHEDULE_BY_ORG_ID`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who owns the schedule.
            schedule_id: Number of the schedule, taken from the user's schedule list.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = {"orgId": org_id, "userId": user_id, "scheduleId": schedule_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        org_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of an organization user.

        Gives all schedules of one user in a single reply, without paging. The default one has `isDefault` set. Source:
        action `CAL_GET_ORGANIZATION_USER_SCHEDULES`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user whose schedules are wanted.

        Returns:
            All schedules in question; there are no pages.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {"orgId": org_id, "userId": user_id}, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
        org_id: int,
        user_id: int,
        schedule_id: int,
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
        """Update a schedule of an organization user.

        Changes the fields that are sent and keeps the others. A list sent as `availability` or `overrides` replaces the
        stored one as a whole. Source: action `CAL_UPDATE_USER_SCHEDULE_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who owns the schedule.
            schedule_id: Number of the schedule to change.
            name: New title of the schedule.
            time_zone: IANA zone in which the hours are meant from now on.
            is_default: True makes it the user's default; false leaves the default as it is.
            overrides: Full new list of dates with other hours; `[]` removes them all.
            availability: Full new list of weekly hours, one entry per group of days.

        Returns:
            The weekly hours in which somebody can be booked, with exceptions for single dates.
        """
        _given = Hidden(
            {
                "orgId": org_id,
                "userId": user_id,
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
