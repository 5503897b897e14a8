"""Compares the facts of two versions, or of the client and an upstream."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .aspects import Aspect, always
from .changes import Change, Changes, Use
from .operations import Facts, Pair, request_of
from .rules import Level, Side
from .schemas import Comparison
from .words import code, text

_OF_EVENTS = (
    Aspect("class", "", "", "event-renamed", str),
    *(always(key, "described", keyword=key) for key in ("summary", "description")),
)


@dataclass(frozen=True, slots=True)
class Report:
    """All changes between two sides, the breaking ones first."""

    old_version: str
    new_version: str
    changes: tuple[Change, ...]

    def of(self, level: Level) -> tuple[Change, ...]:
        """The changes of one level."""
        return tuple(change for change in self.changes if change.level is level)

    @property
    def level(self) -> Level | None:
        """The highest level of all changes."""
        return self.changes[0].level if self.changes else None


def compare(old: Facts, new: Facts, *, named: Callable[[str], str] = str, is_told_in_part: bool = False) -> Report:
    """Compares two sides, each as `operations.json` has it.

    Args:
        old: What consumers have now.
        new: What they are to get.
        named: What Python calls a key that is not among the `names` of the facts; by default the key itself.
        is_told_in_part: Whether the new side is somebody else's word, so that what it leaves open may be anything.

    Returns:
        Every change with its level. Nothing is reported for what is only written differently.

    Raises:
        FactsError: A reference leads nowhere or in a circle, a schema has no variants, or there is too much of it.
    """
    changes = Changes(old, new, named, is_told_in_part=is_told_in_part)
    pairs = _pairs(old, new)
    for names in pairs:
        Pair(old, new, *names, changes).compare()
    for name in old["operations"].keys() - {before for before, _ in pairs}:
        changes.add("operation-removed", Side.OPERATION, Use(name, "operation"))
    for name in new["operations"].keys() - {after for _, after in pairs}:
        changes.add("operation-added", Side.OPERATION, Use(name, "operation"))
    _compare_events(old, new, changes)
    _compare_classes(old, new, changes)
    _compare_info(old, new, changes)
    before, after = (str(side["info"].get("version", "")) for side in (old, new))
    return Report(before, after, changes.worded())


def _pairs(old: Facts, new: Facts) -> list[tuple[str, str]]:
    """The same operation on both sides: by its name, else by its request, which is how a renaming is seen."""
    before, after = old["operations"], new["operations"]
    pairs = [(name, name) for name in before if name in after]
    requests = {request_of(operation): name for name, operation in after.items() if name not in before}
    for name, operation in before.items():
        if name not in after and request_of(operation) in requests:
            pairs.append((name, requests.pop(request_of(operation))))
    return pairs


def _compare_events(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares what webhooks tell."""
    before, after = (side.get("events", {}) for side in (old, new))
    for trigger in dict.fromkeys((*before, *after)):
        use = Use(trigger, "event")
        if trigger not in after:
            changes.add("event-removed", Side.OPERATION, use, old=trigger)
            continue
        if trigger not in before:
            changes.add("event-added", Side.OPERATION, use, new=trigger)
            continue
        for aspect in _OF_EVENTS:
            if moved := aspect.between(before[trigger], after[trigger]):
                changes.add(moved.kind, Side.OPERATION, use, old=moved.old, new=moved.new, keyword=moved.keyword)
        changes.compare(before[trigger]["body"], after[trigger]["body"], Side.ANSWER, use)


def _compare_classes(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares which models and enums can be imported. One that is the same but for its name was renamed.

    Those that are new are told by what uses them.
    """
    before, after = old.get("classes", []), new.get("classes", [])
    come = [name for name in after if name not in before]
    for name in before:
        if name in after:
            continue
        use = Use("", "class", (name,))
        renamed = next((other for other in come if _are_same(old, name, new, other)), "")
        kind = "class-renamed" if renamed else "class-removed"
        changes.add(kind, Side.OPERATION, use, old=name, new=renamed)


def _are_same(old: Facts, name: str, new: Facts, other: str) -> bool:
    """Whether two classes differ in their names only, and so do those that they lead to."""
    one, two = ({"$ref": f"#/$defs/{class_name}"} for class_name in (name, other))
    return not any(Comparison(old["schemas"], new["schemas"], Side.ANSWER).findings(one, two))


def _compare_info(old: Facts, new: Facts, changes: Changes) -> None:
    """Compares what is told of the whole. The version is no change: it follows from the changes."""
    before, after = old["info"], new["info"]
    for key in sorted((before.keys() | after.keys()) - {"version"}):
        if text(before.get(key)) != text(after.get(key)):
            use = Use("", f"info.{key}")
            changes.add("specification-described", Side.OPERATION, use, keyword=code(f"info.{key}"))
    if old.get("tags", {}) != new.get("tags", {}):
        changes.add("specification-described", Side.OPERATION, Use("", "tags"), keyword=code("tags"))
