"""The errors of the generator: where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. Lines count from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}"


class SpecError(Exception):
    """The specification can't be turned into a client. Nothing has been written."""

    def __init__(self, where: Where | None, what: str, cure: str) -> None:
        self.where, self.what, self.cure = where, what, cure
        place = f"{printable(str(where))}: " if where else ""
        super().__init__(f"{place}{printable(what)}. {printable(cure)}.")


class OutputError(Exception):
    """A folder can't be written without harm to what is not the generator's. Nothing has been changed."""

    def __init__(self, where: Path, what: str, cure: str) -> None:
        self.where, self.what, self.cure = where, what, cure
        super().__init__(f"{printable(str(where))}: {printable(what)}. {printable(cure)}.")


def printable(text: str, limit: int = 300) -> str:
    """Text of a specification as one harmless line of a message: what does not print is shown as its escape."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return line if len(line) <= limit else f"{line[: limit // 2]}…{line[-limit // 2 :]}"
