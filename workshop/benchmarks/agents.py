"""What an agent's tools cost: the list that a model reads, a call through the MCP server, the server's start."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
from mcp import Client, StdioServerParameters
from toolzz_cal import AsyncClient
from toolzz_cal.tools import AsyncTools
from toolzz_cal_mcp import create_server

from workshop.benchmarks import data
from workshop.benchmarks.measuring import Figure, of_turns
from workshop.benchmarks.report import Row

TURNS, CALLS, STARTS = 15, 40, 5
UID = "bk4Zr8YqLw2TnVx6"
NOTES = f"""
Agent tools: the list that the MCP server offers by default, as JSON. A call of `bookings.get` with an answer from
`httpx.MockTransport`: by a tool, and through the SDK's client and our server in one process, so that the costs of both
ends count, less the client's own; medians of {TURNS} turns of {CALLS} calls. Start: from spawning the server to the
end of the handshake on stdio; median of {STARTS}.
"""


def rows() -> list[Row]:
    """All lines of the table."""
    listed, tool, served = asyncio.run(_measured())
    started = of_turns([asyncio.run(_start()) for _ in range(STARTS)])
    return [
        Row("default tool list, kB", Figure(listed / 1000), 60),
        Row("call by a tool over the client's own, ms", tool, 1),
        Row("call through MCP over the client's own, both ends, ms", served, 1),
        Row("start of the MCP server, s", started, 1.2),
    ]


async def _measured() -> tuple[int, Figure, Figure]:
    content = data.compact(data.answer("Booking"))
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    http = httpx.AsyncClient(transport=transport)
    async with (
        http,
        AsyncClient(composio_api_key="ak_example", route="gateway", http_client=http) as client,
        Client(create_server(client)) as session,
    ):
        tools = AsyncTools(client)
        listed = await session.list_tools()
        size = len(json.dumps([each.model_dump(mode="json", exclude_none=True) for each in listed.tools]))
        ways: dict[str, Callable[[], Awaitable[Any]]] = {
            "client": lambda: client.bookings.get(booking_uid=UID),
            "tool": lambda: tools.run("bookings_get", {"bookingUid": UID}),
            "mcp": lambda: session.call_tool("bookings_get", {"bookingUid": UID}),
        }
        if (await ways["mcp"]()).is_error or (await ways["tool"]()).is_error:
            raise AssertionError("the tool does not answer")
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(TURNS):
            for name, call in ways.items():
                begun = time.perf_counter()
                for _ in range(CALLS):
                    await call()
                times[name].append((time.perf_counter() - begun) / CALLS)
        return size, _above(times["tool"], times["client"]), _above(times["mcp"], times["client"])


def _above(times: Sequence[float], base: Sequence[float]) -> Figure:
    """Milliseconds more than the base, which ran in the same turns."""
    return of_turns([(own - other) * 1000 for own, other in zip(times, base, strict=True)])


async def _start() -> float:
    variables = {**os.environ, "COMPOSIO_API_KEY": "ak_example"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    command = StdioServerParameters(command=sys.executable, args=["-m", "toolzz_cal_mcp"], env=variables)
    begun = time.perf_counter()
    async with Client(command):
        return time.perf_counter() - begun
