"""Words what a change means for who uses the client."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.diff.fields import Finding, Path
from generator.diff.names import code, snake
from generator.diff.table import RULES, Level, Side


@dataclass(frozen=True, slots=True)
class Change:
    """A change, in as many operations as it shows itself the same way.

    `place` is the spot in the terms of the document, `what` in those of Python.
    """

    kind: str
    level: Level
    side: Side
    operations: tuple[str, ...]
    place: str
    what: str
    old: str
    new: str
    consequence: str
    note: str


@dataclass(frozen=True, slots=True)
class Use:
    """Where an operation meets a change. `part` is body, query, path, header, cookie, or answer with its status."""

    operation: str
    is_action: bool
    part: str
    name: str = ""
    path: Path = ()

    @property
    def is_error(self) -> bool:
        """Whether it is in the answer to a call that failed."""
        return self.part.startswith("answer ") and self.part[7:8] not in "123"


def change(side: Side, component: str, path: Path, finding: Finding, uses: list[Use]) -> Change:
    """A finding in words.

    Args:
        side: What it is about.
        component: The name of the schema that it stands in, or nothing.
        path: The way to it, in the component if there is one.
        finding: What was found.
        uses: Where operations meet it.
    """
    rule = RULES[finding.kind, side]
    names = tuple(dict.fromkeys(use.operation for use in uses))
    what = _what(side, component, path, uses)
    if finding.kind in ("webhook-added", "webhook-removed") or finding.kind.startswith("direct-needs"):
        what = code(finding.old or finding.new)
    # Those of values and limits come as code already.
    told = {"who": _who(names), "what": what, "old": finding.old, "new": finding.new, "keyword": finding.keyword}
    chosen = re.sub(r"\[([^]|]*)\|([^]|]*)\]", lambda found: found[1 + (len(names) > 1)], rule.text)
    consequence = re.sub(r"\{(\w+)\}", lambda found: told[found[1]], chosen)
    consequence = consequence[:1].upper() + consequence[1:] + "."
    place = f"{component}{_joined(path, 'x')}" if component else _place(uses[0])
    return Change(finding.kind, rule.level, side, names, place, what, finding.old, finding.new, consequence, rule.note)


def _who(names: tuple[str, ...]) -> str:
    shown = [code(name) for name in names[: 3 if len(names) == 3 else 2]]
    if len(names) > len(shown):
        return f"{', '.join(shown)} and {len(names) - len(shown)} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def _place(use: Use) -> str:
    return " ".join(filter(None, (use.part, use.name, _joined(use.path, "").removeprefix("."))))


def _joined(path: Iterable[str], first: str) -> str:
    found = first
    for key in path:
        found += key if key[:1] == "[" or not found else f".{key}"
    return found.removeprefix(first) if first else found


def _what(side: Side, component: str, path: Path, uses: list[Use]) -> str:
    """The argument or field as Python has it."""
    answered = side is Side.ANSWER
    if component and answered:
        return code(component + _joined([_attribute(key) for key in path], "x"))
    every = dict.fromkeys(_answered(use) if answered else _sent(use) for use in uses)
    if len(every) > 1 and component:
        return code(component + _joined(path, "x"))
    return next(iter(every))


def _attribute(key: str) -> str:
    return key if key[:1] == "[" or key == "*" else snake(key)


def _sent(use: Use) -> str:
    path = use.path
    if use.part == "body":
        if use.is_action and path[:1] == ("arguments",):
            path = path[1:]
            if not path:
                return "the arguments"
        if not path:
            return "the body"
        return code(_joined((_attribute(path[0]), *path[1:]), ""))
    return code(_joined((snake(use.name), *path), "")) if use.name else use.part


def _answered(use: Use) -> str:
    path = use.path
    if use.is_action and path[:2] == ("data", "data"):
        path = path[1:]
    told = code(_joined([_attribute(key) for key in path], "")) if path else "the answer"
    if use.name:
        told = f"{told} of the header {code(use.name)}" if path else f"the header {code(use.name)}"
    return f"{told} of the error {use.part[7:]}" if use.is_error else told
