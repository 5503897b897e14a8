"""Puts files in place: only what changed, all or nothing, and never at the cost of what the generator has not written.

What is its own says the manifest of the folder; besides, the record of a run that was killed in the middle.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from glob import escape
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from generator.errors import OutputError
from generator.stopping import held

MANIFEST = "manifest.json"
MADE_BY = "make generate"
CACHE = "__pycache__"
ASIDE = ".generate-"
_RECORD = "record.json"
# A path that the generator may have written: below its folder, in no hidden one.
_PATH = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Difference:
    """How a folder differs from the files that belong there.

    Attributes:
        changed: Files that are there with other content.
        missing: Files that are not there.
        stale: Files that the generator has written and no longer makes.
        foreign: Files that it has not written.
        edited: Files that were changed since it has written them.
    """

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len({*self.changed, *self.missing, *self.stale, *self.foreign})


def own(folder: Path) -> dict[str, str]:
    """The paths of what the generator has written into a folder, with their hashes as far as they are known.

    Raises:
        OutputError: The folder holds something, and nothing says that it is the generator's.
    """
    found = dict.fromkeys(recorded(folder), "")
    try:
        entries = os.listdir(folder)  # noqa: PTH208 - a name for each is enough
    except FileNotFoundError:
        return found
    listed = _listed(folder / MANIFEST)
    if listed is not None:
        return {**found, **listed, MANIFEST: ""}
    if (entries and not found) or _present(folder) - found.keys():
        there = MANIFEST in entries
        what = f"its {MANIFEST} is not as the generator writes it" if there else f"it has no {MANIFEST}"
        raise OutputError(
            folder,
            f"The folder is not empty, and {what}, so nothing says that its files may be replaced",
            "Name one that is empty or not there; a client that was generated may be deleted and generated again",
        )
    return found


def recorded(folder: Path) -> list[str]:
    """The paths that runs which were killed were about to write or remove."""
    return [path for aside in _left_behind(folder) for path in _recorded(aside, folder)]


def compare(folder: Path, files: Mapping[str, str]) -> Difference:
    """What would have to be done to `folder`.

    Raises:
        OutputError: As `own`, unless all but the manifest is to the byte what belongs there.
    """
    present = _present(folder)
    rest = files.keys() - {MANIFEST}
    if present - {MANIFEST} == rest and all(_hash(folder / path) == _hash_of(files[path]) for path in rest):
        ours = dict.fromkeys(files, "")
    else:
        ours = own(folder)
    changed = [path for path in files if path in present and _hash(folder / path) != _hash_of(files[path])]
    missing = [path for path in files if path not in present]
    stale = [path for path in ours if path in present and path not in files and path != MANIFEST]
    kept = present - set(files).difference(changed)
    edited = [path for path in (*changed, *stale) if ours.get(path) and _hash(folder / path) != ours[path]]
    foreign = [path for path in kept if path not in ours]
    return Difference(tuple(changed), tuple(missing), tuple(sorted(stale)), tuple(sorted(foreign)), tuple(edited))


def put(
    folder: Path,
    files: Mapping[str, str],
    compared: Callable[[Path, Mapping[str, str]], Difference] = compare,
) -> Difference:
    """Compares and makes the changes, one run at a time. Should anything fail, those already made are undone.

    Args:
        folder: Where the files belong. It is made if need be.
        files: Their content by path.
        compared: Says what has to be done, and refuses what must not be.

    Returns:
        What was done.

    Raises:
        OutputError: What is not the generator's stands in the way.
    """
    folder = folder.resolve()
    made: list[Callable[[], object]] = []
    try:
        with held():
            _make(folder.parent, made)
        with _locked(folder.parent), held():
            difference = compared(folder, files)
            _refuse_what_is_in_the_way(folder, difference)
            _make(folder, made)
            gone = {*difference.stale, *recorded(folder)} - files.keys()
            _swap(folder, files, difference, gone)
            _clear(folder)
            return difference
    except BaseException:
        _undo(made)
        raise


def tidy(folder: Path) -> None:
    """Removes what a killed run has left beside a folder."""
    folder = folder.resolve()
    with _locked(folder.parent), held():
        _clear(folder)


def _refuse_what_is_in_the_way(folder: Path, difference: Difference) -> None:
    foreign = set(difference.foreign)
    for path in (*difference.changed, *difference.missing):
        for each in (PurePosixPath(path), *PurePosixPath(path).parents):
            if each.as_posix() in foreign:
                what = "This was not written by the generator, and stands where it writes"
                raise OutputError(folder / each, what, "Move it away, and generate again")


def _swap(folder: Path, files: Mapping[str, str], difference: Difference, gone: Iterable[str]) -> None:
    """Changes a folder. Until the manifest, which comes last, is in place, everything can be undone."""
    aside = folder.parent / f"{ASIDE}{secrets.token_hex(8)}"
    written = sorted((*difference.changed, *difference.missing), key=lambda path: path == MANIFEST)
    away = [path for path in (*difference.stale, *difference.changed) if path != MANIFEST]
    paths = [*written, *difference.stale]
    if not paths:
        _prune(folder, gone)
        return
    undo: list[Callable[[], object]] = []
    try:
        _prepare(aside, folder, paths, {path: files[path] for path in written})
        for path in away:
            (aside / "old" / path).parent.mkdir(parents=True, exist_ok=True)
            undo.append(partial((aside / "old" / path).replace, folder / path))
            (folder / path).replace(aside / "old" / path)
        for path in written:
            _make((folder / path).parent, undo)
            if path != MANIFEST:
                undo.append((folder / path).unlink)
            (aside / "new" / path).replace(folder / path)
        _prune(folder, gone)
    except BaseException:
        is_done = MANIFEST in written and not (aside / "new" / MANIFEST).exists()
        if is_done:
            _prune(folder, gone)
        else:
            _undo(undo)
        raise
    finally:
        _remove(aside, paths)


def _prepare(aside: Path, folder: Path, paths: Iterable[str], texts: Mapping[str, str]) -> None:
    """Writes new files beside the folder, and whose they are, which the next run reads should this one be killed."""
    aside.mkdir()
    record = {"made_by": MADE_BY, "folder": folder.name, "paths": list(paths)}
    (aside / _RECORD).write_text(json.dumps(record), "utf-8")
    for path, text in texts.items():
        (aside / "new" / path).parent.mkdir(parents=True, exist_ok=True)
        (aside / "new" / path).write_text(text, "utf-8", newline="\n")


def _make(folder: Path, undo: list[Callable[[], object]]) -> None:
    for missing in [each for each in (*reversed(folder.parents), folder) if not each.exists()]:
        undo.append(missing.rmdir)
        missing.mkdir(exist_ok=True)


def _undo(steps: list[Callable[[], object]]) -> None:
    """Takes steps back, the last one first. One that was not taken can't be taken back, which does no harm."""
    while steps:
        with suppress(OSError):
            steps.pop()()


def _remove(aside: Path, paths: Iterable[str]) -> None:
    """Removes the folder beside ours, and nothing from it that we have not put there."""
    parts = [PurePosixPath(kind, path) for kind in ("new", "old") for path in paths]
    inner = {each for part in parts for each in part.parents if each.name}
    steps: list[Callable[[], object]] = [
        *((aside / part).unlink for part in parts),
        *((aside / each).rmdir for each in sorted(inner, key=lambda each: len(each.parts), reverse=True)),
        (aside / _RECORD).unlink,  # as long as it is there, the next run can go on with this
        aside.rmdir,
    ]
    try:
        _undo(steps[::-1])
    except BaseException:
        _undo(steps[::-1])
        raise


def _clear(folder: Path) -> None:
    for aside in _left_behind(folder):
        _remove(aside, _recorded(aside, folder))


def _left_behind(folder: Path) -> list[Path]:
    """What runs that were killed while they wrote a folder have left beside it, and, without a lock, one under way."""
    beside = folder.resolve().parent
    return [each for each in sorted(beside.glob(f"{ASIDE}*")) if _recorded(each, folder)]


def _recorded(aside: Path, folder: Path) -> list[str]:
    """The paths that a run was about to write or remove; none if that is not said of this folder."""
    record = None if aside.is_symlink() else _json(aside / _RECORD)
    if record is None or record.get("made_by") != MADE_BY or record.get("folder") != folder.resolve().name:
        return []
    paths = record.get("paths")
    if not isinstance(paths, list) or not all(map(_is_path, paths)):
        return []
    return paths


def _listed(file: Path) -> dict[str, str] | None:
    """What a manifest lists, with hashes; None if it is none of the generator's."""
    record = _json(file)
    files = None if record is None or record.get("made_by") != MADE_BY else record.get("files")
    if not isinstance(files, dict):
        return None
    return files if all(map(_is_path, files)) and all(map(_is_hash, files.values())) else None


def _json(file: Path) -> dict[str, Any] | None:
    try:
        record = json.loads(file.read_text("utf-8")) if file.is_file() and not file.is_symlink() else None
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _is_path(path: object) -> bool:
    return isinstance(path, str) and _PATH.fullmatch(path) is not None


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hash(path: Path) -> str:
    """The hash of a file; of what is no file, such as a link, none that a file has."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else "no file"


def _present(folder: Path) -> set[str]:
    """Whatever stands in a folder and is no folder itself, links among it; caches of Python apart."""
    found: set[str] = set()
    if not os.path.lexists(folder):
        return found
    for base, folders, names in os.walk(folder, onerror=_raise):
        here = Path(base)
        found.update((here / name).relative_to(folder).as_posix() for name in names)
        found.update((here / name).relative_to(folder).as_posix() for name in folders if (here / name).is_symlink())
        folders[:] = [name for name in folders if name != CACHE]
    return found


def _raise(problem: OSError) -> None:
    raise problem


def _prune(folder: Path, removed: Iterable[str]) -> None:
    """Removes what removed modules leave: their caches, and folders that nothing is left in."""
    for path in removed:
        place = (folder / path).parent
        cache = place / CACHE
        if not cache.is_symlink():
            for compiled in cache.glob(f"{escape(PurePosixPath(path).stem)}.*.pyc"):
                compiled.unlink()
        for each in (cache, *(folder / parent for parent in PurePosixPath(path).parents)):
            with suppress(OSError):  # there is something left in it
                each.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keeps other runs waiting, where the system can: without a lock there would be no telling what was left behind."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


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
    hashes = {path: _hash_of(text) for path, text in files.items()}
    record = {"made_by": MADE_BY, "inputs": inputs, "files": hashes}
    return json.dumps(record, indent=1) + "\n"


def is_current(folder: Path, inputs: str) -> int:
    """The number of files, if the folder holds to the byte what its manifest says was made from `inputs`; else 0."""
    record = _json(folder / MANIFEST)
    if record is None or record.get("inputs") != inputs:
        return 0
    listed = _listed(folder / MANIFEST)
    found = {path: _hash(folder / path) for path in _present(folder) - {MANIFEST}}
    return len(found) + 1 if found == listed else 0
