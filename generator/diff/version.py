"""The version that a set of changes asks for, and whether the project has it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from toolzz_cal_cli.contract.rules import Level

from generator.errors import SpecError, Where, printable

_VERSION = re.compile(r"v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?![\d.]).*", re.ASCII)
_SECTION = re.compile(r"## \[?([^\s\]]+)")
_TELLS = re.compile(r"### (Changed|Removed|Breaking)|\*\*breaking|breaking:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bump:
    """What a set of changes asks for.

    `part` is major, minor, patch or none; `to` is empty when `since`, the version changed since, is no `X.Y.Z`.
    """

    part: str
    since: str
    to: str


def bump(since: str, level: Level | None) -> Bump:
    """The least version that tells of the highest level of all changes.

    Before 1.0, what breaks asks for a minor version and anything else for a patch. From then on, what breaks asks for a
    major version, what is safe for a minor one, and documentation for a patch.

    Args:
        since: The version of what is compared with, `X.Y.Z`.
        level: The highest level of all changes; none when there are no changes.
    """
    found = numbers(since)
    early = found is not None and found[0] == 0
    parts = {Level.BREAKING: "minor" if early else "major", Level.SAFE: "patch" if early else "minor", None: "none"}
    part = parts.get(level, "patch")
    if found is None:
        return Bump(part, since, "")
    major, minor, patch = found
    to = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return Bump(part, since, ".".join(map(str, to.get(part, found))))


def numbers(version: str) -> tuple[int, int, int] | None:
    """X, Y and Z of a version; what follows them is not looked at."""
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def shortcomings(asked: Bump, level: Level | None, described: str, pyproject: Path, changelog: Path) -> list[str]:
    """Where the version and the changelog of the project do not follow, each with what to do.

    `described` is the version of the newer facts, which is the project's own if that calls its version dynamic.

    Raises:
        SpecError: A file can't be read, or a version is no `X.Y.Z`.
    """
    if not asked.to:
        what = f"The version to compare with, {asked.since!r}, is no X.Y.Z"
        raise SpecError(None, what, "Correct `info.version` of the older facts")
    version = _project_version(pyproject, described)
    own, least = numbers(version), numbers(asked.to)
    if own is None or least is None:
        raise SpecError(Where(pyproject, 1), f"The version {version!r} is no X.Y.Z", "Correct it")
    if own < least:
        since = f"the changes since {asked.since} ask for {asked.to} ({asked.part})"
        why = since if asked.part != "none" else f"{asked.since} is already released"
        return [f"{pyproject.as_posix()}: the version is {printable(version)}, but {why}. Raise it."]
    if asked.part == "none":
        return []
    return _untold(version, level, changelog)


def _project_version(path: Path, described: str) -> str:
    try:
        content = tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as problem:
        raise SpecError(Where(path, 1), f"Broken TOML: {problem}", "Correct it") from None
    project = content.get("project")
    version = project.get("version") if isinstance(project, dict) else None
    dynamic = project.get("dynamic") if isinstance(project, dict) else None
    if isinstance(dynamic, list) and "version" in dynamic:
        return described
    if not isinstance(version, str):
        raise SpecError(Where(path, 1), "There is no `version` under [project]", "Add it, or give another --pyproject")
    return version


def _untold(version: str, level: Level | None, path: Path) -> list[str]:
    """What the changelog lacks of a section about a version."""
    name, section, inside = path.as_posix(), [], False
    for line in _read(path).splitlines():
        heading = _SECTION.match(line)
        inside = heading[1] == version if heading else inside
        if inside and not heading:
            section.append(line)
    told = printable(version)
    if not any(line.lstrip().startswith(("-", "*")) for line in section):
        return [f"{name}: nothing is told of {told}. Add `## {told}` with a list of what changed."]
    if level is Level.BREAKING and not any(_TELLS.search(line) for line in section):
        return [
            f"{name}: {told} breaks consumers, and its section does not say so. Add `### Changed` or `### Removed`."
        ]
    return []


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise SpecError(Where(path, 1), "The file is not UTF-8", "Save it as UTF-8") from None
    except OSError as problem:
        what = f"{path.as_posix()}: The file can't be read: {problem.strerror}"
        raise SpecError(None, what, "Check the path") from None
