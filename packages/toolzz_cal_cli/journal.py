"""What a batch has done so far, in a SQLite file: written before each call that changes something, and after each."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .failures import Exit, Refusal

_FORMAT = "2"
_OLDER = "1"  # which does not hold what a call said
STARTED, DONE, FAILED, UNKNOWN = "started", "done", "failed", "unknown"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS calls (key TEXT PRIMARY KEY, state TEXT NOT NULL, told TEXT, said TEXT) WITHOUT ROWID",
)


class Journal:
    """The journal of one batch. One process at a time; safe to use from its threads.

    Args:
        path: Its file, made with access for its owner only.
        target: Whose account the calls are made for, credentials included; kept as a salted hash.

    Raises:
        Refusal: It belongs to another account, is in use, or is no journal.
    """

    def __init__(self, path: Path, target: Sequence[str]) -> None:
        self._lock = threading.Lock()
        self._path = path
        self._salt = ""
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._base = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as problem:
            raise Refusal(f"the journal {path} can't be opened: {problem}", Exit.SETUP) from None
        try:
            self._open(target)
        except BaseException:
            self._base.close()
            raise

    def _open(self, target: Sequence[str]) -> None:
        path = self._path
        try:
            # Held until the end, so that a second run can't do the same calls at the same time.
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            # A call counts as started only when the disk has it: the machine may stop at any moment.
            self._base.execute("PRAGMA synchronous = FULL")
            self._base.execute("BEGIN EXCLUSIVE")
            for table in _TABLES:
                self._base.execute(table)
            self._claim(target)
            self._base.execute("COMMIT")
        except sqlite3.OperationalError as problem:
            why = "is in use by another run" if "locked" in str(problem) else f"can't be used: {problem}"
            raise Refusal(f"the journal {path} {why}", Exit.SETUP) from None
        except sqlite3.DatabaseError:
            raise Refusal(f"{path} is no journal; name another with --journal", Exit.SETUP) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def states(self) -> dict[str, tuple[str, str | None]]:
        """State of each call, and what its line told."""
        return {key: (state, told) for key, state, told in self._run("SELECT key, state, told FROM calls")}

    def said(self) -> dict[str, str]:
        """The fingerprint of what each call said, as `fingerprint` makes it; of calls of which it is known."""
        return dict(self._run("SELECT key, said FROM calls WHERE said IS NOT NULL"))

    def fingerprint(self, said: str) -> str:
        """A hash of what a call says; salted, as arguments may hold secrets that could be guessed."""
        return _hash(self._salt, [said])

    def start(self, key: str, said: str = "") -> None:
        """Says that a call is about to be made, and what it says."""
        self._write(key, STARTED, None, said)

    def end(self, key: str, state: str, told: str, said: str = "") -> None:
        """Says how a call ended."""
        self._write(key, state, told, said)

    def keep(self, key: str, said: str) -> None:
        """Adds what a call says where an older journal does not hold it."""
        self._run("UPDATE calls SET said = ? WHERE key = ?", (self.fingerprint(said), key))

    def _write(self, key: str, state: str, told: str | None, said: str) -> None:
        values = (key, state, told, self.fingerprint(said) if said else None)
        self._run("INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?)", values)

    def _run(self, command: str, values: Sequence[str | None] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._base.execute(command, values).fetchall()
        except sqlite3.Error as problem:
            raise Refusal(f"the journal {self._path} can't be used: {problem}", Exit.SETUP) from None

    def _claim(self, target: Sequence[str]) -> None:
        known = dict(self._base.execute("SELECT name, value FROM about"))
        if not known:
            self._salt = secrets.token_hex(16)
            rows = {"format": _FORMAT, "salt": self._salt, "target": _hash(self._salt, target)}
            self._base.executemany("INSERT INTO about VALUES (?, ?)", rows.items())
            return
        self._salt = known.get("salt", "")
        if known.get("format") not in (_FORMAT, _OLDER):
            raise Refusal(f"{self._path} is a journal of another version; name another with --journal", Exit.SETUP)
        if known.get("target") != _hash(self._salt, target):
            what = "was kept for another account, route or address"
            raise Refusal(f"the journal {self._path} {what}; name another with --journal", Exit.SETUP)
        if known["format"] == _OLDER:
            self._base.execute("ALTER TABLE calls ADD COLUMN said TEXT")
            self._base.execute("UPDATE about SET value = ? WHERE name = 'format'", (_FORMAT,))


def _hash(salt: str, target: Sequence[str]) -> str:
    return hashlib.sha256("\0".join((salt, *target)).encode("utf-8", "surrogatepass")).hexdigest()
