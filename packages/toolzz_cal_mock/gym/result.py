"""What became of a scenario."""

from __future__ import annotations

from dataclasses import dataclass

from .grading import Finding, State, tokens
from .scenario import Scenario
from .world import Call


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
