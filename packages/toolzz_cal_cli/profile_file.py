"""The file of profiles, written: whole or not at all, closed to others, and with all that its owner wrote in it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError
from toolzz_cal._json import is_object

from .failures import Exit, Refusal
from .sources import IN_KEYRING, USE, private_text

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FOLDER = 0o700
_OTHERS_WRITE = 0o022
_TRUSTED = (0,)  # owners besides oneself


def checked_name(name: str) -> str:
    """A name that a profile may have. Raises a `Refusal` for another."""
    if not _NAME.fullmatch(name) or name == USE:
        raise Refusal(f"{name[:60]!r} can't be the name of a profile; use letters, digits, - and _, and not {USE!r}")
    return name


class ProfileFile:
    """The file as its owner sees it: comments, order and keys that we do not know stay.

    Args:
        path: Where it is, or will be.

    Attributes:
        path: The same.

    Raises:
        Refusal: It is there, and can't be read, or is open to others.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        text = private_text(path) if os.path.lexists(path) else ""
        try:
            self._document: Any = tomlkit.parse(text)
        except (ParseError, RecursionError) as problem:
            raise Refusal(f"{path} is no TOML: {problem}", Exit.SETUP) from None

    def names(self) -> list[str]:
        """The profiles, in the order of the file."""
        return [str(name) for name, table in self._document.items() if is_object(table)]

    def set(self, name: str, settings: Mapping[str, str | None], in_keyring: list[str]) -> None:
        """Changes settings of a profile, which is made if need be; None takes one away.

        Args:
            name: Of the profile.
            settings: By the client's names for them.
            in_keyring: Which secrets of the profile the keyring holds.
        """
        if name not in self._document:
            if self._document:
                self._document.add(tomlkit.nl())
            self._document[name] = tomlkit.table()
        table = self._document[name]
        for key, value in {**settings, IN_KEYRING: in_keyring or None}.items():
            if value is not None:
                table[key] = value
            elif key in table:
                table.remove(key)

    def use(self, name: str) -> None:
        """Makes a profile the default."""
        self._document[USE] = name

    def remove(self, name: str) -> None:
        """Takes a profile away; if it is the default, nothing is."""
        self._document.remove(name)
        if self._document.get(USE) == name:
            self._document.remove(USE)

    def write(self) -> None:
        """Puts it in the place of the file that is there. Raises a `Refusal` if it can't, which changes nothing."""
        # A link, such as one into a folder under version control, stays: what it leads to is written.
        path = Path(os.path.realpath(self.path))
        try:
            if not path.parent.exists():
                path.parent.mkdir(mode=_FOLDER, parents=True)
            _check_owner(path, is_linked=self.path.is_symlink())
            _replace(path, tomlkit.dumps(self._document))
        except OSError as problem:
            why = problem.strerror or str(problem)
            raise Refusal(f"{path} can't be written: {why}. Nothing was changed", Exit.SETUP) from None


def _check_owner(path: Path, *, is_linked: bool) -> None:
    """Refuses what somebody else could change; the folder of our own is closed to others."""
    if os.name != "posix":
        return
    for each in (path.parent, path):
        if each.exists() and each.stat().st_uid not in (os.geteuid(), *_TRUSTED):
            raise Refusal(f"{each} belongs to somebody else; nothing was written", Exit.SETUP)
    mode = path.parent.stat().st_mode & 0o777
    if is_linked:
        if mode & _OTHERS_WRITE:
            what = f"others can write to {path.parent} (mode {mode:04o}), to which the link to the profiles leads"
            raise Refusal(f"{what}: chmod go-w '{path.parent}'", Exit.SETUP)
    elif mode != _FOLDER and path.parent.stat().st_uid == os.geteuid():
        path.parent.chmod(_FOLDER)


def _replace(path: Path, text: str) -> None:
    """Writes a file beside another and puts it in its place, so that there is always one whole file."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - as the name came from `mkstemp`
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
