# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Google Calendar functions of AI agents on the ToolzzAI platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncFunctions", "Functions"]

_GET = Operation(
    "functions.get",
    "GET",
    "/api/v1/functions/{functionId}",
    server="https://chat.api.toolzz.com.br",
    effect="read",
    decode=one(lambda: models.Function),
)


class Functions(Resource):
    """Google Calendar functions of AI agents on the ToolzzAI platform.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def get(
        self,
        *,
        function_id: UUID | str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Function:
        """Get a Google Calendar function.

        Answers one function with its connected calendars, their OAuth tokens in clear. Source: `GET
        /api/v1/functions/{functionId}`.

        Args:
            function_id: The function, by its UUID.

        Returns:
            A Google Calendar function of an AI agent, as the ToolzzAI platform stores it.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_GET, {}, extra_arguments, extra_headers, timeout, path={"functionId": function_id})


class AsyncFunctions(AsyncResource):
    """Google Calendar functions of AI agents on the ToolzzAI platform.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def get(
        self,
        *,
        function_id: UUID | str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Function:
        """Get a Google Calendar function.

        Answers one function with its connected calendars, their OAuth tokens in clear. Source: `GET
        /api/v1/functions/{functionId}`.

        Args:
            function_id: The function, by its UUID.

        Returns:
            A Google Calendar function of an AI agent, as the ToolzzAI platform stores it.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_GET, {}, extra_arguments, extra_headers, timeout, path={"functionId": function_id})
