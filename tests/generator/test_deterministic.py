"""The same specification gives the same bytes everywhere."""

from tests.support.generator import ROOT, command, tree

SPEC = ROOT / "spec" / "openapi.yaml"
COMMITTED = ROOT / "generated_client" / "toolzz_cal"
SURROUNDINGS = {"PYTHONHASHSEED": "random", "LC_ALL": "POSIX", "TZ": "America/Sao_Paulo", "PYTHONUTF8": "0"}


def test_surroundings_change_nothing(tmp_path):
    """Hash seed, locale and time zone leave no trace: strange ones give what is committed, which others have made."""
    done = command("generate", "--spec", SPEC, "--output", tmp_path / "package", **SURROUNDINGS)
    assert 0 == done.returncode, done.stderr
    one, other = tree(COMMITTED), tree(tmp_path / "package")
    assert one.keys() == other.keys()
    assert [] == [path for path in one if one[path] != other[path]]


def test_no_file_tells_where_or_when_it_was_made():
    """Emitted files hold no path of the machine, and end every line the same way."""
    for path, content in tree(COMMITTED).items():
        assert str(ROOT).encode() not in content, path
        assert b"\r" not in content, path
