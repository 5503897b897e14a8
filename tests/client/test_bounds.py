"""`timeout` bounds a whole attempt and `deadline` a whole call, however a server drips: what it sent is counted."""

import asyncio
import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import httpcore
import httpx
import httpx2
import pytest
from toolzz_cal import AsyncClient, Client, RetryPolicy, _bounds, errors
from toolzz_cal._bounds import Until, _Backend, _Stream, bounded

from tests.support.tables import every

BODY = json.dumps({"data": {"status": "success", "data": {"uid": "bk"}}, "successful": True, "error": None}).encode()
HEAD = b"HTTP/1.1 200 OK\r\nconnection: close\r\n"
DRIPS = 400  # of an answer, 0.02 s apart: as long as the server would go on, were it not cut
APART = 0.02
DRIPPING = {
    "status line": (b"", b"H", b"TTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"),
    "headers": (HEAD, b"x-drip: 1\r\n", b"content-length: 2\r\n\r\n{}"),
    "body": (HEAD + b"content-length: %d\r\n\r\n" % (DRIPS + len(BODY)), b" ", BODY),
    "body to the end": (HEAD + b"\r\n", b" ", BODY),
    "chunks": (
        HEAD + b"transfer-encoding: chunked\r\n\r\n",
        b"1\r\n \r\n",
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY),
    ),
    "1xx": (b"", b"HTTP/1.1 102 Processing\r\n\r\n", HEAD + b"content-length: %d\r\n\r\n" % len(BODY) + BODY),
}


class Dripping:
    """A server that sends a piece of its answer now and then."""

    def __init__(self, first, drip, last):
        self.first, self.drip, self.last = first, drip, last
        self.requests, self.drips, self.whole = 0, 0, 0

    def serve(self, connection):
        """Answers one request, until it is cut."""
        with suppress(OSError), connection:
            if not connection.recv(65_536):
                return
            self.requests += 1
            connection.sendall(self.first)
            for _ in range(DRIPS):
                connection.sendall(self.drip)
                self.drips += 1
                time.sleep(APART)
            connection.sendall(self.last)
            self.whole += 1


@contextmanager
def dripping(name):
    """Such a server, and its address. What it has sent is told once all of its connections are over."""
    server, listening = Dripping(*DRIPPING[name]), socket.create_server(("127.0.0.1", 0))
    threads = []

    def accept():
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threads.append(threading.Thread(target=server.serve, args=(connection,), daemon=True))
                threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server, f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for each in (accepting, *threads):
            each.join()


# Without certificates, which take long to read, and nobody shows one here.
MAKERS = {
    "own": lambda kind: {},
    "httpx": lambda kind: {"http_client": getattr(httpx, kind)(trust_env=False, verify=False)},
    "httpx2": lambda kind: {"http_client": getattr(httpx2, kind)(trust_env=False, verify=False)},
}
GIVEN = [(maker, name) for maker in ("httpx", "httpx2") for name in ("headers", "chunks")]


def asked(kind, url, *, write=False, maker="own", **options):
    """The error that a call ends with."""
    made = {"sync": "Client", "async": "AsyncClient"}[kind]
    options = {"composio_api_key": "ak_example", "base_url": url, "retries": 0, **MAKERS[maker](made), **options}
    operation = "cancel" if write else "get"

    async def awaited():
        async with AsyncClient(**options) as client:
            client._engine.pool.sender()  # makes its HTTP client, which takes longer than a call
            await getattr(client.bookings, operation)(booking_uid="bk")

    def run():
        with Client(**options) as client:
            client._engine.pool.sender()
            getattr(client.bookings, operation)(booking_uid="bk")

    with pytest.raises(errors.ToolzzCalError) as caught:
        run() if kind == "sync" else asyncio.run(awaited())
    return caught.value


def was_cut(error, server):
    """One attempt was made and ended before its answer did; on a busy machine it may end before it is sent."""
    kind = errors.RequestTimeout if server.requests else errors.ConnectionFailed
    assert type(error) is kind, error
    assert server.requests <= 1
    assert server.drips < DRIPS
    assert server.whole == 0


@every(("maker", "name"), [("own", each) for each in DRIPPING] + GIVEN)
def test_an_attempt_is_cut_however_a_server_drips(name, maker, kind):
    """Each of its waits is short; the attempt ends all the same, and the connection with it."""
    with dripping(name) as (server, url):
        error = asked(kind, url, maker=maker, timeout=0.5)
    was_cut(error, server)


def test_a_write_that_is_cut_is_unknown(kind):
    """It was sent."""
    with dripping("headers") as (server, url):
        error = asked(kind, url, write=True, timeout=0.5)
    was_cut(error.__cause__ if isinstance(error, errors.OutcomeUnknown) else error, server)
    assert isinstance(error, errors.OutcomeUnknown) == (server.requests == 1)


@every(("maker", "name"), [("own", "headers"), ("own", "body"), *GIVEN])
def test_a_deadline_cuts_the_attempt_that_it_falls_in(name, maker, kind):
    """Also where the HTTP client's own timeouts apply, and there is time for more attempts but for the deadline."""
    policy = RetryPolicy(5, base=0, deadline=0.5)
    with dripping(name) as (server, url):
        error = asked(kind, url, maker=maker, retries=policy)
    was_cut(error, server)


class Awaiting:
    """An asynchronous object with httpx's `request`, whose answer never comes."""

    count = 0

    async def request(self, method, url, **options):
        self.count += 1
        await asyncio.Event().wait()


def test_an_object_of_which_nothing_is_known_is_cut_too():
    """What is awaited can be cut whatever it is."""
    http = Awaiting()
    error = asked("async", "http://127.0.0.1:9", http_client=http, timeout=0.05)
    assert (type(error), http.count) == (errors.RequestTimeout, 1)


class Pieces(httpx.SyncByteStream):
    """A body that comes in many pieces."""

    given = 0

    def __init__(self, clock):
        self.clock = clock

    def __iter__(self):
        for _ in range(DRIPS):
            self.clock.now += 1
            self.given += 1
            yield b" "


def test_a_body_of_another_transport_is_cut_between_its_pieces(monkeypatch):
    """A transport of the caller's own has no streams that could be cut, but its answer's body can."""
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr("toolzz_cal._calls.time", SimpleNamespace(monotonic=lambda: clock.now))
    stream = Pieces(clock)
    answer = httpx.MockTransport(lambda request: httpx.Response(200, stream=stream))
    http = httpx.Client(transport=answer, trust_env=False)
    with pytest.raises(errors.RequestTimeout):
        Client(composio_api_key="ak_example", http_client=http, retries=0, timeout=10).bookings.get(booking_uid="bk")
    assert stream.given == 10


# A stream by itself, with a clock of its own


class Inner:
    """A stream that takes a second for everything."""

    def __init__(self, clock):
        self.clock, self.waits = clock, []

    def read(self, most, timeout=None):
        self.waits.append(timeout)
        self.clock.now += 1
        return b"x"

    def write(self, buffer, timeout=None):
        self.read(len(buffer), timeout)

    def start_tls(self, context, hostname=None, timeout=None):
        self.read(0, timeout)
        return self

    def connect_tcp(self, host, port, timeout=None):
        self.read(0, timeout)
        return self

    def get_extra_info(self, info):
        return info


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands."""
    found = SimpleNamespace(now=100.0)
    monkeypatch.setattr(_bounds, "monotonic", lambda: found.now)
    return found


def test_each_wait_takes_from_what_is_left(clock):
    """The longest first; when nothing is left, the next one is the library's own timeout, of its own kind."""
    inner = Inner(clock)
    wait = Until(3, 105)
    stream = _Backend(inner, httpcore).connect_tcp("host", 1, timeout=wait).start_tls(None, "host", timeout=wait)
    stream.write(b"x", timeout=wait)
    for _ in range(2):
        stream.read(1, timeout=wait)
    assert inner.waits == [3, 3, 3, 2, 1]
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(1, timeout=wait)
    with pytest.raises(httpcore.WriteTimeout):
        stream.write(b"x", timeout=wait)
    with pytest.raises(httpcore.ConnectTimeout):
        stream.start_tls(None, timeout=wait)
    assert len(inner.waits) == 5


def test_a_large_request_is_written_in_pieces(clock):
    """So that a server which reads slowly is cut as well."""
    inner = Inner(clock)
    with pytest.raises(httpcore.WriteTimeout):
        _Stream(inner, httpcore).write(b"x" * 10_000_000, timeout=Until(3, 105))
    assert len(inner.waits) == 5


def test_other_requests_wait_as_they_did(clock):
    """Those that are not ours have ordinary timeouts, or none."""
    inner = Inner(clock)
    stream = _Stream(inner, httpcore)
    for timeout in (None, 7.0, 0):
        stream.read(1, timeout=timeout)
    assert inner.waits == [None, 7.0, 0]
    assert stream.get_extra_info("socket") == "socket"


def test_a_given_client_is_prepared_once():
    """However many clients are made over it; a transport that is not the library's stays as it is."""
    http = httpx.Client(trust_env=False)
    assert (bounded(http), bounded(http)) == (True, True)
    assert not isinstance(http._transport._pool._network_backend._inner, _Backend)
    assert not bounded(httpx.Client(transport=httpx.MockTransport(lambda request: None)))
