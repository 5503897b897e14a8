# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._operation import CalRequest, texts
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ListResult
from . import GATEWAY

__all__ = ["AsyncIds", "Ids"]

_LIST = GATEWAY.action("ids.list", "CAL_LIST_IDS", "read", texts, CalRequest("GET", "/v2/ids"))


class Ids(Resource):
    """Ids.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[str]:
        """ids.list.

        Source: action `CAL_LIST_IDS`.

        Returns:
            What came.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {}, extra_arguments, extra_headers, timeout)


class AsyncIds(AsyncResource):
    """Ids.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[str]:
        """ids.list.

        Source: action `CAL_LIST_IDS`.

        Returns:
            What came.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {}, extra_arguments, extra_headers, timeout)
