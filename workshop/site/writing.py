"""Pieces of Markdown pages: text that stays text, types with links, tables, tabs and boxes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from generator.parse import Type
from generator.shape.types import Annotation, Word, parts

MANY = 8  # more values than this are folded


def text(told: str) -> str:
    """A sentence of the specification as Markdown: code stays code, all else is plain text."""
    parts = re.split(r"(`[^`]*`)", " ".join(told.split()))
    return "".join(part if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(part: str) -> str:
    return re.sub(r"([\\*_{}\[\]#|])", r"\\\1", part).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def kind(sort: Type, write: Callable[[Type], Annotation], *, here: bool = False) -> str:
    """A type as HTML with links to models; many values are folded.

    Args:
        sort: The type.
        write: How it is written where it stands.
        here: Whether it stands on the page of models itself.
    """
    page = "" if here else "models.html"
    code = "".join(_word(word, page) for word in write(_without_values(sort)).words)
    many = [each.values for each in parts(sort) if _is_folded(each)]
    if not many:
        return f"<code>{code}</code>"
    shown = html.escape(", ".join(map(str, many[0]))).replace("|", "&#124;")
    return f"<code>{code}</code> <details><summary>one of {len(many[0])}</summary><code>{shown}</code></details>"


def _is_folded(sort: Type) -> bool:
    return sort.kind == "literal" and not sort.name and len(sort.values) > MANY


def _without_values(sort: Type) -> Type:
    """The type with texts for enums that are folded."""
    if _is_folded(sort):
        return Type("str", nullable=sort.nullable)
    if sort.item is not None:
        return replace(sort, item=_without_values(sort.item))
    return sort


def _word(word: Word, page: str) -> str:
    if word.model:
        return f'<a href="{page}#{word.model.lower()}">{word.model}</a>'
    return html.escape(word.text, quote=False).replace("|", "&#124;")


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
