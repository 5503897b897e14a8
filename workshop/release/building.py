"""What goes out: wheel, sdist and bill of materials, and what is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from workshop.contract.wheel import built
from workshop.release import bill

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ADDRESS = re.compile(r"<[^>]*?\s(?:href|src)\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)


def build(dist: Path) -> Path:
    """Builds wheel and sdist anew, with the bill beside them, and answers the wheel's path. Raises `Failed`."""
    wheel = built(dist)
    bill.write(wheel)
    return wheel


def faults(wheel: Path) -> list[str]:
    """What is wrong with the wheel's description and its bill, a line each."""
    own = bill.metadata_of(wheel)
    found = [f"the description in {wheel.name} links to {link}" for link in relative_links(own.description or "")]
    path = bill.path_beside(wheel)
    if not path.exists():
        return [*found, f"{path.name} is missing"]
    return found + bill.faults(path.read_text("utf-8"), own)


def relative_links(text: str) -> list[str]:
    """Links and pictures of a text in Markdown that lead nowhere on another site, in their order."""
    shown = MarkdownIt("commonmark").render(text)
    return [link for link in _ADDRESS.findall(shown) if not _ABSOLUTE.match(link)]
