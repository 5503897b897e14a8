"""The mock answers recorded journeys of real Cal.com servers as those did, but for the steps in `unequal.txt`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from toolzz_cal_mock import seed  # noqa: F401 - with it every behaviour is there
from toolzz_cal_mock.world.base import BEHAVIOURS

from tests.support.tables import every

from . import tolerances
from .replaying import JOURNEYS, Journey, Outcome, replay

FILES = sorted(JOURNEYS.glob("*.json"))
UNEQUAL = Path(__file__).with_name("unequal.txt")


def unequal(name: str) -> list[str]:
    """The steps of a journey that are known to differ."""
    rows = (line.split(" ", 1) for line in UNEQUAL.read_text("utf-8").splitlines())
    return [step for journey, step in rows if journey == name]


def differing(outcomes: list[Outcome]) -> list[str]:
    return [each.step["step"] for each in outcomes if each.differences]


class Replayed(NamedTuple):
    """What came of a journey, and which tolerances it asked for: their list and key."""

    outcomes: list[Outcome]
    asked: set[tuple[str, str]]


class Noted(dict[str, str]):
    """A list of tolerances that notes what is found in it."""

    def __init__(self, name: str, asked: set[tuple[str, str]]) -> None:
        super().__init__(getattr(tolerances, name))
        self._name, self._asked = name, asked

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        if found:
            self._asked.add((self._name, str(key)))
        return found


@cache
def replayed(file: Path) -> Replayed:
    """A journey on a mock that is as it should be, replayed once."""
    asked: set[tuple[str, str]] = set()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("VALUES", "UNREACHED", "RULES", "RECORDED"):
            patch.setattr(tolerances, name, Noted(name, asked))
        return Replayed(list(replay(file)), asked)


@every("file", FILES, ids=lambda file: file.stem)
def test_a_journey_is_answered_as_it_was(file):
    outcomes = replayed(file).outcomes
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
    assert sum(bool(each.step) for file in FILES for each in replayed(file).outcomes if not each.undetermined) == 2738


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
    before = differing(replayed(file).outcomes)
    true = BEHAVIOURS[operation]
    monkeypatch.setitem(BEHAVIOURS, operation, lambda *asked: breaks(true(*asked)))
    assert len(differing(list(replay(file)))) > len(before)


LISTS = ("VALUES", "UNREACHED", "RULES", "RECORDED", "AS_IS", "ANY_ORDER")
# The mock answers as one release, so that what the other answers is not met here.
OTHERWISE = ("or", "or_missing", "or_extra")
NEEDED = [
    *(("VALUES", key) for key in tolerances.VALUES),
    *(("UNREACHED", key) for key in tolerances.UNREACHED),
    *(("RULES", key) for key in tolerances.RULES),
    *(("RECORDED", key) for key in tolerances.RECORDED if key not in OTHERWISE),
]


def steps() -> list[dict[str, Any]]:
    """Every step of every journey."""
    return [step for file in FILES for step in json.loads(file.read_text("utf-8"))["steps"]]


def differences(outcomes: list[Outcome]) -> int:
    """How much differs in a journey."""
    return sum(len(each.differences) for each in outcomes)


@every(("name", "key"), NEEDED)
def test_every_tolerance_is_needed(name, key):
    """And nothing else is tolerated for it: without it some journey differs in more, of those that ask for it."""
    asking = [file for file in FILES if (name, key) in replayed(file).asked]
    kept = {other: reason for other, reason in getattr(tolerances, name).items() if other != key}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tolerances, name, kept)
        assert any(differences(list(replay(file))) > differences(replayed(file).outcomes) for file in asking)


@pytest.mark.parametrize("name", LISTS)
def test_every_tolerance_has_a_reason(name):
    assert all(len(reason.split()) > 2 for reason in getattr(tolerances, name).values())


def test_a_list_in_any_order_is_asked_for():
    """Its order hangs on ids that are drawn, so that it can be right by luck."""
    assert tolerances.ANY_ORDER.keys() <= {step.get("operation") for step in steps()}


def test_either_release_is_right(monkeypatch):
    """In status and refusal, only where a step says so, and only as long as that is listed."""
    journey = Journey(json.loads(FILES[0].read_text("utf-8")))
    told = [step for step in steps() if "or" in step]
    assert told
    for step in told:
        other = step["or"]
        assert journey.compared(step, other["status"], other["body"]) == []
        assert journey.compared(step, 299, other["body"]) != []
    monkeypatch.setattr(tolerances, "RECORDED", {})
    assert all(journey.compared(step, step["or"]["status"], step["or"]["body"]) for step in told)


@pytest.mark.parametrize("key", ["or_missing", "or_extra"])
def test_either_release_may_have_a_key(key, monkeypatch):
    journey = Journey(json.loads(FILES[0].read_text("utf-8")))
    assert any(key in step for step in steps())
    both, one = {"data": [{"name": "a", "more": 1}]}, {"data": [{"name": "a"}]}
    recorded, given = (both, one) if key == "or_missing" else (one, both)
    step = {"operation": "me.get", "request": {"path": "/v2/me"}, "response": {"status": 200, "body": recorded}}
    step[key] = [".data[].more"]
    assert journey.compared(step, 200, given) == []
    assert journey.compared(step | {key: [".data[].name"]}, 200, given) != []
    monkeypatch.setattr(tolerances, "RECORDED", {})
    assert journey.compared(step, 200, given) != []


def test_a_recording_says_nothing_that_is_not_read():
    facts = {"step", "t", "operation", "who", "arguments", "request", "response", "as", "note"}
    facts |= {"setup", "body", "id", "uid", "rows", "limit", "deliveries"}
    said = {key for step in steps() for key in step}
    assert said - facts == tolerances.RECORDED.keys()
