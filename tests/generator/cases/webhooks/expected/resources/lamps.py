# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Lamps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._operation import Operation, text
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncLamps", "Lamps"]

_NAMES = Operation("lamps.names", "GET", "/lamps", server="https://api.example.com", effect="read", decode=text)


class Lamps(Resource):
    """Lamps.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def names(self, *, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None) -> str:
        """lamps.names.

        Returns:
            A text.

        Source: `GET /lamps`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(_NAMES, {}, extra_arguments, timeout)


class AsyncLamps(AsyncResource):
    """Lamps.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def names(self, *, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None) -> str:
        """lamps.names.

        Returns:
            A text.

        Source: `GET /lamps`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(_NAMES, {}, extra_arguments, timeout)
