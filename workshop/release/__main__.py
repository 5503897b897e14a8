"""`python -m workshop.release check` says whether this version can go out; `record` keeps its facts once it has.

Exit codes: 0 nothing failed (what was not run is listed, and is no pass), 1 something failed, 2 a wrong option.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence

from workshop.contract.running import run
from workshop.release.checks import CHECKS, FACTS, RELEASED


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and answers its exit code."""
    parser = argparse.ArgumentParser(prog="python -m workshop.release", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="what has to hold, one line each")
    check.add_argument("checks", nargs="*", metavar="check", help=f"{', '.join(CHECKS)}; all of them by default")
    commands.add_parser("record", help=f"write {RELEASED.name}, with which later changes are compared")
    options = parser.parse_args(arguments)
    if options.command == "record":
        shutil.copyfile(FACTS, RELEASED)
        print(f"wrote {RELEASED.name}")
        return 0
    if unknown := [name for name in options.checks if name not in CHECKS]:
        parser.error(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    return run(CHECKS, options.checks, all_must_run=False, say=lambda line: print(line, flush=True))


if __name__ == "__main__":
    sys.exit(main())
