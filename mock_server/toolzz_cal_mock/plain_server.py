"""A small web server from the standard library, for the live fixture where uvicorn is not installed."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .asgi import sendable
from .messages import Reply
from .transport import missing_bytes
from .wire import Handler, lock_of, path_of, request_from


def plain_server(mock: Handler) -> ThreadingHTTPServer:
    """A server on a free port of this machine; call its `serve_forever` in a thread."""

    class Bound(_Handler):
        handler = mock

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
    if (deliveries := getattr(mock, "deliveries", None)) is not None:
        deliveries.own_ports.add(server.server_port)
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    handler: Handler

    def answer(self) -> None:
        """Answers one request."""
        body = self._body()
        if body is None:
            return
        path, _, query = self.path.encode("latin-1").partition(b"?")
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in self.headers.items()]
        peer = str(self.client_address[0])
        request = request_from(self.command, path_of(path), query, headers, body, peer=peer)
        with lock_of(self.handler):
            reply = self.handler.handle(request)
        if reply.delay:
            time.sleep(reply.delay)
        self._send(reply)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing; requests are recorded by the mock."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no valid request, as JSON."""
        text = message or HTTPStatus(code).phrase
        body = json.dumps({"statusCode": int(code), "message": text, "error": HTTPStatus(code).phrase}).encode()
        self._send(Reply(int(code), body, {"content-type": "application/json", "connection": "close"}))

    def _body(self) -> bytes | None:
        """The body; None when it was refused."""
        limit: int = getattr(self.handler, "max_body", 1_000_000)
        try:
            if "chunked" in self.headers.get("transfer-encoding", "").lower():
                return self._chunks(limit)
            size = _bounded(int(self.headers.get("content-length", "0")), limit)
            body = self.rfile.read(size)
            if len(body) == size:
                return body
            self.close_connection = True  # half a request is none
        except OverflowError:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large")
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST, "This is no valid HTTP request")
        return None

    def _chunks(self, limit: int) -> bytes:
        body = b""
        while size := _bounded(int(self.rfile.readline(100).partition(b";")[0] or b"0", 16), limit - len(body)):
            body += self.rfile.read(size)
            self.rfile.readline(2)
        while self.rfile.readline(65536).strip():
            pass  # trailers
        return body

    def _send(self, reply: Reply) -> None:
        if reply.drop is not None:
            self.close_connection = True
            return
        phrase = HTTPStatus(reply.status).phrase if reply.status in list(HTTPStatus) else ""
        headers = {name: sendable(value) for name, value in reply.headers.items()}
        headers.setdefault("content-length", str(len(reply.body)).encode())
        lines = [f"HTTP/1.1 {reply.status} {phrase}".encode()]
        lines += [b"%b: %b" % (name.encode(), value) for name, value in headers.items()]
        body = b"" if self.command == "HEAD" else reply.body
        self.wfile.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        if missing_bytes(reply) or reply.headers.get("connection") == "close":
            self.close_connection = True


def _bounded(size: int, limit: int) -> int:
    """A size within a limit. Raises `ValueError` below nought and `OverflowError` above the limit."""
    if size < 0:
        raise ValueError(size)
    if size > limit:
        raise OverflowError(size)
    return size
