"""Pieces of Markdown pages: text that stays text, types with links, tables, tabs and boxes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

MANY = 8  # more values than this are folded
_NO_MODEL = ("Any", "None", "UUID", "Literal", "Mapping", "Sequence", "ActionResult", "ListResult")


def text(told: str) -> str:
    """A sentence of the specification as Markdown: code stays code, all else is plain text."""
    parts = re.split(r"(`[^`]*`)", " ".join(told.split()))
    return "".join(part if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(part: str) -> str:
    return re.sub(r"([\\*_{}\[\]#|])", r"\\\1", part).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def kind(annotation: str, *, here: bool = False) -> str:
    """A type as HTML with links to models; many values are folded."""
    annotation = annotation.replace("builtins.", "")
    values = re.search(r"Literal\[(.*?)\]", annotation)
    if values and values[1].count(",") >= MANY:
        shown = html.escape(values[1].replace("'", "")).replace("|", "&#124;")
        rest = annotation.replace(values[0], "str").replace("str | str", "str")
        count = values[1].count(",") + 1
        return f"{kind(rest, here=here)} <details><summary>one of {count}</summary><code>{shown}</code></details>"
    written = html.escape(annotation, quote=False).replace("|", "&#124;")
    pattern = r"\b(?<![.\w'])([A-Z]\w+)\b(?!\[)" if here else r"models\.(\w+)"
    page = "" if here else "models.html"
    linked = re.sub(
        pattern,
        lambda name: f'<a href="{page}#{name[1].lower()}">{name[1]}</a>' if name[1] not in _NO_MODEL else name[0],
        written,
    )
    return f"<code>{linked}</code>"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; cells are Markdown already."""
    names = tuple(head)
    lines = [names, ("---",) * len(names), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def stacked(told: str, sort: str = "") -> str:
    """A table whose cells stand below each other on a phone; `fields` for one of names, types and texts."""
    return f'<div class="{f"stacked {sort}".strip()}" markdown>\n\n{told}\n</div>\n'


def tab(title: str, language: str, code: str) -> str:
    """Code under a title, one of several of which one is shown."""
    inner = "".join(f"    {line}\n" if line else "\n" for line in f"```{language}\n{code}```".split("\n"))
    return f'=== "{title}"\n\n{inner}'


def box(sort: str, told: str, *, title: str = "", mark: str = "!!!") -> str:
    """A box of a sort, such as `note`; with the mark `???` it is folded."""
    named = f' "{title}"' if title else ""
    return f"{mark} {sort}{named}\n\n    {told}\n"
