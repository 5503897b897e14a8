# Edit this in generator/runtime/_journal_postgres.py; `make generate` copies it into the client.
"""A journal in PostgreSQL, for the processes of many machines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Engine,
    bindparam,
    cast,
    create_engine,
    extract,
    func,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ._journal_sql import Kind, NoTables, SqlStore, names_of
from ._journal_store import Outcome
from ._journal_tables import TABLE_NAMES, Statements
from ._storage import reason, shown
from .errors import ConfigurationError, JournalUnavailable

Result = TypeVar("Result")

_PATIENCE = 2  # seconds for the server to take a connection
_PATIENCE_AT_WORK = 10_000  # milliseconds for a statement, which may have to wait for others
_LOCK = 0x746F6F6C7A7A  # a number of our own among the database's advisory locks
_NOW: ColumnElement[float] = cast(extract("epoch", func.clock_timestamp()), Double())
# The setting ends with the transaction that it is made in.
_QUICK = func.set_config("synchronous_commit", "off", True)
_STATEMENTS = Statements(postgresql.insert, _NOW, _QUICK)
_SETTLE_AND_MAKE = _STATEMENTS.settle_and_make(
    func.unnest(bindparam("given_names", type_=postgresql.ARRAY(postgresql.TEXT())))
)
_TABLES_RIGHTS = f"the rights SELECT, INSERT, UPDATE and DELETE on {', '.join(sorted(TABLE_NAMES))}"
_SCHEMA_RIGHTS = "the rights USAGE and CREATE on its current schema, or that somebody else makes the tables"
# Classes of SQLSTATE, or the whole of it, which tell of what will be otherwise later.
_PASSING = ("08", "40", "53", "57", "58", "55P03", "XX")
# A refused connection has no SQLSTATE, only words.
_REFUSED = ("authentication failed", "no password supplied", "pg_hba.conf", "does not exist", "not permitted", "SSL")


class PostgresStore(SqlStore):
    """A `Store` in a database of a server.

    Args:
        address: Where it is.
        retention: Seconds.
    """

    def __init__(self, address: str, retention: float) -> None:
        self._address = address
        self._name = f"The journal {shown(address)}"
        try:
            engine = _engine(address)
        except (SQLAlchemyError, psycopg.Error, ValueError, TypeError) as problem:
            failed = reason(problem, address)
        else:
            super().__init__(engine, _STATEMENTS, retention, self._name)
            return
        # Raised here, so that the driver's error, whose text is not masked, is not its context.
        raise ConfigurationError(f"{self._name} can't be used; look at its options: {failed}")

    def _set_up_alone(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def settle(self, key: str, owner: str, outcome: Outcome) -> bool:
        names = names_of(outcome)
        if not names or outcome.found:
            return super().settle(key, owner, outcome)
        given = {"names": names, **self._ended(key, owner, outcome)}
        return self._run(lambda connection: self._execute(connection, _SETTLE_AND_MAKE, **given).rowcount > 0, "quick")

    def _step(self, work: Callable[[Connection], Result], kind: Kind = "durable", *, whole: bool = False) -> Result:
        for last in (False, True):
            try:
                with self._engine.connect() as connection:
                    if not whole:
                        return work(connection)
                    connection.execution_options(isolation_level="READ COMMITTED")
                    with connection.begin():
                        return work(connection)
            except DBAPIError as problem:
                found = self._judged(problem)
                # The server has ended since the connection was last used. Every step may be taken twice.
                again = problem.connection_invalidated and not last
            if not again:
                break
        # Raised here, so that the driver's error, which may hold what was stored, is not its context.
        raise found

    def _judged(self, problem: DBAPIError) -> Exception:
        state = str(getattr(problem.orig, "sqlstate", None) or "")
        said = reason(problem.orig or problem, self._address)
        if state == "42P01":
            return NoTables()
        if state == "25006":
            self._engine.dispose()  # after a failover another server answers
            return ConfigurationError(f"{self._name} may only be read: give the address of the primary server ({said})")
        if state in ("42501", "3F000"):
            makes = state == "3F000" or str(problem.statement).lstrip().startswith("CREATE")
            return ConfigurationError(f"{self._name} needs {_SCHEMA_RIGHTS if makes else _TABLES_RIGHTS} ({said})")
        passing = state.startswith(_PASSING) if state else not any(each in said for each in _REFUSED)
        if passing:
            return JournalUnavailable(f"{self._name} can't be reached or used now: {said}")
        return ConfigurationError(f"{self._name} can't be used: {said}")


def _engine(address: str) -> Engine:
    """What connects to a database, once it is needed. Raises what can be known of its options before."""
    url = make_url(address).set(drivername="postgresql+psycopg")
    given = url.query
    ours = {"connect_timeout": _PATIENCE, "tcp_user_timeout": _PATIENCE_AT_WORK}
    options = {name: value for name, value in ours.items() if name not in given}
    limit = f"-c statement_timeout={_PATIENCE_AT_WORK} {given.get('options', '')}".strip()
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",  # a single statement is a transaction, and one round trip
        max_overflow=-1,
        hide_parameters=True,
        connect_args={**options, "options": limit},
    )
    _, known = engine.dialect.create_connect_args(url)
    make_conninfo("", **{name: value for name, value in known.items() if name != "context"})  # SQLAlchemy's own
    return engine
