# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Lamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._operation import CalRequest, open_object
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncLamps", "Lamps"]

_FIND = GATEWAY.action(
    "lamps.find",
    "CAL_FIND_LAMPS",
    "read",
    open_object,
    CalRequest(
        "GET",
        "/v2/lamps",
        places={"lampId": "query:load[0][id]", "colours": "query:hue"},
        encodings={"names": "brackets", "colours": "comma"},
    ),
    flag="checkAvailabilityEnabled",
)
_MOVE = GATEWAY.action(
    "lamps.move",
    "CAL_MOVE_LAMP",
    "write",
    open_object,
    CalRequest(
        "PATCH",
        "/v2/rooms/{roomId}/lamps",
        "body",
        version="2024-08-13",
        credential="key-or-client",
        body={"lit": True, "shade": 'plain "1"', "steps": 2},
        needs=("start",),
        state="broken",
        places={"size__width": "body:size.width", "mode": "query:lampMode", "words": "body:texts"},
        encodings={"lengths": "integers", "words": "list"},
    ),
    flag="createBookingEnabled",
    timezone="owner.timeZone",
)


class Lamps(Resource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def find(
        self,
        *,
        names: Sequence[str] | None = None,
        lamp_id: int | None = None,
        colours: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """lamps.find.

        Source: action `CAL_FIND_LAMPS`.

        Args:
            names: Whose names.
            lamp_id: First.
            colours: Which.

        Returns:
            It.
        """
        _given = {"names": names, "lampId": lamp_id, "colours": colours}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_FIND, _given, extra_arguments, extra_headers, timeout)

    def move(
        self,
        *,
        room_id: str,
        size_width: int | None = None,
        lengths: Sequence[str] | None = None,
        mode: str | None = None,
        words: str | None = None,
        owner: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """lamps.move.

        Source: action `CAL_MOVE_LAMP`.

        Args:
            room_id: Which room.
            size_width: How wide.
            lengths: How long.
            mode: How.
            words: What to say.
            owner: Whose.

        Returns:
            It.
        """
        _given = Hidden(
            {
                "roomId": room_id,
                "size__width": size_width,
                "lengths": lengths,
                "mode": mode,
                "words": words,
                "owner": owner,
            }
        )
        del owner
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_MOVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncLamps(AsyncResource):
    """Lamps.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def find(
        self,
        *,
        names: Sequence[str] | None = None,
        lamp_id: int | None = None,
        colours: Sequence[str] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """lamps.find.

        Source: action `CAL_FIND_LAMPS`.

        Args:
            names: Whose names.
            lamp_id: First.
            colours: Which.

        Returns:
            It.
        """
        _given = {"names": names, "lampId": lamp_id, "colours": colours}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_FIND, _given, extra_arguments, extra_headers, timeout)

    async def move(
        self,
        *,
        room_id: str,
        size_width: int | None = None,
        lengths: Sequence[str] | None = None,
        mode: str | None = None,
        words: str | None = None,
        owner: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[dict[str, Any]]:
        """lamps.move.

        Source: action `CAL_MOVE_LAMP`.

        Args:
            room_id: Which room.
            size_width: How wide.
            lengths: How long.
            mode: How.
            words: What to say.
            owner: Whose.

        Returns:
            It.
        """
        _given = Hidden(
            {
                "roomId": room_id,
                "size__width": size_width,
                "lengths": lengths,
                "mode": mode,
                "words": words,
                "owner": owner,
            }
        )
        del owner
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_MOVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)
