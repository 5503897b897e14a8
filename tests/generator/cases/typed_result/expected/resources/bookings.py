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

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def get(
        self,
        *,
        booking_uid: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Reads one booking. Source: action `CAL_GET_BOOKING`.

        Args:
            booking_uid: Which one.

        Returns:
            A booking.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"bookingUid": booking_uid}, extra_arguments, extra_headers, timeout)


class AsyncBookings(AsyncResource):
    """Bookings.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def get(
        self,
        *,
        booking_uid: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Booking]:
        """Get a booking.

        Reads one booking. Source: action `CAL_GET_BOOKING`.

        Args:
            booking_uid: Which one.

        Returns:
            A booking.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"bookingUid": booking_uid}, extra_arguments, extra_headers, timeout)
