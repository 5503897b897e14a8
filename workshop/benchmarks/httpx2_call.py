"""One small call over an HTTP client of httpx2 that the caller brings, beside both libraries bare."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.metadata import version
from types import ModuleType
from typing import Any

import httpx
from toolzz_cal import Client, RetryPolicy

from workshop.benchmarks import data, measuring
from workshop.benchmarks.cases import CALLS, HEADERS, KEY, TURNS, Case
from workshop.benchmarks.report import Row

AXES = ("one small call with httpx2 (bare httpx)", "one small call with httpx2 (bare httpx2)")


def rows() -> list[Row]:
    """Both lines, or both with the reason why there is no figure."""
    try:
        import httpx2
    except ImportError:
        return [Row(axis, None, missing="httpx2 is not installed") for axis in AXES]
    answer = data.compact(data.answer("Webhook"))
    case = Case(
        "webhooks.get", lambda ours: ours.webhooks.get(webhook_id="wh_3c8d5e"), {"webhookId": "wh_3c8d5e"}, answer
    )
    url, headers = case.root + case.path, {"x-api-key": KEY}

    def client(library: ModuleType) -> Any:
        def handler(_: object) -> Any:
            return library.Response(200, content=answer, headers=HEADERS)

        return stack.enter_context(library.Client(transport=library.MockTransport(handler)))

    with ExitStack() as stack:
        bare, bare2, http_client = client(httpx), client(httpx2), client(httpx2)
        options: Any = {"composio_api_key": KEY, "user_id": "user-example", "base_url": case.root, "route": "gateway"}
        ours = Client(http_client=http_client, retries=RetryPolicy(2, on_retry=print), **options)
        who = {
            "httpx": lambda: bare.post(url, json=case.body, headers=headers).json(),
            "httpx2": lambda: bare2.post(url, json=case.body, headers=headers).json(),
            "ours": lambda: case.call(ours),
        }
        if not who["httpx"]() == who["httpx2"]() == who["ours"]().raw:
            raise AssertionError("the answer is read as something else")
        times = measuring.in_turns(who, TURNS, calls=CALLS)
    itself = f"httpx2 {version('httpx2')}"
    return [
        Row(AXES[0], times["ours"].against(times["httpx"]), peers={itself: times["httpx2"].against(times["httpx"])}),
        Row(AXES[1], times["ours"].against(times["httpx2"])),
    ]
