"""A file that keeps the mock's state over restarts, and over being killed.

Every request that changes a row is committed before its reply is sent, together with those that came at the same time:
a commit of many changes costs hardly more than one of a single change. The file is SQLite in WAL mode with
`synchronous=NORMAL`: a commit has been handed to the operating system when it returns, which survives the death of the
process, whatever kills it. Only a machine that loses power can lose the last commits (never the file's integrity).
`FULL` would prevent that at the price of waiting for the disk at every write, which is too high for a mock.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .doors.browsers import open_to_pages
from .encoding import encoded
from .messages import Reply, Request
from .wire import lock_of

if TYPE_CHECKING:
    from .world.base import Row, World

APPLICATION = 0x545A434D  # "TZCM", in the file's header: whose file this is
VERSION = 2
SQLITE = b"SQLite format 3\0"  # what its files begin with
LAYOUT = (
    "CREATE TABLE rows (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL)",
    "CREATE UNIQUE INDEX places ON rows (name, key)",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
MARKS = (
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
# An upsert keeps the row's id and so its place: tables are read back in the order in which rows were made.
PUT = "INSERT INTO rows (name, key, row) VALUES (?, ?, ?) ON CONFLICT (name, key) DO UPDATE SET row = excluded.row"
REMOVE = "DELETE FROM rows WHERE name = ? AND key = ?"
LOG_PAGES = 10_000  # of 4 kB, that the log may have before it is worked into the file, which waits for the disk
READING = ("GET", "HEAD", "OPTIONS")
FACT = "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
# What is kept besides rows. The dice turn over some hundred words at a time, so these are apart and seldom written; how
# far they are used up is in `dice`. Version 1 had all of it there.
FACTS = {1: {"clock", "dice"}, 2: {"clock", "dice", "words"}}


class StoreError(Exception):
    """The file can't be used; the message says why."""


class Store:
    """The state file of a world.

    Args:
        path: The file, made when it is not there.
        world: Filled from the file if that holds a state, else written to it.

    Raises:
        StoreError: The file is damaged, belongs to something else, is in use or can't be written.
    """

    def __init__(self, path: Path, world: World) -> None:
        self._path, self._world = path, world
        self._changed: dict[tuple[str, Any], Row | None] = {}
        self._moved: set[tuple[str, Any]] = set()
        self._written: dict[str, object] = {}  # the facts as the file has them
        self._clock: object = None
        self._database = self._opened()
        try:
            facts = self._facts()
            self.restored = facts is not None
            if facts is None:
                self._rewrite()
            else:
                self._load(facts)
        except BaseException:
            self._database.close()
            raise
        world.changed = self._note
        self._tables = dict(world.tables)

    def commit(self) -> None:
        """Writes what has changed since the last time. Raises `StoreError`; the changes are then kept for the next."""
        tables, clock = self._world.tables, self._world.clock
        if any(tables.get(name) is not table for name, table in self._tables.items()):
            self._rewrite()  # a reset has put other tables in place of these
            self._tables = dict(tables)
        elif self._changed or self._clock != (clock._start, clock.running):
            with self._transaction() as execute:
                for place, row in self._changed.items():
                    where = (place[0], _text(place[1]))
                    if place in self._moved:
                        execute(REMOVE, where)
                    if row is not None:
                        execute(PUT, (*where, _text(row)))
                self._write_facts(execute)
            self._forget()

    def go_back(self) -> None:
        """Fills the world with what was written last, and forgets what was not.

        The dice are left as they are, so that nothing is given twice.

        Raises:
            StoreError: The file can't be read; the world is then as it was.
        """
        self._fill(self._rows())
        self._tables = dict(self._world.tables)
        self._forget()

    def close(self) -> None:
        """Writes the rest, clock and dice as they are now, and lets go of the file."""
        try:
            self.commit()
            with self._transaction() as execute:
                self._write_facts(execute)
        finally:
            self._world.changed = None
            self._database.close()

    def _note(self, name: str, key: Any, row: Row | None) -> None:
        # A row that was removed and made again has gone to the end of its table: its old place is given up.
        place = (name, key)
        if row is None or (place in self._changed and self._changed[place] is None):
            self._changed.pop(place, None)
            self._moved.add(place)
        self._changed[place] = row

    def _forget(self) -> None:
        self._changed.clear()
        self._moved.clear()

    def _opened(self) -> sqlite3.Connection:
        # The secrets of webhooks are in it, so it is made for its owner only. What is in the way, SQLite tells better.
        with suppress(OSError):
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        with suppress(OSError):
            # SQLite itself takes a file of a single byte for an empty one, and writes over it.
            with self._path.open("rb") as file:
                beginning = file.read(len(SQLITE))
            if beginning not in (b"", SQLITE):
                raise self._foreign()
        with self._explained():
            database = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            with self._explained():
                execute = database.execute
                # Nobody else may write to a state that this process holds in memory.
                execute("PRAGMA locking_mode = EXCLUSIVE")
                new = self._is_new(execute)  # nothing is written before it is known whose file this is
                execute("PRAGMA journal_mode = WAL")
                execute("PRAGMA synchronous = NORMAL")
                execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
                execute("BEGIN IMMEDIATE")
                if new:
                    for statement in (*LAYOUT, *MARKS):
                        execute(statement)
                execute("COMMIT")
        except BaseException:
            database.close()
            raise
        return database

    def _is_new(self, execute: Callable[..., sqlite3.Cursor]) -> bool:
        """Whether the file holds nothing yet. Raises `StoreError` unless it then is a state of this mock."""
        (owner,) = execute("PRAGMA application_id").fetchone()
        (version,) = execute("PRAGMA user_version").fetchone()
        layout = {text for (text,) in execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
        if not (owner or version or layout):
            return True
        if owner != APPLICATION:
            raise StoreError(f"{self._path} is the database of another program; choose another file")
        if version not in FACTS:
            raise StoreError(f"{self._path} was written by another version of the mock; delete it to begin anew")
        (damage,) = execute("PRAGMA quick_check(1)").fetchone()
        if damage != "ok":
            raise self._damaged(damage.splitlines()[-1])
        if layout != set(LAYOUT):
            raise self._damaged("it has not the tables of a state")
        return False

    def _facts(self) -> dict[str, Any] | None:
        """What the file says besides rows; None when it holds no state yet."""
        with self._explained():
            facts = {name: _read(value) for name, value in self._database.execute("SELECT name, value FROM facts")}
            (rows,) = self._database.execute("SELECT count(*) FROM rows").fetchone()
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if not facts and not rows:
            return None  # it was made, and its maker ended before the first state was in it
        if facts.keys() != FACTS[version]:
            raise self._damaged("the clock or the dice of its rows are missing")
        return facts

    def _load(self, facts: dict[str, Any]) -> None:
        """Fills the world from the file."""
        world = self._world
        rows = self._rows()
        with self._explained():
            world.dice.restore(_dice_of(facts))
            clock = facts["clock"]
            if clock is not None:
                world.clock.set(datetime.fromisoformat(clock["now"]))
                world.clock.running = clock["running"]
        self._fill(rows)
        if "words" not in facts:
            with self._transaction() as execute:
                execute(MARKS[1])
                self._write_facts(execute)

    def _rows(self) -> list[tuple[str, Any, Row]]:
        """Table, key and row of every row in the file, in the order in which they were made."""
        with self._explained():
            found = self._database.execute("SELECT name, key, row FROM rows ORDER BY id")
            return [(name, _read(key), _read(row)) for name, key, row in found]

    def _fill(self, rows: list[tuple[str, Any, Row]]) -> None:
        """Puts these rows in place of the world's."""
        from .core import KEPT

        world = self._world
        # Indexes are made again from the tables; only settings of this start stay.
        for name in list(world.indexes):
            if name not in KEPT:
                del world.indexes[name]
        world.tables.clear()
        for name, key, row in rows:
            world.table(name)[key] = row

    def _rewrite(self) -> None:
        with self._transaction() as execute:
            execute("DELETE FROM rows")
            for name, table in self._world.tables.items():
                for key, row in table.items():
                    execute(PUT, (name, _text(key), _text(row)))
            execute(MARKS[1])
            self._written = {}
            self._write_facts(execute)
        self._forget()

    def _write_facts(self, execute: Callable[..., object]) -> None:
        clock = self._world.clock
        numbers, (form, (*words, used), gauss) = self._world.dice.state()
        # A clock that tells the real time needs no memory.
        told = None if clock._start is None else {"now": clock.now().isoformat(), "running": clock.running}
        facts = {"clock": told, "dice": [dict(numbers), form, used, gauss], "words": words}
        for name, value in facts.items():
            if name not in self._written or self._written[name] != value:
                execute(FACT, (name, _text(value)))
        self._written, self._clock = facts, (clock._start, clock.running)

    @contextmanager
    def _transaction(self) -> Iterator[Callable[..., object]]:
        with self._explained():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database.execute
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                self._written, self._clock = {}, None
                raise

    def _damaged(self, reason: object) -> StoreError:
        return StoreError(f"{self._path} is damaged: {reason}; delete it to begin anew")

    def _foreign(self) -> StoreError:
        return StoreError(f"{self._path} is no state file of this mock; choose another file")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as problem:
            if "locked" in str(problem):
                raise StoreError(
                    f"{self._path} is in use by another mock; stop that one or choose another file"
                ) from None
            raise StoreError(f"{self._path} can't be used: {problem}; choose another file") from None
        except sqlite3.DatabaseError as problem:
            if "not a database" in str(problem):
                raise self._foreign() from None
            raise self._damaged(problem) from None
        except (ValueError, KeyError, TypeError) as problem:
            raise self._damaged(problem) from None


class Stored:
    """A mock whose changes are in the file before anybody hears of them."""

    def __init__(self, mock: Any, store: Store) -> None:
        self.mock, self.store = mock, store
        self.max_body, self.deliveries, self.clock = mock.max_body, mock.deliveries, mock.clock
        self.deliveries.keep_in_world()
        self.deliveries.drained = self._committed
        self._full = False  # whether the last commit failed, so that the file lacks something
        # Writes that are handled and wait to be stored, with what they will be answered.
        self._together: list[tuple[Request, Reply, asyncio.Future[Reply]]] = []

    def handle_with_others(self, request: Request) -> Reply | asyncio.Future[Reply]:
        """As `handle`, for a server: writes that come within one turn of its event loop are stored at once.

        None of them is confirmed before, and nothing is read between. What can't be stored is refused to all of them.
        """
        if self._full or not self._writes(request):
            self._settle()
            return self.handle(request)
        loop = asyncio.get_running_loop()
        if not self._together:
            loop.call_soon(self._turned)
        confirmed: asyncio.Future[Reply] = loop.create_future()
        self._together.append((request, self.mock.handle(request), confirmed))
        return confirmed

    def _turned(self) -> None:
        with lock_of(self):
            self._settle()

    def _settle(self) -> None:
        """Stores what came together, and lets it be answered."""
        if not self._together:
            return
        problem = self._committed()
        if problem is not None:
            self._undo()
        for request, reply, confirmed in self._together:
            if not confirmed.done():  # nobody waits for it any more where its task was cancelled
                confirmed.set_result(reply if problem is None else open_to_pages(request.path, _refused(problem)))
        self._together.clear()

    def handle(self, request: Request) -> Reply:
        """Answers a request, once what it changed is stored.

        What can't be stored is refused with 507 and undone. All that changes nothing by itself is answered as ever: the
        page, and reads. What the time brings meanwhile, or somebody at the page, is stored as soon as there is room.
        """
        writes = self._writes(request)
        # Only when the file holds all that came before can it serve to undo what comes now.
        if self._full and writes and (problem := self._committed()) is not None:
            return open_to_pages(request.path, _refused(problem))
        reply: Reply = self.mock.handle(request)
        problem = self._committed()
        if problem is not None and writes:
            self._undo()
            return open_to_pages(request.path, _refused(problem))
        return reply

    def _writes(self, request: Request) -> bool:
        """Whether a request may ask for a change of what the file keeps, other than at the page."""
        writes: Callable[[Request], bool] | None = getattr(self.mock, "writes", None)
        return writes(request) if writes is not None else request.method not in READING

    def _committed(self) -> StoreError | None:
        """Stores what there is to store; what went wrong is told once, and given back."""
        try:
            self.store.commit()
        except StoreError as problem:
            if not self._full:
                _complain(problem)
            self._full = True
            return problem
        self._full = False
        return None

    def _undo(self) -> None:
        try:
            self.store.go_back()
        except StoreError as problem:
            _complain(problem)
            return
        self.deliveries.follow_world()


def _refused(problem: StoreError) -> Reply:
    error = {"code": "InsufficientStorage", "message": f"The state can't be saved: {problem}", "status": 507}
    body = json.dumps({"status": "error", "message": error["message"], "error": error})
    return Reply(507, body.encode(), {"content-type": "application/json; charset=utf-8"})


def _complain(problem: StoreError) -> None:
    with suppress(OSError):  # the error output may be a file on the same disk
        print(f"error: {problem}", file=sys.stderr, flush=True)


def _dice_of(facts: dict[str, Any]) -> Any:
    """The state of the dice, from what the file says besides rows."""
    if "words" not in facts:
        return facts["dice"]
    numbers, form, used, gauss = facts["dice"]
    return numbers, (form, (*facts["words"], used), gauss)


def _text(value: object) -> str:
    return encoded(value).decode()


def _read(text: str) -> Any:
    return json.loads(text)
