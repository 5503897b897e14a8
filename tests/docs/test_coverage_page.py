"""docs/mock-coverage.md: what it says of comparisons with real servers is what the recordings give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from toolzz_cal_mock import seed  # noqa: F401 - with it every behaviour is there
from toolzz_cal_mock.world.base import BEHAVIOURS

from tests.support.mock import still_mock
from tests.upstream.replaying import JOURNEYS
from workshop.site import compared

PAGE = compared.PAGE.read_text("utf-8")
UNEQUAL = JOURNEYS.with_name("unequal.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def found():
    """What the recordings give."""
    return compared.compared()


def rows(part: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell, without its head."""
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]
    return {first: others for first, *others in cells}


def recorded() -> list[dict]:
    """Every step that asks for something and is compared."""
    journeys = [json.loads(file.read_text("utf-8")) for file in sorted(JOURNEYS.glob("*.json"))]
    steps = [step for journey in journeys for step in journey["steps"]]
    return [step for step in steps if "setup" not in step and step.get("undetermined") is not True]


def test_the_page_is_current(found):
    """Its part on real servers is what `python -m workshop.site.compared` writes."""
    before, _, _ = PAGE.partition(compared.START)
    assert PAGE == before + compared.section(found)


def test_both_tables_have_every_operation():
    first, _, second = PAGE.partition(compared.START)
    operations = set(still_mock().specification.operations)
    assert set(rows(first)) == operations
    assert set(rows(second)) == operations | {"webhooks that arrived", "other requests"}


def test_every_recorded_step_counts_once(found):
    steps = recorded()
    told = rows(PAGE.partition(compared.START)[2])
    assert sum(each.steps for each in found.values()) == len(steps)
    for name in found:
        own = [step for step in steps if compared.operation_of(step) == name]
        otherwise = sum(any(key in step for key in compared.OTHERWISE) for step in own)
        assert told[name][:2] == [str(len(own)), str(otherwise or "")], name


def test_what_differs_is_what_is_known_to_differ(found):
    """The steps of `unequal.txt`, each with its operation."""
    assert sorted(step for each in found.values() for step in each.unequal) == sorted(UNEQUAL)


def test_operations_without_a_recording_are_told():
    told = rows(PAGE.partition(compared.START)[2])
    asked = {compared.operation_of(step) for step in recorded()}
    assert {name for name, cells in told.items() if cells[0] == "not compared"} == set(told) - asked


def test_a_mock_that_is_broken_shows(monkeypatch, found):
    true = BEHAVIOURS["provider.get"]
    monkeypatch.setitem(BEHAVIOURS, "provider.get", lambda *asked: [true(*asked)])
    asking = [file for file in JOURNEYS.glob("*.json") if '"provider.get"' in file.read_text("utf-8")]
    broken = compared.compared(asking)["provider.get"]
    assert not found["provider.get"].unequal
    assert broken.unequal
    assert broken.words.startswith("types: `")


def test_writing_keeps_the_rest(monkeypatch, tmp_path, capsys):
    """The part is put anew below what a run of the tests wrote."""
    page = tmp_path / "mock-coverage.md"
    page.write_text("# Before\n" + compared.START + "\nold\n", "utf-8")
    monkeypatch.setattr(compared, "PAGE", page)
    monkeypatch.setattr(compared, "ROOT", Path(tmp_path))
    monkeypatch.setattr(compared, "compared", dict)
    monkeypatch.setattr(compared, "section", lambda found: compared.START + "\nnew\n")
    compared.main()
    assert page.read_text("utf-8") == "# Before\n" + compared.START + "\nnew\n"
    assert "mock-coverage.md" in capsys.readouterr().out
