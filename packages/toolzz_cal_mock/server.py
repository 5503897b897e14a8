"""The mock on a port: what `toolzz-cal mock` runs. Only here is a web server loaded."""

from __future__ import annotations

import argparse
import asyncio
import gc
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .asgi import CUT, create_app
from .store import Store, Stored, StoreError
from .tape import Replay, Tape, TapeError
from .wire import Handler

if TYPE_CHECKING:
    import uvicorn

    from .calls import Call
    from .core import Mock

KEEP_ALIVE = 75  # seconds; a client that reuses a connection just as the server closes it would fail for no good reason
LAST_EXAMPLE = datetime(2027, 3, 9, 12, tzinfo=UTC)  # from then on what the examples book is too near or over
HEADERS = 65_536  # bytes of a request's line and headers
EACH_HEADER = 32  # what keeping one costs besides its text
# When Python's collector looks for garbage. Rows, recorded exchanges and pending answers are no garbage, and looking
# through all of them takes longer the more there are; what is left of a request is found among the youngest.
COLLECTION = (10_000, 10, 1_000)


class Refused(Exception):
    """The mock can't run so; the message says why."""


def serve(options: argparse.Namespace) -> None:
    """Runs the mock until it is stopped. Raises `Refused`, and what a signal to stop raises."""
    if options.replay and (options.state or options.record or options.fault):
        options.check("--replay answers from its file; it goes with none of --state, --record and --fault")
    # A shell that starts this in the background has Ctrl-C ignored; here it counts all the same.
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),
        signal.SIGTERM: signal.signal(signal.SIGTERM, _ended),
    }
    thresholds = gc.get_threshold()
    gc.set_threshold(*COLLECTION)
    try:
        with socket_for(options.host, options.port) as listener:
            _run(options, listener)
    finally:
        # What was frozen stays so: a thaw would thaw what a caller had frozen before, too.
        gc.set_threshold(*thresholds)
        for number, handler in before.items():
            signal.signal(number, handler)


def _ended(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def mock_of(options: argparse.Namespace) -> Mock:
    """The mock that the options of the command ask for."""
    from .core import Mock
    from .faults import Faults

    return Mock(
        now=options.now,
        seed=options.seed,
        seed_data=options.seed_data,
        strict_auth=options.strict_auth,
        isolated=options.isolated,
        as_is=options.as_is,
        generation=options.generation,
        shapes=dict(options.shape),
        access_token_minutes=options.access_token_minutes,
        rate_limit=options.rate_limit,
        faults=Faults(options.seed, options.fault),
        allowed_hosts=options.allow_host,
    )


def _run(options: argparse.Namespace, listener: socket.socket) -> None:
    mock = mock_of(options)
    handler: Handler = mock
    store: Store | None = None
    tape: Tape | None = None
    try:
        if options.replay:
            handler = Replay(options.replay, mock)
        if options.state:
            handler, store = _stored(mock, options.state, options)
        tape = Tape(options.record) if options.record else None
        mock.calls.listener = listener_for(tape, None if options.quiet else print_line)
        server = server_for(handler, lambda: _announce(listener, options, store, mock.clock.now()))
        gc.freeze()  # what is here now stays
        server.run(sockets=[listener])
    except (StoreError, TapeError) as problem:
        raise Refused(str(problem)) from None
    finally:
        if tape is not None:
            tape.close()
        if store is not None:
            _close(store)


def _close(store: Store) -> None:
    try:
        store.close()
    except StoreError as problem:
        raise Refused(f"the last changes are not saved: {problem}") from None


def _stored(mock: Mock, path: Path, options: argparse.Namespace) -> tuple[Handler, Store]:
    store = Store(path, mock.world)
    if options.now is not None:
        mock.clock.set(options.now)  # said just now, so it counts more than what the file remembers
    return Stored(mock, store), store


def socket_for(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises `Refused`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise Refused(f"{host} is not an address of this machine") from None
    listener = socket.socket(family, kind, protocol)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(512)
    except OSError as problem:
        listener.close()
        text = "it is taken; choose another with --port" if "in use" in str(problem) else problem.strerror
        raise Refused(f"can't listen on port {port} of {host}: {text}") from None
    return listener


def server_for(handler: Handler, announce: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """A uvicorn server of the mock, with what makes it fast if that is installed."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            if (deliveries := getattr(handler, "deliveries", None)) is not None:
                deliveries.own_ports.update(each.getsockname()[1] for each in sockets or ())
            await super().startup(sockets)
            announce()

    config = uvicorn.Config(
        create_app(handler),
        http=_protocol(),
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=2,
    )
    return Server(config)


def _protocol() -> type[asyncio.Protocol]:
    """The HTTP protocol with three things it lacks: cutting a connection, a limit of headers, errors as JSON."""
    base: Any
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as base  # noqa: N813
    except ImportError:
        from uvicorn.protocols.http.h11_impl import H11Protocol as base  # noqa: N813

    class Protocol(base):  # type: ignore[misc]
        app: Any
        received = 0

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            extensions, app = {CUT: transport.close}, self.app

            def with_cut(scope: Any, receive: Any, send: Any) -> Any:
                scope["extensions"] = extensions
                return app(scope, receive, send)

            self.app = with_cut

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self.received = 0

        def on_url(self, url: bytes) -> None:
            self.count(len(url))
            super().on_url(url)

        def on_header(self, name: bytes, value: bytes) -> None:
            self.count(len(name) + len(value) + EACH_HEADER)
            super().on_header(name, value)

        def count(self, size: int) -> None:
            self.received += size
            if self.received > HEADERS:
                raise ValueError("the headers are too large")

        def send_400_response(self, _message: str) -> None:
            body = b'{"statusCode":400,"message":"This is no valid HTTP request","error":"Bad Request"}'
            head = (
                b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: "
            )
            self.transport.write(head + str(len(body)).encode() + b"\r\n\r\n" + body)
            self.transport.close()

    return Protocol


def listener_for(tape: Tape | None, tell: Callable[[Call], None] | None) -> Callable[[Call], None] | None:
    """What is done with each exchange besides keeping it. A tape that can't be written is given up, with a word."""
    if tape is None:
        return tell
    writing = [tape]

    def listener(exchange: Call) -> None:
        if tell is not None:
            tell(exchange)
        try:
            for each in writing:
                each.write(exchange)
        except OSError as problem:
            writing.clear()
            with suppress(OSError):  # the error output may be a file on the same disk
                print(f"warning: recording stopped: {problem.strerror}", file=sys.stderr, flush=True)

    return listener


def print_line(exchange: Call) -> None:
    """One line about an exchange."""
    from toolzz_cal._redaction import masked_text

    status = f"cut {exchange.reply.drop}" if exchange.reply.drop else exchange.status
    path = masked_text(exchange.request.path).encode("ascii", "backslashreplace").decode()
    _say(f"{exchange.at:%H:%M:%S}  {status}  {exchange.request.method} {path}  {exchange.operation or ''}")


def _say(text: str) -> None:
    """Prints to the standard output, as long as somebody reads it: the mock goes on without."""
    try:
        print(text, flush=True)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _announce(listener: socket.socket, options: argparse.Namespace, store: Store | None, now: datetime) -> None:
    host, port = listener.getsockname()[:2]
    if not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
        print(_WARNING.format(host=host, port=port), file=sys.stderr, flush=True)
    if options.quiet:
        return
    anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked for, and warned of above
    host = anywhere.get(host, host)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if options.replay:
        state = f"the exchanges of {options.replay}"
    elif store is not None:
        state = f"{'the state of' if store.restored else 'a new state in'} {options.state}"
    else:
        state = f"{options.seed_data} data in memory"
    late = _LATE if options.seed_data == "demo" and store is None and not options.replay and now > LAST_EXAMPLE else ""
    _say(_WELCOME.format(url=url, state=state, now=f"{now:%Y-%m-%d %H:%M}", late=late))


_WELCOME = """\
The mock listens on {url} (open it in a browser to look inside), with {state}.
Its clock shows {now} UTC.{late}

  export TOOLZZ_CAL_BASE_URL={url}
  export COMPOSIO_API_KEY=ak_example
  export TOOLZZ_ACCESS_TOKEN=example-token

Ctrl-C stops it."""

_LATE = """ The examples lie in March 2027, which is over: start it with
--now 2027-03-01T12:00:00Z to book them."""

_WARNING = """\
**********************************************************************
WARNING: the mock listens on {host} port {port}, not only on this machine.
Everybody who can reach it can read and change all that is in it, and make
it send webhooks. Its page answers to this machine only.
**********************************************************************"""
