# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Time zones that Cal.com knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, many
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ListResult
from . import GATEWAY

__all__ = ["AsyncTimezones", "Timezones"]

_LIST = GATEWAY.action(
    "timezones.list",
    "CAL_GET_ALL_TIMEZONES",
    "read",
    many(lambda: models.Timezone),
    CalRequest(
        "GET",
        "/v2/timezones",
        credential="optional",
        gone="`zoneinfo.available_timezones()` knows the names of the zones without asking",
    ),
)


class Timezones(Resource):
    """Time zones that Cal.com knows.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Timezone]:
        """List time zones.

        Gives the cities known to Cal.com with the IANA zone of each, enough for a picker; offsets and summer time are
        left out. No credential is needed. Source: action `CAL_GET_ALL_TIMEZONES`.

        Returns:
            One entry per city name, several thousand in all.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {}, extra_arguments, extra_headers, timeout)


class AsyncTimezones(AsyncResource):
    """Time zones that Cal.com knows.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Timezone]:
        """List time zones.

        Gives the cities known to Cal.com with the IANA zone of each, enough for a picker; offsets and summer time are
        left out. No credential is needed. Source: action `CAL_GET_ALL_TIMEZONES`.

        Returns:
            One entry per city name, several thousand in all.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {}, extra_arguments, extra_headers, timeout)
