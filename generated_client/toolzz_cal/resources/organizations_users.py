# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Users of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

if TYPE_CHECKING:
    from .organizations_users_attribute_options import (
        AsyncOrganizationsUsersAttributeOptions,
        OrganizationsUsersAttributeOptions,
    )
    from .organizations_users_schedules import AsyncOrganizationsUsersSchedules, OrganizationsUsersSchedules

__all__ = ["AsyncOrganizationsUsers", "OrganizationsUsers"]

_LIST = GATEWAY.action(
    "organizations.users.list",
    "CAL_RETRIEVE_USERS_IN_ORGANIZATION",
    "read",
    many(lambda: models.OrganizationUser),
    CalRequest("GET", "/v2/organizations/{orgId}/users", credential="key-or-client"),
)
_UPDATE = GATEWAY.action(
    "organizations.users.update",
    "CAL_PATCH_ORGANIZATION_USER_DETAILS",
    "write",
    one(lambda: models.OrganizationUser),
    CalRequest("PATCH", "/v2/organizations/{orgId}/users/{userId}", "body", credential="key-or-client"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.users.create",
    "CAL_POST_USER_TO_ORGANIZATION",
    "write",
    one(lambda: models.OrganizationUser),
    CalRequest("POST", "/v2/organizations/{orgId}/users", "body", credential="key-or-client"),
    reconcile=Reconcile(
        _LIST,
        filters={"orgId": ("orgId", ""), "emails": ("email", "list")},
        same={"email": ("email", "email")},
        id="id",
        pages=True,
    ),
)
_DELETE = GATEWAY.action(
    "organizations.users.delete",
    "CAL_DELETE_USER_FROM_ORGANIZATION",
    "destroy",
    one(lambda: models.OrganizationUser),
    CalRequest("DELETE", "/v2/organizations/{orgId}/users/{userId}", credential="key-or-client"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId"}, gone={"id": "userId"}, pages=True),
)


class OrganizationsUsers(Resource):
    """Users of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def attribute_options(self) -> OrganizationsUsersAttributeOptions:
        """Attribute options of users."""
        from .organizations_users_attribute_options import OrganizationsUsersAttributeOptions

        return OrganizationsUsersAttributeOptions(self._engine)

    @cached_property
    def schedules(self) -> OrganizationsUsersSchedules:
        """Schedules of users."""
        from .organizations_users_schedules import OrganizationsUsersSchedules

        return OrganizationsUsersSchedules(self._engine)

    def create(
        self,
        *,
        email: str,
        org_id: int,
        theme: str | None = None,
        locale: str | None = None,
        weekday: str | None = None,
        app_theme: str | None = None,
        time_zone: str | None = None,
        username: str | None = None,
        avatar_url: str | None = None,
        auto_accept: bool | None = None,
        brand_color: str | None = None,
        time_format: int | None = None,
        hide_branding: bool | None = None,
        dark_brand_color: str | None = None,
        organization_role: Literal["MEMBER", "ADMIN", "OWNER"] | None = None,
        default_schedule_id: int | None = None,
        week_start: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.OrganizationUser]:
        """Create a user in an organization.

        Opens a Cal.com account inside the organization and e-mails the person an invitation to sign up. An e-mail
        address or username that the organization already has is refused as a conflict. Source: action
        `CAL_POST_USER_TO_ORGANIZATION`.

        Args:
            email: E-mail address of the new user; the invitation goes there.
            org_id: Number of the organization that gets the user.
            theme: Look of the user's booking pages, `light` or `dark`.
            locale: Language tag such as `pt-BR`, also for the invitation; `en` when absent.
            weekday: First day of the week under a name at which Cal.com fails with 500; use `weekStart`.
            app_theme: Look of Cal.com's own screens for this user, `light` or `dark`.
            time_zone: IANA zone of the user, such as `America/Sao_Paulo`.
            username: Name in the user's booking links; nobody else in the organization may have it.
            avatar_url: Address of the profile picture.
            auto_accept: Whether the membership counts as accepted at once; true when absent.
            brand_color: Hex colour of the booking pages in light mode, such as `#1f6feb`.
            time_format: Clock the user reads, 12 or 24 hours.
            hide_branding: Whether booking pages go without Cal.com's name.
            dark_brand_color: Hex colour of the booking pages in dark mode, such as `#0d1b2a`.
            organization_role: Role in the organization; `MEMBER` when absent.
            default_schedule_id: Number of the schedule for event types that name none.
            week_start: First day of the week for this user, in English, such as `Monday`. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `organizations.users.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A user of an organization, with settings and profile.
        """
        _given = {
            "email": email,
            "orgId": org_id,
            "theme": theme,
            "locale": locale,
            "weekday": weekday,
            "appTheme": app_theme,
            "timeZone": time_zone,
            "username": username,
            "avatarUrl": avatar_url,
            "autoAccept": auto_accept,
            "brandColor": brand_color,
            "timeFormat": time_format,
            "hideBranding": hide_branding,
            "darkBrandColor": dark_brand_color,
            "organizationRole": organization_role,
            "defaultScheduleId": default_schedule_id,
            "weekStart": week_start,
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
        user_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.OrganizationUser]:
        """Delete a user of an organization.

        Deletes the user's whole Cal.com account, going by Cal.com's source, not just the place in the organization;
        nothing brings it back. To end the membership alone, use `organizations.memberships.delete`. Source: action
        `CAL_DELETE_USER_FROM_ORGANIZATION`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user whose account is deleted.
            reconcile: Whether to look with `organizations.users.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A user of an organization, with settings and profile.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"orgId": org_id, "userId": user_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        emails: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.OrganizationUser]:
        """List the users of an organization.

        Gives accounts with their settings and their profile in the organization, as a plain list without a total. Roles
        are not part of it; they stand in the memberships. Source: action `CAL_RETRIEVE_USERS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose users are wanted.
            skip: How many users to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 users; 250 when absent. (Source: Cal.com's API v2.)
            emails: Addresses to look for; only users with one of them are returned.

        Returns:
            The users that match the request.
        """
        _given = {"orgId": org_id, "skip": skip, "take": take, "emails": emails}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        emails: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.OrganizationUser]:
        """List the users of an organization.

        Gives accounts with their settings and their profile in the organization, as a plain list without a total. Roles
        are not part of it; they stand in the memberships. Source: action `CAL_RETRIEVE_USERS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose users are wanted.
            skip: How many users to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 users; 250 when absent. (Source: Cal.com's API v2.)
            emails: Addresses to look for; only users with one of them are returned.

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"orgId": org_id, "skip": skip, "take": take, "emails": emails}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        org_id: int,
        user_id: int,
        email: str | None = None,
        username: str | None = None,
        time_zone: str | None = None,
        week_start: str | None = None,
        time_format: int | None = None,
        locale: str | None = None,
        theme: str | None = None,
        app_theme: str | None = None,
        brand_color: str | None = None,
        dark_brand_color: str | None = None,
        hide_branding: bool | None = None,
        avatar_url: str | None = None,
        default_schedule_id: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.OrganizationUser]:
        """Update a user of an organization.

        Changes the fields that are given and leaves the others. The listed arguments name the user alone, which alters
        nothing and returns the user as stored. Source: action `CAL_PATCH_ORGANIZATION_USER_DETAILS`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user to address.
            email: E-mail address of the user. (Source: Cal.com's API v2.)
            username: Name in the user's booking links; nobody else in the organization may have it. (Source: Cal.com's
                API v2.)
            time_zone: IANA zone of the user, such as `America/Sao_Paulo`. (Source: Cal.com's API v2.)
            week_start: First day of the week for this user, in English, such as `Monday`. (Source: Cal.com's API v2.)
            time_format: Clock the user reads, 12 or 24 hours. (Source: Cal.com's API v2.)
            locale: Language tag such as `pt-BR`. (Source: Cal.com's API v2.)
            theme: Look of the user's booking pages, `light` or `dark`. (Source: Cal.com's API v2.)
            app_theme: Look of Cal.com's own screens for this user, `light` or `dark`. (Source: Cal.com's API v2.)
            brand_color: Hex colour of the booking pages in light mode, such as `#1f6feb`. (Source: Cal.com's API v2.)
            dark_brand_color: Hex colour of the booking pages in dark mode, such as `#0d1b2a`. (Source: Cal.com's API
                v2.)
            hide_branding: Whether booking pages go without Cal.com's name. (Source: Cal.com's API v2.)
            avatar_url: Address of the profile picture. (Source: Cal.com's API v2.)
            default_schedule_id: Number of the schedule for event types that name none. (Source: Cal.com's API v2.)

        Returns:
            A user of an organization, with settings and profile.
        """
        _given = {
            "orgId": org_id,
            "userId": user_id,
            "email": email,
            "username": username,
            "timeZone": time_zone,
            "weekStart": week_start,
            "timeFormat": time_format,
            "locale": locale,
            "theme": theme,
            "appTheme": app_theme,
            "brandColor": brand_color,
            "darkBrandColor": dark_brand_color,
            "hideBranding": hide_branding,
            "avatarUrl": avatar_url,
            "defaultScheduleId": default_schedule_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsUsers(AsyncResource):
    """Users of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def attribute_options(self) -> AsyncOrganizationsUsersAttributeOptions:
        """Attribute options of users."""
        from .organizations_users_attribute_options import AsyncOrganizationsUsersAttributeOptions

        return AsyncOrganizationsUsersAttributeOptions(self._engine)

    @cached_property
    def schedules(self) -> AsyncOrganizationsUsersSchedules:
        """Schedules of users."""
        from .organizations_users_schedules import AsyncOrganizationsUsersSchedules

        return AsyncOrganizationsUsersSchedules(self._engine)

    async def create(
        self,
        *,
        email: str,
        org_id: int,
        theme: str | None = None,
        locale: str | None = None,
        weekday: str | None = None,
        app_theme: str | None = None,
        time_zone: str | None = None,
        username: str | None = None,
        avatar_url: str | None = None,
        auto_accept: bool | None = None,
        brand_color: str | None = None,
        time_format: int | None = None,
        hide_branding: bool | None = None,
        dark_brand_color: str | None = None,
        organization_role: Literal["MEMBER", "ADMIN", "OWNER"] | None = None,
        default_schedule_id: int | None = None,
        week_start: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.OrganizationUser]:
        """Create a user in an organization.

        Opens a Cal.com account inside the organization and e-mails the person an invitation to sign up. An e-mail
        address or username that the organization already has is refused as a conflict. Source: action
        `CAL_POST_USER_TO_ORGANIZATION`.

        Args:
            email: E-mail address of the new user; the invitation goes there.
            org_id: Number of the organization that gets the user.
            theme: Look of the user's booking pages, `light` or `dark`.
            locale: Language tag such as `pt-BR`, also for the invitation; `en` when absent.
            weekday: First day of the week under a name at which Cal.com fails with 500; use `weekStart`.
            app_theme: Look of Cal.com's own screens for this user, `light` or `dark`.
            time_zone: IANA zone of the user, such as `America/Sao_Paulo`.
            username: Name in the user's booking links; nobody else in the organization may have it.
            avatar_url: Address of the profile picture.
            auto_accept: Whether the membership counts as accepted at once; true when absent.
            brand_color: Hex colour of the booking pages in light mode, such as `#1f6feb`.
            time_format: Clock the user reads, 12 or 24 hours.
            hide_branding: Whether booking pages go without Cal.com's name.
            dark_brand_color: Hex colour of the booking pages in dark mode, such as `#0d1b2a`.
            organization_role: Role in the organization; `MEMBER` when absent.
            default_schedule_id: Number of the schedule for event types that name none.
            week_start: First day of the week for this user, in English, such as `Monday`. (Source: Cal.com's API v2.)
            reconcile: Whether to look with `organizations.users.list` for what was made when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A user of an organization, with settings and profile.
        """
        _given = {
            "email": email,
            "orgId": org_id,
            "theme": theme,
            "locale": locale,
            "weekday": weekday,
            "appTheme": app_theme,
            "timeZone": time_zone,
            "username": username,
            "avatarUrl": avatar_url,
            "autoAccept": auto_accept,
            "brandColor": brand_color,
            "timeFormat": time_format,
            "hideBranding": hide_branding,
            "darkBrandColor": dark_brand_color,
            "organizationRole": organization_role,
            "defaultScheduleId": default_schedule_id,
            "weekStart": week_start,
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
        user_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.OrganizationUser]:
        """Delete a user of an organization.

        Deletes the user's whole Cal.com account, going by Cal.com's source, not just the place in the organization;
        nothing brings it back. To end the membership alone, use `organizations.memberships.delete`. Source: action
        `CAL_DELETE_USER_FROM_ORGANIZATION`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user whose account is deleted.
            reconcile: Whether to look with `organizations.users.list` what became of it when the outcome is unknown,
                and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A user of an organization, with settings and profile.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"orgId": org_id, "userId": user_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        emails: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.OrganizationUser]:
        """List the users of an organization.

        Gives accounts with their settings and their profile in the organization, as a plain list without a total. Roles
        are not part of it; they stand in the memberships. Source: action `CAL_RETRIEVE_USERS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose users are wanted.
            skip: How many users to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 users; 250 when absent. (Source: Cal.com's API v2.)
            emails: Addresses to look for; only users with one of them are returned.

        Returns:
            The users that match the request.
        """
        _given = {"orgId": org_id, "skip": skip, "take": take, "emails": emails}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        emails: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.OrganizationUser]:
        """List the users of an organization.

        Gives accounts with their settings and their profile in the organization, as a plain list without a total. Roles
        are not part of it; they stand in the memberships. Source: action `CAL_RETRIEVE_USERS_IN_ORGANIZATION`.

        Args:
            org_id: Number of the organization whose users are wanted.
            skip: How many users to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 users; 250 when absent. (Source: Cal.com's API v2.)
            emails: Addresses to look for; only users with one of them are returned.

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"orgId": org_id, "skip": skip, "take": take, "emails": emails}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
        org_id: int,
        user_id: int,
        email: str | None = None,
        username: str | None = None,
        time_zone: str | None = None,
        week_start: str | None = None,
        time_format: int | None = None,
        locale: str | None = None,
        theme: str | None = None,
        app_theme: str | None = None,
        brand_color: str | None = None,
        dark_brand_color: str | None = None,
        hide_branding: bool | None = None,
        avatar_url: str | None = None,
        default_schedule_id: int | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.OrganizationUser]:
        """Update a user of an organization.

        Changes the fields that are given and leaves the others. The listed arguments name the user alone, which alters
        nothing and returns the user as stored. Source: action `CAL_PATCH_ORGANIZATION_USER_DETAILS`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user to address.
            email: E-mail address of the user. (Source: Cal.com's API v2.)
            username: Name in the user's booking links; nobody else in the organization may have it. (Source: Cal.com's
                API v2.)
            time_zone: IANA zone of the user, such as `America/Sao_Paulo`. (Source: Cal.com's API v2.)
            week_start: First day of the week for this user, in English, such as `Monday`. (Source: Cal.com's API v2.)
            time_format: Clock the user reads, 12 or 24 hours. (Source: Cal.com's API v2.)
            locale: Language tag such as `pt-BR`. (Source: Cal.com's API v2.)
            theme: Look of the user's booking pages, `light` or `dark`. (Source: Cal.com's API v2.)
            app_theme: Look of Cal.com's own screens for this user, `light` or `dark`. (Source: Cal.com's API v2.)
            brand_color: Hex colour of the booking pages in light mode, such as `#1f6feb`. (Source: Cal.com's API v2.)
            dark_brand_color: Hex colour of the booking pages in dark mode, such as `#0d1b2a`. (Source: Cal.com's API
                v2.)
            hide_branding: Whether booking pages go without Cal.com's name. (Source: Cal.com's API v2.)
            avatar_url: Address of the profile picture. (Source: Cal.com's API v2.)
            default_schedule_id: Number of the schedule for event types that name none. (Source: Cal.com's API v2.)

        Returns:
            A user of an organization, with settings and profile.
        """
        _given = {
            "orgId": org_id,
            "userId": user_id,
            "email": email,
            "username": username,
            "timeZone": time_zone,
            "weekStart": week_start,
            "timeFormat": time_format,
            "locale": locale,
            "theme": theme,
            "appTheme": app_theme,
            "brandColor": brand_color,
            "darkBrandColor": dark_brand_color,
            "hideBranding": hide_branding,
            "avatarUrl": avatar_url,
            "defaultScheduleId": default_schedule_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
