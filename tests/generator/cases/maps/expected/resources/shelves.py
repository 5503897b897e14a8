# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Shelves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import Operation, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncShelves", "Shelves"]

_REPLACE = Operation(
    "shelves.replace",
    "PUT",
    "/shelves",
    server="https://api.example.com",
    effect="write",
    decode=one(lambda: models.Shelves),
)


class Shelves(Resource):
    """Shelves.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def replace(
        self,
        *,
        books: Mapping[str, Any],
        labels: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Shelves:
        """Replace the shelves.

        Source: `PUT /shelves`.

        Args:
            books: The books.
            labels: The labels.

        Returns:
            Shelves.
        """
        _given = Hidden({"books": books, "labels": labels})
        del books, labels
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_REPLACE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncShelves(AsyncResource):
    """Shelves.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def replace(
        self,
        *,
        books: Mapping[str, Any],
        labels: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Shelves:
        """Replace the shelves.

        Source: `PUT /shelves`.

        Args:
            books: The books.
            labels: The labels.

        Returns:
            Shelves.
        """
        _given = Hidden({"books": books, "labels": labels})
        del books, labels
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _REPLACE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
