# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import Operation, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource

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
    """Comments.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def get(self, *, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None) -> models.Comment:
        """Get a comment.

        Returns:
            A comment, which others answer.

        Source: `GET /comments`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._fetch(_GET, {}, extra_arguments, timeout)


class AsyncComments(AsyncResource):
    """Comments.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def get(
        self, *, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None
    ) -> models.Comment:
        """Get a comment.

        Returns:
            A comment, which others answer.

        Source: `GET /comments`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(_GET, {}, extra_arguments, timeout)
