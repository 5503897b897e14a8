# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Memberships of teams."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsTeamsMemberships", "OrganizationsTeamsMemberships"]

_GET = GATEWAY.action(
    "organizations.teams.memberships.get",
    "CAL_RETRIEVE_TEAM_MEMBERSHIP_BY_ID",
    "read",
    one(lambda: models.Membership),
    CalRequest(
        "GET", "/v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}", credential="key-or-client"
    ),
)
_LIST = GATEWAY.action(
    "organizations.teams.memberships.list",
    "CAL_RETRIEVE_TEAM_MEMBERSHIPS_FOR_ORGANIZATION",
    "read",
    many(lambda: models.Membership),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/{teamId}/memberships", credential="key-or-client"),
)
_UPDATE = GATEWAY.action(
    "organizations.teams.memberships.update",
    "CAL_UPDATE_TEAM_MEMBERSHIP_PROPERTIES",
    "write",
    one(lambda: models.Membership),
    CalRequest(
        "PATCH",
        "/v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}",
        "body",
        credential="key-or-client",
    ),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.teams.memberships.create",
    "CAL_ADD_MEMBER_TO_TEAM_USING_ORG_AND_TEAM_ID",
    "write",
    one(lambda: models.Membership),
    CalRequest("POST", "/v2/organizations/{orgId}/teams/{teamId}/memberships", "body", credential="key-or-client"),
    reconcile=Reconcile(
        _LIST,
        filters={"orgId": ("orgId", ""), "teamId": ("teamId", "")},
        same={"userId": ("userId", "")},
        id="id",
        pages=True,
    ),
)
_DELETE = GATEWAY.action(
    "organizations.teams.memberships.delete",
    "CAL_DELETE_MEMBERSHIP_IN_TEAM",
    "destroy",
    one(lambda: models.Membership),
    CalRequest(
        "DELETE", "/v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}", credential="key-or-client"
    ),
    reconcile=Reread(_LIST, filters={"orgId": "orgId", "teamId": "teamId"}, gone={"id": "membershipId"}, pages=True),
)


class OrganizationsTeamsMemberships(Resource):
    """Memberships of teams.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        org_id: int,
        team_id: int,
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
        """Make a user a member of an organization team.

        Makes a member of the organization a member of the team as well; anybody else is refused with 422. The caller
        must be an administrator of the team or the organization. Source: action
        `CAL_ADD_MEMBER_TO_TEAM_USING_ORG_AND_TEAM_ID`.

        Args:
            org_id: Number of the organization that team and user are part of.
            team_id: Number of the team that the user joins.
            user_id: Number of the user to add, from `organizations.users.list`.
            role: What the member may do in the team; `MEMBER` when absent.
            accepted: True makes the member active at once; false, the default, leaves the membership pending.
            disable_impersonation: Whether administrators are kept from signing in as this member; false when absent.
            reconcile: Whether to look with `organizations.teams.memberships.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "teamId": team_id,
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
        team_id: int,
        membership_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Remove a member from a team of an organization.

        Ends the membership in the team; the one in the organization and the account stay. The person also stops being a
        host of the team's event types. Source: action `CAL_DELETE_MEMBERSHIP_IN_TEAM`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that the member leaves.
            membership_id: Membership to end, from `organizations.teams.memberships.list`; not the user number.
            reconcile: Whether to look with `organizations.teams.memberships.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {"orgId": org_id, "teamId": team_id, "membershipId": membership_id}
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
        team_id: int,
        membership_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Get a team membership in an organization.

        Reads role, state and user of one membership in the team. The membership in the organization has an id of its
        own. Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIP_BY_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to read, from `organizations.teams.memberships.list`; not the user number.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {"orgId": org_id, "teamId": team_id, "membershipId": membership_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Membership]:
        """List the team memberships in an organization.

        Gives active and pending memberships of one team with their users. The reply is a plain list without a total.
        Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Memberships of the team or organization, open invitations included.
        """
        _given = {"orgId": org_id, "teamId": team_id, "skip": skip, "take": take}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Membership]:
        """List the team memberships in an organization.

        Gives active and pending memberships of one team with their users. The reply is a plain list without a total.
        Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"orgId": org_id, "teamId": team_id, "skip": skip, "take": take}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        org_id: int,
        team_id: int,
        membership_id: int,
        role: models.MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Update a team membership in an organization.

        Changes role or state of a member in the team and keeps what is not sent. The role in the organization is not
        touched. Source: action `CAL_UPDATE_TEAM_MEMBERSHIP_PROPERTIES`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to change, from `organizations.teams.memberships.list`; not the user number.
            role: New role of the member in the team.
            accepted: True activates a pending membership, false makes it pending again.
            disable_impersonation: Whether administrators are kept from signing in as this member.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "teamId": team_id,
            "membershipId": membership_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsTeamsMemberships(AsyncResource):
    """Memberships of teams.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        org_id: int,
        team_id: int,
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
        """Make a user a member of an organization team.

        Makes a member of the organization a member of the team as well; anybody else is refused with 422. The caller
        must be an administrator of the team or the organization. Source: action
        `CAL_ADD_MEMBER_TO_TEAM_USING_ORG_AND_TEAM_ID`.

        Args:
            org_id: Number of the organization that team and user are part of.
            team_id: Number of the team that the user joins.
            user_id: Number of the user to add, from `organizations.users.list`.
            role: What the member may do in the team; `MEMBER` when absent.
            accepted: True makes the member active at once; false, the default, leaves the membership pending.
            disable_impersonation: Whether administrators are kept from signing in as this member; false when absent.
            reconcile: Whether to look with `organizations.teams.memberships.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "teamId": team_id,
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
        team_id: int,
        membership_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Remove a member from a team of an organization.

        Ends the membership in the team; the one in the organization and the account stay. The person also stops being a
        host of the team's event types. Source: action `CAL_DELETE_MEMBERSHIP_IN_TEAM`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that the member leaves.
            membership_id: Membership to end, from `organizations.teams.memberships.list`; not the user number.
            reconcile: Whether to look with `organizations.teams.memberships.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {"orgId": org_id, "teamId": team_id, "membershipId": membership_id}
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
        team_id: int,
        membership_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Get a team membership in an organization.

        Reads role, state and user of one membership in the team. The membership in the organization has an id of its
        own. Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIP_BY_ID`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to read, from `organizations.teams.memberships.list`; not the user number.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {"orgId": org_id, "teamId": team_id, "membershipId": membership_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, _given, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        org_id: int,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Membership]:
        """List the team memberships in an organization.

        Gives active and pending memberships of one team with their users. The reply is a plain list without a total.
        Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Memberships of the team or organization, open invitations included.
        """
        _given = {"orgId": org_id, "teamId": team_id, "skip": skip, "take": take}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Membership]:
        """List the team memberships in an organization.

        Gives active and pending memberships of one team with their users. The reply is a plain list without a total.
        Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS_FOR_ORGANIZATION`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        _given = {"orgId": org_id, "teamId": team_id, "skip": skip, "take": take}
        return self._pages(_LIST, _given, extra_arguments, extra_headers, timeout)

    async def update(
        self,
        *,
        org_id: int,
        team_id: int,
        membership_id: int,
        role: models.MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Update a team membership in an organization.

        Changes role or state of a member in the team and keeps what is not sent. The role in the organization is not
        touched. Source: action `CAL_UPDATE_TEAM_MEMBERSHIP_PROPERTIES`.

        Args:
            org_id: Number of the organization that the team is part of.
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to change, from `organizations.teams.memberships.list`; not the user number.
            role: New role of the member in the team.
            accepted: True activates a pending membership, false makes it pending again.
            disable_impersonation: Whether administrators are kept from signing in as this member.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "orgId": org_id,
            "teamId": team_id,
            "membershipId": membership_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
