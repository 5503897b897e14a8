"""`python -m generator new bookings.add_guests`: begins an action, and says what is left to do."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .scaffold import scaffold, write
from .wanted import EFFECTS, METHODS, NewError, wanted

TOLD = "Begin a new action: its specification, its documented facts, its behaviour in the mock and its tests."
_ASKED = {
    "slug": "What the gateway calls it (CAL_…)",
    "method": f"Method of the Cal.com request ({', '.join(METHODS)})",
    "path": "Path of the Cal.com request (/v2/…)",
    "effect": f"Effect ({', '.join(EFFECTS)})",
}


def add_options(parser: argparse.ArgumentParser, root: Path) -> None:
    """Adds the options of the command."""
    parser.add_argument("name", help="name of the operation, such as bookings.add_guests")
    for option, told in _ASKED.items():
        parser.add_argument(f"--{option}", help=told)
    parser.add_argument("--version", help="cal-api-version of the request; that of its neighbours by default")
    parser.add_argument("--answer", help="a file of spec/components/responses; what its neighbours answer by default")
    parser.add_argument("--tree", type=Path, default=root, help="the tree of the project")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    given = {name: getattr(options, name) for name in _ASKED}
    missing = [f"--{name}" for name, value in given.items() if value is None]
    if missing and not sys.stdin.isatty():
        print(f"error: {', '.join(missing)} must be given where nobody can be asked", file=sys.stderr)
        return 1
    try:
        for name, question in _ASKED.items():
            given[name] = given[name] or input(f"{question}: ").strip()
        new = wanted(options.tree, options.name, **given, version=options.version, answer=options.answer)
        made, changed = scaffold(options.tree, new)
        write(options.tree, made, changed)
    except (NewError, EOFError) as problem:
        print(f"error: {problem or 'the answers ended'}. Nothing has been written.", file=sys.stderr)
        return 1
    for path in (*made, *changed):
        print(f"{'wrote' if path in made else 'added to'} {path}")
    print(_LEFT.format(name=new.name, files="\n   ".join(map(str, made)), answer=new.answer, version=new.version))
    return 0


_LEFT = """
Left to do for {name}, which answers {answer} (cal-api-version {version}):

1. Write what TODO stands for, and what the request takes besides its path, each argument with an example:
   {files}
   An argument more stands in tests/contract/documented as well: actions.yaml and placement.tsv.
2. Write in the mock what it does, in place of `unwritten`.
3. make generate
4. make check
5. The tests and pages that CONTRIBUTING.md names under "Add an operation", and a line in CHANGELOG.md."""
