"""What the benchmarks of the mock server count as measured and as met; no test looks at a time."""

import shutil
import sys

import pytest

from benchmarks import loading, mocking, prism, serving
from benchmarks.loading import Load, NotMeasured, Outcome, outcome_of
from benchmarks.report import Row, Table, markdown, plain, verdict

GET = Load("GET by id", "GET", "/things/1", {}, times=8.0)
BOOK = Load("action that books", "POST", "/book", {}, '{"start": "%START%"}')
TOLD = {"answers": 100, "seconds": 2.0, "sent": 101, "bad": 0, "broken": 0, "p99": 1.0, "longest": 2.0, "said": ""}


def outcomes(*rates):
    return [Outcome(rate, 1.0, 1.0, 2.0, 7, busy=0.5) for rate in rates]


def found(own, peer=None):
    rates = {"own": own} | ({"peer": peer} if peer else {})
    return {(name, load.title): outcomes(*each) for name, each in rates.items() for load in (GET, BOOK)}


@pytest.mark.parametrize(
    ("row", "met", "word"),
    [
        (Row("a", 0.2, 0.3), True, "yes"),
        (Row("a", 0.4, 0.3), False, "NO"),
        (Row("a", 9.0, 8.0, least=True), True, "yes"),
        (Row("a", 7.9, 8.0, least=True), False, "NO"),
        (Row("a", 7.9), None, ""),
        (Row("a", None, 8.0, least=True, missing="it rains"), False, "not measured, because it rains"),
        (Row("a", None, missing="there is no wrk"), None, "not measured, because there is no wrk"),
    ],
)  # fmt: skip
def test_a_row_says_whether_its_bound_holds(row, met, word):
    """At most or at least the bound; a figure that is missing meets none."""
    assert met is row.met
    assert word == row.within


def test_the_verdict_tells_missed_from_not_measured():
    """Both are named, and neither is counted as met; rows without a bound are left out."""
    rows = [Row("quick", 0.2, 0.3), Row("slow", 0.4, 0.3), Row("unknown", None, 8.0, missing="x"), Row("told", 5.0)]
    tables = [Table("One", "axis", "peer", rows[:1]), Table("Two", "axis", "peer", rows[1:])]
    assert "1 of 3 bounds are met; missed: slow; not measured: unknown" == verdict(tables)


def test_every_table_has_its_own_peer():
    """In the terminal and on the page, each under its title."""
    tables = [
        Table("Client", "axis (ratio to)", "stock", [Row("import", 0.5, 1.0, 2.0)]),
        Table("Mock server", "axis", "Prism", [Row("requests/s", 12345.6, 8.0, 1000.4, least=True)]),
    ]
    page, shown = markdown(tables, "Notes."), plain(tables)
    assert "| axis (ratio to) | bound | measured | median | within | stock |" in page
    assert "| axis | bound | measured | median | within | Prism |" in page
    assert "| requests/s | ≥ 8.00 | 12,346 |  | yes | 1,000 |" in page
    assert page.index("## Client") < page.index("## Mock server") < page.index("2 of 2 bounds are met.")
    assert all(each in shown for each in ("Client", "stock", "Mock server", "Prism"))


def test_loads_are_compared_by_medians_and_round_by_round():
    """The bound is on the ratio to Prism; of a load without one the ratio is told only."""
    rows = {row.axis: row for row in mocking.load_rows([GET, BOOK], found((900, 1000, 100), (100, 50, 100)))}
    ratio = rows["GET by id, requests/s (Prism)"]
    assert (ratio.measured, ratio.median, ratio.bound, ratio.met) == (9.0, 9.0, 8.0, True)
    assert rows["action that books, requests/s (Prism)"].met is None
    assert rows["GET by id, requests/s of the server's own time (Prism)"].measured == 9.0
    assert (rows["GET by id, requests/s"].measured, rows["GET by id, requests/s"].peer) == (900, 100)


def test_without_prism_the_ratio_is_not_measured_and_not_met():
    """Our own rates are still told, and the reason is."""
    rows = mocking.load_rows([GET, BOOK], found((900, 1000)), "npm is not installed")
    ratio = rows[0]
    assert (ratio.measured, ratio.met, ratio.missing) == (None, False, "npm is not installed")
    assert "0 of 1 bounds are met; not measured: GET by id, requests/s (Prism)" == verdict([Table("", "", "", rows)])
    assert 950 == next(row.measured for row in rows if row.axis == "GET by id, requests/s")


def test_without_wrk_no_load_is_measured(monkeypatch, tmp_path):
    """Nothing is started, and every bound about loads is unmet."""
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(serving.subprocess, "Popen", lambda *_, **__: pytest.fail("a server was started"))
    rows = mocking._loads(tmp_path)
    assert {"not measured, because wrk is not installed"} == {row.within for row in rows}
    assert 3 == sum(row.met is False for row in rows)


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


@pytest.mark.parametrize(("missing", "why"), [("npm", "npm is not installed"), ("node", "Node is not installed")])
def test_prism_needs_node_and_npm(monkeypatch, tmp_path, missing, why):
    """Without one of them the reason says which."""
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None if name == missing else f"/bin/{name}")
    if missing == "node":
        monkeypatch.setattr(prism, "installed", lambda folder: tmp_path)
    monkeypatch.setattr(prism, "FOLDER", tmp_path / "prism")
    with pytest.raises(NotMeasured, match=why):
        prism.command(tmp_path, 0)


def test_an_install_that_fails_leaves_nothing_behind(monkeypatch, tmp_path):
    """The reason is npm's own, and a half of Prism is not taken for all of it the next time."""
    npm = tmp_path / "npm"
    npm.write_text(f"#!{sys.executable}\nimport sys\nprint('npm error code E404', file=sys.stderr)\nsys.exit(1)\n")
    npm.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: str(tmp_path / name))
    with pytest.raises(NotMeasured, match=r"npm could not install Prism \(npm error code E404\)"):
        prism.installed(tmp_path / "prism")
    assert not (tmp_path / "prism").exists()


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
