"""A scenario as a test."""

from __future__ import annotations

from .report import in_words
from .running import Agent, Result, run
from .scenario import Kind, Scenario


def assert_passes(scenario: Scenario, agent: Agent, *, tools: Kind | None = None) -> Result:
    """Runs a scenario, for a test.

    Args:
        scenario: The scenario.
        agent: The agent.
        tools: As for `run`.

    Returns:
        What became of it.

    Raises:
        AssertionError: A check does not hold; the message has each that does not, and what was called and said.
    """
    __tracebackhide__ = True
    result = run(scenario, agent, tools=tools)
    if not result.passed:
        raise AssertionError(in_words(result))
    return result
