"""Several processes, threads and forks use one journal: each key has one owner, whoever is killed or restarts."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from toolzz_cal import errors, journal
from toolzz_cal._journal_store import Outcome

from tests.support.independence import PATIENCE
from tests.support.journals import KINDS, address_of, claim, eventually, opened
from tests.support.processes import fresh, together
from tests.support.servers import postgresql_server, redis_server

DONE = Outcome("done", answer=b"{}")

CLAIMS = """
import sys
from importlib import import_module
from toolzz_cal import journal
from toolzz_cal._journal_store import Claim, Outcome

address, module, when, keys = sys.argv[1:5]
import_module(f"toolzz_cal._journal_{module}")

def begin():
    store = journal.open(address)._store()
    if when == "ready":  # with a connection
        store.salt()
    return store

def work(store, owner):
    mine = []
    for number in range(int(keys)):
        entry = store.claim(Claim(f"job-{number}", owner, "digest", "bookings.create", 600.0))
        assert not entry.doubtful
        if entry.owner == owner:
            assert entry.state == "started"
            mine.append(entry.key)
            if number % 2:
                assert store.settle(entry.key, owner, Outcome("done", answer=owner.encode()))
    return mine
"""
MODULES = {"sqlite": "sqlite", "postgresql": "postgres", "redis": "redis"}


@pytest.mark.parametrize("begin", ["ready", "new"])
def test_processes_claim_the_same_keys(journal_address, begin):
    """Four that begin together, each connected or all about to make the journal: every key has one owner."""
    module = MODULES[journal_address.partition(":")[0]]
    mine = together(CLAIMS, journal_address, module, begin, "40", count=4)
    assert sorted(key for each in mine for key in each) == sorted(f"job-{number}" for number in range(40))
    with opened(journal_address) as shared:
        entries = {entry.key: entry for entry in shared._store().entries("")}
    for number, keys in enumerate(mine):
        for key in keys:
            done = int(key.removeprefix("job-")) % 2
            told = f"worker-{number}".encode() if done else None
            assert (entries[key].owner, entries[key].answer) == (f"worker-{number}", told)


def test_threads_claim_the_same_keys(journal_address):
    """Sixteen threads of one process with one journal, and others that settle and look meanwhile."""
    start = threading.Barrier(16)
    with opened(journal_address) as shared:

        def work(number):
            start.wait()
            store = shared._store()
            mine = []
            for job in range(20):
                if claim(store, f"job-{job}", f"thread-{number}").owner == f"thread-{number}":
                    mine.append(job)
                    assert store.settle(f"job-{job}", f"thread-{number}", DONE._replace(made=[f"thing-{job}"]))
                assert store.find(f"job-{job}") is not None
            return mine

        with ThreadPoolExecutor(16) as pool:
            mine = list(pool.map(work, range(16)))
        assert sorted(job for each in mine for job in each) == list(range(20))
        assert len(shared._store().made([f"thing-{job}" for job in range(20)])) == 20


def test_one_of_many_follows(journal_address):
    """Of those that find a lease over, one goes on."""
    with opened(journal_address) as shared:
        claim(shared._store(), lease=0)
        with ThreadPoolExecutor(8) as pool:
            entries = list(pool.map(lambda number: claim(shared._store(), owner=str(number)), range(8)))
    assert len({entry.owner for entry in entries}) == 1
    assert all(entry.doubtful for entry in entries)


def test_one_of_many_finds_a_thing(journal_address):
    """Of several keys whose calls look at once and find the same thing, one has it."""
    with opened(journal_address) as shared:
        store = shared._store()
        for number in range(8):
            claim(store, f"job-{number}")
        found = DONE._replace(made=["thing", "another thing"], found=True)
        with ThreadPoolExecutor(8) as pool:
            taken = list(pool.map(lambda number: store.settle(f"job-{number}", "first", found), range(8)))
        assert taken.count(True) == 1
        owner = f"job-{taken.index(True)}"
        assert {made.key for made in store.made(["thing", "another thing"]).values()} == {owner}
        assert [store.find(f"job-{number}").state for number in range(8)].count("done") == 1


# Processes that end


KILLED = """
import os, signal, sys
from toolzz_cal import journal
from toolzz_cal._journal_store import Claim
store = journal.open(sys.argv[1])._store()
store.claim(Claim("job-1", "killed", "digest", "bookings.create", float(sys.argv[2])))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("lease", [0.0, 0.5])
def test_a_process_that_is_killed_after_its_claim(journal_address, lease):
    """Its claim was stored before anything could be sent; after its lease, and not before, another follows in doubt."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, journal_address, str(lease)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    with opened(journal_address) as shared:
        store = shared._store()
        assert store.find("job-1").owner == "killed"

        def follow():
            left = store.find("job-1").lease_left
            entry = claim(store, owner="second")
            assert entry.owner == "second" or entry.lease_left > 0
            return entry if entry.owner == "second" else (left <= 0 and pytest.fail("the lease was over"))

        entry = eventually(follow)
        assert entry.doubtful
        assert entry.since >= lease


FORK = """
import os, sys
from toolzz_cal import journal
from toolzz_cal._journal_store import Claim, Outcome

def claim(key, owner):
    return shared._store().claim(Claim(key, owner, "digest", "bookings.create", 600.0))

def run(work):
    child = os.fork()
    if not child:
        code = 1
        try:
            code = 0 if work() else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

shared = journal.open(sys.argv[1])
assert claim("job-1", "parent").owner == "parent"
journal._lock.acquire()  # as another thread would
store = journal._stores[shared.address, shared.retention]
store._guard.acquire()

def first():
    ours = claim("job-2", "child")
    return claim("job-1", "child").owner == "parent" and ours.owner == "child" and shared._store() is not store

run(first)
store._guard.release()
journal._lock.release()
assert shared._store() is store
assert claim("job-2", "parent").owner == "child"
assert shared._store().settle("job-1", "parent", Outcome("done"))

def second():
    shared.close()  # closes what is the child's own
    return claim("job-1", "child").state == "done"

run(second)
assert claim("job-3", "parent").owner == "parent"
"""


def test_child_of_a_fork(journal_address):
    """It uses the journal over connections of its own, even if the fork caught another thread inside a step."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    fresh(FORK, journal_address)
    with opened(journal_address) as shared:
        assert [record.key for record in shared.records()] == ["job-1", "job-2", "job-3"]


OUTLIVED = """
import os, sys
from toolzz_cal import journal
from toolzz_cal._journal_store import Claim

shared = journal.open(sys.argv[1])
claims = lambda key: shared._store().claim(Claim(key, "one", "digest", "bookings.create", 600.0))
claims("of the parent")
to_child, to_parent = os.pipe(), os.pipe()
if not os.fork():
    try:
        claims("of the child 1")
        os.write(to_parent[1], b"1")
        os.read(to_child[0], 1)
        claims("of the child 2")
        os.write(to_parent[1], b"1")
        os.read(to_child[0], 1)
    finally:
        os._exit(0)
os.read(to_parent[0], 1)
shared.close()  # as the last of this process: SQLite removes the log unless it sees that the child uses it
os.write(to_child[1], b"1")
os.read(to_parent[0], 1)
found = sorted(record.key for record in shared.records())
os.write(to_child[1], b"1")
print(found)
"""


def test_parent_that_closes_before_its_child(tmp_path):
    """What the child of a fork claims in a SQLite file is there, although the parent had it open and closes it."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    said = fresh(OUTLIVED, f"sqlite:///{tmp_path}/calls.db")
    assert said.strip() == "['of the child 1', 'of the child 2', 'of the parent']"


# Servers that end


@pytest.fixture(params=["postgresql", "redis"])
def server(request):
    """A server of its own, which finds its data again after a restart."""
    if request.param == "postgresql":
        with postgresql_server() as running:
            yield running
    else:
        with redis_server(durable=True) as running:
            yield running


def test_server_that_restarts(server):
    """Calls go on with their next step, whatever it is, and with what was stored."""
    with opened(server.url) as shared:
        store = shared._store()
        salt = store.salt()
        claim(store)
        server.restart()
        assert claim(store, owner="second").owner == "first"
        server.restart()
        assert store.renew("job-1", "first", 100)
        server.restart()
        assert store.settle("job-1", "first", DONE._replace(made=["thing"]))
        server.restart()
        assert store.find("job-1").state == "done"
        server.restart()
        assert set(store.made(["thing"])) == {"thing"}
        server.restart()
        assert [record.key for record in shared.records()] == ["job-1"]
        server.restart()
        assert shared.forget("job-1") is True
        shared.close()
        assert store.salt() == salt


def test_server_that_is_down(server):
    """A call is told so at once, and that it may be tried again; it can be, once the server is back."""
    with opened(server.url) as shared:
        store = shared._store()
        claim(store)
        server.stop()
        steps = [
            lambda: claim(store, "job-2"),
            lambda: store.renew("job-1", "first", 1),
            lambda: store.settle("job-1", "first", DONE),
            lambda: store.find("job-1"),
            lambda: list(store.entries("")),
            lambda: store.made(["thing"]),
            lambda: store.forget("job-1"),
            lambda: journal.open(server.url, retention=5)._store().salt(),
        ]
        for step in steps:
            with pytest.raises(errors.JournalUnavailable, match=r"The journal .*127\.0\.0\.1:\d+/\w+ can't be reached"):
                step()
        server.start()
        assert claim(store, owner="second").owner == "first"


def test_server_that_lost_everything():
    """A Redis that keeps nothing begins anew with the salt that its callers know, so that they agree on calls."""
    with redis_server() as server, opened(server.url) as shared:
        store = shared._store()
        salt = store.salt()
        claim(store)
        server.kill()
        server.start()
        assert claim(store, owner="second").owner == "second"
        with opened(server.url, retention=60) as other:
            assert other._store().salt() == salt


# Values


@pytest.mark.parametrize("kind", KINDS)
def test_a_journal_travels(kind, request):
    """A pickled one is the same journal in another process."""
    address = address_of(kind, request)
    with opened(address, retention=3600, wait=1) as shared:
        claim(shared._store())
        program = """
import pickle, sys
shared = pickle.loads(bytes.fromhex(sys.argv[1]))
print(shared.find("job-1").operation, shared.retention, shared.forget("job-1"))
"""
        assert fresh(program, pickle.dumps(shared).hex()).split() == ["bookings.create", "3600", "True"]
        assert shared.find("job-1") is None
