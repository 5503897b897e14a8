"""A server on loopback that answers with bytes of the test's own, for what only real sockets show."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Wire:
    """Where it listens, and every request that came, its head as text."""

    port: int
    scheme: str = "http"
    heads: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its root address."""
        return f"{self.scheme}://localhost:{self.port}"


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer with these headers, after which the connection ends."""
    return "\r\n".join([f"HTTP/1.1 {status}", "connection: close", *headers, "", ""]).encode() + body


def chunked(*pieces: bytes) -> bytes:
    """A body in chunks."""
    return b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in (*pieces, b""))


@contextmanager
def wire(*answers: bytes, tls: ssl.SSLContext | None = None) -> Iterator[Wire]:
    """Serves the answers one after another, the last of them for ever."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            lines: list[bytes] = []
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                lines.append(line)
            if not lines:
                return
            head = b"".join(lines).decode("latin-1")
            size = next(
                (int(each[15:]) for each in head.lower().split("\r\n") if each.startswith("content-length:")), 0
            )
            self.rfile.read(size)
            told.heads.append(head)
            with suppress(OSError):  # the client may have gone
                self.wfile.write(answers[min(len(told.heads), len(answers)) - 1])

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads, allow_reuse_address = True, True

        def get_request(self):
            connection, address = super().get_request()
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)
            return connection, address

        def handle_error(self, *_: object) -> None:
            pass  # a client that does not trust the certificate

    with Server(("127.0.0.1", 0), Handler) as server:
        told = Wire(server.server_address[1], "http" if tls is None else "https")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
