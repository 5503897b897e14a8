"""What `python -m generator diff` says to bad input: one line that says what to do, and exit code 2."""

import errno
import os
from pathlib import Path

import pytest

from generator.diff import command
from tests.generator.diff.base import edited
from tests.generator.diff.running import diff, pair, project

BAD = {
    "a missing file": (None, "can't be read: No such file or directory. Check the path"),
    "an empty file": ("", "does not hold a mapping"),
    "a list": ("- a\n", "does not hold a mapping"),
    "broken JSON": ('{"openapi": "3.1.0",\n', "old.txt:2: Broken JSON"),
    "a key twice": ('{"openapi": "3.1.0", "openapi": "3.1.0"}', "the key 'openapi' stands twice"),
    "no number": ('{"openapi": NaN}', "NaN is no number"),
    "a deep nest": ('{"a": ' * 5000 + "1" + "}" * 5000, "ested"),
    "a nest that Python can read": ('{"a": ' * 150 + "1" + "}" * 150, "Nested over 120 levels deep"),
    "not UTF-8": (b"\xff\xfe", "The file is not UTF-8"),
    "tabs": ("openapi: 3.1.0\ninfo:\n\ttitle: x\n", "old.txt:3: Broken YAML"),
    "an alias": ("openapi: 3.1.0\npaths: &a {}\nx-b: *a\n", "The alias *a is not supported"),
    "too much YAML": ("a: b\n" + "# " + "x" * 2_000_000, "bytes of YAML. Write it again as JSON"),
    "no OpenAPI": ('{"name": "package"}', "there is no `openapi`"),
    "Swagger": ('{"swagger": "2.0", "paths": {}}', "Convert it to OpenAPI 3.1 first"),
    "a later version": ('{"openapi": "4.0.0", "paths": {}}', "Only 3.0 and 3.1 can be compared"),
    "a version that is a number": ('{"openapi": 3.1, "paths": {}}', "Only 3.0 and 3.1 can be compared"),
    "no paths": ('{"openapi": "3.1.0"}', "has no `paths`"),
    "paths as a list": ('{"openapi": "3.1.0", "paths": []}', "#/paths is not a mapping"),
    "YAML of a wrong form": ("openapi: 3.1.0\npaths:\n  /a: [1]\n", "old.txt:3: #/paths/~1a is not a mapping"),
    "a parameter without a name": (
        '{"openapi": "3.1.0", "paths": {"/a": {"get": {"parameters": [{"in": "query"}]}}}}',
        "0 has no `name`",
    ),
    "a reference to nowhere": (
        '{"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/nowhere"}}}',
        "leads nowhere: no 'nowhere'",
    ),
    "a circle": (
        '{"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/paths/~1a"}}}',
        "leads in a circle. Break the circle",
    ),
    "a reference to another file": (
        '{"openapi": "3.1.0", "paths": {"/a": {"$ref": "a.json"}}}',
        "Bundle it into one file first",
    ),
}


@pytest.fixture
def documents(tmp_path):
    """Two documents and what writes more of them."""
    return pair(tmp_path)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_line_that_says_what_to_do(documents, tmp_path, capsys, name):
    """On either side, with exit code 2 and nothing on standard output."""
    _, good, _ = documents
    content, told = BAD[name]
    bad = tmp_path / "old.txt"
    if content is not None:
        bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    for sides in ((str(bad), good), (good, str(bad))):
        assert 2 == diff(*sides)
        out, errors = capsys.readouterr()
        assert ("", 1, True) == (out, errors.count("\n"), errors.startswith("error: "))
        assert told in errors
        assert errors.rstrip().endswith(".")


@pytest.mark.parametrize(
    ("pyproject", "told"),
    [
        (None, "No such file"),
        ("[project", "Broken TOML"),
        ("[tool]", "There is no `version`"),
        ('project = "x"', "There is no `version`"),
        ('[project]\nversion = "soon"', "is no X.Y.Z"),
    ],
)
def test_a_bad_project_is_bad_input(documents, tmp_path, capsys, pyproject, told):
    """The version can't be checked, which is not the same as its not following."""
    old, new, _ = documents
    path = tmp_path / "pyproject.toml"
    if pyproject is not None:
        path.write_text(pyproject, "utf-8")
    assert 2 == diff(old, new, "--check-version", "--pyproject", str(path))
    assert told in capsys.readouterr().err


def test_a_release_without_a_version_can_not_be_followed(documents, tmp_path, capsys):
    """The older document has to say which version it is."""
    _, new, write = documents
    old = write("dated.json", edited("root info version", "2027-03-09"))
    assert 2 == diff(old, new, *project(tmp_path, "0.5.0"))
    assert "Correct `info.version` of the older document" in capsys.readouterr().err


def test_a_folder_is_no_document(documents, tmp_path, capsys):
    """It is told as the system tells it."""
    old, _, _ = documents
    assert 2 == diff(old, str(tmp_path))
    assert "Is a directory" in capsys.readouterr().err


def test_a_file_without_permission(documents, capsys, monkeypatch):
    """It is told as the system tells it."""
    old, locked, _ = documents

    class Guarded(type(Path())):
        def open(self, *rest):
            if str(self) == locked:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), locked)
            return super().open(*rest)

    monkeypatch.setattr(command, "Path", Guarded)
    assert 2 == diff(old, locked)
    assert "Permission denied. Check the path" in capsys.readouterr().err
