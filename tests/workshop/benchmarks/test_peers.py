"""How peers are run beside ours: what they do is looked at, and one that can't be had leaves an empty cell."""

import json
import re
import shutil
import sys
from collections import Counter
from contextlib import ExitStack
from types import SimpleNamespace

import httpx
import pytest
from openapi_pydantic.v3.v3_0 import OpenAPI
from toolzz_cal.models import Booking

from workshop.benchmarks import calling, cases, data, decoding, importing, measuring, mocking, recorded, report, serving
from workshop.benchmarks.loading import NotMeasured
from workshop.benchmarks.peers import environments, mocks, stock, worker
from workshop.benchmarks.peers.environments import (
    COMPOSIO,
    CONNEXION,
    GITHUBKIT,
    MSGSPEC,
    OPENAI,
    PEERS,
    PYDANTIC,
    Peer,
)
from workshop.benchmarks.peers.worker import Worker, Workers, compared
from workshop.contract import tools
from workshop.contract.running import NotRun

WHY = "pip can't install it (no network)"
COUNTING = """
import json, sys
from pathlib import Path
from turns import work
def prepare(given):
    file = Path(given["file"])
    file.write_text("")
    def run():
        with file.open("a") as written:
            written.write("x")
    print("noise that is no answer")
    return {"run": run}, {"package": "chatter"}
work(prepare)
"""
ENDING = """
import sys
from collections import Counter
sys.stdin.readline()
print('{"jobs": ["run"], "facts": {}}', flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def _asked_anew():
    environments._made.cache_clear()
    yield
    environments._made.cache_clear()


@pytest.fixture
def nothing(monkeypatch):
    """An index that can't be reached; the peers that were asked for."""
    asked = []

    def refuse(name, *pins):
        asked.append(name)
        raise NotRun(WHY)

    monkeypatch.setattr(environments, "python_with", refuse)
    return asked


@pytest.fixture
def here(monkeypatch):
    """Every peer is run with this Python, which has some of them."""
    monkeypatch.setattr(Peer, "python", lambda _: sys.executable)


def installed(peer):
    if not (tools.FOLDER / f"{peer.package}-{peer.version}" / "ready").exists():
        pytest.skip(f"{peer.title} is not installed; `make bench` does that")
    return peer


def bookings(count=3):
    text = data.compact(recorded.bookings(count))
    return text, decoding.summary([Booking.from_dict(each) for each in json.loads(text)])


def answering(script):
    return worker.running(sys.executable, "-c", script)


def test_every_peer_is_pinned():
    """Itself and what its figures hang on, to the last digit."""
    assert all("==" in pin for peer in PEERS for pin in peer.beside)
    assert len({peer.package for peer in PEERS}) == len(PEERS) == 6


def test_a_peer_that_cant_be_had_leaves_its_cell_empty_and_the_reason(monkeypatch, nothing):
    """Ours and the others are measured all the same, and the index is asked once."""
    package = SimpleNamespace(Booking=Booking)
    monkeypatch.setitem(sys.modules, f"{stock.PACKAGE}.models", package)
    monkeypatch.setattr(decoding, "TURNS", 1)
    monkeypatch.setattr(decoding, "COUNT", 2)
    monkeypatch.setattr(decoding, "HELD", 2)
    for _ in range(2):
        row = decoding.rows()[0]
    assert row.ours is not None
    assert [stock.NAME] == list(row.peers)
    assert {PYDANTIC.title: WHY, MSGSPEC.title: WHY} == row.absent
    assert ["pydantic-2.14.3", "msgspec-0.22.0"] == nothing
    table = report.Table("Decoding", [row])
    cells = dict(zip(table.lines[0], table.lines[1], strict=True))
    assert (cells[MSGSPEC.title], bool(cells["ours"]), bool(cells[stock.NAME])) == ("", True, True)
    assert any(MSGSPEC.title in each and WHY in each for each in report.absences(table))


@pytest.mark.usefixtures("nothing")
def test_imports_calls_and_servers_are_measured_without_peers(monkeypatch, tmp_path):
    """Each says why a peer is missing, in every line where it would stand."""
    with pytest.raises(NotMeasured, match="no network"):
        importing._able(COMPOSIO, "")
    monkeypatch.setattr(mocks, "npm_program", lambda *_: (_ for _ in ()).throw(NotRun("there is no Node")))
    assert ({}, {mocks.PRISM: "there is no Node", CONNEXION.title: WHY}) == mocks.commands(tmp_path)
    monkeypatch.setattr(calling, "TURNS", 1)
    monkeypatch.setattr(calling, "CALLS", 1)
    monkeypatch.setattr(stock, "caller", lambda *_: lambda: SimpleNamespace(successful=True))
    told = []
    monkeypatch.setattr(calling, "HOOKS", dict.fromkeys(calling.HOOKS, told.append))
    alone = "given|httpx2|hooks"  # what no peer stands beside
    rows = [row for row in calling.rows() if not re.search(alone, row.axis)]
    assert len(rows) == 4
    assert {("webhooks.get", None): 6, ("webhooks.get", "succeeded"): 3} == Counter(
        (each.operation, each.outcome) for each in told
    )
    for row in rows:
        assert row.ours is not None
        assert {COMPOSIO.title: WHY, OPENAI.title: WHY, GITHUBKIT.title: WHY}.items() <= row.absent.items()


@pytest.mark.usefixtures("here")
def test_a_peer_that_cant_be_imported_is_told():
    """The last line of what it says is the reason."""
    with pytest.raises(NotMeasured, match=r"it can't be imported \(RuntimeError: it rains\)"):
        importing._able(COMPOSIO, "raise RuntimeError('it rains')")
    assert sys.executable == importing._able(COMPOSIO, "import httpx")


@pytest.mark.usefixtures("here")
def test_a_worker_runs_what_it_is_told_as_often_as_it_is_told(monkeypatch, tmp_path):
    """Once as a trial, once before the turns, `calls` times in each; what is printed is no answer."""
    shutil.copy(worker.SCRIPTS / "turns.py", tmp_path)
    (tmp_path / "counting.py").write_text(COUNTING, "utf-8")
    monkeypatch.setattr(worker, "SCRIPTS", tmp_path)
    with ExitStack() as stack:
        workers = Workers(stack)
        workers.add(PYDANTIC, "counting.py", {"file": str(tmp_path / "count")}, {"package": "chatter"})
        jobs = {"it": workers.jobs[PYDANTIC.title]["run"]}
        times = measuring.in_turns({"base": lambda: sum(range(1000)), **jobs}, 3, calls=7)
        assert 1 + 1 + 3 * 7 == len((tmp_path / "count").read_text())
        figures, failed = compared(jobs, times, times["base"])
        assert (figures["it"].value > 0, failed) == (True, {})


def test_a_worker_that_ends_is_left_out_and_told():
    """The others have their figures, and the end of the block raises nothing."""
    with answering(ENDING) as process:
        jobs = {"it": Worker(process, {}).jobs["run"]}
        times = measuring.in_turns({"base": lambda: None, **jobs}, 3)
        assert {"base"} == set(times)
        assert ({}, {"it": "its process ended (it said nothing)"}) == compared(jobs, times, times["base"])


def test_what_a_peer_raises_is_the_reason():
    """What its worker tells, in one line, or the last that it said."""
    for script, why in (
        ("""print('{"problem": "ValueError: no\\\\n  way"}')""", r"^ValueError: no way$"),
        ("import nothing_example", r"^its process ended \(ModuleNotFoundError: No module named 'nothing_example'\)$"),
    ):
        with answering(script) as process, pytest.raises(NotMeasured, match=why):
            Worker(process, {})


@pytest.mark.usefixtures("here")
def test_pydantic_reads_what_ours_reads_and_does_what_the_page_says():
    """Every booking alike, in both ways; with another claim about it there would be no figure."""
    text, read = bookings()
    with ExitStack() as stack:
        workers = decoding.readers(stack, text, read)
        assert {"plain", "lossless"} == set(workers.jobs[PYDANTIC.title])
        read[1][0] = "bk-of-somebody-else"
        assert PYDANTIC.title not in decoding.readers(stack, text, read).jobs
    for what, claim in (("unknown key", "kept"), ("new enum value", "kept"), ("missing key", "kept")):
        with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
            patch.setitem(decoding.CLOSED, what, claim)
            assert "it does something else" in decoding.readers(stack, *bookings()).absent[PYDANTIC.title]


def test_msgspec_reads_what_ours_reads_and_does_what_the_page_says():
    """Every booking alike; that it drops unknown keys and raises at new values is found out, not taken for granted."""
    installed(MSGSPEC)
    text, read = bookings()
    given = {"schemas": data.document()["components"]["schemas"], "name": "Booking", "text": text.decode()}
    with worker.started(MSGSPEC, "msgspec_decoding.py") as process:
        assert {**decoding.CLOSED, "summary": read} == Worker(process, given).facts["plain"]


@pytest.mark.parametrize(
    ("peer", "jobs"),
    [(COMPOSIO, {"small", "large", "served"}), (OPENAI, {"direct"}), (GITHUBKIT, {"direct"})],
    ids=lambda each: each.package if isinstance(each, Peer) else "",
)
def test_callers_read_their_answers(monkeypatch, peer, jobs):
    """Whole and typed as the page says, else there is no job."""
    installed(peer)
    monkeypatch.setattr(Peer, "python", _only(peer))
    answer = data.compact(data.answer("Webhook"))
    case = cases.Case("webhooks.get", lambda client: client.webhooks.get(webhook_id="x"), {"webhookId": "x"}, answer)
    with ExitStack() as stack:
        workers = calling._peers(stack, dict.fromkeys(("small", "large", "served"), case))
        assert {peer.title: jobs} == {title: set(made) for title, made in workers.jobs.items()}


def _only(peer):
    """The interpreter of one peer; the others can't be had."""
    real = Peer.python

    def python(asked):
        if asked != peer:
            raise NotMeasured(WHY)
        return real(asked)

    return python


def test_connexion_serves_the_older_document_and_looks_at_requests(tmp_path):
    """Every load is answered with success, a request without its argument is refused, a wrong format is not."""
    installed(CONNEXION)
    asked = mocking.loads()
    with serving.served(mocks.connexion(tmp_path), asked[0]) as server:
        mocking.looks(server, formats=False)
        with pytest.raises(NotMeasured, match="it answers 200 to an id of another format"):
            mocking.looks(server, formats=True)
        with httpx.Client(base_url=server.address, trust_env=False) as client:
            for load in asked:
                body = load.body.replace("%START%", "2027-03-09T14:00:00Z")
                answer = client.request(load.method, load.path, headers=load.headers, content=body)
                assert (load.title, answer.status_code) == (load.title, 200)


def test_ours_looks_at_requests():
    """At formats too, as the page says."""
    with serving.served(mocking.own_command, mocking.loads()[0]) as server:
        mocking.looks(server, formats=True)


def test_the_older_document_is_openapi_3_0_and_loses_no_operation():
    """A parser of 3.0 takes it; no type is null or a list, and an example is as it was."""
    older, newer = data.older_document(), data.document()
    OpenAPI.model_validate(older)
    assert {path: set(item) for path, item in newer["paths"].items()} == {
        path: set(item) for path, item in older["paths"].items()
    }
    text = json.dumps(older["components"]["schemas"])
    assert '"type": [' not in text
    assert '"type": "null"' not in text
    booking = older["components"]["schemas"]["Booking"]["properties"]
    assert (booking["rating"]["type"], booking["rating"]["nullable"]) == ("integer", True)
    assert booking["eventType"]["nullable"] is True
    assert [{"$ref": "#/components/schemas/BookingEventType"}] == booking["eventType"]["anyOf"]
    assert {"example": {"type": ["a"]}} == data._older({"example": {"type": ["a"]}})
