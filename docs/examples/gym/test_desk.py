"""A test of an agent, once for each scenario that its mark names."""

import pytest
from toolzz_cal_mock.gym import GymTools, Scenario, Turn, assert_passes


def desk(turn: Turn, tools: GymTools) -> str:
    """The agent that is tested; yours asks a model."""
    result = tools.run("event_types_list")
    return f"{len(result.data)} kinds of calls. Which one?\nOutcome: question"


@pytest.mark.scheduling_gym("an-hour-that-is-missing", "cancel-which-one")
def test_my_desk(scenario: Scenario) -> None:
    """The calendar is right when it is done."""
    assert_passes(scenario, desk)
