"""Builds the documentation: `python -m workshop.site.build` writes `build/site`, for a folder or a server."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from generator.__main__ import main as generator
from generator.errors import SpecError
from workshop.site import gaps, links, plain, python_api, reference
from workshop.site.node import VERSION, NotBuiltError, http_reference
from workshop.site.reference import ROOT, Source

DOCS = ROOT / "docs"
BUILD = ROOT / "build"
CONFIG = DOCS / "mkdocs.yml"
ASSETS = (".png", ".svg", ".css")
SCRIPT = "copy.js"
# Pages that lie elsewhere in the tree.
MOVED = {
    "changelog.md": "CHANGELOG.md",
    **{
        f"measured/{name}.md": f"workshop/benchmarks/{name.upper()}.md"
        for name in ("results", "faults", "queue", "load")
    },
}
HTTP = "http-reference.html"
COOKBOOK = "cookbook/"
EXTERNAL = "external-links.txt"
# What the builder asks of a server elsewhere, for the sake of pages that are opened as files.
_SHIM = re.compile(r'<script src="https://[^"]+/iframe-worker/shim"[^>]*></script>')
_LOGO = re.compile(r"https://cdn\.redoc\.ly/[\w./-]+\.svg")  # without it there is no picture, and no request
_ICON = '<link rel="icon" href="assets/images/favicon.png">'
_LOADED = re.compile(r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=["']?(?:https?:)?//[^>]*>|"""
                     r"""<link\b[^>]*\bhref=["']?(?:https?:)?//[^>]*>|@import[^;]*//[^;]*;""")  # fmt: skip
# A link, or code, in which nothing is one.
_LINK = re.compile(
    r"!?\[(?P<text>[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*)\]\((?P<target>[^)\s]+)\)|^( *)```.*?^\3```|`[^`\n]+`", re.S | re.M
)


class BuildError(Exception):
    """The site can't be built; the message says what to do."""


# Sources


def sources(found: Source) -> dict[str, bytes]:
    """Every file that the builder reads, by its path: pages by hand, pages made here, pictures and styles."""
    files = {
        path.relative_to(DOCS).as_posix(): path.read_bytes()
        for path in sorted(DOCS.rglob("*"))
        if path.suffix in (".md", *ASSETS) or path.name == SCRIPT
    }
    files |= {name: (ROOT / path).read_bytes() for name, path in MOVED.items()}
    files["gaps.md"] = gaps.page(found).encode()
    files |= {f"reference/{name}": page.encode() for name, page in reference.pages(found).items()}
    return {
        name: _within(content.decode(), name, {*files, "http.md"}).encode() if name.endswith(".md") else content
        for name, content in files.items()
    }


def _within(page: str, name: str, known: set[str]) -> str:
    """A page whose links lead to where pages of the tree stand on the site; to other files they are plain text."""
    lies = Path(MOVED.get(name, f"docs/{name}")).parent
    places = {path: moved for moved, path in MOVED.items()}

    def kept(link: re.Match[str]) -> str:
        target, mark, anchor = (link["target"] or "").partition("#")
        if not target or re.match(r"[a-z]+:", target):
            return link[0]
        path = os.path.normpath(lies / target)
        place = places.get(path, path.removeprefix("docs/"))
        if place not in known or (place == path and path not in places):
            return link["text"]
        begin = "!" if link[0].startswith("!") else ""
        return f"{begin}[{link['text']}]({os.path.relpath(place, Path(name).parent)}{mark}{anchor})"

    return _LINK.sub(kept, page)


def http_page(reason: str) -> str:
    """The page that leads to the HTTP reference, or says why there is none."""
    told = (
        f'<a class="md-button md-button--primary" href="{HTTP}">Open the HTTP reference</a>'
        if not reason
        else f"It was not built, because {reason}. `make docs` builds it where Node 20 or later is installed."
    )
    return (
        "# HTTP reference\n\nEvery request and answer as the upstreams see them, without the client, in one file: made "
        f"from the same specification by Redocly.\n\n{told}\n"
    )


def navigation(found: Source, files: Mapping[str, bytes]) -> list[Any]:
    """The navigation of `mkdocs.yml`, with what its marks stand for.

    Args:
        found: The specification.
        files: What the builder reads, as `sources` gives it.
    """
    config: dict[str, Any] = yaml.safe_load(CONFIG.read_text("utf-8"))
    named = set(re.findall(r"[\w./-]+\.md", CONFIG.read_text("utf-8")))
    others = [name for name in files if name.endswith(".md") and not name.startswith("reference/")]
    cookbook = _cookbook(others, files)
    marks: dict[str, list[Any]] = {
        "<resources>": list(_resources(found)),
        "<python>": [{each.title: f"reference/{each.file}"} for each in python_api.SUBJECTS],
        "<cookbook>": [{_title(files[name]): name} for name in cookbook],
        "<others>": [{_title(files[name]): name} for name in others if name not in named and name not in cookbook],
    }

    def spread(entries: list[Any]) -> Iterator[Any]:
        for entry in entries:
            if isinstance(entry, str):
                yield from marks[entry]
                continue
            (name, value) = next(iter(entry.items()))
            shown = list(spread(value)) if isinstance(value, list) else value
            if shown:
                yield {name: shown}

    return list(spread(config["nav"]))


def _cookbook(pages: Sequence[str], files: Mapping[str, bytes]) -> list[str]:
    """The pages of the cookbook in the order in which its index links them; what it does not link comes last."""
    index = f"{COOKBOOK}index.md"
    linked = [f"{COOKBOOK}{link['target']}" for link in _LINK.finditer(files[index].decode())]
    order = {name: place for place, name in reversed(list(enumerate([index, *linked])))}
    return sorted((name for name in pages if name.startswith(COOKBOOK)), key=lambda name: order.get(name, len(order)))


def _title(page: bytes) -> str:
    heading = re.search(r"^# (.+)$", page.decode(), re.M)
    return heading[1].replace("`", "") if heading else "Untitled"


def _resources(found: Source) -> Iterator[dict[str, Any]]:
    """A page, or a section where a resource has others below it."""
    shown = [each for each in found.shape.all_resources if each.operations]
    for root, group in groupby(shown, lambda each: each.path[0]):
        pages = {".".join(each.path[1:]) or root: f"reference/{reference.page_name(each)}" for each in group}
        yield {root: [{name: page} for name, page in pages.items()] if len(pages) > 1 else pages.popitem()[1]}


# Building


def build(folder: Path, *, install: bool) -> str:
    """Builds the site in a folder, below `site`; answers why there is no HTTP reference, or nothing.

    Args:
        folder: Where everything goes; `docs`, `site`, `docs.yml` and the list of external links in it are replaced.
        install: Whether Redocly may be fetched, and Node for it.

    Raises:
        BuildError: The builder refused, a link leads nowhere, or a page would load something from elsewhere.
    """
    for name in ("docs", "site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "site").mkdir(parents=True)
    if generator(["bundle", "--output", str(folder)]):
        raise BuildError("The specification can't be bundled")
    found = reference.source()
    reason, made = "", folder / HTTP
    try:
        http_reference(folder / "openapi.json", made, BUILD / f"redocly-{VERSION}", install=install)
    except NotBuiltError as problem:
        reason = str(problem)
    files = {**sources(found), "http.md": http_page(reason).encode()}
    for name, content in files.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    config = {**yaml.safe_load(CONFIG.read_text("utf-8")), "nav": navigation(found, files)}
    (folder / "docs.yml").write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(folder / "docs.yml")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"The builder refused:\n{done.stdout}{done.stderr}")
    if not reason:
        whole = _LOGO.sub("data:,", made.read_text("utf-8")).replace("<head>", f"<head>{_ICON}", 1)
        (folder / "site" / HTTP).write_text(whole, "utf-8")
        made.unlink()
    pages = {name: content for name, content in files.items() if name.endswith(".md")}
    _take_home(folder / "site", pages)
    plain.written(folder / "site", pages, config)
    _check_links(folder)
    return reason


def _take_home(site: Path, pages: Mapping[str, bytes]) -> None:
    """Lets the pages do without any other server, and makes sure that they do."""
    (site / "404.html").unlink(missing_ok=True)  # it names files from the root of a server, and there may be none
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    script = (DOCS / "offline.js").read_text("utf-8")
    text = json.dumps(worker.read_text("utf-8"))[1:-1]
    (site / "assets" / "javascripts" / "offline.js").write_text(script.replace("%WORKER%", text), "utf-8")
    for page in sorted(site.rglob("*.html")):
        if page.name == HTTP:
            continue
        up = "../" * (len(page.relative_to(site).parts) - 1)
        content = _SHIM.sub(f'<script src="{up}assets/javascripts/offline.js"></script>', page.read_text("utf-8"))
        source = page.relative_to(site).with_suffix(".md").as_posix()
        content = content.replace("</article>", f"</article>{plain.held(source, pages.get(source, b''))}", 1)
        if elsewhere := _LOADED.search(content):
            raise BuildError(f"{page.relative_to(site)} would load something from elsewhere: {elsewhere[0][:200]}")
        page.write_text(content, "utf-8")


def _check_links(folder: Path) -> None:
    pages = links.read(folder / "site", opaque=frozenset({HTTP}))
    if wrong := list(links.broken(folder / "site", pages)):
        raise BuildError("Links lead nowhere:\n" + "\n".join(wrong))
    (folder / EXTERNAL).write_text("".join(f"{each}\n" for each in links.external(pages)), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds the site and answers an exit code."""
    parser = argparse.ArgumentParser(prog="python -m workshop.site.build", description=__doc__)
    parser.add_argument("--output", type=Path, default=BUILD, help="folder for `site` and what it is made from")
    parser.add_argument("--no-install", action="store_true", help="don't fetch what makes the HTTP reference")
    options = parser.parse_args(arguments)
    try:
        reason = build(options.output.resolve(), install=not options.no_install)
    except (BuildError, SpecError, OSError, ValueError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    site = options.output / "site"
    print(f"built    {len(list(site.rglob('*.html')))} pages: open {site / 'index.html'}")
    if reason:
        print(f"not built: the HTTP reference, because {reason}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
