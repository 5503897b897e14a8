# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .. import models
from .._operation import Operation, one_or_none
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncBoxes", "Boxes"]

_CREATE = Operation(
    "boxes.create",
    "POST",
    "/boxes",
    server="https://api.example.com",
    effect="write",
    decode=one_or_none(lambda: models.Box),
)


class Boxes(Resource):
    """Boxes.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        label: str,
        lid: models.Lid | models.LidDict,
        weight: float | None = None,
        sealed: datetime | str | None = None,
        tags: Sequence[str] | None = None,
        lids: Sequence[models.Lid | models.LidDict] | None = None,
        notes: Mapping[str, Any] | None = None,
        name: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Box | None:
        """Create a box.

        Source: `POST /boxes`.

        Args:
            label: Always there; null when it has none.
            lid: Always there; null when it is open.
            weight: In kilograms.
            sealed: When it was closed.
            tags: Words about it.
            lids: Spare ones.
            notes: Anything else.
            name: Never null.

        Returns:
            A box.
        """
        _given = Hidden(
            {
                "label": label,
                "lid": lid,
                "weight": weight,
                "sealed": sealed,
                "tags": tags,
                "lids": lids,
                "notes": notes,
                "name": name,
            }
        )
        del lid, lids, notes
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncBoxes(AsyncResource):
    """Boxes.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        label: str,
        lid: models.Lid | models.LidDict,
        weight: float | None = None,
        sealed: datetime | str | None = None,
        tags: Sequence[str] | None = None,
        lids: Sequence[models.Lid | models.LidDict] | None = None,
        notes: Mapping[str, Any] | None = None,
        name: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Box | None:
        """Create a box.

        Source: `POST /boxes`.

        Args:
            label: Always there; null when it has none.
            lid: Always there; null when it is open.
            weight: In kilograms.
            sealed: When it was closed.
            tags: Words about it.
            lids: Spare ones.
            notes: Anything else.
            name: Never null.

        Returns:
            A box.
        """
        _given = Hidden(
            {
                "label": label,
                "lid": lid,
                "weight": weight,
                "sealed": sealed,
                "tags": tags,
                "lids": lids,
                "notes": notes,
                "name": name,
            }
        )
        del lid, lids, notes
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
