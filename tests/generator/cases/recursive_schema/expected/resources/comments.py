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

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def get(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Comment:
        """Get a comment.

        Source: `GET /comments`.

        Returns:
            A comment, which others answer.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_GET, {}, extra_arguments, extra_headers, timeout)


class AsyncComments(AsyncResource):
    """Comments.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def get(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Comment:
        """Get a comment.

        Source: `GET /comments`.

        Returns:
            A comment, which others answer.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_GET, {}, extra_arguments, extra_headers, timeout)
