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

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        date: date | str,
        since: datetime | str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Holiday:
        """Create a day.

        Source: `POST /days`.

        Args:
            date: Which day.
            since: From when on.

        Returns:
            A holiday, with an attribute that is called as its type.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _CREATE,
            {},
            extra_arguments,
            extra_headers,
            timeout,
            query={"date": date, "since": since},
            idempotency_key=idempotency_key,
        )


class AsyncDays(AsyncResource):
    """Days.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        date: date | str,
        since: datetime | str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Holiday:
        """Create a day.

        Source: `POST /days`.

        Args:
            date: Which day.
            since: From when on.

        Returns:
            A holiday, with an attribute that is called as its type.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _CREATE,
            {},
            extra_arguments,
            extra_headers,
            timeout,
            query={"date": date, "since": since},
            idempotency_key=idempotency_key,
        )
