# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Bookings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncBookings", "Bookings"]

_GET = GATEWAY.action(
    "bookings.get",
    "CAL_GET_BOOKING",
    "read",
    one(lambda: models.Booking),
    CalRequest("GET", "/v2/bookings/{bookingUid}"),
)


class Bookings(Resource):
    """Bookings.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ActionFailed: The action was run and failed.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    def get(
        self, *, booking_uid: str, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Reads one booking.

        Args:
            booking_uid: Which one.

        Returns:
            A booking.

        Source: action `CAL_GET_BOOKING`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(_GET, {"bookingUid": booking_uid}, extra_arguments, timeout)


class AsyncBookings(AsyncResource):
    """Bookings.

    Every method takes, besides its own arguments:
        extra_arguments: Merged over the arguments; documented names travel as they do, others as given, None as null.
        timeout: Seconds for one attempt; the client's own by default.

    Every method raises:
        ActionFailed: The action was run and failed.
        ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.
    """

    async def get(
        self, *, booking_uid: str, extra_arguments: Mapping[str, Any] | None = None, timeout: float | None = None
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Reads one booking.

        Args:
            booking_uid: Which one.

        Returns:
            A booking.

        Source: action `CAL_GET_BOOKING`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(_GET, {"bookingUid": booking_uid}, extra_arguments, timeout)
