"""The generated pages say what the specification says: all of it, nothing else, and the same every time."""

import inspect
import os
import re
from functools import cache, partial
from html.parser import HTMLParser
from operator import attrgetter
from typing import is_typeddict

import markdown
import pytest
from toolzz_cal import Client, models, webhooks

from generator.parse import Type
from generator.shape.types import of_answer, of_field
from tests.support.bindings import bindings, first
from tests.support.client import ROOT, document, examples
from tests.support.direct import dated
from tests.support.snippets import snippets
from tests.support.tables import every
from workshop.site import build, gaps, links
from workshop.site.reference import source
from workshop.site.writing import kind, text

SECTION = re.compile(r"^## `([a-z_.]+)` \{ #(\w+) \}\n(.*?)(?=^## |\Z)", re.S | re.M)


@cache
def _files():
    """Every file that the builder reads, by its path."""
    return build.sources(source())


@cache
def _pages():
    """The text of each page by its path."""
    return {name: content.decode() for name, content in _files().items() if name.endswith(".md")}


def sections():
    """What each page of a resource says of each operation."""
    for name, page in _pages().items():
        if name.startswith("reference/") and page.startswith("# `client."):
            yield from ((found[1], name, found[2], found[3]) for found in SECTION.finditer(page))


@cache
def _said():
    """Page, anchor and text of each operation by its name."""
    return {operation: (page, anchor, told) for operation, page, anchor, told in sections()}


def rows(told, head):
    """First cells of the table with this head."""
    table = re.search(rf"^\| {head} \|.*\n\|.*---.*\n((?:\|.*\n)*)", told, re.M)
    return [line.split("|")[1].strip() for line in table[1].splitlines()] if table else []


def test_every_operation_has_its_place_and_nothing_else_has():
    """On the page of its resource and in the list of all, once each."""
    assert (
        sorted(each.name for each in examples()) == sorted(_said()) == sorted(operation for operation, *_ in sections())
    )
    listed = re.findall(r"^\| \[`(\w+)`\]\((\S+)#(\w+)\)", _pages()["reference/index.md"], re.M)
    assert sorted((f"reference/{page}", anchor) for _, page, anchor in listed) == sorted(
        (page, anchor) for page, anchor, _ in _said().values()
    )


@every("each", examples, ids=str)
def test_an_operation_is_told_as_the_specification_has_it(each):
    """Its summary, slug, request, effect and arguments, under the names that the client's method has."""
    told = _said()[each.name][2]
    operation = document()["paths"][each.path][each.method.lower()]
    assert f"**{operation['summary'].removesuffix('.')}.**" in told.replace("\\", "")
    assert {"read": "reads", "write": "writes", "destroy": "destroys"}[each.effect] in told
    with Client(composio_api_key="ak_example", toolzz_token="example-token") as client:
        parameters = list(inspect.signature(attrgetter(each.name)(client)).parameters)
    arguments = [re.match(r"`(\w+)`", cell)[1] for cell in rows(told, "argument")]
    options = re.findall(r"`(\w+)` \(", re.search(r"^Options: (.*)$", told, re.M)[1])
    assert parameters == arguments + options
    if each.slug:
        assert f"`{each.slug}`" in told
        for said in bindings(operation):
            assert f"`{said['request']}`, version `{dated(said)}`" in told
        assert all(f"`{name}`" in told for name in first(operation).get("needs", ()))
    else:
        assert f"`{each.method} {each.path}` at `{each.server}`" in told


@every("each", examples, ids=str)
def test_examples_on_the_page_are_those_that_are_run(each):
    """Three blocks of code, as `test_examples.py` runs them, with values of the specification."""
    page, _, told = _said()[each.name]
    operation = next(found for found in source().shape.operations if found.name == each.name)
    given = source().example(operation)
    blocks = [block.code for block in snippets(told, page)]
    assert [given.sync, given.awaited, given.curl] == blocks
    assert {**each.in_path, **each.arguments} == given.arguments


def test_every_model_is_told_with_all_its_attributes():
    """Models and named sets of values, as the client has them."""
    told = dict(re.findall(r"^## `(\w+)` \{.*?\}\n(.*?)(?=^## |\Z)", _pages()["reference/models.md"], re.S | re.M))
    dicts = {name for name in models.__all__ if is_typeddict(getattr(models, name))}
    assert sorted(set(models.__all__) - dicts - {"Model", "json_default"}) == sorted(told)
    assert {f"{name}Dict" for name, section in told.items() if f"`{name}Dict`" in section} == dicts
    for name, section in told.items():
        model = getattr(models, name)
        if hasattr(model, "_keys"):
            own = list(inspect.signature(model).parameters)
            assert own == [cell.strip("`") for cell in rows(section, "attribute")], name
        else:
            assert list(model.__args__) == re.findall(r"`([^`]+)`", section.rpartition("One of")[2]), name


def test_every_event_is_told():
    """Each trigger of the specification with its class."""
    told = re.findall(r"^\| `([A-Z_]+)` \| `(\w+)` \|", _pages()["reference/events.md"], re.M)
    assert sorted(document()["webhooks"]) == sorted(trigger for trigger, _ in told)
    assert all(hasattr(webhooks, name) for _, name in told)


def test_contradictions_and_gaps_are_those_of_the_specification():
    """Every row of the tables, every state, every missing field and every note."""
    page = _pages()["gaps.md"]
    readme = (ROOT / "spec" / "README.md").read_text("utf-8")
    numbered = re.findall(r"^\| ([TC]\d+) \|.*$", readme, re.M)
    assert len(numbered) > 40
    assert [line for line in readme.splitlines() if re.match(r"\| [TC]\d+ ", line)] == [
        line for line in page.splitlines() if re.match(r"\| [TC]\d+ ", line)
    ]
    marked = {key: set() for key in ("state", "needs", "note")}
    for item in document()["paths"].values():
        for operation in item.values():
            for key in marked:
                if isinstance(operation, dict) and any(key in said for said in bindings(operation)):
                    marked[key].add(operation["operationId"])
    parts = re.split(r"^## .*$", page, flags=re.M)[2:]
    for key, part in zip(marked, parts, strict=True):
        assert marked[key] == set(re.findall(r"^\| \[`([a-z_.]+)`\]", part, re.M)), key


def test_a_missing_section_is_named(monkeypatch):
    """If spec/README.md no longer has the tables, the page is not made without them."""
    monkeypatch.setattr(gaps, "HEADING", "## No such section")
    with pytest.raises(ValueError, match="No such section"):
        gaps.contradictions()


def test_every_page_is_in_the_navigation_once():
    """By hand or by a mark."""
    files = {**_files(), "http.md": b"# HTTP"}

    def named(entries):
        for entry in entries:
            for value in entry.values():
                yield from named(value) if isinstance(value, list) else [value]

    assert sorted(name for name in files if name.endswith(".md")) == sorted(named(build.navigation(source(), files)))


def test_the_cookbook_stands_as_its_index_lists_it():
    """The index first; what it does not link is last, and not lost."""
    index = "cookbook/index.md"
    files = {**_files(), "http.md": b"# HTTP", "cookbook/another.md": b"# Another"}
    pages = next(entry["Cookbook"] for entry in build.navigation(source(), files) if "Cookbook" in entry)
    names = [name for page in pages for name in page.values()]
    linked = re.findall(r"^\| \[.+?\]\(([\w-]+\.md)\)", files[index].decode(), re.M)
    assert names == [index, *(f"cookbook/{each}" for each in linked), "cookbook/another.md"]
    assert names != sorted(names)


# Text


class Words(HTMLParser):
    """What can be read on a page, and the elements on it."""

    def __init__(self, page):
        super().__init__()
        self.read, self.elements = "", []
        self.feed(page)

    def handle_data(self, data):
        self.read += data

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


HOSTILE = "a|b *c* _d_ <script>e()</script> [f](g) {#h} &amp; \\ ![i](j) # k `l|<m>` ~n~"


def test_text_of_the_specification_stays_text():
    """In a paragraph and in a cell, whatever signs it has; code stays code."""
    for page in (f"x {text(HOSTILE)}", f"| x |\n|---|\n| {text(HOSTILE)} |"):
        words = Words(markdown.markdown(page, extensions=["tables", "attr_list", "md_in_html"]))
        assert HOSTILE.replace("`", "") in words.read
        assert {tag for tag, _ in words.elements} <= {"p", "code", "table", "thead", "tbody", "tr", "th", "td"}


def test_types_lead_to_models_and_fold_many_values():
    """Names of models are links; of a long list of values the number is shown."""
    booking = Type("model", "Booking")
    linked = '<code>list[<a href="models.html#booking">Booking</a>]</code>'
    assert linked == kind(Type("list", item=booking), of_answer)
    optional = partial(of_field, required=False)
    assert '<code><a href="#booking">Booking</a> &#124; None</code>' == kind(booking, optional, here=True)
    values = Type("literal", values=tuple(f"v{number}" for number in range(30)))
    folded = kind(values, optional)
    assert folded.startswith("<code>str &#124; None</code> <details><summary>one of 30</summary><code>v0, v1,")
    few = kind(Type("list", item=Type("literal", values=("a|b", "<c>"))), optional)
    assert "<code>list[Literal['a&#124;b', '&lt;c&gt;'] &#124; str] &#124; None</code>" == few


# Links


def linked(page):
    """The targets of a page's links, code left out."""
    plain = re.sub(r"`[^`\n]*`", "", re.sub(r"^( *)```.*?^\1```", "", page, flags=re.S | re.M))
    return re.findall(r"\]\(([^)\s]+)\)", plain)


def slugs(page):
    """The anchors that headings get, as GitHub and the builder make them."""
    plain = re.sub(r"^( *)```.*?^\1```", "", page, flags=re.S | re.M)
    for heading in re.findall(r"^#+ (.+)$", plain, re.M):
        own = re.search(r"\{ #([\w-]+) \}$", heading)
        yield own[1] if own else re.sub(r"[^\w\- ]", "", heading.lower().replace("`", "")).strip().replace(" ", "-")


BY_HAND = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "docs/cookbook", "docs/guide", "spec", "workshop/benchmarks")
    for path in (ROOT / folder).glob("*.md")
)


@every("name", BY_HAND)
def test_links_of_sources_lead_somewhere(name):
    """A relative link of a page that a person wrote leads to a file of the tree or a generated page, and its anchor."""
    page = (ROOT / name).read_text("utf-8")
    for address in linked(page):
        if re.match(r"[a-z]+:", address):
            assert address.startswith(("https://", "mailto:")), address
            continue
        target, _, anchor = address.partition("#")
        path = (ROOT / name).parent / target if target else ROOT / name
        inside = os.path.relpath(path, ROOT / "docs")
        assert path.exists() or inside in _pages() or inside == "http.md", f"{name}: {address}"
        if anchor and path.suffix == ".md":
            content = _pages()[inside] if inside in _pages() else path.read_text("utf-8")
            assert anchor in slugs(content), f"{name}: {address}"


def test_links_that_leave_the_site_become_text():
    """Files of the tree that are no pages are named without a link; pictures and pages stay."""
    known = {"guide/errors.md", "mock.png", "mock.md"}
    page = "[a](../spec/README.md) [b](guide/errors.md#x) ![c](mock.png) [d](https://example.com) [e](#f) [`g`](no.md)"
    assert build._within(page, "mock.md", known) == (
        "a [b](guide/errors.md#x) ![c](mock.png) [d](https://example.com) [e](#f) `g`"
    )
    assert build._within("[a](../mock.md)", "guide/errors.md", known) == "[a](../mock.md)"
    code = "`a[0](x)`\n\n```python\nnames['f'](x)\n```\n\n=== \"P\"\n\n    ```python\n    b[1](y)\n    ```\n"
    assert build._within(code, "mock.md", known) == code


def test_broken_links_are_told_with_their_place(tmp_path):
    """A file or an anchor that is not there, upwards too; addresses elsewhere are listed."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.html").write_text('<a href="sub/b.html#one">\n<a href="sub/b.html#two">\n<a href="c.html">')
    (tmp_path / "sub" / "b.html").write_text(
        '<h1 id="one"><a href="#one"><a href="../../outside.html"><a href="https://example.com/x"><img src="../a.html">'
    )
    pages = links.read(tmp_path)
    assert [
        "a.html:2: sub/b.html#two leads to no anchor of sub/b.html",
        "a.html:3: c.html leads to no file",
        "sub/b.html:1: ../../outside.html leads to no file",
    ] == list(links.broken(tmp_path, pages))
    assert ["https://example.com/x"] == links.external(pages)
