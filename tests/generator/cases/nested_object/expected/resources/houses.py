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

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def get(
        self,
        *,
        id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.House:
        """Get a house.

        Reads one house with all that is in it. Source: `GET /houses/{id}`.

        Args:
            id: Which one.

        Returns:
            A house.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_GET, {}, extra_arguments, extra_headers, timeout, path={"id": id})


class AsyncHouses(AsyncResource):
    """Houses.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def get(
        self,
        *,
        id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.House:
        """Get a house.

        Reads one house with all that is in it. Source: `GET /houses/{id}`.

        Args:
            id: Which one.

        Returns:
            A house.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_GET, {}, extra_arguments, extra_headers, timeout, path={"id": id})
