# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Folders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import Operation, one
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource

__all__ = ["AsyncFolders", "Folders"]

_CREATE = Operation(
    "folders.create",
    "POST",
    "/folders",
    server="https://api.example.com",
    effect="write",
    decode=one(lambda: models.Folder),
)


class Folders(Resource):
    """Folders.

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
        parent: models.Folder | Mapping[str, Any] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Folder:
        """Create a folder.

        Args:
            parent: Where.

        Returns:
            A folder, which holds documents.

        Source: `POST /folders`.
        """
        _given = Hidden({"parent": parent})
        del parent
        extra_arguments = hidden(extra_arguments)
        return self._fetch(_CREATE, _given, extra_arguments, timeout)


class AsyncFolders(AsyncResource):
    """Folders.

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
        parent: models.Folder | Mapping[str, Any] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> models.Folder:
        """Create a folder.

        Args:
            parent: Where.

        Returns:
            A folder, which holds documents.

        Source: `POST /folders`.
        """
        _given = Hidden({"parent": parent})
        del parent
        extra_arguments = hidden(extra_arguments)
        return await self._fetch(_CREATE, _given, extra_arguments, timeout)
