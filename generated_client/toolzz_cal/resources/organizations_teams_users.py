# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Users of teams."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._resource import AsyncResource, Resource

if TYPE_CHECKING:
    from .organizations_teams_users_schedules import (
        AsyncOrganizationsTeamsUsersSchedules,
        OrganizationsTeamsUsersSchedules,
    )

__all__ = ["AsyncOrganizationsTeamsUsers", "OrganizationsTeamsUsers"]


class OrganizationsTeamsUsers(Resource):
    """Users of teams."""

    @cached_property
    def schedules(self) -> OrganizationsTeamsUsersSchedules:
        """Schedules of users."""
        from .organizations_teams_users_schedules import OrganizationsTeamsUsersSchedules

        return OrganizationsTeamsUsersSchedules(self._engine)


class AsyncOrganizationsTeamsUsers(AsyncResource):
    """Users of teams."""

    @cached_property
    def schedules(self) -> AsyncOrganizationsTeamsUsersSchedules:
        """Schedules of users."""
        from .organizations_teams_users_schedules import AsyncOrganizationsTeamsUsersSchedules

        return AsyncOrganizationsTeamsUsersSchedules(self._engine)
