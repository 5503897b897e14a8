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

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ActionFailed: The action was run and failed.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def list(
        self,
        *,
        org_id: int,
        team_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of an organization team member.

        Gives all schedules of one member of the team, without paging. The default one has `isDefault` set.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team in which the user is.
            user_id: Number of the team member to look up.

        Returns:
            All schedules in question; there are no pages.

        Source: action `CAL_GET_SCHEDULE_FOR_USER_IN_TEAM`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(_LIST, {"orgId": org_id, "teamId": team_id, "userId": user_id}, extra_arguments, timeout)


class AsyncOrganizationsTeamsUsersSchedules(AsyncResource):
    """Schedules of users.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ActionFailed: The action was run and failed.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def list(
        self,
        *,
        org_id: int,
        team_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of an organization team member.

        Gives all schedules of one member of the team, without paging. The default one has `isDefault` set.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team in which the user is.
            user_id: Number of the team member to look up.

        Returns:
            All schedules in question; there are no pages.

        Source: action `CAL_GET_SCHEDULE_FOR_USER_IN_TEAM`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(_LIST, {"orgId": org_id, "teamId": team_id, "userId": user_id}, extra_arguments, timeout)
