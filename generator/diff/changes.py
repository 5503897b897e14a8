"""Gathers what was found; the same change in several operations is one change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.diff.consequences import Change, Use, change
from generator.diff.fields import Comparison, Finding, Path, Spot
from generator.diff.table import RULES, Level, Side

_ORDER = list(Level)
_OF_MODELS = {"decoded-otherwise", "model-renamed"}


@dataclass(slots=True)
class Changes:
    """Gathers changes; the same one in several operations is one change."""

    schemas: Comparison
    _found: dict[tuple[Side, str, Path, Finding, str], list[Use]] = field(default_factory=dict)

    def add(self, kind: str, side: Side, use: Use, *, old: object = "", new: object = "", keyword: str = "") -> None:
        """Notes a change of a part as a whole."""
        finding = Finding(kind, (), str(old), str(new), keyword)
        # Two operations that were removed are two changes; two that lost the same argument are one.
        name = "" if use.part == "operation" else use.name
        apart = use.operation if kind.startswith("operation-") else f"{use.part} {name}"
        self._found.setdefault((side, "", use.path, finding, apart), []).append(use)

    def compare(self, old: Any, new: Any, side: Side, use: Use) -> None:
        """Compares two schemas, and notes the changes in them and in all that they lead to."""
        for prefix, spot in self.schemas.root(old, new, side).below():
            for finding in spot.findings:
                full = (*use.path, *prefix, *finding.path)
                if not _is_shown(finding, side, use, full):
                    continue
                place = finding.path if spot.component else full
                apart = "" if spot.component else f"{use.part} {use.name}"
                at = Use(use.operation, use.is_action, use.part, use.name, full)
                bare = Finding(finding.kind, (), finding.old, finding.new, finding.keyword)
                if finding.kind == "model-renamed":
                    place, apart, spot = (), "", Spot("")
                self._found.setdefault((side, spot.component, place, bare, apart), []).append(at)

    def matches(self, old: Any, new: Any) -> bool:
        """Whether answers of a schema are no surprise to who reads those of another."""
        return not any(
            RULES[finding.kind, Side.ANSWER].level is Level.BREAKING
            for _, spot in self.schemas.root(old, new, Side.ANSWER).below()
            for finding in spot.findings
        )

    def worded(self) -> tuple[Change, ...]:
        """All changes, ordered by level, place and kind."""
        every = [change(*key[:4], uses) for key, uses in self._found.items()]
        return tuple(
            sorted(
                every, key=lambda each: (_ORDER.index(each.level), each.side, each.operations, each.place, each.kind)
            )
        )


def _is_shown(finding: Finding, side: Side, use: Use, path: Path) -> bool:
    """Whether a change of Python's types is one: errors and whole bodies have no model of their own."""
    if finding.kind not in _OF_MODELS:
        return True
    if side is Side.ANSWER:
        return not use.is_error
    return use.part == "body" and bool(path)
