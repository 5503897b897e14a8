# Edit this in generator/runtime/_journal_tables.py; `make generate` copies it into the client.
"""A journal's tables, and what is asked of them, in SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    false,
    literal,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

FORMAT = 1  # of the tables
PAGE = 200  # entries that are read at once
_PURGED_AT_ONCE = 200  # rows of a table

# Texts are compared by their characters' numbers, whatever the database's language. SQLite does so anyway.
_TEXT = String().with_variant(postgresql.TEXT(collation="C"), "postgresql")
# Moments are seconds since 1970 by the store's clock.
TABLES = MetaData()
ABOUT = Table(
    "toolzz_cal_about",
    TABLES,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("format", Integer, nullable=False),
    Column("salt", _TEXT, nullable=False),
)
CALLS = Table(
    "toolzz_cal_calls",
    TABLES,
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
MADE = Table(
    "toolzz_cal_made",
    TABLES,
    Column("name", _TEXT, primary_key=True),
    Column("key", _TEXT, nullable=False, index=True),
    Column("settled", Double, nullable=False),
    Column("expires", Double, nullable=False, index=True),
)
# Whether a store is still the one that a call's digest was made for.
_THE_SAME = and_(ABOUT.c.format == FORMAT, ABOUT.c.salt == bindparam("given_salt", type_=_TEXT))
TABLE_NAMES = tuple(table.name for table in TABLES.sorted_tables)


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
            name: bindparam(f"given_{name}", type_=CALLS.c[name].type) for name in ("key", "owner", "call", "operation")
        }
        lease: ColumnElement[float] = bindparam("given_lease", type_=Double())
        retention: ColumnElement[float] = bindparam("given_retention", type_=Double())
        live = CALLS.c.expires > now
        self.columns = (*CALLS.c, (now - CALLS.c.claimed).label("since"), (CALLS.c.leased - now).label("lease_left"))
        mine = and_(CALLS.c.key == given["key"], CALLS.c.owner == given["owner"], live)

        self.about = select(ABOUT.c.format, ABOUT.c.salt)
        self.begin = (
            insert(ABOUT)
            .values(only=1, format=FORMAT, salt=bindparam("given_salt", type_=_TEXT))
            .on_conflict_do_nothing()
        )
        self.claim = self._claim(insert, now, given, lease, retention)
        self.claim_returning = self.claim.returning(*self.columns)
        self.find = select(*self.columns).where(CALLS.c.key == given["key"], live)
        self.find_claimed = self.find.where(select(ABOUT.c.only).where(_THE_SAME).exists())
        self.page = (
            select(*self.columns)
            .where(live, CALLS.c.key >= bindparam("given_start", type_=_TEXT))
            .order_by(CALLS.c.key)
        ).limit(PAGE)
        self.renew = (
            update(CALLS)
            .where(mine, CALLS.c.state == "started")
            .values(leased=now + lease, expires=now + lease + retention)
        )
        self.settle = (
            update(CALLS)
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
        # SQLAlchemy counts the rows of an `INSERT` only when it is asked to.
        self._insert_made = insert(MADE).execution_options(preserve_rowcount=True)
        new = {name: self._insert_made.excluded[name] for name in ("key", "settled", "expires")}
        made_by_whom = MADE.c.key == self._insert_made.excluded.key
        self._row = {"key": given["key"], "settled": now, "expires": now + retention}
        self._on_name = {"index_elements": [MADE.c.name], "set_": new}
        one = self._insert_made.values(name=bindparam("given_name", type_=_TEXT), **self._row)
        self.make = one.on_conflict_do_update(**self._on_name)
        self.make_if_free = one.on_conflict_do_update(**self._on_name, where=or_(made_by_whom, MADE.c.expires <= now))
        self.made = select(MADE.c.name, MADE.c.key, (now - MADE.c.settled).label("ago")).where(
            MADE.c.name.in_(bindparam("given_names", type_=_TEXT, expanding=True)), MADE.c.expires > now
        )
        self.unmake = delete(MADE).where(MADE.c.key == given["key"])
        self.forget = delete(CALLS).where(CALLS.c.key == given["key"])
        self.purges = [self._purge(table, now) for table in (CALLS, MADE)]

    def settle_and_make(self, names: ColumnElement[str]) -> Any:
        """What `settle` and `make` do, in one statement, for databases whose updates can stand in a `WITH`."""
        row = {"name": names, **self._row}
        rows = select(*row.values()).select_from(self.settle.cte("settled"))
        return self._insert_made.from_select(list(row), rows).on_conflict_do_update(**self._on_name)

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
        statement = insert(CALLS).from_select(list(values), select(*values.values()).where(_THE_SAME))
        new, old = statement.excluded, CALLS.c
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
