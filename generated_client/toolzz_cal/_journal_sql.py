# Edit this in generator/runtime/_journal_sql.py; `make generate` copies it into the client.
"""A journal in a database: its tables, and the steps of a store as SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal, TypeVar

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Double,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    false,
    inspect,
    literal,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

from ._journal_answers import packed, unpacked
from ._journal_store import Claim, Entry, Made, Outcome
from .errors import ConfigurationError, JournalUnavailable

FORMAT = 1  # of the tables below
_PURGED_AT_ONCE = 200  # rows of a table
_CLAIMS_BETWEEN_PURGES = 100
_PAGE = 200  # entries that are read at once
_NAMES_AT_ONCE = 500  # SQLite takes no more than 999 in its older versions

Result = TypeVar("Result")
# What a step does: it only looks; what it writes is on the disk when it returns; or it may get there a little later.
Kind = Literal["look", "durable", "quick"]

# Texts are compared by their characters' numbers, whatever the database's language. SQLite does so anyway.
_TEXT = String().with_variant(postgresql.TEXT(collation="C"), "postgresql")
# Moments are seconds since 1970 by the store's clock.
_TABLES = MetaData()
_ABOUT = Table(
    "toolzz_cal_about",
    _TABLES,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("format", Integer, nullable=False),
    Column("salt", _TEXT, nullable=False),
)
_CALLS = Table(
    "toolzz_cal_calls",
    _TABLES,
    Column("key", _TEXT, primary_key=True),
    Column("owner", _TEXT, nullable=False),
    Column("call", _TEXT, nullable=False),
    Column("operation", _TEXT, nullable=False),
    Column("state", _TEXT, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("claimed", Double, nullable=False),  # first
    Column("leased", Double, nullable=False),  # until
    Column("expires", Double, nullable=False, index=True),
    Column("answer", LargeBinary),
)
_MADE = Table(
    "toolzz_cal_made",
    _TABLES,
    Column("name", _TEXT, primary_key=True),
    Column("key", _TEXT, nullable=False, index=True),
    Column("settled", Double, nullable=False),
    Column("expires", Double, nullable=False, index=True),
)
TABLE_NAMES = tuple(table.name for table in _TABLES.sorted_tables)


class Statements:
    """What is asked of a database, in its dialect.

    Args:
        insert: The dialect's own `insert`.
        now: How a statement has the moment at which it runs: the parameter `now`, or the server's clock.
        quick: What is returned by an update that need not be on the disk when it returns.
    """

    def __init__(
        self,
        insert: Callable[[Table], Any],
        now: ColumnElement[float],
        quick: ColumnElement[Any] | None = None,
    ) -> None:
        given = {
            name: bindparam(f"given_{name}", type_=_CALLS.c[name].type)
            for name in ("key", "owner", "call", "operation")
        }
        lease: ColumnElement[float] = bindparam("given_lease", type_=Double())
        retention: ColumnElement[float] = bindparam("given_retention", type_=Double())
        live = _CALLS.c.expires > now
        self.columns = (*_CALLS.c, (now - _CALLS.c.claimed).label("since"), (_CALLS.c.leased - now).label("lease_left"))
        mine = and_(_CALLS.c.key == given["key"], _CALLS.c.owner == given["owner"], live)

        self.about = select(_ABOUT.c.format, _ABOUT.c.salt)
        self.begin = (
            insert(_ABOUT)
            .values(only=1, format=FORMAT, salt=bindparam("given_salt", type_=_TEXT))
            .on_conflict_do_nothing()
        )
        self.claim = self._claim(insert, now, given, lease, retention)
        self.claim_returning = self.claim.returning(*self.columns)
        self.find = select(*self.columns).where(_CALLS.c.key == given["key"], live)
        self.page = (
            select(*self.columns)
            .where(live, _CALLS.c.key >= bindparam("given_start", type_=_TEXT))
            .order_by(_CALLS.c.key)
        ).limit(_PAGE)
        self.renew = (
            update(_CALLS)
            .where(mine, _CALLS.c.state == "started")
            .values(leased=now + lease, expires=now + lease + retention)
        )
        self.settle = (
            update(_CALLS)
            .where(mine)
            .values(
                state=bindparam("given_ended", type_=_TEXT),
                doubtful=bindparam("given_doubt", type_=Boolean()),
                answer=bindparam("given_told", type_=LargeBinary()),
                leased=now,
                expires=now + retention,
            )
        )
        if quick is not None:
            self.settle = self.settle.returning(quick)
        made = insert(_MADE).values(
            name=bindparam("given_name", type_=_TEXT), key=given["key"], settled=now, expires=now + retention
        )
        new = {name: made.excluded[name] for name in ("key", "settled", "expires")}
        # SQLAlchemy counts the rows of an `INSERT` only when it is asked to.
        made = made.execution_options(preserve_rowcount=True)
        self.make = made.on_conflict_do_update(index_elements=[_MADE.c.name], set_=new)
        self.make_if_free = made.on_conflict_do_update(
            index_elements=[_MADE.c.name],
            set_=new,
            where=or_(_MADE.c.key == made.excluded.key, _MADE.c.expires <= now),
        )
        self.made = select(_MADE.c.name, _MADE.c.key, (now - _MADE.c.settled).label("ago")).where(
            _MADE.c.name.in_(bindparam("given_names", type_=_TEXT, expanding=True)), _MADE.c.expires > now
        )
        self.unmake = delete(_MADE).where(_MADE.c.key == given["key"])
        self.forget = delete(_CALLS).where(_CALLS.c.key == given["key"])
        self.purges = [self._purge(table, now) for table in (_CALLS, _MADE)]

    @staticmethod
    def _claim(
        insert: Callable[[Table], Any],
        now: ColumnElement[float],
        given: Mapping[str, ColumnElement[str]],
        lease: ColumnElement[float],
        retention: ColumnElement[float],
    ) -> Any:
        """One statement that makes an entry, or takes one over which may be, in a store that is still the same."""
        values: dict[str, ColumnElement[Any]] = {
            **given,
            "state": literal("started", _TEXT),
            "doubtful": false(),
            "claimed": now,
            "leased": now + lease,
            "expires": now + lease + retention,
        }
        the_same = and_(_ABOUT.c.format == FORMAT, _ABOUT.c.salt == bindparam("given_salt", type_=_TEXT))
        statement = insert(_CALLS).from_select(list(values), select(*values.values()).where(the_same))
        new, old = statement.excluded, _CALLS.c
        expired = old.expires <= now
        again = and_(old.state == "started", old.owner == new.owner)
        free = or_(old.state.in_(("unknown", "refused")), and_(old.state == "started", old.leased <= now), again)
        return statement.on_conflict_do_update(
            index_elements=[old.key],
            where=or_(expired, and_(old.call == new.call, free)),
            set_={
                "owner": new.owner,
                "call": new.call,
                "operation": new.operation,
                "state": "started",
                "doubtful": case((expired, false()), (or_(old.state == "refused", again), old.doubtful), else_=true()),
                "claimed": case(
                    (or_(expired, and_(old.state == "refused", old.doubtful == false())), now), else_=old.claimed
                ),
                "leased": now + lease,
                "expires": now + lease + retention,
                "answer": null(),
            },
        )

    @staticmethod
    def _purge(table: Table, now: ColumnElement[float]) -> Any:
        """Removes some expired rows, those that another process is about to remove or claim excepted."""
        (name,) = table.primary_key
        some = select(name).where(table.c.expires <= now).order_by(table.c.expires).limit(_PURGED_AT_ONCE)
        return delete(table).where(name.in_(some.with_for_update(skip_locked=True)), table.c.expires <= now)


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
        self._claims += 1
        if self._claims % _CLAIMS_BETWEEN_PURGES == 0:
            self._purge()
        for _ in range(3):
            given = {**claim._asdict(), "salt": salt, "retention": self._retention}
            row = self._run(partial(self._claim, given=given))
            if row is not None:
                return _entry(row)
            # It was forgotten or has expired just now, or this is another journal than the one that was set up.
            self._ready = False
            if self._set_up() != salt:
                break
        raise JournalUnavailable(f"{self._shown} was replaced by another while it was in use; call again")

    def _claim(self, connection: Connection, given: dict[str, Any]) -> Row[Any] | None:
        row = self._changed(connection, given)
        if row is None:
            row = self._execute(connection, self._statements.find, key=given["key"]).first()
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
        answer = packed(outcome.answer)
        given = {"ended": outcome.state, "doubt": outcome.doubtful, "told": answer, "retention": self._retention}
        # In one order everywhere, so that two calls that made the same things don't wait for each other.
        names = sorted(set(outcome.made))
        make = self._statements.make_if_free if outcome.found else self._statements.make

        def work(connection: Connection) -> bool:
            if self._execute(connection, self._statements.settle, key=key, owner=owner, **given).rowcount == 0:
                return False
            for name in names:
                if self._execute(connection, make, name=name, key=key, retention=self._retention).rowcount == 0:
                    raise _Taken
            return True

        try:
            return self._run(work, "quick", whole=bool(names))
        except _Taken:
            return False

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
            if len(page) < _PAGE:
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

    def _execute(self, connection: Connection, statement: Any, **values: Any) -> CursorResult[Any]:
        return connection.execute(statement, self._given(**values))

    def _run(self, work: Callable[[Connection], Result], kind: Kind = "durable", *, whole: bool = False) -> Result:
        """A step in a database that is set up, and is so once more if somebody has removed the tables."""
        self._set_up()
        try:
            return self._step(work, kind, whole=whole)
        except NoTables:
            self._ready = False
        self._set_up()
        try:
            return self._step(work, kind, whole=whole)
        except NoTables:
            reason = "its tables vanish"
        raise JournalUnavailable(f"{self._shown} can't be used: {reason}")

    def _purge(self) -> None:
        for statement in self._statements.purges:
            self._run(partial(self._execute, statement=statement), "quick")

    # Setting up

    def _set_up(self) -> str:
        """The salt of the database, which has its tables then."""
        if self._ready and self._salt is not None:
            return self._salt
        with self._guard:
            if not self._ready or self._salt is None:
                self._salt = self._step(self._looked_at, "look") or self._step(self._begun, whole=True)
                self._ready = True
            salt = self._salt
        self._purge()
        return salt

    def _looked_at(self, connection: Connection) -> str | None:
        """The salt of a journal that is there; None if there is none, or not the whole of it."""
        columns = _columns(connection)
        if not columns:
            return None
        about = columns.get(_ABOUT.name)
        if about is not None and not {"format", "salt"} <= about:
            raise self._foreign(_ABOUT.name)
        row = None if about is None else connection.execute(self._statements.about).first()
        if row is not None and row.format != FORMAT:
            raise ConfigurationError(
                f"{self._shown} is of version {row.format!r}, and this client reads version {FORMAT}; use another"
                " journal, or the client that made it"
            )
        for table in _TABLES.sorted_tables:
            if table.name in columns and columns[table.name] != {column.name for column in table.c}:
                raise self._foreign(table.name)
        return str(row.salt) if row is not None and len(columns) == len(TABLE_NAMES) else None

    def _begun(self, connection: Connection) -> str:
        self._set_up_alone(connection)
        salt = self._looked_at(connection)
        if salt is not None:  # another process was faster
            return salt
        _TABLES.create_all(connection)
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
