"""Compares two sides."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diff.changes import Change, Changes, Use
from generator.diff.operations import compare_operations
from generator.diff.schemas import Comparison
from generator.diff.sides import Facts
from generator.diff.table import Level, Side
from generator.diff.values import text
from generator.diff.words import code


@dataclass(frozen=True, slots=True)
class Report:
    """All changes between two sides, the breaking ones first."""

    old_version: str
    new_version: str
    changes: tuple[Change, ...]

    def of(self, level: Level) -> tuple[Change, ...]:
        """The changes of one level."""
        return tuple(each for each in self.changes if each.level is level)

    @property
    def level(self) -> Level | None:
        """The highest level of all changes."""
        return self.changes[0].level if self.changes else None


def compare(old: Facts, new: Facts) -> Report:
    """Compares two sides.

    Args:
        old: What consumers have now.
        new: What they are to get.

    Returns:
        Every change with its level. Nothing is reported for what is only written differently.

    Raises:
        SpecError: A reference leads nowhere, or a schema has variants.
    """
    changes = Changes(old, new)
    compare_operations(old, new, changes)
    _compare_events(old, new, changes)
    _compare_classes(old, new, changes)
    _compare_info(old, new, changes)
    return Report(old.version, new.version, changes.worded())


def _compare_events(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares what webhooks tell."""
    for trigger in dict.fromkeys((*old.events, *new.events)):
        use = Use(trigger, "event")
        if trigger not in new.events:
            changes.add("event-removed", Side.OPERATION, use, old=trigger)
            continue
        if trigger not in old.events:
            changes.add("event-added", Side.OPERATION, use, new=trigger)
            continue
        one, two = old.events[trigger], new.events[trigger]
        if one.name != two.name:
            changes.add("event-renamed", Side.OPERATION, use, old=one.name, new=two.name)
        for key in ("summary", "description"):
            if getattr(one, key) != getattr(two, key):
                changes.add("described", Side.OPERATION, use, keyword=key)
        changes.compare(one.body, two.body, Side.ANSWER, use)


def _compare_classes(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares which models and enums can be imported. One that is the same but for its name was renamed.

    Those that are new are told by what uses them.
    """
    come = [name for name in new.classes if name not in old.classes]
    for name in old.classes:
        if name in new.classes:
            continue
        use = Use("", "class", (name,))
        renamed = next((other for other in come if _are_same(old, name, new, other)), "")
        if renamed:
            changes.add("class-renamed", Side.OPERATION, use, old=name, new=renamed)
        else:
            changes.add("class-removed", Side.OPERATION, use, old=name)


def _are_same(old: Facts, name: str, new: Facts, other: str) -> bool:
    """Whether two classes differ in their names only, and so do those that they lead to."""
    one, two = ({"$ref": f"#/$defs/{each}"} for each in (name, other))
    return not any(Comparison(old, new, Side.ANSWER).findings(one, two))


def _compare_info(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares what is told of the whole. The version is no change: it follows from the changes."""
    for key in sorted((old.info.keys() | new.info.keys()) - {"version"}):
        if text(old.info.get(key)) != text(new.info.get(key)):
            at = Use("", f"info.{key}")
            changes.add("specification-described", Side.OPERATION, at, keyword=code(f"info.{key}"))
    if old.tags != new.tags:
        changes.add("specification-described", Side.OPERATION, Use("", "tags"), keyword=code("tags"))
