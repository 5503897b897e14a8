"""docs/guide/queues.md shows the programs of docs/examples as they are, and type checkers find nothing in them."""

import subprocess
import sys

import pytest

from tests.support.recipes import EXAMPLES, ROOT
from tests.support.snippets import snippets

PAGE = "docs/guide/queues.md"
PROGRAMS = sorted(path.relative_to(ROOT).as_posix() for path in EXAMPLES.rglob("*.py") if path.name != "__init__.py")
COPIES = {each.file: each.code for each in snippets((ROOT / PAGE).read_text("utf-8"), PAGE) if each.file}


def test_every_program_is_shown():
    """And nothing else is."""
    assert sorted(COPIES) == PROGRAMS


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_shown_as_it_is(program):
    """Whoever changes the file copies it into the page."""
    assert (ROOT / program).read_text("utf-8") == COPIES[program]


def test_types(tmp_path):
    """Nothing is found by mypy --strict, but for what Celery and Django tell no types of."""
    settings = tmp_path / "mypy.ini"
    folders = f"{ROOT / 'generated_client'}:{EXAMPLES}"
    own = (
        "[mypy-celery_tasks,django_bookings.*]\ndisallow_untyped_decorators = False\ndisallow_subclassing_any = False\n"
    )
    untyped = f"[mypy-celery.*,django.*]\nignore_missing_imports = True\n{own}"
    settings.write_text(f"[mypy]\nmypy_path = {folders}\nexplicit_package_bases = True\n{untyped}", "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(settings), *PROGRAMS]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
