"""Every piece of Python in README.md and docs/ runs, in the order of its page, against the mock."""

import traceback
from importlib.util import find_spec
from inspect import signature

import pytest
from toolzz_cal import Client

from tests.support.snippets import ROOT, every_program, hand_written, programs, snippets, snippets_of

# What a page needs and an environment may not have.
NEEDS = {
    "docs/guide/concurrency.md": "trio",
    "docs/guide/http-clients.md": "httpx2",
    "docs/guide/logging.md": "opentelemetry.sdk",
    "docs/mcp.md": "mcp_types",
}
# Those of the cookbook are files of tests, which tests/docs/test_cookbook.py has pytest run.
PROGRAMS = [each for each in every_program() if not each.page.startswith("docs/cookbook/")]
WIDTH = 88  # characters of code that a page shows without scrolling


def in_order(parts, text):
    """Whether all of these stand in a text, one behind the other."""
    place = 0
    for part in parts:
        place = text.find(part, place) + len(part)
        if place < len(part):
            return False
    return True


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda each: each.module)
def test_a_program_runs(program, environment, toolzz_cal_mock, capsys, tmp_path, monkeypatch):
    """Top to bottom, in one namespace, with nothing given but the environment that the page on installing makes.

    It prints what comments at `print` say, and tests that it defines pass, each on a new mock.
    """
    monkeypatch.chdir(tmp_path)
    if program.page in NEEDS and find_spec(NEEDS[program.page]) is None:
        pytest.skip(f"{NEEDS[program.page]} is not installed")
    names = {"__name__": "__main__"}
    clients, ran = [], set()
    for snippet in program.snippets:
        snippet.run(names)
        said = capsys.readouterr()
        assert in_order(snippet.promised, said.out), said.out
        assert "Traceback" not in said.err
        clients += [each for each in names.values() if isinstance(each, Client)]
        for name in [name for name in names if name.startswith("test_") and name not in ran]:
            if [*signature(names[name]).parameters] != ["toolzz_cal_mock"]:
                continue  # tests/docs/test_tests_guide.py has pytest run it
            ran.add(name)
            toolzz_cal_mock.reset()
            names[name](toolzz_cal_mock)
    for client in clients:
        client.close()


@pytest.mark.parametrize("page", hand_written())
def test_nothing_has_to_be_scrolled_sideways(page):
    """No line of code is wider than the box in which a page shows it; what a command prints is as it is."""
    wide = [
        (each.line + number, line)
        for each in snippets_of(page)
        for number, line in enumerate(each.code.splitlines())
        if len(line) > WIDTH and (each.language != "console" or line.startswith("$"))
    ]
    assert wide == []


def test_snippets_are_found_where_they_stand():
    """Fences of any language, indented ones too, with the line of their code."""
    page = "# A\n\n```python\nx = 1\n```\n\n- b\n\n    ```sh\n    ls\n\n    ```\n"
    found = [(each.line, each.language, each.code) for each in snippets(page, "a.md")]
    assert [(4, "python", "x = 1\n"), (10, "sh", "ls\n\n")] == found


def test_a_block_with_a_file_of_its_own_is_a_program_of_its_own():
    """So are all blocks without one together; a copy of a file of the tree is tested where that file is."""
    page = '```py\nx = 1\n```\n```python title="a.py"\n1\n```\n```python title="docs/b.py"\n```\n```py\nx\n```\n'
    found = {each.module: each.code for each in programs(list(snippets(page, "docs/some-page.md")))}
    assert found == {"docs_some_page": "\nx = 1" + 8 * "\n" + "x\n", "docs_some_page_a": "\n\n\n\n1\n"}


def test_what_a_comment_promises_is_looked_for():
    """Behind `print` and below it only, with `…` for anything; all of it, in order."""
    page = "```python\nprint(1)  # one … two\nx = 1  # no\nprint(\n    3)  # three\n```\n"
    below = "```python\nif x:\n    print(1)\n    # one …\n    # two\n# but\n    # no\nx = 1\n# no\n```\n"
    (snippet,) = snippets(page, "a.md")
    assert ["one", "two"] == snippet.promised
    assert ["one", "two but no"] == next(snippets(below, "a.md")).promised
    assert in_order(snippet.promised, "one and two")
    assert not in_order(snippet.promised, "two and one")
    assert not in_order(snippet.promised, "one")


def test_a_failing_snippet_names_its_page_and_line():
    """So that whoever broke it finds it."""
    (snippet,) = snippets("# A\n\n```python\nx = 1\nnone.such\n```\n", "a.md")
    with pytest.raises(NameError) as caught:
        snippet.run({})
    assert (str(ROOT / "a.md"), 5) == traceback.extract_tb(caught.tb)[-1][:2]
