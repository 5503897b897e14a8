"""An agent in a scenario, from the first turn to the grade."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from .grading import Evidence, Finding, graded
from .report import in_words
from .result import Result
from .scenario import Kind, Scenario
from .turns import Turn, turns
from .world import GymTools, World

# What is tested: called with each turn and the tools, it gives what it tells the caller, or something to await for it.
Agent = Callable[[Turn, GymTools], str | Awaitable[str]]


def run(scenario: Scenario, agent: Agent, *, tools: Kind | None = None) -> Result:
    """Runs a scenario with an agent and grades what it left behind.

    Args:
        scenario: The scenario.
        agent: The agent. What it raises is a failed check, and ends the scenario.
        tools: Which tools it gets: `catalogue` for the operations, `event-type` for those made for the scenario's first
            event type; by default what the scenario says.

    Returns:
        What became of it.
    """
    began = time.perf_counter()
    world = World(scenario)
    before = world.state()
    given = GymTools(world, scenario, tools or scenario.tools)
    asked: list[str] = []
    answers: list[str] = []
    broken: list[Finding] = []
    with given.stack:
        for turn in turns(scenario):
            given.turn = turn.number
            asked.append(turn.text)
            try:
                answers.append(_answer(agent(turn, given)))
            except Exception as problem:  # noqa: BLE001 - whatever the agent is made of
                broken.append(Finding("agent", False, f"the agent raised {type(problem).__name__}: {problem}"))
                break
    evidence = Evidence(scenario, world, before, world.state(), given.calls, answers)
    broken += [Finding("mock", False, f"the mock failed: {problem!r}") for problem in world.mock.errors]
    return Result(
        scenario=scenario,
        findings=(*broken, *graded(evidence)),
        calls=tuple(given.calls),
        answers=tuple(answers),
        asked=tuple(asked),
        before=before,
        after=evidence.after,
        keys={uid: key for key, uid in world.uids.items()},
        seconds=time.perf_counter() - began,
    )


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


def _answer(given: Any) -> str:
    """An agent's answer, awaited where it has to be."""
    if isawaitable(given):
        given = asyncio.run(_awaited(given))
    return given if isinstance(given, str) else str(given)


async def _awaited(given: Awaitable[Any]) -> Any:
    return await given
