"""The command `toolzz-cal routes`: which Cal.com request each action stands for, and what to know of it.

It needs no extra.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from toolzz_cal import operations
from toolzz_cal._nearest import did_you_mean, nearest
from toolzz_cal.operations import CREDENTIALS, STATES, CalRequest, Operation

Action = tuple[Operation, CalRequest]

_WIDTH = 80
_LABELS = 14


def main(arguments: Sequence[str]) -> int:
    """Prints what was asked for and answers the exit code: 0 done, 2 a name that does not exist."""
    text = "Which Cal.com request each action stands for, what it needs there, and known gaps."
    parser = argparse.ArgumentParser(prog="toolzz-cal routes", description=text, allow_abbrev=False)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="a method, an action or a resource; all actions without one"
    )
    parser.add_argument("--state", choices=tuple(STATES), help="only those that do not work like others, and why")
    parser.add_argument("--json", action="store_true", help="write an array with every fact")
    options = parser.parse_args(arguments)
    actions = every_action()
    try:
        chosen, single = _chosen(options.names, actions)
    except LookupError as problem:
        print(f"error: {problem.args[0]}", file=sys.stderr)
        return 2
    if options.state:
        chosen = [(each, cal) for each, cal in chosen if options.state in (other.state for other in each.requests)]
    if options.json:
        lines: Iterable[str] = [json.dumps([_data(*each) for each in chosen], indent=2)]
    else:
        lines = _details(chosen) if single else _table(chosen)
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:  # whoever reads has seen enough; the interpreter must not try to write the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def every_action() -> list[Action]:
    """Every action with its request, resource by resource, in the order of names."""
    found = [(each, each.request) for each in operations.every() if each.request is not None]
    return sorted(found, key=lambda action: (action[0].resource, action[0].function))


def _data(action: Operation, cal: CalRequest) -> dict[str, Any]:
    """Every fact of an action, as JSON."""
    others = [_request(each) for each in action.requests[1:]]
    return {
        "operation": action.name,
        "slug": action.slug,
        "effect": action.effect,
        "deprecated": action.deprecated,
        **_request(cal),
        **({"others": others} if others else {}),
        "flag": action.flag,
        "timezone": action.timezone,
        "note": action.note,
    }


def _request(cal: CalRequest) -> dict[str, Any]:
    """Every fact of a Cal.com request."""
    arguments: dict[str, dict[str, str]] = {}
    for name, travels in cal.arguments.items():
        arguments[name] = {"in": travels.place, "name": travels.name}
        if travels.encode is not None:
            arguments[name]["encode"] = travels.encode
    return {
        "method": cal.method,
        "path": cal.path,
        "version": cal.sends,
        "credential": cal.credential,
        "body": cal.body,
        "needs": cal.needs,
        "state": cal.state,
        "arguments": arguments,
        "without": cal.without,
    }


def _chosen(names: Sequence[str], actions: Sequence[Action]) -> tuple[list[Action], bool]:
    """The actions of these names, and whether each was named by itself. Raises a LookupError for an unknown name."""
    found: set[str] = set()
    single = bool(names)
    for given in names:
        name = given.casefold()
        alone = {each.name for each, _ in actions if name == each.name or given.upper() in each.slugs}
        inside = {each.name for each, _ in actions if f"{each.resource}.".startswith(f"{name}.")}
        if not alone and not inside:
            raise LookupError(_unknown(given, actions))
        single = single and bool(alone)
        found |= alone or inside
    return [(each, cal) for each, cal in actions if not names or each.name in found], single


def _unknown(given: str, actions: Sequence[Action]) -> str:
    name = given.casefold()
    if any(f"{each.name}.".startswith(f"{name}.") for each in operations.every()):
        return f"{name} belongs to the ToolzzAI API, which has one route only"
    there = {each.resource: each.resource for each, _ in actions}
    there |= {spelt.casefold(): spelt for each, _ in actions for spelt in (each.name, str(each.slug))}
    near = [each.name for each, _ in actions if each.function == name]
    near += [there[each] for each in nearest(name, there)]
    hint = did_you_mean(list(dict.fromkeys(near))[:3]) or "; `toolzz-cal routes` lists them"
    return f"no method, action or resource is called {given!r}{hint}"


def _table(actions: Sequence[Action]) -> Iterator[str]:
    """A line for each action, under its resource."""
    for resource, group in groupby(actions, lambda action: action[0].resource):
        own = list(group)
        column = max(len(each.function) for each, _ in own) + 4
        yield resource
        for each, cal in own:
            first, *rest = _folded(cal.path, _WIDTH - column - 7)
            yield f"  {each.function:<{column - 2}}{cal.method:<7}{first}"
            remarks = ["deprecated"] if each.is_deprecated else []
            remarks += [cal.state] if cal.state else []
            remarks += [", ".join(filter(None, (f"else {other}", other.state))) for other in each.requests[1:]]
            if cal.needs:
                remarks.append(f"needs {', '.join(cal.needs)}")
            lines = [line for remark in remarks for line in _folded(remark, _WIDTH - column - 7)]
            yield from (f"{'':{column + 7}}{line}" for line in (*rest, *lines))
        yield ""
    hint = ". Name one to see its credential, arguments and gaps" if actions else ""
    yield f"{len(actions)} action{'' if len(actions) == 1 else 's'}{hint}"


def _folded(text: str, width: int) -> list[str]:
    """A path, perhaps after its method, in lines that are broken before a slash."""
    lines = [""]
    for part in re.split("(?=/)", text):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return lines


def _details(actions: Iterable[Action]) -> Iterator[str]:
    """Everything about each action, in a paragraph of its own."""
    for number, (each, cal) in enumerate(actions):
        if number:
            yield ""
        yield each.name
        for label, text in _facts(each, cal):
            folded = _folded if label in ("request", "else") else textwrap.wrap
            for index, line in enumerate(folded(text, _WIDTH - _LABELS)):
                yield f"  {'' if index else label:<{_LABELS - 2}}{line}"


def _facts(each: Operation, cal: CalRequest) -> Iterator[tuple[str, str]]:
    """Labels and texts."""
    yield "action", str(each.slug)
    yield "effect", each.effect
    if each.deprecated is not None:
        yield "deprecated", each.deprecated
    yield from _facts_of_request("request", cal)
    for other in each.requests[1:]:
        yield from _facts_of_request("else", other)
    if each.flag:
        yield "permission", f"an agent's, under {each.flag}"
    if each.note:
        yield "gaps", each.note


def _facts_of_request(label: str, cal: CalRequest) -> Iterator[tuple[str, str]]:
    """What there is to say of a Cal.com request: the one that is sent first, or one that stands in for it."""
    yield label, str(cal)
    yield "version", cal.sends or "no cal-api-version is sent"
    yield "credential", CREDENTIALS[cal.credential]
    if cal.body is not None:
        yield "body", f"always sent, with {json.dumps(cal.body)}" if cal.body else "always sent, {} if need be"
    for name, how in cal.otherwise.items():
        yield "argument", f"{name}: {how}"
    if cal.needs:
        yield "needs", f"{', '.join(cal.needs)}, which the documents do not require"
    if cal.state:
        yield "state", f"{cal.state}: {STATES[cal.state]}"
