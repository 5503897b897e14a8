"""A gym for agents that schedule: each scenario is a calendar, what a caller says, and what has to be true afterwards.

::

    from toolzz_cal_mock.gym import assert_passes, scenarios

    for scenario in scenarios():
        assert_passes(scenario, my_agent)

An agent is called with a `Turn` and `GymTools`, and gives what it tells the caller. `openai_agent` and
`anthropic_agent` make one of a function that asks a model, `McpAgent` one of a program that is a client of MCP.
"""

from __future__ import annotations

from .agents import AgentError, McpAgent, anthropic_agent, named_agent, openai_agent
from .asserting import assert_passes
from .grading import Finding
from .parsing import scenarios, select
from .reading import ScenarioError
from .running import Agent, Result, run
from .scenario import Scenario
from .turns import Turn
from .world import Call, GymTools

__all__ = [
    "Agent",
    "AgentError",
    "Call",
    "Finding",
    "GymTools",
    "McpAgent",
    "Result",
    "Scenario",
    "ScenarioError",
    "Turn",
    "anthropic_agent",
    "assert_passes",
    "named_agent",
    "openai_agent",
    "run",
    "scenarios",
    "select",
]
