# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Lamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncLamps", "Lamps"]

_CREATE = Operation(
    "lamps.create", "POST", "/lamps", server="https://api.example.com", effect="write", decode=one(lambda: models.Lamp)
)


class Lamps(Resource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        colour: models.Colour,
        room: Literal["kitchen", "hall"] | None = None,
        others: Sequence[models.Colour] | None = None,
        sizes: Sequence[Literal["small", "large"]] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Lamp:
        """Add a lamp.

        Source: `POST /lamps`.

        Args:
            colour: Its colour.
            room: Where it stands.
            others: More colours.
            sizes: How large.

        Returns:
            A lamp.
        """
        _given = {"colour": colour, "others": others, "sizes": sizes}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            query={"room": room},
            idempotency_key=idempotency_key,
        )


class AsyncLamps(AsyncResource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        colour: models.Colour,
        room: Literal["kitchen", "hall"] | None = None,
        others: Sequence[models.Colour] | None = None,
        sizes: Sequence[Literal["small", "large"]] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Lamp:
        """Add a lamp.

        Source: `POST /lamps`.

        Args:
            colour: Its colour.
            room: Where it stands.
            others: More colours.
            sizes: How large.

        Returns:
            A lamp.
        """
        _given = {"colour": colour, "others": others, "sizes": sizes}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            query={"room": room},
            idempotency_key=idempotency_key,
        )
