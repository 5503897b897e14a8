"""Tests say the same in any order, beside any neighbour and in any process."""

import re
import subprocess
import sys

from tests.support.document import ROOT
from tests.support.independence import foreign_patches, short_patience
from tests.support.tables import every

FILES = sorted(path for path in (ROOT / "tests").rglob("*.py") if "cases" not in path.parts)
# What may be set although all threads see it, and why.
ALLOWED = {
    "sys.stdin": "pytest captures it for each test too",
    "sys.stdout": "the same",
    "sys.stderr": "the same",
    "sys.dont_write_bytecode": "a process does it that imports one hostile package and ends",
    "socket.getaddrinfo": "it goes on for this machine, and ends whatever is on its way to another",
}


@every("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_depends_on_a_fast_machine(path):
    """A process is given up only when it surely hangs."""
    found = short_patience(path.read_text("utf-8"))
    assert [f"{path.name}:{line} waits {seconds} s" for line, seconds in found] == []


@every(
    ("call", "short"),
    [
        ("subprocess.run([], timeout=9)", True),
        ("it.communicate(timeout=9.5)", True),
        ("subprocess.run([], timeout=300)", False),
        ("client.get(timeout=1)", False),
        ("subprocess.run([], timeout=given)", False),
    ],
)
def test_how_short_limits_are_found(call, short):
    """Those of processes, given as a number."""
    assert bool(list(short_patience(call))) is short


PATCHES = """
import time
import asyncio as aio
import socket as s
from time import sleep as rest
from pathlib import Path
from httpx import HTTPTransport
from tests.support import document, command_line
from unittest import mock


def test(monkeypatch, made):
    import subprocess

    {statement}
"""


@every("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_patched_for_all_threads(path):
    """A test that would replace what the standard library or a package offers injects it instead.

    A name in a module of the project can be replaced: `monkeypatch.setattr(module, "time", …)`. What can't be had
    otherwise is done in an interpreter of its own.
    """
    found = foreign_patches(path.read_text("utf-8"))
    assert [f"{path.name}:{line} sets {name}" for line, name in found if name not in ALLOWED] == []


@every(
    ("statement", "patched"),
    [
        ("monkeypatch.setattr(time, 'sleep', made)", "time.sleep"),
        ("monkeypatch.setattr('time.sleep', made)", "time.sleep"),
        ("monkeypatch.setattr(aio, 'sleep', made)", "asyncio.sleep"),
        ("monkeypatch.setattr(s.socket, 'connect', made)", "socket.socket.connect"),
        ("monkeypatch.setattr(Path, 'open', made)", "pathlib.Path.open"),
        ("monkeypatch.setattr(HTTPTransport, 'handle_request', made)", "httpx.HTTPTransport.handle_request"),
        ("monkeypatch.setattr(document.json, 'dumps', made)", "json.dumps"),
        ("monkeypatch.setattr('tests.support.command_line.io.StringIO', made)", "io.StringIO"),
        ("monkeypatch.delattr(subprocess, 'Popen')", "subprocess.Popen"),
        ("mock.patch('time.monotonic', made)", "time.monotonic"),
        ("mock.patch.object(time, 'monotonic', made)", "time.monotonic"),
        ("setattr(time, 'sleep', made)", "time.sleep"),
        ("time.sleep = made", "time.sleep"),
        ("monkeypatch.setattr(document, 'json', made)", None),
        ("monkeypatch.setattr('tests.support.document.json', made)", None),
        ("monkeypatch.setattr(command_line.Terminal, 'isatty', made)", None),
        ("monkeypatch.setattr(made, 'sleep', made)", None),
        ("made.sleep = time", None),
    ],
)
def test_how_patches_are_found(statement, patched):
    """Whatever the way and the name, what belongs to others is found, and what is the project's own is not."""
    assert [name for _, name in foreign_patches(PATCHES.format(statement=statement))] == ([patched] if patched else [])


SPOILS = """
from tests.support.document import document
ROWS = [{"name": "Ana"}]

def test_it():
    assert ROWS[0]["name"] == "Ana"
    CHANGE
"""


def ran(folder, text, *options):
    """What pytest says of a test module that stands in a folder of its own."""
    path = folder / "test_inner.py"
    path.write_text(text, "utf-8")
    return pytest_of(path, *options)


def pytest_of(path, *options):
    """What pytest says of a module, or of all in a folder."""
    fixed = [
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.conftest",
        "--rootdir",
        str(ROOT),
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    command = [sys.executable, "-m", "pytest", *fixed, *options, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


CHANGES = {
    "ROWS[0]['name'] = 'Rui'": r"its tests ran: test_inner0\.ROWS;",
    "ROWS.append(1)": r"its tests ran: test_inner1\.ROWS;",
    "document()['info']['title'] = 'x'": r"tests ran: document\.document; one of .*test_inner2.* has to",
    "{**ROWS[0]}['name'] = 'Rui'": None,
}


def test_changed_data_is_told(tmp_path):
    """What a module's tests change of what they share is an error, which names it."""
    for number, change in enumerate(CHANGES):
        (tmp_path / f"test_inner{number}.py").write_text(SPOILS.replace("CHANGE", change), "utf-8")
    # As written, since two errors at the end of the last test of all are told as one.
    done = pytest_of(tmp_path, "-q", "-p", "no:randomly")
    for told in filter(None, CHANGES.values()):
        assert re.search(f"Changed while {told}", done.stdout), done.stdout
    assert "4 passed, 3 errors" in done.stdout


SEVERAL = "import pytest\n@pytest.mark.parametrize('n', range(9))\ndef test_it(n): print(f'number {n}')\n"


def test_the_order_is_told(tmp_path):
    """Every run is shuffled and says with which seed its tests stand in the same order again, alone or with workers."""
    orders = []
    for seed, options in ((4242, ()), (4242, ("-q", "-n", "1")), (7, ())):
        said = ran(tmp_path, SEVERAL, "-rP", f"--randomly-seed={seed}", *options).stdout
        assert said.count(f"--randomly-seed={seed}") >= 2
        orders.append(re.findall(r"number \d", said))
        assert sorted(orders[-1]) == [f"number {n}" for n in range(9)]
    first, again, another = orders
    assert first == again
    assert first != another
