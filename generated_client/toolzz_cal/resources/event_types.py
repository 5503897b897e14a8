# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""What can be booked, for a single user, with the webhooks of each event type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from .. import models
from .._operation import CalRequest, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

if TYPE_CHECKING:
    from .event_types_webhooks import AsyncEventTypesWebhooks, EventTypesWebhooks

__all__ = ["AsyncEventTypes", "EventTypes"]

_GET = GATEWAY.action(
    "event_types.get",
    "CAL_RETRIEVE_EVENT_TYPE_BY_ID",
    "read",
    one(lambda: models.EventType),
    CalRequest("GET", "/v2/event-types/{eventTypeId}", version="2024-06-14"),
    flag="checkAvailabilityEnabled",
)
_LIST = GATEWAY.action(
    "event_types.list",
    "CAL_LIST_EVENT_TYPES",
    "read",
    many(lambda: models.EventType),
    CalRequest("GET", "/v2/event-types", version="2024-06-14", credential="optional"),
    flag="checkAvailabilityEnabled",
)
_DELETE = GATEWAY.action(
    "event_types.delete",
    "CAL_DELETE_EVENT_TYPE_BY_ID",
    "destroy",
    one(lambda: models.DeletedEventType),
    CalRequest("DELETE", "/v2/event-types/{eventTypeId}", version="2024-06-14"),
    reconcile=Reread(_LIST, gone={"id": "eventTypeId"}),
)


class EventTypes(Resource):
    """What can be booked, for a single user, with the webhooks of each event type.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def webhooks(self) -> EventTypesWebhooks:
        """Webhooks of event types."""
        from .event_types_webhooks import EventTypesWebhooks

        return EventTypesWebhooks(self._engine)

    def delete(
        self,
        *,
        event_type_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DeletedEventType]:
        """Delete an event type.

        Removes an event type of the caller for good, and its booking page with it. Bookings made before stay valid.
        Source: action `CAL_DELETE_EVENT_TYPE_BY_ID`.

        Args:
            event_type_id: Number of the event type to remove; it must belong to the caller.
            reconcile: Whether to look with `event_types.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            What Cal.com still says about an event type it has just deleted.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"eventTypeId": event_type_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        event_type_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.EventType]:
        """Get an event type.

        Gives every setting of one event type of the caller. An event type of a team is read with the operations of the
        team. Source: action `CAL_RETRIEVE_EVENT_TYPE_BY_ID`.

        Args:
            event_type_id: Number of the event type, written as a string.

        Returns:
            Kind of meeting that can be booked, with its length, places, form and limits. One of a team, read by its
            number, has the team's keys in place of `users`. Settings that are switched off appear as `{disabled:
            true}`.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"eventTypeId": event_type_id}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int | None = None,
        org_slug: str | None = None,
        username: str | None = None,
        event_slug: str | None = None,
        usernames: str | None = None,
        sort_created_at: Literal["asc", "desc"] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.EventType]:
        """List the event types of a user.

        Gives the event types of a user, a single one of them by slug, or the dynamic event type that several users
        share. Without `username` or `usernames` the list can be empty. Source: action `CAL_LIST_EVENT_TYPES`.

        Args:
            org_id: Organization of the user, by number; takes the place of `orgSlug`.
            org_slug: Organization of the user, by slug; takes the place of `orgId`.
            username: Username of the owner, such as `leo-souza`.
            event_slug: Slug of the only event type wanted; goes with `username`.
            usernames: Comma-separated users of a dynamic event type, such as `leo-souza,mia-reis`.
            sort_created_at: Order by age, `asc` with the oldest first; older servers do not know it. (Source: Cal.com's
                API v2.)

        Returns:
            Event types that match the filters; there are no pages.
        """
        _given = {
            "orgId": org_id,
            "orgSlug": org_slug,
            "username": username,
            "eventSlug": event_slug,
            "usernames": usernames,
            "sortCreatedAt": sort_created_at,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, _given, extra_arguments, extra_headers, timeout)


class AsyncEventTypes(AsyncResource):
    """What can be booked, for a single user, with the webhooks of each event type.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def webhooks(self) -> AsyncEventTypesWebhooks:
        """Webhooks of event types."""
        from .event_types_webhooks import AsyncEventTypesWebhooks

        return AsyncEventTypesWebhooks(self._engine)

    async def delete(
        self,
        *,
        event_type_id: int,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.DeletedEventType]:
        """Delete an event type.

        Removes an event type of the caller for good, and its booking page with it. Bookings made before stay valid.
        Source: action `CAL_DELETE_EVENT_TYPE_BY_ID`.

        Args:
            event_type_id: Number of the event type to remove; it must belong to the caller.
            reconcile: Whether to look with `event_types.list` what became of it when the outcome is unknown, and answer
                with it; looks once before the call too. It is never sent twice.

        Returns:
            What Cal.com still says about an event type it has just deleted.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"eventTypeId": event_type_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        event_type_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.EventType]:
        """Get an event type.

        Gives every setting of one event type of the caller. An event type of a team is read with the operations of the
        team. Source: action `CAL_RETRIEVE_EVENT_TYPE_BY_ID`.

        Args:
            event_type_id: Number of the event type, written as a string.

        Returns:
            Kind of meeting that can be booked, with its length, places, form and limits. One of a team, read by its
            number, has the team's keys in place of `users`. Settings that are switched off appear as `{disabled:
            true}`.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_GET, {"eventTypeId": event_type_id}, extra_arguments, extra_headers, timeout)

    async def list(
        self,
        *,
        org_id: int | None = None,
        org_slug: str | None = None,
        username: str | None = None,
        event_slug: str | None = None,
        usernames: str | None = None,
        sort_created_at: Literal["asc", "desc"] | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.EventType]:
        """List the event types of a user.

        Gives the event types of a user, a single one of them by slug, or the dynamic event type that several users
        share. Without `username` or `usernames` the list can be empty. Source: action `CAL_LIST_EVENT_TYPES`.

        Args:
            org_id: Organization of the user, by number; takes the place of `orgSlug`.
            org_slug: Organization of the user, by slug; takes the place of `orgId`.
            username: Username of the owner, such as `leo-souza`.
            event_slug: Slug of the only event type wanted; goes with `username`.
            usernames: Comma-separated users of a dynamic event type, such as `leo-souza,mia-reis`.
            sort_created_at: Order by age, `asc` with the oldest first; older servers do not know it. (Source: Cal.com's
                API v2.)

        Returns:
            Event types that match the filters; there are no pages.
        """
        _given = {
            "orgId": org_id,
            "orgSlug": org_slug,
            "username": username,
            "eventSlug": event_slug,
            "usernames": usernames,
            "sortCreatedAt": sort_created_at,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, _given, extra_arguments, extra_headers, timeout)
