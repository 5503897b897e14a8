"""What the client's tests share: the specification's examples, an upstream to answer calls, both clients as one."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx
from toolzz_cal import AsyncClient, Client, RetryPolicy
from toolzz_cal._config import ENVIRONMENT

from generator.document.bundle import bundle

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generated_client" / "toolzz_cal"
KEY = "ak_example_gateway_key"
TOKEN = "tz-example-access"
CAL_KEY = "cal_live_example_key"
VARIABLES = tuple(ENVIRONMENT.values())
AT_ONCE = RetryPolicy(2, base=0)
MOST = 2000  # requests that an upstream answers before it calls a test endless


# The specification


@cache
def document() -> dict[str, Any]:
    """The bundled specification as plain data."""
    plain: dict[str, Any] = json.loads(json.dumps(bundle(ROOT / "spec" / "openapi.yaml")))
    return plain


@dataclass(frozen=True)
class Example:
    """One operation with its examples, as the specification has them."""

    name: str
    method: str
    path: str
    server: str
    effect: str
    slug: str | None
    arguments: dict[str, Any]
    in_path: dict[str, Any]
    body: dict[str, Any] | None
    answer: dict[str, Any]
    schema: dict[str, Any]
    required: frozenset[str]
    properties: dict[str, Any]

    @property
    def url(self) -> str:
        """Where the call must go, were there no `base_url`."""
        return self.server + self.path.format_map(self.in_path)

    @property
    def payload(self) -> Any:
        """The answer's data, out of the gateway's envelope and Cal.com's own wrapper."""
        if self.slug is None:
            return self.answer
        data = self.answer["data"]
        return data["data"] if isinstance(data, dict) and "status" in data and "data" in data else data

    def keywords(self, method: Any) -> dict[str, Any]:
        """The example's arguments under the names that the method has for them."""
        names = {plain(name): name for name in inspect.signature(method).parameters}
        return {names[plain(key)]: value for key, value in {**self.in_path, **self.arguments}.items()}

    def __str__(self) -> str:
        return self.name


def plain(name: str) -> str:
    """A name without case and signs, by which the wire's and Python's spelling are the same."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def examples() -> tuple[Example, ...]:
    """Every operation of the specification, in the order of names."""
    found = [
        _example(path, method, item, operation)
        for path, item in document()["paths"].items()
        for method, operation in item.items()
        if method in ("get", "put", "post", "delete", "patch")
    ]
    return tuple(sorted(found, key=attrgetter("name")))


def example(name: str) -> Example:
    """One operation."""
    return next(each for each in examples() if each.name == name)


def actions() -> tuple[Example, ...]:
    """The operations that the gateway runs."""
    return tuple(each for each in examples() if each.slug)


def pageable() -> tuple[Example, ...]:
    """The operations that take `skip` and `take`."""
    return tuple(each for each in examples() if {"skip", "take"} <= each.properties.keys())


def iterator(name: str) -> str:
    """The name of the method that walks over all pages of a list: `list` becomes `iterate`."""
    head, _, last = name.rpartition(".")
    return f"{head}.{last.replace('list', 'iterate', 1)}"


def _example(path: str, method: str, item: dict[str, Any], operation: dict[str, Any]) -> Example:
    slug = path.rpartition("/")[2] if "/tools/execute/" in path else None
    # A parameter of the operation takes the place of the path's of the same name.
    parameters = {each["name"]: each for each in (*item.get("parameters", ()), *operation.get("parameters", ()))}
    body = schema = None
    if "requestBody" in operation:
        content = operation["requestBody"]["content"]["application/json"]
        body, schema = content.get("example", {}), resolved(content["schema"])
    given = schema or {}
    if slug:
        given = resolved(given["properties"]["arguments"])
    content = resolved(operation["responses"]["200"])["content"]["application/json"]
    answer = content["schema"]
    if slug:
        answer = resolved(answer)["properties"]["data"]
        answer = answer.get("properties", {}).get("data", answer)  # out of Cal.com's own wrapper
    servers = operation.get("servers") or document()["servers"]
    return Example(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        server=servers[0]["url"],
        effect=operation["x-effect"],
        slug=slug,
        arguments=(body or {}).get("arguments", {}) if slug else body or {},
        in_path={name: each["example"] for name, each in parameters.items() if each["in"] == "path"},
        body=body,
        answer=content["example"],
        schema=answer,
        required=frozenset(given.get("required", ())),
        properties=given.get("properties", {}),
    )


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """A part of the document with its reference followed and its `allOf` joined."""
    while "$ref" in node:
        target: Any = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    if "allOf" not in node:
        return node
    joined: dict[str, Any] = {"properties": {}, "required": []}
    for branch in map(resolved, node["allOf"]):
        joined["properties"] |= branch.get("properties", {})
        joined["required"] += branch.get("required", [])
    return joined


def sensitive_arguments(each: Example) -> list[str]:
    """Names of the arguments that may never be printed."""
    return [key for key, schema in each.properties.items() if schema.get("x-sensitive")]


# An upstream


@dataclass(frozen=True)
class Reply:
    """An answer to give; `body` is sent as JSON unless it is bytes."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def made(self) -> httpx.Response:
        """The answer as the HTTP client's."""
        raw = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return httpx.Response(self.status, content=raw, headers=self.headers)


def done(data: Any = None, **more: Any) -> Reply:
    """What the gateway answers to an action that succeeded."""
    return Reply(200, {"data": {} if data is None else data, "error": None, "successful": True, **more})


class Upstream:
    """Answers requests in turn, the last answer for ever, and keeps the requests. Exceptions are raised."""

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers) or [done()]
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert len(self.requests) <= MOST, "the client asks for ever"
        answer = self._answers[min(len(self.requests), len(self._answers)) - 1]
        if callable(answer) and not isinstance(answer, type):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        made: httpx.Response = answer.made()
        return made

    @property
    def count(self) -> int:
        """How many requests came."""
        return len(self.requests)

    @property
    def bodies(self) -> list[Any]:
        """The JSON of every request."""
        return [json.loads(request.content) for request in self.requests]

    @property
    def arguments(self) -> list[Any]:
        """The arguments of every action that was asked for."""
        return [body["arguments"] for body in self.bodies]


# The clients


def sync_client(upstream: Any, **options: Any) -> Client:
    """A sync client with credentials, in front of an upstream."""
    http = httpx.Client(transport=httpx.MockTransport(upstream))
    return Client(**{**_DEFAULTS, "http_client": http, **options})


def async_client(upstream: Any, **options: Any) -> AsyncClient:
    """An async client with credentials, in front of an upstream."""
    http = httpx.AsyncClient(transport=httpx.MockTransport(upstream))
    return AsyncClient(**{**_DEFAULTS, "http_client": http, **options})


_DEFAULTS = {"composio_api_key": KEY, "toolzz_token": TOKEN, "user_id": "user-example", "retries": AT_ONCE}
KINDS = {"sync": sync_client, "async": async_client}


class Api:
    """A client of either kind, called the same way: by the operation's name, and always waited for."""

    def __init__(self, kind: str, upstream: Any, **options: Any) -> None:
        self.upstream = upstream
        self.client = KINDS[kind](upstream, **options)

    def method(self, name: str) -> Any:
        """A method by its operation's name."""
        return attrgetter(name)(self.client)

    def call(self, name: str, /, *given: Any, **arguments: Any) -> Any:
        """A method's result."""
        return waited_for(self.method(name)(*given, **arguments))

    def run(self, each: Example, **more: Any) -> Any:
        """The result of a method called with its example."""
        method = self.method(each.name)
        return waited_for(method(**{**each.keywords(method), **more}))

    def cancel(self, **more: Any) -> Any:
        """The result of a small write."""
        return self.call("bookings.cancel", **{"booking_uid": "bk4Zr8YqLw2TnVx6", **more})

    def get(self, **more: Any) -> Any:
        """The result of a small read."""
        return self.call("bookings.get", **{"booking_uid": "bk4Zr8YqLw2TnVx6", **more})


def waited_for(result: Any) -> Any:
    """The result, awaited when it has to be; an iterator becomes a list."""
    if inspect.iscoroutine(result):
        return asyncio.run(result)
    if isinstance(result, AsyncIterator):
        return asyncio.run(_listed(result))
    return list(result) if isinstance(result, Iterator) else result


async def _listed(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]
