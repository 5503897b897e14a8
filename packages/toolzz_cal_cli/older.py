"""Journals of batches as versions up to 0.2 kept them, in a SQLite file: what is in them goes on to hold."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from toolzz_cal._kept import kept_answer

from .failures import Exit, Refusal
from .lines import Line
from .text import note

_FORMATS = ("1", "2")  # the first does not hold what a call said
_TABLES = {"about", "calls"}


class Row(NamedTuple):
    """What an older journal holds of a line.

    Attributes:
        state: `started`, `done`, `failed` or `unknown`.
        told: The JSON that was written of it; None if it had not ended.
        said: A hash of its operation and arguments; None in the first format.
    """

    state: str
    told: str | None
    said: str | None


class Older:
    """The journal of a batch by an older version, which is only read.

    Attributes:
        rows: What it holds, by the keys of lines.
    """

    def __init__(self, path: Path, about: dict[str, str], rows: dict[str, Row]) -> None:
        self._path, self._about, self.rows = path, about, rows

    def check(self, target: Sequence[str], found: list[Line]) -> None:
        """Raises a `Refusal` if it belongs to another account, or a line's id stands for another call in it."""
        if self._about.get("target") != _hash(self._about["salt"], target):
            what = f"the journal {self._path} was kept for another account, route or address"
            raise Refusal(f"{what}; name another with --journal", Exit.SETUP)
        for line in found:
            row = self.rows.get(line.key)
            if not line.id or row is None:
                continue
            if row.said is not None:
                is_same = row.said == _hash(self._about["salt"], [line.said])
            else:  # only calls that have ended tell their operation
                is_same = row.told is None or json.loads(row.told).get("operation") == line.described.name
                note(f"warning: line {line.number}: the journal is older and can't tell whether its arguments changed")
            if not is_same:
                what = f"line {line.number}: the id {line.id[:60]!r} stands for another call in the journal"
                raise Refusal(f"{what}; give a changed line an id of its own. Nothing was sent.")

    def is_done(self, line: Line) -> bool:
        """Whether a line was done."""
        return line.key in self.rows and self.rows[line.key].state == "done"

    def is_unknown(self, line: Line) -> bool:
        """Whether a line that changes something may have been done; when, is not known, so that nobody can look."""
        row = self.rows.get(line.key)
        return row is not None and row.state in ("unknown", "started") and line.described.effect != "read"

    def answer(self, line: Line, route: str | None) -> bytes | None:
        """What a line that was done was answered, as today's journals keep it; None if that was not kept."""
        told = json.loads(self.rows[line.key].told or "{}")
        if "data" not in told:
            return None
        body: Any = told["data"]
        if line.described.slug is not None:
            body = {"status": "success", "data": body}
            if route != "direct":
                body = {"data": body, "error": None, "successful": True, "log_id": None}
        return kept_answer(200, {}, body, None)


def older(path: Path | None) -> Older | None:
    """The older journal in a file; None if there is none. Raises a `Refusal` for one that can't be read."""
    if path is None or not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= _TABLES:
                return None
            about = dict(base.execute("SELECT name, value FROM about"))
            if about.get("format") not in _FORMATS:
                return None
            columns = "key, state, told, said" if about["format"] == "2" else "key, state, told, NULL"
            rows = {key: Row(*more) for key, *more in base.execute(f"SELECT {columns} FROM calls")}  # noqa: S608
        return Older(path, {"salt": "", **about}, rows)
    except sqlite3.DatabaseError as problem:
        if "not a database" in str(problem):
            return None  # which is told when it is opened
        raise Refusal(f"the journal {path} can't be used: {problem}", Exit.SETUP) from None


def _hash(salt: str, target: Sequence[str]) -> str:
    return hashlib.sha256("\0".join((salt, *target)).encode("utf-8", "surrogatepass")).hexdigest()
