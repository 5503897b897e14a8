"""Whose HTTP client it is, who closes it, and what a closed client says."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from toolzz_cal import AsyncClient, Client, errors

from tests.support.client import KEY, TOKEN, Api, Upstream, done, waited_for

KINDS = {"sync": Client, "async": AsyncClient}


def get(client):
    """The result of an action."""
    return waited_for(client.bookings.get(booking_uid="bk"))


def toolzz(client):
    """The result of a ToolzzAI call."""
    return waited_for(client.functions.get(function_id="7c1e"))


def closed(client):
    """Closes a client of either kind."""
    if isinstance(client, AsyncClient):
        asyncio.run(client.aclose())
    else:
        client.close()


@pytest.fixture
def server(monkeypatch):
    """A server on the loopback interface that counts its open connections."""
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer goes out whole

        def setup(self):
            super().setup()
            server.opened += 1

        def finish(self):
            super().finish()
            server.ended.release()

        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            body = json.dumps(done({"uid": "bk"}).body).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.opened, server.ended, server.daemon_threads = 0, threading.Semaphore(0), True
        thread = threading.Thread(target=server.serve_forever, args=(0.005,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_own_http_client_is_made_once_and_closed(server):
    """The client's own HTTP client serves it and its copies over one connection, and is closed with it."""
    client = Client(composio_api_key=KEY, base_url=f"http://127.0.0.1:{server.server_port}")
    assert get(client).data.uid == "bk"
    assert get(client.with_options(user_id="user-second")).data.uid == "bk"
    assert server.opened == 1
    client.close()
    assert server.ended.acquire(timeout=300)


def test_own_async_http_client_is_made_once_and_closed(server):
    """The async client's own HTTP client serves it and its copies over one connection, and is closed with it."""

    async def main():
        async with AsyncClient(composio_api_key=KEY, base_url=f"http://127.0.0.1:{server.server_port}") as client:
            assert (await client.bookings.get(booking_uid="bk")).data.uid == "bk"
            copy = client.with_options(user_id="user-second")
            assert (await copy.bookings.get(booking_uid="bk")).data.uid == "bk"
            assert server.opened == 1

    asyncio.run(main())
    assert server.ended.acquire(timeout=300)


def test_client_that_was_never_used_can_be_closed(kind):
    """Closing needs no HTTP client, and may happen twice."""
    client = KINDS[kind](composio_api_key=KEY)
    closed(client)
    closed(client)


def test_given_http_client_stays_open(kind):
    """An HTTP client that was given is the caller's to close."""
    upstream = Upstream()
    http = {"sync": httpx.Client, "async": httpx.AsyncClient}[kind](transport=httpx.MockTransport(upstream))
    client = KINDS[kind](composio_api_key=KEY, http_client=http)
    get(client)
    closed(client)
    assert not http.is_closed
    get(KINDS[kind](composio_api_key=KEY, http_client=http))
    assert upstream.count == 2


def test_closed_client(kind):
    """A closed client, and any copy of it made before or after, says so instead of sending."""
    upstream = Upstream()
    client = Api(kind, upstream).client
    before = client.with_options(user_id="user-second")
    resource = client.bookings
    closed(client)
    for each in (client, before, client.with_options(user_id="user-third")):
        with pytest.raises(errors.ClientClosed, match="make a new one"):
            get(each)
    with pytest.raises(errors.ClientClosed):
        waited_for(resource.get(booking_uid="bk"))
    with pytest.raises(errors.ClientClosed):
        waited_for(client.bookings.iterate())
    assert upstream.count == 0


def test_http_client_closed_by_its_owner(kind):
    """An HTTP client that its owner closed is reported as such, and not as a lost connection."""
    upstream = Upstream()
    http = {"sync": httpx.Client, "async": httpx.AsyncClient}[kind](transport=httpx.MockTransport(upstream))
    client = KINDS[kind](composio_api_key=KEY, http_client=http)
    waited_for(http.aclose()) if kind == "async" else http.close()
    for call in (client.bookings.get, client.bookings.cancel):
        with pytest.raises(errors.ClientClosed, match="HTTP client has been closed"):
            waited_for(call(booking_uid="bk"))


def test_context_managers():
    """`with` and `async with` give the client itself and close it, after an error too."""
    client = Api("sync", Upstream()).client
    with client as same:
        assert client is same
        get(client)
    with pytest.raises(errors.ClientClosed):
        get(client)

    client = Api("sync", Upstream()).client
    with pytest.raises(ZeroDivisionError), client:
        raise ZeroDivisionError
    with pytest.raises(errors.ClientClosed):
        get(client)

    async def main():
        client = Api("async", Upstream()).client
        async with client as same:
            assert client is same
            await client.bookings.get(booking_uid="bk")
        with pytest.raises(errors.ClientClosed):
            await client.bookings.get(booking_uid="bk")

    asyncio.run(main())


def test_any_object_with_a_request_method(kind):
    """An object with httpx's `request`, whose answers have status, headers and content, is HTTP client enough."""
    calls = []

    class Answer:
        status_code = 200
        headers = {"X-Request-Id": "req-1"}  # noqa: RUF012
        content = json.dumps(done({"uid": "bk"}).body).encode()

    class Sending:
        def request(self, method, url, **options):
            calls.append((method, url, options))
            return Answer() if kind == "sync" else asyncio.sleep(0, Answer())

    client = KINDS[kind](composio_api_key=KEY, toolzz_token=TOKEN, http_client=Sending(), timeout=4)
    result = get(client)
    assert (result.data.uid, result.response.headers, result.response.status_code) == (
        "bk",
        {"x-request-id": "req-1"},
        200,
    )
    toolzz(client)
    (method, url, options), (_, _, reading) = calls
    assert ("POST", result.response.url) == (method, url)
    assert {"headers", "content", "follow_redirects", "timeout"} == options.keys()
    assert (options["follow_redirects"], options["timeout"]) == (False, 4)
    assert {"headers", "follow_redirects", "timeout"} == reading.keys()
    closed(client)  # it has no close(), and needs none


def test_repr_names_what_is_set(kind):
    """A client's repr tells route, addresses and which credentials there are."""
    client = KINDS[kind](composio_api_key=KEY, toolzz_token=TOKEN, base_url="https://mock.example.com/below/")
    assert repr(client) == (
        f"<{KINDS[kind].__name__} route='gateway', credentials=['toolzz_token', 'composio_api_key'], "
        "base_url='https://mock.example.com/below'>"
    )
