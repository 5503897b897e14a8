"""Where the links of a built site lead: those inside must arrive, those outside are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ADDRESSES = ("href", "src")


@dataclass(slots=True)
class Page:
    """What a page offers and asks for."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.page.anchors.add(value)
            elif name in _ADDRESSES:
                self.page.links.append((value, self.getpos()[0]))


def read(site: Path, *, opaque: frozenset[str] = frozenset()) -> dict[str, Page]:
    """Every page of a site by its path; those in `opaque` are there without being read."""
    found: dict[str, Page] = {}
    for path in sorted(site.rglob("*.html")):
        name, reader = path.relative_to(site).as_posix(), _Reader()
        if name not in opaque:
            reader.feed(path.read_text("utf-8"))
        found[name] = reader.page
    return found


def broken(site: Path, pages: dict[str, Page]) -> Iterator[str]:
    """A line for each link inside the site that leads nowhere: page, line, address and what is missing."""
    for name, page in pages.items():
        for address, line in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = name
            if parts.path:
                path = (site / name).parent / unquote(parts.path)
                path = path / "index.html" if path.is_dir() else path
                if not path.is_file() or not path.resolve().is_relative_to(site.resolve()):
                    yield f"{name}:{line}: {address} leads to no file"
                    continue
                target = path.resolve().relative_to(site.resolve()).as_posix()
            anchor = unquote(parts.fragment)
            if anchor and target in pages and pages[target].anchors and anchor not in pages[target].anchors:
                yield f"{name}:{line}: {address} leads to no anchor of {target}"


def external(pages: dict[str, Page]) -> list[str]:
    """The addresses outside the site that pages link to, each once."""
    return sorted({address for page in pages.values() for address, _ in page.links if urlsplit(address).netloc})
