"""Whether a call breaks: what the client sends, against what an upstream takes now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .changes import Change
from .compare import compare
from .rules import Level, Side
from .sent import Facts


class Verdict(StrEnum):
    """What became of an operation at its upstream."""

    SAME = "same"
    ADDITIVE = "additive"
    ADAPTS = "adapts"
    BREAKS = "breaks"
    UNKNOWN = "unknown"


# What breaks who reads the client's own types, but no call.
_NO_CALLS = {"default-removed", "default-changed", "no-secret"}
# What documents of people often get wrong, so that it is told and no alarm.
_DOUBTED = {"values-closed", "limit-changed"}
# What makes an operation more than it was.
_GROWN_IN_PROSE = {
    *((kind, Side.REQUEST) for kind in ("added", "optional", "values-added", "null-added", "deprecated")),
    *((kind, Side.ANSWER) for kind in ("added", "values-added", "deprecated")),
}
# Documents of people leave out limits and kinds of numbers; a schema that calls are held against has them all.
_GROWN = {*_GROWN_IN_PROSE, *((kind, Side.REQUEST) for kind in ("type-widened", "values-opened", "limit-loosened"))}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, with a sentence for each change that led to it, and for each that may or may not matter.

    `is_gone` tells that the upstream has no such request at all.
    """

    verdict: Verdict
    because: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_gone: bool = False


def gone(sentence: str) -> Judgement:
    """What becomes of a call that its upstream has no more."""
    return Judgement(Verdict.BREAKS, (sentence,), is_gone=True)


def judged(ways: Sequence[tuple[Facts, Facts]], *, is_prose: bool = False) -> Judgement:
    """Judges a call.

    Args:
        ways: Facts of one operation: what the client sends and reads, in each way in which that may be told, with what
            its upstream takes and answers.
        is_prose: Whether people read what the upstream tells, and no program holds calls against it: names inside of
            arguments, patterns and lists of values are then told and no alarm.
    """
    needed = _needed(ways[0][0])
    every = [compare(ours, theirs, is_told_in_part=True).changes for ours, theirs in ways]
    breaking = [
        [change for change in changes if change.level is Level.BREAKING and _matters(change)] for changes in every
    ]
    sure = [[change for change in changes if not (is_prose and _is_doubted(change, needed))] for changes in breaking]
    # What breaks in one way of telling and fits in another is no change.
    alarms = _shared(sure)
    doubts = [change for change in _shared(breaking) if change not in alarms]
    grown = _GROWN_IN_PROSE if is_prose else _GROWN
    told = _shared([[change for change in changes if (change.kind, change.side) in grown] for changes in every])
    if alarms:
        return Judgement(Verdict.BREAKS, _sentences(alarms), _sentences(doubts))
    return Judgement(Verdict.ADDITIVE if told else Verdict.SAME, _sentences(told), _sentences(doubts))


def _shared(ways: Sequence[Sequence[Change]]) -> list[Change]:
    """The changes of the first way that have their like, at the same place, in all."""
    places = [{change.place for change in changes} for changes in ways]
    return [change for change in ways[0] if all(change.place in known for known in places)]


def _matters(change: Change) -> bool:
    """Whether a call or what is read of its answer may break. Fields that were never sure to be there are no part."""
    if change.side is Side.ANSWER:
        return change.kind in ("removed-required", "type-changed")
    return change.kind not in _NO_CALLS


def chosen(judgements: Iterable[tuple[str, Judgement]]) -> Judgement:
    """What becomes of a call that the client can send in several ways.

    Args:
        judgements: Each way, in the order in which the client tries them, in words and with what becomes of it.
    """
    tried: list[tuple[str, Judgement]] = []
    for way, judgement in judgements:
        tried.append((way, judgement))
        if judgement.verdict in (Verdict.SAME, Verdict.ADDITIVE):
            break
    # Where none fits, the one that lacks the least is the one that the upstream wants.
    way, last = min(tried, key=lambda each: (each[1].verdict is Verdict.BREAKS, each[1].is_gone, len(each[1].because)))
    first = tried[0][1]
    if last is first:
        return first
    instead = f"Where that is refused, the client sends {way} by itself"
    if last.verdict is Verdict.BREAKS:
        return Judgement(Verdict.BREAKS, (*first.because, f"{instead}; of that, too:", *last.because), last.doubts)
    return Judgement(Verdict.ADAPTS, (*first.because, f"{instead}."), last.doubts)


def _needed(ours: Facts) -> set[str]:
    """The arguments that every call has."""
    (operation,) = ours["operations"].values()
    return {"arguments " + name for name in operation["arguments"].get("required", ())}


def _is_doubted(change: Change, needed: set[str]) -> bool:
    """Whether a document may well be wrong there, or the call well be right."""
    holder, dot, _ = change.place.replace("[", ".").partition(".")
    if change.side is Side.ANSWER:
        return not dot or change.kind != "removed-required"
    if change.kind in ("required", "added-required"):
        return bool(dot) and holder not in needed
    if change.kind == "type-narrowed":
        return " or " in change.old  # one of several forms that the client can send; the others are often not told
    if change.kind == "limit-tightened":
        return change.old == "none"  # the client knows of no such limit, so that this is not news
    return change.kind in _DOUBTED or (bool(dot) and change.kind in ("removed", "values-removed"))


def _sentences(changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(change.consequence for change in changes)
