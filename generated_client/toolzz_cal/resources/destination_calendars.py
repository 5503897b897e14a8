# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The calendar that new bookings are written to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .. import models
from .._operation import CalRequest, Repeat, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncDestinationCalendars", "DestinationCalendars"]

_UPDATE = GATEWAY.action(
    "destination_calendars.update",
    "CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION",
    "write",
    one(lambda: models.DestinationCalendar),
    CalRequest("PUT", "/v2/destination-calendars", "body"),
    reconcile=Repeat(),
)


class DestinationCalendars(Resource):
    """The calendar that new bookings are written to.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def update(
        self,
        *,
        external_id: str,
        integration: Literal["apple_calendar", "google_calendar", "office365_calendar"],
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DestinationCalendar]:
        """Set the destination calendar.

        Chooses the calendar into which Cal.com writes the caller's new bookings. It must be connected and writable;
        entries already written stay where they are. Source: action `CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION`.

        Args:
            external_id: Id of the calendar that receives the bookings, from `calendars.list`.
            integration: Kind of calendar, as `calendars.list` names it.

        Returns:
            The calendar that new bookings are written to. Setting one answers four of the keys; a user without any
            connected calendar has an empty object here.
        """
        _given = {"externalId": external_id, "integration": integration}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncDestinationCalendars(AsyncResource):
    """The calendar that new bookings are written to.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def update(
        self,
        *,
        external_id: str,
        integration: Literal["apple_calendar", "google_calendar", "office365_calendar"],
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DestinationCalendar]:
        """Set the destination calendar.

        Chooses the calendar into which Cal.com writes the caller's new bookings. It must be connected and writable;
        entries already written stay where they are. Source: action `CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION`.

        Args:
            external_id: Id of the calendar that receives the bookings, from `calendars.list`.
            integration: Kind of calendar, as `calendars.list` names it.

        Returns:
            The calendar that new bookings are written to. Setting one answers four of the keys; a user without any
            connected calendar has an empty object here.
        """
        _given = {"externalId": external_id, "integration": integration}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
