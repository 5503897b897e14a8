# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Bookings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._engine import AsyncResource, Resource
from .._operation import CalRequest, Operation, one
from .._redaction import hidden
from ..results import ActionResult

__all__ = ["AsyncBookings", "Bookings"]

_GET = Operation(
    "bookings.get",
    "POST",
    "/execute/CAL_GET_BOOKING",
    server="https://gateway.example.com",
    effect="read",
    decode=one(lambda: models.Booking),
    slug="CAL_GET_BOOKING",
    cal=CalRequest("GET", "/v2/bookings/{bookingUid}"),
)


class Bookings(Resource):
    """Bookings."""

    def get(
        self,
        *,
        booking_uid: str,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Reads one booking.

        Args:
            booking_uid: Which one.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            A booking.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_BOOKING`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(
            _GET,
            {
                "bookingUid": booking_uid,
            },
            extra_arguments,
            timeout,
        )


class AsyncBookings(AsyncResource):
    """Bookings."""

    async def get(
        self,
        *,
        booking_uid: str,
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Reads one booking.

        Args:
            booking_uid: Which one.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            A booking.

        Raises:
            ActionFailed: The action was run and failed.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_GET_BOOKING`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(
            _GET,
            {
                "bookingUid": booking_uid,
            },
            extra_arguments,
            timeout,
        )
