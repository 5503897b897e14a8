"""An agent in a scenario, from the first turn to the grade."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from .grading import Evidence, Finding, State, graded, tokens
from .reading import ScenarioError
from .scenario import Kind, Scenario
from .turns import Turn, turns
from .world import Call, GymTools, NoMoreCalls, World

# What is tested: called with each turn and the tools, it gives what it tells the caller, or something to await for it.
Agent = Callable[[Turn, GymTools], str | Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a scenario.

    Attributes:
        scenario: What was to be done.
        findings: What became of each check.
        calls: The calls of tools, in order.
        answers: What the agent said in each turn.
        asked: What it was told in each turn.
        before: The calendar before, by table and key.
        after: The calendar afterwards.
        keys: Key in the scenario of each booking that was there, by its uid.
        seconds: How long it took.
    """

    scenario: Scenario
    findings: tuple[Finding, ...]
    calls: tuple[Call, ...]
    answers: tuple[str, ...]
    asked: tuple[str, ...]
    before: State
    after: State
    keys: dict[str, str]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(finding.passed for finding in self.findings)

    @property
    def failures(self) -> list[Finding]:
        """The checks that do not hold."""
        return [finding for finding in self.findings if not finding.passed]

    @property
    def tokens(self) -> int:
        """About how many tokens a model reads in what tools answered."""
        return tokens(self.calls)


def run(scenario: Scenario, agent: Agent, *, tools: Kind | None = None) -> Result:
    """Runs a scenario with an agent and grades what it left behind.

    Args:
        scenario: The scenario.
        agent: The agent. What it raises is a failed check and ends the scenario, as does anything but text.
        tools: Which tools it gets: `catalogue` for the operations, `event-type` for those made for the scenario's first
            event type; by default what the scenario says.

    Returns:
        What became of it.

    Raises:
        ScenarioError: No calendar can be made of the scenario.
    """
    began = time.perf_counter()
    world, given = _prepared(scenario, tools or scenario.tools)
    before = world.state()
    asked: list[str] = []
    answers: list[str] = []
    broken: list[Finding] = []
    with given.stack:
        for turn in turns(scenario):
            given.turn = turn.number
            asked.append(turn.text)
            try:
                answer = _awaited(agent(turn, given))
            except NoMoreCalls as problem:
                broken.append(Finding("agent", False, str(problem)))
                break
            except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever the agent is made of
                broken.append(Finding("agent", False, f"the agent raised {type(problem).__name__}: {problem}"))
                break
            if not isinstance(answer, str):
                broken.append(Finding("agent", False, f"the agent gave {type(answer).__name__} in place of text"))
                break
            answers.append(answer)
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


def _prepared(scenario: Scenario, tools: Kind) -> tuple[World, GymTools]:
    """The world of a scenario, with the tools that change it."""
    try:
        world = World(scenario)
        return world, GymTools(world, scenario, tools)
    except Exception as problem:
        what = f"{scenario.name}: no calendar can be made of this ({type(problem).__name__}: {problem})"
        raise ScenarioError(f"{what}; write settings and bookings as Cal.com has them") from problem


def _awaited(answer: Any) -> Any:
    """An agent's answer, awaited where it has to be."""
    return asyncio.run(_awaiting(answer)) if isawaitable(answer) else answer


async def _awaiting(answer: Awaitable[Any]) -> Any:
    return await answer
