"""`python -m generator diff`: reports, versions and exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from toolzz_cal_cli.contract.compare import Report
from toolzz_cal_cli.contract.rules import Level

from generator.__main__ import main
from generator.diff.report import written
from generator.diff.version import bump, numbers
from tests.generator.diff.base import GONE, changes, edited
from tests.generator.diff.running import CHANGELOG, diff, pair, project
from tests.support.generator import ROOT, command, specification
from tests.support.tables import every


@pytest.fixture
def documents(tmp_path):
    """Two facts files and what writes more of them."""
    return pair(tmp_path)


def test_a_text_report_has_a_line_a_change(documents, capsys):
    """Level, side, consequence, kind and place, and a summary with the version that is asked for."""
    old, new, _ = documents
    assert 0 == diff(old, new)
    assert [
        "breaking: request: `bookings.create` no longer takes `title`. [removed, arguments title]",
        "1 breaking, 0 safe, 0 documentation. Asks for a minor version: 0.5.0 or later.",
    ] == capsys.readouterr().out.splitlines()


def test_a_markdown_report_groups_by_level_and_side(documents, capsys):
    """Headings, and a list of operations where there are more than the sentence names."""
    old, _, write = documents
    new = write(
        "other.json", edited("arguments properties title", GONE, "root security", [], "create deprecated", True)
    )
    assert 0 == diff(old, new, "--format", "markdown")
    text = capsys.readouterr().out
    for part in (
        "# Changes from `0.4.2` to `0.4.2`\n\n1 breaking, 2 safe, 0 documentation. Asks for a minor version",
        "## Breaking\n\n### Requests\n\n- `bookings.create` no longer takes `title`. (`arguments title`, removed)",
        "## Safe\n\n### Operations\n\n- `bookings.create` is deprecated. It still works; plan for its end.",
        "  - In `bookings.create`, `bookings.list`, `integrations.create`, `integrations.get`, `integrations.list`.\n",
    ):
        assert part in text
    assert "## Documentation" not in text


def test_a_json_report_holds_everything(documents, capsys):
    """What a program needs to act upon it."""
    old, new, _ = documents
    assert 0 == diff(old, new, "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert ({"breaking": 1, "safe": 0, "documentation": 0}, {"part": "minor", "to": "0.5.0"}) == (
        told["counts"],
        told["bump"],
    )
    (change,) = told["changes"]
    assert ("removed", "breaking", "request", ["bookings.create"], "`title`") == tuple(
        change[key] for key in ("kind", "level", "side", "operations", "what")
    )


def test_nothing_changed(documents, capsys):
    """One line, and no new version."""
    old, _, _ = documents
    assert 0 == diff(old, old, "--fail-on", "any")
    assert "Nothing changed. No new version is needed.\n" == capsys.readouterr().out


def test_text_of_a_document_stays_in_its_place():
    """Names of a document can't end the code they stand in, begin a line or write to a terminal."""
    hostile = "a`b\n# c\x1b[31m"
    old = edited("listed properties nextPage", {"enum": ["x", hostile]}, "arguments properties title pattern", hostile)
    report = Report("0.4.2\n", "", changes(old, edited("listed properties nextPage", {"enum": ["x"]})))
    assert 2 == len(report.changes)
    for form in ("text", "markdown", "json"):
        text = written(report, bump(report.old_version, report.level), form)
        assert "\x1b" not in text
        assert "\n# c" not in text
        assert "a`b" not in text or "`` a`b" in text


@every(
    ("since", "level", "part", "to"),
    [
        ("0.4.2", Level.BREAKING, "minor", "0.5.0"),
        ("0.4.2", Level.SAFE, "patch", "0.4.3"),
        ("0.4.2", Level.DOCUMENTATION, "patch", "0.4.3"),
        ("0.4.2", None, "none", "0.4.2"),
        ("1.4.2", Level.BREAKING, "major", "2.0.0"),
        ("1.4.2", Level.SAFE, "minor", "1.5.0"),
        ("1.4.2", Level.DOCUMENTATION, "patch", "1.4.3"),
        ("v2.0.0-rc.1", Level.BREAKING, "major", "3.0.0"),
        ("2027-03-09", Level.BREAKING, "major", ""),
        ("", Level.SAFE, "minor", ""),
    ],
)
def test_the_version_follows_the_highest_level(since, level, part, to):
    """Before 1.0 a minor version may break; from then on a major one has to."""
    asked = bump(since, level)
    assert (part, to) == (asked.part, asked.to)


@every(
    ("text", "found"),
    [
        ("1.2.3", (1, 2, 3)),
        ("1.2.3rc1", (1, 2, 3)),
        ("1.2", None),
        ("1.2.3.4", None),
        ("\u0661.2.3", None),
        ("x1.2.3", None),
    ],
)
def test_versions_have_three_numbers(text, found):
    """What follows them is not looked at; anything else is no version."""
    assert found == numbers(text)


@pytest.mark.parametrize(
    ("version", "changelog", "code", "told"),
    [
        ("0.5.0", CHANGELOG, 0, ""),
        ("0.6.0", CHANGELOG.replace("0.5.0", "0.6.0"), 0, ""),
        ("1.0.0", CHANGELOG.replace("0.5.0", "[1.0.0] - 2027-03-09"), 0, ""),
        ("0.4.3", CHANGELOG, 1, "the version is 0.4.3, but the changes since 0.4.2 ask for 0.5.0 (minor). Raise it."),
        ("0.4.2", CHANGELOG, 1, "the version is 0.4.2, but"),
        ("0.6.0", CHANGELOG, 1, "nothing is told of 0.6.0. Add `## 0.6.0` with a list of what changed."),
        ("0.5.0", "## 0.5.0\n\n## 0.4.2\n\n- x\n", 1, "nothing is told of 0.5.0"),
        ("0.5.0", "## 0.5.0\n\n### Added\n\n- x\n", 1, "0.5.0 breaks consumers, and its section does not say so"),
    ],
)
def test_the_project_has_to_follow(documents, tmp_path, capsys, version, changelog, code, told):
    """The version is high enough, and the changelog has a section about it that says what breaks."""
    old, new, _ = documents
    assert code == diff(old, new, *project(tmp_path, version, changelog))
    errors = capsys.readouterr().err
    assert told in errors
    assert (1 if code else 0) == errors.count("\n")


@pytest.mark.parametrize(("version", "code"), [("0.4.2", 0), ("0.4.3", 0), ("0.4.1", 1)])
def test_without_changes_the_version_may_stay(documents, tmp_path, capsys, version, code):
    """It may not fall behind what is released."""
    old, _, _ = documents
    assert code == diff(old, old, *project(tmp_path, version, ""))
    assert ("0.4.2 is already released" in capsys.readouterr().err) == bool(code)


@pytest.mark.parametrize(
    ("turned", "fail_on", "code"),
    [(False, "breaking", 1), (True, "breaking", 0), (True, "any", 1), (False, None, 0)],
)
def test_the_exit_code_tells_of_breaking_changes(documents, turned, fail_on, code):
    """Only when it is asked to."""
    old, new, _ = documents
    paths = (new, old) if turned else (old, new)
    assert code == diff(*paths, *(("--fail-on", fail_on) if fail_on else ()))


def test_a_specification_is_made_into_facts(tmp_path, capsys):
    """Its root file on either side, and the facts that the generator emits with the client."""
    root = specification(tmp_path / "spec")
    assert 0 == main(["generate", "--spec", str(root), "--output", str(tmp_path / "client")])
    capsys.readouterr()
    emitted = str(tmp_path / "client" / "operations.json")
    for sides in ((emitted, str(root)), (str(root), emitted)):
        assert 0 == diff(*sides, "--fail-on", "any")
        assert "Nothing changed" in capsys.readouterr().out


def test_help_documents_the_exit_codes(capsys):
    """With every option."""
    with pytest.raises(SystemExit) as left:
        diff("--help")
    text = capsys.readouterr().out
    assert 0 == left.value.code
    for part in (
        "exit codes:",
        "  0  done",
        "  1  there are",
        "  2  an input",
        "--fail-on",
        "--check-version",
        "--format",
    ):
        assert part in text


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are closed otherwise there")
def test_a_reader_that_leaves_is_told_in_one_line(documents):
    """Nobody read the report: one line, and the exit code of what could not be done."""
    old, new, _ = documents
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "diff", old, new],
            cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, timeout=300,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert (2, 1) == (done.returncode, done.stderr.count("\n")), done.stderr
    assert "could not be written: Broken pipe. Read all of it" in done.stderr


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="there is no /dev/stdin")
def test_a_pipe_can_hold_facts(documents):
    """As `git show` gives them; a specification can't come that way."""
    old, new, _ = documents
    for text, code in ((Path(old).read_text("utf-8"), 0), ("openapi: 3.1.0\n", 2)):
        done = subprocess.run(
            [sys.executable, "-m", "generator", "diff", "/dev/stdin", new],
            cwd=ROOT, input=text, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert code == done.returncode, done.stderr


def test_a_report_is_the_same_for_every_hash_seed(documents):
    """Sets are put into an order before anything is written."""
    old, _, write = documents
    edits = ("booking properties", {"start": {"type": "string"}}, "booking required", [], "create x-reconcile", GONE)
    new = write("other.json", edited(*edits, "listing properties", {}, "root security", []))
    first, second = (command("diff", old, new, "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert "bookings.create" in first


def test_a_dynamic_version_is_the_newer_documents(documents, tmp_path, capsys):
    """A project that leaves its version to the build has the version that the facts tell."""
    old, new, _ = documents
    options = project(tmp_path, "x")
    (tmp_path / "pyproject.toml").write_text('[project]\ndynamic = ["version"]\n', "utf-8")
    assert 1 == diff(old, new, *options)
    assert "the version is 0.4.2, but the changes since 0.4.2 ask for 0.5.0" in capsys.readouterr().err
