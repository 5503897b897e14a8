"""Facts that are compared as they stand: when they come, when they go and when they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .words import text

_ABSENT = object()


class Moved(NamedTuple):
    """A kind of change, with what was and what is as a reader is to see them."""

    kind: str
    old: str
    new: str
    keyword: str


def unshown(_: Any) -> str:
    """How a fact is shown that the sentence does not tell."""
    return ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A fact by its key, to which dots lead, and the kinds of change that there can be.

    One without a kind is told by another aspect. `shown` is how a reader sees it, `keyword` what he calls it. Null,
    false and empty texts are as good as absent, unless the fact `is_exact`.
    """

    where: str
    came: str
    went: str
    changed: str | Callable[[str, str], str]
    shown: Callable[[Any], str] = unshown
    keyword: str = ""
    is_exact: bool = False

    def between(self, one: Mapping[str, Any], two: Mapping[str, Any]) -> Moved | None:
        """What became of the fact; None when nothing did, or what would hold it is not on both sides."""
        *holders, key = self.where.split(".")
        for holder in holders:
            if not one.get(holder) or not two.get(holder):
                return None
            one, two = one[holder], two[holder]
        old, new = (self._present(side.get(key, _ABSENT)) for side in (one, two))
        if old is not _ABSENT and new is not _ABSENT and text(old) == text(new):
            return None
        before, after = ("" if value is _ABSENT else self.shown(value) for value in (old, new))
        kind = self.came if old is _ABSENT else self.went if new is _ABSENT else self.changed
        if callable(kind):
            kind = kind(before, after)
        return Moved(kind, before, after, self.keyword) if kind and old is not new else None

    def _present(self, value: Any) -> Any:
        is_nothing = value is None or value is False or value == ""
        return _ABSENT if is_nothing and not self.is_exact else value


def always(where: str, kind: str, shown: Callable[[Any], str] = unshown, keyword: str = "") -> Aspect:
    """An aspect of which it does not matter whether it came, went or changed."""
    return Aspect(where, kind, kind, kind, shown, keyword)
