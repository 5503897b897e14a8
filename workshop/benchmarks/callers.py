"""The clients that make the journeys: ours, stock openapi-python-client's, the gateway's own, and a naive one."""

from __future__ import annotations

import asyncio
import builtins
import importlib
import inspect
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

import httpx
from toolzz_cal import AsyncClient, Client, OutcomeUnknown, RetryPolicy, ToolzzCalError
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.specification import specification
from toolzz_cal_mock.transport import AsyncMockTransport, MockTransport

from workshop.benchmarks.creating import Creation
from workshop.benchmarks.faulty import Told
from workshop.benchmarks.peers import stock
from workshop.benchmarks.peers.environments import COMPOSIO
from workshop.benchmarks.peers.worker import Process, started

URL = "https://mock.example"
KEY, ACCOUNT, VERSION = "ak_example", "user-example", "20260721_00"
TIMEOUT = 60.0
REASON = "Something came up"  # which Cal.com wants of a host


def http(mock: Mock, *, is_async: bool) -> Any:
    """An HTTP client in front of a mock, in process: its waits are moves of the mock's clock."""
    if is_async:
        return httpx.AsyncClient(transport=AsyncMockTransport(mock), timeout=TIMEOUT, trust_env=False)
    return httpx.Client(transport=MockTransport(mock), timeout=TIMEOUT, trust_env=False)


def _close(client: Any, loop: asyncio.AbstractEventLoop | None) -> None:
    if loop is None:
        client.close()
    else:
        loop.run_until_complete(client.aclose())
        loop.close()


class Ours:
    """This project's client.

    Args:
        mock: What answers.
        route: `gateway` or `direct`.
        is_async: Which of the two clients.
        reconcile: What is passed to `bookings.create`.
    """

    def __init__(self, mock: Mock, route: str, *, is_async: bool, reconcile: bool) -> None:
        self._reconcile, self._http = reconcile, http(mock, is_async=is_async)
        given: dict[str, Any] = {
            "base_url": URL,
            "composio_api_key": KEY,
            "cal_api_key": "cal_example",
            "route": route,
            "user_id": ACCOUNT,
            "http_client": self._http,
            "retries": RetryPolicy(base=0),
        }
        self._loop = asyncio.new_event_loop() if is_async else None
        self._client: Any = AsyncClient(**given) if is_async else Client(**given)

    def close(self) -> None:
        """Closes its HTTP client and its event loop."""
        _close(self._http, self._loop)

    def slots(self, kind: int, day: str) -> None:
        """Asks for free times."""
        call = {"event_type_id": kind, "start_time": f"{day}T00:00:00Z", "end_time": f"{day}T23:59:00Z"}
        self._told(lambda: self._client.slots.available(**call))

    def book(self, arguments: dict[str, Any]) -> Told:
        """Creates a booking."""
        given = {"start": arguments["start"], "event_type_id": arguments["eventTypeId"]}
        attendee, reconcile = arguments["attendee"], self._reconcile
        return self._told(lambda: self._client.bookings.create(**given, attendee=attendee, reconcile=reconcile))

    def read(self, uid: str) -> Told:
        """Reads one."""
        return self._told(lambda: self._client.bookings.get(booking_uid=uid))

    def cancel(self, uid: str) -> Told:
        """Cancels one."""
        return self._told(lambda: self._client.bookings.cancel(booking_uid=uid, cancellation_reason=REASON))

    def make(self, creation: Creation, arguments: dict[str, Any]) -> Told:
        """Makes anything else."""
        method = attrgetter(creation.operation)(self._client)
        given = {_argument(name): value for name, value in arguments.items()}
        if creation.looks:
            given["reconcile"] = self._reconcile
        return self._told(lambda: method(**given))

    def _told(self, call: Callable[[], Any]) -> Told:
        try:
            result = call()
            if self._loop is not None:
                result = self._loop.run_until_complete(result)
        except OutcomeUnknown as unknown:
            return Told("absent" if unknown.absent else "unknown")
        except ToolzzCalError:
            return Told("failed")
        return Told("done", _name(result.data), found=result.reconciled)


def _name(made: Any) -> str | None:
    """The uid of a booking, the id of anything else."""
    name = getattr(made, "uid", None) or getattr(made, "id", None)
    return None if name is None else str(name)


def _argument(name: str) -> str:
    """The Python name of an argument."""
    snake = re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)
    return f"{snake}_" if hasattr(builtins, snake) else snake


class _BySlug:
    """A client that runs actions by slug; what failed is told by an exception or by the gateway's envelope."""

    def slots(self, kind: int, day: str) -> None:
        """Asks for free times."""
        times = {"startTime": f"{day}T00:00:00Z", "endTime": f"{day}T23:59:00Z"}
        self._told("slots.available", {"eventTypeId": kind, **times})

    def book(self, arguments: dict[str, Any]) -> Told:
        """Creates a booking."""
        return self._told("bookings.create", arguments)

    def read(self, uid: str) -> Told:
        """Reads one."""
        return self._told("bookings.get", {"bookingUid": uid})

    def cancel(self, uid: str) -> Told:
        """Cancels one."""
        return self._told("bookings.cancel", {"bookingUid": uid, "cancellationReason": REASON})

    def make(self, creation: Creation, arguments: dict[str, Any]) -> Told:
        """Makes anything else."""
        return self._told(creation.operation, arguments)

    def _told(self, operation: str, arguments: dict[str, Any]) -> Told:
        try:
            body = self._call(operation, arguments)
        except Exception as problem:  # noqa: BLE001 - whatever a client raises is what it tells
            return Told("failed", unanswered=is_unanswered(problem))
        return told_by(body)

    def _call(self, operation: str, arguments: dict[str, Any]) -> Any:
        raise NotImplementedError


def is_unanswered(problem: BaseException) -> bool:
    """Whether an exception says that no answer came."""
    return isinstance(problem, httpx.TransportError)


def told_by(body: Any) -> Told:
    """What the gateway's envelope says."""
    if not isinstance(body, dict) or body.get("successful") is not True:
        return Told("failed")
    reply = body.get("data")
    data = reply.get("data") if isinstance(reply, dict) else None
    name = data.get("uid") or data.get("id") if isinstance(data, dict) else None
    return Told("done", None if name is None else str(name))


def envelope(arguments: dict[str, Any]) -> dict[str, Any]:
    """The gateway's request."""
    return {"arguments": arguments, "user_id": ACCOUNT, "version": VERSION}


class Stock(_BySlug):
    """Stock openapi-python-client's code for the same specification, which repeats nothing."""

    def __init__(self, mock: Mock, *, is_async: bool) -> None:
        clients = importlib.import_module(f"{stock.PACKAGE}.client")
        self._client = clients.AuthenticatedClient(base_url=URL, token=KEY, prefix="", auth_header_name="x-api-key")
        self._http = http(mock, is_async=is_async)
        self._http.base_url, self._http.headers["x-api-key"] = URL, KEY
        (self._client.set_async_httpx_client if is_async else self._client.set_httpx_client)(self._http)
        self._loop = asyncio.new_event_loop() if is_async else None

    def close(self) -> None:
        """Closes its HTTP client and its event loop."""
        _close(self._http, self._loop)

    def _call(self, operation: str, arguments: dict[str, Any]) -> Any:
        module = importlib.import_module(stock.module(operation))
        run = module.sync_detailed if self._loop is None else module.asyncio_detailed
        body = inspect.signature(run).parameters["body"].annotation.from_dict(envelope(arguments))
        response = run(client=self._client, body=body)
        if self._loop is not None:
            response = self._loop.run_until_complete(response)
        parsed = response.parsed
        return parsed.to_dict() if response.status_code == 200 and parsed is not None else None


class Naive(_BySlug):
    """Bare httpx in a loop that sends everything again that did not succeed: it has to be caught."""

    def __init__(self, mock: Mock, tries: int = 3) -> None:
        self._http, self._tries = http(mock, is_async=False), tries

    def close(self) -> None:
        """Closes its HTTP client."""
        _close(self._http, None)

    def _call(self, operation: str, arguments: dict[str, Any]) -> Any:
        url = URL + specification().operations[operation].path
        for left in reversed(range(self._tries)):
            try:
                response = self._http.post(url, json=envelope(arguments), headers={"x-api-key": KEY})
                if response.status_code == 200:
                    return json.loads(response.content)
            except (httpx.HTTPError, ValueError):
                if not left:
                    raise
        return None


class Official(_BySlug):
    """The gateway's official client, in a process of its own.

    Args:
        worker: `composio_journeys.py`, with the mock's address.
        is_async: Which of its two clients.
    """

    def __init__(self, worker: Process, *, is_async: bool) -> None:
        self._worker, self._is_async = worker, is_async

    def _told(self, operation: str, arguments: dict[str, Any]) -> Told:
        slug = specification().operations[operation].path.rpartition("/")[2]
        told = self._worker.ask({"slug": slug, "body": envelope(arguments), "is_async": self._is_async})
        return told_by(told["body"]) if "body" in told else Told("failed", unanswered=told["unanswered"])


@contextmanager
def official(address: str) -> Iterator[list[Official]]:
    """Both clients of the official package, installed if need be. Raises `NotMeasured` where that can't be."""
    with started(COMPOSIO, "composio_journeys.py", address) as worker:
        yield [Official(worker, is_async=False), Official(worker, is_async=True)]
