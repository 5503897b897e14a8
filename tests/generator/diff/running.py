"""Runs `python -m generator diff` on facts that are written for it."""

import json

from generator.__main__ import main
from tests.generator.diff.base import GONE, base, edited, facts

CHANGELOG = (
    "# Changelog\n\n## 0.5.0\n\n### Changed\n\n- `title` goes.\n\n## 0.4.3 (2027-03-09)\n\n- Words.\n\n## 0.4.2\n"
)


def pair(folder):
    """Writes two facts files, the base and one without `title`; answers their paths, and what writes more of them."""

    def write(name, document):
        (folder / name).write_text(json.dumps(facts(document)), "utf-8")
        return str(folder / name)

    return write("old.json", base()), write("new.json", edited("arguments properties title", GONE)), write


def project(folder, version, changelog=CHANGELOG):
    """The options for a project of a version."""
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n', "utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, "utf-8")
    return [
        "--check-version", "--pyproject", str(folder / "pyproject.toml"), "--changelog", str(folder / "CHANGELOG.md")
    ]  # fmt: skip


def diff(*arguments):
    """The command's exit code, in this process."""
    return main(["diff", *arguments])
