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

__all__ = ["AsyncTeamsMemberships", "TeamsMemberships"]

_GET = GATEWAY.action(
    "teams.memberships.get",
    "CAL_RETRIEVE_TEAM_MEMBERSHIP_DETAILS",
    "read",
    one(lambda: models.Membership),
    CalRequest("GET", "/v2/teams/{teamId}/memberships/{membershipId}"),
)
_LIST = GATEWAY.action(
    "teams.memberships.list",
    "CAL_RETRIEVE_TEAM_MEMBERSHIPS",
    "read",
    many(lambda: models.Membership),
    CalRequest("GET", "/v2/teams/{teamId}/memberships"),
)
_UPDATE = GATEWAY.action(
    "teams.memberships.update",
    "CAL_UPDATE_TEAM_MEMBERSHIP_BY_ID",
    "write",
    one(lambda: models.Membership),
    CalRequest("PATCH", "/v2/teams/{teamId}/memberships/{membershipId}", "body"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "teams.memberships.create",
    "CAL_CREATE_TEAM_MEMBERSHIP_WITH_ROLE",
    "write",
    one(lambda: models.Membership),
    CalRequest("POST", "/v2/teams/{teamId}/memberships", "body"),
    reconcile=Reconcile(
        _LIST, filters={"teamId": ("teamId", "")}, same={"userId": ("userId", "")}, id="id", pages=True
    ),
)
_DELETE = GATEWAY.action(
    "teams.memberships.delete",
    "CAL_DELETE_TEAM_MEMBERSHIPS_BY_ID",
    "destroy",
    one(lambda: models.Membership),
    CalRequest("DELETE", "/v2/teams/{teamId}/memberships/{membershipId}"),
    reconcile=Reread(_LIST, filters={"teamId": "teamId"}, gone={"id": "membershipId"}, pages=True),
)


class TeamsMemberships(Resource):
    """Memberships of teams.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
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
        """Make a user a member of a team.

        Makes a Cal.com user a member of the team; the caller must be an administrator or owner of it. An active member
        also becomes host of the event types that take in the whole team. Source: action
        `CAL_CREATE_TEAM_MEMBERSHIP_WITH_ROLE`.

        Args:
            team_id: Number of the team that the user joins.
            user_id: Number of the Cal.com user to add.
            role: What the member may do in the team; `MEMBER` when absent.
            accepted: True makes the member active at once; false, the default, leaves the membership pending.
            disable_impersonation: Whether administrators are kept from signing in as this member; false when absent.
            reconcile: Whether to look with `teams.memberships.list` for what was made when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
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
        team_id: int,
        membership_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Remove a member from a team.

        Ends the membership; the person also stops being a host of the team's event types, while the account itself
        stays. Adding the user again does not restore those hosts. Source: action `CAL_DELETE_TEAM_MEMBERSHIPS_BY_ID`.

        Args:
            team_id: Number of the team that the member leaves.
            membership_id: Membership to end, from `teams.memberships.list`; not the user number.
            reconcile: Whether to look with `teams.memberships.list` what became of it when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"teamId": team_id, "membershipId": membership_id},
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
        membership_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Get a membership of a team.

        Reads role, state and user of one membership. The caller must be an administrator or owner of the team. Source:
        action `CAL_RETRIEVE_TEAM_MEMBERSHIP_DETAILS`.

        Args:
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to read, from `teams.memberships.list`; not the user number.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _GET, {"teamId": team_id, "membershipId": membership_id}, extra_arguments, extra_headers, timeout
        )

    def list(
        self,
        *,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Membership]:
        """List the memberships of a team.

        Gives active and pending memberships with their users. The reply is a plain list without a total, for
        administrators and owners of the team only. Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS`.

        Args:
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Memberships of the team or organization, open invitations included.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _LIST, {"teamId": team_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate(
        self,
        *,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Membership]:
        """List the memberships of a team.

        Gives active and pending memberships with their users. The reply is a plain list without a total, for
        administrators and owners of the team only. Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS`.

        Args:
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"teamId": team_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def update(
        self,
        *,
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
        """Update a membership of a team.

        Changes role or state of a member and keeps what is not sent. The caller must be an administrator or owner of
        the team. Source: action `CAL_UPDATE_TEAM_MEMBERSHIP_BY_ID`.

        Args:
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to change, from `teams.memberships.list`; not the user number.
            role: New role of the member.
            accepted: True activates a pending membership, false makes it pending again.
            disable_impersonation: Whether administrators are kept from signing in as this member.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
            "teamId": team_id,
            "membershipId": membership_id,
            "role": role,
            "accepted": accepted,
            "disableImpersonation": disable_impersonation,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncTeamsMemberships(AsyncResource):
    """Memberships of teams.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
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
        """Make a user a member of a team.

        Makes a Cal.com user a member of the team; the caller must be an administrator or owner of it. An active member
        also becomes host of the event types that take in the whole team. Source: action
        `CAL_CREATE_TEAM_MEMBERSHIP_WITH_ROLE`.

        Args:
            team_id: Number of the team that the user joins.
            user_id: Number of the Cal.com user to add.
            role: What the member may do in the team; `MEMBER` when absent.
            accepted: True makes the member active at once; false, the default, leaves the membership pending.
            disable_impersonation: Whether administrators are kept from signing in as this member; false when absent.
            reconcile: Whether to look with `teams.memberships.list` for what was made when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
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
        team_id: int,
        membership_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Remove a member from a team.

        Ends the membership; the person also stops being a host of the team's event types, while the account itself
        stays. Adding the user again does not restore those hosts. Source: action `CAL_DELETE_TEAM_MEMBERSHIPS_BY_ID`.

        Args:
            team_id: Number of the team that the member leaves.
            membership_id: Membership to end, from `teams.memberships.list`; not the user number.
            reconcile: Whether to look with `teams.memberships.list` what became of it when the outcome is unknown, and
                answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"teamId": team_id, "membershipId": membership_id},
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
        membership_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Membership]:
        """Get a membership of a team.

        Reads role, state and user of one membership. The caller must be an administrator or owner of the team. Source:
        action `CAL_RETRIEVE_TEAM_MEMBERSHIP_DETAILS`.

        Args:
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to read, from `teams.memberships.list`; not the user number.

        Returns:
            The tie between one user and one team or organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _GET, {"teamId": team_id, "membershipId": membership_id}, extra_arguments, extra_headers, timeout
        )

    async def list(
        self,
        *,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Membership]:
        """List the memberships of a team.

        Gives active and pending memberships with their users. The reply is a plain list without a total, for
        administrators and owners of the team only. Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS`.

        Args:
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Memberships of the team or organization, open invitations included.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _LIST, {"teamId": team_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate(
        self,
        *,
        team_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Membership]:
        """List the memberships of a team.

        Gives active and pending memberships with their users. The reply is a plain list without a total, for
        administrators and owners of the team only. Source: action `CAL_RETRIEVE_TEAM_MEMBERSHIPS`.

        Args:
            team_id: Number of the team whose members are wanted.
            skip: Number of memberships to leave out at the start; 0 when absent. (Source: Cal.com's API v2.)
            take: Most memberships in the reply, 1 to 250; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"teamId": team_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    async def update(
        self,
        *,
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
        """Update a membership of a team.

        Changes role or state of a member and keeps what is not sent. The caller must be an administrator or owner of
        the team. Source: action `CAL_UPDATE_TEAM_MEMBERSHIP_BY_ID`.

        Args:
            team_id: Number of the team that the membership is part of.
            membership_id: Membership to change, from `teams.memberships.list`; not the user number.
            role: New role of the member.
            accepted: True activates a pending membership, false makes it pending again.
            disable_impersonation: Whether administrators are kept from signing in as this member.

        Returns:
            The tie between one user and one team or organization.
        """
        _given = {
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
