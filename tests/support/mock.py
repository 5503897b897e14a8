"""What the tests of the mock share: a mock that stands still, and what each operation needs to succeed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from toolzz_cal.operations import Operation
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.doors import base, gateway
from toolzz_cal_mock.messages import Reply, Request
from toolzz_cal_mock.problems import Problem
from toolzz_cal_mock.seed import CLIENT, KEY, OPTION, ORGANIZATION, USER
from toolzz_cal_mock.world.attributes import assign_option

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
PATHS = {
    "{integrationId}": "0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20",
    "{unitId}": "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35",
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
    path = operation.path.replace(operation.slug or "", operation.slugs[-1])  # the one that the latest version has
    return Request("POST", path, (), {"x-api-key": "ak_example", **headers}, body)


def by_cal(operation: Operation, arguments: dict[str, Any], number: int = -1, **headers: str) -> Request:
    """A Cal.com request that an action stands for, written from the specification's `x-cal`; of several the oldest."""
    cal = [operation.facts["cal"], *operation.facts["cal"].get("others", ())][number]
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
            if encode == "object" and isinstance(value, str):
                value = json.loads(value)
            if encode == "minutes":
                value = int((_moment(value) - _moment(arguments[placed["since"]])).total_seconds()) // 60
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


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def by_toolzz(operation: Operation) -> Request:
    """The ToolzzAI request of the specification's example."""
    path = re.sub(r"\{\w+\}", lambda found: PATHS[found[0]], operation.path)
    body = json.dumps(operation.example).encode() if operation.example else b""
    return Request(operation.method, path, (), dict(ToolzzHeaders), body)


def payload(reply: Reply) -> Any:
    """Cal.com's whole reply, out of the gateway's envelope when there is one."""
    body = reply.json()
    return body["data"] if isinstance(body, dict) and "successful" in body else body


def _past(mock: Mock) -> dict[str, Any]:
    return {"bookingUid": mock.seed.booking(start=NOW - timedelta(days=1))["uid"]}


def _assigned(mock: Mock) -> dict[str, Any]:
    assign_option(mock.world, ORGANIZATION, USER, OPTION)
    return {}


# What an operation needs beyond its example: a state, or arguments that fit it.
PREPARE: dict[str, Prepare] = {
    "bookings.mark_absent": _past,
    "organizations.users.attribute_options.unassign": _assigned,
}


def arguments_for(mock: Mock, operation: Operation) -> dict[str, Any]:
    """Arguments with which an action succeeds; what it needs is put into the mock."""
    example = operation.example
    changed = PREPARE[operation.name](mock) if operation.name in PREPARE else {}
    known = set(operation.arguments.get("properties", {}))
    example |= {name: value for name, value in changed.items() if name in known}
    return {name: value for name, value in example.items() if value is not None}


def fails_behind(monkeypatch: Any, operation: str) -> None:
    """Makes what is behind the mock's gateway break after it has done what an operation asks for."""

    def behave(world: Any, caller: Any, asked: Any, arguments: Any) -> Any:
        outcome = base.behave(world, caller, asked, arguments)
        if asked.name == operation:
            raise Problem("Something broke", status=500, code="InternalServerErrorException")
        return outcome

    monkeypatch.setattr(gateway, "behave", behave)
