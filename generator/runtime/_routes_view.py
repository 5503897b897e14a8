# Edit this in generator/runtime/_routes_view.py; `make generate` copies it into the client.
"""The command `toolzz-cal routes`: which Cal.com request each action stands for, and what to know of it."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ._facts import operations as facts
from ._mapping import CREDENTIALS, STATES, Mapped, mapped

_WIDTH = 80
_LABELS = 14


def add_options(parser: argparse.ArgumentParser) -> None:
    """Tells a parser what the command takes."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="a method, an action or a resource; all actions without one"
    )
    parser.add_argument("--state", choices=tuple(STATES), help="only those that do not work like others, and why")
    parser.add_argument("--json", action="store_true", help="write an array with every fact")


def run(options: argparse.Namespace) -> int:
    """Prints what was asked for and answers the exit code: 0 done, 2 a name that does not exist."""
    operations = facts()
    actions = mapped(operations)
    try:
        chosen, single = _chosen(options.names, actions, operations.keys())
    except LookupError as problem:
        print(f"error: {problem.args[0]}", file=sys.stderr)
        return 2
    if options.state:
        chosen = [each for each in chosen if each.state == options.state]
    if options.json:
        lines: Iterable[str] = [json.dumps([each._asdict() for each in chosen], indent=2)]
    else:
        lines = _details(chosen) if single else _table(chosen)
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:  # whoever reads has seen enough; the interpreter must not try to write the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _chosen(names: Sequence[str], actions: Sequence[Mapped], known: Iterable[str]) -> tuple[list[Mapped], bool]:
    """The actions of these names, and whether each was named by itself. Raises a LookupError for an unknown name."""
    found: set[str] = set()
    single = bool(names)
    for given in names:
        name = given.casefold()
        alone = {each.operation for each in actions if name in (each.operation, each.slug.casefold())}
        inside = {each.operation for each in actions if f"{each.resource}.".startswith(f"{name}.")}
        if not alone and not inside:
            raise LookupError(_unknown(given, actions, known))
        single = single and bool(alone)
        found |= alone or inside
    return [each for each in actions if not names or each.operation in found], single


def _unknown(given: str, actions: Sequence[Mapped], known: Iterable[str]) -> str:
    from difflib import get_close_matches

    name = given.casefold()
    if any(f"{each}.".startswith(f"{name}.") for each in known):
        return f"{name} belongs to the ToolzzAI API, which has one route only"
    there = {each.resource: each.resource for each in actions}
    there |= {spelt.casefold(): spelt for each in actions for spelt in (each.operation, each.slug)}
    near = [each.operation for each in actions if each.name == name]
    near += [there[each] for each in get_close_matches(name, there, n=3, cutoff=0.5)]
    what = f"no method, action or resource is called {given!r}"
    hint = f"did you mean {', '.join(list(dict.fromkeys(near))[:3])}?" if near else "`toolzz-cal routes` lists them"
    return f"{what}; {hint}"


def _table(actions: Sequence[Mapped]) -> Iterator[str]:
    """A line for each action, under its resource."""
    for resource, group in groupby(actions, lambda each: each.resource):
        own = list(group)
        column = max(len(each.name) for each in own) + 4
        yield resource
        for each in own:
            first, *rest = _folded(each.path, _WIDTH - column - 7)
            yield f"  {each.name:<{column - 2}}{each.method:<7}{first}"
            remarks = [each.state] if each.state else []
            remarks += [f"needs {', '.join(each.needs)}"] if each.needs else []
            yield from (f"{'':{column + 7}}{line}" for line in (*rest, *remarks))
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


def _details(actions: Iterable[Mapped]) -> Iterator[str]:
    """Everything about each action, in a paragraph of its own."""
    for number, each in enumerate(actions):
        if number:
            yield ""
        yield each.operation
        for label, told in _facts(each):
            folded = _folded if label == "request" else textwrap.wrap
            for index, line in enumerate(folded(told, _WIDTH - _LABELS)):
                yield f"  {'' if index else label:<{_LABELS - 2}}{line}"


def _facts(each: Mapped) -> Iterator[tuple[str, str]]:
    """Labels and texts."""
    yield "action", each.slug
    yield "effect", each.effect
    yield "request", f"{each.method} {each.path}"
    yield "version", each.version or "no cal-api-version is sent"
    yield "credential", CREDENTIALS[each.credential]
    if each.body is not None:
        yield "body", f"always sent, with {json.dumps(each.body)}" if each.body else "always sent, {} if need be"
    for name, how in each.otherwise():
        yield "argument", f"{name}: {how}"
    if each.needs:
        yield "needs", f"{', '.join(each.needs)}, which the documents do not require"
    if each.flag:
        yield "permission", f"an agent's, under {each.flag}"
    if each.state:
        yield "state", f"{each.state}: {STATES[each.state]}"
    if each.note:
        yield "gaps", each.note
