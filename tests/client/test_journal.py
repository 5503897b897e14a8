"""A journal as people and programs have it: a value that is opened, looked into and never shows a secret."""

import copy
import json
import pickle
import sqlite3
import stat

import pytest
from toolzz_cal import errors, journal
from toolzz_cal._journal_store import Outcome
from toolzz_cal.journal import Journal, Record

from tests.support.client import KEY
from tests.support.journals import claim, opened
from tests.support.processes import fresh
from tests.support.tables import every

PASSWORD = "example-pa:ss/w@rd"
QUOTED = "example-pa%3Ass%2Fw%40rd"
REDIS = "redis://127.0.0.1:1/0"


@pytest.fixture
def shared(tmp_path):
    """A journal in a new file."""
    with opened(f"sqlite:///{tmp_path}/calls.db") as made:
        yield made


# What is remembered


def settled(shared, key, outcome):
    claim(shared._store(), key)
    assert shared._store().settle(key, "first", outcome)


def test_records(shared):
    """Each in the terms of its call: an answer of what is done, an error of what is not, and secrets masked."""
    answer = {"uid": "example", "token": KEY, "note": f"Bearer {KEY}"}
    error = {"type": "BadRequest", "message": f"no {KEY}"}
    settled(shared, "job-1", Outcome("done", answer=json.dumps(answer).encode()))
    settled(shared, "job-2", Outcome("refused", answer=json.dumps(error).encode()))
    settled(shared, "job-3", Outcome("unknown", doubtful=True))
    claim(shared._store(), "task-4")
    done, refused, unknown, started = shared.records()
    assert done.answer["uid"] == "example"
    assert done.error is None
    assert refused.error["type"] == "BadRequest"
    assert refused.answer is None
    assert (unknown.state, unknown.doubtful, unknown.answer, unknown.error) == ("unknown", True, None, None)
    assert (started.key, started.operation, started.state) == ("task-4", "bookings.create", "started")
    assert all(0 <= record.since < 300 for record in shared.records())
    assert KEY not in repr(list(shared.records()))
    assert [record.key for record in shared.records("job-")] == ["job-1", "job-2", "job-3"]
    with pytest.raises(AttributeError):
        done.key = "other"


def test_finding_and_forgetting(shared):
    """One record, or none."""
    assert shared.find("job-1") is None
    assert shared.forget("job-1") is False
    claim(shared._store())
    found = shared.find("job-1")
    assert type(found) is Record
    assert found == Record("job-1", "bookings.create", "started", False, found.since)
    assert shared.forget("job-1") is True
    assert shared.find("job-1") is None


@pytest.mark.parametrize("stored", [b"no JSON", b"[1", b"\xff", b"[" * 100_000, b""])
def test_what_can_not_be_read(shared, stored):
    """An answer that another version may have stored is left out, and the rest is told."""
    settled(shared, "job-1", Outcome("done", answer=stored))
    assert shared.find("job-1").state == "done"
    assert shared.find("job-1").answer is None


@pytest.mark.parametrize(
    "key", ["", "a\nb", "a\0", "\t", "\x7f", "\u2028", "\ud800", "x" * 256, None, 7, b"job", ["a"]]
)
def test_what_is_no_key(shared, key):
    """Whatever can't be a key is said so, without its whole text; nothing is looked for."""
    for ask in (shared.find, shared.forget, *([shared.records] if key else [])):
        with pytest.raises(errors.ArgumentError, match="a text of 1 to 255 printable characters") as caught:
            ask(key)
        assert len(str(caught.value)) < 200


@pytest.mark.parametrize("key", ["x", "x" * 255, "job 17: Ana Prado", "é😀", "batch a.csv: 7"])
def test_what_is_a_key(shared, key):
    """Texts that a person or a program calls a job."""
    assert shared.find(key) is None


# A value


def test_a_journal_is_a_value(shared, tmp_path):
    """It can't be changed, and is copied, compared, hashed and pickled without its connections."""
    claim(shared._store())
    copies = [copy.deepcopy(shared), pickle.loads(pickle.dumps(shared)), journal.open(shared.address)]
    assert all(each == shared and hash(each) == hash(shared) and each.find("job-1") for each in copies)
    assert journal.open(shared.address, wait=1) != shared
    assert journal.open(shared.address, wait=1)._store() is shared._store()
    with pytest.raises(AttributeError):
        shared.wait = 1
    assert isinstance(shared, Journal)


def test_a_file_is_kept_from_the_root_on(tmp_path):
    """A relative path is of the folder in which the journal was opened; nothing is made before the first call."""
    program = """
import os, sys
from toolzz_cal import journal
os.chdir(sys.argv[1])
shared = journal.open("sqlite:///calls.db")
os.chdir("/")
print(os.listdir(sys.argv[1]), shared.address)
shared.find("job-1")
print(sorted(os.listdir(sys.argv[1]))[0])
"""
    assert fresh(program, str(tmp_path)).splitlines() == [f"[] sqlite:///{tmp_path}/calls.db", "calls.db"]


def test_a_file_is_its_owners(shared, tmp_path):
    """Nobody else may read it, nor what SQLite writes beside it."""
    claim(shared._store())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes["calls.db"] == 0o600
    assert set(modes.values()) == {0o600}


def test_closing(shared):
    """What was stored stays, and a later use opens the journal again."""
    claim(shared._store())
    shared.close()
    shared.close()
    assert shared.find("job-1").state == "started"


def test_the_file_is_whole_once_it_is_closed(shared, tmp_path):
    """It can be copied then: nothing is left beside it."""
    claim(shared._store())
    shared.close()
    assert [path.name for path in tmp_path.iterdir()] == ["calls.db"]
    with sqlite3.connect(tmp_path / "calls.db") as connection:
        assert connection.execute("SELECT key, owner FROM toolzz_cal_calls").fetchall() == [("job-1", "first")]
    connection.close()


# Opening


@every(
    "settings",
    [{"lease": -1}, {"wait": -0.1}, {"retention": 0}, {"retention": -1}]
    + [{name: value} for name in ("lease", "wait", "retention") for value in (True, "5", None, 1e11, [])]
    + [{name: float(value)} for name in ("lease", "wait", "retention") for value in ("nan", "inf")]
    + [{"retention": 10**400}],
)
def test_odd_numbers(settings):
    """They are refused when the journal is opened."""
    (name,) = settings
    with pytest.raises(errors.ConfigurationError, match=rf"A journal's {name} must be a number of seconds"):
        journal.open(REDIS, **settings)


@pytest.mark.parametrize("settings", [{"lease": 0}, {"wait": 0}, {"retention": 0.5}, {"lease": 1, "wait": 2.5}])
def test_fit_numbers(settings):
    """Whole ones and parts of seconds."""
    assert journal.open(REDIS, **settings).retention > 0


@pytest.mark.parametrize("name", ["keep_secrets", "mark"])
def test_odd_switches(name):
    """They are True or False, and no text that says so."""
    with pytest.raises(errors.ConfigurationError, match=f"{name} must be True or False, not 'no'"):
        journal.open(REDIS, **{name: "no"})


@every(
    ("address", "message"),
    [
        ("sqlite://", "name a file, as in 'sqlite:///calls.db'"),
        ("sqlite:///", "name a file"),
        ("sqlite:///:memory:", "must outlast its process"),
        ("sqlite:///file::memory:?cache=shared", "must outlast its process"),
        ("sqlite:///file:calls.db", "name a file"),
        ("sqlite://calls.db", "a file has three strokes, as in 'sqlite:///calls.db'"),
        ("sqlite:///calls.db?mode=ro", "has options, and a SQLite file takes none"),
        ("sqlite:calls.db", "is not an address"),
        ("calls.db", "is not an address; write it like 'sqlite:///calls.db'"),
        ("", "is not an address"),
        (None, "is not an address"),
        (7, "is not an address"),
        ("sqlite:///a\nb.db", "is not an address"),
        ("mysql://host/calls", "of no known kind; there are sqlite://, postgresql://"),
        ("postgres://host/calls", "of no known kind; there are sqlite://, postgresql://"),
        ("memory://", "of no known kind"),
        ("redis://", "is not an address; write it like 'redis://"),
        ("rediss:///0", "is not an address"),
        ("redis://user:12/34@127.0.0.1:6379/0", "percent-encoded"),
        ("redis://127.0.0.1:99999", "is not an address"),
        ("postgresql://host:port/calls", "is not an address"),
        ("redis://127.0.0.1/0?socket_timeout=soon", "can't be used; look at its options"),
        ("postgresql://127.0.0.1/calls?no_such_option=1", "look at its options: .*no_such_option"),
    ],
)
def test_what_is_no_address(address, message):
    """It is refused when the journal is opened, with what to write instead."""
    with pytest.raises(errors.ConfigurationError, match=message):
        journal.open(address)


@every(
    "address",
    [
        "sqlite:///calls.db",
        "sqlite:////var/a@b.db",
        "postgresql://ana@127.0.0.1/calls",
        "postgresql:///calls",
        "postgresql+psycopg://127.0.0.1:1/calls?sslmode=require",
        REDIS,
        "rediss://127.0.0.1:1",
        "redis+unix:///run/redis.sock",
    ],
)
def test_what_is_an_address(address):
    """Nothing is connected, so that no server need be there."""
    assert repr(journal.open(address)).startswith("Journal(address='")


SECRET_ADDRESSES = [
    f"{scheme}://{rest}"
    for scheme in ("redis", "rediss", "postgresql", "postgresql+psycopg", "sqlite", "mongodb")
    for rest in (
        f":{QUOTED}@db.example.com:6379/0",
        f"ana:{QUOTED}@db.example.com:6379/0?client_name=a@b",
        f"ana:{PASSWORD}@db.example.com:6379/0",
        f":{PASSWORD}@db.example.com",
        "ana:12/example-pa@db.example.com:6379",
        ":example-pa#ss@db.example.com:6379",
        ":example-pa?ss@db.example.com:6379",
        "db.example.com:example-pa",
        ":example-pa",
        "db.example.com/0?socket_timeout=example-pa",
        "db.example.com/0?password=example-pa",
        "db.example.com/0?example-pa=1",
    )
] + [":example-pa@db.example.com", f"redis+unix://:{QUOTED}@/run/redis.sock", "redis+unix:///r?password=example-pa"]


@every("address", SECRET_ADDRESSES)
def test_password_is_never_shown(address):
    """Whatever an address looks like, accepted or refused, no part of its password is said."""
    try:
        said = repr(journal.open(address))
    except errors.ConfigurationError as problem:
        said = f"{problem} {problem!r} {vars(problem)} {problem.__context__!r}"
    assert "w@rd" not in said
    assert "w%40rd" not in said
    if "?example-pa=" not in address:  # an unknown option is named
        assert "example-pa" not in said


def test_a_journal_is_named():
    """The rest of an address stays, so that one knows which is meant."""
    named = [repr(journal.open(f"redis://{at}[::1]:6379/3?client_name=x")) for at in ("", "user:example@")]
    assert ["redis://[::1]:6379/3'" in named[0], "redis://***@[::1]:6379/3'" in named[1]] == [True, True]
    assert "'sqlite:////var/calls.db'" in repr(journal.open("sqlite:////var/calls.db"))


# What is imported, and when


@pytest.mark.parametrize(
    ("missing", "address"),
    [
        ("sqlalchemy", "sqlite:///calls.db"),
        ("sqlalchemy", "postgresql://127.0.0.1/calls"),
        ("psycopg", "postgresql://127.0.0.1/calls"),
        ("redis", REDIS),
    ],
)
def test_library_that_is_not_installed(missing, address):
    """Without the extra the message has the command that installs it."""
    program = f"""
import sys
sys.modules[{missing!r}] = None
from toolzz_cal import journal
try:
    journal.open({address!r})
except ValueError as problem:
    print(problem)
"""
    assert f"needs the library {missing}: pip install 'toolzz-cal[journal]'" in fresh(program)


def test_nothing_is_imported_before_a_journal_is_opened():
    """Neither the package nor this module imports a library; each kind of journal imports its own."""
    program = """
import sys
import toolzz_cal
from toolzz_cal import Client
Client(composio_api_key="ak_example")
assert "toolzz_cal.journal" not in sys.modules
from toolzz_cal import journal
libraries = {"sqlalchemy", "psycopg", "redis", "sqlite3", "asyncio"}
assert not libraries & set(sys.modules), libraries & set(sys.modules)
assert journal is toolzz_cal.journal and sorted(journal.__all__) == ["Journal", "Record", "open"]
journal.open("redis://127.0.0.1:1/0")
assert not {"sqlalchemy", "psycopg"} & set(sys.modules)
journal.open("sqlite:////nowhere/calls.db")
assert "sqlalchemy" in sys.modules and "psycopg" not in sys.modules
"""
    fresh(program)
