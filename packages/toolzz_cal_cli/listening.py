"""`toolzz-cal listen`: what the mock sends to webhooks reaches a program on this machine, with a line for each."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import urlsplit

import click
from toolzz_cal import http_client
from toolzz_cal._addresses import is_loopback
from toolzz_cal._nearest import did_you_mean, nearest
from toolzz_cal._redaction import masked_url

from . import connecting
from .failures import Refusal
from .mock_control import MockControl
from .text import note, safe_line
from .triggers import names

SECRET = "TOOLZZ_CAL_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable
_SIGNATURE = "x-cal-signature-256"
_LARGEST = 10_000_000  # bytes of a body
_PATIENCE = 30.0  # seconds for an answer of the program
_LONGEST_NAME = 60
# What belongs to one connection, and is not passed on.
_OF_CONNECTION = ("connection", "content-length", "host", "keep-alive", "transfer-encoding", "user-agent")


def command() -> click.Command:
    """The command."""

    @click.command(name="listen", short_help="Forward the mock's webhooks to your program.")
    @click.option("--forward-to", "url", metavar="URL", required=True, help="Where your program takes webhooks.")
    @click.option("--events", metavar="NAMES", help="These only, with commas; all of them if it is not said.")
    @click.option("--allow-remote", is_flag=True, help="Let URL be on another machine.")
    @click.pass_context
    def listen(context: click.Context, /, url: str, events: str | None, *, allow_remote: bool, **_: Any) -> None:
        """Forward what the mock sends to webhooks to URL, with body, signature and headers as they are.

        A line for each tells when, the event, the status of your program's answer and how long that took. The secret to
        verify with is printed at the start; the variable TOOLZZ_CAL_WEBHOOK_SECRET chooses it. Ctrl-C ends it and
        removes the webhook that it made. `toolzz-cal trigger EVENT` has the mock send one.
        """
        wanted = _wanted(events)
        forward = Forward(_checked(url, allow_remote=allow_remote), os.environ.get(SECRET) or secrets.token_hex(16))
        with MockControl.of(connecting.connection(context), "listen") as mock, _ended_by_signals():
            serve(mock, forward, wanted)

    listen.params += connecting.connection_options()
    return listen


@dataclass(frozen=True, slots=True)
class Forward:
    """Where deliveries go on to.

    Attributes:
        url: The program's address. Nothing is sent anywhere else.
        secret: With which deliveries are signed.
    """

    url: str
    secret: str = field(repr=False)

    def is_signed(self, body: bytes, signature: str) -> bool:
        """Whether a body comes from the mock, and not from a page or program that found the port."""
        right = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(right.encode(), signature.encode("utf-8", "replace"))


def serve(
    mock: MockControl,
    forward: Forward,
    wanted: list[str],
    told: Callable[[str], object] = partial(print, flush=True),
    until: Callable[[], object] | None = None,
) -> None:
    """Forwards until it is interrupted, and takes away the webhook that it made.

    Args:
        mock: What sends.
        forward: Where deliveries go on to.
        wanted: Names of events; empty for all.
        told: Takes a line for each delivery.
        until: Returns when it is to end; by default it does not.
    """
    with http_client(trust_env=False) as http, ThreadingHTTPServer(("127.0.0.1", 0), _Receiver) as server:
        server.daemon_threads = True
        receiver = cast("Any", server)
        receiver.forward, receiver.http, receiver.told = forward, http, told
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        asked = {"url": f"http://127.0.0.1:{server.server_port}/", "secret": forward.secret, "events": wanted}
        try:
            id = mock.ask("POST", "listeners", asked)["id"]
            try:
                told(f"Ready: webhooks of {masked_url(mock.root)} go to {masked_url(forward.url)}")
                told(f"Secret to verify with: {forward.secret}")
                (until or threading.Event().wait)()
            finally:
                _remove(mock, id)
        finally:
            server.shutdown()


class _Receiver(BaseHTTPRequestHandler):
    """Takes a delivery, and answers what the program answers."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Passes a delivery on."""
        owner = cast("Any", self.server)
        length = self.headers.get("content-length") or ""
        if not length.isdecimal() or int(length) > _LARGEST:
            self._answer(413)
            return
        body = self.rfile.read(int(length))
        if not owner.forward.is_signed(body, self.headers.get(_SIGNATURE) or ""):
            self._answer(403)
            return
        began = time.perf_counter()
        status, outcome = self._passed_on(body)
        took = 1000 * (time.perf_counter() - began)
        now = f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the clock on the wall
        owner.told(safe_line(f"{now}  {_event(body)}  {outcome}  {took:.0f} ms"))
        self._answer(status)

    def _passed_on(self, body: bytes) -> tuple[int, str]:
        """The status of the program's answer, and what is told of it."""
        owner = cast("Any", self.server)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OF_CONNECTION}
        try:
            answer = owner.http.request(
                "POST", owner.forward.url, content=body, headers=headers, timeout=_PATIENCE, follow_redirects=False
            )
        except Exception as problem:  # noqa: BLE001 - the HTTP library's, whatever it is
            return 502, f"not answered: {str(problem) or type(problem).__name__}"
        return int(answer.status_code), str(answer.status_code)

    def _answer(self, status: int) -> None:
        with suppress(OSError):  # the mock has given up
            self.send_response(status)
            self.send_header("content-length", "0")
            self.send_header("connection", "close")  # which also has the server close it
            self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Its own lines are not shown."""


def _event(body: bytes) -> str:
    """The name of a delivery's event, for a person."""
    try:
        name: Any = json.loads(body)["triggerEvent"]
    except (ValueError, KeyError, TypeError, RecursionError):
        name = None
    return name[:_LONGEST_NAME] if isinstance(name, str) and name else "(no event named)"


def _wanted(given: str | None) -> list[str]:
    """Names of events. Raises a `Refusal` for one that there is not."""
    if given is None:
        return []
    wanted = [name for each in given.split(",") if (name := each.strip().upper())]
    for each in wanted:
        if each not in names():
            raise Refusal(f"no event is called {each[:60]!r}{did_you_mean(nearest(each, names()))}")
    if not wanted:
        raise Refusal("--events names none; leave it out for all of them")
    return wanted


def _checked(url: str, *, allow_remote: bool) -> str:
    """An address to forward to. Raises a `Refusal` for what is none, or is on another machine without leave."""
    host = _host(url)
    if host is None:
        raise Refusal("--forward-to must be an address, such as http://127.0.0.1:3000/webhooks")
    if not is_loopback(host) and not allow_remote:
        cure = "name one on this machine, or add --allow-remote"
        raise Refusal(f"{host} is not this machine, and would be told what the calendar holds; {cure}")
    return url


def _host(url: str) -> str | None:
    """The host of an address; None if it is none, or holds credentials."""
    try:
        parts = urlsplit(url)
        is_fine = parts.scheme in ("http", "https") and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return parts.hostname if is_fine else None


def _remove(mock: MockControl, id: str) -> None:
    try:
        mock.ask("DELETE", f"listeners/{id}")
    except Refusal:
        note("the webhook could not be removed, as the mock does not answer any more")


@contextmanager
def _ended_by_signals() -> Generator[None]:
    """Has the request to end be as good as Ctrl-C, so that the webhook is removed."""

    def ended(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = {each: signal.signal(each, ended) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
