"""A real redis-server for a test: on a free port of loopback, with its files in a directory that goes with it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import pytest
import redis

PATIENCE = 60.0  # seconds for the server to start or end


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    password: str | None
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Its address, with the password."""
        user = f":{quote(self.password, safe='')}@" if self.password else ""
        return f"redis://{user}127.0.0.1:{self.port}/0"

    def client(self) -> redis.Redis:
        """A connection to look into it."""
        return redis.Redis.from_url(self.url, decode_responses=True)

    def stop(self) -> None:
        """End it, if it still runs."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def redis_server(password: str | None = None) -> Iterator[Server]:
    """A server for the time of a `with` block. Skips the test where redis-server is not installed."""
    command = shutil.which("redis-server")
    if command is None:
        pytest.skip("redis-server is not installed; on Debian: apt-get install redis-server")
    with tempfile.TemporaryDirectory(prefix="toolzz-cal-redis-") as folder:
        server = _started(command, folder, password)
        try:
            yield server
        finally:
            server.stop()


def _started(command: str, folder: str, password: str | None) -> Server:
    for _ in range(5):  # another process may take the port before the server does
        port = _free_port()
        settings = ["bind 127.0.0.1", f"port {port}", f"dir {folder}", 'save ""', "appendonly no", "daemonize no"]
        settings += [f"requirepass {password}"] if password else []
        process = subprocess.Popen([command, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert process.stdin is not None
        process.stdin.write("\n".join(settings).encode())
        process.stdin.close()
        server = Server(port, password, process)
        if _answers(server):
            return server
        server.stop()
    raise AssertionError("redis-server does not start")


def _answers(server: Server) -> bool:
    until = time.monotonic() + PATIENCE
    with server.client() as client:
        while server.process.poll() is None and time.monotonic() < until:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                time.sleep(0.01)
    return False


def _free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
