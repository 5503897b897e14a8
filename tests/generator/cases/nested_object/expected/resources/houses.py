# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Houses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncHouses", "Houses"]

_GET = Operation(
    "houses.get",
    "GET",
    "/houses/{id}",
    server="https://api.example.com",
    effect="read",
    decode=one(lambda: models.House),
)


class Houses(Resource):
    """Houses.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def get(
        self, *, id: int, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None
    ) -> models.House:
        """Get a house.

        Reads one house with all that is in it.

        Args:
            id: Which one.

        Returns:
            A house.

        Source: `GET /houses/{id}`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(_GET, {}, extra_arguments, timeout, path={"id": id})


class AsyncHouses(AsyncResource):
    """Houses.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def get(
        self, *, id: int, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None
    ) -> models.House:
        """Get a house.

        Reads one house with all that is in it.

        Args:
            id: Which one.

        Returns:
            A house.

        Source: `GET /houses/{id}`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(_GET, {}, extra_arguments, timeout, path={"id": id})
