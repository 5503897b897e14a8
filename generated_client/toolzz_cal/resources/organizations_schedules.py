# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Schedules of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, many
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsSchedules", "OrganizationsSchedules"]

_LIST = GATEWAY.action(
    "organizations.schedules.list",
    "CAL_GET_ORGANIZATION_SCHEDULES",
    "read",
    many(lambda: models.Schedule),
    CalRequest("GET", "/v2/organizations/{orgId}/schedules", credential="key-or-client"),
)


class OrganizationsSchedules(Resource):
    """Schedules of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users. Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            All schedules in question; there are no pages.
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
    ) -> Iterator[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users. Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )


class AsyncOrganizationsSchedules(AsyncResource):
    """Schedules of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users. Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            All schedules in question; there are no pages.
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
    ) -> AsyncIterator[models.Schedule]:
        """List the schedules of all users in an organization.

        Gives the schedules of every user of the organization in one list; `ownerId` in an entry tells whose it is.
        Paging counts schedules, not users. Source: action `CAL_GET_ORGANIZATION_SCHEDULES`.

        Args:
            org_id: Number of the organization whose users are looked through.
            skip: How many schedules to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 schedules; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )
