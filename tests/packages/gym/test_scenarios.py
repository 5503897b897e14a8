"""The scenarios that come with the package measure: who is right passes all, a fault fails those meant for it."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml
from toolzz_cal_mock.gym import Turn, run, scenarios
from toolzz_cal_mock.gym.parsing import TAGS
from toolzz_cal_mock.gym.scenario import Checks
from toolzz_cal_mock.gym.scripted import Scripted

from tests.packages.gym.faulty import FAULTS

SCENARIOS = {each.name: each for each in scenarios()}
# Which scenarios each fault fails; all others it passes.
CAUGHT = yaml.safe_load((Path(__file__).parent / "caught.yaml").read_text("utf-8"))


class Watched(Scripted):
    """The right agent, which notes which of its methods it uses."""

    def __init__(self):
        self.used = set()

    def __getattribute__(self, name):
        object.__getattribute__(self, "__dict__").setdefault("used", set()).add(name)
        return object.__getattribute__(self, name)


@pytest.fixture(scope="module")
def used():
    """The methods that the right agent uses in each scenario, all of which it passes."""
    found = {}
    for name, scenario in SCENARIOS.items():
        agent = Watched()
        result = run(scenario, agent)
        assert result.failures == [], (name, result.failures)
        found[name] = agent.used
    return found


def test_there_are_sixty_of_which_twenty_are_hostile():
    """Each has a sentence of its own on what it measures, and every tag is one of a scenario."""
    assert 60 == len(SCENARIOS)
    assert 20 == sum(each.hostile for each in SCENARIOS.values())
    assert 60 == len({each.title for each in SCENARIOS.values()})
    assert 60 == len({repr((each.turns, each.bookings, each.caller)) for each in SCENARIOS.values()})
    assert set(TAGS) == {tag for each in SCENARIOS.values() for tag in each.tags}


def test_who_is_right_passes_all(used):
    """With what a turn means, and without the checks, which no turn holds."""
    assert set(used) == set(SCENARIOS)
    assert {"intent", "instructions"} <= {field.name for field in fields(Turn)}
    assert {"checks", "scenario"}.isdisjoint(field.name for field in fields(Turn))
    scenario = SCENARIOS["book-plain"]
    unchecked = run(replace(scenario, checks=Checks()), Scripted())
    assert unchecked.answers == run(scenario, Scripted()).answers


def test_a_table_of_at_least_twelve_faults():
    """Each fault fails something, each scenario is failed by a fault, and the table names nothing else."""
    assert len(FAULTS) >= 12
    assert set(CAUGHT) == set(FAULTS)
    assert {name for names in CAUGHT.values() for name in names} == set(SCENARIOS)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_what_is_meant_for_it_and_nothing_else(fault, used):
    """Scenarios in which the right agent uses none of the methods that the faulty one changes are the same for both."""
    agent = FAULTS[fault]
    changed = {name for name, value in vars(agent).items() if callable(value)}
    concerned = {name for name, methods in used.items() if not changed.isdisjoint(methods)}
    results = {name: run(SCENARIOS[name], agent()) for name in concerned}
    assert {"agent", "mock"}.isdisjoint(each.check for result in results.values() for each in result.failures)
    assert {name for name, result in results.items() if not result.passed} == set(CAUGHT[fault])
