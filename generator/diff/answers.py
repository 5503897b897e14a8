"""Compares answers, status by status, and the formats of answers and bodies."""

from __future__ import annotations

from generator.diff.changes import Changes
from generator.diff.consequences import Use
from generator.diff.forms import text
from generator.diff.interface import Answer, Media, Operation
from generator.diff.names import code
from generator.diff.table import Side
from generator.diff.told import compare_told


def compare(one: Operation, two: Operation, changes: Changes, side: Side) -> None:
    """Compares the answers of an operation.

    Args:
        one: The operation as it was.
        two: The operation as it is now.
        changes: What changes are added to.
        side: `ANSWER`; `REQUEST` where the server calls, and answers are what is sent.
    """
    before, after = one.answers, two.answers
    for status in dict.fromkeys((*before, *after)):
        use = Use(two.name, two.is_action, f"answer {status}")
        # A status without an entry of its own is answered as its family is, or as `default` tells.
        first, second = _covering(before, status), _covering(after, status)
        if second is None:
            changes.add(
                "success-removed" if _succeeds(status, before) else "status-removed", Side.ANSWER, use, old=code(status)
            )
        elif first is None:
            surprising = _succeeds(status, after) and not _is_like(second, before, changes)
            changes.add("success-added" if surprising else "status-added", Side.ANSWER, use, new=code(status))
        else:
            _compare_answers(first, second, use, changes, side)


def _covering(answers: dict[str, Answer], status: str) -> Answer | None:
    return answers.get(status) or answers.get(f"{status[:1]}XX") or answers.get("default")


def _succeeds(status: str, answers: dict[str, Answer]) -> bool:
    return status[:1] in "123" or (status == "default" and not any(each[:1] in "123" for each in answers))


def _is_like(answer: Answer, others: dict[str, Answer], changes: Changes) -> bool:
    """Whether who reads one of the other successes can read this one as well."""
    return any(
        answer.media.keys() == other.media.keys()
        and all(changes.matches(other.media[name].schema, answer.media[name].schema) for name in answer.media)
        for status, other in others.items()
        if _succeeds(status, others)
    )


def _compare_answers(one: Answer, two: Answer, use: Use, changes: Changes, side: Side) -> None:
    if one is two:
        return
    compare_told(one.node, two.node, use, changes, side)
    if text(one.node.get("links") or {}) != text(two.node.get("links") or {}):
        changes.add("links-changed", Side.OPERATION, use)
    if bool(one.media) != bool(two.media):
        changes.add("content-added" if two.media else "content-removed", Side.ANSWER, use, old=use.part[7:])
    else:
        compare_media(one.media, two.media, use, changes, side)
    for name in one.headers.keys() | two.headers.keys():
        before, after = one.headers.get(name), two.headers.get(name)
        at = Use(use.operation, use.is_action, use.part, (before or after).name)  # type: ignore[union-attr]
        if before is None or after is None:
            changes.add("added" if before is None else "removed", side, at)
            continue
        if before.required != after.required:
            changes.add("required" if after.required else "optional", side, at)
        compare_told(before.node, after.node, at, changes, side)
        changes.compare(before.schema, after.schema, side, at)


def compare_media(one: dict[str, Media], two: dict[str, Media], use: Use, changes: Changes, side: Side) -> None:
    """Compares what a body or answer holds, format by format."""
    for name in dict.fromkeys((*one, *two)):
        before, after = one.get(name), two.get(name)
        if after is None:
            changes.add("media-removed", side, use, old=code(name))
        elif before is None:
            changes.add("media-added", side, use, new=code(name))
        else:
            if before.encoding != after.encoding:
                changes.add("encoding-changed", side, use)
            if before.examples != after.examples:
                changes.add("described", side, use, keyword="example")
            changes.compare(before.schema, after.schema, side, use)
