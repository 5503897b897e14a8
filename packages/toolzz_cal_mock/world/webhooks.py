"""What the operations on webhooks do, for users, event types, organizations and OAuth clients alike."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from ..problems import BadRequest, Conflict, Forbidden, NotFound
from .access import manages, must_administer
from .base import Arguments, Caller, Row, World, behaves, page, shown, stamp
from .lookups import Lookup
from .meetings import due as due
from .needs import needed, refused, whole

TRIGGERS = (
    "BOOKING_CREATED",
    "BOOKING_PAYMENT_INITIATED",
    "BOOKING_PAID",
    "BOOKING_RESCHEDULED",
    "BOOKING_REQUESTED",
    "BOOKING_CANCELLED",
    "BOOKING_REJECTED",
    "BOOKING_NO_SHOW_UPDATED",
    "FORM_SUBMITTED",
    "MEETING_ENDED",
    "MEETING_STARTED",
    "RECORDING_READY",
    "INSTANT_MEETING",
    "RECORDING_TRANSCRIPTION_GENERATED",
    "OOO_CREATED",
    "AFTER_HOSTS_CAL_VIDEO_NO_SHOW",
    "AFTER_GUESTS_CAL_VIDEO_NO_SHOW",
    "FORM_SUBMITTED_NO_EVENT",
)
# Cal.com takes these as well. What they tell of does not happen here.
TAKEN = (*TRIGGERS, "DELEGATION_CREDENTIAL_ERROR", "WRONG_ASSIGNMENT_REPORT")
OWNERS = {"userId": "user", "eventTypeId": "event type", "teamId": "organization", "oAuthClientId": "OAuth client"}
_KEYS = ("id", "payloadTemplate", "triggers", "subscriberUrl", "active", "secret")
LISTENER = "_listener"  # marks what hears every event, whomever it concerns
GONE = "removed_webhooks"  # of organizations
VERSION = "2021-10-20"
VERSIONS = (VERSION, "2026-07-27")
Owner = tuple[str, Any]
FindOwner = Callable[[World, Caller, Arguments], Owner]
FindWebhook = Callable[[World, Caller, Arguments], Row]


def _terms(row: Row) -> Iterator[Hashable]:
    for key in OWNERS:
        if row.get(key) is not None:
            yield key, row[key]
    if row.get(LISTENER):
        yield LISTENER, True
    for trigger in row["triggers"]:
        yield "trigger", trigger


WEBHOOKS = Lookup("webhooks", _terms)


def new_webhook(
    world: World,
    subscriber_url: str,
    triggers: str | Iterable[str],
    id: str | None = None,
    *,
    owner: Owner,
    **fields: Any,
) -> Row:
    """Makes a webhook.

    Args:
        world: Where.
        subscriber_url: Where deliveries go.
        triggers: One event or several.
        id: Text that identifies it.
        owner: `("userId", 31790)`; likewise `eventTypeId`, `teamId` (also of an organization) and `oAuthClientId`.
        fields: Further keys of a webhook: `secret`, `payloadTemplate`, `active`, `version`, …
    """
    row: Row = {
        "id": id or str(uuid.UUID(int=world.dice.random.getrandbits(128), version=4)),
        "subscriberUrl": subscriber_url,
        "triggers": [triggers] if isinstance(triggers, str) else list(dict.fromkeys(triggers)),
        "active": True,
        "payloadTemplate": None,
        "secret": None,
        "createdAt": stamp(world.now()),
        "platform": False,
        owner[0]: owner[1],
        "version": VERSION,
        **fields,
    }
    return WEBHOOKS.put(world, row)


# Who owns a webhook, and who may touch it


def _user(world: World, caller: Caller, arguments: Arguments) -> Owner:
    return "userId", caller.user_id


def _of_user(world: World, caller: Caller, arguments: Arguments) -> Row:
    row = _webhook(world, arguments)
    if row.get("userId") != caller.user_id:
        raise Forbidden("Forbidden resource")
    return row


def _event_type(world: World, caller: Caller, arguments: Arguments) -> Owner:
    """The event type, for its owner and for those who manage its team."""
    event_type_id = whole(arguments["eventTypeId"], "eventTypeId")
    row = world.table("event_types").get(event_type_id)
    if row is None:
        raise NotFound(f"Event type ({event_type_id}) not found")
    team_id = row.get("teamId")
    if row.get("ownerId") != caller.user_id and (team_id is None or not manages(world, caller.user_id, team_id)):
        raise Forbidden(f"User ({caller.user_id}) is not the owner of event type ({event_type_id})")
    return "eventTypeId", event_type_id


def _of_event_type(world: World, caller: Caller, arguments: Arguments) -> Row:
    owner = _event_type(world, caller, arguments)
    row = _webhook(world, arguments)
    if row.get("eventTypeId") is None:
        raise BadRequest(f"Webhook ({row['id']}) is not associated with an event type")
    if row["eventTypeId"] != owner[1]:
        raise Forbidden(f"Webhook ({row['id']}) is not associated with event type ({owner[1]})")
    return row


def _organization(world: World, caller: Caller, arguments: Arguments) -> Owner:
    """The organization, for its administrators and for its OAuth clients."""
    org_id = whole(arguments["orgId"], "orgId")
    client = world.table("oauth_clients").get(caller.client_id)
    if client is None or client["organizationId"] != org_id:
        must_administer(world, caller, org_id)
    return "teamId", org_id


def _of_organization(world: World, caller: Caller, arguments: Arguments) -> Row:
    owner = _organization(world, caller, arguments)
    row = world.table("webhooks").get(arguments["webhookId"])
    if row is None and world.table(GONE).get(arguments["webhookId"]) == {"teamId": owner[1]}:
        # The check whose webhook it is remembers its answer, so that only the database finds nothing.
        raise NotFound("Invalid Query: The requested record was not found.", code="NOT_FOUND")
    if row is None or row.get("teamId") != owner[1]:  # Cal.com does not tell one from the other
        raise Forbidden("Forbidden resource")
    return row


def _client(world: World, caller: Caller, arguments: Arguments) -> Owner:
    """The OAuth client, for itself and for users of its organization."""
    client_id = arguments["clientId"]
    client = world.table("oauth_clients").get(client_id)
    if client is None:
        raise NotFound(f"OAuthClient ({client_id}) not found")
    user = world.table("users").get(caller.user_id, {})
    if caller.client_id != client_id and user.get("organizationId") != client["organizationId"]:
        raise Forbidden("Forbidden resource")
    return "oAuthClientId", client_id


def _of_client(world: World, caller: Caller, arguments: Arguments) -> Row:
    owner = _client(world, caller, arguments)
    row = _webhook(world, arguments)
    if row.get("oAuthClientId") != owner[1]:
        raise Forbidden("Webhook does not belong to this oAuthClient")
    return row


def _webhook(world: World, arguments: Arguments) -> Row:
    row = world.table("webhooks").get(arguments["webhookId"])
    if row is None:
        raise NotFound(f"Webhook ({arguments['webhookId']}) not found")
    return row


# What all owners share


def _register(family: str, owner_of: FindOwner, webhook_of: FindWebhook) -> None:
    """Registers the five operations of a family; they differ in the owner only."""

    @behaves(f"{family}.create")
    def create(world: World, caller: Caller, arguments: Arguments) -> Row:
        return _create(world, owner_of(world, caller, arguments), arguments)

    @behaves(f"{family}.list")
    def list_webhooks(world: World, caller: Caller, arguments: Arguments) -> list[Row]:
        return [_told(row) for row in page(WEBHOOKS.rows(world, owner_of(world, caller, arguments)), arguments)]

    @behaves(f"{family}.get")
    def get(world: World, caller: Caller, arguments: Arguments) -> Row:
        row = webhook_of(world, caller, arguments)
        return _whole(row) if family == "webhooks" else _told(row)

    @behaves(f"{family}.update")
    def update(world: World, caller: Caller, arguments: Arguments) -> Row:
        return _update(world, webhook_of(world, caller, arguments), arguments)

    @behaves(f"{family}.delete")
    def delete(world: World, caller: Caller, arguments: Arguments) -> Row:
        row = WEBHOOKS.remove(world, webhook_of(world, caller, arguments)["id"])
        if row.get("teamId") is not None:
            world.put(GONE, row["id"], {"teamId": row["teamId"]})
        return _told(row)


_register("webhooks", _user, _of_user)
_register("event_types.webhooks", _event_type, _of_event_type)
_register("organizations.webhooks", _organization, _of_organization)
_register("oauth_clients.webhooks", _client, _of_client)


@behaves("event_types.webhooks.delete_all")
def delete_all(world: World, caller: Caller, arguments: Arguments) -> str:
    """Deletes every webhook of an event type and says how many there were."""
    rows = WEBHOOKS.rows(world, _event_type(world, caller, arguments))
    for row in rows:
        WEBHOOKS.remove(world, row["id"])
    return f"{len(rows)} webhooks deleted"


def _told(row: Row) -> Row:
    """A webhook as most replies show it."""
    return shown(row, *_KEYS, *OWNERS)


def _whole(row: Row) -> Row:
    """A webhook as its row in Cal.com's database, which one reply shows."""
    return {**dict.fromkeys((*OWNERS, "appId", "time", "timeUnit")), **shown(row)}


def _create(world: World, owner: Owner, arguments: Arguments) -> Row:
    needed(arguments, "active", "triggers", "subscriberUrl")
    fields = _fields(arguments)
    url, triggers = fields.pop("subscriberUrl"), fields.pop("triggers")
    _must_be_free(world, owner, url)
    return _told(new_webhook(world, url, triggers, owner=owner, **fields))


def _update(world: World, row: Row, arguments: Arguments) -> Row:
    changes = _fields(arguments)
    url = str(changes.get("subscriberUrl", row["subscriberUrl"]))
    if url != row["subscriberUrl"]:
        _must_be_free(world, next((key, row[key]) for key in OWNERS if row.get(key) is not None), url)
    return _told(WEBHOOKS.put(world, {**row, **changes}))


def _fields(arguments: Arguments) -> Row:
    """What a request sets."""
    readers: dict[str, Callable[[Any], Any]] = {
        "active": lambda value: value,
        "triggers": _triggers,
        "subscriberUrl": _url,
        "secret": lambda value: value,
        "payloadTemplate": lambda value: value,
        "version": lambda value: _one_of("version", value, VERSIONS),
    }
    empty = {name: None for name in ("secret", "payloadTemplate") if name in arguments}
    return empty | {name: read(arguments[name]) for name, read in readers.items() if arguments.get(name) is not None}


def _triggers(value: object) -> list[str]:
    names = [value] if isinstance(value, str) else value  # one name, where the action has it
    if not isinstance(names, list):
        raise refused("triggers", "isArray", "triggers must be an array")
    return list(dict.fromkeys(_one_of("triggers", name, TAKEN) for name in names))


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise refused(name, "isEnum", f"{name} must be one of the following values: {', '.join(allowed)}")
    return str(value)


def _url(value: object) -> str:
    """Any text, as Cal.com takes it. What is no address, or leads to where the mock does not send, gets nothing."""
    if not isinstance(value, str):
        raise refused("subscriberUrl", "isString", "subscriberUrl must be a string")
    return value


def _must_be_free(world: World, owner: Owner, url: str) -> None:
    if any(row["subscriberUrl"] == url for row in WEBHOOKS.rows(world, owner)):
        raise Conflict(f"Webhook with this subscriber url already exists for this {OWNERS[owner[0]]}")
