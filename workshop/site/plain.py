"""The site for programs that read: each page as Markdown beside it, and `llms.txt`, the list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

LIST, WHOLE = "llms.txt", "llms-full.txt"
ABOUT = """\
# {name}

> {description}.

Each page is here as Markdown, under its address with `.md` at the end. [{whole}]({whole}) holds all but the reference
and the figures.

"""
# Sections in which things are looked up, a page at a time.
LOOKED_UP = ("Reference", "Figures")


def written(site: Path, pages: Mapping[str, bytes], config: Mapping[str, Any]) -> None:
    """Writes a page's Markdown beside it, and the two lists.

    Args:
        site: The folder of the site.
        pages: The Markdown of each page, by its path.
        config: What the builder was given, with the navigation.
    """
    for name, content in pages.items():
        (site / name).write_bytes(content)
    listed = list(_entries(config["nav"], ()))
    (site / LIST).write_text(_list(config, listed, pages), "utf-8")
    every = (
        f"<!-- {name} -->\n\n{pages[name].decode().strip()}\n" for under, _, name in listed if under not in LOOKED_UP
    )
    (site / WHOLE).write_text("\n".join(every), "utf-8")


def held(name: str, page: bytes) -> str:
    """An element that holds a page's Markdown, for the button that copies it; no script of it can run."""
    text = json.dumps(page.decode()).replace("<", "\\u003c")
    address = Path(name).name
    return f'<script type="application/json" id="page-source" data-address="{address}">{text}</script>'


def _entries(navigation: list[Any], above: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Section, title and path of each page, in the order of the navigation."""
    for entry in navigation:
        ((title, what),) = entry.items()
        if isinstance(what, list):
            yield from _entries(what, (*above, title))
        else:
            yield above[0] if above else "", title, what


def _list(config: Mapping[str, Any], listed: list[tuple[str, str, str]], pages: Mapping[str, bytes]) -> str:
    blocks = [ABOUT.format(name=config["site_name"], description=config["site_description"], whole=WHOLE)]
    section = ""
    for under, title, name in listed:
        if under != section:
            blocks.append(f"\n## {under}\n\n")
            section = under
        first = _first_sentence(pages[name].decode())
        blocks.append(f"- [{title}]({name}){f': {first}' if first else ''}\n")
    return "".join(blocks)


def _first_sentence(page: str) -> str:
    """What a page begins with below its heading, without links."""
    below = page.partition("\n# ")[2] if not page.startswith("# ") else page
    paragraphs = [each for each in re.split(r"\n\n+", below)[1:] if re.match(r"[\w`*\"]", each)]
    told = " ".join(paragraphs[0].split()) if paragraphs else ""
    plain = re.sub(r"\*\*(\w[^*]*)\*\*", r"\1", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", told))
    return re.split(r"(?<=[.:])\s", plain)[0].rstrip(":")
