"""What goes along when an event type goes."""

from __future__ import annotations

from .base import Row, World
from .booking_rows import detach
from .event_type_rows import EVENT_TYPES
from .reservations import release_all
from .webhooks import WEBHOOKS


def remove_event_type(world: World, event_type_id: int) -> Row:
    """Deletes an event type with its webhooks and reservations, and the copies of a managed one. Bookings stay."""
    for copy in EVENT_TYPES.rows(world, ("parent", event_type_id)):
        remove_event_type(world, copy["id"])
    for webhook in WEBHOOKS.rows(world, ("eventTypeId", event_type_id)):
        WEBHOOKS.remove(world, webhook["id"])
    release_all(world, event_type_id)
    detach(world, event_type_id)
    return EVENT_TYPES.remove(world, event_type_id)
