"""Older and newer requests side by side, as two real servers of Cal.com answered them, and the mock as each."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from toolzz_cal_mock import seed  # noqa: F401 - with it every behaviour is there
from toolzz_cal_mock.world.base import BEHAVIOURS, FORMS, Whole

from .replaying import Journey, Outcome, replay

FILES = sorted(Path(__file__).with_name("generations").glob("*.json"))
# The mock's zones are those of this machine, and not the cities that Cal.com knows.
UNEQUAL = ["/v2/timezones"]


def steps(file: Path) -> list[dict[str, Any]]:
    """The steps of a recording that ask for something."""
    return [each for each in json.loads(file.read_text("utf-8"))["steps"] if "request" in each]


def differing(file: Path) -> list[Outcome]:
    """The steps that the mock answers otherwise."""
    return [each for each in replay(file) if each.differences]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_generations_are_answered_as_they_were(file):
    """Free times, reservations, refusals, and what becomes of a version that the server does not know."""
    found = differing(file)
    assert UNEQUAL == [each.step["request"]["path"] for each in found], [each.differences[:3] for each in found]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_request_of_another_version_is_refused_word_for_word(file):
    """The words of the router are what tells a client that nothing was done: they are compared, too."""
    journey = Journey(json.loads(file.read_text("utf-8")))
    compared = 0
    for _, step in zip(journey.run(), steps(file), strict=True):
        if step["response"]["status"] != 404:
            continue
        recorded, given = step["response"]["body"], journey.mock.calls.last().answered
        number = str(journey.identities.ours(dict(step["request"]["query"])["eventTypeId"], "", "eventTypeId"))
        told = re.sub(r"eventTypeId=\d+", f"eventTypeId={number}", json.dumps([recorded["error"], recorded["path"]]))
        assert json.loads(told) == [given["error"], given["path"]]
        compared += 1
    assert compared == 6


@pytest.mark.parametrize(
    ("key", "breaks"),
    [
        (("slots.available", "days"), lambda data: data.reply | {"data": {"slots": data.reply["data"]}}),
        (("slots.available", "days"), lambda data: data.reply | {"data": {}}),
        (("slots.reserve", "reservationUid"), lambda data: data["reservationUid"]),
        (("slots.reserve", "reservationUid"), lambda data: data | {"reservationDuration": 6}),
        ("slots.available", lambda data: data["slots"]),
    ],
    ids=["slots around days", "nothing free", "uid alone", "another number", "days without slots"],
)
def test_what_the_mock_does_otherwise_is_seen(monkeypatch, key, breaks):
    """Another form, an empty answer, another number: each makes steps unequal."""
    registry: dict[Any, Any] = FORMS if isinstance(key, tuple) else BEHAVIOURS
    true = registry[key]

    def broken(*asked: Any) -> Any:
        outcome = true(*asked)
        return Whole(breaks(outcome)) if isinstance(outcome, Whole) else breaks(outcome)

    monkeypatch.setitem(registry, key, broken)
    assert all(len(differing(file)) > len(UNEQUAL) for file in FILES)
