"""The journal of a batch: shared by runs, by any store, in any version's form, and hidden where it is secret."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
from toolzz_cal._journal_sql import SqlStore
from toolzz_cal._journal_store import Claim
from toolzz_cal.errors import JournalUnavailable
from toolzz_cal_cli.batch import target
from toolzz_cal_cli.lines import lines
from toolzz_cal_cli.session import Connection
from toolzz_cal_cli.standing import Standing, place

from tests.support.command_line import environment, variables
from tests.support.running import Running

ANA = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
ME = {"operation": "me.get"}
USER = {
    "operation": "oauth_clients.users.create",
    "arguments": {"clientId": "client_example_4821", "name": "Ana Prado", "email": "one@example.com"},
}


def create(hour, minute=0, **more):
    """A line that books."""
    arguments = {"start": f"2027-03-12T{hour:02}:{minute:02}:00Z", "eventTypeId": 10482, "attendee": ANA}
    return {"operation": "bookings.create", "arguments": arguments, **more}


@pytest.fixture
def file(tmp_path):
    """Writes the lines of a batch."""

    def write(*told):
        path = tmp_path / "calls.jsonl"
        path.write_text("".join(f"{json.dumps(each)}\n" for each in told), "utf-8")
        return str(path)

    return write


def states(ended):
    """The state that each line ended with."""
    told = [json.loads(line) for line in ended.out.splitlines()]
    return {each["line"]: each["state"] for each in told}


@pytest.fixture(params=["sqlite", "redis", "postgresql"])
def address(request, tmp_path):
    """A journal of each kind in which there is nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/shared.db"
    return request.getfixturevalue(f"{request.param}_url")


def test_two_runs_at_a_time(address, mock, file, tmp_path):
    """Each line is done once, whichever run does it; together they tell of all."""
    path = file(*(create(hour, minute) for hour in range(13, 17) for minute in (0, 30)), ME)
    settings = environment(**variables(mock.url), TOOLZZ_CAL_JOURNAL=address)
    runs = [Running(["batch", path, "--concurrency", "2"], settings) for _ in range(2)]
    codes = [run.ended() for run in runs]
    seen = [run.states for run in runs]
    assert {**seen[0], **seen[1]} == dict.fromkeys(range(1, 10), "done"), [run.err for run in runs]
    for run, code, each in zip(runs, codes, seen, strict=True):
        left = 9 - len(each)
        assert (code, f"{left} in progress elsewhere" in "".join(run.err)) == ((1, True) if left else (0, False))
    starts = [each.arguments["start"] for each in mock.calls("bookings.create")]
    assert len(starts) == len(set(starts)) == 8
    mock.calls.assert_called_once("me.get")


class Other:
    """Another run that is at work on the first line of a file."""

    def __init__(self, path, seconds, where=None):
        where = place(path, where, None)
        with Connection().open(journal=where.open()) as session:
            self.store = session.store
            line = lines(path, None)[0]
            self.key = Standing(self.store, where.name).key(line)
            name = session.name_in_journal(line.described, line.sent)
        self.store.claim(Claim(self.key, "other", name, line.described.name, seconds))

    def dies(self):
        """It is taken for dead."""
        self.store.renew(self.key, "other", 0.0)


def test_in_progress_elsewhere(run, mock, file):
    """It is left to the other, which the summary tells; once that is taken for dead, the line is done."""
    path = file(create(13), ME)
    other = Other(path, 300)
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (1, {2: "done"})
    assert "2 lines: 0 done before, 1 done now, 1 in progress elsewhere" in ended.err
    assert "the same command goes on" in ended.err
    assert run("batch", path, "--status").out == "2 lines: 1 done, 1 in progress\n"
    assert mock.calls("bookings.create") == []
    other.dies()
    assert run("batch", path, "--status").out == "2 lines: 1 done, 1 unknown\n"
    ended = run("batch", path)
    assert (ended.code, states(ended)) == (0, {1: "done", 2: "done"})
    mock.calls.assert_called_once("bookings.create")


def test_waiting_for_the_other(run, mock, file):
    """With `--wait` a run waits for what is in progress elsewhere."""
    path = file(create(13))
    Other(path, 0.5)
    ended = run("batch", path, "--wait", "300")
    assert (ended.code, states(ended)) == (0, {1: "done"})


def test_batches_of_the_same_name(run, mock, file, tmp_path, monkeypatch):
    """In a shared journal a file's name is its batch's; `--name` tells two of them apart."""
    monkeypatch.setenv("TOOLZZ_CAL_JOURNAL", str(tmp_path / "shared.db"))
    path = file(create(13, id="one"))
    assert run("batch", path).code == 0
    other = tmp_path / "other"
    other.mkdir()
    second = other / "calls.jsonl"
    second.write_text(json.dumps(create(14, id="one")), "utf-8")
    assert run("batch", str(second)).code == 2
    assert run("batch", str(second), "--name", "other").code == 0
    assert len(mock.calls("bookings.create")) == 2
    assert run("batch", str(second), "--name", "other").err == "1 lines: 1 done before, 0 done now\n"


@pytest.mark.parametrize("id", ["x" * 5000, "a\nb", "ключ", 7])
def test_any_id_has_a_key(id, run, mock, file):
    """However long it is, and whatever is in it."""
    path = file(create(13, id=id))
    assert run("batch", path).code == run("batch", path).code == 0
    mock.calls.assert_called_once("bookings.create")


def test_a_password_is_never_shown(run, mock, file):
    """3: a journal that can't be reached is named without it, and nothing is sent."""
    for address in ("redis://ana:example-password@127.0.0.1:1/0", "postgresql://ana:example-password@127.0.0.1:1/x"):
        for more in ((), ("--status",)):
            ended = run("batch", file(ME), "--journal", address, *more)
            assert (ended.code, ended.out, mock.calls()) == (3, "", [])
            assert "example-password" not in ended.err
            assert "127.0.0.1:1" in ended.err


@pytest.mark.parametrize("address", ["mysql://h/x", "redis://", "sqlite:///:memory:"])
def test_an_address_that_can_not_be(address, run, mock, file):
    """3, and nothing is sent."""
    ended = run("batch", file(ME), "--journal", address)
    assert (ended.code, ended.out, mock.calls()) == (3, "", [])


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_the_status_of_what_has_not_begun(options, run, mock, file, tmp_path):
    """All lines wait; not even a journal is begun."""
    ended = run("batch", file(ME, create(13)), "--status", *options)
    assert ended.code == 0
    if options:
        assert ended.data == {"lines": 2, "done": 0, "failed": 0, "unknown": 0, "in_progress": 0, "waiting": 2}
    else:
        assert ended.out == "2 lines: 2 waiting\n"
    assert [each.name for each in tmp_path.iterdir() if "calls" in each.name] == ["calls.jsonl"]


@pytest.mark.parametrize("writes", range(6))
def test_a_journal_that_can_not_be_written(writes, run, mock, file, monkeypatch):
    """3: no further call is begun, what was told is written, and the next run does nothing twice."""
    path = file(*(create(hour) for hour in (13, 14, 15)))
    left = [writes]

    def limited(step):
        def done(store, first, *rest):
            key = first.key if isinstance(first, Claim) else first
            if ": " in key:  # of a line
                left[0] -= 1
                if left[0] < 0:
                    raise JournalUnavailable("The journal can't be used now: its disk is full")
            return step(store, first, *rest)

        return done

    with monkeypatch.context() as patches:
        patches.setattr(SqlStore, "claim", limited(SqlStore.claim))
        patches.setattr(SqlStore, "settle", limited(SqlStore.settle))
        ended = run("batch", path, "--concurrency", "1", "--timeout", "1", "--lease", "0")
    made = (writes + 1) // 2
    assert (len(mock.calls("bookings.create")), len(states(ended))) == (made, made)
    # Once the last call is made there is nothing to stop; that it was done is found out by the next run.
    assert (ended.code, "its disk is full. No further call was begun" in ended.err) == (
        (0, False) if writes == 5 else (3, True)
    )
    while (ended := run("batch", path, "--wait", "300")).code == 1:
        assert "in progress elsewhere" in ended.err
    assert ended.code == 0
    starts = [each.arguments["start"] for each in mock.calls("bookings.create")]
    assert len(starts) == len(set(starts)) == 3


# Journals of versions up to 0.2

SALT = "0123456789abcdef"


def _hash(*told):
    return hashlib.sha256("\0".join((SALT, *told)).encode()).hexdigest()


def older(path, rows, form="2"):
    """Writes a journal as an older version did: of each line of a file its state, and what was told."""
    with Connection().open() as session:
        about = {"format": form, "salt": SALT, "target": _hash(*target(session))}
    base = sqlite3.connect(f"{path}.journal")
    with base:
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        said = ", said TEXT" if form == "2" else ""
        base.execute(f"CREATE TABLE calls (key TEXT PRIMARY KEY, state TEXT NOT NULL, told TEXT{said}) WITHOUT ROWID")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for line, (state, more) in zip(lines(path, None), rows, strict=True):
            told = {"line": line.number, "operation": line.described.name, "state": state, **more}
            values = [line.key, state, None if state == "started" else json.dumps(told)]
            values += [_hash(line.said)] if form == "2" else []
            base.execute(f"INSERT INTO calls VALUES ({', '.join('?' * len(values))})", values)
    base.close()


@pytest.mark.parametrize("form", ["1", "2"])
def test_what_an_older_version_noted_holds(form, run, mock, file):
    """Done stays done, with what it told; unknown stays unknown; the rest is done now, and stays so."""
    path = file(create(13), create(14), create(15), create(16), ME, {"operation": "timezones.list"}, create(17))
    booked = {"id": 77, "uid": "bk-example-of-old", "status": "accepted"}
    rows = [
        ("done", {"data": booked}),
        ("failed", {"error": "no"}),
        ("unknown", {"error": "no"}),
        ("started", {}),
        ("started", {}),
        ("done", {"data": [{"city": "Lisbon"}]}),
        ("done", {"error": "it was done, but its answer is nested too deeply"}),
    ]
    older(path, rows, form)
    ended = run("batch", path)
    told = {each["line"]: each for each in map(json.loads, ended.out.splitlines())}
    assert ended.code == 5
    assert {line: each["state"] for line, each in told.items()} == {
        1: "done",
        2: "done",
        5: "done",
        6: "done",
        7: "done",
    }
    assert (told[1]["data"], told[6]["data"]) == (booked, [{"city": "Lisbon"}])
    assert "7 lines: 3 done before, 2 done now, 2 with unknown outcome" in ended.err
    for line in (3, 4):
        assert f"line {line} (bookings.create) may have happened: look, then use --repeat-unknown" in ended.err
    assert [each.arguments["start"][11:13] for each in mock.calls("bookings.create")] == ["14"]
    mock.calls.assert_called_once("me.get")
    again = run("batch", path)
    assert (again.code, states(again)) == (5, states(ended))
    assert "7 lines: 5 done before, 0 done now, 2 with unknown outcome" in again.err
    ended = run("batch", path, "--repeat-unknown")
    assert (ended.code, set(states(ended).values())) == (0, {"done"})
    assert sorted(each.arguments["start"][11:13] for each in mock.calls("bookings.create")) == ["14", "15", "16"]


@pytest.mark.parametrize("form", ["1", "2"])
def test_an_edited_line_of_an_older_journal(form, run, mock, file):
    """2, as far as it tells: the first form held the operation alone, which is said."""
    path = file(create(13, id="one"), {**ME, "id": "two"})
    older(path, [("done", {"data": {}}), ("done", {"data": {}})], form)
    ended = run("batch", file(create(13, id="one"), {"operation": "timezones.list", "id": "two"}))
    assert (ended.code, mock.calls()) == (2, [])
    assert "error: line 2: the id 'two' stands for another call in the journal" in ended.err
    ended = run("batch", file(create(14, id="one")))
    warning = "warning: line 1: the journal is older and can't tell whether its arguments changed"
    assert (ended.code, warning in ended.err) == ((2, False) if form == "2" else (0, True))
    assert mock.calls() == []
    if form == "1":
        assert "warning" not in run("batch", file(create(14, id="one"))).err
        assert run("batch", file(create(15, id="one"))).code == 2


def test_another_account_of_an_older_journal(run, mock, file, monkeypatch):
    """3, and the right account goes on afterwards."""
    path = file(ME)
    older(path, [("done", {"data": {}})])
    assert run("batch", path, "--account", "other-example").code == 3
    assert run("batch", path).code == 0
    assert mock.calls() == []


def test_a_journal_holds_no_argument(run, mock, file, tmp_path):
    """What a call said is kept as a hash, and the same words have another one in another journal."""
    calls = set()
    path = file({"operation": "bookings.list", "arguments": {"attendeeEmail": "nobody-example@example.com"}, "id": 1})
    for number in (1, 2):
        kept = tmp_path / f"{number}.db"
        assert run("batch", path, "--journal", str(kept)).code == 0
        base = sqlite3.connect(kept)
        calls.update(call for (call,) in base.execute("SELECT call FROM toolzz_cal_calls"))
        base.close()
        assert b"nobody-example" not in kept.read_bytes()
    assert len(calls) == 4  # of the line, and of whose batch it is
