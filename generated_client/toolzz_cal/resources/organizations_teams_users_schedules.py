# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Schedules of users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, many
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsTeamsUsersSchedules", "OrganizationsTeamsUsersSchedules"]

_LIST = GATEWAY.action(
    "organizations.teams.users.schedules.list",
    "CAL_GET_SCHEDULE_FOR_USER_IN_TEAM",
    "read",
    many(lambda: models.Schedule),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/{teamId}/users/{userId}/schedules", credential="key-or-client"),
)


class OrganizationsTeamsUsersSchedules(Resource):
    """Schedules of users.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def list(
        self,
        *,
        org_id: int,
        team_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of an organization team member.

        Gives all schedules of one member of the team, without paging. The default one has `isDefault` set. Source:
        action `CAL_GET_SCHEDULE_FOR_USER_IN_TEAM`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team in which the user is.
            user_id: Number of the team member to look up.

        Returns:
            All schedules in question; there are no pages.
        """
        _given = {"orgId": org_id, "teamId": team_id, "userId": user_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)


class AsyncOrganizationsTeamsUsersSchedules(AsyncResource):
    """Schedules of users.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def list(
        self,
        *,
        org_id: int,
        team_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of an organization team member.

        Gives all schedules of one member of the team, without paging. The default one has `isDefault` set. Source:
        action `CAL_GET_SCHEDULE_FOR_USER_IN_TEAM`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team in which the user is.
            user_id: Number of the team member to look up.

        Returns:
            All schedules in question; there are no pages.
        """
        _given = {"orgId": org_id, "teamId": team_id, "userId": user_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)
