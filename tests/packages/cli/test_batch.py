"""`toolzz-cal batch`: everything once, whatever comes between."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import threading
import time
from types import SimpleNamespace

import pytest
from toolzz_cal_cli.batch import Batch
from toolzz_cal_cli.failures import Refusal
from toolzz_cal_cli.journal import DONE, Journal
from toolzz_cal_cli.session import Session
from toolzz_cal_cli.tree import operations

from tests.support import command_line
from tests.support.command_line import WHOLE, Terminal, environment, variables
from tests.support.mock import fails_behind

ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}


def create(hour, **more):
    """A line that books."""
    arguments = {"start": f"2027-03-12T{hour:02}:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    return {"operation": "bookings.create", "arguments": arguments, **more}


ME = {"operation": "me.get"}
CANCEL = {"operation": "bookings.cancel", "arguments": {"bookingUid": "bk4Zr8YqLw2TnVx6"}}


@pytest.fixture
def file(tmp_path):
    """Writes the lines of a batch."""

    def write(*lines):
        path = tmp_path / "calls.jsonl"
        path.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in lines), "utf-8")
        return str(path)

    return write


def states(ended):
    """The state that each line ended with."""
    told = [json.loads(line) for line in ended.out.splitlines()]
    return {each["line"]: each["state"] for each in told}


@pytest.mark.parametrize("shape", ["responses", "flat"])
def test_bookings_go_in_the_shape_that_the_gateway_wants(shape, run, mock, file):
    """The lines are as ever, and each books once."""
    mock.settings.shapes = {"20260721_00": shape}
    ended = run("batch", "--concurrency", "1", file(create(13), create(14), create(15)))
    assert (ended.code, {1: "done", 2: "done", 3: "done"}) == (0, states(ended))
    made = [each for each in mock.calls("bookings.create") if each.status == 200]
    assert 3 == len(made)
    assert 4 == len(mock.calls("bookings.create"))


def test_every_line_is_run(run, mock, file):
    """Each line gives a line of JSON with its number, its id and its answer; blank lines are nothing."""
    ended = run("batch", file(ME, "", create(13, id="first"), {"operation": "CAL_RETRIEVE_MY_INFORMATION"}))
    assert ended.code == 0
    told = {each["line"]: each for each in map(json.loads, ended.out.splitlines())}
    assert set(told) == {1, 3, 4}
    assert told[1]["data"]["id"] == 31790
    assert (told[3]["id"], told[3]["operation"], told[3]["data"]["status"]) == ("first", "bookings.create", "accepted")
    assert "3 lines: 0 done before, 3 done now" in ended.err
    assert len(mock.calls()) == 3


def test_nothing_is_repeated(run, mock, file):
    """A second run sends nothing, and its output is as complete as that of the first."""
    path = file(ME, create(13), create(14))
    first = run("batch", path)
    mock.calls.clear()
    second = run("batch", path)
    assert (second.code, mock.calls()) == (0, [])
    assert sorted(second.out.splitlines()) == sorted(first.out.splitlines())
    assert "3 done before, 0 done now" in second.err


def test_what_failed_is_tried_again(run, mock, file):
    """A refused call did not happen: it ends with 1, and the next run makes it."""
    mock.faults.add("status", status=400, operation="bookings.create", times=1)
    path = file(ME, create(13))
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (1, {1: "done", 2: "failed"})
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (0, {1: "done", 2: "done"})
    assert [each.status for each in mock.calls("bookings.create")] == [400, 200]
    mock.calls.assert_called_once("me.get")


def test_an_unknown_outcome_is_not_repeated(run, mock, file):
    """It is kept as such and ends with 5, now and in later runs, until one is told to repeat it."""
    mock.faults.add("drop_after", operation="bookings.create", times=1)
    path = file(create(13), ME)
    for _ in range(3):
        assert run("batch", path).code == 5
        mock.calls.assert_called_once("bookings.create")
    ended = run("batch", path)
    assert "line 1 (bookings.create) may have happened" in ended.err
    mock.mock.world.table("bookings").clear()
    assert run("batch", path, "--repeat-unknown").code == 0
    assert len(mock.calls("bookings.create")) == 2


def test_a_failure_behind_the_gateway_is_not_repeated(run, mock, file, monkeypatch):
    """The gateway's own answer is a 200, but what is behind it broke after it had booked."""
    fails_behind(monkeypatch, "bookings.create")
    path = file(create(13), ME)
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (5, {1: "unknown", 2: "done"})
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (5, {2: "done"})
    mock.calls.assert_called_once("bookings.create")
    assert "line 1 (bookings.create) may have happened" in ended.err


def killed(mock, operation, path):
    """Runs a batch, one call at a time, and kills it while its first call of an operation is under way."""
    mock.faults.add("latency", latency=20, operation=operation, times=1)
    words = [*WHOLE, "batch", path, "--concurrency", "1"]
    command = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment(**variables(mock.url)))
    deadline = time.monotonic() + 300
    while not mock.calls(operation) and time.monotonic() < deadline:
        time.sleep(0.01)
    command.send_signal(signal.SIGKILL)
    assert command.wait(300) == -signal.SIGKILL
    assert len(mock.calls(operation)) == 1


def test_killed_in_the_middle(run, mock, file):
    """A run that is killed while a call is under way repeats neither that call nor those before it."""
    path = file(ME, create(13), create(14), create(15))
    killed(mock, "bookings.create", path)
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (5, {1: "done", 3: "done", 4: "done"})
    assert "4 lines: 1 done before, 2 done now, 1 with unknown outcome" in ended.err
    starts = [each.arguments["start"] for each in mock.calls("bookings.create")]
    assert sorted(starts) == sorted(set(starts))
    mock.calls.assert_called_once("me.get")


def test_a_read_that_was_under_way_is_run_again(run, mock, file):
    """What only reads may be repeated without a question."""
    path = file(ME, create(13))
    killed(mock, "me.get", path)
    assert run("batch", path).code == 0
    assert len(mock.calls("me.get")) == 2
    mock.calls.assert_called_once("bookings.create")


def test_stopped_by_a_person(run, mock, file, monkeypatch):
    """Ctrl-C lets the call under way end, begins no further one, and ends with 130; the next run goes on."""
    real = Batch._write

    def stop(batch, told):
        real(batch, told)
        raise KeyboardInterrupt

    monkeypatch.setattr(Batch, "_write", stop)
    path = file(*(create(hour) for hour in (13, 14, 15, 16)))
    assert run("batch", path, "--concurrency", "1").code == 130
    made = len(mock.calls("bookings.create"))
    assert 1 <= made < 4
    monkeypatch.setattr(Batch, "_write", real)
    ended = run("batch", path)
    assert (ended.code, set(states(ended).values())) == (0, {"done"})
    assert len(mock.calls("bookings.create")) == 4


def test_lines_may_be_moved_and_added(run, mock, file):
    """Calls are known by what they say: another order, spelling of JSON or further lines repeat nothing."""
    run("batch", file(create(13), ME))
    turned = json.dumps({"arguments": dict(reversed(create(13)["arguments"].items())), "operation": "bookings.create"})
    ended = run("batch", file(ME, create(14), turned))
    assert ended.code == 0
    assert len(mock.calls("bookings.create")) == 2
    mock.calls.assert_called_once("me.get")


def test_the_same_call_twice_is_two_calls(run, mock, file):
    """Two equal lines are meant; with an id each, they may even change places."""
    run("batch", file(ME, ME))
    assert len(mock.calls("me.get")) == 2
    ended = run("batch", file(ME, ME, ME))
    assert "2 done before, 1 done now" in ended.err


def test_nothing_is_destroyed_without_a_question(run, mock, file, monkeypatch):
    """A batch with destructive lines needs `--yes`, or a yes; before that nothing at all is sent."""
    path = file(ME, CANCEL)
    ended = run("batch", path)
    assert (ended.code, mock.calls()) == (4, [])
    assert "1 of 2 calls, such as bookings cancel" in ended.err
    monkeypatch.setattr(command_line, "io", SimpleNamespace(StringIO=Terminal))
    assert run("batch", path, stdin="n\n").code == 4
    assert run("batch", path, stdin="y\n").code == 0
    monkeypatch.undo()


def test_yes_is_yes(run, file):
    """With `--yes` nobody is asked."""
    assert run("batch", file(CANCEL), "--yes").code == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is no JSON"),
        ("[]", "must be an object"),
        ('{"operation": "me.get", "argument": {}}', "not argument"),
        ('{"arguments": {}}', "operation is missing"),
        ('{"operation": 7}', "operation is missing"),
        ('{"operation": "bookings.lst"}', "did you mean bookings.list"),
        ('{"operation": "bookings.list", "arguments": []}', "arguments must be an object"),
        ('{"operation": "bookings.list", "arguments": {"take": "5"}}', "`take` must be a whole number"),
        ('{"operation": "bookings.list", "arguments": {"taek": 5}}', "did you mean take"),
        ('{"operation": "bookings.get", "arguments": {"bookingUid": "../me"}}', "must be a plain id"),
        ('{"operation": "bookings.get"}', "`bookingUid` is missing"),
        ('{"operation": "me.get", "id": {}}', "id must be"),
        ('{"operation": "me.get", "id": "same"}', "stands in an earlier line"),
        ('{"operation": "me.get", "operation": "me.get"}', "twice"),
    ],
)
def test_a_line_that_can_not_be(line, told, run, mock, file, tmp_path):
    """One bad line, named by its number, and nothing is sent; not even a journal is begun."""
    path = file({"operation": "me.get", "id": "same"}, line)
    ended = run("batch", path)
    assert (ended.code, ended.out, mock.calls()) == (2, "", [])
    assert "line 2" in ended.err
    assert told in ended.err
    assert not (tmp_path / "calls.jsonl.journal").exists()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\n"])
def test_a_file_without_lines(content, run, tmp_path):
    """Nothing to do is a mistake, and so is what is no text."""
    path = tmp_path / "calls.jsonl"
    path.write_bytes(content)
    assert run("batch", str(path)).code == 2
    assert run("batch", str(tmp_path)).code == 2


def test_from_the_standard_input(run, mock, tmp_path):
    """`-` reads the standard input, and then the journal must be named."""
    text = json.dumps(ME)
    assert run("batch", "-", stdin=text).code == 2
    assert run("batch", "-", "--journal", str(tmp_path / "j"), stdin=text).code == 0
    mock.calls.assert_called_once("me.get")


def test_dry_run(run, mock, file, tmp_path):
    """Every request is printed, none is sent, and there is no journal."""
    ended = run("batch", file(ME, CANCEL), "--dry-run")
    assert (ended.code, mock.calls()) == (0, [])
    assert ended.out.count("curl --request POST") == 2
    assert "ak_example" not in ended.out
    assert not (tmp_path / "calls.jsonl.journal").exists()


def test_a_few_at_a_time(run, file, monkeypatch):
    """As many calls as `--concurrency` says are under way together, and never more."""
    together, lock, now, most = threading.Barrier(3), threading.Lock(), [0], [0]

    def slow(session, described, arguments):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(20)
        with lock:
            now[0] -= 1
        return {}

    monkeypatch.setattr(Session, "run", slow)
    assert run("batch", file(*[ME] * 9), "--concurrency", "3").code == 0
    assert most == [3]
    assert run("batch", file(ME), "--concurrency", "0").code == 2


def test_a_bar_on_a_terminal(run, file, monkeypatch):
    """The bar is drawn on a terminal's standard error."""
    bar = Terminal()
    monkeypatch.setattr("sys.stderr", bar)
    run("batch", file(ME, ME))
    assert "2/2" in bar.getvalue()


def test_the_journal_is_private(run, file, tmp_path):
    """It is made for its owner only, and keeps neither the key nor an unmasked secret."""
    user = {"operation": "oauth_clients.users.create", "arguments": {"clientId": "client_example_4821"}}
    user["arguments"] |= {"name": "Ana Prado", "email": "one@example.com"}
    ended = run("batch", file(user))
    journal = tmp_path / "calls.jsonl.journal"
    assert json.loads(ended.out)["data"]["accessToken"] == "***"
    assert journal.stat().st_mode & 0o777 == 0o600
    assert b"ak_example" not in journal.read_bytes()


def test_another_account(run, mock, file, monkeypatch):
    """A journal is of one account: with another key or address it is refused, and nothing is sent."""
    path = file(ME)
    run("batch", path)
    mock.calls.clear()
    for words in (("--account", "other-example"), ("--base-url", "http://127.0.0.1:1")):
        ended = run("batch", path, *words)
        assert (ended.code, mock.calls()) == (3, [])
        assert "another account" in ended.err
    monkeypatch.setenv("COMPOSIO_API_KEY", "ak_other_example")
    assert run("batch", path).code == 3


def test_a_journal_in_use(run, mock, file):
    """Two runs can't do the same calls at the same time."""
    path = file(ME)
    with Journal_of(path, ("x",)):
        ended = run("batch", path)
    assert (ended.code, mock.calls()) == (3, [])
    assert "in use by another run" in ended.err


def Journal_of(path, target):  # noqa: N802 - stands for a class
    """The journal that a batch of this file keeps."""
    from pathlib import Path

    return Journal(Path(f"{path}.journal"), target)


def test_a_journal_that_is_none(run, mock, file, tmp_path):
    """A file of something else is left alone, and a folder is no journal."""
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ana, this is no journal. " * 50, "utf-8")
    for path in (other, tmp_path, tmp_path / "no" / "where"):
        ended = run("batch", file(ME), "--journal", str(path))
        assert (ended.code, mock.calls()) == (3, [])
    assert other.read_text("utf-8").startswith("Dear Ana")


def test_what_a_journal_remembers(tmp_path):
    """States and what was told are there again after closing, for the same target only."""
    path = tmp_path / "journal"
    with Journal(path, ("direct", "key-example")) as journal:
        journal.start("a")
        journal.end("a", DONE, "{}")
        journal.start("b")
    with Journal(path, ("direct", "key-example")) as journal:
        assert journal.states() == {"a": ("done", "{}"), "b": ("started", None)}
    with pytest.raises(Refusal):
        Journal(path, ("directkey-", "example"))


EDITED = [
    create(14, id="one"),
    {"operation": "bookings.create", "arguments": create(13)["arguments"], "extra_arguments": {"x": 1}, "id": "one"},
    {"operation": "me.get", "id": "one"},
]


@pytest.mark.parametrize("edited", EDITED)
@pytest.mark.parametrize("state", ["done", "failed", "unknown"])
def test_a_line_that_was_edited_is_refused(edited, state, run, mock, file):
    """2: an id stands for one call. The line is named, and nothing is sent, not even what is new."""
    if state == "failed":
        mock.faults.add("status", status=400, operation="bookings.create", times=1)
    if state == "unknown":
        mock.faults.add("drop_after", operation="bookings.create", times=1)
    assert states(run("batch", file(create(13, id="one"), ME)))[1] == state
    mock.calls.clear()
    ended = run("batch", file(create(15), edited), "--repeat-unknown")
    assert (ended.code, ended.out, mock.calls()) == (2, "", [])
    assert ended.err.startswith("error: line 2: the id 'one' stands for another call in the journal; ")
    turned = json.dumps(
        {"id": "one", "arguments": dict(reversed(create(13)["arguments"].items())), "operation": "bookings.create"}
    )
    assert run("batch", file(create(15), turned)).code == (5 if state == "unknown" else 0)


def test_another_spelling_is_no_edit(run, mock, file):
    """Names of arguments and operations may be written in either way."""
    run("batch", file({"operation": "bookings.get", "arguments": {"bookingUid": "bk4Zr8YqLw2TnVx6"}, "id": 1}))
    other = {
        "operation": operations()["bookings.get"].slug,
        "arguments": {"booking_uid": "bk4Zr8YqLw2TnVx6"},
        "id": "1",
    }
    ended = run("batch", file(other))
    assert (ended.code, len(mock.calls("bookings.get"))) == (0, 1)


def older(path):
    """Makes a journal one of the version before, which does not hold what calls said."""
    base = sqlite3.connect(path)
    with base:
        base.execute("ALTER TABLE calls DROP COLUMN said")
        base.execute("UPDATE about SET value = '1' WHERE name = 'format'")
    base.close()


def test_an_older_journal(run, mock, file, tmp_path):
    """It goes on: what it can't tell is warned of once, and an operation that differs is refused all the same."""
    run("batch", file(create(13, id="one"), {**ME, "id": "two"}))
    journal = tmp_path / "calls.jsonl.journal"
    older(journal)
    mock.calls.clear()
    ended = run("batch", file(create(13, id="one"), {"operation": "timezones.list", "id": "two"}))
    assert (ended.code, mock.calls()) == (2, [])
    assert "error: line 2: the id 'two' stands for another call" in ended.err
    older(journal)
    ended = run("batch", file(create(13, id="one")))
    assert (ended.code, mock.calls()) == (0, [])
    assert "warning: line 1: the journal is older and can't tell whether its arguments changed" in ended.err
    assert "warning" not in run("batch", file(create(13, id="one"))).err
    assert run("batch", file(create(14, id="one"))).code == 2


def test_a_journal_keeps_no_argument(tmp_path):
    """What a call said is kept as a hash, and the same words have another one in another journal."""
    prints = []
    for name in ("one", "two"):
        with Journal(tmp_path / name, ("x",)) as journal:
            journal.start("a", "example-words")
            assert journal.said() == {"a": journal.fingerprint("example-words")}
            prints.append(journal.fingerprint("example-words"))
        assert b"example-words" not in (tmp_path / name).read_bytes()
    assert prints[0] != prints[1]


class Full:
    """Stands for the journal's database on a disk that becomes full after some writes."""

    def __init__(self, base, left):
        self._base, self.left = base, left

    def execute(self, command, *values):
        if command.startswith("INSERT OR REPLACE"):
            self.left -= 1
            if self.left < 0:
                raise sqlite3.OperationalError("database or disk is full")
        return self._base.execute(command, *values)

    def __getattr__(self, name):
        return getattr(self._base, name)


@pytest.mark.parametrize("writes", range(6))
def test_a_journal_that_can_not_be_written(writes, run, mock, file, monkeypatch):
    """3: no further call is begun, what was told is written, and the next run does nothing twice."""
    path = file(*(create(hour) for hour in (13, 14, 15)))
    real = Journal._open

    def opened(journal, target):
        real(journal, target)
        journal._base = Full(journal._base, writes)

    with monkeypatch.context() as patches:
        patches.setattr(Journal, "_open", opened)
        ended = run("batch", path, "--concurrency", "1")
    made = (writes + 1) // 2
    assert (ended.code, len(mock.calls("bookings.create")), len(states(ended))) == (3, made, made)
    assert "database or disk is full. No further call was begun" in ended.err
    assert "report it" not in ended.err
    # A write whose end could not be noted is unknown; it is not repeated.
    assert run("batch", path).code == (5 if writes % 2 else 0)
    starts = [each.arguments["start"] for each in mock.calls("bookings.create")]
    assert len(starts) == len(set(starts)) == 3


def test_an_answer_that_can_not_be_written(run, mock, file, monkeypatch):
    """What was done is done, whatever its answer."""
    monkeypatch.setattr(Session, "run", lambda *_: {"number": 10**5000})
    ended = run("batch", file(create(13)), "--show-secrets")
    assert (ended.code, states(ended)) == (0, {1: "done"})
    assert "too many digits" in json.loads(ended.out)["error"]
