"""Our commands as processes, quickly: each is forked from one that has imported what they need, see `forker.py`.

For tests that need a process, as they send it signals or give it streams, but not the start of an interpreter. What a
command imports, and how it starts without standard streams, is tested by real starts.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.support.independence import PATIENCE

FORKER = Path(__file__).with_name("forker.py")
# What commands import once they know what they are to do.
IMPORTED = {
    "toolzz_cal_cli": [
        *("toolzz_cal_cli.application", "toolzz_cal_cli.batch", "toolzz_cal_cli.completion", "toolzz_cal_cli.doctor"),
        *("toolzz_cal_cli.invoke", "toolzz_cal_cli.login", "toolzz_cal_cli.queue", "toolzz_cal_cli.routes"),
        *("toolzz_cal_cli.session", "toolzz_cal_cli.slots", "toolzz_cal_cli.tables", "toolzz_cal_cli.worker"),
        *("toolzz_cal._engine", "toolzz_cal._journal_redis", "toolzz_cal._journal_sqlite", "toolzz_cal._keyed"),
        *("toolzz_cal._own_clients", "toolzz_cal.resources.bookings"),
        *("celery", "celery.app.amqp", "celery.app.events", "celery.app.log", "celery.app.task", "celery.loaders.app"),
        *("celery.backends.base", "celery.canvas", "celery.concurrency.thread", "celery.events.state"),
        *("celery.fixups.django", "celery.worker.consumer", "celery.worker.worker", "kombu.transport.redis"),
        *("httpcore", "httpx", "jmespath", "orjson", "redis", "rich.progress", "rich.table", "sqlite3", "yaml"),
    ],
    "toolzz_cal_mcp": [
        *("toolzz_cal_mcp.http", "toolzz_cal_mcp.logs", "toolzz_cal_mcp.server", "toolzz_cal._own_clients"),
        *("mcp.server.stdio", "anyio._backends._asyncio", "httpcore", "httpcore2", "httpx", "httptools"),
        *("uvicorn", "uvicorn.lifespan.on", "uvicorn.loops.auto", "uvicorn.protocols.http.auto"),
    ],
}


class Forked:
    """A command that runs.

    Attributes:
        pid: The number of its process.
    """

    def __init__(
        self,
        module: str,
        words: Sequence[str],
        environment: Mapping[str, str],
        folder: Path | str | None = None,
        *,
        streams: tuple[int, int, int],
        closed: Sequence[int] = (),
    ) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(_forker(module), [b"1"], [*streams, theirs.fileno()])
        self._way = ours
        self._told = ours.makefile("rb")
        wanted = {
            "words": list(words),
            "environment": dict(environment),
            "folder": str(folder or Path.cwd()),
            "closed": list(closed),
        }
        ours.sendall(json.dumps(wanted).encode() + b"\n")
        ours.settimeout(PATIENCE)
        self.pid = int(self._told.readline())
        self.returncode: int | None = None

    def wait(self, timeout: float = PATIENCE) -> int:
        """Its exit code once it has ended; a negative one is the signal that ended it."""
        if self.returncode is None:
            self._way.settimeout(timeout)
            self.returncode = int(self._told.readline())
            self._told.close()
            self._way.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Sends it a signal, unless it is known to have ended."""
        if self.returncode is None:
            os.kill(self.pid, number)


def run(
    module: str,
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | str | None = None,
    *,
    said: str = "",
    out: int | None = None,
    closed: Sequence[int] = (),
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, with a text to read.

    Args:
        module: Of the command.
        words: That stand behind it.
        environment: Its variables.
        folder: Where it runs; by default where this process does.
        said: What it can read.
        out: A file of the caller's that takes the output.
        closed: Which of the standard streams it has not, by their numbers.
    """
    with tempfile.TemporaryFile() as before, tempfile.TemporaryFile() as found, tempfile.TemporaryFile() as problems:
        before.write(said.encode())
        before.seek(0)
        streams = (before.fileno(), found.fileno() if out is None else out, problems.fileno())
        code = Forked(module, words, environment, folder, streams=streams, closed=closed).wait()
        told = [_text(file) for file in (found, problems)]
    return subprocess.CompletedProcess([module, *words], code, *told)


def _text(file: tempfile._TemporaryFileWrapper[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@cache
def _forker(module: str) -> socket.socket:
    """The way to a process that forks commands of a module, for as long as the tests run."""
    ours, theirs = socket.socketpair()
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    command = [sys.executable, "-P", str(FORKER), module, *IMPORTED[module]]
    with theirs:
        # Ctrl-C is for the run of tests. With that it ends in any case, as nobody holds the other end then.
        process = subprocess.Popen(command, stdin=theirs, env=settings, start_new_session=True)
    atexit.register(_end, ours, process)
    return ours


def _end(way: socket.socket, process: subprocess.Popen[bytes]) -> None:
    way.close()
    process.wait()
