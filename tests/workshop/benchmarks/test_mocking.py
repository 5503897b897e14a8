"""What the benchmarks of the mock server count as measured and as met; no test looks at a time."""

import shutil
import sys
from types import SimpleNamespace

import pytest

from workshop.benchmarks import loading, mocking, serving
from workshop.benchmarks.loading import Load, NotMeasured, Outcome, outcome_of
from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.peers.mocks import PRISM
from workshop.benchmarks.report import Table, verdict
from workshop.benchmarks.rounds import OWN, ROUNDS, Measured, in_rounds

GET = Load("GET by id", "GET", "/things/1", {}, times=8.0)
BOOK = Load("action that books", "POST", "/book", {}, '{"start": "%START%"}')
TOLD = {"answers": 100, "seconds": 2.0, "sent": 101, "bad": 0, "broken": 0, "p99": 1.0, "longest": 2.0, "said": ""}


def outcomes(*rates):
    return [Outcome(rate, 1.0, 1.0, 2.0, 7, busy=0.5) for rate in rates]


def found(own, prism=None, absent=None, **others):
    rates = {OWN: own, **others} | ({PRISM: prism} if prism else {})
    return Measured(
        {(name, load.title): outcomes(*each) for name, each in rates.items() for load in (GET, BOOK)}, absent or {}
    )


def test_loads_are_compared_round_by_round():
    """The bound is on the ratio to Prism; of a load without one the ratio is told only."""
    measured = found((900, 1000, 100), (100, 50, 100), other=(200, 150, 300))
    rows = {row.axis: row for row in mocking.load_rows([GET, BOOK], measured)}
    ratio = rows["GET by id, requests/s (Prism)"]
    assert (ratio.ours, ratio.bound, ratio.met) == (Figure(9.0, 2.6, 17.8), 8.0, True)
    assert (ratio.peers[PRISM], ratio.peers["other"].value) == (Figure(1.0), 3.0)
    assert rows["action that books, requests/s (Prism)"].met is None
    assert rows["GET by id, requests/s of the server's own time (Prism)"].ours.value == 9.0
    rate = rows["GET by id, requests/s"]
    assert (rate.ours.value, rate.peers[PRISM].value, rate.peers["other"].value, rate.least) == (900, 100, 200, True)


def test_without_prism_the_ratio_is_not_measured_and_not_met():
    """Our own rates are still told, those of the other servers too, and the reason is."""
    rows = mocking.load_rows([GET, BOOK], found((900, 1000), absent={PRISM: "npm is not installed"}, other=(1, 2)))
    ratio = rows[0]
    assert (ratio.ours, ratio.met, ratio.missing) == (None, False, "npm is not installed")
    assert "0 of 1 bounds are met; not measured: GET by id, requests/s (Prism)" == verdict([Table("", rows)])
    rate = next(row for row in rows if row.axis == "GET by id, requests/s")
    assert (rate.ours.value, rate.peers["other"].value) == (950, 1.5)
    assert {PRISM: "npm is not installed"} == rate.absent


@pytest.mark.parametrize(("ours", "met"), [(120.0, True), (200.0, False)])
def test_memory_is_bound_by_prisms_in_the_same_run(ours, met):
    """A server whose system does not tell has none; without Prism the bound is unmet."""
    ratio, amounts = mocking.memory_rows({OWN: ours, PRISM: 160.0, "other": None}, {})
    assert (ratio.ours.value, ratio.met, ratio.peers) == (ours / 160, met, {PRISM: Figure(1.0)})
    assert (amounts.ours.value, amounts.peers[PRISM].value, amounts.met) == (ours, 160, None)
    ratio, _ = mocking.memory_rows({OWN: ours}, {PRISM: "npm is not installed"})
    assert (ratio.ours, ratio.met, ratio.missing) == (None, False, "npm is not installed")


def test_bookings_are_made_until_there_are_enough(monkeypatch):
    """Each load goes on where the one before it ended."""
    firsts = []

    def run(address, load, *, first, seconds):
        firsts.append(first)
        return Outcome(40_000, 1.0, 1.0, 2.0, first + 40_000)

    monkeypatch.setattr(loading, "run", run)
    mocking.book_more(serving.Server("ours", -1, 0.1), BOOK, 10_000)
    assert [10_000, 50_000, 90_000] == firsts


def test_a_server_that_fails_a_load_has_no_figure_and_spoils_no_other(monkeypatch):
    """It is asked no more; when ours fails, nothing is measured."""
    asked = []

    def run(address, load, *, first, seconds):
        asked.append(address)
        if address == "broken" and load is BOOK:
            raise NotMeasured("it rains")
        return Outcome(100, 1.0, 1.0, 2.0, first + 1)

    monkeypatch.setattr(loading, "run", run)
    servers = {name: serving.Server(name, -1, 0.1) for name in (OWN, "broken", PRISM)}
    measured = in_rounds(servers, [GET, BOOK])
    assert ({"broken": "it rains"}, 2) == (measured.absent, asked.count("broken"))
    assert {OWN, PRISM} == set(measured.of(GET)) == set(measured.of(BOOK))
    assert ROUNDS == measured.of(BOOK)[PRISM][-1].sent
    with pytest.raises(NotMeasured, match="it rains"):
        in_rounds({OWN: servers["broken"]}, [BOOK])


def test_without_wrk_no_load_is_measured(monkeypatch, tmp_path):
    """Nothing is started, and every bound about loads is unmet."""
    monkeypatch.setattr(loading, "shutil", SimpleNamespace(which=lambda *_, **__: None))
    started = SimpleNamespace(Popen=lambda *_, **__: pytest.fail("a server was started"))
    monkeypatch.setattr(serving, "subprocess", started)
    rows = mocking._loads(tmp_path)
    assert {"not measured, because wrk is not installed"} == {row.within for row in rows}
    assert 4 == sum(row.met is False for row in rows)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"bad": 1, "said": "500 {}"}, r"1 of 100 answers to 'GET by id' failed \(500 {}\)"),
        ({"broken": 2}, "2 got lost"),
        ({"answers": 0}, "nothing was answered"),
    ],
)
def test_an_answer_that_is_no_success_spoils_the_measurement(changes, why):
    """One of them is enough."""
    assert Outcome(100, 2.0, 1.0, 2.0, 101) == outcome_of(GET, TOLD)
    assert 50.0 == outcome_of(GET, TOLD).rate
    with pytest.raises(NotMeasured, match=why):
        outcome_of(GET, {**TOLD, **changes})


def test_a_server_that_ends_or_refuses_is_not_measured():
    """One that ends at once, and one that answers with an error."""
    with (
        pytest.raises(NotMeasured, match="ended at once with 3"),
        serving.served(lambda _: [sys.executable, "-c", "raise SystemExit(3)"], GET),
    ):
        pass
    with pytest.raises(NotMeasured, match="'GET by id' was answered 404"), serving.served(mocking.own_command, GET):
        pass


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
def test_the_mock_server_answers_every_load_with_success():
    """Each for a second: no failure, every booking of another half hour, counted on in the next round."""
    asked = mocking.loads()
    with serving.served(mocking.own_command, asked[0]) as server:
        mocking._prepare(server)
        for load in asked:
            assert 0 < loading.run(server.address, load, seconds=1).answers
        assert server.busy() is None or server.busy() > 0
        first = loading.run(server.address, asked[-1], first=100_000, seconds=1)
        assert first.sent > 100_000
        with pytest.raises(NotMeasured, match="not available"):
            loading.run(server.address, asked[-1], first=100_000, seconds=1)
