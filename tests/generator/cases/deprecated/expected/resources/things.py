# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._deprecated import deprecated as deprecated_
from .._operation import CalRequest, Operation, open_object
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncThings", "Things"]

_DEPRECATED = Operation(
    "things.deprecated",
    "GET",
    "/api/v1/things/deprecated",
    server="https://gateway.example.com",
    effect="read",
    decode=open_object,
)
_LIST = Operation(
    "things.list", "GET", "/api/v1/things", server="https://gateway.example.com", effect="read", decode=open_object
)
_OLD = GATEWAY.action("things.old", "CAL_OLD", "write", open_object, CalRequest("POST", "/v2/things", "body"))


class Things(Resource):
    """Things.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def deprecated(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """Whether things are deprecated.

        Source: `GET /api/v1/things/deprecated`.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_DEPRECATED, {}, extra_arguments, extra_headers, timeout)

    @deprecated_("It may be removed.")
    def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """List things.

        Gives what there is. Source: `GET /api/v1/things`.

        Deprecated: It may be removed.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._fetch(_LIST, {}, extra_arguments, extra_headers, timeout)

    @deprecated_('use `new` """\\ {it}.')
    def old(
        self,
        *,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """Do it as of old.

        It "works". Source: action `CAL_OLD`.

        Deprecated: use `new` \"\""\\ {it}.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_OLD, {}, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncThings(AsyncResource):
    """Things.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def deprecated(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """Whether things are deprecated.

        Source: `GET /api/v1/things/deprecated`.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_DEPRECATED, {}, extra_arguments, extra_headers, timeout)

    @deprecated_("It may be removed.")
    async def list(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        """List things.

        Gives what there is. Source: `GET /api/v1/things`.

        Deprecated: It may be removed.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._fetch(_LIST, {}, extra_arguments, extra_headers, timeout)

    @deprecated_('use `new` """\\ {it}.')
    async def old(
        self,
        *,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """Do it as of old.

        It "works". Source: action `CAL_OLD`.

        Deprecated: use `new` \"\""\\ {it}.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_OLD, {}, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)
