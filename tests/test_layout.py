"""Where things stand: tests in files of a size that can be read, and a list of them that leads somewhere."""

import re
from pathlib import Path

from tests.support.tables import every

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600  # lines
TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if "cases" not in path.parts]
VERB = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
TABLE = re.compile(r"^\| changed \| test \|\n\|[-| ]+\|\n((?:\|.*\n)+)", re.MULTILINE)
PATH = re.compile(r"`([\w./*-]+)`")


def size(path):
    """How many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


def test_no_file_of_tests_is_too_long():
    """At most 600 lines: split a longer one by subject."""
    long = {path.relative_to(ROOT / "tests").as_posix() for path in TESTS if size(path) > LONGEST}
    assert long == set()


def rows():
    """What the table of CONTRIBUTING says: what was changed, and the tests to run."""
    (table,) = TABLE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


@every(("changed", "tests"), rows())
def test_what_was_changed_has_tests_to_run(changed, tests):
    """Every path that the table names exists, on either side; a `*` stands for any name."""
    named = PATH.findall(tests)
    assert named
    for path in (*PATH.findall(changed), *named):
        assert list(ROOT.glob(path)), path


def test_every_folder_of_tests_is_in_the_table():
    """Whoever changes something finds its tests there."""
    named = {path for _, tests in rows() for path in PATH.findall(tests)}
    folders = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert {
        folder for folder in folders if not any(path.startswith(folder) or folder.startswith(path) for path in named)
    } == set()


def test_verbs_are_few_and_told():
    """`make` has at most 18 verbs, and prints each of them."""
    text = (ROOT / "Makefile").read_text("utf-8")
    verbs = set(VERB.findall(text))
    assert len(verbs) <= 18
    assert {verb for verb in verbs if not re.search(rf"^{verb}:.* ## ", text, re.MULTILINE)} == {"help"}
