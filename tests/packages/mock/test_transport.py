import asyncio
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from urllib.parse import quote

import httpx
import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolzz_cal_mock import transport
from toolzz_cal_mock.faults import Fault, Faults
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.transport import AsyncMockTransport, MockTransport
from toolzz_cal_mock.wire import PEER, path_of, request_from, segments_of

from tests.support.hasty import Hasty
from tests.support.stub_inside import NOW, Inside, answer


class Sync:
    """Sends with a sync client."""

    loop_factory = None  # of the other

    def __init__(self, library):
        self.library = library

    def send(self, inside, method="GET", url="http://mock.example/v2/me", **options):
        transport = MockTransport(inside, self.library)
        with self.library.Client(transport=transport, trust_env=False) as client:
            return client.request(method, url, **options)


class Async:
    """Sends with an async client."""

    loop_factory = asyncio.SelectorEventLoop

    def __init__(self, library):
        self.library = library

    def send(self, inside, method="GET", url="http://mock.example/v2/me", **options):
        async def run():
            transport = AsyncMockTransport(inside, self.library)
            async with self.library.AsyncClient(transport=transport, trust_env=False) as client:
                return await client.request(method, url, **options)

        with asyncio.Runner(loop_factory=self.loop_factory) as runner:
            return runner.run(run())


@pytest.fixture
def waits(way, monkeypatch):
    """The seconds that transports wait from now on, without anybody waiting."""
    found = []
    monkeypatch.setattr(transport, "time", SimpleNamespace(sleep=found.append))
    monkeypatch.setattr(way, "loop_factory", partial(Hasty, found))
    return found


@pytest.fixture(
    params=[Sync(httpx), Async(httpx), Sync(httpx2), Async(httpx2)],
    ids=["httpx", "httpx-async", "httpx2", "httpx2-async"],
)
def way(request):
    """Each library, sync and async."""
    return request.param


class TestRequests:
    """What the mock gets."""

    def test_everything_arrives(self, way):
        """Method, decoded path, query with repeats and blanks, lower-case headers, body."""
        inside = Inside()
        url = "http://mock.example/v2/calendars/desk%40example.com?a=1&b=&a=%C3%A9+x"
        way.send(inside, "post", url, content=b"\xff\x00", headers={"X-Cal-Client-Id": "client_example"})
        (seen,) = inside.seen
        assert (seen.method, seen.path, seen.body) == ("POST", "/v2/calendars/desk@example.com", b"\xff\x00")
        assert seen.query == (("a", "1"), ("b", ""), ("a", "é x"))
        assert seen.headers["x-cal-client-id"] == "client_example"
        assert seen.headers["host"] == "mock.example"

    def test_a_stream_is_read(self, way):
        """A body given in pieces arrives whole."""

        async def pieces():
            yield b"one "
            yield b"two"

        inside = Inside()
        way.send(inside, "POST", content=pieces() if isinstance(way, Async) else iter([b"one ", b"two"]))
        assert inside.seen[0].body == b"one two"

    def test_repeated_headers_are_joined(self, way):
        """As a server would."""
        inside = Inside()
        way.send(inside, headers=[("x-a", "1"), ("X-A", "2"), ("cookie", "a=1"), ("cookie", "b=2")])
        assert (inside.seen[0].headers["x-a"], inside.seen[0].headers["cookie"]) == ("1, 2", "a=1; b=2")

    @pytest.mark.parametrize(
        ("raw", "expected"),
        [(b"/a%20b", "/a b"), (b"/a%2Fb/c%2fd", "/a%2Fb/c%2Fd"), (b"/%FF", "/�"), (b"/\xff", "/�"), (b"/a%2", "/a%2")],
    )  # fmt: skip
    def test_path(self, raw, expected):
        """Decoded, but an encoded slash does not become a new segment; any bytes give some text."""
        assert expected == path_of(raw)

    @given(st.lists(st.text("a/%25fF.;é", min_size=1), min_size=1))
    @settings(derandomize=True, database=None)
    def test_segments_are_decoded_once(self, segments):
        """Each arrives as it was meant: slashes, percent signs and what looks like an encoding included."""
        path = path_of("/".join(["", *(quote(each, safe="") for each in segments)]).encode())
        assert segments == segments_of(path)

    @pytest.mark.parametrize("peer", [None, "192.0.2.7"])
    def test_who_asks_is_the_servers_word(self, peer):
        """What a client says under that name is thrown away, however it is spelled."""
        claimed = [(name, b"127.0.0.1") for name in (PEER.encode(), PEER.upper().encode(), PEER.title().encode())]
        for headers in (claimed, claimed[:1], []):
            assert peer == request_from("GET", "/", b"", headers, b"", peer=peer).headers.get(PEER)


class TestReplies:
    """What the client gets."""

    def test_a_reply(self, way):
        """Status, headers, body and its length."""
        got = way.send(Inside(Reply(418, b'{"a":1}', {"x-request-id": "req_1", "content-type": "application/json"})))
        assert (got.status_code, got.json(), got.headers["x-request-id"]) == (418, {"a": 1}, "req_1")
        assert got.headers["content-length"] == "7"

    def test_head_has_no_body(self, way):
        """The headers alone."""
        assert way.send(Inside(answer({"a": 1})), "HEAD").content == b""

    def test_redirects_are_the_clients_matter(self, way):
        """A 301 is given as it is."""
        got = way.send(Inside(Reply(301, b"", {"location": "https://app.example.com"})))
        assert (got.status_code, got.headers["location"]) == (301, "https://app.example.com")

    def test_a_dropped_connection(self, way):
        """Before the request was handled it is reset, after it the server just hangs up."""
        with pytest.raises(way.library.ReadError):
            way.send(Inside(Reply(0, drop="before")))
        with pytest.raises(way.library.RemoteProtocolError, match="without sending a response"):
            way.send(Inside(Reply(200, drop="after")))

    def test_a_body_cut_short(self, way):
        """The library's own error, with the numbers of bytes."""
        short = Faults().apply(Fault("truncate"), answer({"a": "b" * 10}))
        with pytest.raises(way.library.RemoteProtocolError, match="received 9 bytes, expected 19"):
            way.send(Inside(short))

    def test_an_error_names_its_request(self, way):
        """Messages of clients need it."""
        with pytest.raises(way.library.ReadError) as caught:
            way.send(Inside(Reply(0, drop="before")))
        assert caught.value.request.url.path == "/v2/me"


class TestDelays:
    """Time that passes before an answer."""

    def test_a_stopped_clock_moves_instead_of_waiting(self, way):
        """Nobody waits an hour, and the clock shows that it has passed."""
        inside = Inside(answer({}, delay=3600))
        assert way.send(inside, timeout=None).status_code == 200
        assert NOW + timedelta(hours=1) == inside.clock.now()

    def test_a_delay_over_the_timeout(self, way):
        """The library's ReadTimeout, once the timeout has passed on the clock and not more."""
        inside = Inside(answer({}, delay=3600))
        with pytest.raises(way.library.ReadTimeout):
            way.send(inside, timeout=way.library.Timeout(5, read=60))
        assert NOW + timedelta(minutes=1) == inside.clock.now()

    def test_a_running_clock_really_waits(self, way, waits):
        """The delay, or the timeout when that is shorter; the clock is left alone."""
        inside = Inside(answer({}, delay=3600), running=True)
        assert way.send(inside, timeout=None).status_code == 200
        with pytest.raises(way.library.ReadTimeout):
            way.send(inside, timeout=60)
        assert waits == [3600, 60]
        assert inside.clock.now() < NOW + timedelta(hours=1)

    def test_without_a_delay_the_clock_stands(self, way):
        """Requests take no time."""
        inside = Inside()
        way.send(inside)
        assert NOW == inside.clock.now()

    def test_a_cut_connection_may_be_slow_too(self, way):
        """The delay passes before the cut."""
        inside = Inside(Reply(200, drop="after", delay=7))
        with pytest.raises(way.library.RemoteProtocolError):
            way.send(inside, timeout=None)
        assert NOW + timedelta(seconds=7) == inside.clock.now()


def test_is_a_transport_of_its_library():
    """Clients check what they are given."""
    assert isinstance(MockTransport(Inside()), httpx.BaseTransport)
    assert isinstance(AsyncMockTransport(Inside()), httpx.AsyncBaseTransport)
    assert isinstance(MockTransport(Inside(), httpx2), httpx2.BaseTransport)
    assert type(MockTransport(Inside())) is type(MockTransport(Inside()))


@pytest.mark.parametrize("module", ["toolzz_cal_mock", "toolzz_cal_mock.transport", "toolzz_cal_mock.pytest_plugin"])
def test_importing_does_not_import_the_libraries(module):
    """They come with the first transport."""
    check = (
        f"import sys, {module}; sys.exit(bool({{'httpx', 'httpx2', 'jsonschema_rs', 'uvicorn'}} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_one_mock_handles_one_request_at_a_time():
    """Sync clients are shared between threads; two requests in the mock at once would spoil its state."""
    from threading import Thread

    class Slow(Inside):
        inside = most = 0

        def handle(self, request):
            self.inside += 1
            self.most = max(self.most, self.inside)
            time.sleep(0.002)
            self.inside -= 1
            return answer({})

    slow = Slow()
    with httpx.Client(transport=MockTransport(slow), trust_env=False) as client:
        threads = [Thread(target=client.get, args=("http://mock.example/",)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert slow.most == 1
