"""What goes wrong with a journal's store: each kind of trouble is told, with what to do, and never with a secret."""

import random
import shutil
import socket
import socketserver
import sqlite3
import tempfile
import threading
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
from sqlalchemy import event
from toolzz_cal import _journal_postgres, _journal_sqlite, errors, journal
from toolzz_cal._journal_store import Outcome

from tests.support.journals import KINDS, address_of, claim, opened
from tests.support.processes import fresh
from tests.support.servers import postgresql_server, redis_server

DONE = Outcome("done", answer=b"{}")
PASSWORD = "example-pa:ss"
QUOTED = "example-pa%3Ass"


def told(kind, step):
    """What an error of this kind says; it has neither a password nor a driver's error behind it."""
    with pytest.raises(kind) as caught:
        step()
    assert type(caught.value) is kind
    assert caught.value.__cause__ is caught.value.__context__ is None
    said = str(caught.value)
    assert said.startswith("The journal ")
    assert "example-pa" not in f"{said}{caught.value!r}{vars(caught.value)}"
    return said


def run(address, *statements):
    """Runs SQL beside the journal; what the last statement answers."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)) as connection:
            return [connection.execute(statement).fetchall() for statement in statements][-1]
    with psycopg.connect(address, autocommit=True) as connection:
        cursors = [connection.execute(statement) for statement in statements]
        return cursors[-1].fetchall() if cursors[-1].description else []


def changed(address, statement, *command):
    """Changes what is stored from outside, by SQL or by a command of Redis."""
    if not address.startswith("redis"):
        return run(address, statement)
    with redis.Redis.from_url(address) as client:
        return client.execute_command(*command)


def everything(address):
    """All that is stored."""
    if not address.startswith("redis"):
        return [run(address, f"SELECT * FROM toolzz_cal_{name} ORDER BY 1") for name in ("about", "calls", "made")]
    with redis.Redis.from_url(address) as client:
        return sorted((name, client.hgetall(name)) for name in client.scan_iter())


# Every store


def test_another_version(journal_address):
    """A journal of another version is neither read nor written."""
    with opened(journal_address) as shared:
        claim(shared._store())
        changed(
            journal_address, "UPDATE toolzz_cal_about SET format = 2", "HSET", "toolzz_cal:journal:about", "format", 2
        )
        before = everything(journal_address)
        assert "is of version" in told(errors.ConfigurationError, lambda: claim(shared._store(), "job-2"))
    with opened(journal_address) as again:
        for step in (again._store().salt, lambda: claim(again._store())):
            assert "reads version" in told(errors.ConfigurationError, step)
    assert everything(journal_address) == before


def test_a_journal_in_the_place_of_another(journal_address):
    """A digest that was made for the one is not stored in the other: the call is told to begin again, and then may."""
    with opened(journal_address) as shared:
        store = shared._store()
        salt = store.salt()
        about = "toolzz_cal:journal:about"
        changed(journal_address, "UPDATE toolzz_cal_about SET salt = 'another'", "HSET", about, "salt", "another")
        assert "was replaced" in told(errors.JournalUnavailable, lambda: claim(store))
        assert store.find("job-1") is None
        assert store.salt() == "another" != salt
        assert claim(store).owner == "first"


@pytest.mark.parametrize("kind", KINDS)
def test_a_journal_that_is_emptied(kind, request):
    """It is made again with the salt that its callers know; nothing is known any more, and nothing is told wrongly."""
    address = address_of(kind, request)
    with opened(address) as shared:
        store = shared._store()
        salt = store.salt()
        for step in (
            lambda: claim(store),
            lambda: store.settle("job-1", "first", DONE),
            lambda: store.renew("job-1", "first", 10),
            lambda: store.find("job-1"),
            lambda: list(store.entries("")),
            lambda: store.made(["thing"]),
            lambda: store.forget("job-1"),
        ):
            claim(store)
            if kind == "sqlite":
                Path(address.removeprefix("sqlite:///")).unlink()
            else:
                names = "toolzz_cal_about, toolzz_cal_calls, toolzz_cal_made"
                changed(address, f"DROP TABLE {names}", "FLUSHALL")
            result = step()
            assert not result or result.owner == "first"
            shared.find("job-1")
        claim(store)
        with opened(address, retention=60) as other:
            assert other._store().salt() == salt


def test_foreign_names(journal_address):
    """What has a journal's names and is none is left as it is."""
    name = "toolzz_cal:journal:about"
    changed(journal_address, "CREATE TABLE toolzz_cal_about (only_mine INTEGER)", "SET", name, "mine")
    with opened(journal_address) as shared:
        said = told(errors.ConfigurationError, shared._store().salt)
        assert "toolzz_cal" in said
        assert "another database" in said
        told(errors.ConfigurationError, lambda: claim(shared._store()))
    if journal_address.startswith("redis"):
        with redis.Redis.from_url(journal_address) as client:
            assert client.keys() == [name.encode()]
            assert client.get(name) == b"mine"
    else:
        assert run(journal_address, "SELECT * FROM toolzz_cal_about") == []
        with pytest.raises((sqlite3.OperationalError, psycopg.errors.UndefinedTable)):
            run(journal_address, "SELECT * FROM toolzz_cal_calls")


# SQLite


@pytest.fixture
def path(tmp_path):
    """Where a journal's file may be."""
    return tmp_path / "calls.db"


def at(path):
    return f"sqlite:///{path}"


def test_places_where_no_file_can_be(tmp_path, path):
    """A folder that is missing, and one in the file's place."""
    with opened(at(tmp_path / "none" / "calls.db")) as shared:
        assert "its folder must be there" in told(errors.ConfigurationError, shared._store().salt)
    path.mkdir()
    with opened(at(path)) as shared:
        told(errors.ConfigurationError, shared._store().salt)
    assert list(path.iterdir()) == []


@pytest.mark.parametrize("content", [b"Ana's notes\n" * 500, b"SQLite format 3\0" + b"\x07" * 5000])
def test_files_that_are_no_database(path, content):
    """They stay as they are."""
    path.write_bytes(content)
    with opened(at(path)) as shared:
        said = told(errors.ConfigurationError, lambda: claim(shared._store()))
    assert "name another file" in said
    assert path.read_bytes() == content


def test_a_database_of_others(path):
    """The journal's tables come beside theirs, which stay as they are, and so does the way in which it is written."""
    run(at(path), "CREATE TABLE notes (text)", "INSERT INTO notes VALUES ('of Ana')")
    with opened(at(path)) as shared:
        store = shared._store()
        claim(store)
        assert store.settle("job-1", "first", DONE)
        assert synced(store, "quick") == 2
    assert run(at(path), "PRAGMA journal_mode") == [("delete",)]
    assert run(at(path), "SELECT * FROM notes") == [("of Ana",)]


def synced(store, kind):
    """How much SQLite does for a step to be on the disk: 2 is all, 1 what keeps the file whole."""
    return store._step(lambda connection: connection.exec_driver_sql("PRAGMA synchronous").scalar(), kind)


def test_what_is_on_the_disk_when_a_step_returns(path, monkeypatch):
    """A claim and a renewed lease are, and what came of a call may get there a little later."""
    with opened(at(path)) as shared:
        store = shared._store()
        claim(store, "before")  # which also removes what has expired
        kinds = []
        step = store._step

        def noted(work, kind="durable", *, whole=False):
            kinds.append(kind)
            return step(work, kind, whole=whole)

        monkeypatch.setattr(store, "_step", noted)
        claim(store)
        store.renew("job-1", "first", 10)
        store.settle("job-1", "first", DONE)
        assert kinds == ["durable", "durable", "quick"]
        monkeypatch.undo()
        assert [synced(store, kind) for kind in ("durable", "quick", "durable")] == [2, 1, 2]
    assert run(at(path), "PRAGMA journal_mode") == [("wal",)]


def test_a_file_that_another_process_holds(path, monkeypatch):
    """A call waits for a while, and then is told so; it goes on once the file is free."""
    monkeypatch.setattr(_journal_sqlite, "_PATIENCE", 0.05)
    with opened(at(path)) as shared, closing(sqlite3.connect(path, isolation_level=None)) as other:
        claim(shared._store())
        other.execute("BEGIN IMMEDIATE")
        said = told(errors.JournalUnavailable, lambda: claim(shared._store(), owner="second"))
        assert "another process holds it for too long" in said
        assert shared.find("job-1").state == "started", "reading goes on"
        other.execute("ROLLBACK")
        assert claim(shared._store(), owner="second").owner == "first"


def test_threads_that_hold_each_other_up(path, monkeypatch):
    """A thread too waits for a while only."""
    monkeypatch.setattr(_journal_sqlite, "_PATIENCE", 0.05)
    inside, leave = threading.Event(), threading.Event()
    with opened(at(path)) as shared:
        store = shared._store()
        store.salt()
        holder = threading.Thread(target=store._step, args=[lambda _: (inside.set(), leave.wait())])
        holder.start()
        inside.wait()
        assert "other threads hold it" in told(errors.JournalUnavailable, lambda: claim(store))
        leave.set()
        holder.join()
        assert claim(store).owner == "first"


def with_each_connection(store, statement):
    """Has SQLite run a statement whenever the store connects."""
    event.listen(store._engine, "connect", lambda connection, _: connection.execute(statement))
    store._engine.dispose()


def test_a_disk_that_is_full(path):
    """What fits no more is not stored, and nothing else is lost."""
    with opened(at(path)) as shared:
        store = shared._store()
        claim(store)
        with_each_connection(store, "PRAGMA max_page_count = 20")
        large = Outcome("done", answer=random.Random(1).randbytes(500_000))
        said = told(errors.JournalUnavailable, lambda: store.settle("job-1", "first", large))
        assert "its disk is full" in said
        assert store.find("job-1").state == "started"
        assert store.settle("job-1", "first", DONE)


def test_a_connection_that_may_only_read(path):
    """It is told that it needs the right to write."""
    with opened(at(path)) as shared:
        store = shared._store()
        claim(store)
        with_each_connection(store, "PRAGMA query_only = ON")
        said = told(errors.ConfigurationError, lambda: claim(store, "job-2"))
        assert "may not be written" in said
        assert store.find("job-1").owner == "first"


UNPRIVILEGED = """
import os, sys
from toolzz_cal import errors, journal
from toolzz_cal._journal_store import Claim

folder = sys.argv[1]
made = journal.open(f"sqlite:///{folder}/first.db")
claim = lambda shared: shared._store().claim(Claim("job-1", "first", "digest", "bookings.create", 1.0))
claim(made)  # whatever is imported for it is, before others' files can't be read
made.close()
os.chmod(folder, 0o555)
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for name in ("first.db", "second.db"):
    try:
        claim(journal.open(f"sqlite:///{folder}/{name}"))
    except errors.ConfigurationError as problem:
        print(name, problem)
"""


def test_a_folder_that_may_not_be_written():
    """Neither a new file nor one that is there can be used in it."""
    made = Path(tempfile.mkdtemp(prefix="toolzz-cal-"))
    try:
        made.chmod(0o755)
        first, second = fresh(UNPRIVILEGED, str(made)).splitlines()
    finally:
        made.chmod(0o755)
        shutil.rmtree(made)
    assert first.startswith("first.db The journal sqlite:///")
    assert second.startswith("second.db The journal sqlite:///")
    assert "this process" in first
    assert "this process may write in it" in second


# PostgreSQL


@pytest.fixture(scope="module")
def postgres():
    """A server of these tests alone, which asks everybody but its owner for a password."""
    with postgresql_server() as server:
        rules = "host all example 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (server.folder / "data" / "pg_hba.conf").write_text(rules, "utf-8")
        run(server.url, f"CREATE ROLE ana LOGIN PASSWORD '{PASSWORD}'", "SELECT pg_reload_conf()")
        yield server


def as_ana(address, password=QUOTED):
    return address.replace("example@", f"ana:{password}@")


def test_rights(postgres):
    """The message names those that are missing; those four on the tables are enough."""
    with postgres.database() as address, opened(as_ana(address)) as shared:
        run(address, "REVOKE CREATE ON SCHEMA public FROM public")
        said = told(errors.ConfigurationError, lambda: claim(shared._store()))
        assert "needs the rights USAGE and CREATE on its current schema, or that somebody else makes" in said
        with opened(address) as owner:
            owner._store().salt()
        tables = "toolzz_cal_about, toolzz_cal_calls, toolzz_cal_made"
        for rights in ("SELECT", "SELECT, INSERT, UPDATE"):
            run(address, f"GRANT {rights} ON {tables} TO ana")
            said = told(errors.ConfigurationError, lambda: claim(shared._store()))
            assert f"needs the rights SELECT, INSERT, UPDATE and DELETE on {tables}" in said
        run(address, f"GRANT DELETE ON {tables} TO ana")
        assert claim(shared._store()).owner == "first"
        assert shared._store().settle("job-1", "first", DONE._replace(made=["thing"]))
        assert shared.forget("job-1")


@pytest.mark.parametrize("of", ["password", "user", "database"])
def test_a_server_that_lets_nobody_in(postgres, of):
    """A wrong password, user or database stays wrong."""
    with postgres.database() as address:
        wrong = {
            "password": as_ana(address, "example-pa-wrong"),
            "user": address.replace("example@", f"nobody:{QUOTED}@"),
            "database": as_ana(postgres.url).replace("/postgres", "/nothing"),
        }
        with opened(wrong[of]) as shared:
            told(errors.ConfigurationError, lambda: claim(shared._store()))


def test_a_server_that_may_only_be_read(postgres):
    """As one that follows another: the address should be the other's."""
    with postgres.database() as address, opened(address) as shared:
        claim(shared._store())
        name = address.rpartition("/")[2]
        run(address, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        shared.close()
        assert "give the address of the primary server" in told(
            errors.ConfigurationError, lambda: claim(shared._store())
        )
        assert shared.find("job-1").state == "started"


def test_tables_that_others_hold(postgres, monkeypatch):
    """A call waits for a while only."""
    monkeypatch.setattr(_journal_postgres, "_PATIENCE_AT_WORK", 200)
    with postgres.database() as address, opened(address, retention=77) as shared:
        claim(shared._store())
        with psycopg.connect(address) as other:
            other.execute("LOCK TABLE toolzz_cal_calls")
            assert "statement timeout" in told(errors.JournalUnavailable, lambda: claim(shared._store()))
        assert claim(shared._store()).owner == "first"


def test_a_schema_of_its_own(postgres):
    """The tables are in the connection's current schema."""
    with postgres.database() as address:
        run(address, "CREATE SCHEMA ours")
        with opened(f"{address}?options=-csearch_path%3Dours") as shared, opened(address) as other:
            claim(shared._store())
            assert run(address, "SELECT key FROM ours.toolzz_cal_calls") == [("job-1",)]
            assert other.find("job-1") is None


# Redis


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("redis://127.0.0.1:{port}/0", "wants a password"),
        ("redis://:example-pa-wrong@127.0.0.1:{port}/0", "refuses the user or the password"),
        ("redis://ana:example-pa-wrong@127.0.0.1:{port}/0", "refuses the user or the password"),
        ("redis://:{quoted}@127.0.0.1:{port}/99", "has no database of that number"),
    ],
)
def test_a_redis_that_lets_nobody_in(address, message):
    """A wrong password stays wrong."""
    with redis_server(PASSWORD) as server, opened(address.format(port=server.port, quoted=QUOTED)) as shared:
        assert message in told(errors.ConfigurationError, lambda: claim(shared._store()))


def test_a_redis_user_without_rights(redis_url):
    """The message names what the user needs, and that is enough."""
    with redis.Redis.from_url(redis_url) as client:
        address = redis_url.replace("redis://", f"redis://ana:{QUOTED}@")
        client.acl_setuser("ana", enabled=True, passwords=[f"+{PASSWORD}"], commands=["+ping"])
        try:
            with opened(address) as shared:
                said = told(errors.ConfigurationError, lambda: claim(shared._store()))
                assert "this user may not do that" in said
                groups = ["+@scripting", "+@hash", "+@keyspace", "+time", "+@connection", "-@dangerous"]
                client.acl_setuser("ana", enabled=True, keys=["toolzz_cal:journal:*"], commands=groups)
                assert claim(shared._store()).owner == "first"
                assert shared._store().settle("job-1", "first", DONE._replace(made=["thing"]))
                assert [record.key for record in shared.records()] == ["job-1"]
                assert shared.forget("job-1")
        finally:
            client.acl_deluser("ana")


def test_a_replica():
    """It may only be read: the address should be the primary's; once it is one itself, it is used."""
    with redis_server() as server, opened(server.url) as shared, server.client() as client:
        claim(shared._store())
        client.replicaof("127.0.0.1", "1")
        assert "give the address of the primary" in told(errors.ConfigurationError, lambda: claim(shared._store(), "b"))
        client.replicaof("NO", "ONE")
        assert claim(shared._store(), "b").owner == "first"


def test_a_redis_without_memory():
    """That may pass."""
    with redis_server() as server, opened(server.url) as shared, server.client() as client:
        claim(shared._store())
        client.config_set("maxmemory", 1)
        assert "its memory is full" in told(errors.JournalUnavailable, lambda: claim(shared._store(), "job-2"))
        assert shared.find("job-1").state == "started"


def test_an_entry_that_is_something_else(redis_url):
    """It is left as it is."""
    with opened(redis_url) as shared, redis.Redis.from_url(redis_url) as client:
        client.set("toolzz_cal:journal:call:job-1", "mine")
        assert "something else has a name" in told(errors.ConfigurationError, lambda: claim(shared._store()))
        assert client.get("toolzz_cal:journal:call:job-1") == b"mine"


def test_a_redis_that_is_silent():
    """A call waits for as long as the address says, by default two seconds."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://:{QUOTED}@127.0.0.1:{silent.getsockname()[1]}/0?socket_timeout=0.05"
        with opened(address) as shared:
            told(errors.JournalUnavailable, lambda: claim(shared._store()))
    patience = journal.open("redis://127.0.0.1:1")._store()._client.connection_pool.connection_kwargs
    assert (patience["socket_timeout"], patience["socket_connect_timeout"]) == (2.0, 2.0)


def test_options_of_an_address(redis_url):
    """They are the library's, and none makes answers unreadable."""
    with opened(f"{redis_url}?decode_responses=true&client_name=ana&protocol=3") as shared:
        claim(shared._store())
        assert shared._store().settle("job-1", "first", DONE._replace(answer=b"\xff"))
        assert shared._store().find("job-1").answer == b"\xff"


def carry(source, target):
    """Sends on what comes, until one of the two is gone, and then that nothing more comes."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def unix_socket(path, port):
    """A socket in the file system behind which a server is; at the end every connection through it has ended."""

    class Relay(socketserver.BaseRequestHandler):
        def handle(self):
            with socket.create_connection(("127.0.0.1", port)) as far:
                back = threading.Thread(target=carry, args=(far, self.request))
                back.start()
                carry(self.request, far)
                back.join()

    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        """Its `server_close` waits for all handlers."""

    with Server(str(path), Relay) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def test_a_socket_in_the_file_system(redis_url):
    """`redis+unix://` leads to it."""
    with tempfile.TemporaryDirectory() as folder:  # the path of a socket may have some 100 characters only
        path = Path(folder, "redis.sock")
        with unix_socket(path, urlsplit(redis_url).port), opened(f"redis+unix://{path}") as shared:
            assert claim(shared._store()).owner == "first"
    with opened(redis_url) as shared:
        assert shared.find("job-1").state == "started"
