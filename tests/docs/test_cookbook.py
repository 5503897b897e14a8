"""The pages of docs/cookbook: what each must have, and that its Python passes under pytest as it stands there."""

import re
from collections import Counter
from pathlib import Path

import pytest
from toolzz_cal import errors

from tests.support.recipes import EXAMPLES
from tests.support.snippets import ROOT, programs, snippets_of

COOKBOOK = ROOT / "docs" / "cookbook"
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in COOKBOOK.glob("*.md") if path.name != "index.md")
EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: Path(page).stem)


def text_of(page):
    return (ROOT / page).read_text("utf-8")


class Outcomes:
    """Counts what became of the tests of each file, as a plugin of pytest."""

    def __init__(self):
        self.seen = {}

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome != "passed":
            file = report.nodeid.partition("::")[0]
            self.seen.setdefault(file, Counter())[report.outcome] += 1


def run(folder, *files):
    """What pytest says of files of tests, in this process and with nothing of this project's own set-up."""
    outcomes = Outcomes()
    settings = f"[pytest]\nfilterwarnings = error\npythonpath = {EXAMPLES}\n"
    (folder / "pytest.ini").write_text(settings, "utf-8")
    without = ("randomly", "xdist", "cacheprovider")
    options = [f"-pno:{each}" for each in without] + ["-q", "-s", "--import-mode=importlib", f"--rootdir={folder}"]
    pytest.main([*options, "-c", str(folder / "pytest.ini"), *map(str, files)], plugins=[outcomes])
    return outcomes.seen


def test_every_page_passes(tmp_path):
    """Each is a file of tests that anybody can copy: all of them pass, none is skipped, each on a mock of its own."""
    files = [tmp_path / f"test_{Path(page).stem.replace('-', '_')}.py" for page in PAGES]
    for file, page in zip(files, PAGES, strict=True):
        (program,) = programs(snippets_of(page))
        file.write_text(program.code, "utf-8")
    seen = run(tmp_path, *files)
    assert {file.name: {"passed"} for file in files} == {name: set(told) for name, told in seen.items()}


def test_a_page_that_fails_is_seen(tmp_path):
    """So the test above can fail."""
    (tmp_path / "test_bad.py").write_text(
        "def test_one():\n    assert False\n\ndef test_two(none):\n    pass\n", "utf-8"
    )
    (tmp_path / "test_good.py").write_text("def test_one(toolzz_cal_mock):\n    pass\n", "utf-8")
    seen = run(tmp_path, tmp_path / "test_bad.py", tmp_path / "test_good.py")
    assert {"test_bad.py": {"failed": 2}, "test_good.py": {"passed": 1}} == {k: dict(v) for k, v in seen.items()}


@EVERY
def test_a_page_has_its_parts(page):
    """A title, one sentence, what to install, Python, and what can go wrong, by classes that there are."""
    title, sentence, install, rest = text_of(page).split("\n\n", 3)
    assert re.fullmatch(r"# \S.*", title)
    assert re.fullmatch(r"[A-Z][^.]*(\.\w[^.]*)*\.", sentence), "one sentence"
    assert re.fullmatch(r"```\npip install .*\n```", install)
    assert "```python" in rest
    table = rest.partition("\n## What can go wrong\n\n| error | when |\n|---|---|\n")[2].partition("\n\n")[0]
    named = [name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert named
    assert [name for name in named if not hasattr(errors, name)] == []


def test_every_page_is_on_the_first_one():
    """By its title, with its sentence, once."""
    listed = re.findall(r"^\| \[(.+)\]\((.+)\) \| (.+) \|$", text_of("docs/cookbook/index.md"), re.M)
    parts = {page: text_of(page).split("\n\n") for page in PAGES}
    expected = [(told[0][2:], Path(page).name, " ".join(told[1].split())) for page, told in parts.items()]
    assert sorted(expected) == sorted(listed)
