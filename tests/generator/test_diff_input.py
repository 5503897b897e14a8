"""What `python -m generator diff` says to bad input: one line that says what to do, and exit code 2."""

import errno
import json
import os
from pathlib import Path

import pytest

from generator.diff import command
from tests.generator.diff.base import base, edited, facts
from tests.generator.diff.running import diff, pair, project


def without(key, value):
    """The facts of the base with something else at a key, as text."""
    return json.dumps({**facts(base()), key: value})


def with_answer(schema):
    """The facts of the base with another schema of an answer, as text."""
    found = facts(base())
    found["schemas"]["Circle"] = {"$ref": "#/$defs/Circle"}
    found["operations"]["integrations.list"]["answer"] = schema
    return json.dumps(found)


BAD = {
    "a missing file": (None, "can't be read: No such file or directory. Check the path"),
    "an empty file": ("", "Broken JSON"),
    "a list": ("[]", "These are no facts: at the top, input should be a valid dictionary"),
    "broken JSON": ('{"info": {},\n', "Broken JSON: Expecting property name enclosed in double quotes: line 2"),
    "a deep nest": ('{"a": ' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
    "not UTF-8": (b"\xff\xfe", "The file is not UTF-8"),
    "YAML": ("openapi: 3.1.0\n", "Broken JSON"),
    "another JSON file": ('{"name": "package"}', "These are no facts: at info, field required"),
    "an OpenAPI document": ('{"openapi": "3.1.0", "paths": {}}', "Give the root file in YAML, or the operations.json"),
    "operations as a list": (without("operations", []), "at operations, input should be a valid dictionary"),
    "an operation without a method": (without("operations", {"a.b": {}}), "at operations/a.b/method, field required"),
    "a schema of a wrong form": (without("schemas", {"A": {"required": 5}}), "at schemas/A/required, input should be"),
    "a number that is none": (without("schemas", {"A": {"minimum": float("nan")}}), "at schemas/A/minimum/"),
    "a reference to nowhere": (with_answer({"$ref": "#/$defs/Nowhere"}), "$ref '#/$defs/Nowhere' leads nowhere"),
    "a circle": (with_answer({"$ref": "#/$defs/Circle"}), "References form a circle"),
    "no variant": (with_answer({"anyOf": [{"type": "null"}]}), "anyOf holds nothing but null"),
}


@pytest.fixture
def documents(tmp_path):
    """Two facts files and what writes more of them."""
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
    """The older facts have to say which version they are of."""
    _, new, write = documents
    old = write("dated.json", edited("root info version", "2027-03-09"))
    assert 2 == diff(old, new, *project(tmp_path, "0.5.0"))
    assert "Correct `info.version` of the older facts" in capsys.readouterr().err


def test_a_folder_is_no_file(documents, tmp_path, capsys):
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "The file can't be read"),
        ("openapi: 3.0.3\npaths: {}\n", "Write openapi: 3.1.0"),
        (json.dumps(edited("booking properties id", {"oneOf": [{"type": "integer"}]})), "'oneOf' is not supported"),
    ],
)
def test_a_specification_of_which_no_client_can_be_made_is_no_side(documents, tmp_path, capsys, text, told):
    """It is refused as the generator refuses it, with the exit code of bad input."""
    old, _, _ = documents
    root = tmp_path / "openapi.yaml"
    if text is not None:
        root.write_text(text, "utf-8")
    assert 2 == diff(old, str(root))
    errors = capsys.readouterr().err
    assert told in errors
    assert 1 == errors.count("\n")
