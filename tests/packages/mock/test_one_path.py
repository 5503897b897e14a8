"""However a path is spelled: what judges who may come in and what serves the request see the same one."""

from __future__ import annotations

import asyncio
import re
import socket
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolzz_cal_mock.asgi import create_app
from toolzz_cal_mock.core import Mock
from toolzz_cal_mock.serving import on_port
from toolzz_cal_mock.tape import Replay, Tape
from toolzz_cal_mock.wire import PEER, path_of, request_from

from tests.support.stub_inside import NOW

MOCK = Mock(now=NOW, running=False, strict_auth=True)
PLAIN = ["/", "/_mock", "/_mock/", "/_mock/state", "/_mock/clock", "/_mock/requests", "/_mock/nothing", "/favicon.ico"]


@st.composite
def spellings(draw):
    """A path of the page in one of the ways in which somebody might write it."""
    path = draw(st.sampled_from(PLAIN))
    letters = []
    for each in path:
        way = draw(st.sampled_from(["plain"] * 4 + ["encoded", "twice", "upper", "doubled", "dots", "parameter"]))
        encoded = f"%{ord(each):02{draw(st.sampled_from('xX'))}}"
        letters.append(
            {
                "plain": each,
                "encoded": encoded,
                "twice": encoded.replace("%", "%25"),
                "upper": each.upper(),
                "doubled": each * 2,
                "dots": draw(st.sampled_from(["/.", "/x/..", "/%2e", "/x/%2E%2e"])) + each if each == "/" else each,
                "parameter": draw(st.sampled_from([";", "%3b", ";a=b", "%00", "%3f", "%23"])) + each,
            }[way]
        )
    return "".join(letters)


def over_asgi(raw, peer, *, raw_path=True):
    """Status and headers of a GET over ASGI."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event):
        sent.append(event)

    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(raw),
        "query_string": b"",
        "headers": [(b"host", b"localhost:8787"), (PEER.encode(), b"127.0.0.1")],
        "client": None if peer is None else (peer, 5),
    }
    if raw_path:
        scope["raw_path"] = raw.encode()
    asyncio.run(create_app(MOCK)(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"])


def is_of_the_page(headers):
    """Whether a reply is the page's own, and not an upstream's."""
    return b"cross-origin-resource-policy" in headers


@given(spellings())
@settings(max_examples=300, derandomize=True, deadline=None, database=None)
def test_another_machine_gets_nothing_of_the_page(raw):
    """What this machine gets from the page under a spelling is forbidden to others; nothing else is the page's."""
    for raw_path in (True, False):
        _, here = over_asgi(raw, "127.0.0.1", raw_path=raw_path)
        for peer in ("192.0.2.2", None):
            status, there = over_asgi(raw, peer, raw_path=raw_path)
            assert is_of_the_page(here) == is_of_the_page(there), (raw_path, peer)
            if is_of_the_page(there):
                assert status == 403, (raw_path, peer)


def test_an_encoded_underscore_is_the_page_all_the_same():
    """The rule above is not kept by spellings that lead nowhere."""
    assert [200, 403] == [over_asgi("/%5Fmock/%73tate", peer)[0] for peer in ("127.0.0.1", "192.0.2.2")]


def test_on_a_port_every_spelling_is_judged():
    """Also in whole addresses, and with a name in Host that is not this machine's."""
    spelled = ["/_mock/state", "/%5Fmock/state", "/%5fmock%2fstate", "//_mock/state", "/./_mock/state"]
    spelled += ["/%255Fmock/state", "http://localhost/_mock/state", "http://localhost/%5Fmock/state"]
    spelled += ["/_mock/state#a", "/_mock;/state", "/%2F"]
    with on_port(MOCK) as port:

        def told(path, host):
            with socket.create_connection(("127.0.0.1", port), 10) as connection:
                connection.sendall(f"GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n".encode())
                with connection.makefile("rb") as answer:
                    return answer.read()

        served = [path for path in spelled if b'"tables":' in told(path, "localhost")]
        assert {"/_mock/state", "/%5Fmock/state"} <= set(served)
        for path in spelled:
            answer = told(path, "evil.example.com")
            assert b'"tables":' not in answer
            if path in served:
                assert re.match(rb"HTTP/1\.1 403 ", answer), path


def test_a_tape_played_back_judges_like_the_mock(tmp_path):
    """What is the page's own and what is not is asked in one place."""
    tape = Tape(tmp_path / "tape.jsonl")
    tape.close()
    replay = Replay(tmp_path / "tape.jsonl", MOCK)
    for path, status in (("/%5Fmock/state", 403), ("/", 403), ("/_mocked", 501), ("/favicon.ico", 204)):
        assert (
            status == replay.handle(request_from("GET", path_of(path.encode()), b"", [], b"", peer="192.0.2.2")).status
        )


HOSTS = [
    *("localhost@evil.example.com", "evil.example.com@localhost", "localhost/evil", "localhost?x", "localhost#x"),
    *(" localhost", "localhost, evil.example.com", "localhost:80:80", "[::1", "::1", "%6cocalhost", ""),
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_can_be_read_in_two_ways_is_none(host):
    """Only a plain name or address with a port is read."""
    headers = [(b"host", host.encode("latin-1"))]
    assert 403 == MOCK.handle(request_from("GET", "/_mock/state", b"", headers, b"", peer="127.0.0.1")).status
