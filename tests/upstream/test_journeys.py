"""The mock answers recorded journeys of real Cal.com servers as those did, but for the steps in `unequal.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from toolzz_cal_mock.world.base import BEHAVIOURS

from . import tolerances
from .replaying import JOURNEYS, Outcome, replay

FILES = sorted(JOURNEYS.glob("*.json"))
UNEQUAL = Path(__file__).with_name("unequal.txt")


def unequal(name: str) -> list[str]:
    """The steps of a journey that are known to differ."""
    rows = (line.split(" ", 1) for line in UNEQUAL.read_text("utf-8").splitlines())
    return [step for journey, step in rows if journey == name]


def differing(outcomes: list[Outcome]) -> list[str]:
    return [each.step["step"] for each in outcomes if each.differences]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_journey_is_answered_as_it_was(file):
    outcomes = list(replay(file))
    told = {
        each.step["step"]: each.differences[:5]
        for each in outcomes
        if each.differences and each.step["step"] not in unequal(file.stem)
    }
    assert not told
    # What has become equal leaves the list, so that it stays equal.
    assert differing(outcomes) == unequal(file.stem)


@pytest.mark.parametrize("name", tolerances.AS_IS)
def test_faults_of_cal_itself_are_served_where_they_were_met(name, monkeypatch):
    """And nowhere else: each of these journeys needs them."""
    monkeypatch.setattr(tolerances, "AS_IS", {})
    assert len(differing(list(replay(JOURNEYS / f"{name}.json")))) > len(unequal(name))


def test_every_journey_is_read():
    assert {line.split(" ", 1)[0] for line in UNEQUAL.read_text("utf-8").splitlines()} <= {each.stem for each in FILES}
    assert len(FILES) == 86
    assert sum(bool(each.step) for file in FILES for each in replay(file) if not each.undetermined) == 2738


@pytest.mark.parametrize(
    ("operation", "breaks"),
    [
        ("schedules.get", lambda data: {name: value for name, value in data.items() if name != "overrides"}),
        ("schedules.create", lambda data: data | {"ownerId": str(data["ownerId"])}),
        ("schedules.list", lambda data: [each | {"name": each["name"] + "!"} for each in data]),
    ],
    ids=["a key is lost", "a type is wrong", "a value is wrong"],
)
def test_a_mock_that_is_broken_is_found_out(operation, breaks, monkeypatch):
    file = JOURNEYS / "r_schedules_01.json"
    before = differing(list(replay(file)))
    true = BEHAVIOURS[operation]
    monkeypatch.setitem(BEHAVIOURS, operation, lambda *asked: breaks(true(*asked)))
    assert len(differing(list(replay(file)))) > len(before)
