"""`python -m workshop.contract [check …]`: runs the checks, or those that are named.

Exit codes: 0 nothing failed (what was not run is listed, and is no pass), 1 something failed, 2 a wrong option,
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from workshop.contract import fuzzing, inspector, journeys, linting, model, prism, rules, suite, wheel
from workshop.contract.running import Check, run

CHECKS = {
    check.name: check
    for check in (
        Check("rules", "what no linter sees: links, names in texts, ids and triggers of examples", rules.check),
        Check("redocly", "Redocly's strict rules on the files and on the bundled document", linting.redocly),
        Check("spectral", "Spectral's rules for OpenAPI on the files and on the bundled document", linting.spectral),
        Check("journeys", "Redocly lints the journeys in Arazzo, and walks them against the mock", journeys.check),
        Check("prism", "the client runs every operation against Prism, which refuses wrong requests", prism.check),
        Check(
            "schemathesis", "the mock answers thousands of requests as specified, right and wrong ones", fuzzing.check
        ),
        Check("model", "the mock holds what it was told, and planted faults are caught", model.check),
        Check("inspector", "the Inspector's command line gets the MCP server's tools and answers", inspector.check),
        Check("wheel", "the wheel works alone, with the oldest and newest dependencies, on every Python", wheel.check),
        Check("oldest", "the tests pass with the oldest dependencies that pyproject.toml allows", suite.oldest),
        Check("pythons", "the tests pass on the other Pythons of this machine", suite.elsewhere),
    )
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and answers its exit code."""
    parser = argparse.ArgumentParser(prog="python -m workshop.contract", description=__doc__.partition("\n")[0])
    parser.add_argument("checks", nargs="*", metavar="check", help=f"{', '.join(CHECKS)}; all of them by default")
    parser.add_argument("--list", action="store_true", help="say what each check shows, and run none")
    parser.add_argument("--all-must-run", action="store_true", help="a check that can't be run is a failure")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.checks if name not in CHECKS]:
        parser.error(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    if options.list:
        for check in CHECKS.values():
            print(f"{check.name:<14} {check.about}")
        return 0
    try:
        return run(CHECKS, options.checks, all_must_run=options.all_must_run, say=lambda line: print(line, flush=True))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
