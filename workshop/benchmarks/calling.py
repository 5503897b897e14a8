"""One call, from Python values to a typed result, beside bare httpx with the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

import httpx
from toolzz_cal import Client, RetryPolicy

from workshop.benchmarks import data, httpx2_call, measuring, recorded
from workshop.benchmarks.cases import CAL_KEY, CALLS, HEADERS, KEY, ROOT, TURNS, Case
from workshop.benchmarks.peers import stock
from workshop.benchmarks.peers.environments import COMPOSIO, GITHUBKIT, OPENAI
from workshop.benchmarks.peers.worker import Workers, compared
from workshop.benchmarks.report import Row

_GATEWAY, _ANOTHER = (
    "it knows the gateway's requests only",
    "it is the client of another API, compared by a small GET only",
)
UNABLE = {  # what a peer can't be asked for
    stock.NAME: _GATEWAY,
    COMPOSIO.title: _GATEWAY,
    OPENAI.title: _ANOTHER,
    GITHUBKIT.title: _ANOTHER,
}
# Each is told of every call, and does nothing with it.
HOOKS: dict[str, Any] = dict.fromkeys(("on_request", "on_response", "on_outcome"), bool)
NOTES = f"""
Calls: `webhooks.get`, and `bookings.list` with ten recorded bookings, over `httpx.Client.post(…, json=…).json()` with
the same bytes through `httpx.MockTransport`; {TURNS} turns of {CALLS} calls. Our client has retries and an on-retry
hook armed, and “with hooks” those of requests, responses and outcomes too, which do nothing with what they are told.
HTTP clients are asked more directly than `request` asks, with headers that are merged once. Its own looks for no
cookies, and one that is given only where an answer brings some, as none here does. The stock client has its body made
beforehand. The direct call is Cal.com's own request, a GET. With httpx2 the client is given one of that library, over
the same bytes through its `MockTransport`.

Peers that come from the package index run in environments and processes of their own, in the same turns, each told how
many calls to make and timing them itself; all of them have retries armed. composio-client makes the same calls by
`tools.execute` and reads the same bytes; its answer is untyped: `data` is a dict, and no time is parsed. openai and
githubkit are clients of other APIs and are here for what a call costs, beside our direct call, which is a GET too:
`files.retrieve` of openai, over httpx2, with an answer of 322 bytes, and a repository's webhook of githubkit with one
of 446, its HTTP cache off, as it would cost six times the rest; ours is answered with 288.

Over loopback: the small call to a server in a process of its own, each client on one connection kept alive.
"""


def rows() -> list[Row]:
    """All lines of the table."""
    ten = data.answer("BookingList")
    ten["data"]["data"] = recorded.bookings(10)
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

    with _served(small.answer) as address, ExitStack() as stack:
        served = replace(small, root=address)
        workers = _peers(stack, {"small": small, "large": large, "served": served})
        return [
            _row("one small call (bare httpx)", 1.15, small, workers, "small"),
            *httpx2_call.rows(),
            _row("one small call, HTTP client given (bare httpx)", 0.85, small, workers, "given", given=True),
            _row("one small call with hooks (bare httpx)", 1.15, small, workers, "hooked", hooks=True),
            _row("one small direct call (bare httpx)", 1.2, direct, workers, "direct"),
            _row("call answering 10 recorded bookings (bare httpx)", 1.5, large, workers, "large"),
            _row("one small call over loopback (bare httpx)", None, served, workers, "served"),
        ]


def _peers(stack: ExitStack, cases: Mapping[str, Case]) -> Workers:
    """The peers at work; that each reads its answer is looked at."""
    workers = Workers(stack)
    given = {
        name: {"root": case.root, "path": case.path, "body": case.body, "answer": case.answer.decode()}
        for name, case in cases.items()
    }
    untyped = {name: {"body": json.loads(case.answer), "data": "dict"} for name, case in cases.items()}
    workers.add(COMPOSIO, "composio_calls.py", {"cases": given, "headers": HEADERS}, untyped)
    workers.add(OPENAI, "openai_calls.py", {"headers": HEADERS}, {"type": "FileObject", "same": True})
    workers.add(GITHUBKIT, "githubkit_calls.py", {"headers": HEADERS}, {"type": "Hook", "same": True})
    return workers


def _row(
    axis: str,
    bound: float | None,
    case: Case,
    workers: Workers,
    job: str,
    *,
    given: bool = False,
    hooks: bool = False,
) -> Row:
    """A line. Where our client is given an HTTP client or has hooks, it stands alone beside bare httpx."""

    def transport() -> httpx.BaseTransport | None:
        if case.root != ROOT:
            return None
        return httpx.MockTransport(lambda _: httpx.Response(200, content=case.answer, headers=HEADERS))

    url, headers = case.root + case.path, {"x-api-key": KEY}
    body = case.body
    route: Any = "gateway"
    alone = given or hooks
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
            base_url=case.root,
            retries=RetryPolicy(2, on_retry=print),
            http_client=http_client if given else None,
            **(HOOKS if hooks else {}),
        ) as ours,
    ):
        # The client's own HTTP client is made by its first call, and is given the transport then.
        with patch.object(httpx, "Client", partial(httpx.Client, transport=transport())):
            answered = case.call(ours).raw
        if answered != bare.request(case.method, url, json=body, headers=headers).json():
            raise AssertionError(f"{case.operation}: the answer is read as something else")
        who: dict[str, Callable[[], Any]] = {
            "bare": lambda: bare.request(case.method, url, json=body, headers=headers).json(),
            "ours": lambda: case.call(ours),
        }
        if not case.direct_path and not alone:
            who[stock.NAME] = stock.caller(case.operation, body, case.root, KEY, transport())
            if who[stock.NAME]().successful is not True:
                raise AssertionError(f"{case.operation}: the stock client does not read the answer")
        jobs = {title: made[job] for title, made in workers.jobs.items() if job in made}
        times = measuring.in_turns({**who, **jobs}, TURNS, calls=CALLS)
    base, own = times["bare"], times["ours"]
    figures, failed = compared(jobs, times, base)
    if stock.NAME in times:
        figures = {stock.NAME: times[stock.NAME].against(base), **figures}
    unable = {name: why for name, why in UNABLE.items() if name not in figures}
    absent = {} if alone else unable | workers.absent | failed
    return Row(axis, own.against(base), bound, figures, absent=absent)


@contextmanager
def _served(content: bytes) -> Iterator[str]:
    """The address of a server that answers every POST with these bytes."""
    command = [sys.executable, "-m", "workshop.benchmarks.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=data.ROOT) as server:
        try:
            if server.stdin is None or server.stdout is None:
                raise RuntimeError("the server has no pipes")
            server.stdin.write(len(content).to_bytes(4, "big") + content)
            server.stdin.flush()
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()
