"""One call, from Python values to a typed result, beside bare httpx with the same bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from toolzz_cal import Client, RetryPolicy

from benchmarks import data, measuring, peer
from benchmarks.report import Row

TURNS, CALLS = 40, 50
KEY, CAL_KEY = "ak_example", "cal_example"
NOTES = f"""
Calls: `webhooks.get`, and `bookings.list` with ten bookings, over `httpx.Client.post(…, json=…).json()` with the same
bytes through `httpx.MockTransport`; our client has retries and an on-retry hook armed, the peer its body made
beforehand; the direct call is Cal.com's own request, a GET, which the peer does not know; {TURNS}
turns of {CALLS} calls.

Over loopback: the small call to a server in a process of its own, each client on one connection kept alive.
"""


@dataclass(frozen=True)
class Case:
    """An operation, how it is called, and what it answers."""

    operation: str
    call: Callable[[Client], Any]
    arguments: dict[str, Any]
    answer: bytes
    method: str = "POST"
    direct_path: str = ""  # Cal.com's own, for the direct route

    @property
    def path(self) -> str:
        """Where it is sent."""
        if self.direct_path:
            return self.direct_path
        paths: dict[str, Any] = data.document()["paths"]
        return next(path for path, item in paths.items() if self.operation == item.get("post", {}).get("operationId"))


def rows() -> list[Row]:
    """All lines of the table."""
    ten = data.answer("BookingList")
    ten["data"]["data"] = data.bookings(10)
    small = Case(
        "webhooks.get",
        lambda client: client.webhooks.get(webhook_id="wh_3c8d5e"),
        {"webhookId": "wh_3c8d5e"},
        data.compact(data.answer("Webhook")),
    )
    direct = Case(
        "webhooks.get", small.call, {}, data.compact(data.answer("Webhook")["data"]), "GET", "/v2/webhooks/wh_3c8d5e"
    )
    large = Case("bookings.list", lambda client: client.bookings.list(take=10), {"take": 10}, data.compact(ten))
    found = [
        _row("one small call (bare httpx)", 1.15, small),
        _row("one small direct call (bare httpx)", 1.2, direct),
        _row("call answering 10 bookings (bare httpx)", 1.5, large),
    ]
    with _served(small.answer) as address:
        found.append(_row("one small call over loopback (bare httpx)", None, small, address))
    return found


def _row(axis: str, bound: float | None, case: Case, address: str | None = None) -> Row:
    def transport() -> httpx.BaseTransport | None:
        if address is not None:
            return None
        headers = {"content-type": "application/json", "x-request-id": "req_example"}
        return httpx.MockTransport(lambda _: httpx.Response(200, content=case.answer, headers=headers))

    root = address or "https://gateway.example.com"
    url, headers = root + case.path, {"x-api-key": KEY}
    body: Any = {"arguments": case.arguments, "user_id": "user-example", "version": "20260721_00"}
    route: Any = "gateway"
    if case.direct_path:
        headers, body, route = {"authorization": f"Bearer {CAL_KEY}"}, None, "direct"
    with (
        httpx.Client(transport=transport()) as bare,
        httpx.Client(transport=transport()) as http_client,
        Client(
            composio_api_key=KEY,
            cal_api_key=CAL_KEY,
            route=route,
            user_id="user-example",
            base_url=root,
            retries=RetryPolicy(2, on_retry=print),
            http_client=http_client,
        ) as ours,
    ):
        if case.call(ours).raw != bare.request(case.method, url, json=body, headers=headers).json():
            raise AssertionError(f"{case.operation}: the answer is read as something else")
        who: dict[str, Callable[[], Any]] = {
            "bare": lambda: bare.request(case.method, url, json=body, headers=headers).json(),
            "ours": lambda: case.call(ours),
        }
        if not case.direct_path:  # the peer knows the gateway's requests only
            who["peer"] = peer.caller(case.operation, body, root, KEY, transport())
            if who["peer"]().successful is not True:
                raise AssertionError(f"{case.operation}: the peer does not read the answer")
        times = measuring.in_turns(who, TURNS, calls=CALLS)
    base, own = times["bare"], times["ours"]
    return Row(
        axis, own.ratio(base), bound, times["peer"].ratio(base) if "peer" in times else None, own.median_ratio(base)
    )


@contextmanager
def _served(content: bytes) -> Iterator[str]:
    """The address of a server that answers every POST with these bytes."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=data.ROOT) as server:
        try:
            if server.stdin is None or server.stdout is None:
                raise RuntimeError("the server has no pipes")
            server.stdin.write(len(content).to_bytes(4, "big") + content)
            server.stdin.flush()
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()
