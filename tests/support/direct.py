"""The Cal.com request that the specification gives an action, read without the generator's own reading of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, quote

import httpx

from tests.support.bindings import bindings, first
from tests.support.client import CAL_KEY, Example, Reply, Upstream, document, example

CLIENT = {"cal_client_id": "client-example", "cal_client_secret": "example-client-secret"}
DIRECT = {"composio_api_key": None, "cal_api_key": CAL_KEY}
ROOT = "https://api.cal.com"
BEARER = {"authorization": f"Bearer {CAL_KEY}"}
PAIR = {"x-cal-client-id": CLIENT["cal_client_id"], "x-cal-secret-key": CLIENT["cal_client_secret"]}
SIGNING = {*BEARER, *PAIR, "cookie", "x-api-key"}
# What the documents do not require and Cal.com needs.
NEEDED = {
    "dateFrom": "2027-03-09",
    "dateTo": "2027-03-12",
    "name": "Support",
    "start": "2027-03-10T14:00:00Z",
    "schedulingType": "roundRobin",
    "username": "leo.souza@example.com",
    "password": "example-password",
    "orgId": 5512,
}


@dataclass(frozen=True)
class Wire:
    """A request below the root of the API."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    version: str | None
    body: Any


@cache
def specified() -> dict[str, dict[str, Any]]:
    """Every operation by name."""
    items = document()["paths"].values()
    found = [each for item in items for each in item.values() if isinstance(each, dict) and "operationId" in each]
    return {each["operationId"]: each for each in found}


def cal(name: str) -> dict[str, Any]:
    """What the specification says of an operation's first Cal.com request; nothing of a ToolzzAI operation's."""
    return first(specified()[name])


def having(*keys: str) -> list[str]:
    """Names of the operations whose `x-cal`, or that of one of their arguments, has one of these keys."""
    return [name for name in sorted(specified()) if set(keys) & {*cal(name), *_of_arguments(name)}]


def _of_arguments(name: str) -> set[str]:
    body = json.dumps(specified()[name].get("requestBody", {}))
    return {key for key in ("as", "encode") for told in re.findall(r'"x-cal": {([^}]*)}', body) if f'"{key}": ' in told}


def needed(each: Example) -> dict[str, Any]:
    """What an action's example lacks."""
    return {name: NEEDED[name] for name in cal(each.name).get("needs", ())}


def dated(said: dict[str, Any]) -> str | None:
    """The version that is sent with a binding: its own, or the document's where that is not beyond what it says."""
    usual: str = document()["x-cal"]["version"]
    version: str | None = said.get("version", usual if said.get("until", usual) >= usual else None)
    return version


def wire(each: Example, arguments: dict[str, Any], binding: int = 0) -> Wire:
    """A request of an action with these arguments, of strings, numbers, booleans and lists of those."""
    said = bindings(specified()[each.name])[binding]
    method, path = said["request"].split()
    usual = "query" if method in {"GET", "DELETE"} else "body"
    query: list[tuple[str, str]] = []
    body: dict[str, Any] = dict(said.get("body", {}))
    for name, value in arguments.items():
        told = said.get("arguments", {}).get(name, each.properties.get(name, {}).get("x-cal", {}))
        if "{" + name + "}" in path:
            path = path.replace("{" + name + "}", quote(str(value), safe=""))
            continue
        place, key = told.get("as", f"{usual}:{name}").split(":", 1)
        if place == "query":
            items = value if isinstance(value, list) else [value]
            texts = [item if isinstance(item, str) else json.dumps(item) for item in items]
            match told.get("encode"):
                case "comma":
                    query.append((key, ",".join(texts)))
                case "brackets":
                    query += [(f"{key}[]", text) for text in texts]
                case _:
                    query += [(key, text) for text in texts]
            continue
        match told.get("encode"):
            case "integers":
                value = [int(item) for item in value]
            case "list":
                value = [value]
            case "object":
                value = json.loads(value)
            case "minutes":
                length = datetime.fromisoformat(value) - datetime.fromisoformat(arguments[told["since"]])
                value = length.total_seconds() / 60
        *outer, last = key.split(".")
        holder = body
        for step in outer:
            holder = holder.setdefault(step, {})
        holder[last] = value
    sent = body or "body" in said
    return Wire(method, path, _sorted(query), dated(said), body if sent else None)


def _sorted(query: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The query by name: only what shares a name has an order."""
    return tuple(sorted(query, key=itemgetter(0)))


def received(request: httpx.Request) -> Wire:
    """A request as it came."""
    path, _, query = request.url.raw_path.decode().partition("?")
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    body = json.loads(request.content) if request.content else None
    return Wire(request.method, path, _sorted(pairs), request.headers.get("cal-api-version"), body)


def answered(each: Example, **headers: str) -> Reply:
    """What Cal.com answers to an action, by the specification's example."""
    data = each.answer["data"]
    match cal(each.name).get("state"):
        case "redirect":
            return Reply(301, b"", {"location": data["url"], **headers})
        case "composed":
            (found,) = each.payload
            return Reply(200, {"status": "success", "data": {"id": 1, "organizationId": int(found)}}, headers)
    return Reply(201 if each.effect == "write" else 200, data, headers)


def sent(make, name, arguments, **options):
    """The request that an action's arguments become, by its slug."""
    upstream = Upstream(Reply(200, {"status": "success", "data": {}}))
    make(upstream, **options).call("actions.execute", example(name).slug, arguments)
    (request,) = upstream.requests
    return request


def signed(request):
    """The headers that say who asks."""
    return {name: value for name, value in request.headers.items() if name in SIGNING}
