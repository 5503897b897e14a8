"""Every program of README.md and docs/ keeps to the strict rules of mypy. `make check` asks pyright for the same."""

import re

import pytest

from tests.support.client import ROOT
from tests.support.snippets import every_program, programs, snippets, write
from tests.support.typechecking import mypy

WRONG = """# A page

```python
x = 1
```

    ```python title="other.py"
    def told(name):
        return name
    ```

```python
x + "1"
```
"""
MESSAGE = re.compile(r"^.*?(\w+)\.py:(\d+): error: .*\[([\w-]+)\]$")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What mypy says of the programs of all pages, and of a page that is wrong."""
    folder = tmp_path_factory.mktemp("programs")
    wrong = list(programs(list(snippets(WRONG, "wrong/a-page.md"))))
    paths = write([*every_program(), *wrong], folder)
    options = ("--no-error-summary", "--hide-error-context", "--config-file", "pyproject.toml")
    ran = mypy(*options, *paths, cwd=ROOT)
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_programs_of_pages_have_right_types(found):
    """A module is named after its page, and the line is that of the page."""
    wrong = [line for line in found if "/wrong_a_page" not in line]
    assert not wrong, "\n".join(wrong)


def test_wrong_types_are_told_with_page_and_line(found):
    """Of a block with a title by its name as well."""
    told = [MESSAGE.match(line).groups() for line in found if "/wrong_a_page" in line]
    assert sorted(told) == [("wrong_a_page", "13", "operator"), ("wrong_a_page_other", "8", "no-untyped-def")]
