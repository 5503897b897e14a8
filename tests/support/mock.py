"""What the tests of the mock share: a mock that stands still, and what each operation needs to succeed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.seed import ATTENDEE, CLIENT, KEY, ORGANIZATION, TEAM, USER
from toolzz_cal_mock.specification import Operation
from toolzz_cal_mock.world.memberships import new_membership
from toolzz_cal_mock.world.stripe import new_stripe
from toolzz_cal_mock.world.webhooks import new_webhook

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
PATHS = {
    "{integrationId}": "0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20",
    "{functionId}": "7c1e4d90-6b2a-4d8f-a3c5-9e0f1b2d3c4a",
}
ToolzzHeaders = {"authorization": "Bearer example-token"}
Prepare = Callable[[Mock], dict[str, Any]]


def still_mock(**options: Any) -> Mock:
    """A mock whose clock stands at noon of the first of March 2027, UTC."""
    return Mock(**{"now": NOW, "running": False, **options})


def by_gateway(operation: Operation, arguments: dict[str, Any], **headers: str) -> Request:
    """The gateway's request for an action."""
    body = json.dumps({"arguments": arguments, "user_id": "user-example", "version": "20260721_00"}).encode()
    return Request("POST", operation.path, (), {"x-api-key": "ak_example", **headers}, body)


def by_cal(operation: Operation, arguments: dict[str, Any], **headers: str) -> Request:
    """The Cal.com request that an action stands for, written from the specification's `x-cal…`."""
    cal = operation.cal
    path, query, body = cal["path"], [], dict(cal.get("body") or {})
    for name, value in arguments.items():
        placed = cal["arguments"].get(
            name, {"in": "body" if cal["method"] not in ("GET", "DELETE") else "query", "name": name}
        )
        encode = placed.get("encode")
        if placed["in"] == "path":
            path = path.replace("{" + name + "}", quote(str(value), safe=""))
        elif placed["in"] == "query":
            values = value if isinstance(value, list) else [value]
            if encode == "comma":
                values = [",".join(values)]
            wire = f"{placed['name']}[]" if encode == "brackets" else placed["name"]
            query += [(wire, str(each).lower() if isinstance(each, bool) else str(each)) for each in values]
        else:
            node = body
            *parents, last = placed["name"].split(".")
            for part in parents:
                node = node.setdefault(part, {})
            if encode == "list" and not isinstance(value, list):
                value = [value]
            node[last] = [int(each) for each in value] if encode == "integers" else value
    sent = {"authorization": f"Bearer {KEY}"}
    if cal.get("credential") == "client":
        sent = {}
    if cal.get("credential") in ("client", "user-token") or "{clientId}" in cal["path"]:
        sent |= {"x-cal-client-id": CLIENT, "x-cal-secret-key": "example-client-secret"}
    if "version" in cal:
        sent["cal-api-version"] = cal["version"]
    content = b"" if cal["method"] in ("GET", "DELETE") else json.dumps(body).encode()
    return Request(cal["method"], path, tuple(query), {**sent, **headers}, content)


def by_toolzz(operation: Operation) -> Request:
    """The ToolzzAI request of the specification's example."""
    path = re.sub(r"\{\w+\}", lambda found: PATHS[found[0]], operation.path)
    body = json.dumps(operation.example).encode() if operation.example else b""
    return Request(operation.method, path, (), dict(ToolzzHeaders), body)


def payload(reply: Reply) -> Any:
    """Cal.com's whole reply, out of the gateway's envelope when there is one."""
    body = reply.json()
    return body["data"] if isinstance(body, dict) and "successful" in body else body


def _pending(mock: Mock) -> dict[str, Any]:
    return {"bookingUid": mock.seed.booking(status="pending")["uid"]}


def _past(mock: Mock) -> dict[str, Any]:
    return {"bookingUid": mock.seed.booking(start=NOW - timedelta(days=1))["uid"]}


def _round_robin(mock: Mock) -> dict[str, Any]:
    kind = mock.world.table("event_types")[10483]
    start = datetime(2027, 3, 9, 15, tzinfo=UTC)
    return {"bookingUid": mock.seed.booking(kind, start, ATTENDEE, hosts=[USER])["uid"]}


def _to_colleague(mock: Mock) -> dict[str, Any]:
    return {**_round_robin(mock), "userId": 31791}


def _zoom(mock: Mock) -> dict[str, Any]:
    from toolzz_cal_mock.world.conferencing import new_conferencing

    new_conferencing(mock.world, USER, "zoom")
    return {}


def _no_meet(mock: Mock) -> dict[str, Any]:
    for key in list(mock.world.table("conferencing")):
        mock.world.remove("conferencing", key)
    return {"app": "google-meet"}


def _feed(mock: Mock) -> dict[str, Any]:
    operation = mock.specification.operations["calendars.ics_feeds.save"]
    mock.handle(by_gateway(operation, operation.example["arguments"]))
    return {}


def _managed(mock: Mock) -> dict[str, Any]:
    return {"userId": next(row["id"] for row in mock.world.table("users").values() if row.get("_managed_by"))}


def _refresh(mock: Mock) -> dict[str, Any]:
    row = next(row for row in mock.world.table("users").values() if row.get("_managed_by"))
    return {"refreshToken": row["_tokens"]["refreshToken"]}


def _webhook(owner: str, id: Any) -> Prepare:
    def prepare(mock: Mock) -> dict[str, Any]:
        row = new_webhook(mock.world, f"https://hooks.example.com/{owner}", "BOOKING_CREATED", owner=(owner, id))
        return {"webhookId": row["id"]}

    return prepare


def _option(mock: Mock) -> dict[str, Any]:
    row = next(row for row in mock.world.table("attribute_options").values())
    return {"optionId": row["id"], "value": "Faro", "slug": "faro"}


def _assigned(mock: Mock) -> dict[str, Any]:
    option = next(row for row in mock.world.table("attribute_options").values())["id"]
    operation = mock.specification.operations["organizations.users.attribute_options.assign"]
    arguments = {"orgId": ORGANIZATION, "userId": USER, "attributeId": "attr_7f3k2m", "attributeOptionId": option}
    mock.handle(by_gateway(operation, arguments))
    return {"attributeOptionId": option}


def _assignable(mock: Mock) -> dict[str, Any]:
    return {"attributeOptionId": next(row for row in mock.world.table("attribute_options").values())["id"]}


def _text_attribute(mock: Mock) -> dict[str, Any]:
    return {"name": "Desk", "slug": "desk"}


def _new_option(mock: Mock) -> dict[str, Any]:
    return {"value": "Faro", "slug": "faro"}


def _org_member(mock: Mock) -> dict[str, Any]:
    rows = mock.world.table("memberships").values()
    return {"membershipId": next(r["id"] for r in rows if r["teamId"] == ORGANIZATION and r["userId"] != USER)}


def _newcomer(mock: Mock) -> dict[str, Any]:
    return {"userId": mock.seed.user("New Member")["id"]}


def _org_newcomer(mock: Mock) -> dict[str, Any]:
    person = mock.seed.user("New Member")
    new_membership(mock.world, person["id"], ORGANIZATION)
    return {"userId": person["id"]}


def _team_event_type(mock: Mock) -> dict[str, Any]:
    return {"eventTypeId": 10483}


def _scheduling(mock: Mock) -> dict[str, Any]:
    return {"schedulingType": "roundRobin", "hosts": [{"userId": USER, "mandatory": True, "priority": "high"}]}


def _stripe_team(mock: Mock) -> dict[str, Any]:
    new_stripe(mock.world, USER, TEAM)
    return {}


def _someone_new(mock: Mock) -> dict[str, Any]:
    return {"email": "nova@example.com", "username": "nova"}


def _apple(mock: Mock) -> dict[str, Any]:
    return {"calendar": "apple", "username": "leo.souza@example.com", "password": "example-password"}


# What an operation needs beyond its example: a state, and arguments that fit it.
PREPARE: dict[str, Prepare] = {
    "bookings.confirm": _pending,
    "bookings.create": lambda mock: {"start": "2027-03-10T14:00:00Z", "lengthInMinutes": None},
    "bookings.decline": _pending,
    "bookings.mark_absent": _past,
    "bookings.reassign": _round_robin,
    "bookings.reassign_to": _to_colleague,
    "bookings.reschedule": lambda mock: {"start": "2027-03-10T14:00:00Z"},
    "calendars.ics_feeds.check": _feed,
    "calendars.save_credentials": _apple,
    "conferencing.connect": _no_meet,
    "conferencing.disconnect": _zoom,
    "conferencing.set_default": _zoom,
    "event_types.webhooks.delete": _webhook("eventTypeId", 10482),
    "event_types.webhooks.get": _webhook("eventTypeId", 10482),
    "event_types.webhooks.update": _webhook("eventTypeId", 10482),
    "oauth_clients.refresh_token": _refresh,
    "oauth_clients.users.delete": _managed,
    "oauth_clients.users.force_refresh": _managed,
    "oauth_clients.users.get": _managed,
    "oauth_clients.users.update": lambda mock: {**_managed(mock), "defaultScheduleId": None},
    "oauth_clients.webhooks.delete": _webhook("oAuthClientId", CLIENT),
    "oauth_clients.webhooks.get": _webhook("oAuthClientId", CLIENT),
    "oauth_clients.webhooks.update": _webhook("oAuthClientId", CLIENT),
    "organizations.attributes.create": _text_attribute,
    "organizations.attributes.options.create": _new_option,
    "organizations.attributes.options.delete": _option,
    "organizations.attributes.options.update": _option,
    "organizations.memberships.create": _newcomer,
    "organizations.memberships.delete": _org_member,
    "organizations.memberships.get": _org_member,
    "organizations.memberships.update": _org_member,
    "organizations.teams.create": lambda mock: {"slug": "second", "name": "Second"},
    "organizations.teams.event_types.create": _scheduling,
    "organizations.teams.event_types.create_phone_call": _team_event_type,
    "organizations.teams.event_types.get": _team_event_type,
    "organizations.teams.memberships.create": _org_newcomer,
    "organizations.users.attribute_options.assign": _assignable,
    "organizations.users.attribute_options.unassign": _assigned,
    "organizations.users.create": _someone_new,
    "organizations.webhooks.delete": _webhook("teamId", ORGANIZATION),
    "organizations.webhooks.get": _webhook("teamId", ORGANIZATION),
    "organizations.webhooks.update": _webhook("teamId", ORGANIZATION),
    "stripe.check_team": _stripe_team,
    "teams.create": lambda mock: {"name": "Third", "slug": "third"},
    "teams.event_types.create": _scheduling,
    "teams.event_types.create_phone_call": lambda mock: {"eventTypeId": 10483, "orgId": ORGANIZATION},
    "teams.event_types.delete": _team_event_type,
    "teams.event_types.get": _team_event_type,
    "teams.memberships.create": _newcomer,
}


def arguments_for(mock: Mock, operation: Operation) -> dict[str, Any]:
    """Arguments with which an action succeeds; what it needs is put into the mock."""
    example = dict((operation.example or {}).get("arguments", {}))
    changed = PREPARE[operation.name](mock) if operation.name in PREPARE else {}
    extra = {"schedulingType", "start", "username", "password", "orgId"}
    known = set(operation.arguments.get("properties", {})) | extra
    example |= {name: value for name, value in changed.items() if name in known}
    return {name: value for name, value in example.items() if value is not None}
