"""On a real terminal: what goes to a file is in the file, and what is drawn is on the terminal."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.support.command_line import environment, variables
from tests.support.forked import Forked

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

LINES = [json.dumps({"operation": "me.get"}), json.dumps({"operation": "timezones.list"})] * 2
COMMANDS = {
    "batch": ("batch", "calls.jsonl", "--concurrency", "1"),
    "all": ("bookings", "list", "--all", "--take", "2", "--query", "[].uid", "--json"),
    "json": ("me", "get", "--json"),
    "table": ("bookings", "list", "--table"),
    "yaml": ("me", "get", "--yaml"),
    "text": ("bookings", "list", "--all", "--take", "2", "--query", "[].uid", "--text"),
    "slots": ("slots", "show", "--event-type-id", "10482", "--from", "2027-03-15"),
    "doctor": ("doctor",),
    "dry-run": ("me", "get", "--dry-run"),
    "help": ("bookings", "--help"),
    "completion": ("completion", "bash"),
    "routes": ("routes", "bookings.cancel"),
}
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


def drained(master):
    """What was written to a terminal, until nobody has it open any more."""
    found = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says so of a terminal that everybody has closed
            piece = b""
        if not piece:
            return found.decode()
        found += piece


def typed(words, folder, url, *, out, err):
    """Runs a command whose standard output and error are a terminal, or else a file; answers what is in which."""
    master, slave = pty.openpty()
    paths = {"out": folder / "out", "err": folder / "err"}
    files = {name: path.open("wb") for name, path in paths.items()}
    settings = environment(**variables(url), PYTHONIOENCODING="utf-8", TERM="xterm", COLUMNS="100", NO_COLOR="1")
    with Path(os.devnull).open("rb") as nothing:
        streams = (nothing.fileno(), slave if out else files["out"].fileno(), slave if err else files["err"].fileno())
        command = Forked("toolzz_cal_cli", words, settings, folder, streams=streams)
    os.close(slave)
    shown = drained(master)
    assert command.wait() == 0, shown
    os.close(master)
    for each in files.values():
        each.close()
    return paths["out"].read_text("utf-8"), paths["err"].read_text("utf-8"), _STEERING.sub("", shown)


@pytest.fixture
def folder(tmp_path):
    """A folder with a batch in it."""
    (tmp_path / "calls.jsonl").write_text("".join(f"{line}\n" for line in LINES), "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_the_file_has_what_a_pipe_has(name, folder, mock):
    """`toolzz-cal … > file`, typed at a terminal, writes the same as with the standard error in a file too."""
    plain, _, shown = typed(COMMANDS[name], folder, mock.url, out=False, err=False)
    assert shown == ""
    (folder / "calls.jsonl.journal").unlink(missing_ok=True)
    found, _, shown = typed(COMMANDS[name], folder, mock.url, out=False, err=True)
    assert found == plain != ""
    assert plain.splitlines()[0] not in shown


@pytest.mark.parametrize("out", [True, False])
@pytest.mark.parametrize("err", [True, False])
def test_a_batch_wherever_it_writes(out, err, folder, mock):
    """Each of the four ways: four lines of JSON, whole, where the output goes; the bar only on a terminal's error."""
    file, told, shown = typed(COMMANDS["batch"], folder, mock.url, out=out, err=err)
    lines = [line for line in (shown if out else file).splitlines() if line.startswith("{")]
    assert [json.loads(line)["line"] for line in lines] == [1, 2, 3, 4]
    assert "4 lines: 0 done before, 4 done now" in (shown if err else told)
    assert ("4/4" in shown) == err
    assert "4/4" not in file + told
