"""Clients that are not the SDK's own: fastmcp's, and the Inspector's command line."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess

import pytest

from tests.support.mcp import COMMAND, environment, served

UID = "bk4Zr8YqLw2TnVx6"
INSPECTOR = os.environ.get("MCP_INSPECTOR", "mcp-inspector")


def test_fastmcp_s_client_on_stdio_and_http(toolzz_cal_mock_server):
    """It lists, calls, checks structured output, is told of errors, and answers a question."""
    fastmcp = pytest.importorskip("fastmcp", reason="not run, because fastmcp is not installed")
    from fastmcp.client.transports import StdioTransport

    asked = []

    async def decline(message, response_type, params, context):
        asked.append(message)
        return fastmcp.client.elicitation.ElicitResult(action="decline")

    async def run(where):
        async with fastmcp.Client(where, elicitation_handler=decline) as client:
            assert {"run_operation", "slots_available"} <= {each.name for each in await client.list_tools()}
            result = await client.call_tool("bookings_get", {"bookingUid": UID})
            assert UID == result.structured_content["data"]["uid"]
            wrong = await client.call_tool("bookings_get", {"bookingUid": "../me"}, raise_on_error=False)
            assert wrong.is_error
            refused = await client.call_tool("bookings_cancel", {"bookingUid": UID}, raise_on_error=False)
            assert "declined" in refused.content[0].text

    command, *rest = COMMAND
    variables = environment(toolzz_cal_mock_server)
    asyncio.run(run(StdioTransport(command, [*rest, "--allow", "destroy"], env=variables)))
    with served(toolzz_cal_mock_server, "--allow", "destroy") as url:
        asyncio.run(run(url))
    assert 2 == len(asked)
    toolzz_cal_mock_server.calls.assert_not_called("bookings.cancel")


def inspected(mock, *arguments):
    """What the Inspector's command line says of the server."""
    found = shutil.which(INSPECTOR)
    if found is None:
        pytest.skip("not run, because the Inspector is missing: npm install -g @modelcontextprotocol/inspector")
    given = [part for name, value in environment(mock).items() for part in ("-e", f"{name}={value}")]
    command = [found, "--cli", *given, *COMMAND, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_the_inspector_lists_and_calls(toolzz_cal_mock_server):
    """Its command line finds the tools and gets the same answers, and errors as errors of the tool."""
    listed = inspected(toolzz_cal_mock_server, "--method", "tools/list")
    assert 0 == listed.returncode, listed.stderr
    assert 12 == len(json.loads(listed.stdout)["tools"])
    call = ["--method", "tools/call", "--tool-name", "bookings_get", "--tool-arg"]
    found = json.loads(inspected(toolzz_cal_mock_server, *call, f"bookingUid={UID}").stdout)
    assert UID == found["structuredContent"]["data"]["uid"]
    wrong = inspected(toolzz_cal_mock_server, *call, "bookingUid=../me")
    assert "must be a plain id" in wrong.stdout + wrong.stderr
