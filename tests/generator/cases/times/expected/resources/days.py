# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncDays", "Days"]

_CREATE = Operation(
    "days.create", "POST", "/days", server="https://api.example.com", effect="write", decode=one(lambda: models.Holiday)
)


class Days(Resource):
    """Days.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        OutcomeUnknown: What writes or destroys was sent, and nothing proves whether it happened.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def create(
        self,
        *,
        date: date | str,
        since: datetime | str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Holiday:
        """Create a day.

        Args:
            date: Which day.
            since: From when on.

        Returns:
            A holiday, with an attribute that is called as its type.

        Source: `POST /days`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(_CREATE, {}, extra_arguments, timeout, query={"date": date, "since": since})


class AsyncDays(AsyncResource):
    """Days.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        OutcomeUnknown: What writes or destroys was sent, and nothing proves whether it happened.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def create(
        self,
        *,
        date: date | str,
        since: datetime | str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Holiday:
        """Create a day.

        Args:
            date: Which day.
            since: From when on.

        Returns:
            A holiday, with an attribute that is called as its type.

        Source: `POST /days`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(_CREATE, {}, extra_arguments, timeout, query={"date": date, "since": since})
