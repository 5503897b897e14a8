"""A release with something missing is stopped, each time for its own reason."""

import subprocess

import pytest

from generator.diff.sides import load
from workshop.contract.running import Failed, NotRun
from workshop.release import __main__ as program
from workshop.release import checks


def test_a_changelog_without_a_day_is_no_release(monkeypatch, tmp_path):
    """The section of the version must tell the day; one of another version does not count."""
    monkeypatch.setattr(checks, "version", lambda: "1.4.0")
    monkeypatch.setattr(checks, "ROOT", tmp_path)
    for heading in ("## 1.4.0 (unreleased)", "## 1.3.0 (2027-03-09)", "## 1.4.0", "## 11.4.0 (2027-03-09)"):
        (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n\n- x\n", "utf-8")
        with pytest.raises(Failed, match="1 finding"):
            checks.changelog()
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.4.0 (2027-03-09)\n\n- x\n", "utf-8")
    assert "1.4.0 is dated" == checks.changelog()


def test_what_is_not_committed_is_named(monkeypatch, tmp_path):
    """Every file that git would add or change stops the release; without git the check can't be run."""
    monkeypatch.setattr(checks, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NotRun):
        checks.tree()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    assert "everything is committed" == checks.tree()
    (tmp_path / "left.txt").write_text("", "utf-8")
    with pytest.raises(Failed) as found:
        checks.tree()
    assert ("not committed: left.txt",) == found.value.findings


@pytest.mark.parametrize(
    ("licence", "fits"), [("MIT", True), ("Apache-2.0 OR MIT", True), ("GPL-3.0-only", False), ("", False)]
)
def test_a_licence_has_to_fit(monkeypatch, licence, fits):
    """Only licences that a program under MIT can be shipped with."""
    monkeypatch.setattr(checks, "_installed", lambda: {"example==1.0"})
    monkeypatch.setattr(checks, "licence_of", lambda _name: licence)
    if fits:
        assert "example" in checks.licences()
    else:
        with pytest.raises(Failed):
            checks.licences()


def test_dependencies_of_dependencies_count():
    """The extras' packages and what they need are looked at, and no tool of development is."""
    names = {each.partition("==")[0] for each in checks._installed()}
    assert {"httpx", "attrs", "h11", "orjson", "uvicorn", "limits"} <= names
    assert not names & {"pytest", "mypy", "hypothesis", "openapi-python-client", "toolzz-cal"}


def test_unknown_checks_are_refused(capsys):
    """A typing error is an error, not a release."""
    with pytest.raises(SystemExit) as left:
        program.main(["check", "chnagelog"])
    assert 2 == left.value.code
    assert "there is no check 'chnagelog'" in capsys.readouterr().err


def test_what_is_recorded_is_what_was_emitted(monkeypatch, tmp_path, capsys):
    """The facts in the package of the release are those that later changes are compared with."""
    kept = tmp_path / "released.operations.json"
    monkeypatch.setattr(program, "RELEASED", kept)
    assert 0 == program.main(["record"])
    assert checks.FACTS.read_bytes() == kept.read_bytes()
    assert "wrote released.operations.json\n" == capsys.readouterr().out
    assert checks.version() == load(kept)["info"]["version"]


def test_the_last_release_is_on_record():
    """It can be read, and its version is one of the changelog that is not the one being made."""
    since = load(checks.RELEASED)["info"]["version"]
    assert f"## {since} (" in (checks.ROOT / "CHANGELOG.md").read_text("utf-8")
