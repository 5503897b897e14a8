"""`toolzz-cal batch`: everything once, whatever comes between."""

from __future__ import annotations

import json
import signal
import threading
import time
from types import SimpleNamespace

import pytest
from toolzz_cal_cli.batch import Batch
from toolzz_cal_cli.session import Session
from toolzz_cal_cli.tree import operations

from tests.support import command_line
from tests.support.command_line import Terminal, environment, variables
from tests.support.guarded import until
from tests.support.mock import fails_behind
from tests.support.running import Running

ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}


def create(hour, **more):
    """A line that books."""
    arguments = {"start": f"2027-03-12T{hour:02}:00:00Z", "eventTypeId": 10482, "attendee": ANA}
    return {"operation": "bookings.create", "arguments": arguments, **more}


ME = {"operation": "me.get"}
USER = {
    "operation": "oauth_clients.users.create",
    "arguments": {"clientId": "client_example_4821", "name": "Ana Prado", "email": "one@example.com"},
}
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


def test_an_outcome_that_can_be_looked_up(run, mock, file):
    """A booking whose answer was lost is found, and that is what came of its line."""
    mock.faults.add("drop_after", operation="bookings.create", times=1)
    ended = run("batch", file(create(13), ME))
    assert (ended.code, states(ended)) == (0, {1: "done", 2: "done"})
    mock.calls.assert_called_once("bookings.create")


def test_an_unknown_outcome_is_not_repeated(run, mock, file):
    """What nobody can look up is kept as such and ends with 5, until one is told to repeat it."""
    mock.faults.add("drop_after", operation=USER["operation"], times=1)
    path = file(USER, ME)
    for _ in range(3):
        ended = run("batch", path)
        assert (ended.code, states(ended)[1]) == (5, "unknown")
        assert "line 1 (oauth_clients.users.create) may have happened: look, then use --repeat-unknown" in ended.err
        mock.calls.assert_called_once(USER["operation"])
    mock.mock.world.table("users").clear()
    assert run("batch", path, "--repeat-unknown").code == 0
    assert len(mock.calls(USER["operation"])) == 2


def test_only_what_can_not_be_looked_up_is_repeated(run, mock, file):
    """A booking that was made in the meantime is not made twice, whatever one is told."""
    mock.faults.add("drop_after", operation="bookings.create", times=1)
    mock.faults.add("status", status=503, operation="bookings.list")
    path = file(create(13))
    ended = run("batch", path, "--retries", "0")
    assert (ended.code, states(ended)) == (5, {1: "unknown"})
    assert "line 1 (bookings.create) may have happened: the same command looks again" in ended.err
    mock.faults.clear()
    ended = run("batch", path, "--repeat-unknown")
    assert (ended.code, states(ended)) == (0, {1: "done"})
    mock.calls.assert_called_once("bookings.create")


def test_a_failure_behind_the_gateway_is_looked_up(run, mock, file, monkeypatch):
    """The gateway's own answer is a 200, but what is behind it broke after it had booked."""
    fails_behind(monkeypatch, "bookings.create")
    ended = run("batch", file(create(13), ME))
    assert (ended.code, states(ended)) == (0, {1: "done", 2: "done"})
    mock.calls.assert_called_once("bookings.create")


SHORT = ("--timeout", "1", "--lease", "0")


def killed(mock, operation, path):
    """Runs a batch, one call at a time, and kills it while its first call of an operation is under way."""
    mock.faults.add("latency", latency=20, operation=operation, times=1)
    words = ["batch", path, "--concurrency", "1", *SHORT]
    command = Running(words, environment(**variables(mock.url)))
    until(lambda: mock.calls(operation))
    command.stop(signal.SIGKILL)
    assert command.ended() == -signal.SIGKILL
    assert len(mock.calls(operation)) == 1


def goes_on(run, path):
    """Runs a batch until nothing of it is believed to be in progress elsewhere."""
    deadline = time.monotonic() + 300
    while "in progress elsewhere" in (ended := run("batch", path, *SHORT)).err and time.monotonic() < deadline:
        assert ended.code == 1
    return ended


def test_killed_in_the_middle(run, mock, file):
    """A run that is killed while a call is under way repeats neither that call nor those before it."""
    path = file(ME, create(13), create(14), create(15))
    killed(mock, "bookings.create", path)
    ended = goes_on(run, path)
    assert (ended.code, states(ended)) == (0, {1: "done", 2: "done", 3: "done", 4: "done"})
    starts = [each.arguments["start"] for each in mock.calls("bookings.create")]
    assert sorted(starts) == sorted(set(starts))
    assert len(starts) == 3
    mock.calls.assert_called_once("me.get")


def test_killed_where_nobody_can_look(run, mock, file):
    """What was under way then is unknown, and the rest is done."""
    path = file(USER, ME)
    killed(mock, USER["operation"], path)
    ended = goes_on(run, path)
    assert (ended.code, states(ended)) == (5, {1: "unknown", 2: "done"})
    mock.calls.assert_called_once(USER["operation"])


def test_a_read_that_was_under_way_is_run_again(run, mock, file):
    """What only reads may be repeated without a question."""
    path = file(ME, create(13))
    killed(mock, "me.get", path)
    assert goes_on(run, path).code == 0
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
    assert "Make 2 calls, of which 1 can't be undone, such as bookings cancel" in ended.err
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
        ('{"operation": "bookings.list", "arguments": {"take": "five"}}', "`take` must be a whole number"),
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


class Empty:
    """Stands for the answer to an action."""

    items, data = (), {}


def test_a_few_at_a_time(run, file, monkeypatch):
    """As many calls as `--concurrency` says are under way together, and never more."""
    together, lock, now, most = threading.Barrier(3), threading.Lock(), [0], [0]

    def slow(session, described, arguments, key):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(20)
        with lock:
            now[0] -= 1
        return Empty()

    monkeypatch.setattr(Session, "answer", slow)
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
    ended = run("batch", file(USER))
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


def test_a_journal_that_is_none(run, mock, file, tmp_path):
    """A file of something else is left alone, and a folder is no journal."""
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ana, this is no journal. " * 50, "utf-8")
    for path in (other, tmp_path, tmp_path / "no" / "where"):
        ended = run("batch", file(ME), "--journal", str(path))
        assert (ended.code, mock.calls()) == (3, [])
    assert other.read_text("utf-8").startswith("Dear Ana")


EDITED = [
    create(14, id="one"),
    {"operation": "bookings.create", "arguments": create(13)["arguments"], "extra_arguments": {"x": 1}, "id": "one"},
    {"operation": "me.get", "id": "one"},
]


@pytest.mark.parametrize("edited", EDITED)
@pytest.mark.parametrize("state", ["done", "failed", "unknown"])
def test_a_line_that_was_edited_is_refused(edited, state, run, mock, file):
    """2: an id stands for one call. The line is named, and nothing is sent, not even what is new."""
    line = {**USER, "id": "one"} if state == "unknown" else create(13, id="one")
    if state == "failed":
        mock.faults.add("status", status=400, operation="bookings.create", times=1)
    if state == "unknown":
        mock.faults.add("drop_after", operation=USER["operation"], times=1)
    assert states(run("batch", file(line, ME)))[1] == state
    mock.calls.clear()
    ended = run("batch", file(create(15), edited), "--repeat-unknown")
    assert (ended.code, ended.out, mock.calls()) == (2, "", [])
    assert ended.err.startswith("error: line 2: the id 'one' stands for another call in the journal; ")
    turned = json.dumps({**line, "arguments": dict(reversed(line["arguments"].items()))}, sort_keys=True)
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


def test_an_answer_that_can_not_be_written(run, mock, file, monkeypatch):
    """What was done is done, whatever its answer."""
    monkeypatch.setattr(Session, "answer", lambda *_: SimpleNamespace(items=(), data={"number": 10**5000}))
    ended = run("batch", file(create(13)), "--show-secrets")
    assert (ended.code, states(ended)) == (0, {1: "done"})
    assert "too many digits" in json.loads(ended.out)["error"]
