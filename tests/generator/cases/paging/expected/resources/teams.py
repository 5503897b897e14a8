# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, many
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ListResult
from . import GATEWAY

__all__ = ["AsyncTeams", "Teams"]

_LIST = GATEWAY.action(
    "teams.list", "CAL_LIST_TEAMS", "read", many(lambda: models.Team), CalRequest("GET", "/v2/teams")
)


class Teams(Resource):
    """Teams.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def list(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List teams.

        Gives the teams, page by page. Source: action `CAL_LIST_TEAMS`.

        Args:
            take: How many.
            skip: From where on.

        Returns:
            The teams.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"take": take, "skip": skip}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Team]:
        """List teams.

        Gives the teams, page by page. Source: action `CAL_LIST_TEAMS`.

        Args:
            take: How many.
            skip: From where on.

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(_LIST, {"take": take, "skip": skip}, extra_arguments, extra_headers, timeout)


class AsyncTeams(AsyncResource):
    """Teams.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def list(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List teams.

        Gives the teams, page by page. Source: action `CAL_LIST_TEAMS`.

        Args:
            take: How many.
            skip: From where on.

        Returns:
            The teams.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {"take": take, "skip": skip}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Team]:
        """List teams.

        Gives the teams, page by page. Source: action `CAL_LIST_TEAMS`.

        Args:
            take: How many.
            skip: From where on.

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(_LIST, {"take": take, "skip": skip}, extra_arguments, extra_headers, timeout)
