# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Calendars that are looked at for conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, Repeat, one, one_or_none
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncSelectedCalendars", "SelectedCalendars"]

_ADD = GATEWAY.action(
    "selected_calendars.add",
    "CAL_POST_SELECTED_CALENDARS",
    "write",
    one_or_none(lambda: models.SelectedCalendar),
    CalRequest("POST", "/v2/selected-calendars", "body"),
    reconcile=Repeat(),
)
_REMOVE = GATEWAY.action(
    "selected_calendars.remove",
    "CAL_DELETE_SELECTED_CALENDARS",
    "destroy",
    one(lambda: models.SelectedCalendar),
    CalRequest("DELETE", "/v2/selected-calendars"),
)


class SelectedCalendars(Resource):
    """Calendars that are looked at for conflicts.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def add(
        self,
        *,
        external_id: str,
        integration: str,
        credential_id: int,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.SelectedCalendar | None]:
        """Select a calendar for conflict checks.

        Makes the events of a connected calendar count as busy when Cal.com offers slots of the caller. Nothing is
        written to the calendar. Source: action `CAL_POST_SELECTED_CALENDARS`.

        Args:
            external_id: Id of the calendar whose events should block slots, from `calendars.list`.
            integration: Kind of calendar, such as `google_calendar`, `office365_calendar` or `apple_calendar`.
            credential_id: Number of the caller's credential that opens it, from `calendars.list`.

        Returns:
            The calendar; absent when it was selected already.
        """
        _given = {"externalId": external_id, "integration": integration, "credentialId": credential_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_ADD, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    def remove(
        self,
        *,
        external_id: str,
        integration: str,
        credential_id: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.SelectedCalendar]:
        """Stop checking a calendar for conflicts.

        Events of this calendar no longer block the caller's slots, so double bookings become possible. The calendar
        stays connected and can be selected again. Source: action `CAL_DELETE_SELECTED_CALENDARS`.

        Args:
            external_id: Id of the calendar at its provider, as it was selected.
            integration: Kind of calendar it was selected with, such as `google_calendar`.
            credential_id: Number of the credential that opens it, here written as a string.

        Returns:
            A calendar whose events block booking times.
        """
        _given = {"externalId": external_id, "integration": integration, "credentialId": credential_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_REMOVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncSelectedCalendars(AsyncResource):
    """Calendars that are looked at for conflicts.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def add(
        self,
        *,
        external_id: str,
        integration: str,
        credential_id: int,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.SelectedCalendar | None]:
        """Select a calendar for conflict checks.

        Makes the events of a connected calendar count as busy when Cal.com offers slots of the caller. Nothing is
        written to the calendar. Source: action `CAL_POST_SELECTED_CALENDARS`.

        Args:
            external_id: Id of the calendar whose events should block slots, from `calendars.list`.
            integration: Kind of calendar, such as `google_calendar`, `office365_calendar` or `apple_calendar`.
            credential_id: Number of the caller's credential that opens it, from `calendars.list`.

        Returns:
            The calendar; absent when it was selected already.
        """
        _given = {"externalId": external_id, "integration": integration, "credentialId": credential_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_ADD, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)

    async def remove(
        self,
        *,
        external_id: str,
        integration: str,
        credential_id: str,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.SelectedCalendar]:
        """Stop checking a calendar for conflicts.

        Events of this calendar no longer block the caller's slots, so double bookings become possible. The calendar
        stays connected and can be selected again. Source: action `CAL_DELETE_SELECTED_CALENDARS`.

        Args:
            external_id: Id of the calendar at its provider, as it was selected.
            integration: Kind of calendar it was selected with, such as `google_calendar`.
            credential_id: Number of the credential that opens it, here written as a string.

        Returns:
            A calendar whose events block booking times.
        """
        _given = {"externalId": external_id, "integration": integration, "credentialId": credential_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _REMOVE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
