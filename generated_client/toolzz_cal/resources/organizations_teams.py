# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Teams of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

if TYPE_CHECKING:
    from .organizations_teams_event_types import AsyncOrganizationsTeamsEventTypes, OrganizationsTeamsEventTypes
    from .organizations_teams_memberships import AsyncOrganizationsTeamsMemberships, OrganizationsTeamsMemberships
    from .organizations_teams_users import AsyncOrganizationsTeamsUsers, OrganizationsTeamsUsers

__all__ = ["AsyncOrganizationsTeams", "OrganizationsTeams"]

_GET = GATEWAY.action(
    "organizations.teams.get",
    "CAL_GET_TEAM_DETAILS_BY_ORG_ID_AND_TEAM_ID",
    "read",
    one(lambda: models.Team),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/{teamId}", credential="key-or-client"),
)
_LIST = GATEWAY.action(
    "organizations.teams.list",
    "CAL_RETRIEVE_TEAM_DETAILS_IN_ORGANIZATION",
    "read",
    many(lambda: models.Team),
    CalRequest("GET", "/v2/organizations/{orgId}/teams", credential="key-or-client"),
)
_LIST_MINE = GATEWAY.action(
    "organizations.teams.list_mine",
    "CAL_RETRIEVE_CURRENT_TEAM_FOR_ORGANIZATION",
    "read",
    many(lambda: models.Team),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/me", credential="key-or-client"),
)
_UPDATE = GATEWAY.action(
    "organizations.teams.update",
    "CAL_UPDATE_TEAM_INFORMATION_BY_ID",
    "write",
    one(lambda: models.Team),
    CalRequest(
        "PATCH",
        "/v2/organizations/{orgId}/teams/{teamId}",
        "body",
        credential="key-or-client",
        encodings={"metadata": "object", "bookingLimits": "object"},
    ),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.teams.create",
    "CAL_CREATE_TEAM_IN_ORGANIZATION",
    "write",
    one(lambda: models.Team),
    CalRequest(
        "POST", "/v2/organizations/{orgId}/teams", "body", credential="key-or-client", encodings={"metadata": "object"}
    ),
    reconcile=Reconcile(_LIST, filters={"orgId": ("orgId", "")}, same={"name": ("name", "")}, id="id", pages=True),
)
_DELETE = GATEWAY.action(
    "organizations.teams.delete",
    "CAL_DELETE_TEAM_FROM_ORGANIZATION",
    "destroy",
    one(lambda: models.Team),
    CalRequest("DELETE", "/v2/organizations/{orgId}/teams/{teamId}", credential="key-or-client"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId"}, gone={"id": "teamId"}, pages=True),
)


class OrganizationsTeams(Resource):
    """Teams of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def event_types(self) -> OrganizationsTeamsEventTypes:
        """Event types of teams."""
        from .organizations_teams_event_types import OrganizationsTeamsEventTypes

        return OrganizationsTeamsEventTypes(self._engine)

    @cached_property
    def memberships(self) -> OrganizationsTeamsMemberships:
        """Memberships of teams."""
        from .organizations_teams_memberships import OrganizationsTeamsMemberships

        return OrganizationsTeamsMemberships(self._engine)

    @cached_property
    def users(self) -> OrganizationsTeamsUsers:
        """Users of teams."""
        from .organizations_teams_users import OrganizationsTeamsUsers

        return OrganizationsTeamsUsers(self._engine)

    def create(
        self,
        *,
        name: str,
        org_id: int,
        bio: str | None = None,
        slug: str | None = None,
        theme: str | None = None,
        app_logo: str | None = None,
        logo_url: str | None = None,
        metadata: str | None = None,
        time_zone: str | None = None,
        banner_url: str | None = None,
        is_private: bool | None = None,
        week_start: str | None = None,
        brand_color: str | None = None,
        time_format: int | None = None,
        app_icon_logo: str | None = None,
        cal_video_logo: str | None = None,
        hide_branding: bool | None = None,
        dark_brand_color: str | None = None,
        auto_accept_creator: bool | None = None,
        hide_book_a_team_member: bool | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Create a team in an organization.

        Makes a new team inside the organization and its caller an owner of the team. The caller must administer the
        organization. Source: action `CAL_CREATE_TEAM_IN_ORGANIZATION`.

        Args:
            name: Name shown on the booking page and in emails.
            org_id: Number of the organization that gets the team.
            bio: Text about the team on its public page.
            slug: Last part of the team's page address, such as `support`; unique within the organization.
            theme: Colour scheme of the pages, `light` or `dark`; without it they follow the visitor.
            app_logo: Address of the logo shown in place of Cal.com's.
            logo_url: Address of the team's picture.
            metadata: Free values kept with the team, as a JSON object in text form.
            time_zone: IANA zone of the team, such as `America/Sao_Paulo`; `Europe/London` when absent.
            banner_url: Address of the wide picture on the booking page.
            is_private: Whether ordinary members and visitors are kept from seeing who is in the team.
            week_start: English name of the first day of the week; `Sunday` when absent.
            brand_color: Accent colour on light pages as hex, such as `#1a73e8`.
            time_format: Clock of the team, 12 or 24 hours; Cal.com's servers of 2026 refuse it.
            app_icon_logo: Address of a small square form of `appLogo`.
            cal_video_logo: Address of the logo shown during Cal Video calls.
            hide_branding: Whether pages leave out the mark of Cal.com; false when absent.
            dark_brand_color: Accent colour on dark pages as hex, such as `#8ab4f8`.
            auto_accept_creator: Whether the creator's own membership is active at once; true when absent.
            hide_book_a_team_member: Whether the team page drops the button for booking a single member.
            reconcile: Whether to look with `organizations.teams.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        _given = {
            "name": name,
            "orgId": org_id,
            "bio": bio,
            "slug": slug,
            "theme": theme,
            "appLogo": app_logo,
            "logoUrl": logo_url,
            "metadata": metadata,
            "timeZone": time_zone,
            "bannerUrl": banner_url,
            "isPrivate": is_private,
            "weekStart": week_start,
            "brandColor": brand_color,
            "timeFormat": time_format,
            "appIconLogo": app_icon_logo,
            "calVideoLogo": cal_video_logo,
            "hideBranding": hide_branding,
            "darkBrandColor": dark_brand_color,
            "autoAcceptCreator": auto_accept_creator,
            "hideBookATeamMember": hide_book_a_team_member,
        }
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
        team_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Delete a team of an organization.

        Deletes the team with its event types and memberships; nothing brings it back. The members stay in the
        organization, whose administrators alone may do this. Source: action `CAL_DELETE_TEAM_FROM_ORGANIZATION`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team to delete.
            reconcile: Whether to look with `organizations.teams.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"orgId": org_id, "teamId": team_id},
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
        team_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Get a team of an organization.

        Reads the profile and settings of one team, without its members or event types. The team must be part of the
        organization. Source: action `CAL_GET_TEAM_DETAILS_BY_ORG_ID_AND_TEAM_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team to read, from `organizations.teams.list`.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"orgId": org_id, "teamId": team_id}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List the teams of an organization.

        Gives all teams of the organization, whether or not the caller is in them, to administrators of the
        organization. The reply is a plain list without a total. Source: action
        `CAL_RETRIEVE_TEAM_DETAILS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose teams are wanted.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The teams that the caller may see here.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Team]:
        """List the teams of an organization.

        Gives all teams of the organization, whether or not the caller is in them, to administrators of the
        organization. The reply is a plain list without a total. Source: action
        `CAL_RETRIEVE_TEAM_DETAILS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose teams are wanted.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def list_mine(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List the user's own teams in an organization.

        Gives the teams of the organization that the caller is a member of. The reply is a plain list without a total,
        even when it holds a single team. Source: action `CAL_RETRIEVE_CURRENT_TEAM_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization in which to look.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The teams that the caller may see here.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _LIST_MINE, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate_mine(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Team]:
        """List the user's own teams in an organization.

        Gives the teams of the organization that the caller is a member of. The reply is a plain list without a total,
        even when it holds a single team. Source: action `CAL_RETRIEVE_CURRENT_TEAM_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization in which to look.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST_MINE, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def update(
        self,
        *,
        org_id: int,
        team_id: int,
        bio: str | None = None,
        name: str | None = None,
        slug: str | None = None,
        theme: str | None = None,
        app_logo: str | None = None,
        logo_url: str | None = None,
        metadata: str | None = None,
        time_zone: str | None = None,
        banner_url: str | None = None,
        is_private: bool | None = None,
        week_start: str | None = None,
        brand_color: str | None = None,
        time_format: int | None = None,
        app_icon_logo: str | None = None,
        cal_video_logo: str | None = None,
        hide_branding: bool | None = None,
        booking_limits: str | None = None,
        dark_brand_color: str | None = None,
        hide_book_a_team_member: bool | None = None,
        include_managed_events_in_limits: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Update a team of an organization.

        Changes what is sent and keeps the rest. The caller must administer the organization; being an administrator of
        the team is not enough. Source: action `CAL_UPDATE_TEAM_INFORMATION_BY_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team to change, from `organizations.teams.list`.
            bio: New text about the team on its public page.
            name: Name of the team, the old one to keep it; Cal.com refuses an update without. Links stay as they are.
            slug: New last part of the page address, unique within the organization; old links break.
            theme: New colour scheme of the pages, `light` or `dark`.
            app_logo: Address of the new logo shown in place of Cal.com's.
            logo_url: Address of the team's new picture.
            metadata: New free values, as a JSON object in text form.
            time_zone: New IANA zone of the team, such as `America/Sao_Paulo`.
            banner_url: Address of the new wide picture on the booking page.
            is_private: Whether ordinary members and visitors are kept from seeing who is in the team.
            week_start: English name of the new first day of the week, such as `Monday`.
            brand_color: New accent colour on light pages as hex, such as `#1a73e8`.
            time_format: New clock of the team, 12 or 24 hours; Cal.com's servers of 2026 refuse it.
            app_icon_logo: Address of a new small square form of `appLogo`.
            cal_video_logo: Address of the new logo shown during Cal Video calls.
            hide_branding: Whether pages leave out the mark of Cal.com.
            booking_limits: Most bookings per member and period, as JSON text such as `{"PER_DAY": 5}`.
            dark_brand_color: New accent colour on dark pages as hex, such as `#8ab4f8`.
            hide_book_a_team_member: Whether the team page drops the button for booking a single member.
            include_managed_events_in_limits: Whether bookings of managed event types count towards `bookingLimits`.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        _given = {
            "orgId": org_id,
            "teamId": team_id,
            "bio": bio,
            "name": name,
            "slug": slug,
            "theme": theme,
            "appLogo": app_logo,
            "logoUrl": logo_url,
            "metadata": metadata,
            "timeZone": time_zone,
            "bannerUrl": banner_url,
            "isPrivate": is_private,
            "weekStart": week_start,
            "brandColor": brand_color,
            "timeFormat": time_format,
            "appIconLogo": app_icon_logo,
            "calVideoLogo": cal_video_logo,
            "hideBranding": hide_branding,
            "bookingLimits": booking_limits,
            "darkBrandColor": dark_brand_color,
            "hideBookATeamMember": hide_book_a_team_member,
            "includeManagedEventsInLimits": include_managed_events_in_limits,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsTeams(AsyncResource):
    """Teams of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def event_types(self) -> AsyncOrganizationsTeamsEventTypes:
        """Event types of teams."""
        from .organizations_teams_event_types import AsyncOrganizationsTeamsEventTypes

        return AsyncOrganizationsTeamsEventTypes(self._engine)

    @cached_property
    def memberships(self) -> AsyncOrganizationsTeamsMemberships:
        """Memberships of teams."""
        from .organizations_teams_memberships import AsyncOrganizationsTeamsMemberships

        return AsyncOrganizationsTeamsMemberships(self._engine)

    @cached_property
    def users(self) -> AsyncOrganizationsTeamsUsers:
        """Users of teams."""
        from .organizations_teams_users import AsyncOrganizationsTeamsUsers

        return AsyncOrganizationsTeamsUsers(self._engine)

    async def create(
        self,
        *,
        name: str,
        org_id: int,
        bio: str | None = None,
        slug: str | None = None,
        theme: str | None = None,
        app_logo: str | None = None,
        logo_url: str | None = None,
        metadata: str | None = None,
        time_zone: str | None = None,
        banner_url: str | None = None,
        is_private: bool | None = None,
        week_start: str | None = None,
        brand_color: str | None = None,
        time_format: int | None = None,
        app_icon_logo: str | None = None,
        cal_video_logo: str | None = None,
        hide_branding: bool | None = None,
        dark_brand_color: str | None = None,
        auto_accept_creator: bool | None = None,
        hide_book_a_team_member: bool | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Create a team in an organization.

        Makes a new team inside the organization and its caller an owner of the team. The caller must administer the
        organization. Source: action `CAL_CREATE_TEAM_IN_ORGANIZATION`.

        Args:
            name: Name shown on the booking page and in emails.
            org_id: Number of the organization that gets the team.
            bio: Text about the team on its public page.
            slug: Last part of the team's page address, such as `support`; unique within the organization.
            theme: Colour scheme of the pages, `light` or `dark`; without it they follow the visitor.
            app_logo: Address of the logo shown in place of Cal.com's.
            logo_url: Address of the team's picture.
            metadata: Free values kept with the team, as a JSON object in text form.
            time_zone: IANA zone of the team, such as `America/Sao_Paulo`; `Europe/London` when absent.
            banner_url: Address of the wide picture on the booking page.
            is_private: Whether ordinary members and visitors are kept from seeing who is in the team.
            week_start: English name of the first day of the week; `Sunday` when absent.
            brand_color: Accent colour on light pages as hex, such as `#1a73e8`.
            time_format: Clock of the team, 12 or 24 hours; Cal.com's servers of 2026 refuse it.
            app_icon_logo: Address of a small square form of `appLogo`.
            cal_video_logo: Address of the logo shown during Cal Video calls.
            hide_branding: Whether pages leave out the mark of Cal.com; false when absent.
            dark_brand_color: Accent colour on dark pages as hex, such as `#8ab4f8`.
            auto_accept_creator: Whether the creator's own membership is active at once; true when absent.
            hide_book_a_team_member: Whether the team page drops the button for booking a single member.
            reconcile: Whether to look with `organizations.teams.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        _given = {
            "name": name,
            "orgId": org_id,
            "bio": bio,
            "slug": slug,
            "theme": theme,
            "appLogo": app_logo,
            "logoUrl": logo_url,
            "metadata": metadata,
            "timeZone": time_zone,
            "bannerUrl": banner_url,
            "isPrivate": is_private,
            "weekStart": week_start,
            "brandColor": brand_color,
            "timeFormat": time_format,
            "appIconLogo": app_icon_logo,
            "calVideoLogo": cal_video_logo,
            "hideBranding": hide_branding,
            "darkBrandColor": dark_brand_color,
            "autoAcceptCreator": auto_accept_creator,
            "hideBookATeamMember": hide_book_a_team_member,
        }
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
        team_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Delete a team of an organization.

        Deletes the team with its event types and memberships; nothing brings it back. The members stay in the
        organization, whose administrators alone may do this. Source: action `CAL_DELETE_TEAM_FROM_ORGANIZATION`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team to delete.
            reconcile: Whether to look with `organizations.teams.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"orgId": org_id, "teamId": team_id},
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
        team_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Get a team of an organization.

        Reads the profile and settings of one team, without its members or event types. The team must be part of the
        organization. Source: action `CAL_GET_TEAM_DETAILS_BY_ORG_ID_AND_TEAM_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team to read, from `organizations.teams.list`.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"orgId": org_id, "teamId": team_id}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List the teams of an organization.

        Gives all teams of the organization, whether or not the caller is in them, to administrators of the
        organization. The reply is a plain list without a total. Source: action
        `CAL_RETRIEVE_TEAM_DETAILS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose teams are wanted.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The teams that the caller may see here.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Team]:
        """List the teams of an organization.

        Gives all teams of the organization, whether or not the caller is in them, to administrators of the
        organization. The reply is a plain list without a total. Source: action
        `CAL_RETRIEVE_TEAM_DETAILS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose teams are wanted.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    async def list_mine(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List the user's own teams in an organization.

        Gives the teams of the organization that the caller is a member of. The reply is a plain list without a total,
        even when it holds a single team. Source: action `CAL_RETRIEVE_CURRENT_TEAM_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization in which to look.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            The teams that the caller may see here.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _LIST_MINE, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate_mine(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Team]:
        """List the user's own teams in an organization.

        Gives the teams of the organization that the caller is a member of. The reply is a plain list without a total,
        even when it holds a single team. Source: action `CAL_RETRIEVE_CURRENT_TEAM_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization in which to look.
            skip: Number of teams to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most teams in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST_MINE, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    async def update(
        self,
        *,
        org_id: int,
        team_id: int,
        bio: str | None = None,
        name: str | None = None,
        slug: str | None = None,
        theme: str | None = None,
        app_logo: str | None = None,
        logo_url: str | None = None,
        metadata: str | None = None,
        time_zone: str | None = None,
        banner_url: str | None = None,
        is_private: bool | None = None,
        week_start: str | None = None,
        brand_color: str | None = None,
        time_format: int | None = None,
        app_icon_logo: str | None = None,
        cal_video_logo: str | None = None,
        hide_branding: bool | None = None,
        booking_limits: str | None = None,
        dark_brand_color: str | None = None,
        hide_book_a_team_member: bool | None = None,
        include_managed_events_in_limits: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Update a team of an organization.

        Changes what is sent and keeps the rest. The caller must administer the organization; being an administrator of
        the team is not enough. Source: action `CAL_UPDATE_TEAM_INFORMATION_BY_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team to change, from `organizations.teams.list`.
            bio: New text about the team on its public page.
            name: Name of the team, the old one to keep it; Cal.com refuses an update without. Links stay as they are.
            slug: New last part of the page address, unique within the organization; old links break.
            theme: New colour scheme of the pages, `light` or `dark`.
            app_logo: Address of the new logo shown in place of Cal.com's.
            logo_url: Address of the team's new picture.
            metadata: New free values, as a JSON object in text form.
            time_zone: New IANA zone of the team, such as `America/Sao_Paulo`.
            banner_url: Address of the new wide picture on the booking page.
            is_private: Whether ordinary members and visitors are kept from seeing who is in the team.
            week_start: English name of the new first day of the week, such as `Monday`.
            brand_color: New accent colour on light pages as hex, such as `#1a73e8`.
            time_format: New clock of the team, 12 or 24 hours; Cal.com's servers of 2026 refuse it.
            app_icon_logo: Address of a new small square form of `appLogo`.
            cal_video_logo: Address of the new logo shown during Cal Video calls.
            hide_branding: Whether pages leave out the mark of Cal.com.
            booking_limits: Most bookings per member and period, as JSON text such as `{"PER_DAY": 5}`.
            dark_brand_color: New accent colour on dark pages as hex, such as `#8ab4f8`.
            hide_book_a_team_member: Whether the team page drops the button for booking a single member.
            include_managed_events_in_limits: Whether bookings of managed event types count towards `bookingLimits`.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        _given = {
            "orgId": org_id,
            "teamId": team_id,
            "bio": bio,
            "name": name,
            "slug": slug,
            "theme": theme,
            "appLogo": app_logo,
            "logoUrl": logo_url,
            "metadata": metadata,
            "timeZone": time_zone,
            "bannerUrl": banner_url,
            "isPrivate": is_private,
            "weekStart": week_start,
            "brandColor": brand_color,
            "timeFormat": time_format,
            "appIconLogo": app_icon_logo,
            "calVideoLogo": cal_video_logo,
            "hideBranding": hide_branding,
            "bookingLimits": booking_limits,
            "darkBrandColor": dark_brand_color,
            "hideBookATeamMember": hide_book_a_team_member,
            "includeManagedEventsInLimits": include_managed_events_in_limits,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
