# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Event types of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, many
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsEventTypes", "OrganizationsEventTypes"]

_LIST = GATEWAY.action(
    "organizations.event_types.list",
    "CAL_GET_ORGANIZATION_TEAMS_EVENT_TYPES",
    "read",
    many(lambda: models.TeamEventType),
    CalRequest("GET", "/v2/organizations/{orgId}/teams/event-types", credential="key-or-client"),
)


class OrganizationsEventTypes(Resource):
    """Event types of organizations.

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
    ) -> ListResult[models.TeamEventType]:
        """List the event types of all teams in an organization.

        Gives the event types of every team below the organization in one list; personal event types of its users are
        not among them. Each entry names its team, hosts and scheduling type. Where it fails with a 500,
        `organizations.teams.event_types.list` gives the event types of one team. Source: action
        `CAL_GET_ORGANIZATION_TEAMS_EVENT_TYPES`.

        Args:
            org_id: Number of the organization whose teams are searched.
            skip: How many event types to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 event types; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Event types that match the request.
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
    ) -> Iterator[models.TeamEventType]:
        """List the event types of all teams in an organization.

        Gives the event types of every team below the organization in one list; personal event types of its users are
        not among them. Each entry names its team, hosts and scheduling type. Where it fails with a 500,
        `organizations.teams.event_types.list` gives the event types of one team. Source: action
        `CAL_GET_ORGANIZATION_TEAMS_EVENT_TYPES`.

        Args:
            org_id: Number of the organization whose teams are searched.
            skip: How many event types to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 event types; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )


class AsyncOrganizationsEventTypes(AsyncResource):
    """Event types of organizations.

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
    ) -> ListResult[models.TeamEventType]:
        """List the event types of all teams in an organization.

        Gives the event types of every team below the organization in one list; personal event types of its users are
        not among them. Each entry names its team, hosts and scheduling type. Where it fails with a 500,
        `organizations.teams.event_types.list` gives the event types of one team. Source: action
        `CAL_GET_ORGANIZATION_TEAMS_EVENT_TYPES`.

        Args:
            org_id: Number of the organization whose teams are searched.
            skip: How many event types to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 event types; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Event types that match the request.
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
    ) -> AsyncIterator[models.TeamEventType]:
        """List the event types of all teams in an organization.

        Gives the event types of every team below the organization in one list; personal event types of its users are
        not among them. Each entry names its team, hosts and scheduling type. Where it fails with a 500,
        `organizations.teams.event_types.list` gives the event types of one team. Source: action
        `CAL_GET_ORGANIZATION_TEAMS_EVENT_TYPES`.

        Args:
            org_id: Number of the organization whose teams are searched.
            skip: How many event types to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 event types; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )
