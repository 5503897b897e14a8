"""Puts files in place: only what changed, all or nothing, and nothing stale left behind."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

MANIFEST = "manifest.json"
IGNORED = {"__pycache__"}


@dataclass(frozen=True, slots=True)
class Difference:
    """How a folder differs from the files that belong there."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.stale)

    def __len__(self) -> int:
        return len(self.changed) + len(self.missing) + len(self.stale)


def compare(folder: Path, files: Mapping[str, str]) -> Difference:
    """What would have to be done to `folder`."""
    present = _files(folder)
    changed = [path for path in files if path in present and present[path].read_bytes() != files[path].encode()]
    missing = [path for path in files if path not in present]
    stale = [path for path in present if path not in files]
    return Difference(tuple(changed), tuple(missing), tuple(sorted(stale)))


def write(folder: Path, files: Mapping[str, str], difference: Difference) -> None:
    """Makes the changes. Should one fail, those already made are undone and the error is raised."""
    made: list[Callable[[], object]] = []
    moved: list[Callable[[], object]] = []
    try:
        _make(folder, made)
        with tempfile.TemporaryDirectory(prefix=".generate-", dir=folder.parent) as name:
            try:
                _replace(folder, files, difference, Path(name), moved)
            except BaseException:
                _undo(moved)  # before what was taken away goes with the temporary folder
                raise
    except BaseException:
        _undo(made)
        raise
    _prune(folder)


def _replace(
    folder: Path, files: Mapping[str, str], difference: Difference, aside: Path, undo: list[Callable[[], object]]
) -> None:
    written = (*difference.changed, *difference.missing)
    for path in written:
        (aside / "new" / path).parent.mkdir(parents=True, exist_ok=True)
        (aside / "new" / path).write_text(files[path], "utf-8", newline="\n")
    for path in (*difference.stale, *difference.changed):
        (aside / "old" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).replace(aside / "old" / path)
        undo.append(partial((aside / "old" / path).replace, folder / path))
    for path in written:
        _make((folder / path).parent, undo)
        (aside / "new" / path).replace(folder / path)
        undo.append((folder / path).unlink)


def _make(folder: Path, undo: list[Callable[[], object]]) -> None:
    for missing in [each for each in (*reversed(folder.parents), folder) if not each.exists()]:
        missing.mkdir()
        undo.append(missing.rmdir)


def _undo(steps: list[Callable[[], object]]) -> None:
    while steps:
        with suppress(OSError):
            steps.pop()()


def _files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not IGNORED & set(path.relative_to(folder).parts)
    }


def _prune(folder: Path) -> None:
    """Removes folders that hold nothing but caches."""
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if path.name in IGNORED:
            if not any(path.parent.glob("*.py")):
                shutil.rmtree(path, ignore_errors=True)
        elif not any(path.iterdir()):
            path.rmdir()


def digest(paths: Iterable[Path], base: Path) -> str:
    """One hash for everything the output depends on: these files and the versions of the tools."""
    total = hashlib.sha256()
    for tool in ("openapi-python-client", "ruff", "jinja2", "pyyaml"):
        total.update(f"{tool}=={version(tool)}\n".encode())
    for path in sorted(paths):
        content = path.read_bytes()
        total.update(f"{path.relative_to(base).as_posix()} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def manifest(inputs: str, files: Mapping[str, str]) -> str:
    """A record of what was made from what; it lets an unchanged tree be recognised without making it again."""
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
    record = {"made_by": "make generate", "inputs": inputs, "files": hashes}
    return json.dumps(record, indent=1) + "\n"


def is_current(folder: Path, inputs: str) -> int:
    """The number of files, if the folder holds to the byte what its manifest says was made from `inputs`; else 0."""
    try:
        record = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return 0
    if not isinstance(record, dict) or record.get("inputs") != inputs:
        return 0
    present = _files(folder)
    present.pop(MANIFEST, None)
    expected = record.get("files")
    found = {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in present.items()}
    return len(found) + 1 if found == expected else 0
