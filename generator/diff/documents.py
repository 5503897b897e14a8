"""Compares two documents."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diff.changes import Changes
from generator.diff.check import check
from generator.diff.consequences import Change
from generator.diff.fields import Comparison
from generator.diff.load import Document
from generator.diff.operations import compare_operations
from generator.diff.schemas import Reader
from generator.diff.table import Level


@dataclass(frozen=True, slots=True)
class Report:
    """All changes between two documents, the breaking ones first."""

    old_version: str
    new_version: str
    changes: tuple[Change, ...]

    def of(self, level: Level) -> tuple[Change, ...]:
        """The changes of one level."""
        return tuple(each for each in self.changes if each.level is level)

    @property
    def level(self) -> Level | None:
        """The highest level of all changes."""
        return self.changes[0].level if self.changes else None


def compare(old: Document, new: Document) -> Report:
    """Compares two documents.

    Args:
        old: What consumers have now.
        new: What they are to get.

    Returns:
        Every change with its level. Nothing is reported for what is only written differently.

    Raises:
        SpecError: A document is malformed.
    """
    check(old)
    check(new)
    gathered = Changes(Comparison(Reader(old), Reader(new)))
    compare_operations(old, new, gathered)
    return Report(old.version, new.version, gathered.worded())
