"""The pool of connections below the client's own HTTP client: nothing is lost, nothing in use is closed."""

import asyncio
import json
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace

import httpcore
import httpx
import pytest
from toolzz_cal import AsyncClient, Client
from toolzz_cal._connections import _share_out, mended
from toolzz_cal_mock.seed import ACCOUNT, BOOKING, PROJECT_KEY

from tests.support.client import done

OPTIONS = {"composio_api_key": PROJECT_KEY, "user_id": ACCOUNT, "retries": 0, "timeout": 10}
HERE, THERE = "https://here.example", "https://there.example"


@dataclass(eq=False)
class Connection:
    """A connection, as far as its pool looks at it."""

    origin: str = HERE
    idle: bool = True
    closed: bool = False
    expired: bool = False

    def is_idle(self):
        return self.idle

    def is_closed(self):
        return self.closed

    def has_expired(self):
        return self.expired

    def can_handle_request(self, origin):
        return self.origin == origin


def waiting(origin=HERE, given=None):
    """A request of a pool, with its connection if it has one."""
    made = SimpleNamespace(connection=given, request=SimpleNamespace(url=SimpleNamespace(origin=origin)))
    made.is_queued = lambda: made.connection is None
    made.assign_to_connection = lambda found: setattr(made, "connection", found)
    return made


def pool(connections=(), requests=(), *, most=3, kept=3):
    """A pool of both."""
    made = SimpleNamespace(_connections=list(connections), _requests=list(requests), create_connection=Connection)
    made._max_connections, made._max_keepalive_connections = most, kept
    return made


def test_the_first_come_get_what_is_idle_then_what_is_new_then_wait():
    """In the order of their coming, as far as there are connections."""
    old = Connection()
    requests = [waiting() for _ in range(4)]
    shared = pool([old], requests)
    assert [] == _share_out(shared)
    assert requests[0].connection is old
    assert [False, False, False, True] == [each.connection is None for each in requests]
    assert shared._connections == [each.connection for each in requests[:3]]


def test_what_is_taken_stays_whatever_it_looks_like():
    """A connection that was given to a request but not used yet seems idle, perhaps expired; nobody else gets it."""
    taken = Connection(expired=True)
    first, second = waiting(given=taken), waiting()
    shared = pool([taken], [first, second], kept=0)
    assert [] == _share_out(shared)
    assert taken in shared._connections
    assert second.connection is not taken


def test_what_nobody_uses_is_closed():
    """What a cancelled call left, what has expired, and idle ones beyond those that are kept."""
    lost, expired, gone = Connection(idle=False), Connection(expired=True), Connection(closed=True)
    spare = [Connection() for _ in range(3)]
    shared = pool([lost, expired, gone, *spare], kept=2)
    assert [lost, expired, spare[2]] == _share_out(shared)
    assert spare[:2] == shared._connections


def test_a_full_pool_makes_room_for_another_origin():
    """An idle connection to elsewhere is closed for it, one in use is not."""
    busy, idle = Connection(idle=False), Connection()
    request = waiting(THERE)
    shared = pool([busy, idle], [waiting(given=busy), request], most=2)
    assert [idle] == _share_out(shared)
    assert request.connection.can_handle_request(THERE)
    assert [busy, request.connection] == shared._connections


def test_pools_are_mended_in_place(monkeypatch):
    """Those of proxies too, with what is theirs; transports of another make are left alone."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with mended(httpx.Client()) as http:
        pools = [http._transport._pool] + [each._pool for each in http._mounts.values() if each is not None]
        assert {"ConnectionPool", "HTTPProxy"} == {type(each).__name__ for each in pools}
        assert all(isinstance(each, httpcore.ConnectionPool) for each in pools)
        assert {_share_out} == {type(each)._assign_requests_to_connections for each in pools}
        assert [True] == [isinstance(each, httpcore.HTTPProxy) for each in pools[1:]]
    with mended(httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(204)))) as http:
        assert 204 == http.get(HERE).status_code


def test_a_call_can_be_cancelled_at_any_moment():
    """After each number of turns of the event loop until it is answered: no request and no connection is left over."""
    answer = json.dumps(done().body).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(answer)}\r\n\r\n".encode()

    serving = []

    async def served(reader, writer):
        serving.append(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:  # the body is no matter, and comes with the head or before the next one
                await reader.readuntil(b"\r\n\r\n")
                writer.write(head + answer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def main():
        # The server is in the same loop, so that a number of turns is always the same moment.
        server = await asyncio.start_server(served, "127.0.0.1")
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server, AsyncClient(base_url=url, **OPTIONS) as client:
            held = client._engine.pool.sender().http._transport._pool
            turns = answered = 0
            while not answered:
                call = asyncio.ensure_future(client.bookings.get(booking_uid=BOOKING))
                for _ in range(turns):
                    await asyncio.sleep(0)
                answered += call.done()
                call.cancel()
                await asyncio.gather(call, return_exceptions=True)
                assert [] == held._requests
                await client.bookings.get(booking_uid=BOOKING)
                assert [True] == [each.is_idle() for each in held.connections]
                turns += 1
        await asyncio.gather(*serving)
        return turns

    assert asyncio.run(main()) > 5


def test_a_connection_is_not_closed_as_its_call_begins(toolzz_cal_mock_server):
    """Another thread finds it idle and expired in just that moment, and leaves it alone."""
    disturbed = []

    def slowly(request):
        if held.is_idle() and not disturbed:
            disturbed.append(held)
            held.has_expired = held.is_idle
            other = threading.Thread(target=client.bookings.get, kwargs={"booking_uid": BOOKING})
            other.start()
            other.join(60)
            assert not held.is_closed()
        return begins(request)

    with Client(base_url=toolzz_cal_mock_server.url, **OPTIONS) as client:
        client.bookings.get(booking_uid=BOOKING)
        (held,) = client._engine.pool.sender().http._transport._pool.connections
        begins, held.handle_request = held.handle_request, slowly
        client.bookings.get(booking_uid=BOOKING)
    assert disturbed


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_idle_connections_are_given_up_before_the_server_does(kind):
    """All connections may be kept, but less than the five seconds after which common servers close them."""

    async def limits():
        held = kind(**OPTIONS)._engine.pool.sender().http._transport._pool
        return held._max_connections, held._max_keepalive_connections, held._keepalive_expiry

    most, kept, seconds = asyncio.run(limits())
    assert most == kept == 100
    assert seconds < 5
