# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The calendar that new bookings are written to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .. import models
from .._engine import AsyncResource, Resource
from .._operation import CalRequest, Operation, one
from .._redaction import hidden
from ..results import ActionResult

__all__ = ["AsyncDestinationCalendars", "DestinationCalendars"]

_UPDATE = Operation(
    "destination_calendars.update",
    "POST",
    "/api/v3.1/tools/execute/CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION",
    server="https://backend.composio.dev",
    effect="write",
    decode=one(lambda: models.DestinationCalendar),
    slug="CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION",
    cal=CalRequest("PUT", "/v2/destination-calendars"),
)


class DestinationCalendars(Resource):
    """The calendar that new bookings are written to."""

    def update(
        self,
        *,
        external_id: str,
        integration: Literal["apple_calendar", "google_calendar", "office365_calendar"],
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DestinationCalendar]:
        """Set the destination calendar.

        Chooses the calendar into which Cal.com writes the caller's new bookings. It must be connected and writable;
        entries already written stay where they are.

        Args:
            external_id: Id of the calendar that receives the bookings, from `calendars.list`.
            integration: Kind of calendar, as `calendars.list` names it.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The calendar that new bookings are written to. Setting one answers four of the keys; a user without any
            connected calendar has an empty object here.

        Raises:
            ActionFailed: The action was run and failed.
            OutcomeUnknown: It was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION`.
        """
        extra_arguments = hidden(extra_arguments)
        return self._run(
            _UPDATE,
            {
                "externalId": external_id,
                "integration": integration,
            },
            extra_arguments,
            timeout,
        )


class AsyncDestinationCalendars(AsyncResource):
    """The calendar that new bookings are written to."""

    async def update(
        self,
        *,
        external_id: str,
        integration: Literal["apple_calendar", "google_calendar", "office365_calendar"],
        extra_arguments: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DestinationCalendar]:
        """Set the destination calendar.

        Chooses the calendar into which Cal.com writes the caller's new bookings. It must be connected and writable;
        entries already written stay where they are.

        Args:
            external_id: Id of the calendar that receives the bookings, from `calendars.list`.
            integration: Kind of calendar, as `calendars.list` names it.
            extra_arguments: Merged over the arguments, names as the upstream spells them; None is sent as null.
            timeout: Seconds for one attempt; the client's own by default.

        Returns:
            The calendar that new bookings are written to. Setting one answers four of the keys; a user without any
            connected calendar has an empty object here.

        Raises:
            ActionFailed: The action was run and failed.
            OutcomeUnknown: It was sent, and nothing proves whether it happened.
            ToolzzCalError: Any other failure, as `toolzz_cal.errors` draws them.

        Source: action `CAL_UPDATE_DESTINATION_CALENDAR_INTEGRATION`.
        """
        extra_arguments = hidden(extra_arguments)
        return await self._run(
            _UPDATE,
            {
                "externalId": external_id,
                "integration": integration,
            },
            extra_arguments,
            timeout,
        )
