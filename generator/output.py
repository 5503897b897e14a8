"""Puts files in place: only what changed, all or nothing, and nothing stale left behind."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".generate-", dir=folder.parent) as name:
        staged, kept = Path(name) / "new", Path(name) / "old"
        for path in (*difference.changed, *difference.missing):
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_text(files[path], "utf-8", newline="\n")
        done: list[str] = []
        existed = folder.exists()
        try:
            for path in (*difference.changed, *difference.stale):
                (kept / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / path, kept / path)
            for path in (*difference.changed, *difference.missing):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                done.append(path)
                (staged / path).replace(folder / path)
            for path in difference.stale:
                done.append(path)
                (folder / path).unlink()
        except BaseException:
            for path in done:
                if (kept / path).exists():
                    (kept / path).replace(folder / path)
                else:
                    (folder / path).unlink(missing_ok=True)
            _prune(folder)
            if not existed and folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
            raise
        _prune(folder)


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
