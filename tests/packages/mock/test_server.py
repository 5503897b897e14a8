import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection, RemoteDisconnected
from types import SimpleNamespace

import httpx
import pytest
from toolzz_cal_mock.__main__ import main
from toolzz_cal_mock.messages import Reply
from toolzz_cal_mock.server import _announce
from toolzz_cal_mock.serving import on_port

from tests.support.stub_inside import Inside, answer

CREATE = "/api/v3.1/tools/execute/CAL_POST_NEW_BOOKING_REQUEST"
LIST = "/api/v3.1/tools/execute/CAL_FETCH_ALL_BOOKINGS"
KEY = {"x-api-key": "ak_example", "content-type": "application/json"}


def command(*options):
    return [sys.executable, "-m", "toolzz_cal_mock", "mock", *options]


def ended(*options):
    """Runs the command to its end."""
    return subprocess.run(command(*options), capture_output=True, text=True, timeout=300, check=False)


class Running:
    """The command while it runs; `log` is its output."""

    def __init__(self, process, url, log):
        self.process, self.url, self.log = process, url, log

    def post(self, path, body, **headers):
        return httpx.post(self.url + path, json=body, headers=KEY | headers, trust_env=False, timeout=60)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        out, error = self.process.stdout.read(), self.process.stderr.read()
        return self.process.wait(300), "".join(self.log) + out, error


@contextmanager
def running(*options):
    """The command on a free port, from when it says where it listens."""
    process = subprocess.Popen(
        command("--port", "0", *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    log = []
    try:
        while "export TOOLZZ_CAL_BASE_URL=" not in (line := process.stdout.readline()):
            assert line, process.stderr.read()
            log.append(line)
        log.append(line)
        yield Running(process, line.strip().partition("=")[2], log)
    finally:
        process.kill()
        process.communicate()


class TestCommand:
    """`toolzz-cal mock` as a person meets it."""

    def test_tells_where_it_listens_and_answers(self):
        """The address, what to export, a line per request; ended by Ctrl-C with one line and 130."""
        with running("--now", "2027-03-01T12:00:00Z") as mock:
            reply = mock.post(LIST, {"arguments": {}})
            assert reply.json()["successful"] is True
            code, out, error = mock.stop(signal.SIGINT)
        assert f"The mock listens on {mock.url} " in out
        assert "export COMPOSIO_API_KEY=ak_example" in out
        assert "export TOOLZZ_ACCESS_TOKEN=example-token" in out
        assert re.search(rf"^12:\d\d:\d\d  200  POST {LIST}  bookings\.list$", out, re.MULTILINE)  # its clock runs
        assert (code, error) == (130, "stopped\n")

    def test_options_reach_the_mock(self):
        """Seed data, strict authentication, rate limit and faults."""
        options = (
            "--seed-data",
            "empty",
            "--rate-limit",
            "3/minute",
            "--fault",
            "status=503; operation=bookings.list; times=1",
        )
        with running(*options) as mock:
            replies = [mock.post(LIST, {"arguments": {}}) for _ in range(5)]
            assert [503, 200] == [each.status_code for each in replies[:2]]
            assert replies[-1].status_code == 429
            assert replies[1].json()["data"]["data"] == []
            assert mock.stop()[0] == 128 + signal.SIGTERM
        with running("--strict-auth") as mock:
            assert (
                httpx.get(f"{mock.url}/v2/me", headers={"authorization": "Bearer cal_unknown_example"}).status_code
                == 401
            )

    def test_strict_authentication_knows_what_is_exported(self):
        """The keys that the mock prints are good at their doors, others are not."""
        with running("--strict-auth") as mock:
            assert mock.post(LIST, {"arguments": {}}).json()["successful"] is True
            assert mock.post(LIST, {"arguments": {}}, **{"x-api-key": "ak_other_example"}).status_code == 401
            url = f"{mock.url}/api/v1/calcom/integration/0b6f9a52-3f0e-4c55-9d13-5a1f6f1d7c20"
            for token, status in (("example-token", 200), ("example-other", 401)):
                headers = {"authorization": f"Bearer {token}"}
                assert httpx.get(url, headers=headers, trust_env=False).status_code == status

    def test_an_output_that_nobody_reads(self):
        """As in `toolzz-cal mock | head -3`: the mock goes on, without a word about it."""
        with running() as mock:
            mock.process.stdout.close()
            assert [200] * 3 == [mock.post(LIST, {"arguments": {}}).status_code for _ in range(3)]
            mock.process.send_signal(signal.SIGINT)
            assert (130, "stopped\n") == (mock.process.wait(300), mock.process.stderr.read())
            mock.process.stdout = None

    @pytest.mark.parametrize("name", ["jsonschema_rs", "uvicorn"])
    def test_without_the_extra(self, name):
        """At the start one line says what to install."""
        hide = f"import sys; sys.modules[{name!r}] = None; from toolzz_cal_mock.__main__ import main; "
        code = hide + "sys.exit(main(['mock', '--port', '0']))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
        said = f"error: the mock needs the package {name}; install it with pip install 'toolzz-cal[mock]'\n"
        assert (done.returncode, done.stdout, done.stderr) == (1, "", said)

    def test_quiet(self):
        """Nothing is printed."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        process = subprocess.Popen(
            command("--port", str(port), "--quiet"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            for _ in range(400):
                try:
                    httpx.get(f"http://127.0.0.1:{port}/v2/me", trust_env=False)
                    break
                except httpx.ConnectError:
                    process.poll()
                    subprocess.run([sys.executable, "-c", ""], check=True)  # a moment
        finally:
            process.terminate()
            out, error = process.communicate(timeout=300)
        assert (out, error) == (b"", b"")

    def test_another_address_than_loopback_is_warned_of(self):
        """Loudly, and only then."""
        with running("--host", "0.0.0.0") as mock:
            error = mock.stop()[2]
        assert "WARNING: the mock listens on 0.0.0.0 port" in error
        assert mock.url.startswith("http://127.0.0.1:")

    def test_record_and_replay(self, tmp_path):
        """What one run answered another plays back."""
        path = tmp_path / "run.jsonl"
        with running("--record", str(path)) as mock:
            first = mock.post(LIST, {"arguments": {"take": 1}})
            mock.stop()
        with running("--replay", str(path)) as mock:
            assert first.json() == mock.post(LIST, {"arguments": {"take": 1}}).json()
            assert mock.post(LIST, {"arguments": {"take": 2}}).status_code == 501
            assert httpx.get(mock.url, trust_env=False).status_code == 200
            found = httpx.get(f"{mock.url}/_mock/requests", trust_env=False).json()
            assert [501, 200] == [each["status"] for each in found["requests"]]

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--port", "70000"], "'70000' is no port"),
            (["--now", "tomorrow"], "'tomorrow' is no moment"),
            (["--rate-limit", "0/minute"], "'0/minute' is no rate"),
            (["--fault", "stauts=503"], "perhaps status"),
            (["--seed-data", "much"], "invalid choice"),
            (["--replay", "a", "--record", "b"], "it goes with none of --state, --record and --fault"),
            (["--prot", "1"], "unrecognized arguments"),
        ],
    )
    def test_a_wrong_option(self, options, said, capsys):
        """The last line says what is wrong; the code is 2."""
        with pytest.raises(SystemExit) as caught:
            main(["mock", *options])
        assert caught.value.code == 2
        assert said in capsys.readouterr().err.splitlines()[-1]

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--host", "nowhere.example"], "error: nowhere.example is not an address of this machine\n"),
            (
                ["--port", "0", "--state", "{tmp}/no/state.db"],
                "error: {tmp}/no/state.db can't be used: unable to open database file; choose another file\n",
            ),
            (
                ["--port", "0", "--state", "{tmp}"],
                "error: {tmp} can't be used: unable to open database file; choose another file\n",
            ),
            (["--port", "0", "--record", "{tmp}/full"], "error: {tmp}/full exists; delete it or choose another file\n"),
            (["--port", "0", "--replay", "{tmp}/none"], "error: {tmp}/none can't be read: No such file or directory\n"),
            (
                ["--port", "0", "--replay", "{tmp}/full"],
                "error: {tmp}/full is no recording of this mock, as its line 1 shows\n",
            ),
            (
                ["--port", "0", "--state", "{tmp}/full"],
                "error: {tmp}/full is no state file of this mock; choose another file\n",
            ),
        ],
    )
    def test_what_can_not_be_done(self, options, said, tmp_path, capsys):
        """One line, code 1, no traceback."""
        (tmp_path / "full").write_text("something else, long enough to be looked at\n" * 20)
        code = main(["mock", *[each.format(tmp=tmp_path) for each in options]])
        assert (code, capsys.readouterr().err) == (1, said.format(tmp=tmp_path))

    def test_a_taken_port(self):
        """The port is named, and what to do."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = ended("--port", str(port))
        said = f"error: can't listen on port {port} of 127.0.0.1: it is taken; choose another with --port\n"
        assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


@pytest.fixture(params=["httptools", "h11"])
def serving(request, monkeypatch):
    """Serves a stand-in on a port: uvicorn with its fast parser, and without it."""
    if request.param == "h11":
        monkeypatch.setitem(sys.modules, "uvicorn.protocols.http.httptools_impl", None)
    return on_port


class TestServers:
    """Each server on a real port."""

    def test_requests_and_replies(self, serving):
        """Everything arrives both ways, and the connection is kept."""
        inside = Inside(Reply(418, b'{"a":1}', {"content-type": "application/json", "x-request-id": "req_1"}))
        with serving(inside) as port, httpx.Client(trust_env=False) as client:
            url = f"http://127.0.0.1:{port}/v2/calendars/desk%40example.com?a=1&a="
            replies = [client.post(url, content=b"\xff" * size) for size in (0, 5)]
        assert [(418, {"a": 1}, "req_1")] * 2 == [
            (each.status_code, each.json(), each.headers["x-request-id"]) for each in replies
        ]
        assert inside.seen[1].path == "/v2/calendars/desk@example.com"
        assert inside.seen[1].query == (("a", "1"), ("a", ""))
        assert [b"", b"\xff" * 5] == [each.body for each in inside.seen]

    def test_a_streamed_body(self, serving):
        """Chunks, as other languages' clients send them."""
        inside = Inside()
        with serving(inside) as port, httpx.Client(trust_env=False) as client:
            for _ in range(2):
                client.post(f"http://127.0.0.1:{port}/", content=iter([b"one ", b"two"]))
        assert [b"one two"] * 2 == [each.body for each in inside.seen]

    def test_a_dropped_connection(self, serving, capfd):
        """The client sees the end of the connection and no answer; nothing is printed about it."""
        with serving(Inside(Reply(200, b"{}", drop="after"))) as port:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", "/", b"{}")
            with pytest.raises((RemoteDisconnected, ConnectionResetError)):
                connection.getresponse()
            connection.close()
        assert capfd.readouterr().err == ""

    def test_a_body_cut_short(self, serving, capfd):
        """Less than the length says, then the end."""
        short = Inside(Reply(200, b"half", {"content-length": "8"}))
        with serving(short) as port, pytest.raises(httpx.RemoteProtocolError, match="received 4 bytes, expected 8"):
            httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize("streamed", [False, True])
    def test_a_body_over_the_limit(self, serving, streamed):
        """413 as JSON, and the mock never sees it."""
        inside = Inside()
        content = iter([bytes(600)] * 3) if streamed else bytes(5000)
        with serving(inside) as port:
            reply = httpx.post(f"http://127.0.0.1:{port}/", content=content, trust_env=False)
        assert (reply.status_code, reply.json()["statusCode"], inside.seen) == (413, 413, [])

    def test_a_delay(self, serving):
        """A client with a shorter timeout gives up."""
        with serving(Inside(answer({}, delay=2))) as port, pytest.raises(httpx.ReadTimeout):
            httpx.get(f"http://127.0.0.1:{port}/", trust_env=False, timeout=httpx.Timeout(30, read=0.05))

    def test_head(self, serving):
        """Headers alone, and the connection stays in step."""
        with serving(Inside(answer({"a": 1}))) as port, httpx.Client(trust_env=False) as client:
            url = f"http://127.0.0.1:{port}/"
            assert [b"", b'{"a": 1}'] == [client.request(method, url).content for method in ("HEAD", "GET")]

    def test_the_page_knows_the_peer(self, serving):
        """Whatever the client claims."""
        inside = Inside()
        with serving(inside) as port:
            httpx.get(f"http://127.0.0.1:{port}/", headers={"x-toolzz-mock-peer": "192.0.2.7"}, trust_env=False)
        assert inside.seen[0].headers["x-toolzz-mock-peer"] == "127.0.0.1"


class TestRubbish:
    """Bytes that are no HTTP."""

    def said(self, port, content):
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            connection.sendall(content)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    @pytest.mark.parametrize(
        "content",
        [
            b"\x16\x03\x01 hello\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\nhost: a\r\n\r\n",
            b"X\r\n\r\n",
            b"GET / HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"x: " + b"a" * 70000 + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 5000 + b"\r\n",
        ],
        ids=["tls", "path", "word", "length", "version", "header", "headers"],
    )
    def test_gets_json(self, content, capfd):
        """A 400 with JSON, the connection closed, nothing printed, and the server lives on."""
        inside = Inside()
        with on_port(inside) as port:
            reply = self.said(port, content)
            assert httpx.get(f"http://127.0.0.1:{port}/", trust_env=False).status_code == 200
        head, _, text = reply.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ")
        assert json.loads(text)["statusCode"] == 400
        assert len(inside.seen) == 1
        assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("now", "seed_data", "is_late"),
    [("2027-03-01T12:00", "demo", False), ("2027-06-01T00:00", "demo", True), ("2027-06-01T00:00", "empty", False)],
)
def test_the_start_says_what_time_it_is(capsys, now, seed_data, is_late):
    """And how to go where the examples can still be booked, once they can't."""
    options = SimpleNamespace(quiet=False, replay=None, seed_data=seed_data)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        _announce(listener, options, None, datetime.fromisoformat(now + "+00:00"))
    said = capsys.readouterr().out
    assert f"Its clock shows {now.replace('T', ' ')} UTC." in said
    assert ("--now 2027-03-01T12:00:00Z" in said) is is_late
