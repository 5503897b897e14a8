"""Real servers for tests, Redis and PostgreSQL: on a free port of loopback, with a folder for their data.

A server ends with the test that asked for it, and with the run of tests however that ends. Where a program is not
installed, the test is skipped. The fixtures `redis_url` and `postgresql_url` give an empty place in a server that all
tests of a process share; a test that stops its server asks for one of its own.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.support.guarded import Guarded
from tests.support.independence import PATIENCE

if TYPE_CHECKING:
    import psycopg
    import redis

INSTALL = "is not installed; on Debian: apt-get install"
# Below the ports that systems give to outgoing connections: while a server is down, nobody gets its port by chance,
# and nobody who tries to reach it is connected to itself.
PORTS = range(15_000, 32_000)


class Server(Guarded, ABC):
    """A server that can be stopped, killed, held up and started again on the same port, with the data that it kept.

    Attributes:
        port: Where it listens on 127.0.0.1.
    """

    ends_by = signal.SIGTERM

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = 0

    @property
    @abstractmethod
    def url(self) -> str:
        """Its address, with the password."""

    @abstractmethod
    def _command(self) -> list[str]:
        """What runs it."""

    @abstractmethod
    def _answers(self) -> bool:
        """Whether it is this one that answers."""

    def start(self) -> None:
        """Starts it, and returns once it answers."""
        chosen = [self.port] * 5 if self.port else [free_port() for _ in range(5)]
        for self.port in chosen:  # another process may take the port before the server does
            self.begin(self._command())
            if self._is_ready():
                return
            self.kill()
        raise AssertionError(f"it does not start:\n{self.said}")

    def stop(self) -> None:
        """Ends it as an administrator does, if it runs."""
        self.end(self.ends_by)

    def restart(self) -> None:
        """Stops it and starts it again."""
        self.stop()
        self.start()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Holds it up for the time of a `with` block: it takes connections and answers nothing."""
        self.send(signal.SIGSTOP)
        try:
            yield
        finally:
            self.send(signal.SIGCONT)

    def _is_ready(self) -> bool:
        until = time.monotonic() + PATIENCE
        while self.runs and time.monotonic() < until:
            if self._answers():
                return True
            time.sleep(0.01)
        return False


class Redis(Server):
    """A redis-server.

    Attributes:
        password: What it asks for, if anything.
    """

    def __init__(self, folder: Path, program: str, password: str | None, *, durable: bool) -> None:
        super().__init__(folder)
        self.password = password
        self._program = program
        self._durable = durable

    @property
    def url(self) -> str:
        user = f":{quote(self.password, safe='')}@" if self.password else ""
        return f"redis://{user}127.0.0.1:{self.port}/0"

    def client(self) -> redis.Redis:
        """A connection to look into it."""
        import redis

        return redis.Redis.from_url(self.url, decode_responses=True)

    def _command(self) -> list[str]:
        settings = ["bind 127.0.0.1", f"port {self.port}", f"dir {self.folder}", 'save ""', "daemonize no"]
        settings += ["appendonly yes", "appendfsync always"] if self._durable else ["appendonly no"]
        settings += [f"requirepass {self.password}"] if self.password else []
        path = self.folder / "redis.conf"  # a password among the arguments of a process can be read by everybody
        path.write_text("\n".join(settings), "utf-8")
        return [self._program, str(path)]

    def _answers(self) -> bool:
        import redis

        with self.client() as client, suppress(redis.ConnectionError, redis.BusyLoadingError):
            return client.config_get("dir")["dir"] == str(self.folder)
        return False


class PostgreSQL(Server):
    """A PostgreSQL that lets everybody of this machine in."""

    ends_by = signal.SIGINT  # without waiting for those who are connected

    def __init__(self, folder: Path, programs: Path, user: str, *, durable: bool) -> None:
        super().__init__(folder)
        self.user = user
        self._programs = programs
        self._durable = durable
        self._numbers = count(1)

    @property
    def url(self) -> str:
        return self._address("postgres")

    def connect(self) -> psycopg.Connection:
        """A connection to look into it, each statement a transaction of its own."""
        import psycopg

        return psycopg.connect(self.url, autocommit=True)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, empty database."""
        name = f"example_{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield self._address(name)
        with self.connect() as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def make(self) -> None:
        """Makes its data."""
        options = ["--username=example", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        command = [str(self._programs / "initdb"), f"--pgdata={self.folder / 'data'}", *options]
        identity = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}
        try:
            ran = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **identity)
        except PermissionError:
            pytest.skip(f"PostgreSQL does not run as root, and this root may not run it as {self.user}")
        assert ran.returncode == 0, ran.stdout + ran.stderr

    def _address(self, database: str) -> str:
        return f"postgresql://example@127.0.0.1:{self.port}/{database}"

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "dynamic_shared_memory_type": "mmap",  # in its folder, where a kill leaves nothing behind
            "shared_buffers": "16MB",
        }
        if not self._durable:  # what the system has been given outlives the process, and no test pulls the plug
            settings |= {"fsync": "off", "full_page_writes": "off"}
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self._programs / "postgres"), "-D", str(self.folder / "data"), *given]

    def _answers(self) -> bool:
        import psycopg

        with suppress(psycopg.OperationalError), self.connect() as connection:
            found = connection.execute("SHOW data_directory").fetchone()
            return found == (str(self.folder / "data"),)
        return False


@contextmanager
def redis_server(password: str | None = None, *, durable: bool = False) -> Iterator[Redis]:
    """A Redis for the time of a `with` block; a durable one finds its data again after a kill.

    Skips the test where redis-server is not installed.
    """
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip(f"redis-server {INSTALL} redis-server")
    with _folder("redis") as folder:
        yield from _running(Redis(folder, program, password, durable=durable))


@contextmanager
def postgresql_server(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """A PostgreSQL for the time of a `with` block; a durable one waits for the disk, as one that is not a test's does.

    Skips the test where it is not installed, or may not be run.
    """
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip(f"PostgreSQL {INSTALL} postgresql")
    user = _other_user() if os.geteuid() == 0 else ""
    with _folder("postgresql", user) as folder:
        server = PostgreSQL(folder, programs, user, durable=durable)
        server.make()
        yield from _running(server)


def _running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _postgresql_programs() -> Path | None:
    """The folder with initdb and postgres. Debian keeps it off the search path, one for each version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _other_user() -> str:
    """Somebody who may run PostgreSQL, which root may not."""
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


@contextmanager
def _folder(name: str, user: str = "") -> Iterator[Path]:
    """A folder that only its user can look into, if one is given, and that goes at the end."""
    made = Path(tempfile.mkdtemp(prefix=f"toolzz-cal-{name}-", dir=_reachable() if user else None))
    try:
        if user:
            shutil.chown(made, user)
        yield made.resolve()
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _reachable() -> Path:
    """A folder for temporary files to which everybody has a way."""
    for each in map(Path, (tempfile.gettempdir(), "/tmp", "/var/tmp")):
        if each.is_dir() and all(folder.stat().st_mode & 0o001 for folder in (each, *each.resolve().parents)):
            return each
    pytest.skip("PostgreSQL does not run as root, and no other user can reach the folder for temporary files")


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    while True:
        port = secrets.choice(PORTS)  # the same seed in another process would give the same ports
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
