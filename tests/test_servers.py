"""Servers that tests start: each can be held up, killed and started again, and none outlives who started it."""

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import redis

from tests.support.document import ROOT
from tests.support.guarded import until
from tests.support.servers import postgresql_server, redis_server

STARTED = """
import os, sys, time
from tests.support import servers

with getattr(servers, sys.argv[1])() as server:
    if sys.argv[2] == "forked" and os.fork() == 0:
        time.sleep(300)  # a child that holds all that its parent had open
    print(server.port, server.folder, flush=True)
    sys.stdin.read()
"""


def listens(port):
    """Whether anybody takes connections at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(params=["redis_server", "postgresql_server"])
def name(request):
    """Either kind, where it can be had."""
    request.getfixturevalue({"redis_server": "shared_redis", "postgresql_server": "shared_postgresql"}[request.param])
    return request.param


@pytest.mark.parametrize("way", ["alone", "forked"])
def test_a_server_ends_with_a_run_that_is_killed(name, way):
    """Nobody is left to stop it, and it goes with its folder; also while a forked child of the run lives on."""
    command = [sys.executable, "-c", STARTED, name, way]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **pipes) as run:
        try:
            port, folder = run.stdout.readline().split()
            assert listens(int(port))
            run.kill()
            run.wait()
            until(lambda: not listens(int(port)) and not Path(folder).exists())
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def test_redis_that_is_durable_remembers():
    """After a kill too, at the same address."""
    with redis_server("example-word", durable=True) as server:
        before = server.url
        with server.client() as client:
            client.set("a", "1")
        server.kill()
        assert not server.runs
        assert not listens(server.port)
        server.start()
        assert server.url == before
        with server.client() as client:
            assert client.get("a") == "1"


def test_postgresql_remembers():
    """After a kill and after a restart."""
    with postgresql_server() as server:
        with server.connect() as connection:
            connection.execute("CREATE TABLE a AS SELECT 1 AS b")
        server.kill()
        assert not listens(server.port)
        server.start()
        server.restart()
        with server.connect() as connection:
            assert connection.execute("SELECT b FROM a").fetchone() == (1,)


def test_redis_can_be_held_up(shared_redis):
    """It answers nothing meanwhile, and goes on afterwards."""
    with shared_redis.client() as client:
        assert client.ping()
        with shared_redis.frozen(), pytest.raises(redis.TimeoutError):
            redis.Redis.from_url(shared_redis.url, socket_timeout=0.2).ping()
        assert client.ping()


def test_postgresql_can_be_held_up(shared_postgresql):
    """Those who are connected get no answer either."""
    with shared_postgresql.connect() as connection:
        plain = connection.pgconn
        with shared_postgresql.frozen():
            plain.send_query(b"SELECT 1")
            plain.flush()
            assert select.select([plain.socket], [], [], 0.2)[0] == []
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(shared_postgresql.url, connect_timeout=2)
        assert plain.get_result().get_value(0, 0) == b"1"
        assert plain.get_result() is None


def test_each_test_begins_with_nothing(redis_url, postgresql_url):
    """Redis is empty, and so is the database."""
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
    with psycopg.connect(postgresql_url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert found == (0,)
