"""Writes a report as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from toolzz_cal_cli.contract.changes import Change
from toolzz_cal_cli.contract.compare import Report
from toolzz_cal_cli.contract.rules import Level, Side
from toolzz_cal_cli.contract.words import code, printable

from generator.diff.version import Bump

_HEADS = {Level.BREAKING: "Breaking", Level.SAFE: "Safe", Level.DOCUMENTATION: "Documentation"}
_SIDES = {Side.OPERATION: "Operations", Side.REQUEST: "Requests", Side.ANSWER: "Answers"}
_SHOWN_OPERATIONS = 12


def written(report: Report, asked: Bump, form: str) -> str:
    """A report as `text`, `markdown` or `json`, with a line feed at its end."""
    if form == "json":
        return _json(report, asked)
    lines = _markdown(report, asked) if form == "markdown" else _text(report, asked)
    return "\n".join(lines) + "\n"


def _json(report: Report, asked: Bump) -> str:
    content = {
        "versions": {"old": report.old_version, "new": report.new_version},
        "counts": {level.value: len(report.of(level)) for level in Level},
        "bump": {"part": asked.part, "to": asked.to or None},
        "changes": [asdict(change) for change in report.changes],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _summary(report: Report) -> str:
    if not report.changes:
        return "Nothing changed."
    return f"{', '.join(f'{len(report.of(level))} {level}' for level in Level)}."


def _asked(asked: Bump) -> str:
    if asked.part == "none":
        return "No new version is needed."
    return f"Asks for a {asked.part} version" + (f": {printable(asked.to)} or later." if asked.to else ".")


def _grouped(report: Report) -> Iterator[tuple[Level, Side, list[Change]]]:
    for level in Level:
        for side in _SIDES:
            if changes := [each for each in report.of(level) if each.side is side]:
                yield level, side, changes


def _text(report: Report, asked: Bump) -> Iterator[str]:
    for level, side, changes in _grouped(report):
        for change in changes:
            note = f" {change.note}" if change.note else ""
            yield f"{level}: {side}: {change.consequence}{note} [{change.kind}, {printable(change.place)}]"
    yield f"{_summary(report)} {_asked(asked)}"


def _markdown(report: Report, asked: Bump) -> Iterator[str]:
    versions = " to ".join(code(each or "no version") for each in (report.old_version, report.new_version))
    yield from (f"# Changes from {versions}", "", f"{_summary(report)} {_asked(asked)}")
    if report.changes:
        yield from ("", "A method such as `bookings.create` is `client.bookings.create(…)`.")
    last: Level | None = None
    for level, side, changes in _grouped(report):
        if level is not last:
            yield from ("", f"## {_HEADS[level]}")
            last = level
        yield from ("", f"### {_SIDES[side]}", "")
        for change in changes:
            note = f" {change.note}" if change.note else ""
            yield f"- {change.consequence}{note} ({code(change.place)}, {change.kind})"
            if len(change.operations) > 3:
                shown = ", ".join(code(name) for name in change.operations[:_SHOWN_OPERATIONS])
                more = len(change.operations) - _SHOWN_OPERATIONS
                yield f"  - In {shown}{f' and {more} more' if more > 0 else ''}."
