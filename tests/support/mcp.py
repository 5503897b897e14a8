"""What the tests of the MCP server share: a server as a process, and calls through the SDK's client."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from mcp import Client, StdioServerParameters
from toolzz_cal_mcp import Settings, create_server

from tests.support.client import ROOT
from tests.support.forked import Forked

COMMAND = [sys.executable, "-m", "toolzz_cal_mcp"]
PATHS = os.pathsep.join(str(ROOT / each) for each in ("generated_client", "packages"))


def environment(mock=None, **more: str) -> dict[str, str]:
    """Environment variables of a server process that talks to a mock on a port."""
    found = {"PYTHONPATH": PATHS, **{name: os.environ[name] for name in ("PATH", "SSL_CERT_DIR")}, **more}
    return found if mock is None else {**found, **mock.environment}


def by_stdio(mock, *options: str) -> StdioServerParameters:
    """How the SDK's client starts the server."""
    command, *rest = COMMAND
    return StdioServerParameters(command=command, args=[*rest, *options], env=environment(mock))


def called(
    client, name: str, arguments: dict[str, Any] | None = None, settings: Settings | None = None, **options: Any
):
    """The result of one call through a server in process."""

    async def call():
        async with Client(create_server(client, settings), **options) as session:
            return await session.call_tool(name, arguments or {})

    return asyncio.run(call())


def listed(client, settings: Settings | None = None, **options: Any):
    """The tools that a server in process lists."""

    async def ask():
        async with Client(create_server(client, settings), **options) as session:
            return await session.list_tools()

    return asyncio.run(ask())


@contextmanager
def served(mock, *options: str, **more: str) -> Iterator[str]:
    """The server on a free port; gives its address."""
    with started(environment(mock, **more), "--http", "--port", "0", *options) as (process, _, _, problems):
        try:
            line = problems.readline()
            assert line.startswith("MCP at http://"), line
            yield line.removeprefix("MCP at ").strip()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


@contextmanager
def started(variables: dict[str, str], *options: str) -> Iterator[tuple[Forked, TextIO, TextIO, TextIO]]:
    """The server as a process, and its standard streams."""
    (stdin, to_stdin), (out, stdout), (err, stderr) = os.pipe(), os.pipe(), os.pipe()
    process = Forked("toolzz_cal_mcp", options, variables, streams=(stdin, stdout, stderr))
    for file in (stdin, stdout, stderr):
        os.close(file)
    with os.fdopen(to_stdin, "w") as said, os.fdopen(out) as told, os.fdopen(err) as problems:
        yield process, said, told, problems
