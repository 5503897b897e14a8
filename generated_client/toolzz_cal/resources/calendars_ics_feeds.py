# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Ics feeds of calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import models
from .._operation import CalRequest, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult
from . import GATEWAY

__all__ = ["AsyncCalendarsIcsFeeds", "CalendarsIcsFeeds"]

_CHECK = GATEWAY.action(
    "calendars.ics_feeds.check",
    "CAL_CHECK_ICS_FEED_CALENDAR_ENDPOINT",
    "read",
    one(lambda: models.StatusReply),
    CalRequest("GET", "/v2/calendars/ics-feed/check"),
)
_SAVE = GATEWAY.action(
    "calendars.ics_feeds.save",
    "CAL_SAVE_CALENDAR_ICS_FEEDS",
    "write",
    one(lambda: models.IcsFeed),
    CalRequest("POST", "/v2/calendars/ics-feed/save", "body"),
)


class CalendarsIcsFeeds(Resource):
    """Ics feeds of calendars.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the saved ICS feeds.

        Tests whether the caller's saved ICS feeds can be read; the answer is an error when none is saved or one is
        broken. Source: action `CAL_CHECK_ICS_FEED_CALENDAR_ENDPOINT`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_CHECK, {}, extra_arguments, extra_headers, timeout)

    def save(
        self,
        *,
        urls: Sequence[str],
        read_only: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.IcsFeed]:
        """Save ICS feeds.

        Connects calendars published as ICS feeds; all feeds of the caller share one credential, so saving again
        replaces the earlier ones. Every URL has to be readable at that moment, or nothing is saved. Source: action
        `CAL_SAVE_CALENDAR_ICS_FEEDS`.

        Args:
            urls: All feeds to keep, such as `https://feeds.example.com/team.ics`.
            read_only: True, the default, keeps Cal.com from writing to these calendars.

        Returns:
            The connection that holds the saved ICS feeds of a user. The addresses are not repeated.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _SAVE,
            {"urls": urls, "readOnly": read_only},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )


class AsyncCalendarsIcsFeeds(AsyncResource):
    """Ics feeds of calendars.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def check(
        self,
        *,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.StatusReply]:
        """Check the saved ICS feeds.

        Tests whether the caller's saved ICS feeds can be read; the answer is an error when none is saved or one is
        broken. Source: action `CAL_CHECK_ICS_FEED_CALENDAR_ENDPOINT`.

        Returns:
            Cal.com's reply as the gateway passes it on.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_CHECK, {}, extra_arguments, extra_headers, timeout)

    async def save(
        self,
        *,
        urls: Sequence[str],
        read_only: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.IcsFeed]:
        """Save ICS feeds.

        Connects calendars published as ICS feeds; all feeds of the caller share one credential, so saving again
        replaces the earlier ones. Every URL has to be readable at that moment, or nothing is saved. Source: action
        `CAL_SAVE_CALENDAR_ICS_FEEDS`.

        Args:
            urls: All feeds to keep, such as `https://feeds.example.com/team.ics`.
            read_only: True, the default, keeps Cal.com from writing to these calendars.

        Returns:
            The connection that holds the saved ICS feeds of a user. The addresses are not repeated.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _SAVE,
            {"urls": urls, "readOnly": read_only},
            extra_arguments,
            extra_headers,
            timeout,
            idempotency_key=idempotency_key,
        )
