"""Gathers what was found, and words what it means for who uses the client."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from .rules import RULES, Level, Side
from .schemas import Comparison, Finding, Path
from .values import Schema
from .words import code

_ORDER = list(Level)


@dataclass(frozen=True, slots=True)
class Change:
    """A change, in as many operations as it shows itself the same way.

    `place` is the spot in the terms of the facts, `what` in those of Python.
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
    """Where an operation or event meets a change.

    `part` is `operation`, `arguments`, `answer`, `event`, or `error` with its status.
    """

    operation: str
    part: str
    path: Path = ()
    is_action: bool = False


class Changes:
    """Gathers changes; the same one in several operations is one change."""

    def __init__(
        self, old: dict[str, Any], new: dict[str, Any], named: Callable[[str], str], *, is_told_in_part: bool = False
    ) -> None:
        self._named, self._is_told_in_part = named, is_told_in_part
        self._schemas: tuple[dict[str, Schema], dict[str, Schema]] = (old["schemas"], new["schemas"])
        self._names: dict[str, str] = {**old.get("names", {}), **new.get("names", {})}
        # Uses by side, what sets it apart from others of its kind, and finding.
        self._uses: dict[tuple[Side, str, Finding], list[Use]] = {}

    def python(self, key: str) -> str:
        """What a key is called in Python."""
        return self._names.get(key) or self._named(key)

    def add(self, kind: str, side: Side, use: Use, *, old: str = "", new: str = "", keyword: str = "") -> None:
        """Notes a change of a part as a whole."""
        # Two operations that were removed are two changes; two that lost the same argument are one.
        apart = use.operation if kind.startswith("operation-") else use.part
        finding = Finding(kind, use.path, "", old, new, keyword)
        self._uses.setdefault((side, apart, finding), []).append(use)

    def compare(self, old: Schema, new: Schema, side: Side, use: Use) -> None:
        """Compares two schemas, and notes the changes in them and in all that they lead to."""
        for finding, way in self._comparison(side).findings(old, new):
            if finding.kind == "decoded-otherwise" and use.part.startswith("error "):
                continue  # errors are not read as models
            apart = "" if finding.component else use.part
            at = replace(use, path=(*way, *finding.path))
            self._uses.setdefault((side, apart, finding), []).append(at)

    def _comparison(self, side: Side) -> Comparison:
        return Comparison(*self._schemas, side, is_told_in_part=self._is_told_in_part)

    def worded(self) -> tuple[Change, ...]:
        """All changes, ordered by level, side, operations, place and kind."""
        return tuple(sorted((self._worded(*key, uses) for key, uses in self._uses.items()), key=_rank))

    def _worded(self, side: Side, _: str, finding: Finding, uses: list[Use]) -> Change:
        rule = RULES[finding.kind, side]
        operations = tuple(dict.fromkeys(use.operation for use in uses if use.operation))
        what = self._what(side, finding, uses)
        words = {"who": _who(operations), "what": what}
        words |= {"old": finding.old, "new": finding.new, "keyword": finding.keyword}
        sentence = rule.text
        if all(use.part == "event" for use in uses):
            sentence = sentence.replace("[answers|answer]", "[carries|carry]")
        sentence = re.sub(r"\[([^]|]*)\|([^]|]*)\]", lambda found: found[1 + (len(operations) > 1)], sentence)
        sentence = re.sub(r"\{(\w+)\}", lambda found: words[found[1]], sentence)
        path = _joined(finding.path if finding.component else uses[0].path)
        place = f"{finding.component}.{path}".rstrip(".") if finding.component else f"{uses[0].part} {path}".rstrip()
        consequence = f"{sentence[:1].upper()}{sentence[1:]}."
        old, new = finding.old, finding.new
        return Change(finding.kind, rule.level, side, operations, place, what, old, new, consequence, rule.note)

    def _what(self, side: Side, finding: Finding, uses: list[Use]) -> str:
        """The argument or field as Python has it."""
        if finding.kind.startswith(("direct-needs", "event-")):
            return code(finding.old or finding.new)
        if finding.component and side is Side.ANSWER:
            return code(_joined((finding.component, *map(self.python, finding.path))))
        every = {self._answered(use) if side is Side.ANSWER else self._sent(use) for use in uses}
        return every.pop() if len(every) == 1 else code(_joined((finding.component, *finding.path)))

    def _sent(self, use: Use) -> str:
        if not use.path:
            return "the arguments" if use.part == "arguments" else use.part
        return code(_joined((self.python(use.path[0]), *use.path[1:])))

    def _answered(self, use: Use) -> str:
        path = use.path[1:] if use.is_action and use.path[:2] == ("data", "data") else use.path
        whole = "the body" if use.part == "event" else "the answer"
        named = code(_joined(map(self.python, path))) if path else whole
        return f"{named} of the {use.part}" if use.part.startswith("error ") else named


def _rank(change: Change) -> tuple[object, ...]:
    return _ORDER.index(change.level), change.side, change.operations, change.place, change.kind


def _who(operations: tuple[str, ...]) -> str:
    """Methods by name: all of up to three, else two of them."""
    names = [code(name) for name in operations[: 3 if len(operations) == 3 else 2]]
    if len(operations) > len(names):
        return f"{', '.join(names)} and {len(operations) - len(names)} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _joined(path: Iterable[str]) -> str:
    """A path as a text: `guests[].name`."""
    return ".".join(path).replace(".[", "[")
