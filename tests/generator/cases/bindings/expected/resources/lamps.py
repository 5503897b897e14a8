# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Lamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .._operation import CalRequest, open_object, text
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncLamps", "Lamps"]

_FREE = GATEWAY.action(
    "lamps.free",
    "CAL_FREE_LAMPS",
    "read",
    open_object,
    CalRequest(
        "GET",
        "/v2/lamps",
        version="2024-09-04",
        form="days",
        gone="Look at the ceiling.",
        places={"from": "query:start"},
        encodings={"names": "comma"},
        others=(CalRequest("GET", "/v2/lamps/free", encodings={"names": "brackets"}),),
    ),
)
_HOLD = GATEWAY.action(
    "lamps.hold",
    "CAL_HOLD_LAMP",
    "write",
    text,
    CalRequest(
        "POST",
        "/v2/lamps/{lampId}/holds",
        "body",
        version="2024-09-04",
        optional=("lampId",),
        form="heldUid",
        doubt="lost its row",
        places={"until": "body:length"},
        encodings={"until": "minutes:from"},
        refused={"until": ("has one length", "lampId")},
        without={"owner": "A hold of this kind belongs to nobody"},
        others=(CalRequest("POST", "/v2/lamps/hold", "body", version=""),),
    ),
    moments=("from", "until"),
)


class Lamps(Resource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def free(
        self,
        *,
        from_: str | None = None,
        names: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """lamps.free.

        Source: action `CAL_FREE_LAMPS`.

        Args:
            from_: First day.
            names: Some names.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_FREE, {"from": from_, "names": names}, extra_arguments, extra_headers, timeout)

    def hold(
        self,
        *,
        from_: datetime | str,
        until: datetime | str,
        lamp_id: int | None = None,
        owner: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[str]:
        """lamps.hold.

        Source: action `CAL_HOLD_LAMP`.

        Args:
            from_: Its start.
            until: Its end.
            lamp_id: Which lamp.
            owner: Whose it is.

        Returns:
            A text.
        """
        _given = {"from": from_, "until": until, "lampId": lamp_id, "owner": owner}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_HOLD, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncLamps(AsyncResource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def free(
        self,
        *,
        from_: str | None = None,
        names: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """lamps.free.

        Source: action `CAL_FREE_LAMPS`.

        Args:
            from_: First day.
            names: Some names.

        Returns:
            An object of unknown shape.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_FREE, {"from": from_, "names": names}, extra_arguments, extra_headers, timeout)

    async def hold(
        self,
        *,
        from_: datetime | str,
        until: datetime | str,
        lamp_id: int | None = None,
        owner: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[str]:
        """lamps.hold.

        Source: action `CAL_HOLD_LAMP`.

        Args:
            from_: Its start.
            until: Its end.
            lamp_id: Which lamp.
            owner: Whose it is.

        Returns:
            A text.
        """
        _given = {"from": from_, "until": until, "lampId": lamp_id, "owner": owner}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_HOLD, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)
