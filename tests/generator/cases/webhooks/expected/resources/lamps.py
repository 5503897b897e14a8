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

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def names(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> str:
        """lamps.names.

        Source: `GET /lamps`.

        Returns:
            A text.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_NAMES, {}, extra_arguments, extra_headers, timeout)


class AsyncLamps(AsyncResource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def names(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> str:
        """lamps.names.

        Source: `GET /lamps`.

        Returns:
            A text.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_NAMES, {}, extra_arguments, extra_headers, timeout)
