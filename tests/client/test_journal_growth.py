"""A journal's steps cost the same however much it holds, and what has expired goes away little by little."""

import re
import sqlite3
from contextlib import closing

import psycopg
import pytest
import redis
from sqlalchemy import event
from toolzz_cal._journal_store import Outcome

from tests.support.journals import KINDS, address_of, claim, opened

DONE = Outcome("done", answer=b"{}", made=["thing"])


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """The address of a journal in a database."""
    return address_of(request.param, request)


def sent(store, step):
    """The statements that a step sends, with what is given to each."""
    statements = []

    def note(connection, cursor, statement, parameters, context, many):
        statements.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    step()
    event.remove(store._engine, "before_cursor_execute", note)
    return statements


def every_step(store):
    """Each of a store's steps, and what it does now and then."""
    claim(store)
    claim(store, owner="second")
    store.renew("job-1", "first", 100)
    store.settle("job-1", "first", DONE)
    store.settle("job-1", "first", DONE._replace(found=True))
    store.find("job-1")
    list(store.entries("job"))
    store.made(["thing", "another"])
    store.forget("job-1")
    store._purge()


def plan(address, statement, parameters):
    """How a database goes about a statement."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    with psycopg.connect(address) as connection:
        connection.execute("SET enable_seqscan = off")  # tables as small as these are read from end to end otherwise
        return [row[0] for row in connection.execute(f"EXPLAIN {statement}", parameters)]


def test_no_step_reads_a_table(database):
    """Every statement finds its rows by an index."""
    with opened(database) as shared:
        store = shared._store()
        store.salt()
        statements = sent(store, lambda: every_step(store))
    plans = {statement: plan(database, statement, parameters) for statement, parameters in statements}
    read = [
        (line, statement)
        for statement, lines in plans.items()
        for line in lines
        if re.search(r"(SCAN|Seq Scan on) toolzz_cal_(calls|made)(?! USING INDEX| AS)", line)
    ]
    assert len(plans) >= 11
    assert any("toolzz_cal_calls" in line for lines in plans.values() for line in lines)
    assert read == []


def test_statements_of_an_undisturbed_call(database):
    """Two with PostgreSQL, where each is a way to the server and back."""
    with opened(database) as shared:
        store = shared._store()
        claim(store, "before")  # which also removes what has expired
        claimed = sent(store, lambda: claim(store))
        settled = sent(store, lambda: store.settle("job-1", "first", DONE))
        settled_alone = sent(store, lambda: store.settle("job-1", "first", DONE._replace(made=())))
    most = 1 if database.startswith("postgresql") else 2
    assert len(settled_alone) == 1
    assert len(claimed) == len(settled) == most
    if most == 1:
        durable = ["synchronous_commit" not in str(parameters) for _, parameters in (*claimed, *settled)]
        assert durable == [True, False]


def test_commands_of_an_undisturbed_call(redis_url):
    """Redis is asked twice."""
    with opened(redis_url) as shared, redis.Redis.from_url(redis_url) as client:
        store = shared._store()
        claim(store, "before")  # which loads the scripts
        store.settle("before", "first", DONE)
        client.config_resetstat()
        claim(store)
        store.settle("job-1", "first", DONE)
        asked = client.info("commandstats")
    assert asked["cmdstat_evalsha"]["calls"] == 2
    assert "cmdstat_eval" not in asked
    assert "cmdstat_ping" not in asked


def fill(address, count):
    """Puts so many expired entries into a database, each with a thing that it made."""
    calls = "('old-' || n, 'first', 'digest', 'bookings.create', 'done', {0}, n, n, n, NULL)"
    made = "('thing-' || n, 'old-' || n, n, n)"
    if address.startswith("sqlite"):
        numbers = f"WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})"
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection, connection:
            for table, row in (("calls", calls.format("0")), ("made", made)):
                connection.execute(f"INSERT INTO toolzz_cal_{table} {numbers} SELECT {row[1:-1]} FROM numbers")
        return
    with psycopg.connect(address) as connection:
        for table, row in (("calls", calls.format("false")), ("made", made)):
            connection.execute(
                f"INSERT INTO toolzz_cal_{table} SELECT {row[1:-1]} FROM generate_series(1, {count}) AS n"
            )


def left(address):
    """How many rows there are."""
    asked = "SELECT (SELECT count(*) FROM toolzz_cal_calls), (SELECT count(*) FROM toolzz_cal_made)"
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return connection.execute(asked).fetchone()
    with psycopg.connect(address) as connection:
        return connection.execute(asked).fetchone()


def test_what_has_expired_is_removed(database):
    """At most 200 rows of a table at once: with the first claim of a process, and after each hundred."""
    with opened(database) as shared:
        store = shared._store()
        claim(store)
        store.settle("job-1", "first", DONE)
        fill(database, 500)
        assert left(database) == (501, 501)
        with opened(database, retention=60) as another:
            claim(another._store())
        assert left(database) == (301, 301)
        for number in range(99):
            claim(store, f"job {number}", lease=0)
        assert left(database) == (301 + 99, 301)
        claim(store)
        assert left(database) == (101 + 99, 101)
        assert store.find("job-1").state == "done"
        assert set(store.made(["thing", "thing-500"])) == {"thing"}
        assert store.find("old-500") is None


def test_redis_forgets_by_itself(redis_url):
    """Every name but the journal's own expires, and no later than it should."""
    with opened(redis_url, retention=1000) as shared, redis.Redis.from_url(redis_url, decode_responses=True) as client:
        store = shared._store()
        claim(store, lease=500)
        claim(store, "job-2", lease=500)
        store.renew("job-2", "first", 5000)
        claim(store, "job-3", lease=500)
        store.settle("job-3", "first", DONE)
        times = {name.removeprefix("toolzz_cal:journal:"): client.ttl(name) for name in client.scan_iter()}
    assert times.pop("about") == -1
    assert 1000 < times["call:job-1"] <= 1500
    assert 5500 < times["call:job-2"] <= 6000
    assert 0 < times["call:job-3"] <= 1000
    assert 0 < times["made:thing"] <= 1000
    assert len(times) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_large_answers_take_little_room(kind, request):
    """They are compressed where they are stored."""
    address = address_of(kind, request)
    with opened(address) as shared:
        claim(shared._store())
        shared._store().settle("job-1", "first", Outcome("done", answer=b'{"title": "Intro"}' * 5000))
        if kind == "redis":
            with redis.Redis.from_url(address) as client:
                size = len(client.hget("toolzz_cal:journal:call:job-1", "answer"))
        else:
            asked = "SELECT length(answer) FROM toolzz_cal_calls"
            with closing(
                sqlite3.connect(address.removeprefix("sqlite:///")) if kind == "sqlite" else psycopg.connect(address)
            ) as connection:
                size = connection.execute(asked).fetchone()[0]
    assert 0 < size < 2000
