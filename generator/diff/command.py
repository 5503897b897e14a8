"""`python -m generator diff`: its options and what it does."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from generator.errors import SpecError

FORMATS = ("text", "markdown", "json")
TOLD = "Say what changed between the facts of two versions, whom it breaks, and which version it asks for."
EXIT_CODES = """\
exit codes:
  0  done: nothing that --fail-on or --check-version look for
  1  there are changes of the level of --fail-on, or the version or the changelog does not follow
  2  an input or option is wrong, or the report could not be written; the message says what to do
  130, 143  stopped with Ctrl-C, or by SIGTERM
"""


def add_options(parser: argparse.ArgumentParser, root: Path) -> None:
    """Declares the options. `root` is the folder whose pyproject.toml and CHANGELOG.md are checked by default."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXIT_CODES
    both = "the operations.json of a client, or the root file of a specification in YAML"
    parser.add_argument("old", type=Path, metavar="OLD", help=f"what consumers have: {both}")
    parser.add_argument("new", type=Path, metavar="NEW", help="what they are to get, in the same forms")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how the report is written (default: text)")
    parser.add_argument(
        "--fail-on",
        choices=("breaking", "any"),
        help="exit with 1 when there are breaking changes, or any change at all",
    )
    parser.add_argument(
        "--check-version",
        action="store_true",
        help="exit with 1 when pyproject.toml and CHANGELOG.md do not follow the bump that the changes since OLD's "
        "info.version ask for: before 1.0, minor if something breaks, else patch; then major, minor or patch",
    )
    parser.add_argument("--pyproject", type=Path, default=root / "pyproject.toml", help="where the version stands")
    parser.add_argument("--changelog", type=Path, default=root / "CHANGELOG.md", help="where changes are told")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the report, and answers the exit code."""
    from toolzz_cal_cli.contract.compare import compare
    from toolzz_cal_cli.contract.rules import Level
    from toolzz_cal_cli.contract.words import FactsError

    from generator.check.rules import python_name
    from generator.diff.report import written
    from generator.diff.sides import load
    from generator.diff.version import bump, shortcomings

    try:
        report = compare(load(options.old), load(options.new), named=python_name)
        asked = bump(report.old_version, report.level)
        short: list[str] = []
        if options.check_version:
            short = shortcomings(asked, report.level, report.new_version, options.pyproject, options.changelog)
    except (FactsError, SpecError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    except RecursionError:
        print("error: The schemas are nested too deeply. Name inner schemas, and refer to them.", file=sys.stderr)
        return 2
    try:
        sys.stdout.write(written(report, asked, options.format))
        sys.stdout.flush()
    except (OSError, UnicodeEncodeError) as problem:
        # What is left in the buffer would fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        told = getattr(problem, "strerror", None) or "the terminal does not take UTF-8"
        cure = "Read all of it, or write it to a file: > report.md"
        print(f"error: The report could not be written: {told}. {cure}", file=sys.stderr)
        return 2
    for each in short:
        print(f"error: {each}", file=sys.stderr)
    fails = (options.fail_on == "any" and report.changes) or (options.fail_on and report.of(Level.BREAKING))
    return 1 if short or fails else 0
