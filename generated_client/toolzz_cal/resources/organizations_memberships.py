# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Memberships of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsMemberships", "OrganizationsMemberships"]

_GET = GATEWAY.action(
    "organizations.memberships.get",
    "CAL_RETRIEVE_MEMBERSHIP_FROM_ORGANIZATION",
    "read",
    one(lambda: models.Membership),
    CalRequest("GET", "/v2/organizations/{orgId}/memberships/{membershipId}", credential="key-or-client"),
)
_LIST = GATEWAY.action(
    "organizations.memberships.list",
    "CAL_LIST_ORGANIZATION_MEMBERSHIPS",
    "read",
    many(lambda: models.Membership),
    CalRequest("GET", "/v2/organizations/{orgId}/memberships", credential="key-or-client"),
)
_UPDATE = GATEWAY.action(
    "organizations.memberships.update",
    "CAL_MODIFY_ORGANIZATION_MEMBERSHIP_BY_ID",
    "write",
    one(lambda: models.Membership),
    CalRequest("PATCH", "/v2/organizations/{orgId}/memberships/{membershipId}", "body", credential="key-or-client"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.memberships.create",
    "CAL_CREATE_MEMBERSHIP_FOR_ORGANIZATION",
    "write",
    one(lambda: models.Membership),
    CalRequest("POST", "/v2/organizations/{orgId}/memberships", "body", credential="key-or-client"),
    reconcile=Reconcile(_LIST, filters={"orgId": ("orgId", "")}, same={"userId": ("userId", "")}, id="id", pages=True),
)
_DELETE = GATEWAY.action(
    "organizations.memberships.delete",
    "CAL_DELETE_ORGANIZATION_MEMBERSHIP",
    "destroy",
    one(lambda: models.Membership),
    CalRequest("DELETE", "/v2/organizations/{orgId}/memberships/{membershipId}", credential="key-or-client"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId"}, gone={"id": "membershipId"}, pages=True),
)


class OrganizationsMemberships(Resource):
    """Memberships of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        org_id: int,
        user_id: int,
        role: models.MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Add an existing user to an organization.

        Makes somebody who already has a Cal.com account a member. In recent Cal.com versions a call for a present
        member overwrites the membership, with the defaults for whatever is left out. Source: action
        `CAL_CREATE_MEMBERSHIP_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization the user joins.
            user_id: Number of the account that becomes a member.
            role: What the member may do; `MEMBER` when absent.
            accepted: Whether the membership is active at once; false, the default, leaves it pending.
            disable_impersonation: Whether administrators are kept from acting as this user; false when absent.
            reconcile: Whether to look with `organizations.memberships.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "userId": user_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
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
        membership_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Remove a membership from an organization.

        Ends the membership at once and with it the person's access; coming back takes a new membership. The Cal.com
        account remains, and the reply holds the membership that was removed. Source: action
        `CAL_DELETE_ORGANIZATION_MEMBERSHIP`.

        Args:
            org_id: Number of the organization the person leaves.
            membership_id: Number of the membership to end; it differs from the user's number.
            reconcile: Whether to look with `organizations.memberships.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"orgId": org_id, "membershipId": membership_id},
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
        membership_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Get an organization membership.

        Reads one membership with its role and state. A membership of another organization counts as not found. Source:
        action `CAL_RETRIEVE_MEMBERSHIP_FROM_ORGANIZATION`.

        Args:
            org_id: Number of the organization the membership belongs to.
            membership_id: Number of the membership, taken from the organization's membership list.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _GET, {"orgId": org_id, "membershipId": membership_id}, extra_arguments, extra_headers, timeout
        )

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Membership]:
        """List the memberships of an organization.

        Gives the organization's own members with their roles, pending ones included; memberships of its teams are
        listed elsewhere. The reply is a plain list without a total. Source: action `CAL_LIST_ORGANIZATION_MEMBERSHIPS`.

        Args:
            org_id: Number of the organization whose members are wanted.
            skip: How many memberships to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 memberships; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Memberships of the team or organization, open invitations included.
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
    ) -> Iterator[models.Membership]:
        """List the memberships of an organization.

        Gives the organization's own members with their roles, pending ones included; memberships of its teams are
        listed elsewhere. The reply is a plain list without a total. Source: action `CAL_LIST_ORGANIZATION_MEMBERSHIPS`.

        Args:
            org_id: Number of the organization whose members are wanted.
            skip: How many memberships to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 memberships; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def update(
        self,
        *,
        org_id: int,
        membership_id: int,
        role: models.MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Update an organization membership.

        Changes the role or state of a member; what is left out stays as it is. Setting `accepted` to false turns an
        active membership back into a pending one. Source: action `CAL_MODIFY_ORGANIZATION_MEMBERSHIP_BY_ID`.

        Args:
            org_id: Number of the organization the membership belongs to.
            membership_id: Number of the membership to change.
            role: New role of the member.
            accepted: True for an active membership, false for a pending one.
            disable_impersonation: Whether administrators are kept from acting as this user.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "membershipId": membership_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsMemberships(AsyncResource):
    """Memberships of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        org_id: int,
        user_id: int,
        role: models.MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Add an existing user to an organization.

        Makes somebody who already has a Cal.com account a member. In recent Cal.com versions a call for a present
        member overwrites the membership, with the defaults for whatever is left out. Source: action
        `CAL_CREATE_MEMBERSHIP_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization the user joins.
            user_id: Number of the account that becomes a member.
            role: What the member may do; `MEMBER` when absent.
            accepted: Whether the membership is active at once; false, the default, leaves it pending.
            disable_impersonation: Whether administrators are kept from acting as this user; false when absent.
            reconcile: Whether to look with `organizations.memberships.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "userId": user_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
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
        membership_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Remove a membership from an organization.

        Ends the membership at once and with it the person's access; coming back takes a new membership. The Cal.com
        account remains, and the reply holds the membership that was removed. Source: action
        `CAL_DELETE_ORGANIZATION_MEMBERSHIP`.

        Args:
            org_id: Number of the organization the person leaves.
            membership_id: Number of the membership to end; it differs from the user's number.
            reconcile: Whether to look with `organizations.memberships.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"orgId": org_id, "membershipId": membership_id},
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
        membership_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Get an organization membership.

        Reads one membership with its role and state. A membership of another organization counts as not found. Source:
        action `CAL_RETRIEVE_MEMBERSHIP_FROM_ORGANIZATION`.

        Args:
            org_id: Number of the organization the membership belongs to.
            membership_id: Number of the membership, taken from the organization's membership list.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _GET, {"orgId": org_id, "membershipId": membership_id}, extra_arguments, extra_headers, timeout
        )

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Membership]:
        """List the memberships of an organization.

        Gives the organization's own members with their roles, pending ones included; memberships of its teams are
        listed elsewhere. The reply is a plain list without a total. Source: action `CAL_LIST_ORGANIZATION_MEMBERSHIPS`.

        Args:
            org_id: Number of the organization whose members are wanted.
            skip: How many memberships to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 memberships; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Memberships of the team or organization, open invitations included.
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
    ) -> AsyncIterator[models.Membership]:
        """List the memberships of an organization.

        Gives the organization's own members with their roles, pending ones included; memberships of its teams are
        listed elsewhere. The reply is a plain list without a total. Source: action `CAL_LIST_ORGANIZATION_MEMBERSHIPS`.

        Args:
            org_id: Number of the organization whose members are wanted.
            skip: How many memberships to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 memberships; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    async def update(
        self,
        *,
        org_id: int,
        membership_id: int,
        role: models.MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Update an organization membership.

        Changes the role or state of a member; what is left out stays as it is. Setting `accepted` to false turns an
        active membership back into a pending one. Source: action `CAL_MODIFY_ORGANIZATION_MEMBERSHIP_BY_ID`.

        Args:
            org_id: Number of the organization the membership belongs to.
            membership_id: Number of the membership to change.
            role: New role of the member.
            accepted: True for an active membership, false for a pending one.
            disable_impersonation: Whether administrators are kept from acting as this user.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "membershipId": membership_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
