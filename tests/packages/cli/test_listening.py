"""`listen` and `trigger`: from the mock to a program on this machine, with body and signature as they were."""

from __future__ import annotations

import json
import re
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import httpx
import pytest
from toolzz_cal import webhooks
from toolzz_cal_cli import listening, triggers

from tests.support.command_line import environment, variables
from tests.support.independence import PATIENCE
from tests.support.running import Running


class Program(BaseHTTPRequestHandler):
    """Takes webhooks, and answers 204, or what the path ends in."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen.append((dict(self.headers), body))
        last = self.path.rpartition("/")[2]
        self.send_response(int(last) if last.isdecimal() else 204)
        self.send_header("location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def running_program():
    """The program, for all tests of this file."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Program) as server:
        server.daemon_threads, server.seen = True, []
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def program(running_program):
    """The program, and what it has seen."""
    running_program.seen.clear()
    return running_program


@pytest.fixture
def listen(mock, tmp_path):
    """Starts `listen` before the mock, and returns when it is ready."""
    started = []

    def begun(url, *words, **more):
        settings = environment(**{**variables(mock.url), "PYTHONUNBUFFERED": "1", **more})
        started.append(Running(["listen", "--forward-to", url, *words], settings, tmp_path))
        started[-1].shows(2)
        return started[-1]

    yield begun
    for each in started:
        each.end()


def address(program, path="/hooks"):
    """Where the program takes webhooks."""
    return f"http://127.0.0.1:{program.server_port}{path}"


def listeners(mock):
    """The webhooks that `listen` has made."""
    return [id for id in mock.mock.world.tables["webhooks"] if id.startswith("listener_")]


def test_a_delivery_reaches_the_program(listen, run, program, mock):
    """As it was signed, with a line for each; Ctrl-C ends it and takes the webhook away."""
    running = listen(address(program))
    assert running.out[0] == f"Ready: webhooks of {mock.url} go to {address(program)}\n"
    secret = running.out[1].removeprefix("Secret to verify with: ").strip()
    ended = run("trigger", "booking_created", "--override", "title=Intro", "--override", "length=45")
    assert ended.code == 0
    running.shows(3)
    ((headers, body),) = program.seen
    webhooks.verify(body, headers["X-Cal-Signature-256"], secret)
    payload = json.loads(body)["payload"]
    assert (payload["title"], payload["length"]) == ("Intro", 45)
    assert (headers["Content-Type"], headers["x-cal-webhook-version"]) == ("application/json", "2021-10-20")
    assert re.fullmatch(r"\d\d:\d\d:\d\d  BOOKING_CREATED  204  \d+ ms\n", running.out[2])
    assert re.search(r"delivery_\d+  BOOKING_CREATED  http://127\.0\.0\.1:\d+/  204", ended.out)
    run("bookings", "cancel", "--booking-uid", "bk4Zr8YqLw2TnVx6", "--cancellation-reason", "ill", "--yes")
    running.shows(4)
    assert "BOOKING_CANCELLED" in running.out[3]
    assert len(listeners(mock)) == 1
    running.stop(signal.SIGINT)
    assert running.ended() == 130
    assert listeners(mock) == []


def test_what_the_program_answers_is_told(listen, run, program, mock):
    """A failure and a redirect, which is not followed, are those of the delivery too; the secret may be chosen."""
    for path, status in (("/500", 500), ("/307", 307)):
        running = listen(address(program, path), "--events", "ooo_created", TOOLZZ_CAL_WEBHOOK_SECRET="example-secret")
        assert running.out[1] == "Secret to verify with: example-secret\n"
        ended = run("trigger", "OOO_CREATED")
        assert ended.code == 1
        assert f"HTTP {status}" in ended.out
        running.shows(3)
        assert f"OOO_CREATED  {status}  " in running.out[2]
        assert run("trigger", "FORM_SUBMITTED").err.startswith("no webhook subscribes to FORM_SUBMITTED")
        running.stop(signal.SIGTERM)
        assert running.ended() == 130
    assert (len(program.seen), listeners(mock)) == (2, [])


def test_only_the_mock_is_forwarded(program):
    """What others send to the port is not passed on: it is not signed. Nobody there is told as well."""
    seen = []

    class Control:
        root = "http://127.0.0.1:1"
        asked: ClassVar[list] = []
        ready = threading.Event()

        def ask(self, method, path, body=None):
            self.asked.append((method, path, body))
            self.ready.set()
            return {"id": "listener_1"}

    control, secret = Control(), "example-secret"
    forward = listening.Forward(address(program), secret)
    waits = threading.Event()
    serving = threading.Thread(target=_until, args=(waits, control, forward, seen), daemon=True)
    serving.start()
    assert control.ready.wait(PATIENCE)
    url = control.asked[0][2]["url"]
    body = b'{"triggerEvent": "\\u001b[2J' + b"x" * 200 + b'"}'
    signed = {"x-cal-signature-256": listening.hmac.new(secret.encode(), body, "sha256").hexdigest()}
    with httpx.Client(trust_env=False) as http:
        assert http.post(url, content=body).status_code == 403
        assert http.post(url, content=body, headers={"x-cal-signature-256": "é".encode()}).status_code == 403
        assert http.get(url).status_code == 501
        assert program.seen == []
        assert http.post(url, content=body, headers=signed).status_code == 204
    assert len(program.seen) == 1
    waits.set()
    serving.join(PATIENCE)
    assert control.asked[-1][:2] == ("DELETE", "listeners/listener_1")
    assert "\x1b" not in seen[-1]
    assert len(seen[-1]) < 120
    assert secret not in repr(forward)


def _until(waits, control, forward, seen):
    """Serves until the event is set."""
    listening.serve(control, forward, [], seen.append, waits.wait)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--forward-to", "http://hooks.example.com/"), 2, "is not this machine, and would be told"),
        (("--forward-to", "file:///etc/passwd"), 2, "must be an address"),
        (("--forward-to", "http://user:example@127.0.0.1/"), 2, "must be an address"),
        (("--forward-to", "http://127.0.0.1:1/", "--events", "BOOKING_CREATE"), 2, "did you mean BOOKING_CREATED"),
        (("--forward-to", "http://127.0.0.1:1/", "--events", ","), 2, "--events names none"),
        ((), 2, "--forward-to"),
        (("--forward-to", "http://127.0.0.1:1/", "--base-url", "http://127.0.0.1:1"), 6, "no mock answers at"),
        (("--forward-to", "http://127.0.0.1:1/", "--base-url", "https://api.cal.com"), 3, "open a tunnel"),
    ],
)
def test_what_can_not_be_listened_to(words, code, told, run, mock):
    """It is said before anything is made, and nothing goes on behind."""
    before = threading.enumerate()
    ended = run("listen", *words)
    assert ended.code == code
    assert told in ended.err
    assert listeners(mock) == []
    assert [each for each in threading.enumerate() if each not in before] == []


@pytest.mark.parametrize("words", [("listen", "--forward-to", "http://127.0.0.1:1/"), ("trigger", "BOOKING_CREATED")])
def test_the_real_cal_com_is_refused(words, bare, monkeypatch):
    """With a key of it, and no address of a mock, it is said why, and what to do."""
    monkeypatch.setenv("CAL_API_KEY", "cal_example")
    ended = bare(*words)
    assert ended.code == 3
    assert "works with the mock server only: start `toolzz-cal mock`" in ended.err
    assert ("toolzz-cal webhooks create" in ended.err) == (words[0] == "listen")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("BOOKING_CREATD",), "no event is called 'BOOKING_CREATD'; did you mean BOOKING_CREATED"),
        (("xyz",), "no event is called 'xyz'; there are BOOKING_CREATED, "),
        (("BOOKING_CREATED", "--override", "title"), "must be KEY=VALUE"),
        (("BOOKING_CREATED", "--override", "a..b=1"), "is no path"),
    ],
)
def test_what_can_not_be_triggered(words, told, run, mock):
    """It is refused with 2, and nothing is sent."""
    ended = run("trigger", *words)
    assert ended.code == 2
    assert told in ended.err
    assert list(mock.deliveries) == []


def test_shells_complete_events():
    """By the names of the specification."""
    found = [each.value for each in triggers.EventType().shell_complete(None, None, "booking_re")]
    assert found == [each for each in triggers.names() if each.startswith("BOOKING_RE")] != []
