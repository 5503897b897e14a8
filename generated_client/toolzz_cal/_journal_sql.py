# Edit this in generator/runtime/_journal_sql.py; `make generate` copies it into the client.
"""A journal in a database: what is alike in SQLite and PostgreSQL."""

from __future__ import annotations

import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, Row, inspect

from ._journal_answers import packed, unpacked
from ._journal_store import Claim, Entry, Made, Outcome
from ._journal_tables import ABOUT, FORMAT, PAGE, TABLE_NAMES, TABLES, Statements
from .errors import ConfigurationError, JournalUnavailable

_CLAIMS_BETWEEN_PURGES = 100
_NAMES_AT_ONCE = 500  # SQLite takes no more than 999 in its older versions

Result = TypeVar("Result")
# What a step does: it only looks; what it writes is on the disk when it returns; or it may get there a little later.
Kind = Literal["look", "durable", "quick"]


class SqlStore(ABC):
    """A `Store` in a database. What differs between databases is in its subclasses.

    Args:
        engine: Where the database is; nothing is connected yet.
        statements: The statements in its dialect.
        retention: Seconds.
        shown: The journal for messages, such as `The journal postgresql://host/db`.
    """

    def __init__(self, engine: Engine, statements: Statements, retention: float, shown: str) -> None:
        self._engine = engine
        self._statements = statements
        self._retention = retention
        self._shown = shown
        self._salt: str | None = None
        self._ready = False
        self._guard = threading.Lock()
        self._claims = 0

    @abstractmethod
    def _step(self, work: Callable[[Connection], Result], kind: Kind = "durable", *, whole: bool = False) -> Result:
        """What `work` gives. If it is a `whole`, it is done in one transaction; else each statement may be its own.

        Raises:
            JournalUnavailable: The database can't be reached now.
            ConfigurationError: It can't be used as it is.
            NoTables: It has not been set up.
        """

    def _given(self, **values: object) -> dict[str, object]:
        """The parameters of a statement."""
        return {f"given_{name}": value for name, value in values.items()}

    @abstractmethod
    def _set_up_alone(self, connection: Connection) -> None:
        """Keeps other processes from setting up the same database until the transaction ends."""

    def salt(self) -> str:
        return self._set_up()

    def claim(self, claim: Claim) -> Entry:
        salt = self._set_up()
        if self._claims % _CLAIMS_BETWEEN_PURGES == 0:
            self._purge()
        self._claims += 1
        for _ in range(3):
            given = {**claim._asdict(), "salt": salt, "retention": self._retention}
            row = self._run(partial(self._claim, given=given))
            if row is None:
                # It was forgotten or has expired just now, or this is another journal than the one that was set up.
                self._ready = False
                if self._set_up() != salt:
                    break
            elif row.owner == claim.owner or row.state != "started" or row.call != claim.call or row.lease_left > 0:
                return _entry(row)
            # Else its lease has ended since it was asked for.
        raise JournalUnavailable(f"{self._shown} was replaced by another while it was in use; call again")

    def _claim(self, connection: Connection, given: dict[str, Any]) -> Row[Any] | None:
        row = self._changed(connection, given)
        if row is None:
            found = self._execute(connection, self._statements.find_claimed, key=given["key"], salt=given["salt"])
            row = found.first()
        return row

    def _changed(self, connection: Connection, given: dict[str, Any]) -> Row[Any] | None:
        """Runs the claim. The entry if the statement gives it back; None if it does not, or nothing was changed."""
        return self._execute(connection, self._statements.claim_returning, **given).first()

    def renew(self, key: str, owner: str, lease: float) -> bool:
        def work(connection: Connection) -> bool:
            given = {"key": key, "owner": owner, "lease": lease, "retention": self._retention}
            return self._execute(connection, self._statements.renew, **given).rowcount > 0

        return self._run(work)

    def settle(self, key: str, owner: str, outcome: Outcome) -> bool:
        given = self._ended(key, owner, outcome)
        names = names_of(outcome)
        make = self._statements.make_if_free if outcome.found else self._statements.make

        def work(connection: Connection) -> bool:
            if self._execute(connection, self._statements.settle, **given).rowcount == 0:
                return False
            for name in names:
                if self._execute(connection, make, name=name, key=key, retention=self._retention).rowcount == 0:
                    raise _Taken
            return True

        try:
            return self._run(work, "quick", whole=bool(names))
        except _Taken:
            return False

    def _ended(self, key: str, owner: str, outcome: Outcome) -> dict[str, Any]:
        """The values of `settle`."""
        return {
            "key": key,
            "owner": owner,
            "ended": outcome.state,
            "doubt": outcome.doubtful,
            "told": packed(outcome.answer),
            "retention": self._retention,
        }

    def find(self, key: str) -> Entry | None:
        row = self._run(lambda connection: self._execute(connection, self._statements.find, key=key).first(), "look")
        return None if row is None else _entry(row)

    def entries(self, prefix: str) -> Iterator[Entry]:
        start, last = prefix, None
        while True:
            page = self._run(partial(self._page, start=start), "look")
            for row in page:
                if not row.key.startswith(prefix):
                    return
                if row.key != last:  # which the page before ended with
                    yield _entry(row)
            if len(page) < PAGE:
                return
            start = last = page[-1].key

    def _page(self, connection: Connection, start: str) -> Sequence[Row[Any]]:
        return self._execute(connection, self._statements.page, start=start).all()

    def made(self, names: Sequence[str]) -> Mapping[str, Made]:
        found: dict[str, Made] = {}
        for first in range(0, len(names), _NAMES_AT_ONCE):
            found |= self._run(partial(self._made, names=names[first : first + _NAMES_AT_ONCE]), "look")
        return found

    def _made(self, connection: Connection, names: Sequence[str]) -> dict[str, Made]:
        rows = self._execute(connection, self._statements.made, names=list(names))
        return {row.name: Made(row.key, max(row.ago, 0.0)) for row in rows}

    def forget(self, key: str) -> bool:
        def work(connection: Connection) -> bool:
            there = self._execute(connection, self._statements.find, key=key).first() is not None
            connection.execute(self._statements.unmake, {"given_key": key})
            # Counted, as another process may have forgotten it in between.
            return connection.execute(self._statements.forget, {"given_key": key}).rowcount > 0 and there

        return self._run(work, whole=True)

    def close(self) -> None:
        self._engine.dispose()
        self._ready = False
        self._salt = None

    def _execute(self, connection: Connection, statement: Any, **values: Any) -> CursorResult[Any]:
        return connection.execute(statement, self._given(**values))

    def _run(self, work: Callable[[Connection], Result], kind: Kind = "durable", *, whole: bool = False) -> Result:
        """A step in a database that is set up, and is so once more if somebody has removed the tables."""
        for _ in range(2):
            self._set_up()
            try:
                return self._step(work, kind, whole=whole)
            except NoTables:
                self._ready = False
        raise JournalUnavailable(f"{self._shown} can't be used now: its tables vanish")

    def _purge(self) -> None:
        """Removes some of what has expired, a bounded number each time."""
        for statement in self._statements.purges:
            self._run(partial(self._execute, statement=statement), "quick")

    # Setting up

    def _set_up(self) -> str:
        """The salt of the database, which has its tables then."""
        salt = self._salt
        if self._ready and salt is not None:
            return salt
        with self._guard:
            salt = self._salt
            if not self._ready or salt is None:
                salt = self._salt = self._step(self._looked_at, "look") or self._step(self._begun, whole=True)
                self._ready = True
            return salt

    def _looked_at(self, connection: Connection) -> str | None:
        """The salt of a journal that is there; None if there is none, or not the whole of it."""
        columns = _columns(connection)
        if not columns:
            return None
        about = columns.get(ABOUT.name)
        if about is not None and not {"format", "salt"} <= about:
            raise self._foreign(ABOUT.name)
        row = None if about is None else connection.execute(self._statements.about).first()
        if row is not None and row.format != FORMAT:
            raise ConfigurationError(
                f"{self._shown} is of version {row.format!r}, and this client reads version {FORMAT}; use another"
                " journal, or the client that made it"
            )
        for table in TABLES.sorted_tables:
            if table.name in columns and columns[table.name] != {column.name for column in table.c}:
                raise self._foreign(table.name)
        return str(row.salt) if row is not None and len(columns) == len(TABLE_NAMES) else None

    def _begun(self, connection: Connection) -> str:
        self._set_up_alone(connection)
        salt = self._looked_at(connection)
        if salt is not None:  # another process was faster
            return salt
        TABLES.create_all(connection)
        # What was there before, under the same salt, if somebody has only removed the tables.
        connection.execute(self._statements.begin, {"given_salt": self._salt or secrets.token_hex(16)})
        return str(connection.execute(self._statements.about).one().salt)

    def _foreign(self, table: str) -> ConfigurationError:
        return ConfigurationError(
            f"{self._shown} has a table {table} which is not a journal's; keep the journal in another database"
        )


class NoTables(Exception):
    """The tables are not there."""


class _Taken(Exception):
    """Another key has made it."""


def names_of(outcome: Outcome) -> list[str]:
    """What was made, in one order everywhere, so that two calls that made the same don't wait for each other."""
    return sorted(set(outcome.made))


def _columns(connection: Connection) -> dict[str, set[str]]:
    """The columns of those of the journal's tables that are there."""
    looking = inspect(connection)
    there = [name for name in TABLE_NAMES if looking.has_table(name)]
    return {name: {str(column["name"]) for column in looking.get_columns(name)} for name in there}


def _entry(row: Row[Any]) -> Entry:
    answer, dropped = unpacked(row.answer)
    return Entry(
        key=row.key,
        owner=row.owner,
        call=row.call,
        operation=row.operation,
        state=row.state,
        doubtful=row.doubtful,
        since=max(row.since, 0.0),
        lease_left=row.lease_left,
        answer=answer,
        dropped=dropped,
    )
