"""Fills a journal with copies of its first entry, as making each by a call would take minutes."""

from __future__ import annotations

import redis
from sqlalchemy import CompoundSelect, Select, String, Table, cast, create_engine, insert, literal, select, true

FIRST = "key-0"  # the entry that is copied; all else is named after it
AT_ONCE = 1_000


def fill(address: str, size: int) -> None:
    """Has a journal hold so many entries, each with what it made.

    Args:
        address: Of a journal that holds one entry, whose key is `FIRST`.
        size: How many it holds then.
    """
    if address.startswith("redis"):
        _fill_redis(address, size)
    else:
        _fill_sql(address.replace("postgresql:", "postgresql+psycopg:"), size)


def _fill_redis(address: str, size: int) -> None:
    with redis.Redis.from_url(address) as client:
        found = [name for name in client.scan_iter() if name.endswith(FIRST.encode())]
        held = {name: (client.dump(name), client.pttl(name)) for name in found}
        for first in range(1, size, AT_ONCE):
            with client.pipeline(transaction=False) as pipe:
                for number in range(first, min(first + AT_ONCE, size)):
                    for name, (value, left) in held.items():
                        pipe.restore(name.removesuffix(b"0") + str(number).encode(), left, value)
                pipe.execute()


def _fill_sql(address: str, size: int) -> None:
    from toolzz_cal._journal_tables import CALLS, MADE

    engine = create_engine(address)
    with engine.begin() as connection:
        for table, name in ((CALLS, "key"), (MADE, "name")):
            copies = _copies(table, name, size)
            connection.execute(insert(table).from_select([each.name for each in table.c], copies))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")  # as databases do by themselves before long
    engine.dispose()


def _copies(table: Table, name: str, size: int) -> Select | CompoundSelect:
    numbers = select(literal(1).label("number")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.number + 1).where(numbers.c.number < size - 1))
    text = cast(numbers.c.number, String)
    named = {"key": literal("key-") + text, "name": literal("made by key-") + text}
    columns = [named[each.name].label(each.name) if each.name in named else each for each in table.c]
    ends = FIRST if name == "key" else f"made by {FIRST}"
    return (
        select(*columns).select_from(table.join(numbers, true())).where(table.c[name] == ends, numbers.c.number < size)
    )
