"""What became of scenarios: in words, as JSON, and as a page that needs nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib import resources
from typing import Any

from ..world.base import Row
from .grading import State
from .running import Result
from .world import Call

_LONGEST = 4_000  # characters of what a tool answered
# What would hide something from a reader, or turn the direction of what follows.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def in_words(result: Result) -> str:
    """What is wrong in a scenario, with what was called and said."""
    lines = [f"{result.scenario.name}: {result.scenario.title}"]
    lines += [f"  {finding.check}: {finding.what}" for finding in result.failures]
    lines += [f"  called {_call(call)}" for call in result.calls] or ["  called nothing"]
    lines += [f"  said {answer!r}" for answer in result.answers]
    return _spelt("\n".join(lines))


def as_data(results: Sequence[Result]) -> dict[str, Any]:
    """Everything as JSON data."""
    passed = sum(result.passed for result in results)
    return {"scenarios": len(results), "passed": passed, "results": [_result(result) for result in results]}


def _result(result: Result) -> dict[str, Any]:
    findings = [{"check": each.check, "passed": each.passed, "what": each.what} for each in result.findings]
    calls = [
        {
            "turn": each.turn,
            "operation": each.operation,
            "arguments": each.arguments,
            "text": each.text,
            "failed": each.is_error,
        }
        for each in result.calls
    ]
    return {
        "name": result.scenario.name,
        "title": result.scenario.title,
        "tags": list(result.scenario.tags),
        "passed": result.passed,
        "findings": findings,
        "turns": [{"says": says, "answer": answer} for says, answer in _turns(result)],
        "calls": calls,
        "tokens": result.tokens,
        "before": list(_calendar(result, result.before)),
        "after": list(_calendar(result, result.after)),
    }


def _turns(result: Result) -> Iterator[tuple[str, str | None]]:
    for index, says in enumerate(result.asked):
        yield says, result.answers[index] if index < len(result.answers) else None


def _calendar(result: Result, state: State) -> Iterator[dict[str, Any]]:
    """The bookings of a state, by time."""
    rows: Iterable[Row] = state["bookings"].values()
    for row in sorted(rows, key=lambda row: (row["start"], row["uid"])):
        yield {
            "name": result.keys.get(row["uid"], "new"),
            "uid": row["uid"],
            "title": row["title"],
            "start": row["start"],
            "minutes": row["duration"],
            "status": row["status"],
            "attendees": [each["email"] for each in row["attendees"]],
        }


def page(results: Sequence[Result]) -> str:
    """A page of HTML with everything: what was called beside the calendar before and after.

    It loads nothing and runs nothing, and every text in it is escaped: texts of scenarios are hostile on purpose.
    """
    passed = sum(result.passed for result in results)
    shell = (resources.files(__package__) / "page.html").read_text(encoding="utf-8")
    parts = {
        "summary": f"{passed} of {len(results)} scenarios pass",
        "state": "good" if passed == len(results) else "bad",
        "results": "\n".join(_section(result) for result in results),
    }
    return re.sub(r"\{\{(summary|state|results)\}\}", lambda found: parts[found[1]], shell)


def _section(result: Result) -> str:
    scenario, before = result.scenario, list(_calendar(result, result.before))
    state, opened = ("good", "") if result.passed else ("bad", " open")
    verdict = "passes" if result.passed else "fails"
    findings = "".join(
        f'<li class="{"good" if each.passed else "bad"}">{"" if each.passed else "Fails: "}'
        f"<b>{_text(each.check)}</b> {_text(each.what)}</li>"
        for each in result.findings
    )
    calls = "".join(_shown_call(call) for call in result.calls) or "<p>No tool was called.</p>"
    said = "".join(
        f"<dt>Caller</dt><dd>{_text(says)}</dd><dt>Agent</dt><dd>{_text(answer or 'gave no answer')}</dd>"
        for says, answer in _turns(result)
    )
    return (
        f'<details class="scenario"{opened} id="{_text(scenario.name)}">'
        f'<summary><b class="{state}">{verdict}</b> <code>{_text(scenario.name)}</code> {_text(scenario.title)}'
        f' <span class="soft">{len(result.calls)} calls, {result.tokens} tokens</span></summary>'
        f'<div class="columns"><div><h3>What was said</h3><dl>{said}</dl><h3>What was called</h3>{calls}</div>'
        f"<div><h3>Checks</h3><ul>{findings}</ul>"
        f"<h3>Calendar before</h3>{_table(before, before)}"
        f"<h3>Calendar after</h3>{_table(_calendar(result, result.after), before)}</div></div></details>"
    )


def _shown_call(call: Call) -> str:
    state = ' class="bad"' if call.is_error else ""
    head = f"{call.turn}. <code>{_text(call.operation)}</code> {_text(_arguments(call))}"
    return f"<details><summary{state}>{head}</summary><pre>{_text(call.text[:_LONGEST])}</pre></details>"


def _table(rows: Iterable[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> str:
    lines = [_table_row(each, changed=each not in before) for each in rows]
    if not lines:
        return "<p>Empty.</p>"
    head = "<tr><th>Booking</th><th>Start</th><th>What, who</th><th>Status</th></tr>"
    return f'<div class="wide"><table>{head}{"".join(lines)}</table></div>'


def _table_row(row: Mapping[str, Any], *, changed: bool) -> str:
    start = f"{row['start'][:16].replace('T', ' ')}, {row['minutes']} min"
    people = _text(", ".join(row["attendees"]))
    what = f"<td>{_text(row['title'])}<br>{people}</td>"
    mark = ' class="changed"' if changed else ""
    return f"<tr{mark}><td>{_text(row['name'])}</td><td>{_text(start)}</td>{what}<td>{_text(row['status'])}</td></tr>"


def _text(text: str) -> str:
    return escape(_spelt(text))


def _spelt(text: str) -> str:
    """A text in which characters that do not show stand as their numbers."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _call(call: Call) -> str:
    told = call.text if len(call.text) <= 200 else f"{call.text[:200]}…"
    return f"{call.operation} {_arguments(call)} → {told}"


def _arguments(call: Call) -> str:
    return (
        call.arguments
        if isinstance(call.arguments, str)
        else json.dumps(call.arguments, ensure_ascii=False, default=str)
    )
