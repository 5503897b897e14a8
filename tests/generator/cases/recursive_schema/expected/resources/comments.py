# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._engine import AsyncResource, Resource
from .._operation import Operation, one
from .._redaction import hidden

__all__ = ["AsyncComments", "Comments"]

_GET = Operation(
    "comments.get",
    "GET",
    "/comments",
    server="https://api.example.com",
    effect="read",
    decode=one(lambda: models.Comment),
)


class Comments(Resource):
    """Comments."""

    def get(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Comment:
        """Get a comment.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            A comment, which others answer.

        Raises:
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: `GET /comments`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(_GET, {}, extra_arguments, timeout)


class AsyncComments(AsyncResource):
    """Comments."""

    async def get(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Comment:
        """Get a comment.

        Args:
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            A comment, which others answer.

        Raises:
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: `GET /comments`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(_GET, {}, extra_arguments, timeout)
