"""Pages show the programs of docs/examples as they are, and type checkers find nothing in them."""

import pytest

from tests.support.recipes import EXAMPLES, ROOT
from tests.support.snippets import hand_written, snippets_of
from tests.support.typechecking import mypy

COPIES = [each for page in hand_written() for each in snippets_of(page) if each.is_copy]
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in EXAMPLES.rglob("*.*")
    if path.suffix in (".html", ".py") and path.name != "__init__.py"
)
PROGRAMS = [file for file in FILES if file.endswith(".py")]


def test_every_program_is_shown():
    """On one page, and nothing else is."""
    assert sorted(each.file for each in COPIES) == FILES


@pytest.mark.parametrize("copy", COPIES, ids=lambda each: each.file)
def test_a_program_is_shown_as_it_is(copy):
    """Whoever changes the file copies it into the page."""
    assert (ROOT / copy.file).read_text("utf-8") == copy.code


def test_types(tmp_path):
    """Nothing is found by mypy --strict, but for what others tell no types of, or are not here to tell."""
    settings = tmp_path / "mypy.ini"
    folders = f"{ROOT / 'generated_client'}:{ROOT / 'packages'}:{EXAMPLES}"
    names = "celery_tasks,django_bookings.*,django_webhooks.*"
    own = f"[mypy-{names}]\ndisallow_untyped_decorators = False\ndisallow_subclassing_any = False\n"
    own += "[mypy-gym.*]\nwarn_return_any = False\n"
    untyped = f"[mypy-agents,celery.*,django.*,langchain.*,pydantic_ai]\nignore_missing_imports = True\n{own}"
    settings.write_text(f"[mypy]\nmypy_path = {folders}\nexplicit_package_bases = True\n{untyped}", "utf-8")
    ran = mypy("--strict", "--config-file", settings, *PROGRAMS, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
