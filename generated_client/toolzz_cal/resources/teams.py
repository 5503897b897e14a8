# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Teams outside organizations, with their event types and memberships."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

if TYPE_CHECKING:
    from .teams_event_types import AsyncTeamsEventTypes, TeamsEventTypes
    from .teams_memberships import AsyncTeamsMemberships, TeamsMemberships

__all__ = ["AsyncTeams", "Teams"]

_GET = GATEWAY.action(
    "teams.get",
    "CAL_GET_TEAM_INFORMATION_BY_TEAM_ID",
    "read",
    one(lambda: models.Team),
    CalRequest("GET", "/v2/teams/{teamId}"),
)
_LIST = GATEWAY.action(
    "teams.list", "CAL_GET_TEAMS_LIST", "read", many(lambda: models.Team), CalRequest("GET", "/v2/teams")
)
_UPDATE = GATEWAY.action(
    "teams.update",
    "CAL_PATCH_TEAM_DETAILS_BY_ID",
    "write",
    one(lambda: models.Team),
    CalRequest("PATCH", "/v2/teams/{teamId}", "body", encodings={"metadata": "object", "bookingLimits": "object"}),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "teams.create",
    "CAL_CREATE_OR_UPDATE_TEAM_PROFILE",
    "write",
    one(lambda: models.CreatedTeam),
    CalRequest("POST", "/v2/teams", "body", encodings={"metadata": "object"}),
    reconcile=Reconcile(_LIST, same={"name": ("name", "")}, id="id"),
)
_DELETE = GATEWAY.action(
    "teams.delete",
    "CAL_DELETE_TEAM_BY_ID",
    "destroy",
    one(lambda: models.Team),
    CalRequest("DELETE", "/v2/teams/{teamId}"),
    reconcile=Reread(_LIST, gone={"id": "teamId"}),
)


class Teams(Resource):
    """Teams outside organizations, with their event types and memberships.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def event_types(self) -> TeamsEventTypes:
        """Event types of teams."""
        from .teams_event_types import TeamsEventTypes

        return TeamsEventTypes(self._engine)

    @cached_property
    def memberships(self) -> TeamsMemberships:
        """Memberships of teams."""
        from .teams_memberships import TeamsMemberships

        return TeamsMemberships(self._engine)

    def create(
        self,
        *,
        name: str,
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
    ) -> ActionResult[models.CreatedTeam]:
        """Create a team.

        Makes a new team with the caller as owner. On hosted Cal.com the team stays pending until somebody pays: the
        reply then holds `paymentLink` and `pendingTeam` in place of the team. Source: action
        `CAL_CREATE_OR_UPDATE_TEAM_PROFILE`.

        Args:
            name: Name shown on the booking page and in emails.
            bio: Text about the team on its public page.
            slug: Last part of the team's page address, in lower case with hyphens, such as `support`.
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
            reconcile: Whether to look with `teams.list` for what was made when the outcome is unknown, and answer with
                it; looks once before the call too. It is never sent twice.

        Returns:
            The new team or, on a plan that charges for teams, a link for paying. Until then the team is only pending,
            and the keys of a team are absent at this level.
        """
        _given = {
            "name": name,
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
        team_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Delete a team.

        Deletes the team with its event types and memberships; nothing brings it back. The members keep their accounts,
        and the reply shows the team as it was. Source: action `CAL_DELETE_TEAM_BY_ID`.

        Args:
            team_id: Number of the team to delete.
            reconcile: Whether to look with `teams.list` what became of it when the outcome is unknown, and answer with
                it; looks once before the call too. It is never sent twice.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"teamId": team_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        team_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Get a team.

        Reads the profile and settings of one team, without its members or event types. Source: action
        `CAL_GET_TEAM_INFORMATION_BY_TEAM_ID`.

        Args:
            team_id: Number of the team to read, from `teams.list`.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"teamId": team_id}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List the teams of the user.

        Gives every team the user belongs to, in one reply without paging. Source: action `CAL_GET_TEAMS_LIST`.

        Returns:
            The teams that the caller may see here.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
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
        """Update a team.

        Changes what is sent and keeps the rest. Colours, logos and limits apply to all event types of the team at once.
        Source: action `CAL_PATCH_TEAM_DETAILS_BY_ID`.

        Args:
            team_id: Number of the team to change, from `teams.list`.
            bio: New text about the team on its public page.
            name: Name of the team, the old one to keep it; Cal.com refuses an update without. Links stay as they are.
            slug: New last part of the page address; links with the old one break.
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


class AsyncTeams(AsyncResource):
    """Teams outside organizations, with their event types and memberships.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def event_types(self) -> AsyncTeamsEventTypes:
        """Event types of teams."""
        from .teams_event_types import AsyncTeamsEventTypes

        return AsyncTeamsEventTypes(self._engine)

    @cached_property
    def memberships(self) -> AsyncTeamsMemberships:
        """Memberships of teams."""
        from .teams_memberships import AsyncTeamsMemberships

        return AsyncTeamsMemberships(self._engine)

    async def create(
        self,
        *,
        name: str,
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
    ) -> ActionResult[models.CreatedTeam]:
        """Create a team.

        Makes a new team with the caller as owner. On hosted Cal.com the team stays pending until somebody pays: the
        reply then holds `paymentLink` and `pendingTeam` in place of the team. Source: action
        `CAL_CREATE_OR_UPDATE_TEAM_PROFILE`.

        Args:
            name: Name shown on the booking page and in emails.
            bio: Text about the team on its public page.
            slug: Last part of the team's page address, in lower case with hyphens, such as `support`.
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
            reconcile: Whether to look with `teams.list` for what was made when the outcome is unknown, and answer with
                it; looks once before the call too. It is never sent twice.

        Returns:
            The new team or, on a plan that charges for teams, a link for paying. Until then the team is only pending,
            and the keys of a team are absent at this level.
        """
        _given = {
            "name": name,
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
        team_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Delete a team.

        Deletes the team with its event types and memberships; nothing brings it back. The members keep their accounts,
        and the reply shows the team as it was. Source: action `CAL_DELETE_TEAM_BY_ID`.

        Args:
            team_id: Number of the team to delete.
            reconcile: Whether to look with `teams.list` what became of it when the outcome is unknown, and answer with
                it; looks once before the call too. It is never sent twice.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"teamId": team_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        team_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Team]:
        """Get a team.

        Reads the profile and settings of one team, without its members or event types. Source: action
        `CAL_GET_TEAM_INFORMATION_BY_TEAM_ID`.

        Args:
            team_id: Number of the team to read, from `teams.list`.

        Returns:
            A group of users with shared event types; an organization has the same shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"teamId": team_id}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List the teams of the user.

        Gives every team the user belongs to, in one reply without paging. Source: action `CAL_GET_TEAMS_LIST`.

        Returns:
            The teams that the caller may see here.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {}, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
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
        """Update a team.

        Changes what is sent and keeps the rest. Colours, logos and limits apply to all event types of the team at once.
        Source: action `CAL_PATCH_TEAM_DETAILS_BY_ID`.

        Args:
            team_id: Number of the team to change, from `teams.list`.
            bio: New text about the team on its public page.
            name: Name of the team, the old one to keep it; Cal.com refuses an update without. Links stay as they are.
            slug: New last part of the page address; links with the old one break.
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
