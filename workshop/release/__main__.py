"""`python -m workshop.release check` says whether this version can go out; `record` keeps its facts once it has.

`build` writes wheel, sdist and bill of materials into dist.

Exit codes: 0 nothing failed (what was not run is listed, and is no pass), 1 something failed, 2 a wrong option.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence

from workshop.contract.running import Failed, run
from workshop.release import building
from workshop.release.checks import CHECKS, FACTS, RELEASED, ROOT


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and answers its exit code."""
    parser = argparse.ArgumentParser(prog="python -m workshop.release", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="what has to hold, one line each")
    check.add_argument("checks", nargs="*", metavar="check", help=f"{', '.join(CHECKS)}; all of them by default")
    commands.add_parser("build", help="write wheel, sdist and bill of materials into dist")
    commands.add_parser("record", help=f"write {RELEASED.name}, with which later changes are compared")
    options = parser.parse_args(arguments)
    if options.command == "record":
        shutil.copyfile(FACTS, RELEASED)
        print(f"wrote {RELEASED.name}")
        return 0
    if options.command == "build":
        try:
            wheel = building.build(ROOT / "dist")
        except Failed as problem:
            print("\n".join(problem.findings), file=sys.stderr)
            return 1
        for path in sorted(wheel.parent.iterdir()):
            print(f"wrote dist/{path.name}")
        return 0
    if unknown := [name for name in options.checks if name not in CHECKS]:
        parser.error(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    return run(CHECKS, options.checks, all_must_run=False, say=lambda line: print(line, flush=True))


if __name__ == "__main__":
    sys.exit(main())
