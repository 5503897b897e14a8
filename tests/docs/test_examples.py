"""The example of every operation on the reference pages runs as it stands there: sync, async and by curl."""

import os
import shutil
import subprocess
from datetime import timedelta
from functools import cache

import pytest
from toolzz_cal import ActionFailed, Client
from toolzz_cal_mock.seed import OPTION, ORGANIZATION, USER
from toolzz_cal_mock.world.attributes import assign_option

from tests.support.client import example
from tests.support.mock import NOW
from tests.support.tables import every
from workshop.site.calls import BEFORE, written
from workshop.site.reference import source


@cache
def _operations():
    """Each operation of the specification by its name."""
    return {each.name: each for each in source().shape.operations}


EVERY = every("name", lambda: sorted(_operations()))

# What must be so before an example can succeed; the pages say the same in words.
PREPARE = {
    "bookings.mark_absent": lambda mock: mock.clock.set(NOW + timedelta(days=30)),
    "organizations.users.attribute_options.unassign": lambda mock: assign_option(
        mock.world, ORGANIZATION, USER, OPTION
    ),
}


@pytest.fixture
def server(toolzz_cal_mock_server, monkeypatch):
    """A mock on a port, and an environment that leads there."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name, value in toolzz_cal_mock_server.environment.items():
        monkeypatch.setenv(name, value)
    return toolzz_cal_mock_server


def prepared(server, name):
    """The example of an operation, once what it needs is there, in a mock that nobody has used yet."""
    server.mock.reset()
    if name in BEFORE:
        PREPARE[name](server.mock)
    return source().example(_operations()[name])


def assert_done(server, name):
    """One request came: this operation, with the specification's values and the extra ones, and it succeeded."""
    (call,) = server.calls()
    assert name == call.operation
    assert 200 == call.status, call.answered
    if _operations()[name].slug:
        assert call.answered["successful"], call.answered["error"]
    told = example(name)
    assert {**told.in_path, **told.arguments} == call.arguments


@EVERY
def test_python_runs(name, server, capsys):
    """The sync example, as it stands, does what it says and prints something."""
    capsys.readouterr()
    code = prepared(server, name).sync
    exec(compile(code, f"{name} (sync)", "exec"), {"__name__": "__main__"})
    assert_done(server, name)
    assert capsys.readouterr().out.strip()


@EVERY
def test_awaited_python_runs(name, server, capsys):
    """So does the async one."""
    capsys.readouterr()
    code = prepared(server, name).awaited
    exec(compile(code, f"{name} (async)", "exec"), {"__name__": "__main__"})
    assert_done(server, name)
    assert capsys.readouterr().out.strip()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@EVERY
def test_curl_runs(name, server, tmp_path):
    """So does the command, once the address of the upstream is that of the mock."""
    command = prepared(server, name).curl
    for host in sorted({each.server for each in _operations().values()}):
        command = command.replace(f'"{host}/', f'"{server.url}/')
    assert server.url in command
    script = tmp_path / "example.sh"
    script.write_text(command, "utf-8")
    done = subprocess.run(["sh", script], capture_output=True, text=True, check=False, timeout=300)
    assert 0 == done.returncode, done.stderr + done.stdout
    assert_done(server, name)


def test_what_examples_need_is_needed(server):
    """Nothing is prepared or added in vain: without it, each of these examples is refused."""
    assert PREPARE.keys() == BEFORE.keys()
    for name in BEFORE:
        given = source().example(_operations()[name])
        with Client(user_id=given.user) as client, pytest.raises(ActionFailed):
            client.actions.execute(_operations()[name].slug, given.arguments)


def test_examples_have_what_cal_needs():
    """Whatever `needs` of `x-cal` names is in the example, so that copying it works."""
    needs = {each.name: set(each.direct.needs) for each in _operations().values() if each.direct and each.direct.needs}
    assert needs
    lacking = {name: fields - source().example(_operations()[name]).arguments.keys() for name, fields in needs.items()}
    assert not any(lacking.values()), lacking


def test_long_calls_are_broken_into_lines_that_are_python():
    """Whatever the values: nested, empty, with quotes, with letters of any script."""
    value = {"a": ["x" * 40, "y" * 60], "b": {}, "c": 'say "ja" \\ não\n', "d": None, "e": [1.5, True]}
    code = written("found = dict", [("first", value), ("second", [])], 0)
    names = {}
    exec(code, names)
    assert {"first": value, "second": []} == names["found"]
    assert max(map(len, code.splitlines())) <= 80
    assert "found = dict(a=1)" == written("found = dict", [("a", 1)], 0)
