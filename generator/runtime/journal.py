# Edit this in generator/runtime/journal.py; `make generate` copies it into the client.
"""Remembers calls under idempotency keys, so that a call which is made again is not done again.

::

    from toolzz_cal import Client, journal

    client = Client(journal=journal.open("sqlite:///calls.db"))
    client.bookings.create(..., idempotency_key="job-17")

A journal is kept by SQLite, for the processes of one machine, or by PostgreSQL or Redis, for those of many. The
libraries that it needs are an extra: `pip install 'toolzz-cal[journal]'`. It holds digests of calls, never arguments or
credentials, and answers, in which secrets are masked.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ._extras import install
from ._json import is_object
from ._redaction import masked, quoted
from ._storage import parts_of, shown
from .errors import ArgumentError, ConfigurationError

if TYPE_CHECKING:
    from ._journal_store import Entry, State, Store

__all__ = ["Journal", "Record", "open"]

_FILE = "sqlite:///"
_LIBRARIES = {
    "sqlite": ("sqlalchemy",),
    "postgresql": ("sqlalchemy", "psycopg"),
    "postgresql+psycopg": ("sqlalchemy", "psycopg"),
    "redis": ("redis",),
    "rediss": ("redis",),
    "redis+unix": ("redis",),
}
_LONGEST = 1e10  # seconds; some 300 years
_LONGEST_KEY = 255  # characters


def open(
    address: str,
    *,
    lease: float = 10.0,
    wait: float = 30.0,
    retention: float = 604_800.0,
    keep_secrets: bool = False,
    mark: bool = True,
) -> Journal:
    """A journal at an address. Nothing is connected yet: that comes with the first call that has a key.

    Args:
        address: Where it is kept: `sqlite:///calls.db` or, from the root of the file system, `sqlite:////var/calls.db`;
            `postgresql://user:password@host/database`; `redis://`, `rediss://` or `redis+unix://`. Special characters
            of a password are percent-encoded.
        lease: Seconds for which a call is believed to be at work beyond the time that one attempt may take. After them
            another call with its key goes on in its place.
        wait: Seconds that a call waits for another with its key before `CallInProgress` is raised.
        retention: Seconds that an entry is kept after its last change, by default a week. Afterwards its key is as new.
        keep_secrets: Whether answers are stored with the secrets that they hold, which otherwise are masked.
        mark: Whether a call bears a mark, made of its key, where its upstream keeps a field for it; a booking, say, in
            its metadata. By its mark a thing is found again without doubt.

    Returns:
        The journal, for `Client(journal=…)`.

    Raises:
        ConfigurationError: An argument can't be right, or a library is not installed.
    """
    return Journal(address, lease=lease, wait=wait, retention=retention, keep_secrets=keep_secrets, mark=mark)


def _located(address: str) -> str:
    """An address whose file is named from the root, as the working folder may change."""
    name = str(address).removeprefix(_FILE)
    if name in ("", str(address)) or name.startswith((":", "file:")):
        return address
    return _FILE + Path(name).absolute().as_posix()


def _shown(address: str) -> str:
    return address if str(address).startswith(_FILE) else shown(address)


@frozen
class Journal:
    """Where calls are remembered under their idempotency keys.

    A value: it holds no connection, and can be shared, copied, compared and pickled. All journals of equal address are
    one journal, in every process and on every machine. Safe to use from several threads and event loops; after a fork
    the child opens its own connections.

    SQLite: a file on a disk of this machine, not on one of the network, which is made with the first call, readable by
    its owner alone. What a call writes before it is sent is on the disk by then.

    PostgreSQL: the tables `toolzz_cal_calls`, `toolzz_cal_made` and `toolzz_cal_about` in the connection's current
    schema. They are made with the first call, which needs the right CREATE on it; where they are there already, the
    rights SELECT, INSERT, UPDATE and DELETE on them are enough.

    Redis: names that begin with `toolzz_cal:journal:`. It forgets what its settings let it forget: for a journal that
    outlasts a crash, set `appendonly yes` and `appendfsync always`, and for one that outlasts a shortage of memory,
    `maxmemory-policy noeviction`. It waits two seconds for an answer; `?socket_timeout=` in the address says otherwise.

    Args:
        address: As for `open`, and so are the others. The path of a SQLite file is kept from the root on.
        lease: Seconds.
        wait: Seconds.
        retention: Seconds.
        keep_secrets: Whether answers are stored with their secrets.
        mark: Whether calls bear a mark.

    Raises:
        ConfigurationError: An argument can't be right, or a library is not installed.
    """

    address: str = field(converter=_located, repr=lambda address: repr(_shown(address)))
    lease: float = field(default=10.0, kw_only=True)
    wait: float = field(default=30.0, kw_only=True)
    retention: float = field(default=604_800.0, kw_only=True)
    keep_secrets: bool = field(default=False, kw_only=True)
    mark: bool = field(default=True, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name in ("lease", "wait", "retention"):
            _check_seconds(name, getattr(self, name), above_zero=name == "retention")
        for name in ("keep_secrets", "mark"):
            if not isinstance(getattr(self, name), bool):
                raise ConfigurationError(f"{name} must be True or False, not {quoted(getattr(self, name))}")
        _check_address(self.address)
        self._store()

    def find(self, key: str) -> Record | None:
        """What is remembered under a key.

        Args:
            key: The idempotency key.

        Returns:
            The record; None if there is none, or none any more.

        Raises:
            ArgumentError: That can't be a key.
            JournalUnavailable: The store can't be reached.
            ConfigurationError: The store can't be used as it is.
        """
        check_key(key)
        entry = self._store().find(key)
        return None if entry is None else _record(entry)

    def records(self, prefix: str = "") -> Iterator[Record]:
        """Everything that is remembered, in the order of the keys.

        Args:
            prefix: What the keys begin with.

        Yields:
            A record for each key.

        Raises:
            ArgumentError: No key begins like that.
            JournalUnavailable: The store can't be reached.
            ConfigurationError: The store can't be used as it is.
        """
        if prefix != "":
            check_key(prefix)
        return map(_record, self._store().entries(prefix))

    def forget(self, key: str) -> bool:
        """Removes what is remembered under a key, so that the next call with it is the first.

        Look first whether its call did happen, as nothing prevents the next one.

        Args:
            key: The idempotency key.

        Returns:
            Whether there was something.

        Raises:
            ArgumentError: That can't be a key.
            JournalUnavailable: The store can't be reached.
            ConfigurationError: The store can't be used as it is.
        """
        check_key(key)
        return self._store().forget(key)

    def close(self) -> None:
        """Closes this process's connections, of all journals with this address. A later use opens new ones."""
        _close(self)

    def _store(self) -> Store:
        """This process's store."""
        return _opened(self.address, self.retention)


@frozen
class Record:
    """What a journal holds of a call.

    Attributes:
        key: The idempotency key.
        operation: Name of the operation, such as `bookings.create`.
        state: `started`: about to be sent, or sent, and not ended yet; `done`; `refused`: nothing happened; `unknown`:
            sent, and nothing tells what came of it.
        doubtful: Whether an earlier call with this key may have happened too.
        since: Seconds since the first call with this key began.
        answer: What a `done` call was answered, secrets masked; None for others, and for what was too large to be kept.
        error: How a call was refused, or why nothing is known of it, as `to_dict()` of the error writes it.
    """

    key: str
    operation: str
    state: State
    doubtful: bool
    since: float
    answer: Any = None
    error: Mapping[str, Any] | None = None


def check_key(key: object) -> None:
    """Raises ArgumentError for what can't be an idempotency key."""
    fine = isinstance(key, str) and 0 < len(key) <= _LONGEST_KEY and key.isprintable()
    if not fine:
        raise ArgumentError(
            f"An idempotency key is a text of 1 to {_LONGEST_KEY} printable characters, not {quoted(key)}"
        )


def _record(entry: Entry) -> Record:
    told = None
    if entry.answer is not None:
        try:
            told = masked(json.loads(entry.answer))
        except (ValueError, RecursionError):  # what another version may have stored
            told = None
    done = entry.state == "done"
    error = told if not done and is_object(told) else None
    since = max(entry.since, 0.0)
    return Record(entry.key, entry.operation, entry.state, entry.doubtful, since, told if done else None, error)


def _check_seconds(name: str, value: object, *, above_zero: bool) -> None:
    fine = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LONGEST
    if not fine or (above_zero and not value):
        least = "above 0" if above_zero else "from 0 on"
        raise ConfigurationError(f"A journal's {name} must be a number of seconds {least}, not {quoted(value)}")


def _check_address(address: str) -> None:
    """Raises what can be known about an address without connecting."""
    scheme, mark, rest = str(address).partition("://")
    if mark and scheme not in _LIBRARIES:
        known = ", ".join(f"{each}://" for each in _LIBRARIES)
        raise ConfigurationError(f"The journal {_shown(address)} is of no known kind; there are {known}")
    if not mark or not str(address).isprintable():
        cure = "write it like 'sqlite:///calls.db' or 'redis://host:6379/0'"
        raise ConfigurationError(f"The journal {_shown(address)} is not an address; {cure}")
    if scheme == "sqlite":
        _check_file(address, rest)
    else:
        parts = parts_of(address)
        local = scheme != "redis" and scheme != "rediss"
        if parts is None or not (parts.hostname or local):
            cure = (
                f"write it like '{scheme}://user:password@host/0', special characters of the password percent-encoded"
            )
            raise ConfigurationError(f"The journal {_shown(address)} is not an address; {cure}")
    for library in _LIBRARIES[scheme]:
        if find_spec(library) is None:
            raise ConfigurationError(f"The journal {_shown(address)} needs the library {library}: {install('journal')}")


def _check_file(address: str, rest: str) -> None:
    name = rest.removeprefix("/")
    if not name or Path(name).name.startswith((":memory:", "file:")):
        raise ConfigurationError(
            "A journal must outlast its process, and SQLite's memory does not: name a file, as in 'sqlite:///calls.db'"
        )
    if not rest.startswith("/"):
        raise ConfigurationError(
            f"The journal {shown(address)} is not an address; a file has three strokes, as in 'sqlite:///calls.db', and"
            " four if it is named from the root"
        )
    if "?" in name:
        raise ConfigurationError(f"The journal {_shown(name)} has options, and a SQLite file takes none")


# The stores of this process. Journals whose settings differ in what a store does not know share one.

_lock = threading.Lock()
_stores: dict[tuple[str, float], Store] = {}
_inherited: list[dict[tuple[str, float], Store]] = []


def _opened(address: str, retention: float) -> Store:
    with _lock:
        if (address, retention) not in _stores:
            _stores[address, retention] = _made(address, retention)
        return _stores[address, retention]


def _made(address: str, retention: float) -> Store:
    """A store that is not connected yet."""
    scheme = address.partition("://")[0]
    try:
        if scheme == "sqlite":
            from ._journal_sqlite import SqliteStore

            return SqliteStore(address.removeprefix(_FILE), retention)
        if scheme.startswith("postgresql"):
            from ._journal_postgres import PostgresStore

            return PostgresStore(address, retention)
        from ._journal_redis import RedisStore

        return RedisStore(address, retention)
    except ImportError as problem:
        missing = str(problem.name or "that it is kept with")
    raise ConfigurationError(f"The journal {_shown(address)} needs the library {missing}: {install('journal')}")


def _close(journal: Journal) -> None:
    with _lock:
        mine = [store for (address, _), store in _stores.items() if address == journal.address]
    for store in mine:
        store.close()


def _after_fork() -> None:
    """Starts the child with stores of its own. The parent's locks may be held by threads that are not here."""
    global _lock, _stores
    _inherited.append(_stores)  # kept: closing their connections would close the parent's
    _lock, _stores = threading.Lock(), {}


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
