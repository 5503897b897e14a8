# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._engine import AsyncResource, Resource
from .._operation import CalRequest, Operation, texts
from .._redaction import hidden
from ..results import ListResult

__all__ = ["AsyncIds", "Ids"]

_LIST = Operation(
    "ids.list",
    "POST",
    "/execute/CAL_LIST_IDS",
    server="https://gateway.example.com",
    effect="read",
    decode=texts,
    slug="CAL_LIST_IDS",
    cal=CalRequest("GET", "/v2/ids"),
)


class Ids(Resource):
    """Ids."""

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[str]:
        """ids.list.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            What came.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_LIST_IDS`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(_LIST, {}, extra_arguments, timeout)


class AsyncIds(AsyncResource):
    """Ids."""

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ListResult[str]:
        """ids.list.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            What came.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_LIST_IDS`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(_LIST, {}, extra_arguments, timeout)
