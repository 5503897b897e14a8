"""What a run tells beside the last committed one."""

import dataclasses
import subprocess

from tests.support.tables import every
from workshop.benchmarks import comparing, results
from workshop.benchmarks.__main__ import main
from workshop.benchmarks.comparing import Pair
from workshop.benchmarks.measuring import Figure
from workshop.benchmarks.report import Row, Table


def run(*rows, **conditions):
    return results.Run(
        **{"day": "2027-03-09", "python": "CPython 3.11.7", "computer": "An example, 2 cores", **conditions},
        versions={"toolzz-cal": "1.0"},
        tables=[Table("Calls", rows)],
        notes=["How."],
    )


def lines_of(text, title):
    """The first cells of the table under a title."""
    part = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return [line.split(" | ")[0].removeprefix("| ") for line in part.splitlines() if line.startswith("| ")][1:]


@every(
    ("before", "now", "moved"),
    [
        (Figure(1.0, 0.9, 1.1), Figure(1.3, 1.2, 1.4), True),
        (Figure(1.0, 0.9, 1.1), Figure(0.7, 0.6, 0.8), True),
        (Figure(1.0, 0.9, 1.1), Figure(1.05, 1.02, 1.4), False),  # inside what turns differed before
        (Figure(1.0, 0.9, 1.1), Figure(1.3, 0.95, 1.4), False),  # what was is inside what they differ now
        (Figure(25.4), Figure(30.0), True),  # counted
        (Figure(25.41), Figure(25.42), False),  # reads the same
        (Figure(1.0, 0.9, 1.1), Figure(1.3), True),
    ],
)
def test_a_figure_has_moved_when_it_lies_outside_the_spread_of_both(before, now, moved):
    """Of each run that has one."""
    assert moved is Pair("a", False, before, now).moved


def test_what_moved_is_told_the_worst_first():
    """Of what should be more, less is worse; what did not move is counted only, what has no counterpart named."""
    before = run(
        Row("better", Figure(4.0)),
        Row("worse", Figure(1.0)),
        Row("worst", Figure(900.0), least=True),
        Row("same", Figure(2.0, 1.0, 3.0)),
        Row("gone", Figure(1.0)),
    )
    now = run(
        Row("better", Figure(3.0)),
        Row("worse", Figure(1.5)),
        Row("worst", Figure(300.0), least=True),
        Row("same", Figure(2.5, 1.5, 3.5)),
        Row("new", Figure(1.0)),
        Row("unknown", None, missing="it rains"),
    )
    text = comparing.page(before, now)
    assert ["worst", "worse", "better"] == lines_of(text, "What moved")
    assert "| worst | 900 | 300 | -67%, worse |" in text
    assert "| better | 4.00 | 3.00 | -25%, better |" in text
    assert all(each in text for each in ("3 of 4 figures moved.", "Only now: “new”.", "Only before: “gone”."))
    assert comparing.ELSEWHERE not in text
    assert comparing.ELSEWHERE in comparing.page(dataclasses.replace(before, computer="Another, 8 cores"), now)


def test_only_tables_that_were_measured_are_compared():
    """A run of some tables does not name all other lines as gone."""
    before = run(Row("a", Figure(1.0)))
    others = dataclasses.replace(before, tables=[*before.tables, Table("Imports", [Row("b", Figure(1.0))])])
    assert "Only before" not in comparing.page(others, before)


def test_each_figure_stands_beside_its_best_peer_the_worst_first():
    """A peer that is ahead is bold, and stays said however little it moved; so does a bound that is missed."""
    now = run(
        Row("ahead", Figure(1.0), None, {"slow": Figure(5.0), "good": Figure(2.0)}),
        Row("behind", Figure(2.0), 1.5, {"slow": Figure(5.0), "good": Figure(0.5)}),
        Row("rate", Figure(600.0), None, {"good": Figure(900.0), "slow": Figure(2.0)}, least=True),
        Row("alone", Figure(1.0)),
    )
    text = comparing.page(now, now)
    assert "0 of 4 figures moved." in text
    assert ["behind", "rate", "ahead"] == lines_of(text, "Beside the best peer")
    assert "| behind | 2.00 | **good 0.50** |" in text
    assert "| rate | 600 | **good 900** |" in text
    assert "| ahead | 1.00 | good 2.00 |" in text
    assert "- “behind” misses its bound: 2.00, promised ≤ 1.5." in text


def test_the_last_committed_run_is_found(tmp_path):
    """In the last commit, not in what is to be the next; none where no commit has one that can be read."""
    committed, file = run(Row("a", Figure(1.0))), tmp_path / results.FILE.name

    def git(*words):
        named = ("-c", "user.name=example", "-c", "user.email=example@example.com")
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    assert comparing.committed(tmp_path) is None
    file.write_text(results.written(committed), "utf-8")
    git("add", ".")
    git("commit", "-m", "A run")
    file.write_text("{}", "utf-8")
    git("add", ".")
    assert results.written(committed) == results.written(comparing.committed(tmp_path))
    git("commit", "-m", "No run")
    assert comparing.committed(tmp_path) is None
    assert "There is nothing to compare with." in comparing.page(None, committed)


def test_a_run_ends_with_the_comparison(monkeypatch, capsys, tmp_path):
    """A run of everything also writes it, and is compared with what was committed, not with what it just wrote."""
    found = run(Row("a", Figure(2.0)))
    monkeypatch.setattr("workshop.benchmarks.__main__._measured", lambda folder, asked: (found.tables, []))
    monkeypatch.setattr("workshop.benchmarks.__main__._render", lambda: None)
    monkeypatch.setattr("workshop.benchmarks.__main__._compile", lambda: None)
    monkeypatch.setattr(comparing, "committed", lambda folder: run(Row("a", Figure(1.0))))
    monkeypatch.setattr(comparing, "PAGE", tmp_path / "COMPARED.md")
    monkeypatch.setattr(results, "FILE", tmp_path / "results.json")
    assert 0 == main(["calls"])
    assert "| a | 1.00 | 2.00 | +100%, worse |" in capsys.readouterr().out
    assert [] == list(tmp_path.iterdir())
    assert 0 == main([])
    text = comparing.PAGE.read_text("utf-8")
    assert capsys.readouterr().out.endswith(text + "\n")
    assert ["a"] == lines_of(text, "What moved")
    assert [2.0] == [row.ours.value for row in results.read(results.FILE.read_text("utf-8")).tables[0].rows]
