"""The server as a process: stdin and stdout, streamable HTTP and who may come in, and what it says at the start."""

from __future__ import annotations

import asyncio
import json
import signal

import httpx
import httpx2
import mcp_types as types
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from toolzz_cal_mcp.__main__ import main
from toolzz_cal_mcp.http import Door, Refused

from tests.support import forked
from tests.support.mcp import by_stdio, environment, served, started

TOKEN = "example-token-of-some-length"
UID = "bk4Zr8YqLw2TnVx6"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


def test_stdio_serves_the_sdk_s_client(toolzz_cal_mock_server):
    """Start, list, call and stop, over the real protocol and against the mock on a port."""

    async def run():
        async with Client(by_stdio(toolzz_cal_mock_server)) as session:
            assert "bookings_get" in {each.name for each in (await session.list_tools()).tools}
            result = await session.call_tool("bookings_get", {"bookingUid": UID})
            assert UID == result.structured_content["data"]["uid"]
            assert "was written by other people" in session.instructions

    asyncio.run(run())
    toolzz_cal_mock_server.calls.assert_called_once("bookings.get")


def test_an_integration_is_read_at_the_start(toolzz_cal_mock_server):
    """`--integration` gets it from the platform; what its flags forbid is refused."""
    fields = {
        "title": "Desk", "unitId": "5d2c7e84-91ab-4f3e-8a60-2e9c4b7f1a35", "apiKey": "cal_example",
        "calcomUsername": "leo-souza", "timezone": "America/Sao_Paulo", "prompt": "Book.",
        "checkAvailabilityEnabled": True, "createBookingEnabled": False,
    }  # fmt: skip
    url = f"{toolzz_cal_mock_server.url}/api/v1/calcom/integration"
    made = httpx.post(url, json=fields, headers={"authorization": "Bearer example-token"}, trust_env=False)

    async def run(url):
        async with Client(url) as session:
            listed = {each.name for each in (await session.list_tools()).tools}
            assert "slots_available" in listed
            assert "bookings_create" not in listed
            refused = await session.call_tool("bookings_create", {})
            assert "createBookingEnabled is off" in refused.content[0].text

    with served(toolzz_cal_mock_server, "--integration", made.json()["id"]) as url:
        asyncio.run(run(url))


def lines(mock, *messages, options=(), **more):
    """What a server process writes for these messages, and its log."""
    said = "".join(f"{json.dumps(each)}\n" for each in messages)
    return forked.run("toolzz_cal_mcp", options, environment(mock, **more), said=said)


INITIALIZE = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip


def test_stdout_holds_the_protocol_and_stderr_no_secret(toolzz_cal_mock_server):
    """Every line of stdout is a message; the log has a line for the call, without arguments or credentials."""
    call = {"name": "bookings_get", "arguments": {"bookingUid": "example-uid"}}
    done = lines(
        toolzz_cal_mock_server,
        INITIALIZE,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call},
        options=["--verbose"],
    )
    assert 0 == done.returncode, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [0] == [each["id"] for each in answers][:1]
    assert "bookings_get: " in done.stderr
    for hidden in ("example-uid", *toolzz_cal_mock_server.environment.values()):
        assert hidden.startswith("http") or hidden not in done.stderr


@pytest.mark.parametrize(
    ("options", "variables", "code", "told"),
    [
        (["--resources", "slotz"], {}, 1, "error: No resource is called 'slotz'; did you mean slots"),
        (["--toolsets", "bookings.gett"], {}, 1, "error: No tool is called 'bookings.gett'"),
        (["--integration", "x"], {}, 1, "error: calcom_integrations.get: "),
        (["--base-url", "nowhere"], {}, 1, "error: base_url 'nowhere' is not an address"),
        (["--http", "--host", "0.0.0.0"], {}, 1, "set TOOLZZ_CAL_MCP_TOKEN"),
        (["--http", "--host", "::"], {}, 1, "set TOOLZZ_CAL_MCP_TOKEN"),
        (["--http", "--host", "0.0.0.0"], {"TOOLZZ_CAL_MCP_TOKEN": "example"}, 1, "at least 16"),
        (["--http", "--allow-origin", "example.com"], {}, 1, "is no origin"),
        (["--port", "70000"], {}, 2, "is no port"),
        (["--allow", "everything"], {}, 2, "invalid choice"),
    ],
)
def test_what_can_t_work_is_said_at_the_start(
    toolzz_cal_mock_server, options, variables, code, told, monkeypatch, capsys
):
    """In one line on stderr, with an exit code, and never as a traceback."""
    for name, value in {**toolzz_cal_mock_server.environment, **variables}.items():
        monkeypatch.setenv(name, value)
    try:
        ended = main(options)
    except SystemExit as end:
        ended = end.code
    assert code == ended
    out, err = capsys.readouterr()
    assert told in err
    assert "Traceback" not in err
    assert "" == out


@pytest.mark.parametrize(
    ("options", "variables", "code", "told"),
    [
        (["--resources", "slotz"], {}, 1, "error: No resource is called 'slotz'; did you mean slots"),
        (["--http", "--host", "192.0.2.1"], {"TOOLZZ_CAL_MCP_TOKEN": TOKEN}, 1, "can't listen on 192.0.2.1"),
    ],
)
def test_what_can_t_work_ends_the_process(toolzz_cal_mock_server, options, variables, code, told):
    """The same of a process, with its exit code."""
    done = lines(toolzz_cal_mock_server, options=options, **variables)
    assert code == done.returncode
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "" == done.stdout


@pytest.mark.parametrize("options", [["--http", "--port", "0"], ["--verbose"]])
def test_ctrl_c_stops_it_quietly(toolzz_cal_mock_server, options):
    """Whichever way it is served, it ends without a traceback."""
    with started(environment(toolzz_cal_mock_server), *options) as (process, said, told, problems):
        if "--http" in options:
            assert problems.readline().startswith("MCP at")
        else:
            print(json.dumps(INITIALIZE), file=said, flush=True)
            assert '"id":0' in told.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() in (0, 130, -signal.SIGINT)
        assert "Traceback" not in problems.read()


def test_without_the_package_it_says_what_to_install(monkeypatch, capsys):
    """One line instead of a traceback."""
    monkeypatch.setitem(__import__("sys").modules, "anyio", None)
    assert 1 == main([])
    assert "pip install 'toolzz-cal[mcp]'" in capsys.readouterr().err


# Streamable HTTP


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_http_serves_the_sdk_s_client(toolzz_cal_mock_server, mode):
    """On loopback no token is needed."""

    async def run(url):
        async with Client(url, mode=mode) as session:
            result = await session.call_tool("bookings_get", {"bookingUid": UID})
            assert UID == result.structured_content["data"]["uid"]

    with served(toolzz_cal_mock_server) as url:
        assert url.startswith("http://127.0.0.1:")
        asyncio.run(run(url))


def test_http_asks_before_destroying(toolzz_cal_mock_server):
    """The question finds its way to the client over HTTP, in both eras of the protocol."""
    asked = []

    async def decline(context, params):
        asked.append(params.message)
        return types.ElicitResult(action="decline")

    async def run(url):
        for mode in ("auto", "legacy"):
            async with Client(url, mode=mode, elicitation_callback=decline) as session:
                assert "declined" in (await session.call_tool("bookings_cancel", {"bookingUid": UID})).content[0].text

    with served(toolzz_cal_mock_server, "--allow", "destroy") as url:
        asyncio.run(run(url))
    assert 2 == len(asked)
    toolzz_cal_mock_server.calls.assert_not_called("bookings.cancel")


def status(url, **headers):
    """The status of a plain POST."""
    return httpx.post(url, json=PING, headers={**HEADERS, **headers}, trust_env=False).status_code


def test_http_checks_origin_and_host(toolzz_cal_mock_server):
    """Pages of other origins, and names that lead here, are refused; pages of this machine and given ones are not."""
    with served(toolzz_cal_mock_server, "--allow-origin", "https://app.example.com") as url:
        for origin in (
            "https://evil.example.com",
            "null",
            "http://127.0.0.1.evil.example.com",
            "http://localhost@evil.example",
        ):
            assert 403 == status(url, origin=origin), origin
        for host in ("evil.example.com", "127.0.0.1.evil.example.com", "192.0.2.7:8788"):
            assert 421 == status(url, host=host), host
        for origin in ("http://localhost:3000", "http://127.0.0.1:8788", "https://app.example.com"):
            assert status(url, origin=origin) not in (401, 403, 421), origin


def test_a_token_is_asked_for_when_there_is_one(toolzz_cal_mock_server):
    """On an address that others reach there must be one, and the SDK's client can give it."""

    async def run(url):
        headers = {"authorization": f"Bearer {TOKEN}"}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(url, http_client=http)) as session,
        ):
            assert 12 == len((await session.list_tools()).tools)

    with served(toolzz_cal_mock_server, "--host", "0.0.0.0", TOOLZZ_CAL_MCP_TOKEN=TOKEN) as shown:
        url = shown.replace("0.0.0.0", "127.0.0.1")
        assert 401 == status(url)
        assert 401 == status(url, authorization=f"Bearer {TOKEN}x")
        assert 401 == status(url, authorization=f"Basic {TOKEN}")
        assert 403 == status(url, authorization=f"Bearer {TOKEN}", origin="http://localhost:3000")
        asyncio.run(run(url))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com", "127.0.0.1.example.com", ""])
def test_no_door_is_open_to_others_without_a_token(host):
    """Whatever is not surely this machine is taken for reachable."""
    with pytest.raises(Refused, match="TOOLZZ_CAL_MCP_TOKEN"):
        Door(host)
    assert TOKEN == Door(host, TOKEN).token
