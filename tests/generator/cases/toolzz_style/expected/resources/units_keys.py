# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Keys of units."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from .. import models
from .._operation import Operation, many, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncUnitsKeys", "UnitsKeys"]

_CREATE = Operation(
    "units.keys.create",
    "POST",
    "/units/{unitId}/keys",
    server="https://api.example.com",
    effect="write",
    decode=one(lambda: models.Key),
)
_LIST = Operation(
    "units.keys.list",
    "GET",
    "/units/{unitId}/keys",
    server="https://other.example.com",
    effect="read",
    decode=many(lambda: models.Key),
)


class UnitsKeys(Resource):
    """Keys of units.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        unit_id: UUID | str,
        secret: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Key:
        """Create a key.

        Source: `POST /units/{unitId}/keys`.

        Args:
            unit_id: The unit.
            secret: The key itself.

        Returns:
            A key.
        """
        _given = Hidden({"secret": secret})
        _path = Hidden({"unitId": unit_id})
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _CREATE, _given, extra_arguments, extra_headers, timeout, path=_path, idempotency_key=idempotency_key
        )

    def list(
        self,
        *,
        unit_id: UUID | str,
        is_active: bool | None = None,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> builtins.list[models.Key]:
        """List keys.

        Gives the keys of a unit. Source: `GET /units/{unitId}/keys`.

        Args:
            unit_id: The unit.
            is_active: Whether it works.
            take: How many.
            skip: From where on.

        Returns:
            A key.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _LIST,
            {},
            extra_arguments,
            extra_headers,
            timeout,
            path={"unitId": unit_id},
            query={"isActive": is_active, "take": take, "skip": skip},
        )


class AsyncUnitsKeys(AsyncResource):
    """Keys of units.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        unit_id: UUID | str,
        secret: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Key:
        """Create a key.

        Source: `POST /units/{unitId}/keys`.

        Args:
            unit_id: The unit.
            secret: The key itself.

        Returns:
            A key.
        """
        _given = Hidden({"secret": secret})
        _path = Hidden({"unitId": unit_id})
        del secret
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _CREATE, _given, extra_arguments, extra_headers, timeout, path=_path, idempotency_key=idempotency_key
        )

    async def list(
        self,
        *,
        unit_id: UUID | str,
        is_active: bool | None = None,
        take: int | None = None,
        skip: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> builtins.list[models.Key]:
        """List keys.

        Gives the keys of a unit. Source: `GET /units/{unitId}/keys`.

        Args:
            unit_id: The unit.
            is_active: Whether it works.
            take: How many.
            skip: From where on.

        Returns:
            A key.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _LIST,
            {},
            extra_arguments,
            extra_headers,
            timeout,
            path={"unitId": unit_id},
            query={"isActive": is_active, "take": take, "skip": skip},
        )
