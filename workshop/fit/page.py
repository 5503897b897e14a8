"""The page of what was seen: `docs/compatibility.md`."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.fit.rows import GROUPS, Row
from workshop.fit.trying import Seen

HEAD = """# Compatibility

What the client was seen to do with packages that programs use beside it. Each was installed by exact version into an
environment of its own, with the client's wheel and what it needs, and a small program of `workshop/fit/checks` tried
what stands here. `make fit` does it again and writes this page. What was not tried is not said to work.
"""


def page(seen: Mapping[str, Seen]) -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for title, rows in GROUPS.items():
        lines = [_line(row, seen.get(row.name)) for row in rows]
        parts.append(f"\n## {title}\n\n| with | works | does not |\n| --- | --- | --- |\n" + "".join(lines))
    return "".join(parts)


def _line(row: Row, seen: Seen | None) -> str:
    title = ", ".join(f"{pin.replace('==', ' ')}" for pin in row.packages)
    if seen is None or seen.packages != row.packages:
        return f"| {title} | | not tried |\n"
    works = "; ".join(each.claim for each in seen.claims if each.holds)
    fails = [f"{each.claim} ({_cell(each.seen)})" for each in seen.claims if not each.holds]
    if seen.problem:
        fails.append(f"not tried to the end: {_cell(seen.problem)}")
    if row.note:
        fails.append(row.note)
    return f"| {title} | {works} | {'; '.join(fails)} |\n"


def _cell(text: str) -> str:
    """Text of others, which must not become Markdown."""
    return "`" + text.replace("`", "'").replace("|", "¦") + "`"
