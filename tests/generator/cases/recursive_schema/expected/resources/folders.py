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

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        parent: models.Folder | models.FolderDict | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Folder:
        """Create a folder.

        Source: `POST /folders`.

        Args:
            parent: Where.

        Returns:
            A folder, which holds documents.
        """
        _given = Hidden({"parent": parent})
        del parent
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncFolders(AsyncResource):
    """Folders.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        parent: models.Folder | models.FolderDict | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> models.Folder:
        """Create a folder.

        Source: `POST /folders`.

        Args:
            parent: Where.

        Returns:
            A folder, which holds documents.
        """
        _given = Hidden({"parent": parent})
        del parent
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(
            _CREATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
