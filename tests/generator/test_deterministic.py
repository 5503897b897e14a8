"""The same specification gives the same bytes everywhere."""

import pytest

from tests.support.generator import ROOT, command, tree

SPEC = ROOT / "spec" / "openapi.yaml"
SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "POSIX", "TZ": "America/Sao_Paulo", "PYTHONUTF8": "0"},
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What each surrounding makes of the project's specification."""
    trees = []
    for number, surrounding in enumerate(SURROUNDINGS):
        folder = tmp_path_factory.mktemp(f"made{number}") / "package"
        done = command("generate", "--spec", SPEC, "--output", folder, **surrounding)
        assert 0 == done.returncode, done.stderr
        trees.append(tree(folder))
    return trees


def test_surroundings_change_nothing(made):
    """Hash seed, locale and time zone leave no trace in any file."""
    one, other = made
    assert one.keys() == other.keys()
    assert [] == [path for path in one if one[path] != other[path]]


def test_no_file_tells_where_or_when_it_was_made(made):
    """Emitted files hold no path of the machine, and end every line the same way."""
    for path, content in made[0].items():
        assert str(ROOT).encode() not in content, path
        assert b"\r" not in content, path
