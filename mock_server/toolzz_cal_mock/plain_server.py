"""A small web server from the standard library, for the live fixture where uvicorn is not installed."""

from __future__ import annotations

import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .asgi import sendable
from .messages import Reply
from .transport import missing_bytes
from .wire import PEER, Handler, lock_of, request_from


def plain_server(mock: Handler) -> ThreadingHTTPServer:
    """A server on a free port of this machine; call its `serve_forever` in a thread."""

    class Bound(_Handler):
        handler = mock

    return ThreadingHTTPServer(("127.0.0.1", 0), Bound)


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
        headers = [each for each in headers if each[0].lower() != PEER.encode()]
        headers.append((PEER.encode(), str(self.client_address[0]).encode()))
        with lock_of(self.handler):
            reply = self.handler.handle(request_from(self.command, path, query, headers, body))
        if reply.delay:
            time.sleep(reply.delay)
        self._send(reply)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing; requests are recorded by the mock."""

    def _body(self) -> bytes | None:
        """The body; None when it was refused."""
        limit: int = getattr(self.handler, "max_body", 1_000_000)
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            body = b""
            while (size := int(self.rfile.readline(100).partition(b";")[0] or b"0", 16)) and len(body) <= limit:
                body += self.rfile.read(min(size, limit + 1))
                self.rfile.readline(2)
            if len(body) <= limit:
                self.rfile.readline(2)
        else:
            length = self.headers.get("content-length", "0")
            size = int(length) if length.isdecimal() else limit + 1
            body = self.rfile.read(size) if size <= limit else bytes(limit + 1)
        if len(body) > limit:
            text = b'{"status":"error","statusCode":413,"message":"The body is too large"}'
            self._send(Reply(413, text, {"content-type": "application/json", "connection": "close"}))
            return None
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
