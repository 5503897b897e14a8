"""What is private of httpcore: what is wrong in it is still wrong, and mended in every client of httpx."""

import asyncio
import json
from contextlib import suppress
from types import SimpleNamespace

import httpcore
import httpx
import httpx2
import pytest
import respx
from toolzz_cal import AsyncClient, Client, async_http_client, errors, http_client
from toolzz_cal._connections import _share_out, mended
from toolzz_cal._httpcore import BEFORE, SHARE_OUT, SINCE, is_as_known, pools

from tests.support.client import done

OPTIONS = {"composio_api_key": "ak_example", "user_id": "user-example", "retries": 0}
GATEWAY = "https://backend.composio.dev"
ANSWER = json.dumps(done({"uid": "bk"}).body).encode()


async def cancelled(http, ask):
    """Cancels a request after each number of turns of the loop until one is answered; gives what is left of them.

    The server is in the same loop, so that a number of turns is always the same moment.
    """
    (held,) = pools(http)
    turns = answered = left = 0
    serving = []

    async def serve(reader, writer):
        serving.append(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(f"HTTP/1.1 200 OK\r\ncontent-length: {len(ANSWER)}\r\n\r\n".encode() + ANSWER)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1")
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        while not answered:
            call = asyncio.ensure_future(ask(url))
            for _ in range(turns):
                await asyncio.sleep(0)
            answered += call.done() and not call.cancelled()
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            left = len(held._requests)
            turns += 1
        await http.aclose()
    await asyncio.gather(*serving)
    return turns, left


MAKERS = {"httpx's": httpx.AsyncClient, "ours": async_http_client}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_brought_client_stands_cancelled_calls(make):
    """As our own does: after whatever number of them no request is left in its pool."""

    async def main():
        http = make(limits=httpx.Limits(max_connections=10))

        async def ask(url):
            await AsyncClient(base_url=url, **OPTIONS, http_client=http).bookings.get(booking_uid="bk")

        return await cancelled(http, ask)

    turns, left = asyncio.run(main())
    assert turns > 5
    assert left == 0


# When one of the next two fails, httpcore has mended it by itself: raise the bound of `_httpcore.BEFORE`'s range no
# further, and let `_connections` go once no supported release needs it.


def test_httpcore_still_loses_requests():
    """encode/httpcore#1093: its own pool keeps requests that were cancelled at certain moments."""

    async def main():
        http = httpx.AsyncClient()

        async def ask(url):
            async with http.stream("GET", url) as answer:
                await answer.aread()

        return await cancelled(http, ask)

    _, left = asyncio.run(main())
    assert left > 0


def test_httpcore_still_closes_what_was_just_given():
    """encode/httpcore#1110: a connection that a request has been given, but not used yet, seems idle and expired."""

    class Given:
        is_closed = staticmethod(lambda: False)
        has_expired = is_idle = is_available = staticmethod(lambda: True)

    given = Given()
    request = SimpleNamespace(connection=given, is_queued=lambda: False)
    pool = SimpleNamespace(_connections=[given], _requests=[request], _max_keepalive_connections=9, _max_connections=9)
    assert getattr(httpcore.ConnectionPool, SHARE_OUT)(pool) == [given]
    pool._connections = [given]
    assert _share_out(pool) == []


def test_the_release_in_use_is_one_that_is_known():
    """A newer one has to be looked at: whether its pools are as `_connections` takes them to be."""
    version = tuple(int(part) for part in httpcore.__version__.split("."))
    assert SINCE <= version < BEFORE
    assert all(map(is_as_known, [*pools(httpx.Client()), *pools(httpx.AsyncClient())]))


def test_of_an_unknown_release_nothing_is_touched(monkeypatch):
    """Its private parts may mean something else."""
    pool = pools(httpx.Client())[0]
    monkeypatch.setitem(__import__("sys").modules, "httpcore", SimpleNamespace(__version__="1.1.0"))
    assert not is_as_known(pool)


def test_what_is_not_httpcore_s_own_is_left_alone():
    """httpcore2 has neither fault, and a class of somebody's may do otherwise on purpose."""

    class Mine(httpcore.ConnectionPool):
        pass

    http = httpx.Client()
    http._transport._pool = Mine()
    for each in (mended(http), mended(httpx2.Client())):
        kinds = {type(pool) for pool in pools(each)}
        assert _share_out not in {getattr(kind, SHARE_OUT) for kind in kinds}
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(204))) as other:
        assert [None] == pools(mended(other))


def test_it_is_mended_once():
    """However many clients use it."""
    http = httpx.Client()
    for _ in range(3):
        Client(**OPTIONS, http_client=http)
    (pool,) = pools(http)
    assert [SHARE_OUT in vars(kind) for kind in type(pool).__mro__[:2]] == [True, True]
    assert type(pool).__mro__[1] is httpcore.ConnectionPool


# Doubles of HTTP


def test_respx_answers_the_async_client():
    """Its answers come without a connection, below the pool: of our own client, and of brought ones."""
    for http in (None, httpx.AsyncClient(), async_http_client()):
        with respx.mock() as routes:
            route = routes.post(url__startswith=GATEWAY)
            route.side_effect = [httpx.Response(503), httpx.ConnectError, httpx.Response(200, content=ANSWER)]
            client = AsyncClient(**{**OPTIONS, "retries": 2}, http_client=http)

            async def main(client=client):
                found = await client.bookings.get(booking_uid="bk")
                await client.aclose()
                return found

            assert asyncio.run(main()).data.uid == "bk"
            assert route.call_count == 3


def test_respx_answers_the_sync_client():
    """As before."""
    for http in (None, httpx.Client(), http_client()):
        with respx.mock() as routes:
            routes.post(url__startswith=GATEWAY).mock(httpx.Response(404, json={"message": "none"}))
            with Client(**OPTIONS, http_client=http) as client, pytest.raises(errors.NotFound):
                client.bookings.get(booking_uid="bk")


def test_pytest_httpx_answers_both(httpx_mock):
    """Of our own clients as of brought ones."""
    httpx_mock.add_response(content=ANSWER, is_reusable=True)
    for http in (None, httpx.Client(), http_client()):
        assert Client(**OPTIONS, http_client=http).bookings.get(booking_uid="bk").data.uid == "bk"
    for http in (None, httpx.AsyncClient(), async_http_client()):
        client = AsyncClient(**OPTIONS, http_client=http)
        assert asyncio.run(client.bookings.get(booking_uid="bk")).data.uid == "bk"
    assert len(httpx_mock.get_requests()) == 6
