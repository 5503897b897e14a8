"""What the ToolzzAI operations do: Cal.com integrations and Google Calendar functions of AI agents."""

from __future__ import annotations

import re
from typing import Any

from ..problems import BadRequest, NotFound
from .base import Arguments, Caller, Row, World, behaves, shown

MASKED = "cal_" + "*" * 16
WRITABLE = (
    "title",
    "unitId",
    "calcomUsername",
    "timezone",
    "prompt",
    "checkAvailabilityEnabled",
    "createBookingEnabled",
)
KEYS = (
    "id",
    "botId",
    "unitId",
    "title",
    "calcomUsername",
    "apiKey",
    "isActive",
    "isTokenMasked",
    "timezone",
    "prompt",
    "checkAvailabilityEnabled",
    "createBookingEnabled",
    "defaultEventTypeId",
    "defaultEventTypeSlug",
    "createdAt",
    "updatedAt",
)


def new_integration(world: World, owner_id: int, id: str | None = None, **fields: Any) -> Row:
    """Makes a Cal.com integration; every key of its shape can be given, `apiKey` as the real key."""
    key, now = fields.pop("apiKey", "cal_example"), timestamp(world, 6)
    row: Row = {
        "id": id or new_uuid(world),
        "botId": None,
        "unitId": "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35",
        "title": "Scheduling desk",
        "calcomUsername": "leo-souza",
        "isActive": True,
        "timezone": "America/Sao_Paulo",
        "prompt": "Offer two free times and book the one the customer picks.",
        "checkAvailabilityEnabled": True,
        "createBookingEnabled": True,
        "defaultEventTypeId": None,
        "defaultEventTypeSlug": None,
        "createdAt": now,
        "updatedAt": now[:-3],
        **fields,
        "_apiKey": key,
        "_owner_id": owner_id,
    }
    row |= {"apiKey": MASKED, "isTokenMasked": True}
    return world.put("integrations", row["id"], row)


def new_function(world: World, owner_id: int, id: str | None = None, **fields: Any) -> Row:
    """Makes a Google Calendar function; every key of its shape can be given."""
    icon = new_uuid(world)
    row: Row = {
        "id": id or new_uuid(world),
        "institutionId": new_uuid(world),
        "userId": new_uuid(world),
        "unityId": "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35",
        "code": "google-calendar",
        "description": "Book only on weekday mornings.",
        "iconFileId": icon,
        "status": True,
        "name": "Meeting scheduling",
        "pluginIcon": {
            "id": icon,
            "fileName": "calendar.png",
            "url": "https://assets.example.com/calendar.png",
            "extension": "png",
            "size": 2048,
        },
        "color": "blue",
        "outputs": [],
        "isActivated": True,
        "type": "google-calendar",
        "googleCalendarPlugin": [
            {
                "id": new_uuid(world),
                "calendarId": "desk@example.com",
                "timezone": "America/Sao_Paulo",
                "googleUser": {"name": "Leo Souza", "email": "leo.souza@example.com"},
                "googleToken": "example-google-token",
            }
        ],
        "discordPlugin": [],
        "telegramPlugin": [],
        **fields,
        "_owner_id": owner_id,
    }
    return world.put("functions", row["id"], row)


def example_integration(world: World, owner_id: int) -> Row:
    """The integration of the specification's examples."""
    return new_integration(world, owner_id, "0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20")


def example_function(world: World, owner_id: int) -> Row:
    """The function of the specification's examples."""
    icon = "c4b5a697-8877-4665-9544-332211001122"
    row = new_function(
        world,
        owner_id,
        "7c1e4d90-6b2a-4d8f-a3c5-9e0f1b2d3c4a",
        institutionId="2f8a6c10-4e7b-4b19-8d52-c3a9e5f07b64",
        userId="91d3b7e2-5c4f-4a86-b0e1-7f2a8c6d9e05",
        iconFileId=icon,
    )
    row["pluginIcon"]["id"] = icon
    row["googleCalendarPlugin"][0]["id"] = "e8d7c6b5-a493-4281-8f70-6e5d4c3b2a19"
    return world.put("functions", row["id"], row)


@behaves("calcom_integrations.create")
def create_integration(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Makes an integration; the key is kept and never shown again."""
    if re.fullmatch(r"cal_\*+", arguments["apiKey"]):
        raise BadRequest("apiKey is masked; send the key itself")
    fields = {name: arguments[name] for name in (*WRITABLE, "apiKey")}
    return shown(new_integration(world, caller.user_id, **fields), *KEYS)


@behaves("calcom_integrations.get")
def get_integration(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One integration."""
    return shown(_owned(world, "integrations", caller, arguments["integrationId"], "Integration"), *KEYS)


@behaves("calcom_integrations.list")
def list_integrations(world: World, caller: Caller, arguments: Arguments) -> Row:
    """The caller's integrations of a unit, oldest first; none for a unit that nobody knows."""
    unit = str(arguments["unitId"]).lower()
    rows = [row for row in world.table("integrations").values() if row["_owner_id"] == caller.user_id]
    return {"data": [shown(row, *KEYS) for row in rows if str(row["unitId"]).lower() == unit]}


@behaves("calcom_integrations.update")
def update_integration(world: World, caller: Caller, arguments: Arguments) -> Row:
    """Writes everything that can be written. A key that is sent along changes nothing."""
    row = _owned(world, "integrations", caller, arguments["integrationId"], "Integration")
    changes = {name: arguments[name] for name in WRITABLE}
    return shown(world.put("integrations", row["id"], {**row, **changes, "updatedAt": timestamp(world, 3)}), *KEYS)


@behaves("functions.get")
def get_function(world: World, caller: Caller, arguments: Arguments) -> Row:
    """One function."""
    return shown(_owned(world, "functions", caller, arguments["functionId"], "Function"))


def timestamp(world: World, digits: int) -> str:
    """The present as ToolzzAI writes it: a space, no zone, so many digits of a second."""
    return world.now().replace(tzinfo=None).isoformat(" ", "microseconds")[: 20 + digits]


def new_uuid(world: World) -> str:
    """A UUID from the mock's dice."""
    bits = world.dice.random.getrandbits(128) & ~(0xF000 << 64) & ~(0xC000 << 48)
    text = f"{bits | 4 << 76 | 0x8000 << 48:032x}"  # version 4, as `uuid.UUID` would write it in thrice the time
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _owned(world: World, table: str, caller: Caller, id: object, what: str) -> Row:
    row = world.table(table).get(str(id).lower())
    if row is None or row["_owner_id"] != caller.user_id:
        raise NotFound(f"{what} with id {id} was not found")
    return row
