# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from .. import models
from .._engine import AsyncResource, Resource
from .._operation import CalRequest, Operation, many
from .._redaction import hidden
from ..results import ListResult

__all__ = ["AsyncTeams", "Teams"]

_LIST = Operation(
    "teams.list",
    "POST",
    "/execute/CAL_LIST_TEAMS",
    server="https://gateway.example.com",
    effect="read",
    decode=many(lambda: models.Team),
    slug="CAL_LIST_TEAMS",
    cal=CalRequest("GET", "/v2/teams"),
)


class Teams(Resource):
    """Teams."""

    def list(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List teams.

        Gives the teams, page by page.

        Args:
            take: How many.
            skip: From where on.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The teams.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_LIST_TEAMS`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(
            _LIST,
            {
                "take": take,
                "skip": skip,
            },
            extra_arguments,
            timeout,
        )

    def iterate(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Team]:
        """List teams.

        Gives the teams, page by page.

        Args:
            take: How many.
            skip: From where on.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Yields:
            The items, page after page; `take` is the size of a page.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_LIST_TEAMS`.
        """
        return self._pages(
            _LIST,
            {
                "take": take,
                "skip": skip,
            },
            extra_arguments,
            timeout,
        )


class AsyncTeams(AsyncResource):
    """Teams."""

    async def list(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Team]:
        """List teams.

        Gives the teams, page by page.

        Args:
            take: How many.
            skip: From where on.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The teams.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_LIST_TEAMS`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(
            _LIST,
            {
                "take": take,
                "skip": skip,
            },
            extra_arguments,
            timeout,
        )

    def iterate(
        self,
        *,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Team]:
        """List teams.

        Gives the teams, page by page.

        Args:
            take: How many.
            skip: From where on.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Yields:
            The items, page after page; `take` is the size of a page.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_LIST_TEAMS`.
        """
        return self._pages(
            _LIST,
            {
                "take": take,
                "skip": skip,
            },
            extra_arguments,
            timeout,
        )
