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
        colour: models.Colour,
        room: Literal["kitchen", "hall"] | None = None,
        others: Sequence[models.Colour] | None = None,
        sizes: Sequence[Literal["small", "large"]] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Lamp:
        """Add a lamp.

        Args:
            colour: Its colour.
            room: Where it stands.
            others: More colours.
            sizes: How large.

        Returns:
            A lamp.

        Source: `POST /lamps`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(
            _CREATE,
            {"colour": colour, "others": others, "sizes": sizes},
            extra_arguments,
            timeout,
            query={"room": room},
        )


class AsyncLamps(AsyncResource):
    """Lamps.

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
        colour: models.Colour,
        room: Literal["kitchen", "hall"] | None = None,
        others: Sequence[models.Colour] | None = None,
        sizes: Sequence[Literal["small", "large"]] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Lamp:
        """Add a lamp.

        Args:
            colour: Its colour.
            room: Where it stands.
            others: More colours.
            sizes: How large.

        Returns:
            A lamp.

        Source: `POST /lamps`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(
            _CREATE,
            {"colour": colour, "others": others, "sizes": sizes},
            extra_arguments,
            timeout,
            query={"room": room},
        )
