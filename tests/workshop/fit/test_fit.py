"""The matrix of what the client is used with: its programs, its page, and what is compared."""

import ast
import re

import pytest

from tests.support.tables import every
from workshop.fit import __main__ as fit
from workshop.fit.page import page
from workshop.fit.rows import GROUPS, ROWS, Row
from workshop.fit.trying import CHECKS, Claim, Seen, is_here, try_here

RESPX = next(row for row in ROWS if row.name == "respx")


def test_every_row_has_a_program_and_every_program_a_row():
    """The programs are called after their rows."""
    assert sorted(row.program for row in ROWS) == sorted(path.name for path in CHECKS.glob("with_*.py"))


@every("row", ROWS, ids=lambda row: row.name)
def test_packages_are_exact(row):
    """Each package has one exact version, and each program at least one claim of its own or its checker's."""
    assert all(re.fullmatch(r"[a-z0-9-]+(\[[a-z]+\])?==[0-9a-z.]+", pin) for pin in row.packages)
    tree = ast.parse((CHECKS / row.program).read_text("utf-8"))
    called = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert "ask" in called or ("tell" in called and "claim" in called)


def test_the_page_is_made_of_what_was_seen():
    """`docs/compatibility.md` is what the kept results give."""
    assert fit.PAGE.read_text("utf-8") == page(fit.read())


def test_the_page_says_what_does_not_work():
    """What fails, what stopped, and what was not tried, or in another version, is said in the last column."""
    seen = {
        "respx": Seen(RESPX.packages, "3.11.7", (Claim("it works", True), Claim("it fails", False, "E: `a|b`"))),
        "pook": Seen(next(row for row in ROWS if row.name == "pook").packages, "3.11.7", (), "pip can't"),
        "vcrpy": Seen(("vcrpy==1.0",), "3.11.7", (Claim("long ago", True),)),
    }
    text = page(seen)
    assert "| respx 0.23.1 | it works | it fails (`E: 'a¦b'`) |" in text
    assert re.search(r"\| pook [\d.]+ \|  \| not tried to the end: `pip can't` \|", text)
    assert re.search(r"\| vcrpy [\d.]+ \| \| not tried \|", text)
    assert text.count("not tried |") == len(ROWS) - 2
    assert all(f"## {title}" in text for title in GROUPS)


def test_a_program_is_run_and_its_claims_read():
    """Claims that hold and others come back with what was seen; here by a row that every environment has."""
    row = next(row for row in ROWS if row.name == "orjson")
    assert is_here(row)
    seen = try_here(row)
    assert [each.holds for each in seen.claims] == [True]
    assert not seen.problem
    assert Seen.from_json(seen.to_json()) == seen


def test_a_program_that_stops_is_a_problem(tmp_path, monkeypatch):
    """What it wrote before stays, and its last error is told."""
    (tmp_path / "with_stopping.py").write_text(
        'print(\'fit: {"claim": "first", "holds": true}\')\nraise OSError("gone")\n', "utf-8"
    )
    monkeypatch.setattr("workshop.fit.trying.CHECKS", tmp_path)
    seen = try_here(Row("stopping", ()))
    assert seen.claims == (Claim("first", True),)
    assert "OSError: gone" in seen.problem


def test_what_worked_must_work(monkeypatch, capsys):
    """Compared with what is recorded, a claim that holds no more, or is not made any more, fails the run."""
    row = Row("orjson", next(row for row in ROWS if row.name == "orjson").packages)
    monkeypatch.setattr(fit, "try_here", lambda _: Seen(row.packages, "3.11.7", (Claim("one", False, "E"),)))
    before = {"orjson": Seen(row.packages, "3.11.7", (Claim("one", True), Claim("two", True), Claim("bad", False)))}
    monkeypatch.setattr(fit, "read", lambda: before)
    assert fit.main(["--here", "orjson"]) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if "when it was recorded" in line] == [
        "worked when it was recorded, and does not now: orjson: one",
        "worked when it was recorded, and does not now: orjson: two",
    ]
    monkeypatch.setattr(fit, "read", dict)
    assert fit.main(["--here", "orjson"]) == 0


def test_unknown_rows_are_named():
    """The command tells which rows there are."""
    with pytest.raises(SystemExit):
        fit.main(["--here", "nothing"])
