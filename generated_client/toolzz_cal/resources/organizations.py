# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Organizations with their teams, users, memberships, attributes, schedules and webhooks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._resource import AsyncResource, Resource

if TYPE_CHECKING:
    from .organizations_attributes import AsyncOrganizationsAttributes, OrganizationsAttributes
    from .organizations_event_types import AsyncOrganizationsEventTypes, OrganizationsEventTypes
    from .organizations_memberships import AsyncOrganizationsMemberships, OrganizationsMemberships
    from .organizations_schedules import AsyncOrganizationsSchedules, OrganizationsSchedules
    from .organizations_teams import AsyncOrganizationsTeams, OrganizationsTeams
    from .organizations_users import AsyncOrganizationsUsers, OrganizationsUsers
    from .organizations_webhooks import AsyncOrganizationsWebhooks, OrganizationsWebhooks

__all__ = ["AsyncOrganizations", "Organizations"]


class Organizations(Resource):
    """Organizations with their teams, users, memberships, attributes, schedules and webhooks."""

    @cached_property
    def attributes(self) -> OrganizationsAttributes:
        """Attributes of organizations."""
        from .organizations_attributes import OrganizationsAttributes

        return OrganizationsAttributes(self._engine)

    @cached_property
    def event_types(self) -> OrganizationsEventTypes:
        """Event types of organizations."""
        from .organizations_event_types import OrganizationsEventTypes

        return OrganizationsEventTypes(self._engine)

    @cached_property
    def memberships(self) -> OrganizationsMemberships:
        """Memberships of organizations."""
        from .organizations_memberships import OrganizationsMemberships

        return OrganizationsMemberships(self._engine)

    @cached_property
    def schedules(self) -> OrganizationsSchedules:
        """Schedules of organizations."""
        from .organizations_schedules import OrganizationsSchedules

        return OrganizationsSchedules(self._engine)

    @cached_property
    def teams(self) -> OrganizationsTeams:
        """Teams of organizations."""
        from .organizations_teams import OrganizationsTeams

        return OrganizationsTeams(self._engine)

    @cached_property
    def users(self) -> OrganizationsUsers:
        """Users of organizations."""
        from .organizations_users import OrganizationsUsers

        return OrganizationsUsers(self._engine)

    @cached_property
    def webhooks(self) -> OrganizationsWebhooks:
        """Webhooks of organizations."""
        from .organizations_webhooks import OrganizationsWebhooks

        return OrganizationsWebhooks(self._engine)


class AsyncOrganizations(AsyncResource):
    """Organizations with their teams, users, memberships, attributes, schedules and webhooks."""

    @cached_property
    def attributes(self) -> AsyncOrganizationsAttributes:
        """Attributes of organizations."""
        from .organizations_attributes import AsyncOrganizationsAttributes

        return AsyncOrganizationsAttributes(self._engine)

    @cached_property
    def event_types(self) -> AsyncOrganizationsEventTypes:
        """Event types of organizations."""
        from .organizations_event_types import AsyncOrganizationsEventTypes

        return AsyncOrganizationsEventTypes(self._engine)

    @cached_property
    def memberships(self) -> AsyncOrganizationsMemberships:
        """Memberships of organizations."""
        from .organizations_memberships import AsyncOrganizationsMemberships

        return AsyncOrganizationsMemberships(self._engine)

    @cached_property
    def schedules(self) -> AsyncOrganizationsSchedules:
        """Schedules of organizations."""
        from .organizations_schedules import AsyncOrganizationsSchedules

        return AsyncOrganizationsSchedules(self._engine)

    @cached_property
    def teams(self) -> AsyncOrganizationsTeams:
        """Teams of organizations."""
        from .organizations_teams import AsyncOrganizationsTeams

        return AsyncOrganizationsTeams(self._engine)

    @cached_property
    def users(self) -> AsyncOrganizationsUsers:
        """Users of organizations."""
        from .organizations_users import AsyncOrganizationsUsers

        return AsyncOrganizationsUsers(self._engine)

    @cached_property
    def webhooks(self) -> AsyncOrganizationsWebhooks:
        """Webhooks of organizations."""
        from .organizations_webhooks import AsyncOrganizationsWebhooks

        return AsyncOrganizationsWebhooks(self._engine)
