"""Sessions over HTTP: how many there may be, and when they end. Time passes in a loop whose clock is moved by hand."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest
from mcp.server.lowlevel import Server
from toolzz_cal_mcp import http
from toolzz_cal_mcp.__main__ import main
from toolzz_cal_mcp.http import PATH, Door, Sessions, application

from tests.support.loops import run

INITIALIZE = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"accept": "application/json, text/event-stream"}


class Calls:
    """Requests to the server in this process."""

    def __init__(self, client):
        self.client = client

    async def open(self):
        """Opens a session; gives the status and the session's id."""
        answer = await self.client.post(PATH, json=INITIALIZE, headers=ACCEPT)
        return answer.status_code, answer.headers.get("mcp-session-id")

    async def ping(self, session):
        """The status of a request within a session."""
        return (await self.client.post(PATH, json=PING, headers={**ACCEPT, "mcp-session-id": session})).status_code

    async def end(self, session):
        """Ends a session as its client does."""
        await self.client.delete(PATH, headers={**ACCEPT, "mcp-session-id": session})


@asynccontextmanager
async def serving(sessions):
    """A server with this rule of sessions, from its start to its end."""
    app = application(Server("test"), Door("127.0.0.1"), sessions)
    events, started, ended = asyncio.Queue(), asyncio.Event(), asyncio.Event()

    async def send(event):
        (started if event["type"] == "lifespan.startup.complete" else ended).set()

    living = asyncio.create_task(app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, events.get, send))
    events.put_nowait({"type": "lifespan.startup"})
    await started.wait()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8788") as client:
        yield Calls(client)
    events.put_nowait({"type": "lifespan.shutdown"})
    await ended.wait()
    await living


def test_they_are_limited_in_number():
    """One more is refused, those that are open go on, and who ends one makes room."""

    async def test():
        async with serving(Sessions(most=2)) as calls:
            opened = [await calls.open() for _ in range(4)]
            assert [200, 200, 503, 503] == [status for status, _ in opened]
            first, second = (session for _, session in opened[:2])
            assert [200, 200] == [await calls.ping(each) for each in (first, second)]
            await calls.end(first)
            assert [404, 200] == [await calls.ping(each) for each in (first, second)]
            assert [200, 503] == [(await calls.open())[0] for _ in range(2)]

    run(test)


def test_they_end_when_idle():
    """One that is used goes on, one that is not is forgotten after the time, and makes room."""

    async def test():
        loop = asyncio.get_running_loop()
        async with serving(Sessions(idle=600, most=2)) as calls:
            (_, used), (_, idle) = await calls.open(), await calls.open()
            for _ in range(3):
                loop.passed += 350
                await asyncio.sleep(0.001)
                assert await calls.ping(used) == 200
            assert await calls.ping(idle) == 404
            assert (await calls.open())[0] == 200

    run(test)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], Sessions(1800, 1000)),
        (["--session-idle", "90.5", "--max-sessions", "7"], Sessions(90.5, 7)),
    ],
)
def test_options(options, expected, monkeypatch):
    """What is said at the start is what is served, with the defaults that the documentation names."""
    seen = []

    async def serve(server, door, port, sessions):
        seen.append(sessions)

    monkeypatch.setattr(http, "serve", serve)
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_example")
    assert 0 == main(["--http", *options])
    assert [expected] == seen
    assert Sessions() == Sessions(1800, 1000)


@pytest.mark.parametrize(
    "options",
    [("--session-idle", each) for each in ("0", "-1", "nan", "inf", "long")]
    + [("--max-sessions", each) for each in ("0", "-1", "1.5", "many", "")],
)
def test_wrong_options(options, capsys):
    """No limit that is none."""
    with pytest.raises(SystemExit) as caught:
        main(["--http", "=".join(options)])
    assert caught.value.code == 2
    assert "is no " in capsys.readouterr().err
