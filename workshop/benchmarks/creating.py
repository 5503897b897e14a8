"""What a journey makes besides its booking: things of which Cal.com takes no key that would tell a repeated request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolzz_cal_mock.seed import ORGANIZATION, USER, ZONE

if TYPE_CHECKING:
    from workshop.benchmarks.faulty import FaultyMock

NAME = "journey"
TARGET = f"http://127.0.0.1:9/{NAME}"


@dataclass(frozen=True)
class Creation:
    """A kind of thing that is made once in each journey.

    Attributes:
        what: Its plural, for the tables.
        operation: What makes one.
        rows: The mock's table that holds them.
        key: What in a row tells that this journey asked for it, and in `value` how.
        looks: Whether the operation has `reconcile`.
    """

    what: str
    operation: str
    rows: str
    key: str
    value: str = NAME
    looks: bool = True

    def arguments(self, mock: FaultyMock) -> dict[str, Any]:
        """What is asked for, by the names of the action."""
        return {
            "schedules": {"name": NAME, "timeZone": ZONE, "isDefault": False},
            "options": {"orgId": ORGANIZATION, "attributeId": mock.attribute, "value": NAME, "slug": NAME},
            "attributes": {"orgId": ORGANIZATION, "name": NAME, "slug": NAME, "type": "TEXT", "options": []},
            "webhooks": {"subscriberUrl": TARGET, "triggers": "BOOKING_CANCELLED", "active": True},
            "teams": {"name": NAME},
            "event types": {
                "teamId": mock.team,
                "title": NAME,
                "slug": NAME,
                "lengthInMinutes": 30,
                "lengthInMinutesOptions": ["30"],
                "schedulingType": "collective",
                "hosts": [{"userId": USER}],
            },
        }[self.what]

    def made(self, mock: FaultyMock) -> list[str]:
        """The ids of those that are there."""
        return [str(row["id"]) for row in mock.world.table(self.rows).values() if row[self.key] == self.value]


CREATIONS = (
    Creation("schedules", "schedules.create", "schedules", "name"),
    Creation("options", "organizations.attributes.options.create", "attribute_options", "slug"),
    Creation("attributes", "organizations.attributes.create", "attributes", "slug"),
    Creation("webhooks", "webhooks.create", "webhooks", "subscriberUrl", TARGET),
    Creation("teams", "teams.create", "teams", "name", looks=False),
    Creation("event types", "teams.event_types.create", "event_types", "slug", looks=False),
)
