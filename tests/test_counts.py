"""The number of operations stands in one place."""

import re
import subprocess

from tests.support.client import ROOT, actions, examples
from tests.support.counts import ACTIONS, OPERATIONS, TOOLZZ

# Where a number is what was so once, or is made of what there is.
KEPT = re.compile(
    r"CHANGELOG\.md|docs/(mapping|figures|compatibility|mock-coverage)\.md|workshop/benchmarks/.*|generated_client/.*"
    r"|spec/released\.operations\.json|tests/(support/counts|test_counts)\.py|tests/(upstream|generator/cases)/.*"
)
SAID = re.compile(
    rf"\b({ACTIONS}|{OPERATIONS})\b[^\n]{{0,40}}\b(actions?|operations?|slugs?|commands?|tools?)\b"
    rf"|\b(actions?|operations?|slugs?)\b[^\n]{{0,20}}\b({ACTIONS}|{OPERATIONS})\b"
)


def test_it_is_the_number_that_there_are():
    """`python -m generator new` raises it."""
    assert (len(actions()), len(examples())) == (ACTIONS, OPERATIONS)
    assert OPERATIONS - ACTIONS == TOOLZZ


def test_no_other_file_says_it():
    """Whoever adds an operation changes it here; tests import it, and pages speak without it or are made."""
    listed = subprocess.run(
        ["git", "ls-files", "*.md", "*.py", "*.yaml", "*.toml", "*.jinja"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert len(listed) > 500
    saying = [
        f"{path}: {found[0]}"
        for path in listed
        if not KEPT.fullmatch(path) and (found := SAID.search((ROOT / path).read_text("utf-8")))
    ]
    assert saying == [], "say it without the number, or take it from tests/support/counts.py"
