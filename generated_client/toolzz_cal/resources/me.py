# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The profile behind the credential."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, Repeat, one, texts
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncMe", "Me"]

_GET = GATEWAY.action(
    "me.get", "CAL_RETRIEVE_MY_INFORMATION", "read", one(lambda: models.User), CalRequest("GET", "/v2/me")
)
_ORGANIZATION_IDS = GATEWAY.action(
    "me.organization_ids",
    "CAL_GET_ORGANIZATION_ID",
    "read",
    texts,
    CalRequest("GET", "/v2/me", state="composed", picks="organizationId"),
)
_UPDATE = GATEWAY.action(
    "me.update",
    "CAL_UPDATE_USER_PROFILE_DETAILS",
    "write",
    one(lambda: models.User),
    CalRequest("PATCH", "/v2/me", "body"),
    reconcile=Repeat(),
)


class Me(Resource):
    """The profile behind the credential.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def get(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.User]:
        """Get the caller's profile.

        Gives the user behind the credential, with time zone, default schedule and organization, if any. It is the
        simplest way to test a credential. Source: action `CAL_RETRIEVE_MY_INFORMATION`.

        Returns:
            The account that the credential belongs to.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {}, extra_arguments, extra_headers, timeout)

    def organization_ids(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[str]:
        """List the caller's organization ids.

        Gives the ids, as strings, of the organizations to which the caller belongs. A profile of Cal.com knows a single
        organization, so expect one id or an empty list. Source: action `CAL_GET_ORGANIZATION_ID`.

        Returns:
            Organizations of the caller, as strings; Cal.com has at most one.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_ORGANIZATION_IDS, {}, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        name: str | None = None,
        email: str | None = None,
        locale: models.Locale | None = None,
        time_zone: str | None = None,
        avatar_url: str | None = None,
        week_start: models.WeekDay | None = None,
        time_format: int | None = None,
        default_schedule_id: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.User]:
        """Update the caller's profile.

        Changes what is sent in the profile of the caller and keeps the rest. A new time zone is also given to the
        default schedule. Source: action `CAL_UPDATE_USER_PROFILE_DETAILS`.

        Args:
            name: Full name, as people who book see it.
            email: New email address of the caller.
            locale: Language in which Cal.com writes to the caller, such as `pt-BR`.
            time_zone: IANA zone of the caller, such as `America/Sao_Paulo`.
            avatar_url: Public address of the profile picture.
            week_start: Day on which the caller's week begins.
            time_format: Clock for displayed times: 12 or 24 hours.
            default_schedule_id: Number of the schedule to make the default, from `schedules.list`.

        Returns:
            The account that the credential belongs to.
        """
        _given = {
            "name": name,
            "email": email,
            "locale": locale,
            "timeZone": time_zone,
            "avatarUrl": avatar_url,
            "weekStart": week_start,
            "timeFormat": time_format,
            "defaultScheduleId": default_schedule_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncMe(AsyncResource):
    """The profile behind the credential.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def get(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.User]:
        """Get the caller's profile.

        Gives the user behind the credential, with time zone, default schedule and organization, if any. It is the
        simplest way to test a credential. Source: action `CAL_RETRIEVE_MY_INFORMATION`.

        Returns:
            The account that the credential belongs to.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {}, extra_arguments, extra_headers, timeout)

    async def organization_ids(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[str]:
        """List the caller's organization ids.

        Gives the ids, as strings, of the organizations to which the caller belongs. A profile of Cal.com knows a single
        organization, so expect one id or an empty list. Source: action `CAL_GET_ORGANIZATION_ID`.

        Returns:
            Organizations of the caller, as strings; Cal.com has at most one.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_ORGANIZATION_IDS, {}, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
        name: str | None = None,
        email: str | None = None,
        locale: models.Locale | None = None,
        time_zone: str | None = None,
        avatar_url: str | None = None,
        week_start: models.WeekDay | None = None,
        time_format: int | None = None,
        default_schedule_id: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.User]:
        """Update the caller's profile.

        Changes what is sent in the profile of the caller and keeps the rest. A new time zone is also given to the
        default schedule. Source: action `CAL_UPDATE_USER_PROFILE_DETAILS`.

        Args:
            name: Full name, as people who book see it.
            email: New email address of the caller.
            locale: Language in which Cal.com writes to the caller, such as `pt-BR`.
            time_zone: IANA zone of the caller, such as `America/Sao_Paulo`.
            avatar_url: Public address of the profile picture.
            week_start: Day on which the caller's week begins.
            time_format: Clock for displayed times: 12 or 24 hours.
            default_schedule_id: Number of the schedule to make the default, from `schedules.list`.

        Returns:
            The account that the credential belongs to.
        """
        _given = {
            "name": name,
            "email": email,
            "locale": locale,
            "timeZone": time_zone,
            "avatarUrl": avatar_url,
            "weekStart": week_start,
            "timeFormat": time_format,
            "defaultScheduleId": default_schedule_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
