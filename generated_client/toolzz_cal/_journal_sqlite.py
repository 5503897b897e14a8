# Edit this in generator/runtime/_journal_sqlite.py; `make generate` copies it into the client.
"""A journal in a SQLite file, for the processes of one machine."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast
from weakref import WeakSet

from sqlalchemy import URL, Connection, Double, Row, bindparam, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from ._journal_sql import Kind, NoTables, SqlStore
from ._journal_tables import TABLE_NAMES, Statements
from .errors import ConfigurationError, JournalUnavailable

Result = TypeVar("Result")

_PATIENCE = 5.0  # seconds for which another process may hold the file, or another thread of this one
_STATEMENTS = Statements(sqlite.insert, bindparam("given_now", type_=Double()))
# What will be otherwise later, or may be. Everything else that SQLite reports stays so until somebody changes the file.
_PASSING = {
    sqlite3.SQLITE_BUSY: "another process holds it for too long",
    sqlite3.SQLITE_LOCKED: "another process holds it for too long",
    sqlite3.SQLITE_FULL: "its disk is full",
    sqlite3.SQLITE_IOERR: "its disk fails or is full",
    sqlite3.SQLITE_NOMEM: "there is no memory",
    sqlite3.SQLITE_PROTOCOL: "another process holds it for too long",
    sqlite3.SQLITE_INTERRUPT: "it was interrupted",
}
_LASTING = {
    sqlite3.SQLITE_CANTOPEN: "it can't be opened or made; its folder must be there, and this process may write in it",
    sqlite3.SQLITE_READONLY: "it may not be written; this process needs the right to, in its folder too",
    sqlite3.SQLITE_PERM: "it may not be written; this process needs the right to, in its folder too",
    sqlite3.SQLITE_NOTADB: "it is no SQLite database; name another file",
    sqlite3.SQLITE_CORRUPT: "it is damaged; keep a copy, and name another file",
}

_PASSING_FILE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


class SqliteStore(SqlStore):
    """A `Store` in a file.

    One connection for all threads: SQLite has one writer at a time, and whoever waits here is served before long.

    Args:
        path: The file.
        retention: Seconds.
    """

    def __init__(self, path: str, retention: float) -> None:
        engine = create_engine(
            URL.create("sqlite", database=path),
            isolation_level="AUTOCOMMIT",  # transactions are begun below, as SQLAlchemy's would not be `IMMEDIATE`
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"timeout": _PATIENCE, "check_same_thread": False},
        )
        super().__init__(engine, _STATEMENTS, retention, f"The journal sqlite:///{path}")
        self._path = Path(path)
        self._file: tuple[int, int] | None = None  # device and number of the file that is open
        self._turn = threading.Lock()
        self._moment = 0.0  # at which the step takes place that has its turn
        self._paused = False
        _STORES.add(self)

    def _given(self, **values: object) -> dict[str, object]:
        return super()._given(now=self._moment, **values)

    def _set_up_alone(self, connection: Connection) -> None:
        """The transaction does so itself, as each is `IMMEDIATE`."""

    def _changed(self, connection: Connection, given: dict[str, Any]) -> Row[Any] | None:
        # Without `RETURNING`, which SQLite has since 3.35 only.
        self._execute(connection, self._statements.claim, **given)
        return None

    def _step(self, work: Callable[[Connection], Result], kind: Kind = "durable", *, whole: bool = False) -> Result:
        if not self._turn.acquire(timeout=_PATIENCE):
            raise JournalUnavailable(f"{self._shown} can't be used: other threads hold it for too long")
        try:
            self._look_at_file()
            with self._engine.connect() as connection:
                return self._done(connection, work, kind)
        except sqlite3.Error as problem:
            found = self._judged(problem)
        except DBAPIError as problem:
            found = self._judged(problem.orig)
        except OSError as problem:
            found = self._judged_file(problem)
        finally:
            self._turn.release()
        # Raised here, so that the driver's error, which may hold what was stored, is not its context.
        raise found

    def _done(self, connection: Connection, work: Callable[[Connection], Result], kind: Kind) -> Result:
        driver = cast(sqlite3.Connection, connection.connection.driver_connection)
        self._prepare(driver, connection.info, kind)
        driver.execute("BEGIN" if kind == "look" else "BEGIN IMMEDIATE")
        self._moment = time.time()
        try:
            result = work(connection)
            driver.execute("COMMIT")
        except BaseException:
            driver.rollback()
            raise
        return result

    def _look_at_file(self) -> None:
        """Has the file there, for its owner alone, and has what is open be that file: it may have been replaced."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            with suppress(FileExistsError):
                # Closed while nobody in this process has it open, whose locks would go with it.
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            found = self._path.stat()
        file = found.st_dev, found.st_ino
        if self._file not in (None, file):
            self._engine.dispose()
        self._file = file

    def _prepare(self, driver: sqlite3.Connection, info: dict[Any, Any], kind: Kind) -> None:
        """Has the connection write its log ahead, and sync it as the step needs."""
        if not info.get("wal"):
            info["wal"] = self._writes_ahead(driver)
        # Elsewhere than in a log that is written ahead, `NORMAL` may cost the file and not just the last steps.
        wanted = "NORMAL" if info["wal"] and kind == "quick" else "FULL"
        if info.get("synchronous") != wanted:
            driver.execute(f"PRAGMA synchronous = {wanted}")
            info["synchronous"] = wanted

    def _writes_ahead(self, driver: sqlite3.Connection) -> bool:
        if driver.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            return True
        tables = {name for (name,) in driver.execute("SELECT tbl_name FROM sqlite_master") if name[:7] != "sqlite_"}
        # A file that others use too stays as they have it, and one that may be refused is not written.
        if not tables <= set(TABLE_NAMES) or (tables and not self._ready):
            return False
        try:
            return bool(driver.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal")
        except sqlite3.OperationalError:  # another process is using the file; the next step tries again
            return False

    def _judged(self, problem: BaseException | None) -> Exception:
        text = str(problem)
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_ERROR and text.startswith("no such table: toolzz_cal_"):
            return NoTables()
        # Opening fails too when a process has too many files open.
        if code in _PASSING or (code == sqlite3.SQLITE_CANTOPEN and self._may_be_opened()):
            return JournalUnavailable(
                f"{self._shown} can't be used now: {_PASSING.get(code, 'it does not open')} ({text})"
            )
        cure = _LASTING.get(code, "SQLite refuses it")
        return ConfigurationError(f"{self._shown} can't be used: {cure} ({text})")

    def _judged_file(self, problem: OSError) -> Exception:
        if problem.errno in _PASSING_FILE:
            return JournalUnavailable(f"{self._shown} can't be used now: {problem.strerror}")
        return ConfigurationError(
            f"{self._shown} can't be used: {_LASTING[sqlite3.SQLITE_CANTOPEN]} ({problem.strerror})"
        )

    def _may_be_opened(self) -> bool:
        rights = os.R_OK | os.W_OK
        return self._path.is_file() and os.access(self._path, rights) and os.access(self._path.parent, rights | os.X_OK)

    def before_fork(self) -> None:
        """Closes the connection, once nobody uses it."""
        self._paused = self._turn.acquire(timeout=_PATIENCE)
        if self._paused:
            self._engine.dispose()

    def after_fork(self) -> None:
        """Goes on in the parent."""
        if self._paused:
            self._turn.release()


_STORES: WeakSet[SqliteStore] = WeakSet()


def _before_fork() -> None:
    """Closes the connections, which the parent opens again when it needs them.

    A child could neither use its copies nor open the files anew beside them: SQLite tells by their traces in memory
    which locks a process holds, and would take the parent's for the child's (https://sqlite.org/howtocorrupt.html).
    """
    for store in list(_STORES):
        store.before_fork()


def _after_fork() -> None:
    for store in list(_STORES):
        store.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_STORES.clear)
