"""Servers in processes of their own, all on the same core: how long they take to answer, and their memory."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from workshop.benchmarks import measuring
from workshop.benchmarks.loading import SERVER_CORE, Load, NotMeasured, on_core

Command = Callable[[int], Sequence[str]]  # what starts a server on a port
PATIENCE = 60  # seconds until a server must have answered, and until it must have ended


@dataclass(frozen=True)
class Server:
    """A server that answers: where, in which process, and seconds from spawning it to its first answer."""

    address: str
    process: int
    started: float

    def memory(self) -> float | None:
        """Resident megabytes; None where the system does not tell."""
        status = Path(f"/proc/{self.process}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text("utf-8")) if status.exists() else None
        return int(found[1]) / 1024 if found else None

    def busy(self) -> float | None:
        """Seconds of a processor that it has used so far; None where the system does not tell."""
        told = Path(f"/proc/{self.process}/stat")
        if not told.exists():
            return None
        fields = told.read_text("utf-8").rpartition(")")[2].split()  # a name in brackets may hold anything
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(command: Command, first: Load) -> Iterator[Server]:
    """Runs a server that is told its port, from when it has answered a first request."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with on_core(SERVER_CORE):
        begun = time.perf_counter()
        process = subprocess.Popen(
            command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=measuring.environment()
        )
    try:
        _wait(process, port, first, begun + PATIENCE)
        yield Server(f"http://127.0.0.1:{port}", process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, first: Load, until: float) -> None:
    while time.perf_counter() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request(first.method, first.path, first.body, first.headers)
            status = connection.getresponse().status
        except (OSError, HTTPException):
            if process.poll() is not None:
                raise NotMeasured(f"a server ended at once with {process.returncode}") from None
            time.sleep(0.002)
            continue
        finally:
            connection.close()
        if not 200 <= status < 300:
            raise NotMeasured(f"'{first.title}' was answered {status}")
        return
    raise NotMeasured("a server did not answer in time")
