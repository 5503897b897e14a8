# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Schedules of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._engine import AsyncResource, Resource
from .._operation import CalRequest, Operation, many
from .._redaction import hidden
from ..results import ListResult

__all__ = ["AsyncOrganizationsSchedules", "OrganizationsSchedules"]

_LIST = Operation(
    "organizations.schedules.list",
    "POST",
    "/api/v3.1/tools/execute/CAL_GET_ORGANIZATION_SCHEDULES",
    server="https://backend.composio.dev",
    effect="read",
    decode=many(lambda: models.Schedule),
    slug="CAL_GET_ORGANIZATION_SCHEDULES",
    cal=CalRequest("GET", "/v2/organizations/{orgId}/schedules", credential="key-or-client"),
)


class OrganizationsSchedules(Resource):
    """Schedules of organizations."""

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            All schedules in question; there are no pages.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(
            _LIST,
            {
                "orgId": org_id,
                "skip": skip,
                "take": take,
            },
            extra_arguments,
            timeout,
        )

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Yields:
            The items, page after page; `take` is the size of a page.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.
        """
        return self._pages(
            _LIST,
            {
                "orgId": org_id,
                "skip": skip,
                "take": take,
            },
            extra_arguments,
            timeout,
        )


class AsyncOrganizationsSchedules(AsyncResource):
    """Schedules of organizations."""

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            All schedules in question; there are no pages.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(
            _LIST,
            {
                "orgId": org_id,
                "skip": skip,
                "take": take,
            },
            extra_arguments,
            timeout,
        )

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Yields:
            The items, page after page; `take` is the size of a page.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.
        """
        return self._pages(
            _LIST,
            {
                "orgId": org_id,
                "skip": skip,
                "take": take,
            },
            extra_arguments,
            timeout,
        )
